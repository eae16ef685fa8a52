//! The element of a row, which shows one token after another. Only what differs is written.

use super::when::When;
use super::{Name, RowTag, Shown, ShownGrant};
use crate::pages::kind::weight;
use crate::pages::tokens::columns::{ACT, BOX, CHANGED, COLUMNS, CREATED, GRANTS, KIND, NAME, OWNER, STATUS};
use crate::ui::badge::{StatusShape, TagTone, Weight};
use crate::ui::by_hand::{append, element, foreign, icon, put_foreign, put_words, says, set, text};
use crate::ui::grid_cursor::GridCursor;
use crate::ui::icon::IconName;
use crate::ui::marked::{has_hits, marked, put_marked};
use crate::ui::middle::Middle;
use crate::ui::tile::{Right, TileLook, tile};
use crate::ui::virtual_rows::made_by_hand::{MadeByHand, place};
use console_core::table::Mark;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::authorization::TokenStatus;
use influxdb2::permission::Kind;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, Node};

/// A row in the document.
pub(super) struct RowElement {
    /// The element at its place among the rows.
    at: HtmlElement,
    row: Element,
    tick: HtmlInputElement,
    /// The status in its cell, and the word in it.
    status: Element,
    status_word: Node,
    line: Element,
    /// The name, where nothing stands with it and nothing in it is marked.
    plain_name: Option<Element>,
    id: Element,
    /// What is known of the secret, behind the id.
    print: Node,
    kind: Element,
    grants: Element,
    grants_cell: Element,
    /// The grants before the pill.
    tiles: Vec<GrantElement>,
    pill: Element,
    pill_number: Node,
    /// What the number counts, for those who hear it.
    pill_word: Element,
    owner: Element,
    /// The owner's name in its cell, where it is known.
    owner_name: Option<Element>,
    times: [When; 2],
    clone: Element,
    /// What takes the focus in each column.
    stops: [Element; COLUMNS.len()],
    index: Option<usize>,
    shown: Option<Shown>,
    state: State,
}

/// What changes at a row while it shows the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// The column in which Tab reaches the row.
    pub tab: Option<usize>,
    pub chosen: bool,
    pub opened: bool,
    pub mark: Option<Mark>,
    /// Whether the card with all grants, and that with the exact times, is there for the row.
    pub grants_open: bool,
    pub times_open: bool,
}

impl MadeByHand for RowElement {
    type Key = Id;
    type Shown = Shown;

    fn key_of(shown: &Shown) -> Id {
        shown.id
    }

    fn new() -> Self {
        let cell = |class: &str| element("div", class, &[("role", "gridcell")], &[]);
        let tick = element("input", "box", &[("type", "checkbox")], &[]);
        let box_cell = cell("x-box");
        append(&box_cell, &tick);
        let (status_cell, kind, owner, grants_cell) =
            (cell("x-status"), cell("x-kind"), cell("x-owner"), cell("x-grants"));
        let status_word = text("");
        let sign = element("span", "status__shape", &[("aria-hidden", "true")], &[]);
        let status = element("span", "", &[], &[&sign, &status_word]);
        append(&status_cell, &status);
        let (id, print) = (element("span", "mono", &[("translate", "no")], &[]), text(""));
        let under = element("span", "tok__id", &[], &[&id, &print]);
        let line = element("span", "tok__line", &[], &[]);
        let name = element("div", "x-name", &[("role", "rowheader")], &[&element("div", "tok", &[], &[&line, &under])]);
        let grants = element("div", "grants", &[], &[]);
        append(&grants_cell, &grants);
        let closed = [("type", "button"), ("aria-haspopup", "dialog"), ("aria-expanded", "false")];
        let pill_number = text("");
        let pill_word = element("span", "vh", &[], &[]);
        let pill = element("button", "more", &closed, &[&pill_number, &pill_word]);
        let times = [When::new("x-created nowrap", "Created "), When::new("x-changed nowrap", "Changed ")];
        let sign = icon("i", IconName::Clone.href());
        let clone = element("button", "xbtn", &[("type", "button"), ("title", "Clone")], &[&sign]);
        let act = cell("x-act");
        append(&act, &clone);
        let row = element("div", "table__row", &[("role", "row"), ("aria-selected", "false")], &[]);
        for cell in [&box_cell, &status_cell, &name, &kind, &grants_cell, &owner, &times[0].cell, &times[1].cell, &act]
        {
            append(&row, cell);
        }
        let mut stops: [Element; COLUMNS.len()] = std::array::from_fn(|_| clone.clone());
        for (column, stop) in [
            (BOX, &tick),
            (STATUS, &status_cell),
            (NAME, &name),
            (KIND, &kind),
            (GRANTS, &grants_cell),
            (OWNER, &owner),
            (CREATED, times[0].button()),
            (CHANGED, times[1].button()),
            (ACT, &clone),
        ] {
            stops[column] = stop.clone();
        }
        stops.iter().for_each(|stop| set(stop, "tabindex", Some("-1")));
        Self {
            at: element("div", "rows__at", &[("role", "presentation")], &[&row]).unchecked_into(),
            row,
            tick: tick.unchecked_into(),
            status,
            status_word,
            line,
            plain_name: None,
            id,
            print,
            kind,
            grants,
            grants_cell,
            tiles: Vec::new(),
            pill,
            pill_number,
            pill_word,
            owner,
            owner_name: None,
            times,
            clone,
            stops,
            index: None,
            shown: None,
            state: State::default(),
        }
    }

    fn at(&self) -> &HtmlElement {
        &self.at
    }

    fn key(&self) -> Option<Id> {
        self.shown.as_ref().map(|shown| shown.id)
    }

    fn put_at(&mut self, index: usize, cursor: GridCursor) {
        if self.index.replace(index) == Some(index) {
            return;
        }
        place(&self.at, &self.row, index);
        for (column, stop) in self.stops.iter().enumerate() {
            stop.set_id(&cursor.cell_id(index, column));
        }
    }

    fn show(&mut self, shown: Shown, cursor: GridCursor) {
        let before = self.shown.take();
        let before = before.as_ref();
        let differs = |same: fn(&Shown, &Shown) -> bool| before.is_none_or(|before| !same(before, &shown));
        if differs(|a, b| a.name.called == b.name.called) {
            set(&self.tick, "aria-label", Some(&format!("Select {}", shown.name.called)));
            set(&self.clone, "aria-label", Some(&format!("Clone {}", shown.name.called)));
        }
        if differs(|a, b| a.status == b.status) {
            self.show_status(shown.status);
        }
        if differs(|a, b| (a.id, &a.name) == (b.id, &b.name)) {
            self.show_name(shown.id, &shown.name);
        }
        if differs(|a, b| a.kind == b.kind) {
            self.show_kind(shown.kind);
        }
        if differs(|a, b| (&a.grants, a.more, a.off) == (&b.grants, b.more, b.off)) {
            self.show_grants(&shown, cursor);
        }
        if differs(|a, b| (&a.owner, a.is_mine) == (&b.owner, b.is_mine)) {
            self.show_owner(&shown, before.map(|before| before.is_mine));
        }
        for (column, at, was) in [
            (CREATED, shown.created, before.map(|before| before.created)),
            (CHANGED, shown.changed, before.map(|before| before.changed)),
        ] {
            if was != Some(at) {
                let stop = self.times[column - CREATED].show(at, shown.now);
                self.stop_at(column, stop, cursor);
            }
        }
        self.shown = Some(shown);
        self.class();
    }
}

impl RowElement {
    /// Shows how it stands with the token.
    pub fn put_state(&mut self, state: State) {
        let before = std::mem::replace(&mut self.state, state);
        if before.tab != state.tab {
            for (column, value) in [(before.tab, "-1"), (state.tab, "0")] {
                if let Some(stop) = column.and_then(|column| self.stops.get(column)) {
                    set(stop, "tabindex", Some(value));
                }
            }
        }
        if before.chosen != state.chosen {
            set(&self.row, "aria-selected", Some(if state.chosen { "true" } else { "false" }));
        }
        // A press has turned it already, also where nothing came of the press.
        if self.tick.checked() != state.chosen {
            self.tick.set_checked(state.chosen);
        }
        if before.opened != state.opened {
            set(&self.row, "aria-current", state.opened.then_some("true"));
        }
        let expanded = |open: bool| Some(if open { "true" } else { "false" });
        if before.grants_open != state.grants_open {
            set(&self.pill, "aria-expanded", expanded(state.grants_open));
            set(&self.pill, "class", Some(if state.grants_open { "more more--open" } else { "more" }));
        }
        if before.times_open != state.times_open {
            self.times.iter().for_each(|time| set(time.button(), "aria-expanded", expanded(state.times_open)));
        }
        if (before.opened, before.mark) != (state.opened, state.mark) {
            self.class();
        }
    }

    fn class(&self) {
        let State { opened, mark, .. } = self.state;
        let off = self.shown.as_ref().is_some_and(|shown| shown.off);
        let mut class = "table__row".to_owned();
        for (is, word) in [
            (off, " is-off"),
            (mark == Some(Mark::New), " is-new"),
            (matches!(mark, Some(Mark::Changed(_))), " is-changed"),
            (opened, " is-open"),
        ] {
            class.push_str(if is { word } else { "" });
        }
        if self.row.class_name() != class {
            self.row.set_class_name(&class);
        }
    }

    /// Another element takes the focus in a column.
    fn stop_at(&mut self, column: usize, stop: Element, cursor: GridCursor) {
        if self.stops[column] == stop {
            return;
        }
        ["id", "tabindex"].into_iter().for_each(|name| set(&self.stops[column], name, None));
        if let Some(index) = self.index {
            stop.set_id(&cursor.cell_id(index, column));
        }
        set(&stop, "tabindex", Some(if self.state.tab == Some(column) { "0" } else { "-1" }));
        self.stops[column] = stop;
    }

    fn show_status(&self, status: TokenStatus) {
        let shape = match status {
            TokenStatus::Active => StatusShape::Active,
            TokenStatus::Inactive => StatusShape::Inactive,
            TokenStatus::OwnerInactive => StatusShape::Dead,
        };
        set(&self.status, "class", Some(shape.class()));
        self.status_word.set_node_value(Some(status.title()));
    }

    fn show_name(&mut self, id: Id, name: &Name) {
        put_words(&self.id, &id.to_string());
        self.print.set_node_value(Some(&name.print.as_ref().map(|print| format!(" · {print}")).unwrap_or_default()));
        let is_alone = name.notes.is_empty() && name.mark.is_none();
        let plain = name.text.as_ref().filter(|text| is_alone && !has_hits(text, &name.words));
        if let (Some(there), Some(text)) = (&self.plain_name, plain) {
            return put_marked(there, text);
        }
        self.line.set_text_content(None);
        let called = match &name.text {
            Some(text) => marked("tok__name", text, &name.words),
            None => says("i", "mute", "No description"),
        };
        append(&self.line, &called);
        self.plain_name = plain.map(|_| called);
        name.notes.iter().for_each(|note| append(&self.line, &says("span", "note", note)));
        let tag = name.mark.map(|mark| match mark {
            RowTag::New => (TagTone::Accent, "new"),
            RowTag::Twin => (TagTone::Warn, "secret unknown"),
            RowTag::Marked(mark) => (TagTone::Accent, mark.word()),
        });
        if let Some((tone, word)) = tag {
            append(&self.line, &says("span", tone.class(), word));
        }
    }

    fn show_kind(&self, kind: Kind) {
        let weight = weight(kind);
        let badge = element("span", weight.kind_class(), &[], &[]);
        if weight == Weight::Operator {
            append(&badge, &icon("i i--sm", IconName::Shield.href()));
        }
        append(&badge, &text(kind.title()));
        self.kind.set_text_content(None);
        append(&self.kind, &badge);
    }

    fn show_grants(&mut self, shown: &Shown, cursor: GridCursor) {
        let look = if shown.off { TileLook::Off } else { TileLook::Solid };
        self.tiles.drain(shown.grants.len().min(self.tiles.len())..).for_each(|grant| grant.element.remove());
        for (at, grant) in shown.grants.iter().enumerate() {
            let looks = Looks::of(grant, look);
            match self.tiles.get_mut(at) {
                Some(there) if there.looks == looks => there.call(&grant.label),
                Some(there) => {
                    let other = GrantElement::new(looks, &grant.label);
                    // What it takes the place of is there.
                    let _ = self.grants.replace_child(&other.element, &there.element);
                    *there = other;
                }
                None => {
                    let other = GrantElement::new(looks, &grant.label);
                    let pill = self.pill.parent_element().map(|_| self.pill.as_ref());
                    // Before an element that is there, or behind all.
                    let _ = self.grants.insert_before(&other.element, pill);
                    self.tiles.push(other);
                }
            }
        }
        // The pill stays the same one while its number changes, since it may have the focus.
        if shown.more == 0 {
            self.pill.remove();
        } else {
            self.pill_number.set_node_value(Some(&format!("+{}", number(shown.more))));
            put_words(&self.pill_word, if shown.more == 1 { " more grant" } else { " more grants" });
            if self.pill.parent_element().is_none() {
                append(&self.grants, &self.pill);
            }
        }
        let stop = if shown.more == 0 { &self.grants_cell } else { &self.pill };
        self.stop_at(GRANTS, stop.clone(), cursor);
    }

    fn show_owner(&mut self, shown: &Shown, was_mine: Option<bool>) {
        if let (Some(there), Ok(name)) = (&self.owner_name, &shown.owner)
            && was_mine == Some(shown.is_mine)
        {
            return put_foreign(there, name);
        }
        self.owner.set_text_content(None);
        append(&self.owner, &says("span", "vh", "Owner "));
        let owner = match &shown.owner {
            Ok(name) => foreign("", name),
            Err(id) => element("span", "mono", &[("translate", "no")], &[&text(&id.to_string())]),
        };
        append(&self.owner, &owner);
        self.owner_name = shown.owner.is_ok().then_some(owner);
        if shown.is_mine {
            append(&self.owner, &says("span", "mute", " you"));
        }
    }
}

/// A grant in the line, which shows one name after another.
struct GrantElement {
    element: Element,
    looks: Looks,
    label: String,
    name: Middle,
}

/// What else than its name is to be seen of a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Looks {
    read: bool,
    write: bool,
    is_wide: bool,
    is_gone: bool,
    tiles: TileLook,
}

impl Looks {
    fn of(grant: &ShownGrant, tiles: TileLook) -> Self {
        let ShownGrant { read, write, wide: is_wide, gone: is_gone, .. } = *grant;
        let tiles = if is_gone && tiles == TileLook::Solid { TileLook::Soft } else { tiles };
        Self { read, write, is_wide, is_gone, tiles }
    }
}

impl GrantElement {
    fn new(looks: Looks, label: &str) -> Self {
        let tiles = element("span", "tiles", &[], &[]);
        for (is, right) in [(looks.read, Right::Read), (looks.write, Right::Write)] {
            if is {
                append(&tiles, &tile(right, looks.tiles));
            }
        }
        let name = Middle::of(label);
        let class = if looks.is_wide { "grant grant--wide" } else { "grant" };
        let element = element("span", class, &[], &[&tiles, &name.element]);
        if looks.is_gone {
            append(&element, &says("span", TagTone::Warn.class(), "deleted"));
        }
        Self { element, looks, label: label.to_owned(), name }
    }

    fn call(&mut self, label: &str) {
        if self.label != label {
            self.name.put(label);
            label.clone_into(&mut self.label);
        }
    }
}
