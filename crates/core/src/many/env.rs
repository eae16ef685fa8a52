//! One `.env` document for each token, with a line of three dashes between them.
//!
//! A document is what a device gets as its own file. Values are bare where no shell or reader could misunderstand them, and in
//! single quotes elsewhere. Characters that nobody sees, a line break above all, would make a second line of a name; they are
//! replaced by something that is seen.

use super::export::{Put, Sheet};
use crate::description::visible;

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
        pair("INFLUX_HOST", &visible(sheet.server), put);
        pair("INFLUX_ORG", &visible(sheet.org), put);
        pair("INFLUX_TOKEN", line.token, put);
    }
}

fn pair(key: &str, value: &str, put: Put<'_>) {
    put(key);
    put("=");
    quoted(value, put);
    put("\n");
}

fn quoted(value: &str, put: Put<'_>) {
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '@' | '%' | '+' | '=' | ',');
    if !value.is_empty() && value.chars().all(plain) {
        put(value);
        return;
    }
    put("'");
    for (at, part) in value.split('\'').enumerate() {
        if at > 0 {
            // Out of the quotes, one quote, and in again: shells know no escape within single quotes.
            put("'\\''");
        }
        put(part);
    }
    put("'");
}
