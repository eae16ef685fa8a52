//! What a database token may do: one action on one database, by its name, or on all of them.
//!
//! Write does not include read. An action that nobody knows is kept as it is, so that an update never drops it.

mod set;

pub use console_core::matrix::Action;
pub use set::PermissionSet;

use std::fmt;

/// The server's word for all databases.
pub const ALL: &str = "*";

/// What a person is told above a grant on all databases.
pub const STANDING: &str = "Covers databases that don’t exist yet";

/// What is granted on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// Every database, those of the future too.
    All,
    /// The database of this name, whichever it is: grants are tied to the name and not to the database.
    Database(Box<str>),
}

impl Resource {
    /// Reads the server's word.
    pub fn parse(word: &str) -> Self {
        if word == ALL { Self::All } else { Self::Database(word.into()) }
    }

    /// The server's word.
    pub fn as_str(&self) -> &str {
        match self {
            Self::All => ALL,
            Self::Database(name) => name,
        }
    }

    /// The name of the database; none for all of them.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::All => None,
            Self::Database(name) => Some(name),
        }
    }
}

/// What may be done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// An action that this console knows.
    Known(Action),
    /// The word of an action that it does not know.
    Other(Box<str>),
}

impl Verb {
    /// Reads the server's word.
    pub fn parse(word: &str) -> Self {
        Action::parse(word).map_or_else(|| Self::Other(word.into()), Self::Known)
    }

    /// The server's word.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(action) => action.as_str(),
            Self::Other(word) => word,
        }
    }
}

/// One permission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permission {
    /// On what. It comes first, so that permissions on one database stand together.
    pub resource: Resource,
    /// What may be done.
    pub verb: Verb,
}

impl Permission {
    /// A permission with an action that is known.
    pub const fn new(action: Action, resource: Resource) -> Self {
        Self { resource, verb: Verb::Known(action) }
    }

    /// On the database of this name.
    pub fn on(action: Action, name: &str) -> Self {
        Self::new(action, Resource::Database(name.into()))
    }

    /// The action, if it is known.
    pub const fn action(&self) -> Option<Action> {
        match self.verb {
            Verb::Known(action) => Some(action),
            Verb::Other(_) => None,
        }
    }
}

impl fmt::Display for Permission {
    /// `read:plant_a`, which no name can blur: names of databases hold no colon.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.verb.as_str(), self.resource.as_str())
    }
}
