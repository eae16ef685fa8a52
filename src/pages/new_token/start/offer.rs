//! What a person left behind: a form for this organization that can be continued, or one that is kept for another.

use crate::console::use_console;
use crate::pages::new_token::form::use_form;
use crate::shell::page;
use crate::ui::button::{Button, ButtonSize, LinkButton, Tone};
use crate::ui::landmark::HEADING;
use crate::ui::untrusted::Untrusted;
use influxdb2::draft::{Draft, Recipient};
use leptos::prelude::*;

/// One line beside the title, so that nothing moves when it goes.
#[component]
pub fn Offer() -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let org = form.session().org.id;
    let left = Memo::new(move |_| {
        console.left.with(|left| left.iter().find(|one| one.draft.org == org).map(|one| one.draft.clone()))
    });
    move || match left.get() {
        Some(draft) => view! { <Continue draft /> }.into_any(),
        None => view! { <KeptElsewhere /> }.into_any(),
    }
}

#[component]
fn Continue(draft: Draft) -> impl IntoView {
    let console = use_console();
    let org = draft.org;
    let resume = Callback::new(move |()| {
        console.continue_left(org);
        page::focus(HEADING);
    });
    let discard = Callback::new(move |()| {
        console.discard_left(org);
        page::focus(HEADING);
    });
    let owner = match &draft.recipient {
        Recipient::Other(user) => Some(user.name.clone()),
        Recipient::New(name) => Some(name.clone()),
        Recipient::Me | Recipient::Unchosen => None,
    };
    view! {
        <div class="offer" role="region" aria-label="Draft">
            <p class="offer__t">
                <LinkButton on_click=resume>"Continue your draft"</LinkButton>
                ": "
                <b>
                    <Untrusted text=draft.title() />
                </b>
                {owner.map(|owner| view! { " · " <Untrusted text=owner /> })}
            </p>
            <Button tone=Tone::Quiet size=ButtonSize::Small on_click=discard>
                "Discard"
            </Button>
        </div>
    }
}

/// What was ticked for other organizations before one switched to this one.
#[component]
fn KeptElsewhere() -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let session = form.session();
    let here = session.org.id;
    move || {
        let kept = console.drafts.with(|drafts| {
            let other = drafts.iter().find(|draft| draft.org != here && !draft.is_empty())?;
            Some((other.org, other.permissions().len()))
        });
        kept.map(|(org, count)| {
            let what = match count {
                0 => "Your draft".to_owned(),
                1 => "Your 1 permission".to_owned(),
                count => format!("Your {} permissions", console_core::text::number(count)),
            };
            let name = session.orgs.iter().find(|one| one.id == org).map(|one| one.name.clone()).unwrap_or_default();
            let verb = if count > 1 { "are" } else { "is" };
            view! {
                <p class="offer offer__t" role="status">
                    {what}
                    " for "
                    <b>
                        <Untrusted text=name />
                    </b>
                    {format!(" {verb} kept there.")}
                </p>
            }
        })
    }
}
