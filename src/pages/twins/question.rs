//! The question before a token is deleted or deactivated that may be somebody else's: it names the token first.

use crate::ui::button::{Button, Tone};
use crate::ui::dialog::{Dialog, DialogRole, FirstFocus};
use crate::ui::time::local_full;
use crate::ui::untrusted::Untrusted;
use influxdb2::Id;
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
pub struct Question {
    /// What is to be done.
    pub act: Act,
    /// The tokens, each with its description: hostile text.
    pub tokens: Vec<(Id, String)>,
}

impl Act {
    const fn title(self, several: bool) -> &'static str {
        match (self, several) {
            (Self::Deactivate, _) => "Deactivate this token?",
            (_, false) => "Delete this token?",
            (_, true) => "Delete these tokens?",
        }
    }

    const fn button(self) -> &'static str {
        match self {
            Self::Delete => "Delete token",
            Self::Replace => "Delete and create again",
            Self::Deactivate => "Deactivate token",
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

/// When a token was created, as its id tells it.
pub fn created_at(id: Id) -> String {
    local_full(i64::try_from(id.generated_at_ms()).unwrap_or_default())
}

/// The dialog; it is open as long as there is a question.
#[component]
pub fn AskFirst(asked: RwSignal<Option<Question>>, on_confirm: Callback<Question>) -> impl IntoView {
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
                let name = |(id, description): (Id, String)| {
                    view! {
                        <li>
                            <b>
                                <Untrusted text=description />
                            </b>
                            " "
                            <span class="id" translate="no">
                                {id.to_string()}
                            </span>
                            {format!(", created {}", created_at(id))}
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
        let words = asked.with_untracked(|asked| asked.as_ref().map_or("", |question| question.act.button()));
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
        asked.with(|asked| {
            asked.as_ref().map_or_else(String::new, |question| question.act.title(question.tokens.len() > 1).to_owned())
        })
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
