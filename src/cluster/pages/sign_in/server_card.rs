//! Which server the page speaks to, and a choice where the build names several.

use crate::cluster::console::{Found, use_app};
use crate::shell::page::{self, Origin};
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use crate::ui::menu::{MenuButton, MenuEntry, MenuItem};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::popup::Side;
use leptos::prelude::*;

/// The card, and what is to be known of the way there before a token is sent.
#[component]
pub fn ServerCard() -> impl IntoView {
    let app = use_app();
    let origin = move || Origin::of(&app.address.get());
    let foreign = move || !app.address.read().is_empty();
    let sub = move || {
        let origin = origin();
        let way = match (origin.encrypted, origin.local) {
            (true, _) => "https",
            (false, true) => "http, on this device",
            (false, false) => "http, not encrypted",
        };
        let found = match app.found.get() {
            Found::Looking => "looking for the Management API…",
            Found::Api => "Management API",
            Found::Other => "no Management API found",
            Found::Nothing => "no answer",
        };
        format!("{way} · {} · {found}", if foreign() { "another address than this page" } else { "served this page" })
    };
    let icon = move || if origin().encrypted { IconName::Lock } else { IconName::Server };
    view! {
        <div class="server" class:server--plain=move || origin().is_exposed() || app.found.get() != Found::Api>
            {drawn(move || view! { <Icon name=icon() /> })}
            <span class="server__text">
                <span class="server__host" translate="no">
                    {drawn(move || origin().host)}
                </span>
                <span class="server__sub" role="status">
                    {sub}
                </span>
            </span>
            <Change />
        </div>
        {drawn(move || {
            origin()
                .is_exposed()
                .then(|| {
                    let text = format!(
                        "Anyone on the way to {} can read what you send. Use https, or continue only on a network you trust.",
                        origin().host,
                    );
                    view! { <Notice tone=NoticeTone::Warn title="This connection is not encrypted">{text}</Notice> }
                })
        })}
        {drawn(move || app.found.get().eq(&Found::Other).then(|| view! { <NotFound /> }))}
        {drawn(move || {
            foreign()
                .then(|| {
                    view! {
                        <Notice tone=NoticeTone::Warn title="The browser may refuse this address">
                            "It differs from that of this page, and neither product is known to let other addresses in (CORS). A proxy that serves this page and the API under one address always works."
                        </Notice>
                    }
                })
        })}
    }
}

/// Something else answers: a management token is not for it.
#[component]
fn NotFound() -> impl IntoView {
    let app = use_app();
    let again = move || {
        let look = Callback::new(move |()| app.look_at_server());
        view! { <LinkButton on_click=look>"Look again"</LinkButton> }.into_any()
    };
    view! {
        <Notice tone=NoticeTone::Warn title="Something else answers at this address".to_owned() actions=again>
            "It knows no Management API, so do not give it a management token. Check the address, or the proxy in front of it."
        </Notice>
    }
}

/// The choice; nothing where there is none.
#[component]
fn Change() -> impl IntoView {
    let app = use_app();
    let others = page::other_servers();
    (!others.is_empty()).then(|| {
        let entries = Signal::derive(move || {
            let chosen = app.address.get();
            let addresses = std::iter::once(String::new()).chain(others.iter().cloned());
            let entry = |address: String| {
                let label = if address.is_empty() { "The server of this page".to_owned() } else { address.clone() };
                let marked = address == chosen;
                let choose = Callback::new(move |()| app.choose_server(&address));
                MenuEntry::Item(MenuItem::new(label, choose).marked(marked))
            };
            addresses.map(entry).collect::<Vec<_>>()
        });
        view! {
            <MenuButton
                face=move || "Change".into_any()
                label="Change server"
                class="btn btn--sm"
                entries
                side=Side::End
            />
        }
    })
}
