//! Drives the shipped files in a browser.
//!
//! The scripts in `e2e/` are told three things: `DIST`, the folder with the shipped files, `SANDBOX`, the program that
//! serves them together with a stand-in InfluxDB, and a browser: `CHROMIUM`, or what `ENGINE` needs (`tools::browser`).

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::arguments::{After, Arguments, Flag};
use crate::build;
use crate::failure::{Failure, Result};
use crate::package;
use crate::place;
use crate::process::{self, Steps};
use crate::task::Task;
use crate::tools::browser::{self, Engine, Found};
use crate::tools::node;

/// `cargo xtask e2e`
pub const E2E: Task = Task {
    name: "e2e",
    summary: "run the end-to-end tests against the shipped files",
    flags: &[
        Flag::with_value("--engine", "NAME", "chromium (if not given), firefox, webkit, or all"),
        Flag::plain("--quick", "against a development build, which takes seconds after a small change"),
    ],
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
    let engines = engines(arguments.value("--engine"))?;
    let console = if arguments.has("--quick") { package::quick } else { package::shipped };
    let mut steps = Steps::new(3 + engines.len());
    let harness = Harness::without_browser(console, &mut steps)?;
    let browsers = browsers(&engines, &mut steps)?;
    for browser in &browsers {
        steps.begin(&format!("Drive {}", browser.name));
        let mut tests = in_browser(&harness, browser)?;
        process::call(tests.args(arguments.after()), &format!("The end-to-end tests in {}", browser.name))?;
    }
    Ok(())
}

/// All of them before the first test, so that one that cannot be had is told before half an hour of tests.
fn browsers(engines: &[Engine], steps: &mut Steps) -> Result<Vec<Found>> {
    steps.begin("See to the browser");
    engines.iter().map(|engine| engine.found()).collect()
}

/// The engines that a word stands for.
fn engines(word: Option<&str>) -> Result<Vec<Engine>> {
    let Some(word) = word else {
        return Ok(vec![Engine::Chromium]);
    };
    if word == "all" {
        return Ok(Engine::ALL.to_vec());
    }
    Engine::ALL.into_iter().find(|engine| engine.word() == word).map(|engine| vec![engine]).ok_or_else(|| {
        let known = Engine::ALL.map(Engine::word).join(", ");
        Failure::Usage(format!("There is no engine \"{word}\"; --engine takes {known} or all."))
    })
}

fn attack(arguments: &Arguments) -> Result {
    let harness = Harness::build(&mut Steps::new(4))?;
    let mut command = in_browser(&harness, &Engine::Chromium.found()?)?;
    command.env("ATTACK", "long").args(["--project", "attack"]).args(arguments.after());
    process::call(&mut command, "The attack")
}

/// Playwright's test runner, told of a browser.
pub fn in_browser(harness: &Harness, browser: &Found) -> Result<Command> {
    let mut command = playwright_command(harness)?;
    command.env("ENGINE", browser.engine.word()).env("ENGINE_NAME", &browser.name);
    command.envs(browser.told.iter().map(|(variable, file)| (variable, file)));
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
    /// Where a script asks for it by itself; the end-to-end tests are told of their browser.
    pub chromium: Option<PathBuf>,
    pub packages: PathBuf,
}

impl Harness {
    /// Builds and packages the console, builds the server, and sees to Chromium; four steps.
    pub fn build(steps: &mut Steps) -> Result<Self> {
        let mut harness = Self::without_browser(package::shipped, steps)?;
        steps.begin("See to the browser");
        harness.chromium = Some(browser::chromium::any()?);
        steps.begin("Drive it");
        Ok(harness)
    }

    /// The same with any way to come by the console, and without a browser; two steps.
    pub fn without_browser(console: fn() -> Result<PathBuf>, steps: &mut Steps) -> Result<Self> {
        steps.begin("Build and package the console");
        let dist = console()?;
        steps.begin("Build the server");
        Ok(Self { dist, sandbox: build::sandbox()?, chromium: None, packages: node::packages()? })
    }

    /// A command that runs a script with Node, in `e2e/`, and tells it where everything is.
    pub fn node(&self, script: &Path) -> Result<Command> {
        let mut command = node::node()?;
        command.arg(script).current_dir(place::e2e());
        command.env("DIST", &self.dist).env("SANDBOX", &self.sandbox);
        command.envs(self.chromium.iter().map(|file| ("CHROMIUM", file)));
        Ok(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_chosen_by_its_name() {
        assert_eq!(engines(None), Ok(vec![Engine::Chromium]));
        assert_eq!(engines(Some("firefox")), Ok(vec![Engine::Firefox]));
        assert_eq!(engines(Some("all")), Ok(Engine::ALL.to_vec()));
        let failure = engines(Some("safari")).expect_err("WebKitGTK is not Safari");
        assert!(
            matches!(&failure, Failure::Usage(words) if words.contains("chromium, firefox, webkit or all")),
            "{failure}"
        );
    }
}
