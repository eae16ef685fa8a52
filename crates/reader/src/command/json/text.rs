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
    let mut parsing = Parsing::new(within);
    let node = parsing.finish(text)?;
    let mut cursor = parsing.cursor(text);
    cursor.blanks();
    match cursor.peek() {
        None => Ok(node),
        Some(_) => Err(cursor.error("something follows the end of the JSON")),
    }
}

/// Reads the value that a part of the text starts with, whatever follows it.
pub(crate) fn parse_first(text: &str, within: Piece) -> Result<Node, JsonError> {
    Parsing::new(within).finish(text)
}

/// A list or an object whose end is not reached yet.
struct Open {
    start: usize,
    value: Value,
    /// The name of the member that is being read.
    name: Option<Piece>,
}

/// A value on its way: what is open is kept, so that parsing can pause anywhere.
pub(crate) struct Parsing {
    at: usize,
    end: usize,
    open: Vec<Open>,
}

impl Parsing {
    pub fn new(within: Piece) -> Self {
        Self { at: within.start, end: within.end, open: Vec::new() }
    }

    /// The place up to which it is.
    pub fn at(&self) -> usize {
        self.at
    }

    fn cursor<'a>(&self, text: &'a str) -> Cursor<'a> {
        let end = self.end.min(text.len());
        Cursor { text, at: self.at.min(end), end }
    }

    fn finish(&mut self, text: &str) -> Result<Node, JsonError> {
        loop {
            if let Some(result) = self.step(text, usize::MAX) {
                return result;
            }
        }
    }

    /// Goes on for about so many bytes of the same text; the value when its end is reached.
    pub fn step(&mut self, text: &str, bytes: usize) -> Option<Result<Node, JsonError>> {
        let mut cursor = self.cursor(text);
        let until = cursor.at.saturating_add(bytes);
        let mut result = None;
        while result.is_none() && cursor.at < until {
            result = self.token(&mut cursor).transpose();
        }
        self.at = cursor.at;
        result
    }

    /// Reads one value, or what opens one; the outermost value when it is complete.
    fn token(&mut self, cursor: &mut Cursor<'_>) -> Result<Option<Node>, JsonError> {
        cursor.blanks();
        if let Some(open) = self.open.last_mut() {
            if open.closes(cursor) {
                let closed = self.close(cursor);
                return closed.map_or(Ok(None), |node| self.put(node, cursor));
            }
            open.name(cursor)?;
        }
        cursor.blanks();
        let start = cursor.at;
        let value = match cursor.peek() {
            None => return Err(cursor.error("it ends too early")),
            Some(_) if self.open.len() > DEEPEST => return Err(cursor.error("it is nested too deeply")),
            Some(bracket @ ('{' | '[')) => {
                cursor.at += 1;
                let value = if bracket == '{' { Value::Object(Vec::new()) } else { Value::List(Vec::new()) };
                self.open.push(Open { start, value, name: None });
                return Ok(None);
            }
            Some('"' | '“' | '”' | '„') => Value::Text(cursor.string()?),
            Some(_) => cursor.word()?,
        };
        self.put(Node { place: Piece::new(start, cursor.at), value }, cursor)
    }

    /// Closes what is open.
    fn close(&mut self, cursor: &mut Cursor<'_>) -> Option<Node> {
        cursor.at += 1;
        let Open { start, value, .. } = self.open.pop()?;
        Some(Node { place: Piece::new(start, cursor.at), value })
    }

    /// Puts a complete value into what is open, and everything that is complete with it.
    fn put(&mut self, node: Node, cursor: &mut Cursor<'_>) -> Result<Option<Node>, JsonError> {
        let mut node = node;
        loop {
            let Some(open) = self.open.last_mut() else { return Ok(Some(node)) };
            match &mut open.value {
                Value::Object(members) => members.extend(open.name.take().map(|name| (name, node))),
                Value::List(items) => items.push(node),
                _ => {}
            }
            let list = matches!(open.value, Value::List(_));
            cursor.blanks();
            match (cursor.peek(), list) {
                (Some(','), _) => {
                    cursor.at += 1;
                    return Ok(None);
                }
                (Some(']'), true) | (Some('}'), false) => {}
                (None, _) => return Err(cursor.error("it ends too early")),
                (Some(_), true) => return Err(cursor.error("a comma or a closing bracket is expected")),
                (Some(_), false) => return Err(cursor.error("a comma or a closing brace is expected")),
            }
            match self.close(cursor) {
                Some(closed) => node = closed,
                None => return Ok(None),
            }
        }
    }
}

impl Open {
    /// Whether it ends before anything is in it.
    fn closes(&self, cursor: &Cursor<'_>) -> bool {
        match (&self.value, cursor.peek()) {
            (Value::Object(members), Some('}')) => members.is_empty(),
            (Value::List(items), Some(']')) => items.is_empty(),
            _ => false,
        }
    }

    /// Reads the name of the next member, if it is an object.
    fn name(&mut self, cursor: &mut Cursor<'_>) -> Result<(), JsonError> {
        if !matches!(self.value, Value::Object(_)) {
            return Ok(());
        }
        match cursor.peek() {
            Some('"' | '“' | '”' | '„') => {}
            None => return Err(cursor.error("it ends too early")),
            Some(_) => return Err(cursor.error("a member’s name in double quotes is expected")),
        }
        self.name = Some(cursor.string()?);
        cursor.blanks();
        if cursor.peek() != Some(':') {
            return Err(cursor.error("a colon is expected"));
        }
        cursor.at += 1;
        Ok(())
    }
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
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

    /// What stands between the quotes; typographic ones of a word processor are taken too.
    fn string(&mut self) -> Result<Piece, JsonError> {
        let open = self.at;
        let plain = self.peek() == Some('"');
        self.at += self.peek().map_or(1, char::len_utf8);
        let start = self.at;
        let mut rest = self.rest();
        while let Some(offset) = rest.find(['"', '\\', '“', '”']) {
            let found = &rest[offset..];
            let mark = found.chars().next().map_or(1, char::len_utf8);
            let escaped = found.strip_prefix('\\').and_then(|behind| behind.chars().next());
            if found.starts_with('"') || !plain && escaped.is_none() && !found.starts_with('\\') {
                let at = self.end - found.len();
                self.at = at + mark;
                return Ok(Piece::new(start, at));
            }
            rest = &found[mark + escaped.map_or(0, char::len_utf8)..];
        }
        Err(JsonError { place: Piece::new(open, start), what: "this text is never closed" })
    }

    fn word(&mut self) -> Result<Value, JsonError> {
        let length = self.rest().find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.'));
        let word = &self.rest()[..length.unwrap_or(self.rest().len())];
        let known =
            matches!(word, "null" | "true" | "false") || word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        if !known {
            return Err(self.error("this is not a JSON value"));
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
            ("{\"a\":maybe}", 5, "this is not a JSON value"),
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
