//! What the console costs to fetch, file by file, and the limits that it must keep.

use std::path::Path;

use crate::failure::{Failure, Result};
use crate::package::page::Page;
use crate::package::{files_in, read_text};

/// What something takes on the wire, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Size {
    /// From a server that sends the stored Brotli variants.
    brotli: u64,
    /// From influxd, which sends the files as they are.
    plain: u64,
}

impl Size {
    fn is_over(self, most: Self) -> bool {
        self.brotli > most.brotli || self.plain > most.plain
    }

    fn shown(self) -> String {
        format!("{} kB with Brotli, {} kB from influxd", kilobytes(self.brotli), kilobytes(self.plain))
    }
}

/// Everything over this is refused.
const LIMIT: Size = Size { brotli: 580_000, plain: 760_000 };

/// A part that is loaded later, over this, is refused.
const PART_LIMIT: Size = Size { brotli: 170_000, plain: 200_000 };

/// What is aimed at.
const GOAL: Size = Size { brotli: 500_000, plain: 680_000 };

/// Prints the sizes of all files, page by page, and fails when what a page needs exceeds the limits.
pub fn hold(dir: &Path) -> Result {
    let mut pages = Vec::new();
    for name in files_in(dir)?.iter().filter_map(|file| file.to_str()).filter(|name| name.ends_with(".html")) {
        pages.push((name.to_owned(), Page::new(read_text(&dir.join(name))?)));
    }
    let verdicts: Vec<Result> = pages.iter().map(|page| hold_page(dir, page, &pages)).collect();
    verdicts.into_iter().collect()
}

/// What is there for a page: everything but other pages and what those alone ask for. What its script asks for later is
/// held to a limit of its own.
fn hold_page(dir: &Path, (page, own): &(String, Page), all: &[(String, Page)]) -> Result {
    let own = own.files();
    let later = parts_of(dir, &own)?;
    let mut of_others = Vec::new();
    for (name, page) in all.iter().filter(|(name, _)| name != page) {
        let files = page.files();
        of_others.extend(parts_of(dir, &files)?);
        of_others.extend(files);
        of_others.push(name.clone());
    }
    let mut total = Size::default();
    let mut verdicts = Vec::new();
    println!("\n  {:>9}  {:>9}", "brotli", "influxd");
    for file in files_in(dir)? {
        let name = file.to_string_lossy().replace('\\', "/");
        // A visitor fetches no list of headers, and a compressed variant in the place of its file.
        let is_beside = name == "_headers" || name.ends_with(".br") || name.ends_with(".gz");
        if is_beside || (of_others.contains(&name) && !own.contains(&name)) {
            continue;
        }
        let size = size_of(&dir.join(&file))?;
        if later.contains(&name) {
            verdicts.push((name, size));
            continue;
        }
        total.brotli += size.brotli;
        total.plain += size.plain;
        println!("{}", row(size, &name));
    }
    println!("{}", row(total, &format!("together, for {page}")));
    println!("{}", row(GOAL, "goal"));
    println!("{}", row(LIMIT, "limit"));
    for (name, size) in &verdicts {
        println!("{}", row(*size, &format!("{name}, later")));
        if size.is_over(PART_LIMIT) {
            return Err(Failure::because(format!(
                "{name} is over the limit of a part that is loaded later: {}; allowed are {}.",
                size.shown(),
                PART_LIMIT.shown()
            )));
        }
    }
    println!();
    verdict(page, total).map(|sentence| println!("{sentence}"))
}

/// What the scripts of a page ask for later: the files that they name.
fn parts_of(dir: &Path, files: &[String]) -> Result<Vec<String>> {
    let mut scripts = String::new();
    for script in files.iter().filter(|name| name.ends_with(".js")) {
        scripts += &read_text(&dir.join(script))?;
    }
    let names = files_in(dir)?.into_iter().map(|file| file.to_string_lossy().into_owned());
    Ok(names.filter(|name| name.ends_with(".bin") && scripts.contains(name.as_str())).collect())
}

fn size_of(file: &Path) -> Result<Size> {
    let length = |file: &Path| std::fs::metadata(file).map(|about| about.len());
    let plain = length(file).map_err(|error| Failure::with_file("read", file, &error))?;
    // What has no variant is sent as it is.
    Ok(Size { plain, brotli: length(&file.with_added_extension("br")).unwrap_or(plain) })
}

fn row(size: Size, name: &str) -> String {
    format!("  {:>6} kB  {:>6} kB  {name}", kilobytes(size.brotli), kilobytes(size.plain))
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

/// Whether a page of that size may be shipped, in a sentence either way.
fn verdict(page: &str, total: Size) -> Result<String> {
    let shown = total.shown();
    if total.is_over(LIMIT) {
        return Err(Failure::because(format!(
            "{page} is over the size limit: {shown}; allowed are {} and {} kB. The tables above show what takes the room.",
            LIMIT.brotli / 1000,
            LIMIT.plain / 1000
        )));
    }
    let goal = if total.is_over(GOAL) { "over the goal" } else { "within the goal" };
    Ok(format!("{page}: {shown}; within the limit, {goal}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_limit_alone_is_enough_to_refuse() {
        for (brotli, plain, expected) in [
            (500_000, 680_000, Some("within the goal")),
            (500_001, 1, Some("over the goal")),
            (580_000, 760_000, Some("over the goal")),
            (580_001, 1, None),
            (1, 760_001, None),
        ] {
            let verdict = verdict("index.html", Size { brotli, plain });
            match expected {
                Some(part) => assert!(verdict.as_ref().is_ok_and(|sentence| sentence.contains(part)), "{verdict:?}"),
                None => assert!(verdict.is_err(), "{brotli} {plain}"),
            }
        }
    }

    #[test]
    fn sizes_are_in_thousands_of_bytes() {
        assert_eq!(row(Size { brotli: 99, plain: 129_302 }, "a"), "     0.0 kB   129.3 kB  a");
    }

    /// What the page's script asks for later is left out of what the page starts with, and has a limit of its own.
    #[test]
    fn a_part_that_is_loaded_later_counts_for_itself() {
        let dir = std::env::temp_dir().join(format!("xtask-size-part-{}", std::process::id()));
        let write = |name: &str, content: &[u8]| {
            crate::build::write(&dir.join(name), content).expect("the temporary folder takes files");
        };
        write("index.html", b"<script src=./console-a.js></script><link href=./console-b.bin>");
        write("cluster.html", b"<script src=./console-c.js></script>");
        write("console-a.js", b"loadPart('./console-p.bin')");
        write("console-b.bin", &vec![0; 500_000]);
        write("console-c.js", b"");
        for (bytes, fits) in [(170_000, true), (170_001, false)] {
            write("console-p.bin", &vec![0; bytes]);
            let held = hold(&dir);
            assert_eq!(held.is_ok(), fits, "{held:?}");
            assert!(held.is_ok() || held.is_err_and(|why| why.to_string().contains("console-p.bin")));
        }
        std::fs::remove_dir_all(&dir).expect("the folder is ours");
    }
}
