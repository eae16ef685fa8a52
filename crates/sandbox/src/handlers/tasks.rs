//! `/api/v2/tasks`, whose refusals stand behind words that say what failed.

mod list;

use super::objects::{self, Shape};
use super::{below, labels};
use crate::answer::{Answer, Code, Handled, Refusal, Reply, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::Fields;
use crate::id::Id;
use crate::manner::{httprouter, method_not_allowed};
use crate::model::{Kind, Object, Store};
use crate::permission::Action;
use crate::world::World;
use axum::http::Method;
use serde_json::Value;

const KIND: Kind = Kind::Tasks;
const PATH: &str = "/api/v2/tasks";

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    httprouter(match (&call.method, rest) {
        (&Method::GET, []) => list::list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET, [id]) => find(world, caller, id),
        (&Method::PATCH, [id]) => update(world, call, caller, id),
        (&Method::DELETE, [id]) => delete(world, caller, id),
        (_, []) => return method_not_allowed(&["GET", "POST"]),
        (_, [_]) => return method_not_allowed(&["DELETE", "GET", "PATCH"]),
        (_, [id, list, rest @ ..]) => return below::serve(world, call, caller, KIND, id, list, rest),
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

/// Anything that is wrong with the words of a request is a 400 behind these words.
fn undecodable(refusal: Refusal) -> Refusal {
    Refusal::invalid(refusal.message).within("failed to decode request")
}

fn parse_id(text: &str) -> Result<Id, Refusal> {
    Id::parse(text).map_err(|error| undecodable(error.into()))
}

/// A task that the caller may touch in that way.
///
/// The layer that asks for rights (`authorizer/task.go`) loses the code of its refusal on the way, so a
/// missing right, and an inactive token too, counts as an internal error.
fn allowed(world: &World, caller: &Caller, action: Action, id: Id) -> Result<Id, Refusal> {
    let task = world.store.object(KIND, id).ok_or_else(|| Refusal::not_found(KIND.not_found(id)))?;
    caller.rights.require(objects::right(action, KIND, task)).map_err(|_| unauthorized())?;
    Ok(id)
}

fn unauthorized() -> Refusal {
    Refusal::new(Code::Internal, "unauthorized")
}

/// Shows one; whatever goes wrong while it is looked for is a 404, a missing right too.
fn find(world: &World, caller: &Caller, id: &str) -> Handled {
    let id = parse_id(id)?;
    let found = allowed(world, caller, Action::Read, id).and_then(|id| show(world, id));
    found.map_err(|refusal| Refusal::not_found(refusal.message).within("failed to find task")).and_then(ok)
}

fn show(world: &World, id: Id) -> Result<Value, Refusal> {
    let task = world.store.object(KIND, id).ok_or_else(|| Refusal::not_found(KIND.not_found(id)))?;
    Ok(shape(&world.store, task, Heaviness::Full))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let (mut members, org) = objects::read(call, "TaskCreate").map_err(|e| e.prefixed("failed to decode request"))?;
    let text = |key: &str| members.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    let flux = text("flux");
    if flux.is_empty() {
        return Err(undecodable(Refusal::invalid("missing flux")));
    }
    let org = match (org, text("org")) {
        (Some(org), _) => world.store.org(org),
        (None, name) if name.is_empty() => return Err(undecodable(Refusal::invalid("missing orgID and org"))),
        (None, name) => world.store.org_named(&name),
    };
    let org = org.map_err(|refusal| refusal.within("could not identify organization"))?.id;
    for key in ["name", "every", "cron", "offset"] {
        if let Some(value) = option(&flux, key) {
            members.insert(key.to_owned(), value.into());
        }
    }
    caller
        .rights
        .require(objects::right_to_make(KIND, org))
        .map_err(|_| unauthorized().within("failed to create task"))?;
    let id = objects::store(world, caller, KIND, org, members);
    created(show(world, id)?)
}

fn update(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let id = parse_id(id)?;
    let fields =
        Fields::read(&call.body, "taskmodel", "TaskUpdate").map_err(|e| e.prefixed("failed to decode request"))?;
    allowed(world, caller, Action::Write, id).map_err(|refusal| refusal.within("failed to update task"))?;
    objects::merge(&mut world.store, KIND, id, fields.members());
    ok(show(world, id)?)
}

fn delete(world: &mut World, caller: &Caller, id: &str) -> Handled {
    let id = parse_id(id)?;
    allowed(world, caller, Action::Write, id).map_err(|refusal| refusal.within("failed to delete task"))?;
    world.store.delete_object(KIND, id);
    Ok(Reply::NoContent)
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
