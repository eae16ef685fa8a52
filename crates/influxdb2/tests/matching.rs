//! The match rule agrees with what a real server granted and refused.

mod recorded;

use recorded::{permission, recording};

#[test]
fn every_recorded_pair_is_matched_as_the_server_matched_it() {
    let recording = recording("permission-matching.json");
    let pairs = recording["pairs"].as_array().expect("a list of pairs");
    let mut wrong = Vec::new();
    for pair in pairs {
        let (held, needed) = (permission(&pair["held"]), permission(&pair["needed"]));
        let granted = pair["granted"].as_bool().expect("granted or not");
        if held.covers(&needed) != granted {
            wrong.push(format!("{held} for {needed}: the server says {granted}"));
        }
    }
    println!("{} of {} pairs agreed", pairs.len() - wrong.len(), pairs.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(pairs.len(), 941, "the recording is complete");
}

#[test]
fn a_right_that_includes_another_also_covers_it() {
    let recording = recording("permission-matching.json");
    for pair in recording["pairs"].as_array().expect("a list of pairs") {
        let (held, needed) = (permission(&pair["held"]), permission(&pair["needed"]));
        assert!(!held.includes(&needed) || held.covers(&needed), "{held} for {needed}");
    }
}
