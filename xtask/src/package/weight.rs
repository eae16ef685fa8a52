//! Tells which crates take the room in the module, from the linker's map of it.
//!
//! The figures are from before wasm-opt, so they show proportions and not what is shipped. A generic function counts for
//! the crate that wrote it, not for the one that used it.

use std::collections::BTreeMap;

use crate::build::Console;
use crate::failure::Result;
use crate::package::read_text;

/// How many crates are shown.
const SHOWN: usize = 12;

/// Prints the heaviest crates of a console.
pub fn print(console: Console) -> Result {
    let mut crates: Vec<(String, u64)> = by_crate(&read_text(&console.map())?).into_iter().collect();
    crates.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    println!("\n  What takes the room in {}: code before wasm-opt, by crate", console.program());
    for (name, size) in crates.iter().take(SHOWN) {
        println!("  {:>6} kB  {name}", size / 1000);
    }
    let rest: u64 = crates.iter().skip(SHOWN).map(|(_, size)| size).sum();
    println!("  {:>6} kB  {} others", rest / 1000, crates.len().saturating_sub(SHOWN));
    Ok(())
}

/// The size of all functions, summed by the crate that the function's name begins with.
fn by_crate(map: &str) -> BTreeMap<String, u64> {
    let mut sums = BTreeMap::new();
    let code =
        map.lines().skip_while(|line| !line.ends_with(" CODE")).skip(1).take_while(|line| !line.ends_with(" DATA"));
    for (symbol, size) in code.filter_map(function) {
        let name = rustc_demangle::demangle(symbol).to_string();
        *sums.entry(crate_of(&name).to_owned()).or_insert(0) += size;
    }
    sums
}

/// The symbol and size of a function, from a line of the map: address, offset, size, and what is there. Lines for the
/// part of an object file in which it lies are passed over.
fn function(line: &str) -> Option<(&str, u64)> {
    let mut words = line.split_whitespace();
    let size = u64::from_str_radix(words.nth(2)?, 16).ok()?;
    let symbol = words.next()?;
    (!symbol.contains(":(")).then_some((symbol, size))
}

/// The crate of a function, from a name such as `<alloc::vec::Vec<T> as core::ops::Drop>::drop`.
fn crate_of(name: &str) -> &str {
    let path = first_crate(name);
    // What a crate offers for any type is named after a parameter, and after the trait that it carries out.
    path.or_else(|| first_crate(name.split_once(" as ")?.1)).unwrap_or("without a crate")
}

fn first_crate(name: &str) -> Option<&str> {
    let start = name.trim_start_matches(|letter: char| !letter.is_alphabetic() && letter != '_');
    let start =
        ["mut ", "dyn ", "const "].into_iter().fold(start, |name, word| name.strip_prefix(word).unwrap_or(name));
    let end = start.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(start.len());
    (start[end..].starts_with("::") || start[end..].starts_with('[')).then_some(&start[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_summed_by_crate_and_nothing_else_of_the_map_is() {
        let map = "    Addr      Off     Size Out     In      Symbol\n\
            -       8      22b TYPE\n\
            -   4fae6   1fc704 CODE\n\
            -   4fae8       18         /a/b.o:(_ZN13token_console4main17hd120f6ccf02c1e2dE)\n\
            -   4fae8       18                 _ZN13token_console4main17hd120f6ccf02c1e2dE\n\
            -   4fb00       10                 _RNvNtCsgXGp5Oqx2Ny_4core3str5index\n\
            -   4fb10        8                 _ZN4core3fmt5write17hd120f6ccf02c1e2dE\n\
            -   4fb18        1                 __wbindgen_malloc\n\
            -  24c1ea    25f4f DATA\n\
            0       0        9                 _ZN4core3str1a17hd120f6ccf02c1e2dE\n";
        let expected = [("core", 0x18), ("token_console", 0x18), ("without a crate", 1)]
            .map(|(name, size)| (name.to_owned(), size));
        assert_eq!(by_crate(map), BTreeMap::from(expected));
    }

    #[test]
    fn a_function_belongs_to_the_crate_that_its_name_begins_with() {
        for (name, expected) in [
            ("serde_json::de::from_slice::h1234", "serde_json"),
            ("<alloc::vec::Vec<T> as core::ops::Drop>::drop", "alloc"),
            ("<&mut core::fmt::Formatter as core::fmt::Write>::write_str", "core"),
            ("__rustc[b7974e8690430dd9]::rust_panic", "__rustc"),
            ("<T as tachys::view::Render>::build::h12", "tachys"),
            ("__wbindgen_malloc", "without a crate"),
            ("", "without a crate"),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }
}
