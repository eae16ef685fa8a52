//! Rows of a long list, of which only those in sight exist.
//!
//! All rows are equally high. The height is read from the style sheet (`--row-height`, see `style/components/rows.css`),
//! the place of a row is computed there too: this code sets an index and a count as custom properties and nothing else.
//! The list may scroll in a box or with the page, which changes with the width of the window; both are found by themselves.
//! A row with the focus stays, wherever one scrolls: otherwise the focus would be lost.

pub mod made_by_hand;
mod places;
pub mod sight;

use std::ops::Range;
use std::time::Duration;

use console_core::table::OVERSCAN;
use leptos::ev::FocusEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition};

use self::places::Places;
use self::sight::{Frame, Sight, mounted};
use super::id;
use super::picture::behind_picture;

/// So long after a jump a list stands still: longer than between two turns of a wheel.
const STILL: Duration = Duration::from_millis(100);

/// Commands to a list and what it knows about itself.
#[derive(Clone, Copy)]
pub struct RowsHandle {
    wanted: RwSignal<Option<usize>>,
    wanted_offset: RwSignal<Option<f64>>,
    scrolled: StoredValue<f64>,
    fits: RwSignal<usize>,
    /// The first row in sight, and how high each is.
    top: StoredValue<(usize, f64)>,
}

impl RowsHandle {
    /// A handle for one list.
    pub fn new() -> Self {
        Self {
            wanted: RwSignal::new(None),
            wanted_offset: RwSignal::new(None),
            scrolled: StoredValue::new(0.0),
            fits: RwSignal::new(1),
            top: StoredValue::new((0, 0.0)),
        }
    }

    /// Scrolls what scrolls the list to so many pixels from its top.
    pub fn scroll_to_offset(&self, pixels: f64) {
        self.wanted_offset.set(Some(pixels));
    }

    /// How far what scrolls the list is scrolled, in pixels.
    pub fn scrolled(&self) -> f64 {
        self.scrolled.try_get_value().unwrap_or(0.0)
    }

    /// The first row in sight.
    pub fn first(&self) -> usize {
        self.top.try_get_value().unwrap_or_default().0
    }

    /// Scrolls on by so many rows, so that rows that moved stay where they are on the screen.
    pub fn scroll_along(&self, rows: isize) {
        let (_, height) = self.top.try_get_value().unwrap_or_default();
        self.scroll_to_offset(self.scrolled() + rows as f64 * height);
    }

    /// Brings a row into sight, by as little as needed.
    pub fn scroll_to(&self, index: usize) {
        self.wanted.set(Some(index));
    }

    /// How many rows one screen holds, for the Page keys.
    pub fn page(&self) -> usize {
        self.fits.get_untracked()
    }
}

impl Default for RowsHandle {
    fn default() -> Self {
        Self::new()
    }
}

/// The rows.
///
/// `row` draws the row at an index; its root is the element with `role="row"`. It is called once when the row enters;
/// what changes in a row that stays must be a signal. `key` identifies what stands at an index (read reactively):
/// where it changes, the row is drawn anew. `keep` is a row that exists even out of sight, such as the one that
/// arrow keys move from.
#[component]
pub fn VirtualRows(
    #[prop(into)] total: Signal<usize>,
    row: Callback<usize, AnyView>,
    #[prop(optional)] key: Option<Callback<usize, u64>>,
    #[prop(optional, into)] keep: Signal<Option<usize>>,
    #[prop(optional)] handle: RowsHandle,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let places = StoredValue::new_local(Places::default());
    let parent = Owner::current().unwrap_or_default();
    let fill = move |list: &HtmlElement, Asked { shown, .. }: &Asked| {
        let identity = |index: &usize| (*index, key.map_or(0, |key| key.run(*index)));
        let wanted: Vec<(usize, u64)> = shown.iter().map(identity).collect();
        places.update_value(|places| places.follow(list, &wanted, &parent, row));
    };
    on_cleanup(move || {
        places.try_update_value(Places::clear);
    });
    view! { <FilledRows total fill=Box::new(fill) keep handle class /> }
}

/// The rows that a list is asked for, by their indices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// How many lists came before this one. An effect that reads a memo which stays the same, and then a memo that this one
    /// reads, is not run when the latter changes (reactive_graph 0.2): with each list something else is asked for.
    pub list: usize,
    /// Those that show what is listed, in their order.
    pub shown: Vec<usize>,
    /// Those that nobody sees, and that are asked for next: where one is there it may go on showing what it shows.
    pub later: Range<usize>,
}

/// Puts the rows that are asked for, in their order, into the list. What it reads is read reactively.
pub type Fill = Box<dyn Fn(&HtmlElement, &Asked)>;

/// As [`VirtualRows`], with rows that somebody else draws.
///
/// `total` is read anew for each list that takes the place of another one, such as one that was filtered. With `later` what
/// is in sight of it is drawn at once, and what lies beyond when nothing has come for a while.
#[component]
pub fn FilledRows(
    #[prop(into)] total: Signal<usize>,
    fill: Fill,
    #[prop(optional)] later: bool,
    #[prop(optional, into)] keep: Signal<Option<usize>>,
    #[prop(optional)] handle: RowsHandle,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let rows = NodeRef::<html::Div>::new();
    let in_window = RwSignal::new(Windows::default());
    let focused = RwSignal::new(None::<usize>);
    let scroller = StoredValue::new_local(None::<Element>);
    // What was seen of the list when that was last measured, and how high a row was.
    let seen = StoredValue::new(None::<(Sight, f64)>);

    // Where nothing that is in sight was there before, or was there by a guess, the picture with it is due soonest: what lies
    // beyond comes after it, once the list stands still. Whoever goes on jumping needs it for nothing. Says whether it is to
    // come.
    let look = move |is_still: bool, is_first: bool| {
        let Some(element) = rows.try_get_untracked().flatten() else { return false };
        let height = row_height(&element);
        let frame = frame(scroller.get_value().as_ref());
        let sight = frame.sight_of(element.get_bounding_client_rect().top());
        seen.set_value(Some((sight, height)));
        let total = total.get_untracked();
        let (there, next) = (in_window.with_untracked(|window| window.all.clone()), Windows::of(sight, total, height));
        let are_new = are_apart(&there, &next.in_sight);
        let waits = !is_still && (is_first || are_new);
        let all = match waits {
            false => next.all,
            true if are_new => next.in_sight.clone(),
            true => there.start.min(next.in_sight.start)..there.end.max(next.in_sight.end),
        };
        set_if_changed(in_window, Windows { all, ..next });
        handle.scrolled.set_value(scrolled(scroller.get_value().as_ref()));
        handle.top.set_value((sight.first(height), height));
        let fits = frame.page(height);
        if handle.fits.get_untracked() != fits {
            handle.fits.set(fits);
        }
        waits
    };
    // How often another list has come, and of which of them there is more than what is in sight.
    let lists = Memo::new(move |before: Option<&usize>| {
        total.track();
        before.map_or(0, |before| before + 1)
    });
    let whole = RwSignal::new(lists.get_untracked());
    let jumps = StoredValue::new(0_usize);
    // Draws what lies beyond, unless one jumps again meanwhile.
    let when_still = move |later: &dyn Fn(Box<dyn FnOnce()>)| {
        let jump = jumps.get_value() + 1;
        jumps.set_value(jump);
        later(Box::new(move || {
            if jumps.try_get_value() == Some(jump) {
                look(true, false);
                whole.set(lists.get_untracked());
            }
        }));
    };
    let measure = move || {
        // A picture may be due of a list that is gone.
        let is_first = seen.try_get_value().is_some_and(|seen| seen.is_none());
        if look(false, is_first) {
            when_still(&|draw| if is_first { behind_picture(draw) } else { set_timeout(draw, STILL) });
        }
    };
    Effect::new(move |_| {
        if later && lists.get() != whole.get_untracked() {
            when_still(&|draw| set_timeout(draw, STILL));
        }
    });
    let find_and_measure = move || {
        let Some(element) = rows.try_get_untracked().flatten() else { return };
        scroller.set_value(scrolling_ancestor(&element));
        measure();
    };
    Effect::new(move |_| {
        let total = total.get();
        if rows.get().is_none() {
            return;
        }
        // Measuring has the browser lay out what was just changed. It does so once, when the next picture is due: until then
        // what was seen last counts, and of a list that is new what its window could hold.
        match seen.get_value() {
            Some((sight, height)) => {
                set_if_changed(in_window, Windows::of(sight, total, height));
                request_animation_frame(measure);
            }
            None => {
                set_if_changed(in_window, Windows { in_sight: 0..likely(total), all: 0..likely(total) });
                request_animation_frame(find_and_measure);
            }
        }
    });
    listen("scroll", measure);
    listen("resize", find_and_measure);

    Effect::new(move |_| {
        let Some(index) = handle.wanted.get() else { return };
        // The row must exist before it can be brought into sight: it does by the next frame, because it is wanted.
        request_animation_frame(move || {
            if let Some(place) = rows.try_get_untracked().flatten().and_then(|rows| place_of(&rows, index)) {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                place.scroll_into_view_with_scroll_into_view_options(&options);
                measure();
                handle.wanted.set(None);
            }
        });
    });

    Effect::new(move |_| {
        let Some(pixels) = handle.wanted_offset.get() else { return };
        // The rows of a list that was just drawn have their height from the next frame on.
        request_animation_frame(move || {
            if handle.wanted_offset.try_set(None).is_none() {
                scroll(scroller.get_value().as_ref(), pixels);
                measure();
            }
        });
    });

    let focus_in = move |event: FocusEvent| focused.set(event.target().and_then(index_of));
    let focus_out = move |event: FocusEvent| {
        let goes_to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        // When the window loses the focus, the element keeps it within the page.
        let holder = goes_to.or_else(|| id::focused_element().map(Node::from));
        // The browser also says so while the list is being taken out of the page, when its signals are gone already.
        let Some(Some(rows)) = rows.try_get_untracked() else { return };
        if !holder.is_some_and(|node| rows.contains(Some(&node))) {
            focused.try_set(None);
        }
    };

    let asked = Memo::new(move |_| {
        let (Windows { in_sight, all }, total) = (in_window.get(), total.get());
        let list = lists.get();
        let is_whole = !later || list == whole.get();
        let (now, later) = if is_whole { (all, 0..0) } else { (in_sight, all.start..all.end.min(total)) };
        Asked { list, shown: mounted(now, [focused.get(), keep.get(), handle.wanted.get()], total), later }
    });
    Effect::new(move |_| {
        let asked = asked.get();
        if let Some(list) = rows.get() {
            fill(&list, &asked);
        }
    });
    view! {
        <div
            class=format!("rows {class}")
            role="rowgroup"
            style:--rows=move || total.get().to_string()
            on:focusin=focus_in
            on:focusout=focus_out
            node_ref=rows
        ></div>
    }
}

/// The rows that are in sight, and those that exist while the list stands still.
#[derive(Clone, Debug, Default, PartialEq)]
struct Windows {
    in_sight: Range<usize>,
    all: Range<usize>,
}

impl Windows {
    fn of(sight: Sight, total: usize, height: f64) -> Self {
        Self { in_sight: sight.rows(total, height, 0), all: sight.rows(total, height, OVERSCAN) }
    }
}

/// Whether two stretches of rows have none in common.
fn are_apart(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.end <= other.start || other.end <= one.start
}

/// How many rows of a new list are probably in sight: three quarters of the window, at some 44 pixels a row. What is wrong
/// with that is put right before the picture is drawn.
fn likely(total: usize) -> usize {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    // The cast saturates.
    total.min((height * 0.75 / 44.0) as usize)
}

fn set_if_changed(signal: RwSignal<Windows>, next: Windows) {
    if signal.with_untracked(|now| *now != next) {
        signal.set(next);
    }
}

/// Calls back on an event anywhere in the page, for as long as the list exists.
/// Scrolling does not bubble, so it is caught on its way down.
fn listen(event: &'static str, call: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(call);
    let added =
        window().add_event_listener_with_callback_and_bool(event, closure.as_ref().unchecked_ref(), true).is_ok();
    let closure = StoredValue::new_local(closure);
    on_cleanup(move || {
        let closure = closure.try_update_value(|closure| std::mem::replace(closure, Closure::new(|| ())));
        if let Some(closure) = closure.filter(|_| added) {
            // Removing what was added cannot fail.
            let _ =
                window().remove_event_listener_with_callback_and_bool(event, closure.as_ref().unchecked_ref(), true);
        }
    });
}

fn row_height(element: &Element) -> f64 {
    // JavaScript's reading stops at the unit, and a text that is no number fails every comparison below.
    js_sys::Number::parse_float(style_of(element, "--row-height").trim())
}

fn style_of(element: &Element, property: &str) -> String {
    window()
        .get_computed_style(element)
        .ok()
        .flatten()
        .and_then(|style| style.get_property_value(property).ok())
        .unwrap_or_default()
}

/// The box that scrolls the list; none where the page does.
fn scrolling_ancestor(element: &Element) -> Option<Element> {
    let mut next = element.parent_element();
    while let Some(ancestor) = next {
        if matches!(style_of(&ancestor, "overflow-y").as_str(), "auto" | "scroll") {
            return Some(ancestor);
        }
        next = ancestor.parent_element();
    }
    None
}

/// The frame through which the list is seen: its box, or the window where the page scrolls.
fn frame(scroller: Option<&Element>) -> Frame {
    match scroller.map(Element::get_bounding_client_rect) {
        Some(place) => Frame { top: place.top(), bottom: place.bottom() },
        None => {
            let height = window().inner_height().ok().and_then(|height| height.as_f64());
            Frame { top: 0.0, bottom: height.unwrap_or(0.0) }
        }
    }
}

fn scrolled(scroller: Option<&Element>) -> f64 {
    match scroller {
        Some(element) => f64::from(element.scroll_top()),
        None => window().scroll_y().unwrap_or(0.0),
    }
}

fn scroll(scroller: Option<&Element>, pixels: f64) {
    match scroller {
        // Whole pixels are enough; the cast saturates.
        Some(element) => element.set_scroll_top(pixels as i32),
        None => window().scroll_to_with_x_and_y(0.0, pixels),
    }
}

fn place_of(rows: &Element, index: usize) -> Option<Element> {
    rows.query_selector(&format!(":scope > [data-index='{index}']")).ok().flatten()
}

/// Index of the row in which something happened.
fn index_of(target: web_sys::EventTarget) -> Option<usize> {
    let place = target.dyn_into::<Element>().ok()?.closest(".rows__at").ok().flatten()?;
    place.get_attribute("data-index")?.parse().ok()
}
