//! What of a text of permissions does not count: comments, what a comparison takes away, what was so before.

use crate::command::Span;
use crate::command::marks::{self, AROUND, TRIPLED};

/// Why a permission in a text does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// It stands in a comment beside something that does not.
    Comment,
    /// A comparison takes it away.
    Removed,
    /// The words before it say that it was so before.
    Past,
}

/// The sign of a comparison at the start of a line, and how far from the start it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    pub removes: bool,
    pub column: usize,
}

/// The line that words are taken from.
#[derive(Default)]
pub(super) struct Margin {
    /// Where the line ends.
    pub end: usize,
    pub sign: Option<Sign>,
    /// The comments of the line.
    comments: Vec<Span>,
    /// Where the comment of several lines ends in which the line begins.
    block_end: usize,
    /// Where the last text of several lines ends that is no comment.
    text_end: usize,
    /// The closing signs that do not come any more.
    missing: Vec<&'static str>,
    /// Whether a line says by its looks that the text is a comparison.
    pub compares: bool,
}

impl Margin {
    /// Takes in the line that starts at a place.
    pub fn line(&mut self, text: &str, start: usize) {
        let line = text[start..].split_inclusive('\n').next().unwrap_or_default();
        self.end = start + line.len();
        self.comments.clear();
        self.sign = None;
        self.compares |= marks::is_head(line);
        if self.block_end > start {
            self.comments.push(Span::new(start, self.block_end));
        }
        let blanks = line.len() - line.trim_start_matches([' ', '\t', '"', '\'', '>']).len();
        let mut bare = &line[blanks..];
        if bare.starts_with(['+', '-']) && !bare.starts_with("--") {
            self.sign = Some(Sign { removes: bare.starts_with('-'), column: blanks });
            bare = &bare[1..];
        }
        // The item of a list may itself be a comment.
        let bare = bare.trim_start_matches([' ', '\t', '"', '\'', '*']);
        let bare = bare.strip_prefix("- ").map_or(bare, str::trim_start);
        let is_list = self.sign.is_some() && bare.starts_with("--");
        if marks::of_comment(bare).is_some() && !is_list {
            self.comments.push(Span::new(start, self.end));
            return;
        }
        self.blocks(text, start, line);
        let behind = |mark: &str| {
            line.match_indices(mark).map(|(at, _)| at).find(|at| {
                let next = line[at + mark.len()..].chars().next();
                // “ #5” is a number.
                next.is_some_and(|next| !next.is_ascii_digit())
            })
        };
        let trailing = [" #", "\t#", " //", "\t//"].into_iter().filter_map(behind).min();
        self.comments.extend(trailing.map(|at| Span::new(start + at, self.end)));
    }

    /// The comments of several lines, or within one, that begin in the line.
    fn blocks(&mut self, text: &str, start: usize, line: &str) {
        for (open, close) in AROUND {
            for (at, _) in line.match_indices(open) {
                let before = &line[..at];
                let at = start + at;
                if at < self.block_end.max(self.text_end) || self.missing.contains(&close) {
                    continue;
                }
                let tripled = TRIPLED.contains(&open);
                let apart = before.chars().next_back().is_none_or(|c| c.is_whitespace() || ",[({\"".contains(c));
                if !tripled && !apart {
                    continue;
                }
                let behind = at + open.len();
                match text[behind..].find(close).map(|length| behind + length + close.len()) {
                    // What is given to something is a text like any other.
                    Some(end) if tripled && (!before.trim().is_empty() || marks::is_given(&text[..at])) => {
                        self.text_end = end;
                    }
                    Some(end) => {
                        self.block_end = end;
                        self.comments.push(Span::new(at, end));
                    }
                    None => self.missing.push(close),
                }
            }
        }
    }

    /// Whether a place of the line stands in a comment.
    pub fn is_comment(&self, at: usize) -> bool {
        self.comments.iter().any(|comment| comment.start <= at && at < comment.end)
    }
}

/// Words that say of what follows that it was so before, and those behind which it is so.
const PAST: [&str; 9] =
    ["before", "was", "old", "previous", "previously", "formerly", "earlier", "removed", "deprecated"];

/// Whether the words so far say that what follows was so before.
#[derive(Default)]
pub(super) struct Past {
    is: bool,
    /// Whether something was said so on the same line.
    said: bool,
}

impl Past {
    /// Takes in a word, with what stands between it and the one before; whether it was so before.
    pub fn word(&mut self, part: &str, between: &str, permission: bool) -> bool {
        if self.is && self.said && between.contains('\n') || between.contains("\n\n") {
            *self = Self::default();
        }
        let bare = part.trim_end_matches(':');
        let labels = bare.len() < part.len() && !permission;
        // “(was write:…)” needs no colon.
        if labels || between.ends_with('(') {
            let is = PAST.into_iter().any(|word| word.eq_ignore_ascii_case(bare));
            *self = Self { is: is || self.is && !labels, said: false };
            return false;
        }
        self.said |= self.is;
        self.is && permission
    }
}
