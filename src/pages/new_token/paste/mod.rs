//! A text that somebody has, read into the form.
//!
//! The text may hold a credential. It stays in the browser's field until it is read; a credential that is found is taken
//! out at once, and the field is made anew, so that neither its value nor its undo steps keep it.

mod asking;
mod choosing;
mod notice;
mod preview;
mod reading;

pub use asking::{Answer, follow};
pub use notice::FilledNotice;

use super::form::use_form;
use crate::console::{Source, use_console};
use crate::pages::parts::use_parts;
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::dialog::{Dialog, DialogWidth, FirstFocus};
use crate::ui::field::Field;
use crate::ui::icon::IconName;
use crate::ui::id;
use crate::ui::live::use_announcer;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::part::Part;
use crate::ui::progress::Progress;
use crate::ui::text_area::TextArea;
use choosing::{Choices, Choosing};
use console_core::text::number;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use preview::{Preview, Quoted, on_one_line};
use reader::command::{Reading, Span, lines, read_anything, redact};
use reader::prefill::{Asked, Remark};
use reading::{AT_ONCE, slices};
use std::sync::Arc;
use zeroize::{Zeroize, Zeroizing};

/// What stands in the place of a credential that was taken out.
const TAKEN_OUT: &str = "…";
/// How many lines with a credential are named.
const FEW: usize = 5;

/// The button, and the dialog, which is a part of its own with all that it takes to read a text.
#[component]
pub fn Paste() -> impl IntoView {
    let (open, part) = (RwSignal::new(false), use_parts().paste);
    view! {
        <div class="startpaste">
            <Button
                tone=Tone::Quiet
                size=ButtonSize::Small
                icon=IconName::Prompt
                on_click=Callback::new(move |()| open.set(true))
            >
                "Paste"
                <span class="x-long">" a command, JSON or permissions"</span>
            </Button>
            <Part load=part.load draw=move || (part.draw)(open) wanted=open what="the reader of pasted texts" />
        </div>
    }
}

/// The dialog; it opens with the signal.
pub fn paste_dialog(open: RwSignal<bool>) -> AnyView {
    view! { <PasteDialog open /> }.into_any()
}

#[component]
fn PasteDialog(open: RwSignal<bool>) -> impl IntoView {
    let (form, console) = (use_form(), use_console());
    let choosing = Choosing::new();
    let asked = RwSignal::new(None::<Arc<Asked>>);
    Effect::new(move |_| asked.set(choosing.asked()));
    let answer = follow(console, form, asked);
    // The text without credentials, for quoting parts of it.
    let clean = StoredValue::new(String::new());
    let quote = Callback::new(move |remark: Remark| {
        let part = remark.span.and_then(|span| clean.with_value(|clean| part(span, clean)));
        (remark, part)
    });
    let close = Callback::new(move |()| {
        open.set(false);
        choosing.start(None);
        asked.set(None);
        clean.set_value(String::new());
    });
    let ready = move || {
        let first = choosing.first().map(str::to_owned);
        first.or_else(|| match answer.get() {
            Answer::Done(prefill) if prefill.form.is_some() => None,
            Answer::Waiting(_) => Some("The names are still being looked up.".to_owned()),
            _ => Some("There is nothing to fill the form with yet.".to_owned()),
        })
    };
    let fill = Callback::new(move |()| {
        if let Answer::Done(prefill) = answer.get_untracked()
            && let Some(filled) = prefill.form.clone()
        {
            let remarks = prefill.remarks.iter().map(|remark| quote.run(remark.clone())).collect();
            close.run(());
            form.problem.set(None);
            console.take_in(filled, Source::Text, remarks);
        }
    });
    let foot = move || {
        view! {
            <p class="grow" role="status">
                {crate::ui::drawn::drawn(move || choosing.first())}
            </p>
            <Button on_click=close>"Cancel"</Button>
            <Button tone=Tone::Primary blocked=Signal::derive(ready) on_click=fill>
                "Fill the form"
            </Button>
        }
        .into_any()
    };
    view! {
        <Dialog
            open
            title="Paste a command, JSON or permissions"
            on_close_request=close
            width=DialogWidth::Wide
            first_focus=FirstFocus::Autofocus
            foot
        >
            <Reader choosing answer clean quote />
        </Dialog>
    }
}

/// The field, and below it what was understood.
#[component]
fn Reader(
    choosing: Choosing,
    answer: Memo<Answer>,
    clean: StoredValue<String>,
    quote: Callback<Remark, Quoted>,
) -> impl IntoView {
    let form = use_form();
    let area = NodeRef::<html::Textarea>::new();
    // The field is drawn anew for each number.
    let drawn = RwSignal::new(0_u32);
    let dropped = RwSignal::new(TakenOut::default());
    let busy = RwSignal::new(false);
    // What is read before it is done belongs to an older text.
    let turn = StoredValue::new(0_u32);
    let show = move |text: String, reading: Reading, taken: TakenOut| {
        let empty = text.trim().is_empty();
        // A remark on credentials belongs to the text in which they were.
        if empty || taken.count > 0 || !text.contains(TAKEN_OUT) {
            dropped.set(taken);
        }
        clean.set_value(text);
        choosing.start((!empty).then_some(reading));
    };
    let read = Callback::new(move |()| {
        let Some(field) = area.get_untracked() else { return };
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        let text = field.value();
        // The text without its credentials, if there are any; the field is made anew.
        let take_out = move |text: &mut String, reading: &Reading| {
            let taken = TakenOut::of(text, reading);
            if taken.count > 0 {
                let redacted = redact(text, reading);
                text.zeroize();
                *text = redacted;
                if let Some(field) = area.get_untracked() {
                    field.set_value("");
                }
                clean.set_value(text.clone());
                drawn.update(|times| *times += 1);
            }
            taken
        };
        if text.len() <= AT_ONCE {
            busy.set(false);
            let mut text = text;
            let mut reading = read_anything(&text);
            let taken = take_out(&mut text, &reading);
            if taken.count > 0 {
                reading = read_anything(&text);
            }
            return show(text, reading, taken);
        }
        // A long text is read in slices, so that the page stays alive; nothing of the last one may be filled in meanwhile.
        busy.set(true);
        choosing.start(None);
        clean.set_value(String::new());
        let wanted = move || turn.try_get_value() == Some(mine);
        spawn_local(async move {
            let mut text = Zeroizing::new(text);
            let Some(mut reading) = slices(&text, wanted).await else { return };
            let taken = take_out(&mut text, &reading);
            if taken.count > 0 {
                let Some(again) = slices(&text, wanted).await else { return };
                reading = again;
            }
            busy.set(false);
            show(std::mem::take(&mut *text), reading, taken);
        });
    });
    Effect::new(move |_| {
        if let Some(field) = area.get() {
            clean.with_value(|clean| field.set_value(clean));
            id::focus_element(&field);
        }
    });
    let announcer = use_announcer();
    Effect::new(move |_| {
        if let Answer::Done(prefill) = answer.get() {
            let granted = prefill.form.as_ref().map_or(0, |filled| filled.draft.permissions().len());
            announcer.say_soon(format!(
                "{} and {}",
                counted(granted, "permission"),
                counted(prefill.remarks.len(), "remark")
            ));
        }
    });
    let hint = "A command, a script, a JSON body, a Terraform resource, code of a client, or permissions as the server prints them. \
                Nothing is run or sent.";
    let me = form.session().me.name.clone();
    view! {
        <Field label="Your text" hint=Some(hint.to_owned())>
            {crate::ui::drawn::drawn(move || {
                drawn.track();
                view! { <TextArea node_ref=area on_read=read rows=7 /> }
            })}
        </Field>
        {crate::ui::drawn::drawn(move || busy.get().then(|| view! { <Progress label="Reading the text" /> }))}
        {crate::ui::drawn::drawn(move || dropped.with(|taken| (taken.count > 0).then(|| view! { <TakenOutNotice taken=taken.clone() /> })))}
        <Choices choosing clean />
        <Preview answer me quote />
    }
}

/// The credentials that were taken out of a text.
#[derive(Clone, Default)]
struct TakenOut {
    count: usize,
    /// The lines in which the first few of them stood.
    lines: Vec<usize>,
}

impl TakenOut {
    fn of(text: &str, reading: &Reading) -> Self {
        let there = || reading.secrets().filter(|secret| secret.of(text) != TAKEN_OUT);
        Self { count: there().count(), lines: there().take(FEW).map(|secret| lines(text, secret).0).collect() }
    }
}

#[component]
fn TakenOutNotice(taken: TakenOut) -> impl IntoView {
    let TakenOut { count, mut lines } = taken;
    let beyond = count - lines.len();
    lines.dedup();
    let line = if lines.len() + beyond == 1 { "line" } else { "lines" };
    let mut places: Vec<String> = lines.iter().map(usize::to_string).collect();
    if beyond > 0 {
        places.push(format!("{} more", number(beyond)));
    }
    let places = places.join(", ");
    let (title, text) = match count {
        1 => (
            "A credential was in the text and was taken out".to_owned(),
            format!(
                "It stood in line {places} and is kept nowhere. If others could see the text, replace that credential."
            ),
        ),
        _ => (
            format!("{} credentials were in the text and were taken out", number(count)),
            format!("They stood in {line} {places} and are kept nowhere. If others could see the text, replace them."),
        ),
    };
    view! {
        <Notice tone=NoticeTone::Warn role=NoticeRole::Status title=Some(title)>
            {text}
        </Notice>
    }
}

/// A number with its noun.
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", number(count))
}

/// The part of a text that a remark speaks of, on one line. A remark about nearly everything needs no quotation.
fn part(span: Span, text: &str) -> Option<String> {
    let part = span.of(text).trim();
    let telling = !part.is_empty() && part.len() * 2 < text.trim().len() + 40;
    telling.then(|| on_one_line(part))
}
