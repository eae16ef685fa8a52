//! An object that a permission can name.

use crate::Id;

/// One bucket, Telegraf configuration, task …
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its id: what a permission holds.
    pub id: Id,
    /// Its name, as stored: hostile text, and empty for types that have none.
    pub name: Box<str>,
    /// Whether it is one of the server's own buckets, `_tasks` and `_monitoring`.
    pub system: bool,
}
