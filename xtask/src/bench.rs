//! Measures the shipped files in a browser, and the core outside of one, against the goals of docs/PERFORMANCE.md.

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
    let asked = asked(arguments)?;
    let mut steps = Steps::new(5);
    steps.begin("Build the core's own bench, native and for WebAssembly");
    let core = build::core_bench()?;
    let harness = Harness::build(&mut steps)?;
    let figures = place::target().join("bench.json");
    let mut bench = e2e::playwright_command(&harness)?;
    bench.args(["--config", "bench.config.ts"]).envs(asked);
    bench.env("CORE_NATIVE", core.native).env("CORE_WASM", core.wasm).env("BENCH_JSON", &figures);
    if let Some(word) = arguments.value("--only") {
        bench.args(["--grep", word]);
    }
    if arguments.has("--write") {
        bench.env("BENCH_PAGE", place::root().join("docs/PERFORMANCE.md"));
    }
    process::call(&mut bench, "Measuring")?;
    println!("The same figures are in {}.", figures.display());
    Ok(())
}

/// What the script is told of how often, and of a real server, before anything is built.
fn asked(arguments: &Arguments) -> Result<Vec<(&'static str, String)>> {
    let times = arguments.value("--times").unwrap_or(TIMES);
    if !times.parse().is_ok_and(|times: u32| times > 0) {
        let words = format!("\"{times}\" is not how often something can be done; --times takes 1 or more.");
        return Err(Failure::Usage(words));
    }
    let mut asked = vec![("BENCH_TIMES", times.to_owned())];
    let Some(server) = arguments.value("--server") else {
        return match arguments.value("--beside") {
            Some(_) => Err(Failure::Usage("--beside needs --server: both pages must have the same data.".to_owned())),
            None => Ok(asked),
        };
    };
    asked.push(("BENCH_SERVER", server.to_owned()));
    for (variable, flag) in [("USERNAME", "--username"), ("PASSWORD", "--password"), ("ORG", "--org")] {
        asked.push((variable, arguments.required(BENCH.name, flag)?.to_owned()));
    }
    asked.extend(arguments.value("--beside").map(|page| ("BENCH_BESIDE", page.to_owned())));
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked_with(words: &str) -> Result<Vec<(&'static str, String)>> {
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        asked(&Arguments::parse(BENCH.name, BENCH.flags, BENCH.after, &words)?)
    }

    #[test]
    fn what_cannot_be_measured_is_told_before_anything_is_built() {
        for (words, expected) in [
            ("--times 0", "--times takes 1 or more"),
            ("--times often", "\"often\" is not how often"),
            ("--beside http://a:1", "--beside needs --server"),
            ("--server http://a:1 --username u --password p", "bench needs --org"),
        ] {
            let failure = asked_with(words).expect_err(words);
            assert!(matches!(&failure, Failure::Usage(sentence) if sentence.contains(expected)), "{failure}");
        }
    }

    #[test]
    fn each_figure_is_taken_seven_times_unless_it_is_said() {
        assert_eq!(asked_with(""), Ok(vec![("BENCH_TIMES", "7".to_owned())]));
        let server =
            asked_with("--times 3 --server http://a:1 --username u --password p --org o").expect("all is told");
        assert_eq!(server[0], ("BENCH_TIMES", "3".to_owned()));
        assert_eq!(server.len(), 5);
    }
}
