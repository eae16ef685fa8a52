//! Any pasted text: read in slices, so that whoever reads it can do something else in between.

use super::find::{Finder, choose, unrecognized};
use super::secrets::{Search, SecretPlace};
use super::strings::{self, Gathering};
use super::{NoteKind, Reading, Span, organization, server};
use console_core::sort::sort_by_key;

/// Texts beyond this length are read up to here only.
pub const LONGEST: usize = 4 << 20;
/// How many bytes are looked at in one step, as far as what stands there can be taken apart.
pub const SLICE: usize = 32 << 10;

/// A reading on its way.
pub struct Reader<'a> {
    text: &'a str,
    /// Where reading stopped, if that is not the end of the text.
    stopped: Option<usize>,
    named: Vec<(Span, SecretPlace)>,
    stage: Stage<'a>,
}

/// What is being done. Each stage can pause.
enum Stage<'a> {
    /// Looking for commands, bodies and programs.
    Find(Box<Finder<'a>>),
    /// Gathering permissions, because there was nothing else.
    Gather(Gathering<'a>),
    /// Looking for credentials.
    Search(Box<(Search<'a>, Reading)>),
    Done,
}

impl<'a> Reader<'a> {
    /// Starts to read a text.
    pub fn new(text: &'a str) -> Self {
        let mut end = LONGEST.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let stopped = (end < text.len()).then_some(end);
        Self { text, stopped, named: Vec::new(), stage: Stage::Find(Box::new(Finder::new(&text[..end]))) }
    }

    /// Goes on for a while; the reading, when there is nothing left to read.
    pub fn step(&mut self) -> Option<Reading> {
        let text = &self.text[..self.stopped.unwrap_or(self.text.len())];
        self.stage = match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Find(mut finder) => match finder.step(SLICE) {
                false => Stage::Find(finder),
                true => {
                    finder.settle();
                    self.stopped = finder.stopped.or(self.stopped);
                    self.named = finder.secrets;
                    match choose(text, finder.found) {
                        Some(reading) => self.search(reading),
                        None if strings::may_hold(text) => Stage::Gather(Gathering::new(text)),
                        None => self.search(unrecognized(text)),
                    }
                }
            },
            Stage::Gather(mut gathering) => match gathering.step(SLICE) {
                false => Stage::Gather(gathering),
                true => self.search(gathering.read().unwrap_or_else(|| unrecognized(text))),
            },
            Stage::Search(mut searching) => match searching.0.step(SLICE) {
                false => Stage::Search(searching),
                true => {
                    let (search, reading) = *searching;
                    return Some(self.finish(search.found, reading));
                }
            },
            Stage::Done => Stage::Done,
        };
        None
    }

    /// What stands behind the place where reading stopped may be a credential all the same.
    fn search(&self, reading: Reading) -> Stage<'a> {
        Stage::Search(Box::new((Search::new(self.text), reading)))
    }

    fn finish(&mut self, searched: Vec<(Span, SecretPlace)>, mut reading: Reading) -> Reading {
        if let Some(stopped) = self.stopped {
            reading.note(Span::new(stopped, self.text.len()), NoteKind::StoppedReading);
        }
        let known = reading.secrets().map(|span| (span, None));
        let named = std::mem::take(&mut self.named).into_iter().chain(searched);
        let mut all: Vec<(Span, Option<SecretPlace>)> =
            known.chain(named.map(|(span, place)| (span, Some(place)))).collect();
        // The outer one of two comes first, and what the reading says already before what was found again.
        sort_by_key(&mut all, |(span, place)| (span.start, std::cmp::Reverse(span.end), place.is_some()));
        let mut covered = 0;
        for (span, place) in all {
            let value = span.of(self.text);
            if let Some(place) = place.filter(|_| span.end > covered && value != "…" && !value.is_empty()) {
                reading.note(span, NoteKind::SecretDropped(place));
            }
            covered = covered.max(span.end);
        }
        if reading.server.is_none() && reading.request().is_some() {
            reading.server = server::anywhere(self.text);
        }
        organization::fill_in(self.text, &mut reading);
        reading.sort();
        reading
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
