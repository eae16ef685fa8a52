//! Tells which crates take the room in the module, from the names that it carries before wasm-opt removes them.
//!
//! The figures are of that earlier module, so they show proportions and not what is shipped. A generic function counts
//! for the crate that wrote it, not for the one that used it.

use std::collections::BTreeMap;

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
    let mut sections = Reader(module.strip_prefix(b"\0asm\x01\0\0\0")?);
    while !sections.0.is_empty() {
        let id = sections.byte()?;
        let mut section = sections.part()?;
        match id {
            0 if section.part()?.0 == b"name" => names = function_names(section)?,
            2 => imported = imported_functions(section)?,
            10 => {
                for _ in 0..section.number()? {
                    bodies.push(section.part()?.0.len());
                }
            }
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
        let mut list = section.part()?;
        if kind == 1 {
            for _ in 0..list.number()? {
                let place = list.number()?;
                names.insert(place, String::from_utf8_lossy(list.part()?.0).into_owned());
            }
        }
    }
    Some(names)
}

/// Imported functions are numbered before those that have a body.
fn imported_functions(mut section: Reader) -> Option<usize> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.part()?;
        section.part()?;
        match section.byte()? {
            0 => {
                section.number()?;
                functions += 1;
            }
            // A table: its type, then its limits.
            1 => {
                section.byte()?;
                section.limits()?;
            }
            // A memory: its limits.
            2 => section.limits()?,
            // A global: its type and whether it changes.
            3 => {
                section.byte()?;
                section.byte()?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

/// The crate of a function, from a name such as `<alloc::vec::Vec<T> as core::ops::Drop>::drop`.
fn crate_of(name: &str) -> &str {
    let start = name.trim_start_matches(|letter: char| !letter.is_alphabetic() && letter != '_');
    let start =
        ["mut ", "dyn ", "const "].into_iter().fold(start, |name, word| name.strip_prefix(word).unwrap_or(name));
    let end = start.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(start.len());
    if start[end..].starts_with("::") || start[end..].starts_with('[') { &start[..end] } else { "without a crate" }
}

/// Reads the parts of a module in their order; everything ends in `None` when the module is cut short.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Bytes that are preceded by their number.
    fn part(&mut self) -> Option<Reader<'a>> {
        let length = self.number()?;
        let (part, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(Reader(part))
    }

    fn limits(&mut self) -> Option<()> {
        let has_most = self.byte()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Some(())
    }
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

    #[test]
    fn what_is_no_module_or_is_cut_short_is_not_counted() {
        for module in [b"".as_slice(), b"GIF89a", b"\0asm\x01\0\0\0\x0a\x7f\x01"] {
            assert_eq!(by_crate(module), None);
        }
    }
}
