//! The question before a token is deleted or deactivated that may be somebody else's: it names the token first.

use super::{Creator, Steer};
use crate::ui::button::{Button, Tone};
use crate::ui::dialog::{Dialog, DialogRole, FirstFocus};
use crate::ui::untrusted::Untrusted;
use console_core::create::{Dialect, Verb};
use leptos::prelude::*;

/// What is to be done with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Delete it.
    Delete,
    /// Delete it and create the same anew.
    Replace,
    /// Deactivate it.
    Deactivate,
}

/// A question that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question<D: Dialect> {
    /// What is to be done.
    pub act: Act,
    /// The tokens, each with its description: hostile text.
    pub tokens: Vec<(D::Id, String)>,
}

/// The question of a page, as long as it is open.
pub type Asked<D> = RwSignal<Option<Question<D>>>;

impl Act {
    fn title(self, verb: Verb, several: bool) -> String {
        match (self, several) {
            (Self::Deactivate, _) => "Deactivate this token?".to_owned(),
            (_, false) => format!("{} this token?", verb.title),
            (_, true) => format!("{} these tokens?", verb.title),
        }
    }

    fn button(self, verb: Verb) -> String {
        match self {
            Self::Delete => format!("{} token", verb.title),
            Self::Replace => format!("{} and create again", verb.title),
            Self::Deactivate => "Deactivate token".to_owned(),
        }
    }

    const fn loss(self) -> &'static str {
        match self {
            Self::Deactivate => "Whoever uses it is locked out at once, until it is activated again.",
            Self::Delete => "Whoever uses it is locked out at once, and it cannot be brought back.",
            Self::Replace => {
                "Whoever uses it is locked out at once, and it cannot be brought back. Then the same is created anew."
            }
        }
    }
}

/// The dialog; it is open as long as there is a question.
#[component]
pub fn AskFirst<C: Creator>(creator: C, asked: Asked<C::Of>, on_confirm: Callback<Question<C::Of>>) -> impl IntoView {
    let verb = C::Of::VERB;
    let close = Callback::new(move |()| asked.set(None));
    let confirm = Callback::new(move |()| {
        if let Some(question) = asked.try_update(Option::take).flatten() {
            on_confirm.run(question);
        }
    });
    let lead = move || {
        asked
            .get()
            .map(|question| {
                let name = |(id, description)| {
                    view! {
                        <li>
                            <b>
                                <Untrusted text=description />
                            </b>
                            " "
                            <span class="id" translate="no">
                                {format!("{id}")}
                            </span>
                            {format!(", created {}", creator.created_at(id))}
                        </li>
                    }
                };
                let tokens = question.tokens.into_iter().map(name).collect_view();
                view! {
                    <ul class="refused">{tokens}</ul>
                    {question.act.loss()}
                }
            })
            .into_any()
    };
    let foot = move || {
        let words =
            asked.with_untracked(|asked| asked.as_ref().map(|question| question.act.button(verb)).unwrap_or_default());
        view! {
            <Button attr:autofocus=true on_click=close>
                "Cancel"
            </Button>
            <Button tone=Tone::DangerSolid on_click=confirm>
                {words}
            </Button>
        }
        .into_any()
    };
    let title = move || {
        let title = |question: &Question<C::Of>| question.act.title(verb, question.tokens.len() > 1);
        asked.with(|asked| asked.as_ref().map(title).unwrap_or_default())
    };
    view! {
        <Dialog
            open=Signal::derive(move || asked.with(Option::is_some))
            title=Signal::derive(title)
            role=DialogRole::Alert
            first_focus=FirstFocus::Autofocus
            on_close_request=close
            lead
            foot
        >
            ""
        </Dialog>
    }
}
