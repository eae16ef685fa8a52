//! The walk over the text that all shells share: blanks, ends of commands, comments, words.

use super::{
    End, Expansion, Line, Piece, Repair, Segment, Shell, Stretch, Unresolved, Word, cmd, heredoc, posix, powershell,
    prompt,
};
use crate::command::Span;
use console_core::text::foreign::{hides, looks_like_space};
use zeroize::Zeroizing;

/// The state of one walk.
pub(super) struct Scanner<'a> {
    pub source: &'a str,
    pub at: usize,
    pub end: usize,
    pub line: Line,
    /// Whether the walk is inside of quotes.
    pub quoted: bool,
    first_word: usize,
    /// Here-documents whose mark was met, and whose text follows the line.
    awaited: Vec<heredoc::Mark>,
    /// How many braces of PowerShell's tables are open, in which a line goes on.
    pub braces: usize,
}

/// The room for the text of a command at first, in bytes.
const FIRST_ROOM: usize = 512;

const QUOTES: [char; 9] = ['\'', '"', '‘', '’', '‚', '‛', '“', '”', '„'];

/// Characters that are not seen and come along when text is copied. What holds an emoji together is none.
fn came_along(character: char) -> bool {
    hides(character) && !character.is_control() && !looks_like_space(character) && character != '\u{200d}'
}

impl<'a> Scanner<'a> {
    pub fn new(source: &'a str, within: Span, shell: Shell) -> Self {
        let end = within.end.min(source.len());
        Self {
            source,
            at: within.start.min(end),
            end,
            line: Line {
                text: Zeroizing::new(String::with_capacity(FIRST_ROOM)),
                map: Vec::new(),
                words: Vec::new(),
                segments: Vec::new(),
                unresolved: Vec::new(),
                documents: Vec::new(),
                operators: Vec::new(),
                taken: Vec::new(),
                repairs: Vec::new(),
                unclosed: None,
                shell,
            },
            quoted: false,
            first_word: 0,
            awaited: Vec::new(),
            braces: 0,
        }
    }

    /// Walks over the text, or over its first line with a word alone; tells the place behind it too.
    pub fn run(mut self, first_line: bool) -> (Line, usize) {
        self.at = prompt::skip(self.source, self.at, self.end);
        while self.at < self.end {
            if self.skip_blank() {
                continue;
            }
            let Some(next) = self.peek() else { break };
            let start = self.at;
            match next {
                '\n' => {
                    self.bump();
                    if self.braces > 0 || self.flag_follows(start) {
                        continue;
                    }
                    heredoc::take(&mut self);
                    self.end_segment(End::Newline, start);
                    if first_line && !self.line.segments.is_empty() {
                        let end = self.at;
                        return (self.line, end);
                    }
                    self.at = prompt::skip(self.source, self.at, self.end);
                }
                '#' if self.line.shell != Shell::Cmd => self.skip_line(),
                ';' if self.braces > 0 => {
                    self.bump();
                }
                ';' if self.line.shell != Shell::Cmd => self.operator(End::Operator),
                '|' | '&' => self.operator(End::Operator),
                '(' if self.line.shell == Shell::Posix => self.operator(End::Operator),
                ')' if self.line.shell != Shell::Cmd => self.operator(End::Operator),
                '<' if self.placeholder().is_some() => self.word(),
                '<' if self.take_mark() => {}
                '<' | '>' => self.operator(End::Redirection),
                _ => self.word(),
            }
        }
        let end = self.end;
        heredoc::take(&mut self);
        self.end_segment(End::Text, end);
        (self.line, end)
    }

    /// Whether the next line starts with a flag, so that the mark that continues this one was lost.
    fn flag_follows(&mut self, at: usize) -> bool {
        let words = self.line.words.len() - self.first_word;
        let next = self.rest().trim_start_matches([' ', '\t']);
        let flag = next.trim_start_matches(['-', '–', '—']);
        let dashes = next.len() - flag.len();
        let follows =
            words > 1 && dashes >= 2 && flag.starts_with(|c: char| c.is_ascii_alphabetic()) && self.awaited.is_empty();
        if follows {
            self.repaired(at, at + 1, Repair::MissingContinuation);
        }
        follows
    }

    /// Takes the mark of a here-document, whose command goes on behind it.
    fn take_mark(&mut self) -> bool {
        if self.line.shell != Shell::Posix {
            return false;
        }
        let Some((mark, length)) = heredoc::mark(self.rest(), self.first_word) else { return false };
        self.awaited.push(mark);
        self.at += length;
        true
    }

    /// The here-documents that follow the line, which are now to be read.
    pub fn awaited(&mut self) -> Vec<heredoc::Mark> {
        std::mem::take(&mut self.awaited)
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn rest(&self) -> &'a str {
        self.source.get(self.at..self.end).unwrap_or_default()
    }

    /// Takes the next character.
    pub fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Makes room for more text. A buffer that is too small is wiped, so that no copy of it stays behind.
    fn room(&mut self, bytes: usize) {
        let length = self.line.text.len() + bytes;
        if length > self.line.text.capacity() {
            let mut larger = Zeroizing::new(String::with_capacity(length.max(2 * self.line.text.capacity())));
            larger.push_str(&self.line.text);
            self.line.text = larger;
        }
    }

    /// Takes all characters over up to one of these.
    pub fn copy_until(&mut self, stops: &[char]) {
        let rest = self.rest();
        let length = rest.find(stops).unwrap_or(rest.len());
        self.copy_bytes(length);
    }

    /// Takes letters over that mean nothing but themselves in every shell.
    fn copy_letters(&mut self) {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b':' | b',');
        let length = self.rest().bytes().take_while(plain).count();
        self.copy_bytes(length);
    }

    /// Takes so many bytes over as they are.
    pub fn copy_bytes(&mut self, length: usize) {
        let (from, rest) = (self.at, self.rest());
        if length > 0 {
            self.begin_plain(from);
            self.room(length);
            self.line.text.push_str(&rest[..length]);
            self.at += length;
        }
    }

    /// Takes the next character over as it is.
    pub fn copy(&mut self) {
        let from = self.at;
        if let Some(next) = self.bump() {
            self.push(next, from);
        }
    }

    /// Takes a character that stands outside of quotes over, without what came along when the text was copied.
    pub fn copy_plain(&mut self) {
        let from = self.at;
        match self.peek() {
            Some(odd) if came_along(odd) => {
                self.bump();
                self.repaired(from, self.at, Repair::Space);
            }
            Some('‐' | '‑' | '−') => {
                self.bump();
                self.push_as("-", from, self.at);
                self.repaired(from, self.at, Repair::Dash);
            }
            _ => {
                self.copy();
                self.copy_letters();
            }
        }
    }

    /// Says that what is added next stands in the source at `from` as it is.
    fn begin_plain(&mut self, from: usize) {
        let text = self.line.text.len();
        let goes_on =
            self.line.map.last().is_some_and(|last| last.end.is_none() && last.source + (text - last.text) == from);
        if !goes_on {
            self.line.map.push(Stretch { text, source: from, end: None });
        }
    }

    /// Adds a character that stands in the source at `from`.
    pub fn push(&mut self, character: char, from: usize) {
        self.begin_plain(from);
        self.room(character.len_utf8());
        self.line.text.push(character);
    }

    /// Adds text that the source writes in another way.
    pub fn push_as(&mut self, text: &str, from: usize, until: usize) {
        self.room(text.len());
        self.line.map.push(Stretch { text: self.line.text.len(), source: from, end: Some(until) });
        self.line.text.push_str(text);
    }

    /// Adds a character for what was just taken from `from` on.
    pub fn push_escaped(&mut self, character: char, from: usize) {
        self.push_as(character.encode_utf8(&mut [0; 4]), from, self.at);
    }

    /// Copies the source up to `until` as an unresolved part.
    pub fn unresolved(&mut self, until: usize, what: Expansion) {
        let (from, text) = (self.at, self.line.text.len());
        self.copy_bytes(until - from);
        self.line.unresolved.push(Unresolved {
            text: Piece::new(text, self.line.text.len()),
            span: Span::new(from, self.at),
            what,
            quoted: self.quoted,
        });
    }

    pub fn repaired(&mut self, from: usize, until: usize, repair: Repair) {
        self.line.repairs.push((Span::new(from, until), repair));
    }

    /// The length of a placeholder such as `<NAME>`, which manuals write where a value belongs.
    ///
    /// For a shell these are two redirections, but nobody who pastes one means that.
    pub fn placeholder(&self) -> Option<usize> {
        let name = self.rest().strip_prefix('<')?;
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | ' '))?;
        let after = name[end..].strip_prefix('>')?;
        let alone = after.is_empty() || after.starts_with([' ', '\t', '\r', '\n', '"', '\'']);
        (alone && name.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(end + 2)
    }

    /// Takes a placeholder, if one stands here.
    pub fn take_placeholder(&mut self) -> bool {
        let Some(length) = self.placeholder() else { return false };
        let name = self.rest()[..length].into();
        self.unresolved(self.at + length, Expansion::Placeholder(name));
        true
    }

    /// Says that the quote at this place never closes.
    pub fn unclosed(&mut self, from: usize) {
        let length = self.source.get(from..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        self.line.unclosed.get_or_insert(Span::new(from, from + length));
    }

    /// Skips `mark`, blanks and the end of the line, if the text goes on like that; also the prompt of the next line.
    pub fn skip_continuation(&mut self, mark: char) -> bool {
        let Some(rest) = self.rest().strip_prefix(mark) else { return false };
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let rest = &rest[blanks..];
        let rest = rest.strip_prefix('\r').unwrap_or(rest);
        let Some(rest) = rest.strip_prefix('\n') else { return false };
        if blanks > 0 {
            self.repaired(self.at, self.at + mark.len_utf8() + blanks, Repair::Continuation);
        }
        self.at = self.end - rest.len();
        self.at = prompt::skip_continued(self.source, self.at, self.end);
        true
    }

    /// The mark that lets a command go on in the next line.
    pub fn continuation(&self) -> char {
        match self.line.shell {
            Shell::Posix => '\\',
            Shell::PowerShell => '`',
            Shell::Cmd => '^',
        }
    }

    /// Whether a character can't be part of a word outside of quotes.
    pub fn ends_word(&self, character: char) -> bool {
        match character {
            ' ' | '\t' | '\n' | '|' | '&' | '<' | '>' => true,
            '\r' => true,
            ';' | ')' => self.line.shell != Shell::Cmd,
            '(' => self.line.shell == Shell::Posix,
            other => looks_like_space(other) && !other.is_control(),
        }
    }

    fn skip_blank(&mut self) -> bool {
        let start = self.at;
        match self.peek() {
            Some(' ' | '\t' | '\r') => {
                self.bump();
                true
            }
            Some(odd) if (looks_like_space(odd) && !odd.is_control()) || came_along(odd) => {
                self.bump();
                self.repaired(start, self.at, Repair::Space);
                true
            }
            _ => self.skip_continuation(self.continuation()),
        }
    }

    fn skip_line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    fn operator(&mut self, end: End) {
        let start = self.at;
        if let Some(sign) = self.bump() {
            self.line.operators.push((self.line.words.len(), sign));
        }
        // PowerShell's call operator stands before a command and ends nothing.
        if self.line.shell == Shell::PowerShell && self.line.words.len() == self.first_word {
            return;
        }
        self.end_segment(end, start);
    }

    fn end_segment(&mut self, end: End, ended_at: usize) {
        let last = self.line.words.len();
        if last > self.first_word {
            self.line.segments.push(Segment { first: self.first_word, last, end, ended_at });
        }
        self.first_word = last;
    }

    fn word(&mut self) {
        let (from, text) = (self.at, self.line.text.len());
        self.repair_dash();
        match self.line.shell {
            Shell::Posix => posix::word(self),
            Shell::PowerShell => powershell::word(self),
            Shell::Cmd => cmd::word(self),
        }
        if self.at == from {
            // A character that neither starts a word nor ends one must not hold the walk up.
            self.copy();
        }
        self.quoted = false;
        let word = Word { text: Piece::new(text, self.line.text.len()), span: Span::new(from, self.at) };
        // A continuation mark alone is no word, but a pair of quotes is an empty one.
        let nothing = word.text.start == word.text.end && !word.span.of(self.source).contains(QUOTES);
        // A number that touches a redirection names a stream.
        let stream = matches!(self.peek(), Some('<' | '>'))
            && word.span.end - word.span.start <= 3
            && word.span.of(self.source).bytes().all(|byte| byte.is_ascii_digit());
        if !stream && !nothing {
            self.line.words.push(word);
        }
    }

    /// Word processors turn `--` into long dashes.
    fn repair_dash(&mut self) {
        let from = self.at;
        let name = self.rest().trim_start_matches(['-', '–', '—', '−', '‐', '‑']);
        let dashes = &self.rest()[..self.rest().len() - name.len()];
        let plain = dashes.bytes().all(|byte| byte == b'-');
        if plain || dashes.chars().count() > 2 || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return;
        }
        self.at += dashes.len();
        let letters = name.chars().take_while(|c| c.is_ascii_alphanumeric()).count();
        self.push_as(if letters == 1 { "-" } else { "--" }, from, self.at);
        self.repaired(from, self.at, Repair::Dash);
    }
}
