//! Who owns the tokens that are issued anew: a user who exists and is active.

use super::Standing;
use crate::console::{Console, use_console};
use crate::ui::button::LinkButton;
use crate::ui::combobox::{Combobox, Suggestion, Suggestions};
use crate::ui::drawn::drawn;
use crate::ui::field::Field;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::text::foreign::spelled_out;
use influxdb2::authorization::owners::OwnerStatus;
use influxdb2::permission::ResourceType;
use influxdb2::session::AccessLevel;
use influxdb2::{Id, Remote};
use leptos::prelude::*;

/// More than this nobody looks through; typing is faster.
const SUGGESTED: usize = 50;

/// The user who is chosen.
pub fn chosen(console: Console, user: Id) -> Option<Id> {
    console.owners.plans.with(|plans| plans.get(&user).and_then(|plan| plan.successor))
}

/// Why the chosen one cannot own them.
pub fn objection(console: Console, user: Id) -> Option<String> {
    match chosen(console, user) {
        None => Some("Choose the owner of the new tokens first.".to_owned()),
        Some(other) if other == user => Some("The user who leaves can’t own the new tokens.".to_owned()),
        Some(other) if console.owner_status(other) == OwnerStatus::Inactive => Some(
            "This user is inactive, so the new tokens would not work. Choose another one, or activate the user first."
                .to_owned(),
        ),
        Some(_) => None,
    }
}

/// The section.
#[component]
pub fn NewOwner(standing: Standing) -> impl IntoView {
    let console = use_console();
    let user = standing.user;
    let name = move |id: Id| spelled_out(&console.user_name(id));
    let query = RwSignal::new(untrack(|| chosen(console, user)).map(name).unwrap_or_default());
    // The plan is made when the list is here, and a name may come later than its user, both perhaps after this.
    Effect::new(move |before: Option<Option<String>>| {
        let now = chosen(console, user).map(name);
        if let Some(now) = now.as_ref().filter(|_| before.is_some_and(|before| before != now)) {
            query.set(now.clone());
        }
        now
    });
    let users = move || console.objects.with(|objects| objects.get(&ResourceType::Users).cloned().unwrap_or_default());
    let suggest = Callback::new(move |text: String| {
        let users = users();
        let wanted = text.trim().to_lowercase();
        let all = users.ready().map(|users| users.as_ref());
        let fits = |one: &&influxdb2::object::Object| {
            one.id != user && (one.name.to_lowercase().contains(&wanted) || one.id.to_string() == wanted)
        };
        let found: Vec<_> = all.into_iter().flat_map(|users| users.iter()).filter(fits).collect();
        let off = console.inactive_users.get();
        let shown = found.iter().take(SUGGESTED).map(|one| Suggestion {
            key: one.id.number(),
            label: one.name.to_string(),
            note: one.id.to_string(),
            tag: off.contains(&one.id).then_some("inactive"),
        });
        Suggestions { shown: shown.collect(), total: found.len() }
    });
    let choose = Callback::new(move |key: u64| {
        if let Some(id) = Id::from_number(key) {
            query.set(untrack(|| name(id)));
            console.plan(user, |plan| plan.successor = Some(id));
        }
    });
    let edited = Callback::new(move |()| console.plan(user, |plan| plan.successor = None));
    let hint = Signal::derive(move || {
        let id = chosen(console, user)?;
        if objection(console, user).is_some() {
            return None;
        }
        let session = console.session()?;
        let may = session.access == AccessLevel::Operator || id == session.me.id;
        let may = if may {
            "Your credential may create tokens for this user."
        } else {
            "Creating tokens for others takes the permission to write that user, as an Operator credential has it; the server refuses it otherwise."
        };
        let is_active = console.owner_status(id) == OwnerStatus::Active;
        Some(format!("{} {may}", if is_active { "Active." } else { "Whether the user is active is not known." }))
    });
    let error = Signal::derive(move || chosen(console, user).and_then(|_| objection(console, user)));
    let failed = move || match users() {
        Remote::Failed(error) => {
            let again = Callback::new(move |()| console.load_objects(ResourceType::Users));
            let actions = move || view! { <LinkButton on_click=again>"Load again"</LinkButton> }.into_any();
            view! {
                <Notice tone=NoticeTone::Warn role=NoticeRole::Status title="The users could not be loaded" actions>
                    {error.to_string()}
                </Notice>
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <section class="sec" aria-labelledby="plan-owner">
            <h2 class="plan__h" id="plan-owner">
                "1. New owner"
            </h2>
            <Field label="Owner of the new tokens" hint error class="plan__owner">
                <Combobox query suggest on_choose=choose on_edit=edited words=("user", "users") placeholder="Name or id" />
            </Field>
            {drawn(failed)}
        </section>
    }
}
