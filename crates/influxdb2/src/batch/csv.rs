//! CSV as RFC 4180 has it: lines end with CR LF, and a field with a comma, a quote or a line break stands in quotes.
//!
//! Spreadsheets run what begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a formula, and names and descriptions
//! are other people's text. Such a field gets an apostrophe in front, which spreadsheets take for "this is text" (OWASP, "CSV
//! injection"). A token is never changed: it would not work any more, and the server's alphabet makes no formula of it.

use super::export::{Put, Sheet};

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
        field("", line.token, put);
        put("\r\n");
    }
}

/// A field of somebody's text.
fn text(value: &str, put: Put<'_>) {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    field(if formula { "'" } else { "" }, value, put);
}

fn field(before: &str, value: &str, put: Put<'_>) {
    // Readers disagree about white space at the ends of a bare field.
    let bare = !value.contains([',', '"', '\r', '\n']) && value.trim().len() == value.len();
    if bare {
        put(before);
        put(value);
        return;
    }
    put("\"");
    put(before);
    for (at, part) in value.split('"').enumerate() {
        if at > 0 {
            put("\"\"");
        }
        put(part);
    }
    put("\"");
}
