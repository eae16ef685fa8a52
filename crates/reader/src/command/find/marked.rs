//! Lines that all start with a mark: comments, quotations, what a comparison added.

use super::{Around, Finder, LONGEST_BLOCK, LONGEST_INSIDE, NoteKind, View, has_program};
use crate::command::Span;
use crate::command::marks::{self, AROUND, TRIPLED};

/// What is kept in mind of comments of several lines.
#[derive(Default)]
pub(super) struct Blocks {
    /// The closing signs that do not come any more.
    missing: Vec<&'static str>,
    /// Up to where the tripled quotes were counted, and how many of both kinds there were.
    counted: usize,
    tripled: [usize; 2],
}

/// Whether a line starts with the sign of a comment of several lines.
pub(super) fn opens(bare: &str) -> bool {
    AROUND.into_iter().any(|(open, _)| bare.starts_with(open))
}

/// The mark that a line starts with, and whether it is that of a comment; a quotation or a list of what was added is none.
fn mark_of(bare: &str) -> Option<(&'static str, bool)> {
    let comment = marks::of_comment(bare).map(|mark| (mark, true));
    comment.or_else(|| ["> ", "+ "].into_iter().find(|mark| bare.starts_with(mark)).map(|mark| (mark, false)))
}

pub(super) fn is_marked(bare: &str) -> bool {
    mark_of(bare).is_some()
}

/// The length of the lines that start with the mark; a long block ends where no command goes on.
fn block(rest: &str, mark: &str) -> usize {
    let mut length = 0;
    for line in rest.split_inclusive('\n').take_while(|line| line.trim_start().starts_with(mark)) {
        length += line.len();
        if length >= LONGEST_BLOCK && !line.trim_end().ends_with(['\\', '`', '^']) {
            break;
        }
    }
    length
}

impl Finder<'_> {
    /// A comment of several lines; the place behind it.
    pub(super) fn comment(&mut self, bare: &str, start: usize) -> Option<usize> {
        let (open, close) = AROUND.into_iter().find(|(open, _)| bare.starts_with(open))?;
        if self.comments.missing.contains(&close) || open == close && !self.stands_alone(start, open) {
            return None;
        }
        let from = start + open.len();
        let Some(length) = self.text[from..].find(close) else {
            self.comments.missing.push(close);
            return None;
        };
        let inner = &self.text[from..from + length];
        let told = has_program(inner) || inner.contains("ermission") || inner.contains("\"action\"");
        if told && length < LONGEST_INSIDE {
            let view = View::of_lines(inner, from, |line| {
                let bare = line.trim_start();
                let star = open == "/*" && (bare.starts_with("* ") || bare.trim_end() == "*");
                if star { line.len() - bare.len() + 1 } else { 0 }
            });
            let before = self.found.len();
            self.inside(&view.text, &|span| view.place(span), true);
            for found in &mut self.found[before..] {
                let span = found.span;
                found.reading.note(span, NoteKind::TakenOff(Around::Comment));
            }
        }
        Some(from + length + close.len())
    }

    /// Whether tripled quotes open a text here that is given to nothing.
    fn stands_alone(&mut self, start: usize, quotes: &str) -> bool {
        let Blocks { counted, tripled, .. } = &mut self.comments;
        let since = &self.text[(*counted).min(start)..start];
        tripled.iter_mut().zip(TRIPLED).for_each(|(count, sign)| *count += since.matches(sign).count());
        *counted = start;
        let open = tripled[usize::from(quotes != TRIPLED[0])] % 2 == 1;
        !open && !marks::is_given(&self.text[..start])
    }

    /// Reads a comparison without what it takes away; whether it was one.
    pub(super) fn comparison(&mut self) -> bool {
        if self.text.len() > LONGEST_INSIDE {
            return false;
        }
        let Some((column, first)) = compares(self.text) else { return false };
        let view = View::of_lines(self.text, 0, |line| match sign_of(line) {
            Some(('-', at)) if at == column => line.len(),
            Some(('+', at)) if at == column => at + 1,
            _ => 0,
        });
        let before = self.found.len();
        self.inside(&view.text, &|span| view.place(span), false);
        for found in &mut self.found[before..] {
            found.reading.note(first, NoteKind::RemovedLeftOut);
        }
        true
    }

    /// A block of lines with one mark in which a program or a body stands; the place behind it.
    pub(super) fn marked(&mut self, bare: &str, start: usize) -> Option<usize> {
        let (mark, comment) = mark_of(bare)?;
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let rest = &self.text[line_start..];
        let length = block(rest, mark.trim_end());
        let block = &rest[..length];
        if !has_program(block) && !block.contains("\"permissions\"") && !block.contains("\"action\"") {
            return Some(line_start + length);
        }
        let view = View::of_lines(block, line_start, |line| {
            let bare = line.trim_start();
            let unmarked = bare.strip_prefix(mark.trim_end()).unwrap_or(bare).trim_start_matches(if comment {
                &['#', '/', '!', ';'][..]
            } else {
                &[][..]
            });
            line.len() - unmarked.len()
        });
        let before = self.found.len();
        self.inside(&view.text, &|span| view.place(span), comment);
        for found in &mut self.found[before..] {
            let around = if comment { Around::Comment } else { Around::ListMark };
            let span = found.span;
            found.reading.note(span, NoteKind::TakenOff(around));
        }
        Some(line_start + length)
    }
}

/// The sign of a comparison that a line starts with, and how far from its start.
fn sign_of(line: &str) -> Option<(char, usize)> {
    let bare = line.trim_start_matches([' ', '\t']);
    let sign = bare.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    // A flag, or what joins two texts of a program, is none.
    (!bare[1..].starts_with(sign)).then_some((sign, line.len() - bare.len()))
}

/// The column in which the signs of a comparison stand, and the first line that it takes away; `None` of any other text.
///
/// Without its head it is known by a line that is added right behind one that is taken away, or right before.
fn compares(text: &str) -> Option<(usize, Span)> {
    let mut last: Option<(char, usize, bool)> = None;
    let mut head = false;
    let mut pairs = None;
    let mut removed: Vec<(usize, Span)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let from = at;
        at += line.len();
        head |= marks::is_head(line);
        let sign = sign_of(line);
        let next = sign.map(|(sign, column)| {
            let bare = line[column + 1..].trim_start_matches(['"', '\'']);
            (sign, column, bare.starts_with(char::is_alphabetic))
        });
        if let (Some((a, b, c)), Some((x, y, z))) = (last, next)
            && a != x
            && (b, c) == (y, z)
        {
            pairs = pairs.or(Some(b));
        }
        if let Some(('-', column)) = sign
            && removed.len() < 1_000
        {
            removed.push((column, Span::new(from, from + line.trim_end().len())));
        }
        last = next;
    }
    let column = if head { 0 } else { pairs? };
    removed.into_iter().find(|(at, _)| *at == column).map(|(_, span)| (column, span))
}
