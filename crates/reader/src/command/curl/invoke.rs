//! PowerShell's `Invoke-RestMethod` that makes an authorization: the body is found and read as JSON.

use crate::command::shell::Line;
use crate::command::{ProblemKind, Reading};
use std::ops::Range;

/// Reads the words after the command.
pub(crate) fn read(line: &Line, words: Range<usize>, reading: &mut Reading) {
    let place = line.span(words.start.saturating_sub(1)).join(line.span(words.end.saturating_sub(1)));
    let value = |name: &str| {
        let flag = words.clone().find(|index| line.word(*index).eq_ignore_ascii_case(name))?;
        line.words().get(flag + 1).filter(|_| flag + 1 < words.end).map(|word| word.text)
    };
    let posts = value("-Method").is_some_and(|method| line.text(method).eq_ignore_ascii_case("post"));
    // The address may be given without its flag.
    let Some(address) = words.clone().find(|index| posts && super::is_endpoint(line.word(*index))) else {
        return reading.problem(place, ProblemKind::OtherRequest);
    };
    reading.server = super::read::server(line, line.words()[address].text);
    match value("-Body") {
        Some(data) => super::read::body(line, data, reading),
        None => reading.problem(place, ProblemKind::NoBody),
    }
}
