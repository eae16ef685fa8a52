//! A token for a user who may not exist yet: the user is created or found first, then the token.

use super::{Console, Ownerless};
use crate::shell::clock;
use crate::shell::http::Client;
use console_core::create::Attempt;
use influxdb2::api::users as api;
use influxdb2::authorization::Status;
use influxdb2::draft::{Recipient, TokenRequest};
use influxdb2::object::Object;
use influxdb2::outcome::was_created_meanwhile;
use influxdb2::permission::ResourceType;
use influxdb2::user::{NoOwner, User};
use influxdb2::{ApiError, Remote};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// A user who has to be there before the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnerStep {
    /// The user is being looked for or created.
    Creating,
    /// There is none, so no token was asked for.
    Failed(Ownerless),
}

/// How the owner of a token came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// The server said that it made the user.
    Created,
    /// The user came about at the same moment: by this page, whose answer was lost or whose request was sent twice, or by
    /// somebody else.
    Meanwhile,
    /// The user was there already.
    Found,
}

/// A user who was wanted on the way to a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedOwner {
    /// The user.
    pub user: User,
    /// How they came about.
    pub resolved: Resolved,
}

impl Console {
    /// Creates a token, and before it the user who shall own it, unless that one exists.
    pub fn request_token(self, request: TokenRequest) {
        let request = match request.ready() {
            Ok(asked) => return self.create(asked),
            Err(request) => *request,
        };
        let Some(name) = request.user().map(|user| user.name.clone()) else { return };
        let Some(place) = self.place(request.org()).filter(|_| !self.is_occupied()) else { return };
        self.dismiss_creation();
        self.created_in.set(Some(place));
        self.owner_step.set(Some(OwnerStep::Creating));
        // It comes to its end whoever is there by then, and nobody leaves or enters before.
        let (client, in_flight) = (self.client().separate(), self.create_begins());
        spawn_local(async move {
            let failed = match self.create_or_find(&client, &name).await {
                // Somebody else may sign in next, and nothing is created in their name.
                Ok(_) if self.is_over() => Some(NoOwner::SessionEnded),
                Ok(resolved_owner) => {
                    let id = resolved_owner.user.named.id;
                    self.settle(resolved_owner, &request);
                    self.owner_step.set(None);
                    self.create(request.owned_by(id));
                    None
                }
                // Of a refusal that ended the session the sign-in screen tells.
                Err(NoOwner::Refused(error)) if error.ends_session() => None,
                Err(why) => Some(why),
            };
            self.owner_step.set(failed.map(|why| OwnerStep::Failed(Ownerless { name, why })));
            drop(in_flight);
        });
    }

    /// The user of a name. It is created once; when that is refused or its answer lost, the name is looked up instead. Names
    /// are unique, so a create that was sent twice ends with one user, whatever the answer says.
    async fn create_or_find(self, client: &Client, name: &str) -> Result<ResolvedOwner, NoOwner> {
        let began = clock::now_ms();
        let ask = |request| client.send_with::<ApiError>(request, self.sending.start().controller(), None);
        let created = ask(api::create(name)).await.and_then(|answer| api::decode_created(&answer));
        let error = match created {
            Ok(user) => return Ok(ResolvedOwner { user, resolved: Resolved::Created }),
            // Who stops waiting does not wait for the next answer.
            Err(error @ ApiError::Cancelled) => return Err(NoOwner::Open(error)),
            Err(error) => error,
        };
        self.note(&error);
        if !matches!(error, ApiError::Conflict { .. }) && !error.leaves_outcome_unknown() {
            return Err(NoOwner::Refused(error));
        }
        let found = ask(api::find(name)).await.and_then(|answer| api::decode_found(&answer));
        if let Err(error) = &found {
            self.note(error);
        }
        let sent = Attempt { began, ended: Some(clock::now_ms()) };
        let user = NoOwner::judge(error, found)?;
        // Clocks differ by seconds; whom this page knew before was there before.
        let known = self.names.try_with_untracked(|names| names.get(&ResourceType::Users, user.named.id).is_some());
        let new = known == Some(false) && was_created_meanwhile(user.named.id, &sent, self.ahead());
        Ok(ResolvedOwner { user, resolved: if new { Resolved::Meanwhile } else { Resolved::Found } })
    }

    /// The user exists from now on: the form speaks of them, so that no second attempt makes another.
    fn settle(self, resolved_owner: ResolvedOwner, request: &TokenRequest) {
        let User { named, status } = resolved_owner.user.clone();
        self.names.update(|names| names.insert(&ResourceType::Users, named.id, &named.name));
        if status == Status::Inactive {
            self.inactive_users.update(|inactive| {
                inactive.insert(named.id);
            });
        }
        self.objects.update(|objects| {
            if let Some(Remote::Ready(users)) = objects.get_mut(&ResourceType::Users)
                && !users.holds(named.id)
            {
                let mut longer = users.to_vec();
                longer.push(Object { id: named.id, name: named.name.as_str().into(), system: false });
                *users = Arc::new(longer.into());
            }
        });
        if let Some(session) = self.session() {
            self.drafts.update(|drafts| {
                for draft in drafts.iter_mut().filter(|draft| draft.org == request.org()) {
                    draft.set_recipient(Recipient::Other(named.clone()), &session);
                }
            });
        }
        self.user_told(named.id, Some(resolved_owner.user.clone()));
        self.resolved_owner.set(Some(resolved_owner));
    }
}
