//! R and W: the one sign for a right, the same in every place.

use super::by_hand::{element, text};
use leptos::prelude::*;
use web_sys::Element;

/// One of the two rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// To read.
    Read,
    /// To write, which in InfluxDB includes to change and to delete.
    Write,
}

impl Right {
    /// Its letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Right::Read => "R",
            Right::Write => "W",
        }
    }

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Right::Read => "Read",
            Right::Write => "Write",
        }
    }
}

/// How strongly a tile is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TileLook {
    /// In effect.
    #[default]
    Solid,
    /// Granted, but without effect.
    Soft,
    /// Granted by something that is turned off.
    Off,
}

impl TileLook {
    fn class(self, right: Right) -> &'static str {
        match (self, right) {
            (Self::Solid, Right::Read) => "tile tile--r",
            (Self::Solid, Right::Write) => "tile tile--w",
            (Self::Soft, Right::Read) => "tile tile--r tile--soft",
            (Self::Soft, Right::Write) => "tile tile--w tile--soft",
            (Self::Off, _) => "tile tile--off",
        }
    }
}

/// One tile, made by hand.
pub fn tile(right: Right, look: TileLook) -> Element {
    let letter = element("span", look.class(right), &[("aria-hidden", "true")], &[&text(right.letter())]);
    let word = element("span", "vh", &[], &[&text(right.word()), &text(" ")]);
    element("span", "tile__box", &[], &[&letter, &word])
}

/// One tile: the letter to see, the word to hear.
#[component]
pub fn Tile(right: Right, #[prop(optional)] look: TileLook) -> impl IntoView {
    view! {
        <span class="tile__box">
            <span class=look.class(right) aria-hidden="true">{right.letter()}</span>
            <span class="vh">{right.word()}" "</span>
        </span>
    }
}

/// The tiles of one grant, in the order given.
#[component]
pub fn Tiles(rights: Vec<Right>) -> impl IntoView {
    view! {
        <span class="tiles">
            {rights.into_iter().map(|right| view! { <Tile right /> }).collect_view()}
        </span>
    }
}
