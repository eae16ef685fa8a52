//! Runs of many tokens: what a run says is what the server holds, and what it writes down is what was made.

#[path = "many/files.rs"]
mod files;
#[path = "many/honest.rs"]
mod honest;
#[path = "many/server.rs"]
mod server;
#[path = "many/stories.rs"]
mod stories;
