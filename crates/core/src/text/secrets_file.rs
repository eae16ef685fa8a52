//! The file in which the secrets of a run leave the console.
//!
//! The whole text exists only for the moment in which it is copied or downloaded. It is written twice, piece by piece: first
//! to be measured, then into memory that never has to grow, because a text that grows leaves its old bytes behind.

use super::csv::{self, Put};
use super::foreign::visible;
use super::{Escape, json, measured};
use zeroize::Zeroizing;

/// How the table is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecretsFile {
    /// A table for spreadsheets and scripts.
    #[default]
    Csv,
    /// For programs.
    Json,
    /// One `.env` document for each token.
    Env,
}

/// What a person has to know of the table for spreadsheets.
pub const CSV_NOTE: &str = "Columns: name, id, description, token. A name or description that a spreadsheet would take for a formula begins with an apostrophe.";

/// What is written down.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// What the JSON object says before its tokens: key and value.
    pub facts: Vec<(&'static str, &'a str)>,
    /// What each `.env` document sets before the token: name and value.
    pub variables: Vec<(&'static str, String)>,
    /// The name of the variable that holds the token.
    pub token: &'static str,
    /// One line for each token.
    pub lines: Vec<Line<'a>>,
}

/// One token.
#[derive(Debug)]
pub struct Line<'a> {
    /// The name it was created for.
    pub name: &'a str,
    /// Its id.
    pub id: String,
    /// Its description.
    pub description: &'a str,
    /// Its secret.
    pub token: &'a str,
}

impl SecretsFile {
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

    /// What the name of the file ends in.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
            Self::Json => ".json",
            Self::Env => ".env.txt",
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

    /// The whole text, with every secret in it.
    pub fn write(self, sheet: &Sheet<'_>) -> Zeroizing<String> {
        measured(&|put| match self {
            Self::Csv => table(sheet, put),
            Self::Json => object(sheet, put),
            Self::Env => documents(sheet, put),
        })
    }
}

/// A token is never changed: it would not work any more.
fn table(sheet: &Sheet<'_>, put: Put<'_>) {
    put("name,id,description,token\r\n");
    for line in &sheet.lines {
        csv::text(line.name, put);
        put(",");
        put(&line.id);
        put(",");
        csv::text(line.description, put);
        put(",");
        csv::field(line.token, put);
        put(csv::END);
    }
}

fn object(sheet: &Sheet<'_>, put: Put<'_>) {
    put("{\n");
    for (key, value) in &sheet.facts {
        put("  ");
        json::string(key, put);
        put(": ");
        json::string(value, put);
        put(",\n");
    }
    put("  \"tokens\": [");
    for (at, line) in sheet.lines.iter().enumerate() {
        put(if at == 0 { "\n    { \"name\": " } else { ",\n    { \"name\": " });
        json::string(line.name, put);
        put(", \"id\": ");
        json::string(&line.id, put);
        put(", \"description\": ");
        json::string(line.description, put);
        put(", \"token\": ");
        json::string(line.token, put);
        put(" }");
    }
    put(if sheet.lines.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
}

/// A document is what a device gets as its own file. In the comment above it what nobody sees, a line break above all, is
/// replaced by something that is seen.
fn documents(sheet: &Sheet<'_>, put: Put<'_>) {
    for (at, line) in sheet.lines.iter().enumerate() {
        if at > 0 {
            put("---\n");
        }
        put("# ");
        put(&visible(line.name));
        put(", token ");
        put(&line.id);
        put("\n");
        for (name, value) in &sheet.variables {
            variable(name, value, put);
        }
        variable(sheet.token, line.token, put);
    }
}

fn variable(name: &str, value: &str, put: Put<'_>) {
    put(name);
    put("=");
    Escape::Dotenv.write(value, put);
    put("\n");
}
