//! What a request grants, as a table of plain text: a row for each object, grouped by type, in columns that line up.

use super::RequestContext;
use crate::Id;
use crate::authorization::NewAuthorization;
use crate::permission::{Action, Permission, ResourceType, Scope};
use console_core::sort;
use console_core::text::{natural, number};
use std::collections::BTreeMap;

/// One line of the table.
struct Row<'a> {
    resource: &'a ResourceType,
    name: String,
    id: String,
    read: bool,
    write: bool,
}

/// What a row speaks of; whole types come before their objects.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Everywhere,
    Org(Id),
    Object(Id),
}

/// The table; with more than `most` rows, the rest is counted in a last line.
pub fn table(request: &NewAuthorization, words: RequestContext<'_>, most: usize) -> String {
    let rows = rows(request, words);
    let head = ["Type", "Name", "Id", "Grants"];
    let lines = || {
        rows.iter().take(most).map(|row| {
            let grants = match (row.read, row.write) {
                (true, true) => "read, write",
                (true, false) => "read",
                (false, _) => "write",
            };
            [row.resource.as_str(), &row.name, &row.id, grants]
        })
    };
    let mut widths = head.map(width);
    for line in lines() {
        for (most, cell) in widths.iter_mut().zip(line) {
            *most = (*most).max(width(cell));
        }
    }
    let mut text = String::new();
    for line in std::iter::once(head).chain(lines()) {
        let mut gap = 0;
        for (cell, full) in line.into_iter().zip(widths) {
            text.extend(std::iter::repeat_n(' ', gap));
            text.push_str(cell);
            gap = full - width(cell) + 2;
        }
        text.push('\n');
    }
    let left_out = rows.len().saturating_sub(most);
    if left_out > 0 {
        text.push_str(&format!("… and {} more {}\n", number(left_out), if left_out == 1 { "row" } else { "rows" }));
    }
    text
}

fn rows<'a>(request: &'a NewAuthorization, words: RequestContext<'_>) -> Vec<Row<'a>> {
    let mut found: BTreeMap<(&ResourceType, Place), (&Permission, [bool; 2])> = BTreeMap::new();
    for permission in &request.permissions {
        let place = match permission.scope {
            Scope::Everywhere => Place::Everywhere,
            Scope::Org(org) => Place::Org(org),
            Scope::Object { id, .. } => Place::Object(id),
        };
        let (_, held) = found.entry((&permission.resource, place)).or_insert((permission, [false; 2]));
        held[usize::from(permission.action == Action::Write)] = true;
    }
    let mut rows: Vec<(bool, Row<'a>)> = found
        .into_iter()
        .map(|((resource, place), (permission, [read, write]))| {
            let (name, id) = match place {
                Place::Everywhere => ("all, in every organization".to_owned(), String::new()),
                Place::Org(org) if org == request.org => ("all, also future ones".to_owned(), String::new()),
                Place::Org(org) => ("all, in another organization".to_owned(), org.to_string()),
                Place::Object(id) => (words.name_of(permission).unwrap_or_default(), id.to_string()),
            };
            (matches!(place, Place::Object(_)), Row { resource, name, id, read, write })
        })
        .collect();
    sort::sort_by(&mut rows, |(a_object, a), (b_object, b)| {
        a.resource.cmp(b.resource).then(a_object.cmp(b_object)).then_with(|| natural::compare(&a.name, &b.name))
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

/// How wide a text is, roughly: wide letters are rare, and a column that is off by one is still read.
fn width(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Names;
    use crate::authorization::Status;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn request(permissions: Vec<Permission>) -> NewAuthorization {
        NewAuthorization { org: id(0xaa), user: None, status: Status::Active, description: String::new(), permissions }
    }

    fn bucket(action: Action, number: u64) -> Permission {
        Permission::on_object(action, ResourceType::Buckets, id(number), id(0xaa))
    }

    #[test]
    fn rows_are_grouped_by_type_and_line_up() {
        let mut names = Names::default();
        names.insert(&ResourceType::Buckets, id(2), "b2\tx");
        names.insert(&ResourceType::Buckets, id(1), "b10");
        let request = request(vec![
            bucket(Action::Read, 1),
            bucket(Action::Write, 2),
            bucket(Action::Read, 2),
            Permission::in_org(Action::Read, ResourceType::Tasks, id(0xaa)),
        ]);
        let text = table(&request, RequestContext { owner: "", org: "", names: &names }, 10);
        assert_eq!(
            text,
            "Type     Name                   Id                Grants\n\
             buckets  b2[U+0009]x            0000000000000002  read, write\n\
             buckets  b10                    0000000000000001  read\n\
             tasks    all, also future ones                    read\n"
        );
    }

    #[test]
    fn a_long_table_is_cut_and_says_so() {
        let request = request((1..=10_000).map(|number| bucket(Action::Read, number)).collect());
        let text = table(&request, RequestContext { owner: "", org: "", names: &Names::default() }, 3);
        assert_eq!(text.lines().count(), 5);
        assert!(text.ends_with("… and 9,997 more rows\n"));
    }
}
