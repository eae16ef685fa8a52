//! What a person puts into the form to get several tokens.

use crate::matrix::Action;

/// What stands for the name in a pattern or a description.
pub const NAME: &str = "{name}";

/// The part of the form that makes many tokens of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchForm {
    /// One token or several.
    pub count: Count,
    /// The names, one a line, as typed.
    pub names: String,
    /// Whether the tokens differ in what they grant.
    pub grants: Grants,
    /// What the object of a name is called, with [`NAME`] for the name.
    pub pattern: String,
    /// What each token may do with its own object.
    pub rights: Rights,
}

/// How many tokens the form makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Count {
    /// One.
    #[default]
    One,
    /// One for each name.
    Several,
}

/// Whether the tokens of a run differ in what they grant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grants {
    /// All grant the same.
    #[default]
    Shared,
    /// Each grants one object of its own besides.
    OneEach,
}

/// What a token may do with its own object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rights {
    /// Read it.
    Read,
    /// Write to it, which is what a device does.
    #[default]
    Write,
    /// Both.
    Both,
}

impl Rights {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Both];

    /// The actions that are granted.
    pub const fn actions(self) -> &'static [Action] {
        match self {
            Self::Read => &[Action::Read],
            Self::Write => &[Action::Write],
            Self::Both => &Action::BOTH,
        }
    }

    /// The words on the choice.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Write => "Write",
            Self::Both => "Read and Write",
        }
    }
}

impl Default for BatchForm {
    fn default() -> Self {
        Self {
            count: Count::One,
            names: String::new(),
            grants: Grants::Shared,
            pattern: NAME.to_owned(),
            rights: Rights::Write,
        }
    }
}

impl BatchForm {
    /// Whether the form makes several tokens.
    pub fn is_on(&self) -> bool {
        self.count == Count::Several
    }

    /// What each token may do with an object of its own, where it gets one.
    pub fn own(&self) -> Option<Rights> {
        (self.is_on() && self.grants == Grants::OneEach).then_some(self.rights)
    }
}
