//! Commands of `influxctl token`: written for a person to run, and read back into a form.
//!
//! For a release without an HTTP API they are all that this console can do, and then the command is the deliverable.
//! `influxctl` is closed source; its grammar is known from its documentation.

mod argv;
mod command;
mod read;
mod write;

pub use argv::{Problem, Word};
pub use command::{Command, Globals, Invocation, Order, Output, Release};
pub use read::{Missing, Note, Reading, read};
pub use write::{Inexpressible, write};
