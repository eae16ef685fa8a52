//! The list of database tokens.

use super::Console;
use crate::shell::clock;
use console_core::sort::set_of;
use console_core::table::{Asked, Marks, Told};
use database::api::tokens as api;
use database::list::{Listing, MatchContext};
use database::token::{State, Token, TokenTable};
use database::{ApiError, Id, Remote};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::slice;
use std::sync::Arc;

impl Console {
    /// Loads the list, if nobody did yet.
    pub fn want_tokens(self) {
        if self.tokens.with_untracked(|tokens| matches!(tokens, Remote::NotAsked)) {
            self.load_tokens();
        }
    }

    /// Loads the list anew. One that is here stays in sight meanwhile, and also where no other one comes.
    pub fn load_tokens(self) {
        let Some(session) = self.session().filter(|session| session.api) else { return };
        self.refresh.begin();
        if self.tokens.with_untracked(|tokens| tokens.ready().is_none()) {
            self.tokens.set(Remote::Loading);
        }
        self.received.set(0);
        let ticket = self.tokens_loading.start();
        let (client, controller) = (self.client(), ticket.controller());
        let asked = self.arriving.ask();
        self.lifetime.spawn(async move {
            let coming = Rc::new(move |bytes| self.received.set(bytes));
            let answer = client.send_with::<ApiError>(api::list(session.paths), controller, Some(coming)).await;
            if !ticket.is_current() {
                return;
            }
            let loaded = match answer.and_then(|response| api::decode_list(&response)) {
                Ok(table) => match self.brought_up(asked, table) {
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

    /// Shows a list that was read for another reason.
    pub(super) fn show_tokens(self, asked: Option<Asked>, table: TokenTable) {
        // One that is loaded since is newer and goes on.
        if self.arriving.is_latest(asked.as_ref()) {
            self.tokens_loading.call_off();
            self.refresh.end();
        }
        if let Some(listing) = self.brought_up(asked, table) {
            let marks = |before: &Listing, after: &Listing| self.marks(before, after);
            self.refresh.take_beside(self.tokens, listing, marks, |listing, id| listing.place_of(id).is_some());
        }
    }

    /// A list that came, with what answers told since it was asked for; none where a newer one is in sight.
    fn brought_up(self, asked: Option<Asked>, mut table: TokenTable) -> Option<Arc<Listing>> {
        let told = self.arriving.arrived(asked.as_ref())?;
        told.iter().for_each(|told| told(&mut table));
        // It holds what was created before it was asked for, unless somebody has taken that away, and was told of the rest.
        self.unlisted.update_value(Vec::clear);
        Some(Arc::new(Listing::new(table)))
    }

    /// What somebody else did between two lists.
    fn marks(self, before: &Listing, after: &Listing) -> Marks<Id> {
        let mut marks = Marks::between(&before.table().rows, &after.table().rows, |row| row.id, Token::what_changed);
        self.creates.ours.with_value(|ours| ours.iter().for_each(|id| marks.created_here(*id)));
        // What is under way here may be in the list before its answer is.
        self.changes.updates.with_untracked(|all| {
            all.values().filter(|update| update.is_under_way()).for_each(|update| marks.forget(update.id));
        });
        self.revocations.try_with_untracked(|all| {
            all.iter().filter(|(_, one)| one.is_under_way()).for_each(|(id, _)| marks.forget(*id));
        });
        self.bulk.work.try_with_untracked(|work| {
            work.iter().flat_map(|work| work.run.rows()).for_each(|row| marks.forget(row.id));
        });
        marks
    }

    pub(super) async fn read_token(self, id: Id) -> Result<Token, ApiError> {
        let Some(session) = self.session() else { return Err(ApiError::NotSignedIn) };
        let answer = self.client().send::<ApiError>(api::get(session.paths, id)).await;
        let stored = answer.and_then(|response| api::decode_one(&response));
        if let Err(error) = &stored {
            self.note(error);
        }
        stored
    }

    /// Shows a token as it is stored now.
    pub(super) fn put(self, stored: Token) {
        self.rework(move |table| {
            if let Some(row) = table.rows.iter_mut().find(|row| row.id == stored.id) {
                *row = stored.clone();
            }
        });
    }

    pub(super) fn take_out(self, id: Id) {
        self.rework(move |table| table.rows.retain(|row| row.id != id));
    }

    /// Changes the list as it is shown, without loading all others again, and every one that is on its way.
    pub(super) fn rework(self, change: impl Fn(&mut TokenTable) + 'static) {
        self.retell(Rc::new(change));
    }

    fn retell(self, told: Told<TokenTable>) {
        self.change_in_sight(&*told);
        self.arriving.tell(told);
    }

    fn change_in_sight(self, told: &dyn Fn(&mut TokenTable)) {
        let listed =
            self.tokens.try_with_untracked(|tokens| tokens.ready().map(|listing| listing.table().clone())).flatten();
        if let Some(mut table) = listed {
            told(&mut table);
            self.tokens.try_set(Remote::Ready(Arc::new(Listing::new(table))));
        }
    }

    /// A token was created. Lists that are on their way are told at once, and the one in sight when its secret is put away
    /// or alone in sight: each of many would take longer to show than to create.
    pub(super) fn note_created(self, token: &Token) {
        let of_list = token.clone();
        self.arriving.tell_with(move |table| add(table, slice::from_ref(&of_list)));
        self.unlisted.try_update_value(|unlisted| unlisted.push(token.clone()));
    }

    /// Puts these of the tokens that were created here into the list in sight, where it is older than they are.
    pub(super) fn show_created(self, created: &BTreeSet<Id>) {
        // A list that came before the answer may have told of one.
        created.iter().for_each(|id| self.refresh.looked_at(*id));
        let mut newer = self.unlisted.try_update_value(std::mem::take).unwrap_or_default();
        newer.retain(|token| created.contains(&token.id));
        if !newer.is_empty() {
            self.change_in_sight(&|table| add(table, &newer));
        }
    }

    /// The token as it is shown.
    pub fn token(self, id: Id) -> Option<Token> {
        self.tokens.with(|tokens| tokens.ready().and_then(|listing| listing.table().get(id).cloned()))
    }

    /// Looks at something that depends on now, on the databases that there are, and on when a token expires soon.
    pub fn with_context<T>(self, look: impl FnOnce(MatchContext<'_>) -> T) -> T {
        let known = self.names.get();
        let names: Option<BTreeSet<&str>> = known.as_ref().map(|known| known.iter().map(|name| &**name).collect());
        look(MatchContext {
            now_ms: clock::now_ms(),
            wall: clock::WALL,
            soon_days: self.soon_days.get(),
            databases: names.as_ref(),
        })
    }

    /// How a token stands now, and how many of its grants are on databases that are gone: what can change while the token stays
    /// the same. It is looked at anew whenever the list is loaded.
    pub fn standing_of(self, token: &Token) -> (State, usize) {
        self.refresh.times();
        let state = token.state(clock::now_ms(), self.soon_days.get());
        let names = token.permissions.iter().filter_map(|permission| permission.resource.name());
        (state, names.filter(|name| self.is_gone(name)).count())
    }

    /// Whether there is no database of this name, as far as that is known.
    pub fn is_gone(self, name: &str) -> bool {
        self.names.with(|known| known.as_ref().is_some_and(|known| !known.contains(name)))
    }
}

/// Adds tokens to a list, those left out that it holds.
fn add(table: &mut TokenTable, tokens: &[Token]) {
    let known = set_of(table.rows.iter().map(|row| row.id));
    table.rows.extend(tokens.iter().filter(|token| !known.contains(&token.id)).cloned());
}
