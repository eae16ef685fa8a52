//! The ways out of a run: everything in one file, everything copied, or the person's word.

use super::keep::Keeping;
use super::{Batches, words};
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::checkbox::Checkbox;
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use console_core::create::{Dialect, Run, Saved, State};
use leptos::html;
use leptos::prelude::*;

/// How the secrets stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Access {
    created: usize,
    unsaved: usize,
    active: bool,
    acknowledged: bool,
}

impl Access {
    fn of<D: Dialect>(run: &Run<D>) -> Self {
        let tally = run.tally();
        let word = |state: &State<D>| matches!(state, State::Created { safe, .. } if safe.saved() == Some(Saved::Acknowledged));
        Self {
            created: tally.created,
            unsaved: tally.unsaved,
            active: run.is_active(),
            acknowledged: tally.unsaved == 0 && run.rows().iter().any(|row| word(&row.state)),
        }
    }

    /// Why the dialog can't be closed now.
    fn blocked(self) -> Option<String> {
        if self.active {
            Some("The run is still at work. Pause it first.".to_owned())
        } else if self.unsaved > 0 {
            Some(format!(
                "Download or copy {} first, or tick “I have stored these tokens”.",
                if self.unsaved == 1 { "the secret".to_owned() } else { format!("the {} secrets", self.unsaved) }
            ))
        } else {
            None
        }
    }
}

/// The foot of the dialog.
#[component]
pub fn Foot<C: Batches>(
    creator: C,
    keeping: Keeping,
    stored: NodeRef<html::Input>,
    close: Callback<()>,
) -> impl IntoView {
    let batch = creator.batch();
    let standing = Memo::new(move |_| batch.with(|run| run.as_ref().map(Access::of)).unwrap_or_default());
    let toggle = Callback::new(move |on: bool| {
        batch.update(|run| {
            if let Some(run) = run {
                run.acknowledged(on);
            }
        });
    });
    let ask = Memo::new(move |_| {
        let Access { created, unsaved, acknowledged, .. } = standing.get();
        created > 0 && (unsaved > 0 || acknowledged)
    });
    let some = Memo::new(move |_| standing.get().created > 0);
    let open = Memo::new(move |_| standing.get().unsaved > 0 || standing.get().active);
    let busy = Signal::derive(move || {
        standing.get().active.then(|| "The run is still at work. Wait until it stops, or pause it.".to_owned())
    });
    let blocked = Signal::derive(move || standing.get().blocked());
    let copy = Callback::new(move |()| keeping.copy(creator));
    let download = Callback::new(move |()| keeping.download(creator));
    view! {
        <div class="grow">
            {drawn(move || {
                ask.get()
                    .then(|| {
                        view! {
                            <Checkbox
                                state=Signal::derive(move || standing.get().acknowledged.into())
                                on_toggle=toggle
                                node_ref=stored
                            >
                                "I have stored these tokens"
                            </Checkbox>
                        }
                    })
            })}
        </div>
        {drawn(move || {
            let close_tone = if open.get() { Tone::Default } else { Tone::Primary };
            let download_tone = if open.get() { Tone::Primary } else { Tone::Default };
            view! {
                {some
                    .get()
                    .then(|| {
                        view! {
                            <Button size=ButtonSize::Large icon=IconName::Copy blocked=busy on_click=copy>
                                "Copy all"
                            </Button>
                            <Button size=ButtonSize::Large tone=download_tone blocked=busy on_click=download>
                                {move || format!("Download {}", words::tokens(standing.get().created))}
                            </Button>
                        }
                    })}
                <Button size=ButtonSize::Large tone=close_tone blocked on_click=close>
                    {if open.get() { "Close" } else { "Done" }}
                </Button>
            }
        })}
    }
}
