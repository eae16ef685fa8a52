//! A text of a terminal, split into commands and words as a shell does it, as far as commands for tokens need it.

use super::Problem;

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
            self.word.get_or_insert_with(Owned::default).unresolved = true;
        }
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
