//! The dialog of a run: what became of each name, and one table with all secrets, once.
//!
//! It lies over everything, like the dialog of a single secret, and is left in the same ways. Only where the session ended
//! can it be set aside, because signing in again is what it waits for; a bar at the foot of the page then leads back.

mod foot;
mod keep;
mod notices;
mod progress;
mod table;
mod words;

use super::{Creator, Steer, Twins, drive};
use crate::shell::{leave, page};
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::dialog::{Closing, Dialog, DialogWidth};
use crate::ui::drawn::drawn;
use crate::ui::landmark::MAIN;
use console_core::create::{Closing as Leaving, Dialect, Error, Run};
use console_core::text::SecretsFile;
use foot::Foot;
use keep::{Keep, Keeping};
use leptos::html;
use leptos::prelude::*;
use notices::Notices;
use progress::Progress;
use table::Table;
use zeroize::Zeroizing;

/// A page on which many tokens are created at once.
pub trait Batches: Creator {
    /// What the file with the secrets is called, but for its ending; nothing of the tokens is in it.
    const FILE: &str;
    /// Why a row may exist although the list does not show it.
    const HIDDEN_ROW: &str;

    /// What keeps the run from going on: nobody is signed in, or somewhere else.
    fn hindrance(self) -> Option<String>;

    /// Whether somebody is signed in.
    fn is_signed_in(self) -> bool;

    /// What a person should know while the secrets are shown.
    fn shown_once(self) -> &'static str;

    /// Wipes the secrets of the run, if it may be, and leads to the list.
    fn close(self);

    /// The text with every secret that is here, and the rows that are in it.
    fn export(self, run: &Run<Self::Of>, file: SecretsFile) -> (Zeroizing<String>, Vec<usize>);

    /// What a person has to know of the format.
    fn note(file: SecretsFile) -> &'static str;

    /// What a refusal says of a row.
    fn reason(error: &Error<Self::Of>) -> String;

    /// How a token is not as it was asked for; none if it is.
    fn otherwise(created: &<Self::Of as Dialect>::Created) -> Option<Otherwise<<Self::Of as Dialect>::Id>>;
}

/// How a token is not as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise<I> {
    /// Every difference.
    pub text: String,
    /// The token, if it works and can be stopped.
    pub stops: Option<I>,
}

/// The button that stops a token.
pub type Stop<D> = Callback<<D as Dialect>::Id, AnyView>;

/// Starts a run over many names.
pub fn start<C: Creator>(creator: C, run: Run<C::Of>) {
    let serial = run.origin.serial;
    creator.batch().set(Some(run));
    drive(creator, serial);
}

/// Tells the run something, unless it waits for somebody to be signed in.
fn steer<C: Batches>(creator: C, steer: &mut dyn FnMut(&mut Run<C::Of>)) {
    let serial = creator.batch().with_untracked(|run| run.as_ref().map(|run| run.origin.serial));
    if let Some(serial) = serial.filter(|_| untrack(move || creator.hindrance()).is_none()) {
        creator.steer(serial, steer);
    }
}

/// Whether the run may be dropped; if not, its dialog says why.
pub fn may_drop<C: Creator>(creator: C) -> bool {
    if creator.batch().with_untracked(Option::is_none) {
        return true;
    }
    let answer = creator.batch().try_update(|run| run.as_mut().map(Run::asked_to_close)).flatten();
    answer != Some(Leaving::Guarded)
}

/// The dialog; it is there as long as there is a run.
#[component]
pub fn RunDialog<C: Batches>(creator: C, #[prop(optional)] stop: Option<Stop<C::Of>>) -> impl IntoView {
    let batch = creator.batch();
    let present = Memo::new(move |_| batch.with(Option::is_some));
    let stays = Memo::new(move |_| batch.with(|run| run.as_ref().is_some_and(Run::must_stay)));
    leave::ask_before_leaving(stays.into());
    leave::on_leaving(move || batch.set(None));

    let aside = RwSignal::new(false);
    let hindered = Memo::new(move |_| creator.hindrance().is_some());
    // Signed in again where the run belongs: it comes back by itself.
    Effect::new(move |_| {
        if !hindered.get() {
            aside.set(false);
        }
    });
    let attempts = Memo::new(move |_| batch.with(|run| run.as_ref().map_or(0, Run::attempts_to_leave)));
    let stored = NodeRef::<html::Input>::new();
    // Esc, back, another place: whoever was refused is shown where to go on.
    Effect::new(move |before: Option<usize>| {
        let now = attempts.get();
        if before.is_some_and(|before| now > before) {
            aside.set(false);
            if let Some(stored) = stored.get_untracked() {
                let _ = stored.focus();
            }
        }
        now
    });
    let close = Callback::new(move |()| creator.close());
    let keeping = Keeping::default();
    let lead = move || {
        let none = batch.with(|run| run.as_ref().is_some_and(|run| !run.is_active() && run.tally().created == 0));
        if none { "There is no secret to store." } else { creator.shown_once() }
    };
    let lead = move || lead.into_any();
    let foot = move || view! { <Foot creator keeping stored close /> }.into_any();
    view! {
        <Dialog
            open=Signal::derive(move || present.get() && !aside.get())
            title=Signal::derive(move || batch.with(|run| run.as_ref().map(words::title)).unwrap_or_default())
            on_close_request=close
            lead
            foot
            width=DialogWidth::Wide
            closing=Closing::Guarded
            on_closed=Callback::new(move |()| page::focus(MAIN))
        >
            <Twins creator />
            <Notices creator aside />
            <Progress creator />
            <Table creator stop />
            <Keep creator keeping />
        </Dialog>
        {drawn(move || {
            (present.get() && aside.get())
                .then(|| {
                    view! {
                        <aside class="manybar" aria-label="A run that waits">
                            <p>
                                {move || {
                                    batch.with(|run| run.as_ref().map(words::waits)).unwrap_or_default()
                                }}
                            </p>
                            <Button
                                tone=Tone::Default
                                size=ButtonSize::Small
                                on_click=Callback::new(move |()| aside.set(false))
                            >
                                "Back to them"
                            </Button>
                        </aside>
                    }
                })
        })}
    }
}
