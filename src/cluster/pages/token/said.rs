//! What came of the last thing that was done with the token.

use crate::cluster::console::use_console;
use crate::shared::not_done::not_done;
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use database::Id;
use database::revoke;
use database::update::{Phase, Update};
use leptos::prelude::*;

/// How revoking it went. It is told truly: what nobody can know is not claimed.
#[component]
pub fn RevocationSaid(id: Id) -> impl IntoView {
    let console = use_console();
    drawn(move || {
        let Some(revocation) = console.revocation(id) else { return ().into_any() };
        let (tone, title, again) = match revocation.phase() {
            revoke::Phase::Sending | revoke::Phase::Lost(_) => (NoticeTone::Info, "This token is being revoked", false),
            revoke::Phase::Done { .. } => (NoticeTone::Ok, "This token is revoked", false),
            revoke::Phase::NotDone(_) => (NoticeTone::Warn, "This token is not revoked", true),
            revoke::Phase::Refused(_) => (NoticeTone::Danger, "This token is not revoked", true),
            revoke::Phase::Unsure(_) => (NoticeTone::Danger, "Nobody can tell yet whether it is revoked", true),
        };
        let retry = Callback::new(move |()| console.retry_revocation(id));
        let actions = move || again.then(|| view! { <LinkButton on_click=retry>"Try again"</LinkButton> }).into_any();
        view! {
            <Notice tone role=NoticeRole::Alert title=title.to_owned() actions>
                {revocation.words()}
            </Notice>
        }
        .into_any()
    })
}

/// How changing it went, where it did not simply succeed.
#[component]
pub fn UpdateSaid(id: Id) -> impl IntoView {
    let console = use_console();
    drawn(move || {
        let Some((tone, title, text)) = console.changes.of(id).as_ref().and_then(said) else { return ().into_any() };
        let retry = Callback::new(move |()| console.retry_update(id));
        let again = !matches!(console.changes.of(id).map(|update| update.phase().clone()), Some(Phase::Revoked));
        let actions = move || again.then(|| view! { <LinkButton on_click=retry>"Try again"</LinkButton> }).into_any();
        view! {
            <Notice tone role=NoticeRole::Alert title=title.to_owned() actions>
                {text}
            </Notice>
        }
        .into_any()
    })
}

fn said(update: &Update) -> Option<(NoticeTone, &'static str, String)> {
    Some(match update.phase() {
        Phase::Reading | Phase::Sending | Phase::Lost(_) | Phase::Done { .. } | Phase::Conflict(_) => return None,
        Phase::Revoked => (
            NoticeTone::Warn,
            "This token was revoked meanwhile",
            "It can’t be changed any more. Load the list again to see how it is stored.".to_owned(),
        ),
        Phase::Unread(error) => (NoticeTone::Danger, "Nothing was sent", format!("The token is read first. {error}")),
        Phase::NotDone(error) => {
            let (title, text) = not_done(
                error,
                ["The answer was lost, and nothing changed so far", "Nothing changed so far"],
                "The token was read back: it is as before. A slow server may still carry the change out.",
            );
            (NoticeTone::Warn, title, text)
        }
        Phase::Refused(error) => (NoticeTone::Danger, "Nothing changed", error.to_string()),
        Phase::Unsure(error) => (
            NoticeTone::Danger,
            "Nobody can tell yet whether it is changed",
            format!("No answer told for certain, and the token can’t be read. {error}"),
        ),
    })
}
