//! The filters that are one press away, each with the number of tokens it would leave.

use super::matcher::{Matcher, Seen};
use super::{FilterContext, Quick};
use crate::authorization::Listing;
use std::collections::BTreeMap;

/// All of them, in the order in which they stand.
pub const QUICK: [Quick; 10] = [
    Quick { label: "Active", text: "status:active" },
    Quick { label: "Inactive", text: "status:inactive" },
    Quick { label: "Owner inactive", text: "status:owner-inactive" },
    Quick { label: "Operator", text: "kind:operator" },
    Quick { label: "All access", text: "kind:all-access" },
    Quick { label: "Can read other tokens", text: "can:read-tokens" },
    Quick { label: "No description", text: "description:none" },
    Quick { label: "Past review", text: "review:past" },
    Quick { label: "Older than a year", text: "created:<1y" },
    Quick { label: "Revoked", text: "revoked:yes" },
];

/// How many of the tokens that were found each of [`QUICK`] would leave. Each token is looked at once for all of them, and
/// those that are alike in what most filters ask of are counted together: there are few kinds of them among many tokens.
pub fn counts(listing: &Listing, found: &[u32], context: FilterContext<'_>) -> [usize; QUICK.len()] {
    let matchers = QUICK.map(|quick| Matcher::new(&quick.filter(), listing, context));
    let asks_of_the_like = matchers.each_ref().map(Matcher::asks_of_the_like);
    let mut counts = [0; QUICK.len()];
    let mut count = |seen: &Seen<'_>, many: usize, of_the_like: bool| {
        for ((count, matcher), asks) in counts.iter_mut().zip(&matchers).zip(asks_of_the_like) {
            *count += many * usize::from(asks == of_the_like && matcher.takes_seen(listing, seen));
        }
    };
    let mut alike: BTreeMap<_, (usize, Seen<'_>)> = BTreeMap::new();
    for &place in found {
        let Some((row, kind)) = listing.row(place) else { continue };
        let seen = Seen { place, row, kind, facts: listing.facts(place), status: matchers[0].status_of(row) };
        count(&seen, 1, false);
        alike.entry(seen.like()).or_insert((0, seen)).0 += 1;
    }
    alike.values().for_each(|(many, seen)| count(seen, *many, true));
    counts
}
