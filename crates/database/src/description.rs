//! The description that says what a token grants, in the products' own manner, and reading it back.
//!
//! ```
//! use database::description;
//! use database::permission::{Action, Permission, PermissionSet};
//! let permissions: PermissionSet = [Permission::on(Action::Read, "a"), Permission::on(Action::Write, "b")].into_iter().collect();
//! let text = description::describe(&permissions);
//! assert_eq!(text, "Read-only on a, Write-only on b");
//! assert_eq!(description::read(&text), Some(permissions));
//! ```

use crate::permission::{Action, Permission, PermissionSet, Resource};
use crate::token::{Grant, grants};
use console_core::text::{foreign, natural, number};

/// Of so many databases in one group the names are told; of more only the first ones and their number.
const NAMED: usize = 20;
/// How it is said that all databases are meant. No name holds a blank.
const ALL: &str = "all databases";
/// What is said where nothing is granted.
const NOTHING: &str = "No access";

/// The groups, in their order, with what they grant.
const GROUPS: [(&str, &[Action]); 3] =
    [("Read-only on ", &[Action::Read]), ("Write-only on ", &[Action::Write]), ("Read/write on ", &Action::BOTH)];

/// The description of what is granted. Actions that nobody knows come last, in the server's words.
pub fn describe(permissions: &PermissionSet) -> String {
    let grants = grants(permissions);
    let mut parts = Vec::new();
    for (head, actions) in GROUPS {
        let fits = |grant: &&Grant<'_>| {
            let known =
                grant.read == actions.contains(&Action::Read) && grant.write == actions.contains(&Action::Write);
            // Nothing is "only" beside an action that nobody knows.
            known && grant.others.is_empty()
        };
        let names: Vec<&str> = grants.iter().filter(fits).map(|grant| grant.resource.name().unwrap_or(ALL)).collect();
        if !names.is_empty() {
            parts.push(format!("{head}{}", listed(names)));
        }
    }
    for grant in grants.iter().filter(|grant| !grant.others.is_empty()) {
        let name = grant.resource.name().unwrap_or(ALL);
        let known = [(grant.read, Action::Read), (grant.write, Action::Write)];
        let known = known.into_iter().filter(|(held, _)| *held).map(|(_, action)| action.as_str());
        let words = known.chain(grant.others.iter().copied());
        parts.extend(words.map(|word| foreign::spelled_out(&format!("{word} on {name}"))));
    }
    if parts.is_empty() { NOTHING.to_owned() } else { parts.join(", ") }
}

fn listed(mut names: Vec<&str>) -> String {
    // All databases stand first, as they do among the grants.
    console_core::sort::sort_by(&mut names, |a, b| (*b == ALL).cmp(&(*a == ALL)).then_with(|| natural::compare(a, b)));
    let told: Vec<String> = names.iter().take(NAMED).map(|name| foreign::spelled_out(name)).collect();
    match names.len().saturating_sub(NAMED) {
        0 => told.join(", "),
        more => format!("{} and {} more", told.join(", "), number(more)),
    }
}

/// What a description of [`describe`] says; none for any other text, and for one that does not name everything.
pub fn read(text: &str) -> Option<PermissionSet> {
    if text == NOTHING {
        return Some(PermissionSet::default());
    }
    let mut actions: Option<&[Action]> = None;
    let mut permissions = Vec::new();
    for part in text.split(", ") {
        let group = GROUPS.into_iter().find_map(|(head, actions)| Some((part.strip_prefix(head)?, actions)));
        let name = match group {
            Some((name, of_group)) => {
                actions = Some(of_group);
                name
            }
            None => part,
        };
        if name != ALL && !crate::names_list::is_name(name) {
            return None;
        }
        let resource = if name == ALL { Resource::All } else { Resource::Database(name.into()) };
        permissions.extend(actions?.iter().map(|action| Permission::new(*action, resource.clone())));
    }
    Some(permissions.into_iter().collect())
}

/// Whether a description says what it does not grant, so that a person should change it too.
pub fn is_untrue(text: &str, permissions: &PermissionSet) -> bool {
    read(text).is_some_and(|said| said != *permissions)
}
