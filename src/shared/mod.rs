//! What the pages of two servers share. It knows no server: what one says and can do comes in by a trait or a closure.

pub mod create;
pub mod frame;
pub mod list;
pub mod matrix;
pub mod not_done;
