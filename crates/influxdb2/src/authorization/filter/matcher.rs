//! Whether a token holds against a filter.

use super::{Filter, Part, Review, Term};
use crate::authorization::listing::Facts;
use crate::authorization::{Authorization, Listing, TokenStatus};
use crate::permission::{Action, Kind, ResourceType, Scope};
use crate::{Id, Names};
use console_core::date::Date;
use console_core::table::Rows;
use console_core::text::pattern::Pattern;
use console_core::time::Wall;
use std::collections::BTreeSet;
use std::ops::Range;

/// How many digits a word needs to be looked for in ids.
const ID_DIGITS: usize = 6;

/// What has to be known beside the list.
#[derive(Clone, Copy, Debug)]
pub struct FilterContext<'a> {
    /// Now, in milliseconds since 1970.
    pub now_ms: i64,
    /// The clock by which days are told.
    pub wall: Wall,
    /// The users that are inactive, as far as that is known.
    pub inactive: &'a BTreeSet<Id>,
    /// Names of objects beyond those that came with the list.
    pub names: &'a Names,
}

static NOBODY: BTreeSet<Id> = BTreeSet::new();
static NO_NAMES: Names = Names::new();

impl FilterContext<'static> {
    /// At a moment, with nothing known beside the list.
    pub const fn at(now_ms: i64) -> Self {
        Self { now_ms, wall: Wall::UTC, inactive: &NOBODY, names: &NO_NAMES }
    }
}

/// A filter made ready for many tokens.
pub(in crate::authorization) struct Matcher<'a> {
    parts: Vec<(bool, Ready)>,
    context: FilterContext<'a>,
    today: Option<Date>,
}

/// A term with all that can be worked out once.
enum Ready {
    Text(Text),
    /// Ids of users or organizations.
    Owner(BTreeSet<Id>),
    Org(BTreeSet<Id>),
    /// Ids of buckets.
    Can(Action, BTreeSet<Id>),
    /// Milliseconds since 1970.
    Created(Range<i64>),
    Changed(Range<i64>),
    Plain(Term),
}

/// A word that is searched for.
struct Text {
    /// In small letters.
    word: String,
    /// Where it stands as it is, or for one with `*` or `?` the longest of its pieces.
    rows: Rows,
    /// Set for a word with `*` or `?`: the pieces that have to be there, which is quickly seen, and the pattern.
    pattern: Option<(Vec<String>, Pattern)>,
    /// Set for a word that may begin an id: its digits as the highest ones, and how many bits they leave.
    id: Option<(u64, u32)>,
    /// Whether the word is one for a status or kind, and so never found inside of another word.
    whole: bool,
}

impl<'a> Matcher<'a> {
    pub(in crate::authorization) fn new(filter: &Filter, listing: &Listing, context: FilterContext<'a>) -> Self {
        let ready = |part: &Part| (part.negated, Ready::new(&part.term, listing, &context));
        Self { parts: filter.parts.iter().map(ready).collect(), context, today: context.wall.day(context.now_ms) }
    }

    /// Whether the token at this place of the list is shown.
    pub(in crate::authorization) fn takes(&self, listing: &Listing, place: u32) -> bool {
        let Some((row, kind)) = listing.row(place) else { return false };
        let seen = Seen { place, row, kind, facts: listing.facts(place), status: self.status_of(row) };
        self.takes_seen(listing, &seen)
    }

    /// The status of a token with that of its owner.
    pub(super) fn status_of(&self, row: &Authorization) -> TokenStatus {
        TokenStatus::of(row, self.context.inactive)
    }

    pub(super) fn takes_seen(&self, listing: &Listing, seen: &Seen<'_>) -> bool {
        self.parts.iter().all(|(negated, ready)| self.holds(ready, listing, seen) != *negated)
    }

    /// Whether it asks of nothing but what tokens that are [`Seen::like`] have in common.
    pub(super) fn asks_of_the_like(&self) -> bool {
        self.parts.iter().all(|(_, ready)| matches!(ready, Ready::Plain(_)))
    }

    fn holds(&self, ready: &Ready, listing: &Listing, seen: &Seen<'_>) -> bool {
        let Seen { place, row, kind, facts, status } = seen;
        match ready {
            Ready::Text(text) => text.is_in(listing, *place, row, *kind, *status),
            Ready::Owner(ids) => ids.contains(&row.user),
            Ready::Org(ids) => ids.contains(&row.org),
            Ready::Can(action, buckets) => grants_on(row, *action, buckets),
            Ready::Created(range) => range.contains(&row.made_ms()),
            Ready::Changed(range) => row.changed_ms.is_some_and(|ms| range.contains(&ms)),
            Ready::Plain(term) => match term {
                Term::Status(wanted) => wanted.contains(status),
                Term::Kind(wanted) => wanted.contains(kind),
                Term::CanReadTokens => facts.reads_tokens,
                Term::Revoked(wanted) => facts.revoked == *wanted,
                Term::NoDescription => facts.nameless,
                Term::Review(Review::Past) => facts.review_by.zip(self.today).is_some_and(|(by, today)| by < today),
                Term::Review(Review::Set) => facts.review_by.is_some(),
                Term::Review(Review::None) => facts.review_by.is_none(),
                Term::Text(_) | Term::Owner(_) | Term::Org(_) | Term::Can(..) | Term::Created(_) | Term::Changed(_) => {
                    false
                }
            },
        }
    }
}

/// A token as all conditions look at it.
pub(super) struct Seen<'a> {
    pub place: u32,
    pub row: &'a Authorization,
    pub kind: Kind,
    pub facts: Facts,
    pub status: TokenStatus,
}

impl Seen<'_> {
    /// What [`Ready::Plain`] looks at.
    pub fn like(&self) -> impl Ord + use<> {
        let Facts { nameless, revoked, review_by, reads_tokens, grants: _ } = self.facts;
        (self.status, self.kind, nameless, revoked, review_by, reads_tokens)
    }
}

impl Ready {
    fn new(term: &Term, listing: &Listing, context: &FilterContext<'_>) -> Self {
        let ids = |resource: &ResourceType, value: &str| named(resource, value, listing, context);
        match term {
            Term::Text(text) => Self::Text(Text::new(text, listing)),
            Term::Owner(value) => Self::Owner(ids(&ResourceType::Users, value)),
            Term::Org(value) => Self::Org(ids(&ResourceType::Orgs, value)),
            Term::Can(action, value) => Self::Can(*action, ids(&ResourceType::Buckets, value)),
            Term::Created(when) => Self::Created(when.range(context.now_ms, context.wall)),
            Term::Changed(when) => Self::Changed(when.range(context.now_ms, context.wall)),
            plain => Self::Plain(plain.clone()),
        }
    }
}

/// The objects whose name or id is meant. A name without a pattern is meant exactly, capitals aside.
fn named(resource: &ResourceType, value: &str, listing: &Listing, context: &FilterContext<'_>) -> BTreeSet<Id> {
    let pattern = value.contains(['*', '?', ',', '!']).then(|| Pattern::parse(value));
    let wanted = value.to_lowercase();
    let own = listing.table().names.of(resource);
    let mut ids: BTreeSet<Id> = own
        .chain(context.names.of(resource))
        .filter(|(id, name)| match &pattern {
            Some(pattern) => pattern.takes(name, id),
            None => name.to_lowercase() == wanted,
        })
        .map(|(id, _)| id)
        .collect();
    // An object without a known name is asked for by its id.
    ids.extend(Id::parse(value));
    ids
}

/// Whether the token grants the action on one of the buckets, or on all.
fn grants_on(row: &Authorization, action: Action, buckets: &BTreeSet<Id>) -> bool {
    row.permissions.iter().filter(|held| held.action == action).any(|held| match held.resource {
        ResourceType::Instance => true,
        ResourceType::Buckets => match held.scope {
            Scope::Everywhere => true,
            // The buckets of the list are those of the organization of its tokens.
            Scope::Org(org) => org == row.org,
            Scope::Object { id, .. } => buckets.contains(&id),
        },
        _ => false,
    })
}

impl Text {
    fn new(text: &str, listing: &Listing) -> Self {
        let word = text.to_lowercase();
        let pattern = word.contains(['*', '?']).then(|| {
            // With several patterns no piece has to be there.
            let one = !word.contains([',', '!']);
            let pieces = word.split(['*', '?']).filter(|piece| one && !piece.is_empty());
            (pieces.map(str::to_owned).collect::<Vec<String>>(), Pattern::parse(&word))
        });
        let longest = |pieces: &[String]| pieces.iter().max_by_key(|piece| piece.len()).cloned().unwrap_or_default();
        let rows = match &pattern {
            Some((pieces, _)) => listing.rows_with(&longest(pieces)),
            None => listing.rows_with(&word),
        };
        let is_id = (ID_DIGITS..=16).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        let id = is_id.then(|| u64::from_str_radix(&word, 16).ok()).flatten().map(|number| {
            let left = 4 * (16 - u32::try_from(word.len()).unwrap_or(16));
            (number, left)
        });
        let whole = TokenStatus::ALL.iter().any(|status| keywords(status.title()).any(|known| known == word))
            || Kind::ALL.iter().any(|kind| kind.title().to_lowercase() == word || kind.word() == word);
        Self { word, rows, pattern, id, whole }
    }

    fn is_in(&self, listing: &Listing, place: u32, row: &Authorization, kind: Kind, status: TokenStatus) -> bool {
        let (stands, text) = (self.rows.has(place as usize), || listing.text(place));
        if let Some((pieces, pattern)) = &self.pattern {
            let holds_all = |text: &str| pieces.iter().all(|piece| text.contains(piece.as_str()));
            return stands && text().lines().any(|line| holds_all(line) && pattern.takes(line, &""));
        }
        if self.whole {
            let shown = keywords(status.title()).any(|word| word == self.word)
                || status.word() == self.word
                || kind.title().to_lowercase() == self.word
                || kind.word() == self.word;
            return shown || stands && has_word(text(), &self.word);
        }
        let begins = |id: Id| self.id.is_some_and(|(number, left)| id.number() >> left == number);
        stands
            || begins(row.id)
            || begins(row.user)
            || self.id.is_some() && row.permissions.iter().any(|held| held.scope.object().is_some_and(begins))
    }
}

/// The words that are shown for a status: as a whole and one by one, without "owner", which is no status.
fn keywords(title: &str) -> impl Iterator<Item = String> + '_ {
    let lower = title.to_lowercase();
    let last = lower.split(' ').next_back().unwrap_or_default().to_owned();
    [lower, last].into_iter()
}

/// Whether a word stands in a text with no letter or digit next to it.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::Status;
    use crate::authorization::filter::{QUICK, counts};
    use crate::authorization::listing::tests::{id, listing, row};

    /// 2026-11-28.
    const NOW: i64 = 1_795_824_000_000;
    const DAY: i64 = 86_400_000;
    const METRICS: &str = "orgs/00000000000000aa/buckets/0000000000000007";

    /// Six tokens, one for each digit of what the tests expect.
    fn tokens() -> Listing {
        let both = [format!("read:{METRICS}"), format!("write:{METRICS}")];
        let both: Vec<&str> = both.iter().map(String::as_str).collect();
        let mut rows = vec![
            row(0x0a1b_2c3d_4e5f_6071, "Gateway line-07", &both),
            row(2, "inactive sensors", &["read:orgs/00000000000000aa/buckets/0000000000000008"]),
            row(3, "reader (review by 2026-10-01)", &["read:orgs/00000000000000aa/buckets"]),
            row(4, "(revoked 2026-11-21)", &["write:orgs/00000000000000aa/tasks"]),
            row(5, "audit (review by 2027-01-01)", &["read:authorizations", "read:users"]),
            row(6, "", &["read:orgs/00000000000000aa/buckets/00000000000000ff"]),
        ];
        for (at, row) in rows.iter_mut().enumerate() {
            row.created_ms = Some(NOW - 200 * DAY * i64::try_from(at).expect("small"));
        }
        rows[3].status = Status::Inactive;
        rows[4].user = id(0xcc);
        rows[4].changed_ms = Some(NOW - DAY);
        listing(rows)
    }

    fn context(inactive: &BTreeSet<Id>) -> FilterContext<'_> {
        FilterContext { inactive, ..FilterContext::at(NOW) }
    }

    fn found(text: &str) -> Vec<u32> {
        let parsed = Filter::parse(text);
        assert_eq!(parsed.mistakes, [], "{text}");
        let mut places = tokens().find(&parsed.filter, context(&BTreeSet::from([id(0xcc)])));
        places.sort_unstable();
        places
    }

    #[test]
    fn tokens_are_found_by_everything_that_a_row_shows() {
        for (text, expected) in [
            ("gateway LINE", &[0][..]),
            ("line-7", &[]),
            ("lindqvist", &[4]),
            // Ids, whole and by their beginning; also those of owners and of objects.
            ("0a1b2c3d4e5f6071", &[0]),
            ("0A1B2C", &[0]),
            ("0a1b2", &[]),
            ("00000000000000cc", &[4]),
            ("00000000000000ff", &[5]),
            // Names and words of grants, and the patterns of the matrix.
            ("plant-a/metrics", &[0]),
            ("\"all buckets\"", &[2]),
            ("\"every organization\"", &[4]),
            ("plant-*", &[0]),
            ("hall?3", &[1]),
            ("*-07", &[0]),
            // Whole words of status and kind.
            ("active", &[0, 1, 2, 5]),
            ("inactive", &[1, 3, 4]),
            ("\"owner inactive\"", &[4]),
            ("read", &[1, 2, 5]),
            ("read/write", &[0]),
            ("custom", &[3, 4]),
            ("active !gateway", &[1, 2, 5]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn conditions_hold_exactly() {
        for (text, expected) in [
            ("status:active", &[0, 1, 2, 5][..]),
            ("status:inactive,owner-inactive", &[3, 4]),
            ("!status:active", &[3, 4]),
            ("owner:ANA.lindqvist", &[4]),
            ("owner:ana", &[]),
            ("owner:svc-*,00000000000000cc", &[0, 1, 2, 3, 4, 5]),
            ("owner:00000000000000cc", &[4]),
            ("kind:read", &[1, 2, 5]),
            ("kind:read-write,custom", &[0, 3, 4]),
            ("can:read:plant-a/metrics", &[0, 2]),
            ("can:write:plant-a/*", &[0]),
            ("can:read:\"hall 3\"", &[1, 2]),
            ("can:read:00000000000000ff", &[2, 5]),
            ("can:read:nothing-like-it", &[2]),
            ("can:read-tokens", &[4]),
            ("org:brackwater", &[0, 1, 2, 3, 4, 5]),
            ("org:other", &[]),
            ("created:>300d", &[0, 1]),
            ("created:<1y", &[2, 3, 4, 5]),
            ("created:2026-11-28", &[0]),
            ("created:2026", &[0, 1]),
            ("changed:>7d", &[4]),
            ("review:past", &[2]),
            ("review:set", &[2, 4]),
            ("review:none", &[0, 1, 3, 5]),
            ("revoked:yes", &[3]),
            ("revoked:no", &[0, 1, 2, 4, 5]),
            ("description:none", &[3, 5]),
            ("status:active kind:read can:read:plant-a/metrics", &[2]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_token_that_is_active_again_is_not_revoked() {
        let note = "gateway (revoked 2026-11-21)";
        let listing = listing(vec![row(1, note, &[]), Authorization { status: Status::Inactive, ..row(2, note, &[]) }]);
        let nobody = BTreeSet::new();
        assert_eq!(listing.find(&Filter::parse("revoked:yes").filter, context(&nobody)), [1]);
        assert_eq!(listing.find(&Filter::parse("revoked:no").filter, context(&nobody)), [0]);
        let counted = counts(&listing, &[0, 1], context(&nobody));
        let revoked = QUICK.iter().position(|quick| quick.label == "Revoked").expect("a quick filter");
        assert_eq!(counted[revoked], 1);
    }

    #[test]
    fn all_buckets_of_another_organization_are_none_of_this_one() {
        let all_of = |org: &str| format!("write:orgs/{org}/buckets");
        let rows = vec![
            row(1, "metrics is known by this one", &[&format!("write:{METRICS}")]),
            row(2, "here", &[&all_of("00000000000000aa")]),
            row(3, "elsewhere", &[&all_of("00000000000000ab")]),
        ];
        let mut found = listing(rows).find(&Filter::parse("can:write:plant-a/metrics").filter, FilterContext::at(NOW));
        found.sort_unstable();
        assert_eq!(found, [0, 1]);
    }

    #[test]
    fn each_quick_filter_counts_what_pressing_it_leaves() {
        let (listing, inactive) = (tokens(), BTreeSet::from([id(0xcc)]));
        let base = Filter::parse("!line").filter;
        let counted = counts(&listing, &listing.find(&base, context(&inactive)), context(&inactive));
        for (quick, count) in QUICK.into_iter().zip(counted) {
            let pressed = quick.toggled(&base);
            assert!(quick.is_on(&pressed) && !quick.is_on(&base));
            assert_eq!(listing.find(&pressed, context(&inactive)).len(), count, "{}", quick.label);
            assert_eq!(quick.toggled(&pressed), base, "{}", quick.label);
        }
    }
}
