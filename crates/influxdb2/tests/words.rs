//! One word for one thing, in every text that a person reads.

#[path = "words/literals.rs"]
mod literals;

use literals::literals;
use std::fs;
use std::path::{Path, PathBuf};

/// Words that stand for a thing that has another name here, each with that name.
const FORBIDDEN: [(&str, &str); 14] = [
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
    ("may not grant", "can't grant"),
    ("whole type", "all or none"),
    ("hits", "matches"),
    ("(s)", "the word in its number, from the count"),
];

/// Texts that keep such a word, each with the reason.
const KEPT: [(&str, &str); 3] = [
    ("shown once, right after this", "the adverb"),
    ("shown once, in one table, right after this", "the adverb"),
    ("Right is wider", "the side"),
];

/// Where the texts are.
const ROOTS: [&str; 3] = ["src", "crates/influxdb2/src", "crates/reader/src"];

#[test]
fn one_word_stands_for_one_thing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    let mut texts = 0;
    for file in ROOTS.iter().flat_map(|folder| rust_files(&root.join(folder))) {
        let source = fs::read_to_string(&file).expect("the source can be read");
        for text in literals(&source).filter(|text| is_read_by_people(text)) {
            texts += 1;
            let kept = KEPT.iter().any(|(kept, _)| text.contains(kept));
            for (word, instead) in FORBIDDEN.iter().filter(|(word, _)| !kept && has_word(&text, word)) {
                let file = file.strip_prefix(&root).unwrap_or(&file).display();
                found.push(format!("{file}: “{text}” says “{word}”; say “{instead}”"));
            }
        }
    }
    assert!(texts > 500, "only {texts} texts were read");
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
