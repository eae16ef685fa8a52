//! The cell with a day, made by hand. Cards show no headings, so the word stands with it there.

use crate::ui::by_hand::{append, element, put_words, says, set, text};
use crate::ui::time::{in_short, machine};
use web_sys::Element;

/// A day that shows its exact times when it is pressed, or that there is none.
pub(super) struct When {
    pub cell: Element,
    label: &'static str,
    button: Element,
    time: Element,
}

impl When {
    pub fn new(class: &str, label: &'static str) -> Self {
        let time = element("time", "", &[], &[]);
        let word = element("span", "x-when", &[], &[&text(label)]);
        let closed = [("type", "button"), ("aria-haspopup", "dialog"), ("aria-expanded", "false")];
        let button = element("button", "when", &closed, &[&word, &time]);
        let cell = element("div", class, &[("role", "gridcell")], &[&button]);
        Self { cell, label, button, time }
    }

    /// What takes the focus when there is a day.
    pub const fn button(&self) -> &Element {
        &self.button
    }

    /// Shows another moment; returns what takes the focus.
    pub fn show(&self, at: Option<i64>, now: i64) -> Element {
        let Some(at) = at else {
            self.cell.set_text_content(None);
            append(&self.cell, &says("span", "x-when", self.label));
            append(&self.cell, &says("span", "mute", "not known"));
            return self.cell.clone();
        };
        if self.button.parent_element().is_none() {
            self.cell.set_text_content(None);
            append(&self.cell, &self.button);
        }
        let short = in_short(at, Some(now));
        set(&self.button, "aria-label", Some(&format!("{}{short}", self.label)));
        set(&self.time, "datetime", machine(at).as_deref());
        // It is written when the pointer comes to it (`list`).
        if self.time.has_attribute("title") {
            set(&self.time, "title", None);
        }
        put_words(&self.time, &short);
        self.button.clone()
    }
}
