//! The names that a program gives to values, and whether each still has that value where it is used.
//!
//! Two walks over the text: the first finds what is given a name, the second everywhere else that the name stands. Nothing
//! is run, so a value counts only where every other mention of its name does no more than read it.

use super::uses::Uses;
use crate::command::Span;
use console_core::sort::sort_by_key;
use std::collections::BTreeMap;

/// How many values are looked through for one that holds a place.
const NEAREST: usize = 16;

/// Calls that make what their named arguments say, or hand their only value on.
const BUILDS: [&str; 14] = [
    "Permission",
    "PermissionResource",
    "Authorization",
    "AuthorizationPostRequest",
    "dict",
    "list",
    "dumps",
    "stringify",
    "loads",
    "parse",
    "jsonencode",
    "tolist",
    "toset",
    "",
];

/// Whether a call makes what its arguments say. Of any other, only the program knows what it makes.
pub(super) fn builds(callee: &str) -> bool {
    BUILDS.contains(&callee.rsplit('.').next().unwrap_or_default())
}

/// What a name is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// A text: only another value for its name changes it.
    Text,
    /// Something with parts, which whoever else gets hold of it can change.
    Parts,
    /// What a call answers.
    Answer,
}

impl Given {
    fn of(value: &str) -> Self {
        let value = value.trim_start();
        let value = value.strip_prefix("new ").unwrap_or(value);
        let letters = value.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).unwrap_or(value.len());
        match value[letters..].chars().next() {
            // A body that is written as a text is taken apart and put together again elsewhere.
            Some(quote @ ('"' | '\'' | '`')) if letters <= 2 => {
                let inner = value[letters..].trim_start_matches([quote, ' ', '\n', '\r', '\t']);
                if inner.starts_with(['{', '[']) { Self::Parts } else { Self::Text }
            }
            Some('(') if letters > 0 && !builds(&value[..letters]) => Self::Answer,
            _ if value.starts_with("await ") => Self::Answer,
            _ => Self::Parts,
        }
    }
}

/// A name with the first value that it is given.
pub(super) struct Named<'a> {
    /// Where the name stands.
    pub name: usize,
    /// Where the value begins.
    value: usize,
    /// Where the value ends.
    pub end: usize,
    pub given: Given,
    /// Where the name is first given something else.
    again: Option<Span>,
    /// Where what it was given may first be changed.
    changed: Option<Span>,
    /// Where something may first be added to it, which leaves its parts as they are.
    grown: Option<Span>,
    /// Whether it is known only by what is added to it.
    added_to: bool,
    /// The names of what may be a part of it, by which that can be changed as well.
    holds: Vec<&'a str>,
}

impl<'a> Named<'a> {
    fn new(name: usize, value: usize, given: Given) -> Self {
        let (again, changed, grown, holds) = Default::default();
        Self { name, value, end: value, given, again, changed, grown, added_to: false, holds }
    }

    pub fn is_given_again(&mut self, span: Span) {
        self.again.get_or_insert(span);
    }

    pub fn holds(&mut self, other: &'a str) {
        if self.given == Given::Parts && self.holds.last() != Some(&other) {
            self.holds.push(other);
        }
    }

    pub fn is_changed(&mut self, span: Span) {
        self.changed.get_or_insert(span);
    }

    pub fn is_grown(&mut self, span: Span) {
        self.grown.get_or_insert(span);
    }

    /// Where what it was given may first be changed, or more be put to it.
    fn differs(&self) -> Option<Span> {
        let grown = self.grown.filter(|_| !self.added_to);
        self.changed.into_iter().chain(grown).min()
    }
}

/// The names of a text, as far as it was looked through.
#[derive(Default)]
pub(crate) struct Names<'a> {
    named: BTreeMap<&'a str, Named<'a>>,
    at: usize,
    /// The variable of HCL whose default may follow.
    variable: Option<&'a str>,
    uses: Uses<'a>,
    /// The values that may be changed: where they begin and end, their names, and where they may be changed.
    changed: Vec<(usize, usize, &'a str, Span)>,
}

impl<'a> Names<'a> {
    /// Whether the end of the text was reached, by both walks.
    pub fn complete(&self, text: &str) -> bool {
        self.at >= text.len() && (self.named.is_empty() || self.uses.at >= text.len())
    }

    /// Goes on for about so many bytes; tells how many it were.
    pub fn collect(&mut self, text: &'a str, bytes: usize) -> usize {
        let from = self.at;
        if from >= text.len() {
            let work = self.uses.collect(text, bytes, &mut self.named);
            if self.uses.at >= text.len() {
                self.hand_on();
            }
            return work;
        }
        for line in text[from..].split_inclusive('\n') {
            self.line(text, line);
            self.at += line.len();
            if self.at - from >= bytes {
                break;
            }
        }
        self.at - from
    }

    fn line(&mut self, text: &'a str, line: &'a str) {
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
        if let Some(inner) = added_in(behind) {
            let place = self.at + line.len() - bare.len();
            let named = Named { added_to: true, ..Named::new(place, place + letters + inner, Given::Parts) };
            self.named.entry(name).or_insert(named);
            return;
        }
        let typed = behind.strip_prefix(':').and_then(|rest| rest.find('=').map(|sign| &rest[sign..]));
        let behind = typed.unwrap_or(behind.trim_start_matches([' ', '\t']));
        let Some(value) = behind.strip_prefix('=').filter(|value| !value.starts_with(['=', '>'])) else { return };
        let place = self.at + line.len() - bare.len();
        let value_at = self.at + line.len() - value.len();
        let name = match (name, self.variable.take()) {
            ("default", Some(variable)) => variable,
            (name, _) => name,
        };
        // An argument on a line of its own is called like what it is given.
        let argument = value.trim().trim_end_matches([',', ')']) == name;
        if name.is_empty() || argument {
            return;
        }
        let span = Span::new(place, place + letters);
        match self.named.get_mut(name) {
            Some(named) => named.is_given_again(span),
            None => {
                let given = Given::of(&text[value_at..]);
                self.named.insert(name, Named::new(place, value_at, given));
            }
        }
    }

    /// What is a part of something that may be changed may be changed with it.
    fn hand_on(&mut self) {
        let changed = |(name, named): (&&'a str, &Named<'a>)| named.changed.map(|span| (*name, span));
        let mut changed: Vec<(&str, Span)> = self.named.iter().filter_map(changed).collect();
        while let Some((name, span)) = changed.pop() {
            let parts = self.named.get_mut(name).map(|named| std::mem::take(&mut named.holds)).unwrap_or_default();
            for part in parts {
                let Some(named) = self.named.get_mut(part).filter(|named| named.given == Given::Parts) else {
                    continue;
                };
                if named.changed.is_none() {
                    named.is_changed(span);
                    changed.push((part, span));
                }
            }
        }
        let parts = self.named.iter().filter(|(_, named)| named.given == Given::Parts);
        self.changed =
            parts.filter_map(|(name, named)| Some((named.value, named.end, *name, named.differs()?))).collect();
        sort_by_key(&mut self.changed, |(value, ..)| *value);
    }

    /// Where the value of a name begins, if it has one and the same wherever it is used.
    pub(super) fn value(&self, name: &str) -> Option<usize> {
        let named = self.named.get(name)?;
        let same = named.again.is_none() && named.changed.is_none() && named.grown.is_none() && !named.added_to;
        same.then_some(named.value)
    }

    /// Where a name may get another value than its first one, or that may change.
    pub fn may_change(&self, written: &str) -> Option<Span> {
        let named = self.named.get(bare(written)).filter(|named| named.given != Given::Answer)?;
        named.differs().into_iter().chain(named.again).min()
    }

    /// Where the parts of something may first be changed that more is added to.
    pub(super) fn parts_change(&self, name: &str, behind: usize) -> Option<Span> {
        let named = self.named.get(name)?;
        named.changed.into_iter().chain(named.again.filter(|again| again.start > behind)).min()
    }

    /// Whether more is put to the value in which a place stands, and nothing else is done to it.
    pub(super) fn only_grows_around(&self, at: usize) -> bool {
        let named = self.changed_around(at).and_then(|(name, _)| self.named.get(name));
        named.is_some_and(|named| named.grown.is_some() && named.changed.is_none())
    }

    /// The name of the value in which a place stands, if that may be changed, and where.
    pub(super) fn changed_around(&self, at: usize) -> Option<(&'a str, Span)> {
        let before = self.changed.partition_point(|(value, ..)| *value <= at);
        let mut nearest = self.changed[..before].iter().rev().take(NEAREST);
        nearest.find(|(_, end, ..)| at < *end).map(|(.., name, changed)| (*name, *changed))
    }
}

/// Where the bracket stands behind a name to which, or to a part of which, something is added in its line.
fn added_in(behind: &str) -> Option<usize> {
    let end = super::uses::parts(behind);
    let adds = ADDS.into_iter().any(|call| behind[..end].strip_suffix(call).is_some_and(|rest| rest.ends_with('.')));
    (adds && behind[end..].starts_with('(')).then_some(end)
}

/// Calls that add to a list and leave its parts as they are.
pub(super) const ADDS: [&str; 5] = ["append", "push", "extend", "unshift", "add"];

/// A name without the words that HCL and PowerShell put before it.
pub(super) fn bare(written: &str) -> &str {
    ["local.", "var.", "$"].into_iter().find_map(|start| written.strip_prefix(start)).unwrap_or(written)
}
