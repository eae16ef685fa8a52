//! An owner other than oneself: a user who is searched, or one who is made on the way.

use super::OWNER;
use crate::console::{Resolved, use_console};
use crate::pages::new_token::form::use_form;
use crate::ui::button::LinkButton;
use crate::ui::combobox::{Combobox, Suggestion, Suggestions};
use crate::ui::field::FieldLink;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::progress::Progress;
use crate::ui::text_input::TextInput;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::Remote;
use influxdb2::draft::{DraftProblem, Recipient};
use influxdb2::object::Object;
use influxdb2::permission::ResourceType;
use influxdb2::session::Named;
use leptos::context::Provider;
use leptos::prelude::*;

/// More than this nobody looks through; typing is faster.
const SUGGESTED: usize = 50;
const HINT: &str = "owner-hint";

/// The search over the users of the server.
#[component]
pub fn AnotherUser(asked_later: Option<&'static str>) -> impl IntoView {
    let form = use_form();
    let console = use_console();
    // Users come and go while a page is open.
    console.renew_objects(&ResourceType::Users);
    let users = move || form.objects(&ResourceType::Users);
    let query = RwSignal::new(form.with_untracked(|draft| match &draft.recipient {
        Recipient::Other(user) => user.name.clone(),
        _ => String::new(),
    }));
    // The form may choose a user by itself, when one was made or copied.
    Effect::new(move |_| {
        let chosen = form.with(|draft| match &draft.recipient {
            Recipient::Other(user) => Some(user.name.clone()),
            _ => None,
        });
        if let Some(name) = chosen.filter(|name| query.with_untracked(|query| query != name)) {
            query.set(name);
        }
    });
    let suggest = Callback::new(move |text: String| {
        let users = users();
        let inactive = console.inactive_users.get();
        let wanted = text.trim().to_lowercase();
        let fits = |user: &&Object| user.name.to_lowercase().contains(&wanted) || user.id.to_string() == wanted;
        let found: Vec<&Object> = users.ready().into_iter().flat_map(|users| users.iter()).filter(fits).collect();
        let shown = found.iter().take(SUGGESTED).map(|user| Suggestion {
            key: user.id.number(),
            label: user.name.to_string(),
            note: user.id.to_string(),
            tag: inactive.contains(&user.id).then_some("inactive"),
        });
        Suggestions { shown: shown.collect(), total: found.len() }
    });
    let choose = Callback::new(move |key: u64| {
        let users = untrack(users);
        let user = users.ready().and_then(|users| users.iter().find(|user| user.id.number() == key));
        if let Some(Object { id, name, .. }) = user {
            form.set_recipient(Recipient::Other(Named { id: *id, name: name.to_string() }));
            query.set(name.to_string());
        }
    });
    // A name that is being changed names nobody until a user is chosen again.
    let edited = Callback::new(move |()| {
        if form.with_untracked(|draft| draft.recipient != Recipient::Unchosen) {
            form.set_recipient(Recipient::Unchosen);
        }
    });
    let chosen = Memo::new(move |_| {
        form.with(|draft| match &draft.recipient {
            Recipient::Other(user) => Some(user.id),
            _ => None,
        })
    });
    let about = move || match chosen.get() {
        None => "Choose a user from the list.".to_owned(),
        Some(id) if console.inactive_users.with(|inactive| inactive.contains(&id)) => {
            format!("{id}. This user is inactive: the token works only after the user is activated.")
        }
        Some(id) => format!("{id}. The token stops working if this user is deleted or deactivated."),
    };
    let loaded = Memo::new(move |_| match users() {
        Remote::Ready(_) => Ok(true),
        Remote::NotAsked | Remote::Loading => Ok(false),
        Remote::Failed(error) => Err(error),
    });
    let invalid = Signal::derive(move || form.problem.get() == Some(DraftProblem::NoOwner));
    move || match loaded.get() {
        Ok(true) => view! {
            <div class="field row__owner">
                <label class="field__label" for=OWNER>
                    "User who owns the token"
                </label>
                <Provider value=link(invalid)>
                    <Combobox
                        query
                        suggest
                        on_choose=choose
                        on_edit=edited
                        words=("user", "users")
                        placeholder="Name or id"
                    />
                </Provider>
                <p class="field__hint" id=HINT>
                    {about} " " {asked_later}
                </p>
                <Arrived />
            </div>
        }
        .into_any(),
        Ok(false) => view! { <Loading /> }.into_any(),
        Err(error) => {
            let again = Callback::new(move |()| console.load_objects(ResourceType::Users));
            let actions = move || view! { <LinkButton on_click=again>"Load again"</LinkButton> }.into_any();
            view! {
                <Notice tone=NoticeTone::Warn role=NoticeRole::Status title="The users could not be loaded" actions>
                    {error.to_string()}
                </Notice>
            }
            .into_any()
        }
    }
}

#[component]
fn Loading() -> impl IntoView {
    let console = use_console();
    let note = move || {
        let (of, count) = console.counted.get()?;
        (of == ResourceType::Users).then(|| format!("{} so far.", number(count)))
    };
    view! { <Progress label="Loading the users" note=Signal::derive(note) /> }
}

/// The name of a user who does not exist yet.
#[component]
pub fn NewUser(asked_later: Option<&'static str>) -> impl IntoView {
    let form = use_form();
    let console = use_console();
    console.want_objects(&ResourceType::Users);
    let value = RwSignal::new(form.with_untracked(|draft| match &draft.recipient {
        Recipient::New(name) => name.clone(),
        _ => String::new(),
    }));
    Effect::new(move |before: Option<()>| {
        let name = value.get();
        if before.is_some() && form.with_untracked(|draft| matches!(draft.recipient, Recipient::New(_))) {
            form.set_recipient(Recipient::New(name));
        }
    });
    let known = Memo::new(move |_| form.existing_owner());
    let about = move || match known.get() {
        Some(id) => {
            let name = value.with(|value| spelled_out(value.trim()));
            format!("{name} exists already ({id}). The token is created for that user.")
        }
        None => "The user is created first, without a password and without an organization. Its tokens still work."
            .to_owned(),
    };
    let invalid = Signal::derive(move || form.problem.get() == Some(DraftProblem::NoUserName));
    view! {
        <div class="field row__owner">
            <label class="field__label" for=OWNER>
                "Name of the new user"
            </label>
            <Provider value=link(invalid)>
                <TextInput value placeholder="svc-telegraf" />
            </Provider>
            <p class="field__hint" id=HINT>
                {about} " " {asked_later}
            </p>
        </div>
    }
}

/// What became of the user who was wanted, as long as the token is still to be made.
#[component]
fn Arrived() -> impl IntoView {
    let console = use_console();
    move || {
        console.resolved_owner.get().filter(|_| console.created_here()).map(|resolved_owner| {
            let name = spelled_out(&resolved_owner.user.named.name);
            let text = match resolved_owner.resolved {
                Resolved::Created => format!("{name} was created and is not created again."),
                Resolved::Meanwhile => {
                    format!("{name} came about while this was sent and owns the token: check whose it is.")
                }
                Resolved::Found => format!("{name} existed already and owns the token."),
            };
            view! { <p class="field__hint">{text}</p> }
        })
    }
}

fn link(invalid: Signal<bool>) -> FieldLink {
    FieldLink { control: OWNER.to_owned(), described_by: Signal::stored(Some(HINT.to_owned())), invalid }
}
