//! What a person has to choose before a text can fill the form: one of several requests, and what is open in it.

use super::preview::on_one_line;
use crate::ui::icon::{Icon, IconName};
use crate::ui::id::unique;
use crate::ui::tile::{Right, Tile};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::permission::Action;
use leptos::prelude::*;
use reader::command::{Answer, Choice, Question, Reading, Subject, lines};
use reader::prefill::Asked;
use std::sync::Arc;

/// How many requests are offered.
const MOST: usize = 50;

/// A text that was read, and what was chosen of it.
#[derive(Clone, Copy)]
pub struct Choosing {
    /// What came out of the text.
    pub read: RwSignal<Option<Arc<Reading>>>,
    /// Which of several requests is meant.
    pub chosen: RwSignal<Option<usize>>,
    /// What was answered to each of its questions.
    pub answers: RwSignal<Vec<Option<usize>>>,
    /// The request that is meant, with its questions.
    meant: Memo<Option<Arc<Reading>>>,
}

impl Choosing {
    /// Nothing was read yet.
    pub fn new() -> Self {
        let (read, chosen) = (RwSignal::new(None::<Arc<Reading>>), RwSignal::new(None::<usize>));
        let meant = Memo::new(move |_| {
            let read = read.get()?;
            match &read.subject {
                Subject::Several(choices) => choices.get(chosen.get()?).map(|choice| Arc::new(choice.reading.clone())),
                _ => Some(read),
            }
        });
        Self { read, chosen, answers: RwSignal::new(Vec::new()), meant }
    }

    /// Starts anew with a reading.
    pub fn start(self, reading: Option<Reading>) {
        self.chosen.set(None);
        self.answers.set(Vec::new());
        self.read.set(reading.map(Arc::new));
    }

    /// What is asked for, once one is chosen.
    pub fn asked(self) -> Option<Arc<Asked>> {
        let meant = self.meant.get()?;
        Some(Arc::new(Asked::Text(self.answers.with(|answers| meant.answered(answers)))))
    }

    /// What has to be done first, as a sentence.
    pub fn first(self) -> Option<&'static str> {
        let Some(meant) = self.meant.get() else {
            return self.read.get().map(|_| "Choose one first.");
        };
        let answered = self.answers.with(|answers| answers.iter().flatten().count());
        let open = meant.questions.len().saturating_sub(answered);
        match open {
            0 => None,
            1 => Some("Answer the question first. Nothing is filled in yet."),
            _ => Some("Answer the questions first. Nothing is filled in yet."),
        }
    }
}

/// The choices, as far as there are any.
#[component]
pub fn Choices(choosing: Choosing, clean: StoredValue<String>) -> impl IntoView {
    let questions = Memo::new(move |_| choosing.meant.get().map(|meant| meant.questions.clone()).unwrap_or_default());
    move || {
        let read = choosing.read.get()?;
        let picks = match &read.subject {
            Subject::Several(choices) => Some(
                view! { <Picks choosing choices=choices.iter().take(MOST).cloned().collect() count=choices.len() clean /> },
            ),
            _ => None,
        };
        let asks = move || {
            questions
                .get()
                .into_iter()
                .enumerate()
                .map(|(index, question)| view! { <Ask choosing index question clean /> })
                .collect_view()
        };
        Some(view! {
            {picks}
            {asks}
        })
    }
}

#[component]
fn Picks(choosing: Choosing, choices: Vec<Choice>, count: usize, clean: StoredValue<String>) -> impl IntoView {
    let name = unique("pick");
    let pick = |(index, choice): (usize, Choice)| {
        let (from, to) = clean.with_value(|text| lines(text, choice.span));
        let place = if from == to { format!("line {from}") } else { format!("lines {from}–{to}") };
        let open = match choice.reading.questions.len() {
            0 => None,
            1 => Some(" · 1 question".to_owned()),
            many => Some(format!(" · {many} questions")),
        };
        let description = choice.description().to_owned();
        view! {
            <label class="pick">
                <input
                    type="radio"
                    class="radio"
                    name=name.clone()
                    prop:checked=move || choosing.chosen.get() == Some(index)
                    on:change=move |_| {
                        choosing.answers.set(Vec::new());
                        choosing.chosen.set(Some(index));
                    }
                />
                <span class="pick__t">
                    <b translate="no">
                        <Untrusted text=choice.what.clone() />
                        {(!description.is_empty()).then(|| view! { " “" <Untrusted text=description limit=80 /> "”" })}
                    </b>
                    <span class="pick__sub">
                        <Untrusted text=choice.summary().join(", ") limit=160 />
                        {open.map(|open| view! { <span class="pick__q">{open}</span> })}
                    </span>
                </span>
                <span class="pick__n">{place}</span>
            </label>
        }
    };
    view! {
        <fieldset class="picks">
            <legend class="field__label">{format!("{} tokens are asked for. Choose one.", number(count))}</legend>
            {choices.into_iter().enumerate().map(pick).collect_view()}
            {(count > MOST).then(|| view! { <p class="field__hint">{format!("The first {MOST} are shown.")}</p> })}
        </fieldset>
    }
}

#[component]
fn Ask(choosing: Choosing, index: usize, question: Question, clean: StoredValue<String>) -> impl IntoView {
    let name = unique("ask");
    let (why_id, described) = {
        let id = unique("ask-why");
        (id.clone(), id)
    };
    let part = clean.with_value(|text| on_one_line(question.span.of(text)));
    let (ask, why) = (spelled_out(&question.ask()), spelled_out(&question.why()));
    let option = |(number, answer): (usize, Answer)| {
        let choose = move |_| {
            choosing.answers.update(|answers| {
                answers.resize(answers.len().max(index + 1), None);
                answers[index] = Some(number);
            });
        };
        let chosen = move || choosing.answers.with(|answers| answers.get(index).copied().flatten() == Some(number));
        view! {
            <label class="check">
                <input type="radio" class="radio" name=name.clone() prop:checked=chosen on:change=choose />
                <span>
                    {answer.action().map(|action| view! { <Tile right=right(action) /> })}
                    <b>{spelled_out(&answer.title)}</b>
                    <span class="check__sub">{answer.why}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="ask" aria-describedby=described>
            <legend class="ask__h">
                <Icon name=IconName::Info />
                <span>
                    <code translate="no">
                        <Untrusted text=part limit=90 />
                    </code>
                    ": "
                    {ask}
                </span>
            </legend>
            <p class="ask__why" id=why_id>
                {why}
            </p>
            {question.answers.into_iter().enumerate().map(option).collect_view()}
        </fieldset>
    }
}

const fn right(action: Action) -> Right {
    match action {
        Action::Read => Right::Read,
        Action::Write => Right::Write,
    }
}
