//! The filter over the objects of a type: globs, several of them, and exclusion.
//!
//! `plant-a/*, _*, !*-old`: a name is shown when one of the plain patterns takes it and none of those with `!` does.
//! `*` stands for any text and `?` for one character. A word without either is found anywhere in the name.
//! Upper and lower case are alike. InfluxDB stores the ids that match now, never the pattern.

/// A filter that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    include: Vec<Glob>,
    exclude: Vec<Glob>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Glob(Vec<char>);

impl Pattern {
    /// Reads a filter. Every text is one.
    pub fn parse(text: &str) -> Self {
        let mut pattern = Self::default();
        for part in text.split(',').map(str::trim) {
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

    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Whether a name is shown.
    pub fn takes(&self, name: &str) -> bool {
        if self.is_empty() {
            return true;
        }
        let name: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
        (self.include.is_empty() || self.include.iter().any(|glob| glob.matches(&name)))
            && !self.exclude.iter().any(|glob| glob.matches(&name))
    }
}

impl Glob {
    fn parse(text: &str) -> Self {
        let lower = text.chars().flat_map(char::to_lowercase);
        if text.contains(['*', '?']) {
            return Self(lower.collect());
        }
        Self(std::iter::once('*').chain(lower).chain(std::iter::once('*')).collect())
    }

    /// Matches in time proportional to both lengths: only the last star is ever tried again.
    fn matches(&self, name: &[char]) -> bool {
        let glob = &self.0;
        let (mut at, mut in_name) = (0, 0);
        let mut last_star: Option<(usize, usize)> = None;
        while in_name < name.len() {
            match glob.get(at) {
                Some('*') => {
                    last_star = Some((at, in_name));
                    at += 1;
                }
                Some(&c) if c == '?' || c == name[in_name] => {
                    at += 1;
                    in_name += 1;
                }
                _ => match last_star {
                    Some((star, taken)) => {
                        last_star = Some((star, taken + 1));
                        at = star + 1;
                        in_name = taken + 1;
                    }
                    None => return false,
                },
            }
        }
        glob[at..].iter().all(|c| *c == '*')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("*", "", true),
        ] {
            assert_eq!(Pattern::parse(pattern).takes(name), taken, "{pattern:?} {name:?}");
        }
    }
}
