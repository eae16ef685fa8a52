//! What a text itself assigns: variables of a shell, in the order in which it sets them.

mod flow;

use super::Span;
use super::secrets::is_secret_name;
use super::shell::{Line, Piece, Segment, Shell};
use flow::{Before, Block, name_in};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

/// The variables that were set so far.
#[derive(Default)]
pub(crate) struct Environment {
    values: BTreeMap<String, Assigned>,
    /// Whether the text has branches or loops, so that its order is not that of its run.
    branches: bool,
    /// What was set in texts that stand inside of another one, with what it was before.
    undo: Vec<(String, Option<Assigned>)>,
    /// How deep the text stands that is being read.
    depth: u8,
    /// The blocks in which the text stands; those up to `floor` are of the text around it.
    blocks: Vec<Block>,
    floor: usize,
    before: Before,
    /// Whether the command that is read may be a part of a text in quotes.
    doubted: bool,
    /// The functions that the text names, and the variables that they set.
    functions: BTreeSet<Box<str>>,
    in_functions: BTreeSet<Box<str>>,
    /// How many commands may have called one.
    calls: usize,
    /// How many commands may have changed any variable.
    unknown: usize,
    /// How each variable was written last where capital letters mean the same.
    spelled: BTreeMap<String, String>,
    /// The variables that the body of a function or a loop takes from outside, and those that were changed afterwards.
    relied: BTreeSet<Box<str>>,
    late: BTreeSet<Box<str>>,
}

/// A variable that was set.
struct Assigned {
    /// `None` where nobody knows it.
    value: Option<Zeroizing<String>>,
    span: Span,
    /// Whether it was set to something else before.
    changed: bool,
    /// Whether a shell refuses to set it again.
    fixed: bool,
    /// In how many blocks it was set.
    level: usize,
    /// What had been called when it was set.
    calls: usize,
    unknown: usize,
}

/// Where a text inside of another one began.
pub(crate) struct Mark {
    undo: usize,
    branches: bool,
    floor: usize,
    calls: usize,
    unknown: usize,
}

/// A variable that is set in the words of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Assignment {
    pub name: Piece,
    pub value: Piece,
    pub span: Span,
}

impl Environment {
    /// The value of a variable, empty where nobody knows it; `None` where the text does not set it.
    pub fn value(&self, name: &str) -> Option<Zeroizing<String>> {
        let assigned = self.values.get(name)?;
        let known = assigned.value.as_ref().filter(|_| !self.is_open(name, assigned));
        Some(Zeroizing::new(known.map(|value| value.to_string()).unwrap_or_default()))
    }

    /// The known value of a variable with the place where it is set.
    pub fn last(&self, name: &str) -> Option<(&str, Span)> {
        let last = self.values.get(name).filter(|last| !self.is_open(name, last))?;
        last.value.as_ref().map(|value| (value.as_str(), last.span))
    }

    /// Whether the text sets a variable to what nobody knows.
    pub fn is_unknown(&self, name: &str) -> bool {
        self.values.contains_key(name) && self.last(name).is_none()
    }

    fn is_open(&self, name: &str, assigned: &Assigned) -> bool {
        self.branches && assigned.changed
            || assigned.unknown < self.unknown
            || assigned.calls < self.calls && self.in_functions.contains(name)
    }

    /// Says that a variable is used; whether that is in a body that runs later or again, for which it is set outside.
    pub fn relies_on(&mut self, name: &str) -> bool {
        let level = self.values.get(name).map_or(0, |assigned| assigned.level);
        let mut relies = false;
        for block in self.blocks.iter_mut().skip(level).filter(|block| block.again) {
            relies = true;
            match block.function {
                true => self.relied.insert(name.into()),
                false => block.relied.insert(name.into()),
            };
        }
        relies
    }

    /// Whether a variable was changed after a body that runs later or again had been read with it.
    pub fn changed_late(&self, name: &str) -> bool {
        self.late.contains(name)
    }

    /// Says whether the next command may be a part of a text in quotes: what it sets is asked for then.
    pub fn doubt(&mut self, doubted: bool) {
        self.doubted = doubted;
    }

    /// Begins a text inside of this one, which knows what this one sets.
    pub fn enter(&mut self) -> Mark {
        self.depth += 1;
        let mark = Mark {
            undo: self.undo.len(),
            branches: self.branches,
            floor: self.floor,
            calls: self.calls,
            unknown: self.unknown,
        };
        self.floor = self.blocks.len();
        mark
    }

    /// Forgets what the inner text set.
    pub fn leave(&mut self, mark: Mark) {
        self.depth -= 1;
        self.branches = mark.branches;
        (self.calls, self.unknown) = (mark.calls, mark.unknown);
        self.blocks.truncate(self.floor);
        self.floor = mark.floor;
        for (name, before) in self.undo.drain(mark.undo..).rev() {
            match before {
                Some(before) => self.values.insert(name, before),
                None => self.values.remove(&name),
            };
        }
    }

    fn put(&mut self, name: &str, value: Option<Zeroizing<String>>, span: Span) {
        let value = value.filter(|_| !self.before.passing && !self.doubted);
        let (level, calls, unknown) = (self.blocks.len(), self.calls, self.unknown);
        let new = |value, changed, fixed| Assigned { value, span, changed, fixed, level, calls, unknown };
        let before = match self.values.get_mut(name) {
            None => {
                self.values.insert(name.to_owned(), new(value, false, false));
                None
            }
            Some(known) => {
                let (value, fixed) = (value.filter(|_| !known.fixed), known.fixed);
                let other = known.value != value;
                if other && (self.relied.contains(name) || self.blocks.iter().any(|block| block.relied.contains(name)))
                {
                    self.late.insert(name.into());
                }
                let changed = known.changed || other;
                Some(std::mem::replace(known, new(value, changed, fixed)))
            }
        };
        if let Some(block) = self.blocks.last_mut() {
            block.set.push(name.into());
        }
        if self.depth > 0 {
            self.undo.push((name.to_owned(), before));
        }
    }

    /// A shell refuses to set this variable again, or goes on with what it is.
    fn fix(&mut self, name: &str) {
        if let Some(known) = self.values.get_mut(name) {
            known.fixed = true;
        }
    }

    /// From here on nobody knows a variable.
    fn forget(&mut self, name: &str) {
        let span = self.values.get(name).map(|known| known.span).unwrap_or_default();
        self.put(name, None, span);
    }

    /// From here on nobody knows any variable.
    fn forget_all(&mut self) {
        self.unknown += 1;
        self.late.append(&mut self.relied);
        for block in &mut self.blocks {
            self.late.append(&mut block.relied);
        }
    }

    /// Takes what a command does to variables; `at` is its first word behind keywords. Whether it does nothing else.
    pub fn take(&mut self, line: &Line, segment: Segment, at: usize) -> bool {
        let word = |at: usize| if at < segment.last { line.word(at) } else { "" };
        let branch = |word: &str| {
            matches!(word, "for" | "foreach" | "while" | "until" | "if" | "elif" | "else" | "case" | "select")
        };
        self.branches |= (segment.first..=at).any(|at| branch(word(at)));
        // What is set for one command alone stands before it.
        let own = (at..segment.last).find(|at| !is_assignment(line.word(*at))).unwrap_or(segment.last);
        let head = if own < segment.last { line.word(own) } else { "" };
        let mut from = own + 1;
        match head {
            "export" | "declare" | "local" | "readonly" | "typeset" | "ARG" | "ENV" | "set" | "setx" | "SET"
            | "Set" | "setenv" => {
                let flags = from;
                while word(from).starts_with(['-', '/']) && from < segment.last {
                    from += 1;
                }
                // They change what a value means, or print it, ask for it or take it away.
                let odd = (flags..from).any(|at| word(at).contains(['n', 'i', 'u', 'l', 'c', 'p', 'a', 'A', 'e']));
                // fish, and a Dockerfile's old form: a name and a value.
                if matches!(head, "set" | "setx" | "ENV" | "setenv")
                    && segment.last == from + 2
                    && !word(from).contains('=')
                {
                    let (name, value) = (line.words()[from].text, line.words()[from + 1].text);
                    self.set(line, Assignment { name, value, span: line.span(from) });
                    return true;
                }
                // cmd.exe takes all of the line for the value.
                let odd = odd || line.shell() == Shell::Cmd && segment.last > from + 1;
                if odd && head != "export" {
                    if word(flags).contains('n') && head != "set" {
                        self.forget_all();
                    }
                    self.forget_names(line, from..segment.last);
                    return false;
                }
                if !matches!(head, "export" | "readonly") {
                    let bare = (from..segment.last).filter(|at| !line.word(*at).contains('='));
                    bare.for_each(|at| self.forget_names(line, at..at + 1));
                }
            }
            "unset" | "unsetenv" => {
                for index in from..segment.last {
                    if let Some(name) = name_in(line.word(index)) {
                        self.put(name, Some(Zeroizing::default()), line.span(index));
                    }
                }
                return false;
            }
            "read" | "readarray" | "mapfile" | "getopts" | "let" | "Set-Variable" | "Clear-Variable"
            | "Remove-Variable" | "New-Variable" | "sv" | "clv" | "rv" | "nv" | "Remove-Item" | "Set-Item" => {
                self.forget_names(line, from..segment.last);
                return false;
            }
            "printf" if word(from).starts_with("-v") => {
                let glued = word(from).strip_prefix("-v").and_then(name_in).map(str::to_owned);
                match glued {
                    Some(name) => self.forget(&name),
                    None => self.forget_names(line, from + 1..segment.last.min(from + 2)),
                }
                return false;
            }
            "for" | "select" | "foreach" | "ForEach" => {
                self.forget_names(line, from..segment.last.min(from + 2));
                return false;
            }
            "eval" | "source" | "." | "iex" | "Invoke-Expression" => {
                self.forget_all();
                return false;
            }
            "" => from = at,
            _ if self.takes_powershell(line, own, segment) => return true,
            _ => {
                // What PowerShell sets, within a block as well. In other shells no command begins like that.
                let power = line.shell() == Shell::PowerShell;
                let begins = |at: usize| power || at == own || matches!(word(at - 1), "{" | "(");
                let given = |at: usize| word(at + 1).trim_start_matches('+').starts_with('=') || word(at + 1) == "in";
                let sets = |at: &usize| names_variable(word(*at)) && begins(*at) && given(*at);
                // cmd.exe, behind a condition.
                let set =
                    |at: &usize| *at > own && word(*at - 1).eq_ignore_ascii_case("set") && is_assignment(word(*at));
                let changed = (own..segment.last).filter(|at| sets(at) || set(at));
                changed.for_each(|at| self.forget_names(line, at..at + 1));
                return false;
            }
        }
        if self.takes_powershell(line, from, segment) {
            return true;
        }
        let mut all = true;
        for index in from..segment.last {
            let piece = line.words()[index].text;
            match assignment(line, piece) {
                Some(one) => self.set(line, one),
                None if is_assignment(line.word(index)) => self.append(line, index),
                None => all = false,
            }
            if head == "readonly"
                && let Some(name) = name_in(line.word(index))
            {
                self.fix(name);
            }
        }
        // A keyword alone has nothing else to be read either.
        all && (from < segment.last || at > segment.first || segment.first == segment.last)
    }

    /// Nobody knows the variables any more that these words name.
    fn forget_names(&mut self, line: &Line, words: std::ops::Range<usize>) {
        for index in words {
            let word = line.word(index);
            if word == "in" {
                return;
            }
            if let Some(name) = name_in(unscoped(word)) {
                self.put(name, None, line.span(index));
            }
        }
    }

    /// `A+=more`, and `A[0]=value`, whose outcome nobody follows.
    fn append(&mut self, line: &Line, index: usize) {
        let (piece, word) = (line.words()[index].text, line.word(index));
        let Some(name) = name_in(word) else { return };
        let more = word[name.len()..].strip_prefix("+=").filter(|_| line.unresolved(piece).is_none());
        let value = more.and_then(|more| {
            let (known, _) = self.last(name)?;
            Some(Zeroizing::new(format!("{known}{more}")))
        });
        if !is_secret_name(name) {
            self.put(name, value, line.span(index));
        }
    }

    /// `$name = value`, with or without blanks around the sign.
    fn takes_powershell(&mut self, line: &Line, at: usize, segment: Segment) -> bool {
        if line.shell() != Shell::PowerShell || at >= segment.last {
            return false;
        }
        let (first, piece) = (line.word(at), line.words()[at].text);
        let Some(bare) = first.strip_prefix('$').filter(|bare| SCOPES.iter().all(|scope| !has_scope(bare, scope)))
        else {
            return false;
        };
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
            _ => {
                let next = line.word(at + 1);
                if bare.contains('=') || at + 1 < segment.last && (next.contains('=') || matches!(next, "++" | "--")) {
                    self.forget_names(line, at..at + 1);
                }
                return next.starts_with('=') && !has_program(line, segment);
            }
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
        if line.shell() != Shell::Posix {
            let before = self.spelled.insert(name.to_ascii_lowercase(), name.to_owned());
            if let Some(other) = before.filter(|before| before != name) {
                self.forget(&other);
            }
        }
        let known = match line.unresolved(one.value) {
            None => Some(Zeroizing::new(line.text(one.value).to_owned())),
            Some(part) if part.text == one.value => printed_document(line.text(one.value)),
            Some(_) => None,
        };
        // A value that nobody knows takes the place of an earlier one.
        self.put(name, known, one.span);
    }
}

/// Where PowerShell keeps a variable, as it stands before its name.
const SCOPES: [&str; 5] = ["script:", "global:", "local:", "private:", "using:"];

fn has_scope(name: &str, scope: &str) -> bool {
    name.get(..scope.len()).is_some_and(|start| start.eq_ignore_ascii_case(scope))
}

/// Whether a word names a variable as PowerShell does, with or without a type before it.
fn names_variable(word: &str) -> bool {
    word.starts_with('$') || word.starts_with("($") || word.starts_with('[') && word.contains("]$")
}

/// The name of a variable without what PowerShell puts before it: its type, its scope, the drive of the environment.
fn unscoped(word: &str) -> &str {
    let bare = word.rsplit_once("]$").map_or(word, |(_, name)| name);
    // In brackets it may be one word with what stands behind it.
    let bare = bare.trim_start_matches('(').split(' ').next().unwrap_or_default();
    let bare = bare.strip_prefix(['$', '"']).unwrap_or(bare);
    let scope = SCOPES.into_iter().chain(["env:"]).find(|scope| has_scope(bare, scope));
    &bare[scope.map_or(0, str::len)..]
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

/// Whether a word sets a variable or adds to one, as in `A=1`, `A+=1` and `A[0]=1`.
fn is_assignment(word: &str) -> bool {
    name_in(word).is_some_and(|name| {
        let behind = &word[name.len()..];
        let behind = match behind.strip_prefix('[') {
            Some(index) => index.find(']').map_or("", |end| &index[end + 1..]),
            None => behind,
        };
        behind.starts_with('=') || behind.starts_with("+=")
    })
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
