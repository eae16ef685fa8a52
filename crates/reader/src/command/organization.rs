//! The organization that a text names for its commands where no shell sets it: in YAML, units of systemd, Make, a profile.

use super::draft::OrgRef;
use super::{Form, NoteKind, Reading, Span, Subject};
use influxdb2::Id;

/// An organization that the text names.
struct Named<'a> {
    /// The variable or flag by which it is named.
    by: &'static str,
    value: &'a str,
    span: Span,
}

/// How far before a variable its line is looked at, and how long a value is, in bytes at most.
const NEAR: usize = 200;
const LONGEST: usize = 300;

/// Gives the commands that name no organization the one that their text names elsewhere, or says that it names several.
pub(super) fn fill_in(text: &str, reading: &mut Reading) {
    let mut known: Option<Vec<Named<'_>>> = None;
    let mut fill = |reading: &mut Reading| {
        let open = reading.notes.iter().position(|note| note.kind == NoteKind::OrganizationNotSaid);
        if let (Form::Command, Some(note), Subject::Token(draft)) = (reading.form, open, &mut reading.subject) {
            let known = known.get_or_insert_with(|| anywhere(text));
            let here = || known.iter().filter(|one| one.by != FLAG || one.span.end <= draft.span.start);
            // An id counts more than a name.
            let by_id = here().any(|one| one.by == BY_ID);
            let mut named = here().filter(|one| !by_id || one.by == BY_ID);
            let Some(first) = named.next() else { return };
            if named.any(|other| other.value != first.value) {
                reading.notes[note].kind = NoteKind::OrganizationsDiffer;
                return;
            }
            draft.org = Id::parse(first.value)
                .ok()
                .filter(|_| by_id)
                .map_or_else(|| OrgRef::Name(first.value.to_owned()), OrgRef::Id);
            reading.notes.remove(note);
            reading.note(first.span, NoteKind::VariableUsed(first.by.into()));
        }
    };
    match &mut reading.subject {
        Subject::Several(choices) => choices.iter_mut().for_each(|choice| fill(&mut choice.reading)),
        _ => fill(reading),
    }
}

const BY_ID: &str = "INFLUX_ORG_ID";
const BY_NAME: &str = "INFLUX_ORG";
const FLAG: &str = "--org";

fn anywhere(text: &str) -> Vec<Named<'_>> {
    let mut found = Vec::new();
    if text.contains("unset INFLUX_ORG") {
        return found;
    }
    for (at, _) in text.match_indices(BY_NAME) {
        let behind = &text[at + BY_NAME.len()..];
        let (by, behind) = behind.strip_prefix("_ID").map_or((BY_NAME, behind), |behind| (BY_ID, behind));
        let near = &text[text.ceil_char_boundary(at.saturating_sub(NEAR))..at];
        let line = near.rsplit('\n').next().unwrap_or(near);
        if let Some(span) = value(text, line, text.len() - behind.len()) {
            found.push(Named { by, value: span.of(text), span });
        }
    }
    for name in ["config create", "config set"] {
        found.extend(text.match_indices(name).filter_map(|(at, _)| flag(text, at)));
    }
    found.retain(|one| is_literal(one.value) && (one.by != BY_ID || Id::parse(one.value).is_ok()));
    found
}

fn is_literal(value: &str) -> bool {
    !value.is_empty() && !value.contains(['$', '{', '}', '<', '>', '%', '`', '\\'])
}

/// The value that a line gives a variable whose name ends at `at`. What a shell sets is known already.
fn value(text: &str, line: &str, at: usize) -> Option<Span> {
    let bare = line.trim_start();
    if bare.starts_with(['#', ';']) || bare.starts_with("//") {
        return None;
    }
    let behind = &text[at..text.floor_char_boundary(at + LONGEST)];
    let unquoted = behind.trim_start_matches(['"', '\'']);
    // Kubernetes writes the value under a name of its own.
    let named = bare.trim_end_matches(['"', '\'', ' ']).ends_with("name:")
        || bare.trim_end_matches(['"', ' ']).ends_with("\"name\":");
    if named {
        let next = unquoted.trim_start_matches([',', ' ', '\r', '\n', '\t', '"']);
        let rest = next.strip_prefix("value")?.trim_start_matches(['"', ' ']).strip_prefix(':')?;
        return plain(text, at + behind.len() - rest.len(), None);
    }
    let trimmed = unquoted.trim_start_matches([' ', '\t']);
    let blank = trimmed.len() < unquoted.len();
    let quote = line.chars().next_back().filter(|quote| matches!(quote, '"' | '\''));
    let (rest, quote) = match trimmed.strip_prefix(':').filter(|rest| rest.starts_with([' ', '\t'])) {
        Some(rest) => (rest, None),
        None => {
            let rest = ["=", ":=", "?=", "::="].into_iter().find_map(|sign| trimmed.strip_prefix(sign))?;
            let listed = bare.trim_end_matches(['"', '\'']).trim() == "-" || bare.starts_with("Environment=");
            let make = blank && rest.starts_with([' ', '\t']) || trimmed.starts_with([':', '?']);
            if !listed && !make || rest.starts_with('=') {
                return None;
            }
            // A unit may set several in one line, with a blank between them.
            (rest, quote.filter(|_| listed).or(bare.starts_with("Environment=").then_some(' ')))
        }
    };
    plain(text, at + behind.len() - rest.len(), quote)
}

/// The value that starts behind blanks at a place, in quotes of its own or in those that are open.
fn plain(text: &str, at: usize, open: Option<char>) -> Option<Span> {
    let rest = &text[at..text.floor_char_boundary(at + LONGEST)];
    let bare = rest.trim_start_matches([' ', '\t']);
    let own = bare.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let inner = own.map_or(bare, |_| &bare[1..]);
    let start = at + rest.len() - inner.len();
    let end = match own.or(open) {
        Some(' ') => inner.find(char::is_whitespace).unwrap_or(inner.len()),
        Some(quote) => inner.find([quote, '\n'])?,
        None => {
            let line = inner.find(['\n', '\r', ',', '"']).map_or(inner, |end| &inner[..end]);
            let line = line.find(" #").map_or(line, |end| &line[..end]);
            line.trim_end().len()
        }
    };
    Some(Span::new(start, start + end))
}

/// The organization of a profile that a command makes.
fn flag(text: &str, at: usize) -> Option<Named<'_>> {
    let rest = &text[at..text.floor_char_boundary(at + 2 * LONGEST)];
    let mut start = 0;
    let mut flagged = false;
    for word in rest.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let glued = bare.strip_prefix("--org=");
        if let Some(value) = glued.or(flagged.then_some(bare)).filter(|value| !value.is_empty()) {
            let inner = value.trim_matches(['"', '\'']);
            let whole = value.starts_with(['"', '\'']) == value.ends_with(['"', '\'']);
            let from =
                at + start + bare.len() - value.len() + (value.len() - value.trim_start_matches(['"', '\'']).len());
            let span = Span::new(from, from + inner.len());
            return whole.then_some(Named { by: FLAG, value: inner, span });
        }
        flagged = matches!(bare, "-o" | "--org");
        start += word.len();
        if word.ends_with('\n') && bare != "\\" && bare != "`" && !bare.ends_with(" \\") {
            return None;
        }
    }
    None
}
