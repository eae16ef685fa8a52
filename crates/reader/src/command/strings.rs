//! Permissions as the server and the CLI print them: lines, rows of a table, an error message in a log.
//!
//! This is the last resort: it follows only where nothing else in the text was understood.

mod aside;

pub use aside::Aside;

use super::draft::repetitions;
use super::json::settle;
use super::{Choice, Draft, Form, Grant, Grants, NoteKind, OrgRef, Owner, ProblemKind, Reach, Reading, Span, Subject};
use aside::{Margin, Past, Sign};
use influxdb2::Id;
use influxdb2::authorization::Status;
use influxdb2::permission::{Permission, Scope};

/// A permission as a grant of a draft.
pub(crate) fn grant(permission: Permission, span: Span) -> Grant {
    let reach = match permission.scope {
        Scope::Everywhere => Reach::Everywhere,
        Scope::Org(org) => Reach::Org(OrgRef::Id(org)),
        Scope::Object { id, org } => Reach::Object { id, org: org.map(OrgRef::Id) },
    };
    Grant { action: permission.action, resource: permission.resource, reach, span }
}

/// Whether the text starts with a permission.
pub(crate) fn starts_like_permissions(text: &str) -> bool {
    let text = text.trim_start_matches(['[', '"', '\'', ' ']);
    text.starts_with("read:") || text.starts_with("write:")
}

/// Whether permissions may be gathered from a text: there may be some, and no command was left unread, whose refusal they
/// could come from. Cheap, and never wrong about texts that have none.
pub(crate) fn may_hold(text: &str) -> bool {
    (text.contains("read:") || text.contains("write:")) && !names_create(text)
}

/// Whether the names of the command that creates a token stand in the text, whatever stands between them.
fn names_create(text: &str) -> bool {
    ["auth", "authorization"].into_iter().any(|name| {
        text.match_indices(name).any(|(at, _)| {
            let behind =
                text[at + name.len()..].trim_start_matches(|c: char| c.is_whitespace() || "'\",`^\\[](".contains(c));
            behind.len() < text.len() - at - name.len() && behind.starts_with("create")
        })
    })
}

/// Reads every permission in the text; `None` if there is none.
fn read(text: &str, words: &[Word]) -> Option<Reading> {
    let sets = sets(text, words);
    let holds = |set: &Set| set.words.iter().any(|word| is_meant(&word.text));
    if !sets.iter().any(holds) {
        return None;
    }
    let whole = Span::new(0, text.len());
    let mut readings: Vec<(Span, Reading)> = sets.iter().map(|set| (set.span, read_set(set))).collect();
    let [(_, one)] = &mut readings[..] else {
        let mut reading = Reading::new(Form::Permissions);
        let choice = |(span, reading): (Span, Reading)| Choice { what: name_of(span.of(text)), span, reading };
        reading.subject = Subject::Several(readings.into_iter().map(choice).collect());
        return Some(reading);
    };
    let grants = one.request().map_or(&[][..], Draft::list);
    let covered: usize = grants.iter().map(|grant| grant.span.end - grant.span.start).sum();
    let apart =
        |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b';' | b'[' | b']' | b'"' | b'\'' | b'`');
    let letters = text.bytes().filter(|byte| !apart(byte)).count();
    // Where permissions are all that there is, nothing else is said of them.
    let lower = if covered < letters { text.to_ascii_lowercase() } else { String::new() };
    let refused = ["unauthorized", "not allowed", "forbidden", "insufficient"];
    if refused.into_iter().any(|word| lower.contains(word)) {
        one.note(whole, NoteKind::OnlyWhatWasMissing);
    } else if covered < letters {
        one.note(whole, NoteKind::TextAroundIgnored);
    }
    Some(std::mem::replace(one, Reading::new(Form::Permissions)))
}

/// Whether a word is a permission, or nearly one.
fn is_meant(word: &str) -> bool {
    Permission::parse(word).is_ok() || starts_like_permissions(word) && word.contains('/')
}

/// How a row of a table is named.
fn name_of(row: &str) -> String {
    let first = row.split_whitespace().next().unwrap_or_default();
    if Id::parse(first).is_ok() { format!("authorization {first}") } else { "authorization".into() }
}

/// A word of the text, or several that a line break had torn apart.
struct Word {
    text: String,
    span: Span,
    /// What stands between it and the word before.
    after: Span,
    /// Whether the words before it say no.
    denied: bool,
    aside: Option<Aside>,
    /// The sign of a comparison before its line.
    sign: Option<Sign>,
}

/// Words that say no to what follows, also cut at their apostrophe.
const DENY: [&str; 10] = ["not", "no", "nor", "never", "without", "except", "don", "don’t", "dont", "mustn"];
/// Words behind which nothing is said no to any more: what is not allowed is what is missing.
const ALLOW: [&str; 8] = ["allowed", "authorized", "permitted", "have", "has", "but", "only", "enough"];

/// What one token holds.
struct Set<'a> {
    span: Span,
    words: Vec<&'a Word>,
}

fn read_set(set: &Set<'_>) -> Reading {
    let mut reading = Reading::new(Form::Permissions);
    let mut list: Vec<Grant> = Vec::new();
    for word in &set.words {
        let meant = starts_like_permissions(&word.text);
        if let Some(aside) = word.aside.filter(|_| meant) {
            reading.problem(word.span, ProblemKind::SetAside(aside));
            continue;
        }
        if word.denied && meant {
            reading.problem(word.span, ProblemKind::Denied);
            continue;
        }
        // A type of any name is kept, so a credential behind the colon would be taken for one.
        if super::secrets::looks_like_token(&word.text) {
            continue;
        }
        match Permission::parse(&word.text) {
            Ok(permission) => {
                let grant = grant(permission, word.span);
                if grant.reach == Reach::Everywhere {
                    let (action, resource) = (grant.action, grant.resource.clone());
                    reading.note(word.span, NoteKind::EveryOrganization { action, resource });
                }
                list.push(grant);
            }
            Err(_) if starts_like_permissions(&word.text) => {
                let shown: String = word.text.chars().take(80).collect();
                reading.problem(word.span, ProblemKind::NoPermission(shown.into()));
            }
            Err(_) => {}
        }
    }
    // Error messages name a permission twice.
    let repeated = repetitions(&list);
    let mut index = 0..;
    list.retain(|_| index.next().is_some_and(|index| repeated.binary_search(&index).is_err()));
    if list.is_empty() && reading.problems.is_empty() {
        reading.problem(set.span, ProblemKind::NoPermissions);
    }
    let org = settle(OrgRef::NotSaid, &list);
    if org == OrgRef::NotSaid {
        reading.note(set.span, NoteKind::OrganizationNotSaid);
    }
    reading.subject = Subject::Token(Draft {
        org,
        owner: Owner::Caller,
        description: String::new(),
        status: Status::Active,
        grants: Grants::List(list),
        limits: Vec::new(),
        span: set.span,
    });
    reading
}

/// The words by the token that holds them: pairs of brackets and rows of a table hold one each.
fn sets<'a>(text: &str, words: &'a [Word]) -> Vec<Set<'a>> {
    let mut bracketed: Vec<Set> = Vec::new();
    let mut rows: Vec<Set> = Vec::new();
    let mut open = false;
    let mut row: Option<Span> = None;
    let mut line = Span::new(0, 0);
    for word in words {
        let between = word.after.of(text);
        if between.contains(']') {
            open = false;
        }
        let opens = between.rfind('[').is_some_and(|at| !between[at..].contains(']'));
        if word.span.start >= line.end {
            let start = text[..word.span.start].rfind('\n').map_or(0, |at| at + 1);
            let end = text[word.span.start..].find('\n').map_or(text.len(), |at| word.span.start + at);
            line = Span::new(start, end);
            row = Id::parse(line.of(text).split_whitespace().next().unwrap_or_default()).is_ok().then_some(line);
        }
        if !starts_like_permissions(&word.text) {
            continue;
        }
        if opens {
            open = true;
            bracketed.push(Set { span: row.unwrap_or(word.span), words: Vec::new() });
        }
        if let (true, Some(set)) = (open, bracketed.last_mut()) {
            set.span = set.span.join(word.span);
            set.words.push(word);
        } else if let Some(line) = row {
            match rows.last_mut().filter(|set| set.span == line) {
                Some(set) => set.words.push(word),
                None => rows.push(Set { span: line, words: vec![word] }),
            }
        }
    }
    if !bracketed.is_empty() {
        return bracketed;
    }
    if !rows.is_empty() {
        return rows;
    }
    vec![Set { span: Span::new(0, text.len()), words: words.iter().collect() }]
}

/// The words of a text on their way.
pub(crate) struct Gathering<'a> {
    text: &'a str,
    at: usize,
    /// The end of the last word.
    end: usize,
    words: Vec<Word>,
    /// Whether the words so far say no to what follows.
    denied: bool,
    past: Past,
    margin: Margin,
    /// Whether anything stands outside of comments.
    live: bool,
}

impl<'a> Gathering<'a> {
    pub fn new(text: &'a str) -> Self {
        let (past, margin) = Default::default();
        Self { text, at: 0, end: 0, words: Vec::new(), denied: false, past, margin, live: false }
    }

    /// Goes on for about so many bytes; whether the end was reached.
    pub fn step(&mut self, bytes: usize) -> bool {
        let until = self.at.saturating_add(bytes);
        while self.at < self.text.len() && self.at < until {
            self.word();
        }
        let ended = self.at >= self.text.len();
        if ended {
            self.set_aside();
        }
        ended
    }

    /// What all words together say; `None` if none is a permission.
    pub fn read(&self) -> Option<Reading> {
        read(self.text, &self.words)
    }

    /// Judges comments and the signs of a comparison, now that all of the text is known.
    fn set_aside(&mut self) {
        let permission = |word: &&Word| starts_like_permissions(&word.text);
        let added = self.words.iter().filter(permission).filter_map(|word| word.sign).find(|sign| !sign.removes);
        // Where nothing is added, only the head of a comparison tells it from a list.
        let column = added.map(|sign| sign.column).or(self.margin.compares.then_some(0));
        for word in &mut self.words {
            let removed = word.sign.is_some_and(|sign| sign.removes && Some(sign.column) == column);
            if removed {
                word.aside = Some(Aside::Removed);
            } else if word.aside == Some(Aside::Comment) && !self.live {
                // A text that is nothing but a comment was pasted for what it says.
                word.aside = None;
            }
        }
    }

    /// Takes the next word, up to a blank, a comma, a quote or a bracket; a colon at its end belongs to the text around.
    fn word(&mut self) {
        let apart = |c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | '[' | ']' | '"' | '\'' | '`' | '“' | '”' | '(' | ')' | '|')
        };
        if self.at >= self.margin.end {
            self.margin.line(self.text, self.at);
        }
        let (mut start, rest) = (self.at, &self.text[self.at..]);
        let mut part = &rest[..rest.find(apart).unwrap_or(rest.len())];
        let behind = &rest[part.len()..];
        self.at += part.len() + behind.chars().next().map_or(0, char::len_utf8);
        // The sign of a comparison may be glued to it.
        let glued = part.strip_prefix(['+', '-']).filter(|word| starts_like_permissions(word));
        let taken_away = glued.is_some() && part.starts_with('-');
        if let Some(word) = glued {
            (start, part) = (start + 1, word);
        }
        let cut_off = matches!(part, "read:" | "write:") && behind.trim_start_matches(' ').starts_with('\n');
        let bare = if cut_off { part } else { part.trim_end_matches([':', '.']) };
        if bare.is_empty() {
            return;
        }
        let span = Span::new(start, start + bare.len());
        let after = Span::new(self.end, start);
        self.end = span.end;
        let between = after.of(self.text);
        let lower = |list: &[&str]| list.iter().any(|word| word.eq_ignore_ascii_case(bare));
        self.denied &= !between.contains(['\n', '.', ';']) && !lower(&ALLOW);
        self.denied |= lower(&DENY);
        let denied = self.denied;
        let past = self.past.word(part, between, starts_like_permissions(bare));
        let comment = self.margin.is_comment(start);
        self.live |= !comment && bare.contains(char::is_alphabetic) && !is_fence(self.text, start);
        let aside = match (taken_away, comment) {
            (true, _) => Some(Aside::Removed),
            (_, true) => Some(Aside::Comment),
            _ => past.then_some(Aside::Past),
        };
        let sign = self.margin.sign;
        match self.words.last_mut() {
            Some(last) if continues(last, between, bare) => {
                last.text.push_str(if between == "," { "," } else { "" });
                last.text.push_str(bare);
                last.span.end = span.end;
            }
            _ => self.words.push(Word { text: bare.into(), span, after, denied, aside, sign }),
        }
    }
}

/// Whether the word at a place is what Markdown says behind the fence of a block.
fn is_fence(text: &str, at: usize) -> bool {
    text[..at].ends_with("```")
}

/// Whether a word goes on with a permission that was broken before or behind a slash, or with an id behind a comma.
fn continues(last: &Word, between: &str, word: &str) -> bool {
    if !starts_like_permissions(&last.text) || starts_like_permissions(word) {
        return false;
    }
    let path = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'/') && word != "/";
    if between == "," {
        // The server knows no such list, so the whole is no permission, and nothing of it is dropped in silence.
        return Id::parse(word).is_ok() && last.text.rsplit('/').next().is_some_and(|id| Id::parse(id).is_ok());
    }
    // “read: tasks” on one line is prose.
    let action_alone = last.text.ends_with(':') && between.contains('\n');
    let broken = word.starts_with('/') || last.text.ends_with('/') || action_alone;
    path && broken && !between.is_empty() && between.chars().all(char::is_whitespace)
}
