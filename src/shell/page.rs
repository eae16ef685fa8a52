//! Facts about the page itself: where it came from, and which servers it may speak to.

use leptos::prelude::*;

/// The address of a server as other programs need it: this page's own origin for an empty one.
pub fn full_address(address: &str) -> String {
    if address.is_empty() { window().location().origin().unwrap_or_default() } else { address.to_owned() }
}

/// Where this page was served from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Host and port.
    pub host: String,
    /// Whether it came over https.
    pub encrypted: bool,
    /// Whether it came from this device, where nobody is on the way.
    pub local: bool,
}

impl Origin {
    /// The origin of an address, or of this page for an empty one.
    pub fn of(address: &str) -> Self {
        if address.is_empty() {
            let location = window().location();
            let protocol = location.protocol().unwrap_or_default();
            return Self::new(&protocol, location.host().unwrap_or_default());
        }
        match web_sys::Url::new(address) {
            Ok(url) => Self::new(&url.protocol(), url.host()),
            Err(_) => Self::new("", address.to_owned()),
        }
    }

    fn new(protocol: &str, host: String) -> Self {
        let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
        let local = matches!(name, "localhost" | "[::1]") || name.starts_with("127.") || name.ends_with(".localhost");
        Self { encrypted: protocol == "https:", local, host }
    }

    /// Whether somebody on the way could read what is sent.
    pub const fn is_exposed(&self) -> bool {
        !self.encrypted && !self.local
    }
}

/// The servers of other origins that this build was packaged for. The page's policy lets it speak to no other.
pub fn other_servers() -> Vec<String> {
    let meta = document().query_selector("meta[name=token-console-servers]").ok().flatten();
    let content = meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    content.split_whitespace().map(|server| server.trim_end_matches('/').to_owned()).collect()
}

/// Shows the page in this theme; `None` follows the device.
pub fn show_theme(theme: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

/// Moves the focus to an element, without scrolling it to the edge.
pub fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Moves the focus to an element; none if it is not in sight.
pub fn focus_if_there(id: &str) -> Option<()> {
    visible(id)?.focus().ok()
}

/// Presses a button; none if it is not in sight.
pub fn press(id: &str) -> Option<()> {
    visible(id).map(|button| button.click())
}

fn visible(id: &str) -> Option<web_sys::HtmlElement> {
    use wasm_bindgen::JsCast;
    let element = document().get_element_by_id(id)?.dyn_into::<web_sys::HtmlElement>().ok()?;
    Some(element).filter(|element| element.get_client_rects().length() > 0)
}

/// Whether the window is narrower than a laptop's, where the bar has no room for the theme.
pub fn is_below_laptops() -> bool {
    fits("(max-width: 1023.98px)")
}

/// Whether fingers are what the page is used with, so that there may be no keyboard.
pub fn has_touch() -> bool {
    fits("(pointer: coarse)")
}

fn fits(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}

/// Whether a dialog lies over the page.
pub fn has_open_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Moves the focus to an element, if nothing has it, or only a part of the page around that element, which took it when
/// what had it went away.
pub fn focus_if_lost(id: &str) {
    let target = document().get_element_by_id(id);
    let is_lost = document().active_element().is_none_or(|active| {
        let is_around = target.as_ref().is_some_and(|target| active != *target && active.contains(Some(target)));
        active.tag_name() == "BODY" || is_around
    });
    if is_lost {
        focus(id);
    }
}

/// Moves the focus to the heading of a screen that one came to, unless a row of its list took it already.
pub fn focus_on_arrival(heading: &str) {
    let is_in_rows = |active: web_sys::Element| active.closest(".rows").is_ok_and(|rows| rows.is_some());
    if !document().active_element().is_some_and(is_in_rows) {
        focus(heading);
    }
}

/// Moves the focus to an element, if it still is on the link of the navigation that led there.
pub fn focus_from_navigation(id: &str) {
    let active = document().active_element();
    if active.is_some_and(|active| active.closest("nav").is_ok_and(|navigation| navigation.is_some())) {
        focus(id);
    }
}

/// Whether the focus is in an element of this class.
pub fn is_focus_within(class: &str) -> bool {
    let selector = format!(".{class}");
    document().active_element().is_some_and(|active| active.closest(&selector).is_ok_and(|around| around.is_some()))
}

/// Moves the focus to the first element in sight that one of the selectors finds.
pub fn focus_first(selectors: &[&str]) {
    use wasm_bindgen::JsCast;
    let find = |selector: &&str| {
        let element = document().query_selector(selector).ok().flatten()?;
        element.dyn_into::<web_sys::HtmlElement>().ok().filter(|element| element.get_client_rects().length() > 0)
    };
    if let Some(element) = selectors.iter().find_map(find) {
        let _ = element.focus();
    }
}
