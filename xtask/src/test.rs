//! Everything that a change must pass, cheapest first; it stops at the first step that fails.
//!
//! A browser that cannot be had here does not fail: its step says so, and the end says which engines were tested.

use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::arguments::{After, Arguments, Flag};
use crate::conform::{self, Account};
use crate::e2e::{self, Harness};
use crate::failure::{Failure, Result};
use crate::package;
use crate::place;
use crate::process::{self, Steps};
use crate::server::Server;
use crate::task::Task;
use crate::tools;
use crate::tools::browser::{Engine, chromium, firefox};

const FLAGS: &[Flag] = &[Flag::with_value("--only", "STEPS", "some of the steps, by name, with commas between them")];

/// `cargo xtask test`
pub const TEST: Task = Task {
    name: "test",
    summary: "run everything that a change must pass",
    flags: FLAGS,
    after: After::Refused,
    carry_out: test,
};

/// `cargo xtask ci`
pub const CI: Task = Task { name: "ci", summary: "the same as test", ..TEST };

struct Step {
    name: &'static str,
    heading: &'static str,
    carry_out: fn() -> Result,
}

const STEPS: [Step; 15] = [
    Step { name: "fmt", heading: "Formatting", carry_out: fmt },
    Step { name: "clippy", heading: "Lints, of what runs outside the browser", carry_out: clippy },
    Step { name: "deny", heading: "Licences, doubles and known vulnerabilities of the crates", carry_out: deny },
    Step { name: "native", heading: "Tests outside the browser", carry_out: native },
    Step { name: "clippy-wasm", heading: "Lints, of what runs in the browser", carry_out: clippy_wasm },
    Step { name: "doc", heading: "The documentation of the code, without warnings", carry_out: doc },
    Step { name: "components", heading: "Component tests in Chromium", carry_out: components_in_chromium },
    Step { name: "trunk", heading: "The development server's build", carry_out: trunk },
    Step { name: "dist", heading: "The shipped files, within their limits", carry_out: dist },
    Step { name: "e2e", heading: "End-to-end tests of the shipped files, in Chromium", carry_out: in_chromium },
    Step { name: "client", heading: "The published JavaScript client against the stand-in server", carry_out: client },
    Step {
        name: "conform",
        heading: "The main job against the stand-in server, as against any server",
        carry_out: conforms,
    },
    Step { name: "components-firefox", heading: "Component tests in Firefox", carry_out: components_in_firefox },
    Step { name: "webkit", heading: "The main journeys in WebKitGTK", carry_out: in_webkit },
    Step { name: "firefox", heading: "What engines differ in, in Firefox", carry_out: in_firefox },
];

/// What an hour has room for of what Firefox does otherwise than Chromium: keys and focus, the clipboard and files, requests
/// that are sent again, the start. `cargo xtask e2e --engine firefox` runs all specs.
const IN_FIREFOX: [&str; 4] = ["tests/main-job", "tests/reveal", "tests/sent-again", "tests/sign-in.spec"];

/// A change is to be proven within an hour on two cores, so after this time no test begins in Firefox; the end of the run
/// says how many were not reached.
const LAST_BEGIN: Duration = Duration::from_secs(52 * 60);

/// When this run began.
static BEGUN: OnceLock<SystemTime> = OnceLock::new();

/// What needs no browser: every package but the page itself.
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "token-console"];

const WASM: [&str; 4] = ["--package", "token-console", "--target", "wasm32-unknown-unknown"];

/// The browsers in which the tests passed.
static TESTED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// An organization of the demo data.
const DEMO_ORG: &str = "brackwater-plants";

fn test(arguments: &Arguments) -> Result {
    let chosen = chosen(arguments.value("--only"))?;
    let begun = Instant::now();
    BEGUN.get_or_init(SystemTime::now);
    let (mut passed, mut missing) = (0, Vec::new());
    for (done, step) in chosen.iter().enumerate() {
        println!("\n== {} of {}: {} ({})", done + 1, chosen.len(), step.heading, step.name);
        let step_begun = Instant::now();
        match (step.carry_out)() {
            Ok(()) => passed += 1,
            Err(Failure::Missing(sentence)) => {
                println!("{sentence}\n== {}: not tested", step.name);
                missing.push(sentence);
                continue;
            }
            Err(failure) => {
                println!("{failure}");
                println!("== {} failed after {}", step.name, process::formatted(step_begun.elapsed()));
                println!("{passed} passed, 1 failed{}", not_tested(&missing));
                return Err(Failure::because(format!("Try it alone with: cargo xtask test --only {}", step.name)));
            }
        }
        println!("== {}: {}", step.name, process::formatted(step_begun.elapsed()));
    }
    println!("\nAll steps together: {}", process::formatted(begun.elapsed()));
    let engines = TESTED.lock().map(|names| names.join(", ")).unwrap_or_default();
    if !engines.is_empty() {
        println!("Tested in: {engines}");
    }
    for sentence in &missing {
        println!("Not tested: {sentence}");
    }
    println!("{passed} passed, 0 failed{}", not_tested(&missing));
    Ok(())
}

/// What is said after the numbers of steps that passed and failed.
fn not_tested(missing: &[String]) -> String {
    if missing.is_empty() { String::new() } else { format!(", {} not tested", missing.len()) }
}

/// The steps with the names given, in the order of all steps.
fn chosen(only: Option<&str>) -> Result<Vec<&'static Step>> {
    let Some(only) = only else {
        return Ok(STEPS.iter().collect());
    };
    let names: Vec<&str> = only.split(',').map(str::trim).collect();
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(Failure::Usage(format!("There is no step \"{unknown}\"; the steps are {}.", known.join(", "))));
    }
    Ok(STEPS.iter().filter(|step| names.contains(&step.name)).collect())
}

fn cargo(words: &[&str]) -> Command {
    let mut cargo = process::cargo();
    cargo.args(words).current_dir(place::root());
    cargo
}

fn fmt() -> Result {
    process::call(&mut cargo(&["fmt", "--all", "--check"]), "Formatting")
}

fn clippy() -> Result {
    process::call(cargo(&["clippy", "--locked"]).args(NATIVE).args(["--all-targets", "--", "-D", "warnings"]), "Clippy")
}

fn deny() -> Result {
    let program = tools::cargo::deny()?.join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    // It reads the licences from the crates themselves.
    process::call(&mut cargo(&["fetch", "--locked"]), "Downloading crates")?;
    let call = |words: &[&str]| {
        let mut deny = Command::new(&program);
        deny.args(["--locked", "--workspace"]).args(words).current_dir(place::root());
        deny
    };
    if process::answer(&mut call(&["fetch", "db"])).is_some() {
        return process::call(&mut call(&["check"]), "The check of the crates");
    }
    println!("The database of advisories cannot be fetched here, so known vulnerabilities are not looked up.");
    process::call(&mut call(&["--offline", "check", "bans", "licenses", "sources"]), "The check of the crates")
}

fn native() -> Result {
    // Some tests say how much they compared: exchanges replayed, pairs agreed.
    process::call(cargo(&["test", "--locked"]).args(NATIVE).env("RUST_TEST_NOCAPTURE", "1"), "The tests")
}

fn clippy_wasm() -> Result {
    tools::cargo::wasm_target()?;
    process::call(cargo(&["clippy", "--locked"]).args(WASM).args(["--all-targets", "--", "-D", "warnings"]), "Clippy")
}

fn doc() -> Result {
    tools::cargo::wasm_target()?;
    for packages in [NATIVE.as_slice(), &WASM] {
        let mut doc = cargo(&["doc", "--locked", "--no-deps", "--document-private-items"]);
        // Links from what is public to what is not are of use to whoever reads both.
        doc.args(packages).env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links");
        process::call(&mut doc, "The documentation")?;
    }
    Ok(())
}

fn components_in_chromium() -> Result {
    // A driver finds a browser by itself, so one must be there before it is called.
    chromium::any()?;
    components("CHROMEDRIVER", &chromium::driver()?)
}

fn components_in_firefox() -> Result {
    firefox::any()?;
    components("GECKODRIVER", &firefox::driver()?)
}

/// The component tests, in the browser of the driver that a variable names.
fn components(variable: &str, driver: &Path) -> Result {
    tools::cargo::wasm_target()?;
    let runner =
        tools::cargo::wasm_bindgen()?.join(format!("wasm-bindgen-test-runner{}", std::env::consts::EXE_SUFFIX));
    let mut tests = cargo(&["test", "--locked"]);
    tests.args(WASM).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    // The runner takes the first driver that is named.
    tests.env_remove("CHROMEDRIVER").env_remove("GECKODRIVER").env(variable, driver);
    // All tests of a file share one run, and a busy machine is no reason to fail.
    tests.env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    process::call(&mut tests, "The component tests")
}

/// Trunk serves while something is written, so it must go on building from a plain checkout.
fn trunk() -> Result {
    let folder = tools::cargo::trunk()?;
    // Trunk works offline, so the crates must be there before.
    process::call(&mut cargo(&["fetch", "--locked"]), "Downloading crates")?;
    let mut trunk = process::command_with("trunk", &[folder, tools::to_build()?])?;
    trunk.args(["build", "--dist"]).arg(place::kept("trunk")).current_dir(place::root());
    trunk.env("CARGO_TARGET_DIR", place::target());
    // Trunk reads this variable as a flag of its own and refuses the usual value of 1.
    trunk.env_remove("NO_COLOR");
    process::call(&mut trunk, "Building with Trunk")
}

fn dist() -> Result {
    package::hold(&package::shipped()?)
}

fn in_chromium() -> Result {
    in_engine(Engine::Chromium, |_| {})
}

fn in_webkit() -> Result {
    in_engine(Engine::WebKit, |_| {})
}

fn in_firefox() -> Result {
    let last = BEGUN.get_or_init(SystemTime::now).duration_since(UNIX_EPOCH).unwrap_or_default() + LAST_BEGIN;
    in_engine(Engine::Firefox, |command| {
        command.args(IN_FIREFOX).env("LAST_BEGIN", last.as_millis().to_string());
    })
}

fn in_engine(engine: Engine, more: impl FnOnce(&mut Command)) -> Result {
    let browser = engine.found()?;
    println!("      {}", browser.name);
    let mut command = e2e::in_browser(harness()?, &browser)?;
    more(&mut command);
    process::call(&mut command, &format!("The end-to-end tests in {}", browser.name))?;
    if let Ok(mut names) = TESTED.lock() {
        names.push(browser.name);
    }
    Ok(())
}

fn client() -> Result {
    let harness = harness()?;
    let server = Server::start(&harness.sandbox, &[])?;
    let mut script = harness.node("client.mjs".as_ref())?;
    script.env("BASE_URL", server.address()).env("TOKEN", server.printed("token")?);
    process::call(&mut script, "The published client")
}

fn conforms() -> Result {
    let harness = harness()?;
    let server = Server::start(&harness.sandbox, &[])?;
    let (username, password) = (server.printed("user")?, server.printed("password")?);
    let account = Account { server: server.address(), username: &username, password: &password, org: DEMO_ORG };
    conform::drive(harness, &account)
}

/// What drives the console: built once for all steps, because no step changes a source.
fn harness() -> Result<&'static Harness> {
    static HARNESS: OnceLock<Harness> = OnceLock::new();
    if let Some(harness) = HARNESS.get() {
        return Ok(harness);
    }
    let harness = Harness::build(&mut Steps::new(4))?;
    Ok(HARNESS.get_or_init(|| harness))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_can_be_chosen_by_name_and_keep_their_order() {
        let names = |only| chosen(only).map(|steps| steps.iter().map(|step| step.name).collect::<Vec<_>>());
        assert_eq!(names(Some("native, fmt")), Ok(vec!["fmt", "native"]));
        assert_eq!(names(None).map(|names| names.len()), Ok(STEPS.len()));
    }

    #[test]
    fn a_step_that_does_not_exist_is_a_usage_error_with_the_names() {
        let failure = chosen(Some("fmt,lint")).err().expect("there is no step lint");
        assert!(
            matches!(&failure, Failure::Usage(sentence) if sentence.contains("\"lint\"") && sentence.contains("clippy-wasm")),
            "{failure}"
        );
    }
}
