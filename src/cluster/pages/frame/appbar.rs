//! The bar: product, connection, theme, what is signed in. It is always there.

use crate::cluster::console::{Session, use_console};
use crate::shared::frame::HelpButton;
use crate::shell::page::Origin;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize, Mark};
use crate::ui::menu::{MenuButton, MenuEntry, MenuItem};
use crate::ui::popup::{Popup, Side};
use crate::ui::theme::{ThemeSwitch, provide_theme, use_theme};
use database::route::Route;
use leptos::prelude::*;
use std::sync::Arc;

/// The bar of a session.
#[component]
pub fn AppBar(session: Arc<Session>) -> impl IntoView {
    provide_theme();
    view! {
        <header class="appbar">
            <a class="appbar__brand" href=Route::Tokens.href()>
                <Mark />
                <span class="appbar__name">"Token Console"</span>
                <span class="vh">" home"</span>
            </a>
            <div class="appbar__context">
                <Connection session=Arc::clone(&session) />
            </div>
            <div class="appbar__tools">
                <ThemeSwitch />
                <SignedIn session />
                <HelpButton help=use_console().help />
            </div>
        </header>
    }
}

#[component]
fn Connection(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let origin = Origin::of(&session.server);
    let (answered, api) = (console.answered, session.api);
    let (host, product) = (origin.host.clone(), session.product.title());
    let face = move || {
        view! {
            <span class="conn__dot" class:conn__dot--lost=move || !api || !answered.get() aria-hidden="true"></span>
            <span class="vh">
                {drawn(move || match (api, answered.get()) {
                    (false, _) => "Not connected to ",
                    (true, true) => "Connected to ",
                    (true, false) => "No answer from ",
                })}
            </span>
            <span class="barbtn__ellipsis mono" translate="no">
                {host.clone()}
            </span>
            <span class="conn__ver nowrap">{product}</span>
        }
        .into_any()
    };
    let way = match (&origin, origin.is_exposed()) {
        (_, true) => "http: anyone on the way can read what is sent",
        (origin, false) if origin.encrypted => "https: encrypted",
        _ => "http, on this device only",
    };
    view! {
        <Popup face class="barbtn conn" label="Connection">
            <dl class="facts">
                <dt>"Server"</dt>
                <dd class="mono" translate="no">
                    {origin.host.clone()}
                </dd>
                <dt>"Product"</dt>
                <dd>{product}</dd>
                <dt>"API"</dt>
                <dd>
                    {if session.api {
                        format!("Management API, {}", session.paths.title())
                    } else {
                        "none is used; this page writes commands".to_owned()
                    }}
                </dd>
                {session
                    .cluster()
                    .map(|ids| {
                        view! {
                            <dt>"Account"</dt>
                            <dd class="mono">{ids.account.to_string()}</dd>
                            <dt>"Cluster"</dt>
                            <dd class="mono">{ids.cluster.to_string()}</dd>
                        }
                    })}
                <dt>"Connection"</dt>
                <dd>{way}</dd>
            </dl>
        </Popup>
    }
}

/// With what somebody is signed in, and the way out.
#[component]
fn SignedIn(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let theme = use_theme();
    let (with, out) = if session.api { ("Management token", "Sign out") } else { ("Commands only", "Sign in") };
    let whose = format!("{with} · {}", session.product.title());
    let entries = Signal::derive(move || {
        let mut entries = vec![MenuEntry::Heading(whose.clone())];
        entries.extend(theme.entries());
        let sign_out = Callback::new(move |()| console.sign_out());
        entries.push(MenuEntry::Rule);
        entries.push(MenuEntry::Item(MenuItem::new(out, sign_out).icon(IconName::SignOut)));
        entries
    });
    let face = move || {
        view! {
            <span class="avatar" aria-hidden="true">
                "m"
            </span>
            <span class="vh">"Account: "</span>
            <span class="usermenu__name">{with}</span>
            <Icon name=IconName::ChevronDown size=IconSize::Small />
        }
        .into_any()
    };
    view! { <MenuButton face class="barbtn usermenu" entries side=Side::End /> }
}
