//! Compiles the console and the stand-in server.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use crate::failure::{Failure, Result};
use crate::package::{files_in, read, read_text};
use crate::place;
use crate::process;
use crate::tools;

/// How the console is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// As small as the compiler makes it.
    Shipped,
    /// For whoever is at this machine: by all cores at once, and fast enough.
    Here,
    /// Compiled in seconds after a small change.
    Quick,
}

impl Profile {
    /// As Cargo.toml names it.
    fn name(self) -> &'static str {
        match self {
            Self::Shipped => "wasm-release",
            Self::Here => "wasm-here",
            Self::Quick => "quick",
        }
    }
}

/// A console: a page with a program of its own. Nobody needs both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Console {
    /// For InfluxDB 2.
    InfluxDb2,
    /// For InfluxDB 3 Clustered and Cloud Dedicated.
    Cluster,
}

impl Console {
    /// Each, in the order in which they are packaged.
    pub const ALL: [Self; 2] = [Self::InfluxDb2, Self::Cluster];

    /// The program, as Cargo.toml names it.
    pub fn program(self) -> &'static str {
        match self {
            Self::InfluxDb2 => "token-console",
            Self::Cluster => "cluster-console",
        }
    }

    /// The file of the page where both are shipped.
    pub fn page(self) -> &'static str {
        match self {
            Self::InfluxDb2 => "index.html",
            Self::Cluster => "cluster.html",
        }
    }

    /// What the linker says about the room that each function takes in the module that is shipped.
    pub fn map(self) -> PathBuf {
        maps().join(self.program()).with_added_extension("map")
    }
}

fn maps() -> PathBuf {
    place::kept("maps")
}

/// A console as wasm-bindgen wrote it.
pub struct Program {
    /// Whose it is.
    pub console: Console,
    /// The WebAssembly module.
    pub module: Vec<u8>,
    /// The JavaScript between the module and the browser.
    pub glue: String,
    /// What is loaded later; nothing where the program is not split.
    pub parts: Vec<Part>,
    /// The script that loads those; empty without any.
    pub loader: String,
}

/// A part of a program that is loaded when it is first wanted.
pub struct Part {
    /// As the loader names its file, without the ending.
    pub name: String,
    /// The WebAssembly module, which shares the memory of the program.
    pub module: Vec<u8>,
}

/// Compiles consoles. Cargo knows itself when there is nothing to do.
pub fn consoles(profile: Profile, consoles: &[Console]) -> Result<Vec<Program>> {
    tools::cargo::wasm_target()?;
    let begun = Instant::now();
    // At once, because linking leaves a core idle for a minute.
    let (tool, compiled) = thread::scope(|scope| {
        let tool = scope.spawn(tools::cargo::wasm_bindgen);
        let compiled = compile(profile, consoles);
        (tool.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), compiled)
    });
    let tool = [tool?];
    compiled?;
    consoles.iter().map(|console| bound(profile, *console, &tool, begun)).collect()
}

/// What wasm-bindgen makes of a linked program, split where it is shipped.
fn bound(profile: Profile, console: Console, tool: &[PathBuf], begun: Instant) -> Result<Program> {
    let name = console.program();
    let linked = place::target().join(tools::cargo::WASM).join(profile.name()).join(format!("{name}.wasm"));
    let folder = place::kept(profile.name());
    let (module, glue) = (folder.join(format!("{name}_bg.wasm")), folder.join(format!("{name}.js")));
    let is_split = profile == Profile::Shipped;
    let split = folder.join(format!("{name}-split"));
    if !is_newer(&module, &linked) {
        let main = if is_split { split_into(&split, name, &linked)? } else { linked };
        let mut wasm_bindgen = process::command_with("wasm-bindgen", tool)?;
        wasm_bindgen.args(["--target", "web", "--no-typescript", "--omit-default-module-path", "--out-dir"]);
        // What the parts find in the program has the names that the linker gave it.
        wasm_bindgen.arg(&folder).args(is_split.then_some("--keep-lld-exports")).arg(&main);
        process::watch(&mut wasm_bindgen, "wasm-bindgen")?.or_fail("wasm-bindgen")?;
        println!("      Built {name} in {}", process::formatted(begun.elapsed()));
    }
    let (parts, loader) = if is_split { parts_in(&split, name)? } else { (Vec::new(), String::new()) };
    Ok(Program { console, module: read(&module)?, glue: read_text(&glue)?, parts, loader })
}

/// Splits a linked program into a folder; returns the file of what everything starts with.
fn split_into(folder: &Path, name: &str, linked: &Path) -> Result<PathBuf> {
    if folder.is_dir() {
        fs::remove_dir_all(folder).map_err(|error| Failure::with_file("remove", folder, &error))?;
    }
    let mut split = process::command_with("wasm-split-cli", &[tools::cargo::wasm_split()?])?;
    split.arg(linked).arg(folder).args(["--target", "web", "--out-name", name]);
    process::watch(&mut split, "Splitting")?.or_fail("Splitting")?;
    Ok(folder.join(format!("{name}.wasm")))
}

/// The parts in a folder that the splitter wrote, and the script that loads them.
fn parts_in(folder: &Path, name: &str) -> Result<(Vec<Part>, String)> {
    let loader = read_text(&folder.join("__wasm_split.js"))?;
    let mut parts = Vec::new();
    for file in files_in(folder)? {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if file.extension().is_some_and(|ending| ending == "wasm") && stem != name {
            parts.push(Part { name: stem.to_owned(), module: read(&folder.join(&file))? });
        }
    }
    Ok((parts, loader))
}

fn compile(profile: Profile, consoles: &[Console]) -> Result {
    let mut cargo = process::cargo();
    cargo.args(["build", "--locked", "--package", "token-console"]);
    cargo.args(consoles.iter().flat_map(|console| ["--bin", console.program()]));
    cargo.args(["--target", tools::cargo::WASM, "--profile", profile.name()]);
    if !consoles.contains(&Console::Cluster) {
        cargo.arg("--no-default-features");
    }
    cargo.current_dir(place::root()).env("CARGO_TERM_COLOR", "never");
    if profile == Profile::Shipped {
        cargo.args(["--features", "parts"]);
        // They go before flags from outside, which would make another module than everybody else's.
        cargo.env("CARGO_ENCODED_RUSTFLAGS", shipped_flags().join("\u{1f}"));
        let maps = maps();
        fs::create_dir_all(&maps).map_err(|error| Failure::with_file("create", &maps, &error))?;
        cargo.env("TOKEN_CONSOLE_MAPS", maps);
    }
    process::watch(&mut cargo, "Compiling the console")?.or_fail("Compiling the console").map(drop)
}

/// Whether a file was written after another one; not where either is missing.
fn is_newer(file: &Path, than: &Path) -> bool {
    let changed = |file: &Path| fs::metadata(file).and_then(|about| about.modified()).ok();
    matches!((changed(file), changed(than)), (Some(file), Some(than)) if file > than)
}

/// The compiler's flags for the module that is shipped.
fn shipped_flags() -> Vec<String> {
    // The same as in .cargo/config.toml, which these flags replace; docs/decisions/0007 says what it saves.
    let mut flags = vec!["--cfg".to_owned(), "erase_components".to_owned()];
    // What the splitter reads: which function and which constant needs which other one.
    flags.push("-Clink-arg=--emit-relocs".to_owned());
    // Panics name source files; where those lie on this machine is nobody's concern and takes room.
    for folder in place::registry_sources() {
        flags.push(format!("--remap-path-prefix={}/=", folder.display()));
    }
    flags
}

/// Builds the stand-in server; returns its program. Cargo knows itself when there is nothing to do.
pub fn sandbox() -> Result<PathBuf> {
    let begun = Instant::now();
    let mut cargo = process::cargo();
    cargo
        .args(["build", "--locked", "--package", "console-sandbox", "--profile", "sandbox"])
        .current_dir(place::root());
    cargo.env("CARGO_TERM_COLOR", "never");
    let log = process::watch(&mut cargo, "Building the server")?.or_fail("Building the server")?;
    if log.contains("Compiling ") {
        println!("      Built the server in {}", process::formatted(begun.elapsed()));
    }
    Ok(place::target().join("sandbox").join(format!("console-sandbox{}", std::env::consts::EXE_SUFFIX)))
}

/// What times the core, built by [`core_bench`].
pub struct CoreBench {
    /// The program.
    pub native: PathBuf,
    /// The folder with `core-bench.js` and its module, compiled as the console is.
    pub wasm: PathBuf,
}

/// Builds what times the core, native as fast as it can be and for the browser as the console is shipped.
pub fn core_bench() -> Result<CoreBench> {
    tools::cargo::wasm_target()?;
    let programs = [tools::cargo::wasm_bindgen()?];
    let folder = place::kept("core-bench");
    let shipped = Profile::Shipped.name();
    for flags in [&["--release"][..], &["--target", tools::cargo::WASM, "--profile", shipped]] {
        let mut cargo = process::cargo();
        cargo.args(["build", "--locked", "--package", "console-bench"]).args(flags).current_dir(place::root());
        cargo.env("CARGO_TERM_COLOR", "never");
        process::watch(&mut cargo, "Building the core's bench")?.or_fail("Building the core's bench")?;
    }
    let mut wasm_bindgen = process::command_with("wasm-bindgen", &programs)?;
    wasm_bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&folder);
    wasm_bindgen.arg(place::target().join(tools::cargo::WASM).join(shipped).join("core-bench.wasm"));
    process::watch(&mut wasm_bindgen, "wasm-bindgen")?.or_fail("wasm-bindgen")?;
    let native = place::target().join("release").join(format!("core-bench{}", std::env::consts::EXE_SUFFIX));
    Ok(CoreBench { native, wasm: folder })
}

/// Writes a file, with the folders that it lies in.
pub fn write(file: &Path, content: &[u8]) -> Result {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).map_err(|error| Failure::with_file("make", folder, &error))?;
    fs::write(file, content).map_err(|error| Failure::with_file("write", file, &error))
}

/// Removes a file that may not exist.
pub fn remove_if_there(file: &Path) -> Result {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::with_file("remove", file, &error)),
        _ => Ok(()),
    }
}
