//! What is said of a plan and of a run.

use super::{Dialect, Flow, Happens, Pause, Run, Verb};
use crate::text::number;

/// "1 token", "24 tokens".
pub fn tokens(count: usize) -> String {
    if count == 1 { "1 token".to_owned() } else { format!("{} tokens", number(count)) }
}

/// How many of a plan, and what happens to them.
pub fn happens(what: impl Happens, count: usize) -> String {
    let (one, many) = what.counted();
    format!("{} {}.", number(count), if count == 1 { one } else { many })
}

/// How many a plan leaves out.
pub fn left_out(count: usize) -> String {
    format!("{} {} left out.", number(count), if count == 1 { "is" } else { "are" })
}

/// The title of a run: what goes on, or what came of it. Without a verb, a run is taken back.
pub fn title<D: Dialect>(verb: Option<D::Verb>, run: &Run<D>) -> String {
    let tally = run.tally();
    let (going, done) = verb.map_or(("Undoing", "as before"), Verb::going);
    let all = tokens(tally.total);
    match run.flow() {
        Flow::Going => format!("{going} {all}"),
        Flow::Paused(_) => format!("Paused: {} of {all} {done}", number(tally.done)),
        Flow::Done if tally.done == tally.total => {
            format!("{all} {} {done}", if tally.total == 1 { "is" } else { "are" })
        }
        Flow::Done => format!("{} of {all} {done}", number(tally.done)),
    }
}

/// How far a run is.
pub fn count<D: Dialect>(run: &Run<D>) -> String {
    let tally = run.tally();
    let parts = [
        (tally.done, "done"),
        (tally.failed, "failed"),
        (tally.unsure, "not known"),
        (tally.changed, "changed by somebody else"),
        (tally.gone, "gone"),
        (tally.open, "open"),
    ];
    let told: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", number(*count)))
        .collect();
    told.join(", ")
}

/// Why it waits; empty where it does not.
pub fn why<D: Dialect>(run: &Run<D>) -> String {
    let wait = run.wait();
    match run.flow() {
        Flow::Paused(Pause::KeepsFailing) => {
            "Several failed in a row, so the rest waits. Look at the results before you resume.".to_owned()
        }
        Flow::Paused(Pause::ServerWantsRest(seconds)) => {
            let unit = if seconds == 1 { "second" } else { "seconds" };
            format!("The server asks to wait for {seconds} {unit}. Resume after that.")
        }
        Flow::Paused(Pause::SessionEnded) => "The session has ended. Sign in again.".to_owned(),
        Flow::Going if wait > 0 => format!("The server asks to wait: {wait} s."),
        _ => String::new(),
    }
}
