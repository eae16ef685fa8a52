//! The house as docs/ARCHITECTURE.md draws it: which room may know which, and what stands in a server's own room only.
//!
//! The crates hold most arrows by themselves, because Cargo knows no circles. What this test adds is the rooms inside of
//! `src/`, where the compiler would let anything import anything, and the words of a server.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A room, and the rooms that it may import from. `console_core` and the dialects count as rooms, too.
const ROOMS: [(&str, &[&str]); 11] = [
    ("crates/core/src", &[]),
    ("crates/influxdb2/src", &["console_core"]),
    ("crates/database/src", &["console_core"]),
    ("crates/influxdb3/src", &["console_core"]),
    ("crates/reader/src", &["console_core", "influxdb2"]),
    ("src/shell", &["console_core", "influxdb2"]),
    ("src/ui", &["console_core", "shell"]),
    ("src/shared", &["console_core", "shell", "ui"]),
    ("src/console", &["console_core", "influxdb2", "database", "influxdb3", "reader", "shell", "shared"]),
    ("src/pages", &["console_core", "influxdb2", "reader", "shell", "ui", "shared", "console"]),
    ("src/cluster", &["console_core", "database", "shell", "ui", "shared"]),
];

/// How code names the rooms, in the same order.
const NAMES: [&str; 11] = [
    "console_core",
    "influxdb2",
    "database",
    "influxdb3",
    "reader",
    "shell",
    "ui",
    "shared",
    "console",
    "pages",
    "cluster",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_owned()
}

/// The Rust files below a folder, with their text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the house").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                let name = path.strip_prefix(root()).expect("below the root").display().to_string();
                found.push((name, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has sources");
    found.sort();
    found
}

/// The lines of production code with their numbers: no comment, and nothing from the unit tests on, which end a file.
fn production(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| !line.contains("#[cfg(test)]"))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(at, line)| (at + 1, line))
}

/// The rooms that a line names in a path.
fn named(line: &str) -> impl Iterator<Item = &'static str> + '_ {
    NAMES.into_iter().filter(move |name| {
        let inside = ["shell", "ui", "shared", "console", "pages", "cluster"].contains(name);
        let path = if inside { format!("crate::{name}::") } else { format!("{name}::") };
        line.match_indices(&path).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && (inside || c != ':'))
        })
    })
}

#[test]
fn no_room_imports_against_the_arrows() {
    let mut wrong = Vec::new();
    for (room, allowed) in ROOMS {
        let own = room.rsplit('/').next().unwrap_or_default();
        for (file, text) in sources(room) {
            for (at, line) in production(&text) {
                let against = named(line).filter(|name| *name != own && !allowed.contains(name));
                wrong.extend(against.map(|name| format!("{file}:{at} imports from {name}: {}", line.trim())));
            }
        }
    }
    assert!(wrong.is_empty(), "against docs/ARCHITECTURE.md:\n{}", wrong.join("\n"));
}

/// The arrows of the picture in docs/ARCHITECTURE.md: who imports from whom.
fn drawn(picture: &str) -> Vec<(String, String)> {
    let (_, after) = picture.split_once("```mermaid").expect("a picture");
    let (lines, _) = after.split_once("```").expect("an end of the picture");
    let arrows = lines.lines().filter_map(|line| line.split_once(" --> "));
    arrows
        .flat_map(|(from, to)| to.split(" & ").map(move |to| (from.trim().to_owned(), to.trim().to_owned())))
        .collect()
}

#[test]
fn the_picture_of_the_imports_is_true_and_has_no_circle() {
    let text = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).expect("the map");
    let drawn: BTreeSet<(String, String)> = drawn(&text).into_iter().collect();
    let mut real = BTreeSet::new();
    for ((room, _), own) in ROOMS.into_iter().zip(NAMES) {
        for (_, text) in sources(room) {
            let names = production(&text).flat_map(|(_, line)| named(line)).filter(|name| *name != own);
            real.extend(names.map(|name| (own.to_owned(), name.to_owned())));
        }
    }
    assert_eq!(drawn, real, "left as it is drawn, right as the sources import");
    // Rooms that import from none that is left can go; with a circle some stay.
    let mut left: BTreeSet<&str> = NAMES.into();
    while let Some(last) =
        left.iter().copied().find(|room| !real.iter().any(|(from, to)| from == room && left.contains(to.as_str())))
    {
        left.remove(last);
    }
    assert!(left.is_empty(), "a circle among {left:?}");
}

#[test]
fn what_outlives_its_readers_forgets_them() {
    let mut wrong = Vec::new();
    for room in ["src/console", "src/cluster/console"] {
        for (file, text) in sources(room) {
            for (at, line) in production(&text) {
                // A field; an argument is the reader's own.
                let (_, kind) = line.trim().trim_end_matches(',').split_once(": ").unwrap_or_default();
                let is_field = line.trim_end().ends_with(',') && !line.contains(['(', '|']);
                if is_field && ["RwSignal<", "Memo<", "Signal<"].iter().any(|signal| kind.starts_with(signal)) {
                    wrong.push(format!("{file}:{at} is no Lasting: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "its memory grows with each reader (src/shell/lasting.rs):\n{}", wrong.join("\n"));
}

/// What only a dialect may say, and where else it stands for a reason.
const OF_A_SERVER: [&str; 12] = [
    "/api/v2",
    "/api/v0",
    "/api/v3",
    "\"bearer \"",
    "influxctl token",
    "x-influxdb",
    "\"token \"",
    "/private/legacy",
    "is unauthorized",
    "authorization not found",
    "influxd ",
    "Address::of(",
];

#[test]
fn the_words_of_a_server_stand_in_its_dialect_only() {
    let mut wrong = Vec::new();
    for room in ["crates/core/src", "src"] {
        for (file, text) in sources(room) {
            for (at, line) in production(&text) {
                let said = line.to_lowercase();
                let of_a_server = OF_A_SERVER.iter().filter(|word| said.contains(&word.to_lowercase()));
                wrong.extend(of_a_server.map(|word| format!("{file}:{at} says {word}: {}", line.trim())));
            }
        }
    }
    assert!(wrong.is_empty(), "these belong into a dialect's crate:\n{}", wrong.join("\n"));
}

#[test]
fn the_shared_kit_knows_no_server() {
    let mut wrong = Vec::new();
    for (file, text) in sources("crates/core/src") {
        for (at, line) in production(&text) {
            let said = line.to_lowercase();
            let words = ["bucket", "organization", "orgid", "authorization", "influxdb", "influxctl"];
            let known = words.iter().filter(|word| said.contains(**word));
            wrong.extend(known.map(|word| format!("{file}:{at} says {word}: {}", line.trim())));
        }
    }
    assert!(wrong.is_empty(), "crates/core is what the tokens of any server share:\n{}", wrong.join("\n"));
}

/// What is public for tests alone, each for a reason: algebra that its laws are stated with, what servers give to sessions,
/// beside which other sets are measured, an end of a range, and who refused a text.
const FOR_TESTS: [&str; 5] = ["equivalent", "instance_owner", "org_owner", "NONE", "refused_by"];

/// The name that a line gives to something that others may use.
fn given_name(line: &str) -> Option<&str> {
    let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    (words.next() == Some("pub")).then_some(())?;
    let kinds = ["fn", "struct", "enum", "trait", "type", "static", "const"];
    // `pub const fn NAME` is a function, and `pub const NAME` a constant.
    let words: Vec<&str> = words.filter(|word| !["crate", "super", "in", "async"].contains(word)).take(3).collect();
    match words[..] {
        ["const", "fn", name] => Some(name),
        [kind, name, ..] if kinds.contains(&kind) => Some(name),
        _ => None,
    }
}

/// The compiler does not tell of what a library makes public and nobody uses.
#[test]
fn nothing_is_public_that_only_tests_use() {
    let rooms =
        ["crates/core/src", "crates/influxdb2/src", "crates/database/src", "crates/influxdb3/src", "crates/reader/src"];
    let files: Vec<(String, String)> = rooms.into_iter().chain(["src", "crates/bench/src"]).flat_map(sources).collect();
    let (mut made, mut said) = (Vec::new(), BTreeMap::new());
    for (file, text) in files.iter().filter(|(file, _)| !file.ends_with("tests.rs")) {
        for (at, line) in production(text) {
            made.extend(given_name(line).map(|name| (name, format!("{file}:{at}"))));
            for word in line.split(|c: char| !c.is_alphanumeric() && c != '_') {
                *said.entry(word).or_insert(0) += 1;
            }
        }
    }
    let times = |name: &str| made.iter().filter(|(made, _)| *made == name).count();
    let dead = made.iter().filter(|(name, _)| said[name] <= times(name) && !FOR_TESTS.contains(name));
    let dead: Vec<String> = dead.map(|(name, place)| format!("{place} {name}")).collect();
    assert!(dead.is_empty(), "nobody uses these but tests:\n{}", dead.join("\n"));
}
