//! The dialog that shows a new token's secret, once.
//!
//! It lies over everything, signed in or not: a session that ends while the secret is shown must not take it away.

use super::batch::may_drop;
use super::{Creator, Twins};
use crate::shell::{leave, page};
use crate::ui::dialog::{Closing, Dialog, DialogWidth};
use crate::ui::landmark::MAIN;
use crate::ui::live::{Announcer, use_announcer};
use crate::ui::secret::{Field, Foot, Held, SecretField, WHY};
use console_core::create::{Closing as Leaving, Reveal};
use leptos::html;
use leptos::prelude::*;

/// What the dialog asks the page to do.
#[derive(Clone, Copy)]
pub struct Leave {
    /// Lets this be asked before the page shows another place.
    pub set_guard: Callback<Callback<(), bool>>,
    /// Everything may go: another place is shown.
    pub go: Callback<()>,
    /// The dialog was closed: the secret goes, and the list comes.
    pub close: Callback<()>,
}

/// Whether the shown secret, or those of a run, may be dropped; if not, the dialog says why.
pub fn may_drop_secrets<C: Creator>(creator: C) -> bool {
    if !may_drop(creator) {
        return false;
    }
    let reveal = creator.revealed();
    if reveal.with_untracked(Option::is_none) {
        return true;
    }
    let answer = reveal.try_update(|reveal| reveal.as_mut().map(Reveal::asked_to_close)).flatten();
    answer != Some(Leaving::Guarded)
}

/// The dialog; it is open as long as there is a secret. `told` is what is said above the secret, `below` what can be done
/// with it.
#[component]
pub fn SecretDialog<C: Creator>(
    creator: C,
    leaving: Leave,
    #[prop(into)] lead: ViewFn,
    #[prop(into)] told: ViewFn,
    below: Callback<Field<C::Of>, AnyView>,
) -> impl IntoView {
    let reveal = creator.revealed();
    let open = Memo::new(move |_| reveal.with(Option::is_some));
    let unsaved = Memo::new(move |_| reveal.with(|reveal| reveal.as_ref().is_some_and(|r| r.saved().is_none())));
    // A create that is under way brings the only copy of a secret.
    leave::ask_before_leaving(Signal::derive(move || unsaved.get() || creator.is_creating()));
    leave::on_leaving(move || reveal.set(None));

    let stored = NodeRef::<html::Input>::new();
    // The dialog's own, so that it is heard there and goes with the dialog.
    let announcer = StoredValue::new(Announcer::new());
    // Esc, back, another place: all of them ask here.
    let may_leave = move || {
        let may = may_drop_secrets(creator);
        if !may {
            if let Some(stored) = stored.get_untracked() {
                let _ = stored.focus();
            }
            // A run of many tokens says so itself.
            if reveal.with_untracked(Option::is_some) {
                announcer.get_value().alert(WHY);
            }
        }
        may
    };
    leaving.set_guard.run(Callback::new(move |()| {
        let may = may_leave();
        if may {
            reveal.set(None);
            leaving.go.run(());
        }
        may
    }));
    let close = Callback::new(move |()| {
        if may_leave() {
            leaving.close.run(());
        }
    });
    let field = Field::of(reveal);
    let foot = move || view! { <Foot field stored close /> }.into_any();
    view! {
        <Dialog
            open
            title="Store this token now"
            on_close_request=close
            lead
            foot
            width=DialogWidth::Wide
            closing=Closing::Guarded
            on_closed=Callback::new(move |()| page::focus(MAIN))
        >
            {announcer.set_value(use_announcer())}
            <Held field />
            {told.run()}
            <Twins creator />
            <SecretField field />
            {below.run(field)}
        </Dialog>
    }
}
