//! Ticks on objects that are in no list: marked in the review, and taken out together.

use crate::console::use_console;
use crate::pages::new_token::form::use_form;
use crate::ui::badge::{Tag, TagTone};
use crate::ui::button::LinkButton;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use influxdb2::Id;
use influxdb2::draft::{self, Draft, Origin};
use influxdb2::permission::ResourceType;
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
    let words = draft::Missing::of(&resource, &form.session()).mark();
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
    let session = form.session();
    let said = Memo::new(move |_| {
        let of = |(resource, _): &(ResourceType, Vec<Id>)| draft::Missing::of(resource, &session);
        missing.with(|missing| missing.iter().map(of).reduce(draft::Missing::or))
    });
    move || {
        let (said, count) = (said.get()?, count.get());
        let (title, text) = (said.title(count), said.text(count));
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
