//! Many tokens in one run: a list of names, one token for each, and one table with all their secrets.
//!
//! [`BatchForm`] is what a person puts into the form, [`Plan`] what it stands for, [`Run`] the requests one after the other,
//! and [`Format`] the file in which the secrets leave. A run sends one request at a time and never repeats one whose answer
//! was lost; its secrets are wiped with it.

mod answers;
mod csv;
mod env;
mod export;
mod json;
mod leave;
mod list;
mod maker;
mod plan;
mod row;
mod run;
mod form;
mod steer;

pub use export::{Format, Line, Sheet};
pub use form::{BatchForm, Buckets, Count, NAME, Rights};
pub use list::{MOST, NameList};
pub use maker::{Maker, TokenRequest};
pub use plan::{Match, Plan, PlanProblem, Planned};
pub use row::{Row, Saved, State, Tally, Then};
pub use run::{Errand, Flow, Origin, Pause, Run, Step, Work};
