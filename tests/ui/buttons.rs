//! Buttons: what a click does, and what it does not do while a button is busy or blocked.

use leptos::prelude::*;
use token_console::ui::button::{Button, ButtonKind, IconButton, Tone};
use token_console::ui::icon::IconName;
use token_console::ui::live::{LiveRegions, provide_announcer};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, attribute, click, description_of};

#[wasm_bindgen_test]
async fn a_click_is_reported_once() {
    let clicks = RwSignal::new(0);
    let stage = Stage::with(move || {
        view! {
            <Button tone=Tone::Primary on_click=Callback::new(move |()| clicks.update(|n| *n += 1))>
                "Create token"
            </Button>
        }
    })
    .await;
    click(&stage.the("button", "Create token")).await;
    assert_eq!(clicks.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn a_blocked_button_keeps_its_place_does_nothing_and_says_why() {
    let clicks = RwSignal::new(0);
    let refused = RwSignal::new(0);
    let stage = Stage::with(move || {
        provide_announcer();
        view! {
            <Button
                blocked="Tick the box first."
                on_click=Callback::new(move |()| clicks.update(|n| *n += 1))
                on_blocked=Callback::new(move |()| refused.update(|n| *n += 1))
            >
                "Close"
            </Button>
            <LiveRegions />
        }
    })
    .await;
    let button = stage.the("button", "Close");
    assert_eq!(attribute(&button, "aria-disabled"), "true");
    assert!(!button.has_attribute("disabled"));
    assert_eq!(description_of(&button), "Tick the box first.");
    click(&button).await;
    assert_eq!((clicks.get_untracked(), refused.get_untracked()), (0, 1));
    assert!(stage.text().contains("Tick the box first."));
}

#[wasm_bindgen_test]
async fn a_busy_button_takes_no_second_click() {
    let clicks = RwSignal::new(0);
    let busy = RwSignal::new(false);
    let stage = Stage::with(move || {
        let on_click = Callback::new(move |()| {
            clicks.update(|n| *n += 1);
            busy.set(true);
        });
        view! { <Button busy=busy on_click=on_click>{move || if busy.get() { "Creating…" } else { "Create" }}</Button> }
    })
    .await;
    let button = stage.the("button", "Create");
    click(&button).await;
    click(&button).await;
    assert_eq!(clicks.get_untracked(), 1);
    assert_eq!(attribute(&stage.the("button", "Creating…"), "aria-busy"), "true");
}

#[wasm_bindgen_test]
async fn a_submit_button_that_is_blocked_submits_nothing() {
    let blocked = RwSignal::new(Some("Nothing is chosen yet.".to_owned()));
    let submitted = RwSignal::new(0);
    let stage = Stage::with(move || {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            submitted.update(|n| *n += 1);
        };
        view! {
            <form on:submit=submit>
                <Button kind=ButtonKind::Submit blocked=blocked>"Create"</Button>
            </form>
        }
    })
    .await;
    click(&stage.the("button", "Create")).await;
    assert_eq!(submitted.get_untracked(), 0);
    blocked.set(None);
    click(&stage.the("button", "Create")).await;
    assert_eq!(submitted.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn a_button_without_words_has_a_name_and_tells_whether_it_is_pressed() {
    let pressed = RwSignal::new(false);
    let stage = Stage::with(move || {
        view! {
            <IconButton
                icon=IconName::Eye
                label="Show token"
                pressed=move || Some(pressed.get())
                on_click=Callback::new(move |()| pressed.set(true))
            />
        }
    })
    .await;
    let button = stage.the("button", "Show token");
    assert_eq!(attribute(&button, "aria-pressed"), "false");
    click(&button).await;
    assert_eq!(attribute(&button, "aria-pressed"), "true");
}
