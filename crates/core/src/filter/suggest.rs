//! What could stand at the caret of a filter.

use super::{lex, words};
use crate::sort::{set_of, sort_by};
use crate::text::{natural, pattern::Pattern};
use std::fmt::Display;
use std::ops::Range;

/// How many names are offered.
const SHOWN: usize = 8;

/// What is offered, and which bytes of the text it takes the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestions {
    /// What it replaces.
    pub span: Range<usize>,
    /// What is offered.
    pub items: Vec<Suggestion>,
}

/// One thing that could be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The whole word with its condition. A name in it is foreign text.
    pub text: String,
    /// What it means; empty where it speaks for itself.
    pub meaning: &'static str,
}

/// Times that show what can be typed.
pub const TIMES: [(&str, &str); 4] = [
    (">7d", "in the last 7 days"),
    (">30d", "in the last 30 days"),
    ("<1y", "more than a year ago"),
    ("2026-01..2026-03", "from January to March 2026"),
];

/// A condition with the beginning of its value, in small letters.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// The condition.
    pub key: &'static str,
    /// What of its value has been typed.
    pub value: &'a str,
}

/// What could stand at the caret, which is a byte of the text: one of these conditions, or a value of the one that was
/// typed.
pub fn suggest(
    text: &str,
    caret: usize,
    keys: &[(&'static str, &'static str)],
    values: impl FnOnce(Typed<'_>) -> Vec<Suggestion>,
) -> Suggestions {
    let caret = (0..=caret.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let word = words(text).into_iter().find(|word| word.span.start <= caret && caret <= word.span.end);
    let Some(word) = word else {
        return Suggestions { span: caret..caret, items: fitting_keys("", keys) };
    };
    // Only what stands before the caret has been typed; the rest of the word gives way.
    let typed = words(&text[word.span.start..caret]).into_iter().next();
    let (key, value) = typed.map_or((None, String::new()), |typed| (typed.key, typed.value));
    let value = value.to_lowercase();
    let known = key.as_deref().and_then(|key| keys.iter().find(|(known, _)| *known == key));
    let mut items = match known {
        Some((key, _)) => values(Typed { key, value: &value }),
        None => fitting_keys(&value, keys),
    };
    if word.negated {
        for item in &mut items {
            item.text.insert(0, '!');
        }
    }
    Suggestions { span: word.span, items }
}

fn fitting_keys(typed: &str, keys: &[(&'static str, &'static str)]) -> Vec<Suggestion> {
    let fitting = keys.iter().filter(|(key, _)| key.starts_with(typed));
    fitting.map(|(key, meaning)| Suggestion { text: format!("{key}:"), meaning }).collect()
}

impl Typed<'_> {
    /// Those of these values that begin as it was typed.
    pub fn fixed(self, values: &[(&'static str, &'static str)]) -> Vec<Suggestion> {
        let fitting = values.iter().filter(|(value, _)| value.starts_with(self.value));
        fitting.map(|(value, meaning)| Suggestion { text: format!("{}:{value}", self.key), meaning }).collect()
    }

    /// Example times; all of them for a time that was not understood.
    pub fn times(self, times: &[(&'static str, &'static str)]) -> Vec<Suggestion> {
        let fitting = self.fixed(times);
        if fitting.is_empty() { Typed { value: "", ..self }.fixed(times) } else { fitting }
    }

    /// Names that hold what was typed behind `before`, as people sort, those that begin with it first.
    pub fn named<'n, I: Display + 'n>(
        self,
        before: &str,
        typed: &str,
        names: impl Iterator<Item = (I, &'n str)>,
    ) -> Vec<Suggestion> {
        let pattern = Pattern::parse(typed);
        let fitting = names.filter(|(id, name)| !name.is_empty() && pattern.takes(name, id)).map(|(_, name)| name);
        let mut names: Vec<&str> = set_of(fitting).into_iter().collect();
        sort_by(&mut names, |a, b| {
            let later = |name: &str| !name.to_lowercase().starts_with(typed);
            later(a).cmp(&later(b)).then_with(|| natural::compare(a, b))
        });
        let text = |name: &str| format!("{}:{before}{}", self.key, lex::value(name));
        names.into_iter().take(SHOWN).map(|name| Suggestion { text: text(name), meaning: "" }).collect()
    }
}
