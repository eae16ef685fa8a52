//! A filter cut into its words, with the place of each.

use std::ops::Range;

/// One word: `!key:value`, without its quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub negated: bool,
    /// In small letters.
    pub key: Option<String>,
    pub value: String,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Where the value begins.
    pub value_at: usize,
}

/// Cuts a text at blanks outside of quotation marks. A mark that is not closed yet reaches to the end.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| !c.is_whitespace()).map(|skipped| at + skipped) {
        let word = word_at(text, start);
        at = word.span.end;
        words.push(word);
    }
    words
}

fn word_at(text: &str, start: usize) -> Word {
    let negated = text[start..].starts_with('!');
    let body = start + usize::from(negated);
    let key_length = text[body..].find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(0);
    let has_key = key_length > 0 && text[body + key_length..].starts_with(':');
    let value_at = if has_key { body + key_length + 1 } else { body };
    let mut value = String::new();
    let (mut quoted, mut end) = (false, text.len());
    let mut characters = text[value_at..].char_indices();
    while let Some((offset, character)) = characters.next() {
        match character {
            '"' => quoted = !quoted,
            '\\' if quoted => value.extend(characters.next().map(|(_, escaped)| escaped)),
            blank if blank.is_whitespace() && !quoted => {
                end = value_at + offset;
                break;
            }
            other => value.push(other),
        }
    }
    let key = has_key.then(|| text[body..body + key_length].to_ascii_lowercase());
    Word { negated, key, value, span: start..end, value_at }
}

/// A value as it is typed behind a colon.
pub fn value(text: &str) -> String {
    if text.is_empty() || text.contains(|c: char| c.is_whitespace() || c == '"') {
        quoted(text)
    } else {
        text.to_owned()
    }
}

/// A word as it is typed alone: whatever could be taken for a condition stands in quotation marks.
pub fn word(text: &str) -> String {
    if text.starts_with('!') || text.contains(':') { quoted(text) } else { value(text) }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
