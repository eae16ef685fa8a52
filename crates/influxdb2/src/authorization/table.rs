//! Many authorizations, held compactly.

use super::{Status, note};
use crate::permission::{OtherPermission, PermissionSet};
use crate::{Id, Names};
use console_core::text::number;
use std::collections::{BTreeMap, BTreeSet};

/// One token as a list shows it. It holds nothing of its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization {
    /// The id of the authorization.
    pub id: Id,
    /// The organization it belongs to.
    pub org: Id,
    /// The user it belongs to.
    pub user: Id,
    /// Whether it works.
    pub status: Status,
    /// The description, as stored: hostile text.
    pub description: Box<str>,
    /// What it grants.
    pub permissions: PermissionSet,
    /// When it was made, in milliseconds since 1970; missing on tokens older than the field.
    pub created_ms: Option<i64>,
    /// When this entry was last changed. It says nothing about use, which InfluxDB does not record.
    pub changed_ms: Option<i64>,
}

impl Authorization {
    /// What it is called: its name without the notes behind that, or its id where it has none.
    pub fn called(&self) -> String {
        let name = note::read(&self.description).name.trim();
        if name.is_empty() { self.id.to_string() } else { name.to_owned() }
    }

    /// When it was made, in milliseconds since 1970. Ids are made in order of time, so they tell where the field is missing.
    pub fn made_ms(&self) -> i64 {
        self.created_ms.unwrap_or_else(|| i64::try_from(self.id.generated_at_ms()).unwrap_or(i64::MAX))
    }
}

/// An entry of a server's list that is no token as this console knows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its id, if at least that could be read.
    pub id: Option<Id>,
}

/// The tokens of an organization, with the names of what they speak of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorizationTable {
    /// The tokens, in the server's order.
    pub rows: Vec<Authorization>,
    /// Entries that could not be read. They exist, so nothing may be said as if the list were whole.
    pub unreadable: Vec<Unreadable>,
    /// By token: permissions with an action that this console does not know.
    pub others: BTreeMap<Id, Vec<OtherPermission>>,
    /// Names of users, organizations, buckets. A bucket that is granted by id but has no name here is gone.
    pub names: Names,
    /// Whether the server put token values into its list.
    pub shows_values: bool,
    /// The tokens whose values it put there.
    pub shown_values: BTreeSet<Id>,
}

impl AuthorizationTable {
    /// The notice above a list with entries that could not be read; `None` if there are none.
    pub fn unreadable_notice(&self) -> Option<String> {
        match self.unreadable.len() {
            0 => None,
            1 => Some("1 token could not be read and is not shown. Look at it with the influx command.".to_owned()),
            many => Some(format!(
                "{} tokens could not be read and are not shown. Look at them with the influx command.",
                number(many)
            )),
        }
    }
}
