//! What is said of a plan and of a run.

use crate::console::Work;
use console_core::text::number;
use influxdb2::authorization::{Authorization, note};
use influxdb2::bulk::{Flow, Pause, Verb, WhatHappens};

/// "1 token", "24 tokens".
pub fn tokens(count: usize) -> String {
    if count == 1 { "1 token".to_owned() } else { format!("{} tokens", number(count)) }
}

/// The verb on a button.
pub const fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Activate => "Activate",
        Verb::Deactivate => "Deactivate",
        Verb::Revoke(_) => "Revoke",
        Verb::UndoRevoke => "Undo revoke",
        Verb::Delete => "Delete for good",
    }
}

/// The title of a plan.
pub fn question(of: Verb) -> String {
    match of {
        Verb::UndoRevoke => "Undo the revoke of these tokens?".to_owned(),
        Verb::Delete => "Delete these tokens for good?".to_owned(),
        of => format!("{} these tokens?", verb(of)),
    }
}

/// What a verb does on the server.
pub const fn effect(verb: Verb) -> &'static str {
    match verb {
        Verb::Activate => "Programs that use them are accepted again.",
        Verb::Deactivate => "Programs that use them are refused at once. You can activate them again.",
        Verb::Revoke(_) => {
            "Each becomes inactive at once and gets a note of the day in its description. You can undo it."
        }
        Verb::UndoRevoke => "Each becomes active again, and the note is taken out of its description.",
        Verb::Delete => "Nobody can bring them back: a new token has another secret. Only inactive tokens are deleted.",
    }
}

/// How many of a plan, and what happens to them.
pub fn happens(what: WhatHappens, count: usize) -> String {
    let (one, many) = match what {
        WhatHappens::Stops => ("stops working", "stop working"),
        WhatHappens::Starts => ("works again", "work again"),
        WhatHappens::WaitsForOwner => {
            ("becomes active, but its owner is inactive", "become active, but their owners are inactive")
        }
        WhatHappens::ChangesNothingInUse => ("does not work now either", "do not work now either"),
        WhatHappens::Deleted => ("is deleted", "are deleted"),
        WhatHappens::AlreadySo => ("is so already, so nothing is sent", "are so already, so nothing is sent"),
    };
    format!("{} {}.", number(count), if count == 1 { one } else { many })
}

/// What happens to one token of a plan.
pub const fn planned(what: WhatHappens) -> &'static str {
    match what {
        WhatHappens::Stops => "Stops working",
        WhatHappens::Starts => "Works again",
        WhatHappens::WaitsForOwner => "Active, but its owner is inactive",
        WhatHappens::ChangesNothingInUse => "Does not work now either",
        WhatHappens::Deleted => "Deleted",
        WhatHappens::AlreadySo => "Is so already",
    }
}

/// How many a plan leaves out.
pub fn left_out(count: usize) -> String {
    format!("{} {} left out.", number(count), if count == 1 { "is" } else { "are" })
}

/// What a token is called.
pub fn name(token: &Authorization) -> String {
    let name = note::read(&token.description).name.trim();
    if name.is_empty() { token.id.to_string() } else { name.to_owned() }
}

/// The title of a run: what goes on, or what came of it.
pub fn title(work: &Work) -> String {
    let tally = work.run.tally();
    let (going, done) = match work.verb {
        Some(Verb::Activate) => ("Activating", "active"),
        Some(Verb::Deactivate) => ("Deactivating", "inactive"),
        Some(Verb::Revoke(_)) => ("Revoking", "revoked"),
        Some(Verb::Delete) => ("Deleting", "deleted"),
        Some(Verb::UndoRevoke) | None => ("Undoing", "as before"),
    };
    let all = tokens(tally.total);
    match work.run.flow() {
        Flow::Going => format!("{going} {all}"),
        Flow::Paused(_) => format!("Paused: {} of {all} {done}", number(tally.done)),
        Flow::Done if tally.done == tally.total => {
            format!("{all} {} {done}", if tally.total == 1 { "is" } else { "are" })
        }
        Flow::Done => format!("{} of {all} {done}", number(tally.done)),
    }
}

/// How far a run is.
pub fn count(work: &Work) -> String {
    let tally = work.run.tally();
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
pub fn why(work: &Work) -> String {
    let wait = work.run.wait();
    match work.run.flow() {
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
