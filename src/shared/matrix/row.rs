//! One row of a matrix: what it shows, as a value, and the element that shows one after another.

use super::{class, column_of, right};
use crate::ui::badge::TagTone;
use crate::ui::by_hand::{append, element, foreign, icon, put_foreign, put_words, says, set, text};
use crate::ui::grid_cursor::GridCursor;
use crate::ui::icon::IconName;
use crate::ui::tick::{TickCell, TickState};
use crate::ui::virtual_rows::made_by_hand::{MadeByHand, place};
use console_core::matrix::Action;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What a row shows.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// What tells its object from others.
    pub key: u64,
    /// What the object is called: foreign text.
    pub name: String,
    /// A word behind the name.
    pub tag: Option<(TagTone, &'static str)>,
    /// What is to be said below it.
    pub why: Option<Why>,
    /// What stands beside it.
    pub beside: Beside,
    /// Whether the row is marked as chosen.
    pub is_on: bool,
    /// Read and Write.
    pub cells: [MatrixCell; 2],
}

/// The few words below a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The class of what has a look of its own.
    pub class: Option<&'static str>,
    /// Its sign.
    pub icon: Option<IconName>,
    /// The words.
    pub text: String,
}

impl From<&str> for Why {
    fn from(text: &str) -> Self {
        Self { class: None, icon: None, text: text.to_owned() }
    }
}

/// What stands beside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// The object's id.
    Id(String),
    /// Words of this page.
    Words(String),
    /// What the object is called elsewhere, if it is: foreign text.
    Foreign(Option<String>),
}

/// The cell of an action.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixCell {
    /// How its tick looks.
    pub state: TickState,
    /// What it is called, but for what its state adds.
    pub name: String,
}

/// A row in the document.
pub(super) struct RowElement {
    at: HtmlElement,
    row: Element,
    header: Element,
    line: Element,
    name: Element,
    tag: Option<Element>,
    why: Option<Element>,
    beside: Element,
    ticks: [TickCell; 2],
    index: Option<usize>,
    shown: Option<MatrixRow>,
    /// The column in which Tab reaches the row.
    tab: Option<usize>,
}

impl MadeByHand for RowElement {
    type Key = u64;
    type Shown = MatrixRow;

    fn key_of(shown: &MatrixRow) -> u64 {
        shown.key
    }

    fn new() -> Self {
        let name = foreign("obj__name", "");
        let line = element("span", "obj", &[], &[&name]);
        let header = element("div", "x-name", &[("role", "rowheader"), ("tabindex", "-1")], &[&line]);
        let beside = element("div", "x-id", &[("role", "gridcell")], &[]);
        let row = element("div", "grid__row", &[("role", "row")], &[&header, &beside]);
        let ticks = Action::BOTH.map(|action| {
            let tick = TickCell::new(right(action));
            append(&row, &element("div", class(action), &[("role", "gridcell")], &[&tick.label]));
            tick
        });
        let at = element("div", "rows__at", &[("role", "presentation")], &[&row]).unchecked_into();
        Self { at, row, header, line, name, tag: None, why: None, beside, ticks, index: None, shown: None, tab: None }
    }

    fn at(&self) -> &HtmlElement {
        &self.at
    }

    fn key(&self) -> Option<u64> {
        self.shown.as_ref().map(|shown| shown.key)
    }

    fn put_at(&mut self, index: usize, cursor: GridCursor) {
        if self.index.replace(index) == Some(index) {
            return;
        }
        place(&self.at, &self.row, index);
        for column in 0..=Action::BOTH.len() {
            self.stop(column).set_id(&cursor.cell_id(index, column));
        }
    }

    fn show(&mut self, shown: MatrixRow, _: GridCursor) {
        let before = self.shown.take();
        let before = before.as_ref();
        let differs = |same: fn(&MatrixRow, &MatrixRow) -> bool| before.is_none_or(|before| !same(before, &shown));
        if differs(|a, b| a.name == b.name) {
            put_foreign(&self.name, &shown.name);
        }
        if differs(|a, b| a.tag == b.tag) {
            let tag = shown.tag.map(|(tone, word)| says("span", tone.class(), word));
            put_last(&self.line, &mut self.tag, tag);
        }
        if differs(|a, b| a.why == b.why) {
            put_last(&self.header, &mut self.why, shown.why.as_ref().map(said));
        }
        if differs(|a, b| a.beside == b.beside) {
            self.show_beside(&shown.beside);
        }
        if differs(|a, b| a.is_on == b.is_on) {
            set(&self.row, "class", Some(if shown.is_on { "grid__row is-on" } else { "grid__row" }));
        }
        for (tick, cell) in self.ticks.iter_mut().zip(&shown.cells) {
            tick.show(&cell.state, &cell.name);
        }
        self.shown = Some(shown);
    }
}

impl RowElement {
    /// What takes the focus in a column.
    fn stop(&self, column: usize) -> &Element {
        column.checked_sub(1).and_then(|tick| self.ticks.get(tick)).map_or(&self.header, |tick| tick.input.as_ref())
    }

    /// In which column Tab reaches the row.
    pub fn put_tab(&mut self, column: Option<usize>) {
        if column == self.tab {
            return;
        }
        for (column, value) in [(self.tab, "-1"), (column, "0")] {
            if let Some(column) = column {
                set(self.stop(column), "tabindex", Some(value));
            }
        }
        self.tab = column;
    }

    /// The column of what can take the focus.
    pub fn column_of(&self, stop: &Element) -> Option<usize> {
        (0..=Action::BOTH.len()).find(|column| self.stop(*column) == stop)
    }

    /// The tick of a control, with its action.
    pub fn tick_of(&self, input: &Element) -> Option<(Action, &TickCell)> {
        let action = Action::BOTH.into_iter().find(|action| self.stop(column_of(*action)) == input)?;
        Some((action, self.ticks.get(column_of(action) - 1)?))
    }

    fn show_beside(&self, beside: &Beside) {
        let (class, translate) = match beside {
            Beside::Id(id) => {
                put_words(&self.beside, id);
                ("x-id id", Some("no"))
            }
            Beside::Words(words) => {
                put_words(&self.beside, words);
                ("x-id mute", None)
            }
            Beside::Foreign(name) => {
                self.beside.set_text_content(None);
                if let Some(name) = name {
                    append(&self.beside, &foreign("", name));
                }
                ("x-id id", None)
            }
        };
        set(&self.beside, "class", Some(class));
        set(&self.beside, "translate", translate);
    }
}

/// Puts something else in the place of what is last in an element.
fn put_last(element: &Element, there: &mut Option<Element>, next: Option<Element>) {
    if let Some(before) = std::mem::replace(there, next) {
        before.remove();
    }
    if let Some(next) = there {
        append(element, next);
    }
}

fn said(why: &Why) -> Element {
    let place = element("span", "obj__why", &[], &[]);
    match why.class {
        None => append(&place, &text(&why.text)),
        Some(class) => {
            let remark = element("span", class, &[], &[]);
            if let Some(name) = why.icon {
                append(&remark, &icon("i i--sm", name.href()));
            }
            append(&remark, &says("span", "remark__text", &why.text));
            append(&place, &remark);
        }
    }
    place
}
