//! Here-documents: a body that stands in the lines below a command.

use crate::command::Span;

/// A body between two marks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HereDocument {
    /// Where the body stands.
    pub body: Span,
    /// Whether a shell would fill in variables.
    pub expands: bool,
}

/// The here-document whose `<<` stands at `at`.
pub(crate) fn here_document(source: &str, at: usize, end: usize) -> Option<HereDocument> {
    let rest = source.get(at..end)?.strip_prefix("<<")?;
    let (rest, tabs) = match rest.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let rest = rest.trim_start_matches([' ', '\t']);
    let line_end = rest.find('\n')?;
    let word = rest[..line_end].split([' ', '\t', '\r', '|', ';', '>', '&']).next()?;
    let mark = word.trim_matches(['\'', '"', '\\']);
    if mark.is_empty() {
        return None;
    }
    let start = end - rest.len() + line_end + 1;
    let body = source.get(start..end)?;
    let mut length = 0;
    for line in body.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let bare = if tabs { bare.trim_start_matches('\t') } else { bare };
        if bare == mark {
            break;
        }
        length += line.len();
    }
    Some(HereDocument { body: Span::new(start, start + length), expands: word == mark })
}
