//! A command of curl that creates or changes a database token.

use super::words::Owned;
use super::{Pasted, Problem, json};
use crate::Id;
use crate::influxctl::{self, Missing};
use std::slice::Iter;

/// What a flag says of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// Its value is the body.
    Body,
    /// Its value is the method.
    Method,
    /// Its value is the address.
    Address,
    /// It makes another request of it than one with JSON.
    Another,
    /// Its value says nothing, though it may look like an address.
    ValueAlone,
    /// It stands alone.
    Nothing,
}

/// What a flag says, by its letter or its name.
fn says(flag: &str) -> Says {
    match flag {
        "d" | "data" | "data-raw" | "data-binary" | "data-ascii" | "json" => Says::Body,
        "X" | "request" => Says::Method,
        "url" => Says::Address,
        "G" | "get" | "I" | "head" | "F" | "form" | "form-string" | "T" | "upload-file" | "data-urlencode" => {
            Says::Another
        }
        "A" | "b" | "c" | "C" | "D" | "e" | "E" | "H" | "K" | "m" | "o" | "P" | "Q" | "r" | "t" | "u" | "U" | "w"
        | "x" | "y" | "Y" | "z" => Says::ValueAlone,
        "user-agent" | "cookie" | "cookie-jar" | "dump-header" | "referer" | "cert" | "key" | "cacert" | "header"
        | "proxy-header" | "config" | "max-time" | "connect-timeout" | "output" | "user" | "proxy-user"
        | "write-out" | "proxy" | "noproxy" | "resolve" | "retry" | "retry-delay" | "oauth2-bearer" => Says::ValueAlone,
        _ => Says::Nothing,
    }
}

/// What a word says, with its value: a name behind two dashes, letters behind one, or an address.
fn read_word(word: &Owned, rest: &mut Iter<'_, Owned>) -> Vec<(Says, Owned)> {
    let value = |glued: &str, rest: &mut Iter<'_, Owned>| match glued {
        "" => rest.next().cloned().unwrap_or_default(),
        glued => Owned { text: glued.to_owned(), unresolved: word.unresolved },
    };
    if let Some(name) = word.text.strip_prefix("--") {
        let (name, glued) = name.split_once('=').unwrap_or((name, ""));
        let said = says(name);
        let is_alone = matches!(said, Says::Nothing | Says::Another);
        return vec![(said, if is_alone { Owned::default() } else { value(glued, rest) })];
    }
    let Some(letters) = word.text.strip_prefix('-') else { return vec![(Says::Address, word.clone())] };
    let mut read = Vec::new();
    for (at, letter) in letters.char_indices() {
        let after = at + letter.len_utf8();
        let said = says(&letters[at..after]);
        if !matches!(said, Says::Nothing | Says::Another) {
            // What stands behind such a letter is its value.
            read.push((said, value(&letters[after..], rest)));
            break;
        }
        read.push((said, Owned::default()));
    }
    read
}

/// Reads the words of the command, the program first.
pub fn read(words: &[Owned]) -> Result<Pasted, Problem> {
    let (mut bodies, mut addresses, mut method, mut is_another) = (Vec::new(), Vec::new(), None, false);
    let mut rest = words[1..].iter();
    while let Some(word) = rest.next() {
        for (said, value) in read_word(word, &mut rest) {
            match said {
                Says::Body => bodies.push(value),
                Says::Method => method = Some(value),
                Says::Address => addresses.push(value),
                Says::Another => is_another = true,
                Says::ValueAlone | Says::Nothing => {}
            }
        }
    }
    let other = |product| Err(Problem::Command(influxctl::Problem::OtherProgram(product)));
    let any = |path: &str| addresses.iter().any(|address| address.text.contains(path));
    if any("/api/v2/") {
        return other("InfluxDB 2");
    }
    if any("/api/v3/") {
        return other("InfluxDB 3 Core and Enterprise");
    }
    let target = target(addresses.first());
    // With a body curl posts by itself.
    let fits = match method.as_ref().map_or("POST", |method| &*method.text) {
        "POST" => matches!(target, Target::Unknown | Target::New),
        "PATCH" => matches!(target, Target::Unknown | Target::Token(_)),
        _ => false,
    };
    if is_another || !fits {
        return Err(Problem::NoForm);
    }
    // Several bodies are sent as one, which is no JSON; to several addresses each is sent.
    if bodies.len() > 1 || addresses.len() > 1 {
        return Err(Problem::Several);
    }
    let body = bodies.pop().ok_or(Problem::NoBody)?;
    if body.unresolved {
        return Err(Problem::BodyUnresolved);
    }
    if body.text.starts_with('@') {
        return Err(Problem::BodyInFile);
    }
    let updates = method.is_some_and(|method| method.text == "PATCH");
    let mut pasted = json::read(body.text.trim(), updates)?;
    match target {
        Target::Token(Some(id)) => pasted.updates = Some(id),
        _ if updates => pasted.missing.push(Missing::Id),
        _ => {}
    }
    Ok(pasted)
}

/// Where a request goes.
enum Target {
    /// To new tokens.
    New,
    /// To one that exists; only a shell knows which where there is none here.
    Token(Option<Id>),
    /// Only a shell knows.
    Unknown,
    /// Elsewhere.
    Elsewhere,
}

fn target(address: Option<&Owned>) -> Target {
    let Some(address) = address else { return Target::Unknown };
    let path = address.text.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let mut segments = path.rsplit('/');
    match (segments.next(), segments.next()) {
        (Some("tokens"), _) => Target::New,
        (Some(id), Some("tokens")) if Id::parse(id).is_some() || id.contains('$') => Target::Token(Id::parse(id)),
        // The end of the path is a variable.
        (Some(last), _) if address.unresolved && last.contains(['$', '`']) => Target::Unknown,
        _ => Target::Elsewhere,
    }
}
