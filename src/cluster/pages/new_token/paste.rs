//! A command or JSON that somebody has, read into the form.
//!
//! The text may hold a credential. It stays in the browser's field until it is read, and is taken out of it with the dialog;
//! no signal ever holds it.

use super::form::{Form, use_form};
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::dialog::{Dialog, DialogWidth, FirstFocus};
use crate::ui::field::Field;
use crate::ui::icon::IconName;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::text_area::TextArea;
use console_core::text::number;
use database::draft::Draft;
use database::influxctl::{Missing, Note};
use database::pasted::{Pasted, Problem, read};
use leptos::html;
use leptos::prelude::*;

/// The button with its dialog, and what is to be said about a form that was filled.
#[component]
pub fn Paste() -> impl IntoView {
    let form = use_form();
    let open = RwSignal::new(false);
    let result = RwSignal::new(Err::<Pasted, Problem>(Problem::Empty));
    let area = NodeRef::<html::Textarea>::new();
    let close = Callback::new(move |()| {
        if let Some(area) = area.get_untracked() {
            area.set_value("");
        }
        open.set(false);
        result.set(Err(Problem::Empty));
    });
    let fill = Callback::new(move |()| {
        if let Ok(pasted) = result.get_untracked() {
            close.run(());
            take(form, pasted);
        }
    });
    let blocked = move || result.with(|result| result.as_ref().err().map(ToString::to_string));
    let foot = move || {
        view! {
            <Button on_click=close>"Cancel"</Button>
            <Button tone=Tone::Primary blocked=Signal::derive(blocked) on_click=fill>
                "Fill the form"
            </Button>
        }
        .into_any()
    };
    let on_read = Callback::new(move |()| {
        let Some(area) = area.get_untracked() else { return };
        result.set(read(&area.value()));
    });
    view! {
        <div class="startpaste">
            <Button
                tone=Tone::Quiet
                size=ButtonSize::Small
                icon=IconName::Prompt
                on_click=Callback::new(move |()| open.set(true))
            >
                "Paste a command"
            </Button>
            <Dialog
                open
                title="Paste a command or JSON"
                on_close_request=close
                width=DialogWidth::Wide
                first_focus=FirstFocus::Autofocus
                foot
            >
                <div class="preview">
                    <Field
                        label="Text"
                        hint=Some("A create or update of influxctl, curl, or the JSON of a database token.".to_owned())
                    >
                        <TextArea node_ref=area on_read rows=8 />
                    </Field>
                    {move || result.with(|result| understood(form, result))}
                </div>
            </Dialog>
        </div>
    }
}

/// What was read, before it goes into the form.
fn understood(form: Form, result: &Result<Pasted, Problem>) -> AnyView {
    let (tone, title, text) = match result {
        Err(Problem::Empty) => return ().into_any(),
        Err(problem) => (NoticeTone::Warn, "Not read".to_owned(), problem.to_string()),
        Ok(pasted) => {
            let count = pasted.draft.permissions().len();
            let unit = if count == 1 { "permission" } else { "permissions" };
            let text = remarks(form, pasted).join(" ");
            (NoticeTone::Info, format!("{} {unit}", number(count)), text)
        }
    };
    view! {
        <Notice tone role=NoticeRole::Status title=Some(title)>
            {text}
        </Notice>
    }
    .into_any()
}

/// What a person has to know or to do, a sentence each.
fn remarks(form: Form, pasted: &Pasted) -> Vec<String> {
    let api = form.session().api;
    let mut said: Vec<String> = pasted.missing.iter().map(|missing| missing_words(*missing)).collect();
    said.extend(pasted.notes.iter().map(|note| note_words(*note).to_owned()));
    if let Some(id) = pasted.updates.filter(|_| api) {
        said.push(format!(
            "It updates the token {id}. This form creates a new token with the same permissions; to change {id} itself, open it in the list."
        ));
    }
    match pasted.more {
        0 => {}
        1 => said.push("Another command in the text was not read.".to_owned()),
        more => said.push(format!("{} other commands in the text were not read.", number(more))),
    }
    said
}

fn missing_words(missing: Missing) -> String {
    match missing {
        Missing::Database(action) => {
            format!("The database to {action} is a variable: tick or type its name.")
        }
        Missing::Expiry => "The expiry is a variable: put it in.".to_owned(),
        Missing::Description => "The description is a variable: type it, or keep the generated one.".to_owned(),
        Missing::Id => "The id of the token is a variable: put it in.".to_owned(),
        Missing::Other => "A flag that changes nothing of the token is a variable; it was left out.".to_owned(),
    }
}

const fn note_words(note: Note) -> &'static str {
    match note {
        Note::OutputOnly => "--format changes what is printed and nothing of the token.",
        Note::Elsewhere => "It names an account or cluster; the token is created in the one that is open here.",
        Note::Debugging => "Flags for searching errors were left out.",
        Note::NoDatabases => "It names no database.",
    }
}

/// Fills the form, and keeps what is to be asked in sight.
fn take(form: Form, pasted: Pasted) {
    let said = remarks(form, &pasted);
    let Pasted { draft, updates, .. } = pasted;
    if let Some(id) = updates {
        form.wanted.kind.set(super::commands::Kind::Update);
        form.wanted.ids.set(id.to_string());
    }
    form.fill(draft);
    form.remarks.set(said);
}

/// What is to be said about a form that was filled from a text, until the person has read it.
#[component]
pub fn FilledNotice() -> impl IntoView {
    let form = use_form();
    let before = form.before;
    let undo = Callback::new(move |()| {
        if let Some(draft) = before.try_update(Option::take).flatten() {
            form.fill(draft);
        }
        form.remarks.set(Vec::new());
        before.set(None);
    });
    let dismiss = Callback::new(move |()| {
        form.remarks.set(Vec::new());
        before.set(None);
    });
    let filled = Memo::new(move |_| before.with(|draft: &Option<Draft>| draft.is_some()));
    move || {
        filled.get().then(|| {
            let said = form.remarks.get().join(" ");
            let actions = move || {
                view! {
                    <Button size=ButtonSize::Small on_click=undo>
                        "Undo"
                    </Button>
                    <Button size=ButtonSize::Small on_click=dismiss>
                        "Dismiss"
                    </Button>
                }
                .into_any()
            };
            view! {
                <Notice
                    tone=NoticeTone::Info
                    role=NoticeRole::Status
                    title="The form was filled from your text"
                    actions
                >
                    {said}
                </Notice>
            }
        })
    }
}
