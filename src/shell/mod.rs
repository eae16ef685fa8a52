//! The only code with side effects: network, history, clipboard, storage, clock, and the end after a panic.

pub mod clipboard;
pub mod clock;
pub mod download;
pub mod focus;
pub mod history;
pub mod http;
pub mod lasting;
pub mod latest;
pub mod leave;
pub mod lifetime;
pub mod one_at_a_time;
pub mod page;
pub mod panic;
pub mod storage;
