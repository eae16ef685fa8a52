//! PowerShell's `Invoke-RestMethod` that makes an authorization: the body is found and read as JSON.

use super::PATH;
use crate::command::json::Body;
use crate::command::shell::Line;
use crate::command::{ProblemKind, Reading, json};

/// Whether a word is the command or one of its kin.
pub(crate) fn is_command(word: &str) -> bool {
    ["Invoke-RestMethod", "irm", "Invoke-WebRequest", "iwr"].iter().any(|name| name.eq_ignore_ascii_case(word))
}

/// Reads the words after the command, from the one with this number on.
///
/// The headers are written as `@{ … ; … }`, which looks like the end of a command; so all words of the text are looked at.
pub(crate) fn read(line: &Line, first: usize, reading: &mut Reading) {
    let count = line.words().len();
    let place = line.span(first.saturating_sub(1)).join(line.span(count.saturating_sub(1)));
    let value = |name: &str| {
        let flag = (first..count).find(|index| line.word(*index).eq_ignore_ascii_case(name))?;
        line.words().get(flag + 1).map(|word| word.text)
    };
    let posts = value("-Method").is_some_and(|method| line.text(method).eq_ignore_ascii_case("post"));
    // The address may be given without its flag.
    let is_endpoint = |url: &str| url.trim_end_matches('/').ends_with(PATH);
    if !posts || !(first..count).any(|index| is_endpoint(line.word(index))) {
        return reading.problem(place, ProblemKind::OtherRequest);
    }
    let Some(data) = value("-Body") else {
        return reading.problem(place, ProblemKind::NoBody);
    };
    if let Some(part) = line.unresolved(data).filter(|part| part.text == data) {
        return reading.problem(part.span, ProblemKind::Unresolved(part.what.clone()));
    }
    json::read(&Body { text: line.buffer(), within: data, line: Some(line), expands: false }, reading);
}
