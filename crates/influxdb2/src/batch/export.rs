//! The file in which the secrets of a run leave the console.
//!
//! The whole text exists only for the moment in which it is copied or downloaded. It is written twice: first to be measured,
//! then into memory that never has to grow, because a text that grows leaves its old bytes behind.

use super::{CreateTarget, Run, csv, env, json};
use crate::Id;
use console_core::text::measured;
use zeroize::Zeroizing;

/// How the table is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A table for spreadsheets and scripts.
    #[default]
    Csv,
    /// For programs.
    Json,
    /// One `.env` document for each token.
    Env,
}

/// What is written down.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The server's address.
    pub server: &'a str,
    /// The name of the organization.
    pub org: &'a str,
    /// Its id.
    pub org_id: Id,
    /// One line for each token.
    pub lines: Vec<Line<'a>>,
}

/// One token.
#[derive(Debug)]
pub struct Line<'a> {
    /// The name it was made for.
    pub name: &'a str,
    /// Its id.
    pub id: Id,
    /// Its description.
    pub description: &'a str,
    /// Its secret.
    pub token: &'a str,
}

/// Takes one piece of a text.
pub(super) type Put<'a> = &'a mut dyn FnMut(&str);

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Json, Self::Env];

    /// The words on the choice.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Env => ".env documents",
        }
    }

    /// The name of the file; nothing of the tokens is in it.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Csv => "influxdb-tokens.csv",
            Self::Json => "influxdb-tokens.json",
            Self::Env => "influxdb-tokens.env.txt",
        }
    }

    /// The media type of the file.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Json => "application/json",
            Self::Env => "text/plain;charset=utf-8",
        }
    }

    /// What a person has to know of the format.
    pub const fn note(self) -> &'static str {
        match self {
            Self::Csv => {
                "Columns: name, id, description, token. A name or description that a spreadsheet would take for a formula begins with an apostrophe."
            }
            Self::Json => "One object with the server, the organization and a list of tokens.",
            Self::Env => {
                "One document for each token, between lines of three dashes: INFLUX_HOST, INFLUX_ORG and INFLUX_TOKEN."
            }
        }
    }

    /// The whole text, with every secret in it.
    pub fn write(self, sheet: &Sheet<'_>) -> Zeroizing<String> {
        measured(&|put| match self {
            Self::Csv => csv::write(sheet, put),
            Self::Json => json::write(sheet, put),
            Self::Env => env::write(sheet, put),
        })
    }
}

/// The text with every secret that is here, and the rows that are in it.
pub fn export(run: &Run, format: Format) -> (Zeroizing<String>, Vec<usize>) {
    let (mut lines, mut rows) = (Vec::new(), Vec::new());
    for (at, row) in run.rows().iter().enumerate() {
        if let Some(created) = row.created() {
            rows.push(at);
            lines.push(Line {
                name: &row.name,
                id: created.authorization.id,
                description: &created.authorization.description,
                token: created.secret.expose(),
            });
        }
    }
    let CreateTarget { server, org } = &run.origin.place;
    (format.write(&Sheet { server, org: &org.name, org_id: org.id, lines }), rows)
}
