//! What a text itself assigns: variables of a shell, in the order in which it sets them.

use super::Span;
use super::secrets::is_secret_name;
use super::shell::{Line, Piece, Segment, Shell};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// The variables that were set so far.
#[derive(Default)]
pub(crate) struct Environment {
    values: BTreeMap<String, Assigned>,
    /// Whether the text has branches or loops, so that its order is not that of its run.
    pub branches: bool,
    /// What was set in texts that stand inside of another one, with what it was before.
    undo: Vec<(String, Option<Assigned>)>,
    /// How deep the text stands that is being read.
    depth: u8,
}

/// A variable that was set.
struct Assigned {
    value: Zeroizing<String>,
    span: Span,
    /// Whether it was set to something else before.
    changed: bool,
}

/// Where a text inside of another one began.
pub(crate) struct Mark {
    undo: usize,
    branches: bool,
}

/// A variable that is set in the words of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Assignment {
    pub name: Piece,
    pub value: Piece,
    pub span: Span,
}

impl Environment {
    /// The value of a variable; `None` where the text does not set it, or where its branches set different ones.
    pub fn value(&self, name: &str) -> Option<Zeroizing<String>> {
        self.last(name).map(|(value, _)| Zeroizing::new(value.to_owned()))
    }

    /// The value of a variable with the place where it is set.
    pub fn last(&self, name: &str) -> Option<(&str, Span)> {
        let last = self.values.get(name)?;
        let open = self.branches && last.changed;
        (!open).then_some((&last.value, last.span))
    }

    /// Begins a text inside of this one, which knows what this one sets.
    pub fn enter(&mut self) -> Mark {
        self.depth += 1;
        Mark { undo: self.undo.len(), branches: self.branches }
    }

    /// Forgets what the inner text set.
    pub fn leave(&mut self, mark: Mark) {
        self.depth -= 1;
        self.branches = mark.branches;
        for (name, before) in self.undo.drain(mark.undo..).rev() {
            match before {
                Some(before) => self.values.insert(name, before),
                None => self.values.remove(&name),
            };
        }
    }

    fn put(&mut self, name: &str, value: Zeroizing<String>, span: Span) {
        let before = match self.values.get_mut(name) {
            None => {
                self.values.insert(name.to_owned(), Assigned { value, span, changed: false });
                None
            }
            Some(known) => {
                let changed = known.changed || known.value != value;
                Some(std::mem::replace(known, Assigned { value, span, changed }))
            }
        };
        if self.depth > 0 {
            self.undo.push((name.to_owned(), before));
        }
    }

    /// Takes the assignments of a command that does nothing else; whether it is one.
    pub fn take(&mut self, line: &Line, segment: Segment) -> bool {
        self.look_for_branches(line, segment);
        let mut at = segment.first;
        let word = |at: usize| if at < segment.last { line.word(at) } else { "" };
        if matches!(word(at), "export" | "set" | "setx" | "declare" | "local" | "readonly" | "typeset" | "ENV" | "ARG")
        {
            at += 1;
            while word(at).starts_with('-') && at < segment.last {
                at += 1;
            }
            // fish, and a Dockerfile's old form: a name and a value.
            if segment.last == at + 2 && !word(at).contains('=') {
                let (name, value) = (line.words()[at].text, line.words()[at + 1].text);
                self.set(line, Assignment { name, value, span: line.span(at) });
                return true;
            }
        }
        if self.takes_powershell(line, at, segment) {
            return true;
        }
        let found: Vec<Option<Assignment>> =
            (at..segment.last).map(|at| assignment(line, line.words()[at].text)).collect();
        if found.iter().any(Option::is_none) || found.is_empty() {
            return found.is_empty();
        }
        for one in found.into_iter().flatten() {
            self.set(line, one);
        }
        true
    }

    /// Loops and branches, and the variables that they or `read` set to what nobody knows here.
    fn look_for_branches(&mut self, line: &Line, segment: Segment) {
        let first = line.word(segment.first);
        if matches!(first, "for" | "foreach" | "while" | "until" | "if" | "elif" | "else" | "case" | "select") {
            self.branches = true;
        }
        if matches!(first, "for" | "select" | "read") {
            for index in segment.first + 1..segment.last {
                let word = line.word(index);
                if word == "in" {
                    break;
                }
                self.put(word, Zeroizing::default(), line.span(index));
            }
        }
    }

    /// `$name = value`, with or without blanks around the sign.
    fn takes_powershell(&mut self, line: &Line, at: usize, segment: Segment) -> bool {
        if line.shell() != Shell::PowerShell || at >= segment.last {
            return false;
        }
        let (first, piece) = (line.word(at), line.words()[at].text);
        let Some(bare) = first.strip_prefix('$') else { return false };
        let (name, glued) = match bare.split_once('=') {
            Some((name, value)) => (name, !value.is_empty()),
            None => (bare, false),
        };
        let start = piece.start + 1 + if name.to_ascii_lowercase().starts_with("env:") { 4 } else { 0 };
        let end = piece.start + 1 + name.len();
        let value = match (glued, bare.contains('=')) {
            (true, _) => piece.skip(1 + name.len() + 1),
            (false, true) if segment.last == at + 2 => line.words()[at + 1].text,
            (false, false) if segment.last == at + 3 && line.word(at + 1) == "=" => line.words()[at + 2].text,
            // Something is worked out there.
            _ => return line.word(at + 1).starts_with('=') && !has_program(line, segment),
        };
        self.set(line, Assignment { name: Piece::new(start.min(end), end), value, span: line.span(at) });
        true
    }

    /// Takes one assignment, unless only a shell knows its value or it is a credential.
    pub fn set(&mut self, line: &Line, one: Assignment) {
        let name = line.text(one.name);
        if is_secret_name(name) {
            return;
        }
        let known = match line.unresolved(one.value) {
            None => Some(Zeroizing::new(line.text(one.value).to_owned())),
            Some(part) if part.text == one.value => printed_document(line.text(one.value)),
            Some(_) => None,
        };
        // A value that nobody knows takes the place of an earlier one.
        self.put(name, known.unwrap_or_default(), one.span);
    }
}

fn has_program(line: &Line, segment: Segment) -> bool {
    (segment.first..segment.last).any(|index| super::find::program(line.word(index)).is_some())
}

/// The text of `$(cat <<EOF … EOF)`.
fn printed_document(raw: &str) -> Option<Zeroizing<String>> {
    let inner = raw.strip_prefix("$(")?.strip_suffix(')')?;
    let (line, _) = Line::first(inner, Span::new(0, inner.len()), Shell::Posix);
    let [segment] = line.segments() else { return None };
    let document = line.document(segment.first)?;
    let alone = segment.last == segment.first + 1 && line.word(segment.first) == "cat";
    (alone && line.unresolved(document.text).is_none()).then(|| Zeroizing::new(line.text(document.text).to_owned()))
}

/// The assignment that a word is.
pub(crate) fn assignment(line: &Line, piece: Piece) -> Option<Assignment> {
    let (name, _) = line.text(piece).split_once('=')?;
    super::shell::is_name(name).then(|| Assignment {
        name: Piece::new(piece.start, piece.start + name.len()),
        value: piece.skip(name.len() + 1),
        span: line.place(piece),
    })
}
