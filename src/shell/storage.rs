//! What survives a reload of this tab, and what survives the tab.
//!
//! The tab's storage can be read by every script of the site, so a credential goes there only when a person asks for it.

pub mod cluster;

use console_core::Secret;
use influxdb2::Id;

const TOKEN: &str = "token-console.token";
const SIGNED_IN_BY_COOKIE: &str = "token-console.cookie";
/// The mark of a cookie over which that of a later sign-in may have gone.
const MAY_BE_ANOTHER: &str = "0";
const ORG: &str = "token-console.org";
const LAST_ORG: &str = "token-console.last-org";
const KEYS: &str = "token-console.single-keys";
const SERVER: &str = "token-console.server";
const THEME: &str = "token-console.theme";

fn tab() -> Option<web_sys::Storage> {
    // Browsers that block storage for a site throw here; the console works without.
    web_sys::window()?.session_storage().ok()?
}

fn device() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What was kept for this tab.
pub enum Saved {
    /// A token.
    Token(Secret),
    /// The knowledge that the browser has a session cookie, which script can't see.
    Cookie,
    /// Nothing.
    Nothing,
}

/// What was kept for this tab.
pub fn kept() -> Saved {
    let get = |key| tab().and_then(|tab| tab.get_item(key).ok().flatten());
    if let Some(token) = get(TOKEN) {
        return Saved::Token(Secret::new(token));
    }
    if get(SIGNED_IN_BY_COOKIE).is_some_and(|mark| mark != MAY_BE_ANOTHER) { Saved::Cookie } else { Saved::Nothing }
}

/// Keeps a token for this tab, because the person asked for it.
pub fn keep_token(token: &Secret) {
    if let Some(tab) = tab() {
        // A full or blocked storage only means that a reload asks for the token again.
        let _ = tab.set_item(TOKEN, token.expose());
    }
}

/// Remembers that a reload can go on with the session cookie.
pub fn keep_cookie_mark() {
    if let Some(tab) = tab() {
        let _ = tab.set_item(SIGNED_IN_BY_COOKIE, "1");
    }
}

/// Whether the browser may have a session cookie of this tab, also one that a reload does not go on with.
pub fn may_have_cookie() -> bool {
    tab().and_then(|tab| tab.get_item(SIGNED_IN_BY_COOKIE).ok().flatten()).is_some()
}

/// Goes on with that cookie no more: it may be another one since. That there may be one is remembered, to end its session.
pub fn distrust_cookie() {
    if let Some(tab) = tab().filter(|_| may_have_cookie()) {
        let _ = tab.set_item(SIGNED_IN_BY_COOKIE, MAY_BE_ANOTHER);
    }
}

/// The organization that was last in use in this tab.
pub fn org() -> Option<Id> {
    Id::parse(&tab()?.get_item(ORG).ok()??).ok()
}

/// Remembers the organization for this tab.
pub fn keep_org(org: Id) {
    if let Some(tab) = tab() {
        let _ = tab.set_item(ORG, &org.to_string());
    }
}

/// Forgets it, so that the next sign-in of this tab begins anew.
pub fn forget_org() {
    if let Some(tab) = tab() {
        let _ = tab.remove_item(ORG);
    }
}

/// The organization that a user chose last on this device.
pub fn last_org(user: Id) -> Option<Id> {
    let kept = device()?.get_item(LAST_ORG).ok()??;
    let (of, org) = kept.split_once(' ')?;
    Id::parse(org).ok().filter(|_| of == user.to_string())
}

/// Remembers what a user chose for this device: two ids, and no name.
pub fn keep_last_org(user: Id, org: Id) {
    if let Some(device) = device() {
        let _ = device.set_item(LAST_ORG, &format!("{user} {org}"));
    }
}

/// Forgets every credential of this tab.
pub fn forget() {
    if let Some(tab) = tab() {
        let _ = tab.remove_item(TOKEN);
        let _ = tab.remove_item(SIGNED_IN_BY_COOKIE);
    }
}

/// The server that this tab last spoke to, where the build names several.
pub fn server() -> Option<String> {
    tab()?.get_item(SERVER).ok()?
}

/// Remembers the server for this tab.
pub fn keep_server(address: &str) {
    if let Some(tab) = tab() {
        let _ = tab.set_item(SERVER, address);
    }
}

/// The theme chosen on this device: `light`, `dark` or none.
pub fn theme() -> Option<String> {
    device()?.get_item(THEME).ok()?
}

/// Whether single keys do something; they do unless they were turned off on this device.
pub fn single_keys() -> bool {
    device().and_then(|device| device.get_item(KEYS).ok().flatten()).is_none_or(|kept| kept != "off")
}

/// Remembers whether single keys do something on this device.
pub fn keep_single_keys(on: bool) {
    if let Some(device) = device() {
        let _ = device.set_item(KEYS, if on { "on" } else { "off" });
    }
}

/// Remembers the theme for this device.
pub fn keep_theme(theme: Option<&str>) {
    let Some(device) = device() else { return };
    let _ = match theme {
        Some(theme) => device.set_item(THEME, theme),
        None => device.remove_item(THEME),
    };
}
