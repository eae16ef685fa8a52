//! Checkboxes and radio groups: they show what they are given, not what was clicked.

use leptos::prelude::*;
use token_console::ui::checkbox::{BareCheckbox, Check, Checkbox};
use token_console::ui::icon::IconName;
use token_console::ui::segmented::{Choice, Segmented, SegmentedLook};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, click, settled, state_of};

#[wasm_bindgen_test]
async fn a_checkbox_has_three_states_and_mixed_turns_on() {
    let state = RwSignal::new(Check::Mixed);
    let stage = Stage::with(move || {
        let toggled = Callback::new(move |on: bool| state.set(on.into()));
        view! { <Checkbox state on_toggle=toggled sub="Survives a reload.">"Keep for this tab"</Checkbox> }
    })
    .await;
    let checkbox = stage.the("checkbox", "Keep for this tab Survives a reload.");
    assert_eq!(state_of(&checkbox), "mixed");
    click(&checkbox).await;
    assert_eq!((state_of(&checkbox), state.get_untracked()), ("checked", Check::Checked));
    click(&checkbox).await;
    assert_eq!((state_of(&checkbox), state.get_untracked()), ("unchecked", Check::Unchecked));
}

#[wasm_bindgen_test]
async fn a_checkbox_whose_click_is_not_followed_stays_as_it_was() {
    let asked = RwSignal::new(None);
    let stage = Stage::with(move || {
        let toggled = Callback::new(move |on: bool| asked.set(Some(on)));
        view! { <BareCheckbox state=Check::Mixed on_toggle=toggled label="All shown" /> }
    })
    .await;
    let checkbox = stage.the("checkbox", "All shown");
    click(&checkbox).await;
    assert_eq!((state_of(&checkbox), asked.get_untracked()), ("mixed", Some(true)));
}

#[component]
fn ScopeOfWrite(chosen: RwSignal<usize>, options: RwSignal<Vec<Choice>>) -> impl IntoView {
    view! {
        <Segmented legend="Write applies to" options chosen on_choose=Callback::new(move |index| chosen.set(index)) />
    }
}

#[wasm_bindgen_test]
async fn one_option_holds_and_another_can_be_chosen() {
    let chosen = RwSignal::new(0);
    let options = RwSignal::new(vec![Choice::new("These buckets").count("2"), Choice::new("All buckets")]);
    let stage = Stage::with(move || view! { <ScopeOfWrite chosen options /> }).await;
    assert_eq!(stage.names("group"), ["Write applies to"]);
    assert_eq!(state_of(&stage.the("radio", "These buckets 2")), "checked");
    let all = stage.the("radio", "All buckets");
    click(&all).await;
    assert_eq!((chosen.get_untracked(), state_of(&all)), (1, "checked"));

    options.update(|options| options[0] = Choice::new("These buckets").count("3"));
    settled().await;
    assert_eq!(state_of(&stage.the("radio", "These buckets 3")), "unchecked");
    assert!(all.is_connected(), "a changed count must not replace the radio that may have the focus");
}

#[wasm_bindgen_test]
async fn a_locked_option_says_why_and_cannot_be_chosen() {
    let chosen = RwSignal::new(0);
    let locked = Choice::new("All buckets").locked("you hold Write on 396 of 412");
    let options = RwSignal::new(vec![Choice::new("These buckets"), locked]);
    let stage = Stage::with(move || view! { <ScopeOfWrite chosen options /> }).await;
    click(&stage.the("radio", "All buckets, you hold Write on 396 of 412")).await;
    assert_eq!(chosen.get_untracked(), 0);
}

#[wasm_bindgen_test]
async fn a_choice_that_is_not_followed_goes_back() {
    let stage = Stage::with(|| {
        view! {
            <Segmented
                legend="Theme"
                options=Signal::stored(vec![
                    Choice::new("Light theme").icon(IconName::Sun),
                    Choice::new("Dark theme").icon(IconName::Moon),
                ])
                chosen=0
                on_choose=Callback::new(|_| ())
                look=SegmentedLook::Icons
            />
        }
    })
    .await;
    click(&stage.the("radio", "Dark theme")).await;
    assert_eq!(state_of(&stage.the("radio", "Light theme")), "checked");
    assert_eq!(state_of(&stage.the("radio", "Dark theme")), "unchecked");
}
