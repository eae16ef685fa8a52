//! JSON, written piece by piece, so that no intermediate text ever holds a secret.

use super::export::{Put, Sheet};
use console_core::text::json::string;

/// Writes the object.
pub(super) fn write(sheet: &Sheet<'_>, put: Put<'_>) {
    put("{\n  \"server\": ");
    string(sheet.server, put);
    put(",\n  \"organization\": ");
    string(sheet.org, put);
    put(",\n  \"tokens\": [");
    for (at, line) in sheet.lines.iter().enumerate() {
        put(if at == 0 { "\n    { \"name\": " } else { ",\n    { \"name\": " });
        string(line.name, put);
        put(", \"id\": ");
        string(&line.id.to_string(), put);
        put(", \"description\": ");
        string(line.description, put);
        put(", \"token\": ");
        string(line.token, put);
        put(" }");
    }
    put(if sheet.lines.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
}
