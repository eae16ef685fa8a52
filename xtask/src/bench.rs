//! Measures the shipped files in a browser, and the core outside of one, against the goals of docs/PERFORMANCE.md.

use std::process::Command;

use crate::arguments::{After, Arguments, Flag};
use crate::build;
use crate::e2e::{self, Harness};
use crate::failure::{Failure, Result};
use crate::place;
use crate::process::{self, Steps};
use crate::task::Task;

/// How often each figure is taken unless it is said.
const TIMES: &str = "7";

/// `cargo xtask bench`
pub const BENCH: Task = Task {
    name: "bench",
    summary: "measure speed, size and memory of the shipped files beside what the same browser takes for the least",
    flags: &[
        Flag::with_value("--times", "N", "how often each figure is taken; 7 if not given"),
        Flag::with_value("--only", "WORD", "the groups of figures with this word in their names"),
        Flag::with_value("--server", "URL", "a real server in the place of the stand-in, as it is"),
        Flag::with_value("--beside", "URL", "InfluxData's own page there, by turns; needs --server"),
        Flag::with_value("--username", "NAME", "a user of the real server"),
        Flag::with_value("--password", "WORD", "the user's password"),
        Flag::with_value("--org", "NAME", "the organization to look at there"),
        Flag::plain("--write", "write the table into docs/PERFORMANCE.md"),
    ],
    after: After::Refused,
    carry_out: bench,
};

fn bench(arguments: &Arguments) -> Result {
    let times = arguments.value("--times").unwrap_or(TIMES);
    if !times.parse().is_ok_and(|times: u32| times > 0) {
        return Err(Failure::Usage(format!(
            "\"{times}\" is not how often something can be done; --times takes 1 or more."
        )));
    }
    let mut steps = Steps::new(5);
    steps.begin("Build the core's own bench, native and for WebAssembly");
    let core = build::core_bench()?;
    let harness = Harness::build(&mut steps)?;
    let mut bench = e2e::playwright_command(&harness)?;
    bench.args(["--config", "bench.config.ts"]);
    if let Some(word) = arguments.value("--only") {
        bench.args(["--grep", word]);
    }
    let told = place::target().join("bench.json");
    bench.env("BENCH_TIMES", times).env("BENCH_JSON", &told);
    bench.env("CORE_NATIVE", core.native).env("CORE_WASM", core.wasm);
    if arguments.has("--write") {
        bench.env("BENCH_PAGE", place::root().join("docs/PERFORMANCE.md"));
    }
    real_server(arguments, &mut bench)?;
    process::call(&mut bench, "Measuring")?;
    println!("The same figures are in {}.", told.display());
    Ok(())
}

/// Tells the script of a real server, if one is measured.
fn real_server(arguments: &Arguments, bench: &mut Command) -> Result {
    let Some(server) = arguments.value("--server") else {
        return match arguments.value("--beside") {
            Some(_) => Err(Failure::Usage("--beside needs --server: both pages must have the same data.".to_owned())),
            None => Ok(()),
        };
    };
    let required = |flag| arguments.required(BENCH.name, flag);
    bench.env("BENCH_SERVER", server).env("USERNAME", required("--username")?);
    bench.env("PASSWORD", required("--password")?).env("ORG", required("--org")?);
    if let Some(page) = arguments.value("--beside") {
        bench.env("BENCH_BESIDE", page);
    }
    Ok(())
}
