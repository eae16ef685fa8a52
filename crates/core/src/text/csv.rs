//! CSV as RFC 4180 has it: lines end with CR LF, and a field that could be taken for more than one stands in quotes.
//!
//! Spreadsheets run what begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a formula, some also the full-width
//! forms of these signs, and names and descriptions are other people's text. Such a text gets an apostrophe in front, which
//! spreadsheets take for "this is text". Where a spreadsheet separates by `;` it knows nothing of these quotes in the middle
//! of a line, so the same is done behind each sign that could begin a field there.
//!
//! ```
//! use console_core::text::csv;
//! let mut line = String::new();
//! csv::text("=1+1, please", &mut |piece| line.push_str(piece));
//! assert_eq!(line, "\"'=1+1, please\"");
//! ```

/// Where pieces of a file go.
pub type Put<'a> = &'a mut dyn FnMut(&str);

/// The end of a line.
pub const END: &str = "\r\n";

/// A field of somebody's text, which no spreadsheet takes for a formula.
pub fn text(value: &str, put: Put<'_>) {
    let mut defused = String::with_capacity(value.len() + 1);
    let mut begins = true;
    for character in value.chars() {
        if begins && runs(character) {
            defused.push('\'');
            begins = false;
        }
        defused.push(character);
        begins = match character {
            ';' | '\t' | '\r' | '\n' => true,
            ' ' | '"' => begins,
            _ => false,
        };
    }
    field(&defused, put);
}

/// A field whose text must not change, such as an id or a secret.
pub fn field(value: &str, put: Put<'_>) {
    // Readers disagree about white space at the ends of a bare field.
    let bare = !value.contains([',', ';', '\t', '"', '\r', '\n']) && value.trim().len() == value.len();
    if bare {
        put(value);
        return;
    }
    put("\"");
    for (at, part) in value.split('"').enumerate() {
        if at > 0 {
            put("\"\"");
        }
        put(part);
    }
    put("\"");
}

/// Whether a spreadsheet could run a field that begins like this.
const fn runs(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '\t' | '\r' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &str) -> String {
        let mut line = String::new();
        text(value, &mut |piece| line.push_str(piece));
        line
    }

    #[test]
    fn no_text_begins_a_formula_whatever_separates_fields() {
        for (value, expected) in [
            ("plain", "plain"),
            ("", ""),
            ("a-b=c", "a-b=c"),
            ("=1+1", "'=1+1"),
            ("＝1+1", "'＝1+1"),
            ("＠x", "'＠x"),
            ("a;=1+1", "\"a;'=1+1\""),
            ("a; \"=1+1", "\"a; \"\"'=1+1\""),
            ("a\t＋1", "\"a\t'＋1\""),
            ("a\n-1", "\"a\n'-1\""),
            ("\t=1", "\"'\t'=1\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            (" a", "\" a\""),
        ] {
            assert_eq!(written(value), expected, "{value:?}");
        }
    }
}
