//! Icons and drawings are there, and say nothing.

use leptos::prelude::*;
use token_console::ui::icon::{Drawing, Icon, IconName, Mark, Picture, SignInArt};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, attribute};

const PAGE: &str = include_str!("../../index.html");

fn is_drawn(href: &str) -> bool {
    PAGE.contains(&format!("<symbol id=\"{}\"", href.trim_start_matches('#')))
}

#[wasm_bindgen_test]
fn every_icon_has_its_symbol_in_the_page() {
    for icon in IconName::ALL {
        assert!(is_drawn(icon.href()), "{icon:?}");
    }
}

#[wasm_bindgen_test]
async fn drawings_have_their_symbols_and_nobody_hears_them() {
    let stage = Stage::with(|| {
        let pictures = [Picture::NoneYet, Picture::NoMatch, Picture::Failed, Picture::NotAllowed];
        view! {
            <Mark />
            <SignInArt />
            <Icon name=IconName::Key />
            {pictures.map(|picture| view! { <Drawing picture /> }).collect_view()}
        }
    })
    .await;
    let drawings = stage.every("svg");
    assert_eq!(drawings.len(), 7);
    for drawing in drawings {
        assert_eq!(attribute(&drawing, "aria-hidden"), "true");
    }
    for reference in stage.every("svg use") {
        assert!(is_drawn(&attribute(&reference, "href")), "{}", attribute(&reference, "href"));
    }
    assert_eq!(stage.every("svg use").len(), 7);
    assert_eq!(stage.text(), "");
}
