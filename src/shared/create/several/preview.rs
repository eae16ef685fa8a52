//! What the names stand for, before anything is sent.

use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::tile::{Right, Tile};
use crate::ui::untrusted::Untrusted;
use console_core::create::Rights;
use console_core::text::number;
use leptos::prelude::*;

/// So many rows are drawn. Those that something is wrong with come first.
pub const SHOWN: usize = 8;

/// One name, and the token that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The name.
    pub name: String,
    /// The description; empty where there is no token.
    pub description: String,
    /// What it grants.
    pub gets: Gets,
}

/// What a token grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gets {
    /// There is no token, and why.
    LeftOut(String),
    /// So many permissions, as all others.
    Shared(usize),
    /// One object of its own.
    Own {
        /// Its name.
        name: String,
        /// What it may do with it.
        rights: Rights,
        /// How many permissions all others have, too.
        shared: usize,
        /// Whether they include what it may do with its own.
        included: bool,
    },
}

/// What is to be said of the list, and the first rows if there are `some`; `more` are not shown.
#[component]
pub fn Preview(
    #[prop(into)] summary: Signal<String>,
    #[prop(into)] some: Signal<bool>,
    lines: Callback<(), Vec<Line>>,
    #[prop(into)] more: Signal<usize>,
) -> impl IntoView {
    view! {
        <p class="several__sum" role="status">
            {drawn(move || summary.get())}
        </p>
        {drawn(move || some.get().then(|| view! { <Rows lines more /> }))}
    }
}

#[component]
fn Rows(lines: Callback<(), Vec<Line>>, more: Signal<usize>) -> impl IntoView {
    view! {
        <div class="several__wrap" tabindex="0" role="region" aria-label="What will be created">
            <table class="several__table">
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Description"</th>
                        <th scope="col">"Grants"</th>
                    </tr>
                </thead>
                <tbody>{move || lines.run(()).into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
        {drawn(move || {
            (more.get() > 0)
                .then(|| view! { <p class="several__more">{format!("and {} more", number(more.get()))}</p> })
        })}
    }
}

fn row(Line { name, description, gets }: Line) -> AnyView {
    let said = match gets {
        Gets::LeftOut(why) => view! {
            <span class="res res--doubt">
                <Icon name=IconName::Warning size=IconSize::Small />
                {format!("{why} Left out.")}
            </span>
        }
        .into_any(),
        Gets::Shared(0) => "Nothing is ticked yet".into_any(),
        Gets::Shared(1) => "1 permission".into_any(),
        Gets::Shared(count) => format!("{} permissions", number(count)).into_any(),
        Gets::Own { name, rights, shared, included } => own(name, rights, shared, included),
    };
    view! {
        <tr>
            <th scope="row">
                <Untrusted text=name />
            </th>
            <td>
                <Untrusted text=description />
            </td>
            <td>{said}</td>
        </tr>
    }
    .into_any()
}

fn own(name: String, rights: Rights, shared: usize, included: bool) -> AnyView {
    let more = match shared {
        0 => String::new(),
        _ if included => ", included in what is ticked above".to_owned(),
        count => format!(" and {} ticked above", number(count)),
    };
    view! {
        <span class="several__own">
            <span class="tiles">
                {(rights != Rights::Write).then(|| view! { <Tile right=Right::Read /> })}
                {(rights != Rights::Read).then(|| view! { <Tile right=Right::Write /> })}
            </span>
            <span>
                <Untrusted text=name />
                {more}
            </span>
        </span>
    }
    .into_any()
}
