//! Here-documents: the text below a line that a command of that line reads.

use super::posix;
use super::scan::Scanner;
use super::{Document, Piece};
use crate::command::Span;

/// A mark that was met, as in `<<EOF`.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    word: Box<str>,
    /// Whether tabs before a line don't count, as after `<<-`.
    tabs: bool,
    /// Whether a shell would fill in variables.
    expands: bool,
    /// The first word of the command that reads the text.
    command: usize,
}

/// The mark that the text starts with, and its length.
pub(super) fn mark(rest: &str, command: usize) -> Option<(Mark, usize)> {
    let behind = rest.strip_prefix("<<").filter(|behind| !behind.starts_with('<'))?;
    let (behind, tabs) = match behind.strip_prefix('-') {
        Some(behind) => (behind, true),
        None => (behind, false),
    };
    let behind = behind.trim_start_matches([' ', '\t']);
    let ends = |c: char| c.is_whitespace() || matches!(c, '|' | ';' | '>' | '<' | '&' | ')');
    let written = &behind[..behind.find(ends).unwrap_or(behind.len())];
    let word = written.trim_matches(['\'', '"', '\\']);
    let named = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_');
    let length = rest.len() - behind.len() + written.len();
    named.then(|| (Mark { word: word.into(), tabs, expands: word == written, command }, length))
}

/// Reads the texts of all marks of the line that just ended.
pub(super) fn take(scan: &mut Scanner) {
    for mark in scan.awaited() {
        let rest = scan.rest();
        let mut length = 0;
        let mut behind = 0;
        for line in rest.split_inclusive('\n') {
            let bare = line.trim_end_matches(['\n', '\r']);
            let bare = if mark.tabs { bare.trim_start_matches('\t') } else { bare };
            if bare == &*mark.word {
                behind = line.len();
                break;
            }
            length += line.len();
        }
        let (start, end) = (scan.at, scan.at + length);
        let text = scan.line.text.len();
        match mark.expands {
            true => posix::document(scan, end),
            false => scan.copy_bytes(length),
        }
        let text = Piece::new(text, scan.line.text.len());
        scan.line.documents.push(Document { command: mark.command, text, span: Span::new(start, end) });
        scan.at = end + behind;
    }
}
