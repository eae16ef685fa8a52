//! Any pasted text: read in slices, so that whoever reads it can do something else in between.

use super::find::{Finder, choose};
use super::secrets;
use super::{NoteKind, Reading, Span};

/// Texts beyond this length are read up to here only.
pub const LONGEST: usize = 4 << 20;
/// How many bytes are read at a time.
const SLICE: usize = 64 << 10;

/// A reading on its way.
pub struct Reader<'a> {
    text: &'a str,
    finder: Finder<'a>,
    /// Where reading stopped, if that is not the end of the text.
    stopped: Option<usize>,
}

impl<'a> Reader<'a> {
    /// Starts to read a text.
    pub fn new(text: &'a str) -> Self {
        let mut end = LONGEST.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let within = &text[..end];
        Self { text, finder: Finder::new(within), stopped: (end < text.len()).then_some(end) }
    }

    /// Goes on for a while; the reading, when there is nothing left to read.
    pub fn step(&mut self) -> Option<Reading> {
        if !self.finder.step(SLICE) {
            return None;
        }
        let end = self.stopped.unwrap_or(self.text.len());
        let found = std::mem::take(&mut self.finder.found);
        let mut reading = choose(&self.text[..end], found);
        if let Some(stopped) = self.stopped {
            reading.note(Span::new(stopped, self.text.len()), NoteKind::StoppedReading);
        }
        let named = std::mem::take(&mut self.finder.secrets);
        let mut known: Vec<Span> = reading.secrets().collect();
        // What stands behind the place where reading stopped may be a credential all the same.
        for (span, place) in named.into_iter().chain(secrets::in_text(self.text)) {
            let value = span.of(self.text);
            if value != "…"
                && !value.is_empty()
                && !known.iter().any(|known| known.start <= span.start && span.end <= known.end)
            {
                known.push(span);
                reading.note(span, NoteKind::SecretDropped(place));
            }
        }
        reading.sort();
        Some(reading)
    }
}

/// Reads whatever a person pasted, at once.
pub fn read_anything(text: &str) -> Reading {
    let mut reader = Reader::new(text);
    loop {
        if let Some(reading) = reader.step() {
            return reading;
        }
    }
}
