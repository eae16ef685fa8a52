//! The bar: organization, connection, rights, theme, account. It is always there.

use crate::console::use_console;
use crate::pages::orgs::OrgSwitch;
use crate::shared::frame::HelpButton;
use crate::shell::page::Origin;
use crate::ui::badge::{PowerBadge, Weight};
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize, Mark};
use crate::ui::menu::{MenuButton, MenuEntry, MenuItem};
use crate::ui::popup::{Popup, Side};
use crate::ui::theme::{ThemeSwitch, provide_theme, use_theme};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use influxdb2::route::Route;
use influxdb2::session::{AccessLevel, Session, Visibility};
use leptos::prelude::*;
use std::sync::Arc;

/// The bar of a session.
#[component]
pub fn AppBar(session: Arc<Session>) -> impl IntoView {
    provide_theme();
    let console = use_console();
    view! {
        <header class="appbar">
            <a class="appbar__brand" href=Route::Tokens.href()>
                <Mark />
                <span class="appbar__name">"Token Console"</span>
                <span class="vh">" home"</span>
            </a>
            <div class="appbar__context">
                <OrgSwitch session=Arc::clone(&session) class="barbtn orgswitch" />
                <span class="appbar__sep" aria-hidden="true"></span>
                <Connection session=Arc::clone(&session) />
            </div>
            <div class="appbar__tools">
                <Rights session=Arc::clone(&session) />
                <ThemeSwitch />
                <Account session />
                <HelpButton help=console.help />
            </div>
        </header>
    }
}

#[component]
fn Connection(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let origin = Origin::of(&console.address.get_untracked());
    let answered = console.answered;
    let title = session.server.title();
    let host = origin.host.clone();
    let version = title.clone();
    let face = move || {
        view! {
            <span class="conn__dot" class:conn__dot--lost=move || !answered.get() aria-hidden="true"></span>
            <span class="vh">{drawn(move || if answered.get() { "Connected to " } else { "No answer from " })}</span>
            <span class="barbtn__ellipsis mono" translate="no">
                {host.clone()}
            </span>
            <span class="conn__ver nowrap">{version.clone()}</span>
        }
        .into_any()
    };
    let way = match (&origin, origin.is_exposed()) {
        (_, true) => "http: anyone on the way can read what is sent",
        (origin, false) if origin.encrypted => "https: encrypted",
        _ => "http, on this device only",
    };
    let served = if console.address.get_untracked().is_empty() {
        "This server served the page, so signing in with a password works too."
    } else {
        "The page comes from another address, so only tokens can sign in and the server's version can't be read."
    };
    view! {
        <Popup face class="barbtn conn" label="Connection">
            <dl class="facts">
                <dt>"Server"</dt>
                <dd class="mono" translate="no">
                    {origin.host.clone()}
                </dd>
                <dt>"Product"</dt>
                <dd>{title.clone()}</dd>
                <dt>"Connection"</dt>
                <dd>{way}</dd>
            </dl>
            <p class="mute">{served}</p>
        </Popup>
    }
}

#[component]
fn Rights(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let access = session.access;
    let org = spelled_out(&session.org.name);
    let weight = match access {
        AccessLevel::Operator => Weight::Operator,
        AccessLevel::AllAccess => Weight::All,
        AccessLevel::Custom | AccessLevel::Unknown => Weight::Plain,
    };
    let face = move || view! { <PowerBadge weight lead="Your access">{access.title()}</PowerBadge> }.into_any();
    let text = match access {
        AccessLevel::Operator => "This credential has every permission in every organization of the server.".to_owned(),
        AccessLevel::AllAccess => format!(
            "This credential has every permission in {org} that an all-access token has, and permissions on its own user."
        ),
        AccessLevel::Unknown => {
            "What this credential may do could not be found out, because the server did not answer a question about it."
                .to_owned()
        }
        AccessLevel::Custom => {
            format!("This credential has some permissions in {org}. The server does not tell a credential which ones.")
        }
    };
    let asks_again = access == AccessLevel::Unknown || session.visibility == Visibility::Unknown;
    let again = Callback::new(move |()| console.ask_access_again());
    let seen = session.visibility.notice().unwrap_or_else(|| "You see every token of the organization.".to_owned());
    view! {
        <Popup face class="barbtn powerbtn" label="Your access" side=Side::End>
            <p>{text.clone()}</p>
            <p class="mute">{seen.clone()}</p>
            {session.visibility.way_to_all().map(|way| view! { <p class="mute">{way}</p> })}
            {asks_again.then(|| view! { <LinkButton on_click=again>"Ask again"</LinkButton> })}
        </Popup>
    }
}

#[component]
fn Account(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let name = session.me.name.clone();
    let initials = initials(&name);
    // Where the bar has no room for the switch, the theme is chosen here.
    let theme = use_theme();
    let whose = format!("{} · {}", spelled_out(&name), session.access.title());
    let id = format!("User id {}", session.me.id);
    let entries = Signal::derive(move || {
        let mut entries = vec![MenuEntry::Heading(whose.clone()), MenuEntry::Heading(id.clone())];
        entries.extend(theme.entries());
        let sign_out = Callback::new(move |()| console.sign_out());
        entries.push(MenuEntry::Rule);
        entries.push(MenuEntry::Item(MenuItem::new("Sign out", sign_out).icon(IconName::SignOut)));
        entries
    });
    let face = move || {
        view! {
            <span class="avatar" aria-hidden="true">
                {initials.clone()}
            </span>
            <span class="vh">"Account: "</span>
            <span class="usermenu__name">
                <Untrusted text=name.clone() />
            </span>
            <Icon name=IconName::ChevronDown size=IconSize::Small />
        }
        .into_any()
    };
    view! { <MenuButton face class="barbtn usermenu" entries side=Side::End /> }
}

/// Two letters for a name: the first ones of its first two words.
fn initials(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(2).filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect()
}
