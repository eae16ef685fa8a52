//! Commands and other pasted text, read and printed: the pairs of the reference, the grammar as tables, and properties.

#[path = "commands/grammar.rs"]
mod grammar;
#[path = "commands/pairs.rs"]
mod pairs;
#[path = "commands/pasted.rs"]
mod pasted;
#[path = "commands/printed.rs"]
mod printed;
#[path = "commands/properties.rs"]
mod properties;
#[path = "commands/world.rs"]
mod world;
