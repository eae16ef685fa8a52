//! The users who own tokens: what is known of them beside the list, and switching and deleting one.

use super::change::Outcome;
use super::{Act, Console};
use crate::shared::list::bulk::Bulk;
use crate::shell::lasting::Lasting;
use crate::shell::latest::Latest;
use influxdb2::api::{authorizations, users as api, v1_credentials};
use influxdb2::authorization::offboarding::Offboarding;
use influxdb2::authorization::owners::{OwnerStatus, OwnersContext, Sort};
use influxdb2::authorization::{Authorization, Status};
use influxdb2::bulk::Many;
use influxdb2::object::{Object, ObjectList};
use influxdb2::permission::ResourceType;
use influxdb2::user::User;
use influxdb2::{ApiError, Id, Remote};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known of owners, and what is done with them.
#[derive(Clone, Copy)]
pub struct Owners {
    /// The text by which owners are searched.
    pub text: Lasting<RwSignal<String>>,
    /// The order of the owners.
    pub sort: Lasting<RwSignal<Sort>>,
    /// What is being done with users, or what came of it.
    pub acts: Lasting<RwSignal<BTreeMap<Id, Act>>>,
    /// What else hangs on a user, by user.
    pub beside: Lasting<RwSignal<BTreeMap<Id, Here>>>,
    /// What is planned for users who leave.
    pub plans: Lasting<RwSignal<BTreeMap<Id, Offboarding>>>,
    /// The tokens of the user whose offboarding is carried out.
    pub olds: Bulk<Many>,
    /// That user, once the old tokens are being stopped.
    pub leaving: Lasting<RwSignal<Option<Id>>>,
    /// The tokens of that user that may still be there when the user is ended.
    pub(super) left_to_the_end: StoredValue<BTreeSet<Id>>,
    /// The look at a user before anything of a plan is sent.
    pub(super) look: Latest,
    /// The user who is looked at.
    pub(super) looked_at: StoredValue<Option<Id>>,
    /// The user whose new tokens were not started, because another one was being created.
    pub not_started: Lasting<RwSignal<Option<Id>>>,
}

/// What hangs on a user, just read.
pub(super) struct Beside {
    /// The tokens, those in other organizations among them.
    pub rows: Vec<Authorization>,
    elsewhere: usize,
    v1: Option<usize>,
}

fn elsewhere(rows: &[Authorization], org: Id) -> usize {
    rows.iter().filter(|row| row.org != org).count()
}

impl Default for Owners {
    fn default() -> Self {
        Self {
            text: Lasting::new(String::new()),
            sort: Lasting::new(Sort::default()),
            acts: Lasting::new(BTreeMap::new()),
            beside: Lasting::new(BTreeMap::new()),
            plans: Lasting::new(BTreeMap::new()),
            olds: Bulk::default(),
            leaving: Lasting::new(None),
            left_to_the_end: StoredValue::new(BTreeSet::new()),
            look: Latest::default(),
            looked_at: StoredValue::new(None),
            not_started: Lasting::new(None),
        }
    }
}

impl Owners {
    /// What is being done with a user.
    pub fn act(self, user: Id) -> Option<Act> {
        self.acts.with(|acts| acts.get(&user).cloned())
    }

    pub(super) fn set(self, user: Id, act: Act) {
        self.acts.try_update(|acts| acts.insert(user, act));
    }
}

/// What hangs on a user beside the tokens of this organization, as far as it was found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Here {
    /// Tokens in other organizations that this credential sees.
    pub elsewhere: Remote<usize>,
    /// Credentials for 1.x clients; nothing where the credential in use cannot ask.
    pub v1: Option<Remote<usize>>,
}

/// What is wanted of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// This status.
    Status(Status),
    /// That there is no such user any more.
    Gone,
}

impl Wanted {
    /// What came of it where it is so.
    fn done(self) -> Act {
        match self {
            Self::Status(_) => Act::Done,
            Self::Gone => Act::Deleted,
        }
    }
}

impl Console {
    /// Whether a user's tokens work, as far as that is known.
    pub fn with_known<T>(self, look: impl FnOnce(OwnersContext<'_>) -> T) -> T {
        let me = self.session().map(|session| session.me.id);
        let listed =
            self.objects.with(|objects| objects.get(&ResourceType::Users).and_then(|all| all.ready().cloned()));
        // Whoever is signed in is active.
        let read = |user: Id| Some(user) == me || listed.as_ref().is_some_and(|users| users.holds(user));
        self.inactive_users.with(|inactive| look(OwnersContext { read: &read, inactive }))
    }

    /// The status of one user.
    pub fn owner_status(self, user: Id) -> OwnerStatus {
        self.with_known(|known| known.status(user))
    }

    /// What a user is called; the id where nobody told.
    pub fn user_name(self, user: Id) -> String {
        let listed = self.tokens.with(|tokens| {
            let listing = tokens.ready()?;
            listing.table().names.get(&ResourceType::Users, user).map(str::to_owned)
        });
        listed
            .or_else(|| self.names.with(|names| names.get(&ResourceType::Users, user).map(str::to_owned)))
            .unwrap_or_else(|| user.to_string())
    }

    /// Finds out what else hangs on a user.
    pub fn want_beside(self, user: Id) {
        let Some(session) = self.session() else { return };
        if self.owners.beside.with_untracked(|all| all.contains_key(&user)) {
            return;
        }
        // The cookie of a session is not sent to where they are kept.
        let asks_v1 = !self.client().uses_cookie();
        let here = Here { elsewhere: Remote::Loading, v1: asks_v1.then_some(Remote::Loading) };
        self.owners.beside.update(|all| {
            all.insert(user, here);
        });
        let org = session.org.id;
        self.lifetime.spawn(async move {
            let rows = self.tokens_of(user).await.inspect_err(|error| self.note(error));
            self.tell_beside(user, |here| here.elsewhere = Remote::from(rows.map(|rows| elsewhere(&rows, org))));
        });
        if asks_v1 {
            self.lifetime.spawn(async move {
                let count = self.v1_of(user, org).await.inspect_err(|error| self.note(error));
                self.tell_beside(user, |here| here.v1 = Some(Remote::from(count)));
            });
        }
    }

    /// The tokens of a user in all organizations, as far as this credential may list them.
    async fn tokens_of(self, user: Id) -> Result<Vec<Authorization>, ApiError> {
        let response = self.client().send::<ApiError>(authorizations::list_of(user)).await?;
        let table = authorizations::decode_list(&response)?;
        if table.rows.is_empty() {
            self.believe_empty().await?;
        }
        Ok(table.rows)
    }

    /// How many credentials of InfluxDB 1.x a user has.
    async fn v1_of(self, user: Id, org: Id) -> Result<usize, ApiError> {
        let response = self.client().send::<ApiError>(v1_credentials::list(org)).await?;
        let table = v1_credentials::decode_all(&response)?;
        if table.rows.is_empty() {
            self.believe_empty().await?;
        }
        Ok(table.rows.iter().filter(|one| one.authorization.user == user).count())
    }

    /// What hangs on a user now.
    pub(super) async fn beside(self, user: Id) -> Result<Beside, ApiError> {
        let org = self.session().ok_or(ApiError::NotSignedIn)?.org.id;
        let rows = self.tokens_of(user).await?;
        // Where they could not be counted before, nobody was told a number.
        let told = |here: &Here| here.v1.as_ref().is_some_and(|v1| v1.ready().is_some());
        let counted = self.owners.beside.with_untracked(|all| all.get(&user).is_some_and(told));
        let v1 = if counted { Some(self.v1_of(user, org).await?) } else { None };
        Ok(Beside { elsewhere: elsewhere(&rows, org), v1, rows })
    }

    /// Whether what was told of other organizations and of 1.x credentials still holds.
    pub(super) fn is_beside_as_shown(self, user: Id, now: &Beside) -> bool {
        self.owners.beside.with_untracked(|all| {
            all.get(&user).is_none_or(|here| {
                let v1 = here.v1.as_ref().and_then(|v1| v1.ready().copied());
                // A number that came only now was told to nobody before.
                let is_same = here.elsewhere.ready().is_none_or(|count| *count == now.elsewhere);
                is_same && now.v1.is_none_or(|count| v1 == Some(count))
            })
        })
    }

    /// Shows what hangs on a user now.
    pub(super) fn show_beside(self, user: Id, now: &Beside) {
        self.tell_beside(user, |here| {
            here.elsewhere = Remote::Ready(now.elsewhere);
            if let Some(count) = now.v1 {
                here.v1 = Some(Remote::Ready(count));
            }
        });
    }

    fn tell_beside(self, user: Id, tell: impl FnOnce(&mut Here)) {
        self.owners.beside.try_update(|all| all.get_mut(&user).map(tell));
    }

    /// Whether a user is active, as the server tells it now; none of one that is gone. Of one that may not be read it is taken
    /// for granted.
    pub(super) fn is_active(self, user: Id) -> Outcome<'static, Option<bool>> {
        Box::pin(async move {
            let response = self.client().send::<ApiError>(api::get_one(user)).await?;
            match api::decode_one(&response) {
                Ok(stored) => {
                    let is_on = stored.status == Status::Active;
                    // A run asks for each of its rows, and the list is drawn anew only for what is news.
                    self.inactive_users.try_maybe_update(|inactive| (set_status(inactive, user, stored.status), ()));
                    self.arriving_users.tell_with(move |users| {
                        set_status(&mut users.inactive, user, stored.status);
                    });
                    Ok(Some(is_on))
                }
                Err(error) if api::is_gone(&error) => Ok(None),
                Err(ApiError::Refused(_)) => Ok(Some(true)),
                Err(error) => Err(error),
            }
        })
    }

    /// Finds out whether somebody else's user is active, whom the list of users may tell as they were a while ago.
    pub(super) fn look_at_owner(self, user: Id) {
        if self.session().is_some_and(|session| session.me.id != user) {
            self.lifetime.spawn(async move {
                // What can't be told changes nothing.
                let _ = self.is_active(user).await;
            });
        }
    }

    /// Switches a user, but none whose offboarding is open: what is told there is what came of that alone.
    pub fn switch_user(self, user: Id, status: Status) {
        if untrack(|| self.is_leaving(user) || self.owners.act(user) == Some(Act::Busy)) {
            return;
        }
        self.owners.set(user, Act::Busy);
        self.lifetime.spawn(async move {
            let act = self.change_user(user, Wanted::Status(status)).await;
            self.owners.set(user, act);
        });
    }

    /// Switches or deletes a user. A lost answer is read back, never sent again blindly.
    pub(super) async fn change_user(self, user: Id, wanted: Wanted) -> Act {
        match self.send_user(user, wanted).await {
            Ok(stored) => {
                self.settle_user(user, stored, wanted);
                wanted.done()
            }
            Err(error) => self.judge_user(user, error, wanted).await,
        }
    }

    async fn send_user(self, user: Id, wanted: Wanted) -> Result<Option<User>, ApiError> {
        match wanted {
            Wanted::Gone => {
                let response = self.client().send::<ApiError>(api::delete(user)).await?;
                api::decode_deleted(&response).map(|()| None)
            }
            Wanted::Status(status) => {
                let response = self.client().send::<ApiError>(api::set_status(user, status)).await?;
                let stored = api::decode_changed(&response)?;
                let is_so = stored.named.id == user && stored.status == status;
                if is_so {
                    Ok(Some(stored))
                } else {
                    Err(ApiError::Undecodable { problem: "the user is not changed in it".to_owned() })
                }
            }
        }
    }

    async fn judge_user(self, user: Id, error: ApiError, wanted: Wanted) -> Act {
        if api::is_gone(&error) {
            return self.user_is_gone(user, wanted);
        }
        if !error.leaves_outcome_unknown() {
            self.note(&error);
            return Act::Refused(error);
        }
        let read = self.client().send::<ApiError>(api::get_one(user)).await;
        match read.and_then(|response| api::decode_one(&response)) {
            Ok(stored) => {
                let is_so = wanted == Wanted::Status(stored.status);
                self.show_user(&stored);
                if is_so { wanted.done() } else { Act::NotDone(error) }
            }
            Err(error) if api::is_gone(&error) => self.user_is_gone(user, wanted),
            Err(error) => {
                self.note(&error);
                Act::Unsure(error)
            }
        }
    }

    fn user_is_gone(self, user: Id, wanted: Wanted) -> Act {
        self.take_user_out(user);
        if wanted == Wanted::Gone { wanted.done() } else { Act::Gone }
    }

    /// Shows what was done. Of whoever is signed in it ends the session, which the next request would say.
    fn settle_user(self, user: Id, stored: Option<User>, wanted: Wanted) {
        match stored {
            Some(stored) => self.show_user(&stored),
            None => self.take_user_out(user),
        }
        let me = self.session().map(|session| session.me.id);
        if me == Some(user) && wanted != Wanted::Status(Status::Active) {
            self.note(&ApiError::UserInactive);
        }
    }

    fn show_user(self, stored: &User) {
        self.names.try_update(|names| names.insert(&ResourceType::Users, stored.named.id, &stored.named.name));
        self.inactive_users.try_update(|inactive| set_status(inactive, stored.named.id, stored.status));
        self.relist_users(stored.named.id, Some(stored.clone()));
    }

    /// The server lists neither the user any more, nor the tokens.
    fn take_user_out(self, user: Id) {
        self.relist_users(user, None);
        self.rework(move |table| table.rows.retain(|row| row.user != user));
    }

    fn relist_users(self, user: Id, stored: Option<User>) {
        self.objects.try_update(|objects| {
            if let Some(Remote::Ready(users)) = objects.get_mut(&ResourceType::Users) {
                *users = Arc::new(relisted(users, user, stored.as_ref()));
            }
        });
        self.user_told(user, stored);
    }

    /// An answer told what a user is since; none of one who is gone.
    pub(super) fn user_told(self, user: Id, stored: Option<User>) {
        self.arriving_users.tell_with(move |users| {
            users.all = relisted(&users.all, user, stored.as_ref());
            set_status(&mut users.inactive, user, stored.as_ref().map_or(Status::Active, |stored| stored.status));
        });
    }
}

/// Notes whether a user is active, and says whether that is news.
fn set_status(inactive: &mut BTreeSet<Id>, user: Id, status: Status) -> bool {
    match status {
        Status::Inactive => inactive.insert(user),
        Status::Active => inactive.remove(&user),
    }
}

/// The users with one of them as stored, or without that one.
fn relisted(users: &ObjectList, user: Id, stored: Option<&User>) -> ObjectList {
    let mut all = users.to_vec();
    all.retain(|one| one.id != user);
    all.extend(stored.map(|stored| Object { id: user, name: stored.named.name.as_str().into(), system: false }));
    all.into()
}
