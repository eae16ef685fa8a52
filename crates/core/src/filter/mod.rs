//! Filters over lists: words and conditions such as `status:active`. All parts must hold, and `!` turns one round.
//!
//! Every filter is text, so it can be typed, clicked and put into an address; what is printed is read back as the same
//! filter. Which conditions there are is a dialect's own, its [`Term`].

mod lex;
mod suggest;
mod when;

pub use lex::{Word, value, word, words};
pub use suggest::{Suggestion, Suggestions, TIMES, Typed, suggest};
pub use when::{Point, Unit, When};

use std::fmt::{self, Display};
use std::ops::Range;

/// What one part of a filter asks for.
pub trait Term: Clone + PartialEq + Display {
    /// The word before the colon; none for words without one.
    fn key(&self) -> Option<&'static str>;

    /// Reads one word of a filter: nothing for one that asks for nothing yet, or what is wrong and what to write instead.
    fn read(word: &Word) -> Result<Option<Self>, String>;
}

/// A filter that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter<T> {
    /// All of these hold for what is shown.
    pub parts: Vec<Part<T>>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<T> {
    /// Whether it must not hold.
    pub negated: bool,
    /// What it asks for.
    pub term: T,
}

/// What was read of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed<T> {
    /// The parts that were understood.
    pub filter: Filter<T>,
    /// Where each of them stands in the text, in bytes.
    pub spans: Vec<Range<usize>>,
    /// The parts that were not. While there are any, a list should wait.
    pub mistakes: Vec<Mistake>,
}

/// A part that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// What is wrong and what to write instead.
    pub message: String,
}

/// A filter that is one press away. It is a filter like any that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quick {
    /// What the button says.
    pub label: &'static str,
    /// What it adds to the filter.
    pub text: &'static str,
}

impl<T> Default for Filter<T> {
    fn default() -> Self {
        Self { parts: Vec::new() }
    }
}

impl<T> Default for Parsed<T> {
    fn default() -> Self {
        Self { filter: Filter::default(), spans: Vec::new(), mistakes: Vec::new() }
    }
}

impl<T> Filter<T> {
    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl<T: Term> Filter<T> {
    /// Reads a text.
    pub fn parse(text: &str) -> Parsed<T> {
        let mut parsed = Parsed::default();
        for word in words(text) {
            match T::read(&word) {
                Ok(None) => {}
                Ok(Some(term)) => {
                    parsed.filter.parts.push(Part { negated: word.negated, term });
                    parsed.spans.push(word.span);
                }
                Err(message) => parsed.mistakes.push(Mistake { span: word.span, message }),
            }
        }
        parsed
    }

    /// The filter without one of its parts.
    #[must_use]
    pub fn without(&self, index: usize) -> Self {
        let kept = self.parts.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, part)| part.clone());
        Self { parts: kept.collect() }
    }

    /// The filter with one more part; one of the same kind of condition gives way to it.
    #[must_use]
    pub fn with(&self, part: Part<T>) -> Self {
        let same = |known: &Part<T>| known.term.key().is_some() && known.term.key() == part.term.key();
        let kept = self.parts.iter().filter(|known| !same(known)).cloned();
        Self { parts: kept.chain(std::iter::once(part.clone())).collect() }
    }

    /// Where a part stands, if the filter has it.
    pub fn position(&self, part: &Part<T>) -> Option<usize> {
        self.parts.iter().position(|known| known == part)
    }
}

impl Quick {
    /// Whether the filter has it.
    pub fn is_on<T: Term>(self, filter: &Filter<T>) -> bool {
        self.filter().parts.iter().all(|part| filter.position(part).is_some())
    }

    /// The filter with it, or without it where it has it already.
    pub fn toggled<T: Term>(self, filter: &Filter<T>) -> Filter<T> {
        self.filter().parts.into_iter().fold(filter.clone(), |filter, part| match filter.position(&part) {
            Some(at) => filter.without(at),
            None => filter.with(part),
        })
    }

    /// What it adds.
    pub fn filter<T: Term>(self) -> Filter<T> {
        Filter::parse(self.text).filter
    }
}

impl<T: Display> Display for Filter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            part.fmt(f)?;
        }
        Ok(())
    }
}

impl<T: Display> Display for Part<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("!")?;
        }
        self.term.fmt(f)
    }
}
