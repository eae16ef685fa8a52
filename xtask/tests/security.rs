//! What SECURITY.md says is tested by: the files have to be there.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_owned()
}

/// Where a test that is named in code style lies; nothing for what is no test.
fn place(word: &str) -> Option<PathBuf> {
    if word.ends_with(".spec.ts") {
        let name = word.strip_prefix("e2e/tests/").unwrap_or(word);
        return Some(root().join("e2e/tests").join(name));
    }
    word.starts_with("crates/").then(|| root().join(word))
}

#[test]
fn every_test_that_is_named_in_security_exists() {
    let text = fs::read_to_string(root().join("SECURITY.md")).expect("SECURITY.md");
    let named: Vec<PathBuf> = text.split('`').skip(1).step_by(2).filter_map(place).collect();
    assert!(named.len() > 10, "it names its tests");
    let missing: Vec<_> = named.iter().filter(|path| !path.exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_promise_about_secrets_names_how_it_is_tested() {
    let text = fs::read_to_string(root().join("SECURITY.md")).expect("SECURITY.md");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| ---") && !line.starts_with("| Promise"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 5, "{rows:?}");
    for row in rows {
        assert!(row.len() == 3 && row.iter().all(|cell| !cell.is_empty()), "{row:?}");
    }
}
