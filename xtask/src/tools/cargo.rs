//! The wasm target, and tools from the crate registry.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::failure::{Failure, Result};
use crate::place;
use crate::process;

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// A program from the crate registry.
struct CargoTool {
    package: &'static str,
    version: String,
    /// All must be there; the first one is asked for its version.
    programs: &'static [&'static str],
    features: &'static [&'static str],
    /// Whether it answers `--version`. One that does not is looked for in our own folder only, which has the version in its name.
    tells_version: bool,
}

/// Sees to the standard library for WebAssembly.
pub fn wasm_target() -> Result {
    let sysroot = process::answer(Command::new("rustc").args(["--print", "sysroot"]).current_dir(place::root()))
        .ok_or_else(|| Failure::because("rustc could not be called. Install Rust with rustup, then try again."))?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    println!("      Adding the target {WASM}");
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", WASM]).current_dir(place::root());
    match process::watch(&mut rustup, "Adding the target") {
        Ok(watched) => watched.or_fail("rustup target add").map(drop),
        Err(_) => Err(Failure::because(format!(
            "This Rust has no standard library for {WASM}, and there is no rustup to add it. Install Rust with rustup, then try again."
        ))),
    }
}

/// Sees to Trunk; returns the folder in which it lies.
///
/// 0.21.14 is the last stable version for the compiler that rust-toolchain.toml names.
pub fn trunk() -> Result<PathBuf> {
    ready(&CargoTool {
        package: "trunk",
        version: "0.21.14".to_owned(),
        programs: &["trunk"],
        features: &["--no-default-features", "--features", "rustls"],
        tells_version: true,
    })
}

/// Sees to the programs of wasm-bindgen, of exactly the version that the crates use; returns the folder in which they lie.
pub fn wasm_bindgen() -> Result<PathBuf> {
    ready(&CargoTool {
        package: "wasm-bindgen-cli",
        version: locked_version("wasm-bindgen")?,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        // Without TLS, for which it would compile C: nothing that we call speaks to other machines.
        features: &["--no-default-features"],
        tells_version: true,
    })
}

/// Sees to the program that splits a module in parts; returns the folder in which it lies.
pub fn wasm_split() -> Result<PathBuf> {
    ready(&CargoTool {
        package: "wasm_split_cli_support",
        version: "0.2.4".to_owned(),
        programs: &["wasm-split-cli"],
        features: &["--features", "build-binary"],
        tells_version: false,
    })
}

/// Sees to the driver of Firefox; returns the folder in which it lies.
pub fn geckodriver() -> Result<PathBuf> {
    ready(&CargoTool {
        package: "geckodriver",
        version: "0.37.1".to_owned(),
        programs: &["geckodriver"],
        // Without the reader of archives, with which it would install add-ons.
        features: &["--no-default-features"],
        tells_version: true,
    })
}

/// Sees to cargo-deny; returns the folder in which it lies.
pub fn deny() -> Result<PathBuf> {
    ready(&CargoTool {
        package: "cargo-deny",
        version: "0.20.2".to_owned(),
        programs: &["cargo-deny"],
        features: &["--no-default-features"],
        tells_version: true,
    })
}

/// The version of a crate in Cargo.lock.
fn locked_version(package: &str) -> Result<String> {
    let file = place::root().join("Cargo.lock");
    let lock = fs::read_to_string(&file).map_err(|error| Failure::with_file("read", &file, &error))?;
    version_in(&lock, package).ok_or_else(|| Failure::because(format!("Cargo.lock does not name {package}.")))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

fn ready(tool: &CargoTool) -> Result<PathBuf> {
    let _alone = super::alone();
    let on_path = tool
        .programs
        .first()
        .filter(|_| tool.tells_version)
        .and_then(|program| process::on_path(program))
        .and_then(|file| file.parent().map(Path::to_owned));
    if let Some(folder) = on_path.filter(|folder| fits(tool, folder)) {
        return Ok(folder);
    }
    let root = place::tool(tool.package, &tool.version)?;
    let folder = root.join("bin");
    if fits(tool, &folder) {
        return Ok(folder);
    }
    install(tool, &root)?;
    if fits(tool, &folder) {
        Ok(folder)
    } else {
        Err(Failure::because(format!(
            "{} {} was installed into {}, but does not answer. Remove that folder, then try again.",
            tool.package,
            tool.version,
            root.display()
        )))
    }
}

fn fits(tool: &CargoTool, folder: &Path) -> bool {
    let files: Vec<PathBuf> =
        tool.programs.iter().map(|program| folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX))).collect();
    files.iter().all(|file| file.is_file())
        && files.first().is_some_and(|file| {
            let asked = if tool.tells_version { "--version" } else { "--help" };
            process::answer(Command::new(file).arg(asked)).is_some_and(|printed| {
                !tool.tells_version || printed.split_whitespace().nth(1) == Some(tool.version.as_str())
            })
        })
}

fn install(tool: &CargoTool, root: &Path) -> Result {
    let begun = Instant::now();
    let what = format!("{} {}", tool.package, tool.version);
    println!("      Installing {what} into {}", root.display());
    // A folder of its own, so that an installation that was interrupted goes on where it was.
    let build = root.join("build");
    let call = |locked: bool| {
        let mut cargo = Command::new("cargo");
        cargo
            .args(["install", tool.package, "--version", &format!("={}", tool.version), "--debug"])
            .args(tool.features);
        cargo.arg("--root").arg(root).arg("--target-dir").arg(&build).current_dir(place::root());
        cargo.env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS");
        // Nobody steps through a tool, and describing it for that takes a third of the time.
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "false");
        if locked {
            cargo.arg("--locked");
        }
        process::watch(&mut cargo, &format!("Compiling {what}"))
    };
    let mut watched = call(true)?;
    // The tool's own lock file may name a version that this registry does not offer; the tool's version stays pinned.
    if !watched.succeeded() && watched.log.contains("failed to select a version") {
        println!("      Its lock file cannot be satisfied here; choosing the newest fitting versions of its crates");
        watched = call(false)?;
    }
    watched.or_fail(&format!("Installing {what}"))?;
    // Hundreds of megabytes that nobody needs any more; when they cannot be removed, the tool works all the same.
    let _ = fs::remove_dir_all(&build);
    println!("      Installed {what} in {}", process::formatted(begun.elapsed()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_a_crate_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen"), Some("0.2.130".to_owned()));
        assert_eq!(version_in(lock, "wasm"), None);
    }

    #[test]
    fn the_lock_file_of_the_project_pins_wasm_bindgen() {
        assert!(locked_version("wasm-bindgen").is_ok());
    }
}
