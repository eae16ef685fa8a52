//! A foreign name that is cut in the middle where it does not fit, because names of one kind differ at their ends.

use super::by_hand::{append, element, foreign};
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

/// The name, made by hand.
pub fn middle_cut(text: &str) -> Element {
    let (head, tail) = halves(text).map_or((text, None), |(head, tail)| (head, Some(tail)));
    let middle = element("span", "middle", &[], &[&foreign("middle__head", head)]);
    if let Some(tail) = tail {
        append(&middle, &foreign("middle__tail", tail));
    }
    middle
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
