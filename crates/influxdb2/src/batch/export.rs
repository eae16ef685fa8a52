//! The secrets of a run as a file, see [`SecretsFile`].

use super::{CreateTarget, Run};
use crate::formats::{Reference, Spelled};
use crate::session::Named;
use console_core::text::{CSV_NOTE, Line, SecretsFile, Sheet};
use zeroize::Zeroizing;

/// The name of the file but for its ending; nothing of the tokens is in it.
pub const FILE: &str = "influxdb-tokens";

/// What a person has to know of the format.
pub const fn note(file: SecretsFile) -> &'static str {
    match file {
        SecretsFile::Csv => CSV_NOTE,
        SecretsFile::Json => "One object with the server, the organization and a list of tokens.",
        SecretsFile::Env => {
            "One document for each token, between lines of three dashes: INFLUX_HOST, INFLUX_ORG and INFLUX_TOKEN."
        }
    }
}

/// What is written down of tokens of an organization.
pub fn sheet<'a>(server: &'a str, org: &'a Named, lines: Vec<Line<'a>>) -> Sheet<'a> {
    let organization = match Reference::named(org.id, &org.name).for_dotenv() {
        Spelled::Name(name) => ("INFLUX_ORG", name.to_owned()),
        Spelled::Id(id) => ("INFLUX_ORG_ID", id.to_string()),
    };
    Sheet {
        facts: vec![("server", server), ("organization", &org.name)],
        variables: vec![("INFLUX_HOST", server.to_owned()), organization],
        token: "INFLUX_TOKEN",
        lines,
    }
}

/// The text with every secret that is here, and the rows that are in it.
pub fn export(run: &Run, file: SecretsFile) -> (Zeroizing<String>, Vec<usize>) {
    let (mut lines, mut rows) = (Vec::new(), Vec::new());
    for (at, row) in run.rows().iter().enumerate() {
        if let Some(created) = row.created() {
            rows.push(at);
            lines.push(Line {
                name: &row.name,
                id: created.authorization.id.to_string(),
                description: &created.authorization.description,
                token: created.secret.expose(),
            });
        }
    }
    let CreateTarget { server, org } = &run.origin.place;
    (file.write(&sheet(server, org, lines)), rows)
}
