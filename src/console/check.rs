//! Asking the server whether it would grant what is chosen, without creating anything.

use super::{App, Console, Minted};
use crate::shell::http::Client;
use influxdb2::api::dry_run::Answer;
use influxdb2::api::{authorizations, dry_run};
use influxdb2::coverage::{Caller, Plan};
use influxdb2::permission::{Permission, PermissionSet};
use influxdb2::session::Server;
use influxdb2::{ApiError, Id};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How far asking has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Checking {
    /// Nothing is under way.
    #[default]
    Idle,
    /// A question is under way.
    Asking,
    /// A question was not answered.
    Failed(ApiError),
}

impl App {
    /// Whether this server can be asked: its answers are known, and it never made what it was only asked about.
    pub(super) fn can_ask_this(self, server: &Server) -> bool {
        self.minted.with(Option::is_none) && dry_run::is_proven_for(server)
    }
}

impl Console {
    /// Whether the server can be asked at all.
    pub fn can_ask(self) -> bool {
        self.session().is_some_and(|session| self.can_ask_this(&session.server))
    }

    /// Asks what is not known yet about granting this set to tokens of `owner`, one question after another.
    pub fn check(self, set: Arc<PermissionSet>, owner: Id) {
        let Some(session) = self.session() else { return };
        let ticket = self.checks.start();
        // Its answer is waited for with the credential that asked, because a token may have to be deleted with it.
        let client = self.client().separate();
        spawn_local(async move {
            let caller = Caller::of(&session);
            let mut plan = Plan::default();
            loop {
                // What was learned stays true, but the form asks for something else by now, or nobody asks.
                if !ticket.is_current() {
                    return;
                }
                let next = self.known.with_untracked(|known| plan.next(&set, owner, &caller, known));
                let Some(asked) = next else { break };
                self.checking.set(Checking::Asking);
                let answer = ask(&client, session.org.id, &asked, owner).await;
                // What a server made is told whoever is signed in by now.
                let minted = match &answer {
                    Ok(Answer::Made(id)) => Some(Minted { id: *id, left: None }),
                    Err((Some(id), error)) => Some(Minted { id: *id, left: Some(error.clone()) }),
                    Ok(_) | Err((None, _)) => None,
                };
                if minted.is_some() {
                    self.told_minted(minted);
                    return self.checking.set(Checking::Idle);
                }
                // Somebody may have signed out or switched meanwhile, and then the answer is about somebody else.
                if self.is_over() {
                    return;
                }
                match answer {
                    Ok(answer) => self.known.update(|known| known.learn(&asked, owner, &answer)),
                    Err((_, error)) => {
                        self.note(&error);
                        // That a question failed which nobody asks any more is no news.
                        if ticket.is_current() {
                            self.checking.set(Checking::Failed(error));
                        }
                        return;
                    }
                }
            }
            self.checking.set(Checking::Idle);
        });
    }

    /// Stops after the question that is under way. It is not called off, because its answer tells whether anything was made.
    pub fn stop_checking(self) {
        self.checks.call_off();
        let is_over = self.checking.with_untracked(|now| matches!(now, Checking::Asking | Checking::Failed(_)));
        if is_over {
            self.checking.set(Checking::Idle);
        }
    }
}

/// One question. A token that was made all the same is deleted at once; one that is left over comes with the error.
pub(super) async fn ask(
    client: &Client,
    org: Id,
    asked: &[Permission],
    owner: Id,
) -> Result<Answer, (Option<Id>, ApiError)> {
    let question = dry_run::ask(&dry_run::question(org, asked.to_vec()), owner);
    let response = client.send(question).await.map_err(|error| (None, error))?;
    let answer = dry_run::decode(&response).map_err(|error| (None, error))?;
    if let Answer::Made(id) = answer {
        let deleted = client.send(authorizations::delete(id)).await;
        // "Not found" may come from something on the way, so only the server's own word counts.
        deleted.and_then(|response| authorizations::decode_deleted(&response)).map_err(|error| (Some(id), error))?;
    }
    Ok(answer)
}
