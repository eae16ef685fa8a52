//! Drives the shipped console through its main job against any running server.

use crate::arguments::{After, Arguments, Flag};
use crate::e2e::Harness;
use crate::failure::Result;
use crate::process::{self, Steps};
use crate::server::Server;
use crate::task::Task;

/// `cargo xtask conform`
pub const CONFORM: Task = Task {
    name: "conform",
    summary: "drive the shipped console through the main job against a running server, and tidy up",
    flags: &[
        Flag::with_value("--server", "URL", "the server, such as http://localhost:8086"),
        Flag::with_value("--username", "NAME", "a user who may make tokens and buckets there"),
        Flag::with_value("--password", "WORD", "the user's password"),
        Flag::with_value("--org", "NAME", "the organization to work in"),
    ],
    after: After::Refused,
    carry_out: conform,
};

/// Whom to sign in as, where.
pub struct Account<'a> {
    pub server: &'a str,
    pub username: &'a str,
    pub password: &'a str,
    pub org: &'a str,
}

fn conform(arguments: &Arguments) -> Result {
    let required = |flag| arguments.required(CONFORM.name, flag);
    let account = Account {
        server: required("--server")?,
        username: required("--username")?,
        password: required("--password")?,
        org: required("--org")?,
    };
    drive(&Harness::build(&mut Steps::new(4))?, &account)
}

/// Serves the shipped files from the origin that passes the API on to the server, and runs the script there.
pub fn drive(harness: &Harness, account: &Account) -> Result {
    let dist = harness.dist.to_string_lossy();
    let origin = Server::start(&harness.sandbox, &["--site", &dist, "--server", account.server])?;
    let mut script = harness.node("conform.mjs".as_ref())?;
    script.env("BASE_URL", origin.address()).env("SERVER", account.server);
    script.env("USERNAME", account.username).env("PASSWORD", account.password).env("ORG", account.org);
    process::call(&mut script, "Conforming")
}
