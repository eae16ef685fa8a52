//! What is done when a user leaves: the plan, the tokens that are issued anew, and the end of the old ones and of the user.
//!
//! Everything is derived from the list and from what was chosen here, so that a reload, or another admin, goes on where it is.

mod end;
mod foot;
mod new_owner;
mod numbers;
mod tokens;
mod working;

use crate::console::{Console, use_console};
use crate::pages::owner::Said;
use crate::pages::owners::states::Before;
use crate::ui::button::{Button, LinkButton, Tone};
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::landmark::HEADING;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use end::{Danger, EndOfUser, SwitchOver};
use foot::Foot;
use influxdb2::Id;
use influxdb2::authorization::going::{Going, going};
use influxdb2::authorization::offboarding::{Consequences, Line};
use influxdb2::route::Route;
use leptos::prelude::*;
use new_owner::NewOwner;
use numbers::Numbers;
use std::collections::BTreeSet;
use tokens::Tokens;
use working::Working;

/// The plan as it stands.
#[derive(Clone, Copy)]
pub struct Standing {
    pub user: Id,
    /// Each token of the user.
    pub lines: Memo<Vec<Line>>,
    /// What the plan means.
    pub told: Memo<Option<Consequences>>,
    /// What stops with the user, and which buckets nobody else works with.
    pub going: Memo<Going>,
    /// The new tokens of which the person said that programs use their secrets.
    pub switched: RwSignal<BTreeSet<Id>>,
    /// What would lock somebody out, where the person knows the way back.
    pub understood: RwSignal<Vec<Danger>>,
    /// The tokens that the person ends although the secrets of their successors were never shown.
    pub without_secret: RwSignal<BTreeSet<Id>>,
}

impl Standing {
    fn of(user: Id) -> Self {
        let console = use_console();
        let lines = Memo::new(move |_| {
            console.with_plan(user, |plan, listing, context| plan.lines(listing, context.inactive)).unwrap_or_default()
        });
        let told =
            Memo::new(move |_| console.with_plan(user, |plan, listing, context| plan.consequences(listing, context)));
        let going = Memo::new(move |_| {
            console.with_plan(user, |_, listing, context| going(listing, user, context)).unwrap_or_default()
        });
        let (switched, without_secret) = (RwSignal::new(BTreeSet::new()), RwSignal::new(BTreeSet::new()));
        Self { user, lines, told, going, switched, understood: RwSignal::new(Vec::new()), without_secret }
    }

    /// How many tokens are to be created.
    pub fn creates(self) -> usize {
        self.told.with(|told| told.as_ref().map_or(0, |told| told.re_issued))
    }

    /// The tokens that have a successor whose secret was never shown.
    pub fn secrets_lost(self) -> BTreeSet<Id> {
        self.lines.with(|lines| lines.iter().filter(|line| line.secret_lost).map(|line| line.token).collect())
    }

    /// The tokens that have the places of others.
    pub fn successors(self) -> BTreeSet<Id> {
        self.lines.with(|lines| lines.iter().filter_map(|line| line.replaced_by).collect())
    }

    /// How many tokens have a successor.
    pub fn replaced(self) -> usize {
        self.told.with(|told| told.as_ref().map_or(0, |told| told.replaced))
    }
}

/// The page.
#[component]
pub fn OffboardPage(user: Id) -> impl IntoView {
    let console = use_console();
    console.want_beside(user);
    let here = Memo::new(move |_| console.tokens.with(|tokens| tokens.ready().is_some()));
    // The plan is made when the list is here, and who is inactive is known.
    Effect::new(move |_| {
        if here.get() {
            console.want_plan(user);
        }
    });
    let standing = Standing::of(user);
    on_cleanup(move || console.leave_plan(user));
    let working = Memo::new(move |_| console.is_leaving(user));
    let close = Callback::new(move |()| console.history.go(Route::Owner(user)));
    let said = move || {
        if working.get() {
            return String::new();
        }
        standing.told.with(|told| told.as_ref().map(Consequences::progress)).unwrap_or_default()
    };
    view! {
        <div class="pagehead">
            <h1 class="pagehead__title" id=HEADING tabindex="-1">
                "Offboard "
                {drawn(move || view! { <Untrusted text=console.user_name(user) limit=120 /> })}
            </h1>
            <p class="pagehead__count" role="status">
                {drawn(said)}
            </p>
            <div class="pagehead__actions">
                <Button tone=Tone::Quiet icon=IconName::Close on_click=close>
                    "Close"
                </Button>
            </div>
        </div>
        <Said user />
        {drawn(move || match (here.get(), working.get()) {
            (false, _) => view! { <Before /> }.into_any(),
            (true, true) => view! { <Working standing /> }.into_any(),
            (true, false) => view! { <Plan standing /> }.into_any(),
        })}
    }
}

/// That another user's offboarding was begun and not put away, where it was.
fn still_open(console: Console, user: Id) -> Option<(Id, String)> {
    let other = console.still_leaving(user)?;
    let name = spelled_out(&untrack(|| console.user_name(other)));
    Some((other, format!("The offboarding of {name} is still open.")))
}

fn other_one(console: Console, user: Id) -> Option<AnyView> {
    let (other, sentence) = still_open(console, user)?;
    let go = Callback::new(move |()| console.history.go(Route::Offboard(other)));
    let actions = move || view! { <LinkButton on_click=go>"Go to that offboarding"</LinkButton> }.into_any();
    Some(
        view! {
            <Notice tone=NoticeTone::Warn role=NoticeRole::Status title=sentence actions>
                "No old token of this user stops before somebody has seen what came of it and closed it."
            </Notice>
        }
        .into_any(),
    )
}

/// That nothing was begun because another token was on its way.
fn not_started(console: Console, user: Id) -> Option<AnyView> {
    (console.owners.not_started.get() == Some(user)).then(|| {
        view! {
            <Notice tone=NoticeTone::Warn role=NoticeRole::Alert title="The new tokens were not started">
                "Another token was being created, or its secret was still shown. Bring that to its end, then start again."
            </Notice>
        }
        .into_any()
    })
}

#[component]
fn Plan(standing: Standing) -> impl IntoView {
    let console = use_console();
    let user = standing.user;
    let none = Memo::new(move |_| standing.lines.with(Vec::is_empty));
    let elsewhere = move || {
        let count =
            console.owners.beside.with(|all| all.get(&user).and_then(|beside| beside.elsewhere.ready().copied()));
        let count = count.filter(|count| *count > 0)?;
        let text = format!(
            "{} of this user’s tokens are in other organizations. They stop with the user, and this plan does not issue them anew: switch the organization and offboard there first.",
            number(count)
        );
        Some(
            view! { <Notice tone=NoticeTone::Warn title="Not all tokens are in this organization">{text}</Notice> }
                .into_any(),
        )
    };
    view! {
        <div class="scrollpage">
            <div class="plan">
                {drawn(move || other_one(console, user).into_any())}
                {drawn(move || not_started(console, user).into_any())}
                <Numbers standing />
                {drawn(move || elsewhere().into_any())}
                {drawn(move || {
                    (!none.get())
                        .then(|| {
                            view! {
                                <Notice tone=NoticeTone::Warn title="Secrets can’t be moved">
                                    "A token belongs to its user for good. Re-issue creates a new one with the same permissions; each program must get the new secret before the user goes."
                                </Notice>
                                <NewOwner standing />
                                <Tokens standing />
                            }
                        })
                })}
                <EndOfUser standing />
                <SwitchOver standing />
            </div>
        </div>
        <Foot standing />
    }
}
