//! Signing in: which server, and with what.

mod explain;
mod fields;
mod form;
mod server_card;

use crate::console::{SignedOutReason, use_app};
use crate::ui::button::{Button, ButtonKind, ButtonSize, LinkButton, Tone};
use crate::ui::drawn::drawn;
use crate::ui::gate_side::GateSide;
use crate::ui::landmark::HEADING;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use fields::{SecretFields, WayIn};
use form::Form;
use leptos::prelude::*;
use server_card::ServerCard;

/// The page for everybody who is not signed in.
#[component]
pub fn SignInPage(farewell: SignedOutReason) -> impl IntoView {
    let app = use_app();
    document().set_title("Sign in – Token Console");
    app.arrive_on_screen(HEADING);
    let form = Form::new(app);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit();
    };
    // A server that is not set up yet lets nobody in.
    let fresh = move || app.server.with(|server| server.ready().is_some_and(|server| server.fresh));
    view! {
        <div class="gate">
            <GateSide />
            <main class="gate__main" id="main" tabindex="-1">
                <form class="gate__form" aria-labelledby="heading" on:submit=submit>
                    <h1 class="gate__title" id="heading" tabindex="-1">
                        "Sign in to your server"
                    </h1>
                    <ServerCard />
                    <Notices form farewell />
                    <div class="gate__fields" hidden=fresh>
                        <WayIn form />
                        <SecretFields form />
                        <Send form />
                    </div>
                    <LinkButton on_click=Callback::new(move |()| app.help.open.set(true))>"Help"</LinkButton>
                </form>
            </main>
        </div>
    }
}

/// Why one is here, what is dangerous here, and what came of the last attempt.
#[component]
fn Notices(form: Form, farewell: SignedOutReason) -> impl IntoView {
    let app = use_app();
    let can_resume = matches!(farewell, SignedOutReason::NotResumed(_));
    let again = move || {
        let resume = Callback::new(move |()| app.resume());
        can_resume.then(|| view! { <LinkButton on_click=resume>"Try again"</LinkButton> }).into_any()
    };
    let farewell = explain::farewell(&farewell);
    view! {
        {drawn(move || {
            farewell
                .clone()
                .filter(|_| !form.overwritten.get())
                .map(|farewell| {
                    view! {
                        <Notice tone=farewell.tone role=NoticeRole::Status title=farewell.title actions=again>
                            {farewell.text}
                        </Notice>
                    }
                })
        })}
        {drawn(move || {
            let origin = form.origin();
            origin
                .is_exposed()
                .then(|| {
                    let text = format!(
                        "Anyone on the way to {} can read what you send. Use https, or continue only on a network you trust.",
                        origin.host,
                    );
                    view! {
                        <Notice tone=NoticeTone::Warn title="This connection is not encrypted">{text}</Notice>
                    }
                })
        })}
        {drawn(move || {
            form.trouble
                .get()
                .map(|trouble| {
                    view! {
                        <Notice tone=trouble.tone role=NoticeRole::Alert title=trouble.title>
                            {trouble.text}
                        </Notice>
                    }
                })
        })}
    }
}

/// The button, and the way to give up what it began.
#[component]
fn Send(form: Form) -> impl IntoView {
    let label = move || if form.origin().is_exposed() { "Continue without encryption" } else { "Sign in" };
    view! {
        <Button
            tone=Tone::Primary
            size=ButtonSize::Large
            kind=ButtonKind::Submit
            busy=form.busy
            class="btn--wide"
        >
            {drawn(move || if form.busy.get() { "Signing in…" } else { label() })}
        </Button>
        <Show when=move || form.busy.get()>
            <LinkButton on_click=Callback::new(move |()| form.stop_waiting())>"Stop waiting"</LinkButton>
        </Show>
    }
}
