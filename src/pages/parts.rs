//! The parts of the pages that are loaded when they are first wanted. The program says how, because only it is split.

use super::new_token::paste_dialog;
use crate::ui::part::Split;
use leptos::prelude::*;

/// Each part.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// The dialog for pasted texts, with all that it takes to read one. It opens with the signal.
    pub paste: Split<fn(RwSignal<bool>) -> AnyView>,
}

impl Parts {
    /// Everything in one module.
    pub fn whole() -> Self {
        Self { paste: Split::whole(paste_dialog) }
    }
}

/// The parts as the program gave them.
pub fn use_parts() -> Parts {
    expect_context()
}
