//! One owner of the list.

use crate::console::use_console;
use crate::pages::kind::weight;
use crate::ui::badge::{KindBadge, StatusBadge, StatusShape};
use crate::ui::drawn::drawn;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::time::Time;
use crate::ui::untrusted::Untrusted;
use influxdb2::authorization::owners::{Owner, OwnerStatus};
use influxdb2::permission::ResourceType;
use influxdb2::route::Route;
use leptos::prelude::*;

/// The row; a press on it opens the owner.
#[component]
pub fn OwnerRow(owner: Owner, index: usize, cursor: GridCursor, now: i64) -> impl IntoView {
    let console = use_console();
    let user = owner.id;
    let mine = console.session().is_some_and(|session| session.me.id == user);
    let cell = move |column: usize| cursor.cell_id(index, column);
    let stop = move |column: usize| cursor.tabindex(index, column);
    let entered = move |column: usize| move |_| cursor.entered(index, column);
    let open = move |event: leptos::ev::MouseEvent| {
        let selects = window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
        if !selects {
            event.prevent_default();
            console.history.go(Route::Owner(user));
        }
    };
    let (tokens, kinds, strongest) = (owner.tokens_in_words(), owner.kinds_in_words(), owner.strongest());
    let only = owner.kinds.iter().filter(|count| **count > 0).count() == 1;
    view! {
        <div role="row" class="table__row" aria-rowindex=index + 2 on:click=open>
            <div role="rowheader" class="x-name">
                <div class="tok">
                    <span class="tok__line">
                        <a class="tok__name" href=Route::Owner(user).href() id=cell(0) tabindex=stop(0) on:focus=entered(0)>
                            {owner_name(user)}
                        </a>
                        {mine.then(|| view! { <span class="mute">"you"</span> })}
                    </span>
                    <span class="tok__id mono" translate="no">
                        {user.to_string()}
                    </span>
                </div>
            </div>
            <div role="gridcell" class="x-status" id=cell(1) tabindex=stop(1) on:focus=entered(1)>
                {drawn(move || status_badge(console.owner_status(user)))}
            </div>
            <div role="gridcell" class="x-tokens" id=cell(2) tabindex=stop(2) on:focus=entered(2)>
                {tokens}
            </div>
            <div role="gridcell" class="x-kinds" id=cell(3) tabindex=stop(3) on:focus=entered(3)>
                <KindBadge weight=weight(strongest)>{strongest.title()}</KindBadge>
                {(!only).then(|| view! { " " <span class="mute x-kinds__all">{kinds}</span> })}
            </div>
            <div role="gridcell" class="x-changed nowrap" id=cell(4) tabindex=stop(4) on:focus=entered(4)>
                <span class="x-when">"Changed "</span>
                <Time at=owner.changed_ms now />
            </div>
        </div>
    }
}

/// The name of a user, or the id where nobody told it.
pub fn owner_name(user: influxdb2::Id) -> AnyView {
    let console = use_console();
    let name = console
        .tokens
        .with_untracked(|tokens| tokens.ready()?.table().names.get(&ResourceType::Users, user).map(str::to_owned));
    match name.filter(|name| !name.is_empty()) {
        Some(text) => view! { <Untrusted text /> }.into_any(),
        None => view! { <i>"No name known"</i> }.into_any(),
    }
}

/// The status of a user in words with its shape.
pub fn status_badge(status: OwnerStatus) -> AnyView {
    let shape = match status {
        OwnerStatus::Active => StatusShape::Active,
        OwnerStatus::Inactive => StatusShape::Inactive,
        OwnerStatus::NotKnown => return view! { <span class="mute">{status.title()}</span> }.into_any(),
    };
    view! { <StatusBadge shape label=status.title() /> }.into_any()
}
