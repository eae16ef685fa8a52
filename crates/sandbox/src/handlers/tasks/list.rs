//! The list of tasks: it pages by `after` alone, a hundred at a time, and without organization and user
//! it lists only the caller's own.

use super::super::objects;
use super::{Heaviness, KIND, PATH, shape, undecodable};
use crate::answer::{Handled, Refusal, ok};
use crate::call::{Call, Caller};
use crate::id::Id;
use crate::model::Store;
use crate::permission::Action;
use crate::query::{Query, address};
use crate::world::World;
use serde_json::json;
use std::num::{IntErrorKind, ParseIntError};

fn number(text: &str) -> Result<usize, Refusal> {
    let n: i64 = text.parse().map_err(|error: ParseIntError| {
        let why = match error.kind() {
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => "value out of range",
            _ => "invalid syntax",
        };
        Refusal::invalid(format!("strconv.Atoi: parsing \"{text}\": {why}"))
    })?;
    match n {
        1..=500 => Ok(usize::try_from(n).unwrap_or(500)),
        _ => Err(Refusal::invalid("limit must be between 1 and 500")),
    }
}

/// What a list is narrowed to.
struct Filter {
    after: Option<Id>,
    org: Option<Id>,
    org_name: Option<String>,
    user: Option<Id>,
    limit: usize,
}

impl Filter {
    /// Reads it in the server's order: an organization's name is looked up even where its id is given too.
    fn read(store: &Store, query: &Query) -> Result<Self, Refusal> {
        let after = query.id("after")?;
        let named = query.get("org").map(|name| store.org_named(name)).transpose()?;
        let org = query.id("orgID")?.or(named.map(|org| org.id));
        let user = query.id("user")?;
        let limit = query.get("limit").map(number).transpose()?.unwrap_or(100);
        Ok(Self { after, org, org_name: named.map(|org| org.name.clone()), user, limit })
    }

    fn link(&self, after: Option<Id>) -> String {
        let mut values = vec![("limit", self.limit.to_string())];
        let id = |id: Id| id.to_string();
        values.extend(after.map(|after| ("after", id(after))));
        values.extend(self.org.map(|org| ("orgID", id(org))));
        values.extend(self.org_name.clone().map(|name| ("org", name)));
        values.extend(self.user.map(|user| ("user", id(user))));
        address(PATH, values)
    }
}

/// One page. The store stops at the limit, and only then those go that the caller may not read: a page
/// can be short, and announces no next one then, although there are more.
pub fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let query = &call.query;
    let filter = Filter::read(&world.store, query).map_err(undecodable)?;
    let heaviness = match query.get("type") {
        Some("basic") => Heaviness::Basic,
        _ => Heaviness::Full,
    };
    // A status that does not exist narrows nothing.
    let status = query.get("status").filter(|s| matches!(*s, "active" | "inactive"));
    let owner = filter.user.or_else(|| filter.org.is_none().then_some(caller.user));
    // With a user in the filter the server walks over all tasks and does not look at the organization.
    let org = filter.org.filter(|_| owner.is_none());
    // The first task at or behind `after` is left out, even where `after` itself is gone (`kv/task.go`).
    let found: Vec<_> = world
        .store
        .objects_of(KIND)
        .filter(|task| org.is_none_or(|org| task.org == org))
        .skip_while(|task| filter.after.is_some_and(|after| task.id < after))
        .skip(usize::from(filter.after.is_some()))
        .filter(|task| {
            owner.is_none_or(|owner| task.owner == owner)
                && query.get("name").is_none_or(|name| task.text("name") == name)
                && status.is_none_or(|status| task.text("status") == status)
        })
        .take(filter.limit)
        .filter(|task| caller.rights.holds(&objects::right(Action::Read, KIND, task)))
        .collect();
    let mut links = json!({"self": filter.link(filter.after)});
    if let Some(last) = found.last().filter(|_| found.len() >= filter.limit) {
        links["next"] = filter.link(Some(last.id)).into();
    }
    let shown: Vec<_> = found.into_iter().map(|task| shape(&world.store, task, heaviness)).collect();
    ok(json!({"links": links, "tasks": shown}))
}
