//! One word for one thing, in every text that a person reads.

#[path = "words/literals.rs"]
mod literals;

use literals::literals;
use std::fs;
use std::path::{Path, PathBuf};

/// Words that stand for a thing that has another name here, each with that name.
const FORBIDDEN: [(&str, &str); 15] = [
    ("make", "create"),
    ("makes", "creates"),
    ("made", "created"),
    ("making", "creating"),
    ("right", "permission"),
    ("rights", "permissions"),
    ("configs", "configurations"),
    ("take it out", "remove it"),
    ("take them out", "remove them"),
    ("take some out", "remove some"),
    ("take out", "remove"),
    ("may not grant", "can't grant"),
    ("whole type", "all or none"),
    ("hits", "matches"),
    ("(s)", "the word in its number, from the count"),
];

/// Parts of sentences that people had to read twice. Each was replaced by a shorter one.
const READ_TWICE: [&str; 44] = [
    "at first",
    "works at once",
    "of their own",
    "has been created",
    "created first, without a password and in no",
    "administration by",
    "this is enough",
    "nobody finds them",
    "gave way",
    "put back what",
    "no text for this",
    "from what you grant",
    "a word more",
    "a tick stores",
    "other letters",
    "one a line",
    "deleted again",
    "run is undone",
    "not there yet",
    "looked through",
    "of no use",
    "only those may",
    "would grant none of them",
    "only setup",
    "without an organization and an object",
    "switching and",
    "also when it is only",
    "when the token is gone",
    "no endpoint",
    "shows nothing",
    "nobody more than",
    "asked beforehand",
    "this is no ",
    "” is no ",
    "answered is no",
    "in a tab of its own",
    "tell upper and lower",
    "lacks read on its own",
    "lives in this page",
    "dropped them",
    "in your downloads",
    "have no place",
    "its other half",
    "never again",
];

/// Texts that keep such a word, each with the reason.
const KEPT: [(&str, &str); 2] =
    [("shown once, right after this", "the adverb"), ("shown once, in one table, right after this", "the adverb")];

/// Where the texts are.
const ROOTS: [&str; 4] = ["src", "crates/influxdb2/src", "crates/database/src", "crates/reader/src"];

#[test]
fn one_word_stands_for_one_thing() {
    let mut found = Vec::new();
    for (file, text) in texts() {
        let kept = KEPT.iter().any(|(kept, _)| text.contains(kept));
        for (word, instead) in FORBIDDEN.iter().filter(|(word, _)| !kept && has_word(&text, word)) {
            found.push(format!("{}: “{text}” says “{word}”; say “{instead}”", file.display()));
        }
    }
    assert!(texts().count() > 500, "only {} texts were read", texts().count());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_sentence_comes_back_that_had_to_be_read_twice() {
    let found: Vec<String> = texts()
        .filter(|(_, text)| READ_TWICE.iter().any(|part| text.to_lowercase().contains(part)))
        .map(|(file, text)| format!("{}: “{text}”", file.display()))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_word_is_found_as_a_word_and_nowhere_else() {
    assert!(has_word("The rights, all of them", "rights"));
    assert!(has_word("Made in one go", "made"));
    assert!(!has_word("It is bright", "right"));
    assert!(!has_word("tick--right x", "right"));
    assert_eq!(
        literals("let a = \"one two\"; // \"no\"\nlet b = 'x'; r#\"three \"four\"\"#").collect::<Vec<_>>(),
        ["one two", "three \"four\""]
    );
    assert_eq!(literals("fn a() {}\n#[cfg(test)]\nmod tests { \"left out\" }").count(), 0);
}

/// Every text, with the file in which it stands.
fn texts() -> impl Iterator<Item = (PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files: Vec<PathBuf> = ROOTS.iter().flat_map(|folder| rust_files(&root.join(folder))).collect();
    files.into_iter().flat_map(move |path| {
        let source = fs::read_to_string(&path).expect("the source can be read");
        let file = path.strip_prefix(&root).unwrap_or(&path).to_owned();
        let texts: Vec<String> = literals(&source).filter(|text| is_read_by_people(text)).collect();
        texts.into_iter().map(move |text| (file.clone(), text))
    })
}

/// Sentences and phrases; names of classes, keys and addresses are not.
fn is_read_by_people(text: &str) -> bool {
    let prose = text.contains(' ') || text.starts_with(char::is_uppercase);
    prose && !text.contains("--") && !text.starts_with('/')
}

fn has_word(text: &str, word: &str) -> bool {
    let text = text.to_lowercase();
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !(before.is_some_and(joins) || word.ends_with(char::is_alphabetic) && after.is_some_and(joins))
            || word.starts_with('(')
    })
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}
