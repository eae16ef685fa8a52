//! The grid of a matrix, whose rows are made by hand.

use console_core::matrix::Action;
use leptos::prelude::*;
use token_console::shared::matrix::{Beside, COLUMNS, Changes, Head, MatrixCell, MatrixGrid, MatrixRow};
use token_console::ui::grid_cursor::GridCursor;
use token_console::ui::tick::TickState;
use token_console::ui::virtual_rows::RowsHandle;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, attribute, click, focused_name, settled, state_of, until};

const SHEET: &str = include_str!("../../style/components/rows.css");

/// What was heard: action, row, whether it is ticked now, whether all up to it are meant.
type Heard = RwSignal<Vec<(Action, usize, bool, bool)>>;

/// The ticked names of Read decide what is shown; presses are only written down.
async fn grid(
    names: RwSignal<Vec<&'static str>>,
    ticked: RwSignal<Vec<&'static str>>,
    drawn: RwSignal<u32>,
) -> (Stage, Heard) {
    let heard: Heard = RwSignal::new(Vec::new());
    let stage = Stage::with(move || {
        move || {
            drawn.track();
            view! { <Things names ticked heard /> }.into_any()
        }
    })
    .await;
    until(|| stage.all("rowheader").len() == names.with_untracked(Vec::len)).await;
    (stage, heard)
}

#[component]
fn Things(names: RwSignal<Vec<&'static str>>, ticked: RwSignal<Vec<&'static str>>, heard: Heard) -> impl IntoView {
    let total = Signal::derive(move || names.read().len());
    let handle = RowsHandle::new();
    let head = |action: Action| Head {
        state: Signal::stored(TickState::Empty),
        name: Signal::stored(format!("{} for all", action.title())),
        words: Signal::stored("all".to_owned()),
        toggle: Callback::new(|()| ()),
    };
    let changes = Changes {
        one: Callback::new(move |change| heard.update(|heard| heard.push(change))),
        extend: Callback::new(|_| ()),
        all: Callback::new(|_| ()),
    };
    let contents = Box::new(move |indices: &[usize]| {
        let (names, ticked) = (names.get(), ticked.get());
        indices.iter().filter_map(|index| Some((*index, row(names.get(*index)?, &ticked)))).collect()
    });
    view! {
        <style>{SHEET} ".rows { --row-height: 2.5rem }"</style>
        <MatrixGrid
            label="Things".to_owned()
            heads=["Thing".to_owned(), "Id".to_owned()]
            columns=Action::BOTH.map(head)
            changes
            total
            cursor=GridCursor::new("thing", total, COLUMNS, handle)
            contents
            handle
        />
    }
}

fn row(name: &str, ticked: &[&str]) -> MatrixRow {
    let is_on = ticked.contains(&name);
    let cell = |action: Action, on: bool| MatrixCell {
        state: if on { TickState::Chosen } else { TickState::Empty },
        name: format!("{}, {name}", action.title()),
    };
    MatrixRow {
        key: name.bytes().fold(0, |key, byte| key * 256 + u64::from(byte)),
        name: name.to_owned(),
        tag: None,
        why: None,
        beside: Beside::Id(name.len().to_string()),
        is_on,
        cells: [cell(Action::Read, is_on), cell(Action::Write, false)],
    }
}

fn names_in(stage: &Stage) -> Vec<String> {
    stage.all("rowheader").iter().map(|header| header.text_content().unwrap_or_default()).collect()
}

#[wasm_bindgen_test]
async fn a_press_is_heard_and_what_came_of_it_is_shown() {
    let (names, ticked) = (RwSignal::new(vec!["a", "b"]), RwSignal::new(vec![]));
    let (stage, heard) = grid(names, ticked, RwSignal::new(0)).await;
    let tick = stage.the("checkbox", "Read, b");
    click(&tick).await;
    assert_eq!(heard.get_untracked(), [(Action::Read, 1, true, false)]);
    assert_eq!(state_of(&tick), "unchecked", "nothing came of it");
    ticked.set(vec!["b"]);
    settled().await;
    assert_eq!(state_of(&tick), "checked");
    let row = tick.closest("[role=row]").unwrap().expect("it stands in a row");
    assert!(row.class_list().contains("is-on"));
}

#[wasm_bindgen_test]
async fn a_thing_that_stays_keeps_its_row_and_the_focus() {
    let (names, ticked) = (RwSignal::new(vec!["a", "b", "c"]), RwSignal::new(vec![]));
    let (stage, _) = grid(names, ticked, RwSignal::new(0)).await;
    stage.the("checkbox", "Write, c").focus().unwrap();
    names.set(vec!["b", "c"]);
    until(|| names_in(&stage) == ["b", "c"]).await;
    assert_eq!(focused_name(), "Write, c");
    assert_eq!(attribute(&stage.the("checkbox", "Write, c"), "id"), "thing-1-2", "it is the second now");
    assert_eq!(attribute(&stage.the("checkbox", "Write, c"), "tabindex"), "0");
}

#[wasm_bindgen_test]
async fn a_grid_that_is_drawn_anew_in_the_same_element_has_its_rows_once() {
    let (names, drawn) = (RwSignal::new(vec!["a", "b"]), RwSignal::new(0));
    let (stage, _) = grid(names, RwSignal::new(vec![]), drawn).await;
    drawn.set(1);
    settled().await;
    until(|| names_in(&stage).len() >= 2).await;
    assert_eq!(names_in(&stage), ["a", "b"]);
}

#[wasm_bindgen_test]
async fn a_press_is_never_meant_for_what_came_into_the_place_of_what_was_seen() {
    let names = RwSignal::new(vec!["a", "b"]);
    let (stage, heard) = grid(names, RwSignal::new(vec![]), RwSignal::new(0)).await;
    let tick = stage.the("checkbox", "Read, a");
    // Before the rows could follow.
    names.set(vec!["b", "a"]);
    tick.click();
    assert_eq!(heard.get_untracked(), []);
    settled().await;
    assert_eq!(state_of(&stage.the("checkbox", "Read, a")), "unchecked");
}
