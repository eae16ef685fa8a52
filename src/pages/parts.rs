//! The parts of the pages that are loaded when they are first wanted. The program says how, because only it is split.

use super::owners::owners_part;
use super::tokens::Found;
use super::{hashing, new_token, token, v1_credentials};
use crate::ui::part::Split;
use influxdb2::Id;
use influxdb2::route::Route;
use influxdb2::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// Each part.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// The form for a new token.
    pub form: Split<Screen>,
    /// A token that is opened beside the list.
    pub token: Split<Beside>,
    /// The dialog for pasted texts, with all that it takes to read one. It opens with the signal.
    pub paste: Split<fn(RwSignal<bool>) -> AnyView>,
    /// The screen of the credentials of InfluxDB 1.x.
    pub v1: Split<Screen>,
    /// The screen that counts what hashing would mean.
    pub hashing: Split<Screen>,
    /// The screens of owners, by their place.
    pub owners: Split<fn(Route) -> AnyView>,
}

/// Draws a screen of a session.
pub type Screen = fn(Arc<Session>) -> AnyView;

/// Draws a token beside the list.
pub type Beside = fn(Arc<Session>, Id, Found) -> AnyView;

impl Parts {
    /// Everything in one module.
    pub fn whole() -> Self {
        Self {
            form: Split::whole(new_token::page),
            token: Split::whole(token::drawer),
            paste: Split::whole(new_token::paste_dialog),
            v1: Split::whole(v1_credentials::page),
            hashing: Split::whole(hashing::page),
            owners: Split::whole(owners_part),
        }
    }
}

/// The parts as the program gave them.
pub fn use_parts() -> Parts {
    expect_context()
}
