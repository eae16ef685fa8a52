//! The `influx` CLI: which command it is, and what `auth create` and `v1 auth create` ask for.
//!
//! The flags stand in [`flags`] as tables with the versions that have them.
//! Two parsers follow: [`urfave`] for 2.1 and later, [`pflag`] for 2.0. Both read the same words against the flags of all
//! versions; where only one of them takes the command, that limits its versions.
//! The CLI's profiles and its configuration file are not known here.

mod arguments;
mod create;
mod flags;
mod nearest;
mod pflag;
mod switches;
mod urfave;
mod v1;

pub(crate) use arguments::Words;
use flags::Leaf;
pub(crate) use flags::{TYPES, type_flag, type_flag_name};
pub(crate) use switches::strays;
pub use v1::{Password, V1Draft};

use super::{Elsewhere, ProblemKind, Reading, Subject};

/// Reads the words after `influx`.
pub(crate) fn read(words: &Words<'_>, reading: &mut Reading) {
    let names = pflag::command_words(words);
    let path: Vec<&str> = names.iter().map(|index| words.line.word(*index)).collect();
    let (leaf, length) = match path[..] {
        ["auth" | "authorization", "create", ..] => (Leaf::Create, 2),
        ["v1", "auth" | "authorization", "create", ..] => (Leaf::V1Create, 3),
        ["auth" | "authorization", "list" | "ls" | "find", ..] => return elsewhere(reading, Elsewhere::AuthList),
        ["auth" | "authorization", "active" | "inactive", ..] => return elsewhere(reading, Elsewhere::AuthStatus),
        ["auth" | "authorization", "delete", ..] => return elsewhere(reading, Elsewhere::AuthDelete),
        ["v1", "auth" | "authorization", ..] => return elsewhere(reading, Elsewhere::V1Other),
        _ => {
            let place = names.first().map_or(words.span(), |index| words.line.span(*index));
            return reading.problem(place, ProblemKind::UnknownCommand("influx"));
        }
    };
    let arguments = arguments::read(words, &names[..length], leaf, reading);
    match leaf {
        Leaf::Create => create::read(words, &arguments, reading),
        Leaf::V1Create => v1::read(words, &arguments, reading),
    }
}

fn elsewhere(reading: &mut Reading, what: Elsewhere) {
    reading.subject = Subject::Elsewhere(what);
}
