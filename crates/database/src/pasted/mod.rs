//! A text that somebody has, read into the form of a new token: a command of `influxctl token`, one of curl, or JSON.
//!
//! What is read is right or open with a question; what belongs to another product says where it belongs.

mod curl;
mod json;
mod words;

use crate::Id;
use crate::draft::Draft;
use crate::influxctl::{self, Command, Missing, Note, Word};

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The form, filled in.
    pub draft: Draft,
    /// The token that the text would change; none for a new one.
    pub updates: Option<Id>,
    /// What only a shell could fill in, so that the form has to ask for it.
    pub missing: Vec<Missing>,
    /// What is worth a note.
    pub notes: Vec<Note>,
    /// How many further commands were not read.
    pub more: usize,
}

/// Why nothing was read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is no text.
    #[error("There is nothing to read yet.")]
    Empty,
    /// A quote has no end.
    #[error("A quote is not closed, so the end of the text may be missing.")]
    OpenQuote,
    /// It is neither a command that is known nor JSON.
    #[error("This is not an influxctl or curl command, and not the JSON of a database token.")]
    Unknown,
    /// A command of `influxctl` that can't be read, or of another program.
    #[error("{0}")]
    Command(influxctl::Problem),
    /// A command that does something else.
    #[error("This command creates and changes no token. Paste influxctl token create or update.")]
    NoForm,
    /// JSON of another product.
    #[error("This is JSON for {0}. It belongs to the console of that product.")]
    OtherProduct(&'static str),
    /// JSON that is none of a token.
    #[error("This JSON is not the request of a database token: {0}.")]
    Json(String),
    /// The time in JSON is none.
    #[error("The expiresAt in this JSON is no date and time. Write it as 2030-01-01T00:00:00Z.")]
    Expiry,
    /// A request without a body.
    #[error("This curl command sends no body, so it grants nothing. Paste the one with --data.")]
    NoBody,
    /// A request with more than one body or address.
    #[error("This curl command has several bodies or addresses. Paste the one request that creates the token.")]
    Several,
    /// A change that leaves the permissions as they are.
    #[error("This request changes only the description. Open its token in the list to do that.")]
    DescriptionAlone,
    /// The body is elsewhere.
    #[error("The body of this command is in a file. Paste what is in the file.")]
    BodyInFile,
    /// The body holds a variable.
    #[error("A part of the body is filled in by the shell. Put the value in its place, then paste it again.")]
    BodyUnresolved,
}

/// Reads a text.
pub fn read(text: &str) -> Result<Pasted, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    if text.starts_with(['{', '[']) {
        return json::read(text, false);
    }
    let commands = words::commands(text)?;
    let mut known = commands.iter().filter_map(|words| {
        // What stands before the program, such as sudo or a variable, is none of its words.
        let at = words.iter().position(|word| PROGRAMS.contains(&words::program(&word.text)))?;
        Some(&words[at..])
    });
    let command = known.next().ok_or(Problem::Unknown)?;
    let more = known.count();
    let mut pasted = match words::program(&command[0].text) {
        "curl" => curl::read(command)?,
        _ => influxctl_command(command)?,
    };
    pasted.more = more;
    Ok(pasted)
}

/// The programs whose commands are known, at least as those of another product.
const PROGRAMS: [&str; 4] = ["influxctl", "curl", "influx", "influxdb3"];

fn influxctl_command(command: &[words::Owned]) -> Result<Pasted, Problem> {
    let words: Vec<Word<'_>> =
        command.iter().map(|word| Word { text: &word.text, unresolved: word.unresolved }).collect();
    let reading = influxctl::read(&words).map_err(Problem::Command)?;
    let (draft, updates) = match &reading.invocation.command {
        Command::Create(_) => (reading.draft().ok_or(Problem::NoForm)?, None),
        Command::Update { id, description, permissions } => {
            let selection = crate::selection::Selection::read(permissions);
            (Draft { selection, description: description.clone(), ..Draft::default() }, Some(*id))
        }
        _ => return Err(Problem::NoForm),
    };
    Ok(Pasted { draft, updates, missing: reading.missing, notes: reading.notes, more: 0 })
}
