//! JSON, written piece by piece, so that no intermediate text ever holds a secret.

use super::export::{Put, Sheet};

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

fn string(value: &str, put: Put<'_>) {
    put("\"");
    let mut start = 0;
    for (at, character) in value.char_indices() {
        let escape = match character {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\0'..='\x1f' | '\x7f' => "",
            _ => continue,
        };
        put(&value[start..at]);
        if escape.is_empty() {
            put(&format!("\\u{:04x}", u32::from(character)));
        } else {
            put(escape);
        }
        start = at + character.len_utf8();
    }
    put(&value[start..]);
    put("\"");
}
