//! One token, beside the list or in its place: what it is, what it grants, and what can be done with it.

mod acts;
mod compare;
mod effects;
mod facts;
mod head;
mod permissions;
mod questions;
mod replacing;
mod review_by;
mod show_as;

use crate::console::{Act, Done, use_console};
use crate::pages::tokens::Found;
use crate::shared::not_done::not_done;
use crate::ui::button::{Button, Tone};
use crate::ui::drawn::drawn;
use crate::ui::id;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use acts::Foot;
use compare::Compare;
use console_core::date::Date;
use effects::Effects;
use facts::Facts;
use head::Head;
use influxdb2::Id;
use influxdb2::authorization::ghost_rights;
use influxdb2::authorization::note::NoteKind;
use influxdb2::authorization::{AsShown, Authorization, Change, Listing, Revocation};
use influxdb2::permission::{Kind, ResourceType};
use influxdb2::route::Route;
use influxdb2::session::Session;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use permissions::Permissions;
use questions::{Question, Questions};
use replacing::Replacing;
use show_as::ShowAs;
use std::sync::Arc;

/// The heading of the token, which takes the focus when it opens.
pub const TOKEN: &str = "token";

/// What is open.
#[derive(Clone)]
pub struct Open {
    pub session: Arc<Session>,
    pub listing: Arc<Listing>,
    pub row: Authorization,
    pub kind: Kind,
}

/// The token with this id, as the part of the program that draws it.
pub fn drawer(session: Arc<Session>, id: Id, found: Found) -> AnyView {
    view! { <TokenDrawer session id found /> }.into_any()
}

/// The drawer of the token with this id. `found` are the tokens of the list, in its order.
#[component]
fn TokenDrawer(session: Arc<Session>, id: Id, found: Found) -> impl IntoView {
    let console = use_console();
    let open = Memo::new(move |_| {
        let listing = console.tokens.with(|tokens| tokens.ready().cloned())?;
        let place = listing.place_of(id)?;
        let (row, kind) = listing.row(place).map(|(row, kind)| (row.clone(), kind))?;
        Some((row, kind))
    });
    let loaded = move || console.tokens.with(|tokens| tokens.ready().is_some());
    request_animation_frame(|| id::focus(TOKEN));
    // Which buckets are the server's own, and which exist again under their old name.
    console.want_objects(&ResourceType::Buckets);
    let close = move || {
        console.history.go(Route::Tokens);
        console.list.focus_row(id);
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            close();
        }
    };
    let question = RwSignal::new(None::<Question>);
    let draw = move || match open.get() {
        Some((row, kind)) => {
            let listing = console.tokens.with_untracked(|tokens| tokens.ready().cloned()).unwrap_or_default();
            let open = Open { session: Arc::clone(&session), listing, row, kind };
            view! {
                <div class="drawer__body">
                    <Said id />
                    <Standing open=open.clone() />
                    <Replacing open=open.clone() question />
                    <Facts open=open.clone() />
                    <Effects open=open.clone() />
                    <Permissions open=open.clone() />
                    <Compare open=open.clone() />
                    <ShowAs open=open.clone() />
                </div>
                <Foot open question />
            }
            .into_any()
        }
        None => view! { <NotHere known=loaded() id /> }.into_any(),
    };
    view! {
        <aside class="drawer" aria-labelledby=TOKEN on:keydown=on_key>
            <Head id open found on_close=Callback::new(move |()| close()) />
            {drawn(draw)}
            <Questions id question />
        </aside>
    }
}

/// There is no such token here, or it is not known yet.
#[component]
fn NotHere(known: bool, id: Id) -> impl IntoView {
    let console = use_console();
    let gone = move || matches!(console.acts.of(id), Some(Act::Gone | Act::Deleted));
    let text = move || match (known, gone()) {
        (false, _) => "Loading the list of tokens.",
        (true, true) => "This token is deleted.",
        (true, false) => {
            "No token with this id is in the list of this organization. It may be deleted, belong to another organization, or be hidden from your credential."
        }
    };
    view! {
        <div class="drawer__body">
            <p role="status">{text}</p>
            {known
                .then(|| {
                    view! {
                        <p>
                            <Button tone=Tone::Default on_click=Callback::new(move |()| console.load_tokens())>
                                "Load the list again"
                            </Button>
                        </p>
                    }
                })}
        </div>
    }
}

/// What came of the last thing that was done with the token.
#[component]
fn Said(id: Id) -> impl IntoView {
    let console = use_console();
    let act = Memo::new(move |_| console.acts.of(id));
    drawn(move || {
        let (tone, title, text) = match act.get() {
            None | Some(Act::Busy | Act::Done | Act::Deleted) => return ().into_any(),
            Some(Act::Conflict) => (
                NoticeTone::Warn,
                "Somebody changed this token meanwhile",
                "Nothing was sent. What is stored now is shown; look at it, then try again.".to_owned(),
            ),
            Some(Act::Gone) => (NoticeTone::Warn, "This token is gone", "Somebody deleted it meanwhile.".to_owned()),
            Some(Act::WithoutSuccessor) => (
                NoticeTone::Warn,
                "The new token does not work",
                "It is gone, it is off, or its owner is. Nothing was sent, so this token goes on: switch on what is off, or replace it anew.".to_owned(),
            ),
            Some(Act::Refused(error)) => (NoticeTone::Danger, "Nothing changed", error.to_string()),
            Some(Act::NotDone(error)) => {
                let (title, text) = not_done(
                    &error,
                    ["The answer was lost, and nothing changed so far", "Nothing changed so far"],
                    "The token was read back: it is as before. A slow server may still carry the change out. Load the list again before you try once more.",
                );
                (NoticeTone::Warn, title, text)
            }
            Some(Act::Unsure(error)) => (
                NoticeTone::Danger,
                "The answer was lost",
                format!("What is stored could not be read back. {error} Load the list again before you try once more."),
            ),
        };
        view! {
            <Notice tone role=NoticeRole::Alert title=title.to_owned()>
                {text}
            </Notice>
        }
        .into_any()
    })
}

/// What one has to know before a button is trusted.
#[component]
fn Standing(open: Open) -> impl IntoView {
    let revoked = Revocation::of(&open.row).map(|revocation| match revocation {
        Revocation::Revoked(day) => view! {
            <Notice tone=NoticeTone::Plain title=format!("Revoked {day}")>
                "The note in the description is what every admin sees, in any client. Undo takes it away and turns the token on."
            </Notice>
        }
        .into_any(),
        Revocation::ActiveAgain(day) => view! { <ActiveAgain row=open.row.clone() day /> }.into_any(),
    });
    let ghost = ghost_rights(&open.row).map(|text| {
        view! {
            <Notice tone=NoticeTone::Warn title="Deactivating does not take everything back">
                {text}
            </Notice>
        }
    });
    view! {
        {revoked}
        {ghost}
    }
}

/// A token that was revoked and that somebody activated since. The foot stops it; here the note can go.
#[component]
fn ActiveAgain(row: Authorization, day: Date) -> impl IntoView {
    let console = use_console();
    let (token, shown) = (row.id, AsShown::of(&row));
    let busy = Signal::derive(move || console.acts.of(token) == Some(Act::Busy));
    let take_away = Callback::new(move |()| {
        // The notice goes with the note; the focus waits at the title meanwhile.
        id::focus(TOKEN);
        let change = Change::note(&shown.description, NoteKind::Revoked, None);
        console.change_token(token, shown.clone(), change, Some(Done::NoteTaken));
    });
    let actions = move || {
        view! {
            <Button busy on_click=take_away>
                "Take the note away"
            </Button>
        }
        .into_any()
    };
    view! {
        <Notice tone=NoticeTone::Warn title=format!("Active, with a note that it was revoked on {day}") actions>
            "Somebody activated it since. Deactivate it, revoke it again, or take the note away."
        </Notice>
    }
}
