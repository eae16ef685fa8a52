//! curl commands that make an authorization: the body is found and read as JSON.

use crate::command::json::{Body, Dialect, MOST};
use crate::command::shell::{Document, Line, Piece};
use crate::command::view::View;
use crate::command::{Elsewhere, NamedServer, NoteKind, ProblemKind, Reading, Span, Subject, json};
use std::ops::Range;

use super::PATH;

/// Letters of curl whose value is the rest of the word or the next word.
const VALUED_LETTERS: &str = "AbCcDdEeFHhKmoPQrTtUuwXxYyz";
/// Long flags of curl whose value is the next word, as far as they occur in such requests.
const VALUED: [&str; 36] = [
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
    "form-string",
    "request-target",
];

#[derive(Default)]
struct Request {
    method: Option<String>,
    urls: Vec<Piece>,
    data: Vec<Piece>,
    /// The file that `-T` sends.
    upload: Option<Piece>,
    /// `-G`: what would be the body goes into the address.
    get: bool,
    /// `-I`: only the head is asked for.
    head: bool,
    /// `-F`: a form of another format.
    form: bool,
}

impl Request {
    /// Whether it sends a POST. curl refuses two flags that each stand for a method, and `-X` only changes its word.
    fn posts(&self) -> bool {
        let flags = [self.head, self.upload.is_some(), self.form, !self.data.is_empty() && !self.get];
        let alone = flags.into_iter().filter(|given| *given).count() <= 1;
        let implied = !self.head && !self.get && self.upload.is_none();
        let post = self.method.as_deref().map_or(implied, |method| method == "POST");
        alone && post && !self.head
    }
}

/// Reads the words after `curl` in the command with this number.
pub(crate) fn read(line: &Line, index: usize, words: Range<usize>, reading: &mut Reading) {
    let place = line.span(words.start.saturating_sub(1)).join(line.span(words.end.saturating_sub(1)));
    let requests = requests(line, words);
    let goes_to = |part: &str| {
        let mut urls = requests.iter().flat_map(|(request, _)| &request.urls);
        urls.any(|url| line.text(*url).contains(part))
    };
    if goes_to("/api/v3/") {
        reading.subject = Subject::Elsewhere(Elsewhere::V3TokenCreate);
        return;
    }
    if goes_to("/api/v0/") && goes_to("/clusters/") {
        reading.subject = Subject::Elsewhere(Elsewhere::ClusterTokenCreate);
        return;
    }
    let creates = |request: &Request| request.posts() && request.urls.iter().any(|url| is_endpoint(line.text(*url)));
    let Some(at) = requests.iter().position(|(request, _)| creates(request)) else {
        return reading.problem(place, ProblemKind::OtherRequest);
    };
    for (other, (_, place)) in requests.iter().enumerate() {
        if other != at {
            reading.note(*place, NoteKind::OthersLeftOut);
        }
    }
    let request = &requests[at].0;
    let address = request.urls.iter().find(|url| is_endpoint(line.text(**url)));
    reading.server = address.and_then(|url| server(line, *url));
    let body_of = if request.get { None } else { request.data.first().copied() };
    let Some(data) = body_of.or(request.upload) else {
        return reading.problem(place, ProblemKind::NoBody);
    };
    let given = match request.upload {
        Some(_) => matches!(line.text(data), "-" | "."),
        None => matches!(line.text(data), "@-" | "@/dev/stdin"),
    };
    if given && let Some(document) = input(line, index) {
        reading.note(document.span, NoteKind::HereDocumentRead);
        return body(line, document.text, reading);
    }
    if line.text(data).starts_with('@') || request.upload.is_some() {
        return reading.problem(line.place(data), ProblemKind::BodyInFile);
    }
    // curl joins several with &, and the server reads the first value alone.
    for more in request.data.iter().skip(1) {
        reading.note(line.place(*more), NoteKind::OthersLeftOut);
    }
    body(line, data, reading);
}

/// Whether an address is the one that makes authorizations.
pub(crate) fn is_endpoint(url: &str) -> bool {
    url.split(['?', '#']).next().unwrap_or(url).trim_end_matches('/').ends_with(PATH)
}

/// The server of an address, unless a shell has to fill something in.
pub(super) fn server(line: &Line, url: Piece) -> Option<NamedServer> {
    let known = line.unresolved(url).is_none();
    known.then(|| NamedServer::of(line.place(url), line.text(url))).flatten()
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
        reading.names.extend(inner.names);
        reading.problems.extend(inner.problems);
        reading.questions.extend(inner.questions);
        return;
    }
    json::read(&Body { text: line.buffer(), within: data, line: Some(line), dialect: Dialect::Server }, reading);
}

/// The requests of one curl, each with its place; `--next` begins another one.
fn requests(line: &Line, words: Range<usize>) -> Vec<(Request, Span)> {
    let mut requests = Vec::new();
    let mut start = words.start;
    loop {
        let next = (start..words.end).find(|at| matches!(line.word(*at), "--next" | "-:"));
        let end = next.unwrap_or(words.end);
        let place = line.span(start).join(line.span(end.saturating_sub(1).max(start)));
        requests.push((flags(line, start..end), place));
        match next {
            Some(at) if requests.len() < MOST => start = at + 1,
            _ => return requests,
        }
    }
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
            match next.filter(|_| valued) {
                Some(value) => take(line, &mut request, name, value),
                None => switch(&mut request, name),
            }
        } else if word.len() > 1 && word.starts_with('-') {
            let offset = word[1..].find(|letter: char| VALUED_LETTERS.contains(letter));
            for letter in word[1..].char_indices().take_while(|(at, _)| offset.is_none_or(|offset| *at < offset)) {
                switch(&mut request, letter.1.encode_utf8(&mut [0; 4]));
            }
            let Some(offset) = offset else { continue };
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

fn switch(request: &mut Request, flag: &str) {
    match flag {
        "G" | "get" => request.get = true,
        "I" | "head" => request.head = true,
        "no-get" => request.get = false,
        "no-head" => request.head = false,
        _ => {}
    }
}

fn take(line: &Line, request: &mut Request, flag: &str, value: Piece) {
    match flag {
        "X" | "request" => request.method = Some(line.text(value).to_owned()),
        "url" => request.urls.push(value),
        "d" | "data" | "data-raw" | "data-binary" | "data-ascii" | "json" => request.data.push(value),
        "T" | "upload-file" => request.upload = Some(value),
        "F" | "form" | "form-string" => request.form = true,
        _ => {}
    }
}
