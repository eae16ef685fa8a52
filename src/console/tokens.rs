//! The list of tokens.

use super::Console;
use super::app::Coming;
use super::change::{Act, Outcome};
use super::empty::believe_empty;
use crate::shell::clock;
use crate::shell::http::{Client, Intake, OnTheWay};
use console_core::table::{Asked, Marks};
use influxdb2::api::authorization_list::ListReader;
use influxdb2::api::authorizations as api;
use influxdb2::authorization::{Listing, what_changed};
use influxdb2::permission::ResourceType;
use influxdb2::{ApiError, Id, Remote};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::AbortController;
use zeroize::Zeroizing;

/// Asks for the list of an organization of a server that lists these types. It is read while it arrives, and `coming`
/// counts.
pub(super) fn ask_for_tokens(
    client: &Client,
    org: Id,
    types: &[ResourceType],
    controller: Option<AbortController>,
    coming: &Rc<Coming>,
) -> Outcome<'static, Arc<Listing>> {
    let coming = Rc::clone(coming);
    let reading = Rc::new(Reading(RefCell::new(ListReader::new(types))));
    let way = OnTheWay {
        controller,
        progress: Some(Rc::new(move |bytes| coming.count(bytes))),
        intake: Some(Rc::<Reading>::clone(&reading)),
    };
    let answer = client.send_watched::<ApiError>(api::list(org), way);
    let client = client.clone();
    Box::pin(async move {
        let response = answer.await?;
        let reader = reading.0.replace(ListReader::new(&[]));
        let listing = reader.finish(&response)?;
        // Putting a long list in order and drawing it are two things between which the browser may do others.
        clock::breathe().await;
        if listing.is_empty() {
            believe_empty(&client, org).await?;
        }
        Ok(Arc::new(listing))
    })
}

/// The reader of a list, as what the body is taken in by.
struct Reading(RefCell<ListReader>);

impl Intake for Reading {
    fn take(&self, piece: &[u8]) {
        self.0.borrow_mut().feed(piece);
    }

    fn rest(&self) -> Zeroizing<Vec<u8>> {
        self.0.borrow_mut().rest()
    }
}

impl Console {
    /// Loads the list, if nobody did yet.
    pub fn want_tokens(self) {
        if self.tokens.with_untracked(|tokens| matches!(tokens, Remote::NotAsked)) {
            self.load_tokens();
        }
    }

    /// Loads the list anew. One that is here stays in sight meanwhile, and also where no other one comes.
    pub fn load_tokens(self) {
        let Some(session) = self.session() else { return };
        self.refresh.begin();
        let is_reload = self.tokens.with_untracked(|tokens| tokens.ready().is_some());
        if !is_reload {
            self.tokens.set(Remote::Loading);
        } else {
            self.renew_owners();
        }
        let early = self.early_list();
        let ticket = match &early {
            Some(early) => {
                early.coming.show(self.received);
                self.tokens_loading.take_over(early.controller.clone())
            }
            None => self.tokens_loading.start(),
        };
        let asked = self.arriving.ask();
        self.lifetime.spawn(async move {
            let org = session.org.id;
            // What somebody else is shown is not what became of this list.
            if is_reload && self.is_same_person().await == Ok(false) {
                return;
            }
            let loaded = match early {
                Some(early) => early.answer.await.and_then(|listing| self.keep_names(org, listing)),
                None => self.fetch_tokens(org, ticket.controller()).await,
            };
            if !ticket.is_current() {
                return;
            }
            let loaded = match loaded {
                Ok(listing) => match self.brought_up(asked, listing) {
                    Some(listing) => Ok(listing),
                    None => return self.refresh.end(),
                },
                Err(error) => {
                    self.note(&error);
                    Err(error)
                }
            };
            self.refresh.take(self.tokens, loaded, |before, after| self.marks(before, after));
        });
    }

    /// Shows a list that was read for another reason, if it is that of the organization in use.
    pub(super) fn show_tokens(self, org: Id, asked: Option<Asked>, listing: Arc<Listing>) {
        if self.session().is_none_or(|session| session.org.id != org) {
            return;
        }
        // One that is loaded since is newer and goes on.
        if self.arriving.is_latest(asked.as_ref()) {
            self.tokens_loading.call_off();
            self.refresh.end();
        }
        if let Some(listing) = self.brought_up(asked, listing) {
            let marks = |before: &Listing, after: &Listing| self.marks(before, after);
            self.refresh.take_beside(self.tokens, listing, marks, |listing, id| listing.place_of(id).is_some());
        }
    }

    /// A list that came, with what answers told since it was asked for; none where a newer one is in sight.
    fn brought_up(self, asked: Option<Asked>, listing: Arc<Listing>) -> Option<Arc<Listing>> {
        let told = self.arriving.arrived(asked.as_ref())?;
        if told.is_empty() {
            return Some(listing);
        }
        let mut table = Arc::try_unwrap(listing).map_or_else(|shared| shared.table().clone(), Listing::into_table);
        told.iter().for_each(|told| told(&mut table));
        Some(Arc::new(Listing::new(table, &self.session()?.types)))
    }

    /// What somebody else did between two lists.
    fn marks(self, before: &Listing, after: &Listing) -> Marks<Id> {
        let mut marks = Marks::between(&before.table().rows, &after.table().rows, |row| row.id, what_changed);
        self.fingerprints.try_with_untracked(|ours| ours.iter().for_each(|(id, _)| marks.created_here(*id)));
        // What is under way here may be in the list before its answer is.
        self.acts.all.try_with_untracked(|acts| {
            acts.iter().filter(|(_, act)| **act == Act::Busy).for_each(|(id, _)| marks.forget(*id));
        });
        for run in [self.bulk, self.owners.olds] {
            run.work.try_with_untracked(|work| {
                work.iter().flat_map(|work| work.run.rows()).for_each(|row| marks.forget(row.id));
            });
        }
        marks
    }

    /// Fetches the list of an organization without touching what is shown.
    pub(super) fn fetch_tokens(self, org: Id, controller: Option<AbortController>) -> Outcome<'static, Arc<Listing>> {
        Box::pin(async move {
            let coming = Rc::<Coming>::default();
            coming.show(self.received);
            let types = self.session().map(|session| session.types.clone()).unwrap_or_default();
            let listing = ask_for_tokens(&self.client(), org, &types, controller, &coming).await?;
            self.keep_names(org, listing)
        })
    }

    /// Keeps the names that came with a list, if it is of the organization in use.
    fn keep_names(self, org: Id, listing: Arc<Listing>) -> Result<Arc<Listing>, ApiError> {
        let Some(session) = self.session() else { return Err(ApiError::NotSignedIn) };
        if session.org.id == org {
            self.names.update(|names| names.extend(&listing.table().names));
        }
        Ok(listing)
    }
}
