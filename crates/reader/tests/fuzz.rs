//! The fuzz target without a fuzzer: what it checks, over its corpus and over cuts and joins of the texts in it.
//!
//! The corpus in `fuzz/corpus/read` is the examples of docs/PASTE.md; `UPDATE_PASTE=1` writes it anew too.

#[allow(dead_code, reason = "only the texts of the examples are used here")]
#[path = "page/examples.rs"]
mod examples;
#[path = "fuzz/holds.rs"]
mod holds;
#[allow(dead_code, reason = "only the names of the examples are used here")]
#[path = "findings/world.rs"]
mod world;

use std::collections::BTreeMap;
use std::fs;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/read");

/// The text of each example under the name of its file.
fn texts() -> BTreeMap<String, String> {
    let examples = examples::sections().into_iter().flat_map(|section| section.examples);
    examples.enumerate().map(|(number, example)| (format!("{number:03}.txt"), example.text)).collect()
}

#[test]
fn the_corpus_is_the_examples() {
    if std::env::var_os("UPDATE_PASTE").is_some() {
        fs::create_dir_all(CORPUS).expect("a folder");
        for (name, text) in texts() {
            fs::write(format!("{CORPUS}/{name}"), text).expect("a file");
        }
    }
    for (name, text) in texts() {
        let written = fs::read_to_string(format!("{CORPUS}/{name}")).unwrap_or_default();
        assert!(written == text, "{name} is not its example; write the corpus anew as docs/CONTRIBUTING.md says");
    }
}

#[test]
fn what_must_hold_holds_for_the_corpus_and_for_cuts_and_joins_of_it() {
    let texts: Vec<String> = texts().into_values().collect();
    for text in &texts {
        holds::holds(text);
        for at in (0..text.len()).step_by(7).filter(|at| text.is_char_boundary(*at)) {
            holds::holds(&text[..at]);
            holds::holds(&text[at..]);
        }
    }
    for (one, other) in texts.iter().zip(texts.iter().skip(1)) {
        holds::holds(&format!("{one}\n{other}"));
        let half = &one[..one.floor_char_boundary(one.len() / 2)];
        holds::holds(&format!("{half}{other}"));
    }
}
