//! The matrix: types at the left, the objects of one beside them, and what is ticked of all below.

mod column;
mod finder;
mod grid;
mod line;
mod objects;
mod panes;
mod paste_names;
mod remark;
mod scope;
mod summary;
mod types;

use super::form::use_form;
use crate::ui::drawn::drawn;
use leptos::prelude::*;
pub use line::PERMISSIONS;
use line::StatusLine;
use objects::Objects;
use panes::Panes;
use summary::Summary;
use types::{TypeList, TypeSelect};

/// The part of the form in which permissions are ticked: the matrix, or two panes of buckets in its place.
#[component]
pub fn Matrix() -> impl IntoView {
    let form = use_form();
    // Saying once more what is so must not draw everything anew: a row that is on its way to the focus would be lost.
    let panes = Memo::new(move |_| form.panes.get());
    view! {
        <section class="permbox" aria-labelledby=PERMISSIONS>
            <div class="permbox__h">
                <h2 class="field__label" id=PERMISSIONS tabindex="-1">
                    "Permissions"
                </h2>
                <StatusLine />
            </div>
            <div class="matrix" class:matrix--panes=move || panes.get()>
                {drawn(move || {
                    if panes.get() {
                        view! { <Panes /> }.into_any()
                    } else {
                        view! {
                            <TypeList />
                            <div class="objects">
                                <TypeSelect />
                                <Objects />
                            </div>
                        }
                            .into_any()
                    }
                })}
                <Summary />
            </div>
        </section>
    }
}
