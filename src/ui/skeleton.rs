//! Bones: the geometry of what is loading. Heard by nobody; the page says "Loading" in words.

use leptos::prelude::*;

/// Shape of one bone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bone {
    /// A line of text.
    Line,
    /// A line that fills its place.
    Long,
    /// A small line below another.
    Short,
    /// A checkbox.
    Box,
    /// A badge.
    Chip,
}

/// One bone.
#[component]
pub fn Skeleton(bone: Bone) -> impl IntoView {
    let class = match bone {
        Bone::Line => "sk",
        Bone::Long => "sk sk--l",
        Bone::Short => "sk sk--s",
        Bone::Box => "sk sk--box",
        Bone::Chip => "sk sk--chip",
    };
    view! { <span class=class aria-hidden="true"></span> }
}

/// Rows of a table that is loading, below its head. Each column has its class, its heading and its bone.
#[component]
pub fn SkeletonRows(rows: usize, head: &'static [(&'static str, &'static str, Bone)]) -> impl IntoView {
    let headings = head.iter().map(|&(class, title, _)| view! { <span class=class>{title}</span> }).collect_view();
    let row = move |_| {
        let cells = head
            .iter()
            .map(|&(class, _, bone)| {
                view! {
                    <div class=class>
                        <Skeleton bone />
                    </div>
                }
            })
            .collect_view();
        view! {
            <div class="table__bones">
                <div class="table__row">{cells}</div>
            </div>
        }
    };
    view! {
        <div class="tablewrap" aria-hidden="true">
            <div class="table">
                <div class="table__head">
                    <div class="table__row">{headings}</div>
                </div>
                <div class="table__body">{(0..rows).map(row).collect_view()}</div>
            </div>
        </div>
    }
}
