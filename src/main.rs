//! Starts the app, and says where what is shipped is split.
//!
//! The splits stand in this program and not in the library, so that what they lead to is in no other program.

use token_console::pages::parts::Parts;

fn main() {
    token_console::start(parts());
}

#[cfg(not(feature = "parts"))]
fn parts() -> Parts {
    Parts::whole()
}

#[cfg(feature = "parts")]
fn parts() -> Parts {
    Parts {
        form: split::form(),
        token: split::token(),
        paste: split::paste(),
        v1: split::v1(),
        hashing: split::hashing(),
        owners: split::owners(),
    }
}

/// Each part stands in the module that bears its name when a tool has split the program. A part is drawn only after it was
/// loaded, and then nothing is waited for.
#[cfg(feature = "parts")]
mod split {
    use futures::FutureExt;
    use influxdb2::Id;
    use influxdb2::route::Route;
    use influxdb2::session::Session;
    use leptos::prelude::*;
    use std::sync::Arc;
    use token_console::pages::parts::{Beside, Screen};
    use token_console::pages::tokens::Found;
    use token_console::pages::{hashing, new_token, token, v1_credentials};
    use token_console::ui::part::Split;
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    pub fn form() -> Split<Screen> {
        #[wasm_split(form, fallible, preload(load))]
        fn draw(session: Arc<Session>) -> Result<AnyView, SplitLoaderError> {
            Ok(new_token::page(session))
        }
        Split {
            load: || Box::pin(async { load().await.is_ok() }),
            draw: |session| draw(session).now_or_never().and_then(Result::ok).into_any(),
        }
    }

    /// It stands in the module of owners, as the page about hashing does: each further module multiplies the files that
    /// modules have in common.
    pub fn token() -> Split<Beside> {
        #[wasm_split(owners, fallible, preload(load))]
        fn draw_token(session: Arc<Session>, id: Id, found: Found) -> Result<AnyView, SplitLoaderError> {
            Ok(token::drawer(session, id, found))
        }
        Split {
            load: || Box::pin(async { load().await.is_ok() }),
            draw: |session, id, found| draw_token(session, id, found).now_or_never().and_then(Result::ok).into_any(),
        }
    }

    pub fn paste() -> Split<fn(RwSignal<bool>) -> AnyView> {
        #[wasm_split(paste, fallible, preload(load))]
        fn draw(open: RwSignal<bool>) -> Result<AnyView, SplitLoaderError> {
            Ok(new_token::paste_dialog(open))
        }
        Split {
            load: || Box::pin(async { load().await.is_ok() }),
            draw: |open| draw(open).now_or_never().and_then(Result::ok).into_any(),
        }
    }

    pub fn v1() -> Split<Screen> {
        #[wasm_split(v1, fallible, preload(load))]
        fn draw(session: Arc<Session>) -> Result<AnyView, SplitLoaderError> {
            Ok(v1_credentials::page(session))
        }
        Split {
            load: || Box::pin(async { load().await.is_ok() }),
            draw: |session| draw(session).now_or_never().and_then(Result::ok).into_any(),
        }
    }

    pub fn hashing() -> Split<Screen> {
        #[wasm_split(owners, fallible, preload(load))]
        fn draw_hashing(session: Arc<Session>) -> Result<AnyView, SplitLoaderError> {
            Ok(hashing::page(session))
        }
        Split {
            load: || Box::pin(async { load().await.is_ok() }),
            draw: |session| draw_hashing(session).now_or_never().and_then(Result::ok).into_any(),
        }
    }

    pub fn owners() -> Split<fn(Route) -> AnyView> {
        #[wasm_split(owners, fallible, preload(load))]
        fn draw(place: Route) -> Result<AnyView, SplitLoaderError> {
            Ok(token_console::pages::owners::owners_part(place))
        }
        Split {
            load: || Box::pin(async { load().await.is_ok() }),
            draw: |place| draw(place).now_or_never().and_then(Result::ok).into_any(),
        }
    }
}
