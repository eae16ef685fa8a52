//! A clock, how often it is looked at, and a place for what was measured: of the system, or of the page.

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::time::Instant;

    /// The clock of the system.
    pub struct Clock(Instant);

    impl Clock {
        /// Begins at nought.
        pub fn new() -> Self {
            Self(Instant::now())
        }

        /// Milliseconds.
        pub fn now(&self) -> f64 {
            self.0.elapsed().as_secs_f64() * 1_000.0
        }
    }

    /// How often each is done: often enough for a median.
    pub fn rounds() -> usize {
        20
    }

    /// Prints it.
    pub fn tell(text: &str) {
        println!("{text}");
    }
}

#[cfg(target_arch = "wasm32")]
mod page {
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = performance)]
        fn now() -> f64;

        /// How often each is done, as the page wants it.
        #[wasm_bindgen(js_name = roundsOfEach)]
        pub fn rounds() -> usize;

        /// Hands it to a function of the page.
        #[wasm_bindgen(js_name = takeFigures)]
        pub fn tell(text: &str);
    }

    /// The clock of the page, which steps by a tenth of a millisecond.
    pub struct Clock;

    impl Clock {
        /// The one that every page has.
        pub fn new() -> Self {
            Self
        }

        /// Milliseconds.
        pub fn now(&self) -> f64 {
            now()
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::{Clock, rounds, tell};
#[cfg(target_arch = "wasm32")]
pub use page::{Clock, rounds, tell};
