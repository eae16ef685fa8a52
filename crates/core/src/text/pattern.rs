//! The filter over the objects of a type: globs, several of them, and exclusion.
//!
//! `plant-a/*, _*, !*-old`: an object is shown when one of the plain patterns takes it and none of those with `!` does.
//! Names may have blanks, so commas stand between patterns; before a `!` a blank is enough.
//! `*` stands for any text and `?` for one character. A word without either is found anywhere in the name,
//! and at the beginning of the id if it could be one: six hexadecimal digits or more, so that `db` or `12` are names.
//! What stands in `!` leaves an object out by its name or its id, whatever else takes it.
//! Upper and lower case are alike. InfluxDB stores the ids that match now, never the pattern.
//!
//! ```
//! use console_core::text::pattern::Pattern;
//!
//! let pattern = Pattern::parse("plant-a/*, _monitoring, !*-old");
//! assert!(pattern.takes("plant-a/metrics", &"0b7d4f6e0c2a1000"));
//! assert!(!pattern.takes("plant-a/metrics-old", &"0b7d4f6e0c2a2000"));
//! ```

use std::fmt::Display;

/// How many digits a word needs to be looked for in ids.
const ID_DIGITS: usize = 6;

/// A filter that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    include: Vec<Glob>,
    exclude: Vec<Glob>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Glob {
    name: Vec<char>,
    /// The same as bytes; none where a name of ASCII alone cannot match.
    ascii: Option<Vec<u8>>,
    /// The beginning of an id, if the word could be one.
    id: Option<String>,
}

impl Pattern {
    /// Reads a filter. Every text is one.
    pub fn parse(text: &str) -> Self {
        let mut pattern = Self::default();
        for part in text.split(',').flat_map(at_exclusions).map(str::trim) {
            let (list, part) = match part.strip_prefix('!') {
                Some(rest) => (&mut pattern.exclude, rest.trim()),
                None => (&mut pattern.include, part),
            };
            if !part.is_empty() {
                list.push(Glob::parse(part));
            }
        }
        pattern
    }

    /// A filter that takes one name, in upper or lower case, and nothing that only holds it.
    pub fn whole(name: &str) -> Self {
        let name = name.chars().flat_map(char::to_lowercase).collect();
        Self { include: vec![Glob::of(name, None)], exclude: Vec::new() }
    }

    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Whether an object with this name and id is shown.
    pub fn takes(&self, name: &str, id: &dyn Display) -> bool {
        if self.is_empty() {
            return true;
        }
        let matches = |glob: &Glob| glob.matches(name) || glob.begins(id);
        (self.include.is_empty() || self.include.iter().any(matches)) && !self.exclude.iter().any(matches)
    }
}

/// A part of a filter, cut before each `!` behind a blank: who leaves the comma out would leave nothing out otherwise.
fn at_exclusions(part: &str) -> impl Iterator<Item = &str> {
    let mut left = Some(part);
    std::iter::from_fn(move || {
        let rest = left.take()?;
        let next = rest.match_indices('!').find(|(at, _)| rest[..*at].ends_with(char::is_whitespace));
        let (now, behind) = next.map_or((rest, None), |(at, _)| (&rest[..at], Some(&rest[at..])));
        left = behind;
        Some(now)
    })
}

impl Glob {
    fn parse(text: &str) -> Self {
        let lower = text.chars().flat_map(char::to_lowercase);
        if text.contains(['*', '?']) {
            return Self::of(lower.collect(), None);
        }
        let is_id = text.len() >= ID_DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let anywhere = std::iter::once('*').chain(lower).chain(std::iter::once('*'));
        Self::of(anywhere.collect(), is_id.then(|| text.to_ascii_lowercase()))
    }

    fn of(name: Vec<char>, id: Option<String>) -> Self {
        let ascii = name.iter().map(|letter| u8::try_from(*letter).ok().filter(u8::is_ascii)).collect();
        Self { name, ascii, id }
    }

    fn begins(&self, id: &dyn Display) -> bool {
        self.id.as_ref().is_some_and(|word| id.to_string().starts_with(word))
    }

    fn matches(&self, name: &str) -> bool {
        // Most names are ASCII, and small letters of those need no table: ten thousand names are looked at for each key.
        if name.is_ascii() {
            self.ascii.as_ref().is_some_and(|wanted| takes_ascii(wanted, name.as_bytes()))
        } else {
            self.takes_all(name.chars().flat_map(char::to_lowercase))
        }
    }

    /// Matches in time proportional to both lengths: only the last star is ever tried again.
    fn takes_all(&self, mut rest: impl Iterator<Item = char> + Clone) -> bool {
        let mut at = 0;
        // The place behind the last star, and what of the name it has not taken.
        let mut last_star = None;
        loop {
            let wanted = self.name.get(at);
            if wanted == Some(&'*') {
                at += 1;
                last_star = Some((at, rest.clone()));
                continue;
            }
            let Some(next) = rest.next() else { return wanted.is_none() };
            if wanted.is_some_and(|wanted| *wanted == '?' || *wanted == next) {
                at += 1;
            } else if let Some((behind, left)) = &mut last_star {
                left.next();
                (at, rest) = (*behind, left.clone());
            } else {
                return false;
            }
        }
    }
}

/// What [`Glob::takes_all`] does, over bytes: behind a star it goes on at once to where the next letter stands.
fn takes_ascii(wanted: &[u8], name: &[u8]) -> bool {
    let (mut at, mut place) = (0, 0);
    // Behind the last star: what is wanted there, and where that was looked for last.
    let mut star = None;
    loop {
        let matches = match (wanted.get(at), name.get(place)) {
            (Some(b'*'), _) => {
                at += 1;
                star = Some((at, place));
                None
            }
            (None, None) => return true,
            (Some(b'?'), Some(_)) => Some(true),
            (Some(wanted), Some(byte)) => Some(*wanted == byte.to_ascii_lowercase()),
            (None, Some(_)) => Some(false),
            (Some(_), None) => return false,
        };
        if matches == Some(true) {
            (at, place) = (at + 1, place + 1);
            continue;
        }
        let Some((behind, last)) = star else { return false };
        let from = if matches.is_none() { last } else { last + 1 };
        let first = match wanted.get(behind) {
            None => return true,
            Some(b'*' | b'?') => from,
            Some(first) => {
                let rest = name.get(from..).unwrap_or_default();
                match rest.iter().position(|byte| byte.to_ascii_lowercase() == *first) {
                    Some(skipped) => from + skipped,
                    None => return false,
                }
            }
        };
        (at, place, star) = (behind, first, Some((behind, first)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn before_an_exclusion_a_blank_is_enough() {
        for text in ["!plant-* !_*", "!plant-*, !_*", "  !plant-*  !_* ", "* !plant-* !_*"] {
            let pattern = Pattern::parse(text);
            assert!(pattern.takes("audit", &""), "{text}");
            assert!(!pattern.takes("plant-a", &"") && !pattern.takes("_tasks", &""), "{text}");
        }
        assert!(Pattern::parse("a !b").takes("has a in it", &""));
        assert!(Pattern::parse("wow!").takes("wow!", &""), "a sign within a name is part of it");
        assert!(Pattern::parse("two words").takes("some two words", &""));
    }

    proptest! {
        #[test]
        fn names_of_ascii_are_matched_as_all_names_are(wanted in "[ab*?]{0,8}", name in "[aAbBc*]{0,12}") {
            let pattern = Glob::parse(&wanted);
            let slowly = pattern.takes_all(name.chars().flat_map(char::to_lowercase));
            prop_assert_eq!(pattern.matches(&name), slowly);
        }
    }

    #[test]
    fn takes_and_leaves() {
        for (pattern, name, taken) in [
            ("", "anything", true),
            ("  ,, ", "anything", true),
            ("plant-a/*", "plant-a/metrics", true),
            ("plant-a/*", "xplant-a/metrics", false),
            ("PLANT", "my-plant-a", true),
            ("_*", "_tasks", true),
            ("_*", "a_tasks", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("plant-a/*, _*", "_tasks", true),
            ("plant-*, !*-old", "plant-old", false),
            ("plant-*, !*-old", "plant-new", true),
            ("!_*", "_tasks", false),
            ("!_*", "tasks", true),
            ("*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
            ("größe*", "GRÖSSE", false),
            ("grö*", "GRÖßE", true),
            ("größe", "large", false),
            ("kelvin", "0 \u{212a}ELVIN", true),
            ("\u{212a}*", "KELVIN", true),
            ("*", "", true),
        ] {
            let id = "0a1b2c3d4e5f6071";
            assert_eq!(Pattern::parse(pattern).takes(name, &id), taken, "{pattern:?} {name:?}");
        }
    }

    #[test]
    fn a_whole_name_takes_itself_alone() {
        let whole = Pattern::whole("Plant_a");
        assert_eq!(["plant_A", "plant_a1", ""].map(|name| whole.takes(name, &"")), [true, false, false]);
    }

    #[test]
    fn an_id_is_found_by_its_beginning_and_never_undoes_an_exclusion() {
        let id = "0a1b2c3d4e5f6071";
        for (pattern, name, taken) in [
            ("0a1b2c3d4e5f6071", "weather", true),
            ("0A1B2C", "weather", true),
            ("0a1b2", "weather", false),
            ("1b2c3d", "weather", false),
            ("db", "weather", false),
            ("12", "weather", false),
            ("a", "hosts", false),
            ("5f6071", "weather", false),
            ("0a1b2c3d4e5f60710", "weather", false),
            ("!_*", "_tasks", false),
            ("*, !_*", "_tasks", false),
            ("0a1b2c3d4e5f6071, !_*", "_tasks", false),
            ("!0a1b2c3d", "weather", false),
            ("*, !0a1b2c3d4e5f6071", "weather", false),
            ("facade", "facade", true),
        ] {
            assert_eq!(Pattern::parse(pattern).takes(name, &id), taken, "{pattern:?} {name:?}");
        }
    }
}
