//! Drives the shipped files in a browser.
//!
//! The scripts in `e2e/` are told three things: `DIST`, the folder with the shipped files, `SANDBOX`, the program that
//! serves them together with a stand-in InfluxDB, and `CHROMIUM`, the browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::arguments::{After, Arguments, Flag};
use crate::build;
use crate::failure::Result;
use crate::package;
use crate::place;
use crate::process::{self, Steps};
use crate::task::Task;
use crate::tools::{browser, node};

/// `cargo xtask e2e`
pub const E2E: Task = Task {
    name: "e2e",
    summary: "run the end-to-end tests against the shipped files",
    flags: &[Flag::plain("--quick", "against a development build, which takes seconds after a small change")],
    after: After::HandedOn,
    carry_out: e2e,
};

/// `cargo xtask attack`
pub const ATTACK: Task = Task {
    name: "attack",
    summary: "hold what the page says against what is stored, in every combination of state, fault and connection",
    flags: &[],
    after: After::HandedOn,
    carry_out: attack,
};

fn e2e(arguments: &Arguments) -> Result {
    let console = if arguments.has("--quick") { package::quick } else { package::shipped };
    let harness = Harness::with(console, &mut Steps::new(4))?;
    playwright(&harness, arguments.after())
}

fn attack(arguments: &Arguments) -> Result {
    let harness = Harness::build(&mut Steps::new(4))?;
    let mut command = without_windows(&harness)?;
    command.env("ATTACK", "long").args(["--project", "attack"]).args(arguments.after());
    process::call(&mut command, "The attack")
}

/// Runs Playwright's tests, with more words for it.
pub fn playwright(harness: &Harness, words: &[String]) -> Result {
    process::call(without_windows(harness)?.args(words), "The end-to-end tests")
}

/// Playwright's test runner with the Chromium that costs least.
fn without_windows(harness: &Harness) -> Result<Command> {
    let mut command = playwright_command(harness)?;
    command.env("CHROMIUM", browser::chromium_without_windows()?);
    Ok(command)
}

/// Playwright's test runner.
pub fn playwright_command(harness: &Harness) -> Result<Command> {
    let mut command = harness.node(&harness.packages.join("@playwright/test/cli.js"))?;
    command.arg("test");
    Ok(command)
}

/// Everything that a script needs to drive the console.
pub struct Harness {
    pub dist: PathBuf,
    pub sandbox: PathBuf,
    pub chromium: PathBuf,
    pub packages: PathBuf,
}

impl Harness {
    /// Builds and packages the console, builds the server, and sees to the browser; four steps.
    pub fn build(steps: &mut Steps) -> Result<Self> {
        Self::with(package::shipped, steps)
    }

    /// The same with another way to come by the console.
    fn with(console: fn() -> Result<PathBuf>, steps: &mut Steps) -> Result<Self> {
        steps.begin("Build and package the console");
        let dist = console()?;
        steps.begin("Build the server");
        let sandbox = build::sandbox()?;
        steps.begin("See to the browser");
        let harness = Self { dist, sandbox, chromium: browser::chromium()?, packages: node::packages()? };
        steps.begin("Drive it");
        Ok(harness)
    }

    /// A command that runs a script with Node, in `e2e/`, and tells it where everything is.
    pub fn node(&self, script: &Path) -> Result<Command> {
        let mut command = node::node()?;
        command.arg(script).current_dir(place::e2e());
        command.env("DIST", &self.dist).env("SANDBOX", &self.sandbox).env("CHROMIUM", &self.chromium);
        Ok(command)
    }
}
