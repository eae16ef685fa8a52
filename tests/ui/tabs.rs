//! Tabs: one tab stop, arrows choose.

use leptos::prelude::*;
use token_console::ui::tabs::Tabs;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, attribute, click, focused_name, name_of, press, text_of};

async fn formats() -> Stage {
    let chosen = RwSignal::new(0_usize);
    Stage::with(move || {
        let tabs: Vec<String> = ["JSON", "curl", "influx"].map(str::to_owned).to_vec();
        view! {
            <Tabs
                label="Show as"
                tabs
                chosen
                on_choose=Callback::new(move |index| chosen.set(index))
                panel=Callback::new(|index: usize| view! { <p>{format!("Panel {index}")}</p> }.into_any())
            />
        }
    })
    .await
}

fn selected(stage: &Stage) -> Vec<String> {
    stage.all("tab").iter().filter(|tab| attribute(tab, "aria-selected") == "true").map(name_of).collect()
}

#[wasm_bindgen_test]
async fn a_click_chooses_and_the_panel_bears_the_name_of_the_tab() {
    let stage = formats().await;
    assert_eq!(selected(&stage), ["JSON"]);
    click(&stage.the("tab", "influx")).await;
    assert_eq!(selected(&stage), ["influx"]);
    assert_eq!(text_of(&stage.the("tabpanel", "influx")), "Panel 2");
}

#[wasm_bindgen_test]
async fn arrows_go_round_and_take_the_focus_along() {
    let stage = formats().await;
    stage.the("tab", "JSON").focus().unwrap();
    for (key, expected) in [
        ("ArrowRight", "curl"),
        ("ArrowRight", "influx"),
        ("ArrowRight", "JSON"),
        ("ArrowLeft", "influx"),
        ("Home", "JSON"),
        ("End", "influx"),
    ] {
        press(key).await;
        assert_eq!((selected(&stage), focused_name()), (vec![expected.to_owned()], expected.to_owned()), "{key}");
    }
    assert!(press("x").await, "keys that mean nothing here are left to the browser");
}

#[wasm_bindgen_test]
async fn only_the_chosen_tab_is_a_tab_stop() {
    let stage = formats().await;
    click(&stage.the("tab", "curl")).await;
    let stops: Vec<String> = stage.all("tab").iter().map(|tab| attribute(tab, "tabindex")).collect();
    assert_eq!(stops, ["-1", "0", "-1"]);
}
