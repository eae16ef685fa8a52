//! Writing JSON byte for byte as the Go server does: member order as given, `<`, `>` and `&` escaped,
//! and either compact or indented by one tab a level.
//!
//! Indentation matters for sizes: an answer with ten thousand authorizations is eleven megabytes
//! because of it. The writer goes into one buffer, without a tree in between, where speed counts.

use serde_json::Value;

/// How an answer's JSON is laid out; it depends on which of the server's two routers made it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// One tab a level, no final newline.
    Indented,
    /// No white space at all.
    Compact,
    /// Compact with a final newline, as Go's stream encoder leaves it.
    Line,
}

/// A line's end and the deepest indentation that is copied instead of filled in.
const NEWLINE: &[u8; 17] = b"\n\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";

/// The bytes that are written as escapes, or may be the last of a character that is.
const NEEDS_A_LOOK: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte < 0x20
            || byte == b'"' as usize
            || byte == b'\\' as usize
            || byte == b'<' as usize
            || byte == b'>' as usize
            || byte == b'&' as usize
            || byte == 0xa8
            || byte == 0xa9;
        byte += 1;
    }
    table
};

/// A JSON text in the making.
#[derive(Debug)]
pub struct Writer {
    out: Vec<u8>,
    style: Style,
    depth: usize,
    /// Nothing was written yet at this level, so no comma is due.
    first: bool,
    /// A key was just written, so the next value follows it on its line.
    after_key: bool,
}

impl Writer {
    /// An empty text with room for `capacity` bytes.
    pub fn new(style: Style, capacity: usize) -> Self {
        Self { out: Vec::with_capacity(capacity), style, depth: 0, first: true, after_key: false }
    }

    /// The finished text.
    pub fn finish(mut self) -> Vec<u8> {
        if self.style == Style::Line {
            self.out.push(b'\n');
        }
        self.out
    }

    /// Opens an object.
    pub fn begin_object(&mut self) {
        self.open(b'{');
    }

    /// Closes an object.
    pub fn end_object(&mut self) {
        self.close(b'}');
    }

    /// Opens an array.
    pub fn begin_array(&mut self) {
        self.open(b'[');
    }

    /// Closes an array.
    pub fn end_array(&mut self) {
        self.close(b']');
    }

    /// Writes a member's name; its value must follow.
    pub fn key(&mut self, name: &str) {
        self.separate();
        self.quoted(name);
        self.colon();
        self.after_key = true;
    }

    fn colon(&mut self) {
        let colon: &[u8] = if self.style == Style::Indented { b": " } else { b":" };
        self.out.extend_from_slice(colon);
    }

    /// Writes a text value.
    pub fn string(&mut self, text: &str) {
        self.separate();
        self.quoted(text);
    }

    /// Writes a member with a text value.
    pub fn text_member(&mut self, name: &str, text: &str) {
        self.key(name);
        self.string(text);
    }

    /// Writes a member whose text consists of parts that need no escaping.
    pub fn plain_member(&mut self, name: &str, parts: &[&[u8]]) {
        self.key(name);
        self.after_key = false;
        self.out.push(b'"');
        for part in parts {
            self.out.extend_from_slice(part);
        }
        self.out.push(b'"');
    }

    /// Writes any value.
    pub fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.raw(b"null"),
            Value::Bool(true) => self.raw(b"true"),
            Value::Bool(false) => self.raw(b"false"),
            Value::Number(n) => self.raw(n.to_string().as_bytes()),
            Value::String(s) => self.string(s),
            Value::Array(items) => {
                self.begin_array();
                for item in items {
                    self.value(item);
                }
                self.end_array();
            }
            Value::Object(members) => {
                self.begin_object();
                for (name, member) in members {
                    self.key(name);
                    self.value(member);
                }
                self.end_object();
            }
        }
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.separate();
        self.out.extend_from_slice(bytes);
    }

    fn open(&mut self, bracket: u8) {
        self.separate();
        self.out.push(bracket);
        self.depth += 1;
        self.first = true;
    }

    fn close(&mut self, bracket: u8) {
        self.depth -= 1;
        if !self.first {
            self.newline();
        }
        self.out.push(bracket);
        self.first = false;
    }

    fn separate(&mut self) {
        if self.after_key {
            self.after_key = false;
            return;
        }
        if self.depth == 0 {
            return;
        }
        if !self.first {
            self.out.push(b',');
        }
        self.newline();
        self.first = false;
    }

    fn newline(&mut self) {
        if self.style == Style::Indented {
            match NEWLINE.get(..=self.depth) {
                Some(newline) => self.out.extend_from_slice(newline),
                None => {
                    self.out.push(b'\n');
                    self.out.resize(self.out.len() + self.depth, b'\t');
                }
            }
        }
    }

    fn quoted(&mut self, text: &str) {
        let bytes = text.as_bytes();
        self.out.push(b'"');
        // Nearly every text needs no escaping, and finding that out in one pass is what makes long lists fast.
        if !bytes.iter().any(|&byte| NEEDS_A_LOOK[usize::from(byte)]) {
            self.out.extend_from_slice(bytes);
            self.out.push(b'"');
            return;
        }
        let mut clean = 0;
        for (i, &byte) in bytes.iter().enumerate() {
            let escape: &[u8] = match byte {
                b'"' => b"\\\"",
                b'\\' => b"\\\\",
                b'\n' => b"\\n",
                b'\r' => b"\\r",
                b'\t' => b"\\t",
                0x08 => b"\\b",
                0x0c => b"\\f",
                b'<' => b"\\u003c",
                b'>' => b"\\u003e",
                b'&' => b"\\u0026",
                // U+2028 and U+2029 are written as escapes; they are e2 80 a8 and e2 80 a9.
                0xa8 if bytes[..i].ends_with(&[0xe2, 0x80]) => b"\\u2028",
                0xa9 if bytes[..i].ends_with(&[0xe2, 0x80]) => b"\\u2029",
                0..=0x1f => {
                    self.out.extend_from_slice(&bytes[clean..i]);
                    self.out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
                    clean = i + 1;
                    continue;
                }
                _ => continue,
            };
            let end = if byte >= 0x80 { i - 2 } else { i };
            self.out.extend_from_slice(&bytes[clean..end]);
            self.out.extend_from_slice(escape);
            clean = i + 1;
        }
        self.out.extend_from_slice(&bytes[clean..]);
        self.out.push(b'"');
    }
}

/// One value as bytes.
pub fn render(style: Style, value: &Value) -> Vec<u8> {
    let mut writer = Writer::new(style, 512);
    writer.value(value);
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn indented_output_is_what_go_writes() {
        let value = json!({"a": [], "b": {}, "c": [1, {"d": "<x>&\u{2028}\u{1}é"}], "e": null});
        let text = String::from_utf8(render(Style::Indented, &value)).expect("JSON is UTF-8");
        assert_eq!(
            text,
            "{\n\t\"a\": [],\n\t\"b\": {},\n\t\"c\": [\n\t\t1,\n\t\t{\n\t\t\t\"d\": \"\\u003cx\\u003e\\u0026\\u2028\\u0001é\"\n\t\t}\n\t],\n\t\"e\": null\n}"
        );
    }

    #[test]
    fn compact_output_reads_back_as_the_same_value() {
        let value = json!({"a": [], "b": {"x": true}, "c": ["\"\\\n\r\t\u{8}\u{c}", 1.5]});
        let bytes = render(Style::Compact, &value);
        assert!(!bytes.contains(&b'\n'));
        assert_eq!(serde_json::from_slice::<Value>(&bytes).expect("valid JSON"), value);
        assert!(render(Style::Line, &value).ends_with(b"}\n"));
    }
}
