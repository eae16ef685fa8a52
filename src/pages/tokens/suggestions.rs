//! The tokens that fit a text, for a field in which one is chosen.

use crate::shell::clock;
use crate::ui::combobox::{Suggestion, Suggestions};
use influxdb2::authorization::Listing;
use influxdb2::authorization::filter::{Filter, FilterContext};
use influxdb2::permission::ResourceType;

/// More than this nobody looks through; typing is faster.
const SUGGESTED: usize = 50;

/// Those of a list that fit, the named ones first.
pub fn suggestions(listing: &Listing, text: &str) -> Suggestions {
    let mut places = listing.find(&Filter::parse(text).filter, FilterContext::at(clock::now_ms()));
    // Whoever types a name looks for it; what only belongs to it comes behind.
    let wanted = text.trim().to_lowercase();
    let is_named =
        |place: u32| listing.row(place).is_some_and(|(row, _)| row.description.to_lowercase().contains(&wanted));
    let (mut named, others): (Vec<_>, Vec<_>) = places.drain(..).partition(|place| is_named(*place));
    named.extend(others);
    let places = named;
    let shown = places.iter().take(SUGGESTED).filter_map(|place| {
        let (row, kind) = listing.row(*place)?;
        let described = !row.description.is_empty();
        let owner = listing.table().names.get(&ResourceType::Users, row.user).unwrap_or("unknown owner");
        Some(Suggestion {
            key: row.id.number(),
            label: if described { row.description.to_string() } else { "No description".to_owned() },
            note: format!("{}, {owner}, {}", kind.title(), row.id),
            tag: None,
        })
    });
    Suggestions { shown: shown.collect(), total: places.len() }
}
