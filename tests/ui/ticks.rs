//! Ticks of the matrix, and the tiles that are the same sign elsewhere.

use leptos::prelude::*;
use token_console::ui::tick::{OwnTick, Tick, TickCell, TickState};
use token_console::ui::tile::{Right, Tiles};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, attribute, click, description_of, settled, state_of};

fn barred() -> TickState {
    TickState::Barred { reason: "your credential may only read it".to_owned() }
}

#[wasm_bindgen_test]
async fn every_state_has_its_name_and_its_value() {
    let state = RwSignal::new(TickState::Empty);
    let stage = Stage::with(move || {
        view! { <Tick right=Right::Write state name="Write, bucket plant-a" on_toggle=Callback::new(|_| ()) /> }
    })
    .await;
    let cases = [
        (TickState::Empty, "Write, bucket plant-a", "unchecked"),
        (TickState::Chosen, "Write, bucket plant-a", "checked"),
        (TickState::Mixed, "Write, bucket plant-a", "mixed"),
        (
            TickState::Refused { reason: "your credential does not hold it".to_owned() },
            "Write, bucket plant-a, would be refused",
            "checked",
        ),
        (TickState::Included { own: OwnTick::None }, "Write, bucket plant-a, included by all", "checked"),
        (
            TickState::Included { own: OwnTick::Saved },
            "Write, bucket plant-a, included by all, own tick kept",
            "checked",
        ),
        (barred(), "Write, bucket plant-a, cannot be granted", "unchecked"),
    ];
    for (case, name, value) in cases {
        state.set(case);
        settled().await;
        assert_eq!(state_of(&stage.the("checkbox", name)), value, "{name}");
    }
    assert_eq!(description_of(&stage.all("checkbox")[0]), "your credential may only read it");
}

#[wasm_bindgen_test]
async fn a_click_asks_for_the_opposite_and_mixed_asks_for_on() {
    let state = RwSignal::new(TickState::Mixed);
    let stage = Stage::with(move || {
        let toggled = Callback::new(move |on| state.set(if on { TickState::Chosen } else { TickState::Empty }));
        view! { <Tick right=Right::Read state name="Read" on_toggle=toggled /> }
    })
    .await;
    let tick = stage.the("checkbox", "Read");
    for expected in ["checked", "unchecked", "checked"] {
        click(&tick).await;
        assert_eq!(state_of(&tick), expected);
    }
}

#[wasm_bindgen_test]
async fn what_cannot_be_changed_is_marked_so_and_does_not_change() {
    for state in [TickState::Included { own: OwnTick::Saved }, barred()] {
        let toggles = RwSignal::new(0);
        let given = state.clone();
        let stage = Stage::with(move || {
            let toggled = Callback::new(move |_| toggles.update(|n| *n += 1));
            view! { <Tick right=Right::Read state=given name="Read" on_toggle=toggled /> }
        })
        .await;
        let tick = &stage.all("checkbox")[0];
        let before = state_of(tick);
        click(tick).await;
        assert_eq!(attribute(tick, "aria-disabled"), "true");
        assert_eq!((state_of(tick), toggles.get_untracked()), (before, 0), "{state:?}");
    }
}

#[wasm_bindgen_test]
async fn the_grid_decides_which_tick_is_the_tab_stop() {
    let tabindex = RwSignal::new(-1);
    let focused = RwSignal::new(false);
    let stage = Stage::with(move || {
        view! {
            <Tick
                right=Right::Read
                state=TickState::Empty
                name="Read"
                tabindex
                on_toggle=Callback::new(|_| ())
                on_focus=Callback::new(move |()| focused.set(true))
            />
        }
    })
    .await;
    let tick = stage.the("checkbox", "Read");
    assert_eq!(attribute(&tick, "tabindex"), "-1");
    tabindex.set(0);
    settled().await;
    assert_eq!(attribute(&tick, "tabindex"), "0");
    tick.focus().unwrap();
    assert!(focused.get_untracked());
}

#[wasm_bindgen_test]
async fn a_tick_that_is_made_by_hand_shows_every_state_as_the_other_does() {
    let state = RwSignal::new(TickState::Empty);
    let stage = Stage::with(move || {
        view! { <Tick right=Right::Read state name="Read, bucket a" tabindex=-1 on_toggle=Callback::new(|_| ()) /> }
    })
    .await;
    let mut by_hand = TickCell::new(Right::Read);
    let own = TickState::Included { own: OwnTick::Saved };
    for (case, word) in [
        (TickState::Chosen, "Read"),
        (TickState::Mixed, "Read"),
        (own, "Read, included"),
        (TickState::Refused { reason: "it was refused".to_owned() }, "Read, refused"),
        (barred(), "No Read"),
        (TickState::Empty, "Read"),
    ] {
        state.set(case.clone());
        settled().await;
        let tick = &stage.all("checkbox")[0];
        by_hand.show(&case, "Read, bucket a");
        let input: &HtmlElement = by_hand.input.as_ref();
        for name in ["class", "aria-label", "aria-disabled", "title", "tabindex"] {
            assert_eq!(attribute(input, name), attribute(tick, name), "{name} of {case:?}");
        }
        assert_eq!(state_of(input), state_of(tick), "{case:?}");
        assert_eq!(by_hand.label.text_content().as_deref(), Some(word));
    }
    // The browser turns it with the press; what is shown is what came of that.
    by_hand.input.set_checked(true);
    by_hand.show(&TickState::Empty, "Read, bucket a");
    assert_eq!(state_of(by_hand.input.as_ref()), "unchecked");
}

#[wasm_bindgen_test]
async fn tiles_are_heard_as_words() {
    let stage = Stage::with(|| view! { <Tiles rights=vec![Right::Read, Right::Write] /> }).await;
    assert_eq!(stage.text(), "Read Write");
}
