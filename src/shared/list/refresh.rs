//! Loading a list again: the one that is here stays in sight, with its order, what is chosen and where one is, and what
//! came or changed meanwhile is marked until the next time or until it is opened.

use crate::shell::clock;
use crate::shell::lasting::Lasting;
use crate::ui::badge::Tag;
use crate::ui::button::{Button, ButtonSize, IconButton};
use crate::ui::drawn::drawn;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::icon::IconName;
use crate::ui::live::use_announcer;
use crate::ui::notice::{Notice, NoticeLook, NoticeRole, NoticeTone};
use crate::ui::time::local_minute;
use crate::ui::virtual_rows::RowsHandle;
use console_core::Remote;
use console_core::http::ApiError;
use console_core::sort::set_of;
use console_core::table::{Mark, Marks};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

/// How fresh a list is, and what is new in it.
pub struct Refresh<I: Copy + Ord + Send + Sync + 'static, R: Clone + Send + Sync + 'static> {
    /// Whether a newer list is on its way.
    under_way: Lasting<RwSignal<bool>>,
    /// Why the newer list did not come.
    failed: Lasting<RwSignal<Option<ApiError<R>>>>,
    /// When the list that is shown came.
    at: Lasting<RwSignal<Option<i64>>>,
    /// How often a newer list took the place of one.
    times: Lasting<RwSignal<u32>>,
    marks: Lasting<RwSignal<Marks<I>>>,
    /// The rows that alone are shown.
    only: Lasting<RwSignal<Option<Arc<BTreeSet<I>>>>>,
}

// Derived, these would ask the same of what a server refuses with.
impl<I: Copy + Ord + Send + Sync + 'static, R: Clone + Send + Sync + 'static> Clone for Refresh<I, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I: Copy + Ord + Send + Sync + 'static, R: Clone + Send + Sync + 'static> Copy for Refresh<I, R> {}

impl<I: Copy + Ord + Send + Sync + 'static, R: Clone + Send + Sync + 'static> Default for Refresh<I, R> {
    fn default() -> Self {
        Self {
            under_way: Lasting::new(false),
            failed: Lasting::new(None),
            at: Lasting::new(None),
            times: Lasting::new(0),
            marks: Lasting::new(Marks::default()),
            only: Lasting::new(None),
        }
    }
}

impl<I: Copy + Ord + Send + Sync + 'static, R: Clone + Send + Sync + 'static> Refresh<I, R> {
    /// A list was asked for.
    pub fn begin(self) {
        self.failed.try_set(None);
        self.under_way.try_set(true);
    }

    /// Puts the list that came into `tokens`, with the marks that `compare` finds. Where none came, the one before stays.
    pub fn take<T: Send + Sync + 'static>(
        self,
        tokens: Lasting<RwSignal<Remote<Arc<T>, ApiError<R>>>>,
        loaded: Result<Arc<T>, ApiError<R>>,
        compare: impl FnOnce(&T, &T) -> Marks<I>,
    ) {
        let before = tokens.try_with_untracked(|tokens| tokens.ready().cloned()).flatten();
        self.under_way.try_set(false);
        match (before, loaded) {
            (Some(_), Err(error)) => {
                self.failed.try_set(Some(error));
            }
            (None, Err(error)) => {
                tokens.try_set(Remote::Failed(error));
            }
            (None, Ok(list)) => {
                tokens.try_set(Remote::Ready(list));
                self.came(Marks::default());
            }
            (Some(before), Ok(list)) => {
                let marks = compare(&before, &list);
                tokens.try_set(Remote::Ready(list));
                self.came(marks);
                self.times.try_update(|times| *times = times.wrapping_add(1));
            }
        }
    }

    /// Puts a list into `tokens` that was read for another reason. What it says is added to the marks that are there, and
    /// what somebody chose to see stays so.
    pub fn take_beside<T: Send + Sync + 'static>(
        self,
        tokens: Lasting<RwSignal<Remote<Arc<T>, ApiError<R>>>>,
        list: Arc<T>,
        compare: impl FnOnce(&T, &T) -> Marks<I>,
        has: impl Fn(&T, I) -> bool,
    ) {
        let before = tokens.try_with_untracked(|tokens| tokens.ready().cloned()).flatten();
        tokens.try_set(Remote::Ready(Arc::clone(&list)));
        self.at.try_set(Some(clock::now_ms()));
        let since = before.map(|before| compare(&before, &list)).unwrap_or_default();
        if since != Marks::default() {
            self.marks.try_update(|marks| marks.add(since, |row| has(&list, row)));
        }
    }

    /// No list is waited for any more: the one in sight is newer.
    pub fn end(self) {
        self.under_way.try_set(false);
        self.failed.try_set(None);
    }

    /// A list is shown now, with these marks.
    fn came(self, marks: Marks<I>) {
        self.end();
        self.only.try_set(None);
        self.at.try_set(Some(clock::now_ms()));
        self.marks.try_set(marks);
    }

    /// How often a newer list took the place of one: read it to do something each time.
    pub fn times(self) -> u32 {
        self.times.get()
    }

    /// The mark of a row.
    pub fn mark_of(self, row: I) -> Option<Mark> {
        self.marks.with(|marks| marks.of(row))
    }

    /// The marks of all rows.
    pub fn marks(self) -> impl Deref<Target = Marks<I>> {
        self.marks.read()
    }

    /// A row was looked at.
    pub fn looked_at(self, row: I) {
        if self.marks.try_with_untracked(|marks| marks.of(row)).flatten().is_some() {
            self.marks.try_update(|marks| marks.forget(row));
        }
    }

    /// The rows that alone are shown, where that is wanted. Those that are looked at stay among them.
    pub fn only(self) -> Option<Arc<BTreeSet<I>>> {
        self.only.get()
    }

    /// Shows all rows again.
    pub fn widen(self) {
        if self.only.with_untracked(Option::is_some) {
            self.only.set(None);
        }
    }

    fn narrow(self) {
        let marked = self.marks.with_untracked(|marks| set_of(marks.rows()));
        self.only.set(Some(Arc::new(marked)));
    }
}

/// Keeps the row at the top of the screen, and that of the keyboard, when a newer list moves them. `shown` are the rows as
/// they are shown, `id` tells which one stands at an index, and `index` where one stands.
pub fn stay_put<I, R, S: 'static>(
    refresh: Refresh<I, R>,
    (handle, cursor): (RowsHandle, GridCursor),
    shown: impl Fn() -> Option<S> + 'static,
    id: fn(&S, usize) -> Option<I>,
    index: fn(&S, I) -> Option<usize>,
) where
    I: Copy + Ord + Send + Sync + 'static,
    R: Clone + Send + Sync + 'static,
{
    Effect::new(move |before: Option<(u32, Option<S>)>| {
        let now = (refresh.times(), shown());
        if let (Some((times, Some(old))), Some(new)) = (&before, &now.1)
            && *times != now.0
        {
            let moved = |row: usize| id(old, row).and_then(|id| index(new, id)).filter(|to| *to != row);
            let (first, here) = (handle.first(), cursor.at().row);
            if let Some(row) = moved(first).filter(|_| handle.scrolled() > 0.0) {
                handle.scroll_along(row as isize - first as isize);
            }
            if let Some(row) = moved(here) {
                cursor.follow(row);
            }
        }
        now
    });
}

/// The word at a row that came or changed.
#[component]
pub fn RowMark<I: Copy + Ord + Send + Sync + 'static, R: Clone + Send + Sync + 'static>(
    refresh: Refresh<I, R>,
    row: I,
) -> impl IntoView {
    drawn(move || refresh.mark_of(row).map(|mark| view! { <Tag>{mark.word()}</Tag> }))
}

/// When the list came, what is new in it, and the button that loads it again.
#[component]
pub fn RefreshLine<I: Copy + Ord + Send + Sync + 'static, R: Clone + Send + Sync + 'static>(
    refresh: Refresh<I, R>,
    on_reload: Callback<()>,
) -> impl IntoView {
    let announcer = use_announcer();
    let told = Memo::new(move |_| refresh.marks.with(Marks::sentence));
    Effect::new(move |before: Option<u32>| {
        let times = refresh.times();
        if before.is_some_and(|before| before != times) {
            let news = told.get_untracked().unwrap_or_else(|| "nothing is new".to_owned());
            announcer.say(format!("The list was loaded again: {news}."));
        }
        times
    });
    let narrow = move || refresh.only.with(Option::is_some);
    let state = move || match refresh.at.get() {
        _ if refresh.under_way.get() => "Loading…".to_owned(),
        Some(at) => format!("As of {}", local_minute(at)),
        None => String::new(),
    };
    let press = move |_| if refresh.only.with_untracked(Option::is_some) { refresh.widen() } else { refresh.narrow() };
    let offers = Memo::new(move |_| narrow() || refresh.marks.with(|marks| !marks.is_empty()));
    let text = move || if narrow() { "Show all".to_owned() } else { told.get().unwrap_or_default() };
    let news = move || match offers.get() {
        true => view! {
            " · "
            <button type="button" class="link" title=move || (!narrow()).then_some("Show only these") on:click=press>
                {drawn(text)}
            </button>
        }
        .into_any(),
        false => drawn(move || told.get().map(|gone| format!(" · {gone}"))).into_any(),
    };
    view! {
        <span class="refresh">
            <span class="refresh__text">{drawn(state)} {drawn(news)}</span>
            <IconButton icon=IconName::Refresh label="Load the list again" on_click=on_reload />
        </span>
    }
}

/// A newer list did not come, so the one in sight may be old.
#[component]
pub fn StaleNotice<I, R>(refresh: Refresh<I, R>, on_again: Callback<()>) -> impl IntoView
where
    I: Copy + Ord + Send + Sync + 'static,
    R: Clone + Send + Sync + 'static,
    ApiError<R>: std::fmt::Display,
{
    drawn(move || {
        let Some(error) = refresh.failed.get() else { return ().into_any() };
        let since = refresh.at.get_untracked().map(|at| format!(" of {}", local_minute(at))).unwrap_or_default();
        let actions =
            move || view! { <Button size=ButtonSize::Small on_click=on_again>"Try again"</Button> }.into_any();
        view! {
            <Notice look=NoticeLook::Line tone=NoticeTone::Warn role=NoticeRole::Alert actions>
                {format!("The list could not be loaded again, so the one{since} is shown. {error}")}
            </Notice>
        }
        .into_any()
    })
}
