//! Revoking, which is final: the name is typed first.

use super::TOKEN;
use crate::cluster::console::use_console;
use crate::ui::button::{Button, Tone};
use crate::ui::dialog::{Answered, Dialog, DialogRole};
use crate::ui::drawn::plain_input;
use crate::ui::untrusted::Untrusted;
use database::Id;
use database::revoke::confirmation;
use database::token::Token;
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn RevokeDialog(id: Id, open: Memo<Option<Token>>, asking: RwSignal<bool>) -> impl IntoView {
    let answered = Answered::not_yet();
    view! {
        <Dialog
            open=asking
            title="Revoke this token for good?"
            role=DialogRole::Alert
            on_close_request=Callback::new(move |()| asking.set(false))
            on_closed=answered.then_at(TOKEN)
        >
            <Question id open asking answered />
        </Dialog>
    }
}

#[component]
fn Question(id: Id, open: Memo<Option<Token>>, asking: RwSignal<bool>, answered: Answered) -> impl IntoView {
    let console = use_console();
    let wanted = open.with_untracked(|open| open.as_ref().map_or_else(|| id.to_string(), confirmation));
    let typed = RwSignal::new(String::new());
    let expected = wanted.clone();
    let blocked = Signal::derive(move || {
        (typed.read().trim() != expected).then(|| "Type the name as it is shown first.".to_owned())
    });
    let revoke = Callback::new(move |()| {
        answered.now();
        asking.set(false);
        console.revoke(id);
    });
    view! {
        <p>
            "Programs that use it are refused at once, and nobody can bring it back: a new token has another secret. It stays in the list as revoked where the cluster keeps it."
        </p>
        <p>"Type " <b><Untrusted text=wanted limit=2000 /></b> " to confirm."</p>
        {plain_input("token-confirm", "Name of the token", typed)}
        <div class="questions__acts">
            <Button on_click=Callback::new(move |()| asking.set(false))>"Cancel"</Button>
            <Button tone=Tone::DangerSolid blocked on_click=revoke>
                "Revoke for good"
            </Button>
        </div>
    }
}
