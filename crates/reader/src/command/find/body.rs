//! Bodies and lists of words in a text: JSON that asks for a token, or a command whose words stand in a list.

use super::around::Around;
use super::program::program;
use super::{Ahead, Finder, Found, LONGEST_COMMAND, has_program};
use crate::command::code;
use crate::command::json::{self, Body, Dialect, JsonError, Node, Permissions, Value};
use crate::command::shell::Piece;
use crate::command::view::{View, words_of};
use crate::command::{Form, NoteKind, ProblemKind, Reading, Span};

/// How many words of a list are looked at for a program.
const FARTHEST_WORD: usize = 64;

impl<'a> Finder<'a> {
    /// The JSON that was parsed, as what it may be.
    pub(super) fn body(&self, node: &Node) -> Body<'a> {
        Body { text: self.text, within: node.place, line: None, dialect: Dialect::Server }
    }

    /// A body or a list of words somewhere in a line.
    pub(super) fn within_line(&mut self, bare: &str, start: usize) -> Option<usize> {
        if has_program(bare)
            && let Some(at) = bare.find('[')
            && let Some(end) = self.list_of_words(start + at)
        {
            return Some(end);
        }
        let at = body_in(bare)?;
        self.json(start + at, tells_of_permissions(bare) && bare.starts_with(['{', '[']))
    }

    /// The JSON that starts here, with its permissions if they were read ahead.
    fn parsed(&mut self, start: usize) -> Result<(Node, Option<Permissions>), JsonError> {
        match std::mem::replace(&mut self.ahead, Ahead::Nothing) {
            Ahead::Parsed(at, result) if at == start => result,
            _ => {
                let end = self.text.floor_char_boundary(start + LONGEST_COMMAND);
                json::parse_first(self.text, Piece::new(start, end)).map(|node| (node, None))
            }
        }
    }

    /// A body that starts here. One that breaks is a finding only where the text can't be anything else.
    pub(super) fn json(&mut self, start: usize, alone: bool) -> Option<usize> {
        if self.budget == 0 {
            return None;
        }
        let (node, permissions) = match self.parsed(start) {
            Ok(parsed) => parsed,
            Err(error) => {
                self.spend(error.place.start.saturating_sub(start).max(1));
                let rest = &self.text[start..];
                if !alone
                    || !self.tells_behind(start) && !self.text[..start].trim_start().is_empty()
                    || !rest[1..].trim_start().starts_with(['"', '“', '{', '['])
                    || code::starts_here(rest)
                    // A table of TOML.
                    || rest.strip_prefix("[[").is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
                {
                    return None;
                }
                let mut reading = Reading::new(Form::Json);
                reading.problem(Span::new(error.place.start, error.place.end), ProblemKind::BadJson(error.what));
                let span = Span::new(start, self.text.len());
                self.found.push(Found { span, what: "JSON".into(), reading, comment: false, relied: Vec::new() });
                return Some(span.end);
            }
        };
        let end = node.place.end;
        self.work += end - start;
        if let Value::List(items) = &node.value
            && self.names_program(items)
            && let Some(words) = words_of(self.text, items)
        {
            return self.words(&words).then_some(end);
        }
        let body = self.body(&node);
        let whole = self.text[..start].trim().is_empty() && self.text[end..].trim().is_empty();
        if !json::looks_like_request(&body, &node) && !whole {
            return None;
        }
        // It may have been given a name, by which it is changed further down.
        self.names_wanted |= !whole;
        let (ready, mut reading) = match permissions {
            Some(permissions) => (permissions.grants, permissions.reading),
            None => (None, Reading::new(Form::Json)),
        };
        json::read_rest(&body, &node, ready, &mut reading);
        self.found.push(Found {
            span: Span::new(start, end),
            what: "JSON".into(),
            reading,
            comment: false,
            relied: Vec::new(),
        });
        Some(end)
    }

    /// Whether what stands behind a place tells of permissions.
    fn tells_behind(&mut self, start: usize) -> bool {
        let last = || ["permission", "\"action\""].into_iter().filter_map(|word| self.text.rfind(word)).max();
        self.last_telling.get_or_insert_with(last).is_some_and(|last| last >= start)
    }

    fn list_of_words(&mut self, start: usize) -> Option<usize> {
        let node = code::literal(self.text, start)?;
        let Value::List(items) = &node.value else { return None };
        if !self.names_program(items) {
            return None;
        }
        let words = words_of(self.text, items)?;
        self.words(&words).then_some(node.place.end)
    }

    /// Whether a known program is among the items of a list.
    fn names_program(&self, items: &[Node]) -> bool {
        items.iter().take(FARTHEST_WORD).any(|item| {
            let place = match item.value {
                Value::Text(piece) => piece,
                _ => item.place,
            };
            self.text.get(place.start..place.end).is_some_and(|word| program(word).is_some())
        })
    }

    /// The words of a list, as the command that they are.
    fn words(&mut self, words: &[(Piece, String)]) -> bool {
        let Some(view) = View::of_words(words) else { return false };
        let before = self.found.len();
        let read = self.inside(&view.text, &|span| view.place(span), false);
        for found in &mut self.found[before..] {
            let span = found.span;
            found.reading.note(span, NoteKind::TakenOff(Around::WordList));
        }
        read
    }
}

/// Where in a line that is no command a body may start.
pub(super) fn body_in(line: &str) -> Option<usize> {
    let opens = line.trim_end().ends_with(['{', '[', '(']) || tells_of_permissions(line);
    line.find('{').filter(|_| opens)
}

fn tells_of_permissions(line: &str) -> bool {
    line.contains("permissions") || line.contains("\"action\"")
}
