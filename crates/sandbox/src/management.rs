//! The Management API of InfluxDB 3 Clustered and Cloud Dedicated: databases and database tokens, and as much of the data
//! plane as it takes to see whether a token works.
//!
//! It is a neighbour of the InfluxDB 2 handlers and shares only calls and answers with them. It is made from the published
//! contracts alone, which the tests hold it to, and is unproven: nobody has compared it with a running cluster. What the
//! contracts leave open (whether a list shows what was revoked, how long a new token takes to work) differs by profile or is
//! said where it is decided.

mod answers;
mod cluster;
mod data;
mod databases;
mod demo;
mod profile;
mod route;
mod state;
mod tokens;
mod uuid;

pub use cluster::Cluster;
pub use demo::{ACCOUNT, AUDITOR_TOKEN, CLUSTER, EXPIRED_TOKEN, MANAGEMENT_TOKEN};
pub use profile::Profile;
pub use route::{answer, is_server_path};
pub use state::state;
