//! A foreign name that is cut in the middle where it does not fit, because names of one kind differ at their ends.

use super::by_hand::{append, element, foreign, put_foreign};
use super::untrusted::Untrusted;
use leptos::prelude::*;
use web_sys::Element;

/// How many characters at the end always stay.
const TAIL: usize = 9;

/// The name. Its looks are those of `style/components/middle.css`.
#[component]
pub fn MiddleCut(#[prop(into)] text: String) -> impl IntoView {
    match halves(&text) {
        Some((head, tail)) => view! {
            <span class="middle">
                <Untrusted text=head.to_owned() class="middle__head" />
                <Untrusted text=tail.to_owned() class="middle__tail" />
            </span>
        }
        .into_any(),
        None => view! {
            <span class="middle">
                <Untrusted text class="middle__head" />
            </span>
        }
        .into_any(),
    }
}

/// The name, made by hand; one after another.
#[derive(Debug)]
pub struct Middle {
    /// The element with it.
    pub element: Element,
    head: Element,
    tail: Option<Element>,
}

impl Middle {
    /// The first name.
    pub fn of(text: &str) -> Self {
        let head = foreign("middle__head", "");
        let mut middle = Self { element: element("span", "middle", &[], &[&head]), head, tail: None };
        middle.put(text);
        middle
    }

    /// Shows another name.
    pub fn put(&mut self, text: &str) {
        let (head, tail) = halves(text).map_or((text, None), |(head, tail)| (head, Some(tail)));
        put_foreign(&self.head, head);
        match (&self.tail, tail) {
            (Some(there), Some(tail)) => put_foreign(there, tail),
            (None, Some(tail)) => {
                let there = self.tail.insert(foreign("middle__tail", tail));
                append(&self.element, there);
            }
            (_, None) => {
                if let Some(there) = self.tail.take() {
                    there.remove();
                }
            }
        }
    }
}

/// Where a name is cut; none where it is short, or where a part from its end would stand at the wrong side.
fn halves(text: &str) -> Option<(&str, &str)> {
    let right_to_left = |c: char| matches!(u32::from(c), 0x0590..=0x08FF | 0x200F | 0x202B | 0x202E | 0xFB1D..=0xFEFC);
    if text.chars().any(right_to_left) {
        return None;
    }
    let (at, _) = text.char_indices().rev().nth(TAIL - 1)?;
    // Two or three characters before the dots would say nothing.
    (text[..at].chars().count() > 3).then(|| text.split_at(at))
}
