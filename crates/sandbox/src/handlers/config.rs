//! `/api/v2/config`: every setting of the server, for complete operators only.
//!
//! The values are the defaults; that hashing is named at all tells that the version knows it. Most durations
//! are numbers of nanoseconds, those with a type of their own in Go are words, as InfluxDB 2.9.1 answers.

use crate::answer::{Answer, Handled, Refusal, ok};
use crate::call::{Call, Caller};
use crate::manner::chi;
use crate::profile::Secrets;
use crate::standard;
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

/// Answers the one path.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    // Who is no operator is refused before path and method are looked at.
    let all = standard::operator(&world.profile);
    if !all.iter().all(|needed| caller.rights.holds(needed)) {
        return chi(Err(Refusal::unauthorized("access to /api/v2/config requires operator permissions")));
    }
    chi(match (&call.method, rest) {
        (&Method::GET, []) => find(world),
        (_, []) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

fn find(world: &World) -> Handled {
    let mut config = defaults();
    if world.profile.hashing_setting {
        config["use-hashed-tokens"] = (world.profile.secrets == Secrets::Hashed).into();
    }
    ok(json!({"config": config}))
}

/// The settings of every version, with the values of a server that was given none.
const DEFAULTS: &str = include_str!("config/defaults.json");

fn defaults() -> Value {
    serde_json::from_str(DEFAULTS).expect("the file beside this module is JSON")
}
