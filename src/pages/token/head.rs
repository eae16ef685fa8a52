//! The head of a token: its place in the list, its name to be changed, its kind and id.

use super::TOKEN;
use crate::console::{Act, use_console};
use crate::pages::kind::weight;
use crate::pages::tokens::Found;
use crate::shared::list::{Steps, Typed};
use crate::ui::badge::KindBadge;
use crate::ui::button::{Button, ButtonKind, IconButton, Tone};
use crate::ui::copy_id::CopyId;
use crate::ui::drawn::{drawn, plain_input};
use crate::ui::icon::IconName;
use crate::ui::id;
use crate::ui::untrusted::Untrusted;
use influxdb2::Id;
use influxdb2::authorization::{AsShown, Authorization, Change, note};
use influxdb2::permission::Kind;
use influxdb2::route::Route;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

/// The field for another name.
const NAME: &str = "token-name";
/// What opens it.
const RENAME: &str = "token-rename";
/// What it is called, also where the name is typed again to confirm.
pub const NAME_LABEL: &str = "Name of the token";

/// What is known of the token.
pub type OpenToken = Memo<Option<(Authorization, Kind)>>;

/// What the token is called, without the notes behind it.
fn name_of(open: &Option<(Authorization, Kind)>) -> Option<&str> {
    open.as_ref().map(|(row, _)| note::read(&row.description).name)
}

/// The head.
#[component]
pub fn Head(id: Id, open: OpenToken, found: Found, on_close: Callback<()>) -> impl IntoView {
    let console = use_console();
    let is_half_typed = untrack(|| {
        console
            .list
            .kept(id, Typed::Name)
            .is_some_and(|typed| open.with(|open| name_of(open).is_none_or(|name| name != typed.trim())))
    });
    let renaming = RwSignal::new(console.list.takes_rename() || is_half_typed);
    let place = Signal::derive(move || console.tokens.with(|tokens| tokens.ready().and_then(|all| all.place_of(id))));
    let step = Callback::new(move |place: u32| {
        let token = console
            .tokens
            .with_untracked(|tokens| tokens.ready().and_then(|all| all.row(place)).map(|(row, _)| row.id));
        if let Some(token) = token {
            console.history.go(Route::Token(token));
        }
    });
    let name = move || open.with(|open| open.as_ref().map(|(row, _)| row.description.to_string())).unwrap_or_default();
    let title = move || {
        if open.with(Option::is_none) {
            return view! { <span class="mono">{id.to_string()}</span> }.into_any();
        }
        let text = name();
        if text.is_empty() {
            view! { <i>"No description"</i> }.into_any()
        } else {
            view! { <Untrusted text /> }.into_any()
        }
    };
    let kind = move || {
        open.with(|open| open.as_ref().map(|(_, kind)| *kind))
            .map(|kind| {
                view! { <KindBadge weight=weight(kind)>{kind.title()}</KindBadge> }
            })
            .into_any()
    };
    view! {
        <div class="drawer__head">
            <Steps place found on_step=step on_close />
            <div class="drawer__name">
                <h2 class="drawer__title" class:vh=move || renaming.get() id=TOKEN tabindex="-1">
                    {drawn(title)}
                </h2>
                {drawn(move || {
                    if renaming.get() {
                        view! { <Rename id open renaming /> }.into_any()
                    } else {
                        let rename = Callback::new(move |()| renaming.set(true));
                        view! { <IconButton icon=IconName::Pencil label="Rename" class="xbtn" on_click=rename attr:id=RENAME /> }.into_any()
                    }
                })}
            </div>
            <div class="drawer__line">{drawn(kind)} <CopyId id=id.to_string() /></div>
        </div>
    }
}

/// Another name, in the place of the title. Notes behind the name stay as they are. Whoever goes elsewhere finds what they
/// typed when they come back.
#[component]
fn Rename(id: Id, open: OpenToken, renaming: RwSignal<bool>) -> impl IntoView {
    let console = use_console();
    let stored = move || open.with(|open| open.as_ref().map(|(row, _)| AsShown::of(row)));
    let name = untrack(|| open.with(|open| name_of(open).map(str::to_owned)));
    let text = RwSignal::new(console.list.kept(id, Typed::Name).or_else(|| name.clone()).unwrap_or_default());
    // Whoever comes back to what they typed may be here before the list is.
    let began_with = StoredValue::new(name);
    let is_other = move |typed: &String| began_with.with_value(|name| name.as_ref() != Some(typed));
    Effect::new(move |_| console.list.keep(id, Typed::Name, Some(text.get()).filter(is_other)));
    let busy = Signal::derive(move || console.acts.of(id) == Some(Act::Busy));
    let leave_to = move |place: &'static str| {
        console.list.keep(id, Typed::Name, None);
        renaming.set(false);
        request_animation_frame(move || id::focus(place));
    };
    let end = move || leave_to(TOKEN);
    let give_up = move || leave_to(RENAME);
    // What was typed stays until it is stored: a conflict or a refusal asks for another try. It may have been sent from
    // here before one left and came back.
    Effect::new(move |_| {
        let is_stored = open.with(|open| {
            let is_new = |now: &&str| began_with.with_value(|name| name.as_deref().is_some_and(|name| name != *now));
            name_of(open).filter(is_new).is_some_and(|now| now == text.read_untracked().trim())
        });
        if is_stored && !busy.get() {
            end();
        }
    });
    // Whoever saves now writes over what somebody else chose, so that is shown first.
    let other = Memo::new(move |_| {
        let now = open.with(|open| name_of(open).map(str::to_owned))?;
        let before = began_with.try_update_value(|name| name.get_or_insert_with(|| now.clone()).clone());
        (before.is_some_and(|before| before != now) && !text.with(|typed| typed.trim() == now)).then_some(now)
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(shown) = untrack(stored) else { return };
        let change = Change::rename(&shown.description, text.read_untracked().trim());
        if change.description.as_deref() == Some(&*shown.description) {
            return end();
        }
        console.change_token(id, shown, change, None);
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            give_up();
        }
    };
    request_animation_frame(|| id::focus(NAME));
    view! {
        <form class="rename" on:submit=save on:keydown=on_key>
            {plain_input(NAME, NAME_LABEL, text)}
            {drawn(move || {
                other
                    .get()
                    .map(|text| {
                        view! {
                            <p class="field__hint" role="status">
                                "Somebody renamed it meanwhile: "
                                {if text.is_empty() { view! { <i>"no name"</i> }.into_any() } else { view! { <Untrusted text /> }.into_any() }}
                                ". Save puts yours in its place."
                            </p>
                        }
                    })
            })}
            <Button tone=Tone::Primary kind=ButtonKind::Submit busy>
                "Save"
            </Button>
            <Button tone=Tone::Quiet on_click=Callback::new(move |()| give_up())>
                "Cancel"
            </Button>
        </form>
    }
}
