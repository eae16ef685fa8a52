//! Installs what a task needs and what is missing, pinned, and says so; what is there and fits is taken.
//!
//! A *cargo tool* is a program from the crate registry, kept in a folder of its own per version, outside the checkout.
//! It only orchestrates, so it is compiled without optimisation, which takes a quarter of the time.
//! Nothing is downloaded from a code host.

pub mod browser;
pub mod cargo;
pub mod node;

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::arguments::{After, Arguments};
use crate::failure::{Failure, Result};
use crate::process::Steps;
use crate::task::Task;
use browser::Engine;

/// `cargo xtask tools`
pub const TOOLS: Task = Task {
    name: "tools",
    summary: "install everything that the other tasks need, pinned; they do it themselves when it is missing",
    flags: &[],
    after: After::Refused,
    carry_out: everything,
};

fn everything(_: &Arguments) -> Result {
    let mut steps = Steps::new(6);
    steps.begin("Tools that build the console");
    println!("      {}", to_build()?.display());
    steps.begin("Tools that only tests call");
    println!("      {}\n      {}", cargo::trunk()?.display(), cargo::deny()?.display());
    steps.begin("Node packages");
    println!("      {}", node::packages()?.display());
    steps.begin("Browser");
    println!("      {}", browser::chromium::any()?.display());
    steps.begin("Browser driver");
    println!("      {}", browser::chromium::driver()?.display());
    steps.begin("Browsers that the same tests run in, where they can be had");
    for engine in Engine::ALL {
        match engine.found() {
            Ok(found) => println!("      {}", found.name),
            Err(Failure::Missing(sentence)) => println!("      {sentence}"),
            Err(failure) => return Err(failure),
        }
    }
    Ok(())
}

/// Held while something is looked for and installed, so that whoever needs it meanwhile waits for the same installation:
/// two consoles are made small at once, and each needs the Node packages.
static LOOKING: Mutex<()> = Mutex::new(());

/// Waits until nobody else looks for or installs anything.
fn alone() -> MutexGuard<'static, ()> {
    LOOKING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sees to what builds the console; returns the folder in which its programs lie.
pub fn to_build() -> Result<PathBuf> {
    cargo::wasm_target()?;
    cargo::wasm_bindgen()
}
