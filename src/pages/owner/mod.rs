//! One user who owns tokens: what is known, what stops when the user goes, the tokens, and what can be done.

mod facts;
mod goes;
mod questions;
mod said;
mod tokens;

pub use said::Said;
pub use tokens::granted;

use super::owners::states::Before;
use crate::console::{Act, use_console};
use crate::pages::owners::reload;
use crate::pages::owners::row::status_badge;
use crate::ui::button::{Button, IconButton, Tone};
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::landmark::HEADING;
use crate::ui::untrusted::Untrusted;
use facts::Facts;
use goes::Goes;
use influxdb2::Id;
use influxdb2::authorization::Status;
use influxdb2::authorization::owners::OwnerStatus;
use influxdb2::route::Route;
use influxdb2::session::AccessLevel;
use leptos::prelude::*;
use questions::Questions;
use tokens::OwnTokens;

/// The page of a user.
#[component]
pub fn OwnerPage(user: Id) -> impl IntoView {
    let console = use_console();
    console.want_beside(user);
    // Whoever comes by a link may ask for somebody who came since the list was loaded.
    let sees_all = console.session().is_some_and(|session| session.access == AccessLevel::Operator);
    let here = console.tokens.with_untracked(|tokens| tokens.ready().is_some());
    if sees_all && here && untrack(|| console.owner_status(user)) == OwnerStatus::NotKnown {
        console.load_tokens();
    }
    let asking = RwSignal::new(false);
    let places = Memo::new(move |_| {
        console.tokens.with(|tokens| {
            let listing = tokens.ready()?;
            let mut places = listing.find(&Default::default(), influxdb2::authorization::filter::FilterContext::at(0));
            places.retain(|place| listing.row(*place).is_some_and(|(row, _)| row.user == user));
            Some(places)
        })
    });
    let has_tokens = Memo::new(move |_| places.with(|places| places.as_ref().map(|places| !places.is_empty())));
    view! {
        <Head user asking has_tokens />
        <Said user />
        {drawn(move || match has_tokens.get() {
            None => view! { <Before /> }.into_any(),
            Some(false) => view! { <NoTokens user /> }.into_any(),
            Some(true) => {
                view! {
                    <div class="ohead">
                        <Facts user />
                        <Goes user />
                    </div>
                    <OwnTokens user places />
                }
                    .into_any()
            }
        })}
        <Questions user asking />
    }
}

#[component]
fn Head(user: Id, asking: RwSignal<bool>, has_tokens: Memo<Option<bool>>) -> impl IntoView {
    let console = use_console();
    let back = Callback::new(move |()| console.history.go(Route::Owners));
    let offboard = Callback::new(move |()| console.history.go(Route::Offboard(user)));
    let status = Memo::new(move |_| console.owner_status(user));
    let busy = Signal::derive(move || console.owners.act(user) == Some(Act::Busy));
    let blocked = Signal::derive(move || {
        console
            .is_leaving(user)
            .then(|| "The offboarding of this user is still open. Bring it to its end and close it first.".to_owned())
    });
    let is_deleted = move || console.owners.act(user) == Some(Act::Deleted);
    let activate = Callback::new(move |()| console.switch_user(user, Status::Active));
    let ask = Callback::new(move |()| asking.set(true));
    view! {
        <div class="pagehead">
            <IconButton icon=IconName::ArrowLeft label="All owners" on_click=back />
            <h1 class="pagehead__title" id=HEADING tabindex="-1">
                {drawn(move || view! { <Untrusted text=console.user_name(user) limit=120 /> })}
            </h1>
            <span class="pagehead__count owner__status">{drawn(move || status_badge(status.get()))}</span>
            <div class="pagehead__actions" hidden=is_deleted>
                {drawn(move || match status.get() {
                    OwnerStatus::Inactive => {
                        view! {
                            <Button icon=IconName::Power blocked busy on_click=activate>
                                "Activate user"
                            </Button>
                        }
                            .into_any()
                    }
                    known => {
                        view! {
                            {(known == OwnerStatus::NotKnown)
                                .then(|| {
                                    view! {
                                        <Button icon=IconName::Power blocked busy on_click=activate>
                                            "Activate user"
                                        </Button>
                                    }
                                })}
                            <Button icon=IconName::Power blocked busy on_click=ask>
                                "Deactivate user…"
                            </Button>
                        }
                            .into_any()
                    }
                })}
                {drawn(move || {
                    (has_tokens.get() == Some(true))
                        .then(|| {
                            view! {
                                <Button tone=Tone::Primary icon=IconName::Refresh on_click=offboard>
                                    "Offboard…"
                                </Button>
                            }
                        })
                })}
            </div>
        </div>
    }
}

/// The user owns no token that is shown here.
#[component]
fn NoTokens(user: Id) -> impl IntoView {
    let console = use_console();
    let again = Callback::new(move |()| reload(console));
    view! {
        <div class="ohead">
            <Facts user />
        </div>
        <div class="scrollpage">
            <p role="status">
                "No token of this user is in the list of this organization. There may be none, they may belong to another organization or be hidden from your credential, or the user is deleted."
            </p>
            <p>
                <Button on_click=again>"Load the list again"</Button>
            </p>
        </div>
    }
}
