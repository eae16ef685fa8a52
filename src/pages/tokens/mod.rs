//! The list of tokens.

mod all_grants;
mod columns;
mod error_text;
mod fit;
mod head;
mod list;
mod row;
mod states;
mod suggestions;
mod times;
mod toast;

pub use crate::shared::list::Found;
pub use all_grants::AllGrants;
pub use suggestions::suggestions;

use super::parts::{Parts, use_parts};
use crate::console::{Console, use_console};
use crate::shared::list::bulk::{BulkBar, BulkDialogs};
use crate::shared::list::{
    Export, FileForm, ListTitle, Loading, NoMatch, QuickFilters, RefreshLine, Search, Shows, StaleNotice, Toolbar,
};
use crate::shell::lasting::Lasting;
use crate::shell::{clock, page};
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::landmark::HEADING;
use crate::ui::notice::{Notice, NoticeLook, NoticeTone};
use crate::ui::part::Part;
use error_text::ErrorTextNotice;
use futures::FutureExt;
use influxdb2::ApiError;
use influxdb2::authorization::Listing;
use influxdb2::authorization::decoded::ErrorText;
use influxdb2::authorization::export;
use influxdb2::authorization::filter::{Filter, FilterContext, Parsed, QUICK, Term, counts, suggest};
use influxdb2::permission::ResourceType;
use influxdb2::route::Route;
use influxdb2::session::{Session, Visibility};
use leptos::prelude::*;
use leptos::task::spawn_local;
use list::TokenList;
use states::{ListFailed, NoneYet, SKELETON};
use std::sync::Arc;
use toast::UndoToast;
use zeroize::Zeroizing;

/// Where words are looked for.
const SEARCHED: &str = "description, owner, id and grants";

/// The page with the list.
#[component]
pub fn TokensPage(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    console.want_tokens();
    Effect::new(move |_| {
        if let Some(listing) = listing(console) {
            untrack(|| console.want_names(&listing));
        }
    });
    let filter = Lasting::of(Memo::new(move |_| Filter::parse(&console.history.list().filter)));
    let found = Lasting::of(Memo::new(move |_| found(console, &filter.read())));
    let waits = move || filter.with(|parsed| !parsed.mistakes.is_empty());
    let state = Memo::new(move |_| console.tokens.with(|tokens| Shows::of(tokens, Listing::is_empty, waits, found)));
    let words = Lasting::of(Memo::new(move |_| filter.with(words)));
    let mistakes = Signal::derive(move || filter.with(|parsed| parsed.mistakes.clone()));
    let mistake = Signal::derive(move || mistakes.with(|all| all.first().map(|mistake| mistake.message.clone())));
    let search = search(console);
    let on_reload = Callback::new(move |()| console.load_tokens());
    let counts = Memo::new(move |_| {
        let (listing, found) = (listing(console)?, found.get()?);
        Some(with_context(console, |context| counts(&listing, &found, context).to_vec()))
    });
    let error_text = RwSignal::new(None::<ErrorText>);
    let org = session.org.id;
    let takes = Callback::new(move |text: Zeroizing<String>| {
        let read = ErrorText::read(&text, org);
        let is_one = read.is_some();
        if is_one {
            error_text.set(read);
        }
        is_one
    });
    let inside = Arc::clone(&session);
    let all = move || listing(console).map_or(0, |listing| listing.len());
    let beside = Arc::clone(&session);
    let opened = Memo::new(move |_| match console.history.route() {
        Route::Token(id) => Some(id),
        _ => None,
    });
    Effect::new(move |_| {
        if let Some(id) = opened.get() {
            console.refresh.looked_at(id);
        }
    });
    // A list that shows no row has none to arrive at either.
    Effect::new(move |_| {
        if matches!(state.get(), Shows::NoMatch | Shows::Waits)
            && let Some(created) = console.arriving_at.try_update(Option::take).flatten()
        {
            list::open_created(console, created);
        }
    });
    let Parts { token, .. } = use_parts();
    // Whoever comes to the rows may open one next.
    let is_near = StoredValue::new(false);
    let near = Callback::new(move |()| {
        if is_near.try_update_value(|near| std::mem::replace(near, true)) == Some(false) {
            spawn_local((token.load)().map(drop));
        }
    });
    let drawer = move || {
        let one = |id| {
            let session = Arc::clone(&beside);
            let draw = move || (token.draw)(Arc::clone(&session), id, found);
            view! { <Part load=token.load draw wanted=Signal::stored(true) what="the token" /> }.into_any()
        };
        opened.get().map(one).into_any()
    };
    view! {
        <div class="beside" class:beside--open=move || opened.with(Option::is_some)>
            <div class="beside__list">
                <Head found />
                <Notices session />
                <StaleNotice refresh=console.refresh on_again=on_reload />
                <Toolbar
                    search
                    mistake
                    placeholder="Search description, owner, bucket, kind, status, or paste an error text"
                    takes
                >
                    <Export found name="tokens" write=Callback::new(move |form| written(console, found, form)) />
                    <RefreshLine refresh=console.refresh on_reload />
                </Toolbar>
                {drawn(move || error_text.get().map(|text| view! { <ErrorTextNotice text shown=error_text /> }))}
                <QuickFilters all=&QUICK filter counts write=search.write />
                {drawn(move || match state.get() {
                    Shows::Loading => view! { <Loading received=console.received head=&SKELETON /> }.into_any(),
                    Shows::Failed(error) => view! { <ListFailed error /> }.into_any(),
                    Shows::NoneYet => view! { <NoneYet session=Arc::clone(&inside) /> }.into_any(),
                    Shows::Waits => view! { <NoMatch search mistakes searched=all() places=SEARCHED /> }.into_any(),
                    Shows::NoMatch => view! { <NoMatch search mistakes=Vec::new() searched=all() places=SEARCHED /> }.into_any(),
                    Shows::List => view! { <TokenList session=Arc::clone(&inside) found words near /> }.into_any(),
                })}
                <BulkBar console found />
            </div>
            {drawn(drawer)}
        </div>
        <BulkDialogs console />
        <UndoToast />
    }
}

fn listing(console: Console) -> Option<Arc<Listing>> {
    console.tokens.with(|tokens| tokens.ready().cloned())
}

/// The places of the tokens that are shown, in their order.
fn found(console: Console, parsed: &Parsed) -> Option<Arc<Vec<u32>>> {
    let listing = listing(console)?;
    let sort = console.history.list().sort;
    Some(with_context(console, |context| {
        let mut found = listing.find(&parsed.filter, context);
        if let Some(only) = console.refresh.only() {
            found.retain(|place| listing.row(*place).is_some_and(|(row, _)| only.contains(&row.id)));
        }
        listing.sort(&mut found, sort, context.inactive);
        Arc::new(found)
    }))
}

/// Looks at something that depends on now, on the owners and on the names.
fn with_context<T>(console: Console, look: impl FnOnce(FilterContext<'_>) -> T) -> T {
    console.inactive_users.with(|inactive| {
        console.names.with(|names| look(FilterContext { now_ms: clock::now_ms(), wall: clock::WALL, inactive, names }))
    })
}

/// The text of the search, which stands in the address.
fn search(console: Console) -> Search {
    Search {
        text: Signal::derive(move || console.history.list().filter),
        write: Callback::new(move |text| {
            console.refresh.widen();
            console.history.show_list(|list| list.filter = text);
        }),
        suggest: Callback::new(move |caret| {
            let (listing, text) = (listing(console)?, console.history.list().filter);
            Some(with_context(console, |context| suggest(&text, caret, &listing, context)))
        }),
    }
}

/// The list as it is shown, as a file.
fn written(console: Console, found: Found, form: FileForm) -> Option<String> {
    let (listing, found) = (listing(console)?, found.get()?);
    let write = if form == FileForm::Csv { export::csv } else { export::json };
    Some(console.inactive_users.with(|inactive| write(&listing, &found, inactive)))
}

/// The words that are marked in what is found.
fn words(parsed: &Parsed) -> Vec<String> {
    let plain = parsed.filter.parts.iter().filter(|part| !part.negated);
    let word = |term: &Term| match term {
        Term::Text(text) => Some(text.to_lowercase()),
        _ => None,
    };
    plain.filter_map(|part| word(&part.term)).collect()
}

#[component]
fn Head(found: Found) -> impl IntoView {
    let console = use_console();
    let counted = Signal::derive(move || Some((found.get()?.len(), listing(console)?.len())));
    let new = Callback::new(move |()| console.history.go(Route::NewToken));
    view! { <ListTitle title="Tokens" counted href=Route::NewToken.href() on_new=new /> }
}

fn warning(text: String) -> AnyView {
    view! { <Notice look=NoticeLook::Line tone=NoticeTone::Warn>{text}</Notice> }.into_any()
}

/// The users could not be loaded, so no owner is known to be inactive.
fn owners_unknown(console: Console, error: &ApiError) -> AnyView {
    let text =
        format!("Which owners are inactive could not be loaded: a token that is shown as active may not work. {error}");
    let again = Callback::new(move |()| {
        // The notice goes; the focus waits at the title.
        page::focus(HEADING);
        console.load_objects(ResourceType::Users);
    });
    let actions = move || view! { <LinkButton on_click=again>"Load the users again"</LinkButton> }.into_any();
    view! {
        <Notice look=NoticeLook::Line tone=NoticeTone::Warn actions>
            {text}
        </Notice>
    }
    .into_any()
}

/// The server shows the values of tokens. What hiding them would mean has a page of its own.
fn values_shown(console: Console) -> AnyView {
    let go = Callback::new(move |()| console.history.go(Route::Hashing));
    let actions = move || view! { <LinkButton on_click=go>"What hashing would mean"</LinkButton> }.into_any();
    view! {
        <Notice look=NoticeLook::Line tone=NoticeTone::Warn actions>
            {VALUES_SHOWN}
        </Notice>
    }
    .into_any()
}

const VALUES_SHOWN: &str = "This server shows the values of tokens to everybody who may list them. This page does not keep them. Turn on token hashing (--use-hashed-tokens, InfluxDB 2.8 and later).";

/// What keeps the list from being the whole truth.
#[component]
fn Notices(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let all = session.visibility.way_to_all().map(|way| format!(" {way}")).unwrap_or_default();
    let partial = session.visibility.notice().map(|notice| notice + &all);
    let unreadable = move || listing(console).and_then(|listing| listing.table().unreadable_notice());
    let shows_values = move || listing(console).is_some_and(|listing| listing.table().shows_values);
    let unknown = session.visibility == Visibility::Unknown;
    let ask_again = move || {
        let again = Callback::new(move |()| console.ask_access_again());
        unknown.then(|| view! { <LinkButton on_click=again>"Ask again"</LinkButton> }).into_any()
    };
    view! {
        {partial.map(|text| view! { <Notice look=NoticeLook::Line actions=ask_again>{text}</Notice> })}
        {drawn(move || unreadable().map(warning).into_any())}
        {drawn(move || console.owners_unknown().map(|error| owners_unknown(console, &error)).into_any())}
        {drawn(move || shows_values().then(|| values_shown(console)).into_any())}
    }
}
