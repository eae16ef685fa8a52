//! Whether a token holds against a filter.

use super::Listing;
use super::filter::{Expires, Filter, QUICK, Term};
use crate::permission::{Action, Permission, Resource};
use crate::token::{Expiry, State, Token};
use console_core::text::pattern::Pattern;
use console_core::time::Wall;
use std::collections::BTreeSet;

/// What has to be known beside the list.
#[derive(Clone, Copy, Debug)]
pub struct MatchContext<'a> {
    /// Now, in milliseconds since 1970.
    pub now_ms: i64,
    /// The clock by which days are told.
    pub wall: Wall,
    /// So many days before its end a token expires soon.
    pub soon_days: u16,
    /// The databases that exist; none while they are not known, and then none is gone.
    pub databases: Option<&'a BTreeSet<&'a str>>,
}

impl MatchContext<'static> {
    /// At a moment, with nothing known beside the list.
    pub const fn at(now_ms: i64) -> Self {
        Self { now_ms, wall: Wall::UTC, soon_days: crate::token::SOON_DAYS, databases: None }
    }
}

/// A filter made ready for many tokens.
pub(super) struct Matcher<'a> {
    parts: Vec<(bool, Ready)>,
    context: MatchContext<'a>,
}

/// A term with all that can be worked out once.
enum Ready {
    /// A word in small letters.
    Word(String),
    Pattern(Pattern),
    Can(Action, Pattern),
    CanAll(Action),
    Plain(Term),
}

impl<'a> Matcher<'a> {
    pub(super) fn new(filter: &Filter, context: MatchContext<'a>) -> Self {
        Self { parts: filter.parts.iter().map(|part| (part.negated, Ready::new(&part.term))).collect(), context }
    }

    pub(super) fn takes(&self, listing: &Listing, place: u32) -> bool {
        let Some(row) = listing.row(place) else { return false };
        self.parts.iter().all(|(negated, ready)| self.holds(ready, listing.text(place), row) != *negated)
    }

    fn holds(&self, ready: &Ready, text: &str, row: &Token) -> bool {
        let state = || row.state(self.context.now_ms, self.context.soon_days);
        match ready {
            Ready::Word(word) => text.contains(word.as_str()),
            Ready::Pattern(pattern) => text.lines().any(|line| pattern.takes(line, &row.id)),
            Ready::CanAll(action) => row.permissions.contains(&Permission::new(*action, Resource::All)),
            Ready::Can(action, pattern) => row.permissions.iter().any(|permission| {
                let meant = permission.resource.name().is_none_or(|name| pattern.takes(name, &""));
                permission.action() == Some(*action) && meant
            }),
            Ready::Plain(term) => match term {
                Term::Status(wanted) => {
                    let state = state();
                    wanted.contains(&state) || (state.works() && wanted.contains(&State::Active))
                }
                Term::Expires(Expires::Never) => row.expiry == Expiry::Never,
                Term::Expires(Expires::At(when)) => {
                    matches!(row.expiry, Expiry::At(at) if when.range_ahead(self.context.now_ms, self.context.wall).contains(&at))
                }
                Term::Created(when) => {
                    row.created_ms.is_some_and(|ms| when.range(self.context.now_ms, self.context.wall).contains(&ms))
                }
                Term::All(wanted) => row.permissions.is_standing() == *wanted,
                Term::Gone(wanted) => {
                    self.context.databases.is_some_and(|known| !row.dangling(known).is_empty()) == *wanted
                }
                Term::NoDescription => row.description.trim().is_empty(),
                Term::Text(_) | Term::Can(..) => false,
            },
        }
    }
}

impl Ready {
    fn new(term: &Term) -> Self {
        let is_pattern = |text: &str| text.contains(['*', '?']);
        match term {
            Term::Text(text) if is_pattern(text) => Self::Pattern(Pattern::parse(text)),
            Term::Text(text) => Self::Word(text.to_lowercase()),
            Term::Can(action, name) if name == crate::permission::ALL => Self::CanAll(*action),
            // A name without a pattern is meant whole, capitals aside: a lone word would be found inside of names.
            Term::Can(action, name) if is_pattern(name) => Self::Can(*action, Pattern::parse(name)),
            Term::Can(action, name) => Self::Can(*action, Pattern::whole(name)),
            plain => Self::Plain(plain.clone()),
        }
    }
}

/// How many of the tokens that were found each of the quick filters would leave.
pub fn counts(listing: &Listing, found: &[u32], context: MatchContext<'_>) -> [usize; QUICK.len()] {
    QUICK.map(|quick| {
        let matcher = Matcher::new(&quick.filter(), context);
        found.iter().filter(|place| matcher.takes(listing, **place)).count()
    })
}
