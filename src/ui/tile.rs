//! R and W: the one sign for a right, the same in every place.

use leptos::prelude::*;

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

/// One tile: the letter to see, the word to hear.
#[component]
pub fn Tile(right: Right, #[prop(optional)] look: TileLook) -> impl IntoView {
    let right_class = match right {
        Right::Read => "tile tile--r",
        Right::Write => "tile tile--w",
    };
    let class = match look {
        TileLook::Solid => right_class.to_owned(),
        TileLook::Soft => format!("{right_class} tile--soft"),
        TileLook::Off => "tile tile--off".to_owned(),
    };
    view! {
        <span class="tile__box">
            <span class=class aria-hidden="true">{right.letter()}</span>
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
