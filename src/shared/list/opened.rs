//! The row of the token that is open beside the list.

use crate::ui::virtual_rows::RowsHandle;
use leptos::prelude::*;

/// Brings the row of a token that opens into sight: the list becomes narrower with it, and its rows higher. `index` tells where
/// the token stands; one that is opened by its address may be there before the list is.
pub fn opened_in_sight<I: Copy + PartialEq + 'static>(
    handle: RowsHandle,
    opened: impl Fn() -> Option<I> + 'static,
    index: impl Fn(I) -> Option<usize> + 'static,
) {
    Effect::new(move |shown: Option<Option<I>>| {
        let opened = opened();
        if shown.flatten() == opened {
            return opened;
        }
        let row = index(opened?)?;
        handle.scroll_to(row);
        opened
    });
}
