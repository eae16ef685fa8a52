//! What a first visit costs, file by file, and the limits that it must keep.

use std::path::Path;

use crate::failure::{Done, Failure};
use crate::package::files_in;
use crate::package::page::Page;

/// What something weighs as it is and as Brotli sends it, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Size {
    raw: u64,
    brotli: u64,
}

/// Everything over this is refused.
const LIMIT: Size = Size { raw: 1_000_000, brotli: 300_000 };

/// What is fetched once somebody is signed in may weigh so much; it comes while they look at the list.
const LATER_LIMIT: Size = Size { raw: 1_200_000, brotli: 370_000 };

/// What is aimed at.
const GOAL: Size = Size { raw: 650_000, brotli: 200_000 };

/// Prints the sizes of all files, and fails when the first visit exceeds the limits.
pub fn hold(dir: &Path, page: &Page) -> Done {
    let first = page.first_load();
    let mut total = Size::default();
    let mut later = Vec::new();
    println!("\n  {:>9}  {:>9}  First visit", "raw", "brotli");
    for file in files_in(dir)? {
        let name = file.to_string_lossy().replace('\\', "/");
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let size = size_of(&dir.join(&file))?;
        if first.contains(&name) {
            total.raw += size.raw;
            total.brotli += size.brotli;
            println!("{}", row(size, &name));
        } else {
            later.push((size, name));
        }
    }
    println!("{}", row(total, "together"));
    println!("{}", row(GOAL, "goal"));
    println!("{}", row(LIMIT, "limit"));
    if !later.is_empty() {
        println!("  {:>9}  {:>9}  Only when asked for", "", "");
    }
    let mut after = Size::default();
    for (size, name) in later {
        println!("{}", row(size, &name));
        if name.ends_with(".wasm") {
            after.raw += size.raw;
            after.brotli += size.brotli;
        }
    }
    println!();
    hold_later(after)?;
    verdict(total).map(|sentence| println!("{sentence}"))
}

fn size_of(file: &Path) -> Done<Size> {
    let length = |file: &Path| std::fs::metadata(file).map(|about| about.len());
    let raw = length(file).map_err(|error| Failure::with_file("read", file, &error))?;
    let mut variant = file.as_os_str().to_owned();
    variant.push(".br");
    // What has no variant is sent as it is.
    Ok(Size { raw, brotli: length(Path::new(&variant)).unwrap_or(raw) })
}

fn row(size: Size, name: &str) -> String {
    format!("  {:>6} kB  {:>6} kB  {name}", kilobytes(size.raw), kilobytes(size.brotli))
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

/// Refuses a later part that is too large.
fn hold_later(size: Size) -> Done {
    if size.raw <= LATER_LIMIT.raw && size.brotli <= LATER_LIMIT.brotli {
        return Ok(());
    }
    Err(Failure::because(format!(
        "What is loaded later is over its size limit: {} kB raw, {} kB brotli; allowed are {} kB raw and {} kB brotli.",
        kilobytes(size.raw),
        kilobytes(size.brotli),
        LATER_LIMIT.raw / 1000,
        LATER_LIMIT.brotli / 1000
    )))
}

/// Whether a first visit of that size may be shipped, in a sentence either way.
fn verdict(total: Size) -> Done<String> {
    let shown = format!("{} kB raw, {} kB brotli", kilobytes(total.raw), kilobytes(total.brotli));
    if total.raw > LIMIT.raw || total.brotli > LIMIT.brotli {
        return Err(Failure::because(format!(
            "The first visit is over the size limit: {shown}; allowed are {} kB raw and {} kB brotli. The tables above show what takes the room.",
            LIMIT.raw / 1000,
            LIMIT.brotli / 1000
        )));
    }
    let goal = if total.raw > GOAL.raw || total.brotli > GOAL.brotli { "over the goal" } else { "within the goal" };
    Ok(format!("First visit: {shown}; within the limit, {goal}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_limit_alone_is_enough_to_refuse() {
        for (raw, brotli, expected) in [
            (650_000, 200_000, Some("within the goal")),
            (650_001, 1, Some("over the goal")),
            (1_000_000, 300_000, Some("over the goal")),
            (1_000_001, 1, None),
            (1, 300_001, None),
        ] {
            let verdict = verdict(Size { raw, brotli });
            match expected {
                Some(part) => assert!(verdict.as_ref().is_ok_and(|said| said.contains(part)), "{verdict:?}"),
                None => assert!(verdict.is_err(), "{raw} {brotli}"),
            }
        }
    }

    #[test]
    fn what_is_loaded_later_has_a_limit_of_its_own() {
        assert!(hold_later(LATER_LIMIT).is_ok());
        for grown in
            [Size { raw: LATER_LIMIT.raw + 1, ..LATER_LIMIT }, Size { brotli: LATER_LIMIT.brotli + 1, ..LATER_LIMIT }]
        {
            assert!(hold_later(grown).is_err());
        }
    }

    #[test]
    fn sizes_are_told_in_thousands_of_bytes() {
        assert_eq!(row(Size { raw: 129_302, brotli: 99 }, "a"), "   129.3 kB     0.0 kB  a");
    }
}
