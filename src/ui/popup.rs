//! A small panel that hangs on a button: not modal, closed by Esc, by the button and by leaving it.

use crate::ui::drawn::drawn;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::id;

/// Under which end of its button a panel hangs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Under its start.
    #[default]
    Start,
    /// Under its end, for buttons near the end of the window.
    End,
}

impl Side {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Side::Start => "hang",
            Side::End => "hang hang--end",
        }
    }
}

/// Whether something hangs open, and the elements by which that is decided.
#[derive(Clone, Copy)]
pub(super) struct Hang {
    pub open: RwSignal<bool>,
    pub root: NodeRef<html::Div>,
    pub button: NodeRef<html::Button>,
}

impl Hang {
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), root: NodeRef::new(), button: NodeRef::new() }
    }

    /// Closes, with the focus back on the button.
    pub fn close_and_return(&self) {
        if let Some(button) = self.button.try_get_untracked().flatten() {
            id::focus_element(&button);
        }
        self.open.try_set(false);
    }

    /// Closes when the focus has gone elsewhere.
    ///
    /// The browser also says so while the element is being taken out of the page, when its signals are gone already.
    pub fn focus_left(&self, event: &FocusEvent) {
        let Some(Some(root)) = self.root.try_get_untracked() else { return };
        let goes_to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        let stays = root.contains(goes_to.as_ref());
        // A blank target also stands for the window losing the focus; then the element keeps it within the page.
        let waits = id::focused_element().is_some_and(|element| root.contains(Some(&element)));
        if !stays && !waits {
            self.open.try_set(false);
        }
    }

    /// Keeps the focus where it is while something is open: Safari takes it away from a button that is pressed,
    /// which would close the panel before the click arrives.
    pub fn pressed(&self, event: &MouseEvent) {
        if self.open.get_untracked() {
            event.prevent_default();
        }
    }
}

/// Closes the popup around, with the focus back on its button.
pub fn closing() -> Callback<()> {
    let hang = use_context::<Hang>();
    Callback::new(move |()| {
        if let Some(hang) = hang {
            hang.close_and_return();
        }
    })
}

/// A button and its panel. `label` names the panel; `face` is what stands on the button.
#[component]
pub fn Popup(
    #[prop(into)] face: ViewFn,
    #[prop(into)] label: Signal<String>,
    #[prop(default = "barbtn")] class: &'static str,
    #[prop(optional)] side: Side,
    children: ChildrenFn,
) -> impl IntoView {
    let hang = Hang::new();
    let panel = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(panel) = panel.get() {
            let first = panel.query_selector("[autofocus]").ok().flatten();
            id::focus_element(first.and_then(|first| first.dyn_into().ok()).as_ref().unwrap_or(&panel));
        }
    });
    let keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" && hang.open.get_untracked() {
            event.prevent_default();
            event.stop_propagation();
            hang.close_and_return();
        }
    };
    let content = StoredValue::new(children);
    view! {
        <div class=side.class() node_ref=hang.root on:keydown=keydown on:focusout=move |event| hang.focus_left(&event)>
            <button
                type="button"
                class=class
                aria-haspopup="dialog"
                aria-expanded=move || if hang.open.get() { "true" } else { "false" }
                on:mousedown=move |event| hang.pressed(&event)
                on:click=move |_| hang.open.update(|open| *open = !*open)
                node_ref=hang.button
            >
                {face.run()}
            </button>
            {drawn(move || {
                hang.open
                    .get()
                    .then(|| {
                        provide_context(hang);
                        view! {
                            <div class="hang__panel popup" role="dialog" aria-label=label tabindex="-1" node_ref=panel>
                                {content.with_value(|content| content())}
                            </div>
                        }
                    })
            })}
        </div>
    }
}
