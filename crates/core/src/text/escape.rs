//! How a text is written so that the reader of a format reads exactly it.
//!
//! Everything is handed on piece by piece and nothing is kept, so a secret leaves no copy on the way.

use super::foreign;

/// Where pieces of a text go.
pub type Sink<'a> = dyn FnMut(&str) + 'a;

/// A way of writing a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// As it is.
    Raw,
    /// In double quotes. The few escapes that are used mean the same in YAML and TOML, so this is right in both.
    Quoted,
    /// As [`Escape::Quoted`], with each `$` doubled: Grafana and Compose fill in variables after they read the YAML.
    QuotedForVariables,
    /// As [`Escape::Quoted`], with each `$` as a code: Telegraf fills in variables before it reads the TOML.
    QuotedForTelegraf,
    /// One word of a POSIX shell.
    Word,
    /// A part of a word of a POSIX shell, between single quotes that stand around it.
    WithinWord,
    /// The value of a line in a `.env` file.
    Dotenv,
    /// The content of a Flux string, between double quotes that stand around it.
    WithinFlux,
}

impl Escape {
    /// Hands the written text on, piece by piece.
    pub fn write(self, text: &str, out: &mut Sink<'_>) {
        match self {
            Self::Raw => out(text),
            Self::Quoted => quoted(text, "$", out),
            Self::QuotedForVariables => quoted(text, "$$", out),
            Self::QuotedForTelegraf => quoted(text, "\\u0024", out),
            Self::Word if is_bare(text) => out(text),
            Self::Word => between("'", out, &|out| replacing(text, &[('\'', r"'\''")], out)),
            Self::WithinWord => replacing(text, &[('\'', r"'\''")], out),
            Self::Dotenv => dotenv(text, out),
            Self::WithinFlux => replacing(text, &[('\\', r"\\"), ('"', "\\\""), ('$', r"\x24")], out),
        }
    }

    /// The written text, for texts that are no secrets.
    pub fn text(self, text: &str) -> String {
        let mut written = String::new();
        self.write(text, &mut |piece| written.push_str(piece));
        written
    }
}

/// Whether a `.env` file can hold the text so that every one of its many readers reads the same.
///
/// They agree on single quotes without escapes, and on double quotes in which nothing would have to be escaped. Python's
/// reader fills in `${NAME}` inside of single quotes, too, and knows no way to write these signs.
pub fn fits_dotenv(text: &str) -> bool {
    let needs_escape = text.chars().any(|c| c.is_control() || c == '\\');
    let ends_both_quotes = text.contains('\'') && text.contains(['"', '$', '`']);
    !(needs_escape || ends_both_quotes || text.contains("${"))
}

/// Whether a terminal shows the text as it is: it acts on control characters even inside of quotes, and turns directions.
pub fn fits_terminal(text: &str) -> bool {
    foreign::is_plain(text)
}

fn quoted(text: &str, dollar: &str, out: &mut Sink<'_>) {
    out("\"");
    for c in text.chars() {
        match c {
            '"' => out("\\\""),
            '\\' => out("\\\\"),
            '\n' => out("\\n"),
            '\r' => out("\\r"),
            '\t' => out("\\t"),
            '$' => out(dollar),
            c if needs_code(c) && u32::from(c) > 0xFFFF => out(&format!("\\U{:08X}", u32::from(c))),
            c if needs_code(c) => out(&format!("\\u{:04X}", u32::from(c))),
            c => out(c.encode_utf8(&mut [0; 4])),
        }
    }
    out("\"");
}

/// Characters that one of the formats does not allow, takes for a line break, or that would let the file read as another one.
fn needs_code(c: char) -> bool {
    foreign::hides(c) || matches!(u32::from(c), 0xFFF0..=0xFFFF)
}

/// Whether a shell and every reader of `.env` files take the text as it is without quotes.
fn is_bare(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./:@,".contains(&byte))
}

fn dotenv(text: &str, out: &mut Sink<'_>) {
    // Tokens end in `=`, which means nothing behind the first one of a line.
    if is_bare(text.trim_end_matches('=')) {
        out(text);
    } else if !text.contains(['\'', '\\', '\n']) {
        between("'", out, &|out| out(text));
    } else {
        let escapes = [('\\', r"\\"), ('"', "\\\""), ('$', r"\$"), ('\n', r"\n")];
        between("\"", out, &|out| replacing(text, &escapes, out));
    }
}

fn between(quote: &str, out: &mut Sink<'_>, content: &dyn Fn(&mut Sink<'_>)) {
    out(quote);
    content(out);
    out(quote);
}

fn replacing(text: &str, escapes: &[(char, &str)], out: &mut Sink<'_>) {
    let mut rest = text;
    while let Some(at) = rest.find(|c| escapes.iter().any(|(special, _)| *special == c)) {
        let (before, from) = rest.split_at(at);
        out(before);
        for (special, instead) in escapes {
            if let Some(after) = from.strip_prefix(*special) {
                out(instead);
                rest = after;
            }
        }
    }
    out(rest);
}
