//! Chromium and its driver: the ones that are there, else Playwright's download, else the system's package.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

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
pub fn chromium() -> Result<PathBuf> {
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
pub fn chromium_without_windows() -> Result<PathBuf> {
    if let Some(file) = chosen(&["CHROME", "CHROMIUM"])? {
        return Ok(file);
    }
    if let Some(file) = process::on_path(SHELL) {
        return Ok(file);
    }
    let any = chromium()?;
    Ok(process::on_path(SHELL).unwrap_or(any))
}

/// Sees to a ChromeDriver, which the component tests need; returns its file.
pub fn chromedriver() -> Result<PathBuf> {
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

fn chosen(variables: &[&str]) -> Result<Option<PathBuf>> {
    for variable in variables {
        if let Some(file) = env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from) {
            if file.is_file() {
                return Ok(Some(file));
            }
            return Err(Failure::because(format!("{variable} names {}, and there is no such file.", file.display())));
        }
    }
    Ok(None)
}

fn installed_chromium() -> Option<PathBuf> {
    let elsewhere = ELSEWHERE.iter().map(PathBuf::from).find(|file| file.is_file());
    BROWSERS.iter().find_map(|name| process::on_path(name)).or(elsewhere)
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

/// Installs the system's packages where that can be done without asking; says whether it could.
fn from_packages() -> bool {
    let root = process::answer(Command::new("id").arg("-u")).is_some_and(|user| user == "0");
    if !root || process::on_path("apt-get").is_none() {
        return false;
    }
    println!("      Installing the packages of Chromium and its driver");
    let apt = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        process::watch(&mut command, "apt-get").is_ok_and(|watched| watched.succeeded())
    };
    // An old list may still do, so a failed update is not the end.
    apt(&["update"]);
    // Older systems have no package of the shell.
    let install = |packages: &[&str]| apt(&[&["install", "-y", "--no-install-recommends"], packages].concat());
    install(&["chromium", "chromium-driver", SHELL]) || install(&["chromium", "chromium-driver"])
}
