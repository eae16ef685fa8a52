//! What became of the last create, when it did not end with a secret.

use super::judgement::{Judgement, use_judgement};
use crate::console::{Creation, Ownerless, Resolved, use_console};
use crate::shared::create::lost;
use crate::shared::create::question::Asked;
use crate::ui::button::{Button, ButtonSize};
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::text::foreign::spelled_out;
use influxdb2::batch::Authorizations;
use influxdb2::refused::{FormSection, Objection};
use influxdb2::user::NoOwner;
use leptos::prelude::*;

/// The fact about a refused create.
pub const REFUSED: &str = "The server refused; no token was created";

/// A refusal, or an answer that was lost; what can be done about that is asked in `asked`.
#[component]
pub fn OutcomeNotice(asked: Asked<Authorizations>) -> impl IntoView {
    let console = use_console();
    let judged = use_judgement();
    move || {
        // What was asked for in another organization is told above the page, and not in a form that knows nothing of it.
        if !console.created_here() {
            return None;
        }
        console.creation.with(|creation| match creation {
            Creation::Idle | Creation::Sending => None,
            Creation::Refused(_) => judged.objection.get().map(|objection| {
                // The user is there now; the form has chosen them, so that nothing is created twice.
                let created = console.resolved_owner.with(|resolved_owner| {
                    resolved_owner.as_ref().filter(|resolved_owner| resolved_owner.resolved == Resolved::Created).map(
                        |resolved_owner| {
                            format!(
                                "The user {} was created; the token was not. ",
                                spelled_out(&resolved_owner.user.named.name)
                            )
                        },
                    )
                });
                refused(judged, &objection, created.unwrap_or_default())
            }),
            Creation::Before(Ownerless { name, why }) => Some(no_owner(name, why)),
            Creation::Unknown(lost) => Some(lost::notice(**console, lost, asked)),
        })
    }
}

/// There is no user who could own the token.
fn no_owner(name: &str, why: &NoOwner) -> AnyView {
    let (title, text) = (why.title(), why.text(name));
    view! {
        <Notice tone=NoticeTone::Danger role=NoticeRole::Alert title=title>
            {text}
        </Notice>
    }
    .into_any()
}

/// The sentence, and a button that leads to the part of the form that it speaks of.
fn refused(judged: Judgement, objection: &Objection, before: String) -> AnyView {
    let place = objection.place();
    let text = before
        + &match &place {
            FormSection::Row(permission) if matches!(objection, Objection::MayNotGrant(_)) => format!(
                "Your credential doesn’t have {} on {}, so it can’t grant it. Remove it, or use a stronger credential.",
                permission.action.title(),
                judged.subject(permission)
            ),
            // The sentence stands at the field; here is the way to it.
            FormSection::Owner => "The reason stands at the owner.".to_owned(),
            FormSection::Organization => "The reason stands at the organization.".to_owned(),
            FormSection::Description => "The reason stands at the description.".to_owned(),
            FormSection::Row(permission) => {
                format!("{} on {}: {objection}", permission.action.title(), judged.subject(permission))
            }
            _ => objection.to_string(),
        };
    let actions = move || {
        let place = place.clone();
        (place != FormSection::Nowhere)
            .then(|| {
                let show = Callback::new(move |()| judged.show(&place));
                view! {
                    <Button size=ButtonSize::Small on_click=show>
                        "Show it"
                    </Button>
                }
            })
            .into_any()
    };
    view! {
        <Notice
            tone=NoticeTone::Danger
            role=NoticeRole::Alert
            title=REFUSED
            actions
        >
            {text}
        </Notice>
    }
    .into_any()
}

/// The sentence about a refused create, at the part of the form that caused it.
#[component]
pub fn RefusedAt(place: FormSection) -> impl IntoView {
    let judged = use_judgement();
    move || {
        judged.refusal_at(&place).map(|text| {
            view! {
                <p class="field__error">
                    <Icon name=IconName::Danger size=IconSize::Small />
                    <span>{text}</span>
                </p>
            }
        })
    }
}
