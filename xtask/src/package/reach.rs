//! Finds out what the first page can do without: every function and every piece of data that can be reached only
//! through a door.
//!
//! It reads the module as the linker wrote it, with `--emit-relocs`: then it says for every place in the code and in the
//! data which function or which data is meant there, so that nothing has to be guessed. wasm-bindgen comes after the
//! linker and renumbers functions, which is why the result names them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::package::module::{self, Reader};

/// What is needed only behind the doors.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Later {
    /// The names of the functions. One that several functions have is here only if all of them are behind the doors.
    pub functions: BTreeSet<String>,
    /// The addresses of the data, in their order, without those that touch.
    pub data: Vec<Range<usize>>,
}

/// Reads a linked module; `None` if it is not what the linker writes with `--emit-relocs`.
pub fn later(module: &[u8], is_door: impl Fn(&str) -> bool) -> Option<Later> {
    let linked = Linked::read(module)?;
    let reached = linked.reached(&is_door);
    let mut functions = BTreeSet::new();
    let mut needed = BTreeSet::new();
    for (number, name) in &linked.names {
        if reached.contains(&Node::Function(*number)) && !is_door(name) {
            needed.insert(name.as_str());
        } else {
            functions.insert(name.clone());
        }
    }
    functions.retain(|name| !needed.contains(name.as_str()));
    let mut data: Vec<Range<usize>> = Vec::new();
    for (symbol, place) in linked.symbols.iter().enumerate() {
        let Symbol::Data(place) = place else { continue };
        if !place.is_empty() && !reached.contains(&Node::Data(symbol)) {
            data.push(place.clone());
        }
    }
    // Two symbols may share a place, as equal constants do; one that is needed keeps it.
    let kept: Vec<&Range<usize>> = linked
        .symbols
        .iter()
        .enumerate()
        .filter_map(|(symbol, place)| match place {
            Symbol::Data(place) if reached.contains(&Node::Data(symbol)) => Some(place),
            _ => None,
        })
        .collect();
    data.retain(|range| !kept.iter().any(|kept| kept.start < range.end && range.start < kept.end));
    Some(Later { functions, data: joined(data) })
}

/// Ranges in their order, those that touch as one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// A function by its number, or data by the number of its symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Function(usize),
    Data(usize),
}

/// What a symbol stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Symbol {
    Function(usize),
    /// At these addresses.
    Data(Range<usize>),
    Other,
}

struct Linked {
    symbols: Vec<Symbol>,
    /// As wasm-bindgen will write them.
    names: BTreeMap<usize, String>,
    /// What is meant from where: pairs of a node and a symbol.
    edges: BTreeMap<Node, Vec<usize>>,
    roots: Vec<usize>,
}

impl Linked {
    fn read(module: &[u8]) -> Option<Self> {
        let sections = module::sections(module)?;
        let (mut imported, mut roots, mut names) = (0, Vec::new(), BTreeMap::new());
        let (mut bodies, mut segments) = (Vec::new(), Vec::new());
        let (mut symbols, mut places) = (Vec::new(), Vec::new());
        for section in &sections {
            let mut rest = Reader(section.content);
            match section.id {
                module::IMPORTS => {
                    imported = module::imports(section.content)?.iter().filter(|import| import.kind == 0).count();
                }
                module::EXPORTS => {
                    for export in module::exports(section.content)? {
                        if export.described[0] == 0 {
                            roots.push(Reader(&export.described[1..]).number()?);
                        }
                    }
                }
                module::ENTRY => roots.push(rest.number()?),
                module::CODE => bodies = parts(section.content, |rest| rest.part().map(|part| (0, part.len())))?,
                module::DATA => segments = parts(section.content, segment)?,
                module::CUSTOM => match rest.part()? {
                    b"name" => {
                        let written = module::function_names(rest)?.into_iter();
                        names = written.map(|(number, name)| (number, demangled(name))).collect();
                    }
                    b"linking" => symbols = read_symbols(rest, &segments)?,
                    b"reloc.CODE" => places.extend(read_places(rest)?.into_iter().map(|(at, to)| (true, at, to))),
                    b"reloc.DATA" => places.extend(read_places(rest)?.into_iter().map(|(at, to)| (false, at, to))),
                    _ => {}
                },
                _ => {}
            }
        }
        // Without places nothing would seem to be reached from anywhere.
        (!places.is_empty() && !symbols.is_empty()).then_some(())?;
        let mut data: Vec<(Range<usize>, usize)> = Vec::new();
        for (number, symbol) in symbols.iter().enumerate() {
            if let Symbol::Data(place) = symbol {
                data.push((place.clone(), number));
            }
        }
        data.sort_by_key(|(place, _)| place.start);
        let longest = data.iter().map(|(place, _)| place.len()).max().unwrap_or(0);
        let mut edges: BTreeMap<Node, Vec<usize>> = BTreeMap::new();
        for (in_code, at, to) in places {
            if in_code {
                let place = bodies.partition_point(|body| body.content.end <= at);
                bodies.get(place).filter(|body| body.content.contains(&at))?;
                edges.entry(Node::Function(imported + place)).or_default().push(to);
            } else {
                let segment = segments.iter().find(|segment| segment.content.contains(&at))?;
                let address = segment.address + (at - segment.content.start);
                // Symbols may lie in each other; all that cover the place mean what is there.
                let end = data.partition_point(|(place, _)| place.start <= address);
                let near = data[..end].iter().rev().take_while(|(place, _)| place.start + longest > address);
                for (_, number) in near.filter(|(place, _)| place.contains(&address)) {
                    edges.entry(Node::Data(*number)).or_default().push(to);
                }
            }
        }
        Some(Self { symbols, names, edges, roots })
    }

    /// What can be reached from what the glue calls, without going through a door.
    fn reached(&self, is_door: &impl Fn(&str) -> bool) -> BTreeSet<Node> {
        let is_closed = |node: &Node| match node {
            Node::Function(number) => self.names.get(number).is_some_and(|name| is_door(name)),
            Node::Data(_) => false,
        };
        let mut reached = BTreeSet::new();
        let mut next: Vec<Node> = self.roots.iter().map(|root| Node::Function(*root)).collect();
        while let Some(node) = next.pop() {
            if !reached.insert(node) || is_closed(&node) {
                continue;
            }
            for symbol in self.edges.get(&node).into_iter().flatten() {
                match self.symbols.get(*symbol) {
                    Some(Symbol::Function(number)) => next.push(Node::Function(*number)),
                    Some(Symbol::Data(_)) => next.push(Node::Data(*symbol)),
                    Some(Symbol::Other) | None => {}
                }
            }
        }
        reached
    }
}

fn demangled(name: &str) -> String {
    rustc_demangle::try_demangle(name).map_or_else(|_| name.to_owned(), |name| name.to_string())
}

/// A part of a section: a body of code, or a segment of data.
struct Part {
    /// Where it begins in memory; only segments lie there.
    address: usize,
    /// Where its bytes are in the section.
    content: Range<usize>,
}

/// The parts of a section; `read` passes one over and gives its address and its length.
fn parts(content: &[u8], read: impl Fn(&mut Reader) -> Option<(usize, usize)>) -> Option<Vec<Part>> {
    let mut rest = Reader(content);
    (0..rest.number()?)
        .map(|_| {
            let (address, length) = read(&mut rest)?;
            let end = content.len() - rest.0.len();
            Some(Part { address, content: end - length..end })
        })
        .collect()
}

fn segment(rest: &mut Reader) -> Option<(usize, usize)> {
    let (address, bytes) = module::segment(rest)?;
    Some((address, bytes.len()))
}

/// The symbols of the section `linking`.
fn read_symbols(mut rest: Reader, segments: &[Part]) -> Option<Vec<Symbol>> {
    const TABLE: u8 = 8;
    const UNDEFINED: usize = 0x10;
    const EXPLICIT_NAME: usize = 0x40;
    (rest.number()? == 2).then_some(())?;
    let mut symbols = Vec::new();
    while !rest.0.is_empty() {
        let kind = rest.byte()?;
        let mut list = Reader(rest.part()?);
        if kind != TABLE {
            continue;
        }
        for _ in 0..list.number()? {
            let (kind, flags) = (list.byte()?, list.number()?);
            let is_defined = flags & UNDEFINED == 0;
            symbols.push(match kind {
                1 => {
                    list.part()?;
                    if is_defined {
                        let (number, offset, size) = (list.number()?, list.number()?, list.number()?);
                        let start = segments.get(number)?.address + offset;
                        Symbol::Data(start..start + size)
                    } else {
                        Symbol::Other
                    }
                }
                3 => {
                    list.number()?;
                    Symbol::Other
                }
                0 | 2 | 4 | 5 => {
                    let number = list.number()?;
                    if is_defined || flags & EXPLICIT_NAME != 0 {
                        list.part()?;
                    }
                    if kind == 0 { Symbol::Function(number) } else { Symbol::Other }
                }
                _ => return None,
            });
        }
    }
    Some(symbols)
}

/// Pairs of a place in the section that is spoken of, and the symbol that is meant there.
fn read_places(mut rest: Reader) -> Option<Vec<(usize, usize)>> {
    rest.number()?;
    let mut places = Vec::new();
    for _ in 0..rest.number()? {
        let (kind, at, symbol) = (rest.number()?, rest.number()?, rest.number()?);
        match kind {
            // The type of an indirect call: no symbol.
            6 => {}
            // Functions, places in the table of functions, globals, and tables.
            0..=2 | 7 | 12 | 13 | 20 | 26 => places.push((at, symbol)),
            // Addresses, and offsets into functions and sections: a number is added to them.
            3..=5 | 8 | 9 | 11 => {
                while rest.byte()? >= 0x80 {}
                places.push((at, symbol));
            }
            _ => return None,
        }
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::module::{write_number, write_part, write_signed};

    /// What a place means: a function that is called, a function in the table, or an address.
    const CALLED: u8 = 0;
    const IN_TABLE: u8 = 2;
    const ADDRESS: u8 = 4;
    const START: usize = 1000;
    /// Where the second piece of data lies.
    const SECOND: Range<usize> = START + 8..START + 16;

    /// A linked module: functions of eight bytes each, data of eight bytes each, and what is meant from where.
    ///
    /// The first symbols are the functions, the others the data; the first function is what the glue calls.
    fn linked(functions: &[&str], data: usize, meant: &[(From, u8, usize)]) -> Vec<u8> {
        let part = |bytes: &[u8]| {
            let mut part = Vec::new();
            write_part(&mut part, bytes);
            part
        };
        let count = functions.len() as u8;
        let code = [vec![count], functions.iter().flat_map(|_| part(&[0; 8])).collect()].concat();
        let mut segment = vec![1, 0, 0x41];
        write_signed(&mut segment, START);
        segment.push(0x0b);
        write_number(&mut segment, data * 8);
        let header = segment.len();
        segment.extend(vec![0; data * 8]);

        let mut table = vec![count + data as u8];
        for (number, name) in functions.iter().enumerate() {
            table.extend([vec![0, 0, number as u8], part(name.as_bytes())].concat());
        }
        for number in 0..data {
            table.extend([vec![1, 0], part(b"data"), vec![0, (number * 8) as u8, 8]].concat());
        }
        let places = |in_code: bool| {
            let of_section: Vec<_> =
                meant.iter().filter(|(from, ..)| matches!(from, From::Code(_)) == in_code).collect();
            let mut content = vec![0, of_section.len() as u8];
            for (from, kind, symbol) in of_section {
                let at = match from {
                    From::Code(function) => 1 + function * 9 + 3,
                    From::Data(number) => header + number * 8 + 4,
                };
                content.extend([*kind, at as u8, *symbol as u8]);
                if *kind == ADDRESS {
                    content.push(0);
                }
            }
            content
        };
        let names = functions.iter().enumerate().map(|(at, name)| [vec![at as u8], part(name.as_bytes())].concat());
        let names: Vec<u8> = [vec![count], names.collect::<Vec<_>>().concat()].concat();
        let sections = [
            (module::EXPORTS, vec![1, 1, b'e', 0, 0]),
            (module::CODE, code),
            (module::DATA, segment),
            (module::CUSTOM, [part(b"linking"), vec![2, 8], part(&table)].concat()),
            (module::CUSTOM, [part(b"reloc.CODE"), places(true)].concat()),
            (module::CUSTOM, [part(b"reloc.DATA"), places(false)].concat()),
            (module::CUSTOM, [part(b"name"), vec![1], part(&names)].concat()),
        ];
        module::assembled(sections.iter().map(|(id, content)| (*id, content.as_slice())))
    }

    enum From {
        Code(usize),
        Data(usize),
    }

    fn found(functions: &[&str], data: usize, meant: &[(From, u8, usize)]) -> (Vec<String>, Vec<Range<usize>>) {
        let later = later(&linked(functions, data, meant), |name| name == "door").expect("the module is whole");
        (later.functions.into_iter().collect(), later.data)
    }

    #[test]
    fn what_only_a_door_leads_to_is_needed_later_code_and_data() {
        let functions = ["start", "door", "page", "both"];
        let meant = [
            (From::Code(0), CALLED, 1),
            (From::Code(0), CALLED, 3),
            (From::Code(0), ADDRESS, 4),
            (From::Code(1), CALLED, 2),
            (From::Code(2), CALLED, 3),
            (From::Code(2), ADDRESS, 5),
        ];
        let (names, data) = found(&functions, 2, &meant);
        assert_eq!(names, ["door", "page"]);
        assert_eq!(data, [SECOND]);
    }

    #[test]
    fn a_function_in_data_is_reached_by_whoever_reaches_the_data() {
        let functions = ["start", "door", "called through a table", "called through another table"];
        let meant = [
            (From::Code(0), ADDRESS, 4),
            (From::Data(0), IN_TABLE, 2),
            (From::Code(0), CALLED, 1),
            (From::Code(1), ADDRESS, 5),
            (From::Data(1), IN_TABLE, 3),
        ];
        let (names, data) = found(&functions, 2, &meant);
        assert_eq!(names, ["called through another table", "door"]);
        assert_eq!(data, [SECOND]);
    }

    #[test]
    fn a_name_that_several_functions_have_goes_only_if_all_of_them_do() {
        let functions = ["start", "door", "same", "same"];
        let meant = [(From::Code(0), CALLED, 1), (From::Code(0), CALLED, 2), (From::Code(1), CALLED, 3)];
        assert_eq!(found(&functions, 0, &meant).0, ["door"]);
    }

    #[test]
    fn a_module_that_does_not_say_what_is_meant_where_is_refused() {
        assert_eq!(later(&linked(&["start"], 0, &[]), |_| false), None);
        assert_eq!(later(b"GIF89a", |_| false), None);
    }

    #[test]
    fn names_are_those_that_wasm_bindgen_writes() {
        assert_eq!(
            demangled("_RNvNtNtCskCTudcvS0TW_13token_console5pages5later8overlays").split('[').next(),
            Some("token_console")
        );
        assert_eq!(demangled("__wbindgen_malloc"), "__wbindgen_malloc");
    }
}
