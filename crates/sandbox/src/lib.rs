//! A stand-in InfluxDB that answers as the real server does, for tests, demos and development.
//!
//! It plays one version of InfluxDB OSS 2.x (a [`Profile`]) or the Management API of an InfluxDB 3 cluster ([`management`]),
//! keeps everything in memory and starts with demo data or empty. What it answers is judged by recordings of real servers,
//! replayed in `tests/replay.rs`, or by the published contract. It runs no queries and stores no points. It shares no type
//! with the console, so that an error in one does not hide in the other.
//!
//! [`Sandbox`] is one stand-in; it can be asked in process, be served on a listener, and be told to fail
//! in ways that real servers and networks fail (module [`faults`]).

pub mod answer;
mod authenticate;
pub mod call;
mod control;
mod cors;
mod demo;
pub mod faults;
mod go_json;
mod handlers;
pub mod id;
pub mod management;
mod manner;
pub mod model;
mod moment;
pub mod options;
pub mod permission;
pub mod profile;
pub mod proxy;
mod query;
mod requests;
mod route;
mod sandbox;
mod serve;
mod server;
pub mod site;
mod standard;
pub mod tls;
mod wire;
mod world;

pub use demo::{DEMO_PASSWORD, DEMO_TOKEN, DEMO_USER};
pub use options::{Connections, Data, Options};
pub use profile::Profile;
pub use sandbox::{Outcome, Sandbox, StartError};
pub use server::{Plays, UnknownProfile};
pub use site::SiteAs;
