//! Splits the module in two: what the first page needs, and what is needed only once a token is to be made.
//!
//! The *later* part is a module of its own that shares memory, tables and globals with the *first*. What belongs there
//! is what `reach.rs` found behind the *doors*: functions through which the program enters the later part, after it has
//! seen to it that the part is loaded.
//!
//! The first part calls doors through places at the end of the table, which stay empty until the later part fills them.
//! A function that is called before its part is there traps; it never does something else. The data of the later part
//! comes with it and lies where it would have been.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::failure::{Done, Failure};
use crate::package::body::{rewritten, through_table};
use crate::package::filling::{parted_data, read_elements, write_elements};
use crate::package::module::{self, Import, Reader, write_number, write_part};
use crate::package::reach::Later;

/// The two modules.
pub struct Parts {
    pub first: Vec<u8>,
    pub later: Vec<u8>,
}

/// Splits a module that carries names.
pub fn split(module: &[u8], later: &Later, is_door: impl Fn(&str) -> bool) -> Done<Parts> {
    let whole = Whole::read(module).ok_or_else(|| failed("it could not be read"))?;
    let functions =
        whole.later(later, &is_door).ok_or_else(|| failed("it holds an instruction that packaging does not know"))?;
    if functions.is_empty() {
        return Err(failed("nothing lies behind the doors"));
    }
    whole.parted(&functions, &later.data).ok_or_else(|| failed("its parts do not fit together"))
}

fn failed(why: &str) -> Failure {
    Failure::because(format!("The module can't be split: {why}. See xtask/src/package/split.rs."))
}

const TYPES: u8 = 1;
const FUNCTIONS: u8 = 3;
const TABLES: u8 = 4;
const MEMORIES: u8 = 5;
const GLOBALS: u8 = 6;
const ELEMENTS: u8 = 9;
const DATA_COUNT: u8 = 12;

/// The name under which the later part imports from the first; `boot.js` gives it the first part's exports.
const FIRST: &str = "first";
const I32_CONST: u8 = 0x41;
const END: u8 = 0x0b;

/// A module, taken apart.
struct Whole<'a> {
    sections: Vec<module::Section<'a>>,
    /// The number of parameters of each type of function, and whether it is the one that takes and gives nothing.
    types: Vec<(usize, bool)>,
    imports: Vec<Import<'a>>,
    /// The type of each function; the imported ones come first.
    functions: Vec<usize>,
    imported: usize,
    bodies: Vec<&'a [u8]>,
    /// What lies in the table of functions, by place.
    table: BTreeMap<usize, usize>,
    names: BTreeMap<usize, &'a str>,
}

impl<'a> Whole<'a> {
    fn read(module: &'a [u8]) -> Option<Self> {
        let sections = module::sections(module)?;
        let (mut types, mut imports, mut functions) = (Vec::new(), Vec::new(), Vec::new());
        let (mut bodies, mut table, mut names) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for section in &sections {
            let mut rest = Reader(section.content);
            match section.id {
                TYPES => types = read_types(rest)?,
                module::IMPORTS => imports = module::imports(section.content)?,
                FUNCTIONS => functions = (0..rest.number()?).map(|_| rest.number()).collect::<Option<_>>()?,
                module::CODE => bodies = (0..rest.number()?).map(|_| rest.part()).collect::<Option<_>>()?,
                ELEMENTS => table = read_elements(rest)?,
                module::CUSTOM if rest.part()? == b"name" => names = module::function_names(rest)?,
                _ => {}
            }
        }
        let own =
            imports.iter().filter(|import| import.kind == 0).map(|import| Reader(&import.described[1..]).number());
        let mut all = own.collect::<Option<Vec<_>>>()?;
        let imported = all.len();
        all.extend(functions);
        (all.len() == imported + bodies.len()).then_some(Self {
            sections,
            types,
            imports,
            functions: all,
            imported,
            bodies,
            table,
            names,
        })
    }

    fn content(&self, id: u8) -> &'a [u8] {
        self.sections.iter().find(|section| section.id == id).map_or(&[0], |section| section.content)
    }

    /// The functions that belong to the later part.
    fn later(&self, later: &Later, is_door: &impl Fn(&str) -> bool) -> Option<BTreeSet<usize>> {
        let mut callers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, body) in self.bodies.iter().enumerate() {
            let caller = self.imported + place;
            rewritten(body, &mut |called| {
                callers.entry(called).or_default().push(caller);
                called
            })?;
        }
        let offered: BTreeSet<usize> = self.offered()?.into_iter().collect();
        let mut behind = BTreeSet::new();
        let mut doors = BTreeSet::new();
        for function in self.imported..self.functions.len() {
            let name = self.names.get(&function).copied().unwrap_or_default();
            if is_door(name) {
                doors.insert(function);
            }
            if is_door(name) || later.functions.contains(without_count(name)) {
                behind.insert(function);
            }
        }
        // wasm-bindgen adds functions of its own; what those call stays, and so on with what that calls.
        loop {
            let called = |function: &usize| {
                callers.get(function).is_some_and(|callers| callers.iter().any(|caller| !behind.contains(caller)))
            };
            let stays: Vec<usize> = behind
                .iter()
                .copied()
                .filter(|function| !doors.contains(function) && (offered.contains(function) || called(function)))
                .collect();
            if stays.is_empty() {
                return Some(behind);
            }
            behind.retain(|function| !stays.contains(function));
        }
    }

    /// The functions that the module offers to its glue.
    fn offered(&self) -> Option<Vec<usize>> {
        let exports = module::exports(self.content(module::EXPORTS))?;
        let functions = exports.iter().filter(|export| export.described[0] == 0);
        functions.map(|export| Reader(&export.described[1..]).number()).collect()
    }

    fn parted(&self, later: &BTreeSet<usize>, data: &[Range<usize>]) -> Option<Parts> {
        // Doors get places of their own behind the table.
        let mut wanted = BTreeSet::new();
        let mut used = BTreeSet::new();
        for (place, body) in self.bodies.iter().enumerate() {
            let of_later = later.contains(&(self.imported + place));
            rewritten(body, &mut |called| {
                match (of_later, later.contains(&called)) {
                    (false, true) => wanted.insert(called),
                    (true, false) => used.insert(called),
                    _ => false,
                };
                called
            })?;
        }
        let (size, _) = read_table(self.content(TABLES))?;
        let doors: BTreeMap<usize, usize> = wanted.iter().enumerate().map(|(at, door)| (*door, size + at)).collect();
        let (here, there) = parted_data(self.content(module::DATA), data)?;
        Some(Parts {
            first: self.first(later, &doors, &used, &here)?,
            later: self.second(later, &doors, &used, &there)?,
        })
    }

    /// The first part: doors are calls through the table, and what belongs to the later part is gone.
    fn first(
        &self,
        later: &BTreeSet<usize>,
        doors: &BTreeMap<usize, usize>,
        used: &BTreeSet<usize>,
        data: &[u8],
    ) -> Option<Vec<u8>> {
        let kept: Vec<usize> = (0..self.functions.len())
            .filter(|function| !later.contains(function) || doors.contains_key(function))
            .collect();
        let numbers: BTreeMap<usize, usize> = kept.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        let nothing = kept.len();
        let new = |old: usize| numbers.get(&old).copied().unwrap_or(nothing);

        let mut functions = Vec::new();
        let own: Vec<usize> = kept.iter().copied().filter(|function| *function >= self.imported).collect();
        write_number(&mut functions, own.len() + 1);
        let mut code = Vec::new();
        write_number(&mut code, own.len() + 1);
        for function in &own {
            let kind = self.functions[*function];
            write_number(&mut functions, kind);
            let body = match doors.get(function) {
                Some(place) => through_table(self.types.get(kind)?.0, kind, *place),
                None => rewritten(self.bodies[*function - self.imported], &mut |called| new(called))?,
            };
            write_part(&mut code, &body);
        }
        // What lies in places of the table that the later part will fill: it stops the program.
        write_number(&mut functions, self.types.iter().position(|(_, nothing)| *nothing)?);
        write_part(&mut code, &[0, 0x00, END]);

        let mut exports = Vec::new();
        let shared = self.shared()?;
        let offered = module::exports(self.content(module::EXPORTS))?;
        write_number(&mut exports, offered.len() + shared.len() + used.len());
        for export in &offered {
            write_part(&mut exports, export.name.as_bytes());
            exports.push(export.described[0]);
            let number = Reader(&export.described[1..]).number()?;
            write_number(&mut exports, if export.described[0] == 0 { new(number) } else { number });
        }
        for (at, function) in used.iter().enumerate() {
            write_part(&mut exports, at.to_string().as_bytes());
            exports.push(0);
            write_number(&mut exports, new(*function));
        }
        for Shared { name, kind, number, .. } in &shared {
            write_part(&mut exports, name.as_bytes());
            exports.push(*kind);
            write_number(&mut exports, *number);
        }

        let elements = write_elements(&self.table.iter().map(|(place, function)| (*place, new(*function))).collect());
        let (size, rest) = read_table(self.content(TABLES))?;
        let mut tables = vec![Reader(self.content(TABLES)).byte()?, 0x70, 0];
        write_number(&mut tables, size + doors.len());
        tables.extend_from_slice(rest);

        let sections = self.sections.iter().filter_map(|section| {
            let content: &[u8] = match section.id {
                FUNCTIONS => &functions,
                TABLES => &tables,
                module::EXPORTS => &exports,
                ELEMENTS => &elements,
                module::CODE => &code,
                module::DATA => data,
                // It says how many segments follow, for instructions that do not occur here.
                DATA_COUNT => return None,
                module::CUSTOM if !is_features(section.content) => return None,
                _ => section.content,
            };
            Some((section.id, content))
        });
        Some(module::assembled(sections))
    }

    /// The later part: it imports what it uses of the first, and puts itself into the table.
    fn second(
        &self,
        later: &BTreeSet<usize>,
        doors: &BTreeMap<usize, usize>,
        used: &BTreeSet<usize>,
        data: &[u8],
    ) -> Option<Vec<u8>> {
        let numbers: BTreeMap<usize, usize> =
            used.iter().chain(later).enumerate().map(|(new, old)| (*old, new)).collect();
        let new = |old: usize| numbers.get(&old).copied();

        let shared = self.shared()?;
        let mut imports = Vec::new();
        write_number(&mut imports, used.len() + shared.len());
        for (at, function) in used.iter().enumerate() {
            write_part(&mut imports, FIRST.as_bytes());
            write_part(&mut imports, at.to_string().as_bytes());
            imports.push(0);
            write_number(&mut imports, self.functions[*function]);
        }
        for Shared { name, kind, described, .. } in &shared {
            write_part(&mut imports, FIRST.as_bytes());
            write_part(&mut imports, name.as_bytes());
            imports.push(*kind);
            imports.extend_from_slice(described);
        }
        let (mut functions, mut code) = (Vec::new(), Vec::new());
        write_number(&mut functions, later.len());
        write_number(&mut code, later.len());
        for function in later {
            write_number(&mut functions, self.functions[*function]);
            let mut missing = false;
            let body = rewritten(self.bodies[*function - self.imported], &mut |called| {
                new(called).unwrap_or_else(|| {
                    missing = true;
                    0
                })
            })?;
            if missing {
                return None;
            }
            write_part(&mut code, &body);
        }
        let own = self.table.iter().filter(|(_, function)| later.contains(function));
        let places = own.chain(doors.iter().map(|(door, place)| (place, door)));
        let elements =
            write_elements(&places.filter_map(|(place, function)| Some((*place, new(*function)?))).collect());
        let features =
            self.sections.iter().filter(|section| section.id == module::CUSTOM && is_features(section.content));
        let sections = [
            (TYPES, self.content(TYPES)),
            (module::IMPORTS, imports.as_slice()),
            (FUNCTIONS, functions.as_slice()),
            (ELEMENTS, elements.as_slice()),
            (module::CODE, code.as_slice()),
            (module::DATA, data),
        ];
        Some(module::assembled(sections.into_iter().chain(features.map(|section| (section.id, section.content)))))
    }

    /// The memory, the tables and the globals, which both parts use under the same numbers.
    fn shared(&self) -> Option<Vec<Shared>> {
        if self.imports.iter().any(|import| import.kind != 0) {
            return None;
        }
        let mut shared = Vec::new();
        let mut tables = Reader(self.content(TABLES));
        for number in 0..tables.number()? {
            let kind = tables.byte()?;
            let least = skip_limits(&mut tables)?;
            let mut described = vec![kind, 0];
            write_number(&mut described, least);
            shared.push(Shared { name: format!("t{number}"), kind: 1, number, described });
        }
        let mut memories = Reader(self.content(MEMORIES));
        for number in 0..memories.number()? {
            let mut described = vec![0];
            write_number(&mut described, skip_limits(&mut memories)?);
            shared.push(Shared { name: format!("m{number}"), kind: 2, number, described });
        }
        let mut globals = Reader(self.content(GLOBALS));
        for number in 0..globals.number()? {
            let described = vec![globals.byte()?, globals.byte()?];
            // The first value: one constant and the end.
            (globals.byte()? == I32_CONST).then(|| globals.number())??;
            (globals.byte()? == END).then_some(())?;
            shared.push(Shared { name: format!("g{number}"), kind: 3, number, described });
        }
        Some(shared)
    }
}

/// A memory, table or global of the first part.
struct Shared {
    name: String,
    kind: u8,
    number: usize,
    /// Its type, as an import says it.
    described: Vec<u8>,
}

fn read_types(mut rest: Reader) -> Option<Vec<(usize, bool)>> {
    (0..rest.number()?)
        .map(|_| {
            (rest.byte()? == 0x60).then_some(())?;
            let (parameters, results) = (rest.part()?.len(), rest.part()?.len());
            Some((parameters, parameters + results == 0))
        })
        .collect()
}

/// A name without the number that tells it from others that are the same.
fn without_count(name: &str) -> &str {
    match name.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        Some((before, count)) if !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit()) => before,
        _ => name,
    }
}

/// The size of the first table, and what follows it.
fn read_table(content: &[u8]) -> Option<(usize, &[u8])> {
    let mut rest = Reader(content);
    (rest.number()? > 0 && rest.byte()? == 0x70).then_some(())?;
    let size = skip_limits(&mut rest)?;
    Some((size, rest.0))
}

/// The least size that limits allow.
fn skip_limits(rest: &mut Reader) -> Option<usize> {
    let has_most = rest.byte()? & 1 == 1;
    let least = rest.number()?;
    if has_most {
        rest.number()?;
    }
    Some(least)
}

fn is_features(content: &[u8]) -> bool {
    Reader(content).part() == Some(b"target_features")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: usize = 0;

    /// A module with one function of nothing for each body; all lie in the table, the first is offered.
    fn module(functions: &[(&str, &[u8])], offered: &[usize]) -> Vec<u8> {
        let list = |parts: Vec<Vec<u8>>| {
            let mut content = Vec::new();
            write_number(&mut content, parts.len());
            content.extend(parts.concat());
            content
        };
        let part = |bytes: &[u8]| {
            let mut part = Vec::new();
            write_part(&mut part, bytes);
            part
        };
        let count = functions.len() as u8;
        let bodies = functions.iter().map(|(_, body)| part(&[&[0], *body, &[END]].concat())).collect();
        let exports =
            offered.iter().map(|at| [part(format!("e{at}").as_bytes()), vec![0, *at as u8]].concat()).collect();
        let names =
            functions.iter().enumerate().map(|(at, (name, _))| [vec![at as u8], part(name.as_bytes())].concat());
        let sections: Vec<(u8, Vec<u8>)> = vec![
            (TYPES, vec![1, 0x60, 0, 0]),
            (FUNCTIONS, list(vec![vec![NOTHING as u8]; functions.len()])),
            (TABLES, vec![1, 0x70, 1, count, count]),
            (MEMORIES, vec![1, 0, 1]),
            (GLOBALS, vec![1, 0x7f, 1, I32_CONST, 0, END]),
            (module::EXPORTS, list(exports)),
            (ELEMENTS, [vec![1, 0, I32_CONST, 0, END, 1], vec![0]].concat()),
            (module::CODE, list(bodies)),
            (module::CUSTOM, [part(b"name"), vec![1], part(&list(names.collect()))].concat()),
        ];
        module::assembled(sections.iter().map(|(id, content)| (*id, content.as_slice())))
    }

    fn is_door(name: &str) -> bool {
        name.starts_with("door")
    }

    fn behind() -> Later {
        let functions = ["later", "later in the table", "later but offered", "later but called", "helper"];
        Later { functions: functions.map(str::to_owned).into(), data: Vec::new() }
    }

    fn later(functions: &[(&str, &[u8])], offered: &[usize]) -> Vec<usize> {
        let module = module(functions, offered);
        let whole = Whole::read(&module).expect("the module is whole");
        whole.later(&behind(), &is_door).expect("all instructions are known").into_iter().collect()
    }

    #[test]
    fn what_lies_behind_doors_goes_and_what_the_first_part_calls_stays() {
        let functions: [(&str, &[u8]); 5] = [
            ("start", &[0x10, 1, 0x10, 4]),
            ("door", &[0x10, 2]),
            ("later[3]", &[0x10, 3]),
            ("helper", &[]),
            ("later but called", &[]),
        ];
        assert_eq!(later(&functions, &[0]), [1, 2, 3]);
    }

    #[test]
    fn what_the_glue_calls_stays() {
        let functions: [(&str, &[u8]); 3] = [("start", &[]), ("later but offered", &[0x10, 2]), ("helper", &[])];
        assert_eq!(later(&functions, &[0, 1]), [] as [usize; 0]);
    }

    #[test]
    fn the_parts_meet_in_the_table_and_share_everything_else() {
        let functions: [(&str, &[u8]); 4] =
            [("later in the table", &[0x10, 3]), ("start", &[0x10, 2]), ("door", &[]), ("both", &[])];
        let module = module(&functions, &[1, 3]);
        let parts = split(&module, &behind(), is_door).expect("it can be split");

        let first = Whole::read(&parts.first).expect("it is a module");
        // Start, the door, what both use, and what stops the program.
        assert_eq!(
            first.bodies,
            [&[0, 0x10, 1, END][..], &through_table(0, NOTHING, 4)[..], &[0, END][..], &[0, 0, END][..]]
        );
        assert_eq!(first.table, BTreeMap::from([(0, 3)]), "the place stops the program until it is filled");
        assert_eq!(read_table(first.content(TABLES)).map(|(size, _)| size), Some(5));
        let exports = module::exports(first.content(module::EXPORTS)).expect("there are exports");
        assert_eq!(exports.iter().map(|export| export.name).collect::<Vec<_>>(), ["e1", "e3", "0", "t0", "m0", "g0"]);

        let later = Whole::read_part(&parts.later);
        assert_eq!(later.imports, ["0", "t0", "m0", "g0"]);
        // It fills the place that was its own, and that of the door behind the table.
        assert_eq!(later.lists, [(0, vec![1]), (4, vec![2])]);
        assert_eq!(later.bodies, [vec![0, 0x10, 0, END], vec![0, END]]);
    }

    /// What matters of a later part.
    struct Part {
        imports: Vec<String>,
        lists: Vec<(usize, Vec<usize>)>,
        bodies: Vec<Vec<u8>>,
    }

    impl Whole<'_> {
        fn read_part(module: &[u8]) -> Part {
            let mut part = Part { imports: Vec::new(), lists: Vec::new(), bodies: Vec::new() };
            for section in module::sections(module).expect("it is a module") {
                let mut rest = Reader(section.content);
                let mut number = || rest.number().expect("the section is whole");
                match section.id {
                    module::IMPORTS => {
                        let imports = module::imports(section.content).expect("the imports are whole");
                        part.imports = imports.iter().map(|import| import.name.to_owned()).collect();
                    }
                    ELEMENTS => {
                        for _ in 0..number() {
                            let start = [(); 4].map(|()| number())[2];
                            let functions = (0..number()).map(|_| number()).collect();
                            part.lists.push((start, functions));
                        }
                    }
                    module::CODE => {
                        let count = number();
                        part.bodies = (0..count).map(|_| rest.part().expect("a body").to_vec()).collect();
                    }
                    _ => {}
                }
            }
            part
        }
    }
}
