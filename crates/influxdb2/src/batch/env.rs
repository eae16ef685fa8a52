//! One `.env` document for each token, with a line of three dashes between them.
//!
//! A document is what a device gets as its own file, written as the `.env` file of a single token is. In the comment above it
//! characters that nobody sees, a line break above all, are replaced by something that is seen.

use super::export::{Put, Sheet};
use crate::description::visible;
use crate::formats::{Escape, Reference, Spelled};

/// Writes the documents.
pub(super) fn write(sheet: &Sheet<'_>, put: Put<'_>) {
    for (at, line) in sheet.lines.iter().enumerate() {
        if at > 0 {
            put("---\n");
        }
        put("# ");
        put(&visible(line.name));
        put(", token ");
        put(&line.id.to_string());
        put("\n");
        pair("INFLUX_HOST", sheet.server, put);
        match Reference::named(sheet.org_id, sheet.org).for_dotenv() {
            Spelled::Name(name) => pair("INFLUX_ORG", name, put),
            Spelled::Id(id) => pair("INFLUX_ORG_ID", &id.to_string(), put),
        }
        pair("INFLUX_TOKEN", line.token, put);
    }
}

fn pair(key: &str, value: &str, put: Put<'_>) {
    put(key);
    put("=");
    Escape::Dotenv.write(value, put);
    put("\n");
}
