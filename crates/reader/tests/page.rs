//! docs/PASTE.md is what the reader makes of its examples.
//!
//! `UPDATE_PASTE=1 cargo test -p console-reader --test page` writes the page anew.

#[path = "page/examples.rs"]
mod examples;
#[path = "page/render.rs"]
mod render;
#[allow(dead_code, reason = "the tests of the findings use more of it")]
#[path = "findings/world.rs"]
mod world;

use examples::{Outcome, sections};
use reader::command::{Subject, read_anything, redact};
use world::{grants_of, take};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/PASTE.md");

#[test]
fn every_example_comes_out_as_it_must() {
    for example in sections().into_iter().flat_map(|section| section.examples) {
        let text = redact(&example.text, &read_anything(&example.text));
        let reading = read_anything(&text);
        let prefill = take(&reading);
        let said = format!("{}: {text}\n{reading:?}", example.shows);
        match example.outcome {
            Outcome::Fills(granted) => {
                assert_eq!(grants_of(&prefill), granted, "{said}");
                assert!(reading.questions.is_empty(), "{said}");
            }
            Outcome::Asks => {
                assert!(!reading.questions.is_empty(), "{said}");
                assert_eq!(prefill.form, None, "{said}");
            }
            Outcome::Choose(count) => {
                assert!(matches!(&reading.subject, Subject::Several(list) if list.len() == count), "{said}");
                assert_eq!(prefill.form, None, "{said}");
            }
            Outcome::Refuses => {
                assert_eq!(prefill.form, None, "{said}");
                assert!(!prefill.remarks.is_empty(), "{said}");
            }
        }
        assert!(!text.contains("my-secret-1"), "{said}");
    }
}

#[test]
fn the_page_says_what_the_reader_does() {
    let page = render::page(&sections());
    if std::env::var_os("UPDATE_PASTE").is_some() {
        std::fs::write(PAGE, &page).expect("docs can be written");
    }
    let written = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(written == page, "docs/PASTE.md is not what the reader does; write it anew as docs/CONTRIBUTING.md says");
}
