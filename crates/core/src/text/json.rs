//! Strings of JSON, written piece by piece, so that no intermediate text ever holds a secret.

use super::csv::Put;

/// A string in its quotation marks.
///
/// ```
/// let mut text = String::new();
/// console_core::text::json::string("a \"b\"\n", &mut |piece| text.push_str(piece));
/// assert_eq!(text, r#""a \"b\"\n""#);
/// ```
pub fn string(value: &str, put: Put<'_>) {
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
