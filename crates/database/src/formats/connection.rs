//! Where a token is used: the address of the data plane, and a database that it grants.

use crate::Id;
use crate::database::Database;
use crate::permission::{Action, Permission, Resource};
use crate::token::Token;
use console_core::http::printable;

/// What stands for a database when nothing that was granted says which.
pub const ANY_DATABASE: &str = "YOUR_DATABASE";

/// What a token grants in one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// This database, perhaps among others.
    Database(String),
    /// Every database; which ones there are is not known.
    Any,
    /// None.
    Nothing,
}

/// Where a token is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The token's id.
    pub token: Id,
    /// The address of the data plane without a slash at the end.
    pub host: String,
    writes: Reach,
    reads: Reach,
}

impl Connection {
    /// Works it out from what was granted. `host` is [`crate::connection::Product::data_host`].
    pub fn new(token: &Token, host: &str, databases: &[Database]) -> Self {
        let reach = |action| reach(token, action, databases);
        Self { token: token.id, host: printable(host), writes: reach(Action::Write), reads: reach(Action::Read) }
    }

    /// What the token grants in one direction.
    pub const fn reach(&self, action: Action) -> &Reach {
        match action {
            Action::Read => &self.reads,
            Action::Write => &self.writes,
        }
    }

    /// The name of a database for a text that does this with it.
    pub fn database(&self, action: Action) -> &str {
        match self.reach(action) {
            Reach::Database(name) => name,
            Reach::Any | Reach::Nothing => ANY_DATABASE,
        }
    }

    /// The database of programs that may do either; none where nothing is granted.
    pub fn any_database(&self) -> Option<&str> {
        let action = if self.writes == Reach::Nothing { Action::Read } else { Action::Write };
        (*self.reach(action) != Reach::Nothing).then(|| self.database(action))
    }
}

fn reach(token: &Token, action: Action, databases: &[Database]) -> Reach {
    let granted = token.permissions.iter().filter(|permission| permission.action() == Some(action));
    if let Some(name) = granted.filter_map(|permission| permission.resource.name()).next() {
        return Reach::Database(name.to_owned());
    }
    if token.permissions.contains(&Permission::new(action, Resource::All)) {
        return databases.first().map_or(Reach::Any, |database| Reach::Database(database.name.to_string()));
    }
    Reach::Nothing
}
