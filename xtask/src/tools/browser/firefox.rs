//! Firefox as its makers or the system's packages ship it: Playwright drives it by WebDriver BiDi, which every Firefox speaks,
//! so none that is made for tests is needed.

use std::path::PathBuf;

use super::{chosen, install, on_path};
use crate::failure::{Failure, Result};
use crate::tools::cargo;

/// The name of the package, and of the program in it.
const PACKAGE: &str = "firefox-esr";

/// The release for a year comes first: it is what the tests are held to.
const BROWSERS: [&str; 2] = [PACKAGE, "firefox"];

/// Where browsers lie that are not on PATH.
const ELSEWHERE: [&str; 2] =
    ["/Applications/Firefox.app/Contents/MacOS/firefox", "C:\\Program Files\\Mozilla Firefox\\firefox.exe"];

/// Sees to a Firefox; returns its file.
pub fn any() -> Result<PathBuf> {
    if let Some(file) = chosen(&["FIREFOX"])? {
        return Ok(file);
    }
    if let Some(file) = installed() {
        return Ok(file);
    }
    println!("      No Firefox was found");
    if install("Firefox", &[PACKAGE])
        && let Some(file) = installed()
    {
        return Ok(file);
    }
    Err(Failure::Missing(format!(
        "There is no Firefox here. Install it (on Debian with: apt-get install {PACKAGE}), or set FIREFOX to its file."
    )))
}

/// Sees to geckodriver, which the component tests need; returns its file.
pub fn driver() -> Result<PathBuf> {
    if let Some(file) = chosen(&["GECKODRIVER"])? {
        return Ok(file);
    }
    Ok(cargo::geckodriver()?.join(format!("geckodriver{}", std::env::consts::EXE_SUFFIX)))
}

fn installed() -> Option<PathBuf> {
    on_path(&BROWSERS).or_else(|| ELSEWHERE.iter().map(PathBuf::from).find(|file| file.is_file()))
}
