//! What stops when the user goes, in numbers and names.

use crate::console::use_console;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::authorization::Listing;
use influxdb2::authorization::going::{Going, going};
use influxdb2::authorization::guard::GuardContext;
use influxdb2::permission::ResourceType;
use leptos::prelude::*;

/// How many buckets are named.
const NAMED: usize = 6;

/// The box.
#[component]
pub fn Goes(user: Id) -> impl IntoView {
    let console = use_console();
    let told = Memo::new(move |_| {
        let listing = console.tokens.with(|tokens| tokens.ready().cloned())?;
        let me = console.session()?.me.id;
        let going =
            console.inactive_users.with(|inactive| going(&listing, user, GuardContext { token: None, me, inactive }));
        Some(lines(&listing, &going))
    });
    view! {
        <section class="gone" aria-labelledby="owner-goes">
            <h2 class="gone__h" id="owner-goes">
                "If this user goes"
            </h2>
            <ul class="gone__list">
                {drawn(move || {
                    told.get()
                        .unwrap_or_default()
                        .into_iter()
                        .map(|(warns, lead, text)| {
                            let name = if warns { IconName::Warning } else { IconName::Info };
                            view! {
                                <li class:gone__warn=warns>
                                    <Icon name />
                                    <span>
                                        <b>{lead}</b>
                                        " "
                                        {text}
                                    </span>
                                </li>
                            }
                        })
                        .collect_view()
                })}
            </ul>
        </section>
    }
}

type Line = (bool, &'static str, String);

fn lines(listing: &Listing, going: &Going) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    lines.push(match going.stop {
        0 => (false, "Deactivated:", "no token works now, so nothing stops.".to_owned()),
        1 => (
            true,
            "Deactivated:",
            "1 token stops working: the server answers “User is inactive”. Activating the user brings it back."
                .to_owned(),
        ),
        stop => (
            true,
            "Deactivated:",
            format!(
                "{} tokens stop working: the server answers “User is inactive”. Activating the user brings them back.",
                number(stop)
            ),
        ),
    });
    let dead = match going.all {
        1 => "1 token is dead for good and disappears from every list. Only its id can still delete it.".to_owned(),
        all => format!(
            "{} tokens are dead for good and disappear from every list. Only their ids can still delete them.",
            number(all)
        ),
    };
    lines.push((true, "Deleted:", dead));
    for (what, buckets) in [("written", &going.written), ("read", &going.read)] {
        if !buckets.is_empty() {
            lines.push((false, "", alone(listing, what, buckets)));
        }
    }
    for (token, guards) in &going.guards {
        for guard in guards {
            let name = listing.get(*token).map_or_else(|| token.to_string(), |(row, _)| row.called());
            lines.push((true, "", format!("{}: {}", spelled_out(&name), guard.sentence(""))));
        }
    }
    lines
}

/// The buckets that nobody else works with, by name.
fn alone(listing: &Listing, what: &str, buckets: &[Id]) -> String {
    let names = &listing.table().names;
    let named = buckets.iter().filter_map(|bucket| names.get(&ResourceType::Buckets, *bucket));
    let mut shown: Vec<String> = named.take(NAMED).map(spelled_out).collect();
    let more = buckets.len() - shown.len();
    if more > 0 {
        shown.push(format!("{} more", number(more)));
    }
    let count =
        if buckets.len() == 1 { "1 bucket is".to_owned() } else { format!("{} buckets are", number(buckets.len())) };
    format!(
        "{count} {what} by no other working token: {}. Operator and All access tokens of others are not counted.",
        shown.join(", ")
    )
}
