//! The secrets of a run as a file, see [`SecretsFile`].

use super::Run;
use console_core::text::{CSV_NOTE, Line, SecretsFile, Sheet};
use zeroize::Zeroizing;

/// The name of the file but for its ending; nothing of the tokens is in it.
pub const FILE: &str = "database-tokens";

/// What a person has to know of the format.
pub const fn note(file: SecretsFile) -> &'static str {
    match file {
        SecretsFile::Csv => CSV_NOTE,
        SecretsFile::Json => "One object with the host and a list of tokens.",
        SecretsFile::Env => "One document for each token, between lines of three dashes: INFLUX_HOST and INFLUX_TOKEN.",
    }
}

/// The text with every secret that is here, and the rows that are in it. `host` is the address of the data plane.
pub fn export(run: &Run, host: &str, file: SecretsFile) -> (Zeroizing<String>, Vec<usize>) {
    let (mut lines, mut rows) = (Vec::new(), Vec::new());
    for (at, row) in run.rows().iter().enumerate() {
        if let Some(created) = row.created() {
            rows.push(at);
            lines.push(Line {
                name: &row.name,
                id: created.token.id.to_string(),
                description: &created.token.description,
                token: created.secret.expose(),
            });
        }
    }
    let sheet = Sheet {
        facts: vec![("host", host)],
        variables: vec![("INFLUX_HOST", host.to_owned())],
        token: "INFLUX_TOKEN",
        lines,
    };
    (file.write(&sheet), rows)
}
