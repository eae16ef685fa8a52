//! What becomes of the user, and what a person has to say before old tokens stop.

use super::Standing;
use crate::console::{Console, use_console};
use crate::ui::checkbox::{Check, Checkbox};
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::untrusted::Untrusted;
use influxdb2::Id;
use influxdb2::authorization::guard::{Guard, Stop};
use influxdb2::authorization::offboarding::{End, OWN_USER};
use leptos::prelude::*;
use std::collections::BTreeSet;

const ENDS: [(End, &str, &str); 3] = [
    (
        End::Deactivate,
        "Deactivate",
        "All remaining tokens stop working: the server answers “User is inactive”. Can be undone.",
    ),
    (
        End::Delete,
        "Delete",
        "The tokens are deleted first, because those of a deleted user are dead and hidden. Can’t be undone; asks for the name.",
    ),
    (End::LeaveActive, "Leave active", "Only the old tokens with a successor are switched off. All others go on."),
];

/// The choice.
#[component]
pub fn EndOfUser(standing: Standing) -> impl IntoView {
    let console = use_console();
    let user = standing.user;
    let mine = console.session().is_some_and(|session| session.me.id == user);
    let chosen = move || console.owners.plans.with(|plans| plans.get(&user).map(|plan| plan.end)).unwrap_or_default();
    let choices = ENDS
        .into_iter()
        .map(|(end, title, what)| {
            // Whoever deletes the own user could not tell how it ended.
            let locked = mine && end == End::Delete;
            let what =
                if locked { "You are signed in as this user. Sign in as somebody else to delete it." } else { what };
            view! {
                <label class="endchoice">
                    <input
                        type="radio"
                        name="end-of-user"
                        disabled=locked
                        prop:checked=move || chosen() == end
                        on:change=move |_| console.plan(user, |plan| plan.end = end)
                    />
                    <span>
                        <b>{title}</b>
                        <small>{what}</small>
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="plan-end">
            <h2 class="plan__h" id="plan-end">
                "3. The user, at the end"
            </h2>
            <fieldset class="endchoices">
                <legend class="vh">"The user, at the end"</legend>
                {choices}
            </fieldset>
        </section>
    }
}

/// Said before anything stops: that programs use the new secrets, and that the way back is known.
#[component]
pub fn SwitchOver(standing: Standing) -> impl IntoView {
    let ready = Memo::new(move |_| standing.creates() == 0);
    drawn(move || if ready.get() { view! { <Ready standing /> }.into_any() } else { ().into_any() })
}

#[component]
fn Ready(standing: Standing) -> impl IntoView {
    let console = use_console();
    let switched = standing.switched;
    let is_switched = Signal::derive(move || Check::from(standing.successors().is_subset(&switched.read())));
    let toggle = Callback::new(move |on| {
        switched.set(if on { untrack(|| standing.successors()) } else { BTreeSet::new() });
    });
    let replaced = Memo::new(move |_| standing.replaced() > 0);
    view! {
        {drawn(move || {
            replaced
                .get()
                .then(|| {
                    view! {
                        <section class="sec" aria-labelledby="plan-switch">
                            <h2 class="plan__h" id="plan-switch">
                                "4. Switch over"
                            </h2>
                            <p>
                                "Old and new tokens work side by side. Give every program its new secret and see that it works; the console can’t see which token a program uses."
                            </p>
                            <Checkbox state=is_switched on_toggle=toggle>
                                "Every program uses its new secret"
                            </Checkbox>
                        </section>
                    }
                })
        })}
        {drawn(move || secrets_lost(standing, console))}
        {drawn(move || guards(standing, console))}
    }
}

/// Said before a token ends whose successor nobody may be able to use.
fn secrets_lost(standing: Standing, console: Console) -> AnyView {
    let lost = standing.secrets_lost();
    if lost.is_empty() {
        return ().into_any();
    }
    let listing = console.tokens.with(|tokens| tokens.ready().cloned()).unwrap_or_default();
    let called = |token: &Id| listing.get(*token).map_or_else(|| token.to_string(), |(row, _)| row.called());
    let items = lost.iter().map(|token| view! { <li><Untrusted text=called(token) /></li> }).collect_view();
    let ended = standing.without_secret;
    let all = lost.clone();
    let toggle = Callback::new(move |on| ended.set(if on { all.clone() } else { BTreeSet::new() }));
    view! {
        <Notice tone=NoticeTone::Danger title="New secrets were never shown">
            <p>
                "The answers with the secrets of the new tokens were lost, and no server shows them again. Whatever uses one of these old tokens is cut off when it ends. Let each be re-issued again in its row above, or delete its new token."
            </p>
            <ul class="questions">{items}</ul>
            <Checkbox state=Signal::derive(move || Check::from(lost.is_subset(&ended.read()))) on_toggle=toggle>
                "End them although their new secrets were never shown"
            </Checkbox>
        </Notice>
    }
    .into_any()
}

/// What would lock somebody out. A tick that the way back is known holds for those that were shown then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Danger {
    /// The token that should not go; none where it is whoever is signed in that goes.
    of: Option<(Id, Guard)>,
    /// How it goes: the way back from a deleted token is another one.
    stop: Stop,
}

/// What of the plan needs the second step.
pub fn dangers(standing: Standing) -> Vec<Danger> {
    let console = use_console();
    let user = standing.user;
    let mine = console.session().is_some_and(|session| session.me.id == user);
    let end = console.owners.plans.with(|plans| plans.get(&user).map(|plan| plan.end)).unwrap_or_default();
    let stop = if end == End::Delete { Stop::Delete } else { Stop::Deactivate };
    let own = (mine && end != End::LeaveActive).then_some(Danger { of: None, stop });
    let guards = standing.told.get().map(|told| told.guards).unwrap_or_default();
    let of_tokens = guards
        .into_iter()
        .flat_map(|(token, guards)| guards.into_iter().map(move |guard| Danger { of: Some((token, guard)), stop }));
    own.into_iter().chain(of_tokens).collect()
}

fn guards(standing: Standing, console: Console) -> AnyView {
    let dangers = dangers(standing);
    if dangers.is_empty() {
        return ().into_any();
    }
    let listing = console.tokens.with(|tokens| tokens.ready().cloned()).unwrap_or_default();
    let mine = dangers.iter().any(|danger| danger.of.is_none());
    let items = dangers
        .iter()
        .filter_map(|danger| {
            let (token, guard) = danger.of?;
            let name = listing.get(token).map_or_else(|| token.to_string(), |(row, _)| row.called());
            Some(view! {
                <li>
                    <p>
                        <b><Untrusted text=name /></b> ": " {guard.sentence("")}
                    </p>
                    <p>{guard.recovery(danger.stop)}</p>
                </li>
            })
        })
        .collect_view();
    let understood = standing.understood;
    let all = dangers.clone();
    let toggle = Callback::new(move |on| understood.set(if on { all.clone() } else { Vec::new() }));
    let state = Signal::derive(move || {
        Check::from(understood.with(|understood| dangers.iter().all(|danger| understood.contains(danger))))
    });
    view! {
        <Notice tone=NoticeTone::Danger title="This may lock somebody out">
            {mine.then(|| view! { <p>{OWN_USER}</p> })}
            <ul class="questions">{items}</ul>
            <Checkbox state on_toggle=toggle>
                "I know the way back, and it is open to me"
            </Checkbox>
        </Notice>
    }
    .into_any()
}
