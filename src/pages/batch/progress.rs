//! How far a run is, and what stops or starts it.

use super::words;
use crate::console::{Command, use_app};
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::drawn::drawn;
use crate::ui::live::use_announcer;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::text::number;
use influxdb2::batch::{Flow, Run, Tally, Work};
use leptos::html;
use leptos::prelude::*;

/// The bar, the count, and the buttons beside them.
#[component]
pub fn Progress() -> impl IntoView {
    let app = use_app();
    let announcer = use_announcer();
    Effect::new(move |before: Option<(Tally, Flow)>| {
        app.run.with(|run| {
            let Some(run) = run else { return (Tally::default(), Flow::Done) };
            let text = match &before {
                None => Some(words::title(run)),
                Some(before) => words::spoken(before, run),
            };
            if let Some(text) = text {
                announcer.say(text);
            }
            (run.tally(), run.flow().clone())
        })
    });
    let part = move |look: fn(&Run) -> usize| app.run.with(|run| run.as_ref().map_or(0, look));
    let all = move || {
        part(|run| match run.work() {
            Work::Creating => run.tally().total,
            Work::Undoing => run.tally().deleted + run.standing(),
        })
    };
    let done = move || {
        part(|run| match run.work() {
            Work::Creating => run.tally().settled(),
            Work::Undoing => run.tally().deleted,
        })
    };
    let line = move || app.run.with(|run| run.as_ref().map(words::count)).unwrap_or_default();
    let confirming = RwSignal::new(false);
    view! {
        <div class="many__head">
            <div class="many__far">
                <progress class="many__bar" aria-label="Progress of the run" max=move || all().max(1).to_string() value=move || done().to_string()></progress>
                <p class="many__count">{line}</p>
            </div>
            <Buttons confirming />
        </div>
        {drawn(move || confirming.get().then(|| view! { <Confirm confirming /> }))}
    }
}

#[component]
fn Buttons(confirming: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let blocked = Signal::derive(move || app.run_hindrance());
    let state = Memo::new(move |_| {
        app.run.with(|run| {
            run.as_ref().map_or((false, false, false, false), |run| {
                let going = *run.flow() == Flow::Going;
                let paused = matches!(run.flow(), Flow::Paused(_));
                (going, paused, !run.is_active() && run.standing() > 0, paused && run.is_sending())
            })
        })
    });
    let command = move |command| Callback::new(move |()| app.command_run(command));
    move || {
        let (going, paused, undoable, held) = state.get();
        let stop = Callback::new(move |()| app.stop_waiting());
        view! {
            <div class="many__acts">
                {going
                    .then(|| {
                        view! {
                            <Button size=ButtonSize::Small on_click=command(Command::Pause)>
                                "Pause"
                            </Button>
                        }
                    })}
                {paused
                    .then(|| {
                        view! {
                            <Button size=ButtonSize::Small blocked on_click=command(Command::Resume)>
                                "Resume"
                            </Button>
                        }
                    })}
                {held
                    .then(|| {
                        view! {
                            <Button size=ButtonSize::Small on_click=stop>
                                "Stop waiting"
                            </Button>
                        }
                    })}
                {undoable
                    .then(|| {
                        view! {
                            <Button
                                tone=Tone::Danger
                                size=ButtonSize::Small
                                blocked
                                on_click=Callback::new(move |()| confirming.set(true))
                            >
                                "Undo…"
                            </Button>
                        }
                    })}
            </div>
        }
    }
}

/// Asks once before tokens are deleted; the way back has the focus.
#[component]
fn Confirm(confirming: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let keep = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(keep) = keep.get() {
            let _ = keep.focus();
        }
    });
    let count = app.run.with_untracked(|run| run.as_ref().map_or(0, Run::standing));
    let waiting = app.run.with_untracked(|run| run.as_ref().map_or(0, |run| run.tally().waiting));
    let rest = if waiting > 0 { format!(" The other {} are not created.", number(waiting)) } else { String::new() };
    let delete = Callback::new(move |()| {
        confirming.set(false);
        app.command_run(Command::Undo);
    });
    let actions = move || {
        view! {
            <Button
                size=ButtonSize::Small
                node_ref=keep
                on_click=Callback::new(move |()| confirming.set(false))
            >
                "Keep them"
            </Button>
            <Button tone=Tone::DangerSolid size=ButtonSize::Small on_click=delete>
                {format!("Delete {}", words::tokens(count))}
            </Button>
        }
        .into_any()
    };
    let title = if count == 1 {
        "Delete the token that this run created?".to_owned()
    } else {
        format!("Delete all {} that this run created?", words::tokens(count))
    };
    view! {
        <Notice tone=NoticeTone::Danger role=NoticeRole::Alert title=title actions>
            "Whatever uses them already stops working, and their secrets are wiped here too."
            {rest}
        </Notice>
    }
}
