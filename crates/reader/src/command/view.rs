//! A text that stands inside of another one, with the place of each of its letters there.
//!
//! A command in the quotes of another shell, a body in a string of a program, the lines of a comment without their
//! marks: each is read as if it had been pasted alone, and what is said about it is put back to its place.

use super::json::Node;
use super::shell::{Line, Piece, Shell, quote};
use super::{Choice, Reading, Span, Subject};
use zeroize::Zeroizing;

/// A text inside of another one.
pub(crate) struct View {
    pub text: Zeroizing<String>,
    /// Where each stretch of it starts, where that stands in the outer text, and how long it is there if not as it is.
    map: Vec<(usize, usize, Option<usize>)>,
    end: usize,
}

impl View {
    /// The decoded text of a piece of a line.
    pub fn of_piece(line: &Line, piece: Piece) -> Self {
        let text = Zeroizing::new(line.text(piece).to_owned());
        let mut map: Vec<(usize, usize, Option<usize>)> = Vec::new();
        for (offset, letter) in text.char_indices() {
            let at = piece.start + offset;
            let span = line.place(Piece::new(at, at + letter.len_utf8()));
            push(&mut map, offset, letter, span);
        }
        Self { text, map, end: line.place(piece).end }
    }

    /// What a string of a program or of JSON says; `raw` is what stands between its quotes, from `start` on.
    pub fn of_string(raw: &str, start: usize) -> Self {
        let mut text = String::with_capacity(raw.len());
        let mut map = Vec::new();
        let mut rest = raw.char_indices().peekable();
        while let Some((offset, letter)) = rest.next() {
            let (said, length) = match (letter, rest.peek()) {
                ('\\', Some((_, escaped))) => {
                    let said = match escaped {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        other => *other,
                    };
                    let length = 1 + escaped.len_utf8();
                    rest.next();
                    (said, length)
                }
                _ => (letter, letter.len_utf8()),
            };
            push(&mut map, text.len(), said, Span::new(start + offset, start + offset + length));
            text.push(said);
        }
        Self { text: Zeroizing::new(text), map, end: start + raw.len() }
    }

    /// Words that stand one by one in a list, as a command line.
    pub fn of_words(words: &[(Piece, String)]) -> Option<Self> {
        let length: usize = words.iter().map(|(_, word)| word.len() + 8).sum();
        let mut text = String::with_capacity(length);
        let mut map = Vec::new();
        for (piece, word) in words {
            let quoted = quote(word, Shell::Posix).ok()?;
            map.push((text.len(), piece.start, Some(piece.end - piece.start)));
            text.push_str(&quoted);
            text.push(' ');
        }
        let end = words.last().map_or(0, |(piece, _)| piece.end);
        Some(Self { text: Zeroizing::new(text), map, end })
    }

    /// The lines of a text from `start` on without what each of them starts with.
    pub fn of_lines(text: &str, start: usize, bare: impl Fn(&str) -> usize) -> Self {
        let mut out = String::with_capacity(text.len());
        let mut map = Vec::new();
        let mut at = start;
        for line in text.split_inclusive('\n') {
            let skipped = bare(line).min(line.len());
            map.push((out.len(), at + skipped, None));
            out.push_str(&line[skipped..]);
            at += line.len();
        }
        Self { text: Zeroizing::new(out), map, end: at }
    }

    /// Where a part of it stands in the outer text.
    pub fn place(&self, span: Span) -> Span {
        let start = self.at(span.start, false);
        Span::new(start, if span.is_empty() { start } else { self.at(span.end, true).max(start) })
    }

    fn at(&self, offset: usize, end: bool) -> usize {
        let inner = if end { offset.saturating_sub(1) } else { offset };
        let index = self.map.partition_point(|(text, ..)| *text <= inner);
        match index.checked_sub(1).and_then(|index| self.map.get(index)) {
            Some((text, source, None)) => (source + offset - text).min(self.end),
            Some((_, source, Some(length))) => {
                if end {
                    source + length
                } else {
                    *source
                }
            }
            None => self.end,
        }
    }
}

fn push(map: &mut Vec<(usize, usize, Option<usize>)>, offset: usize, letter: char, span: Span) {
    let plain = span.end - span.start == letter.len_utf8();
    let goes_on =
        map.last().is_some_and(|(text, source, length)| length.is_none() && source + (offset - text) == span.start);
    if !plain {
        map.push((offset, span.start, Some(span.end - span.start)));
    } else if !goes_on {
        map.push((offset, span.start, None));
    }
}

impl Reading {
    /// The same reading with all its places put elsewhere.
    pub(crate) fn moved(mut self, place: &dyn Fn(Span) -> Span) -> Self {
        for note in &mut self.notes {
            note.span = place(note.span);
        }
        for name in &mut self.names {
            name.span = place(name.span);
        }
        if let Some(server) = &mut self.server {
            server.span = place(server.span);
        }
        for problem in &mut self.problems {
            problem.span = place(problem.span);
        }
        for question in &mut self.questions {
            question.span = place(question.span);
            question.answers.iter_mut().for_each(|answer| answer.grants.move_to(place));
        }
        match &mut self.subject {
            Subject::Token(draft) => {
                draft.span = place(draft.span);
                draft.grants.move_to(place);
                draft.limits.iter_mut().for_each(|limit| limit.problem.span = place(limit.problem.span));
            }
            Subject::Several(choices) => {
                let moved = |Choice { what, span, reading }: Choice| Choice {
                    what,
                    span: place(span),
                    reading: reading.moved(place),
                };
                *choices = std::mem::take(choices).into_iter().map(moved).collect();
            }
            Subject::V1(draft) => draft.span = place(draft.span),
            Subject::Elsewhere(_) | Subject::Nothing => {}
        }
        self
    }
}

/// The words of a list of texts; YAML writes them without quotes.
pub(crate) fn words_of(source: &str, items: &[Node]) -> Option<Vec<(Piece, String)>> {
    use super::json::{Value, decode};
    let word = |item: &Node| match item.value {
        Value::Text(piece) => Some((piece, decode(source.get(piece.start..piece.end)?))),
        Value::Name(_) | Value::Other => Some((item.place, source.get(item.place.start..item.place.end)?.to_owned())),
        _ => None,
    };
    items.iter().map(word).collect()
}
