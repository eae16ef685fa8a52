//! Where a program names again what it has given a name, and what it does there.
//!
//! A loose walk over words and brackets, for Python, JavaScript and what looks like them. What it does not know counts as a
//! change, for a value that changes unseen would be granted as it was.

use super::names::{ADDS, Given, Named, builds};
use crate::command::Span;
use std::collections::BTreeMap;

/// What only reads what it is given: calls, and words before a bracket.
const READS: [&str; 22] = [
    "create_authorization",
    "postAuthorizations",
    "fetch",
    "post",
    "request",
    "print",
    "log",
    "info",
    "debug",
    "len",
    "str",
    "repr",
    "if",
    "elif",
    "while",
    "switch",
    "assert",
    "return",
    "await",
    "not",
    "and",
    "or",
];
/// What makes something of its own with the same parts.
const COPIES: [&str; 4] = ["dict", "list", "loads", "parse"];
/// Words behind which names are new, up to the sign that ends that.
const BINDS: [&str; 13] =
    ["for", "lambda", "def", "function", "class", "catch", "import", "as", "del", "delete", "const", "let", "var"];
/// Words before a bracket with a block behind it that are no function's name.
const HEADS: [&str; 6] = ["if", "while", "for", "switch", "with", "elif"];

/// Deeper brackets than this are not followed.
const DEEPEST: usize = 1_000;
/// How many mentions within brackets are kept in mind.
const MOST_MET: usize = 10_000;
/// The longest index behind a name, in bytes.
const LONGEST_INDEX: usize = 200;

/// A bracket that is open.
struct Bracket<'a> {
    open: char,
    /// The word right before it.
    word: &'a str,
    /// Whether a value stands right before it, so that it picks a part of that.
    picks: bool,
    /// Whether it holds statements.
    block: bool,
    /// Whether names are new in it.
    binds: bool,
    /// How many names had been met before it.
    met: usize,
}

/// A walk over the mentions of names.
#[derive(Default)]
pub(super) struct Uses<'a> {
    pub at: usize,
    brackets: Vec<Bracket<'a>>,
    /// The names that were met within the open brackets.
    met: Vec<(&'a str, Span)>,
    /// The word or sign before this place, and where it ends.
    before: &'a str,
    end: usize,
    /// Whether names are new here.
    binds: bool,
    /// The name that is given a value here, and how many brackets are open around it.
    giving: Option<(&'a str, usize)>,
    /// The marks that do not come any more.
    missing: Vec<&'static str>,
}

impl<'a> Uses<'a> {
    /// Goes on for about so many bytes; tells how many it were.
    pub fn collect(&mut self, text: &'a str, bytes: usize, named: &mut BTreeMap<&'a str, Named<'a>>) -> usize {
        let from = self.at;
        while self.at < text.len() && self.at - from < bytes && !named.is_empty() {
            self.next(text, named);
        }
        self.at - from
    }

    fn next(&mut self, text: &'a str, named: &mut BTreeMap<&'a str, Named<'a>>) {
        let rest = &text[self.at..];
        let Some(sign) = rest.chars().next() else { return };
        let letters = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        if letters > 0 {
            return self.word(text, letters, named);
        }
        let length = match sign {
            '\n' => {
                self.binds = false;
                if self.giving.is_some_and(|(_, around)| self.brackets.len() <= around) {
                    self.given(self.at, named);
                }
                1
            }
            ' ' | '\t' | '\r' | '$' | '@' => 1,
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '"' if rest.starts_with("\"\"\"") => self.until(rest, 3, "\"\"\""),
            '\'' if rest.starts_with("'''") => self.until(rest, 3, "'''"),
            '`' if !rest.starts_with("``") && matches!(self.before, "=" | "(" | "," | ":") => self.until(rest, 1, "`"),
            '"' | '\'' | '`' => match string(rest) {
                Some(length) => return self.sign(rest, length),
                None => 1,
            },
            '#' => line(rest),
            '/' if rest.starts_with("//") => line(rest),
            '/' if rest.starts_with("/*") && (self.end < self.at || self.before == ";") => self.until(rest, 2, "*/"),
            '(' | '[' | '{' => {
                self.open(sign, text);
                // What a function does is no value.
                if self.brackets.last().is_some_and(|last| last.block) {
                    self.given(self.at, named);
                }
                1
            }
            ')' | ']' | '}' => {
                self.close(sign, &rest[1..], named);
                return self.sign(rest, 1);
            }
            _ => {
                self.binds &= !matches!(sign, '=' | ':' | ';');
                return self.sign(rest, sign.len_utf8());
            }
        };
        if matches!(sign, '(' | '[' | '{') {
            return self.sign(rest, 1);
        }
        self.at += length;
    }

    /// The value that was given to a name ends.
    fn given(&mut self, end: usize, named: &mut BTreeMap<&'a str, Named<'a>>) {
        if let Some(one) = self.giving.take().and_then(|(name, _)| named.get_mut(name)) {
            one.end = end;
        }
    }

    /// The length of what goes on to a mark, or that of its own beginning where the mark never comes.
    fn until(&mut self, rest: &str, opening: usize, mark: &'static str) -> usize {
        let end = if self.missing.contains(&mark) { None } else { rest[opening..].find(mark) };
        match end {
            Some(end) => opening + end + mark.len(),
            None => {
                self.missing.push(mark);
                opening
            }
        }
    }

    fn sign(&mut self, rest: &'a str, length: usize) {
        self.before = &rest[..length];
        self.at += length;
        self.end = self.at;
    }

    fn open(&mut self, open: char, text: &'a str) {
        let gap = &text[self.end..self.at];
        let is_word = self.before.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let word = if is_word && !gap.contains('\n') { self.before } else { "" };
        let is_for = word == "for";
        let outer = self.brackets.last().is_some_and(|outer| outer.binds);
        let pattern = matches!(self.before, "const" | "let" | "var" | "import");
        let block = open == '{' && !pattern && (is_word || self.before.ends_with([')', '>']));
        if self.brackets.len() >= DEEPEST {
            return;
        }
        self.brackets.push(Bracket {
            open,
            word,
            picks: gap.is_empty() && (is_word || self.before.ends_with([')', ']', '"', '\''])),
            block,
            binds: (self.binds || outer) && !is_for && !block,
            met: self.met.len(),
        });
        self.binds &= !is_for;
    }

    fn close(&mut self, sign: char, behind: &str, named: &mut BTreeMap<&'a str, Named<'a>>) {
        self.binds = false;
        let Some(last) = self.brackets.last() else { return };
        if !matches!((last.open, sign), ('(', ')') | ('[', ']') | ('{', '}')) {
            return;
        }
        let line = behind.split('\n').next().unwrap_or_default();
        let follows = line.trim_start_matches([' ', '\t']);
        let names_new = match last.open {
            _ if follows.starts_with("=>") => true,
            '(' if follows.starts_with('{') => !HEADS.contains(&last.word),
            '(' if follows.starts_with(':') => line.contains("=>") || line.trim_end().ends_with('{'),
            _ => is_assignment(follows) && !last.picks,
        };
        if names_new {
            for (name, span) in &self.met[last.met..] {
                let Some(named) = named.get_mut(name) else { continue };
                match span.end - span.start > name.len() {
                    true => named.is_changed(*span),
                    false => named.is_given_again(*span),
                }
            }
        }
        self.brackets.pop();
        if self.brackets.is_empty() {
            self.met.clear();
        }
    }

    fn word(&mut self, text: &'a str, letters: usize, named: &mut BTreeMap<&'a str, Named<'a>>) {
        let word = &text[self.at..self.at + letters];
        let span = Span::new(self.at, self.at + letters);
        let is_member = self.before == "." && self.end == self.at && !text[..self.at].ends_with("...");
        match named.get_mut(word).filter(|_| !is_member) {
            Some(one) if one.name == self.at => {
                one.end = usize::MAX;
                self.given(self.at, named);
                self.giving = Some((word, self.brackets.len()));
            }
            Some(one) => {
                self.mention(text, word, span, one);
                if let Some(whole) = self.giving.and_then(|(name, _)| named.get_mut(name)) {
                    whole.holds(word);
                }
            }
            None => {}
        }
        match word {
            _ if is_member => {}
            "in" | "of" => self.binds = false,
            _ if BINDS.contains(&word) => self.binds = true,
            _ => {}
        }
        self.before = word;
        self.at = span.end;
        self.end = span.end;
    }

    /// Takes what is done with a name where it is mentioned.
    fn mention(&mut self, text: &'a str, word: &'a str, span: Span, one: &mut Named<'a>) {
        let end = span.end + parts(&text[span.end..]);
        let has_parts = end > span.end;
        let follows = text[end..].trim_start();
        let last = self.brackets.last();
        let place = Span::new(span.start, end);
        let call = text[span.end..end].rsplit_once('.').map(|(_, call)| call);
        if follows.starts_with('(') && call.is_some_and(|call| ADDS.contains(&call)) {
            return one.is_grown(place);
        }
        if is_assignment(follows) || follows.starts_with("++") || follows.starts_with("--") {
            let head = |bracket: &&Bracket<'_>| bracket.open == '(' && !HEADS.contains(&bracket.word);
            let argument = last.is_some_and(|last| head(&last) && !last.binds) && matches!(self.before, "(" | ",");
            let plain = follows.starts_with('=');
            match has_parts || !plain {
                true => one.is_changed(place),
                false if argument => {}
                false => one.is_given_again(place),
            }
            return;
        }
        let binds = self.binds || last.is_some_and(|last| last.binds);
        let looped =
            last.is_some_and(|last| last.word == "for") && (follows.starts_with("of ") || follows.starts_with("in "));
        if !has_parts && (binds || looped || follows.starts_with("=>")) {
            return one.is_given_again(place);
        }
        if last.is_some() {
            match self.met.len() < MOST_MET {
                true => self.met.push((word, place)),
                false => one.is_given_again(place),
            }
        }
        let next_line = text[end..].len() - follows.len() > 0
            && text[end..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        let goes_on = follows.starts_with('.') && !follows.starts_with("..");
        if one.given == Given::Parts && (binds || goes_on || !self.only_reads(if next_line { "" } else { follows })) {
            one.is_changed(place);
        }
    }

    /// Whether a mention is a value among others, handed to nothing that may change it.
    fn only_reads(&self, follows: &str) -> bool {
        let ends = follows.is_empty()
            || follows.starts_with([')', ']', '}', ',', ';', '+', ':', '#'])
            || follows.starts_with("//");
        let last = self.brackets.last();
        let begins = match self.before {
            "(" | "[" | "{" | "," | ":" | "+" => true,
            "=" => last.is_some_and(|last| last.open == '('),
            word => READS.contains(&word),
        };
        let call =
            self.brackets.iter().rev().take_while(|bracket| !bracket.block).find(|bracket| !bracket.word.is_empty());
        let call = call.filter(|bracket| bracket.open == '(');
        let reads = |word: &str| READS.contains(&word) || builds(word) && !COPIES.contains(&word);
        ends && begins && call.is_none_or(|call| reads(call.word))
    }
}

/// The length of the members and items that are picked right behind a name.
pub(super) fn parts(behind: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &behind[at..];
        let dots =
            if rest.starts_with("?.") { 2 } else { usize::from(rest.starts_with('.') && !rest.starts_with("..")) };
        if dots > 0 {
            let letters = rest[dots..].find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len() - dots);
            at += dots + letters;
            if letters == 0 {
                return at;
            }
        } else if let Some(end) =
            rest[..rest.floor_char_boundary(LONGEST_INDEX)].strip_prefix('[').and_then(|inner| inner.find(']'))
        {
            at += end + 2;
        } else {
            return at;
        }
    }
}

/// Whether something is given a value here: `=` alone or behind an operator, but no comparison and no arrow.
fn is_assignment(follows: &str) -> bool {
    let operator = follows
        .find(|c: char| !matches!(c, '+' | '-' | '*' | '/' | '%' | '|' | '&' | '^' | '?' | '<' | '>' | ':' | '@'));
    let (operator, rest) = follows.split_at(operator.unwrap_or(follows.len()));
    rest.strip_prefix('=').is_some_and(|rest| !rest.starts_with(['=', '>'])) && !matches!(operator, "<" | ">")
}

/// The length of the rest of a line.
fn line(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

/// The length of the text in quotes that starts here, if it ends in its line.
fn string(rest: &str) -> Option<usize> {
    let quote = rest.chars().next()?;
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}
