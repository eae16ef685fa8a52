//! One change to many tokens: a plan first, then a run with bounded parallelism, a result for each, and no request twice.
//!
//! Nothing here sends anything. [`Run::step`] says what to send next, and whoever sends it reports back.
//! An answer that was lost is read back before anything else is said about its row.

mod plan;
mod row;
mod run;

pub use plan::{Plan, Planned, Verb, WhatHappens};
pub use row::{Row, State, Tally};
pub use run::{Flow, PARALLEL, Pause, Run, Step};
