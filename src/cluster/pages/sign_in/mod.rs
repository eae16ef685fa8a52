//! Signing in: to which product, at which address, with which management token.

mod explain;
mod ids;
mod server_card;

use crate::cluster::console::{App, Credentials, SignedOutReason, use_app};
use crate::shell::page::{self, Origin};
use crate::ui::button::{Button, ButtonKind, ButtonSize, LinkButton, Tone};
use crate::ui::checkbox::Checkbox;
use crate::ui::drawn::drawn;
use crate::ui::field::Field;
use crate::ui::gate_side::GateSide;
use crate::ui::landmark::HEADING;
use crate::ui::notice::{Notice, NoticeRole};
use crate::ui::password_input::{PasswordInput, typed};
use console_core::Secret;
use explain::Explanation;
use ids::{PlaceFields, PlaceInputs};
use leptos::html;
use leptos::prelude::*;
use server_card::ServerCard;

/// The page for everybody who is not signed in.
#[component]
pub fn SignInPage(farewell: SignedOutReason) -> impl IntoView {
    let app = use_app();
    document().set_title("Sign in – Token Console");
    app.arrive_on_screen(HEADING);
    app.look_at_server();
    let place = PlaceFields::new();
    let token = NodeRef::<html::Input>::new();
    let keep = RwSignal::new(false);
    let trying = Trying::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        trying.start(place, &token, keep.get_untracked());
    };
    let exposed = move || Origin::of(&app.address.get()).is_exposed();
    let label = move || match (trying.busy.get(), exposed()) {
        (true, _) => "Signing in…",
        (false, true) => "Continue without encryption",
        (false, false) => "Sign in",
    };
    view! {
        <div class="gate">
            <GateSide />
            <main class="gate__main" id="main" tabindex="-1">
                <form class="gate__form" aria-labelledby=HEADING novalidate on:submit=submit>
                    <h1 class="gate__title" id=HEADING tabindex="-1">
                        "Sign in to your cluster"
                    </h1>
                    <ServerCard />
                    <Farewell farewell />
                    {drawn(move || trying.trouble.get().map(trouble))}
                    <PlaceInputs fields=place />
                    // Password managers file a secret under a name; the server's address serves as one.
                    <input
                        type="text"
                        name="username"
                        autocomplete="username"
                        prop:value=move || Origin::of(&app.address.get()).host
                        readonly
                        hidden
                    />
                    <Field
                        label="Management token"
                        hint="Created with influxctl management create. A database token can’t sign in here."
                    >
                        <PasswordInput node_ref=token what="management token" class="input--lg input--mono" />
                    </Field>
                    <Checkbox
                        state=Signal::derive(move || keep.get().into())
                        on_toggle=Callback::new(move |on| keep.set(on))
                        sub="Survives a reload. Any script of this site could read it until you sign out."
                    >
                        "Keep for this tab"
                    </Checkbox>
                    <Button
                        tone=Tone::Primary
                        size=ButtonSize::Large
                        kind=ButtonKind::Submit
                        busy=trying.busy
                        class="btn--wide"
                    >
                        {drawn(label)}
                    </Button>
                    <Show when=move || trying.busy.get()>
                        <LinkButton on_click=Callback::new(move |()| trying.give_up())>"Stop waiting"</LinkButton>
                    </Show>
                    <p class="field__hint">
                        "A Clustered release before 2025-05 has no HTTP API. "
                        <LinkButton on_click=Callback::new(move |()| app.write_commands())>
                            "Write influxctl commands without signing in"
                        </LinkButton>
                    </p>
                    <LinkButton on_click=Callback::new(move |()| app.help.open.set(true))>"Help"</LinkButton>
                </form>
            </main>
        </div>
    }
}

fn trouble(trouble: Explanation) -> AnyView {
    view! {
        <Notice tone=trouble.tone role=NoticeRole::Alert title=trouble.title.to_owned()>
            {trouble.text}
        </Notice>
    }
    .into_any()
}

/// Why a session ended, and the way back to one that could not be resumed.
#[component]
fn Farewell(farewell: SignedOutReason) -> impl IntoView {
    let app = use_app();
    let can_resume = matches!(farewell, SignedOutReason::NotResumed(_));
    let again = move || {
        let resume = Callback::new(move |()| app.resume());
        can_resume.then(|| view! { <LinkButton on_click=resume>"Try again"</LinkButton> }).into_any()
    };
    explain::farewell(&farewell).map(|farewell| {
        view! {
            <Notice tone=farewell.tone role=NoticeRole::Status title=farewell.title.to_owned() actions=again>
                {farewell.text}
            </Notice>
        }
    })
}

/// An attempt to sign in.
#[derive(Clone, Copy)]
struct Trying {
    app: App,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Explanation>>,
}

impl Trying {
    fn new() -> Self {
        Self { app: use_app(), busy: RwSignal::new(false), trouble: RwSignal::new(None) }
    }

    fn start(self, place: PlaceFields, token: &NodeRef<html::Input>, keep: bool) {
        let app = self.app;
        if self.busy.get_untracked() {
            return;
        }
        let typed = typed(token);
        if typed.trim().is_empty() {
            return self.trouble.set(Some(explain::no_token()));
        }
        let token = Secret::new(typed).token_of_paste(&database::api::IN_FRONT_OF_TOKEN);
        if let Some(found) = token.unsendable() {
            return self.trouble.set(Some(explain::unsendable(found)));
        }
        self.trouble.set(None);
        let Some(place) = place.read() else { return };
        self.busy.set(true);
        let product = place.product;
        let attempting = async move {
            // On success the page is gone already, and its signals with it.
            if let Err(attempt) = app.sign_in(Credentials { place, token, keep }).await {
                self.trouble.try_set(Some(explain::attempt(&attempt, product)));
            }
        };
        app.entering.begin(attempting, move || {
            self.busy.try_set(false);
        });
    }

    fn give_up(self) {
        self.app.entering.call_off();
        page::focus(HEADING);
    }
}
