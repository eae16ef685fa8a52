//! What a request grants, in one plain sentence.

use super::RequestContext;
use crate::authorization::{NewAuthorization, Status};
use crate::permission::{Action, Checked, Permission, ResourceType, Scope};
use console_core::sort;
use console_core::text::foreign::spelled_out;
use console_core::text::{natural, number};

/// More objects of a type than this are counted instead of named.
const NAMED: usize = 6;

/// The sentence. It says what is granted and never what a token could not do.
pub fn sentence(request: &NewAuthorization, words: RequestContext<'_>) -> String {
    let (owner, org) = (spelled_out(words.owner), spelled_out(words.org));
    let inactive = if request.status == Status::Inactive { "an inactive token" } else { "a token" };
    let parts: Vec<String> = Action::BOTH.into_iter().filter_map(|action| of_action(request, action, words)).collect();
    if parts.is_empty() {
        return format!("{owner} gets {inactive} in {org} that grants nothing.");
    }
    // A list with commas in it has to end before the next one begins.
    let and = if parts.first().is_some_and(|first| first.contains(',')) { "; and " } else { " and " };
    format!("{owner} gets {inactive} in {org} that grants {}.", parts.join(and))
}

fn of_action(request: &NewAuthorization, action: Action, words: RequestContext<'_>) -> Option<String> {
    let mut held: Vec<&Permission> =
        request.permissions.iter().filter(|permission| permission.action == action).collect();
    sort::sort_by(&mut held, |a, b| a.resource.cmp(&b.resource));
    let types: Vec<String> = held.chunk_by(|a, b| a.resource == b.resource).map(|held| of_type(held, words)).collect();
    (!types.is_empty()).then(|| format!("{action} on {}", types.join(", ")))
}

fn of_type(held: &[&Permission], words: RequestContext<'_>) -> String {
    let resource = held.first().map_or(&ResourceType::Buckets, |first| &first.resource);
    let mut parts = Vec::new();
    if held.iter().any(|permission| permission.scope == Scope::Everywhere) {
        let of = match resource.checked() {
            Checked::IdOnly => "of the server",
            _ => "in every organization",
        };
        parts.push(format!("all {} {of}, also future ones", resource.plural()));
    }
    if held.iter().any(|permission| matches!(permission.scope, Scope::Org(_))) {
        parts.push(format!("all {}, also future ones", resource.plural()));
    }
    let mut names: Vec<String> = held
        .iter()
        .filter_map(|permission| {
            permission.scope.object().map(|id| words.name_of(permission).unwrap_or_else(|| id.to_string()))
        })
        .collect();
    match names.len() {
        0 => {}
        1 => parts.push(format!("the {} {}", resource.singular(), names.remove(0))),
        count if count > NAMED => parts.push(format!("{} {}", number(count), resource.plural())),
        _ => {
            sort::sort_by(&mut names, |a, b| natural::compare(a, b));
            let last = names.pop().unwrap_or_default();
            parts.push(format!("the {} {} and {last}", resource.plural(), names.join(", ")));
        }
    }
    parts.join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Id, Names};

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn say(permissions: Vec<Permission>) -> String {
        let mut names = Names::default();
        names.insert(&ResourceType::Buckets, id(1), "telemetry");
        names.insert(&ResourceType::Buckets, id(2), "a\nb");
        let request = NewAuthorization {
            org: id(0xaa),
            user: Some(id(0xbb)),
            status: Status::Active,
            description: String::new(),
            permissions,
        };
        sentence(&request, RequestContext { owner: "mira", org: "acme", names: &names })
    }

    fn bucket(action: Action, number: u64) -> Permission {
        Permission::on_object(action, ResourceType::Buckets, id(number), id(0xaa))
    }

    #[test]
    fn one_sentence_says_it_all() {
        let said = say(vec![
            bucket(Action::Read, 2),
            bucket(Action::Read, 1),
            Permission::in_org(Action::Read, ResourceType::Tasks, id(0xaa)),
            bucket(Action::Write, 3),
            Permission::everywhere(Action::Write, ResourceType::Users),
        ]);
        assert_eq!(
            said,
            "mira gets a token in acme that grants read on the buckets a[U+000A]b and telemetry, all tasks, also future ones; \
             and write on the bucket 0000000000000003, all users of the server, also future ones."
        );
    }

    #[test]
    fn lists_without_commas_need_no_semicolon() {
        let said = say(vec![bucket(Action::Read, 1), bucket(Action::Write, 3)]);
        assert_eq!(
            said,
            "mira gets a token in acme that grants read on the bucket telemetry and write on the bucket 0000000000000003."
        );
    }

    #[test]
    fn many_are_counted() {
        let said = say((1..=3157).map(|number| bucket(Action::Write, number)).collect());
        assert_eq!(said, "mira gets a token in acme that grants write on 3,157 buckets.");
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        assert_eq!(say(Vec::new()), "mira gets a token in acme that grants nothing.");
    }
}
