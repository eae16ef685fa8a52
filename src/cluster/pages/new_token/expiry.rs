//! When the token stops working. It is fixed once the token is created, so none is chosen by an accident.

use super::form::{Form, Problem, use_form};
use crate::shell::clock;
use crate::ui::checkbox::{Check, Checkbox};
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::segmented::{Choice as Segment, Segmented};
use crate::ui::text_input::TextInput;
use crate::ui::time::local_day;
use database::draft::DraftProblem;
use database::expiry::{Choice, PRESETS, Zone, on_the_wall, written};
use leptos::prelude::*;

/// The place of "Date…" among the choices; "Never" comes after it.
const DATE: usize = PRESETS.len();

/// The choice with what it comes to.
#[component]
pub fn Expiry() -> impl IntoView {
    let form = use_form();
    let has = Memo::new(move |_| form.has_expiry());
    view! {
        <section class="field" aria-labelledby="expiry-heading">
            <h2 class="field__label" id="expiry-heading">
                "Expiry "
                <span class="field__hint">
                    {move || has.get().then_some("Fixed once created. It can’t be changed or extended.")}
                </span>
            </h2>
            {drawn(move || {
                if has.get() {
                    view! { <Chosen /> }.into_any()
                } else {
                    view! {
                        <p class="field__hint">
                            "Never. Expiry needs influxctl 2.10 and a release of 2025-05 or newer. Revoke the token by hand when it is no longer needed."
                        </p>
                    }
                        .into_any()
                }
            })}
        </section>
    }
}

fn place(choice: &Choice) -> usize {
    match choice {
        Choice::Days(days) => PRESETS.iter().position(|preset| preset == days).unwrap_or(DATE),
        Choice::At { .. } => DATE,
        Choice::Never => DATE + 1,
    }
}

#[component]
fn Chosen() -> impl IntoView {
    let form = use_form();
    let options: Vec<Segment> = PRESETS
        .iter()
        .map(|days| if *days == 365 { "1 year".to_owned() } else { format!("{days} days") })
        .chain(["Date…".to_owned(), "Never".to_owned()])
        .map(Segment::new)
        .collect();
    let chosen = Memo::new(move |_| form.with(|draft| place(&draft.expiry)));
    // What was typed is there again when somebody comes back to it.
    let typed = StoredValue::new(None::<Choice>);
    let choose = Callback::new(move |at: usize| {
        form.update(|draft| {
            if let now @ Choice::At { .. } = &draft.expiry {
                typed.set_value(Some(now.clone()));
            }
            draft.without_expiry = false;
            draft.expiry = match PRESETS.get(at) {
                Some(days) => Choice::Days(*days),
                None if at == DATE => {
                    typed.get_value().unwrap_or_else(|| Choice::At { text: String::new(), zone: Zone::default() })
                }
                None => Choice::Never,
            };
        });
    });
    view! {
        <div class="expiry">
            <Segmented legend="Expiry" options=Signal::stored(options) chosen on_choose=choose />
            {drawn(move || (chosen.get() == DATE).then(|| view! { <Moment /> }))}
            <p class="expiry__out" role="status">
                {move || came_to(form)}
            </p>
            {drawn(move || (chosen.get() > DATE).then(|| view! { <Never /> }))}
        </div>
        {move || problem(form)
            .map(|problem| {
                view! {
                    <p class="field__error" role="alert">
                        <Icon name=IconName::Danger size=IconSize::Small />
                        <span>{problem.to_string()}</span>
                    </p>
                }
            })}
    }
}

/// What is wrong: as soon as something was typed, and else once the person tried to send it.
fn problem(form: Form) -> Option<DraftProblem> {
    let tried = form.problem.get().and_then(|problem| match problem {
        Problem::Draft(problem) => Some(problem),
        Problem::NothingGranted => None,
    });
    tried.or_else(|| {
        let typed = form.with(|draft| matches!(&draft.expiry, Choice::At { text, .. } if text.trim().len() > 9));
        let read = form.with(|draft| draft.expiry.resolve(clock::now_ms(), clock::WALL));
        read.err().filter(|_| typed).map(DraftProblem::Expiry)
    })
}

/// What the choice comes to, by the clock on the wall and in UTC.
fn came_to(form: Form) -> AnyView {
    let resolved = form.with(|draft| draft.expiry.resolve(clock::now_ms(), clock::WALL));
    match resolved {
        Ok(Some(at)) => {
            let zone = zone_words((clock::WALL.0)(at));
            let clock = on_the_wall(at, clock::WALL).and_then(|wall| wall.get(11..).map(str::to_owned));
            view! {
                <b>{format!("{}, {}", local_day(at), clock.unwrap_or_default())}</b>
                <span class="mute">{format!(" local, {zone} ")}</span>
                <span class="mono nowrap" translate="no">
                    {written(at)}
                </span>
            }
            .into_any()
        }
        Ok(None) => view! {
            <b>"Never expires"</b>
            <span class="mute">" works until it is revoked"</span>
        }
        .into_any(),
        Err(_) => ().into_any(),
    }
}

fn zone_words(minutes: i32) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    if rest == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{rest:02}") }
}

/// A date and a time, typed.
#[component]
fn Moment() -> impl IntoView {
    let form = use_form();
    let now = form.console.draft.with_untracked(|draft| match &draft.expiry {
        Choice::At { text, zone } => (text.clone(), *zone),
        Choice::Days(_) | Choice::Never => (String::new(), Zone::default()),
    });
    let (value, zone) = (RwSignal::new(now.0), RwSignal::new(now.1));
    Effect::new(move |before: Option<()>| {
        let choice = Choice::At { text: value.get(), zone: zone.get() };
        // The first run only mirrors the draft.
        if before.is_some() {
            form.update(|draft| draft.expiry = choice);
        }
    });
    let zones = vec![Segment::new("Local time"), Segment::new("UTC")];
    let choose = Callback::new(move |at| zone.set(if at == 0 { Zone::Local } else { Zone::Utc }));
    view! {
        <div class="expiry__at">
            <TextInput
                value
                label="Date and time"
                placeholder="2030-01-01 00:00"
                class="input--mono"
            />
            <Segmented
                legend="Time zone"
                options=Signal::stored(zones)
                chosen=Signal::derive(move || usize::from(zone.get() == Zone::Utc))
                on_choose=choose
            />
        </div>
    }
}

/// That no expiry is wanted is said once more.
#[component]
fn Never() -> impl IntoView {
    let form = use_form();
    let meant = Signal::derive(move || Check::from(form.with(|draft| draft.without_expiry)));
    let toggle = Callback::new(move |on| form.update(|draft| draft.without_expiry = on));
    view! {
        <div class="expiry__never">
            <Checkbox state=meant on_toggle=toggle>
                "I want a token without expiry"
            </Checkbox>
        </div>
    }
}
