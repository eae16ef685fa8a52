//! With what one signs in: a token, or a user and a password.

use super::form::{Form, Way};
use crate::ui::checkbox::Checkbox;
use crate::ui::drawn::drawn;
use crate::ui::field::Field;
use crate::ui::password_input::PasswordInput;
use crate::ui::segmented::{Choice, Segmented, SegmentedLook};
use crate::ui::text_input::TextInput;
use leptos::prelude::*;

const ONLY_SAME_ORIGIN: &str = "User and password work only when the console is served by this same server, \
    because a session cookie is never sent to another origin.";

/// The choice between the two.
#[component]
pub fn WayIn(form: Form) -> impl IntoView {
    let options = move || {
        let password = Choice::new("User and password");
        let password = if form.is_foreign() { password.locked(ONLY_SAME_ORIGIN) } else { password };
        vec![Choice::new("API token"), password]
    };
    let choose = Callback::new(move |index| form.choose(if index == 0 { Way::Token } else { Way::Password }));
    view! {
        <div class="stack">
            <Segmented
                legend="Sign in with"
                options=Signal::derive(options)
                chosen=Signal::derive(move || usize::from(form.way() == Way::Password))
                on_choose=choose
                look=SegmentedLook::Fill
            />
            {drawn(move || form.is_foreign().then(|| view! { <p class="field__hint">{ONLY_SAME_ORIGIN}</p> }))}
        </div>
    }
}

/// The fields of the way that is chosen.
#[component]
pub fn SecretFields(form: Form) -> impl IntoView {
    drawn(move || match form.way() {
        Way::Token => token(form),
        Way::Password => password(form),
    })
}

fn token(form: Form) -> AnyView {
    view! {
        // Password managers file a secret under a name; the server's address serves as one.
        <input
            type="text"
            name="username"
            autocomplete="username"
            prop:value=move || form.origin().host
            readonly
            hidden
        />
        <Field label="API token" hint="Paste it or let your password manager fill it in." error=form.wrong_length>
            <PasswordInput
                node_ref=form.secret_field
                typed_length=form.typed_length
                what="token"
                class="input--lg input--mono"
            />
        </Field>
        <Checkbox
            state=Signal::derive(move || form.keep.get().into())
            on_toggle=Callback::new(move |on| form.keep.set(on))
            sub="Survives a reload. Any script of this site could read it until you sign out."
        >
            "Keep for this tab"
        </Checkbox>
    }
    .into_any()
}

fn password(form: Form) -> AnyView {
    view! {
        <Field label="User">
            <TextInput value=form.user name="username" autocomplete="username" class="input--lg" />
        </Field>
        <Field label="Password" hint="The server keeps a session for 60 minutes unless it is set up otherwise.">
            <PasswordInput
                node_ref=form.secret_field
                typed_length=form.typed_length
                what="password"
                class="input--lg"
            />
        </Field>
    }
    .into_any()
}
