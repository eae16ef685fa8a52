//! The list of tasks: what each is called, takes and does.

use crate::arguments::{After, Arguments, Flag};
use crate::failure::{Failure, Result};
use crate::{bench, conform, e2e, package, run, shots, test, tools};

/// One thing that can be asked for.
pub struct Task {
    /// As it is typed.
    pub name: &'static str,
    /// What it does, in one line.
    pub summary: &'static str,
    /// What it takes.
    pub flags: &'static [Flag],
    /// Whether it takes words after `--`.
    pub after: After,
    /// Carries it out.
    pub carry_out: fn(&Arguments) -> Result,
}

const TASKS: &[Task] = &[
    run::RUN,
    run::SANDBOX,
    package::DIST,
    test::TEST,
    test::CI,
    e2e::E2E,
    e2e::ATTACK,
    conform::CONFORM,
    bench::BENCH,
    shots::SHOTS,
    tools::TOOLS,
];

/// Carries out the task that the command line names, or lists the tasks.
pub fn start(given: &[String]) -> Result {
    let Some((name, words)) = given.split_first() else {
        print!("{}", list());
        return Ok(());
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print!("{}", list());
        return Ok(());
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        return Err(Failure::Usage(format!("There is no task \"{name}\". \"cargo xtask\" alone lists them.")));
    };
    let own = words.split(|word| word == "--").next().unwrap_or_default();
    if own.iter().any(|word| word == "--help" || word == "-h") {
        print!("{}", help(task));
        return Ok(());
    }
    (task.carry_out)(&Arguments::parse(task.name, task.flags, task.after, words)?)
}

fn list() -> String {
    let mut text = "Tasks, run as cargo xtask <task>; <task> --help lists the flags of one:\n\n".to_owned();
    for task in TASKS {
        text.push_str(&format!("  {:<9} {}\n", task.name, task.summary));
    }
    text
}

fn help(task: &Task) -> String {
    let mut text = format!("cargo xtask {}: {}\n", task.name, task.summary);
    for flag in task.flags {
        text.push_str(&format!("  {:<22} {}\n", flag.shown(), flag.summary));
    }
    if task.after == After::HandedOn {
        text.push_str(&format!("  {:<22} words for the program that it calls\n", "-- WORDS"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn every_task_is_listed_in_one_line() {
        let list = list();
        for task in TASKS {
            assert_eq!(list.matches(&format!("\n  {} ", task.name)).count(), 1, "{}", task.name);
            assert!(!task.summary.contains('\n') && task.summary.len() < 110, "{}", task.name);
        }
    }

    #[test]
    fn an_unknown_task_or_flag_is_a_usage_error() {
        for given in [words(&["rnu"]), words(&["run", "--prot", "1"]), words(&["dist", "now"])] {
            assert!(matches!(start(&given), Err(Failure::Usage(_))), "{given:?}");
        }
    }
}
