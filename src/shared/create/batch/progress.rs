//! How far a run is, and what stops or starts it.

use super::{Batches, steer, words};
use crate::shared::create::Steer;
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::drawn::drawn;
use crate::ui::live::use_announcer;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::create::{Dialect, Flow, Run, Tally, Work};
use console_core::text::number;
use leptos::html;
use leptos::prelude::*;

/// The bar, the count, and the buttons beside them.
#[component]
pub fn Progress<C: Batches>(creator: C) -> impl IntoView {
    let batch = creator.batch();
    let announcer = use_announcer();
    Effect::new(move |before: Option<(Tally, Flow<C::Of>)>| {
        batch.with(|run| {
            let Some(run) = run else { return (Tally::default(), Flow::Done) };
            let text = match &before {
                None => Some(words::title(run)),
                Some(before) => words::spoken::<C>(before, run),
            };
            if let Some(text) = text {
                announcer.say(text);
            }
            (run.tally(), run.flow().clone())
        })
    });
    let part = move |look: fn(&Run<C::Of>) -> usize| batch.with(|run| run.as_ref().map_or(0, look));
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
    let line = move || batch.with(|run| run.as_ref().map(words::count::<C>)).unwrap_or_default();
    let confirming = RwSignal::new(false);
    view! {
        <div class="many__head">
            <div class="many__far">
                <progress class="many__bar" aria-label="Progress of the run" max=move || all().max(1).to_string() value=move || done().to_string()></progress>
                <p class="many__count">{line}</p>
            </div>
            <Buttons creator confirming />
        </div>
        {drawn(move || confirming.get().then(|| view! { <Confirm creator confirming /> }))}
    }
}

#[component]
fn Buttons<C: Batches>(creator: C, confirming: RwSignal<bool>) -> impl IntoView {
    let batch = creator.batch();
    let blocked = Signal::derive(move || creator.hindrance());
    let state = Memo::new(move |_| {
        batch.with(|run| {
            run.as_ref().map_or((false, false, false, false), |run| {
                let going = *run.flow() == Flow::Going;
                let paused = matches!(run.flow(), Flow::Paused(_));
                (going, paused, !run.is_active() && run.standing() > 0, paused && run.is_sending())
            })
        })
    });
    let pause = Callback::new(move |()| {
        if let Some(serial) = batch.with_untracked(|run| run.as_ref().map(|run| run.origin.serial)) {
            creator.steer(serial, &mut Run::pause);
        }
    });
    move || {
        let (going, paused, undoable, held) = state.get();
        let stop = Callback::new(move |()| creator.stop_waiting());
        view! {
            <div class="many__acts">
                {going
                    .then(|| {
                        view! {
                            <Button size=ButtonSize::Small on_click=pause>
                                "Pause"
                            </Button>
                        }
                    })}
                {paused
                    .then(|| {
                        view! {
                            <Button size=ButtonSize::Small blocked on_click=Callback::new(move |()| steer(creator, &mut Run::resume))>
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
fn Confirm<C: Batches>(creator: C, confirming: RwSignal<bool>) -> impl IntoView {
    let (batch, verb) = (creator.batch(), C::Of::VERB);
    let keep = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(keep) = keep.get() {
            let _ = keep.focus();
        }
    });
    let count = batch.with_untracked(|run| run.as_ref().map_or(0, Run::standing));
    let waiting = batch.with_untracked(|run| run.as_ref().map_or(0, |run| run.tally().waiting));
    let rest = if waiting > 0 { format!(" The other {} are not created.", number(waiting)) } else { String::new() };
    let delete = Callback::new(move |()| {
        confirming.set(false);
        steer(creator, &mut Run::undo);
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
                {format!("{} {}", verb.title, words::tokens(count))}
            </Button>
        }
        .into_any()
    };
    let all = if count == 1 { "the token".to_owned() } else { format!("all {}", words::tokens(count)) };
    let title = format!("{} {all} that this run created?", verb.title);
    view! {
        <Notice tone=NoticeTone::Danger role=NoticeRole::Alert title=title actions>
            "Whatever uses them already stops working, and their secrets are wiped here too."
            {rest}
        </Notice>
    }
}
