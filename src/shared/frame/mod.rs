//! What stays around every screen.

mod held_back;

pub use held_back::HeldBack;
