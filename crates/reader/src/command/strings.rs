//! Permissions as the server and the CLI print them, alone or in other text such as a table row or an error message.

use super::draft::repetitions;
use super::json::settle;
use super::{Draft, Grant, Grants, NoteKind, OrgRef, Owner, ProblemKind, Reach, Reading, Span, Subject};
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

/// Whether the text is made of permissions, or at least holds one.
pub(crate) fn holds_permissions(text: &str, within: Span) -> bool {
    words(text, within).any(|span| Permission::parse(span.of(text)).is_ok())
}

/// Whether the text starts with a permission.
pub(crate) fn starts_like_permissions(text: &str) -> bool {
    let text = text.trim_start_matches(['[', '"', '\'', ' ']);
    text.starts_with("read:") || text.starts_with("write:")
}

/// Reads every permission in the text.
pub(crate) fn read(text: &str, within: Span, reading: &mut Reading) {
    let mut list: Vec<Grant> = Vec::new();
    let mut around = false;
    for span in words(text, within) {
        let word = span.of(text);
        // A type of any name is kept, so a credential behind the colon would be taken for one.
        if super::secrets::looks_like_token(word) {
            around = true;
            continue;
        }
        match Permission::parse(word) {
            Ok(permission) => {
                let grant = grant(permission, span);
                if grant.reach == Reach::Everywhere {
                    let (action, resource) = (grant.action, grant.resource.clone());
                    reading.note(span, NoteKind::EveryOrganization { action, resource });
                }
                list.push(grant);
            }
            Err(_) if starts_like_permissions(word) => {
                reading.problem(span, ProblemKind::NoPermission(word.into()));
            }
            Err(_) => around = true,
        }
    }
    // Error messages name a permission twice.
    for index in repetitions(&list).into_iter().rev() {
        list.remove(index);
    }
    if around {
        reading.note(within, NoteKind::TextAroundIgnored);
    }
    if list.is_empty() && reading.problems.is_empty() {
        reading.problem(within, ProblemKind::NoPermissions);
    }
    let org = settle(OrgRef::NotSaid, &list);
    if org == OrgRef::NotSaid {
        reading.note(within, NoteKind::OrganizationNotSaid);
    }
    reading.subject = Subject::Token(Draft {
        org,
        owner: Owner::Caller,
        description: String::new(),
        status: Status::Active,
        grants: Grants::List(list),
        limits: Vec::new(),
        span: within,
    });
}

/// Words between blanks, commas, quotes and brackets; a colon at the end of one belongs to the text around.
fn words(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let part = within.of(text);
    part.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '[' | ']' | '"' | '\'' | '`' | '“' | '”'))
        .map(|word| word.trim_end_matches([':', '.']))
        .filter(|word| !word.is_empty())
        .map(move |word| {
            // Both are parts of the same text, so the distance of their starts is the offset.
            let start = within.start + (word.as_ptr() as usize - part.as_ptr() as usize);
            Span::new(start, start + word.len())
        })
}
