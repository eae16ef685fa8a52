//! Makes the shipped files small: minified scripts, wasm-opt, and the compressed variants.
//!
//! wasm-opt and the minifier come as Node packages of one pinned version, and Node compresses the variants. What takes
//! long is kept, under a name made from what it was made from.

use std::fs;
use std::num::NonZeroU64;
use std::path::Path;
use std::process::Command;

use zopfli::{Format, Options};

use crate::build;
use crate::digest;
use crate::failure::{Failure, Result};
use crate::package::{files_in, read};
use crate::place;
use crate::process;
use crate::tools::node;

/// What is worth compressing; the module is packed already, and images are compressed in themselves.
const TEXTS: [&str; 7] = ["html", "js", "css", "svg", "txt", "json", "webmanifest"];

/// What wasm-opt does: together these make what Brotli sends 2 % smaller than `-Oz` alone. The lowest addresses hold the
/// end of the stack, so no pointer leads there, and offsets can be folded into loads. No browser reads what says by which
/// programs the module was made and for which features; wasm-opt itself does before it takes that out. Functions that are
/// alike have names that are alike, and what stands near its like packs 1 % smaller with Brotli and 3 % with gzip.
const PASSES: [&str; 10] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--one-caller-inline-max-function-size=0",
    "--low-memory-unused",
    "--optimize-added-constants-propagate",
    "--reorder-functions-by-name",
    "--strip-producers",
    "--strip-target-features",
];

/// By what names module and glue know each other is nobody's concern: they become as short as can be, in both. A part
/// keeps the few names by which it knows the program.
const SHORT_NAMES: &str = "--minify-imports-and-exports-and-modules";

/// How often the packer looks for something better; more gains next to nothing.
const ITERATIONS: NonZeroU64 = NonZeroU64::new(5).unwrap();

/// A JavaScript module, minified.
pub fn minified(module: &str) -> Result<String> {
    node::packages()?;
    // The minifier is found from the folder in which Node is called.
    let mut node = script(include_str!("minify.mjs"))?;
    node.current_dir(place::e2e());
    process::filtered(&mut node, module, "Minifying")
}

/// The module of a program after wasm-opt, and its glue with the names that the module has now.
pub fn optimised(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let (names, module) = after_wasm_opt(module, &[SHORT_NAMES])?;
    Ok((module, renamed(glue, &names)))
}

/// A part after wasm-opt.
pub fn optimised_part(module: &[u8]) -> Result<Vec<u8>> {
    after_wasm_opt(module, &[]).map(|(_, module)| module)
}

/// What wasm-opt prints, such as new names, and makes of a module. Both are kept in one file: a module begins with a zero.
fn after_wasm_opt(module: &[u8], also: &[&str]) -> Result<(String, Vec<u8>)> {
    let packages = node::packages()?;
    let version = digest::of_files(&packages, &["binaryen/package.json"])?;
    let passes = [&PASSES[..], also].concat();
    let made = made_of(module, &format!("{version} {}", passes.concat()), |before, after| {
        let mut wasm_opt = node::node()?;
        wasm_opt.arg(packages.join("binaryen/bin/wasm-opt")).args(passes).arg(before).arg("-o").arg(after);
        let names = process::watch(&mut wasm_opt, "wasm-opt")?.or_fail("wasm-opt")?;
        build::write(after, &[names.as_bytes(), &read(after)?].concat())
    })?;
    let at = made.iter().position(|byte| *byte == 0).unwrap_or(made.len());
    let (printed, module) = made.split_at(at);
    Ok((String::from_utf8_lossy(printed).into_owned(), module.to_vec()))
}

/// The glue with the names that wasm-opt gave to what both sides know. It tells them line by line: of an import its module,
/// its name and the new one, of an export its name and the new one.
fn renamed(glue: &str, names: &str) -> String {
    let mut glue = glue.to_owned();
    for line in names.lines() {
        let words: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        match words[..] {
            [module, name, new] => {
                glue = glue.replace(&format!("\"{module}\""), &format!("\"{MODULE}\""));
                glue = with_word(&glue, name, new);
            }
            [name, new] => glue = with_word(&glue, &format!("{EXPORTS}.{name}"), &format!("{EXPORTS}.{new}")),
            _ => {}
        }
    }
    glue
}

/// What wasm-opt calls every module of imports.
const MODULE: &str = "a";
/// What wasm-bindgen calls the exports of the module.
const EXPORTS: &str = "wasm";

/// A text with another word in the place of one.
fn with_word(text: &str, word: &str, new: &str) -> String {
    let mut parts = text.split(word);
    let mut made = parts.next().unwrap_or_default().to_owned();
    let goes_on = |letter: Option<char>| letter.is_some_and(|it| it.is_ascii_alphanumeric() || it == '_' || it == '$');
    for part in parts {
        let is_whole = !goes_on(made.chars().next_back()) && !goes_on(part.chars().next());
        made.push_str(if is_whole { new } else { word });
        made.push_str(part);
    }
    made
}

/// Bytes as gzip packs them at its best.
pub fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    made_of(bytes, "zopfli", |_, after| {
        let mut packed = Vec::new();
        let options = Options { iteration_count: ITERATIONS, ..Options::default() };
        zopfli::compress(options, Format::Gzip, bytes, &mut packed)
            .map_err(|error| Failure::because(format!("Packing failed: {error}.")))?;
        build::write(after, &packed)
    })
}

/// Writes a `.br` and a `.gz` beside every text, and beside what is packed the Brotli variant of what is inside: a server
/// that sends stored Brotli variants then sends the content itself, and `boot.js` tells it by its first byte.
pub fn store_compressed(dir: &Path, packed: &[(Vec<u8>, Vec<u8>)]) -> Result {
    for file in files_in(dir)? {
        let file = dir.join(file);
        let content = read(&file)?;
        let is_text = file.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| TEXTS.contains(&ending));
        if let Some((_, inside)) = packed.iter().find(|(packed, _)| *packed == content) {
            build::write(&file.with_added_extension("br"), &compressed(inside, "brotli")?)?;
        } else if is_text {
            build::write(&file.with_added_extension("br"), &compressed(&content, "brotli")?)?;
            build::write(&file.with_added_extension("gz"), &compressed(&content, "gzip")?)?;
        }
    }
    Ok(())
}

fn compressed(bytes: &[u8], manner: &str) -> Result<Vec<u8>> {
    made_of(bytes, manner, |before, after| {
        let mut node = script(include_str!("compress.mjs"))?;
        node.arg(manner).arg(before).arg(after);
        process::watch(&mut node, "Compressing")?.or_fail("Compressing").map(drop)
    })
}

/// What a program makes of bytes, which it reads from one file and writes into another.
fn made_of(bytes: &[u8], how: &str, make: impl FnOnce(&Path, &Path) -> Result) -> Result<Vec<u8>> {
    let kept = place::kept("made").join(format!("{}-{}", digest::of(bytes), digest::of(how.as_bytes())));
    if !kept.is_file() {
        // A name of its own until it is whole.
        let (before, after) = (kept.with_extension("before"), kept.with_extension("after"));
        build::write(&before, bytes)?;
        make(&before, &after)?;
        fs::rename(&after, &kept).map_err(|error| Failure::with_file("write", &kept, &error))?;
        build::remove_if_there(&before)?;
    }
    read(&kept)
}

fn script(source: &str) -> Result<Command> {
    let mut node = node::node()?;
    node.args(["--input-type=module", "--eval", source, "--"]);
    Ok(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_takes_the_names_that_the_module_has() {
        let names = r#"{
 "imports": [
  ["./token-console_bg.js", "__wbg_get_3acb0aad4483804c", "a"],
  ["./token-console_bg.js", "__wbg_get_3acb", "$"]
 ],
"exports": [
  ["memory", "b"],
  ["__wbindgen_malloc", "c"]
 ]
}"#;
        let glue = r#"imports = {"./token-console_bg.js": {__wbg_get_3acb0aad4483804c: f, __wbg_get_3acb: g}};
wasm.memory.buffer; wasm.__wbindgen_malloc(1); wasm.memory_of; const memory = a;"#;
        assert_eq!(
            renamed(glue, names),
            r#"imports = {"a": {a: f, $: g}};
wasm.b.buffer; wasm.c(1); wasm.memory_of; const memory = a;"#
        );
    }
}
