//! A foreign text in which what was searched for is marked.

use super::by_hand::{append, append_foreign, element, foreign, put_foreign};
use super::untrusted::Untrusted;
use crate::shell::lasting::Lasting;
use leptos::prelude::*;
use web_sys::Element;

/// How many characters are drawn at most; an ellipsis says that there are more.
const LIMIT: usize = 400;

/// The text, with every occurrence of one of the words marked. The words are in lower case.
#[component]
pub fn Marked(
    #[prop(into)] text: String,
    words: Lasting<Memo<Vec<String>>>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let text = cut(text);
    let draw = move || {
        let pieces = words.with(|words| pieces(&text, words));
        let piece = |(hit, piece): (bool, &str)| {
            let text = piece.to_owned();
            if hit {
                view! { <mark><Untrusted text /></mark> }.into_any()
            } else {
                view! { <Untrusted text /> }.into_any()
            }
        };
        pieces.into_iter().map(piece).collect_view()
    };
    view! { <span class=class>{draw}</span> }
}

/// The text as it is marked, made by hand.
pub fn marked(class: &'static str, text: &str, words: &[String]) -> Element {
    let text = cut(text.to_owned());
    // One direction for the whole: pieces with one each would stand in the wrong order.
    let whole = foreign("", "");
    for (hit, piece) in pieces(&text, words) {
        if hit {
            let mark = element("mark", "", &[], &[]);
            append_foreign(&mark, piece);
            append(&whole, &mark);
        } else {
            append_foreign(&whole, piece);
        }
    }
    element("span", class, &[], &[&whole])
}

/// Whether one of the words is found in the text.
pub fn has_hits(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| !word.is_empty()) && pieces(text, words).iter().any(|(hit, _)| *hit)
}

/// Puts another text into what [`marked`] made; in neither is anything to be marked.
pub fn put_marked(there: &Element, text: &str) {
    if let Some(only) = there.first_element_child() {
        put_foreign(&only, &cut(text.to_owned()));
    }
}

fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LIMIT) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// The text in pieces, each with whether it is a hit.
pub fn pieces<'a>(text: &'a str, words: &[String]) -> Vec<(bool, &'a str)> {
    // Places can only be compared where lower case is as long as what it is made of.
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return vec![(false, text)];
    }
    let mut pieces = Vec::new();
    let mut done = 0;
    loop {
        let next = words.iter().filter(|word| !word.is_empty()).filter_map(|word| {
            let at = lower.get(done..)?.find(word.as_str())? + done;
            Some((at, at + word.len()))
        });
        // Of those that begin first the longest.
        let Some((start, end)) = next.min_by_key(|(start, end)| (*start, usize::MAX - end)) else { break };
        let (Some(before), Some(hit)) = (text.get(done..start), text.get(start..end)) else { break };
        if !before.is_empty() {
            pieces.push((false, before));
        }
        pieces.push((true, hit));
        done = end;
    }
    if done < text.len() || pieces.is_empty() {
        pieces.push((false, &text[done..]));
    }
    pieces
}
