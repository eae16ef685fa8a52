//! What will happen, in numbers, before anything is sent.

use super::Standing;
use crate::console::use_console;
use crate::ui::drawn::drawn;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::authorization::offboarding::{Consequences, End};
use leptos::prelude::*;

/// The facts.
#[component]
pub fn Numbers(standing: Standing) -> impl IntoView {
    let console = use_console();
    let user = standing.user;
    let facts = move || {
        let Some(told) = standing.told.get() else { return ().into_any() };
        let plan = console.owners.plans.with(|plans| plans.get(&user).map(|plan| (plan.end, plan.successor)));
        let Some((end, successor)) = plan else { return ().into_any() };
        let to = successor.map_or_else(|| "another user".to_owned(), |to| spelled_out(&console.user_name(to)));
        lines(&told, end, &to)
            .into_iter()
            .map(|(count, text)| {
                view! {
                    <li>
                        <b class="planfacts__n">{number(count)}</b>
                        <span>{text}</span>
                    </li>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <section class="sec" aria-labelledby="plan-numbers">
            <h2 class="plan__h" id="plan-numbers">
                "What will happen"
            </h2>
            <ul class="planfacts">{drawn(facts)}</ul>
        </section>
    }
}

/// The numbers with what they mean.
fn lines(told: &Consequences, end: End, to: &str) -> Vec<(usize, String)> {
    let one = |count: usize, one: &str, many: &str| if count == 1 { one.to_owned() } else { many.to_owned() };
    let mut lines = vec![(
        told.re_issued,
        format!(
            "{} created again under {to}, with {}.",
            one(told.re_issued, "token is", "tokens are"),
            one(told.re_issued, "a new secret. 1 program needs it", "new secrets. Programs need them")
        ),
    )];
    if told.replaced > 0 {
        let text = match end {
            End::Delete => {
                one(told.replaced, "old token with a successor is deleted.", "old tokens with successors are deleted.")
            }
            _ => one(
                told.replaced,
                "old token with a successor is switched off.",
                "old tokens with successors are switched off.",
            ),
        };
        lines.push((told.replaced, text));
    }
    if told.secrets_lost > 0 {
        let text = one(
            told.secrets_lost,
            "of those has a successor whose secret was never shown.",
            "of those have successors whose secrets were never shown.",
        );
        lines.push((told.secrets_lost, text));
    }
    if end != End::LeaveActive {
        lines
            .push((told.stop, one(told.stop, "token stops and is not replaced.", "tokens stop and are not replaced.")));
    }
    let idle = one(told.idle, "token does not work now either.", "tokens do not work now either.");
    if told.idle > 0 {
        lines.push((told.idle, idle));
    }
    lines.push(match end {
        End::Deactivate => (1, "user is deactivated at the end. You can activate it again.".to_owned()),
        End::Delete => (1, "user is deleted at the end, after all tokens. Nobody can bring them back.".to_owned()),
        End::LeaveActive => {
            (0, "users change: the user stays active, with all tokens that have no successor.".to_owned())
        }
    });
    lines
}
