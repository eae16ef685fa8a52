//! curl commands that make an authorization: the body is found and read as JSON.

use crate::command::json::{Body, Dialect};
use crate::command::shell::{Document, Line, Piece};
use crate::command::view::View;
use crate::command::{Elsewhere, NoteKind, ProblemKind, Reading, Subject, json};
use std::ops::Range;

use super::PATH;

/// Letters of curl whose value is the rest of the word or the next word.
const VALUED_LETTERS: &str = "AbCcDdEeFHhKmoPQrTtUuwXxYyz";
/// Long flags of curl whose value is the next word, as far as they occur in such requests.
const VALUED: [&str; 34] = [
    "request",
    "header",
    "data",
    "data-raw",
    "data-binary",
    "data-ascii",
    "data-urlencode",
    "json",
    "url",
    "user",
    "user-agent",
    "output",
    "max-time",
    "connect-timeout",
    "retry",
    "retry-delay",
    "cacert",
    "cert",
    "key",
    "cookie",
    "cookie-jar",
    "proxy",
    "proxy-user",
    "resolve",
    "write-out",
    "referer",
    "form",
    "config",
    "upload-file",
    "interface",
    "dump-header",
    "oauth2-bearer",
    "connect-to",
    "max-redirs",
];

#[derive(Default)]
struct Request {
    method: Option<String>,
    urls: Vec<Piece>,
    data: Option<Piece>,
}

/// Reads the words after `curl` in the command with this number.
pub(crate) fn read(line: &Line, index: usize, words: Range<usize>, reading: &mut Reading) {
    let place = line.span(words.start.saturating_sub(1)).join(line.span(words.end.saturating_sub(1)));
    let request = flags(line, words);
    let is_endpoint = |url: &Piece| {
        let url = line.text(*url);
        url.split('?').next().unwrap_or(url).trim_end_matches('/').ends_with(PATH)
    };
    let goes_to = |part: &str| request.urls.iter().any(|url| line.text(*url).contains(part));
    if goes_to("/api/v3/") {
        reading.subject = Subject::Elsewhere(Elsewhere::V3TokenCreate);
        return;
    }
    if goes_to("/api/v0/") && goes_to("/clusters/") {
        reading.subject = Subject::Elsewhere(Elsewhere::ClusterTokenCreate);
        return;
    }
    let posts = request.method.as_deref().is_none_or(|method| method.eq_ignore_ascii_case("post"));
    if !request.urls.iter().any(is_endpoint) || !posts {
        return reading.problem(place, ProblemKind::OtherRequest);
    }
    let Some(data) = request.data else {
        return reading.problem(place, ProblemKind::NoBody);
    };
    if matches!(line.text(data), "@-" | "@/dev/stdin" | "-")
        && let Some(document) = input(line, index)
    {
        reading.note(document.span, NoteKind::HereDocumentRead);
        return body(line, document.text, reading);
    }
    if line.text(data).starts_with('@') {
        return reading.problem(line.place(data), ProblemKind::BodyInFile);
    }
    body(line, data, reading);
}

/// What the command is given to read: its own here-document, or that of a `cat` before it.
fn input(line: &Line, index: usize) -> Option<Document> {
    let own = line.document(line.segments().get(index)?.first);
    own.or_else(|| {
        let before = line.segments().get(index.checked_sub(1)?)?;
        let cat = before.last == before.first + 1 && line.word(before.first) == "cat";
        cat.then(|| line.document(before.first)).flatten()
    })
}

/// Reads the body of a request that a command sends.
pub(super) fn body(line: &Line, data: Piece, reading: &mut Reading) {
    // A body that is nothing but a variable has no JSON to look into.
    if let Some(part) = line.unresolved(data).filter(|part| part.text == data) {
        return reading.problem(part.span, ProblemKind::Unresolved(part.what.clone()));
    }
    let text = line.text(data).trim_start();
    let within = text.strip_prefix(['{', '[']).unwrap_or_default().trim_start();
    if within.starts_with("\\\"") && line.unresolved(data).is_none() {
        // PowerShell 5 takes one layer of quotes off, so people write them with an escape.
        let view = View::of_string(line.text(data), data.start);
        let within = Piece::new(0, view.text.len());
        let mut inner = Reading::new(reading.form);
        json::read(&Body { text: &view.text, within, line: None, dialect: Dialect::Server }, &mut inner);
        let inner = inner.moved(&|span| {
            let place = view.place(span);
            line.place(Piece::new(place.start, place.end))
        });
        reading.subject = inner.subject;
        reading.notes.extend(inner.notes);
        reading.problems.extend(inner.problems);
        reading.questions.extend(inner.questions);
        return;
    }
    json::read(&Body { text: line.buffer(), within: data, line: Some(line), dialect: Dialect::Server }, reading);
}

fn flags(line: &Line, words: Range<usize>) -> Request {
    let mut request = Request::default();
    let mut at = words.start;
    while at < words.end {
        let (word, piece) = (line.word(at), line.words()[at].text);
        let next = (at + 1 < words.end).then(|| line.words()[at + 1].text);
        at += 1;
        if let Some(name) = word.strip_prefix("--") {
            let valued = VALUED.contains(&name);
            at += usize::from(valued);
            if let (true, Some(value)) = (valued, next) {
                take(line, &mut request, name, value);
            }
        } else if word.len() > 1 && word.starts_with('-') {
            let Some(offset) = word[1..].find(|letter: char| VALUED_LETTERS.contains(letter)) else { continue };
            let letter = &word[1 + offset..2 + offset];
            let glued = piece.skip(2 + offset);
            let value = match line.text(glued).is_empty() {
                true => {
                    at += 1;
                    next
                }
                false => Some(glued),
            };
            if let Some(value) = value {
                take(line, &mut request, letter, value);
            }
        } else {
            request.urls.push(piece);
        }
    }
    request
}

fn take(line: &Line, request: &mut Request, flag: &str, value: Piece) {
    match flag {
        "X" | "request" => request.method = Some(line.text(value).to_owned()),
        "url" => request.urls.push(value),
        "d" | "data" | "data-raw" | "data-binary" | "data-ascii" | "json" => {
            request.data.get_or_insert(value);
        }
        _ => {}
    }
}
