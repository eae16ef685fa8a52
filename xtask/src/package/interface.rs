//! Shortens the names under which the module and its glue know each other, and ends what only the module knew.
//!
//! wasm-bindgen gives every function that crosses the border a long name with a hash in it, which no compression gets
//! small, and offers to scripts what only our own glue calls. What the glue does not ask for is no longer offered, so
//! that wasm-opt can drop it.

use crate::failure::{Done, Failure};
use crate::package::module::{self, Export, Import, write_number, write_part};

/// What the glue calls the module's exports.
const INSTANCE: &str = "wasm.";

/// The module and its glue with short names; the glue must call the exports as `wasm.NAME`.
pub fn shortened(module: &[u8], glue: &str) -> Done<(Vec<u8>, String)> {
    renamed(module, glue).ok_or_else(|| {
        Failure::because(
            "The module and its glue do not fit each other in the way that packaging expects of wasm-bindgen. \
             See xtask/src/package/interface.rs.",
        )
    })
}

fn renamed(module: &[u8], glue: &str) -> Option<(Vec<u8>, String)> {
    let mut glue = glue.to_owned();
    let mut sections = Vec::new();
    for section in module::sections(module)? {
        let content = match section.id {
            module::IMPORTS => imports(&module::imports(section.content)?, &mut glue)?,
            module::EXPORTS => exports(&module::exports(section.content)?, &mut glue)?,
            _ => section.content.to_vec(),
        };
        sections.push((section.id, content));
    }
    Some((module::assembled(sections.iter().map(|(id, content)| (*id, content.as_slice()))), glue))
}

/// All imports are members of one object in the glue, each written there once.
fn imports(imports: &[Import], glue: &mut String) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    write_number(&mut content, imports.len());
    let origin = imports.first().map(|import| import.from).unwrap_or_default();
    *glue = replaced_once(glue, origin, "a", |_, _| true)?;
    for (place, import) in imports.iter().enumerate() {
        let name = short(place);
        if import.from != origin {
            return None;
        }
        *glue = replaced_once(glue, import.name, &name, is_word)?;
        write_part(&mut content, b"a");
        write_part(&mut content, name.as_bytes());
        content.extend_from_slice(import.described);
    }
    Some(content)
}

/// Exports that the glue calls get a short name; the others go.
fn exports(exports: &[Export], glue: &mut String) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    let mut count = 0;
    for export in exports {
        let called = format!("{INSTANCE}{}", export.name);
        let (renamed, calls) = replaced(glue, &called, &format!("{INSTANCE}{}", short(count)), is_word);
        if calls > 0 {
            *glue = renamed;
            write_part(&mut kept, short(count).as_bytes());
            kept.extend_from_slice(export.described);
            count += 1;
        }
    }
    let mut content = Vec::new();
    write_number(&mut content, count);
    content.extend_from_slice(&kept);
    // Without its start the program would never run: then the glue is not what it seems.
    (count > 0).then_some(content)
}

/// `a` to `z`, then `aa` and so on, with a dollar in front: such names are not in the glue before.
fn short(number: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = number;
    loop {
        letters.push(b'a' + (rest % 26) as u8);
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.push(b'$');
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

fn replaced_once(text: &str, from: &str, to: &str, fits: fn(&str, &str) -> bool) -> Option<String> {
    let (text, times) = replaced(text, from, to, fits);
    (times == 1).then_some(text)
}

/// The text with the replacements made where the text before and after fits, and their number.
fn replaced(text: &str, from: &str, to: &str, fits: fn(&str, &str) -> bool) -> (String, usize) {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    let mut times = 0;
    for (found, _) in text.match_indices(from) {
        if fits(&text[..found], &text[found + from.len()..]) {
            new.push_str(&text[at..found]);
            new.push_str(to);
            at = found + from.len();
            times += 1;
        }
    }
    new.push_str(&text[at..]);
    (new, times)
}

/// Whether what stands between is a whole name.
fn is_word(before: &str, after: &str) -> bool {
    let joins = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$');
    !before.ends_with(joins) && !after.starts_with(joins)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(imports: &[&str], exports: &[&str]) -> Vec<u8> {
        let mut wanted = Vec::new();
        write_number(&mut wanted, imports.len());
        for name in imports {
            write_part(&mut wanted, b"./x_bg.js");
            write_part(&mut wanted, name.as_bytes());
            wanted.extend_from_slice(&[0, 3]);
        }
        let mut offered = Vec::new();
        write_number(&mut offered, exports.len());
        for name in exports {
            write_part(&mut offered, name.as_bytes());
            offered.extend_from_slice(&[0, 7]);
        }
        module::assembled([(module::IMPORTS, wanted.as_slice()), (module::EXPORTS, &offered)].into_iter())
    }

    #[test]
    fn both_sides_get_the_same_short_names_and_unused_exports_go() {
        let old = module(&["__wbg_log_12", "__wbg_log_1"], &["memory", "unused", "start", "start_more"]);
        let glue =
            "const i={__wbg_log_12(a){},__wbg_log_1:b};f({\"./x_bg.js\":i});wasm.memory;wasm.start();wasm.start_more;";
        let (new, glue) = shortened(&old, glue).expect("they fit");
        assert_eq!(glue, "const i={$a(a){},$b:b};f({\"a\":i});wasm.$a;wasm.$b();wasm.$c;");
        let sections = module::sections(&new).expect("it is a module");
        let imports = module::imports(sections[0].content).expect("the section is whole");
        assert_eq!(
            imports.iter().map(|import| (import.from, import.name)).collect::<Vec<_>>(),
            [("a", "$a"), ("a", "$b")]
        );
        let exports = module::exports(sections[1].content).expect("the section is whole");
        assert_eq!(exports.iter().map(|export| export.name).collect::<Vec<_>>(), ["$a", "$b", "$c"]);
    }

    #[test]
    fn a_glue_of_another_shape_is_refused() {
        let old = module(&["__wbg_log_1"], &["start"]);
        for glue in [
            "",
            "({\"./x_bg.js\":{}});wasm.start()",
            "({\"./x_bg.js\":{__wbg_log_1:1}});other.start()",
            "({\"./x_bg.js\":{__wbg_log_1:__wbg_log_1}});wasm.start()",
        ] {
            assert!(shortened(&old, glue).is_err(), "{glue}");
        }
    }

    #[test]
    fn short_names_are_all_different() {
        let names: std::collections::BTreeSet<String> = (0..2000).map(short).collect();
        assert_eq!(names.len(), 2000);
        assert_eq!([short(0), short(25), short(26), short(701), short(702)], ["$a", "$z", "$aa", "$zz", "$aaa"]);
    }
}
