//! The filters that are one press away, each with the number of tokens it would leave.

use super::matcher::Matcher;
use super::{FilterContext, Quick};
use crate::authorization::Listing;

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

/// How many of the tokens that were found each of [`QUICK`] would leave.
pub fn counts(listing: &Listing, found: &[u32], context: FilterContext<'_>) -> [usize; QUICK.len()] {
    QUICK.map(|quick| {
        let matcher = Matcher::new(&quick.filter(), listing, context);
        found.iter().filter(|place| matcher.takes(listing, **place)).count()
    })
}
