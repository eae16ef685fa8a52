//! Files that a script writes a body into, and what it does with them before they are sent.

use crate::command::Span;

/// How far behind a file its other mentions are looked for, in bytes.
const FARTHEST: usize = 128 << 10;
/// What only sends a file, shows it or takes it away.
const READS: [&str; 7] = ["-T", "--upload-file", "-InFile", "rm", "-f", "ls", "chmod"];

/// The file into which a command writes what it is given, as `cat > FILE` and `tee FILE` do.
pub(super) fn written(command: &str) -> Option<&str> {
    let line = command.trim_start().lines().next()?;
    let behind = line.split_once('>').map(|(_, behind)| behind.trim_start_matches('>'));
    let behind = behind.or_else(|| line.split_once("tee ").map(|(_, behind)| behind.trim_start_matches("-a ")))?;
    let word = behind.split_whitespace().next()?.trim_matches(['"', '\'']);
    (!word.is_empty() && !word.starts_with(['<', '&', '$', '-'])).then_some(word)
}

/// Where the file may first be changed, or made into another one, behind a place.
pub(super) fn changed(text: &str, name: &str, from: usize) -> Option<Span> {
    let rest = &text[from..text.floor_char_boundary(from + FARTHEST)];
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    let changes = |at: &usize| {
        let (before, behind) = (&rest[..*at], &rest[at + name.len()..]);
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let apart = !line.ends_with(part) && !behind.starts_with(part);
        let word = line.trim_end_matches([' ', '"', '\'']).rsplit([' ', '\t', ';', '(']).next().unwrap_or_default();
        let behind = behind.trim_start_matches([' ', '"', '\'']);
        let shown = word == "cat"
            && (behind.is_empty() || behind.starts_with(['\n', '\r', ';']) || behind.starts_with("| curl"));
        apart && !line.ends_with('@') && !line.trim_start().starts_with('#') && !shown && !READS.contains(&word)
    };
    let at = rest.match_indices(name).map(|(at, _)| at).find(changes)?;
    Some(Span::new(from + at, from + at + name.len()))
}
