//! Windowed rows, with the style sheet that places them.

use console_core::table::OVERSCAN;
use leptos::prelude::*;
use token_console::shell::lasting::Lasting;
use token_console::ui::virtual_rows::sight::{Frame, Sight, mounted};
use token_console::ui::virtual_rows::{Asked, FilledRows, RowsHandle, VirtualRows};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, attribute, settled, until};

const SHEET: &str = include_str!("../../style/components/rows.css");

struct List {
    stage: Stage,
    total: RwSignal<usize>,
    generation: RwSignal<u64>,
    drawn: RwSignal<Vec<usize>>,
    keep: RwSignal<Option<usize>>,
    handle: RowsHandle,
}

impl List {
    /// A box of 400 px over rows of 2.5 rem.
    async fn of(rows: usize) -> Self {
        let total = RwSignal::new(rows);
        let generation = RwSignal::new(0);
        let drawn = RwSignal::new(Vec::new());
        let keep = RwSignal::new(None);
        let handle = RowsHandle::new();
        let row = move |index: usize| {
            drawn.update_untracked(|drawn| drawn.push(index));
            view! { <div role="row" aria-rowindex=index + 2><button type="button">{format!("Row {index}")}</button></div> }
                .into_any()
        };
        let stage = Stage::with(move || {
            view! {
                <style>{SHEET} ".list { block-size: 400px; overflow-y: auto } .body { --row-height: 2.5rem }"</style>
                <div class="list" role="grid">
                    <VirtualRows
                        total
                        row=Callback::new(row)
                        key=Callback::new(move |_| generation.get())
                        keep
                        handle
                        class="body"
                    />
                </div>
            }
        })
        .await;
        let list = Self { stage, total, generation, drawn, keep, handle };
        list.there(0).await;
        list
    }

    fn rows(&self) -> Vec<usize> {
        self.stage.all("row").iter().map(|row| attribute(row, "aria-rowindex").parse::<usize>().unwrap() - 2).collect()
    }

    fn scroller(&self) -> HtmlElement {
        self.stage.every(".list")[0].clone()
    }

    async fn there(&self, row: usize) {
        until(|| self.rows().contains(&row)).await;
    }

    async fn scroll_to_pixel(&self, top: i32) {
        self.scroller().set_scroll_top(top);
        settled().await;
    }

    fn button(&self, row: usize) -> HtmlElement {
        self.stage.the("button", &format!("Row {row}"))
    }
}

#[wasm_bindgen_test]
async fn of_ten_thousand_rows_only_those_in_sight_exist() {
    let list = List::of(10_000).await;
    assert!(list.rows().len() < 40, "{:?}", list.rows());
    let body = &list.stage.every(".body")[0];
    assert_eq!(body.offset_height(), 400_000, "the scroll bar knows of all of them");
    until(|| list.handle.page() == 10).await;
}

#[wasm_bindgen_test]
async fn scrolling_brings_the_rows_to_their_places() {
    let list = List::of(10_000).await;
    list.scroll_to_pixel(200_000).await;
    list.there(5_000).await;
    let row: HtmlElement = list.button(5_000).closest(".rows__at").unwrap().unwrap().unchecked_into();
    assert_eq!(row.offset_top(), 200_000);
    assert!(!list.rows().contains(&0));
    list.scroll_to_pixel(400_000).await;
    list.there(9_999).await;
}

#[wasm_bindgen_test]
async fn rows_in_sight_are_drawn_before_those_beyond() {
    let list = List::of(10_000).await;
    list.there(10 + OVERSCAN).await;
    list.drawn.update_untracked(Vec::clear);
    list.scroll_to_pixel(200_000).await;
    list.there(5_000 - OVERSCAN).await;
    let drawn = list.drawn.get_untracked();
    assert_eq!(drawn[..11], (5_000..=5_010).collect::<Vec<_>>()[..]);
    assert_eq!(drawn.len(), 11 + 2 * OVERSCAN);
}

#[wasm_bindgen_test]
async fn of_a_list_in_the_place_of_another_one_what_is_in_sight_comes_first() {
    let (filled, listed) = (RwSignal::new(Vec::new()), RwSignal::new(()));
    let total = Signal::derive(move || {
        listed.track();
        10_000
    });
    let fill = move |_: &HtmlElement, asked: &Asked| filled.update_untracked(|filled| filled.push(asked.clone()));
    let _stage = Stage::with(move || {
        view! {
            <style>{SHEET} ".list { block-size: 400px; overflow-y: auto } .body { --row-height: 2.5rem }"</style>
            <div class="list" role="grid">
                <FilledRows total fill=Box::new(fill) later=true class="body" />
            </div>
        }
    })
    .await;
    let all = |list| Asked { list, shown: (0..=10 + OVERSCAN).collect(), later: 0..0 };
    let in_sight = Asked { list: 1, shown: (0..=10).collect(), later: 0..11 + OVERSCAN };
    until(|| filled.with_untracked(|filled| filled.last() == Some(&all(0)))).await;
    filled.update_untracked(Vec::clear);
    listed.set(());
    until(|| filled.with_untracked(|filled| filled.last() == Some(&all(1)))).await;
    assert_eq!(filled.get_untracked(), [in_sight, all(1)]);
}

#[wasm_bindgen_test]
async fn the_row_with_the_focus_stays_and_comes_first_or_last_in_order() {
    let list = List::of(10_000).await;
    list.button(3).focus().unwrap();
    list.scroll_to_pixel(200_000).await;
    list.there(5_000).await;
    assert_eq!(list.rows()[0], 3);
    assert!(crate::stage::focused(&list.button(3)));
    list.button(5_001).focus().unwrap();
    settled().await;
    assert!(!list.rows().contains(&3), "and leaves when the focus does");
}

#[wasm_bindgen_test]
async fn a_kept_row_exists_out_of_sight() {
    let list = List::of(10_000).await;
    list.keep.set(Some(7_000));
    list.there(7_000).await;
    list.keep.set(None);
    settled().await;
    assert!(!list.rows().contains(&7_000));
}

#[wasm_bindgen_test]
async fn a_row_can_be_brought_into_sight() {
    let list = List::of(10_000).await;
    list.handle.scroll_to(6_000);
    until(|| list.scroller().scroll_top() > 0).await;
    list.there(6_000).await;
    let row = list.button(6_000).get_bounding_client_rect();
    let frame = list.scroller().get_bounding_client_rect();
    assert!(row.top() >= frame.top() && row.bottom() <= frame.bottom() + 1.0);
}

#[wasm_bindgen_test]
async fn rows_that_stay_are_not_drawn_again() {
    let list = List::of(10_000).await;
    list.drawn.update_untracked(Vec::clear);
    let before = list.rows();
    list.scroll_to_pixel(40 * 20).await;
    list.there(35).await;
    let drawn = list.drawn.get_untracked();
    assert!(drawn.iter().all(|row| !before.contains(row)), "{drawn:?} were there: {before:?}");
}

#[wasm_bindgen_test]
async fn rows_are_drawn_again_when_something_else_stands_there() {
    let list = List::of(20).await;
    list.drawn.update_untracked(Vec::clear);
    list.generation.set(1);
    settled().await;
    assert_eq!(list.drawn.get_untracked().len(), list.rows().len());
}

#[wasm_bindgen_test]
async fn a_list_that_shrinks_shows_what_is_left() {
    let list = List::of(10_000).await;
    list.scroll_to_pixel(200_000).await;
    list.there(5_000).await;
    list.total.set(3);
    until(|| list.rows() == [0, 1, 2]).await;
    list.total.set(0);
    until(|| list.rows().is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_list_in_a_page_that_scrolls_is_windowed_by_the_page() {
    let stage = Stage::with(|| {
        let row = |index: usize| view! { <div role="row">{index}</div> }.into_any();
        view! {
            <style>{SHEET}</style>
            <VirtualRows total=10_000 row=Callback::new(row) />
        }
    })
    .await;
    until(|| !stage.all("row").is_empty()).await;
    assert!(stage.all("row").len() < 200, "{}", stage.all("row").len());
}

#[wasm_bindgen_test]
fn sight_outside_of_the_list_asks_for_few_rows() {
    for sight in [
        Sight { top: -9_000.0, bottom: -8_000.0 },
        Sight { top: 9e9, bottom: 9e9 + 800.0 },
        Sight { top: 0.0, bottom: 0.0 },
    ] {
        assert!(sight.rows(10_000, 40.0, OVERSCAN).len() <= 20, "{sight:?}");
    }
    assert_eq!(Frame { top: 100.0, bottom: 500.0 }.page(40.0), 10);
    assert_eq!(Frame { top: 0.0, bottom: 10.0 }.page(40.0), 1);
    assert_eq!(Frame { top: 100.0, bottom: 500.0 }.sight_of(-300.0), Sight { top: 400.0, bottom: 800.0 });
}

#[wasm_bindgen_test]
fn kept_rows_come_in_order_once_and_only_if_they_exist() {
    assert_eq!(mounted(5..8, [Some(2), Some(6), Some(99)], 50), [2, 5, 6, 7]);
    assert_eq!(mounted(5..8, [Some(20), None, Some(2)], 50), [2, 5, 6, 7, 20]);
    assert_eq!(mounted(0..0, [None, None, None], 0), Vec::<usize>::new());
}

#[wasm_bindgen_test]
async fn what_a_list_is_filled_with_is_followed() {
    let (order, filled) = (RwSignal::new(vec![1_u32, 2, 3]), RwSignal::new(Vec::new()));
    // Counts the rows again, which has no part in what they show.
    let again = RwSignal::new(());
    let _stage = Stage::with(move || {
        let found = Lasting::of(Memo::new(move |_| order.get()));
        let total = Signal::derive(move || {
            again.track();
            found.get().len()
        });
        let fill = move |_: &HtmlElement, _: &Asked| {
            filled.update_untracked(|filled: &mut Vec<Vec<u32>>| filled.push(found.get()))
        };
        view! {
            <style>{SHEET} ".list { block-size: 400px; overflow-y: auto } .body { --row-height: 2.5rem }"</style>
            <div class="list" role="grid">
                <FilledRows total fill=Box::new(fill) class="body" />
            </div>
        }
    })
    .await;
    for wanted in [vec![3, 2, 1], vec![2, 1, 3], vec![2, 3]] {
        again.set(());
        settled().await;
        order.set(wanted.clone());
        until(|| filled.with_untracked(|filled| filled.last() == Some(&wanted))).await;
    }
}
