//! Node and its packages: wasm-opt, Playwright, axe and the published InfluxDB client.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use crate::digest;
use crate::failure::{Failure, Result};
use crate::place;
use crate::process;

/// What the packages need; binaryen and Playwright state it.
const OLDEST: u32 = 20;

/// A command for Node, once it is known to be new enough.
pub fn node() -> Result<Command> {
    let next = format!("Install Node.js {OLDEST} or newer, then try again.");
    let printed = process::answer(Command::new("node").arg("--version"))
        .ok_or_else(|| Failure::because(format!("This task needs Node.js, and \"node\" was not found. {next}")))?;
    match major(&printed) {
        Some(version) if version >= OLDEST => Ok(Command::new("node")),
        _ => {
            Err(Failure::because(format!("This task needs a newer Node.js; \"node --version\" says {printed}. {next}")))
        }
    }
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Sees to the packages that e2e/package-lock.json names; returns the folder in which they lie.
pub fn packages() -> Result<PathBuf> {
    node()?;
    let dir = place::e2e();
    let packages = dir.join("node_modules");
    let stamp = packages.join(".installed-from");
    let wanted = digest::of_files(&dir, &["package.json", "package-lock.json"])?;
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(packages);
    }
    let begun = Instant::now();
    println!("      Installing the Node packages of e2e/package-lock.json");
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(&dir);
    // Playwright's own browser is fetched only when there is no other.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::watch(&mut npm, "npm ci")?.or_fail("npm ci")?;
    fs::write(&stamp, wanted).map_err(|error| Failure::with_file("write", &stamp, &error))?;
    println!("      Installed them in {}", process::formatted(begun.elapsed()));
    Ok(packages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_told_from_what_node_says() {
        for (printed, expected) in [("v20.20.2", Some(20)), ("v8.0.0", Some(8)), ("20.1", None), ("", None)] {
            assert_eq!(major(printed), expected, "{printed:?}");
        }
    }
}
