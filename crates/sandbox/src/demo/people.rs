//! Who works there: people, and the users that stand for programs.

use super::{DEMO_PASSWORD, LAB, Made, PLANTS, calendar};
use crate::id::Id;
use crate::model::{Mapping, Role, Status, User};
use crate::permission::ResourceType;

struct Person {
    name: &'static str,
    status: Status,
    password: bool,
    belongs: &'static [(&'static str, Role)],
    day: i64,
}

const PEOPLE: &[Person] = &[
    Person {
        name: "svc-telegraf",
        status: Status::Active,
        password: false,
        belongs: &[(PLANTS, Role::Member), (LAB, Role::Member)],
        day: 2,
    },
    Person { name: "svc-grafana", status: Status::Active, password: false, belongs: &[(PLANTS, Role::Member)], day: 3 },
    Person { name: "jonas.feld", status: Status::Active, password: true, belongs: &[(PLANTS, Role::Owner)], day: 9 },
    Person { name: "priya.raman", status: Status::Active, password: true, belongs: &[(PLANTS, Role::Member)], day: 21 },
    Person { name: "lena.brandt", status: Status::Active, password: true, belongs: &[(LAB, Role::Owner)], day: 41 },
    Person {
        name: "t.lindqvist",
        status: Status::Inactive,
        password: true,
        belongs: &[(PLANTS, Role::Member)],
        day: 55,
    },
    Person { name: "ci-deploy", status: Status::Active, password: false, belongs: &[(PLANTS, Role::Member)], day: 120 },
];

/// The user who left and whose tokens stayed behind.
pub const GONE: &str = "contractor-weir";

/// Adds them, and lets the demo operator own the second organization too.
pub fn fill(made: &mut Made<'_>) {
    for person in PEOPLE {
        let id = made.world.store.ids.timed_at(calendar::millis(person.day));
        let user = User { id, name: person.name.to_owned(), status: person.status.name().to_owned() };
        made.world.store.users.insert(id, user);
        made.users.insert(person.name, id);
        if person.password {
            made.world.store.passwords.insert(id, DEMO_PASSWORD.to_owned());
        }
        for (org, role) in person.belongs {
            belong(made, org, id, *role);
        }
    }
    let operator = made.user(super::DEMO_USER);
    belong(made, LAB, operator, Role::Owner);
    // Only an id is left of somebody who was deleted.
    let gone = made.world.store.ids.timed_at(calendar::millis(125));
    made.users.insert(GONE, gone);
}

fn belong(made: &mut Made<'_>, org: &str, user: Id, role: Role) {
    let org = made.org(org);
    let mapping = Mapping { role, kind: ResourceType::Orgs };
    made.world.store.mappings.insert((org, user), mapping);
}
