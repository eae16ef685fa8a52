//! The credentials of InfluxDB 1.x: their list, and creating one with its password.
//!
//! A password is handed over once, sent, and wiped; no signal ever holds it.

use super::Console;
use super::change::{Act, Kept};
use crate::shared::list::{Arriving, Refresh};
use crate::shell::clock;
use crate::shell::lasting::Lasting;
use crate::shell::latest::Latest;
use console_core::Secret;
use console_core::create::{Attempt, Lookalike};
use console_core::table::Asked;
use influxdb2::api::authorizations::is_gone;
use influxdb2::api::{dbrps, v1_credentials as api};
use influxdb2::authorization::v1::{V1Doubt, V1Outcome, V1OutcomeContext, what_changed};
use influxdb2::authorization::{Change, NewV1Authorization, V1Draft, V1Listing, V1Table};
use influxdb2::permission::ResourceType;
use influxdb2::{ApiError, Id, Refusal, Remote};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What became of the last create.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum V1Creation {
    /// None was asked for.
    #[default]
    Idle,
    /// It is under way.
    Sending,
    /// The server refused, and nothing is stored.
    Refused(ApiError),
    /// Another credential has the name.
    Taken,
    /// The answer was lost, and the list holds no such name so far.
    NotFound,
    /// The answer left it open, and the list could not be read.
    Unsure(V1Doubt, ApiError),
    /// The answer left it open, and the list holds one as asked for that is not known from before. Nobody can tell whose it
    /// is; its password was not set.
    Found(V1Doubt, Lookalike<Id>),
    /// The answer was lost, and the list holds another one with the name.
    Another(Id),
    /// It was created otherwise than asked for, and its password was not set.
    Otherwise(Id),
    /// It was created with its password, or without, if setting that failed.
    Created(Id),
}

/// What became of setting a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasswordAct {
    /// It is under way.
    Busy,
    /// It is set.
    Set,
    /// The server refused, and the password is as before.
    Refused(ApiError),
    /// The answer was lost. Passwords can't be read back, but one can be set twice.
    Unsure(ApiError),
}

/// What somebody has begun with these credentials. It outlives a session that expired.
#[derive(Clone, Copy)]
pub struct V1Begun {
    org: StoredValue<Option<Id>>,
    draft: Lasting<RwSignal<V1Draft>>,
    creation: Lasting<RwSignal<V1Creation>>,
    passwords: Passwords,
}

/// What became of setting passwords, by credential.
type Passwords = Lasting<RwSignal<BTreeMap<Id, PasswordAct>>>;

impl Default for V1Begun {
    fn default() -> Self {
        Self {
            org: StoredValue::new(None),
            draft: Lasting::new(V1Draft::default()),
            creation: Lasting::new(V1Creation::Idle),
            passwords: Lasting::new(BTreeMap::new()),
        }
    }
}

/// What a session knows of these credentials.
#[derive(Clone, Copy)]
pub struct V1 {
    /// The list, with the mappings of databases.
    pub list: Lasting<RwSignal<Remote<Arc<V1Listing>>>>,
    /// The form for a new one.
    pub draft: Lasting<RwSignal<V1Draft>>,
    /// What became of the last create.
    pub creation: Lasting<RwSignal<V1Creation>>,
    /// What became of setting passwords.
    pub(super) passwords: Passwords,
    /// How fresh the list is, and what is new in it.
    pub refresh: Refresh<Id, Refusal>,
    /// What is newer than lists that are on their way.
    arriving: Arriving<V1Table>,
    loading: Latest,
}

impl V1 {
    /// Goes on in an organization with what was begun there; what was begun in another one is nothing for it.
    pub(super) fn go_on(begun: V1Begun, org: Id) -> Self {
        let V1Begun { draft, creation, passwords, .. } = begun;
        if begun.org.get_value() != Some(org) {
            begun.org.set_value(Some(org));
            draft.set(V1Draft::default());
            creation.set(V1Creation::Idle);
            passwords.set(BTreeMap::new());
        }
        Self {
            list: Lasting::new(Remote::NotAsked),
            draft,
            creation,
            passwords,
            refresh: Refresh::default(),
            arriving: Arriving::default(),
            loading: Latest::default(),
        }
    }

    /// What is said of the password of a credential.
    pub fn password_of(self, id: Id) -> Option<PasswordAct> {
        self.passwords.with(|passwords| passwords.get(&id).cloned())
    }

    fn say(self, id: Id, act: PasswordAct) {
        self.passwords.try_update(|passwords| passwords.insert(id, act));
    }
}

impl Console {
    /// Whether these credentials are out of reach: the browser sends a session's cookie to the API alone.
    pub fn v1_needs_token(self) -> bool {
        self.client().uses_cookie()
    }

    /// Loads the list, if nobody did yet.
    pub fn want_v1(self) {
        if self.v1.list.with_untracked(|list| matches!(list, Remote::NotAsked)) {
            self.load_v1();
        }
    }

    /// Loads the list anew, with the mappings. One that is here stays in sight meanwhile, and also where no other one comes.
    pub fn load_v1(self) {
        // Without its cookie a session is nobody, and the refusal would look like its end.
        let Some(session) = self.session().filter(|_| !self.v1_needs_token()) else { return };
        let org = session.org.id;
        let ticket = self.v1.loading.start();
        self.v1.refresh.begin();
        if self.v1_listing().is_some() {
            self.renew_owners();
        } else {
            self.v1.list.set(Remote::Loading);
        }
        let asked = self.v1.arriving.ask();
        self.lifetime.spawn(async move {
            let client = self.client();
            let (table, mappings) =
                futures::join!(self.fetch_v1(org), client.send_with::<ApiError>(dbrps::list(org), None, None));
            if !ticket.is_current() {
                return;
            }
            let mut mappings = mappings.and_then(|answer| dbrps::decode_list(&answer));
            if mappings.as_ref().is_ok_and(|mappings| mappings.is_empty())
                && let Err(error) = self.believe_empty().await
            {
                mappings = Err(error);
            }
            for error in table.as_ref().err().into_iter().chain(mappings.as_ref().err()) {
                self.note(error);
            }
            let loaded = table.map(|table| {
                // The credentials in sight may be newer; the mappings are those that came now.
                let in_sight = || self.v1_listing().map(|listing| listing.table.clone()).unwrap_or_default();
                let table = self.v1_brought_up(asked, table).unwrap_or_else(in_sight);
                Arc::new(V1Listing { table, mappings })
            });
            self.v1.refresh.take(self.v1.list, loaded, |before, after| {
                let mut marks = what_changed(&before.table, &after.table);
                // What is under way here may be in the list before its answer is.
                self.acts.all.try_with_untracked(|acts| {
                    acts.iter().filter(|(_, act)| **act == Act::Busy).for_each(|(id, _)| marks.forget(*id));
                });
                marks
            });
        });
    }

    /// A list that came, with what answers told since it was asked for; none where a newer one is in sight.
    fn v1_brought_up(self, asked: Option<Asked>, mut table: V1Table) -> Option<V1Table> {
        let told = self.v1.arriving.arrived(asked.as_ref())?;
        told.iter().for_each(|told| told(&mut table));
        Some(table.sorted())
    }

    async fn fetch_v1(self, org: Id) -> Result<V1Table, ApiError> {
        let answer = self.client().send::<ApiError>(api::list(org)).await?;
        let table = api::decode_all(&answer)?;
        if table.rows.is_empty() {
            self.believe_empty().await?;
        }
        self.names.try_update(|names| names.extend(&table.names));
        Ok(table)
    }

    /// The list as it is shown now.
    pub fn v1_listing(self) -> Option<Arc<V1Listing>> {
        self.v1.list.try_with_untracked(|list| list.ready().cloned()).flatten()
    }

    /// Changes the list as it is shown, and every one that is on its way.
    pub(super) fn rework_v1(self, change: impl Fn(&mut V1Table) + 'static) {
        self.show_v1(|table| change(table));
        self.v1.arriving.tell_with(change);
    }

    fn show_v1(self, change: impl FnOnce(&mut V1Table)) {
        if let Some(listing) = self.v1_listing() {
            let mut listing = (*listing).clone();
            change(&mut listing.table);
            listing.table = listing.table.sorted();
            self.v1.list.try_set(Remote::Ready(Arc::new(listing)));
        }
    }

    /// Changes a credential.
    pub fn change_v1(self, id: Id, change: Change) {
        if let Some(shown) = self.as_shown(Kept::V1, id) {
            self.change_kept(Kept::V1, id, shown, change, None);
        }
    }

    /// Deletes a credential for good.
    pub fn delete_v1(self, id: Id) {
        if let Some(shown) = self.as_shown(Kept::V1, id) {
            self.delete_kept(Kept::V1, id, shown);
        }
    }

    /// Creates a credential, then sets its password.
    pub fn create_v1(self, new: NewV1Authorization, password: Secret) {
        if self.v1.creation.with_untracked(|now| *now == V1Creation::Sending) {
            return;
        }
        self.v1.creation.set(V1Creation::Sending);
        let in_flight = self.create_begins();
        let before = self.v1_listing();
        // It comes to its end whatever is on the screen by then: a credential without a password is half a thing.
        let client = self.client().separate();
        spawn_local(async move {
            let began = clock::now_ms();
            let answer = client.send::<ApiError>(api::create(&new)).await;
            let sent = Attempt { began, ended: Some(clock::now_ms()) };
            let before = before.as_ref().map(|listing| &listing.table);
            let known = |doubt| V1OutcomeContext { doubt, before, sent, ahead: self.ahead() };
            let outcome = match answer.and_then(|answer| api::decode_created(&answer)) {
                Ok(made) => {
                    let id = made.authorization.id;
                    let as_asked = new.is(&made);
                    self.rework_v1(move |table| {
                        table.take_out(id);
                        table.rows.push(made.clone());
                    });
                    // A list that came before the answer may have told of it.
                    self.v1.refresh.looked_at(id);
                    if as_asked {
                        self.send_password(&client, id, &password).await;
                        V1Creation::Created(id)
                    } else {
                        V1Creation::Otherwise(id)
                    }
                }
                // A request that a browser or a proxy sends twice is refused for the credential that it made itself.
                Err(error) if api::is_taken(&error) => self.look_for_v1(&new, known(V1Doubt::Taken)).await,
                Err(error) if error.leaves_outcome_unknown() => self.look_for_v1(&new, known(V1Doubt::Lost)).await,
                Err(error) => {
                    self.note(&error);
                    // Of a refusal that ended the session the sign-in screen tells.
                    if error.ends_session() { V1Creation::Idle } else { V1Creation::Refused(error) }
                }
            };
            drop((in_flight, password));
            self.v1.creation.try_set(outcome);
        });
    }

    /// After an answer that leaves open what is stored: what the list has of that name.
    async fn look_for_v1(self, new: &NewV1Authorization, known: V1OutcomeContext<'_>) -> V1Creation {
        let doubt = known.doubt;
        let asked = self.v1.arriving.ask();
        match self.fetch_v1(new.org).await {
            Ok(table) => {
                let outcome = new.outcome(&table, known);
                if self.v1_listing().is_some() {
                    if let Some(table) = self.v1_brought_up(asked, table) {
                        self.show_v1(|shown| *shown = table);
                    }
                } else {
                    // What is on its way may have been read before the create.
                    self.load_v1();
                }
                match outcome {
                    V1Outcome::NotFound => V1Creation::NotFound,
                    V1Outcome::Found(found) => V1Creation::Found(doubt, found),
                    V1Outcome::Another(id) => V1Creation::Another(id),
                    V1Outcome::Taken => V1Creation::Taken,
                }
            }
            Err(error) => {
                self.note(&error);
                V1Creation::Unsure(doubt, error)
            }
        }
    }

    /// Sets the password of a credential.
    pub fn set_v1_password(self, id: Id, password: Secret) {
        if untrack(|| self.v1.password_of(id)) == Some(PasswordAct::Busy) {
            return;
        }
        // At once: that an earlier one was set is no answer to this one.
        self.v1.say(id, PasswordAct::Busy);
        let client = self.client().separate();
        spawn_local(async move { self.send_password(&client, id, &password).await });
    }

    async fn send_password(self, client: &crate::shell::http::Client, id: Id, password: &Secret) {
        let say = |act| self.v1.say(id, act);
        say(PasswordAct::Busy);
        let answer = client.send::<ApiError>(api::set_password(id, password)).await;
        match answer.and_then(|answer| api::decode_password_set(&answer)) {
            Ok(()) => {
                // Somebody may have switched it off since the list was loaded, and then it opens nothing.
                if let Ok(stored) = self.read(Kept::V1, id).await {
                    self.put(Kept::V1, stored);
                }
                say(PasswordAct::Set);
            }
            Err(error) => {
                self.note(&error);
                if is_gone(&error) {
                    self.rework_v1(move |table| table.take_out(id));
                    self.acts.set(id, Act::Gone);
                }
                if error.leaves_outcome_unknown() {
                    say(PasswordAct::Unsure(error))
                } else {
                    say(PasswordAct::Refused(error))
                }
            }
        };
    }

    /// Takes away what is said of the last create.
    pub fn dismiss_v1_creation(self) {
        let is_over = self.v1.creation.with_untracked(|now| !matches!(now, V1Creation::Idle | V1Creation::Sending));
        if is_over {
            self.v1.creation.set(V1Creation::Idle);
        }
    }

    /// Fetches the users, for the status of owners.
    pub fn want_users(self) {
        self.want_objects(&ResourceType::Users);
    }

    /// The buckets that can be ticked.
    pub fn want_buckets(self) {
        self.want_objects(&ResourceType::Buckets);
    }
}
