//! The list: what each credential is called, what it reaches, and under which names.

use super::mapped::{Known, Names, NoDatabase, known, sees_all};
use super::states::{ListFailed, NoMatch, NoneYet};
use super::{is_loading, ready};
use crate::console::{Console, use_console};
use crate::shared::list::{RefreshLine, RowMark, StaleNotice};
use crate::shell::lasting::Lasting;
use crate::ui::badge::{StatusBadge, StatusShape};
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use crate::ui::id;
use crate::ui::landmark::{HEADING, SEARCH};
use crate::ui::live::use_announcer;
use crate::ui::middle::MiddleCut;
use crate::ui::notice::{Notice, NoticeLook, NoticeTone};
use crate::ui::progress::Progress;
use crate::ui::text_input::TextInput;
use crate::ui::tile::{Right, Tile, TileLook};
use crate::ui::time::local_day;
use crate::ui::untrusted::Untrusted;
use crate::ui::virtual_rows::VirtualRows;
use console_core::text::{matches, number};
use influxdb2::authorization::{Status, TokenStatus, V1Filter, V1Listing, V1View, grants};
use influxdb2::permission::ResourceType;
use influxdb2::route::{Route, V1Place};
use influxdb2::session::Session;
use influxdb2::{Id, Remote};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// How many buckets and databases a row names.
const NAMED: usize = 2;

/// The rows that are shown.
type Shown = Lasting<Memo<Arc<Vec<Id>>>>;

/// The page with the list.
#[component]
pub fn V1List(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let search = RwSignal::new(String::new());
    let filter = RwSignal::new(V1Filter::All);
    let shown: Shown = Lasting::of(Memo::new(move |_| {
        let found =
            ready(console).map(|listing| with_view(console, &search.read(), |view| listing.shown(filter.get(), view)));
        let mut found = found.unwrap_or_default();
        if let Some(only) = console.v1.refresh.only() {
            found.retain(|id| only.contains(id));
        }
        Arc::new(found)
    }));
    let all = move || ready(console).map_or(0, |listing| listing.table.rows.len());
    let failed = Memo::new(move |_| match &*console.v1.list.read() {
        Remote::Failed(error) => Some(error.clone()),
        _ => None,
    });
    let inside = Arc::clone(&session);
    let none_yet = Memo::new(move |_| ready(console).is_some_and(|listing| listing.table.rows.is_empty()));
    let none_found = Memo::new(move |_| shown.with(|shown| shown.is_empty()));
    let loading = Memo::new(move |_| is_loading(console));
    let clear = Callback::new(move |()| {
        search.set(String::new());
        filter.set(V1Filter::All);
        console.v1.refresh.widen();
        id::focus(SEARCH);
    });
    view! {
        <Head shown />
        <Notices session />
        <Find search filter shown />
        {drawn(move || {
            if let Some(error) = failed.get() {
                view! { <ListFailed error /> }.into_any()
            } else if loading.get() {
                view! {
                    <div class="loading" aria-busy="true">
                        <Progress label="Loading 1.x credentials" />
                    </div>
                }
                    .into_any()
            } else if none_yet.get() {
                view! { <NoneYet session=Arc::clone(&inside) /> }.into_any()
            } else if none_found.get() {
                view! { <NoMatch searched=untrack(all) on_clear=clear /> }.into_any()
            } else {
                view! { <Rows shown /> }.into_any()
            }
        })}
    }
}

/// Looks at the list with what it depends on.
fn with_view<T>(console: Console, search: &str, look: impl FnOnce(V1View<'_>) -> T) -> T {
    console.inactive_users.with(|inactive| console.names.with(|names| look(V1View { search, inactive, names })))
}

#[component]
fn Head(shown: Shown) -> impl IntoView {
    let console = use_console();
    let count = move || {
        let all = ready(console)?.table.rows.len();
        let left = shown.with(|shown| shown.len());
        Some(match (left, all) {
            (left, all) if left < all => format!("{} of {} {}", number(left), number(all), matches(left)),
            (_, 1) => "1 credential".to_owned(),
            (_, all) => format!("{} credentials", number(all)),
        })
    };
    let new = Route::V1Credentials(V1Place::New);
    let href = new.href();
    let go = move |event: MouseEvent| {
        event.prevent_default();
        console.history.go(new.clone());
    };
    view! {
        <div class="pagehead">
            <h1 class="pagehead__title" id=HEADING tabindex="-1">
                "1.x credentials"
            </h1>
            <p class="pagehead__count" role="status">
                {drawn(move || count().unwrap_or_default())}
            </p>
            <div class="pagehead__actions">
                <a class="btn btn--primary" href=href on:click=go>
                    <Icon name=IconName::Plus />
                    "New credential"
                </a>
            </div>
        </div>
    }
}

/// What these are, and what keeps the list from being the whole truth.
#[component]
fn Notices(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let partial = session.visibility.notice_of("1.x credentials");
    let whole = sees_all(&session);
    let unreadable = move || match ready(console).map_or(0, |listing| listing.table.unreadable) {
        0 => None,
        1 => Some("1 entry could not be read and is not shown.".to_owned()),
        some => Some(format!("{} entries could not be read and are not shown.", number(some))),
    };
    let unmapped = move || ready(console).and_then(|listing| listing.mappings.as_ref().err().cloned());
    let line = |tone, text: String| view! { <Notice look=NoticeLook::Line tone>{text}</Notice> }.into_any();
    let reload = Callback::new(move |()| console.load_v1());
    let again = move || view! { <LinkButton on_click=reload>"Load again"</LinkButton> }.into_any();
    view! {
        <Notice look=NoticeLook::Line>
            "A name and a password for programs that speak InfluxDB 1.x. They work on " <code>"/query"</code> " and "
            <code>"/write"</code> " only, where a database and a retention policy stand for a bucket."
        </Notice>
        {partial.map(|text| line(NoticeTone::Plain, text))}
        {(!whole)
            .then(|| {
                line(
                    NoticeTone::Plain,
                    "Databases are shown of those buckets only that this credential may read. An operator sees all.".to_owned(),
                )
            })}
        <StaleNotice refresh=console.v1.refresh on_again=reload />
        {drawn(move || unreadable().map(|text| line(NoticeTone::Warn, text)))}
        {drawn(move || {
            unmapped()
                .map(|error| {
                    view! {
                        <Notice look=NoticeLook::Line tone=NoticeTone::Warn actions=again>
                            {format!("Which databases lead to the buckets could not be read. {error}")}
                        </Notice>
                    }
                })
        })}
    }
}

/// The search and the filters that are one press away. Neither stands in the address.
#[component]
fn Find(search: RwSignal<String>, filter: RwSignal<V1Filter>, shown: Shown) -> impl IntoView {
    let console = use_console();
    let announcer = use_announcer();
    Effect::new(move |before: Option<usize>| {
        let left = shown.with(|shown| shown.len());
        if before.is_some_and(|before| before != left) {
            announcer.say_soon(format!("{} {}", number(left), matches(left)));
        }
        left
    });
    let counts = Memo::new(move |_| {
        let listing = ready(console)?;
        Some(with_view(console, &search.read(), |view| listing.counts(view)))
    });
    let clear = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() && !search.read_untracked().is_empty() {
            event.prevent_default();
            event.stop_propagation();
            search.set(String::new());
        }
    };
    let toggles = V1Filter::ALL
        .into_iter()
        .enumerate()
        .map(|(at, one)| {
            let count = move || counts.with(|counts| counts.map_or(0, |counts| counts[at]));
            view! {
                <button
                    type="button"
                    class="quick__btn"
                    class:quick__btn--none=move || count() == 0
                    aria-pressed=move || if filter.get() == one { "true" } else { "false" }
                    on:click=move |_| filter.set(one)
                >
                    {one.title()}
                    " "
                    <span class="quick__n">{drawn(move || number(count()))}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="toolbar">
            <div class="search" role="search" aria-label="1.x credentials" on:keydown=clear>
                <Icon name=IconName::Search />
                <TextInput
                    value=search
                    id=SEARCH
                    label=Some("Search 1.x credentials".to_owned())
                    placeholder="Search name, bucket, database, owner"
                    class="search__input"
                />
            </div>
            <RefreshLine refresh=console.v1.refresh on_reload=Callback::new(move |()| console.load_v1()) />
        </div>
        <div class="quick" role="group" aria-label="Quick filters" hidden=move || counts.with(Option::is_none)>
            {toggles}
        </div>
    }
}

#[component]
fn Rows(shown: Shown) -> impl IntoView {
    let console = use_console();
    let total = Signal::derive(move || shown.with(|shown| shown.len()));
    // One that has changed is drawn anew.
    let key = Callback::new(move |index: usize| {
        let row = shown.with(|shown| shown.get(index).copied());
        let mut hasher = DefaultHasher::new();
        let listing = ready(console);
        if let Some(row) = listing.as_ref().zip(row).and_then(|(listing, id)| listing.table.find(id)) {
            let stored = &row.authorization;
            (stored.id, stored.status, &stored.description, stored.changed_ms).hash(&mut hasher);
        }
        // Rows are drawn anew when more is learned of their owners, and when a newer list may hold other mappings.
        console.v1.refresh.times().hash(&mut hasher);
        console.inactive_users.with(|inactive| inactive.len()).hash(&mut hasher);
        hasher.finish()
    });
    let row = Callback::new(move |index: usize| {
        let id = shown.with_untracked(|shown| shown.get(index).copied());
        match console.v1_listing().zip(id) {
            Some((listing, id)) => view! { <Row listing id index /> }.into_any(),
            None => ().into_any(),
        }
    });
    view! {
        <div class="tablewrap">
            <div class="table table--v1" role="table" aria-label="1.x credentials" aria-rowcount=move || total.get() + 1>
                <div role="rowgroup" class="table__head">
                    <div role="row" class="table__row" aria-rowindex="1">
                        <span role="columnheader" class="x-status">"Status"</span>
                        <span role="columnheader" class="x-name">"Name"</span>
                        <span role="columnheader" class="x-grants">"Buckets"</span>
                        <span role="columnheader" class="x-dbs">"As database / retention policy"</span>
                        <span role="columnheader" class="x-owner">"Owner"</span>
                        <span role="columnheader" class="x-created">"Created"</span>
                    </div>
                </div>
                <VirtualRows total row key class="table__body" />
            </div>
        </div>
    }
}

#[component]
fn Row(listing: Arc<V1Listing>, id: Id, index: usize) -> impl IntoView {
    let console = use_console();
    let row = listing.table.find(id)?;
    let stored = &row.authorization;
    let status = console.inactive_users.with_untracked(|inactive| TokenStatus::of(stored, inactive));
    let shape = shape(status);
    let off = stored.status == Status::Inactive;
    let to = Route::V1Credentials(V1Place::One(id));
    let href = to.href();
    let opened = {
        let to = to.clone();
        move || console.history.route() == to
    };
    let go = move |event: MouseEvent| {
        if event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            console.history.go(to.clone());
        }
    };
    let description = stored.description.to_string();
    let user = stored.user;
    let owner = listing.table.names.get(&ResourceType::Users, user).map(str::to_owned);
    let created = stored.created_ms.map_or_else(|| "not known".to_owned(), local_day);
    Some(view! {
        <div role="row" class="table__row" class:is-off=off class:is-open=opened aria-rowindex=index + 2>
            <div role="cell" class="x-status">
                <StatusBadge shape label=status.title() />
            </div>
            <div role="rowheader" class="x-name">
                <div class="tok">
                    <span class="tok__line">
                        <a class="tok__name" href=href id=format!("v1-row-{id}") on:click=go>
                            <Untrusted text=row.username.to_string() limit=120 />
                        </a>
                        <RowMark refresh=console.v1.refresh row=id />
                    </span>
                    <span class="tok__id">
                        {if description.is_empty() {
                            view! { <span class="mono" translate="no">{id.to_string()}</span> }.into_any()
                        } else {
                            view! { <Untrusted text=description limit=160 /> }.into_any()
                        }}
                    </span>
                </div>
            </div>
            <div role="cell" class="x-grants">
                <Buckets listing=Arc::clone(&listing) id off />
            </div>
            <div role="cell" class="x-dbs">
                <Databases listing=Arc::clone(&listing) id />
            </div>
            <div role="cell" class="x-owner">
                <span class="vh">"Owner "</span>
                {match owner {
                    Some(text) => view! { <Untrusted text /> }.into_any(),
                    None => view! { <span class="mono" translate="no">{user.to_string()}</span> }.into_any(),
                }}
            </div>
            <div role="cell" class="x-created nowrap">
                <span class="x-when">"Created "</span>
                {created}
            </div>
        </div>
    })
}

/// The shape of a status.
pub const fn shape(status: TokenStatus) -> StatusShape {
    match status {
        TokenStatus::Active => StatusShape::Active,
        TokenStatus::Inactive => StatusShape::Inactive,
        TokenStatus::OwnerInactive => StatusShape::Dead,
    }
}

/// The first buckets with what may be done there, and how many there are beyond.
#[component]
fn Buckets(listing: Arc<V1Listing>, id: Id, off: bool) -> impl IntoView {
    let console = use_console();
    let row = listing.table.find(id)?;
    let all = grants(&row.authorization);
    let look = if off { TileLook::Off } else { TileLook::Solid };
    let more = all.len().saturating_sub(NAMED);
    let one = |grant: &influxdb2::authorization::Grant<'_>| {
        let text = console.names.with_untracked(|names| grant.label(names));
        view! {
            <span class="grant">
                <span class="tiles">
                    {grant.read.then(|| view! { <Tile right=Right::Read look /> })}
                    {grant.write.then(|| view! { <Tile right=Right::Write look /> })}
                </span>
                <MiddleCut text />
            </span>
        }
    };
    let none = all.is_empty().then(|| view! { <span class="mute">"none"</span> });
    Some(view! {
        <div class="grants">
            {all.iter().take(NAMED).map(one).collect_view()} {none} {beyond(more)}
        </div>
    })
}

fn beyond(more: usize) -> Option<AnyView> {
    (more > 0).then(|| view! { <span class="mute nowrap">{format!("+{} more", number(more))}</span> }.into_any())
}

/// The first names that lead to its buckets, and whether a bucket has none.
#[component]
fn Databases(listing: Arc<V1Listing>, id: Id) -> impl IntoView {
    let row = listing.table.find(id)?;
    let all = grants(&row.authorization);
    let (mut names, mut none, mut unread) = (Vec::new(), false, false);
    for bucket in all.iter().filter_map(|grant| grant.scope.object()) {
        match known(&listing, bucket) {
            Known::Names(found) => names.extend(found),
            Known::None => none = true,
            Known::Unread => unread = true,
        }
    }
    let more = names.len().saturating_sub(1);
    Some(view! {
        <span class="dbmaps">
            {none.then(|| view! { <NoDatabase /> })}
            {unread.then(|| view! { <span class="mute">"not known"</span> })}
            {names.into_iter().take(1).map(|mapping| view! { <Names mapping short=true /> }).collect_view()}
            {beyond(more)}
        </span>
    })
}
