//! The words of a command line as `influxctl` takes them: flags before arguments, `--name value`, `--name=value`, one dash or two.

use console_core::text::foreign;

/// A word of a command, quotes and escapes gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// Its text.
    pub text: &'a str,
    /// Whether a part of it is something that only a shell could fill in, so that its text means nothing.
    pub unresolved: bool,
}

/// Why words are no command that can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It is a command of something else.
    #[error("This is a command for {0}. It belongs to the console of that product.")]
    OtherProgram(&'static str),
    /// It is no command of `influxctl`.
    #[error("This is not an influxctl command.")]
    NotInfluxctl,
    /// It is about management tokens.
    #[error("Management tokens have no HTTP API. Run the command in a terminal, or use the Admin UI.")]
    Management,
    /// It is about something else.
    #[error("“{}” is not a command of influxctl token that this page understands.", foreign::message(.0))]
    OtherCommand(String),
    /// No version has this flag.
    #[error("influxctl has no flag {} here.", foreign::message(.0))]
    UnknownFlag(String),
    /// A flag stands at the end without its value.
    #[error("The value of {0} is missing.")]
    NoValue(&'static str),
    /// A value is none that the flag takes.
    #[error("{flag} does not take “{}”.", foreign::message(.value))]
    Value {
        /// The flag.
        flag: &'static str,
        /// What was given.
        value: String,
    },
    /// A name with a comma: nobody documents whether influxctl takes it apart.
    #[error("influxctl may take “{}” apart at its comma. Give {flag} once for each database.", foreign::message(.value))]
    Comma {
        /// The flag.
        flag: &'static str,
        /// What was given.
        value: String,
    },
    /// A flag behind the first argument is an argument for the program.
    #[error("Flags must stand before the description or id, or influxctl takes {} for one more.", foreign::message(.0))]
    TooMany(String),
    /// A word is missing at the end.
    #[error("The {0} is missing at the end.")]
    NoArgument(&'static str),
    /// An argument is no id.
    #[error("“{}” is not a token id.", foreign::message(.0))]
    NoId(String),
}

/// What a flag needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    Nothing,
    Value,
}

/// A flag that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flag<'a> {
    pub name: &'static str,
    pub value: Word<'a>,
}

/// Takes flags off the front, until the first word that is none. `--` ends them.
pub(super) fn flags<'a>(words: &mut &[Word<'a>], known: &[(&'static str, Takes)]) -> Result<Vec<Flag<'a>>, Problem> {
    let mut flags = Vec::new();
    while let [word, rest @ ..] = *words {
        if word.text == "--" {
            *words = rest;
            break;
        }
        let Some(body) = word.text.strip_prefix("--").or_else(|| word.text.strip_prefix('-')) else { break };
        if body.is_empty() {
            break;
        }
        *words = rest;
        let (name, inline) = body.split_once('=').map_or((body, None), |(name, value)| (name, Some(value)));
        let Some((name, takes)) = known.iter().copied().find(|(known, _)| known.trim_start_matches('-') == name) else {
            return Err(Problem::UnknownFlag(format!("--{name}")));
        };
        let value = match (takes, inline) {
            (Takes::Nothing, inline) => Word { text: inline.unwrap_or("true"), unresolved: word.unresolved },
            (Takes::Value, Some(text)) => Word { text, unresolved: word.unresolved },
            (Takes::Value, None) => {
                let [value, rest @ ..] = *words else { return Err(Problem::NoValue(name)) };
                *words = rest;
                *value
            }
        };
        flags.push(Flag { name, value });
    }
    Ok(flags)
}

impl Flag<'_> {
    /// Whether a switch is on.
    pub fn is_on(&self) -> Result<bool, Problem> {
        match self.value.text {
            "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
            "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
            other => Err(Problem::Value { flag: self.name, value: other.to_owned() }),
        }
    }
}
