//! Node and its packages: wasm-opt, Playwright, axe and the published InfluxDB client.

use std::fs;
use std::path::{Path, PathBuf};
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
    let wanted = digest::of_files(&dir, &["package.json", "package-lock.json"])?;
    once(&packages.join(".installed-from"), &wanted, || install(&dir))?;
    Ok(packages)
}

/// Installs what a stamp does not say to be there, and stamps it. Whoever else comes meanwhile finds it done.
fn once(stamp: &Path, wanted: &str, install: impl FnOnce() -> Result) -> Result {
    let _alone = super::alone();
    if fs::read_to_string(stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    install()?;
    fs::write(stamp, wanted).map_err(|error| Failure::with_file("write", stamp, &error))
}

fn install(dir: &Path) -> Result {
    let begun = Instant::now();
    println!("      Installing the Node packages of e2e/package-lock.json");
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(dir);
    // Playwright's own browser is fetched only when there is no other.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::watch(&mut npm, "npm ci")?.or_fail("npm ci")?;
    println!("      Installed them in {}", process::formatted(begun.elapsed()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn what_two_need_at_once_is_installed_once_and_neither_goes_on_before_it_is_there() {
        let folder = place::kept("tests").join(format!("node-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder can be made");
        let (stamp, made) = (folder.join("stamp"), folder.join("made"));
        let (start, installed) = (Barrier::new(2), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    start.wait();
                    once(&stamp, "wanted", || {
                        installed.fetch_add(1, Ordering::SeqCst);
                        // As npm does: what is there goes first.
                        let _ = fs::remove_file(&made);
                        thread::yield_now();
                        fs::write(&made, "").map_err(|error| Failure::with_file("write", &made, &error))
                    })
                    .expect("it is installed");
                    assert!(made.is_file());
                });
            }
        });
        assert_eq!(installed.into_inner(), 1);
        fs::remove_dir_all(&folder).expect("the folder can be removed");
    }

    #[test]
    fn the_major_version_is_told_from_what_node_says() {
        for (printed, expected) in [("v20.20.2", Some(20)), ("v8.0.0", Some(8)), ("20.1", None), ("", None)] {
            assert_eq!(major(printed), expected, "{printed:?}");
        }
    }
}
