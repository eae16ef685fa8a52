//! Strings of JSON, written piece by piece, so that no intermediate text ever holds a secret, and JSON that is shown.

use super::csv::Put;
use super::foreign::hides;

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

/// JSON in which every character that is not seen is written as its number; it means the same.
pub fn visible(json: &str) -> String {
    let mut visible = String::with_capacity(json.len());
    for character in json.chars() {
        // Line breaks of the layout stay; those inside of texts are escaped in JSON already.
        if character != '\n' && hides(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                visible.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            visible.push(character);
        }
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_with_characters_that_are_not_seen_means_the_same() {
        let json = "{\n  \"a\": \"x\u{202e}y\u{e0001}\"\n}";
        let shown = visible(json);
        assert_eq!(shown, "{\n  \"a\": \"x\\u202ey\\udb40\\udc01\"\n}");
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        assert_eq!(read(&shown), read(json));
    }
}
