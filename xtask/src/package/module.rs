//! Reads and writes the outer form of a WebAssembly module: its sections, and what lies in the simple ones.

use std::collections::BTreeMap;

/// A section: its number, as the specification gives it, and its content.
pub struct Section<'a> {
    pub id: u8,
    pub content: &'a [u8],
}

pub const CUSTOM: u8 = 0;
pub const IMPORTS: u8 = 2;
pub const EXPORTS: u8 = 7;
/// The function that the module begins with by itself.
pub const ENTRY: u8 = 8;
pub const CODE: u8 = 10;
pub const DATA: u8 = 11;

const I32_CONST: u8 = 0x41;
const END: u8 = 0x0b;

const START: &[u8] = b"\0asm\x01\0\0\0";

/// The sections of a module in their order; `None` for what is no module or is cut short.
pub fn sections(module: &[u8]) -> Option<Vec<Section<'_>>> {
    let mut rest = Reader(module.strip_prefix(START)?);
    let mut sections = Vec::new();
    while !rest.0.is_empty() {
        sections.push(Section { id: rest.byte()?, content: rest.part()? });
    }
    Some(sections)
}

/// A module of these sections.
pub fn assembled<'a>(sections: impl Iterator<Item = (u8, &'a [u8])>) -> Vec<u8> {
    let mut module = START.to_vec();
    for (id, content) in sections {
        module.push(id);
        write_part(&mut module, content);
    }
    module
}

/// Writes a number in as few bytes as it takes.
pub fn write_number(to: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        to.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// Writes a number that is not negative in the form that constants have.
pub fn write_signed(to: &mut Vec<u8>, mut number: usize) {
    while number >= 0x40 {
        to.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// Writes bytes, preceded by their number.
pub fn write_part(to: &mut Vec<u8>, part: &[u8]) {
    write_number(to, part.len());
    to.extend_from_slice(part);
}

/// Reads the parts of a section in their order; everything ends in `None` when it is cut short.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub fn number(&mut self) -> Option<usize> {
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
    pub fn part(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        let (part, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(part)
    }

    pub fn name(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.part()?).ok()
    }
}

/// What a module wants from outside.
pub struct Import<'a> {
    /// The module that it is from.
    pub from: &'a str,
    pub name: &'a str,
    /// 0 for a function.
    pub kind: u8,
    /// The kind and what it says about its type, as it is written.
    pub described: &'a [u8],
}

/// The content of the section of imports.
pub fn imports(content: &[u8]) -> Option<Vec<Import<'_>>> {
    let mut rest = Reader(content);
    (0..rest.number()?)
        .map(|_| {
            let (from, name) = (rest.name()?, rest.name()?);
            let described = rest.0;
            let kind = rest.byte()?;
            match kind {
                0 => drop(rest.number()?),
                // A table begins with the type of what it holds; its limits are those of a memory.
                1 | 2 => {
                    if kind == 1 {
                        rest.byte()?;
                    }
                    let has_most = rest.byte()? & 1 == 1;
                    rest.number()?;
                    if has_most {
                        rest.number()?;
                    }
                }
                // A global: its type and whether it changes.
                3 => drop((rest.byte()?, rest.byte()?)),
                _ => return None,
            }
            Some(Import { from, name, kind, described: &described[..described.len() - rest.0.len()] })
        })
        .collect()
}

/// What a module offers.
pub struct Export<'a> {
    pub name: &'a str,
    /// The kind and the number, as they are written.
    pub described: &'a [u8],
}

/// The content of the section of exports.
pub fn exports(content: &[u8]) -> Option<Vec<Export<'_>>> {
    let mut rest = Reader(content);
    (0..rest.number()?)
        .map(|_| {
            let name = rest.name()?;
            let described = rest.0;
            rest.byte()?;
            rest.number()?;
            Some(Export { name, described: &described[..described.len() - rest.0.len()] })
        })
        .collect()
}

/// A segment of data that is copied to a place in the first memory when the module begins, and that place.
pub fn segment<'a>(rest: &mut Reader<'a>) -> Option<(usize, &'a [u8])> {
    (rest.number()? == 0 && rest.byte()? == I32_CONST).then_some(())?;
    let address = rest.number()?;
    (rest.byte()? == END).then_some(())?;
    Some((address, rest.part()?))
}

/// The names of functions, by number, from what follows the title of the section `name`.
pub fn function_names<'a>(mut section: Reader<'a>) -> Option<BTreeMap<usize, &'a str>> {
    let mut names = BTreeMap::new();
    while !section.0.is_empty() {
        let kind = section.byte()?;
        let mut list = Reader(section.part()?);
        if kind == 1 {
            for _ in 0..list.number()? {
                let function = list.number()?;
                names.insert(function, list.name()?);
            }
        }
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for number in [0, 1, 127, 128, 300, 16_383, 16_384, 1_103_438] {
            let mut bytes = Vec::new();
            write_number(&mut bytes, number);
            assert_eq!(Reader(&bytes).number(), Some(number));
        }
    }

    #[test]
    fn a_module_is_assembled_from_its_own_sections() {
        let module = [START, &[1, 1, 0], &[0, 3, 1, b'x', 9]].concat();
        let sections = sections(&module).expect("it is a module");
        assert_eq!(assembled(sections.iter().map(|section| (section.id, section.content))), module);
    }

    #[test]
    fn every_kind_of_import_is_passed_over_whole() {
        let content = [
            [4].as_slice(),
            &[1, b'm', 1, b'f', 0, 5],
            &[1, b'm', 1, b't', 1, 0x70, 1, 2, 9],
            &[1, b'm', 1, b'y', 2, 0, 17],
            &[1, b'm', 1, b'g', 3, 0x7f, 1],
        ]
        .concat();
        let imports = imports(&content).expect("the section is whole");
        assert_eq!(imports.iter().map(|import| import.name).collect::<String>(), "ftyg");
        assert_eq!(imports[1].described, [1, 0x70, 1, 2, 9]);
    }

    #[test]
    fn what_is_no_module_or_is_cut_short_is_not_read() {
        for module in [b"".as_slice(), b"GIF89a", b"\0asm\x01\0\0\0\x0a\x7f\x01"] {
            assert!(sections(module).is_none());
        }
        assert!(imports(&[2, 1, b'm', 1, b'f', 0, 5]).is_none());
        assert!(exports(&[1, 1]).is_none());
    }
}
