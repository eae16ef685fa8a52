//! Values as programs and configuration files write them: JavaScript, Python, HCL, tables of PowerShell.
//!
//! One loose grammar for all: names without quotes, either quote, commas or line breaks, calls whose arguments have names.
//! What is no literal keeps its place as a [`Value::Name`]; a name that the same text gives a literal is replaced by it.

use crate::command::json::{Node, Value};
use crate::command::shell::Piece;
use std::collections::{BTreeMap, BTreeSet};

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
    /// Where the value of each name of the text begins.
    names: &'a BTreeMap<&'a str, usize>,
    /// How many bytes may be looked at still; names that stand for each other could be followed for ever.
    pub fuel: usize,
}

impl<'a> Parser<'a> {
    pub fn new(text: &'a str, at: usize, names: &'a BTreeMap<&'a str, usize>) -> Self {
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
        if self.goes_on() {
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
        if !self.take("(") {
            return Some(Value::Name(name));
        }
        self.call(name)
    }

    /// A call: its named arguments are the members of what it makes, and one alone is handed through.
    fn call(&mut self, name: Piece) -> Option<Value> {
        let mark = self.at;
        if let Some(members) = self.members(')')
            && !members.is_empty()
        {
            return Some(Value::Object(members));
        }
        // What was looked at in vain counts as well, for calls in calls are looked at twice each.
        self.burn(self.at.saturating_sub(mark))?;
        self.at = mark;
        match self.items(')')? {
            Value::List(mut items) if items.len() == 1 => items.pop().map(|item| item.value),
            _ => Some(Value::Name(Piece::new(name.start, self.at))),
        }
    }

    /// The arguments of a call whose bracket stands here, as one value.
    pub fn call_arguments(&mut self) -> Option<Node> {
        let start = self.at;
        if !self.take("(") {
            return None;
        }
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
            arguments.push((key, self.value()?));
        }
    }

    /// Whether an operator follows, so that the value is worked out; skips to its end.
    fn goes_on(&mut self) -> bool {
        let rest = self.rest();
        let bare = rest.trim_start_matches([' ', '\t']);
        let operator = bare.starts_with(['+', '?', '|', '&', '[', '.', '%', '*']) && !bare.starts_with("|| ConvertTo")
            || ["or ", "if ", "and ", "for "].into_iter().any(|word| bare.starts_with(word));
        if !operator || bare.trim_start_matches(['|', ' ']).starts_with("ConvertTo-Json") {
            return false;
        }
        let mut depth = 0_usize;
        for (offset, letter) in rest.char_indices() {
            match letter {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => {
                    self.at += offset;
                    return true;
                }
                ')' | ']' | '}' => depth -= 1,
                ',' | '\n' | ';' if depth == 0 => {
                    self.at += offset;
                    return true;
                }
                _ => {}
            }
        }
        self.at = self.text.len();
        true
    }

    /// The literal that the text gives a name.
    fn replaced(&mut self, name: Piece) -> Option<Node> {
        let written = self.text.get(name.start..name.end)?;
        let bare = ["local.", "var.", "$"].into_iter().find_map(|start| written.strip_prefix(start)).unwrap_or(written);
        let at = *self.names.get(bare)?;
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
            items.push(self.value()?);
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
                (false, Some(next)) if next == ',' || next == close => {
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

/// Where the value of each name begins that the text sets once, as far as the text was looked through.
#[derive(Default)]
pub(crate) struct Names<'a> {
    pub places: BTreeMap<&'a str, usize>,
    twice: BTreeSet<&'a str>,
    at: usize,
    /// The variable of HCL whose default may follow.
    variable: Option<&'a str>,
}

impl<'a> Names<'a> {
    /// Whether the end of the text was reached.
    pub fn complete(&self, text: &str) -> bool {
        self.at >= text.len()
    }

    /// Goes on for about so many bytes; tells how many it were.
    pub fn collect(&mut self, text: &'a str, bytes: usize) -> usize {
        let from = self.at;
        for line in text[from..].split_inclusive('\n') {
            self.line(line);
            self.at += line.len();
            if self.at - from >= bytes {
                break;
            }
        }
        self.at - from
    }

    fn line(&mut self, line: &'a str) {
        let bare = line.trim_start();
        if let Some(rest) = bare.strip_prefix("variable \"") {
            self.variable = rest.split('"').next();
            return;
        }
        let bare = ["const ", "let ", "var ", "export const ", "$"]
            .into_iter()
            .find_map(|word| bare.strip_prefix(word))
            .unwrap_or(bare);
        let letters = bare.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(bare.len());
        let (name, behind) = bare.split_at(letters);
        let typed = behind.strip_prefix(':').and_then(|rest| rest.find('=').map(|sign| &rest[sign..]));
        let behind = typed.unwrap_or(behind.trim_start_matches([' ', '\t']));
        let Some(value) = behind.strip_prefix('=').filter(|value| !value.starts_with(['=', '>'])) else { return };
        let name = match (name, self.variable.take()) {
            ("default", Some(variable)) => variable,
            (name, _) => name,
        };
        let place = self.at + line.len() - value.len();
        if !name.is_empty() && !self.twice.contains(name) && self.places.insert(name, place).is_some() {
            self.places.remove(name);
            self.twice.insert(name);
        }
    }
}
