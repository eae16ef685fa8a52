//! Each token of the user: what to do with it, and what comes of that.

use super::{Standing, new_owner};
use crate::console::{Console, use_console};
use crate::pages::kind::weight;
use crate::ui::badge::KindBadge;
use crate::ui::button::{Button, ButtonSize, LinkButton};
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::authorization::offboarding::{Choice, End, Line, beyond};
use influxdb2::authorization::{Listing, Revocation, note};
use influxdb2::coverage::{Caller, Coverage};
use influxdb2::permission::{Action, ResourceType};
use influxdb2::route::Route;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// So many are looked through; what holds for the others stands below.
const SHOWN: usize = 200;

/// The section.
#[component]
pub fn Tokens(standing: Standing) -> impl IntoView {
    let console = use_console();
    let user = standing.user;
    // Only what comes, goes or gets another name draws the table anew; a choice changes its own row.
    let named = Memo::new(move |_| {
        let listing = console.tokens.with(|tokens| tokens.ready().cloned()).unwrap_or_default();
        let name = |line: &Line| {
            let row = listing.get(line.token);
            (line.token, row.map(|(row, _)| row.description.to_string()).unwrap_or_default())
        };
        standing.lines.with(|lines| lines.iter().map(name).collect::<Vec<_>>())
    });
    let all = move |choice: Choice| {
        Callback::new(move |()| {
            let fits: Vec<Id> = standing.lines.with_untracked(|lines| {
                let takes = |line: &&Line| choice == Choice::LetItStop || (line.works && !line.unknown);
                lines.iter().filter(takes).map(|line| line.token).collect()
            });
            console.plan(user, |plan| fits.into_iter().for_each(|token| plan.choose(token, choice)));
        })
    };
    let stop = move || if end(console, user) == End::LeaveActive { "Keep all" } else { "Let all stop" };
    view! {
        <section class="sec" aria-labelledby="plan-tokens">
            <h2 class="plan__h" id="plan-tokens">
                "2. Tokens "
                <span class="sec__note">{drawn(move || number(named.with(Vec::len)))}</span>
            </h2>
            <p class="plan__all">
                <Button size=ButtonSize::Small on_click=all(Choice::ReIssue)>
                    "Re-issue all that work"
                </Button>
                <Button size=ButtonSize::Small on_click=all(Choice::LetItStop)>
                    {drawn(stop)}
                </Button>
            </p>
            <table class="plan__t">
                <caption class="vh">"What to do with each token"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Token"</th>
                        <th scope="col">"Kind"</th>
                        <th scope="col">"Do"</th>
                        <th scope="col">"Consequence"</th>
                    </tr>
                </thead>
                <tbody>
                    {drawn(move || {
                        let shown = named.with(|all| all.iter().take(SHOWN).map(|(token, _)| *token).collect::<Vec<_>>());
                        shown.into_iter().map(|token| row(standing, token)).collect_view().into_any()
                    })}
                </tbody>
            </table>
            {drawn(move || standing.lines.with(|lines| beyond(lines, SHOWN)))}
        </section>
    }
}

fn end(console: Console, user: Id) -> End {
    console.owners.plans.with(|plans| plans.get(&user).map(|plan| plan.end)).unwrap_or_default()
}

fn row(standing: Standing, token: Id) -> AnyView {
    let console = use_console();
    let listing = console.tokens.with_untracked(|tokens| tokens.ready().cloned()).unwrap_or_default();
    let Some((row, kind)) = listing.get(token) else { return ().into_any() };
    let name = note::read(&row.description).name.trim().to_owned();
    let called = if name.is_empty() { token.to_string() } else { spelled_out(&name) };
    let shown = match name.is_empty() {
        true => view! { <i>"No description"</i> }.into_any(),
        false => view! { <Untrusted text=name limit=100 /> }.into_any(),
    };
    let line = Memo::new(move |_| standing.lines.with(|lines| lines.iter().find(|line| line.token == token).cloned()));
    let consequence = move || line.get().map(|line| consequence(standing, &line)).into_any();
    view! {
        <tr>
            <th scope="row">
                <span class="plan__name">{shown}</span>
                <span class="tok__id mono" translate="no">
                    {token.to_string()}
                </span>
            </th>
            <td>
                <KindBadge weight=weight(kind)>{kind.title()}</KindBadge>
            </td>
            <td>
                <Choose user=standing.user line called />
            </td>
            <td class="mute">{drawn(consequence)}</td>
        </tr>
    }
    .into_any()
}

/// The choice; none where there is nothing to choose.
#[component]
fn Choose(user: Id, line: Memo<Option<Line>>, called: String) -> impl IntoView {
    let console = use_console();
    let settled = Memo::new(move |_| {
        line.with(|line| {
            let line = line.as_ref()?;
            line.replaced_by
                .map(|_| if line.secret_lost { "Secret lost" } else { "Re-issued" })
                .or(line.unknown.then_some("Stops"))
        })
    });
    let token = line.with_untracked(|line| line.as_ref().map(|line| line.token));
    let chosen = move || line.with(|line| line.as_ref().map(|line| line.choice)).unwrap_or_default();
    let label = format!("What to do with {called}");
    let change = move |event: leptos::ev::Event| {
        let choice = if event_target_value(&event) == "re-issue" { Choice::ReIssue } else { Choice::LetItStop };
        if let Some(token) = token {
            console.plan(user, |plan| plan.choose(token, choice));
        }
    };
    drawn(move || match settled.get() {
        Some(word) => view! { <b>{word}</b> }.into_any(),
        None => view! {
            <span class="select">
                <select class="input" aria-label=label.clone() on:change=change>
                    <option value="re-issue" prop:selected=move || chosen() == Choice::ReIssue>
                        "Re-issue"
                    </option>
                    <option value="stop" prop:selected=move || chosen() == Choice::LetItStop>
                        {drawn(move || {
                            if end(console, user) == End::LeaveActive { "Keep it" } else { "Let it stop" }
                        })}
                    </option>
                </select>
                <Icon name=IconName::ChevronDown />
            </span>
        }
        .into_any(),
    })
}

/// What comes of the choice for one token.
fn consequence(standing: Standing, line: &Line) -> AnyView {
    let console = use_console();
    let user = standing.user;
    if let Some(by) = line.replaced_by {
        return successor(console, user, line, by);
    }
    let left = line.set_aside.map(|id| left_over(console, id));
    let mut texts: Vec<String> = Vec::new();
    if line.unknown {
        texts
            .push("It grants something that this console does not know, so it can’t be created again here.".to_owned());
    }
    let Some(listing) = console.tokens.with(|tokens| tokens.ready().cloned()) else { return ().into_any() };
    let Some((row, kind)) = listing.get(line.token) else {
        return ().into_any();
    };
    if !line.works {
        texts.push(match Revocation::since(row) {
            Some(day) => format!("Revoked {day}."),
            None => "It does not work now either.".to_owned(),
        });
    }
    if line.choice == Choice::ReIssue {
        texts.extend(refusal(console, user, &row.permissions));
    } else if line.mints && line.works && end(console, user) != End::LeaveActive {
        texts.push("It can create tokens, as one with which its user signs in. It stops with the user.".to_owned());
    }
    let guards = standing.told.with(|told| told.as_ref().and_then(|told| told.guards.get(&line.token).cloned()));
    texts.extend(guards.into_iter().flatten().map(|guard| guard.sentence("")));
    texts.extend(only(standing, &listing, line.token));
    if texts.is_empty() {
        texts.push(crate::pages::owner::granted(console, &listing, row, kind));
    }
    view! {
        <Untrusted text=texts.join(" ") />
        {left}
    }
    .into_any()
}

/// A token that was created and that nobody wants as a successor.
fn left_over(console: Console, id: Id) -> AnyView {
    view! { <span>" The one without its secret is still there: " {to_token(console, id)} ". Delete it there."</span> }
        .into_any()
}

fn to_token(console: Console, id: Id) -> AnyView {
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        console.history.go(Route::Token(id));
    };
    view! {
        <a class="link mono" href=Route::Token(id).href() translate="no" on:click=go>
            {id.to_string()}
        </a>
    }
    .into_any()
}

fn successor(console: Console, user: Id, line: &Line, by: Id) -> AnyView {
    let print =
        console.fingerprints.with(|known| known.iter().find(|(of, _)| *of == by).map(|(_, print)| print.tail.clone()));
    let secret = match print {
        Some(tail) if !tail.is_empty() => format!("Its secret, shown in this sitting, ends in {tail}."),
        Some(_) => "Its secret was shown in this sitting.".to_owned(),
        None if line.secret_lost => {
            "Its secret was never shown, because the answer was lost. Delete it there, or ".to_owned()
        }
        None => "Whether its secret was stored is not known here.".to_owned(),
    };
    let token = line.token;
    let again = line.secret_lost.then(|| {
        let again = Callback::new(move |()| console.plan(user, |plan| plan.re_issue_again(token, by)));
        view! { <LinkButton on_click=again>"let it be re-issued again"</LinkButton> "." }
    });
    view! {
        <span>"Has a successor: " {to_token(console, by)} ". " {secret} {again}</span>
        {line.set_aside.map(|id| left_over(console, id))}
    }
    .into_any()
}

/// What the server would refuse of it, as far as that is known.
fn refusal(console: Console, user: Id, permissions: &influxdb2::permission::PermissionSet) -> Option<String> {
    let session = console.session()?;
    let owner = new_owner::chosen(console, user);
    console.known.with(|known| match Caller::of(&session).coverage(permissions, owner, known) {
        Coverage::NotForOwner(_) => {
            Some("Your credential may not create tokens for the new owner; an Operator must do it.".to_owned())
        }
        Coverage::Refused { permissions, .. } => Some(format!(
            "Your credential lacks {} of its permissions; an Operator must do it.",
            number(permissions.len())
        )),
        Coverage::Empty | Coverage::Covered | Coverage::Uncertain { .. } => None,
    })
}

/// Which buckets only this user's tokens read or write, of those that this one names.
fn only(standing: Standing, listing: &Listing, token: Id) -> Option<String> {
    let (row, _) = listing.get(token)?;
    let (written, read) = standing.going.with(|going| (going.written.clone(), going.read.clone()));
    let names = &listing.table().names;
    let named = |action: Action, alone: &[Id]| {
        let own: BTreeSet<Id> = row
            .permissions
            .iter()
            .filter(|held| held.action == action && held.resource == ResourceType::Buckets)
            .filter_map(|held| held.scope.object())
            .collect();
        let names = alone.iter().filter(|id| own.contains(id)).filter_map(|id| names.get(&ResourceType::Buckets, *id));
        names.take(3).map(spelled_out).collect::<Vec<_>>().join(", ")
    };
    let (written, read) = (named(Action::Write, &written), named(Action::Read, &read));
    match (written.is_empty(), read.is_empty()) {
        (false, _) => Some(format!("Only this user’s tokens write {written}.")),
        (true, false) => Some(format!("Only this user’s tokens read {read}.")),
        (true, true) => None,
    }
}
