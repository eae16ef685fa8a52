//! Pasted text as a shell would split it: commands, words and what only a shell could fill in.
//!
//! It follows POSIX shells and, where the text shows it, PowerShell or cmd.exe.
//! A *word* is one argument after quotes and escapes are gone; a *segment* is one command of the text.
//! What stands between `$` and a value (variables, command substitutions, patterns) is *unresolved*: it is kept as
//! written, with its place, and never guessed.
//! Nothing is expanded or run here.
//!
//! The decoded text lies in one buffer, which is wiped when it becomes too small and when the [`Line`] is dropped, because
//! the words of a command line may be credentials.

mod cmd;
mod expansion;
mod heredoc;
mod posix;
mod powershell;
mod prompt;
mod reference;
mod resolved;
mod scan;

pub(crate) use console_core::text::shell::powershell_string;
pub use console_core::text::shell::{Shell, Unprintable, quote};
pub use expansion::Expansion;
pub(crate) use prompt::guess;
pub(crate) use reference::{Reference, is_name};

use super::Span;
use zeroize::Zeroizing;

/// A range of bytes of the decoded text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece {
    pub start: usize,
    pub end: usize,
}

impl Piece {
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The same piece without its first bytes.
    pub const fn skip(self, bytes: usize) -> Self {
        Self { start: self.start + bytes, end: self.end }
    }
}

/// One argument.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Its decoded text.
    pub text: Piece,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// One command of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    /// Its first word.
    pub first: usize,
    /// The word after its last one.
    pub last: usize,
    /// What ended it.
    pub end: End,
    /// The place of what ended it.
    pub ended_at: usize,
}

/// What ends a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The end of the text.
    Text,
    /// The end of a line.
    Newline,
    /// `|`, `;`, `&`, `(` or `)`.
    Operator,
    /// `<` or `>`.
    Redirection,
}

/// A part of a word that only a shell could fill in.
#[derive(Clone, Debug)]
pub(crate) struct Unresolved {
    /// Where its own letters lie in the decoded text.
    pub text: Piece,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub what: Expansion,
    /// Whether it stands in quotes, so that its value is one word whatever it holds.
    pub quoted: bool,
}

/// A text below a command that is given to it as its input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Document {
    /// The number of the first word of the command that it belongs to.
    pub command: usize,
    /// Its decoded text.
    pub text: Piece,
    /// Where it stands.
    pub span: Span,
}

/// Something that a word processor or a web page had put in the place of plain characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// `“ ” „ ‘ ’` instead of `"` and `'`.
    Quotes,
    /// `–` or `—` instead of `-` or `--`.
    Dash,
    /// A space that is none for a shell, or a character without width.
    Space,
    /// Blanks between a continuation mark and the end of its line.
    Continuation,
    /// A line that starts with a flag, and no continuation mark before it.
    MissingContinuation,
}

/// The decoded text of all commands.
pub(crate) struct Line {
    text: Zeroizing<String>,
    map: Vec<Stretch>,
    words: Vec<Word>,
    segments: Vec<Segment>,
    unresolved: Vec<Unresolved>,
    documents: Vec<Document>,
    /// What stands between commands, each sign with the number of words before it.
    operators: Vec<(usize, char)>,
    taken: Vec<(Span, Box<str>)>,
    repairs: Vec<(Span, Repair)>,
    unclosed: Option<Span>,
    shell: Shell,
}

/// Where a stretch of the decoded text comes from.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    text: usize,
    source: usize,
    /// The end in the source, where the stretch is not a plain copy of it.
    end: Option<usize>,
}

impl Line {
    /// Splits the line that the given part of the text starts with, continued lines and here-documents included, as
    /// that shell does. Tells the place behind it too.
    pub fn first(source: &str, within: Span, shell: Shell) -> (Self, usize) {
        scan::Scanner::new(source, within, shell).run(true)
    }

    /// Splits all lines of a text.
    #[cfg(test)]
    pub fn read(source: &str, within: Span) -> Self {
        Self::read_as(source, within, prompt::guess(within.of(source)))
    }

    #[cfg(test)]
    pub fn read_as(source: &str, within: Span, shell: Shell) -> Self {
        scan::Scanner::new(source, within, shell).run(false).0
    }

    /// The commands, those without a word left out.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The words of all commands.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// All of the decoded text.
    pub fn buffer(&self) -> &str {
        &self.text
    }

    /// The decoded text of a piece.
    pub fn text(&self, piece: Piece) -> &str {
        self.text.get(piece.start..piece.end).unwrap_or_default()
    }

    /// The decoded text of the word with this number; empty if there is none.
    pub fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| self.text(word.text))
    }

    /// Where the word with this number stands.
    pub fn span(&self, index: usize) -> Span {
        self.words.get(index).map(|word| word.span).unwrap_or_default()
    }

    /// The first unresolved part within a piece.
    pub fn unresolved(&self, piece: Piece) -> Option<&Unresolved> {
        // They stand in the order of the text and do not overlap.
        let first = self.unresolved.partition_point(|part| part.text.end <= piece.start);
        self.unresolved.get(first).filter(|part| part.text.start < piece.end && piece.start < part.text.end)
    }

    /// The parts of a command and of what it is given to read that only a shell could fill in.
    pub fn unresolved_in(&self, segment: Segment) -> impl Iterator<Item = &Unresolved> {
        self.pieces(segment).into_iter().flat_map(|own| {
            let first = self.unresolved.partition_point(|part| part.text.start < own.start);
            self.unresolved[first..].iter().take_while(move |part| part.text.end <= own.end)
        })
    }

    /// Whether a variable stands in a command.
    pub fn has_variable(&self, segment: Segment) -> bool {
        self.unresolved_in(segment).any(|part| matches!(part.what, Expansion::Variable(_)))
    }

    /// The signs between commands that stand right before the word with this number.
    pub fn operators(&self, word: usize) -> impl Iterator<Item = char> + Clone + '_ {
        let first = self.operators.partition_point(|(before, _)| *before < word);
        self.operators[first..].iter().take_while(move |(before, _)| *before == word).map(|(_, sign)| *sign)
    }

    /// The text that is given to the command whose first word has this number.
    pub fn document(&self, command: usize) -> Option<Document> {
        // They stand in the order of their marks.
        let first = self.documents.partition_point(|document| document.command < command);
        self.documents.get(first).filter(|document| document.command == command).copied()
    }

    /// The last of the texts that are given to commands.
    pub fn last_document(&self) -> Option<Document> {
        self.documents.last().copied()
    }

    /// The variables whose value was taken from the text, each with the place where it is used.
    pub fn taken(&self) -> &[(Span, Box<str>)] {
        &self.taken
    }

    /// The family of shells in which it was read.
    pub fn shell(&self) -> Shell {
        self.shell
    }

    /// What was repaired.
    pub fn repairs(&self) -> &[(Span, Repair)] {
        &self.repairs
    }

    /// The place of a quote that never closes.
    pub fn unclosed(&self) -> Option<Span> {
        self.unclosed
    }

    /// Where a piece of the decoded text stands in the source.
    pub fn place(&self, piece: Piece) -> Span {
        let start = self.stretch(piece.start).map_or(0, |s| match s.end {
            None => s.source + (piece.start - s.text),
            Some(_) => s.source,
        });
        if piece.end <= piece.start {
            return Span::new(start, start);
        }
        let end = self.stretch(piece.end - 1).map_or(start, |s| s.end.unwrap_or(s.source + (piece.end - s.text)));
        Span::new(start, end.max(start))
    }

    fn stretch(&self, offset: usize) -> Option<Stretch> {
        let after = self.map.partition_point(|stretch| stretch.text <= offset);
        self.map.get(after.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str, shell: Shell) -> Vec<String> {
        let line = Line::read_as(text, Span::new(0, text.len()), shell);
        let first = line.segments().first().map_or(0..0, |segment| segment.first..segment.last);
        first.map(|index| line.word(index).to_owned()).collect()
    }

    #[test]
    fn posix_words() {
        for (text, words) in [
            ("a  b\tc", vec!["a", "b", "c"]),
            ("'a b' \"c d\" e\\ f", vec!["a b", "c d", "e f"]),
            ("a'b'\"c\"d", vec!["abcd"]),
            ("'it'\\''s'", vec!["it's"]),
            ("\"a \\\"b\\\" \\$c \\\\ \\d\"", vec!["a \"b\" $c \\ \\d"]),
            ("$'a\\n\\x41\\u00e9\\101\\q'", vec!["a\nAéA\\q"]),
            ("'' \"\"", vec!["", ""]),
            ("a \\\n  b \\\r\n c", vec!["a", "b", "c"]),
            ("a \\\n> b", vec!["a", "b"]),
            ("a \\  \n b", vec!["a", "b"]),
            ("\"a\\\nb\"", vec!["ab"]),
            ("$ a b", vec!["a", "b"]),
            ("% a b", vec!["a", "b"]),
            ("me@host:~$ a b", vec!["a", "b"]),
            ("[me@host dir]# a b", vec!["a", "b"]),
            ("a b#c # d", vec!["a", "b#c"]),
            ("# first\na b", vec!["a", "b"]),
            ("“a b” ‘c d’", vec!["a b", "c d"]),
            ("a –org b –o c —user d", vec!["a", "--org", "b", "-o", "c", "--user", "d"]),
            ("\"it’s – so\"", vec!["it’s – so"]),
            ("a\u{a0}b\u{200b} read‑bucket", vec!["a", "b", "read-bucket"]),
            ("a | b", vec!["a"]),
            ("a; b", vec!["a"]),
            ("a && b", vec!["a"]),
            ("a 2>&1", vec!["a"]),
            ("a > b", vec!["a"]),
            ("a\nb", vec!["a"]),
            ("a {b", vec!["a", "{b"]),
        ] {
            assert_eq!(split(text, Shell::Posix), words, "{text}");
        }
    }

    #[test]
    fn powershell_words() {
        for (text, words) in [
            ("a 'it''s' 'it’’s'", vec!["a", "it's", "it’s"]),
            ("a \"b `\"c`\" \"\"d\"\" `n\"", vec!["a", "b \"c\" \"d\" \n"]),
            ("a `\n  b `\r\n  c", vec!["a", "b", "c"]),
            ("PS C:\\Users\\me> .\\influx.exe auth", vec![".\\influx.exe", "auth"]),
            ("& 'C:\\a b\\influx.exe' auth; c", vec!["C:\\a b\\influx.exe", "auth"]),
            ("a (Get-Content b) c", vec!["a", "(Get-Content b)", "c"]),
        ] {
            assert_eq!(split(text, Shell::PowerShell), words, "{text}");
        }
    }

    #[test]
    fn cmd_words() {
        for (text, words) in [
            ("a \"b c\" 'd e'", vec!["a", "b c", "'d", "e'"]),
            ("a \"b \\\"c\\\" d\" e", vec!["a", "b \"c\" d", "e"]),
            ("a \"b\\\\\" c\\d", vec!["a", "b\\", "c\\d"]),
            ("a ^\n  b ^\r\n  c^&d", vec!["a", "b", "c&d"]),
            ("C:\\>influx auth # b", vec!["influx", "auth", "#", "b"]),
            ("a \"b & c\" & d", vec!["a", "b & c"]),
        ] {
            assert_eq!(split(text, Shell::Cmd), words, "{text}");
        }
    }

    #[test]
    fn the_shell_is_guessed_from_the_looks() {
        for (text, shell) in [
            ("influx auth create \\\n --org a", Shell::Posix),
            ("influx auth create `\n --org a", Shell::PowerShell),
            ("influx auth create ^\r\n --org a", Shell::Cmd),
            ("PS C:\\> influx auth create", Shell::PowerShell),
            ("C:\\Users\\me>influx auth create", Shell::Cmd),
            ("$env:INFLUX_ORG = 'a'\ninflux auth create", Shell::PowerShell),
            ("set INFLUX_ORG=a\ninflux auth create", Shell::Cmd),
            ("influx auth create --org %ORG%", Shell::Cmd),
            ("influx auth create --description 50%", Shell::Posix),
            ("X=`date` influx auth create", Shell::Posix),
            ("BODY=\"{\\\"a\\\":1}\"", Shell::Posix),
            ("C:\\InfluxData\\influx.exe auth create", Shell::Cmd),
        ] {
            assert_eq!(prompt::guess(text), shell, "{text}");
        }
    }

    #[test]
    fn what_only_a_shell_knows_keeps_its_place() {
        for (text, shell, place, name) in [
            ("a --org $ORG b", Shell::Posix, "$ORG", Some("$ORG")),
            ("a \"x ${ORG:-y z} w\"", Shell::Posix, "${ORG:-y z}", Some("${ORG}")),
            ("a $(cat 'x)' b) c", Shell::Posix, "$(cat 'x)' b)", None),
            ("a `cat x` c", Shell::Posix, "`cat x`", None),
            ("a b*", Shell::Posix, "*", None),
            ("a ~/x", Shell::Posix, "~", None),
            ("a {b,c}", Shell::Posix, "{b,c}", None),
            ("a \"$env:ORG\"", Shell::PowerShell, "$env:ORG", Some("$env:ORG")),
            ("a %ORG%", Shell::Cmd, "%ORG%", Some("%ORG%")),
        ] {
            let line = Line::read_as(text, Span::new(0, text.len()), shell);
            let part = &line.unresolved[0];
            assert_eq!(part.span.of(text), place, "{text}");
            if let Some(name) = name {
                assert_eq!(part.what, Expansion::Variable(name.into()), "{text}");
            }
        }
        let quoted = "'$A' \"\\$A\" \\$A '*' \"?\" \"[a]\"";
        assert!(Line::read(quoted, Span::new(0, quoted.len())).unresolved.is_empty());
    }

    #[test]
    fn places_survive_decoding() {
        let text = "a 'b'\\''c' $'\\x41d'";
        let line = Line::read(text, Span::new(0, text.len()));
        let words = line.words();
        assert_eq!(line.place(words[1].text).of(text), "b'\\''c");
        assert_eq!(line.place(words[2].text).of(text), "\\x41d");
        assert_eq!(line.place(words[2].text.skip(1)).of(text), "d");
    }

    #[test]
    fn a_here_document_ends_at_its_mark_and_belongs_to_its_command() {
        let text = "cat <<'A' | curl -d @- <<B -v\na $x\nA\nb $x \\$y\nB\nmore";
        let (line, end) = Line::first(text, Span::new(0, text.len()), Shell::Posix);
        let document = |command: usize| line.document(command).map(|found| line.text(found.text).to_owned());
        assert_eq!(document(0).as_deref(), Some("a $x\n"));
        assert_eq!(document(1).as_deref(), Some("b $x $y\n"));
        assert_eq!(line.unresolved.iter().map(|part| part.span.of(text)).collect::<Vec<_>>(), ["$x"]);
        assert_eq!(line.segments()[1].last, 5, "the command goes on behind the mark");
        assert_eq!(&text[end..], "more");
    }

    /// Text that is hard to quote, without the control characters that no terminal takes.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[ -~]{0,4}".prop_map(String::from),
            2 => prop::sample::select(vec![
                "'", "\"", "\\", "`", "$", "$(x)", "!", "^", "%", "#", "--", "-", "=", "’", "‘", "“", "—", "é", "\u{a0}",
                "\n", "~", "*", "{a,b}", " ", "@", "\u{202e}", "\u{2066}", "\u{2028}",
                "\u{200b}", "&", "|", ";", "<", ">", "\\\n", "%PATH%", "😀",
            ]).prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_quoted_is_read_back(word in hostile()) {
            for shell in [Shell::Posix, Shell::PowerShell, Shell::Cmd] {
                if let Ok(quoted) = quote(&word, shell) {
                    let text = format!("a {quoted} z");
                    prop_assert_eq!(split(&text, shell), vec!["a", &word, "z"], "{:?} {}", shell, quoted);
                }
            }
            if !word.is_empty() {
                prop_assert!(quote(&word, Shell::Posix).is_ok());
            }
        }

        #[test]
        fn posix_splitting_agrees_with_shlex(text in "[ab '\"\\\\]{0,16}") {
            let line = Line::read_as(&text, Span::new(0, text.len()), Shell::Posix);
            if let (Some(words), None) = (shlex::split(&text), line.unclosed) {
                prop_assert_eq!(split(&text, Shell::Posix), words);
            }
        }
    }
}
