//! Commands of `influxctl token`: written for a person to run, and read back into a form.
//!
//! For a release without an HTTP API they are all that this console can do, and then the command is the deliverable.
//! `influxctl` is closed source; its grammar is known from its documentation.
//!
//! ```
//! use database::influxctl::{Word, read};
//!
//! let line = "influxctl token create --read-database telemetry press-07";
//! let words: Vec<Word<'_>> = line.split(' ').map(|text| Word { text, unresolved: false }).collect();
//! assert!(read(&words).is_ok());
//! ```

mod argv;
mod command;
mod read;
mod write;

pub use argv::{Problem, Word};
pub use command::{Command, Globals, Invocation, Order, Output, Release};
pub use read::{Missing, Note, Reading, read};
pub use write::{Inexpressible, write};
