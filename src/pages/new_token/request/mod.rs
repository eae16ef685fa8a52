//! The request in the words of whoever will use it: a sentence, a table, the JSON, commands, and a link.
//!
//! Only the tab that is open is worked out, and only as much as a person reads; a copy always holds everything.
//! No text holds a credential: commands name a variable in its place.

mod writer;

use super::batch;
use super::form::use_form;
use crate::console::use_console;
use crate::shell::clipboard::{self, Copied};
use crate::ui::button::{Button, ButtonSize};
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::tabs::Tabs;
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use influxdb2::show_as::READABLE;
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use writer::{As, Shown, Writer};

/// How long the text of a larger set waits for the next change.
const PAUSE: Duration = Duration::from_millis(400);

/// The tabs, each with its text and a button that copies it.
#[component]
pub fn RequestTabs() -> impl IntoView {
    let chosen = RwSignal::new(2_usize);
    let tabs: Vec<String> = As::ALL.iter().map(|way| way.title().to_owned()).collect();
    let panel = Callback::new(move |index: usize| {
        let way = As::ALL.get(index).copied().unwrap_or(As::Json);
        view! { <Panel way /> }.into_any()
    });
    view! {
        <section class="showas" aria-labelledby="show-as">
            <h3 class="showas__h" id="show-as">
                "Show as"
            </h3>
            <OneOfSeveral chosen />
            <Tabs
                label="Show the request as"
                tabs
                chosen
                on_choose=Callback::new(move |index| chosen.set(index))
                panel
            />
        </section>
    }
}

/// For which of several tokens the texts are.
#[component]
fn OneOfSeveral(chosen: RwSignal<usize>) -> impl IntoView {
    let form = use_form();
    move || {
        let link = As::ALL.get(chosen.get()) == Some(&As::Link);
        batch::first(form).and_then(Result::ok).map(|(name, _)| {
            if link {
                return view! { <p class="showas__note">"What all of them share; the names are not in it."</p> }
                    .into_any();
            }
            view! {
                <p class="showas__note">
                    "One request of " {number(form.plan.with(|plan| plan.possible()))} ": the one for "
                    <Untrusted text=name /> "."
                </p>
            }
            .into_any()
        })
    }
}

#[component]
fn Panel(way: As) -> impl IntoView {
    let writer = Writer { form: use_form(), console: use_console() };
    let shown = RwSignal::new(None::<Shown>);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let call_off = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    let write = move || {
        let now = Some(writer.show(way));
        if shown.try_with_untracked(|before| *before != now) == Some(true) {
            shown.set(now);
        }
    };
    Effect::new(move |_| {
        writer.track();
        call_off();
        let many = writer.form.permissions.with(|permissions| permissions.len()) > READABLE;
        if many {
            // A tick among thousands must not wait for a text that nobody reads meanwhile.
            waiting.set_value(set_timeout_with_handle(move || untrack(write), PAUSE).ok());
        } else {
            untrack(write);
        }
    });
    on_cleanup(call_off);
    move || match shown.get() {
        None => ().into_any(),
        Some(Shown::Text { text, left_out }) => view! { <Text way writer text left_out /> }.into_any(),
        Some(Shown::NotYet(reason)) => view! {
            <Notice tone=NoticeTone::Info title="Nothing to show yet">
                {reason}
            </Notice>
        }
        .into_any(),
        Some(Shown::Impossible(reasons)) => {
            let title = match way {
                As::Influx => "No influx command says exactly this",
                _ => "Nothing to show yet",
            };
            let reasons = reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
            view! {
                <Notice tone=NoticeTone::Info title=title>
                    <ul class="showas__why">{reasons}</ul>
                    {(way == As::Influx).then_some("curl and PowerShell can say it.")}
                </Notice>
            }
            .into_any()
        }
    }
}

/// A text with its button. The button tells what the browser did, not what was tried.
#[component]
fn Text(way: As, writer: Writer, text: String, left_out: usize) -> impl IntoView {
    let field = NodeRef::<html::Pre>::new();
    let copied = RwSignal::new(None::<Copied>);
    let copy = Callback::new(move |()| {
        let Some(element) = field.get_untracked() else { return };
        let Ok(all) = untrack(|| writer.write(way, usize::MAX)) else { return };
        // Without a clipboard the browser copies what is selected on the page, so everything has to be there.
        if left_out > 0 && !clipboard::is_offered() {
            element.set_text_content(Some(&all));
        }
        let attempt = clipboard::copy(&all, &element);
        spawn_local(async move {
            let outcome = attempt.outcome(&element).await;
            if outcome == Copied::Refused {
                element.set_text_content(Some(&all));
                clipboard::select(&element);
            }
            copied.try_set(Some(outcome));
        });
    });
    let label = format!("The request as {}", way.title());
    let what = match way {
        As::Link => " link",
        _ => "",
    };
    let said = move || match copied.get() {
        None => None,
        Some(Copied::Confirmed) => Some("Copied.".to_owned()),
        Some(Copied::Refused) => {
            Some(format!("Could not copy: the browser refused. The text is selected, {}.", clipboard::how_to_copy()))
        }
    };
    let prose = matches!(way, As::Sentence | As::Link);
    view! {
        <div class="code">
            <pre
                class="code__pre"
                class:code__pre--prose=prose
                tabindex="0"
                translate="no"
                role="region"
                aria-label=label
                node_ref=field
                prop:textContent=text
            ></pre>
            <div class="code__copy">
                <Button size=ButtonSize::Small icon=IconName::Copy on_click=copy>
                    {drawn(move || match copied.get() {
                        Some(Copied::Confirmed) => "Copied",
                        _ => "Copy",
                    })}
                    {what}
                    <span class="vh">{format!(" ({})", way.title())}</span>
                </Button>
            </div>
        </div>
        <p class="showas__said" role="status">
            {said}
        </p>
        {(left_out > 0)
            .then(|| {
                let text = format!("The first {} permissions are shown. Copy takes all {}.", number(READABLE), number(left_out + READABLE));
                view! { <p class="showas__note">{text}</p> }
            })}
        {way.hint(writer.cli()).map(|hint| view! { <p class="showas__note">{hint}</p> })}
    }
}
