//! Makes the pictures in `docs/`.

use crate::arguments::{After, Arguments};
use crate::e2e::Harness;
use crate::failure::Result;
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

fn shots(_: &Arguments) -> Result {
    let harness = Harness::build(&mut Steps::new(4))?;
    let dist = harness.dist.to_string_lossy();
    let server = Server::start(&harness.sandbox, &["--site", &dist])?;
    let with_site = |profile| Server::start(&harness.sandbox, &["--site", &dist, "--profile", profile]);
    let (cluster, without_api) = (with_site("clustered")?, with_site("clustered-2025-03")?);
    let mut script = harness.node("shots.mjs".as_ref())?;
    script.env("BASE_URL", server.address()).env("TOKEN", server.printed("token")?);
    script.env("CLUSTER_URL", cluster.address()).env("CLUSTER_TOKEN", cluster.printed("token")?);
    script.env("WITHOUT_API_URL", without_api.address());
    process::call(&mut script, "Making the pictures")
}
