//! How far the replacement of a token is, and its next step. Each token changes itself only; the other one is opened for that.

use super::questions::Question;
use super::{Open, TOKEN};
use crate::console::{Act, Done, use_console};
use crate::shell::clock;
use crate::ui::button::{Button, ButtonSize, LinkButton};
use crate::ui::drawn::drawn;
use crate::ui::id;
use crate::ui::untrusted::Untrusted;
use influxdb2::Id;
use influxdb2::authorization::guard::Stop;
use influxdb2::authorization::note;
use influxdb2::authorization::replacement::{self, Replacement, Stage};
use influxdb2::authorization::{AsShown, Authorization, Change, Listing, Status};
use influxdb2::route::Route;
use leptos::prelude::*;

/// Where the secret of a token stands, and what reads it anew.
const PLACES: [(&str, &str); 3] = [
    (
        "Telegraf",
        "token in /etc/telegraf/telegraf.conf, or INFLUX_TOKEN in /etc/default/telegraf; then restart telegraf",
    ),
    ("Grafana", "Connections, Data sources, the field Token; then Save & test"),
    ("A script", "INFLUX_TOKEN in its .env or service file; then start it anew"),
];

/// The section; nothing where no note speaks of a replacement.
#[component]
pub fn Replacing(open: Open, question: RwSignal<Option<Question>>) -> impl IntoView {
    let console = use_console();
    let token = open.row.id;
    // The other token may change while this one is as it was, and whether an owner is active may be told after the list is.
    let found = Memo::new(move |_| {
        let listing = console.tokens.with(|tokens| tokens.ready().cloned())?;
        let found = console.inactive_users.with(|inactive| replacement::of(&listing, token, inactive))?;
        let other = if found.old == token { found.new } else { found.old };
        Some((found, name(&listing, other)))
    });
    drawn(move || found.get().map(|(found, other)| section(&open.row, found, &other, question)))
}

/// `called` is the name of the other token.
fn section(row: &Authorization, found: Replacement, called: &str, question: RwSignal<Option<Question>>) -> AnyView {
    let console = use_console();
    let Replacement { old, new, stage } = found;
    let is_old = row.id == old;
    let other = if is_old { new } else { old };
    let token = row.id;
    let busy = Signal::derive(move || console.acts.of(token) == Some(Act::Busy));
    let shown = AsShown::of(row);
    let step = move |words: &'static str, change: Change, done: Done| {
        let shown = shown.clone();
        let act = Callback::new(move |()| {
            let (shown, change) = (shown.clone(), change.clone());
            if done.stops() && !console.guards_of(token).is_empty() {
                let change = Some((change, done));
                return question.set(Some(Question::Guarded { stop: Stop::Deactivate, shown, change }));
            }
            id::focus(TOKEN);
            console.change_token(token, shown, change, Some(done));
        });
        view! { <Button size=ButtonSize::Small busy on_click=act>{words}</Button> }.into_any()
    };
    let go = Callback::new(move |()| console.history.go(Route::Token(other)));
    let there = move |words: &'static str| view! { <LinkButton on_click=go>{words}</LinkButton> }.into_any();
    let today = clock::today();
    let (text, next) = match (stage, is_old) {
        (Stage::SwitchingOver, true) => (
            "Another token is to take the place of this one. Both work. When every program has the new secret, switch this one off; nothing is lost with that.",
            today.map(|day| step("Switch this one off", replacement::switch_off(row, new, day), Done::SwitchedOff)),
        ),
        (Stage::SwitchingOver, false) => (
            "This token is to take the place of another one. Both work. Put the new secret where the old one is, and see that it works; then switch the old one off. Whether that was done is not known here.",
            Some(there("Open the old token")),
        ),
        (Stage::Watching { .. }, true) => (
            "This token is off, and another one has its place. If a program is refused now, it still has the old secret: switch this one on again until it has the new one. If nothing misses it for as long as your slowest program takes, delete it for good.",
            Some(step("Switch it on again", replacement::switch_on(row, new), Done::SwitchedOn)),
        ),
        (Stage::Watching { .. }, false) => (
            "The token whose place this one has is off. If a program is refused now, it still has the old secret.",
            Some(there("Open the old token")),
        ),
        (Stage::Finished, true) => ("Another token has the place of this one.", Some(there("Open the new token"))),
        (Stage::Finished, false) => (
            "The token whose place this one took is deleted or revoked, so the replacement is done.",
            Some(step("Take the note away", replacement::forget(row), Done::NoteTaken)),
        ),
        (Stage::NewIsOff, true) if row.status == Status::Inactive => (
            "This token is off, and the one that was to take its place does not work either: it is off, or its owner is.",
            Some(step("Switch it on again", replacement::switch_on(row, new), Done::SwitchedOn)),
        ),
        (Stage::NewIsOff, true) => (
            "The token that is to take the place of this one does not work: it is off, or its owner is. Switch on what is off before this one goes.",
            Some(there("Open the new token")),
        ),
        (Stage::NewIsOff, false) => (
            "This token is to take the place of another one and does not work: it is off, or its owner is. Switch on what is off before the old one goes.",
            Some(there("Open the old token")),
        ),
        (Stage::NewIsGone, _) => (
            "The token that was to take the place of this one is gone. This one stays as it is.",
            Some(step("Take the note away", replacement::forget(row), Done::NoteTaken)),
        ),
    };
    let since = match stage {
        Stage::Watching { since: Some(day) } => Some(format!("Off since {day}. ")),
        _ => None,
    };
    let places = (stage == Stage::SwitchingOver).then(|| {
        let places = PLACES.map(|(what, place)| view! { <li><b>{what}</b> ": " {place} "."</li> });
        view! { <ul class="questions">{places.collect_view()}</ul> }
    });
    view! {
        <section class="drawer__section" aria-labelledby="token-replacing">
            <h3 class="drawer__h" id="token-replacing">
                "Replacement"
            </h3>
            <p>
                {if is_old { "New token: " } else { "Old token: " }}
                <Untrusted text=called.to_owned() /> " " <span class="mono" translate="no">{other.to_string()}</span>
            </p>
            <p>{since} {text}</p>
            {places}
            <p class="drawer__line">{next}</p>
        </section>
    }
    .into_any()
}

fn name(listing: &Listing, id: Id) -> String {
    let row = listing.get(id).map(|(row, _)| row);
    row.map_or_else(|| "not in the list".to_owned(), |row| note::read(&row.description).name.to_owned())
}
