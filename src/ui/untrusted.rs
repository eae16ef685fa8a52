//! Strings that other people wrote, drawn as text and nothing else.
//!
//! Markup in them is no danger, since they only ever become text nodes. What remains are characters that are not seen
//! but change how the rest is read: line breaks, direction overrides, zero-width letters. They are spelled out.

use leptos::prelude::*;

/// A piece of a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Characters that show themselves.
    Text(String),
    /// One that does not.
    Control(char),
}

/// Splits a string into what shows itself and what has to be spelled out.
pub fn segments(text: &str) -> Vec<Segment> {
    let mut found = Vec::new();
    let mut run = String::new();
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        if hides(character) && !joins(character, before, rest.peek().copied()) {
            if !run.is_empty() {
                found.push(Segment::Text(std::mem::take(&mut run)));
            }
            found.push(Segment::Control(character));
        } else {
            run.push(character);
        }
        before = Some(character);
    }
    if !run.is_empty() {
        found.push(Segment::Text(run));
    }
    found
}

/// The same as plain text, for names, titles and announcements: `a[U+202E]b`.
pub fn spelled_out(text: &str) -> String {
    segments(text)
        .into_iter()
        .map(|segment| match segment {
            Segment::Text(run) => run,
            Segment::Control(character) => format!("[{}]", code_point(character)),
        })
        .collect()
}

fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// Whether a character changes the text without being seen itself.
fn hides(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character),
            0x00AD | 0x034F | 0x061C
            | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F
            | 0x3164 | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
            | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF)
}

/// Whether it is a joiner that does its work: between letters of scripts that need it, or inside of an emoji.
fn joins(character: char, before: Option<char>, after: Option<char>) -> bool {
    let part_of_script = |neighbour: Option<char>| neighbour.is_some_and(|c| !c.is_ascii() && !hides(c));
    matches!(character, '\u{200C}' | '\u{200D}') && part_of_script(before) && part_of_script(after)
}

/// A foreign string. It is isolated, so that its direction never turns the text around it, and not translated.
///
/// At most `limit` characters are drawn; an ellipsis says that there are more.
#[component]
pub fn Untrusted(
    #[prop(into)] text: Signal<String>,
    #[prop(default = 400)] limit: usize,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let pieces = move || {
        text.with(|text| {
            let cut = text.char_indices().nth(limit).map(|(at, _)| at);
            let mut pieces = segments(&text[..cut.unwrap_or(text.len())]);
            if cut.is_some() {
                pieces.push(Segment::Text("…".to_owned()));
            }
            pieces
        })
    };
    let draw = |segment| match segment {
        Segment::Text(run) => (Some(run), None),
        Segment::Control(character) => (None, Some(view! { <span class="ctl">{code_point(character)}</span> })),
    };
    view! {
        <bdi class=class translate="no">
            {move || pieces().into_iter().map(draw).collect_view()}
        </bdi>
    }
}
