//! The one button that goes on: first the new tokens, then the end of the old ones and of the user.

use super::end::dangers;
use super::{Standing, new_owner, still_open};
use crate::console::{Act, use_console};
use crate::ui::button::{Button, Tone};
use crate::ui::dialog::{Answered, Dialog, DialogRole};
use crate::ui::drawn::{drawn, plain_input};
use crate::ui::landmark::HEADING;
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::authorization::offboarding::End;
use influxdb2::batch::MOST;
use influxdb2::route::Route;
use leptos::prelude::*;

/// The foot.
#[component]
pub fn Foot(standing: Standing) -> impl IntoView {
    let console = use_console();
    let user = standing.user;
    let deleting = RwSignal::new(false);
    let end = move || console.owners.plans.with(|plans| plans.get(&user).map(|plan| plan.end)).unwrap_or_default();
    let creates = Memo::new(move |_| standing.creates());
    let cancel = Callback::new(move |()| console.history.go(Route::Owner(user)));
    let busy = Signal::derive(move || console.owners.act(user) == Some(Act::Busy));
    let label = move || match (creates.get(), end()) {
        (0, End::Deactivate) => "Finish: deactivate the user".to_owned(),
        (0, End::Delete) => "Finish: delete the user…".to_owned(),
        (0, End::LeaveActive) => "Finish: switch the old tokens off".to_owned(),
        (1, _) => "Start with 1 new token".to_owned(),
        (count, _) if count > MOST => format!("Start with the first {} new tokens", number(MOST)),
        (count, _) => format!("Start with {} new tokens", number(count)),
    };
    let blocked = Signal::derive(move || {
        if creates.get() > 0 {
            return new_owner::objection(console, user);
        }
        if let Some((_, sentence)) = still_open(console, user) {
            return Some(format!("{sentence} Close it first."));
        }
        if !standing.successors().is_subset(&standing.switched.read()) {
            return Some("Say first that every program uses its new secret.".to_owned());
        }
        if !standing.secrets_lost().is_subset(&standing.without_secret.read()) {
            return Some("Tick first that tokens end whose new secrets were never shown.".to_owned());
        }
        if !standing.understood.with(|understood| dangers(standing).iter().all(|danger| understood.contains(danger))) {
            return Some("Tick that the way back is open first.".to_owned());
        }
        (end() == End::LeaveActive && standing.replaced() == 0)
            .then(|| "Nothing would change: no token has a successor, and the user stays.".to_owned())
    });
    let go = Callback::new(move |()| {
        if creates.get_untracked() > 0 {
            console.issue_anew(user);
        } else if untrack(end) == End::Delete {
            deleting.set(true);
        } else {
            console.finish_offboarding(user);
        }
    });
    let close = Callback::new(move |()| deleting.set(false));
    let answered = Answered::not_yet();
    let tone = move || if creates.get() > 0 { Tone::Primary } else { Tone::DangerSolid };
    view! {
        <div class="planfoot">
            <Button on_click=cancel>"Cancel"</Button>
            {drawn(move || {
                let tone = tone();
                view! {
                    <Button tone blocked busy on_click=go>
                        {drawn(label)}
                    </Button>
                }
            })}
        </div>
        <Dialog
            open=deleting
            title="Delete this user and every token of it?"
            role=DialogRole::Alert
            on_close_request=close
            on_closed=answered.then_at(HEADING)
        >
            <Delete standing unready=blocked deleting answered />
        </Dialog>
    }
}

/// The name is typed. `unready` is why nothing is deleted by now, though it could be when this was opened.
#[component]
fn Delete(
    standing: Standing,
    unready: Signal<Option<String>>,
    deleting: RwSignal<bool>,
    answered: Answered,
) -> impl IntoView {
    let console = use_console();
    let user = standing.user;
    let name = untrack(|| console.user_name(user));
    // What hides cannot be typed, so its spelling is asked for.
    let expected = spelled_out(&name);
    let typed = RwSignal::new(String::new());
    let wanted = expected.clone();
    let blocked = Signal::derive(move || {
        let untyped = (typed.read().trim() != wanted).then(|| "Type the name as it is shown first.".to_owned());
        untyped.or_else(|| unready.get())
    });
    // More may come while this is open.
    let tokens = move || match standing.lines.with(Vec::len) {
        1 => "1 token is".to_owned(),
        count => format!("{} tokens are", number(count)),
    };
    let go = Callback::new(move |()| {
        answered.now();
        deleting.set(false);
        console.finish_offboarding(user);
    });
    view! {
        <p>
            {drawn(tokens)}
            " deleted first, then the user: a token that outlives its user is dead, in no list, and deleted by its id only. Nobody can bring any of it back."
        </p>
        <p>
            "Type "
            <b>
                <Untrusted text=expected limit=2000 />
            </b>
            " to confirm."
        </p>
        {plain_input("user-confirm", "Name of the user", typed)}
        <div class="questions__acts">
            <Button on_click=Callback::new(move |()| deleting.set(false))>"Cancel"</Button>
            <Button tone=Tone::DangerSolid blocked on_click=go>
                "Delete for good"
            </Button>
        </div>
    }
}
