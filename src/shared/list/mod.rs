//! The list of tokens.

mod arriving;
pub mod bulk;
mod completion;
mod export;
mod head;
mod opened;
mod place;
mod quick;
mod refresh;
mod states;
mod steps;
mod toolbar;

pub use arriving::Arriving;
pub use export::{Export, FileForm};
pub use head::{ListTitle, SortBy};
pub use opened::opened_in_sight;
pub use place::{HalfTyped, ListPlace, Typed};
pub use quick::QuickFilters;
pub use refresh::{Refresh, RefreshLine, RowMark, StaleNotice, stay_put};
pub use states::{Failed, Loading, NoMatch, Shows, failure};
pub use steps::Steps;
pub use toolbar::Toolbar;

use crate::shell::lasting::Lasting;
use console_core::filter::Suggestions;
use leptos::prelude::*;
use std::sync::Arc;

/// The places of the tokens that are shown, in their order; none while there is no list.
pub type Found = Lasting<Memo<Option<Arc<Vec<u32>>>>>;

/// The text by which a list is searched.
#[derive(Clone, Copy)]
pub struct Search {
    /// The text.
    pub text: Signal<String>,
    /// Puts another one in its place.
    pub write: Callback<String>,
    /// What could stand at the caret, which is a byte of the text; none while there is no list.
    pub suggest: Callback<usize, Option<Suggestions>>,
}
