//! SECURITY.md promise by promise: each says when it holds and which tests hold it, and those tests exist.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|_| panic!("{path} is not there"))
}

/// A test that is named in a text: its file, and its title as it is written there.
#[derive(Debug, PartialEq)]
struct Named {
    file: String,
    title: String,
}

/// Where a test file lies that is named in code style; nothing for what is no test.
fn place(word: &str) -> Option<String> {
    let of_page = word.ends_with(".spec.ts") && !word.contains('/');
    let of_core = word.ends_with(".rs") && word.contains('/');
    match (of_page, of_core || word.starts_with("e2e/")) {
        (true, _) => Some(format!("e2e/tests/{word}")),
        (_, true) => Some(word.to_owned()),
        _ => None,
    }
}

/// The test files that a text names, each with the titles that follow it.
fn named(text: &str) -> (Vec<String>, Vec<Named>) {
    let (mut files, mut tests): (Vec<String>, Vec<Named>) = (Vec::new(), Vec::new());
    let mut pieces = text.split('`');
    while let (Some(plain), code) = (pieces.next(), pieces.next()) {
        let titles = plain.split('“').skip(1).filter_map(|rest| rest.split_once('”')).map(|(title, _)| title);
        if let Some(file) = files.last() {
            tests.extend(titles.map(|title| Named { file: file.clone(), title: title.to_owned() }));
        }
        files.extend(code.and_then(place));
    }
    (files, tests)
}

/// Whether a file has this test. A title of an end-to-end test stands in one line, with a placeholder for each `…`; one of
/// a Rust test is its name in words.
fn has(text: &str, Named { file, title }: &Named) -> bool {
    if file.ends_with(".rs") {
        return text.contains(&format!("fn {}(", title.replace(' ', "_")));
    }
    let begins = |line: &&str| ["test(", "it("].iter().any(|call| line.trim_start().starts_with(call));
    text.lines().filter(begins).any(|line| {
        let mut rest = line;
        title.split('…').all(|part| {
            let found = rest.split_once(part);
            rest = found.map_or("", |(_, after)| after);
            found.is_some()
        })
    })
}

#[test]
fn every_test_that_is_named_exists() {
    for page in ["SECURITY.md", "README.md"] {
        let (files, tests) = named(&read(page));
        let missing: Vec<_> = files.iter().filter(|file| !root().join(file).exists()).collect();
        assert!(missing.is_empty(), "{page} names files that are not there: {missing:?}");
        let missing: Vec<_> = tests.iter().filter(|test| !has(&read(&test.file), test)).collect();
        assert!(missing.is_empty(), "{page} names tests that are not there: {missing:#?}");
    }
}

#[test]
fn every_promise_says_when_it_holds_and_which_tests_hold_it() {
    let text = read("SECURITY.md");
    let promises: Vec<&str> = text.split("\n### ").skip(1).collect();
    assert!(promises.len() >= 10, "{promises:#?}");
    for promise in promises {
        let promise = promise.split("\n## ").next().unwrap_or_default();
        let line = |start: &str| promise.lines().find(|line| line.starts_with(start));
        assert!(line("- Holds when: ").is_some(), "no condition: {promise}");
        let tested = line("- Tested by: ").unwrap_or_else(|| panic!("no test: {promise}"));
        assert!(!named(tested).1.is_empty(), "no title: {promise}");
    }
}

#[test]
fn every_page_that_is_linked_exists() {
    let docs = ["SECURITY.md", "README.md", "docs/ARCHITECTURE.md", "docs/CONTRIBUTING.md", "docs/COMMON_BUGS.md"];
    for page in docs {
        let folder = root().join(page).parent().expect("a folder").to_owned();
        let text = read(page);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        let own = links.filter(|link| !link.is_empty() && !link.contains("://"));
        let missing: Vec<_> = own.filter(|link| !folder.join(link).exists()).collect();
        assert!(missing.is_empty(), "{page} links to what is not there: {missing:?}");
    }
}

#[test]
fn a_test_is_found_by_its_title_and_a_wrong_title_is_not() {
    let page = "  test(`a failure of ${path} is no word about the credential`, async () => {\n";
    let core = "    fn a_list_ends() {\n";
    let test = |file: &str, title: &str| Named { file: file.to_owned(), title: title.to_owned() };
    assert!(has(page, &test("a.spec.ts", "a failure of … is no word")));
    assert!(!has(page, &test("a.spec.ts", "is no word … a failure of")));
    assert!(has(core, &test("a.rs", "a list ends")));
    assert!(!has(core, &test("a.rs", "a list")));
    let (files, tests) = named("`a.spec.ts` “one”, “two”; `crates/x/src/a.rs` “three”; `Secret` is none");
    assert_eq!(files, ["e2e/tests/a.spec.ts", "crates/x/src/a.rs"]);
    assert_eq!(tests.len(), 3);
    assert_eq!(tests[2], test("crates/x/src/a.rs", "three"));
}
