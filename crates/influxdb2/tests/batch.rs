//! Runs of many tokens: what a run says is what the server holds, and what it writes down is what was made.

#[path = "batch/files.rs"]
mod files;
#[path = "batch/honest.rs"]
mod honest;
#[path = "batch/server.rs"]
mod server;
#[path = "batch/stories.rs"]
mod stories;
#[path = "batch/twins.rs"]
mod twins;
