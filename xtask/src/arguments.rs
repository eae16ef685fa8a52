//! The command line of one task: flags with and without a value, and what follows `--`.

use lexopt::{Arg, ValueExt};

use crate::failure::{Failure, Result};

/// A flag that a task takes.
#[derive(Debug, Clone, Copy)]
pub struct Flag {
    /// As it is typed, with both dashes.
    pub name: &'static str,
    /// What its value is called in the help; `None` for a flag without one.
    pub value: Option<&'static str>,
    /// What it does, in one line.
    pub summary: &'static str,
}

impl Flag {
    /// A flag that is there or not.
    pub const fn plain(name: &'static str, summary: &'static str) -> Self {
        Self { name, value: None, summary }
    }

    /// A flag that is followed by a value.
    pub const fn with_value(name: &'static str, value: &'static str, summary: &'static str) -> Self {
        Self { name, value: Some(value), summary }
    }

    /// As the help shows it.
    pub fn shown(&self) -> String {
        match self.value {
            Some(value) => format!("{} {value}", self.name),
            None => self.name.to_owned(),
        }
    }
}

/// What was given to a task, checked against the flags that it takes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    given: Vec<(&'static str, String)>,
    after: Vec<String>,
}

/// Whether a task takes words after `--`, which it hands to another program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    Refused,
    HandedOn,
}

impl Arguments {
    /// Reads the words that follow the task's name.
    pub fn parse(task: &str, flags: &[Flag], after: After, words: &[String]) -> Result<Self> {
        let mut arguments = Self::default();
        let mut own = words;
        if let Some(end) = words.iter().position(|word| word == "--") {
            if after == After::Refused {
                return Err(unknown(task, flags, after, "--"));
            }
            own = &words[..end];
            arguments.after = words[end + 1..].to_vec();
        }
        let mut parser = lexopt::Parser::from_args(own);
        let refused = |error| usage(flags, error);
        while let Some(argument) = parser.next().map_err(refused)? {
            let name = match argument {
                Arg::Long(name) => format!("--{name}"),
                Arg::Short(letter) => format!("-{letter}"),
                Arg::Value(word) => word.to_string_lossy().into_owned(),
            };
            let flag = flags.iter().find(|flag| flag.name == name).ok_or_else(|| unknown(task, flags, after, &name))?;
            let value = match flag.value {
                Some(_) => parser.value().and_then(|value| value.string()).map_err(refused)?,
                None => String::new(),
            };
            arguments.given.push((flag.name, value));
        }
        Ok(arguments)
    }

    /// Whether the flag was given.
    pub fn has(&self, name: &str) -> bool {
        self.given.iter().any(|(given, _)| *given == name)
    }

    /// The value of the flag; the last one counts.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values(name).last()
    }

    /// All values of a flag that may be repeated.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.given.iter().filter(move |(given, _)| *given == name).map(|(_, value)| value.as_str())
    }

    /// The value of a flag that the task cannot do without.
    pub fn required(&self, task: &str, flag: &str) -> Result<&str> {
        self.value(flag).ok_or_else(|| {
            Failure::Usage(format!("{task} needs {flag}. \"cargo xtask {task} --help\" lists all flags."))
        })
    }

    /// The flags among `names` as they were given, for a program that takes the same ones.
    pub fn handed_on(&self, names: &[&str], flags: &[Flag]) -> Vec<String> {
        let mut words = Vec::new();
        for (given, value) in self.given.iter().filter(|(given, _)| names.contains(given)) {
            words.push((*given).to_owned());
            if flags.iter().any(|flag| flag.name == *given && flag.value.is_some()) {
                words.push(value.clone());
            }
        }
        words
    }

    /// The words after `--`.
    pub fn after(&self) -> &[String] {
        &self.after
    }
}

/// What the parser could not read, with what would have been right.
fn usage(flags: &[Flag], error: lexopt::Error) -> Failure {
    Failure::Usage(match error {
        lexopt::Error::MissingValue { option: Some(name) } => {
            let shown = flags.iter().find(|flag| flag.name == name).map_or(name.clone(), Flag::shown);
            format!("{name} needs a value: {shown}.")
        }
        lexopt::Error::UnexpectedValue { option, .. } => format!("{option} takes no value."),
        other => format!("The command line cannot be read: {other}."),
    })
}

fn unknown(task: &str, flags: &[Flag], after: After, word: &str) -> Failure {
    let mut taken: Vec<String> = flags.iter().map(Flag::shown).collect();
    if after == After::HandedOn {
        taken.push("-- followed by words for the program it calls".to_owned());
    }
    let taken = if taken.is_empty() { "no flags".to_owned() } else { taken.join(", ") };
    Failure::Usage(format!("{task} does not know \"{word}\"; it takes {taken}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAGS: [Flag; 3] = [
        Flag::with_value("--listen", "ADDR", "where"),
        Flag::with_value("--connect", "URL", "whom"),
        Flag::plain("--open", "look"),
    ];

    fn parse(words: &str, after: After) -> Result<Arguments> {
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        Arguments::parse("run", &FLAGS, after, &words)
    }

    #[test]
    fn flags_are_read_in_both_ways_of_writing() {
        for words in ["--listen a:1 --open", "--open --listen=a:1", "--listen b:2 --listen a:1 --open"] {
            let arguments = parse(words, After::Refused).expect(words);
            assert_eq!((arguments.value("--listen"), arguments.has("--open")), (Some("a:1"), true), "{words}");
        }
    }

    #[test]
    fn repeated_flags_keep_their_order_and_are_handed_on_as_given() {
        let arguments = parse("--connect a --open --connect b", After::Refused).expect("all flags are known");
        assert_eq!(arguments.values("--connect").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(
            arguments.handed_on(&["--open", "--connect"], &FLAGS),
            ["--connect", "a", "--open", "--connect", "b"]
        );
    }

    #[test]
    fn a_command_line_that_cannot_be_followed_is_told_in_a_sentence() {
        for (words, expected) in [
            ("--lisen a:1", "run does not know \"--lisen\"; it takes --listen ADDR, --connect URL, --open."),
            ("more", "run does not know \"more\""),
            ("--listen", "--listen needs a value: --listen ADDR."),
            ("--open=yes", "--open takes no value."),
            ("-- more", "run does not know \"--\""),
        ] {
            let failure = parse(words, After::Refused).expect_err(words);
            assert!(matches!(&failure, Failure::Usage(sentence) if sentence.contains(expected)), "{failure}");
        }
    }

    #[test]
    fn words_after_two_dashes_are_left_as_they_are() {
        let arguments = parse("--open -- --listen x", After::HandedOn).expect("the flags are known");
        assert_eq!(arguments.after(), ["--listen", "x"]);
        assert_eq!(arguments.value("--listen"), None);
    }
}
