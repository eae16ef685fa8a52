//! Makes the pictures in `docs/`.

use crate::arguments::{After, Arguments};
use crate::e2e::Stage;
use crate::failure::Done;
use crate::process::{self, Steps};
use crate::server::Server;
use crate::task::Task;

/// `cargo xtask shots`
pub const SHOTS: Task = Task {
    name: "shots",
    summary: "make the pictures in docs/ anew from the shipped files and the demo data",
    flags: &[],
    after: After::Refused,
    carry_out: shots,
};

fn shots(_: &Arguments) -> Done {
    let stage = Stage::build(&mut Steps::new(4))?;
    let dist = stage.dist.to_string_lossy();
    let server = Server::start(&stage.sandbox, &["--site", &dist])?;
    let mut script = stage.node("shots.mjs".as_ref())?;
    script.env("BASE_URL", server.address());
    process::call(&mut script, "Making the pictures")
}
