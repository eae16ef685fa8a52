//! A line with the values of those variables that its own text sets.

use super::{Document, Line, Piece, Reference, Segment, Shell, Stretch, Unresolved, Word};
use zeroize::Zeroizing;

impl Line {
    /// The same line with every variable of one command for which there is a value replaced by it; of all commands, where
    /// none is named.
    ///
    /// A value that stands in no quotes falls into words, as in a shell; an empty one is not taken, for a word would vanish.
    pub fn resolved(self, segment: Option<Segment>, value_of: &dyn Fn(&str) -> Option<Zeroizing<String>>) -> Self {
        let mut values: Vec<(usize, Zeroizing<String>)> = Vec::new();
        let own = segment.map(|segment| self.pieces(segment));
        let within = |part: &Unresolved| {
            own.is_none_or(|own| own.iter().any(|own| own.start <= part.text.start && part.text.end <= own.end))
        };
        // What PowerShell sets has the looks of a use.
        let is_set = |part: &Unresolved| {
            let behind = self.text.get(part.text.end..).unwrap_or_default();
            behind.strip_prefix('+').unwrap_or(behind).starts_with('=')
                || self.shell == Shell::PowerShell && behind.starts_with(" in ")
        };
        let used = |(_, part): &(usize, &Unresolved)| within(part) && !is_set(part);
        for (index, part) in self.unresolved.iter().enumerate().filter(used) {
            let Some(reference) = Reference::parse(self.text(part.text)) else { continue };
            let value =
                value_of(reference.name).or_else(|| reference.default.map(|text| Zeroizing::new(text.to_owned())));
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                values.push((index, value));
            }
        }
        if values.is_empty() { self } else { Rebuilt::of(&self, &values) }
    }

    /// The words of a command and what it is given to read.
    pub(super) fn pieces(&self, segment: Segment) -> [Piece; 2] {
        let first = self.words.get(segment.first).map_or(0, |word| word.text.start);
        let last =
            segment.last.checked_sub(1).and_then(|last| self.words.get(last)).map_or(first, |word| word.text.end);
        let document = self.document(segment.first).map_or(Piece::default(), |document| document.text);
        [Piece::new(first, last), document]
    }
}

struct Rebuilt<'a> {
    old: &'a Line,
    line: Line,
    /// Places of the old text where the new one differs in length: the old end, the new end.
    shifts: Vec<(usize, usize)>,
    /// Blanks in values that stand in no quotes.
    blanks: Vec<Piece>,
}

impl<'a> Rebuilt<'a> {
    fn of(old: &'a Line, values: &[(usize, Zeroizing<String>)]) -> Line {
        let more: usize = values.iter().map(|(_, value)| value.len()).sum();
        let line = Line {
            text: Zeroizing::new(String::with_capacity(old.text.len() + more)),
            map: Vec::new(),
            words: Vec::new(),
            segments: Vec::new(),
            unresolved: Vec::new(),
            documents: Vec::new(),
            operators: Vec::new(),
            taken: old.taken.clone(),
            repairs: old.repairs.clone(),
            unclosed: old.unclosed,
            shell: old.shell,
        };
        let mut new = Self { old, line, shifts: vec![(0, 0)], blanks: Vec::new() };
        let mut at = 0;
        for (index, value) in values {
            let part = &old.unresolved[*index];
            new.copy(at, part.text.start);
            new.put(part, value);
            at = part.text.end;
        }
        new.copy(at, old.text.len());
        let replaced: Vec<usize> = values.iter().map(|(index, _)| *index).collect();
        new.rest(&replaced);
        new.line
    }

    fn copy(&mut self, from: usize, until: usize) {
        let offset = self.line.text.len();
        let first = self.old.map.partition_point(|stretch| stretch.text <= from).saturating_sub(1);
        for stretch in self.old.map.iter().skip(first).take_while(|stretch| stretch.text < until) {
            let into = from.saturating_sub(stretch.text);
            let source = if stretch.end.is_none() { stretch.source + into } else { stretch.source };
            let text = offset + stretch.text.max(from) - from;
            self.line.map.push(Stretch { text, source, end: stretch.end });
        }
        self.line.text.push_str(self.old.text.get(from..until).unwrap_or_default());
    }

    fn put(&mut self, part: &Unresolved, value: &str) {
        let start = self.line.text.len();
        self.line.map.push(Stretch { text: start, source: part.span.start, end: Some(part.span.end) });
        self.line.text.push_str(value);
        self.shifts.push((part.text.end, self.line.text.len()));
        if let Some(reference) = Reference::parse(self.old.text(part.text)) {
            self.line.taken.push((part.span, reference.name.into()));
        }
        // PowerShell hands a value over as one word.
        if !part.quoted && self.old.shell != Shell::PowerShell {
            let blanks = value.char_indices().filter(|(_, c)| c.is_whitespace());
            self.blanks.extend(blanks.map(|(at, c)| Piece::new(start + at, start + at + c.len_utf8())));
        }
    }

    fn moved(&self, piece: Piece) -> Piece {
        let place = |old: usize| {
            let shift = self.shifts.partition_point(|(end, _)| *end <= old).saturating_sub(1);
            let (end, new) = self.shifts[shift];
            new + old - end
        };
        // A piece that ends with the value ends where the value does.
        Piece::new(place(piece.start), place(piece.end))
    }

    fn rest(&mut self, replaced: &[usize]) {
        let mut numbers = Vec::with_capacity(self.old.words.len() + 1);
        for word in &self.old.words {
            numbers.push(self.line.words.len());
            let text = self.moved(word.text);
            self.split(Word { text, span: word.span });
        }
        numbers.push(self.line.words.len());
        let number = |old: usize| numbers.get(old).copied().unwrap_or_default();
        let segment = |old: &Segment| Segment { first: number(old.first), last: number(old.last), ..*old };
        self.line.segments = self.old.segments.iter().map(segment).collect();
        self.line.operators = self.old.operators.iter().map(|(before, sign)| (number(*before), *sign)).collect();
        let mut replaced = replaced.iter().peekable();
        for (index, part) in self.old.unresolved.iter().enumerate() {
            if replaced.next_if_eq(&&index).is_none() {
                let text = self.moved(part.text);
                self.line.unresolved.push(Unresolved { text, ..part.clone() });
            }
        }
        for document in &self.old.documents {
            let text = self.moved(document.text);
            self.line.documents.push(Document { command: number(document.command), text, span: document.span });
        }
    }

    fn split(&mut self, word: Word) {
        let first = self.blanks.partition_point(|blank| blank.start < word.text.start);
        let within = |blank: &&Piece| blank.end <= word.text.end;
        let blanks: Vec<Piece> = self.blanks[first..].iter().take_while(within).copied().collect();
        let mut start = word.text.start;
        for blank in &blanks {
            if blank.start > start {
                self.line.words.push(Word { text: Piece::new(start, blank.start), span: word.span });
            }
            start = blank.end;
        }
        if start < word.text.end || blanks.is_empty() {
            self.line.words.push(Word { text: Piece::new(start, word.text.end), span: word.span });
        }
    }
}
