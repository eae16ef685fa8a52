//! Notices, empty states, progress and badges: what they say and whether it is announced.

use leptos::prelude::*;
use token_console::ui::badge::{KindBadge, PowerBadge, StatusBadge, StatusShape, Tag, TagTone, Weight};
use token_console::ui::button::LinkButton;
use token_console::ui::code::Code;
use token_console::ui::empty_state::EmptyState;
use token_console::ui::icon::Picture;
use token_console::ui::notice::{Notice, NoticeRole, NoticeTone};
use token_console::ui::progress::Progress;
use token_console::ui::skeleton::{Bone, SkeletonRows};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, attribute, click, settled, text_of};

#[wasm_bindgen_test]
async fn a_notice_interrupts_only_when_told_to() {
    for (role, expected) in [(NoticeRole::Static, ""), (NoticeRole::Status, "status"), (NoticeRole::Alert, "alert")] {
        let stage = Stage::with(move || {
            view! { <Notice role tone=NoticeTone::Danger title="It is gone">"The server answered 404."</Notice> }
        })
        .await;
        let notice = &stage.every(".notice")[0];
        assert_eq!(attribute(notice, "role"), expected);
        assert_eq!(text_of(notice), "It is goneThe server answered 404.");
    }
}

#[wasm_bindgen_test]
async fn the_way_out_of_a_notice_can_be_taken() {
    let taken = RwSignal::new(false);
    let stage = Stage::with(move || {
        let take = Callback::new(move |()| taken.set(true));
        view! { <Notice actions=move || view! { <LinkButton on_click=take>"Load again"</LinkButton> }>"Not loaded."</Notice> }
    })
    .await;
    click(&stage.the("button", "Load again")).await;
    assert!(taken.get_untracked());
}

#[wasm_bindgen_test]
async fn an_empty_state_has_a_heading_that_takes_the_focus() {
    let heading = NodeRef::new();
    let stage = Stage::with(move || {
        view! {
            <EmptyState picture=Picture::NoMatch title="No token matches" heading>
                "10,417 tokens were searched."
            </EmptyState>
        }
    })
    .await;
    let title = stage.the("heading", "No token matches");
    heading.get_untracked().unwrap().focus().unwrap();
    assert!(crate::stage::focused(&title));
}

#[wasm_bindgen_test]
async fn progress_says_what_is_going_on_and_how_far() {
    let note = RwSignal::new(None::<String>);
    let stage = Stage::with(move || view! { <Progress label="Loading tokens" note /> }).await;
    assert!(stage.text().contains("Loading tokens"));
    note.set(Some("4 MB so far.".to_owned()));
    settled().await;
    assert!(stage.text().contains("Loading tokens 4 MB so far."));
}

#[wasm_bindgen_test]
async fn badges_say_in_words_what_they_show() {
    let stage = Stage::with(|| {
        view! {
            <KindBadge weight=Weight::Operator>"Operator"</KindBadge>
            <PowerBadge weight=Weight::All>"All access"</PowerBadge>
            <StatusBadge shape=StatusShape::Dead label="Owner inactive" />
            <Tag tone=TagTone::Warn>"deleted"</Tag>
        }
    })
    .await;
    assert_eq!(stage.text(), "OperatorYour access All accessOwner inactivedeleted");
}

#[wasm_bindgen_test]
async fn bones_are_not_heard() {
    let stage = Stage::with(
        || view! { <SkeletonRows rows=3 head=&[("x-name", "Token", Bone::Long), ("x-kind", "Kind", Bone::Chip)] /> },
    )
    .await;
    assert_eq!(stage.every(".sk").len(), 6);
    assert_eq!(attribute(stage.root.first_element_child().unwrap().unchecked_ref(), "aria-hidden"), "true");
}

#[wasm_bindgen_test]
async fn code_is_reachable_by_keyboard_and_exact() {
    let stage = Stage::with(|| view! { <Code label="Request as JSON" text="{\n  \"a\": 1\n}" /> }).await;
    let code = stage.the("region", "Request as JSON");
    assert_eq!(attribute(&code, "tabindex"), "0");
    assert_eq!(code.text_content().unwrap(), "{\n  \"a\": 1\n}");
}
