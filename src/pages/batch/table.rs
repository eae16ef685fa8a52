//! One row for each name. Of the secrets it shows nothing but how they end.

use super::words::{self, Mark};
use crate::console::use_app;
use crate::pages::otherwise::Deactivate;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::untrusted::Untrusted;
use influxdb2::batch::{Row, Run};
use influxdb2::{Id, lost};
use leptos::prelude::*;

/// What of a row is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    id: String,
    mark: Mark,
    word: &'static str,
    why: Option<String>,
    /// The last characters of its secret.
    tail: Option<String>,
    /// A token that works and is not as asked for.
    wrong: Option<Id>,
}

impl Shown {
    fn of(row: &Row) -> Self {
        let (mut mark, word, mut why) = words::result(row);
        if let Some(error) = &row.stuck {
            mark = Mark::Doubt;
            why = Some(lost::not_done("deleted", error));
        }
        Self {
            id: row.token().map(|id| id.to_string()).unwrap_or_default(),
            mark,
            word,
            why,
            tail: row.created().map(|created| created.secret.fingerprint().tail),
            wrong: row.created().and_then(lost::otherwise).filter(|token| token.active).map(|token| token.id),
        }
    }
}

/// The table, in a box that scrolls.
#[component]
pub fn Table() -> impl IntoView {
    let app = use_app();
    let count = app.run.with_untracked(|run| run.as_ref().map_or(0, |run| run.rows().len()));
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
                <tbody>{(0..count).map(|at| view! { <Line at /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Line(at: usize) -> impl IntoView {
    let app = use_app();
    let row = move |run: &Option<Run>| run.as_ref().and_then(|run| run.rows().get(at)).map(Shown::of);
    let shown = Memo::new(move |_| app.run.with(row));
    let name = app
        .run
        .with_untracked(|run| run.as_ref().and_then(|run| run.rows().get(at)).map(|row| row.name.clone()))
        .unwrap_or_default();
    let blocked = Signal::derive(move || app.run_hindrance());
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
                {wrong.map(|id| view! { <Deactivate id words=format!("Deactivate {id}") blocked /> })}
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
