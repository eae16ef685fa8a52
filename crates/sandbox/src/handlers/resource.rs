//! A resource on httprouter with one manner of serving: a list that is read and added to, and things below it that are
//! read, changed and deleted by id. What each has of its own are its list, what it takes to create one, and how one is shown.

use super::{below, objects};
use crate::answer::{Answer, Handled, ok};
use crate::call::{Call, Caller};
use crate::manner::{httprouter, method_not_allowed};
use crate::model::{Kind, Object, Store};
use crate::permission::Action;
use crate::world::World;
use axum::http::Method;
use serde_json::Value;

/// One such resource.
pub struct Resource {
    /// What it holds.
    pub kind: Kind,
    /// The methods that change one thing.
    pub changed_by: &'static [Method],
    /// Answers `GET` of the list.
    pub list: fn(&World, &Call, &Caller) -> Handled,
    /// Answers `POST` to the list.
    pub create: fn(&mut World, &Call, &Caller) -> Handled,
    /// Shows one thing.
    pub shape: fn(&Store, &Object) -> Value,
}

impl Resource {
    /// Answers everything below the resource.
    pub fn serve(&self, world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
        let kind = self.kind;
        httprouter(match (&call.method, rest) {
            (&Method::GET, []) => (self.list)(world, call, caller),
            (&Method::POST, []) => (self.create)(world, call, caller),
            (&Method::GET, [id]) => objects::allowed(world, caller, Action::Read, kind, id)
                .and_then(|object| ok((self.shape)(&world.store, object))),
            (method, [id]) if self.changed_by.contains(method) => objects::change(world, call, caller, kind, id)
                .and_then(|id| ok((self.shape)(&world.store, objects::by_id(&world.store, kind, &id.to_string())?))),
            (&Method::DELETE, [id]) => objects::delete(world, caller, kind, id),
            (_, []) => return method_not_allowed(&["GET", "POST"]),
            (_, [_]) => return self.not_allowed(),
            (_, [id, list, rest @ ..]) => return below::serve(world, call, caller, kind, id, list, rest),
        })
    }

    fn not_allowed(&self) -> Answer {
        let mut allowed = vec!["DELETE", "GET"];
        allowed.extend(self.changed_by.iter().map(Method::as_str));
        method_not_allowed(&allowed)
    }
}
