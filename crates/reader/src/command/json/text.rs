//! JSON with the place of every value.
//!
//! Texts are decoded only when somebody asks for them, so that a credential in a JSON body is never copied.

use crate::command::shell::Piece;

/// A value and its place.
#[derive(Debug)]
pub(crate) struct Node {
    pub place: Piece,
    pub value: Value,
}

/// A value.
#[derive(Debug)]
pub(crate) enum Value {
    /// `null`, which counts as not given.
    Null,
    /// A boolean or a number, none of which an authorization holds.
    Other,
    /// A text; the piece is what stands between the quotes.
    Text(Piece),
    /// Something that a program works out; only the loose grammar of programs has it.
    Name(Piece),
    List(Vec<Node>),
    Object(Vec<(Piece, Node)>),
}

/// What is wrong, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct JsonError {
    pub place: Piece,
    pub what: &'static str,
}

/// Deeper nesting than this is no authorization, and must not exhaust the stack.
const DEEPEST: usize = 32;

/// Reads the one value in a part of the text.
pub(crate) fn parse(text: &str, within: Piece) -> Result<Node, JsonError> {
    let mut parser = Parser::new(text, within);
    let node = parser.value(0)?;
    parser.blanks();
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.error("something follows the end of the JSON")),
    }
}

/// Reads the value that a part of the text starts with, whatever follows it.
pub(crate) fn parse_first(text: &str, within: Piece) -> Result<Node, JsonError> {
    Parser::new(text, within).value(0)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, within: Piece) -> Self {
        let end = within.end.min(text.len());
        Self { text, at: within.start.min(end), end }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn error(&self, what: &'static str) -> JsonError {
        let length = self.peek().map_or(0, char::len_utf8);
        JsonError { place: Piece::new(self.at, self.at + length), what }
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        // No-break spaces come from web pages.
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', '\u{a0}', '\u{feff}']).len();
    }

    fn value(&mut self, depth: usize) -> Result<Node, JsonError> {
        self.blanks();
        let start = self.at;
        let value = match self.peek() {
            None => return Err(self.error("it ends too early")),
            Some(_) if depth > DEEPEST => return Err(self.error("it is nested too deeply")),
            Some('{') => self.object(depth)?,
            Some('[') => self.list(depth)?,
            Some('"' | '“' | '”' | '„') => Value::Text(self.string()?),
            Some(_) => self.word()?,
        };
        Ok(Node { place: Piece::new(start, self.at), value })
    }

    fn object(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.at += 1;
        let mut members = Vec::new();
        loop {
            self.blanks();
            match self.peek() {
                Some('}') if members.is_empty() => break,
                Some('"' | '“' | '”' | '„') => {}
                None => return Err(self.error("it ends too early")),
                Some(_) => return Err(self.error("a member’s name in double quotes is expected")),
            }
            let name = self.string()?;
            self.blanks();
            if self.peek() != Some(':') {
                return Err(self.error("a colon is expected"));
            }
            self.at += 1;
            members.push((name, self.value(depth + 1)?));
            self.blanks();
            match self.peek() {
                Some(',') => self.at += 1,
                Some('}') => break,
                None => return Err(self.error("it ends too early")),
                Some(_) => return Err(self.error("a comma or a closing brace is expected")),
            }
        }
        self.at += 1;
        Ok(Value::Object(members))
    }

    fn list(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.blanks();
            if self.peek() == Some(']') && items.is_empty() {
                break;
            }
            items.push(self.value(depth + 1)?);
            self.blanks();
            match self.peek() {
                Some(',') => self.at += 1,
                Some(']') => break,
                None => return Err(self.error("it ends too early")),
                Some(_) => return Err(self.error("a comma or a closing bracket is expected")),
            }
        }
        self.at += 1;
        Ok(Value::List(items))
    }

    /// What stands between the quotes; typographic ones of a word processor are taken too.
    fn string(&mut self) -> Result<Piece, JsonError> {
        let open = self.at;
        let plain = self.peek() == Some('"');
        self.at += self.peek().map_or(1, char::len_utf8);
        let start = self.at;
        let opening = Piece::new(open, start);
        let mut escaped = false;
        for (offset, character) in self.rest().char_indices() {
            if escaped {
                escaped = false;
            } else if character == '\\' {
                escaped = true;
            } else if character == '"' || (!plain && matches!(character, '“' | '”')) {
                self.at = start + offset + character.len_utf8();
                return Ok(Piece::new(start, start + offset));
            }
        }
        Err(JsonError { place: opening, what: "this text is never closed" })
    }

    fn word(&mut self) -> Result<Value, JsonError> {
        let length = self.rest().find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.'));
        let word = &self.rest()[..length.unwrap_or(self.rest().len())];
        let known =
            matches!(word, "null" | "true" | "false") || word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        if !known {
            return Err(self.error("this is no JSON value"));
        }
        let null = word == "null";
        self.at += word.len();
        Ok(if null { Value::Null } else { Value::Other })
    }
}

/// The text with its escapes resolved.
pub(crate) fn decode(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw.chars();
    while let Some(character) = rest.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match rest.next() {
            Some('b') => text.push('\u{8}'),
            Some('f') => text.push('\u{c}'),
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('u') => {
                let unit = hex(&mut rest);
                let character = match unit {
                    // Characters outside of the basic plane are written as two units.
                    Some(high @ 0xd800..=0xdbff) => {
                        let mut ahead = rest.clone();
                        let low = (ahead.next() == Some('\\') && ahead.next() == Some('u')).then(|| hex(&mut ahead));
                        match low.flatten() {
                            Some(low @ 0xdc00..=0xdfff) => {
                                rest = ahead;
                                char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
                            }
                            _ => None,
                        }
                    }
                    other => other.and_then(char::from_u32),
                };
                text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            Some(other) => text.push(other),
            None => {}
        }
    }
    text
}

fn hex(rest: &mut std::str::Chars<'_>) -> Option<u32> {
    let digits = rest.as_str().get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let unit = u32::from_str_radix(digits, 16).ok()?;
    rest.nth(3);
    Some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_have_their_place() {
        for (text, at, what) in [
            ("", 0, "it ends too early"),
            ("{\"a\" 1}", 5, "a colon is expected"),
            ("{\"a\":1,}", 7, "a member’s name in double quotes is expected"),
            ("[1 2]", 3, "a comma or a closing bracket is expected"),
            ("{} x", 3, "something follows the end of the JSON"),
            ("{\"a\":maybe}", 5, "this is no JSON value"),
            ("[\"a]", 1, "this text is never closed"),
        ] {
            let error = parse(text, Piece::new(0, text.len())).expect_err(text);
            assert_eq!((error.place.start, error.what), (at, what), "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_and_does_no_harm() {
        let text = "[".repeat(100_000);
        assert!(parse(&text, Piece::new(0, text.len())).is_err());
    }

    #[test]
    fn escapes_are_decoded() {
        for (raw, text) in
            [(r#"a\"b\\c\/"#, "a\"b\\c/"), (r"\u00e9\n", "é\n"), (r"\ud83d\ude00!", "😀!"), (r"\ud83d!", "\u{fffd}!")]
        {
            assert_eq!(decode(raw), text, "{raw}");
        }
    }
}
