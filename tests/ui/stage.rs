//! The stage: a container for one widget, and the words to find and use what is in it.
//!
//! Elements are found by role and accessible name. Both are worked out here for the few elements that widgets use;
//! this is no full implementation of the specifications.

use js_sys::{Array, Function};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// One mounted widget; leaving scope takes it off the page.
pub struct Stage {
    pub root: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Stage {
    /// Mounts a view and waits until its effects have run.
    pub async fn with<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let mounted: UnmountHandle<_> = mount_to(root.clone(), view);
        settled().await;
        Self { root, _mounted: Box::new(mounted) }
    }

    /// The one element with this role and name.
    pub fn the(&self, role: &str, name: &str) -> HtmlElement {
        let mut found = self.all(role).into_iter().filter(|element| name_of(element) == name);
        let first =
            found.next().unwrap_or_else(|| panic!("no {role} named {name:?}; there are {:?}", self.names(role)));
        assert!(found.next().is_none(), "more than one {role} named {name:?}");
        first
    }

    /// All elements with a role, in page order.
    pub fn all(&self, role: &str) -> Vec<HtmlElement> {
        every(&self.root, "*").into_iter().filter(|element| role_of(element) == role).collect()
    }

    /// Names of all elements with a role.
    pub fn names(&self, role: &str) -> Vec<String> {
        self.all(role).iter().map(name_of).collect()
    }

    /// All text that is on the page.
    pub fn text(&self) -> String {
        text_of(&self.root)
    }

    /// All elements that a selector finds.
    pub fn every(&self, selector: &str) -> Vec<HtmlElement> {
        every(&self.root, selector)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self._mounted = Box::new(());
        self.root.remove();
    }
}

/// Waits for the effects of what was just done.
pub async fn settled() {
    leptos::task::tick().await;
    leptos::task::tick().await;
}

/// Waits until something holds, frame by frame; the runner's time limit ends a test in which it never does.
pub async fn until(holds: impl Fn() -> bool) {
    while !holds() {
        gloo_timers::future::TimeoutFuture::new(10).await;
        settled().await;
    }
}

/// Clicks as a mouse does.
pub async fn click(element: &HtmlElement) {
    element.click();
    settled().await;
}

/// Presses a key on whatever has the focus. True if the page left the key to the browser.
pub async fn press(key: &str) -> bool {
    let target = document().active_element().unwrap();
    let left: JsValue = js(
        "target, key",
        "return target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))",
        &[target.into(), key.into()],
    );
    settled().await;
    left.is_truthy()
}

/// Types into an input: replaces its text and lets it know.
pub async fn type_into(element: &HtmlElement, text: &str) {
    let input: &HtmlInputElement = element.unchecked_ref();
    input.set_value(text);
    send(element, "input").await;
}

/// Dispatches an event that needs no details.
pub async fn send(element: &HtmlElement, event: &str) {
    js(
        "element, name",
        "element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }))",
        &[element.into(), event.into()],
    );
    settled().await;
}

/// Whether an element has the focus.
pub fn focused(element: &HtmlElement) -> bool {
    document().active_element().is_some_and(|active| active.is_same_node(Some(element)))
}

/// Name of what has the focus.
pub fn focused_name() -> String {
    name_of(document().active_element().unwrap().unchecked_ref())
}

/// State of a checkbox or radio: "checked", "unchecked" or "mixed".
pub fn state_of(element: &HtmlElement) -> &'static str {
    let input: &HtmlInputElement = element.unchecked_ref();
    match (input.indeterminate(), input.checked()) {
        (true, _) => "mixed",
        (false, true) => "checked",
        (false, false) => "unchecked",
    }
}

/// Value of an attribute, empty if it is not there.
pub fn attribute(element: &HtmlElement, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// Accessible description: the elements that describe it, else its title.
pub fn description_of(element: &HtmlElement) -> String {
    let by_id = text_of_ids(&attribute(element, "aria-describedby"));
    if by_id.is_empty() { attribute(element, "title") } else { by_id }
}

/// Accessible name.
pub fn name_of(element: &HtmlElement) -> String {
    let label = attribute(element, "aria-label");
    if !label.is_empty() {
        return label;
    }
    let labelled = text_of_ids(&attribute(element, "aria-labelledby"));
    if !labelled.is_empty() {
        return labelled;
    }
    match element.tag_name().as_str() {
        "INPUT" | "TEXTAREA" | "SELECT" | "PROGRESS" => {
            let labels = js(
                "element",
                "return Array.from(element.labels ?? []).map(label => label.innerText).join(' ')",
                &[element.into()],
            );
            tidy(&labels.as_string().unwrap_or_default())
        }
        "FIELDSET" => every(element, "legend").first().map(text_of).unwrap_or_default(),
        _ => text_of(element),
    }
}

/// Text of an element without what is hidden from assistive technology.
pub fn text_of(element: &HtmlElement) -> String {
    let text = js(
        "element",
        "const copy = element.cloneNode(true); copy.querySelectorAll('[aria-hidden=true]').forEach(e => e.remove()); return copy.textContent",
        &[element.into()],
    );
    tidy(&text.as_string().unwrap_or_default())
}

fn text_of_ids(ids: &str) -> String {
    let texts: Vec<String> = ids
        .split_whitespace()
        .map(|id| {
            let element = document().get_element_by_id(id).unwrap_or_else(|| panic!("nothing has the id {id}"));
            text_of(element.unchecked_ref())
        })
        .collect();
    texts.join(" ")
}

fn role_of(element: &HtmlElement) -> String {
    let own = attribute(element, "role");
    if !own.is_empty() {
        return own;
    }
    let kind = attribute(element, "type");
    match (element.tag_name().as_str(), kind.as_str()) {
        ("BUTTON", _) => "button",
        ("INPUT", "checkbox") => "checkbox",
        ("INPUT", "radio") => "radio",
        ("INPUT", "text" | "password") | ("TEXTAREA", _) => "textbox",
        ("SELECT", _) => "combobox",
        ("DIALOG", _) => "dialog",
        ("FIELDSET", _) => "group",
        ("PROGRESS", _) => "progressbar",
        ("H2", _) => "heading",
        _ => "",
    }
    .to_owned()
}

fn every(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let found =
        js("root, selector", "return Array.from(root.querySelectorAll(selector))", &[root.into(), selector.into()]);
    Array::from(&found).iter().map(JsCast::unchecked_into).collect()
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn js(parameters: &str, body: &str, arguments: &[JsValue]) -> JsValue {
    let arguments: Array = arguments.iter().collect();
    Function::new_with_args(parameters, body).apply(&JsValue::UNDEFINED, &arguments).unwrap()
}
