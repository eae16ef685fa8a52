//! The question before a token is revoked that may be somebody else's: it names the token first.

use crate::cluster::console::App;
use crate::ui::button::{Button, Tone};
use crate::ui::dialog::{Dialog, DialogRole, FirstFocus};
use crate::ui::untrusted::Untrusted;
use database::Id;
use leptos::prelude::*;

/// What is to be done with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Revoke it.
    Revoke,
    /// Revoke it and create the same anew.
    Replace,
}

/// A question that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is to be done.
    pub act: Act,
    /// The token.
    pub id: Id,
    /// Its description: hostile text.
    pub description: String,
    /// When it was created, in words.
    pub created: String,
}

impl Question {
    /// About a token as the list tells it.
    pub fn about(app: App, act: Act, id: Id, description: &str) -> Self {
        let console = app.console.get_untracked();
        let created = console.map(|console| console.created_at(id)).unwrap_or_default();
        Self { act, id, description: description.to_owned(), created }
    }
}

impl Act {
    const fn button(self) -> &'static str {
        match self {
            Self::Revoke => "Revoke token",
            Self::Replace => "Revoke and create again",
        }
    }

    const fn loss(self) -> &'static str {
        match self {
            Self::Revoke => "Whoever uses it is locked out at once, and this can’t be undone.",
            Self::Replace => {
                "Whoever uses it is locked out at once, and this can’t be undone. Then the same is created anew."
            }
        }
    }
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
            .map(|Question { act, id, description, created }| {
                view! {
                    <ul class="refused">
                        <li>
                            <b>
                                <Untrusted text=description />
                            </b>
                            " "
                            <span class="id" translate="no">
                                {id.to_string()}
                            </span>
                            {format!(", created {created}")}
                        </li>
                    </ul>
                    {act.loss()}
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
    view! {
        <Dialog
            open=Signal::derive(move || asked.with(Option::is_some))
            title="Revoke this token?"
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
