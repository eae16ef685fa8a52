//! The syntax half of the decoder: bytes to a value, or Go's complaint about a character.

use super::DecodeError;
use serde_json::{Map, Number, Value};
use std::rc::Rc;

/// Deeper nesting than this is refused, as Go does, before the stack is at risk.
const DEEPEST: usize = 200;

/// The numbers of a document that are no integers, as they were written; Go's complaints repeat them.
#[derive(Clone, Default, Debug)]
pub struct Literals(Rc<[String]>);

impl Literals {
    /// How a number was written.
    pub fn of(&self, number: &Number) -> String {
        let written = self.0.iter().find(|text| number_of(text).as_ref() == Some(number));
        written.cloned().unwrap_or_else(|| number.to_string())
    }
}

/// A number as it is kept: what is too great for any kind becomes the greatest there is.
fn number_of(text: &str) -> Option<Number> {
    let integer = text.parse::<i64>().map(Number::from).ok();
    integer.or_else(|| Number::from_f64(text.parse::<f64>().ok()?.clamp(f64::MIN, f64::MAX)))
}

/// Reads the first JSON value of `body`; what follows it is not looked at.
pub fn read(body: &[u8]) -> Result<(Value, Literals), DecodeError> {
    let mut scanner = Scanner { body, at: 0, odd_numbers: Vec::new() };
    scanner.skip_white();
    if scanner.at == body.len() {
        return Err(DecodeError::new("EOF"));
    }
    let value = scanner.value(0)?;
    Ok((value, Literals(scanner.odd_numbers.into())))
}

struct Scanner<'a> {
    body: &'a [u8],
    at: usize,
    odd_numbers: Vec<String>,
}

impl Scanner<'_> {
    fn skip_white(&mut self) {
        while matches!(self.body.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Result<u8, DecodeError> {
        self.body.get(self.at).copied().ok_or_else(|| DecodeError::new("unexpected EOF"))
    }

    fn peek_after_white(&mut self) -> Result<u8, DecodeError> {
        self.skip_white();
        self.peek()
    }

    fn wrong<T>(&self, place: &str) -> Result<T, DecodeError> {
        let c = self.peek()?;
        Err(DecodeError::new(format!("invalid character {} {place}", quote(c))))
    }

    fn value(&mut self, depth: usize) -> Result<Value, DecodeError> {
        let first = self.peek_after_white()?;
        if depth > DEEPEST && matches!(first, b'{' | b'[') {
            return self.wrong("exceeded max depth");
        }
        match first {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => Ok(Value::String(self.string()?)),
            b't' => self.literal("true", Value::Bool(true)),
            b'f' => self.literal("false", Value::Bool(false)),
            b'n' => self.literal("null", Value::Null),
            b'-' | b'0'..=b'9' => self.number(),
            _ => self.wrong("looking for beginning of value"),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, DecodeError> {
        self.at += 1;
        let mut members = Map::new();
        if self.peek_after_white()? == b'}' {
            self.at += 1;
            return Ok(Value::Object(members));
        }
        loop {
            if self.peek_after_white()? != b'"' {
                return self.wrong("looking for beginning of object key string");
            }
            let key = self.string()?;
            if self.peek_after_white()? != b':' {
                return self.wrong("after object key");
            }
            self.at += 1;
            let value = self.value(depth + 1)?;
            // The last one counts, also against another spelling that stands between the two.
            members.shift_remove(&key);
            members.insert(key, value);
            match self.peek_after_white()? {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    return Ok(Value::Object(members));
                }
                _ => return self.wrong("after object key:value pair"),
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, DecodeError> {
        self.at += 1;
        let mut items = Vec::new();
        if self.peek_after_white()? == b']' {
            self.at += 1;
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            match self.peek_after_white()? {
                b',' => self.at += 1,
                b']' => {
                    self.at += 1;
                    return Ok(Value::Array(items));
                }
                _ => return self.wrong("after array element"),
            }
        }
    }

    fn literal(&mut self, word: &str, value: Value) -> Result<Value, DecodeError> {
        for expected in word.bytes() {
            if self.peek()? != expected {
                return self.wrong(&format!("in literal {word} (expecting {})", quote(expected)));
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn number(&mut self) -> Result<Value, DecodeError> {
        let start = self.at;
        if self.peek()? == b'-' {
            self.at += 1;
        }
        match self.peek()? {
            b'0' => self.at += 1,
            b'1'..=b'9' => self.digits(),
            _ => return self.wrong("in numeric literal"),
        }
        if self.body.get(self.at) == Some(&b'.') {
            self.at += 1;
            if !self.peek()?.is_ascii_digit() {
                return self.wrong("after decimal point in numeric literal");
            }
            self.digits();
        }
        if matches!(self.body.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek()?, b'+' | b'-') {
                self.at += 1;
            }
            if !self.peek()?.is_ascii_digit() {
                return self.wrong("in exponent of numeric literal");
            }
            self.digits();
        }
        let text = std::str::from_utf8(&self.body[start..self.at]).unwrap_or("0");
        let number = number_of(text);
        if number.as_ref().is_some_and(|number| !number.is_i64()) {
            self.odd_numbers.push(text.to_owned());
        }
        Ok(number.map_or(Value::Null, Value::Number))
    }

    fn digits(&mut self) {
        while matches!(self.body.get(self.at), Some(b'0'..=b'9')) {
            self.at += 1;
        }
    }

    fn string(&mut self) -> Result<String, DecodeError> {
        self.at += 1;
        let mut bytes = Vec::new();
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Ok(text_of(&bytes));
                }
                b'\\' => {
                    self.at += 1;
                    self.escape(&mut bytes)?;
                }
                0..=0x1f => return self.wrong("in string literal"),
                c => {
                    bytes.push(c);
                    self.at += 1;
                }
            }
        }
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) -> Result<(), DecodeError> {
        let plain = match self.peek()? {
            c @ (b'"' | b'\\' | b'/') => c,
            b'b' => 0x08,
            b'f' => 0x0c,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                self.at += 1;
                let c = self.unicode()?;
                bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                return Ok(());
            }
            _ => return self.wrong("in string escape code"),
        };
        bytes.push(plain);
        self.at += 1;
        Ok(())
    }

    /// A `\u` escape and, where it is the first half of a pair, the second half with it.
    fn unicode(&mut self) -> Result<char, DecodeError> {
        let first = self.four_digits()?;
        if (0xd800..0xdc00).contains(&first) && self.body[self.at..].starts_with(b"\\u") {
            let back = self.at;
            self.at += 2;
            let second = self.four_digits()?;
            if (0xdc00..0xe000).contains(&second) {
                let joined = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(joined).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = back;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four_digits(&mut self) -> Result<u32, DecodeError> {
        let mut n = 0;
        for _ in 0..4 {
            let Some(digit) = char::from(self.peek()?).to_digit(16) else {
                return self.wrong("in \\u hexadecimal character escape");
            };
            n = n * 16 + digit;
            self.at += 1;
        }
        Ok(n)
    }
}

/// Bytes as text; Go puts a replacement character in the place of every single byte that is none.
fn text_of(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    text
}

/// A character as Go shows it in such an error.
fn quote(c: u8) -> String {
    match c {
        b'\'' => "'\\''".to_owned(),
        b'"' => "'\"'".to_owned(),
        b'\\' => "'\\\\'".to_owned(),
        b'\n' => "'\\n'".to_owned(),
        b'\r' => "'\\r'".to_owned(),
        b'\t' => "'\\t'".to_owned(),
        0x07 => "'\\a'".to_owned(),
        0x08 => "'\\b'".to_owned(),
        0x0b => "'\\v'".to_owned(),
        0x0c => "'\\f'".to_owned(),
        0x20..=0x7e => format!("'{}'", char::from(c)),
        // Go turns the byte into a code point first, so that é's first byte shows as Ã.
        0xa1..=0xac | 0xae..=0xff => format!("'{}'", char::from(c)),
        0x80..=0xa0 | 0xad => format!("'\\u{c:04x}'"),
        _ => format!("'\\x{c:02x}'"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parse(body: &[u8]) -> Result<Value, DecodeError> {
        read(body).map(|(value, _)| value)
    }

    #[test]
    fn broken_bodies_get_the_words_of_go() {
        for (body, expected) in [
            ("", "EOF"),
            (" \n", "EOF"),
            ("{", "unexpected EOF"),
            ("{\"a\"", "unexpected EOF"),
            ("\"abc", "unexpected EOF"),
            ("hello", "invalid character 'h' looking for beginning of value"),
            ("<html>", "invalid character '<' looking for beginning of value"),
            ("{a:1}", "invalid character 'a' looking for beginning of object key string"),
            ("{\"a\" 1}", "invalid character '1' after object key"),
            ("{\"a\":1 \"b\"}", "invalid character '\"' after object key:value pair"),
            ("[1 2]", "invalid character '2' after array element"),
            ("trie", "invalid character 'i' in literal true (expecting 'u')"),
            ("\"a\nb\"", "invalid character '\\n' in string literal"),
            ("\"\\x\"", "invalid character 'x' in string escape code"),
            ("\"\\u12x4\"", "invalid character 'x' in \\u hexadecimal character escape"),
            ("-x", "invalid character 'x' in numeric literal"),
            ("1.x", "invalid character 'x' after decimal point in numeric literal"),
            ("1ex", "invalid character 'x' in exponent of numeric literal"),
            ("'", "invalid character '\\'' looking for beginning of value"),
        ] {
            assert_eq!(parse(body.as_bytes()), Err(DecodeError::new(expected)), "{body:?}");
        }
    }

    #[test]
    fn every_byte_that_is_no_text_is_replaced() {
        assert_eq!(parse(b"\"a\xe2\x82b\xff\""), Ok(json!("a\u{fffd}\u{fffd}b\u{fffd}")));
    }

    #[test]
    fn only_the_first_value_counts() {
        assert_eq!(parse(b" {\"a\":[1,-2.5,\"\\u00e9\\ud83d\\ude00\"]} trailing"), Ok(json!({"a": [1, -2.5, "é😀"]})));
    }
}
