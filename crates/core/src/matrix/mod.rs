//! What every permission matrix is made of: two actions, ticks on objects, cells and heads.

mod action;
mod ticks;

pub use action::Action;
pub use ticks::{Cell, Header, PerAction, Ticks};
