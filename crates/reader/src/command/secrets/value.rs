//! The value that stands behind a name, whatever stands between the two, and whether it gives something away.

use super::looks_like_token;
use super::named::Kind;
use super::stands::{Stands, is_code, stands};
use crate::command::Span;
use crate::command::find::program;

/// How far from its name a value may begin, and how long a value can be.
const FARTHEST: usize = 160;
pub(super) const LONGEST: usize = 4096;

/// What ties a value to its name besides a sign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// Nothing.
    Sign,
    /// The name is a flag, or a program's own word for one: the next word is its value.
    Flag,
    /// The word before the name sets it to the next one, as `ENV` and `setx` do.
    Word,
    /// The name is in quotes and what a call sets, to the next text.
    Call,
}

/// What stands behind a name.
#[derive(Clone, Copy)]
pub(super) struct Value {
    pub span: Span,
    pub stands: Stands,
}

/// A part of a text in which nothing ends a value without quotes. Where one such value stands in another, both end with it,
/// so that it is read once however many names are in it.
#[derive(Default)]
pub(super) struct Run {
    start: usize,
    end: usize,
    /// How many bytes were read for all runs.
    pub read: usize,
}

impl Run {
    /// Where the value that starts at `start` ends.
    fn end(&mut self, text: &str, start: usize) -> usize {
        if start < self.start || self.end < start {
            (self.start, self.end) = (start, start);
        }
        let farthest = text.floor_char_boundary(start + LONGEST);
        if self.end < farthest {
            let rest = &text[self.end..farthest];
            let length = rest.find(ends_word).unwrap_or(rest.len());
            self.end += length;
            self.read += length;
        }
        self.end.min(farthest)
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '`' | ',' | ';' | ')' | '}' | ']' | '|' | '<' | '>' | '&')
}

/// The value behind a name that ends at `at`.
pub(super) fn behind(text: &str, at: usize, tie: Tie, kind: Kind, run: &mut Run) -> Option<Value> {
    let rest = &text[at..];
    let (gap, opened) = gap(rest)?;
    let between = &rest[..gap];
    // A template fills it in.
    if between.contains("{{") {
        return None;
    }
    let signed = between.contains(['=', ':', '>', '(']);
    let listed = between.contains(',') && (tie == Tie::Flag || tie == Tie::Call && opened.is_some());
    let apart = matches!(tie, Tie::Flag | Tie::Word) && !between.is_empty() && !between.contains('\n');
    if !signed && !listed && !apart {
        return None;
    }
    let mut start = at + gap;
    let mut schemed = false;
    if kind == Kind::Header {
        let scheme = ["token", "bearer", "basic"].into_iter().find(|scheme| {
            let head = text.get(start..start + scheme.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
                && text[start + scheme.len()..].starts_with([' ', '\t', '"', '+', '%'])
        });
        if let Some(scheme) = scheme {
            let after = &text[start + scheme.len()..];
            // A program may put the token behind the scheme with a sign: "Token " + t.
            let skipped = after.len() - after.trim_start_matches([' ', '\t']).len();
            start += scheme.len() + skipped;
            schemed = true;
            if let Some(joined) = joined(text, start, opened.is_none()) {
                return Some(joined);
            }
        }
    }
    let span = match opened {
        Some(quote) => quoted(text, start, quote, kind)?,
        None => Some(Span::new(start, run.end(text, start))).filter(|span| span.start < span.end)?,
    };
    let stands = match opened {
        Some(_) => Stands::Quoted,
        None if schemed => Stands::Given,
        None => stands(text, between, span, tie),
    };
    Some(Value { span, stands })
}

/// The value that starts at `start`, behind its quote.
fn quoted(text: &str, start: usize, Quote { mark, escaped }: Quote, kind: Kind) -> Option<Span> {
    let rest = &text[start..text.floor_char_boundary(start + LONGEST)];
    let wide = kind != Kind::Plain;
    let mut skipped = false;
    let end = rest.char_indices().find(|(at, character)| {
        let ends = if escaped {
            let closing = rest[*at..].strip_prefix(['\\', '^']);
            closing.is_some_and(|rest| rest.starts_with(mark)) || *character == '\n'
        } else {
            *character == mark && !skipped
        };
        skipped = *character == '\\' && !skipped;
        // A quote that never closes ends with its line.
        ends || *character == '\n' && !wide
    });
    let length = end.map_or(rest.len(), |(at, _)| at);
    (length > 0).then(|| Span::new(start, start + length))
}

/// The text or the variable that a program joins to the text which ends at `at`, or fills into the hole that it ends with:
/// `"Token " + "…"`, `"Token {}".format("…")`, `"Token %s" % "…"`. With a comma only where `listed`, as an argument behind it.
fn joined(text: &str, at: usize, listed: bool) -> Option<Value> {
    let rest = &text[at..text.floor_char_boundary(at + LONGEST)];
    let rest = match rest.chars().next()? {
        '{' => rest[1..].trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('}')?,
        '%' => rest[1..].strip_prefix(['s', 'v'])?,
        _ => rest,
    };
    let rest = rest.strip_prefix(['"', '\''])?.trim_start_matches(' ');
    let signs = ["+", ".format(", "%", ".", ","];
    let rest = signs[..signs.len() - usize::from(!listed)].iter().find_map(|sign| rest.strip_prefix(sign))?;
    let rest = rest.trim_start_matches([' ', '(']);
    let mark = rest.chars().next()?;
    let start = text.floor_char_boundary(at + LONGEST) - rest.len();
    if matches!(mark, '"' | '\'') {
        let length = rest[1..].find([mark, '\n']).filter(|length| *length > 0)?;
        return Some(Value { span: Span::new(start + 1, start + 1 + length), stands: Stands::Quoted });
    }
    let name = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    let whole = mark.is_ascii_alphabetic() && !rest[name..].starts_with(['.', '(', '[']);
    whole.then(|| Value { span: Span::new(start, start + name), stands: Stands::Variable })
}

/// The text that a program takes where what stands before it is not set: `process.env.X || "…"`.
pub(super) fn otherwise(text: &str, at: usize) -> Option<Span> {
    let rest = text[at..].trim_start_matches([' ', ')', ']', '"', '\'']);
    let quoted = rest.strip_prefix("||").or_else(|| rest.strip_prefix("??"))?.trim_start_matches(' ');
    let mark = quoted.chars().next().filter(|mark| matches!(mark, '"' | '\'' | '`'))?;
    let length = quoted[1..].find([mark, '\n']).filter(|length| *length > 0)?;
    let start = text.len() - quoted.len() + 1;
    Some(Span::new(start, start + length))
}

/// The quote that a value stands in.
#[derive(Clone, Copy)]
struct Quote {
    mark: char,
    /// Whether the quote itself is written with an escape, so that it ends with one.
    escaped: bool,
}

/// The length of what stands between a name and its value, and the quote that the value begins with.
fn gap(rest: &str) -> Option<(usize, Option<Quote>)> {
    let mut quote = None;
    let mut at = 0;
    let mut signs = 0;
    loop {
        let tail = &rest[at..];
        let next = tail.chars().next()?;
        if at > FARTHEST {
            return None;
        }
        match next {
            '"' | '\'' | '`' | '“' | '”' => {
                let escaped = rest[..at].ends_with(['\\', '^']);
                // A quote right behind the name closes that of the name.
                quote = (at > usize::from(escaped)).then_some(Quote { mark: next, escaped });
            }
            ':' | '=' | ',' | '(' | '>' if signs < 3 && !is_block(tail) => {
                signs += 1;
                quote = None;
            }
            ' ' | '\t' | '\r' | '\n' | '\\' | '^' | '{' | '[' => {}
            // Kubernetes writes the value under a name of its own.
            'v' if tail.starts_with("value")
                && tail[5..].trim_start_matches(['"', '\'', ' ']).starts_with([':', '=']) =>
            {
                at += 4;
                signs = 0;
            }
            // YAML begins a text of several lines with a sign of its own.
            '|' | '>' if signs > 0 && is_block(tail) => {}
            '+' | '-' if rest[..at].ends_with(['|', '>']) => {}
            // The name may be the key of a table, and what Make and shells set may have a sign before theirs.
            ']' if tail[1..].trim_start_matches(' ').starts_with('=') => {}
            '?' | '+' if tail[1..].starts_with('=') => {}
            // YAML may name the type of a value.
            '!' if tail.starts_with("!!") => at += tail.find([' ', '\n']).unwrap_or(0).saturating_sub(1),
            // Terraform writes the value of a variable under a name of its own.
            'd' if tail.starts_with("default") && tail[7..].trim_start_matches(' ').starts_with('=') => at += 6,
            // Programs put a letter before the quote of a text.
            'f' | 'F' | 'r' | 'R' | 'b' | 'B' | 'u' | 'U' | '@' if signs > 0 && is_prefix(tail) => {}
            // A scheme of a pattern such as `token => x` has its sign already.
            _ => return Some((at, quote)),
        }
        at += next.len_utf8();
    }
}

/// Whether a block of YAML begins here: a bar or an angle, perhaps with a sign, at the end of its line.
fn is_block(text: &str) -> bool {
    let rest = text.strip_prefix(['|', '>']).map(|rest| rest.strip_prefix(['+', '-']).unwrap_or(rest));
    rest.is_some_and(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n'))
}

/// Whether the letters here belong to the quote behind them.
fn is_prefix(text: &str) -> bool {
    let rest = text.trim_start_matches(['f', 'F', 'r', 'R', 'b', 'B', 'u', 'U', '@']);
    text.len() - rest.len() <= 2 && rest.starts_with(['"', '\''])
}

/// Whether a value gives something away.
pub(super) fn is_credential(value: Value, name: &str, text: &str) -> bool {
    let (written, end) = (value.span.of(text), value.span.end);
    if looks_like_token(written) {
        return true;
    }
    if is_placeholder(written) || written.eq_ignore_ascii_case(name.trim_start_matches('-')) {
        return false;
    }
    if is_command(value, text) || is_code(written, value.stands) || is_told(value, name, text) {
        return false;
    }
    // “the token: run this” is prose; a credential in a file ends its line.
    let follows = text[end..].chars().next();
    let prose = written.bytes().all(|byte| byte.is_ascii_alphabetic())
        && follows == Some(' ')
        && text[end..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
        && !name.starts_with('-');
    !prose
}

/// Whether a command begins with the value: a target of Make is called so, and what a substitution or a script runs stands in
/// quotes. A program alone is a word like any other, also where it is given to a flag or a variable of a shell.
fn is_command(value: Value, text: &str) -> bool {
    let written = value.span.of(text);
    let first = written.split_whitespace().next().unwrap_or_default();
    if program(first.trim_start_matches(['@', '`', '$', '(', '\\'])).is_none() {
        return false;
    }
    if value.stands == Stands::Quoted {
        return written.trim() != first;
    }
    let given = value.stands == Stands::Given || text[..value.span.start].ends_with('=');
    let rest = &text[value.span.end..];
    let next = rest.trim_start_matches([' ', '\t']).split(char::is_whitespace).next().unwrap_or_default();
    let is_word = next.starts_with(|c: char| c.is_ascii_alphanumeric() || "-$\"'\\".contains(c));
    !given && rest.starts_with([' ', '\t']) && is_word
}

/// Whether a value is a type, the key of a table below, or the reason of an error.
fn is_told(value: Value, name: &str, text: &str) -> bool {
    if value.stands == Stands::Quoted {
        return false;
    }
    let written = value.span.of(text);
    let below = written.ends_with(':') && text[..value.span.start].trim_end_matches([' ', '\t']).ends_with('\n');
    let lower = written.trim_end_matches('.').to_ascii_lowercase();
    let typed = matches!(&lower[..], "string" | "str" | "required" | "optional");
    let refused = name.to_ascii_lowercase().ends_with("authorization")
        && (lower.len() == 3 && lower.bytes().all(|byte| byte.is_ascii_digit())
            || ["forbidden", "timeout", "unauthorized", "denied", "missing", "invalid", "failed"]
                .contains(&&lower[..]));
    below || typed || refused
}

/// Whether a variable stands here with what it is where nothing sets it, as `${NAME:-value}`.
pub(super) fn has_default(value: &str) -> bool {
    value.starts_with("${") && value[..value.floor_char_boundary(FARTHEST)].contains(['-', '='])
}

/// What stands in the place of a credential: a variable, a name in brackets, dots, a word of a manual.
pub(super) fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    let variable = value.starts_with('$') && !has_default(value);
    let variable =
        variable || value.starts_with('%') && value.ends_with('%') && value.len() > 2 || value.starts_with("{{");
    let code = ["process.env", "os.environ", "os.getenv", "ENV[", "import.meta", "getenv("];
    let manual = value.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '_' | '<' | '>' | '*' | '.' | '…' | 'x'));
    let named = value.starts_with('<') && value.ends_with('>');
    let word = ["null", "none", "true", "false", "redacted", "(removed)", "(none)", "undefined", "nil"];
    variable
        || manual
        || named
        || value.starts_with('(')
        || code.into_iter().any(|start| value.starts_with(start))
        || word.into_iter().any(|word| value.eq_ignore_ascii_case(word))
        || value.starts_with(['{', '['])
}
