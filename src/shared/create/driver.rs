//! Carries out the steps of a run, and nothing that nobody asked for.

use super::{Creator, Steer, Tokens};
use crate::shell::clock;
use console_core::create::{Change, Dialect, Error, Looked, Origin, Run, Step};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

/// Who speaks to the server for a run.
#[expect(async_fn_in_trait, reason = "the page has one thread, and nothing outside of it implements this")]
pub trait Worker: Copy + 'static {
    /// What is created.
    type Of: Tokens;

    /// The tokens that exist before a create.
    async fn known(self, serial: u32) -> Result<BTreeSet<<Self::Of as Dialect>::Id>, Error<Self::Of>>;

    /// Sends a create with a credential of its own, so that a secret comes through although the session ends meanwhile.
    async fn send(
        self,
        request: &<Self::Of as Dialect>::Request,
    ) -> Result<<Self::Of as Dialect>::Created, Error<Self::Of>>;

    /// Reads the list where it was asked for, and compares.
    async fn compare(self, serial: u32) -> Result<Looked<<Self::Of as Dialect>::Id>, Error<Self::Of>>;

    /// Changes a token.
    async fn change(self, serial: u32, id: <Self::Of as Dialect>::Id, change: Change) -> Result<(), Error<Self::Of>>;

    /// Takes note of what went wrong.
    fn note(self, error: &Error<Self::Of>);

    /// Whether its session has ended, or goes on elsewhere.
    fn is_over(self) -> bool;
}

static LAST: AtomicU32 = AtomicU32::new(0);

/// Where a run is started; it is told from all others of this page.
pub fn origin<D: Dialect>(place: D::Place) -> Origin<D> {
    Origin { serial: LAST.fetch_add(1, Ordering::Relaxed), place }
}

/// Carries steps out until the run has none. A second call while one is under way finds none either.
pub fn drive<C: Creator>(creator: C, serial: u32) {
    spawn_local(async move {
        while let Some(Some(step)) = creator.with_run(serial, |run| run.step(clock::now_ms())) {
            if !carry_out(creator, serial, step).await {
                return;
            }
        }
        if let Some(sent) = creator.sent() {
            sent.past.update(|past| past.retain(|run| !run.is_over()));
        }
    });
}

/// Looks once more for what could not be looked for while nobody was signed in.
pub fn go_on_looking<C: Creator>(creator: C) {
    let Some(sent) = untrack(|| creator.sent()) else { return };
    let open = |run: &&Run<C::Of>| run.unchecked().is_some();
    let serials: Vec<u32> =
        sent.past.with_untracked(|past| past.iter().filter(open).map(|run| run.origin.serial).collect());
    for serial in serials {
        creator.with_run(serial, Run::look_again);
        drive(creator, serial);
    }
}

/// Has a list read. Whoever was asked for it may have gone on in another organization before it came, so that it is nothing to
/// them any more; then whoever is here now is asked.
async fn read<C: Creator, T>(
    creator: C,
    serial: u32,
    ask: impl AsyncFn(C::Worker) -> Result<T, Error<C::Of>>,
) -> Result<T, Error<C::Of>> {
    loop {
        let worker = creator.worker(serial)?;
        let answer = ask(worker).await;
        if answer.is_ok() || !worker.is_over() || creator.worker(serial).is_err() {
            return answer;
        }
    }
}

/// Says whether this is still the one who carries steps out.
async fn carry_out<C: Creator>(creator: C, serial: u32, step: Step<C::Of>) -> bool {
    let worker = creator.worker(serial);
    let now = worker.clone();
    let error = match step {
        Step::List => {
            let before = read(creator, serial, async |worker: C::Worker| worker.known(serial).await).await;
            let error = before.as_ref().err().cloned();
            creator.with_run(serial, |run| run.knows(before));
            error
        }
        Step::Create(row, request) => {
            let answer = match now {
                Ok(worker) => worker.send(&request).await,
                Err(error) => Err(error),
            };
            let error = answer.as_ref().err().cloned();
            creator.with_run(serial, |run| run.answered(row, answer, clock::now_ms()));
            // Its run goes on looking whether it was created twice.
            if creator.sent().is_some_and(|sent| sent.is_alone(serial))
                && let Some(created) = creator.with_run(serial, |run| run.hand_over(0)).flatten()
            {
                creator.reveal(created);
            }
            error
        }
        Step::Look => {
            let seen = read(creator, serial, async |worker: C::Worker| worker.compare(serial).await).await;
            let error = seen.as_ref().err().cloned();
            creator.with_run(serial, |run| run.looked(seen));
            error
        }
        Step::Delete(row, id) => {
            let answer = match now {
                Ok(worker) => worker.change(serial, id, Change::Delete).await,
                Err(error) => Err(error),
            };
            let error = answer.as_ref().err().cloned();
            creator.with_run(serial, |run| run.deleted(row, id, answer));
            error
        }
        Step::Change(id, change) => {
            let answer = match now {
                Ok(worker) => worker.change(serial, id, change).await,
                Err(error) => Err(error),
            };
            let error = answer.as_ref().err().cloned();
            creator.with_run(serial, |run| run.changed(id, change, answer));
            error
        }
        Step::Wait => {
            clock::pause(1).await;
            creator.with_run(serial, Run::waited);
            None
        }
        Step::Rest { ticket, seconds } => {
            clock::pause(seconds).await;
            return creator.with_run(serial, |run| run.rested(ticket)) == Some(true);
        }
    };
    if let (Some(error), Ok(worker)) = (error, worker) {
        worker.note(&error);
    }
    if let Some(sent) = creator.sent() {
        sent.put_away_ended(serial);
    }
    true
}
