//! Makes the shipped files small: minified modules, wasm-opt, and the compressed variants.
//!
//! Node does all of it: wasm-opt and the minifier come as Node packages of one pinned version, and Node's own
//! compression needs no crate that everybody would have to compile.

use std::fs;
use std::path::Path;

use crate::build;
use crate::digest;
use crate::failure::{Done, Failure};
use crate::package::split::{self, Belongs};
use crate::package::{Program, files_in, glue, interface, read};
use crate::place;
use crate::process::{self, Expected};
use crate::tools::node;

/// What is worth compressing; images are compressed already.
const TEXTS: [&str; 8] = ["html", "js", "css", "wasm", "svg", "txt", "json", "webmanifest"];

/// The module with the doors to what is loaded later.
const DOORS: &str = "token_console::pages::later::";

/// What is loaded later: the pages behind the doors, and what serves only them but is called in a way that no one sees.
const LATER: [&str; 16] = [
    "token_console::pages::later::",
    "token_console::pages::many::",
    "token_console::pages::new_token::",
    "token_console::pages::reveal::",
    "token_console::console::check::",
    "token_console::console::many::",
    "token_console::console::trial::",
    "token_console::console::users::",
    "console_core::command::",
    "console_core::formats::",
    "console_core::intake::",
    "console_core::link::",
    "console_core::many::",
    "console_core::names_list::",
    "console_core::show_as::",
    "console_core::trial::",
];

/// What wasm-opt does: together these make what Brotli sends 1.6 % smaller than `-Oz` alone.
const PASSES: [&str; 5] = ["--flatten", "--rereloop", "-Oz", "-Oz", "--one-caller-inline-max-function-size=0"];

/// The modules and the glue as they are shipped.
pub fn program(module: &[u8], glue: &str) -> Done<Program> {
    let (module, glue) = interface::shortened(module, &minified(&glue::without_offers(glue))?)?;
    let parts = split::split(&module, belongs)?;
    Ok(Program { wasm: optimised(&parts.first)?, later: Some(optimised(&parts.later)?), glue })
}

/// Where a function belongs, from its name, in which every crate carries a number.
fn belongs(name: &str) -> Belongs {
    let mut path = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        path.push_str(before);
        rest = after.split_once("]::").map_or(after, |(_, after)| {
            path.push_str("::");
            after
        });
    }
    path.push_str(rest);
    if path.starts_with(DOORS) {
        Belongs::Door
    } else if LATER.iter().any(|later| path.contains(later)) {
        Belongs::Later
    } else {
        Belongs::Anywhere
    }
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
    fn a_function_belongs_where_its_name_or_the_types_in_it_say() {
        for (name, expected) in [
            ("token_console[f04265acc283458e]::pages::later::overlays", Belongs::Door),
            ("token_console[f04265acc283458e]::pages::new_token::grid::__component_grid::{closure#2}", Belongs::Later),
            (
                "<leptos[aa]::View<token_console[bb]::pages::reveal::Foot> as tachys[cc]::view::Render>::build",
                Belongs::Later,
            ),
            ("<&token_console[aa]::pages::later::overlays as core[bb]::ops::FnOnce<()>>::call_once", Belongs::Later),
            ("token_console[f04265acc283458e]::pages::tokens::number", Belongs::Anywhere),
            ("<[u8]>::to_vec", Belongs::Anywhere),
        ] {
            assert_eq!(belongs(name), expected, "{name}");
        }
    }
}
