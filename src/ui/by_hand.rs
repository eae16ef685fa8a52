//! Elements that are made and changed by hand, through the framework's own renderer.
//!
//! For the rows of long lists alone. A view of the framework is made anew for each thing that it shows, with a reader of
//! signals for each of its parts; a row that is made once and shows one thing after another takes a tenth of that, and
//! while somebody scrolls there is no time for more.

use super::untrusted::LIMIT;
use console_core::text::foreign::{self, Segment, code_point};
use leptos::tachys::renderer::Rndr;
use web_sys::{Element, Node};

/// An element with its class, further attributes and what is inside.
pub fn element(tag: &str, class: &str, attributes: &[(&str, &str)], inside: &[&Node]) -> Element {
    let element = Rndr::create_element(tag, None);
    if !class.is_empty() {
        Rndr::set_attribute(&element, "class", class);
    }
    for (name, value) in attributes {
        Rndr::set_attribute(&element, name, value);
    }
    inside.iter().for_each(|node| append(&element, node));
    element
}

/// An icon; see [`super::icon`].
pub fn icon(class: &str, href: &str) -> Element {
    const SVG: &str = "http://www.w3.org/2000/svg";
    let (svg, symbol) = (Rndr::create_element("svg", Some(SVG)), Rndr::create_element("use", Some(SVG)));
    for (name, value) in [("class", class), ("aria-hidden", "true"), ("focusable", "false")] {
        Rndr::set_attribute(&svg, name, value);
    }
    Rndr::set_attribute(&symbol, "href", href);
    append(&svg, &symbol);
    svg
}

/// Words of this page.
pub fn text(words: &str) -> Node {
    Rndr::create_text_node(words).into()
}

/// Puts something behind what is there.
pub fn append(element: &Element, node: &Node) {
    Rndr::insert_node(element, node, None);
}

/// An element with words of this page in it.
pub fn says(tag: &str, class: &str, words: &str) -> Element {
    let element = element(tag, class, &[], &[]);
    element.set_text_content(Some(words));
    element
}

/// Puts other words into an element that holds nothing but words. A text that is there already is given them: making another
/// one would have the browser find out anew how it looks and where it stands.
pub fn put_words(element: &Element, words: &str) {
    match element.first_child() {
        Some(only) if only.node_type() == Node::TEXT_NODE && only.next_sibling().is_none() => {
            only.set_node_value(Some(words));
        }
        _ => element.set_text_content(Some(words)),
    }
}

/// A foreign text, as [`super::untrusted::Untrusted`] draws it.
pub fn foreign(class: &str, text: &str) -> Element {
    let element = element("bdi", class, &[("translate", "no")], &[]);
    put_foreign(&element, text);
    element
}

/// Puts another foreign text into an element for one.
pub fn put_foreign(element: &Element, text: &str) {
    let cut = text.char_indices().nth(LIMIT).map(|(at, _)| at);
    let shown = &text[..cut.unwrap_or(text.len())];
    if cut.is_none() && foreign::is_plain(shown) {
        return put_words(element, shown);
    }
    element.set_text_content(None);
    append_foreign(element, shown);
    if cut.is_some() {
        append(element, &self::text("…"));
    }
}

/// Puts a part of a foreign text behind what is there of it.
pub fn append_foreign(element: &Element, text: &str) {
    for segment in foreign::segments(text) {
        match segment {
            Segment::Text(run) => append(element, &self::text(run)),
            Segment::Hidden(character) => append(element, &says("span", "ctl", &code_point(character))),
        }
    }
}

/// Sets an attribute, or takes it away.
pub fn set(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => Rndr::set_attribute(element, name, value),
        None => Rndr::remove_attribute(element, name),
    }
}
