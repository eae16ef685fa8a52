//! What became of the last create, when it did not end with a password.

use super::{leave_for, use_form};
use crate::console::{PasswordAct, V1Creation};
use crate::pages::v1_credentials::said::unsure;
use crate::ui::button::{Button, ButtonSize};
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::create::Lookalike;
use influxdb2::Id;
use influxdb2::authorization::v1::V1Doubt;
use influxdb2::route::{Route, V1Place};
use leptos::prelude::*;

/// The notice, with the way on.
#[component]
pub fn Outcome() -> impl IntoView {
    let form = use_form();
    let console = form.console;
    let creation = Memo::new(move |_| console.v1.creation.get());
    let draw = move || {
        match creation.get() {
        V1Creation::Idle | V1Creation::Sending | V1Creation::Taken => ().into_any(),
        V1Creation::Refused(error) => {
            notice(NoticeTone::Danger, "The server refused; no credential was created", error.to_string(), None)
        }
        V1Creation::NotFound => notice(
            NoticeTone::Warn,
            "The answer was lost, and no such credential was found so far",
            "A slow server may still create it. You can send it again: names are unique, so there are never two.".to_owned(),
            None,
        ),
        V1Creation::Unsure(V1Doubt::Lost, error) => notice(
            NoticeTone::Danger,
            "The answer was lost, and the credential may exist",
            format!("The list could not be read either. {error} You can send it again: names are unique, so there are never two."),
            None,
        ),
        V1Creation::Unsure(V1Doubt::Taken, error) => notice(
            NoticeTone::Danger,
            "The name is taken, perhaps by the credential that you asked for",
            format!("The request may have been sent twice, and the list could not be read. {error} You can send it again: the list is read again then, and names are unique, so there are never two."),
            None,
        ),
        V1Creation::Found(doubt, Lookalike { id, likely }) => {
            let (title, whose) = found(doubt, likely);
            let text = match console.v1.password_of(id) {
                Some(PasswordAct::Refused(error)) => format!("Its password was not set: {error}"),
                Some(PasswordAct::Unsure(error)) => unsure(&error),
                _ => format!("{whose} Its password was not set: set it if it is yours."),
            };
            notice(NoticeTone::Warn, title, text, Some((id, true)))
        }
        V1Creation::Another(id) => notice(
            NoticeTone::Warn,
            "The answer was lost, and the name belongs to another credential",
            "It grants something else than you asked for, so somebody else created it. Choose another name.".to_owned(),
            Some((id, false)),
        ),
        V1Creation::Otherwise(id) => notice(
            NoticeTone::Danger,
            "The server created another credential than you asked for",
            "Its password was not set, so nobody can use it. Open it, look at what it grants, and delete it if it is wrong."
                .to_owned(),
            Some((id, false)),
        ),
        V1Creation::Created(id) => {
            let text = match console.v1.password_of(id) {
                Some(PasswordAct::Refused(error)) => {
                    format!("Setting its password was refused, so nobody can use it yet. {error} Set the password; nothing else is sent again.")
                }
                Some(PasswordAct::Unsure(error)) => unsure(&error),
                Some(PasswordAct::Busy | PasswordAct::Set) | None => return ().into_any(),
            };
            notice(NoticeTone::Danger, "The credential exists, without a password as far as is known", text, Some((id, true)))
        }
    }
    };
    let open = Callback::new(move |(id, as_asked): (Id, bool)| {
        if as_asked {
            return leave_for(form, id);
        }
        console.dismiss_v1_creation();
        console.history.go(Route::V1Credentials(V1Place::One(id)));
    });
    provide_context(Opening(open));
    view! { <div class="review__news">{drawn(draw)}</div> }
}

/// What is said of a credential that looks as asked for: that it is there, and whose it may be. Nobody can prove it.
fn found(doubt: V1Doubt, likely: bool) -> (&'static str, &'static str) {
    match (doubt, likely) {
        (V1Doubt::Lost, _) => (
            "The answer was lost, and a credential of this name is there",
            "It looks as you asked, but nobody can tell who created it.",
        ),
        (V1Doubt::Taken, true) => (
            "A credential of this name appeared while yours was being created",
            "It looks as you asked: your browser or a proxy probably sent the request twice, and this is it, unless somebody else created the same one at that moment.",
        ),
        (V1Doubt::Taken, false) => (
            "The name belongs to a credential that was not in the list before",
            "It looks as you asked: perhaps a request of yours created it, perhaps somebody else did.",
        ),
    }
}

/// Opens a credential; with it, whether it is the one that the form asked for.
#[derive(Clone, Copy)]
struct Opening(Callback<(Id, bool)>);

fn notice(tone: NoticeTone, title: &'static str, text: String, opens: Option<(Id, bool)>) -> AnyView {
    let Opening(open) = expect_context();
    let actions = move || {
        opens
            .map(|there| {
                view! {
                    <Button size=ButtonSize::Small on_click=Callback::new(move |()| open.run(there))>
                        "Open it"
                    </Button>
                }
            })
            .into_any()
    };
    view! {
        <Notice tone role=NoticeRole::Alert title=title.to_owned() actions>
            {text}
        </Notice>
    }
    .into_any()
}
