//! Ticks on objects that are gone: marked in the review, and taken out together.

use crate::console::use_console;
use crate::pages::new_token::form::use_form;
use crate::ui::badge::{Tag, TagTone};
use crate::ui::button::LinkButton;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::text::number;
use influxdb2::Id;
use influxdb2::draft::{Draft, Origin};
use influxdb2::permission::ResourceType;
use influxdb2::session::AccessLevel;
use leptos::prelude::*;

/// The ticked objects that the complete lists of their types do not hold.
#[derive(Clone, Copy)]
pub struct Missing(Memo<Vec<(ResourceType, Vec<Id>)>>);

/// Looks for them. The types of a form that was filled from elsewhere are fetched, so that every tick is looked at.
pub fn provide_missing() {
    let form = use_form();
    let console = use_console();
    let types = Memo::new(move |_| form.with(|draft| draft.selection.types().cloned().collect::<Vec<_>>()));
    let filled =
        Memo::new(move |_| form.with(|draft| matches!(draft.origin, Some(Origin::Copy { .. } | Origin::Text { .. }))));
    Effect::new(move |_| {
        if filled.get() {
            for resource in types.get() {
                if form.with_untracked(|draft| draft.selection.ticked_objects(&resource) > 0) {
                    console.want_objects(&resource);
                }
            }
        }
    });
    let missing = Memo::new(move |_| {
        let of = |resource: ResourceType| {
            let objects = form.objects(&resource);
            let objects = objects.ready()?;
            let ids = form.with(|draft| draft.selection.missing(&resource, objects));
            (!ids.is_empty()).then_some((resource, ids))
        };
        types.get().into_iter().filter_map(of).collect::<Vec<_>>()
    });
    provide_context(Missing(missing));
}

/// The mark beside an object of the review.
#[component]
pub fn MissingTag(resource: ResourceType, id: Id) -> impl IntoView {
    let form = use_form();
    let missing = expect_context::<Missing>().0;
    // Only an operator is shown everything; to others a list may leave out what they may not read.
    let words = match form.session().access {
        AccessLevel::Operator => "does not exist any more",
        AccessLevel::AllAccess | AccessLevel::Custom | AccessLevel::Unknown => "not found",
    };
    move || {
        let gone = missing.with(|missing| missing.iter().any(|(of, ids)| *of == resource && ids.contains(&id)));
        gone.then(|| {
            view! {
                <span class="rgroup__gone">
                    <Tag tone=TagTone::Warn>{words}</Tag>
                </span>
            }
        })
    }
}

/// How many there are, and the way to take them out.
#[component]
pub fn MissingNotice() -> impl IntoView {
    let form = use_form();
    let missing = expect_context::<Missing>().0;
    let count = Memo::new(move |_| missing.with(|missing| missing.iter().map(|(_, ids)| ids.len()).sum::<usize>()));
    let take_out = Callback::new(move |()| {
        let missing = missing.get_untracked();
        crate::shell::page::focus("review-heading");
        form.update(|draft: &mut Draft| {
            for (resource, ids) in &missing {
                draft.selection.take_out(resource, ids);
            }
        });
    });
    let operator = form.session().access == AccessLevel::Operator;
    move || {
        let count = count.get();
        let title = match (count, operator) {
            (0, _) => return None,
            (1, true) => "1 object does not exist any more".to_owned(),
            (1, false) => "1 object is not found".to_owned(),
            (count, true) => format!("{} objects do not exist any more", number(count)),
            (count, false) => format!("{} objects are not found", number(count)),
        };
        let may_be = match (count, operator) {
            (_, true) => "",
            (1, false) => "It may be deleted, or hidden from your credential. ",
            (_, false) => "They may be deleted, or hidden from your credential. ",
        };
        let text = format!("{may_be}A permission on a deleted object grants nothing.");
        let actions = move || {
            let words = if count == 1 { "Remove it" } else { "Remove them" };
            view! { <LinkButton on_click=take_out>{words}</LinkButton> }.into_any()
        };
        Some(view! {
            <Notice tone=NoticeTone::Warn role=NoticeRole::Status title=title actions>
                {text}
            </Notice>
        })
    }
}
