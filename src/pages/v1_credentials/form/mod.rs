//! The form for a new credential: name, password, what it is for, and its buckets.

mod column;
mod grid;
mod outcome;
mod review;

use super::ready;
use crate::console::{Console, PasswordAct, V1Creation, use_console};
use crate::shared::create::held;
use crate::shell::lasting::Lasting;
use crate::shell::page;
use crate::ui::field::Field;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::landmark::HEADING;
use crate::ui::password_input::{PasswordInput, clear, typed};
use crate::ui::text_input::TextInput;
use console_core::Secret;
use console_core::create::Lookalike;
use console_core::text::number;
use console_core::text::pattern::Pattern;
use grid::Buckets;
use influxdb2::Remote;
use influxdb2::authorization::{PasswordRule, V1Draft, V1Problem};
use influxdb2::description::DescriptionContext;
use influxdb2::object::Object;
use influxdb2::permission::ResourceType;
use influxdb2::route::{Route, V1Place};
use influxdb2::session::Session;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use review::{Bar, Review};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The id of the form, for buttons outside of it.
const FORM: &str = "new-v1";
/// The heading over the buckets.
const BUCKETS: &str = "v1-form-buckets";
/// The name of the field for the name.
const NAME: &str = "v1-name";
/// The name of the field for the description.
const DESCRIPTION: &str = "v1-description";
/// The name of the field for the password.
const PASSWORD: &str = "new-password";

/// The form of one session. What is put in lives in the console's draft, the password in the browser's field alone.
#[derive(Clone, Copy)]
struct Form {
    console: Console,
    session: StoredValue<Arc<Session>>,
    /// The filter over the buckets.
    filter: RwSignal<String>,
    /// All buckets.
    rows: Lasting<Memo<Arc<Vec<Object>>>>,
    /// Those that the filter leaves.
    shown: Lasting<Memo<Arc<Vec<Object>>>>,
    /// The description where none is typed.
    generated: Lasting<Memo<String>>,
    password: NodeRef<html::Input>,
    /// What keeps the form from being sent, once the person tried.
    problem: RwSignal<Option<V1Problem>>,
    /// What is wrong with the password.
    password_problem: RwSignal<Option<String>>,
}

impl Form {
    fn new(session: Arc<Session>) -> Self {
        let console = use_console();
        console.want_buckets();
        let filter = RwSignal::new(String::new());
        let rows = Lasting::of(Memo::new(move |_| {
            console.objects.with(|objects| match objects.get(&ResourceType::Buckets) {
                Some(Remote::Ready(buckets)) => Arc::new(buckets.to_vec()),
                _ => Arc::default(),
            })
        }));
        let shown = Lasting::of(Memo::new(move |_| {
            let pattern = Pattern::parse(&filter.read());
            rows.with(|rows: &Arc<Vec<Object>>| {
                Arc::new(rows.iter().filter(|row| pattern.takes(&row.name, &row.id)).cloned().collect::<Vec<_>>())
            })
        }));
        let described = Arc::clone(&session);
        let generated = Lasting::of(Memo::new(move |_| {
            let draft = console.v1.draft.with(|draft| V1Draft { description: String::new(), ..draft.clone() });
            with_context(console, &described, |context| draft.description(context))
        }));
        Self {
            console,
            session: StoredValue::new(session),
            filter,
            rows,
            shown,
            generated,
            password: NodeRef::new(),
            problem: RwSignal::new(None),
            password_problem: RwSignal::new(None),
        }
    }

    fn session(self) -> Arc<Session> {
        self.session.get_value()
    }

    fn rule(self) -> PasswordRule {
        PasswordRule::of(&self.session().server)
    }

    fn with<T>(self, look: impl FnOnce(&V1Draft) -> T) -> T {
        self.console.v1.draft.with(look)
    }

    fn update(self, change: impl FnOnce(&mut V1Draft)) {
        self.console.v1.draft.update(change);
        self.problem.set(None);
        // A refusal speaks of the form as it was sent.
        if !self.exists() {
            self.console.dismiss_v1_creation();
        }
    }

    /// Whether the credential is there already, and only its password is missing.
    fn exists(self) -> bool {
        self.console.v1.creation.with_untracked(|now| waits_for_password(now).is_some())
    }

    /// Whether it is on its way. What is put in meanwhile would be gone with the answer.
    fn is_sending(self) -> bool {
        self.console.v1.creation.with(|now| *now == V1Creation::Sending)
    }

    /// Sends the form, if it stands for a credential; or the password alone, where only that is missing.
    fn submit(self) {
        let password = Secret::new(typed(&self.password));
        let too_much_or_little = self.rule().problem(&password);
        let existing = self.console.v1.creation.with_untracked(waits_for_password);
        if existing.is_none() {
            let known = self.console.v1_listing();
            let session = self.session();
            let read = untrack(|| {
                with_context(self.console, &session, |context| {
                    self.with(|draft| draft.read(known.as_ref().map(|listing| &listing.table), context))
                })
            });
            match read {
                Err(problem) => {
                    self.password_problem.set(too_much_or_little);
                    return self.tell(problem);
                }
                Ok(new) if too_much_or_little.is_none() => return self.console.create_v1(new, password),
                Ok(_) => {}
            }
        }
        match (existing, too_much_or_little) {
            (Some(id), None) => self.console.set_v1_password(id, password),
            (_, problem) => {
                self.password_problem.set(problem);
                page::focus_first(&[&format!("[name={PASSWORD}]")]);
            }
        }
    }

    /// Says what keeps the form from being sent, and leads to it.
    fn tell(self, problem: V1Problem) {
        self.problem.set(Some(problem));
        match problem {
            V1Problem::NothingGranted => page::focus(BUCKETS),
            _ => page::focus_first(&[&format!("[name={NAME}]")]),
        }
    }
}

/// The credential that is there and waits for its password.
fn waits_for_password(creation: &V1Creation) -> Option<influxdb2::Id> {
    match creation {
        V1Creation::Created(id) | V1Creation::Found(_, Lookalike { id, .. }) => Some(*id),
        _ => None,
    }
}

fn with_context<T>(console: Console, session: &Session, look: impl FnOnce(&DescriptionContext<'_>) -> T) -> T {
    console.names.with(|names| {
        look(&DescriptionContext {
            org: session.org.id,
            org_name: &session.org.name,
            user: Some(session.me.id),
            types: &session.types,
            names,
        })
    })
}

fn use_form() -> Form {
    expect_context()
}

/// Keeps Enter alone from sending the form where it is pressed to search or to tick.
fn hold_enter(event: KeyboardEvent) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let alone = !(event.ctrl_key() || event.meta_key());
    let sends = |input: HtmlInputElement| [NAME, PASSWORD, DESCRIPTION].contains(&input.name().as_str());
    if event.key() == "Enter" && alone && !input.is_some_and(sends) {
        event.prevent_default();
    }
}

/// The page with the form.
#[component]
pub fn NewV1(session: Arc<Session>) -> impl IntoView {
    let form = Form::new(session);
    provide_context(form);
    let console = form.console;
    // It stands on its own once its password is set: the form starts anew, and what was made is shown.
    Effect::new(move |_| {
        let Some(id) = console.v1.creation.with(waits_for_password) else { return };
        if console.v1.password_of(id) == Some(PasswordAct::Set) {
            untrack(|| leave_for(form, id));
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        held::leave_for_button();
        form.submit();
    };
    view! {
        <div class="create">
            <form class="create__form" id=FORM aria-labelledby=HEADING on:submit=submit on:keydown=hold_enter>
                <div class="create__head">
                    <h1 class="pagehead__title" id=HEADING tabindex="-1">
                        "New 1.x credential"
                    </h1>
                </div>
                <div class="create__held" inert=move || form.is_sending()>
                    <div class="v1__fields">
                        <Name />
                        <Password />
                        <Description />
                    </div>
                    <section class="permbox" aria-labelledby=BUCKETS>
                        <div class="permbox__h">
                            <h2 class="field__label" id=BUCKETS tabindex="-1">
                                "Buckets"
                            </h2>
                            {move || line(form)}
                        </div>
                        <Buckets />
                    </section>
                </div>
            </form>
            <Review />
            <Bar />
        </div>
    }
}

/// Shows what was made, with a form that is empty again.
fn leave_for(form: Form, id: influxdb2::Id) {
    let console = form.console;
    clear(&form.password);
    console.v1.draft.set(V1Draft::default());
    console.dismiss_v1_creation();
    console.history.replace(Route::V1Credentials(V1Place::One(id)));
}

/// What is wrong, or what to know. The line is always there, so nothing below it moves.
fn line(form: Form) -> AnyView {
    if form.problem.get() == Some(V1Problem::NothingGranted) {
        return view! {
            <p class="field__error permbox__line" role="alert">
                <Icon name=IconName::Danger size=IconSize::Small />
                <span>{V1Problem::NothingGranted.to_string()}</span>
            </p>
        }
        .into_any();
    }
    view! {
        <p class="field__hint permbox__line">"1.x programs reach buckets only. What is granted is fixed once it is created."</p>
    }
    .into_any()
}

#[component]
fn Name() -> impl IntoView {
    let form = use_form();
    let value = mirrored(form, |draft| &mut draft.username);
    let taken = move || form.console.v1.creation.with(|now| *now == V1Creation::Taken);
    let error = move || {
        let known = ready(form.console);
        let typed = !value.with(|value| value.trim().is_empty());
        // What is known while one types is said at once; an empty field only after the person tried.
        let now = form.with(|draft| draft.name_problem(known.as_ref().map(|listing| &listing.table)));
        let told = form.problem.get().filter(|problem| *problem != V1Problem::NothingGranted);
        let exists =
            form.console.v1.creation.with(|now| waits_for_password(now).is_some() || *now == V1Creation::Sending);
        let problem = if taken() { Some(V1Problem::Taken) } else { now.filter(|_| typed).or(told) };
        problem.filter(|_| !exists).map(|problem| problem.to_string())
    };
    view! {
        <Field
            label="Name"
            hint=Some("What the program sends as its user.".to_owned())
            error=Signal::derive(error)
        >
            <TextInput value name=NAME class="input--mono" />
        </Field>
    }
}

#[component]
fn Password() -> impl IntoView {
    let form = use_form();
    let length = RwSignal::new(0_u32);
    Effect::new(move |_| {
        length.track();
        form.password_problem.set(None);
    });
    let hint = format!("{} You can set a new one any time.", form.rule().hint());
    view! {
        <Field label="Password" hint=Some(hint) error=form.password_problem>
            <PasswordInput
                node_ref=form.password
                typed_length=length
                name=PASSWORD
                autocomplete="new-password"
                what="password"
            />
        </Field>
    }
}

#[component]
fn Description() -> impl IntoView {
    let form = use_form();
    let value = mirrored(form, |draft| &mut draft.description);
    let text = move || {
        let typed = value.with(|value| value.trim().to_owned());
        if typed.is_empty() { form.generated.get() } else { typed }
    };
    let note = move || {
        let length = text().chars().count();
        let origin = if value.with(|value| value.trim().is_empty()) { "generated · " } else { "" };
        (length > 0).then(|| format!("{origin}{} character{}", number(length), if length == 1 { "" } else { "s" }))
    };
    let placeholder = move || {
        let generated = form.generated.get();
        if generated.is_empty() { "Generated from the buckets".to_owned() } else { generated }
    };
    view! {
        <Field label="Description" note=Signal::derive(note) class="v1__desc">
            <TextInput value placeholder=Signal::derive(placeholder) name=DESCRIPTION />
        </Field>
    }
}

/// A text of the draft, bound both ways.
fn mirrored(form: Form, part: fn(&mut V1Draft) -> &mut String) -> RwSignal<String> {
    let value = RwSignal::new(form.console.v1.draft.with_untracked(|draft| part(&mut draft.clone()).clone()));
    Effect::new(move |before: Option<()>| {
        let typed = value.get();
        // The first run only mirrors the draft.
        if before.is_some() {
            untrack(|| form.update(|draft| *part(draft) = typed));
        }
    });
    value
}
