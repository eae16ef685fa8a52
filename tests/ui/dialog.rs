//! Dialogs: where the focus is, what asks them to close, and what is left afterwards.

use leptos::prelude::*;
use token_console::ui::dialog::{Closing, Dialog, DialogRole, FirstFocus};
use token_console::ui::live::use_announcer;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlDialogElement;

use crate::stage::{Stage, attribute, click, description_of, focused, press, send, settled, until};

struct Asked {
    stage: Stage,
    open: RwSignal<bool>,
    requests: RwSignal<u32>,
    closed: RwSignal<u32>,
}

impl Asked {
    fn dialog(&self) -> HtmlDialogElement {
        self.stage.every("dialog")[0].clone().unchecked_into()
    }
}

/// A button that opens a dialog, which answers a request to close with nothing.
async fn guarded() -> Asked {
    let open = RwSignal::new(false);
    let requests = RwSignal::new(0);
    let closed = RwSignal::new(0);
    let stage = Stage::with(move || {
        view! {
            <button type="button" on:click=move |_| open.set(true)>"Create token"</button>
            <Dialog
                open
                title="Store this token now"
                on_close_request=Callback::new(move |()| requests.update(|n| *n += 1))
                on_closed=Callback::new(move |()| closed.update(|n| *n += 1))
                closing=Closing::Guarded
                foot=|| view! { <button type="button">"Copy"</button> }
            >
                <p>"secret-value"</p>
            </Dialog>
        }
    })
    .await;
    let button = stage.the("button", "Create token");
    button.focus().unwrap();
    click(&button).await;
    Asked { stage, open, requests, closed }
}

#[wasm_bindgen_test]
async fn it_opens_over_the_page_with_the_focus_on_its_title() {
    let asked = guarded().await;
    assert!(asked.dialog().open());
    assert!(asked.dialog().matches(":modal").unwrap());
    assert_eq!(asked.stage.names("dialog"), ["Store this token now"]);
    assert!(focused(&asked.stage.the("heading", "Store this token now")));
}

#[wasm_bindgen_test]
async fn escape_only_asks() {
    let asked = guarded().await;
    assert!(!press("Escape").await, "the browser must not see the key, or it closes the dialog");
    assert_eq!(asked.requests.get_untracked(), 1);
    assert!(asked.dialog().open());
    send(asked.dialog().unchecked_ref(), "cancel").await;
    assert_eq!(asked.requests.get_untracked(), 2);
    assert!(asked.dialog().open());
}

#[wasm_bindgen_test]
async fn a_browser_that_closes_it_anyway_is_overruled() {
    let asked = guarded().await;
    asked.dialog().close();
    until(|| asked.requests.get_untracked() == 1).await;
    assert!(asked.dialog().open() && asked.dialog().matches(":modal").unwrap());
    assert!(focused(&asked.stage.the("heading", "Store this token now")));
}

#[wasm_bindgen_test]
async fn closing_gives_the_focus_back_and_leaves_nothing_of_the_content() {
    let asked = guarded().await;
    assert!(asked.stage.text().contains("secret-value"));
    asked.open.set(false);
    settled().await;
    assert!(!asked.dialog().open());
    assert_eq!((asked.closed.get_untracked(), asked.requests.get_untracked()), (1, 0));
    assert!(focused(&asked.stage.the("button", "Create token")));
    assert!(!asked.stage.root.inner_html().contains("secret-value"));

    click(&asked.stage.the("button", "Create token")).await;
    assert!(asked.dialog().open(), "it opens again");
    assert!(asked.stage.text().contains("secret-value"));
}

#[wasm_bindgen_test]
async fn it_tells_the_browser_not_to_close_it() {
    let asked = guarded().await;
    assert_eq!(attribute(asked.dialog().unchecked_ref(), "closedby"), "none");
}

#[wasm_bindgen_test]
async fn a_question_starts_on_the_safe_button_and_is_read_with_its_reason() {
    let stage = Stage::with(|| {
        view! {
            <Dialog
                open=true
                title="Delete for good?"
                role=DialogRole::Alert
                first_focus=FirstFocus::Autofocus
                on_close_request=Callback::new(|()| ())
                lead=|| "Programs that use it stop at once."
                foot=|| view! { <button type="button">"Delete"</button><button type="button" autofocus>"Cancel"</button> }
            >
                ""
            </Dialog>
        }
    })
    .await;
    assert!(focused(&stage.the("button", "Cancel")));
    assert_eq!(description_of(&stage.the("alertdialog", "Delete for good?")), "Programs that use it stop at once.");
}

#[component]
fn Speaker() -> impl IntoView {
    let announcer = use_announcer();
    view! {
        <button type="button" on:click=move |_| announcer.say("Copied. The clipboard confirmed it.")>
            "Copy"
        </button>
    }
}

#[wasm_bindgen_test]
async fn what_its_content_says_is_said_inside_of_it() {
    let stage = Stage::with(|| {
        view! {
            <Dialog open=true title="Token" on_close_request=Callback::new(|()| ())>
                <Speaker />
            </Dialog>
        }
    })
    .await;
    click(&stage.the("button", "Copy")).await;
    let said = stage.every("dialog [aria-live=polite]")[0].text_content().unwrap();
    assert_eq!(said, "Copied. The clipboard confirmed it.");
}

#[wasm_bindgen_test]
async fn a_dialog_that_leaves_with_its_page_sets_the_page_free() {
    let shown = RwSignal::new(true);
    let stage = Stage::with(move || {
        view! {
            <button type="button">"Behind"</button>
            <Show when=move || shown.get()>
                <Dialog open=true title="Token" on_close_request=Callback::new(|()| ())>
                    ""
                </Dialog>
            </Show>
        }
    })
    .await;
    shown.set(false);
    settled().await;
    let behind = stage.the("button", "Behind");
    behind.focus().unwrap();
    assert!(focused(&behind));
}
