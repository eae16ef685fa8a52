//! What stands in the place of a list that is not there: a drawing, a sentence, the reason and the way on.

use leptos::html;
use leptos::prelude::*;

use super::icon::{Drawing, Picture};

/// One such answer. `heading` lets the page put the focus on the sentence.
#[component]
pub fn EmptyState(
    picture: Picture,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] actions: Option<ViewFn>,
    #[prop(optional)] heading: NodeRef<html::H2>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty">
            <div class="empty__pic">
                <Drawing picture />
            </div>
            <h2 class="empty__title" tabindex="-1" node_ref=heading>
                {title}
            </h2>
            <div class="empty__text">{children()}</div>
            {actions.map(|actions| view! { <div class="empty__acts">{actions.run()}</div> })}
        </div>
    }
}
