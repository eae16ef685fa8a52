//! Where in a script a command stands: branches, loops, functions, subshells, chains of `&&` and `||`.
//!
//! Whether a block runs, and how often, is not known here. What is set in one is known within it alone, and what a
//! function sets is not known any more once it may have been called.

use super::Environment;
use crate::command::shell::{Line, Segment, Shell, is_name};
use std::collections::BTreeSet;

/// What ends a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    /// `fi`
    Fi,
    /// `done`
    Done,
    /// `esac`
    Esac,
    /// `}`
    Brace,
    /// `)`
    Paren,
    /// The end of a chain of `&&` and `||`.
    Chain,
    /// The end of a here-document.
    Document,
}

/// A block that is open.
#[derive(Debug)]
pub(super) struct Block {
    closing: Closing,
    /// Whether it runs later or again: the body of a function or a loop.
    pub again: bool,
    pub function: bool,
    /// The variables that are set in it.
    pub set: Vec<Box<str>>,
    /// Those that a loop takes from outside.
    pub relied: BTreeSet<Box<str>>,
}

impl Block {
    /// Whether these are the brackets behind a function's name.
    fn names_function(&self) -> bool {
        self.function && self.closing == Closing::Paren && self.set.is_empty()
    }
}

/// What stands right before a command.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// A function was just named, and its body follows.
    body: bool,
    /// What is set now may not last: behind `||`, or in a pipe.
    pub passing: bool,
}

/// What is read off the signs between two commands.
#[derive(PartialEq)]
enum Sign {
    Open,
    Close,
    And,
    Or,
    Pipe,
    Background,
    End,
    NextCase,
}

/// The signs between two commands; those of redirections are left out.
fn signs(operators: impl Iterator<Item = char>) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    let mut last = ' ';
    for sign in operators {
        let double = last == sign;
        let joined = match (double, sign) {
            (true, '&') => Some(Sign::And),
            (true, '|') => Some(Sign::Or),
            (true, ';') => Some(Sign::NextCase),
            _ => None,
        };
        if let (Some(joined), Some(single)) = (joined, signs.last_mut()) {
            *single = joined;
            last = ' ';
            continue;
        }
        match sign {
            '(' => signs.push(Sign::Open),
            ')' => signs.push(Sign::Close),
            '|' => signs.push(Sign::Pipe),
            '&' if matches!(last, '<' | '>') => {}
            '&' => signs.push(Sign::Background),
            ';' => signs.push(Sign::End),
            _ => {}
        }
        last = sign;
    }
    signs
}

/// The words that begin or go on with something, and that stand before a command.
const KEYWORDS: [&str; 14] =
    ["if", "while", "until", "then", "do", "else", "elif", "!", "time", "{", "fi", "done", "esac", "}"];

impl Environment {
    /// Takes the signs and keywords before a command; the number of the command's own first word.
    pub fn arrive(&mut self, line: &Line, segment: Segment) -> usize {
        if line.shell() != Shell::Posix {
            return segment.first;
        }
        self.before.passing = false;
        for sign in signs(line.operators(segment.first)) {
            self.pass(sign);
        }
        let after = signs(line.operators(segment.last));
        self.before.passing |= matches!(after.first(), Some(Sign::Pipe | Sign::Background));
        let mut at = segment.first;
        while at < segment.last && KEYWORDS.contains(&line.word(at)) {
            self.keyword(line.word(at));
            at += 1;
        }
        let first = if at < segment.last { line.word(at) } else { "" };
        let named = match first {
            "for" | "select" => return self.opened(Closing::Done, at),
            "case" => return self.opened(Closing::Esac, at),
            "function" => Some(at + 1),
            _ if segment.last == at + 1 && after.starts_with(&[Sign::Open, Sign::Close]) => Some(at),
            _ => None,
        };
        match named.filter(|named| *named < segment.last) {
            Some(named) => {
                self.functions.insert(line.word(named).into());
                self.before.body = true;
                if first == "function" && line.word(named + 1) == "{" && named + 1 < segment.last {
                    self.keyword("{");
                    return named + 2;
                }
            }
            None => self.look_for_calls(line, at..segment.last),
        }
        at
    }

    fn opened(&mut self, closing: Closing, at: usize) -> usize {
        self.open(closing);
        at
    }

    /// The lines of a here-document begin, which another program reads.
    pub fn enter_document(&mut self) {
        self.open(Closing::Document);
    }

    pub fn leave_document(&mut self) {
        self.close(Closing::Document);
    }

    /// Takes the signs behind the last command of a line.
    pub fn end_line(&mut self, line: &Line) {
        if line.shell() != Shell::Posix {
            return;
        }
        let signs = signs(line.operators(line.words().len()));
        let goes_on = matches!(signs.last(), Some(Sign::And | Sign::Or | Sign::Pipe));
        // They stand before the next line's first command where the line goes on.
        for sign in signs {
            self.pass(sign);
        }
        if !goes_on {
            self.end_chain();
        }
    }

    fn pass(&mut self, sign: Sign) {
        match sign {
            Sign::Open => self.open(Closing::Paren),
            // Empty brackets name a function, whose body is still awaited.
            Sign::Close if self.blocks.last().is_some_and(Block::names_function) => {
                self.blocks.pop();
                self.before.body = true;
            }
            Sign::Close => self.close(Closing::Paren),
            Sign::And => self.chain(),
            Sign::Or => {
                self.chain();
                self.before.passing = true;
            }
            Sign::Pipe => self.before.passing = true,
            Sign::Background | Sign::End => self.end_chain(),
            Sign::NextCase => self.renew(Closing::Esac),
        }
    }

    fn chain(&mut self) {
        if self.blocks.last().is_none_or(|last| last.closing != Closing::Chain) {
            self.open(Closing::Chain);
        }
    }

    fn end_chain(&mut self) {
        if self.blocks.len() > self.floor && self.blocks.last().is_some_and(|last| last.closing == Closing::Chain) {
            self.close(Closing::Chain);
        }
    }

    fn keyword(&mut self, word: &str) {
        match word {
            "if" => self.open(Closing::Fi),
            "while" | "until" => self.open(Closing::Done),
            "{" => self.open(Closing::Brace),
            "else" | "elif" => self.renew(Closing::Fi),
            "fi" => self.close(Closing::Fi),
            "done" => self.close(Closing::Done),
            "esac" => self.close(Closing::Esac),
            "}" => self.close(Closing::Brace),
            _ => {}
        }
    }

    fn open(&mut self, closing: Closing) {
        if self.blocks.len() >= DEEPEST {
            // No script is as deep, so these are no blocks.
            return;
        }
        let function = std::mem::take(&mut self.before.body);
        self.blocks.push(Block {
            closing,
            again: function || closing == Closing::Done,
            function,
            set: Vec::new(),
            relied: BTreeSet::new(),
        });
    }

    /// Another branch of the same block begins.
    fn renew(&mut self, closing: Closing) {
        if self.blocks[self.floor..].iter().any(|block| block.closing == closing) {
            self.close(closing);
            self.open(closing);
        }
    }

    /// Ends the innermost block of this kind, with those that are open in it.
    fn close(&mut self, closing: Closing) {
        let Some(at) = self.blocks[self.floor..].iter().rposition(|block| block.closing == closing) else { return };
        while self.blocks.len() > self.floor + at {
            self.leave_block();
        }
    }

    pub(super) fn leave_block(&mut self) {
        let Some(block) = self.blocks.pop() else { return };
        for name in block.set {
            if block.function {
                self.in_functions.insert(name.clone());
            }
            self.forget(&name);
        }
    }

    /// What functions set is open from the first place on that may call one.
    fn look_for_calls(&mut self, line: &Line, mut words: std::ops::Range<usize>) {
        if !self.functions.is_empty() && words.any(|index| self.functions.contains(line.word(index))) {
            self.calls += 1;
        }
    }

    /// Whether a line may change a variable, or where the text stands; cheap, and never wrong about those that do neither.
    pub fn concerns<'a>(&self, line: &'a str) -> bool {
        let line = line.trim_start_matches("$ ");
        let ends = |c: char| c.is_whitespace() || matches!(c, ';' | '(' | ')' | '&' | '|');
        let first = &line[..line.find(ends).unwrap_or(line.len())];
        let within = !self.blocks.is_empty();
        // What stands behind another command in its line is one as well.
        let opens = |command: &'a str| {
            let words = command.split(ends).filter(|word| !word.is_empty()).take(LONGEST_HEAD);
            let mut heads = words.skip_while(|word| KEYWORDS.contains(word) && !OPENS.contains(word));
            heads.next().is_some_and(|word| OPENS.contains(&word))
        };
        line.split([';', '&', '|', '{', '(']).any(opens)
            || within && (KEYWORDS.contains(&first) || line.starts_with([')', '}']) || line.contains(";;"))
            || line.contains("()")
            || line.contains("<<")
            || sets_variable(line)
            || !self.functions.is_empty() && line.split(ends).any(|word| self.functions.contains(word))
    }
}

/// How many keywords may stand before a command.
const LONGEST_HEAD: usize = 8;
/// How deep blocks are followed.
const DEEPEST: usize = 64;

/// First words of lines that may change a variable or begin a block.
const OPENS: [&str; 46] = [
    "export",
    "set",
    "SET",
    "Set",
    "setx",
    "declare",
    "local",
    "readonly",
    "typeset",
    "ENV",
    "ARG",
    "read",
    "for",
    "foreach",
    "if",
    "elif",
    "while",
    "until",
    "else",
    "case",
    "select",
    "unset",
    "eval",
    "source",
    ".",
    "printf",
    "mapfile",
    "readarray",
    "getopts",
    "let",
    "function",
    "{",
    "iex",
    "Invoke-Expression",
    "Set-Variable",
    "Clear-Variable",
    "Remove-Variable",
    "New-Variable",
    "sv",
    "clv",
    "rv",
    "nv",
    "Remove-Item",
    "Set-Item",
    "unsetenv",
    "setenv",
];

/// Whether a word of a line looks as if it set a variable.
fn sets_variable(line: &str) -> bool {
    let mut from = 0;
    while let Some(sign) = line[from..].find('=') {
        let before = line[..from + sign].trim_end_matches([' ', '+']);
        let name =
            before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ':' | '[' | ']'));
        let apart = name.is_empty() || name.ends_with([' ', '\t', '(', ';', '&', '|', '{', '$', '"', '\'']);
        if apart && before.len() > name.len() {
            return true;
        }
        from += sign + 1;
    }
    false
}

/// The name that a word sets or changes by its looks, as in `A=1`, `A+=1` and `A[0]=1`.
pub(super) fn name_in(word: &str) -> Option<&str> {
    let end = word.find(['=', '+', '-', '[', ':']).unwrap_or(word.len());
    let name = &word[..end];
    is_name(name).then_some(name)
}
