//! Permissions as the server and the CLI print them: lines, rows of a table, an error message in a log.
//!
//! This is the last resort: it follows only where nothing else in the text was understood.

use super::draft::repetitions;
use super::json::settle;
use super::{Choice, Draft, Form, Grant, Grants, NoteKind, OrgRef, Owner, ProblemKind, Reach, Reading, Span, Subject};
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

/// Reads every permission in the text; `None` if there is none.
pub(crate) fn read(text: &str) -> Option<Reading> {
    let words = words(text);
    let sets = sets(text, &words);
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
    let letters = text.chars().filter(|c| !c.is_whitespace() && !",;[]\"'`".contains(*c)).count();
    let refused = ["unauthorized", "not allowed", "forbidden", "insufficient"];
    let lower = text.to_ascii_lowercase();
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
}

/// What one token holds.
struct Set<'a> {
    span: Span,
    words: Vec<&'a Word>,
}

fn read_set(set: &Set<'_>) -> Reading {
    let mut reading = Reading::new(Form::Permissions);
    let mut list: Vec<Grant> = Vec::new();
    for word in &set.words {
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
    for index in repetitions(&list).into_iter().rev() {
        list.remove(index);
    }
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

/// Words between blanks, commas, quotes and brackets; a colon at the end of one belongs to the text around.
fn words(text: &str) -> Vec<Word> {
    let apart = |c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '[' | ']' | '"' | '\'' | '`' | '“' | '”' | '(' | ')' | '|')
    };
    let mut words: Vec<Word> = Vec::new();
    let mut end = 0;
    for part in text.split(apart) {
        // Both are parts of the same text, so the distance of their starts is the offset.
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        let cut_off =
            matches!(part, "read:" | "write:") && text[start + part.len()..].trim_start_matches(' ').starts_with('\n');
        let bare = if cut_off { part } else { part.trim_end_matches([':', '.']) };
        if bare.is_empty() {
            continue;
        }
        let span = Span::new(start, start + bare.len());
        let after = Span::new(end, start);
        end = span.end;
        let between = after.of(text);
        match words.last_mut() {
            Some(last) if continues(last, between, bare) => {
                last.text.push_str(if between == "," { "," } else { "" });
                last.text.push_str(bare);
                last.span.end = span.end;
            }
            _ => words.push(Word { text: bare.into(), span, after }),
        }
    }
    words
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
