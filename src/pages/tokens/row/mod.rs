//! One token in the list: what its row shows, as values. An element shows one token after another (`element`), and
//! `rows` keeps as many of them as a screen has room for.

mod element;
mod rows;
mod when;

pub use rows::Rows;

use super::fit::{Extent, fitting};
use console_core::secret::Fingerprint;
use console_core::table::{Mark, Marks};
use console_core::text::foreign::spelled_out;
use influxdb2::authorization::{Authorization, Grant, Listing, Status, TokenStatus, note, strongest, whole};
use influxdb2::permission::{Kind, ResourceType, Scope};
use influxdb2::{Id, Names};
use std::collections::BTreeSet;

/// No row shows more grants, however wide it is.
const MOST: usize = 12;

/// What has to be known of everything to show a token.
struct Around<'a> {
    listing: &'a Listing,
    names: &'a Names,
    inactive: &'a BTreeSet<Id>,
    is_gone: &'a dyn Fn(&Grant<'_>, &Listing) -> bool,
    fingerprints: &'a [(Id, Fingerprint)],
    /// Tokens that were created twice.
    twins: &'a BTreeSet<Id>,
    marks: &'a Marks<Id>,
    /// The words that are searched for, to be marked.
    words: &'a [String],
    /// The width that a row has for its grants, in pixels.
    room: f64,
    me: Id,
    now: i64,
}

/// What a row shows.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    id: Id,
    name: Name,
    status: TokenStatus,
    /// Whether the token itself was switched off.
    off: bool,
    kind: Kind,
    grants: Vec<ShownGrant>,
    /// How many grants there are beyond those.
    more: usize,
    /// The owner's name, or the id of one without.
    owner: Result<String, Id>,
    is_mine: bool,
    created: Option<i64>,
    changed: Option<i64>,
    /// The time of this screen, from which days are counted.
    now: i64,
}

/// Name, notes, and what is remembered of a secret that was shown in this sitting.
#[derive(Clone, Debug, PartialEq)]
struct Name {
    /// What the token is called in the names of buttons.
    called: String,
    /// None for a token without a name.
    text: Option<String>,
    words: Vec<String>,
    notes: Vec<String>,
    mark: Option<RowTag>,
    /// What is known of its secret.
    print: Option<String>,
}

/// The word behind a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowTag {
    New,
    /// No answer told of it, so nobody was shown its secret.
    Twin,
    Marked(Mark),
}

/// One grant in the line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ShownGrant {
    read: bool,
    write: bool,
    /// A name is foreign text.
    label: String,
    /// Whether it is for more than one object.
    wide: bool,
    gone: bool,
}

impl Shown {
    /// What is shown of the token at a place of the table.
    fn of(around: &Around<'_>, place: u32) -> Option<Self> {
        let (row, kind) = around.listing.row(place)?;
        let (grants, more) = grants_of(around, row, kind, place);
        let names = &around.listing.table().names;
        let owner = names.get(&ResourceType::Users, row.user).map(str::to_owned).ok_or(row.user);
        Some(Self {
            id: row.id,
            name: Name::of(around, row),
            status: TokenStatus::of(row, around.inactive),
            off: row.status == Status::Inactive,
            kind,
            grants,
            more,
            owner,
            is_mine: row.user == around.me,
            created: row.created_ms,
            changed: row.changed_ms,
            now: around.now,
        })
    }
}

impl Name {
    fn of(around: &Around<'_>, row: &Authorization) -> Self {
        let noted = note::read(&row.description);
        let print = around.fingerprints.iter().find(|(of, _)| *of == row.id).map(|(_, print)| {
            // The end comes first, because a card has no room for more.
            let tail = if print.tail.is_empty() { String::new() } else { format!("ends in {}, ", print.tail) };
            format!("{tail}{} characters", print.length)
        });
        let mark = match print {
            Some(_) => Some(RowTag::New),
            None if around.twins.contains(&row.id) => Some(RowTag::Twin),
            None => around.marks.of(row.id).map(RowTag::Marked),
        };
        let called = if row.description.is_empty() { row.id.to_string() } else { spelled_out(&row.description) };
        Self {
            called,
            text: (!noted.name.trim().is_empty()).then(|| noted.name.to_owned()),
            words: around.words.to_vec(),
            notes: noted.notes.iter().map(ToString::to_string).collect(),
            mark,
            print,
        }
    }
}

/// The grants of a token that fit, the strongest first, and how many more there are.
fn grants_of(around: &Around<'_>, row: &Authorization, kind: Kind, place: u32) -> (Vec<ShownGrant>, usize) {
    let org = around.listing.table().names.get(&ResourceType::Orgs, row.org);
    if let Some(label) = whole(kind, org) {
        return (vec![ShownGrant { read: true, write: true, label, wide: true, gone: false }], 0);
    }
    let shown = |grant: &Grant<'_>| ShownGrant {
        read: grant.read,
        write: grant.write,
        label: grant.label(around.names),
        wide: !matches!(grant.scope, Scope::Object { .. }),
        gone: (around.is_gone)(grant, around.listing),
    };
    let mut grants: Vec<ShownGrant> = strongest(row, MOST).iter().map(shown).collect();
    let all = around.listing.grant_count(place);
    let fit = fitting(grants.iter().map(extent), all, around.room);
    grants.truncate(fit);
    (grants, all.saturating_sub(fit))
}

fn extent(grant: &ShownGrant) -> Extent {
    let tiles = usize::from(grant.read) + usize::from(grant.write);
    Extent { tiles, characters: grant.label.chars().count(), tagged: grant.gone }
}
