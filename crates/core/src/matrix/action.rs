//! What can be ticked of an object.

use std::fmt;

/// What a permission lets its holder do. Write does not include read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// See an object, its settings or its data.
    Read,
    /// Change, delete and, with a wide enough scope, create.
    Write,
}

impl Action {
    /// Both actions in the order that the server lists them.
    pub const BOTH: [Self; 2] = [Self::Read, Self::Write];

    /// The server's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    /// Reads the server's word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "read" => Some(Self::Read),
            "write" => Some(Self::Write),
            _ => None,
        }
    }

    /// The word at the head of a column or sentence.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Write => "Write",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
