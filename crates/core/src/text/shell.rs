//! One word, written so that a shell reads exactly it, and a person too: what is not seen is written as its number.

use super::foreign::{Segment, segments};
use std::fmt::Write;

/// A family of shells that quote alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shell {
    /// bash, zsh, dash and their kin.
    #[default]
    Posix,
    /// Windows PowerShell and PowerShell 7.
    PowerShell,
    /// The command prompt of Windows.
    Cmd,
}

/// What PowerShell takes for a single quote.
pub const POWERSHELL_SINGLE: [char; 5] = ['\'', '‘', '’', '‚', '‛'];

/// Why a text can't be written for a shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unprintable {
    /// A terminal takes control characters for keys.
    #[error("it holds a control character")]
    Control,
    /// Neither Windows PowerShell nor cmd.exe can write a character as its number within a word.
    #[error("it holds a character that is not seen, which this shell can’t write as a number")]
    Hidden,
    /// cmd.exe ends the command there.
    #[error("it holds a line break, which cmd.exe can’t pass on")]
    LineBreak,
    /// cmd.exe fills in variables inside of quotes too.
    #[error("it holds a % sign, which cmd.exe may replace")]
    Percent,
    /// The quote would end cmd.exe's own quoting, or PowerShell would drop it on the way to a program.
    #[error("it holds a double quote, which this shell can’t pass on reliably")]
    DoubleQuote,
    /// PowerShell lets the backslash swallow the closing quote on the way to a program.
    #[error("it ends with a backslash, which PowerShell can’t pass on reliably")]
    TrailingBackslash,
}

/// The word in the quoting of the shell.
pub fn quote(word: &str, shell: Shell) -> Result<String, Unprintable> {
    // Terminals without bracketed paste act on tabs and escape sequences even inside of quotes.
    if word.chars().any(|c| c.is_control() && c != '\n') {
        return Err(Unprintable::Control);
    }
    if segments(word).any(is_hidden) {
        return if shell == Shell::Posix { Ok(with_numbers(word)) } else { Err(Unprintable::Hidden) };
    }
    match shell {
        Shell::Posix => shlex::try_quote(word).map(Into::into).map_err(|_| Unprintable::Control),
        Shell::PowerShell => for_program(word),
        Shell::Cmd => for_cmd(word),
    }
}

/// Whether a piece of a word is a character that a person would not see. A line break is seen.
fn is_hidden(piece: Segment<'_>) -> bool {
    matches!(piece, Segment::Hidden(character) if character != '\n')
}

/// `$'…'` of bash, zsh and ksh, with each character that is not seen as its number: `$'a\u202eb'`.
///
/// The number is read as the character where the terminal's encoding is UTF-8; elsewhere the digits stay, for all to see.
fn with_numbers(word: &str) -> String {
    let mut quoted = String::with_capacity(word.len() + 16);
    quoted.push_str("$'");
    for piece in segments(word) {
        match piece {
            Segment::Text(text) => text.chars().for_each(|character| match character {
                '\\' | '\'' => quoted.extend(['\\', character]),
                // Some shells look for a command of the history even here.
                '!' => quoted.push_str("\\041"),
                _ => quoted.push(character),
            }),
            Segment::Hidden('\n') => quoted.push_str("\\n"),
            Segment::Hidden(character) => {
                let number = u32::from(character);
                // Writing to a string does not fail.
                let _written = match number {
                    0..=0xFFFF => write!(quoted, "\\u{number:04x}"),
                    _ => write!(quoted, "\\U{number:08x}"),
                };
            }
        }
    }
    quoted.push('\'');
    quoted
}

/// A PowerShell string that PowerShell itself uses, so that nothing in it is lost on the way to a program.
pub fn powershell_string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for character in text.chars() {
        quoted.push(character);
        if POWERSHELL_SINGLE.contains(&character) {
            quoted.push(character);
        }
    }
    quoted.push('\'');
    quoted
}

fn for_program(word: &str) -> Result<String, Unprintable> {
    // Before PowerShell 7.3 an inner quote is dropped when a program is called; later ones pass it on.
    if word.contains('"') {
        return Err(Unprintable::DoubleQuote);
    }
    if word.ends_with('\\') {
        return Err(Unprintable::TrailingBackslash);
    }
    // A bare word that starts with a digit is a number to PowerShell, and a single dash starts a parameter of its own.
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
    let starts_well = word.starts_with(|c: char| c.is_ascii_alphabetic()) || word.starts_with("--");
    Ok(if starts_well && word.len() > 2 && word.chars().all(plain) { word.to_owned() } else { powershell_string(word) })
}

fn for_cmd(word: &str) -> Result<String, Unprintable> {
    if word.contains('%') {
        return Err(Unprintable::Percent);
    }
    if word.contains('\n') {
        return Err(Unprintable::LineBreak);
    }
    if word.contains('"') {
        return Err(Unprintable::DoubleQuote);
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | ':');
    if !word.is_empty() && word.chars().all(plain) {
        return Ok(word.to_owned());
    }
    // Backslashes before the closing quote would escape it, unless they are doubled.
    let trailing = word.len() - word.trim_end_matches('\\').len();
    Ok(format!("\"{word}{}\"", "\\".repeat(trailing)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_written_as_its_number() {
        for (word, quoted) in [
            ("plain", "plain"),
            ("a b", "'a b'"),
            ("a\nb", "'a\nb'"),
            ("می\u{200c}خواهم", "'می\u{200c}خواهم'"),
            ("pay\u{202e}gnp", r"$'pay\u202egnp'"),
            ("\u{2066}it's\u{2069}", r"$'\u2066it\'s\u2069'"),
            ("a\u{2028}b\\\n!", r"$'a\u2028b\\\n\041'"),
            ("\u{e0041}1", r"$'\U000e00411'"),
        ] {
            assert_eq!(quote(word, Shell::Posix).as_deref(), Ok(quoted), "{word:?}");
        }
        for shell in [Shell::PowerShell, Shell::Cmd] {
            assert_eq!(quote("a\u{202e}b", shell), Err(Unprintable::Hidden));
        }
        for shell in [Shell::Posix, Shell::PowerShell, Shell::Cmd] {
            assert_eq!(quote("a\u{85}", shell), Err(Unprintable::Control));
        }
    }
}
