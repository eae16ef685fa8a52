//! Notes at the end of a description: what was decided about a token, where every admin sees it in any client.
//!
//! InfluxDB keeps no expiry, no bin and no predecessor of a token, so such things stand in brackets behind its name:
//! `gateway (review by 2027-05-01) (revoked 2026-11-21)`. A text that only looks like a note belongs to the name and is
//! left alone. The server stores descriptions of any length, so a note always fits.
//!
//! ```
//! use influxdb2::authorization::note::{self, Note, NoteKind};
//! use console_core::date::Date;
//!
//! let day = Date::parse("2026-11-21").expect("a day");
//! let revoked = note::with("gateway", Note::Revoked(day));
//! assert_eq!(revoked, "gateway (revoked 2026-11-21)");
//! assert_eq!(note::revoked(&revoked), Some(day));
//! assert_eq!(note::without(&revoked, NoteKind::Revoked), "gateway");
//! ```

use crate::Id;
use console_core::date::Date;
use std::fmt;

/// One note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The token was switched off for good on this day.
    Revoked(Date),
    /// Somebody wants to look at the token by this day. It never stops the token.
    ReviewBy(Date),
    /// The token takes the place of this one.
    Replaces(Id),
    /// Another token takes the place of this one.
    ReplacedBy {
        /// The other token.
        by: Id,
        /// Since when this one is off, once it is.
        off_since: Option<Date>,
    },
}

/// What a note is about. A description has at most one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    Revoked,
    ReviewBy,
    Replaces,
    ReplacedBy,
}

/// A description taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted<'a> {
    /// What stands before the notes: the name.
    pub name: &'a str,
    /// The notes, in the order in which they stand.
    pub notes: Vec<Note>,
}

impl Note {
    /// What it is about.
    pub const fn kind(self) -> NoteKind {
        match self {
            Self::Revoked(_) => NoteKind::Revoked,
            Self::ReviewBy(_) => NoteKind::ReviewBy,
            Self::Replaces(_) => NoteKind::Replaces,
            Self::ReplacedBy { .. } => NoteKind::ReplacedBy,
        }
    }

    /// Reads what stands between the brackets; only the exact spelling is a note.
    fn parse(inner: &str) -> Option<Self> {
        let note = if let Some(day) = inner.strip_prefix("revoked ") {
            Self::Revoked(Date::parse(day)?)
        } else if let Some(day) = inner.strip_prefix("review by ") {
            Self::ReviewBy(Date::parse(day)?)
        } else if let Some(id) = inner.strip_prefix("replaces ") {
            Self::Replaces(Id::parse(id).ok()?)
        } else {
            let (id, day) = match inner.strip_prefix("replaced by ")?.split_once(", off since ") {
                Some((id, day)) => (id, Some(Date::parse(day)?)),
                None => (inner.strip_prefix("replaced by ")?, None),
            };
            Self::ReplacedBy { by: Id::parse(id).ok()?, off_since: day }
        };
        // Ids are read in capitals too, but never written so.
        (note.to_string().get(1..inner.len() + 1) == Some(inner)).then_some(note)
    }
}

/// As it stands in a description.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Revoked(day) => write!(f, "(revoked {day})"),
            Self::ReviewBy(day) => write!(f, "(review by {day})"),
            Self::Replaces(id) => write!(f, "(replaces {id})"),
            Self::ReplacedBy { by, off_since: None } => write!(f, "(replaced by {by})"),
            Self::ReplacedBy { by, off_since: Some(day) } => write!(f, "(replaced by {by}, off since {day})"),
        }
    }
}

/// Takes a description apart.
pub fn read(description: &str) -> Noted<'_> {
    let mut noted = Noted { name: description, notes: Vec::new() };
    while let Some((before, note)) = last(noted.name) {
        noted.name = before;
        noted.notes.push(note);
    }
    noted.notes.reverse();
    noted
}

/// The last note of a text, and what stands before it.
fn last(text: &str) -> Option<(&str, Note)> {
    let (before, inner) = text.strip_suffix(')')?.rsplit_once('(')?;
    // A bracket that touches a word belongs to it.
    let name = if before.is_empty() { before } else { before.strip_suffix(' ')? };
    Some((name, Note::parse(inner)?))
}

/// The description with this note at its end, in place of one about the same.
pub fn with(description: &str, note: Note) -> String {
    let mut text = without(description, note.kind());
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(&note.to_string());
    text
}

/// The description without a note about this; all else stays letter for letter.
pub fn without(description: &str, kind: NoteKind) -> String {
    let mut text = description.to_owned();
    let mut name = description;
    while let Some((before, note)) = last(name) {
        if note.kind() == kind {
            text.replace_range(before.len()..name.len(), "");
            // Nothing stands before the next note any more, so nothing has to be kept apart from it.
            if before.is_empty() && text.starts_with(" (") {
                text.remove(0);
            }
        }
        name = before;
    }
    text
}

/// The description with another name before its notes.
pub fn renamed(description: &str, name: &str) -> String {
    read(description).notes.into_iter().fold(name.to_owned(), with_owned)
}

fn with_owned(description: String, note: Note) -> String {
    with(&description, note)
}

/// The day on which the token was revoked, as its note says.
pub fn revoked(description: &str) -> Option<Date> {
    read(description).notes.into_iter().rev().find_map(|note| match note {
        Note::Revoked(day) => Some(day),
        _ => None,
    })
}

/// The day by which somebody wants to look at the token.
pub fn review_by(description: &str) -> Option<Date> {
    read(description).notes.into_iter().rev().find_map(|note| match note {
        Note::ReviewBy(day) => Some(day),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: &str = "2026-11-21";
    const ID: &str = "0e9a41c07b2d5000";

    fn day() -> Date {
        Date::parse(DAY).expect("a day")
    }

    fn every_note() -> Vec<Note> {
        let by = Id::parse(ID).expect("an id");
        vec![
            Note::Revoked(day()),
            Note::ReviewBy(day()),
            Note::Replaces(by),
            Note::ReplacedBy { by, off_since: None },
            Note::ReplacedBy { by, off_since: Some(day()) },
        ]
    }

    #[test]
    fn notes_stand_behind_the_name_and_behind_one_another() {
        let text = format!("line 7 (old) (review by {DAY}) (replaced by {ID}, off since {DAY})");
        let noted = read(&text);
        assert_eq!((noted.name, noted.notes.len()), ("line 7 (old)", 2));
        assert_eq!(without(&text, NoteKind::ReviewBy), format!("line 7 (old) (replaced by {ID}, off since {DAY})"));
        let again = with(&text, Note::ReviewBy(Date::parse("2027-01-01").expect("a day")));
        assert_eq!(again, format!("line 7 (old) (replaced by {ID}, off since {DAY}) (review by 2027-01-01)"));
    }

    #[test]
    fn what_only_looks_like_a_note_is_left_alone() {
        for text in [
            "gateway(revoked 2026-11-21)",
            "gateway (revoked 2026-13-21)",
            "gateway (Revoked 2026-11-21)",
            "gateway (revoked  2026-11-21)",
            "gateway (revoked 2026-11-21) ",
            "gateway (revoked 2026-11-21)!",
            "gateway (review by spring)",
            "gateway (replaces 0E9A41C07B2D5000)",
            "gateway (replaced by 0e9a41c07b2d5000, off since yesterday)",
            "gateway (copy)",
            "revoked 2026-11-21",
        ] {
            assert_eq!(read(text), Noted { name: text, notes: Vec::new() });
            assert_eq!(without(text, NoteKind::Revoked), text);
        }
    }

    #[test]
    fn a_token_without_a_name_has_notes_too() {
        assert_eq!(with("", Note::Revoked(day())), "(revoked 2026-11-21)");
        assert_eq!(without("(revoked 2026-11-21)", NoteKind::Revoked), "");
    }

    #[test]
    fn a_new_name_keeps_the_notes() {
        assert_eq!(renamed("a (revoked 2026-11-21)", "b c"), "b c (revoked 2026-11-21)");
        assert_eq!(renamed("a", ""), "");
    }

    proptest! {
        #[test]
        fn a_note_is_read_and_taken_away_without_touching_the_rest(name in "[ -~ü\u{202e}()]{0,20}", at in 0..5_usize) {
            let note = every_note()[at];
            prop_assume!(read(&name).notes.is_empty());
            let noted = with(&name, note);
            prop_assert_eq!(read(&noted), Noted { name: &name, notes: vec![note] });
            prop_assert_eq!(without(&noted, note.kind()), name);
        }

        #[test]
        fn writing_a_note_twice_changes_nothing(text in "[a-z() ]{0,12}( \\(revoked 2026-11-21\\))?", at in 0..5_usize) {
            let once = with(&text, every_note()[at]);
            prop_assert_eq!(with(&once, every_note()[at]), once);
        }
    }
}
