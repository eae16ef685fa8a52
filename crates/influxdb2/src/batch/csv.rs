//! The secrets of a run as CSV, see [`console_core::text::csv`].
//!
//! A token is never changed: it would not work any more, and the server's alphabet makes no formula of it.

use super::export::{Put, Sheet};
use console_core::text::csv::{END, field, text};

const HEAD: &str = "name,id,description,token\r\n";

/// Writes the table.
pub(super) fn write(sheet: &Sheet<'_>, put: Put<'_>) {
    put(HEAD);
    for line in &sheet.lines {
        text(line.name, put);
        put(",");
        put(&line.id.to_string());
        put(",");
        text(line.description, put);
        put(",");
        field(line.token, put);
        put(END);
    }
}
