//! A text of a terminal, split into commands and words as a shell does it, as far as commands for tokens need it.

use super::Problem;
use std::iter::Peekable;
use std::str::Chars;

/// A word, quotes and escapes gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owned {
    /// Its text.
    pub text: String,
    /// Whether a part of it is something that only a shell could fill in.
    pub unresolved: bool,
}

/// The name of a program without its folder and ending.
pub fn program(word: &str) -> &str {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    name.strip_suffix(".exe").unwrap_or(name)
}

/// The commands of a text. A line break ends one, unless `\`, a backtick or `^` stands before it.
pub fn commands(text: &str) -> Result<Vec<Vec<Owned>>, Problem> {
    let mut splitter = Splitter::default();
    let text = text.replace("\r\n", "\n");
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' | '`' | '^' if rest.peek() == Some(&'\n') => {
                rest.next();
                splitter.end_word();
            }
            '\\' => match rest.next() {
                Some(escaped) => splitter.push(escaped),
                None => splitter.push('\\'),
            },
            '$' if rest.peek() == Some(&'\'') => {
                rest.next();
                splitter.begin();
                numbered(&mut rest, &mut splitter)?;
            }
            '\'' => {
                splitter.begin();
                loop {
                    match rest.next().ok_or(Problem::OpenQuote)? {
                        '\'' => break,
                        inside => splitter.push(inside),
                    }
                }
            }
            '"' => {
                splitter.begin();
                loop {
                    match rest.next().ok_or(Problem::OpenQuote)? {
                        '"' => break,
                        '\\' if rest.peek().is_some_and(|next| "\"\\$`\n".contains(*next)) => {
                            rest.next().into_iter().filter(|next| *next != '\n').for_each(|next| splitter.push(next));
                        }
                        inside => {
                            splitter.fill(inside);
                            splitter.push(inside);
                        }
                    }
                }
            }
            ' ' | '\t' => splitter.end_word(),
            '\n' | ';' | '|' | '&' => splitter.end_command(),
            '#' if splitter.word.is_none() => while rest.next_if(|next| *next != '\n').is_some() {},
            other => {
                splitter.fill(other);
                splitter.push(other);
            }
        }
    }
    splitter.end_command();
    Ok(splitter.commands)
}

/// The rest of `$'…'`, with the escapes of C. A shell leaves the ones that it doesn't know as they are; what it knows and
/// nobody writes into a name is asked for.
fn numbered(rest: &mut Peekable<Chars<'_>>, splitter: &mut Splitter) -> Result<(), Problem> {
    loop {
        let escape = match rest.next().ok_or(Problem::OpenQuote)? {
            '\'' => return Ok(()),
            '\\' => rest.next().ok_or(Problem::OpenQuote)?,
            inside => {
                splitter.push(inside);
                continue;
            }
        };
        let (number, most) = match escape {
            'n' => (Some(0xA), 0x7F),
            'r' => (Some(0xD), 0x7F),
            't' => (Some(0x9), 0x7F),
            '\\' | '\'' | '"' | '?' => (Some(u32::from(escape)), 0x7F),
            // These two are bytes, and from here on only several of them are a character.
            'a' | 'b' | 'e' | 'E' | 'f' | 'v' | 'c' => (Some(0), 0),
            'x' => (number(rest, None, 2, 16), 0x7F),
            '0'..='7' => (number(rest, escape.to_digit(8), 2, 8), 0x7F),
            'u' => (number(rest, None, 4, 16), u32::MAX),
            'U' => (number(rest, None, 8, 16), u32::MAX),
            _ => (None, 0),
        };
        match number.map(|number| char::from_u32(number).filter(|_| (1..=most).contains(&number))) {
            Some(Some(character)) => splitter.push(character),
            // What it is depends on the shell and its encoding, so the form asks for it.
            Some(None) => splitter.open(),
            None => ['\\', escape].into_iter().for_each(|letter| splitter.push(letter)),
        }
    }
}

/// A number that goes on with at most so many digits; none where there is no digit.
fn number(rest: &mut Peekable<Chars<'_>>, first: Option<u32>, most: usize, radix: u32) -> Option<u32> {
    let mut number = first;
    for _ in 0..most {
        let Some(digit) = rest.peek().and_then(|next| next.to_digit(radix)) else { break };
        rest.next();
        number = Some(number.unwrap_or_default().saturating_mul(radix).saturating_add(digit));
    }
    number
}

#[derive(Default)]
struct Splitter {
    commands: Vec<Vec<Owned>>,
    words: Vec<Owned>,
    word: Option<Owned>,
}

impl Splitter {
    /// A quote begins a word, even one without a character.
    fn begin(&mut self) {
        self.word.get_or_insert_with(Owned::default);
    }

    fn push(&mut self, character: char) {
        self.word.get_or_insert_with(Owned::default).text.push(character);
    }

    /// A shell fills in what begins with one of these.
    fn fill(&mut self, character: char) {
        if matches!(character, '$' | '`') {
            self.open();
        }
    }

    /// A part of the word is something that only a shell knows.
    fn open(&mut self) {
        self.word.get_or_insert_with(Owned::default).unresolved = true;
    }

    fn end_word(&mut self) {
        self.words.extend(self.word.take());
    }

    fn end_command(&mut self) {
        self.end_word();
        if !self.words.is_empty() {
            self.commands.push(std::mem::take(&mut self.words));
        }
    }
}
