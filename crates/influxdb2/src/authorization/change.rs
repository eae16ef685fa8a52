//! What can be changed about a token that exists: its status and its description, together in one request.

use super::note::{self, Note, NoteKind};
use super::{AsShown, Authorization, Revocation, Status};
use console_core::date::Date;

/// A change. What is left out stays as it is. Permissions, owner and organization never change.
///
/// ```
/// use influxdb2::authorization::{Change, Status};
/// use console_core::date::Date;
///
/// let day = Date::parse("2026-11-21").expect("a day");
/// let revoke = Change::revoke("gateway", day);
/// assert_eq!(revoke.status, Some(Status::Inactive));
/// assert_eq!(revoke.description.as_deref(), Some("gateway (revoked 2026-11-21)"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The status from now on.
    pub status: Option<Status>,
    /// The whole description from now on, with its notes.
    pub description: Option<String>,
}

impl Change {
    /// Switches a token on or off.
    pub const fn to_status(status: Status) -> Self {
        Self { status: Some(status), description: None }
    }

    /// Gives a token another name; its notes stay.
    pub fn rename(description: &str, name: &str) -> Self {
        Self { status: None, description: Some(note::renamed(description, name)) }
    }

    /// Switches a token off and says so in its description.
    pub fn revoke(description: &str, day: Date) -> Self {
        Self { status: Some(Status::Inactive), description: Some(note::with(description, Note::Revoked(day))) }
    }

    /// Takes a revocation back.
    pub fn undo_revoke(description: &str) -> Self {
        Self { status: Some(Status::Active), description: Some(note::without(description, NoteKind::Revoked)) }
    }

    /// Writes a note, or takes it away.
    pub fn note(description: &str, kind: NoteKind, note: Option<Note>) -> Self {
        let text = note.map_or_else(|| note::without(description, kind), |note| note::with(description, note));
        Self { status: None, description: Some(text) }
    }

    /// Whether a token is as the change wants it.
    pub fn is_in(&self, token: &Authorization) -> bool {
        self.status.is_none_or(|status| status == token.status)
            && self.description.as_deref().is_none_or(|description| description == &*token.description)
    }

    /// The change that leads back to what the token was before.
    pub fn back_to(&self, before: &AsShown) -> Self {
        Self {
            status: self.status.map(|_| before.status),
            description: self.description.as_ref().map(|_| before.description.to_string()),
        }
    }
}

/// What somebody did to a token meanwhile, in a word for its row; `None` if it is as before.
///
/// ```
/// use influxdb2::authorization::{Authorization, Status, what_changed};
/// # let id = influxdb2::Id::parse("0b7d4f6e0c2a1000").expect("an id");
/// # let before = Authorization { id, org: id, user: id, status: Status::Active, description: "gateway".into(),
/// #     permissions: Default::default(), created_ms: None, changed_ms: None };
/// let off = Authorization { status: Status::Inactive, ..before.clone() };
/// let revoked = Authorization { description: "gateway (revoked 2026-11-21)".into(), ..off.clone() };
/// let named = Authorization { description: "hall 3".into(), ..before.clone() };
/// assert_eq!(what_changed(&before, &before), None);
/// assert_eq!(what_changed(&before, &off), Some("turned off"));
/// assert_eq!(what_changed(&before, &revoked), Some("revoked"));
/// assert_eq!(what_changed(&revoked, &before), Some("turned on"));
/// assert_eq!(what_changed(&before, &named), Some("renamed"));
/// assert_eq!(what_changed(&off, &revoked), Some("note changed"));
/// ```
pub fn what_changed(before: &Authorization, after: &Authorization) -> Option<&'static str> {
    let revoked = |token: &Authorization| Revocation::since(token).is_some();
    if before.status != after.status {
        return Some(match after.status {
            Status::Active => "turned on",
            Status::Inactive if revoked(after) && !revoked(before) => "revoked",
            Status::Inactive => "turned off",
        });
    }
    if before.description == after.description {
        return None;
    }
    let same_name = note::read(&before.description).name == note::read(&after.description).name;
    Some(if same_name { "note changed" } else { "renamed" })
}
