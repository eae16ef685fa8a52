//! Replacing a token by a new one: how far that is, as the notes in both descriptions tell it, and the changes that go on.
//!
//! No secret and no name of a person is stored, so whoever opens either token in any browser goes on at the right step.
//! Whether the new secret was stored and proven stands nowhere, and is "not known here".

use super::note::{self, Note, NoteKind};
use super::{Authorization, Change, Listing, Revocation, Status, TokenStatus};
use crate::Id;
use console_core::date::Date;
use std::collections::BTreeSet;

/// A replacement that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The token that goes.
    pub old: Id,
    /// The token that takes its place.
    pub new: Id,
    /// How far it is.
    pub stage: Stage,
}

/// How far a replacement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Both work. The new secret is being put where the old one is.
    SwitchingOver,
    /// The old one is off, and nobody has missed it so far.
    Watching {
        /// Since which day, if the note tells.
        since: Option<Date>,
    },
    /// The old one was revoked or deleted: nothing is left but to take the note from the new one.
    Finished,
    /// The new one does not work: it is off, or its owner is.
    NewIsOff,
    /// The new one is gone, so the old one stays; its note is to be taken away.
    NewIsGone,
}

/// The replacement that a token is part of, as the old one or the new one; `None` if no note speaks of one. Of one that took
/// a place and gets a successor itself it is the one that is still to be brought to its end.
pub fn of(listing: &Listing, token: Id, inactive: &BTreeSet<Id>) -> Option<Replacement> {
    let notes = note::read(&listing.get(token)?.0.description).notes;
    let replaced_by = notes.iter().find_map(|note| match note {
        Note::ReplacedBy { by, .. } => Some(*by),
        _ => None,
    });
    let replaces = notes.iter().find_map(|note| match note {
        Note::Replaces(old) => Some(*old),
        _ => None,
    });
    let told = |old: Id, new: Id| Replacement { old, new, stage: stage(listing, old, new, inactive) };
    // The new one is created with its note; the old one has none before it is switched off.
    let as_old = replaced_by.or_else(|| successor(listing, token)).map(|new| told(token, new));
    let as_new = || replaces.map(|old| told(old, token));
    match as_old {
        Some(ends) if ends.stage != Stage::Finished => Some(ends),
        ended => as_new().or(ended),
    }
}

fn stage(listing: &Listing, old: Id, new: Id, inactive: &BTreeSet<Id>) -> Stage {
    let row = |id: Id| listing.get(id).map(|(row, _)| row);
    match (row(old), row(new)) {
        (_, None) => Stage::NewIsGone,
        (None, Some(_)) => Stage::Finished,
        (Some(old), Some(_)) if Revocation::since(old).is_some() => Stage::Finished,
        (Some(_), Some(new)) if TokenStatus::of(new, inactive) != TokenStatus::Active => Stage::NewIsOff,
        (Some(old), Some(_)) if old.status == Status::Inactive => Stage::Watching { since: off_since(old) },
        (Some(_), Some(_)) => Stage::SwitchingOver,
    }
}

/// The token that says it takes the place of another one.
fn successor(listing: &Listing, old: Id) -> Option<Id> {
    let replaces = |row: &&Authorization| {
        row.description.ends_with(')') && note::read(&row.description).notes.contains(&Note::Replaces(old))
    };
    listing.table().rows.iter().find(replaces).map(|row| row.id)
}

/// The description that the new one is created with: the name and the review day of the old one, and whose place it takes.
pub fn description(old: &Authorization) -> String {
    let kept = note::without(&note::without(&old.description, NoteKind::Revoked), NoteKind::ReplacedBy);
    note::with(&kept, Note::Replaces(old.id))
}

/// Switches the old one off and says since when.
pub fn switch_off(old: &Authorization, new: Id, day: Date) -> Change {
    // It may have been revoked and activated since: now it is off, and the replacement goes on.
    let description = note::without(&old.description, NoteKind::Revoked);
    Change { status: Some(Status::Inactive), ..noted(&description, new, Some(day)) }
}

/// The token that has to work before a change is sent: the one that takes the place of a token that this switches off.
pub fn needed_for(change: &Change) -> Option<Id> {
    let notes = note::read(change.description.as_deref().filter(|_| change.status == Some(Status::Inactive))?).notes;
    // A token that is revoked stops whatever takes its place.
    let is_revoked = notes.iter().any(|note| matches!(note, Note::Revoked(_)));
    notes.into_iter().filter(|_| !is_revoked).find_map(|note| match note {
        Note::ReplacedBy { by, off_since: Some(_) } => Some(by),
        _ => None,
    })
}

/// Switches the old one on again, with the replacement going on.
pub fn switch_on(old: &Authorization, new: Id) -> Change {
    Change { status: Some(Status::Active), ..noted(&old.description, new, None) }
}

/// Takes the note of a replacement away from either of the two.
pub fn forget(token: &Authorization) -> Change {
    let text = note::without(&note::without(&token.description, NoteKind::Replaces), NoteKind::ReplacedBy);
    Change { status: None, description: Some(text) }
}

fn noted(description: &str, by: Id, off_since: Option<Date>) -> Change {
    Change::note(description, NoteKind::ReplacedBy, Some(Note::ReplacedBy { by, off_since }))
}

fn off_since(old: &Authorization) -> Option<Date> {
    note::read(&old.description).notes.into_iter().find_map(|note| match note {
        Note::ReplacedBy { off_since, .. } => off_since,
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::listing::tests::{id, listing, row};

    fn applied(token: &Authorization, change: &Change) -> Authorization {
        Authorization {
            status: change.status.unwrap_or(token.status),
            description: change.description.as_deref().unwrap_or(&token.description).into(),
            ..token.clone()
        }
    }

    #[test]
    fn only_what_switches_a_token_off_for_another_one_needs_that() {
        let day = Date::parse("2026-11-18").expect("a day");
        let old = row(1, "gateway", &[]);
        let off = switch_off(&old, id(2), day);
        assert_eq!(needed_for(&off), Some(id(2)));
        let old = applied(&old, &off);
        let revoke = Change::revoke(&old.description, day);
        for change in [switch_on(&old, id(2)), forget(&old), revoke, Change::to_status(Status::Inactive)] {
            assert_eq!(needed_for(&change), None, "{change:?}");
        }
    }

    #[test]
    fn whoever_opens_either_token_goes_on_at_the_same_step() {
        let day = Date::parse("2026-11-18").expect("a day");
        let plain = row(1, "gateway", &[]);
        let old = applied(&plain, &switch_on(&plain, id(2)));
        let new = row(2, &description(&plain), &[]);
        let off = applied(&old, &switch_off(&old, id(2), day));
        assert_eq!(&*off.description, "gateway (replaced by 0000000000000002, off since 2026-11-18)");
        let revoked = applied(&off, &Change::revoke(&off.description, day));
        let active_again = applied(&revoked, &Change::to_status(Status::Active));
        let off_again = applied(&active_again, &switch_off(&active_again, id(2), day));
        let on = applied(&off, &switch_on(&off, id(2)));
        for (rows, stage) in [
            (vec![plain.clone(), new.clone()], Stage::SwitchingOver),
            (vec![old.clone(), new.clone()], Stage::SwitchingOver),
            (vec![off, new.clone()], Stage::Watching { since: Some(day) }),
            (vec![on, new.clone()], Stage::SwitchingOver),
            (vec![active_again, new.clone()], Stage::SwitchingOver),
            (vec![off_again, new.clone()], Stage::Watching { since: Some(day) }),
            (vec![revoked, new.clone()], Stage::Finished),
            (vec![new.clone()], Stage::Finished),
            (vec![old.clone(), applied(&new, &Change::to_status(Status::Inactive))], Stage::NewIsOff),
            (vec![old.clone()], Stage::NewIsGone),
        ] {
            let expected = Some(Replacement { old: id(1), new: id(2), stage });
            let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
            let listing = listing(rows);
            assert!(ids.into_iter().all(|token| of(&listing, token, &BTreeSet::new()) == expected), "{stage:?}");
        }
        let both = listing(vec![old.clone(), new.clone()]);
        let owner_off = of(&both, id(1), &BTreeSet::from([new.user]));
        assert_eq!(owner_off.map(|replacement| replacement.stage), Some(Stage::NewIsOff));
        assert_eq!(of(&listing(vec![row(1, "gateway", &[])]), id(1), &BTreeSet::new()), None);
        assert_eq!(forget(&old).description.as_deref(), Some("gateway"));
        let again = row(3, "gateway (replaces 0000000000000001) (review by 2027-05-01) (revoked 2026-11-18)", &[]);
        assert_eq!(description(&again), "gateway (review by 2027-05-01) (replaces 0000000000000003)");
    }

    #[test]
    fn a_token_that_took_a_place_and_gets_a_successor_goes_on_with_that() {
        let day = Date::parse("2026-11-18").expect("a day");
        let first = row(1, "gateway", &[]);
        let second = row(2, &description(&first), &[]);
        // Its own note is that it takes the place of the second alone.
        let third = row(3, "gateway (replaces 0000000000000002)", &[]);
        let off = applied(&second, &switch_off(&second, id(3), day));
        let revoked = applied(&off, &Change::revoke(&off.description, day));
        let told = |rows: Vec<Authorization>| of(&listing(rows), id(2), &BTreeSet::new());
        let (before, after) = ((id(1), id(2)), (id(2), id(3)));
        for (rows, (old, new), stage) in [
            (vec![second.clone(), third.clone()], after, Stage::SwitchingOver),
            (vec![first, second.clone(), third.clone()], after, Stage::SwitchingOver),
            (vec![off.clone(), third.clone()], after, Stage::Watching { since: Some(day) }),
            (vec![off], after, Stage::NewIsGone),
            (vec![revoked, third], before, Stage::Finished),
            (vec![second], before, Stage::Finished),
        ] {
            assert_eq!(told(rows), Some(Replacement { old, new, stage }), "{stage:?}");
        }
    }
}
