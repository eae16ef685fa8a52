//! The users who own tokens of the list, and the part of the program that holds all screens of them.

mod list;
pub mod row;
pub mod states;

use super::offboard::OffboardPage;
use super::owner::OwnerPage;
use crate::console::{Console, use_console};
use crate::shared::list::StaleNotice;
use crate::shell::lasting::Lasting;
use crate::ui::button::IconButton;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use crate::ui::id;
use crate::ui::landmark::{HEADING, SEARCH};
use crate::ui::notice::{Notice, NoticeLook};
use console_core::text::{matches, number};
use influxdb2::Remote;
use influxdb2::authorization::Listing;
use influxdb2::authorization::owners::{Directory, OwnerStatus};
use influxdb2::permission::ResourceType;
use influxdb2::route::Route;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use list::OwnerList;
use states::{Before, NoOwner};
use std::sync::Arc;

/// The screen of a place.
pub fn owners_part(place: Route) -> AnyView {
    let console = use_console();
    Effect::new(move |_| {
        if let Some(listing) = console.tokens.with(|tokens| tokens.ready().cloned()) {
            untrack(|| console.want_names(&listing));
        }
    });
    match place {
        Route::Owner(user) => view! { <OwnerPage user /> }.into_any(),
        Route::Offboard(user) => view! { <OffboardPage user /> }.into_any(),
        _ => view! { <OwnersPage /> }.into_any(),
    }
}

/// The owners of the list, and the places of those that are found, in their order.
#[derive(Clone, Copy)]
pub struct All {
    pub owners: Lasting<Memo<Option<Arc<Directory>>>>,
    pub found: Lasting<Memo<Arc<Vec<u32>>>>,
}

#[component]
fn OwnersPage() -> impl IntoView {
    let console = use_console();
    let listing = move || console.tokens.with(|tokens| tokens.ready().cloned());
    let owners =
        Lasting::of(Memo::new(move |_| listing().map(|listing: Arc<Listing>| Arc::new(Directory::new(&listing)))));
    let found = Lasting::of(Memo::new(move |_| {
        let Some(owners) = owners.get() else { return Arc::default() };
        let sort = console.owners.sort.get();
        console.owners.text.with(|text| console.with_known(|known| Arc::new(owners.find(text, sort, known))))
    }));
    let all = All { owners, found };
    let count = move || {
        let all = owners.get()?.owners.len();
        Some(match found.with(|found| found.len()) {
            shown if shown < all => format!("{} of {} {}", number(shown), number(all), matches(shown)),
            1 => "1 user owns tokens here".to_owned(),
            all => format!("{} users own tokens here", number(all)),
        })
    };
    let none = Memo::new(move |_| found.with(|found| found.is_empty()));
    view! {
        <div class="pagehead">
            <h1 class="pagehead__title" id=HEADING tabindex="-1">
                "Owners"
            </h1>
            <p class="pagehead__count" role="status">
                {drawn(move || count().unwrap_or_default())}
            </p>
        </div>
        <PartialSight owners />
        <StaleNotice refresh=console.refresh on_again=Callback::new(move |()| reload(console)) />
        <Search />
        {drawn(move || match owners.with(Option::is_some) {
            false => view! { <Before /> }.into_any(),
            true if none.get() => view! { <NoOwner /> }.into_any(),
            true => view! { <OwnerList all /> }.into_any(),
        })}
    }
}

/// What this credential is not shown, and what would show it.
#[component]
fn PartialSight(owners: Lasting<Memo<Option<Arc<Directory>>>>) -> impl IntoView {
    let console = use_console();
    let visibility = console.session().and_then(|session| session.visibility.notice());
    let tokens = visibility.map(|text| {
        format!("{text} Owners whose tokens you are not shown are missing here. An Operator credential shows all.")
    });
    let unknown = Memo::new(move |_| {
        let owners = owners.get()?;
        let loaded = console.objects.with(|objects| {
            objects.get(&ResourceType::Users).is_some_and(|all| matches!(all, Remote::Ready(_) | Remote::Failed(_)))
        });
        let hidden = console.with_known(|known| {
            owners.owners.iter().filter(|owner| known.status(owner.id) == OwnerStatus::NotKnown).count()
        });
        (loaded && hidden > 0).then_some(hidden)
    });
    let status = move || {
        unknown.get().map(|count| {
            let whose = if count == 1 { "1 owner is".to_owned() } else { format!("{} owners are", number(count)) };
            let text = format!(
                "Whether {whose} active is not known, because this credential may not read them. An Operator credential may."
            );
            view! { <Notice look=NoticeLook::Line>{text}</Notice> }.into_any()
        })
    };
    view! {
        {tokens.map(|text| view! { <Notice look=NoticeLook::Line>{text}</Notice> })}
        {drawn(move || status().into_any())}
        <p class="owners__sight">
            "Owners of tokens in other organizations are shown when you switch to those."
        </p>
    }
}

#[component]
fn Search() -> impl IntoView {
    let console = use_console();
    let text = console.owners.text;
    let clear = move || {
        text.set(String::new());
        id::focus(SEARCH);
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() && !text.read_untracked().is_empty() {
            event.prevent_default();
            event.stop_propagation();
            text.set(String::new());
        }
    };
    view! {
        <div class="toolbar">
            <div class="search" role="search" aria-label="Owners">
                <Icon name=IconName::Search />
                <input
                    class="search__input"
                    type="text"
                    id=SEARCH
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    dir="auto"
                    aria-label="Search owners"
                    placeholder="Search name or id"
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                    on:keydown=on_key
                />
                {drawn(move || {
                    (!text.read().is_empty())
                        .then(|| {
                            view! {
                                <IconButton
                                    icon=IconName::Close
                                    label="Empty the search field"
                                    class="xbtn search__clear"
                                    on_click=Callback::new(move |()| clear())
                                />
                            }
                                .into_any()
                        })
                        .into_any()
                })}
            </div>
            <IconButton
                icon=IconName::Refresh
                label="Load the list again"
                on_click=Callback::new(move |()| reload(console))
            />
        </div>
    }
}

/// Loads tokens and users anew.
pub fn reload(console: Console) {
    console.load_tokens();
    console.load_objects(ResourceType::Users);
}
