//! Rows that show one thing after another, and those of them that wait.

use leptos::prelude::*;
use token_console::ui::by_hand::element;
use token_console::ui::grid_cursor::GridCursor;
use token_console::ui::virtual_rows::RowsHandle;
use token_console::ui::virtual_rows::made_by_hand::{MadeByHand, RowsByHand};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, attribute};

struct Line {
    at: HtmlElement,
    key: Option<u32>,
}

impl MadeByHand for Line {
    type Key = u32;
    type Shown = u32;

    fn key_of(shown: &u32) -> u32 {
        *shown
    }

    fn new() -> Self {
        Self { at: element("div", "rows__at", &[], &[]).unchecked_into(), key: None }
    }

    fn at(&self) -> &HtmlElement {
        &self.at
    }

    fn key(&self) -> Option<u32> {
        self.key
    }

    fn put_at(&mut self, index: usize, _: GridCursor) {
        self.at.set_attribute("data-index", &index.to_string()).unwrap();
    }

    fn show(&mut self, shown: u32, _: GridCursor) {
        self.key = Some(shown);
        self.at.set_text_content(Some(&shown.to_string()));
    }
}

/// Rows of numbers in a list of their own.
struct Numbers {
    stage: Stage,
    rows: RowsByHand<Line>,
    cursor: GridCursor,
}

impl Numbers {
    async fn none() -> Self {
        let stage = Stage::with(|| view! { <div class="list"></div> }).await;
        let cursor = GridCursor::new("numbers", Signal::derive(|| 1_000), 1, RowsHandle::new());
        Self { stage, rows: RowsByHand::default(), cursor }
    }

    /// Shows the numbers of a list that stand at some of its indices.
    fn follow(&mut self, list: &[u32], shown: &[usize], later: std::ops::Range<usize>) {
        let wanted = shown.iter().filter_map(|index| Some((*index, *list.get(*index)?))).collect();
        self.rows.follow(&self.stage.every(".list")[0], wanted, &later, self.cursor);
    }

    /// What stands in the document, in its order: index and number.
    fn there(&self) -> Vec<(usize, u32)> {
        let rows = self.stage.every(".list > div");
        let read = |row: &HtmlElement| {
            let index = attribute(row, "data-index").parse().unwrap();
            (index, row.text_content().unwrap().parse().unwrap())
        };
        rows.iter().map(read).collect()
    }
}

fn numbered(numbers: impl IntoIterator<Item = u32>) -> Vec<(usize, u32)> {
    numbers.into_iter().enumerate().collect()
}

#[wasm_bindgen_test]
async fn rows_that_are_asked_for_later_stay_as_they_are() {
    let mut numbers = Numbers::none().await;
    numbers.follow(&[10, 11, 12, 13, 14, 15], &[0, 1, 2, 3, 4, 5], 0..0);
    numbers.follow(&[20, 21, 22, 23, 24, 25], &[2, 3], 0..6);
    assert_eq!(numbers.there(), numbered([10, 11, 22, 23, 14, 15]));
    numbers.follow(&[20, 21, 22, 23, 24, 25], &[0, 1, 2, 3, 4, 5], 0..0);
    assert_eq!(numbers.there(), numbered([20, 21, 22, 23, 24, 25]));
}

#[wasm_bindgen_test]
async fn rows_that_would_stand_in_the_way_do_not_wait() {
    let mut numbers = Numbers::none().await;
    numbers.follow(&[10, 11, 12, 13, 14, 15], &[0, 1, 2, 3, 4, 5], 0..0);
    // 12 comes behind 13 and 14, which would wait at their places.
    numbers.follow(&[0, 0, 0, 0, 0, 12], &[5], 3..6);
    assert_eq!(numbers.there(), [(5, 12)]);
}

#[wasm_bindgen_test]
async fn rows_stand_in_the_order_of_the_list_whatever_waits() {
    let mut numbers = Numbers::none().await;
    // A cheap mixture of numbers, the same in each run.
    let mut mixed = 1_u32;
    let mut any = move |below: u32| {
        mixed = mixed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (mixed >> 8) % below
    };
    for step in 0..600 {
        let mut list: Vec<u32> = (0..30 + any(10)).collect();
        for at in 0..list.len() {
            // Now and then only a few change their places.
            if step % 3 == 0 || any(5) == 0 {
                let other = any(list.len() as u32) as usize;
                list.swap(at, other);
            }
        }
        list.truncate(1 + any(40) as usize);
        let from = any(list.len() as u32) as usize;
        let shown: Vec<usize> = (from..list.len().min(from + 1 + any(9) as usize)).collect();
        let later = if any(2) == 0 { 0..0 } else { from.saturating_sub(5)..list.len().min(from + 14) };
        numbers.follow(&list, &shown, later.clone());
        let there = numbers.there();
        assert!(there.is_sorted_by(|one, next| one.0 < next.0), "step {step}: {there:?}");
        for index in shown.iter().copied() {
            assert!(there.contains(&(index, list[index])), "step {step}: {there:?} lacks {index} of {list:?}");
        }
        let more: Vec<_> = there.iter().filter(|(index, _)| !shown.contains(index)).collect();
        assert!(more.iter().all(|(index, _)| later.contains(index)), "step {step}: {more:?} of {later:?}");
    }
}
