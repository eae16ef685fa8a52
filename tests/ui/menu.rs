//! Menus and panels that hang on a button.

use leptos::prelude::*;
use token_console::ui::menu::{MenuButton, MenuEntry, MenuItem};
use token_console::ui::popup::Popup;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, attribute, click, focused, focused_name, press, settled};

async fn account(chosen: RwSignal<Vec<&'static str>>) -> Stage {
    Stage::with(move || {
        let item = move |label: &'static str| {
            MenuItem::new(label, Callback::new(move |()| chosen.update(|chosen| chosen.push(label))))
        };
        let entries = vec![
            MenuEntry::Heading("Organization".to_owned()),
            MenuEntry::Item(item("Plants").marked(true)),
            MenuEntry::Item(item("Energy").marked(false)),
            MenuEntry::Rule,
            MenuEntry::Item(item("Change password").blocked("signed in with a token")),
            MenuEntry::Item(item("Sign out").danger()),
        ];
        view! {
            <MenuButton face=|| "mira.okafor" label="Account: mira.okafor" entries />
            <button type="button">"Elsewhere"</button>
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn arrow_keys_open_it_and_move_in_it() {
    let stage = account(RwSignal::default()).await;
    let button = stage.the("button", "Account: mira.okafor");
    assert_eq!(attribute(&button, "aria-expanded"), "false");
    button.focus().unwrap();
    press("ArrowDown").await;
    assert_eq!((attribute(&button, "aria-expanded"), focused_name()), ("true".into(), "Plants".into()));
    let blocked = "Change password signed in with a token";
    for (key, expected) in [
        ("ArrowDown", "Energy"),
        ("ArrowUp", "Plants"),
        ("ArrowUp", "Sign out"),
        ("ArrowDown", "Plants"),
        ("End", "Sign out"),
        ("Home", "Plants"),
        ("c", blocked),
        ("S", "Sign out"),
        ("z", "Sign out"),
    ] {
        press(key).await;
        assert_eq!(focused_name(), expected, "{key}");
    }
}

#[wasm_bindgen_test]
async fn arrow_up_opens_it_at_the_end() {
    let stage = account(RwSignal::default()).await;
    stage.the("button", "Account: mira.okafor").focus().unwrap();
    press("ArrowUp").await;
    assert_eq!(focused_name(), "Sign out");
}

#[wasm_bindgen_test]
async fn escape_closes_it_goes_back_to_the_button_and_closes_nothing_else() {
    let stage = account(RwSignal::default()).await;
    let button = stage.the("button", "Account: mira.okafor");
    click(&button).await;
    assert_eq!(focused_name(), "Plants");
    assert!(!press("Escape").await);
    assert!(focused(&button));
    assert!(stage.all("menu").is_empty());
}

#[wasm_bindgen_test]
async fn choosing_does_it_once_and_goes_back_to_the_button() {
    let chosen = RwSignal::default();
    let stage = account(chosen).await;
    let button = stage.the("button", "Account: mira.okafor");
    click(&button).await;
    click(&stage.the("menuitemradio", "Energy")).await;
    assert_eq!(chosen.get_untracked(), ["Energy"]);
    assert!(focused(&button) && stage.all("menu").is_empty());
}

#[wasm_bindgen_test]
async fn what_is_blocked_says_why_and_does_nothing() {
    let chosen = RwSignal::default();
    let stage = account(chosen).await;
    click(&stage.the("button", "Account: mira.okafor")).await;
    let item = stage.the("menuitem", "Change password signed in with a token");
    assert_eq!(attribute(&item, "aria-disabled"), "true");
    click(&item).await;
    assert!(chosen.get_untracked().is_empty());
    assert_eq!(stage.all("menu").len(), 1);
}

#[wasm_bindgen_test]
async fn it_shows_which_one_holds() {
    let stage = account(RwSignal::default()).await;
    click(&stage.the("button", "Account: mira.okafor")).await;
    let states: Vec<String> = stage.all("menuitemradio").iter().map(|item| attribute(item, "aria-checked")).collect();
    assert_eq!(states, ["true", "false"]);
}

#[wasm_bindgen_test]
async fn going_elsewhere_closes_it() {
    let stage = account(RwSignal::default()).await;
    click(&stage.the("button", "Account: mira.okafor")).await;
    let elsewhere = stage.the("button", "Elsewhere");
    elsewhere.focus().unwrap();
    settled().await;
    assert!(stage.all("menu").is_empty());
    assert!(focused(&elsewhere), "the focus must stay where the person put it");
}

#[wasm_bindgen_test]
async fn a_panel_takes_the_focus_and_gives_it_back() {
    let stage = Stage::with(|| {
        view! { <Popup face=|| "Your access" label="What this credential may do"><p>"Read buckets"</p></Popup> }
    })
    .await;
    let button = stage.the("button", "Your access");
    assert!(stage.all("dialog").is_empty());
    click(&button).await;
    assert!(focused(&stage.the("dialog", "What this credential may do")));
    assert_eq!(attribute(&button, "aria-expanded"), "true");
    press("Escape").await;
    assert!(focused(&button) && stage.all("dialog").is_empty());
}
