//! The browsers that tests run in, one file an engine, and how one comes by them: the one that a variable names, else the
//! one that is there, else the system's package where that can be installed without asking.

pub mod chromium;
pub mod firefox;
pub mod webkit;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::failure::{Failure, Result};
use crate::process;

/// What draws the page and runs its program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    /// As packaged for Linux; not Safari, which differs from it where the clipboard and passwords are concerned.
    WebKit,
}

impl Engine {
    /// Each, in the order in which they are tested.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// As it is typed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Sees to a browser of this engine; returns what the tests have to be told of it.
    pub fn found(self) -> Result<Found> {
        let (name, told) = match self {
            Self::Chromium => {
                let file = chromium::without_windows()?;
                (version(&file), vec![("CHROMIUM", file)])
            }
            Self::Firefox => {
                let file = firefox::any()?;
                (version(&file), vec![("FIREFOX", file)])
            }
            Self::WebKit => {
                let webkit = webkit::any()?;
                (webkit.name(), vec![("WEBKIT_DRIVER", webkit.driver), ("WEBKIT_BROWSER", webkit.browser)])
            }
        };
        Ok(Found { engine: self, name, told })
    }
}

/// A browser that is there.
pub struct Found {
    pub engine: Engine,
    /// How it calls itself, with its version.
    pub name: String,
    /// The variables by which the tests find it.
    pub told: Vec<(&'static str, PathBuf)>,
}

/// What a browser says of itself when it is asked for its version.
fn version(file: &Path) -> String {
    let said = process::answer(Command::new(file).arg("--version")).unwrap_or_default();
    let line = said.lines().find(|line| line.chars().any(|letter| letter.is_ascii_digit())).unwrap_or(&said);
    line.split(" built on ").next().unwrap_or(line).trim().to_owned()
}

/// The file that one of these variables names.
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

/// The first of these programs that is on PATH.
fn on_path(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| process::on_path(name))
}

/// The package of fonts as wide as Arial and Helvetica.
const FONTS: &str = "fonts-liberation";

/// Sees to fonts as wide as those in which most people see the page: where there are only wider ones, words take more room
/// than the tests give them. Other systems than Linux have them, and who has no `fc-match` is left alone.
fn fonts() {
    static SEEN_TO: OnceLock<()> = OnceLock::new();
    SEEN_TO.get_or_init(|| {
        let family = process::answer(Command::new("fc-match").args(["--format", "%{family}", "Arial"]));
        if family.is_some_and(|family| family.contains("DejaVu")) && !install("fonts as wide as Arial", &[FONTS]) {
            println!(
                "      There is no font as wide as Arial, so tests may find words that take more room than they have"
            );
        }
    });
}

/// Installs the system's packages where that can be done without asking; says whether it could.
fn install(what: &str, packages: &[&str]) -> bool {
    static LIST: OnceLock<()> = OnceLock::new();
    let root = process::answer(Command::new("id").arg("-u")).is_some_and(|user| user == "0");
    if !root || process::on_path("apt-get").is_none() {
        return false;
    }
    println!("      Installing the packages of {what}");
    let apt = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        process::watch(&mut command, "apt-get").is_ok_and(|watched| watched.succeeded())
    };
    // Once is enough, and an old list may still do, so a failed update is not the end.
    LIST.get_or_init(|| {
        apt(&["update"]);
    });
    apt(&[&["install", "-y", "--no-install-recommends"], packages].concat())
}
