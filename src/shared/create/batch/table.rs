//! One row for each name. Of the secrets it shows nothing but how they end.

use super::words::{self, Mark};
use super::{Batches, Stop};
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::untrusted::Untrusted;
use console_core::create::words::not_done;
use console_core::create::{Dialect, Row, Run};
use leptos::prelude::*;
use std::fmt::Display;

/// What of a row is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown<I> {
    id: String,
    mark: Mark,
    word: String,
    why: Option<String>,
    /// The last characters of its secret.
    tail: Option<String>,
    /// A token that works and is not as asked for.
    wrong: Option<I>,
}

impl<I: Display> Shown<I> {
    fn of<C: Batches<Of: Dialect<Id = I>>>(creator: C, row: &Row<C::Of>) -> Self {
        let (mut mark, word, mut why) = words::result(creator, row);
        if let Some(error) = &row.stuck {
            mark = Mark::Doubt;
            why = Some(not_done(C::Of::VERB.past, error));
        }
        Self {
            id: row.token().map(|id| id.to_string()).unwrap_or_default(),
            mark,
            word,
            why,
            tail: row.created().map(|created| C::Of::secret(created).fingerprint().tail),
            wrong: row.created().and_then(C::otherwise).and_then(|otherwise| otherwise.stops),
        }
    }
}

/// The table, in a box that scrolls.
#[component]
pub fn Table<C: Batches>(creator: C, stop: Option<Stop<C::Of>>) -> impl IntoView {
    let count = creator.batch().with_untracked(|run| run.as_ref().map_or(0, |run| run.rows().len()));
    view! {
        <div class="many__wrap" tabindex="0" role="region" aria-label="The tokens of this run">
            <table class="many__table">
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Result"</th>
                        <th scope="col">"Secret"</th>
                    </tr>
                </thead>
                <tbody>{(0..count).map(|at| view! { <Line creator at stop /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Line<C: Batches>(creator: C, at: usize, stop: Option<Stop<C::Of>>) -> impl IntoView {
    let row = move |run: &Option<Run<C::Of>>| Some(Shown::of(creator, run.as_ref()?.rows().get(at)?));
    let shown = Memo::new(move |_| creator.batch().with(row));
    let name = creator
        .batch()
        .with_untracked(|run| run.as_ref().and_then(|run| run.rows().get(at)).map(|row| row.name.clone()))
        .unwrap_or_default();
    let cells = move || {
        let Shown { id, mark, word, why, tail, wrong } = shown.get()?;
        Some(view! {
            <th scope="row">
                <span class="many__name">
                    <Untrusted text=name.clone() />
                </span>
                <span class="many__id" translate="no">
                    {id}
                </span>
            </th>
            <td>
                <span class=mark.class()>{mark.sign()} {word}</span>
                {why.map(|why| view! { " " <span class="many__why">{why}</span> })}
                {wrong.zip(stop).map(|(id, stop)| stop.run(id))}
            </td>
            <td class="many__secret">
                {tail
                    .map(|tail| {
                        view! {
                            <span aria-hidden="true">"••••••"</span>
                            <span class="vh">"ends in "</span>
                            <span translate="no">{tail}</span>
                        }
                    })}
            </td>
        })
    };
    view! { <tr>{cells}</tr> }
}

impl Mark {
    const fn class(self) -> &'static str {
        match self {
            Self::Quiet => "res",
            Self::Busy => "res res--busy",
            Self::Good => "res res--good",
            Self::Doubt => "res res--doubt",
            Self::Bad => "res res--bad",
        }
    }

    fn sign(self) -> Option<AnyView> {
        let icon = |name| Some(view! { <Icon name size=IconSize::Small /> }.into_any());
        match self {
            Self::Quiet => None,
            Self::Busy => Some(view! { <span class="spin" aria-hidden="true"></span> }.into_any()),
            Self::Good => icon(IconName::Check),
            Self::Doubt => icon(IconName::Warning),
            Self::Bad => icon(IconName::Danger),
        }
    }
}
