//! `/api/v2/tasks`. It pages by `after` alone, a hundred at a time; without organization and user it
//! lists only the caller's own.

use super::labels;
use super::objects::{self, Shape};
use crate::answer::{Answer, Handled, Refusal, created, ok};
use crate::call::{Call, Caller};
use crate::id::Id;
use crate::model::{Kind, Object, Store};
use crate::permission::Action;
use crate::query::address;
use crate::route::{httprouter, method_not_allowed};
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const KIND: Kind = Kind::Tasks;
const PATH: &str = "/api/v2/tasks";

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    httprouter(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET, [id]) => objects::allowed(world, caller, Action::Read, KIND, id)
            .map_err(|refusal| refusal.within("failed to find task"))
            .and_then(|task| ok(shape(&world.store, task, Heaviness::Full))),
        (&Method::PATCH, [id]) => update(world, call, caller, id),
        (&Method::DELETE, [id]) => {
            objects::delete(world, caller, KIND, id).map_err(|refusal| refusal.within("failed to delete task"))
        }
        (_, []) => return method_not_allowed(&["GET", "POST"]),
        (_, [_]) => return method_not_allowed(&["DELETE", "GET", "PATCH"]),
        (_, [id, below, rest @ ..]) => return objects::below(world, call, caller, KIND, id, below, rest),
    })
}

/// How much of a task is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heaviness {
    Full,
    /// Without the query text (`type=basic`).
    Basic,
}

fn shape(store: &Store, task: &Object, heaviness: Heaviness) -> Value {
    let org = store.orgs.get(&task.org).map_or("", |org| org.name.as_str());
    let shape = Shape::default()
        .links(PATH, task, &["labels", "logs", "members", "owners", "runs"])
        .with("labels", labels::on(store, task.id))
        .with("id", task.id.to_string())
        .org(task)
        .with("org", org)
        .with("ownerID", task.owner.to_string())
        .stored_or(task, "name", "")
        .stored(task, "description")
        .stored_or(task, "status", "active");
    let shape = match heaviness {
        Heaviness::Full => shape.stored_or(task, "flux", ""),
        Heaviness::Basic => shape,
    };
    shape
        .stored(task, "every")
        .stored(task, "cron")
        .stored(task, "offset")
        .with("latestCompleted", task.created_at.clone())
        .with("createdAt", task.created_at.clone())
        .done()
}

fn number(text: &str) -> Result<usize, Refusal> {
    let n: i64 =
        text.parse().map_err(|_| Refusal::invalid(format!("strconv.Atoi: parsing \"{text}\": invalid syntax")))?;
    match n {
        1..=500 => Ok(usize::try_from(n).unwrap_or(500)),
        _ => Err(Refusal::invalid("limit must be between 1 and 500")),
    }
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let query = &call.query;
    let read = || -> Result<_, Refusal> {
        let after = query.id("after")?;
        let org_id = query.id("orgID")?;
        let org = objects::org_filter(&world.store, query)?;
        let user = query.id("user")?;
        let limit = query.get("limit").map(number).transpose()?.unwrap_or(100);
        Ok((after, org_id, org, user, limit))
    };
    let (after, org_id, org, user, limit) = read().map_err(|refusal| refusal.within("failed to decode request"))?;
    let heaviness = match query.get("type") {
        Some("basic") => Heaviness::Basic,
        _ => Heaviness::Full,
    };
    // A status that does not exist narrows nothing.
    let status = query.get("status").filter(|s| matches!(*s, "active" | "inactive"));
    let owner = user.or_else(|| org.is_none().then_some(caller.user));
    let mut found = objects::visible(world, caller, KIND, |task| {
        after.is_none_or(|after| task.id > after)
            && org.is_none_or(|org| task.org == org)
            && owner.is_none_or(|owner| task.owner == owner)
            && query.get("name").is_none_or(|name| task.text("name") == name)
            && status.is_none_or(|status| task.text("status") == status)
    });
    found.truncate(limit);
    let link = |after: Option<Id>| {
        let mut values = BTreeMap::new();
        let mut put = |key, value: Option<String>| {
            if let Some(value) = value {
                values.insert(key, value);
            }
        };
        put("after", after.map(|id| id.to_string()));
        put("orgID", org_id.or(org).map(|id| id.to_string()));
        put("org", query.get("org").map(str::to_owned));
        put("user", user.map(|id| id.to_string()));
        put("limit", Some(limit.to_string()));
        address(PATH, &values)
    };
    let mut links = json!({"self": link(after)});
    if let Some(last) = found.last().filter(|_| found.len() >= limit) {
        links["next"] = link(Some(last.id)).into();
    }
    let shown: Vec<_> = found.into_iter().map(|task| shape(&world.store, task, heaviness)).collect();
    ok(json!({"links": links, "tasks": shown}))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let (mut members, org) = objects::read(call, "TaskCreate").map_err(|e| e.prefixed("failed to decode request"))?;
    let text = |key: &str| members.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    let flux = text("flux");
    if flux.is_empty() {
        return Err(Refusal::invalid("missing flux").within("failed to decode request"));
    }
    let org = match (org, text("org")) {
        (Some(org), _) => org,
        (None, name) if name.is_empty() => return Err(Refusal::invalid("invalid organization id")),
        (None, name) => {
            world.store.org_named(&name).map_err(|refusal| refusal.within("could not identify organization"))?.id
        }
    };
    for key in ["name", "every", "cron", "offset"] {
        if let Some(value) = option(&flux, key) {
            members.insert(key.to_owned(), value.into());
        }
    }
    let id =
        objects::make(world, caller, KIND, org, members).map_err(|refusal| refusal.within("failed to create task"))?;
    let task = objects::by_id(&world.store, KIND, &id.to_string())?;
    created(shape(&world.store, task, Heaviness::Full))
}

fn update(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    objects::change(world, call, caller, KIND, id).map_err(|refusal| refusal.within("failed to update task"))?;
    let task = objects::allowed(world, caller, Action::Read, KIND, id)
        .map_err(|refusal| refusal.within("failed to find resource labels"))?;
    ok(shape(&world.store, task, Heaviness::Full))
}

/// Reads one member out of `option task = {…}`.
fn option(flux: &str, key: &str) -> Option<String> {
    let start = flux.find("option task")?;
    let inside = &flux[start + flux[start..].find('{')? + 1..];
    let inside = &inside[..inside.find('}')?];
    inside.split(',').find_map(|member| {
        let (name, value) = member.split_once(':')?;
        (name.trim() == key).then(|| value.trim().trim_matches('"').to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_of_a_task_are_read_from_its_text() {
        let flux = "option task = {name: \"t1\", every: 1h}\nfrom(bucket: \"x\")";
        assert_eq!(option(flux, "name").as_deref(), Some("t1"));
        assert_eq!(option(flux, "every").as_deref(), Some("1h"));
        assert_eq!(option(flux, "cron"), None);
        assert_eq!(option("from(bucket: \"x\")", "name"), None);
    }
}
