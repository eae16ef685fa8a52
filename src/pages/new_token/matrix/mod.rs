//! The matrix: types at the left, the objects of one beside them, and what is chosen of all below.

mod column;
mod finder;
mod grid;
mod objects;
mod panes;
mod paste_names;
mod remark;
mod scope;
mod summary;
mod types;

use leptos::prelude::*;
use objects::Objects;
pub use panes::Panes;
use summary::Summary;
use types::{TypeList, TypeSelect};

/// The part of the form in which permissions are ticked.
#[component]
pub fn Matrix() -> impl IntoView {
    view! {
        <section class="permbox" aria-labelledby="permissions-heading">
            <h2 class="field__label" id="permissions-heading">
                "Permissions "
                <span class="field__hint">"Nothing is granted until you tick it. They cannot be changed later."</span>
            </h2>
            <div class="matrix" role="group" aria-labelledby="permissions-heading">
                <TypeList />
                <div class="objects">
                    <TypeSelect />
                    <Objects />
                </div>
                <Summary />
            </div>
        </section>
    }
}
