//! Which server the page speaks to, and what it found there.

use crate::console::{App, OtherProduct, use_app};
use crate::shell::page::{self, Origin};
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use crate::ui::menu::{MenuButton, MenuEntry, MenuItem};
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::popup::Side;
use influxdb2::session::Server;
use influxdb2::{ApiError, Remote};
use leptos::prelude::*;

/// The server, and a choice where the build names several.
#[component]
pub fn ServerCard() -> impl IntoView {
    let app = use_app();
    let origin = move || Origin::of(&app.address.get());
    let sub = move || {
        let origin = origin();
        let mut parts = vec![
            if origin.encrypted {
                "https"
            } else if origin.local {
                "http, on this device"
            } else {
                "http, not encrypted"
            }
            .to_owned(),
        ];
        app.server.with(|server| match server {
            Remote::Ready(server) => parts.push(server.title()),
            Remote::Loading | Remote::NotAsked => parts.push("looking for InfluxDB …".to_owned()),
            Remote::Failed(_) => parts.push("not confirmed".to_owned()),
        });
        if app.address.with(String::is_empty) {
            parts.push("served this page".to_owned());
        }
        parts.join(" · ")
    };
    let icon = move || if origin().encrypted { IconName::Lock } else { IconName::Server };
    let others = page::other_servers();
    let choice = (!others.is_empty()).then(|| {
        let entries = move || {
            let chosen = app.address.get();
            std::iter::once(String::new())
                .chain(others.iter().cloned())
                .map(|address| {
                    let label = if address.is_empty() { "The server of this page".to_owned() } else { address.clone() };
                    let marked = address == chosen;
                    let choose = Callback::new(move |()| app.choose_server(&address));
                    MenuEntry::Item(MenuItem::new(label, choose).marked(marked))
                })
                .collect::<Vec<_>>()
        };
        view! {
            <MenuButton
                face=move || "Change".into_any()
                label="Change server"
                class="btn btn--sm"
                entries=Signal::derive(entries)
                side=Side::End
            />
        }
    });
    view! {
        <div class="server" class:server--plain=move || origin().is_exposed()>
            {drawn(move || view! { <Icon name=icon() /> })}
            <span class="server__text">
                <span class="server__host" translate="no">
                    {drawn(move || origin().host)}
                </span>
                <span class="server__sub" role="status">
                    {sub}
                </span>
            </span>
            {choice}
        </div>
        {drawn(move || {
            app.other.get().map_or_else(|| app.server.with(|server| hindrance(app, server)), |other| Some(elsewhere(other)))
        })}
    }
}

/// Why nobody can sign in here.
fn hindrance(app: App, server: &Remote<Server>) -> Option<AnyView> {
    let (title, text) = match server {
        Remote::Failed(error) => (trouble(error), reason(error)),
        Remote::Ready(server) if server.fresh => (
            "This server has not been set up yet",
            "It has no user and no token, so nobody can sign in. Run influx setup on the server, then look again."
                .to_owned(),
        ),
        _ => return None,
    };
    let again = move || {
        view! { <LinkButton on_click=Callback::new(move |()| app.look_at_server())>"Look again"</LinkButton> }
            .into_any()
    };
    let notice = view! {
        <Notice tone=NoticeTone::Danger role=NoticeRole::Status title=title actions=again>
            {text}
        </Notice>
    };
    Some(notice.into_any())
}

/// Where the tokens of another product are managed.
fn elsewhere(other: OtherProduct) -> AnyView {
    let (title, text) = match other {
        OtherProduct::Cluster => (
            "InfluxDB Clustered or Cloud Dedicated answers here",
            "Its tokens are for databases, and Token Console has a page of its own for them.",
        ),
        OtherProduct::InfluxDb3 => (
            "InfluxDB 3 Core or Enterprise answers here",
            "Token Console does not manage its tokens. Create them on the server, with influxdb3 create token.",
        ),
    };
    let way = move || {
        let there = || view! { <a href="cluster.html">"Go to database tokens"</a> };
        (other == OtherProduct::Cluster).then(there).into_any()
    };
    view! {
        <Notice tone=NoticeTone::Info role=NoticeRole::Status title=title actions=way>
            {text}
        </Notice>
    }
    .into_any()
}

const fn trouble(error: &ApiError) -> &'static str {
    match error {
        ApiError::Unreachable | ApiError::BrokenOff => "The server can't be reached",
        ApiError::TimedOut { .. } => "The server did not answer",
        ApiError::Unavailable { .. } => "The server is not ready",
        ApiError::Server { .. } => "The server failed",
        ApiError::TooManyRequests { .. } => "The server asks to wait",
        ApiError::WebPage | ApiError::Undecodable { .. } | ApiError::NotFound { .. } => "There is no InfluxDB here",
        // This question needs no credential, so InfluxDB itself refuses it to nobody.
        _ => "Something in front of the server refused the question",
    }
}

/// What the answer means here, where nobody is signed in.
fn reason(error: &ApiError) -> String {
    match error {
        ApiError::NotSignedIn | ApiError::Refused(_) | ApiError::TokenInactive | ApiError::UserInactive => {
            "It answered 401 or 403 to a question that needs no credential. A proxy may ask for a sign-in of its own: open the address in a new tab."
                .to_owned()
        }
        ApiError::NotFound { .. } => {
            "Something answered, but it does not have InfluxDB's API. Check the address and its path.".to_owned()
        }
        error => error.to_string(),
    }
}
