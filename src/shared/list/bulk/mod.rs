//! Many tokens at once: choosing them in the list, the plan, the run with a result for each, and the way back.

mod bar;
mod drive;
pub mod keys;
mod plan;
mod run;
mod select;
mod state;
mod table;

pub use bar::BulkBar;
pub use drive::{choose, command, run_through};
pub use run::body as results;
pub use select::{HeadBox, RowBox};
pub use state::{Bulk, Ids, Work, went_on};

use crate::shell::lifetime::Lifetime;
use crate::shell::{leave, page};
use crate::ui::dialog::{Closing, Dialog, DialogRole, DialogWidth};
use crate::ui::landmark::HEADING;
use console_core::bulk::{Dialect, Plan, Row, Run, Verb as _, words};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::future::Future;

/// A session whose tokens can be changed many at once.
pub trait BulkConsole: Copy + Send + Sync + 'static {
    /// The kind of server.
    type Server: Dialect;

    /// What is chosen, and what is done with it.
    fn bulk(self) -> Bulk<Self::Server>;

    /// How long the session lasts.
    fn lifetime(self) -> Lifetime;

    /// The tokens at these places of the list.
    fn ids(self, places: &[u32]) -> Vec<Id<Self>>;

    /// Looks at a token as it is listed now.
    fn with_token<T>(self, id: Id<Self>, look: impl FnOnce(&Token<Self>) -> T) -> Option<T>;

    /// How many of the chosen tokens are in the list, and what can be done with how many of them.
    fn offers(self) -> Option<Offers<Verb<Self>>>;

    /// What the key Delete asks for.
    fn delete_key(self) -> Option<Verb<Self>>;

    /// The plan for what is chosen.
    fn plan(self, verb: Verb<Self>, included: &Ids<Self::Server>) -> Option<Plan<Self::Server>>;

    /// Why a token is left out, in sentences.
    fn reasons(self, id: Id<Self>, guards: Vec<Guard<Self>>, verb: Verb<Self>) -> Vec<String>;

    /// Sends what is asked for one row of the run.
    fn send(self, row: Row<Self::Server>) -> impl Future<Output = Sent<Self>>;

    /// Reads a token.
    fn read(self, id: Id<Self>) -> impl Future<Output = Result<Token<Self>, Error<Self>>>;

    /// Takes note of what an error says of the session.
    fn note(self, error: &Error<Self>);

    /// Shows in the list what the run has done.
    fn show_stored(self);
}

/// How many are chosen, and each verb with how many it would touch.
pub type Offers<V> = (usize, Vec<(V, usize)>);
/// The id of a token.
pub type Id<C> = <<C as BulkConsole>::Server as Dialect>::Id;
/// A token.
pub type Token<C> = <<C as BulkConsole>::Server as Dialect>::Token;
/// What can be done.
pub type Verb<C> = <<C as BulkConsole>::Server as Dialect>::Verb;
/// Why a token is left out.
pub type Guard<C> = <<C as BulkConsole>::Server as Dialect>::Guard;
/// What can go wrong.
pub type Error<C> = console_core::bulk::Error<<C as BulkConsole>::Server>;

/// What came of sending something.
pub enum Sent<C: BulkConsole> {
    /// The answer, perhaps with the token as it is now.
    Answered(Result<Option<Token<C>>, Error<C>>),
    /// Nothing was sent: somebody else has changed the token to this.
    ChangedMeanwhile(Token<C>),
    /// Nothing was sent, and the sentence says why.
    LeftAlone(&'static str),
    /// Nothing was sent: what has to be looked at before could not be read.
    Unread(Error<C>),
}

/// The plan and the run.
#[component]
pub fn BulkDialogs<C: BulkConsole>(console: C) -> impl IntoView {
    let bulk = console.bulk();
    let busy = Memo::new(move |_| bulk.of_run(|work| !work.rests()));
    leave::ask_before_leaving(busy.into());
    // Whoever wants to go while it works is shown what they stopped.
    let leave_run =
        Callback::new(
            move |()| {
                if busy.get_untracked() { drive::command(console, Run::pause) } else { drive::close(console) }
            },
        );
    // The bar from which it began may be gone with the choice.
    let home = Callback::new(move |()| {
        if bulk.chosen.with_untracked(BTreeSet::is_empty) {
            request_animation_frame(|| page::focus(HEADING));
        }
    });
    let question = Signal::derive(move || bulk.asked().map(|verb| verb.question()).unwrap_or_default());
    let lead = move || bulk.asked().map(|verb| verb.effect()).into_any();
    let forget = Callback::new(move |()| bulk.work.set(None));
    view! {
        <Dialog
            open=Signal::derive(move || bulk.asked().is_some())
            title=question
            role=DialogRole::Alert
            width=DialogWidth::Wide
            on_close_request=forget
            lead
            foot=move || plan::foot(console)
        >
            {plan::body(console)}
        </Dialog>
        <Dialog
            open=Signal::derive(move || bulk.of_run(|_| true))
            title=Signal::derive(move || bulk.of_run(title))
            width=DialogWidth::Wide
            closing=Closing::Guarded
            on_close_request=leave_run
            on_closed=home
            foot=move || run::foot(console)
        >
            {run::body(console, busy)}
        </Dialog>
    }
}

fn title<D: Dialect>(work: &Work<D>) -> String {
    words::title(work.verb, &work.run)
}
