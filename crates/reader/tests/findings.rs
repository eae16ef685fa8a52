//! Texts as people really paste them: each is one example of a kind, with what is right for it.

#[path = "findings/world.rs"]
mod world;

#[path = "findings/code.rs"]
mod code;
#[path = "findings/commands.rs"]
mod commands;
#[path = "findings/credentials.rs"]
mod credentials;
#[path = "findings/json.rs"]
mod json;
#[path = "findings/lines.rs"]
mod lines;
