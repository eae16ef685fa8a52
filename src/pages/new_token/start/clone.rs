//! Starting from a token that exists.

use crate::console::use_console;
use crate::pages::new_token::form::use_form;
use crate::pages::tokens::suggestions;
use crate::ui::button::{Button, ButtonSize, LinkButton, Tone};
use crate::ui::combobox::{Combobox, ComboboxLook};
use crate::ui::dialog::{Dialog, FirstFocus};
use crate::ui::field::Field;
use crate::ui::icon::IconName;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::progress::Progress;
use influxdb2::{Id, Remote};
use leptos::prelude::*;

/// The button and its dialog.
#[component]
pub fn CloneChooser() -> impl IntoView {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    let foot = move || view! { <Button on_click=close>"Cancel"</Button> }.into_any();
    view! {
        <Button
            tone=Tone::Quiet
            size=ButtonSize::Small
            icon=IconName::Clone
            attr:aria-haspopup="dialog"
            on_click=Callback::new(move |()| open.set(true))
        >
            "Clone"
            <span class="x-long">" a token"</span>
        </Button>
        <Dialog
            open
            title="Clone a token"
            on_close_request=close
            first_focus=FirstFocus::Autofocus
            lead=|| "The form is filled with what it grants. Its secret is not part of the copy.".into_any()
            foot
        >
            <Chooser close />
        </Dialog>
    }
}

#[component]
fn Chooser(close: Callback<()>) -> impl IntoView {
    let console = use_console();
    let form = use_form();
    let query = RwSignal::new(String::new());
    let suggest = Callback::new(move |text: String| {
        console.tokens.with(|tokens| tokens.ready().map(|listing| suggestions(listing, &text)).unwrap_or_default())
    });
    let choose = Callback::new(move |key: u64| {
        let Some(id) = Id::from_number(key) else { return };
        console.clone_token(id);
        form.problem.set(None);
        form.filter.set(String::new());
        if let Some(first) = form.with_untracked(|draft| draft.selection.types().next().cloned()) {
            form.resource.set(first);
        }
        close.run(());
    });
    let state = Memo::new(move |_| {
        console.tokens.with(|tokens| match tokens {
            Remote::Ready(_) => Ok(true),
            Remote::NotAsked | Remote::Loading => Ok(false),
            Remote::Failed(error) => Err(error.clone()),
        })
    });
    move || match state.get() {
        Ok(true) => view! {
            <Field label="Token to clone">
                <Combobox
                    query
                    suggest
                    on_choose=choose
                    words=("token", "tokens")
                    look=ComboboxLook::Inline
                    placeholder="Description, owner, bucket or id"
                />
            </Field>
        }
        .into_any(),
        Ok(false) => view! { <Progress label="Loading the tokens" /> }.into_any(),
        Err(error) => {
            let again = Callback::new(move |()| console.load_tokens());
            let actions = move || view! { <LinkButton on_click=again>"Load again"</LinkButton> }.into_any();
            view! {
                <Notice tone=NoticeTone::Warn role=NoticeRole::Status title="The tokens could not be loaded" actions>
                    {error.to_string()}
                </Notice>
            }
            .into_any()
        }
    }
}
