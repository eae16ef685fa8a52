//! Commands and other pasted text, turned into requests for new tokens, and requests turned into commands.
//!
//! [`read_anything`] takes any text and returns a [`Reading`]: what it asks for as a [`Draft`], with *notes* (surprises and
//! repairs) and *problems* (what would be refused or is not understood), each with its [`Span`] in the text.
//! [`Draft::look_up`] makes a draft exact for one server and one version of the CLI.
//! [`print()`], [`curl()`] and [`invoke_rest_method`] go the other way.
//!
//! Credentials in the text are found first and never copied into a result; [`redact`] takes them out of the text itself.
//! Nothing is run, and nothing is asked of a server here.
//!
//! ```
//! use reader::command::read_anything;
//!
//! let reading = read_anything("Please run: influx auth create --org acme --read-bucket 0b7d4f6e0c2a1000 -d 'line 7'");
//! let draft = reading.request().expect("a request");
//! assert_eq!(draft.description, "line 7");
//! assert!(reading.problems.is_empty());
//! ```

mod code;
mod curl;
mod draft;
mod environment;
mod find;
mod inexpressible;
mod influx;
mod json;
mod marks;
mod note;
mod organization;
mod paste;
mod print;
mod problem;
mod question;
mod reading;
mod resolve;
mod secrets;
mod server;
mod shell;
mod span;
mod strings;
mod version;
mod view;

pub use code::{javascript, python, terraform};
pub use curl::{curl, invoke_rest_method};
pub use draft::{Draft, Grant, Grants, Limit, OrgRef, Owner, Reach, Wanted};
pub use find::Around;
pub use inexpressible::{Inexpressible, Reason, Why};
pub use influx::{Password, V1Draft};
pub use note::{Note, NoteKind};
pub use paste::{LONGEST, Reader, SLICE, read_anything};
pub use print::{Preset, Printed, Target, print};
pub use problem::{Problem, ProblemKind, RefusedBy};
pub use question::{Answer, Question, QuestionKind};
pub use reading::{Choice, Elsewhere, Form, NameBesideId, Reading, Subject, lines, redact};
pub use resolve::{Found, LookedUp, Resolver};
pub use secrets::SecretPlace;
pub use server::NamedServer;
pub use shell::{Expansion, Repair, Shell, Unprintable, quote};
pub use span::Span;
pub use strings::Aside;
pub use version::{CliVersion, CliVersions};
