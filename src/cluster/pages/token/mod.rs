//! One token, beside the list or in its place: what it is, what it grants, and what can be done with it.

mod change;
mod compare;
mod facts;
mod grants;
mod head;
mod preview;
mod revoke;
mod said;
mod show_as;
mod state;

pub use state::{ActionWord, Ends, StateBadge, rights};

use super::tokens::Found;
use crate::cluster::console::use_console;
use crate::ui::button::{Button, Tone};
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::id;
use change::{CHANGE, Change};
use compare::Compare;
use database::Id;
use database::route::Route;
use database::token::Token;
use facts::Facts;
use grants::Grants;
use head::Head;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use preview::Conflict;
use revoke::RevokeDialog;
use said::{RevocationSaid, UpdateSaid};
use show_as::ShowAs;

/// The heading of the token, which takes the focus when it opens.
pub const TOKEN: &str = "token";

/// The drawer of the token with this id. `found` are the tokens of the list, in its order.
#[component]
pub fn TokenDrawer(id: Id, found: Found) -> impl IntoView {
    let console = use_console();
    let open = Memo::new(move |_| console.token(id));
    let edits = Memo::new(move |_| console.changes.edits.with(|edits| edits.contains_key(&id)));
    let asking = RwSignal::new(false);
    let standing = Memo::new(move |_| console.token(id).map(|token| console.standing_of(&token)));
    request_animation_frame(|| id::focus(TOKEN));
    let close = Callback::new(move |()| {
        console.history.go(Route::Tokens);
        console.list.focus_row(id);
    });
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            close.run(());
        }
    };
    // What is said of a token is said anew when it has expired, or when a database of it is gone.
    let draw = move || match (open.get(), edits.get()) {
        (Some(_), true) => view! { <Change id /> }.into_any(),
        (Some(token), false) => {
            standing.track();
            view! { <Shown token asking /> }.into_any()
        }
        (None, _) => view! { <NotHere id /> }.into_any(),
    };
    view! {
        <aside class="drawer" aria-labelledby=TOKEN on:keydown=on_key>
            <Head id open found on_close=close />
            {drawn(draw)}
            <RevokeDialog id open asking />
        </aside>
    }
}

/// All about it, and what can be done at the foot.
#[component]
fn Shown(token: Token, asking: RwSignal<bool>) -> impl IntoView {
    let console = use_console();
    let id = token.id;
    let over = token.revoked.is_some();
    let seen = token.clone();
    let busy = Signal::derive(move || console.changes.is_busy(id));
    let change = Callback::new(move |()| {
        console.begin_edit(&seen);
        request_animation_frame(|| id::focus(TOKEN));
    });
    view! {
        <div class="drawer__body">
            <RevocationSaid id />
            <Conflict id />
            <UpdateSaid id />
            <Facts token=token.clone() />
            <Grants token=token.clone() />
            <Compare token=token.clone() />
            <ShowAs token />
        </div>
        {(!over)
            .then(|| {
                view! {
                    <div class="drawer__foot">
                        <Button icon=IconName::Pencil busy on_click=change attr:id=CHANGE>
                            "Change permissions"
                        </Button>
                        <span class="grow"></span>
                        <Button
                            tone=Tone::Danger
                            icon=IconName::Trash
                            on_click=Callback::new(move |()| asking.set(true))
                        >
                            "Revoke…"
                        </Button>
                    </div>
                }
            })}
    }
}

/// There is no such token here, or it is not known yet.
#[component]
fn NotHere(id: Id) -> impl IntoView {
    let console = use_console();
    let known = move || console.tokens.with(|tokens| tokens.ready().is_some());
    let text = move || match (known(), console.revocation(id)) {
        (false, _) => "The list of tokens is not here yet.".to_owned(),
        (true, Some(revocation)) => format!("{}. This cluster does not list it any more.", revocation.words()),
        (true, None) => {
            "No token with this id is in the list. It may be revoked, or belong to another cluster.".to_owned()
        }
    };
    let again = Callback::new(move |()| console.load_tokens());
    view! {
        <div class="drawer__body">
            <p role="status">{text}</p>
            <p>
                <Button on_click=again>"Load the list again"</Button>
            </p>
        </div>
    }
}
