//! How far a run is, and what became of each token.

use super::table::{row, table};
use super::{BulkConsole, Work, drive, title};
use crate::shell::page;
use crate::ui::button::{Button, Tone};
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::live::use_announcer;
use console_core::bulk::{Dialect, Flow, Run, State, Verb as _, words};
use console_core::text::number;
use leptos::prelude::*;

const RESULTS: &str = "bulk-results";

/// The bar, the counts and the results. What failed stands first when it is done.
pub fn body<C: BulkConsole>(console: C, busy: Memo<bool>) -> AnyView {
    let bulk = console.bulk();
    let announcer = use_announcer();
    Effect::new(move |before: Option<String>| {
        let title = bulk.of_run(title);
        if before.as_ref() != Some(&title) {
            announcer.say(title.clone());
        }
        title
    });
    focus_stays(busy);
    // The rows stand anew when it comes to rest and when it goes on, never while somebody reads them.
    let lines = move || {
        busy.track();
        let order = untrack(|| bulk.of_run(order));
        order.into_iter().filter_map(|at| line(console, at)).collect_view().into_any()
    };
    let share = Signal::derive(move || {
        let (open, all) = bulk.of_run(|work| (work.run.tally().open, work.run.rows().len()));
        ((all - open) * 100 / all.max(1)).to_string()
    });
    view! {
        <div class="many__far">
            <progress class="many__bar" aria-label="Progress" max="100" value=share></progress>
            <p class="many__count">{drawn(move || bulk.of_run(|work| words::count(&work.run)))}</p>
            <p>{drawn(move || bulk.of_run(|work| words::why(&work.run)))}</p>
        </div>
        {table(RESULTS, "Results", drawn(lines))}
    }
    .into_any()
}

/// A button that has done its work goes away, and the results take the focus over.
fn focus_stays(busy: Memo<bool>) {
    Effect::new(move |before: Option<bool>| {
        let now = busy.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| page::focus_if_lost(RESULTS));
        }
        now
    });
}

/// The rows in the order of work, and when it rests those first that need a person.
fn order<D: Dialect>(work: &Work<D>) -> Vec<usize> {
    let rows = work.run.rows();
    let ranks = if work.rests() { 0..=LAST } else { LAST..=LAST };
    let of_rank = |wanted: usize| {
        let fits = move |at: &usize| !work.rests() || rank(&rows[*at].state) == wanted;
        (0..rows.len()).filter(fits)
    };
    ranks.flat_map(of_rank).collect()
}

const LAST: usize = 4;

/// What needs a person comes first.
const fn rank<D: Dialect>(state: &State<D>) -> usize {
    match state {
        State::Refused(_) | State::NotSent(_) | State::NotDone(_) => 0,
        State::Unsure(_) | State::Lost(_) => 1,
        State::Changed | State::LeftAlone(_) | State::Gone(_) => 2,
        State::Waiting | State::Sending => 3,
        State::Done { .. } => LAST,
    }
}

fn line<C: BulkConsole>(console: C, at: usize) -> Option<AnyView> {
    let bulk = console.bulk();
    let of_row = move |work: &Work<C::Server>| {
        let row = work.run.rows().get(at)?;
        Some((row.before.clone(), work.changes_of(at)?))
    };
    let (before, changed) = untrack(|| bulk.of_run(of_row))?;
    let result = move || {
        changed.track();
        let state = untrack(|| bulk.of_run(|work| work.run.rows().get(at).map(|row| row.state.clone())));
        state.map(|state| result(&state)).into_any()
    };
    Some(row::<C::Server>(&before, drawn(result)))
}

fn result<D: Dialect>(state: &State<D>) -> AnyView {
    let (class, icon) = match state {
        State::Waiting => ("res", None),
        State::Sending | State::Lost(_) => ("res res--busy", None),
        State::Done { .. } => ("res res--good", Some(IconName::Check)),
        State::Refused(_) | State::NotSent(_) | State::NotDone(_) => ("res res--bad", Some(IconName::Danger)),
        _ => ("res res--doubt", Some(IconName::Warning)),
    };
    let sign = match icon {
        Some(name) => view! { <Icon name size=IconSize::Small /> }.into_any(),
        None if *state == State::Waiting => ().into_any(),
        None => view! { <span class="spin" aria-hidden="true"></span> }.into_any(),
    };
    view! { <span class=class>{sign} <span>{state.words()}</span></span> }.into_any()
}

/// Pause while it works; then what can be done with the results. Each act keeps its place, and so the focus.
pub fn foot<C: BulkConsole>(console: C) -> AnyView {
    let bulk = console.bulk();
    drawn(move || {
        let (flow, rests, tally, verb) =
            bulk.of_run(|work| (Some(work.run.flow()), work.rests(), work.run.tally(), work.verb));
        let paused = matches!(flow, Some(Flow::Paused(_)));
        let failed = tally.failed + tally.unsure;
        let can_undo = rests && tally.done > 0 && verb.is_some_and(|verb| verb.confirmed_by().is_none());
        let act = |shown: bool, label: String, tone: Tone, act: Callback<()>| {
            if shown { view! { <Button tone on_click=act>{label}</Button> }.into_any() } else { ().into_any() }
        };
        let command = |command: fn(&mut Run<C::Server>)| Callback::new(move |()| drive::command(console, command));
        let stopping = if paused { "Pausing…" } else { "Pause" };
        [
            act(
                can_undo,
                format!("Undo {}", number(tally.done)),
                Tone::Default,
                Callback::new(move |()| drive::undo(console)),
            ),
            act(
                rests && failed > 0 && !paused,
                format!("Try {} again", number(failed)),
                Tone::Default,
                command(Run::retry),
            ),
            act(rests && paused, "Resume".to_owned(), Tone::Default, command(Run::resume)),
            act(!rests, stopping.to_owned(), Tone::Primary, command(Run::pause)),
            act(rests, "Close".to_owned(), Tone::Primary, Callback::new(move |()| drive::close(console))),
        ]
        .collect_view()
        .into_any()
    })
}
