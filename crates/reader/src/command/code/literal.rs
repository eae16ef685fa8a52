//! Values as programs and configuration files write them: JavaScript, Python, HCL, tables of PowerShell.
//!
//! One loose grammar for all: names without quotes, either quote, commas or line breaks, calls whose arguments have names.
//! What is no literal keeps its place as a [`Value::Name`]; a name that the same text gives a literal is replaced by it.

use super::names::{Names, bare, builds};
use crate::command::json::{Node, Value};
use crate::command::shell::Piece;

/// Deeper nesting than this is no request.
const DEEPEST: u8 = 24;
/// What a value costs besides its own length: the name before it, and what stands between the two.
const PER_VALUE: usize = 16;
/// The longest request in a program, in bytes.
pub(super) const LONGEST: usize = 512 << 10;

/// A parser over a text from some place on.
pub(super) struct Parser<'a> {
    text: &'a str,
    pub at: usize,
    depth: u8,
    /// What the text gives a name.
    names: &'a Names<'a>,
    /// How many bytes may be looked at still; names that stand for each other could be followed for ever.
    pub fuel: usize,
}

impl<'a> Parser<'a> {
    pub fn new(text: &'a str, at: usize, names: &'a Names<'a>) -> Self {
        Self { text, at, depth: 0, names, fuel: LONGEST }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, sign: &str) -> bool {
        let there = self.rest().starts_with(sign);
        self.at += if there { sign.len() } else { 0 };
        there
    }

    /// Skips blanks and comments.
    pub fn blanks(&mut self) {
        loop {
            let rest = self.rest();
            let bare = rest.trim_start();
            self.at += rest.len() - bare.len();
            if bare.starts_with('#') || bare.starts_with("//") {
                self.at += bare.find('\n').unwrap_or(bare.len());
            } else if bare.starts_with("/*") {
                self.at += bare.find("*/").map_or(bare.len(), |end| end + 2);
            } else {
                return;
            }
        }
    }

    /// The value that stands here; `None` where nothing can be one.
    pub fn value(&mut self) -> Option<Node> {
        self.blanks();
        if self.depth > DEEPEST {
            return None;
        }
        let start = self.at;
        self.depth += 1;
        let value = self.simple();
        self.depth -= 1;
        let value = value?;
        let end = self.at;
        let inner = matches!(value, Value::List(_) | Value::Object(_));
        self.burn(if inner { PER_VALUE } else { PER_VALUE + end - start })?;
        if self.goes_on(matches!(value, Value::Text(_))) {
            self.burn(self.at - end)?;
            return Some(Node { place: Piece::new(start, self.at), value: Value::Name(Piece::new(start, self.at)) });
        }
        if let Value::Name(piece) = &value
            && let Some(node) = self.replaced(*piece)
        {
            return Some(node);
        }
        Some(Node { place: Piece::new(start, end), value })
    }

    fn burn(&mut self, bytes: usize) -> Option<()> {
        let left = self.fuel.checked_sub(bytes);
        self.fuel = left.unwrap_or_default();
        left.map(|_| ())
    }

    fn simple(&mut self) -> Option<Value> {
        let start = self.at;
        if self.take("@{") || self.take("{") {
            return self.members('}').map(Value::Object);
        }
        if self.take("@(") || self.take("(") {
            return self.items(')');
        }
        if self.take("[") {
            return self.items(']');
        }
        let rest = self.rest();
        let letters =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-'))).unwrap_or(rest.len());
        let word = &rest[..letters];
        let prefix = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        if rest[letters..].starts_with(['"', '\'', '`']) && prefix {
            let filled = word.contains(['f', 'F']);
            self.at += letters;
            let piece = self.string()?;
            let raw = self.text.get(piece.start..piece.end)?;
            let filled = filled && raw.contains('{') || raw.contains("${") || raw.contains("%{");
            return Some(if filled { Value::Name(Piece::new(start, self.at)) } else { Value::Text(piece) });
        }
        if word.is_empty() {
            return None;
        }
        self.at += letters;
        match word {
            "new" | "await" | "return" | "typeof" | "list" if self.rest().starts_with(' ') => {
                self.blanks();
                return self.simple();
            }
            "null" | "None" | "undefined" | "nil" | "$null" => return Some(Value::Null),
            "true" | "false" | "True" | "False" | "$true" | "$false" => return Some(Value::Other),
            _ if word.starts_with(|c: char| c.is_ascii_digit() || c == '-') => return Some(Value::Other),
            _ => {}
        }
        let name = Piece::new(start, self.at);
        match self.peek() {
            Some('(') => self.call(name),
            _ => Some(Value::Name(name)),
        }
    }

    /// A call: its named arguments are the members of what it makes, and one alone is handed through.
    ///
    /// Only the calls that are known to do that; what any other one makes of its arguments is not known here.
    fn call(&mut self, name: Piece) -> Option<Value> {
        let worked_out = |parser: &Self| Some(Value::Name(Piece::new(name.start, parser.at)));
        let builds = builds(self.text.get(name.start..name.end)?);
        let mut arguments = self.arguments()?;
        if !builds {
            return worked_out(self);
        }
        let named = arguments.iter().filter(|(key, _)| key.is_some()).count();
        if named == arguments.len() && named > 0 {
            return Some(Value::Object(arguments.into_iter().filter_map(|(key, value)| Some((key?, value))).collect()));
        }
        // How a text is laid out changes nothing.
        let layout = |(key, value): &(Option<Piece>, Node)| {
            key.is_some_and(|key| matches!(&self.text[key.start..key.end], "indent" | "sort_keys" | "separators"))
                || key.is_none() && matches!(value.value, Value::Null | Value::Other)
        };
        let alone = arguments.split_first().is_some_and(|((key, _), rest)| key.is_none() && rest.iter().all(layout));
        if alone { Some(arguments.swap_remove(0).1.value) } else { worked_out(self) }
    }

    /// The arguments of a call whose bracket stands here, as one value.
    pub fn call_arguments(&mut self) -> Option<Node> {
        let start = self.at;
        let value = self.call(Piece::new(start, start))?;
        Some(Node { place: Piece::new(start, self.at), value })
    }

    /// The arguments of a call whose bracket stands here, with their names where they have one.
    pub fn arguments(&mut self) -> Option<Vec<(Option<Piece>, Node)>> {
        if !self.take("(") {
            return None;
        }
        let mut arguments = Vec::new();
        loop {
            self.separators();
            if self.take(")") {
                return Some(arguments);
            }
            let mark = self.at;
            let key = self.key().filter(|_| {
                self.blanks();
                self.rest().starts_with('=') && !self.rest().starts_with("==") && self.take("=")
            });
            if key.is_none() {
                self.at = mark;
            }
            let mut value = self.item()?;
            self.blanks();
            // Texts that stand side by side are one.
            if !self.rest().starts_with([',', ';', ')']) {
                value = self.rest_of(value.place.start);
            }
            arguments.push((key, value));
        }
    }

    /// Whether an operator follows, so that the value is worked out; skips to its end.
    fn goes_on(&mut self, text: bool) -> bool {
        let rest = self.rest();
        let bare = rest.trim_start_matches([' ', '\t']);
        let next = bare.trim_start();
        let compared = ["==", "!=", "<", ">"].into_iter().any(|sign| bare.starts_with(sign));
        let operator = bare.starts_with(['+', '?', '|', '&', '[', '.', '%', '*']) && !bare.starts_with("|| ConvertTo")
            || compared
            // Texts that stand side by side are one.
            || text && bare.starts_with(['"', '\''])
            || next.starts_with('.') && !next.starts_with("..")
            || ["?", "||", "&&", "+"].into_iter().any(|sign| next.starts_with(sign))
            || ["or ", "if ", "and ", "for "].into_iter().any(|word| bare.starts_with(word));
        if !operator || bare.trim_start_matches(['|', ' ']).starts_with("ConvertTo-Json") {
            return false;
        }
        if next.len() < bare.len() {
            self.at += rest.len() - next.len();
        }
        self.skip_to_end();
        true
    }

    /// Skips to the end of a value that is worked out.
    fn skip_to_end(&mut self) {
        let mut depth = 0_usize;
        for (offset, letter) in self.rest().char_indices() {
            match letter {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => {
                    self.at += offset;
                    return;
                }
                ')' | ']' | '}' => depth -= 1,
                ',' | '\n' | ';' if depth == 0 => {
                    self.at += offset;
                    return;
                }
                _ => {}
            }
        }
        self.at = self.text.len();
    }

    /// What is worked out from a place on.
    fn rest_of(&mut self, start: usize) -> Node {
        self.skip_to_end();
        let place = Piece::new(start, self.at);
        Node { place, value: Value::Name(place) }
    }

    /// A value in a list or among arguments, where another one may be unpacked.
    fn item(&mut self) -> Option<Node> {
        self.blanks();
        match self.unpacks() {
            true => Some(self.rest_of(self.at)),
            false => self.value(),
        }
    }

    /// Whether what stands here takes in the parts of something else, or a member whose name is worked out.
    fn unpacks(&self) -> bool {
        self.rest().starts_with("...") || self.rest().starts_with('*')
    }

    /// The literal that the text gives a name.
    fn replaced(&mut self, name: Piece) -> Option<Node> {
        let written = self.text.get(name.start..name.end)?;
        let bare = bare(written);
        let at = self.names.value(bare)?;
        // A name that is made of itself has no value.
        if at <= name.start && name.start < at + bare.len() + 2 {
            return None;
        }
        let mut parser = Parser { text: self.text, at, depth: self.depth + 6, names: self.names, fuel: self.fuel };
        let node = parser.value();
        self.fuel = parser.fuel;
        node
    }

    fn items(&mut self, close: char) -> Option<Value> {
        let mut items = Vec::new();
        loop {
            self.separators();
            if self.peek()? == close {
                self.at += close.len_utf8();
                return Some(Value::List(items));
            }
            let before = self.at;
            items.push(self.item()?);
            self.separators();
            if self.at == before {
                return None;
            }
        }
    }

    fn members(&mut self, close: char) -> Option<Vec<(Piece, Node)>> {
        let mut members = Vec::new();
        loop {
            self.separators();
            if self.peek()? == close {
                self.at += close.len_utf8();
                return Some(members);
            }
            // What these give the object is not known, but that they do is.
            if self.unpacks() || self.rest().starts_with('[') {
                let unpacked = self.rest_of(self.at);
                members.push((unpacked.place, unpacked));
                continue;
            }
            let quoted = self.rest().starts_with(['"', '\'']);
            let key = self.key()?;
            self.blanks();
            let signed = self.take("=>") || self.take(":") || self.take("=");
            if !signed {
                // A block of HCL may have labels before its brace.
                while self.rest().starts_with('"') {
                    self.string()?;
                    self.blanks();
                }
            }
            let value = match (signed, self.peek()) {
                (true, _) => self.value()?,
                (false, Some('{')) => self.value()?,
                // JavaScript takes a name alone for a member with its value.
                (false, Some(next)) if !quoted && (next == ',' || next == close) => {
                    let value = Value::Name(key);
                    self.replaced(key).unwrap_or(Node { place: key, value })
                }
                _ => return None,
            };
            members.push((key, value));
        }
    }

    fn key(&mut self) -> Option<Piece> {
        if self.rest().starts_with(['"', '\'']) {
            return self.string();
        }
        let start = self.at;
        let rest = self.rest();
        let letters =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$'))).unwrap_or(rest.len());
        self.at += letters;
        (letters > 0).then(|| Piece::new(start, self.at))
    }

    fn separators(&mut self) {
        loop {
            self.blanks();
            if !self.take(",") && !self.take(";") {
                return;
            }
        }
    }

    /// What stands between quotes, tripled ones too.
    fn string(&mut self) -> Option<Piece> {
        let mark = self.peek()?;
        let tripled: String = std::iter::repeat_n(mark, 3).collect();
        let closing = if self.rest().starts_with(&tripled) { tripled } else { mark.to_string() };
        self.at += closing.len();
        let start = self.at;
        let mut escaped = false;
        for (offset, letter) in self.rest().char_indices() {
            if escaped {
                escaped = false;
            } else if letter == '\\' {
                escaped = true;
            } else if self.rest()[offset..].starts_with(&closing) {
                self.at = start + offset + closing.len();
                return Some(Piece::new(start, start + offset));
            } else if letter == '\n' && closing.len() == 1 && mark != '`' {
                return None;
            }
        }
        None
    }
}
