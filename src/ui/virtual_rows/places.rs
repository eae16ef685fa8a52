//! The rows that exist, each in an element at its place.
//!
//! Not drawn by `<For>`: its diffing moves elements in the document that have not changed their order, and an element
//! that is moved loses the focus. Here an element is put in once, in order of its index, and taken out once.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Rows by index.
#[derive(Default)]
pub(super) struct Places {
    rows: BTreeMap<usize, Place>,
    /// Owners of rows that were taken out, for the next ones: the list remembers each owner that it ever had.
    spare: Vec<Owner>,
}

struct Place {
    identity: u64,
    element: HtmlElement,
    state: AnyViewState,
    owner: Owner,
}

impl Places {
    /// Takes out what is not wanted, puts in what is missing, and leaves the rest untouched.
    pub fn follow(&mut self, list: &Element, wanted: &[(usize, u64)], parent: &Owner, row: Callback<usize, AnyView>) {
        // Collecting would compile a sort for it; see `console_core::sort`.
        let mut wanted_by_index = BTreeMap::new();
        wanted_by_index.extend(wanted.iter().copied());
        let wanted = wanted_by_index;
        let gone = self.rows.extract_if(.., |index, place| wanted.get(index) != Some(&place.identity));
        self.spare.extend(gone.map(|(_, place)| place.take_out()));
        for (index, identity) in wanted {
            if self.rows.contains_key(&index) {
                continue;
            }
            let next = self.rows.range(index..).next().map(|(_, place)| &place.element);
            let owner = self.spare.pop().unwrap_or_else(|| parent.child());
            if let Some(place) = Place::put_in(list, next, index, identity, owner, row) {
                self.rows.insert(index, place);
            }
        }
    }

    /// Takes out everything.
    pub fn clear(&mut self) {
        std::mem::take(&mut self.rows).into_values().for_each(|place| drop(place.take_out()));
    }
}

impl Place {
    fn put_in(
        list: &Element,
        next: Option<&HtmlElement>,
        index: usize,
        identity: u64,
        owner: Owner,
        row: Callback<usize, AnyView>,
    ) -> Option<Self> {
        let element: HtmlElement = document().create_element("div").ok()?.unchecked_into();
        element.set_class_name("rows__at");
        element.set_attribute("role", "presentation").ok()?;
        element.set_attribute("data-index", &index.to_string()).ok()?;
        element.style().set_property("--index", &index.to_string()).ok()?;
        // The row outlives the effect that draws it, so it belongs to the list and not to the effect.
        let mut state = owner.with(|| untrack(|| row.run(index).build()));
        state.mount(&element, None);
        list.insert_before(&element, next.map(AsRef::as_ref)).ok()?;
        Some(Self { identity, element, state, owner })
    }

    fn take_out(mut self) -> Owner {
        self.element.remove();
        self.state.unmount();
        self.owner.cleanup();
        self.owner
    }
}
