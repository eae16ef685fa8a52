//! Makes the shipped files small: minified scripts, wasm-opt, and the compressed variants.
//!
//! wasm-opt and the minifier come as Node packages of one pinned version, and Node compresses the variants. What takes
//! long is kept, under a name made from what it was made from.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroU64;
use std::ops::Range;
use std::path::Path;
use std::process::Command;

use zopfli::{Format, Options};

use crate::build::{self, Program};
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

/// How often the packer looks for something better; more gains next to nothing.
const ITERATIONS: NonZeroU64 = NonZeroU64::new(5).unwrap();

/// The program with numbers in the place of the hashes by which wasm-bindgen tells its names apart. There are hundreds, in
/// the module and once more in the glue, and nothing packs as badly as a hash.
pub fn numbered(program: &Program) -> Program {
    let mut glue = program.glue.clone().into_bytes();
    let mut module = program.module.clone();
    let mut numbers = BTreeMap::new();
    for hash in hashes(&glue) {
        let next = numbers.len();
        numbers.entry(glue[hash].to_vec()).or_insert_with(|| format!("{next:0HASH$}"));
    }
    for bytes in [&mut glue, &mut module] {
        for hash in hashes(bytes) {
            if let Some(number) = numbers.get(&bytes[hash.clone()]) {
                bytes[hash].copy_from_slice(number.as_bytes());
            }
        }
    }
    Program { module, glue: String::from_utf8_lossy(&glue).into_owned() }
}

/// The length of a hash in a name.
const HASH: usize = 16;

/// Where hashes stand: as many hexadecimal digits, and no more, at the end of a word.
fn hashes(bytes: &[u8]) -> Vec<Range<usize>> {
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = bytes[at..].iter().position(is_digit).map(|digits| at + digits) {
        let digits = bytes[begin..].iter().take_while(|byte| is_digit(byte)).count();
        at = begin + digits;
        if digits == HASH && begin > 0 && matches!(bytes[begin - 1], b'_' | b'h') {
            found.push(begin..at);
        }
    }
    found
}

/// A JavaScript module, minified.
pub fn minified(module: &str) -> Result<String> {
    node::packages()?;
    // The minifier is found from the folder in which Node is called.
    let mut node = script(include_str!("minify.mjs"))?;
    node.current_dir(place::e2e());
    process::filtered(&mut node, module, "Minifying")
}

/// The module after wasm-opt.
pub fn optimised(module: &[u8]) -> Result<Vec<u8>> {
    let packages = node::packages()?;
    let version = digest::of_files(&packages, &["binaryen/package.json"])?;
    made_of(module, &format!("{version} {}", PASSES.concat()), |before, after| {
        let mut wasm_opt = node::node()?;
        wasm_opt.arg(packages.join("binaryen/bin/wasm-opt")).args(PASSES).arg(before).arg("-o").arg(after);
        process::watch(&mut wasm_opt, "wasm-opt")?.or_fail("wasm-opt").map(drop)
    })
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
pub fn store_compressed(dir: &Path, parts: &[(&Vec<u8>, &Vec<u8>)]) -> Result {
    for file in files_in(dir)? {
        let file = dir.join(file);
        let content = read(&file)?;
        let is_text = file.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| TEXTS.contains(&ending));
        if let Some((_, inside)) = parts.iter().find(|(packed, _)| **packed == content) {
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
    fn names_are_the_same_in_the_module_and_in_the_glue_and_stay_apart() {
        let glue = "__wbg_get_3acb0aad4483804c: a, __wbg_get_ffffffffffffffff: b, invoke__h363a011db0d64ca5_13, 0123456789abcdef, _0123456789abcdef0";
        let module = [b"\x00\x1a__wbg_get_ffffffffffffffff\0".as_slice(), b"_aaaaaaaaaaaaaaaa\0"].concat();
        let numbered = numbered(&Program { module, glue: glue.to_owned() });
        assert_eq!(
            numbered.glue,
            "__wbg_get_0000000000000000: a, __wbg_get_0000000000000001: b, invoke__h0000000000000002_13, 0123456789abcdef, _0123456789abcdef0"
        );
        assert_eq!(numbered.module, b"\x00\x1a__wbg_get_0000000000000001\0_aaaaaaaaaaaaaaaa\0");
    }
}
