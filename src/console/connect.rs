//! Finding the server, signing in, and what happens when a session ends in the middle of the work.

use super::app::{Coming, Early};
use super::change::Outcome;
use super::tokens::ask_for_tokens;
use super::under_way::Going;
use super::{App, Console, Entry, Minted, OtherProduct, Phase, SignedOutReason, Whose, access, objects};
use crate::shell::clock;
use crate::shell::http::{Client, Credential};
use crate::shell::page;
use crate::shell::storage::{self, Saved};
use console_core::Secret;
use futures::future::{Either, ready, select};
use influxdb2::api::session as api;
use influxdb2::session::{Login, Named, Server, Session};
use influxdb2::{ApiError, Id, Remote};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::AbortController;

/// How an attempt to sign in ended, if it did not end with a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The server answered and does not let the credential in, or not far enough.
    Refused(Login),
    /// The user's name or password is wrong.
    WrongPassword,
    /// The password is correct, but too weak for the server's rule; it says what it wants.
    PasswordChangeRequired(String),
    /// The password is correct, but the browser did not send the session's cookie back.
    NoCookie,
    /// The credential is good, but it sees no organization.
    NoOrganization,
    /// The server could not be asked.
    Failed(ApiError),
}

impl App {
    /// Looks at the server, and goes on with what was kept for this tab.
    pub fn arrive(self) {
        // What was kept may be of another build, which was packaged for other servers.
        let kept = storage::server().unwrap_or_default();
        if kept.is_empty() || page::other_servers().contains(&kept) {
            self.address.set(kept);
        } else {
            // A credential of a server that is not spoken to any more is for no other one.
            storage::forget();
            storage::keep_server("");
        }
        self.look_at_server();
        self.resume();
    }

    /// Goes on with what was kept for this tab.
    pub fn resume(self) {
        let kept = storage::kept();
        if matches!(kept, Saved::Nothing) {
            self.entering.call_off();
            self.phase.set(Phase::SignedOut(SignedOutReason::NotYet));
            return;
        }
        self.phase.set(Phase::Resuming);
        let resuming = async move {
            let resumed = match kept {
                Saved::Token(token) => self.enter(Credential::Token(token)).await,
                Saved::Cookie | Saved::Nothing => self.enter(Credential::Cookie).await,
            };
            if let Err(attempt) = resumed {
                // Trouble on the way says nothing about what was kept: a reload tries it again.
                let still_good = matches!(&attempt, Attempt::Failed(error) if !error.ends_session());
                if !still_good {
                    storage::forget();
                }
                self.phase.set(Phase::SignedOut(match attempt {
                    Attempt::Refused(_) => SignedOutReason::Ended { error: ApiError::NotSignedIn, cut_off: None },
                    Attempt::Failed(error) if still_good => SignedOutReason::NotResumed(error),
                    Attempt::Failed(error) => SignedOutReason::Ended { error, cut_off: None },
                    _ => SignedOutReason::NotYet,
                }));
            }
        };
        self.entering.begin(resuming, || ());
    }

    /// Stops waiting for the answer to what was kept for this tab. It is kept on.
    pub fn stop_resuming(self) {
        self.entering.call_off();
        // The button that was pressed goes, and the focus has to go somewhere.
        self.shown_before.set_value(true);
        self.phase.set(Phase::SignedOut(SignedOutReason::NotResumed(ApiError::Cancelled)));
    }

    /// Speaks to the server at this address from now on; empty for the origin of the page.
    pub fn choose_server(self, address: &str) {
        // What another server did when it was asked is no word about this one.
        self.minted.set(None);
        // And what was kept for that one is never sent to this one.
        if self.address.with_untracked(|before| before != address) {
            storage::forget();
        }
        self.address.set(address.to_owned());
        storage::keep_server(address);
        self.look_at_server();
    }

    /// A connection to the server in use.
    fn connect(self, credential: Credential) -> Client {
        Client::new(&self.address.get_untracked(), credential)
    }

    /// Asks the server what it is, which needs no credential.
    pub fn look_at_server(self) {
        let ticket = self.server_loading.start();
        self.server.set(Remote::Loading);
        self.other.set(None);
        let client = self.connect(Credential::None);
        spawn_local(async move {
            let answer = client.send_with(api::setup(), ticket.controller(), None).await;
            let server = answer.and_then(|response| {
                let fresh = api::decode_setup(&response)?;
                Ok(Server { fresh, ..api::server(&response) })
            });
            let other = match &server {
                Err(error) if may_be_another_product(error) => recognized(&client).await,
                _ => None,
            };
            if ticket.is_current() {
                self.other.set(other);
                self.server.set(server.into());
            }
        });
    }

    /// Signs in with an API token. What was kept before goes when somebody is in, and no sooner: it may be good.
    pub async fn sign_in_with_token(self, token: Secret, keep: bool) -> Result<(), Attempt> {
        // A copy, because the token moves into the client. It is wiped where nobody comes in.
        let kept = keep.then(|| Secret::new(token.expose().to_owned()));
        self.enter(Credential::Token(token)).await?;
        self.signed_in_as.set_value(None);
        // Nobody goes on with a session that was kept, and signing out of a token would leave it alive.
        if storage::may_have_cookie() {
            self.end_session(self.connect(Credential::Cookie));
        }
        storage::forget();
        if let Some(token) = kept {
            storage::keep_token(&token);
        }
        Ok(())
    }

    /// Signs in with a user and password; the browser keeps the session's cookie.
    pub async fn sign_in_with_password(self, user: &str, password: Secret) -> Result<(), Attempt> {
        let client = self.connect(Credential::None);
        // The answer puts its cookie over the one that was kept, whether somebody waits for it or not.
        storage::distrust_cookie();
        let awaited = Awaited(AbortController::new().ok());
        let answer = client.send_with(api::sign_in(user, password), awaited.0.clone(), None).await;
        let answer = answer.map_err(Attempt::Failed)?;
        match api::decode_sign_in(&answer) {
            Ok(()) => {}
            Err(ApiError::NotSignedIn) => return Err(Attempt::WrongPassword),
            Err(ApiError::Refused(refusal)) => return Err(Attempt::PasswordChangeRequired(refusal.to_string())),
            Err(error) => return Err(Attempt::Failed(error)),
        }
        let mut begun = Begun { app: self, goodbye: Some(self.connect(Credential::Cookie)) };
        let entered = self.enter(Credential::Cookie).await;
        // The server has just given the session out, and where the browser kept no cookie there is none to end.
        let has_no_cookie = entered == Err(Attempt::Refused(Login::Unknown));
        if entered.is_ok() || has_no_cookie {
            begun.goodbye = None;
        }
        if has_no_cookie {
            return Err(Attempt::NoCookie);
        }
        entered?;
        self.signed_in_as.set_value(Some(user.to_owned()));
        storage::forget();
        storage::keep_cookie_mark();
        Ok(())
    }

    async fn enter(self, credential: Credential) -> Result<(), Attempt> {
        let watch = Rc::new(move |answered| self.answered.set(answered));
        let client = Client::watched(&self.address.get_untracked(), credential, watch);
        let (session, minted, early) = self.establish(&client).await?;
        self.told_minted(minted);
        // A list that was asked for before that create is answered would lack its token.
        let early = early.filter(|_| self.creating.get_untracked() == 0);
        // A create of the session before may bring a secret yet, and it is theirs who asked for it.
        while self.creating.get_untracked() > 0 {
            clock::pause(1).await;
        }
        let whose = Whose { server: self.address.get_untracked(), user: session.me.id };
        if self.whose.with_untracked(|before| before.as_ref() != Some(&whose)) {
            self.whose.set(Some(whose.clone()));
        }
        let entry = Entry::new(Arc::new(session), client, whose);
        entry.early.replace(early);
        self.phase.set(Phase::SignedIn(Rc::new(entry)));
        Ok(())
    }

    /// Asks who the caller is and what there is, at once; then, at once too, what it may do there and for the list.
    async fn establish(self, client: &Client) -> Result<(Session, Option<Minted>, Option<Early>), Attempt> {
        let failed = Attempt::Failed;
        let (answer, orgs, types, operator) = futures::join!(
            client.send(api::me()),
            objects::orgs(client),
            client.send(api::resources()),
            access::is_operator(client)
        );
        let answer = answer.map_err(failed)?;
        let me = match api::decode_me(&answer).map_err(failed)? {
            Login::Accepted(me) => me,
            refused => return Err(Attempt::Refused(refused)),
        };
        let server = api::server(&answer);
        let orgs = orgs.map_err(failed)?;
        let types = types.and_then(|response| api::decode_resources(&response)).map_err(failed)?;
        let orgs: Vec<Named> = orgs.iter().map(|org| Named { id: org.id, name: (*org.name).into() }).collect();
        let org = first_org(client, &me, &orgs).await.ok_or(Attempt::NoOrganization)?;
        storage::keep_org(org.id);
        storage::keep_last_org(me.id, org.id);
        let can_ask = untrack(|| self.can_ask_this(&server));
        let (controller, coming) = (AbortController::new().ok(), Rc::<Coming>::default());
        let list = ask_for_tokens(client, org.id, &types, controller.clone(), &coming);
        let asking = Box::pin(access::find_out(client, operator, can_ask, &me, org.id, &types));
        // The list first: where nothing is left to find out, the other is done at once, and this would not be asked for
        // before the screen around it is drawn.
        let (found, answer) = match select(list, asking).await {
            Either::Left((list, asking)) => (asking.await, Box::pin(ready(list)) as Outcome<'_, _>),
            Either::Right((found, list)) => (found, list),
        };
        let early = Some(Early { answer, controller, coming });
        let session = Session { server, me, orgs, org, types, access: found.access, visibility: found.visibility };
        Ok((session, found.minted, early))
    }
}

/// A request whose answer would leave a cookie behind. It is called off when nobody waits for that any more.
struct Awaited(Option<AbortController>);

impl Drop for Awaited {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// A session that the server has begun. It is ended there, unless somebody came in with it.
struct Begun {
    app: App,
    goodbye: Option<Client>,
}

impl Drop for Begun {
    fn drop(&mut self) {
        if let Some(goodbye) = self.goodbye.take() {
            self.app.end_session(goodbye);
        }
    }
}

/// Whether an answer is one that no InfluxDB 2 gives.
const fn may_be_another_product(error: &ApiError) -> bool {
    matches!(
        error,
        ApiError::NotFound { .. }
            | ApiError::NotSignedIn
            | ApiError::Refused(_)
            | ApiError::Undecodable { .. }
            | ApiError::WebPage
    )
}

/// The product that answers where InfluxDB 2 does not; it is asked without a credential.
async fn recognized(client: &Client) -> Option<OtherProduct> {
    let ask = async |question| client.send::<ApiError>(question).await.ok();
    if ask(influxdb3::question()).await.is_some_and(|answer| influxdb3::is_it_us(&answer)) {
        return Some(OtherProduct::InfluxDb3);
    }
    for paths in database::connection::QUESTIONS {
        if ask(database::connection::question(paths)).await.is_some_and(|it| database::connection::is_it_us(&it)) {
            return Some(OtherProduct::Cluster);
        }
    }
    None
}

/// The organization to begin in: the one before a reload or a lost session, the one that was used last on this device,
/// one that the user of the credential is in, or the first one.
async fn first_org(client: &Client, me: &Named, orgs: &[Named]) -> Option<Named> {
    let one_of = |id: Option<Id>| orgs.iter().find(|org| Some(org.id) == id);
    let known = one_of(storage::org()).or_else(|| one_of(storage::last_org(me.id)));
    if let Some(known) = known.or_else(|| orgs.first().filter(|_| orgs.len() == 1)) {
        return Some(known.clone());
    }
    let answer = client.send::<ApiError>(api::orgs_of(me.id)).await;
    let own = answer.and_then(|response| api::decode_orgs(&response)).unwrap_or_default();
    // The server lists the oldest first, which is the one of the setup.
    own.iter().find_map(|own| one_of(Some(own.id))).or(orgs.first()).cloned()
}

impl Console {
    /// Goes on in another organization. Its tokens and objects are loaded anew; the form of the one before is kept, and
    /// so is what is not known yet about a create in it. Of several switches the last one counts.
    pub fn switch_org(self, org: Named) {
        self.try_switch_org(org);
    }

    /// As [`Self::switch_org`]; says whether it is gone there, as far as one can tell at once.
    pub fn try_switch_org(self, org: Named) -> bool {
        self.switches.call_off();
        self.going_to.set(None);
        let is_another = self.session().is_some_and(|session| session.org.id != org.id);
        !is_another || self.go_on_in(org)
    }

    /// Asks again what the credential may do here, because a question was not answered.
    pub fn ask_access_again(self) {
        if let Some(session) = self.session() {
            self.go_on_in(session.org.clone());
        }
    }

    fn go_on_in(self, org: Named) -> bool {
        let Some(session) = self.session() else { return false };
        let ticket = self.switches.start();
        let insists = self.insists_on(Going::On);
        if self.holds_back(Going::On) {
            return false;
        }
        if insists {
            self.held_back.set(None);
        }
        let client = self.client();
        self.going_to.set(Some(org.clone()));
        spawn_local(async move {
            let can_ask = untrack(|| self.can_ask_this(&session.server));
            let operator = access::is_operator(&client).await;
            let found = access::find_out(&client, operator, can_ask, &session.me, org.id, &session.types).await;
            self.told_minted(found.minted);
            let went_well = self.went_well().await;
            if !ticket.is_current() {
                return;
            }
            // A run may have been started while this was asked.
            if !went_well || (!insists && self.holds_back(Going::On)) {
                self.going_to.set(None);
                return;
            }
            // Somebody may have signed out meanwhile.
            if let Some(whose) = self.whose.get_untracked().filter(|_| self.is_current()) {
                let (access, visibility) = (found.access, found.visibility);
                storage::keep_org(org.id);
                storage::keep_last_org(session.me.id, org.id);
                let session = Arc::new(Session { org, access, visibility, ..(*session).clone() });
                self.phase.set(Phase::SignedIn(Rc::new(Entry::new(session, client, whose))));
            }
        });
        true
    }

    /// Takes note of an error. One that ends the session leads to signing in again; the workspace and a shown secret stay.
    pub(super) fn note(self, error: &ApiError) {
        if error.ends_session() && self.is_current() {
            storage::forget();
            self.leave(SignedOutReason::Ended { error: error.clone(), cut_off: self.cut_off() });
        }
    }
}

impl App {
    /// Takes note of an error that a session has met, whichever organization it is in by now.
    pub(super) fn note_of(self, client: &Client, error: &ApiError) {
        let theirs = self.phase.with_untracked(|phase| match phase {
            Phase::SignedIn(entry) => entry.client.is_same(client),
            _ => false,
        });
        if let Some(console) = self.console_now().filter(|_| theirs) {
            console.note(error);
        }
    }
}
