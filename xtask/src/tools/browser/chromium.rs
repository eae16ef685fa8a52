//! Chromium and its driver: the ones that are there, else Playwright's download, else the system's package.

use std::path::{Path, PathBuf};

use super::{FONTS, chosen, fonts, install, on_path};
use crate::failure::{Failure, Result};
use crate::process;
use crate::tools::node;

/// Chromium without windows, as the system's packages call it.
const SHELL: &str = "chromium-headless-shell";

const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where browsers lie that are not on PATH.
const ELSEWHERE: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/// Sees to a Chromium; returns its file.
pub fn any() -> Result<PathBuf> {
    fonts();
    if let Some(file) = chosen(&["CHROME", "CHROMIUM"])? {
        return Ok(file);
    }
    if let Some(file) = installed_chromium() {
        return Ok(file);
    }
    println!("      No Chromium was found");
    if let Some(file) = from_playwright()? {
        return Ok(file);
    }
    if from_packages()
        && let Some(file) = installed_chromium()
    {
        return Ok(file);
    }
    Err(Failure::because(
        "There is no Chromium, and neither Playwright nor the system's packages could bring one. \
         Install Chromium or Chrome, or set CHROME to its file, then try again.",
    ))
}

/// Sees to a Chromium that nobody looks at: the shell without windows, which takes a fifth less of the processor for the
/// same pages, where it is there or comes with the system's packages; else any Chromium.
pub fn without_windows() -> Result<PathBuf> {
    fonts();
    if let Some(file) = chosen(&["CHROME", "CHROMIUM"])? {
        return Ok(file);
    }
    if let Some(file) = process::on_path(SHELL) {
        return Ok(file);
    }
    let any = any()?;
    Ok(process::on_path(SHELL).unwrap_or(any))
}

/// Sees to a ChromeDriver, which the component tests need; returns its file.
pub fn driver() -> Result<PathBuf> {
    if let Some(file) = chosen(&["CHROMEDRIVER"])? {
        return Ok(file);
    }
    if let Some(file) = process::on_path("chromedriver") {
        return Ok(file);
    }
    println!("      No ChromeDriver was found");
    if from_packages()
        && let Some(file) = process::on_path("chromedriver")
    {
        return Ok(file);
    }
    Err(Failure::because(
        "The component tests need a ChromeDriver, and the system's packages could not bring one. \
         Install the one of your Chromium's version, or set CHROMEDRIVER to its file, then try again.",
    ))
}

fn installed_chromium() -> Option<PathBuf> {
    let elsewhere = ELSEWHERE.iter().map(PathBuf::from).find(|file| file.is_file());
    on_path(&BROWSERS).or(elsewhere)
}

/// Playwright's Chromium: the one that it has, else the one that it can fetch.
fn from_playwright() -> Result<Option<PathBuf>> {
    let playwright = node::packages()?.join("@playwright/test");
    if let Some(file) = playwrights_own(&playwright)? {
        return Ok(Some(file));
    }
    println!("      Asking Playwright to download its own");
    let mut install = node::node()?;
    install.arg(playwright.join("cli.js")).args(["install", "chromium"]);
    if process::watch(&mut install, "Downloading Chromium")?.succeeded() {
        return playwrights_own(&playwright);
    }
    println!("      Playwright could not download it");
    Ok(None)
}

fn playwrights_own(playwright: &Path) -> Result<Option<PathBuf>> {
    let mut ask = node::node()?;
    ask.args(["-e", "console.log(require(process.argv[1]).chromium.executablePath())"]).arg(playwright);
    Ok(process::answer(&mut ask).map(PathBuf::from).filter(|file| file.is_file()))
}

fn from_packages() -> bool {
    // Older systems have no package of the shell.
    install("Chromium", &["chromium", "chromium-driver", FONTS, SHELL])
        || install("Chromium", &["chromium", "chromium-driver", FONTS])
}
