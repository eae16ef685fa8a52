//! Lines that all start with a mark: comments, quotations, what a comparison added.

use super::{Around, Finder, LONGEST_BLOCK, NoteKind, View, has_program};

/// The marks, and whether what stands behind them is no part of the program.
const MARKS: [(&str, bool); 8] = [
    ("#", true),
    ("//", true),
    ("--", true),
    ("REM ", true),
    ("rem ", true),
    (":: ", true),
    ("> ", false),
    ("+ ", false),
];

/// The mark that a line starts with.
fn mark_of(bare: &str) -> Option<(&'static str, bool)> {
    MARKS
        .into_iter()
        .find(|(mark, _)| bare.starts_with(mark) && !bare.starts_with("--read") && !bare.starts_with("--write"))
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
                &['#', '/', '!'][..]
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
