//! Fields and what is typed into them.

use leptos::html;
use leptos::prelude::*;
use token_console::ui::field::{Field, LabelLook};
use token_console::ui::password_input::{PasswordInput, clear, fill, typed};
use token_console::ui::select_input::SelectInput;
use token_console::ui::text_area::TextArea;
use token_console::ui::text_input::TextInput;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};

use crate::stage::{Stage, attribute, click, description_of, send, settled, type_into};

#[wasm_bindgen_test]
async fn the_label_names_the_control_and_hint_note_and_error_describe_it() {
    let error = RwSignal::new(None::<String>);
    let stage = Stage::with(move || {
        view! {
            <Field label="Description" note="generated" hint="Shown in the list." error=error>
                <TextInput value=RwSignal::new(String::new()) />
            </Field>
        }
    })
    .await;
    let input = stage.the("textbox", "Description");
    assert_eq!(description_of(&input), "generated Shown in the list.");
    assert!(!input.has_attribute("aria-invalid"));

    error.set(Some("Too long.".to_owned()));
    settled().await;
    assert_eq!(description_of(&input), "generated Shown in the list. Too long.");
    assert_eq!(attribute(&input, "aria-invalid"), "true");
}

#[wasm_bindgen_test]
async fn two_fields_do_not_share_their_controls() {
    let stage = Stage::with(|| {
        view! {
            <Field label="User" error="Unknown.">
                <TextInput value=RwSignal::new(String::new()) />
            </Field>
            <Field label="Filter" label_look=LabelLook::Hidden>
                <TextInput value=RwSignal::new(String::new()) />
            </Field>
        }
    })
    .await;
    assert_eq!(description_of(&stage.the("textbox", "User")), "Unknown.");
    assert_eq!(description_of(&stage.the("textbox", "Filter")), "");
}

#[wasm_bindgen_test]
async fn what_is_typed_reaches_the_signal_and_what_is_set_reaches_the_input() {
    let value = RwSignal::new("plant-a".to_owned());
    let stage = Stage::with(move || view! { <TextInput value label="Filter buckets" /> }).await;
    let input = stage.the("textbox", "Filter buckets");
    type_into(&input, "plant-b").await;
    assert_eq!(value.get_untracked(), "plant-b");
    value.set(String::new());
    settled().await;
    assert_eq!(input.unchecked_ref::<HtmlInputElement>().value(), "");
}

#[wasm_bindgen_test]
async fn a_secret_is_masked_until_asked_for_and_only_its_length_is_known() {
    let node = NodeRef::<html::Input>::new();
    let length = RwSignal::new(0);
    let stage = Stage::with(move || {
        view! {
            <Field label="API token">
                <PasswordInput node_ref=node typed_length=length />
            </Field>
        }
    })
    .await;
    let input = stage.the("textbox", "API token");
    assert_eq!(attribute(&input, "type"), "password");
    assert_eq!(attribute(&input, "autocomplete"), "current-password");

    type_into(&input, "s3cret").await;
    assert_eq!(length.get_untracked(), 6);
    assert_eq!(typed(&node), "s3cret");

    let toggle = stage.the("button", "Show token");
    click(&toggle).await;
    assert_eq!((attribute(&input, "type"), attribute(&toggle, "aria-pressed")), ("text".into(), "true".into()));
    click(&toggle).await;
    assert_eq!(attribute(&input, "type"), "password");

    fill(&node, "longer-than-before");
    settled().await;
    assert_eq!(length.get_untracked(), 18);
    clear(&node);
    settled().await;
    assert_eq!((typed(&node), length.get_untracked()), (String::new(), 0));
}

#[wasm_bindgen_test]
async fn a_select_shows_the_value_and_reports_another() {
    let value = RwSignal::new("b".to_owned());
    let stage = Stage::with(move || {
        let options =
            Signal::stored(vec![("a".to_owned(), "Plants".to_owned()), ("b".to_owned(), "Energy".to_owned())]);
        view! {
            <Field label="Organization">
                <SelectInput options value />
            </Field>
        }
    })
    .await;
    let select = stage.the("combobox", "Organization");
    let native: &HtmlInputElement = select.unchecked_ref();
    assert_eq!(native.value(), "b");
    native.set_value("a");
    send(&select, "change").await;
    assert_eq!(value.get_untracked(), "a");
}

#[wasm_bindgen_test]
async fn pasted_text_is_read_at_once_and_does_not_outlive_the_field() {
    let (area, shown) = (NodeRef::<html::Textarea>::new(), RwSignal::new(true));
    let read = RwSignal::new(Vec::<String>::new());
    let on_read = Callback::new(move |()| {
        let text = area.get_untracked().map(|area| area.value()).unwrap_or_default();
        read.update(|read| read.push(text));
    });
    let stage = Stage::with(move || {
        view! {
            <Field label="Command" hint="Nothing is run.">
                {move || shown.get().then(|| view! { <TextArea node_ref=area on_read /> })}
            </Field>
        }
    })
    .await;
    let field: HtmlTextAreaElement = stage.the("textbox", "Command").dyn_into().expect("a text area");
    assert_eq!(description_of(&field), "Nothing is run.");
    field.set_value("pasted");
    field.dispatch_event(&Event::new("input").expect("an event")).expect("dispatched");
    assert_eq!(read.get_untracked(), ["pasted"]);
    shown.set(false);
    settled().await;
    assert_eq!(field.value(), "", "the browser may keep the field");
}
