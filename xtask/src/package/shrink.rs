//! Makes the shipped files small: minified modules, wasm-opt, and the compressed variants.
//!
//! Node does all of it: wasm-opt and the minifier come as Node packages of one pinned version, and Node's own
//! compression needs no crate that everybody would have to compile.

use std::fs;
use std::path::Path;

use crate::build;
use crate::digest;
use crate::failure::{Done, Failure};
use crate::package::{Program, files_in, glue, interface, reach, read, split};
use crate::place;
use crate::process::{self, Expected};
use crate::tools::node;

/// What is worth compressing; images are compressed already.
const TEXTS: [&str; 8] = ["html", "js", "css", "wasm", "svg", "txt", "json", "webmanifest"];

/// The module of the crate that holds the doors to what is loaded later.
const DOORS: &str = "pages::later::";

/// What wasm-opt does: together these make what Brotli sends 1.6 % smaller than `-Oz` alone.
const PASSES: [&str; 5] = ["--flatten", "--rereloop", "-Oz", "-Oz", "--one-caller-inline-max-function-size=0"];

/// The modules and the glue as they are shipped; `linked` is the module before wasm-bindgen changed it.
pub fn program(linked: &[u8], module: &[u8], glue: &str) -> Done<Program> {
    let (module, glue) = interface::shortened(module, &minified(&glue::without_offers(glue))?)?;
    let later = reach::later(linked, is_door)
        .ok_or_else(|| Failure::because("The linked module can't be read. See xtask/src/package/reach.rs."))?;
    let parts = split::split(&module, &later, is_door)?;
    Ok(Program { wasm: optimised(&parts.first)?, later: Some(optimised(&parts.later)?), glue })
}

/// Whether a function is a door, from its name, in which the crate carries a number.
fn is_door(name: &str) -> bool {
    let path = name.strip_prefix("token_console[").and_then(|rest| rest.split_once("]::"));
    path.is_some_and(|(_, path)| path.starts_with(DOORS))
}

/// A JavaScript module, minified.
pub fn minified(module: &str) -> Done<String> {
    node::packages()?;
    let mut node = node::node()?;
    // The minifier is found from the folder in which Node is called.
    node.args(["--input-type=module", "--eval", include_str!("minify.mjs")]).current_dir(place::e2e());
    process::filtered(&mut node, module, "Minifying")
}

/// The module after wasm-opt; the result is kept, because it takes long and modules often stay the same.
fn optimised(module: &[u8]) -> Done<Vec<u8>> {
    let packages = node::packages()?;
    let version = digest::of_files(&packages, &["binaryen/package.json"])?;
    let passes = digest::of(PASSES.concat().as_bytes());
    let before = place::kept("wasm-opt").join(format!("{}-{version}-{passes}.before", digest::of(module)));
    let after = before.with_extension("wasm");
    if !after.is_file() {
        let half = before.with_extension("half");
        build::write(&before, module)?;
        let mut wasm_opt = node::node()?;
        wasm_opt.arg(packages.join("binaryen/bin/wasm-opt")).args(PASSES).arg(&before).arg("-o").arg(&half);
        process::watch(&mut wasm_opt, "wasm-opt", Expected::default())?.or_fail("wasm-opt")?;
        fs::rename(&half, &after).map_err(|error| Failure::with_file("write", &after, &error))?;
        build::remove_if_there(&before)?;
    }
    read(&after)
}

/// Writes a `.br` and a `.gz` beside every file that compression makes smaller.
pub fn store_compressed(dir: &Path) -> Done {
    let mut node = node::node()?;
    node.args(["--input-type=module", "--eval", include_str!("compress.mjs"), "--"]).current_dir(dir);
    for file in files_in(dir)? {
        if file.extension().and_then(|extension| extension.to_str()).is_some_and(|extension| TEXTS.contains(&extension))
        {
            node.arg(file);
        }
    }
    process::watch(&mut node, "Compressing", Expected::default())?.or_fail("Compressing").map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_functions_of_the_module_with_the_doors_are_doors() {
        for (name, expected) in [
            ("token_console[f04265acc283458e]::pages::later::overlays", true),
            ("token_console[f04265acc283458e]::pages::new_token::grid::__component_grid", false),
            ("<&token_console[aa]::pages::later::overlays as core[bb]::ops::FnOnce<()>>::call_once", false),
            ("other[aa]::pages::later::overlays", false),
            ("<[u8]>::to_vec", false),
        ] {
            assert_eq!(is_door(name), expected, "{name}");
        }
    }
}
