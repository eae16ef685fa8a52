//! Signing in: which server, and with what.

mod explain;
mod server_card;

use crate::console::{Attempt, SignedOutReason, use_app};
use crate::shell::page::{self, Origin};
use crate::shell::storage;
use crate::ui::button::{Button, ButtonKind, ButtonSize, LinkButton, Tone};
use crate::ui::checkbox::Checkbox;
use crate::ui::drawn::drawn;
use crate::ui::field::Field;
use crate::ui::gate_side::GateSide;
use crate::ui::landmark::HEADING;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::password_input::{PasswordInput, typed};
use crate::ui::segmented::{Choice, Segmented, SegmentedLook};
use crate::ui::text_input::TextInput;
use console_core::Secret;
use explain::Explanation;
use influxdb2::session::Login;
use leptos::html;
use leptos::prelude::*;
use server_card::ServerCard;

/// The two ways in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Token,
    Password,
}

/// The characters of the tokens that InfluxDB makes.
const USUAL_LENGTH: u32 = 88;

const ONLY_SAME_ORIGIN: &str = "User and password work only when the console is served by this same server, \
    because a session cookie is never sent to another origin.";

/// The page for everybody who is not signed in.
#[component]
pub fn SignInPage(farewell: SignedOutReason) -> impl IntoView {
    let app = use_app();
    document().set_title("Sign in – Token Console");
    app.arrive_on_screen(HEADING);
    // A session that ended is begun again in the same way.
    let before = app.signed_in_as.get_value();
    let chosen_way = RwSignal::new(usize::from(before.is_some()));
    let user = RwSignal::new(before.unwrap_or_default());
    let fresh = move || app.server.with(|server| server.ready().is_some_and(|server| server.fresh));
    // Whether the last attempt was with a password.
    let was_password = StoredValue::new(false);
    // Whether a password was sent while a session was kept, whose cookie says nothing any more.
    let overwritten = RwSignal::new(false);
    let keep = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Explanation>);
    let secret_field = NodeRef::<html::Input>::new();
    let typed_length = RwSignal::new(0_u32);
    let wrong_length = RwSignal::new(None::<String>);

    let foreign = move || !app.address.get().is_empty();
    let options = move || {
        let mut password = Choice::new("User and password");
        if foreign() {
            password = password.locked(ONLY_SAME_ORIGIN);
        }
        vec![Choice::new("API token"), password]
    };
    // A cookie never reaches another origin, so there a token is the only way.
    let way = move || if foreign() || chosen_way.get() == 0 { Way::Token } else { Way::Password };

    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let secret = typed(&secret_field);
        let by_token = untrack(way) == Way::Token;
        if secret.trim().is_empty() {
            trouble.set(Some(if by_token { explain::no_token() } else { explain::no_password() }));
            return;
        }
        // What a paste has around a token is never part of it; in a password it may be.
        let secret = if by_token {
            Secret::new(secret).token_of_paste(&influxdb2::api::IN_FRONT_OF_TOKEN)
        } else {
            Secret::new(secret)
        };
        let length = u32::try_from(secret.length()).unwrap_or(u32::MAX);
        wrong_length.set(None);
        if let (true, Some(found)) = (by_token, secret.unsendable()) {
            trouble.set(Some(explain::unsendable(found)));
            return;
        }
        busy.set(true);
        trouble.set(None);
        was_password.set_value(!by_token);
        if !by_token && storage::may_have_cookie() {
            overwritten.set(true);
        }
        let (name, keep) = (user.get_untracked(), keep.get_untracked());
        let attempting = async move {
            let attempt = if by_token {
                app.sign_in_with_token(secret, keep).await
            } else {
                app.sign_in_with_password(&name, secret).await
            };
            // On success the page is gone already, and its signals with it.
            if let Err(attempt) = attempt {
                let unknown = attempt == Attempt::Refused(Login::Unknown);
                if by_token && unknown && length != USUAL_LENGTH {
                    let note = format!("{length} characters. InfluxDB 2 tokens usually have {USUAL_LENGTH}.");
                    wrong_length.try_set(Some(note));
                }
                trouble.try_set(Some(explain::attempt(&attempt)));
            }
        };
        app.entering.begin(attempting, move || {
            busy.try_set(false);
        });
    };
    // Gives up what is under way, with what is to be said of that.
    let give_up = move || {
        wrong_length.set(None);
        trouble.set((app.entering.call_off() && was_password.get_value()).then(explain::given_up));
    };
    let stop_waiting = Callback::new(move |()| {
        give_up();
        page::focus(HEADING);
    });
    let forget_typed = move || {
        if let Some(field) = secret_field.get_untracked() {
            field.set_value("");
            typed_length.set(0);
        }
    };
    // A token is no password, and what was said of the one is nothing for the other.
    let choose_way = Callback::new(move |index| {
        if chosen_way.get_untracked() != index {
            give_up();
            forget_typed();
            chosen_way.set(index);
        }
    });
    // What was typed for one server is nothing for another one.
    Effect::new(move |before: Option<String>| {
        let address = app.address.get();
        if before.is_some_and(|before| before != address) {
            forget_typed();
            give_up();
        }
        address
    });

    let origin = move || Origin::of(&app.address.get());
    let label = move || if origin().is_exposed() { "Continue without encryption" } else { "Sign in" };
    let can_resume = matches!(farewell, SignedOutReason::NotResumed(_));
    let again = move || {
        let resume = Callback::new(move |()| app.resume());
        can_resume.then(|| view! { <LinkButton on_click=resume>"Try again"</LinkButton> }).into_any()
    };
    let farewell = explain::farewell(&farewell);
    view! {
        <div class="gate">
            <GateSide />
            <main class="gate__main" id="main">
                <form class="gate__form" aria-labelledby="heading" on:submit=submit>
                    <h1 class="gate__title" id="heading" tabindex="-1">
                        "Sign in to your server"
                    </h1>
                    <ServerCard />
                    {drawn(move || {
                        farewell
                            .clone()
                            .filter(|_| !overwritten.get())
                            .map(|farewell| {
                                view! {
                                    <Notice tone=farewell.tone role=NoticeRole::Status title=farewell.title actions=again>
                                        {farewell.text}
                                    </Notice>
                                }
                            })
                    })}
                    {drawn(move || {
                        origin()
                            .is_exposed()
                            .then(|| {
                                let text = format!(
                                    "Anyone on the way to {} can read what you send. Use https, or continue only on a network you trust.",
                                    origin().host,
                                );
                                view! {
                                    <Notice tone=NoticeTone::Warn title="This connection is not encrypted">{text}</Notice>
                                }
                            })
                    })}
                    {drawn(move || {
                        trouble
                            .get()
                            .map(|trouble| {
                                view! {
                                    <Notice tone=trouble.tone role=NoticeRole::Alert title=trouble.title>
                                        {trouble.text}
                                    </Notice>
                                }
                            })
                    })} <div class="gate__fields" hidden=fresh>
                    <div class="stack">
                        <Segmented
                            legend="Sign in with"
                            options=Signal::derive(options)
                            chosen=Signal::derive(move || usize::from(way() == Way::Password))
                            on_choose=choose_way
                            look=SegmentedLook::Fill
                        />
                        {drawn(move || {
                            foreign()
                                .then(|| {
                                    view! {
                                        <p class="field__hint">
                                            {ONLY_SAME_ORIGIN}
                                        </p>
                                    }
                                })
                        })}
                    </div>
                    {drawn(move || match way() {
                        Way::Token => {
                            view! {
                                // Password managers file a secret under a name; the server's address serves as one.
                                <input
                                    type="text"
                                    name="username"
                                    autocomplete="username"
                                    prop:value=move || origin().host
                                    readonly
                                    hidden
                                />
                                <Field
                                    label="API token"
                                    hint="Paste it or let your password manager fill it in."
                                    error=wrong_length
                                >
                                    <PasswordInput node_ref=secret_field typed_length what="token" class="input--lg input--mono" />
                                </Field>
                                <Checkbox
                                    state=Signal::derive(move || keep.get().into())
                                    on_toggle=Callback::new(move |on| keep.set(on))
                                    sub="Survives a reload. Any script of this site could read it until you sign out."
                                >
                                    "Keep for this tab"
                                </Checkbox>
                            }
                                .into_any()
                        }
                        Way::Password => {
                            view! {
                                <Field label="User">
                                    <TextInput value=user name="username" autocomplete="username" class="input--lg" />
                                </Field>
                                <Field label="Password" hint="The server keeps a session for 60 minutes unless it is set up otherwise.">
                                    <PasswordInput node_ref=secret_field typed_length what="password" class="input--lg" />
                                </Field>
                            }
                                .into_any()
                        }
                    })}
                    <Button
                        tone=Tone::Primary
                        size=ButtonSize::Large
                        kind=ButtonKind::Submit
                        busy=busy
                        class="btn--wide"
                    >
                        {drawn(move || if busy.get() { "Signing in…" } else { label() })}
                    </Button>
                    <Show when=move || busy.get()>
                        <LinkButton on_click=stop_waiting>"Stop waiting"</LinkButton>
                    </Show>
                    </div>
                    <LinkButton on_click=Callback::new(move |()| app.help.open.set(true))>"Help"</LinkButton>
                </form>
            </main>
        </div>
    }
}
