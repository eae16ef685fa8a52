//! Every task of the project, run as `cargo xtask <task>`.
//!
//! A *task* is what a person asks for; it may need *tools* (Trunk, Node packages, a browser), which are installed when
//! they are missing, and *steps*, which are announced with their number and duration.
//! Nothing here knows what the console does: it builds, packages, starts and calls.

mod arguments;
mod bench;
mod build;
mod conform;
mod digest;
mod e2e;
mod failure;
mod package;
mod place;
mod process;
mod run;
mod server;
mod shots;
mod task;
mod test;
mod tools;

use std::process::ExitCode;

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    match task::start(&given) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit_code()
        }
    }
}
