//! The dialog that shows a new token's secret, once: alone, ready to use in other programs, and tried out.
//!
//! It lies over everything, signed in or not: a session that ends while the secret is shown must not take it away.

mod formats;
mod preview;
mod secret_field;
mod token_test;

use crate::console::{Resolved, use_app};
use crate::pages::otherwise::Otherwise;
use crate::pages::twins::Twins;
use crate::shell::clipboard::{self, Copied};
use crate::shell::{leave, page};
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::checkbox::Checkbox;
use crate::ui::dialog::{Closing, Dialog, DialogWidth};
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::landmark::MAIN;
use crate::ui::live::use_announcer;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::untrusted::Untrusted;
use console_core::create::Saved;
use console_core::text::foreign::spelled_out;
use formats::Formats;
use influxdb2::authorization::Status;
use influxdb2::reveal::{Copying, Reveal};
use influxdb2::route::Route;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use secret_field::{Field, SecretField};
use token_test::Test;

const WHY: &str = "Not closed: the secret is nowhere else yet, and it cannot be shown again. Copy it, or tick “I have stored this token”.";

/// The dialog; it is open as long as there is a secret.
#[component]
pub fn RevealDialog() -> impl IntoView {
    let app = use_app();
    let open = Memo::new(move |_| app.reveal.with(Option::is_some));
    let unsaved = Memo::new(move |_| app.reveal.with(|reveal| reveal.as_ref().is_some_and(|r| r.saved().is_none())));
    // A create that is under way brings the only copy of a secret.
    leave::ask_before_leaving(Signal::derive(move || unsaved.get() || app.is_creating()));
    leave::on_leaving(move || app.reveal.set(None));

    let stored = NodeRef::<html::Input>::new();
    let announcer = use_announcer();
    // Esc, back, another place: all of them ask here.
    let leave_it = move || {
        if !app.may_drop_reveal() {
            if let Some(stored) = stored.get_untracked() {
                let _ = stored.focus();
            }
            // A run of many tokens says so itself.
            if app.reveal.with_untracked(Option::is_some) {
                announcer.alert(WHY);
            }
            return false;
        }
        true
    };
    app.history.set_guard(Some(Callback::new(move |()| {
        let may = leave_it();
        if may {
            app.reveal.set(None);
            app.close_run();
        }
        may
    })));
    let close = move || {
        if leave_it() {
            let made = app
                .reveal
                .with_untracked(|reveal| reveal.as_ref().map(|reveal| reveal.created().authorization.clone()));
            app.reveal.set(None);
            if let Some(made) = made {
                app.arrive_at(made.org, made.id);
            }
            app.history.go(Route::Tokens);
        }
    };
    let lead = move || {
        let made = app.reveal.with_untracked(|reveal| {
            let made = &reveal.as_ref()?.created().authorization;
            Some((made.description.to_string(), made.status))
        });
        let (name, status) = made.unwrap_or((String::new(), Status::Active));
        let works = if status == Status::Active { " is active. " } else { " is inactive until you activate it. " };
        let hashes = app.session_hashes();
        view! {
            <b>
                <Untrusted text=name />
            </b>
            {works}
            {if hashes {
                "The server keeps only a hash, so nobody can show this secret again."
            } else {
                "This console shows its secret only once."
            }}
        }
        .into_any()
    };
    let field = Field::default();
    let foot = move || view! { <Foot field stored close=Callback::new(move |()| close()) /> }.into_any();
    view! {
        <Dialog
            open
            title="Store this token now"
            on_close_request=Callback::new(move |()| close())
            lead
            foot
            width=DialogWidth::Wide
            closing=Closing::Guarded
            on_closed=Callback::new(move |()| page::focus(MAIN))
        >
            {drawn(move || {
                app
                    .reveal
                    .with(|reveal| reveal.as_ref().is_some_and(Reveal::was_guarded))
                    .then(|| {
                        view! {
                            <Notice
                                tone=NoticeTone::Warn
                                role=NoticeRole::Status
                                title="Copy it, or tick the box"
                            >
                                "Until then Esc, Back and a click outside keep this dialog open, because the secret cannot be shown again."
                            </Notice>
                        }
                    })
            })}
            <Otherwise />
            <Twins />
            <OwnerNews />
            <SecretField field />
            <Formats field />
            <Test />
        </Dialog>
    }
}

/// What became of the user who was wanted on the way to this token.
#[component]
fn OwnerNews() -> impl IntoView {
    let app = use_app();
    let workspace = app.workspace.get_untracked()?;
    let resolved_owner = workspace.resolved_owner.get_untracked();
    resolved_owner.map(|resolved_owner| {
        let name = spelled_out(&resolved_owner.user.named.name);
        let text = match resolved_owner.resolved {
            Resolved::Created => {
                format!("The user {name} was created for it. The user has no password and is in no organization; the token still works.")
            }
            Resolved::Found => format!("The user {name} existed already, so the token belongs to that user."),
        };
        view! { <Notice tone=NoticeTone::Info>{text}</Notice> }
    })
}

/// Empties the clipboard, once the person has put the token where it belongs.
#[component]
fn ClearClipboard() -> impl IntoView {
    let said = RwSignal::new("");
    let clear = Callback::new(move |()| {
        spawn_local(async move {
            said.try_set(match clipboard::empty().await {
                Copied::Confirmed => "Cleared. A history of the clipboard may still hold it.",
                Copied::Refused => "Not cleared: the browser refused.",
            });
        });
    });
    view! {
        <div class="formats__foot">
            <Button tone=Tone::Quiet on_click=clear>
                "Clear clipboard"
            </Button>
            <p class="formats__said" aria-live="polite">
                {said}
            </p>
        </div>
    }
}

/// The ways out. There is one that needs no thought: copy and close.
#[component]
fn Foot(field: Field, stored: NodeRef<html::Input>, close: Callback<()>) -> impl IntoView {
    let app = use_app();
    let saved = move || app.reveal.with(|reveal| reveal.as_ref().and_then(Reveal::saved));
    let copying = move || app.reveal.with(|reveal| reveal.as_ref().map_or(Copying::Untried, Reveal::copying));
    let acknowledged = move || saved() == Some(Saved::Acknowledged);
    let blocked =
        move || saved().is_none().then(|| "Copy the token or tick “I have stored this token” first.".to_owned());
    let toggle = Callback::new(move |on: bool| {
        app.reveal.update(|reveal| {
            if let Some(reveal) = reveal {
                reveal.acknowledged(on);
            }
        });
    });
    let copy_and_close = Callback::new(move |()| {
        field.copy(app, Some(close));
    });
    view! {
        <Show when=move || !matches!(saved(), Some(Saved::Copied | Saved::Downloaded))>
            <div class="grow">
                <Checkbox state=Signal::derive(move || acknowledged().into()) on_toggle=toggle node_ref=stored>
                    "I have stored this token"
                </Checkbox>
            </div>
        </Show>
        {drawn(move || match (saved(), copying()) {
            (Some(saved @ (Saved::Copied | Saved::Downloaded)), _) => {
                view! {
                    <div class="grow">{(saved == Saved::Copied && clipboard::can_be_emptied()).then(ClearClipboard)}</div>
                    <Button tone=Tone::Primary size=ButtonSize::Large on_click=close>
                        "Done"
                    </Button>
                }
                    .into_any()
            }
            (_, Copying::Refused) => {
                view! {
                    <Button size=ButtonSize::Large on_click=Callback::new(move |()| field.copy(app, None))>
                        "Try copying again"
                    </Button>
                    <Button tone=Tone::Primary size=ButtonSize::Large blocked=Signal::derive(blocked) on_click=close>
                        "Close"
                    </Button>
                }
                    .into_any()
            }
            _ => {
                view! {
                    <Button size=ButtonSize::Large blocked=Signal::derive(blocked) on_click=close>
                        "Close without copying"
                    </Button>
                    <Button
                        tone=Tone::Primary
                        size=ButtonSize::Large
                        icon=IconName::Copy
                        on_click=copy_and_close
                    >
                        "Copy and close"
                    </Button>
                }
                    .into_any()
            }
        })}
    }
}
