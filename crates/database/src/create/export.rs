//! The file in which the secrets of a run leave the console. The whole text exists only while it is copied or downloaded.

use super::Run;
use console_core::text::escape::Sink;
use console_core::text::{Escape, csv, foreign, json, measured};
use zeroize::Zeroizing;

/// How the tokens are written down.
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

/// One token.
struct Line<'a> {
    name: &'a str,
    id: String,
    description: &'a str,
    token: &'a str,
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

    /// The name of the file; nothing of the tokens is in it.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Csv => "database-tokens.csv",
            Self::Json => "database-tokens.json",
            Self::Env => "database-tokens.env.txt",
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

    /// The text with every secret that is here, and the rows that are in it. `host` is the address of the data plane.
    pub fn write(self, run: &Run, host: &str) -> (Zeroizing<String>, Vec<usize>) {
        let (mut lines, mut rows) = (Vec::new(), Vec::new());
        for (at, row) in run.rows().iter().enumerate() {
            if let Some(created) = row.created() {
                rows.push(at);
                let (id, description) = (created.token.id.to_string(), &*created.token.description);
                lines.push(Line { name: &row.name, id, description, token: created.secret.expose() });
            }
        }
        let text = measured(&|out| match self {
            Self::Csv => write_csv(&lines, out),
            Self::Json => write_json(&lines, host, out),
            Self::Env => write_env(&lines, host, out),
        });
        (text, rows)
    }
}

fn write_csv(lines: &[Line<'_>], out: &mut Sink<'_>) {
    out("name,id,description,token\r\n");
    for line in lines {
        csv::text(line.name, out);
        out(",");
        out(&line.id);
        out(",");
        csv::text(line.description, out);
        out(",");
        // A token that was changed would not work any more.
        csv::field(line.token, out);
        out(csv::END);
    }
}

fn write_json(lines: &[Line<'_>], host: &str, out: &mut Sink<'_>) {
    out("{\"host\": ");
    json::string(host, out);
    out(", \"tokens\": [");
    for (at, line) in lines.iter().enumerate() {
        out(if at == 0 { "\n  {" } else { ",\n  {" });
        for (at, (key, value)) in
            [("name", line.name), ("id", &line.id), ("description", line.description), ("token", line.token)]
                .into_iter()
                .enumerate()
        {
            out(if at == 0 { "\"" } else { ", \"" });
            out(key);
            out("\": ");
            json::string(value, out);
        }
        out("}");
    }
    out("\n]}\n");
}

fn write_env(lines: &[Line<'_>], host: &str, out: &mut Sink<'_>) {
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out("---\n");
        }
        out("# ");
        out(&foreign::spelled_out(line.name));
        out("\nINFLUX_HOST=");
        Escape::Dotenv.write(host, out);
        out("\nINFLUX_TOKEN=");
        Escape::Dotenv.write(line.token, out);
        out("\n");
    }
}
