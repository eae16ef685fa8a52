//! Modal dialogs on the browser's own `<dialog>`: it makes the page behind inert and keeps the focus inside.
//!
//! A dialog never closes by itself. Esc and the closing gestures of a device arrive as `on_close_request`; whoever owns
//! `open` decides. Browsers insist on closing after a second request in a row, so a dialog that was closed
//! while `open` still holds is shown again.
//! The content exists only while the dialog is open: what a closed dialog held is in no node any more.

use crate::ui::drawn::drawn;
use leptos::context::Provider;
use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::id;
use super::live::{Announcer, LiveRegions};

/// How wide a dialog may become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogWidth {
    /// For a question.
    #[default]
    Narrow,
    /// For a secret or a text.
    Wide,
}

/// What the dialog is to assistive technology.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogRole {
    /// A dialog.
    #[default]
    Dialog,
    /// A dialog that interrupts because of a loss; its lead is read with its title.
    Alert,
}

/// Where the focus is when it opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstFocus {
    /// On the title, so that the text is read first.
    #[default]
    Heading,
    /// On the element inside that has the attribute `autofocus`.
    Autofocus,
}

/// Which gestures may ask it to close.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Closing {
    /// Esc and the gestures of the device.
    #[default]
    Free,
    /// Esc only; the browser is told to close it for nothing.
    Guarded,
}

/// The dialog. To close it, make `open` false; the focus then goes back to where it was.
#[component]
pub fn Dialog(
    #[prop(into)] open: Signal<bool>,
    #[prop(into)] title: Signal<String>,
    on_close_request: Callback<()>,
    #[prop(optional, into)] lead: Option<ViewFn>,
    #[prop(optional, into)] foot: Option<ViewFn>,
    #[prop(optional)] width: DialogWidth,
    #[prop(optional)] role: DialogRole,
    #[prop(optional)] first_focus: FirstFocus,
    #[prop(optional)] closing: Closing,
    #[prop(optional)] on_closed: Option<Callback<()>>,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let heading = NodeRef::<html::H2>::new();
    let title_id = id::unique("dialog");
    let lead_id = format!("{title_id}-lead");
    let invoker = StoredValue::new_local(None::<HtmlElement>);
    let open = Memo::new(move |_| open.get());

    let show = move || {
        if let Some(element) = dialog.get_untracked().filter(|element| !element.open()) {
            // It only fails for an element outside of the document, which has no page to cover.
            let _ = element.show_modal();
        }
        if first_focus == FirstFocus::Heading
            && let Some(heading) = heading.get_untracked()
        {
            id::focus_element(&heading);
        }
    };
    let go_back = move || {
        let before = invoker.try_update_value(Option::take).flatten();
        if let Some(element) = before.filter(|element| element.is_connected()) {
            id::focus_element(&element);
        }
    };
    Effect::new(move |was_open: Option<bool>| {
        let now_open = open.get();
        if was_open == Some(true) && !now_open {
            if let Some(element) = dialog.get_untracked() {
                element.close();
            }
            go_back();
            if let Some(on_closed) = on_closed {
                on_closed.run(());
            }
        }
        now_open
    });
    on_cleanup(move || {
        if let Some(element) = dialog.try_get_untracked().flatten().filter(HtmlDialogElement::open) {
            element.close();
        }
        go_back();
    });

    let keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            on_close_request.run(());
        }
    };
    let cancel = move |event: Event| {
        event.prevent_default();
        on_close_request.run(());
    };
    let closed_by_browser = move |_| {
        if open.get_untracked() {
            show();
            on_close_request.run(());
        }
    };

    let content = StoredValue::new((lead, foot, children));
    let ids = StoredValue::new((title_id.clone(), lead_id.clone()));
    let described_by = (role == DialogRole::Alert).then_some(lead_id);
    let draw = move || {
        let (lead, foot, children) = content.get_value();
        let (title_id, lead_id) = ids.get_value();
        invoker.set_value(id::focused_element());
        // Runs when the content is in its place, so that there is something to put the focus on.
        Effect::new(move |_| {
            if dialog.get().is_some() && heading.get().is_some() {
                show();
            }
        });
        view! {
            <Provider value=Announcer::new()>
                <div class="dialog__head">
                    <h2 class="dialog__title" id=title_id tabindex="-1" node_ref=heading>
                        {title}
                    </h2>
                    {lead.map(|lead| view! { <div class="dialog__lead" id=lead_id>{lead.run()}</div> })}
                </div>
                <div class="dialog__body">{children()}</div>
                {foot.map(|foot| view! { <div class="dialog__foot">{foot.run()}</div> })}
                <LiveRegions />
            </Provider>
        }
    };
    view! {
        <dialog
            class=match width {
                DialogWidth::Narrow => "dialog",
                DialogWidth::Wide => "dialog dialog--wide",
            }
            role=(role == DialogRole::Alert).then_some("alertdialog")
            aria-labelledby=title_id
            aria-describedby=described_by
            closedby=(closing == Closing::Guarded).then_some("none")
            on:keydown=keydown
            on:cancel=cancel
            on:close=closed_by_browser
            node_ref=dialog
        >
            {drawn(move || open.get().then(draw))}
        </dialog>
    }
}

/// Where the focus goes when a question is closed: to the button that asked it, or to a heading once the question was
/// answered, because the buttons are drawn anew then.
#[derive(Clone, Copy)]
pub struct Answered(StoredValue<bool>);

impl Answered {
    /// Of a question that nobody has answered yet.
    pub fn not_yet() -> Self {
        Self(StoredValue::new(false))
    }

    /// It is answered, and what it asked for begins.
    pub fn now(self) {
        self.0.set_value(true);
    }

    /// What the dialog does when it is closed.
    pub fn then_at(self, heading: &'static str) -> Callback<()> {
        Callback::new(move |()| {
            if self.0.try_update_value(std::mem::take) == Some(true) {
                request_animation_frame(move || id::focus(heading));
            }
        })
    }
}

/// Puts the focus on the heading of the dialog around an element that has it and is about to go.
pub fn leave(element: &HtmlElement) {
    if id::focused_element().as_ref() != Some(element) {
        return;
    }
    let around = element.closest("dialog").ok().flatten();
    let heading = around.and_then(|dialog| dialog.query_selector(".dialog__title").ok().flatten());
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        id::focus_element(&heading);
    }
}
