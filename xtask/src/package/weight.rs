//! Tells which crates take the room in the module, from the names that it carries before wasm-opt removes them.
//!
//! The figures are of that earlier module, so they show proportions and not what is shipped. A generic function counts
//! for the crate that wrote it, not for the one that used it.

use std::collections::BTreeMap;

use crate::package::module::{self, Reader};

/// How many crates are shown.
const SHOWN: usize = 10;

/// Prints the heaviest crates; prints nothing when the module cannot be read.
pub fn print(module: &[u8]) {
    let Some(mut crates) = by_crate(module) else {
        return;
    };
    crates.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    println!("\n  Code before wasm-opt, by crate");
    for (name, size) in crates.iter().take(SHOWN) {
        println!("  {:>6} kB  {name}", size / 1000);
    }
    let rest: usize = crates.iter().skip(SHOWN).map(|(_, size)| size).sum();
    println!("  {:>6} kB  {} others", rest / 1000, crates.len().saturating_sub(SHOWN));
}

/// The size of all function bodies, summed by the crate that the function's name begins with.
fn by_crate(module: &[u8]) -> Option<Vec<(String, usize)>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut names = BTreeMap::new();
    for section in module::sections(module)? {
        let mut rest = Reader(section.content);
        match section.id {
            // Imported functions are numbered before those that have a body.
            module::IMPORTS => imported = module::imports(rest.0)?.iter().filter(|import| import.kind == 0).count(),
            module::CODE => {
                for _ in 0..rest.number()? {
                    bodies.push(rest.part()?.len());
                }
            }
            module::CUSTOM if rest.part()? == b"name" => names = function_names(rest)?,
            _ => {}
        }
    }
    let mut sums = BTreeMap::new();
    for (place, size) in bodies.iter().enumerate() {
        let name = names.get(&(imported + place)).map_or("without a name", |name| crate_of(name));
        *sums.entry(name.to_owned()).or_insert(0) += size;
    }
    Some(sums.into_iter().collect())
}

fn function_names(mut section: Reader) -> Option<BTreeMap<usize, String>> {
    let mut names = BTreeMap::new();
    while !section.0.is_empty() {
        let kind = section.byte()?;
        let mut list = Reader(section.part()?);
        if kind == 1 {
            for _ in 0..list.number()? {
                let place = list.number()?;
                names.insert(place, String::from_utf8_lossy(list.part()?).into_owned());
            }
        }
    }
    Some(names)
}

/// The crate of a function, from a name such as `<alloc::vec::Vec<T> as core::ops::Drop>::drop`.
fn crate_of(name: &str) -> &str {
    let start = name.trim_start_matches(|letter: char| !letter.is_alphabetic() && letter != '_');
    let start =
        ["mut ", "dyn ", "const "].into_iter().fold(start, |name, word| name.strip_prefix(word).unwrap_or(name));
    let end = start.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(start.len());
    if start[end..].starts_with("::") || start[end..].starts_with('[') { &start[..end] } else { "without a crate" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_that_its_name_begins_with() {
        for (name, expected) in [
            ("serde_json::de::from_slice::h1234", "serde_json"),
            ("<alloc::vec::Vec<T> as core::ops::Drop>::drop", "alloc"),
            ("<&mut core::fmt::Formatter as core::fmt::Write>::write_str", "core"),
            ("__rustc[b7974e8690430dd9]::rust_panic", "__rustc"),
            ("__wbindgen_malloc", "without a crate"),
            ("", "without a crate"),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn bodies_are_matched_to_names_past_the_imported_functions() {
        let module = [
            b"\0asm\x01\0\0\0".as_slice(),
            &[2, 7, 1, 1, b'm', 1, b'f', 0, 0],
            &[10, 8, 2, 2, 0, 0x0b, 3, 0, 1, 0x0b],
            &[
                0, 21, 4, b'n', b'a', b'm', b'e', 1, 14, 2, 1, 4, b'a', b':', b':', b'x', 2, 5, b'b', b'b', b':', b':',
                b'y',
            ],
        ]
        .concat();
        assert_eq!(by_crate(&module), Some(vec![("a".to_owned(), 2), ("bb".to_owned(), 3)]));
    }
}
