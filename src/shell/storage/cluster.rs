//! What the page for clusters keeps. Its keys are its own: both pages may be open on one site, and neither may send what was
//! kept for the other.

use super::tab;
use console_core::Secret;

const TOKEN: &str = "token-console.management-token";
const SERVER: &str = "token-console.cluster-server";
const PLACE: &str = "token-console.cluster";
const SOON: &str = "token-console.cluster-soon-days";

/// The management token that was kept for this tab.
pub fn token() -> Option<Secret> {
    tab()?.get_item(TOKEN).ok()?.map(Secret::new)
}

/// Keeps a management token for this tab, because the person asked for it.
pub fn keep_token(token: &Secret) {
    if let Some(tab) = tab() {
        // A full or blocked storage only means that a reload asks for the token again.
        let _ = tab.set_item(TOKEN, token.expose());
    }
}

/// Forgets the credential of this tab.
pub fn forget_token() {
    if let Some(tab) = tab() {
        let _ = tab.remove_item(TOKEN);
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

/// Product, ids and form of the paths, as the console wrote them; no secret is among them.
pub fn place() -> Option<String> {
    tab()?.get_item(PLACE).ok()?
}

/// Remembers them for this tab.
pub fn keep_place(place: &str) {
    if let Some(tab) = tab() {
        let _ = tab.set_item(PLACE, place);
    }
}

/// From how many days before its end on a token expires soon, as it was chosen in this tab.
pub fn soon_days() -> Option<u16> {
    tab()?.get_item(SOON).ok()??.parse().ok()
}

/// Remembers that for this tab.
pub fn keep_soon_days(days: u16) {
    if let Some(tab) = tab() {
        let _ = tab.set_item(SOON, &days.to_string());
    }
}
