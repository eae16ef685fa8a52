//! A clock, and a place for what was measured: of the system, or of the page.

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

    /// Prints it.
    pub fn tell(text: &str) {
        println!("{text}");
    }
}

#[cfg(target_arch = "wasm32")]
mod page {
    use js_sys::{Function, Reflect, global};
    use wasm_bindgen::{JsCast, JsValue};

    /// The clock of the page, which steps by a tenth of a millisecond.
    pub struct Clock {
        performance: JsValue,
        now: Function,
    }

    impl Clock {
        /// The one that every page has.
        pub fn new() -> Self {
            let of = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).expect("an object");
            let performance = of(&global().into(), "performance");
            let now = of(&performance, "now").dyn_into().expect("every page has a clock");
            Self { performance, now }
        }

        /// Milliseconds.
        pub fn now(&self) -> f64 {
            self.now.call0(&self.performance).ok().and_then(|now| now.as_f64()).expect("a number")
        }
    }

    /// Leaves it in a global variable.
    pub fn tell(text: &str) {
        Reflect::set(&global(), &"coreFigures".into(), &text.into()).expect("the global object takes values");
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::{Clock, tell};
#[cfg(target_arch = "wasm32")]
pub use page::{Clock, tell};
