//! Compiles: the console through Trunk, the stand-in server through Cargo.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::digest;
use crate::failure::{Done, Failure};
use crate::place;
use crate::process::{self, Expected};
use crate::tools;

/// Everything that the console is made from.
const INPUTS: [&str; 15] = [
    "src",
    "crates/core/src",
    "crates/core/Cargo.toml",
    "crates/influxdb2/src",
    "crates/influxdb2/Cargo.toml",
    "crates/reader/src",
    "crates/reader/Cargo.toml",
    "style",
    "boot",
    "public",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
];

/// Builds the console, unless it was built from the same files already; returns the folder that Trunk made.
///
/// wasm-opt has not run on it, and its names are not final: packaging comes next.
pub fn console() -> Done<PathBuf> {
    let folder = place::kept("trunk");
    let stamp = place::kept("trunk.built-from");
    let flags = compiler_flags();
    let wanted = format!("{} {}", digest::of_files(&place::root(), &INPUTS)?, digest::of(flags.concat().as_bytes()));
    if folder.join("index.html").is_file()
        && linked(&folder).is_file()
        && fs::read_to_string(&stamp).is_ok_and(|found| found == wanted)
    {
        return Ok(folder);
    }
    let begun = Instant::now();
    let programs = tools::to_build()?;
    // Trunk works offline, so that it downloads no tools; the crates must be there before.
    let mut fetch = process::cargo();
    fetch.args(["fetch", "--locked"]).current_dir(place::root());
    process::watch(&mut fetch, "Downloading crates", Expected::default())?.or_fail("cargo fetch")?;

    let mut trunk = process::command_with("trunk", &programs)?;
    trunk.args(["build", "--release", "--dist"]).arg(&folder).current_dir(place::root());
    trunk.env("CARGO_TARGET_DIR", place::target()).env("CARGO_TERM_COLOR", "never").env("RUST_BACKTRACE", "0");
    // It goes before flags from outside, which would make another module than everybody else's.
    trunk.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    // Trunk reads this variable as a flag of its own and refuses the usual value of 1.
    trunk.env_remove("NO_COLOR");
    // A stamp that outlives a failed build would pass off a half-made folder as finished.
    remove_if_there(&stamp)?;
    process::watch(&mut trunk, "Building the console", Expected { crates: 182 })?.or_fail("Building the console")?;
    let compiled = place::target().join("wasm32-unknown-unknown/wasm-release/token-console.wasm");
    copy(&compiled, &linked(&folder))?;
    write(&stamp, wanted.as_bytes())?;
    println!("      Built the console in {}", process::said(begun.elapsed()));
    Ok(folder)
}

/// The module as the linker wrote it, before wasm-bindgen, for a folder that Trunk made.
pub fn linked(folder: &Path) -> PathBuf {
    folder.with_extension("linked.wasm")
}

/// The compiler's flags for the module that is shipped.
fn compiler_flags() -> Vec<String> {
    // Without the full type of every view the module is a tenth smaller: 998 instead of 1,103 kB with the whole app.
    let mut flags = vec!["--cfg".to_owned(), "erase_components".to_owned()];
    // Packaging splits the module. For that every function needs a name of its own, which equal functions folded into one
    // have not, and the linker must say what is meant where. All of it is dropped again.
    for flag in ["-Csymbol-mangling-version=v0", "-Cllvm-args=-opt-disable=mergefunc", "-Clink-arg=--emit-relocs"] {
        flags.push(flag.to_owned());
    }
    // Panics name source files; where those lie on this machine is nobody's concern and takes room.
    for folder in place::registry_sources() {
        flags.push(format!("--remap-path-prefix={}/=", folder.display()));
    }
    flags
}

/// Builds the console with the profile that recompiles only what changed; returns the folder that
/// wasm-bindgen wrote: the module [`WASM`] and its glue [`GLUE`].
pub fn quick() -> Done<PathBuf> {
    let programs = [tools::cargo::wasm_bindgen()?];
    tools::cargo::wasm_target()?;
    let begun = Instant::now();
    let mut cargo = process::cargo();
    cargo.args(["build", "--package", "token-console", "--bin", "token-console", "--profile", "quick"]);
    cargo.args(["--target", tools::cargo::WASM]).current_dir(place::root()).env("CARGO_TERM_COLOR", "never");
    process::watch(&mut cargo, "Compiling the console", Expected { crates: 182 })?.or_fail("Compiling the console")?;
    let linked = place::target().join(tools::cargo::WASM).join("quick/token-console.wasm");
    let folder = place::kept("quick");
    if !is_newer(&folder.join(WASM), &linked) {
        let mut wasm_bindgen = process::command_with("wasm-bindgen", &programs)?;
        wasm_bindgen.args(["--target", "web", "--no-typescript", "--omit-default-module-path", "--out-dir"]);
        wasm_bindgen.arg(&folder).arg(&linked);
        process::watch(&mut wasm_bindgen, "wasm-bindgen", Expected::default())?.or_fail("wasm-bindgen")?;
    }
    println!("      Built the console in {}", process::said(begun.elapsed()));
    Ok(folder)
}

/// The module as wasm-bindgen names it.
pub const WASM: &str = "token-console_bg.wasm";

/// The JavaScript between the module and the browser, as wasm-bindgen names it.
pub const GLUE: &str = "token-console.js";

/// Whether a file was written after another one; not where either is missing.
fn is_newer(file: &Path, than: &Path) -> bool {
    let changed = |file: &Path| fs::metadata(file).and_then(|about| about.modified()).ok();
    matches!((changed(file), changed(than)), (Some(file), Some(than)) if file > than)
}

/// Builds the stand-in server; returns its program. Cargo knows itself when there is nothing to do.
pub fn sandbox() -> Done<PathBuf> {
    let begun = Instant::now();
    let mut cargo = process::cargo();
    cargo
        .args(["build", "--locked", "--package", "console-sandbox", "--profile", "sandbox"])
        .current_dir(place::root());
    cargo.env("CARGO_TERM_COLOR", "never");
    let log =
        process::watch(&mut cargo, "Building the server", Expected { crates: 94 })?.or_fail("Building the server")?;
    if log.contains("Compiling ") {
        println!("      Built the server in {}", process::said(begun.elapsed()));
    }
    Ok(place::target().join("sandbox").join(format!("console-sandbox{}", std::env::consts::EXE_SUFFIX)))
}

/// Writes a file, with the folders that it lies in.
pub fn write(file: &Path, content: &[u8]) -> Done {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).map_err(|error| Failure::with_file("make", folder, &error))?;
    fs::write(file, content).map_err(|error| Failure::with_file("write", file, &error))
}

fn copy(from: &Path, to: &Path) -> Done {
    let content = fs::read(from).map_err(|error| Failure::with_file("read", from, &error))?;
    write(to, &content)
}

/// Removes a file that may not exist.
pub fn remove_if_there(file: &Path) -> Done {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::with_file("remove", file, &error)),
        _ => Ok(()),
    }
}
