//! The runs of a page: where one is found, what a person can do about what is open, and what is to be told of them.

use super::{Creator, TwinNews, drive};
use crate::ui::time::local_full;
use console_core::create::{Change, Dialect, Error, Run};
use leptos::prelude::*;

type Id<C> = <<C as Creator>::Of as Dialect>::Id;

/// What every page that creates tokens can do with its runs.
pub trait Steer: Creator {
    /// A run, unless it is gone: in sight or put away.
    fn with_run<T>(self, serial: u32, act: impl FnOnce(&mut Run<Self::Of>) -> T) -> Option<T> {
        let (mut act, mut result) = (Some(act), None);
        find_run(self, serial, &mut |run| result = act.take().map(|act| act(run)));
        result
    }

    /// As [`Self::with_run`], without telling anybody that it changed.
    fn look_at_run<T>(self, serial: u32, look: impl Fn(&Run<Self::Of>) -> T) -> Option<T> {
        let mut result = None;
        untrack(|| {
            self.with_all(&mut |run| {
                if run.origin.serial == serial {
                    result = Some(look(run));
                }
            });
        });
        result
    }

    /// When a token was created, in the words of a sentence.
    fn created_at(self, id: Id<Self>) -> String {
        let told = self.created_ms(id).map(local_full);
        told.unwrap_or_else(|| "at a time that the list does not tell".to_owned())
    }

    /// Tells a run something, and carries out what follows.
    fn steer(self, serial: u32, steer: &mut dyn FnMut(&mut Run<Self::Of>)) {
        find_run(self, serial, steer);
        drive(self, serial);
    }

    /// Tells something to the run of one token.
    fn steer_one(self, steer: &mut dyn FnMut(&mut Run<Self::Of>)) {
        let serial = |run: &Option<Run<Self::Of>>| run.as_ref().map(|run| run.origin.serial);
        if let Some(serial) = untrack(move || self.sent()).and_then(|sent| sent.one.with_untracked(serial)) {
            self.steer(serial, steer);
        }
    }

    /// Deactivates or deletes a second token. The person was asked, and the question named it.
    fn change_twin(self, serial: u32, id: Id<Self>, change: Change) {
        self.steer(serial, &mut |run| run.change_twin(id, change));
    }

    /// The second tokens that a person has not decided about yet.
    fn twins(self) -> Vec<TwinNews<Self::Of>> {
        let mut news = Vec::new();
        self.with_all(&mut |run| {
            for twin in run.twins() {
                let row = &run.rows()[twin.row];
                let description = row.request().map(Self::Of::asked_description).unwrap_or_default().to_owned();
                news.push(TwinNews { serial: run.origin.serial, own: row.token(), description, twin: twin.clone() });
            }
        });
        news
    }

    /// The runs of which nobody knows whether something was sent twice, because the list could not be read.
    fn unchecked(self) -> Vec<(u32, Error<Self::Of>)> {
        let mut unchecked = Vec::new();
        self.with_all(&mut |run| unchecked.extend(run.unchecked().map(|error| (run.origin.serial, error.clone()))));
        unchecked
    }

    /// Looks at every run, and follows all of them.
    fn with_all(self, look: &mut dyn FnMut(&Run<Self::Of>)) {
        self.batch().with(|run| run.iter().for_each(&mut *look));
        if let Some(sent) = self.sent() {
            sent.one.with(|one| one.iter().for_each(&mut *look));
            sent.past.with(|past| past.iter().for_each(&mut *look));
        }
    }
}

impl<C: Creator> Steer for C {}

/// Shows a run to `act`, which is called once if it is there. It is written into the module once for all that is done to runs.
fn find_run<C: Creator>(creator: C, serial: u32, act: &mut dyn FnMut(&mut Run<C::Of>)) {
    let same = move |run: &Run<C::Of>| run.origin.serial == serial;
    let sent = untrack(move || creator.sent());
    for slot in [Some(creator.batch()), sent.map(|sent| sent.one)].into_iter().flatten() {
        if slot.try_with_untracked(|run| run.as_ref().is_some_and(same)) == Some(true) {
            slot.try_update(|run| run.as_mut().map(act));
            return;
        }
    }
    let Some(past) = sent.map(|sent| sent.past) else { return };
    if past.try_with_untracked(|past| past.iter().any(same)) == Some(true) {
        past.try_update(|past| past.iter_mut().find(|run| same(run)).map(act));
    }
}
