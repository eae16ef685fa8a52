//! The old tokens are being stopped, then the user is ended: each step with its result.

use super::Standing;
use crate::console::{Act, Leaving, use_console};
use crate::shared::list::bulk::{BulkConsole, command, results};
use crate::shell::leave;
use crate::ui::button::{Button, Tone};
use crate::ui::drawn::drawn;
use crate::ui::landmark::HEADING;
use crate::ui::{icon::Icon, icon::IconName, icon::IconSize, id};
use console_core::bulk::{Flow, Run};
use influxdb2::authorization::offboarding::End;
use influxdb2::route::Route;
use leptos::prelude::*;

/// The results.
#[component]
pub fn Working(standing: Standing) -> impl IntoView {
    let console = use_console();
    let user = standing.user;
    let bulk = Leaving(console).bulk();
    let end = console.owners.plans.with_untracked(|plans| plans.get(&user).map(|plan| plan.end)).unwrap_or_default();
    let has_rows = bulk.work.with_untracked(Option::is_some);
    let busy = Memo::new(move |_| bulk.of_run(|work| !work.rests()));
    let acting = Memo::new(move |_| console.owners.act(user));
    leave::ask_before_leaving(Signal::derive(move || busy.get() || acting.get() == Some(Act::Busy)));
    let tokens_done = Memo::new(move |_| {
        bulk.work.with(|work| {
            work.as_ref().is_none_or(|work| {
                let tally = work.run.tally();
                tally.done + tally.gone == tally.total
            })
        })
    });
    let all_done = Memo::new(move |_| {
        let ended = matches!(acting.get(), Some(Act::Done | Act::Deleted));
        tokens_done.get() && !busy.get() && (end == End::LeaveActive || ended)
    });
    let paused = Memo::new(move |_| bulk.of_run(|work| matches!(work.run.flow(), Flow::Paused(_))));
    request_animation_frame(|| id::focus(HEADING));
    view! {
        <div class="scrollpage">
            <div class="plan">
                {has_rows
                    .then(|| {
                        view! {
                            <section class="sec" aria-labelledby="plan-old">
                                <h2 class="plan__h" id="plan-old">
                                    "Old tokens"
                                </h2>
                                {results(Leaving(console), busy)}
                            </section>
                        }
                    })}
                <section class="sec" aria-labelledby="plan-user">
                    <h2 class="plan__h" id="plan-user">
                        "The user"
                    </h2>
                    <p role="status">{drawn(move || user_step(end, tokens_done.get(), paused.get(), acting.get()))}</p>
                </section>
            </div>
        </div>
        <div class="planfoot">
            {drawn(move || {
                let (rests, failed) =
                    bulk.of_run(|work| (work.rests(), work.run.tally().failed + work.run.tally().unsure));
                let paused = paused.get();
                let act = |shown: bool, label: &'static str, tone: Tone, on_click: Callback<()>| {
                    shown.then(|| view! { <Button tone on_click>{label}</Button> })
                };
                let order = |order: fn(&mut Run<_>)| Callback::new(move |()| command(Leaving(console), order));
                let user_open = tokens_done.get() && !busy.get() && !paused && end != End::LeaveActive;
                // What came meanwhile is looked at in the plan first.
                let user_failed =
                    user_open && !matches!(acting.get(), Some(Act::Busy | Act::Done | Act::Deleted | Act::Conflict));
                let again = Callback::new(move |()| console.end_user(user));
                let back = Callback::new(move |()| {
                    console.put_offboarding_away(user);
                });
                let close = Callback::new(move |()| {
                    if console.put_offboarding_away(user) {
                        console.owners.plans.update(|plans| {
                            plans.remove(&user);
                        });
                        console.history.go(Route::Owner(user));
                    }
                });
                let settled = rests || !has_rows;
                view! {
                    {act(has_rows && !rests, if paused { "Pausing…" } else { "Pause" }, Tone::Primary, order(Run::pause))}
                    {act(has_rows && rests && paused, "Resume", Tone::Primary, order(Run::resume))}
                    {act(has_rows && rests && !paused && failed > 0, "Try again", Tone::Primary, order(Run::retry))}
                    {act(user_failed, "Try again with the user", Tone::Primary, again)}
                    {act(settled && !all_done.get() && acting.get() != Some(Act::Busy), "Back to the plan", Tone::Default, back)}
                    {act(all_done.get(), "Close", Tone::Primary, close)}
                }
            })}
        </div>
    }
}

fn user_step(end: End, tokens_done: bool, paused: bool, act: Option<Act>) -> AnyView {
    let said = |class: &'static str, icon: Option<IconName>, text: &'static str| {
        view! {
            <span class=class>
                {icon.map(|name| view! { <Icon name size=IconSize::Small /> })}
                <span>{text}</span>
            </span>
        }
        .into_any()
    };
    if end == End::LeaveActive {
        return said("res res--good", Some(IconName::Check), "The user stays active.");
    }
    match (tokens_done, act) {
        (_, Some(Act::Busy)) => said("res res--busy", None, "Working…"),
        (_, Some(Act::Done)) => said("res res--good", Some(IconName::Check), "The user is deactivated."),
        (_, Some(Act::Deleted)) => said("res res--good", Some(IconName::Check), "The user is deleted."),
        (false, _) => said("res", None, "Waits until every old token is done with. The user is as before."),
        (true, None) if paused => said("res", None, "Waits until you press Resume. The user is as before."),
        (true, None) => said("res res--busy", None, "Its turn comes."),
        (true, Some(Act::Unsure(_))) => {
            said("res res--doubt", Some(IconName::Warning), "Not known. The reason stands above.")
        }
        (true, Some(_)) => said("res res--bad", Some(IconName::Danger), "Not ended. The reason stands above."),
    }
}
