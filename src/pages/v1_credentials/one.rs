//! One credential, beside the list or in its place: what it is, what it reaches, and what can be done with it.

use super::list::shape;
use super::mapped::{Known, Mend, Names, NoDatabase, known, sees_all};
use super::password::SetPassword;
use super::said::Said;
use super::{is_loading, ready};
use crate::console::{Act, use_console};
use crate::shell::clock;
use crate::ui::badge::{StatusBadge, Tag, TagTone};
use crate::ui::button::{Button, IconButton, Tone};
use crate::ui::code::Code;
use crate::ui::copy_id::CopyId;
use crate::ui::dialog::{Answered, Dialog, DialogRole};
use crate::ui::drawn::{drawn, plain_input};
use crate::ui::icon::IconName;
use crate::ui::id;
use crate::ui::tile::{Right, Tile, TileLook};
use crate::ui::time::local_full;
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::time::ago;
use influxdb2::Id;
use influxdb2::authorization::v1::commands::sent;
use influxdb2::authorization::{Change, Grant, PasswordRule, Status, TokenStatus, V1Authorization, V1Listing, grants};
use influxdb2::permission::{ResourceType, Scope};
use influxdb2::route::{Route, V1Place};
use influxdb2::session::Session;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::sync::Arc;

/// The heading, which takes the focus when one opens.
const TITLE: &str = "v1-title";

/// The drawer.
#[component]
pub fn V1Drawer(session: Arc<Session>, id: Id) -> impl IntoView {
    let console = use_console();
    request_animation_frame(move || {
        id::focus(TITLE);
        console.v1.refresh.looked_at(id);
    });
    let open = Memo::new(move |_| ready(console).and_then(|listing| listing.table.find(id).cloned()));
    let close = move || {
        console.history.go(Route::V1Credentials(V1Place::List));
        request_animation_frame(move || id::focus(&format!("v1-row-{id}")));
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            close();
        }
    };
    let deleting = RwSignal::new(false);
    let answered = Answered::not_yet();
    let title = move || match open.with(|open| open.as_ref().map(|row| row.username.to_string())) {
        None => view! { <span class="mono">{id.to_string()}</span> }.into_any(),
        Some(text) => view! { <Untrusted text /> }.into_any(),
    };
    let rule = PasswordRule::of(&session.server);
    let there = Memo::new(move |_| open.with(Option::is_some));
    let body = move || {
        if !there.get() {
            return view! { <NotHere id /> }.into_any();
        }
        let session = Arc::clone(&session);
        let about = move || {
            let found = open.get().zip(ready(console));
            found.map(|(row, listing)| view! { <About session=Arc::clone(&session) row listing /> })
        };
        view! {
            <div class="drawer__body">
                <Said id />
                {drawn(about)}
                // It stays while the rest is drawn anew, with what is typed.
                <SetPassword id rule />
            </div>
            <Foot id open deleting />
        }
        .into_any()
    };
    view! {
        <aside class="drawer" aria-labelledby=TITLE on:keydown=on_key>
            <div class="drawer__head">
                <div class="drawer__bar">
                    <span class="mute">"1.x credential"</span>
                    <span class="drawer__steps">
                        <IconButton
                            icon=IconName::Close
                            label="Close details"
                            on_click=Callback::new(move |()| close())
                        />
                    </span>
                </div>
                <div class="drawer__name">
                    <h2 class="drawer__title" id=TITLE tabindex="-1">
                        {drawn(title)}
                    </h2>
                </div>
                <div class="drawer__line">
                    <CopyId id=id.to_string() />
                </div>
            </div>
            {drawn(body)}
            <Dialog
                open=deleting
                title="Delete this credential for good?"
                role=DialogRole::Alert
                on_close_request=Callback::new(move |()| deleting.set(false))
                on_closed=answered.then_at(TITLE)
            >
                <Delete id open deleting answered />
            </Dialog>
        </aside>
    }
}

/// There is no such credential here, or it is not known yet.
#[component]
fn NotHere(id: Id) -> impl IntoView {
    let console = use_console();
    let loading = Memo::new(move |_| is_loading(console));
    let gone = move || matches!(console.acts.of(id), Some(Act::Gone | Act::Deleted));
    let text = move || match (loading.get(), gone()) {
        (true, _) => "Loading the list of 1.x credentials.",
        (false, true) => "This credential is deleted.",
        (false, false) => {
            "No 1.x credential with this id is in the list of this organization. It may be deleted, belong to another organization, or be hidden from your credential."
        }
    };
    let again = Callback::new(move |()| console.load_v1());
    view! {
        <div class="drawer__body">
            <p role="status">{text}</p>
            <p>
                <Button on_click=again>"Load the list again"</Button>
            </p>
        </div>
    }
}

/// Facts, buckets, and what a program sends.
#[component]
fn About(session: Arc<Session>, row: V1Authorization, listing: Arc<V1Listing>) -> impl IntoView {
    let org = session.org.id;
    let whole = sees_all(&session);
    let bare = listing.without_database(&row);
    let mends = bare
        .into_iter()
        .map(|bucket| {
            view! { <Mend session_org=org sees_all=whole bucket mappings=listing.mappings().to_vec() /> }
        })
        .collect_view();
    let first =
        grants(&row.authorization).iter().filter_map(|grant| grant.scope.object()).find_map(|bucket| {
            match known(&listing, bucket) {
                Known::Names(names) => names.into_iter().next(),
                _ => None,
            }
        });
    let what = sent(&row.username, first.as_ref());
    view! {
        {mends}
        <Facts session row=row.clone() listing=Arc::clone(&listing) />
        <Reached row listing />
        <section class="drawer__section" aria-labelledby="v1-sent">
            <h3 class="drawer__h" id="v1-sent">
                "What a program sends"
            </h3>
            <Code text=what label="User, password and database" />
            <p class="mute">
                "Name and password also work as Basic authentication. Where a program names no retention policy, the default one of the database is meant."
            </p>
        </section>
    }
}

#[component]
fn Facts(session: Arc<Session>, row: V1Authorization, listing: Arc<V1Listing>) -> impl IntoView {
    let console = use_console();
    let stored = row.authorization;
    let (user, mine) = (stored.user, stored.user == session.me.id);
    let owner = listing.table.names.get(&ResourceType::Users, user).map(str::to_owned);
    let (created, changed) = (stored.created_ms, stored.changed_ms);
    let description = stored.description.to_string();
    let status = move || {
        let status = console.inactive_users.with(|inactive| TokenStatus::of(&stored, inactive));
        let why = match status {
            TokenStatus::Active => "It works once it has a password. Deactivating pauses it.",
            TokenStatus::Inactive => "Programs that use it are refused.",
            TokenStatus::OwnerInactive => {
                "It is active, but its owner is not: the server answers “User is inactive”. Activate the user first."
            }
        };
        view! {
            <StatusBadge shape=shape(status) label=status.title() />
            <small>{why}</small>
        }
        .into_any()
    };
    let owner_off = move || console.inactive_users.with(|inactive| inactive.contains(&user)).then_some(", inactive");
    view! {
        <dl class="kv">
            <dt>"Status"</dt>
            <dd>{drawn(status)}</dd>
            <dt>"Owner"</dt>
            <dd>
                {match owner {
                    Some(text) => view! { <Untrusted text /> }.into_any(),
                    None => view! { <span class="mono" translate="no">{user.to_string()}</span> }.into_any(),
                }} {mine.then_some(" (you)")} {drawn(owner_off)}
                <small>"It stops if this user is deactivated or deleted."</small>
            </dd>
            <dt>"For"</dt>
            <dd>
                {if description.is_empty() {
                    view! { <i class="mute">"No description"</i> }.into_any()
                } else {
                    view! { <Untrusted text=description limit=2000 /> }.into_any()
                }}
            </dd>
            <dt>"Created"</dt>
            <dd>{when(created)}</dd>
            <dt>"Changed"</dt>
            <dd>
                {when(changed)}
                <small>"Last edit of this entry: description or status. A new password does not show."</small>
            </dd>
            <dt>"Last use"</dt>
            <dd>
                "Not recorded"
                <small>"InfluxDB does not store when or from where it is used. Nobody can look it up."</small>
            </dd>
        </dl>
    }
}

fn when(at: Option<i64>) -> String {
    match at {
        Some(at) => format!("{} · {}", local_full(at), ago(at, clock::now_ms())),
        None => "Not known".to_owned(),
    }
}

/// Each bucket with the names by which a client reaches it.
#[component]
fn Reached(row: V1Authorization, listing: Arc<V1Listing>) -> impl IntoView {
    let off = row.authorization.status == Status::Inactive;
    let all = grants(&row.authorization);
    let lines: Vec<AnyView> = all.iter().map(|grant| line(grant, &listing, off)).collect();
    let unread = listing.mappings.as_ref().err().map(|error| {
        view! { <p class="mute">{format!("Which databases lead there could not be read. {error}")}</p> }
    });
    view! {
        <section class="drawer__section" aria-labelledby="v1-buckets">
            <h3 class="drawer__h" id="v1-buckets">
                "Buckets, and the databases that stand for them"
            </h3>
            <p class="mute">
                "Fixed since creation. To change them, create another credential. “by name” was created by the server from the bucket’s name and goes with it."
            </p>
            {unread}
            <ul class="grantlist">{lines}</ul>
        </section>
    }
}

fn line(grant: &Grant<'_>, listing: &V1Listing, off: bool) -> AnyView {
    let console = use_console();
    let is_bucket = *grant.resource == ResourceType::Buckets;
    let look = match (off, is_bucket) {
        (true, _) => TileLook::Off,
        (false, false) => TileLook::Soft,
        (false, true) => TileLook::Solid,
    };
    let label = console.names.with_untracked(|names| grant.label(names));
    let names = match grant.scope {
        _ if !is_bucket => view! { <small>"Does nothing: 1.x programs reach buckets only."</small> }.into_any(),
        // The server names the buckets of a list, so one without a name is gone.
        Scope::Object { id, .. } if console.names.with_untracked(|names| names.get(grant.resource, id).is_none()) => {
            view! { <Tag tone=TagTone::Warn>"deleted"</Tag> }.into_any()
        }
        Scope::Object { id, .. } => match known(listing, id) {
            Known::Unread => ().into_any(),
            Known::None => view! { <NoDatabase /> }.into_any(),
            Known::Names(names) => {
                let names = names.into_iter().map(|mapping| view! { <li><Names mapping /></li> }).collect_view();
                view! { <ul class="dbmaps">{names}</ul> }.into_any()
            }
        },
        Scope::Org(_) | Scope::Everywhere => {
            view! { <small>"Each bucket by its own databases, also future ones."</small> }.into_any()
        }
    };
    view! {
        <li class="grantlist__one">
            <span class="grantlist__r">{grant.read.then(|| view! { <Tile right=Right::Read look /> })}</span>
            <span class="grantlist__w">{grant.write.then(|| view! { <Tile right=Right::Write look /> })}</span>
            <span><Untrusted text=label /> " " {names}</span>
        </li>
    }
    .into_any()
}

/// What can be done with it: at the foot, so that it stays in its place.
#[component]
fn Foot(id: Id, open: Memo<Option<V1Authorization>>, deleting: RwSignal<bool>) -> impl IntoView {
    let console = use_console();
    let busy = Signal::derive(move || console.acts.of(id) == Some(Act::Busy));
    let active = Memo::new(move |_| {
        open.with(|open| open.as_ref().is_some_and(|row| row.authorization.status == Status::Active))
    });
    let toggle = Callback::new(move |()| {
        let to = if active.get_untracked() { Status::Inactive } else { Status::Active };
        console.change_v1(id, Change::to_status(to));
    });
    let blocked =
        Signal::derive(move || active.get().then(|| "Deactivate it first: then you see who misses it.".to_owned()));
    view! {
        <div class="drawer__foot">
            <Button icon=IconName::Power busy on_click=toggle>
                {drawn(move || if active.get() { "Deactivate" } else { "Activate" })}
            </Button>
            <span class="grow"></span>
            <Button
                tone=Tone::Danger
                icon=IconName::Trash
                busy
                blocked
                on_click=Callback::new(move |()| deleting.set(true))
            >
                "Delete for good…"
            </Button>
        </div>
    }
}

/// The name is typed.
#[component]
fn Delete(id: Id, open: Memo<Option<V1Authorization>>, deleting: RwSignal<bool>, answered: Answered) -> impl IntoView {
    let console = use_console();
    let name = open.with_untracked(|open| open.as_ref().map(|row| row.username.to_string())).unwrap_or_default();
    let wanted = if name.trim().is_empty() { id.to_string() } else { name.trim().to_owned() };
    let typed = RwSignal::new(String::new());
    // What hides cannot be typed, so its spelling is asked for.
    let expected = spelled_out(&wanted);
    let same = move || typed.read().trim() == expected;
    let blocked = Signal::derive(move || (!same()).then(|| "Type the name as it is shown first.".to_owned()));
    let delete = Callback::new(move |()| {
        answered.now();
        deleting.set(false);
        console.delete_v1(id);
    });
    view! {
        <p>"Programs that use it are refused at once, and its password goes with it. The name is free for another one."</p>
        <p>
            "Type " <b><Untrusted text=spelled_out(&wanted) limit=2000 /></b> " to confirm."
        </p>
        {plain_input("v1-confirm", "Name of the credential", typed)}
        <div class="questions__acts">
            <Button on_click=Callback::new(move |()| deleting.set(false))>"Cancel"</Button>
            <Button tone=Tone::DangerSolid blocked on_click=delete>
                "Delete for good"
            </Button>
        </div>
    }
}
