//! The request in the words of whoever will use it: a sentence, a table, the JSON, commands, and a link.
//!
//! Only the tab that is open is worked out, and only as much as a person reads; a copy always holds everything.
//! No text holds a credential: commands name a variable in its place.

use super::form::{Form, use_form};
use crate::console::{Console, use_console};
use crate::pages::tokens::number;
use crate::shell::clipboard::{self, Copied};
use crate::ui::button::{Button, ButtonSize};
use crate::ui::icon::IconName;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::tabs::Tabs;
use console_core::api::v2::authorizations::{body, pretty_body};
use console_core::authorization::NewAuthorization;
use console_core::command::{self, CliVersion, Reason, Shell, Target};
use console_core::draft::Recipient;
use console_core::permission::ResourceType;
use console_core::show_as::{self, Words};
use console_core::{Names, link};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Beyond this many permissions the text is cut on the screen; laying out megabytes would block the page.
const READABLE: usize = 200;
/// How many reasons are listed why there is no command.
const REASONS: usize = 5;

/// The forms in which a request can be shown, in the order of the tabs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    Sentence,
    Table,
    Json,
    Curl,
    PowerShell,
    Influx,
    Link,
}

impl As {
    const ALL: [Self; 7] =
        [Self::Sentence, Self::Table, Self::Json, Self::Curl, Self::PowerShell, Self::Influx, Self::Link];

    const fn title(self) -> &'static str {
        match self {
            Self::Sentence => "Sentence",
            Self::Table => "Table",
            Self::Json => "JSON",
            Self::Curl => "curl",
            Self::PowerShell => "PowerShell",
            Self::Influx => "influx",
            Self::Link => "Link",
        }
    }

    /// What is to be known about the text, below it.
    fn hint(self, cli: CliVersion) -> Option<String> {
        match self {
            Self::Sentence | Self::Table | Self::Json => None,
            Self::Curl => Some("Set INFLUX_TOKEN to your own token first.".to_owned()),
            Self::PowerShell => Some("Set $env:INFLUX_TOKEN to your own token first.".to_owned()),
            Self::Influx => Some(format!("For version {cli} of the influx CLI, which uses your active profile.")),
            Self::Link => Some(
                "Opens this form filled in, for somebody who may create the token. It holds no secret and creates nothing by itself."
                    .to_owned(),
            ),
        }
    }
}

/// What a tab shows.
#[derive(Clone, PartialEq)]
enum Shown {
    /// The text, with at most [`READABLE`] permissions, and how many there are beyond them.
    Text { text: String, left_out: usize },
    /// There is none that says exactly this.
    Impossible(Vec<String>),
}

/// The tabs, each with its text and a button that copies it.
#[component]
pub fn RequestTabs() -> impl IntoView {
    let chosen = RwSignal::new(2_usize);
    let tabs: Vec<String> = As::ALL.iter().map(|way| way.title().to_owned()).collect();
    let panel = Callback::new(move |index: usize| {
        let way = As::ALL.get(index).copied().unwrap_or(As::Json);
        view! { <Panel way /> }.into_any()
    });
    view! {
        <section class="showas" aria-labelledby="show-as">
            <h3 class="showas__h" id="show-as">
                "Show as"
            </h3>
            <Tabs
                label="Show the request as"
                tabs
                chosen
                on_choose=Callback::new(move |index| chosen.set(index))
                panel
            />
        </section>
    }
}

#[component]
fn Panel(way: As) -> impl IntoView {
    let writer = Writer { form: use_form(), console: use_console() };
    let shown = Memo::new(move |_| match writer.write(way, READABLE) {
        Ok(text) => {
            let count = writer.form.permissions.with(|permissions| permissions.len());
            Shown::Text { text, left_out: count.saturating_sub(READABLE) }
        }
        Err(reasons) => Shown::Impossible(reasons),
    });
    move || match shown.get() {
        Shown::Text { text, left_out } => view! { <Text way writer text left_out /> }.into_any(),
        Shown::Impossible(reasons) => {
            let title = match way {
                As::Influx => "No influx command says exactly this",
                _ => "There is no text for this yet",
            };
            let reasons = reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
            view! {
                <Notice tone=NoticeTone::Info title=title>
                    <ul class="showas__why">{reasons}</ul>
                    {(way == As::Influx).then_some("curl and PowerShell can say it.")}
                </Notice>
            }
            .into_any()
        }
    }
}

/// A text with its button. The button tells what the browser did, not what was tried.
#[component]
fn Text(way: As, writer: Writer, text: String, left_out: usize) -> impl IntoView {
    let field = NodeRef::<html::Pre>::new();
    let copied = RwSignal::new(None::<Copied>);
    let copy = Callback::new(move |()| {
        let Some(element) = field.get_untracked() else { return };
        let Ok(all) = untrack(|| writer.write(way, usize::MAX)) else { return };
        // Without a clipboard the browser copies what is selected on the page, so everything has to be there.
        if left_out > 0 && !clipboard::is_offered() {
            element.set_text_content(Some(&all));
        }
        let attempt = clipboard::copy(&all, &element);
        spawn_local(async move {
            let outcome = attempt.outcome(&element).await;
            if outcome == Copied::Refused {
                element.set_text_content(Some(&all));
                clipboard::select(&element);
            }
            copied.try_set(Some(outcome));
        });
    });
    let label = format!("The request as {}", way.title());
    let what = match way {
        As::Link => " link",
        _ => "",
    };
    let said = move || match copied.get() {
        None => None,
        Some(Copied::Confirmed) => Some("Copied.".to_owned()),
        Some(Copied::Refused) => Some(format!(
            "Could not copy: the browser refused. The text is selected, press {}.",
            clipboard::copy_keys()
        )),
    };
    let prose = matches!(way, As::Sentence | As::Link);
    view! {
        <div class="code">
            <pre
                class="code__pre"
                class:code__pre--prose=prose
                tabindex="0"
                translate="no"
                role="region"
                aria-label=label
                node_ref=field
                prop:textContent=text
            ></pre>
            <div class="code__copy">
                <Button size=ButtonSize::Small icon=IconName::Copy on_click=copy>
                    {move || match copied.get() {
                        Some(Copied::Confirmed) => "Copied",
                        _ => "Copy",
                    }}
                    {what}
                    <span class="vh">{format!(" ({})", way.title())}</span>
                </Button>
            </div>
        </div>
        <p class="showas__said" role="status">
            {said}
        </p>
        {(left_out > 0)
            .then(|| {
                let text = format!("The first {} permissions are shown. Copy takes all {}.", number(READABLE), number(left_out + READABLE));
                view! { <p class="showas__note">{text}</p> }
            })}
        {way.hint(writer.cli()).map(|hint| view! { <p class="showas__note">{hint}</p> })}
    }
}

/// Writes the request down.
#[derive(Clone, Copy)]
struct Writer {
    form: Form,
    console: Console,
}

impl Writer {
    /// The request as text with at most so many permissions, or why there is none.
    fn write(self, way: As, most: usize) -> Result<String, Vec<String>> {
        let request = self.form.read().map_err(|problem| vec![problem.to_string()])?;
        let org = self.form.session().org.clone();
        let owner = self.owner();
        let (part, left_out) = show_as::cut(&request, most);
        let more = |text: String| if left_out > 0 { text + "\n…" } else { text };
        let unprintable = |why: command::Unprintable| vec![format!("{why}.")];
        match way {
            As::Sentence | As::Table => self.console.names.with(|names| {
                let words = Words { owner: &owner, org: &org.name, names };
                Ok(match way {
                    As::Sentence => show_as::sentence(&request, words),
                    _ => show_as::table(&request, words, most),
                })
            }),
            As::Json => Ok(more(show_as::visible_json(&pretty_body(&part)))),
            As::Curl => {
                command::curl(&self.host(), &show_as::visible_json(&pretty_body(&part))).map(more).map_err(unprintable)
            }
            As::PowerShell => command::invoke_rest_method(&self.host(), &show_as::visible_json(&body(&part)))
                .map(more)
                .map_err(unprintable),
            As::Influx => self.influx(&request, &owner, most),
            As::Link => self.link(),
        }
    }

    /// The command, which exists for the whole request or not at all.
    fn influx(self, request: &NewAuthorization, owner: &str, most: usize) -> Result<String, Vec<String>> {
        let session = self.form.session();
        let mut names = Names::default();
        names.insert(&ResourceType::Users, request.user.unwrap_or(session.me.id), owner);
        let target = Target {
            types: &session.types,
            names: &names,
            caller: Some(session.me.id),
            shell: Shell::Posix,
            cli: self.cli(),
        };
        match command::print(request, &target) {
            // A flag a line, and three lines before the first permission.
            Ok(printed) if most < usize::MAX => {
                let lines: Vec<&str> = printed.text.lines().take(most + 4).collect();
                Ok(lines.join("\n"))
            }
            Ok(printed) => Ok(printed.text),
            Err(why) => {
                let mut reasons: Vec<String> = why.reasons.iter().take(REASONS).map(Reason::message).collect();
                let more = why.reasons.len() - reasons.len();
                if more > 0 {
                    reasons.push(format!("And {} more reasons like these.", number(more)));
                }
                Err(reasons)
            }
        }
    }

    fn link(self) -> Result<String, Vec<String>> {
        let org = self.form.session().org.clone();
        let me = self.form.session().me.clone();
        let request = self
            .form
            .with(|draft| self.console.names.with(|names| link::LinkedRequest::of(draft, &org, &me, names).encode()));
        let page = window().location().href().unwrap_or_default();
        let page = page.split('#').next().unwrap_or_default();
        match request {
            Ok(request) => Ok(format!("{page}#/tokens/new?{request}")),
            Err(problem) => Err(vec![problem.to_string()]),
        }
    }

    /// The version of the CLI that came with the server, or the newest where that is not known. Any CLI can talk to any server.
    fn cli(self) -> CliVersion {
        let version = self.form.session().server.version.clone();
        version.and_then(|version| CliVersion::parse(&version.to_string())).unwrap_or(CliVersion::NEWEST)
    }

    fn owner(self) -> String {
        self.form.with(|draft| match &draft.recipient {
            Recipient::Me => self.form.session().me.name.clone(),
            Recipient::Other(user) => user.name.clone(),
            Recipient::New(name) => name.clone(),
            Recipient::Unchosen => "a user whom you have yet to choose".to_owned(),
        })
    }

    fn host(self) -> String {
        let address = self.console.address.get();
        if address.is_empty() { window().location().origin().unwrap_or_default() } else { address }
    }
}
