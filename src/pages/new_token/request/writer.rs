//! The request, written down in each of its forms.

use crate::console::Console;
use crate::pages::new_token::batch;
use crate::pages::new_token::form::Form;
use console_core::text::{json, number};
use influxdb2::api::authorizations::{body, pretty_body};
use influxdb2::authorization::NewAuthorization;
use influxdb2::draft::{Draft, DraftProblem, Recipient, TokenRequest};
use influxdb2::permission::ResourceType;
use influxdb2::show_as::{READABLE, RequestContext};
use influxdb2::{Names, link, show_as};
use leptos::prelude::*;
use reader::command;
use reader::command::{CliVersion, Reason, Shell, Target};

/// How many reasons are listed why there is no command.
const REASONS: usize = 5;

/// The forms in which a request can be shown, in the order of the tabs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum As {
    Sentence,
    Table,
    Json,
    Curl,
    PowerShell,
    Influx,
    Terraform,
    Python,
    JavaScript,
    Link,
}

impl As {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Sentence,
        Self::Table,
        Self::Json,
        Self::Curl,
        Self::PowerShell,
        Self::Influx,
        Self::Terraform,
        Self::Python,
        Self::JavaScript,
        Self::Link,
    ];

    /// What the tab is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sentence => "Sentence",
            Self::Table => "Table",
            Self::Json => "JSON",
            Self::Curl => "curl",
            Self::PowerShell => "PowerShell",
            Self::Influx => "influx",
            Self::Terraform => "Terraform",
            Self::Python => "Python",
            Self::JavaScript => "JavaScript",
            Self::Link => "Link",
        }
    }

    /// What is to be known about the text, below it.
    pub fn hint(self, cli: CliVersion) -> Option<String> {
        match self {
            Self::Sentence | Self::Table | Self::Json => None,
            Self::Curl | Self::Python | Self::JavaScript => Some("Set INFLUX_TOKEN to your own token first.".to_owned()),
            Self::Terraform => Some("For the provider influxdb-v2. The secret is stored in Terraform’s state.".to_owned()),
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
pub enum Shown {
    /// The text, with at most [`READABLE`] permissions, and how many there are beyond them.
    Text { text: String, left_out: usize },
    /// There is none as long as the form is as it is.
    NotYet(String),
    /// There is none that says exactly this.
    Impossible(Vec<String>),
}

/// Writes the request down.
#[derive(Clone, Copy)]
pub struct Writer {
    /// The form.
    pub form: Form,
    /// The console, for names and the server's address.
    pub console: Console,
}

impl Writer {
    /// Everything that a text is made of; the owner of an effect runs again when it changes.
    pub fn track(self) {
        self.form.with(|_| ());
        self.form.permissions.track();
        self.form.plan.track();
        self.console.several.track();
        self.console.names.track();
        self.console.address.track();
    }

    /// What a tab shows.
    pub fn show(self, way: As) -> Shown {
        match self.write(way, READABLE) {
            Ok(text) => {
                let count = self.form.permissions.with(|permissions| permissions.len());
                Shown::Text { text, left_out: count.saturating_sub(READABLE) }
            }
            Err(unwritten) => unwritten,
        }
    }

    /// The request as text with at most so many permissions, or why there is none.
    pub fn write(self, way: As, most: usize) -> Result<String, Shown> {
        let not_yet = |problem: DraftProblem| Shown::NotYet(problem.to_string());
        let asked = self.token_request().map_err(not_yet)?;
        let owner = self.owner();
        if matches!(way, As::Sentence | As::Table) {
            return Ok(self.prose(way, asked.token(), &owner, most));
        }
        if way == As::Link {
            return self.link();
        }
        let request = asked.ready().map_err(|_| not_yet(DraftProblem::UserNotMade))?;
        let (part, left_out) = show_as::cut(&request, most);
        let more = |text: String| if left_out > 0 { text + "\n…" } else { text };
        let unprintable = |why: command::Unprintable| Shown::Impossible(vec![format!("{why}.")]);
        let body_text = || json::visible(&pretty_body(&part));
        match way {
            As::Curl => command::curl(&self.host(), &body_text()).map(more).map_err(unprintable),
            As::PowerShell => {
                command::invoke_rest_method(&self.host(), &json::visible(&body(&part))).map(more).map_err(unprintable)
            }
            As::Terraform => command::terraform(&part).map(more).map_err(unprintable),
            As::Python => command::python(&self.host(), &part).map(more).map_err(unprintable),
            As::JavaScript => command::javascript(&self.host(), &body_text()).map(more).map_err(unprintable),
            As::Influx => self.influx(&request, &owner, most).map_err(Shown::Impossible),
            As::Sentence | As::Table | As::Json | As::Link => Ok(more(body_text())),
        }
    }

    /// What is sent; of several tokens the first.
    fn token_request(self) -> Result<TokenRequest, DraftProblem> {
        match batch::first(self.form) {
            Some(first) => first.map(|(_, request)| TokenRequest::from(request)),
            None => self.form.token_request(),
        }
    }

    /// What people read, which needs no id of the owner.
    fn prose(self, way: As, request: &NewAuthorization, owner: &str, most: usize) -> String {
        let org = self.form.session().org.name.clone();
        let text = self.console.names.with(|names| {
            let words = RequestContext { owner, org: &org, names };
            match way {
                As::Sentence => show_as::sentence(request, words),
                _ => show_as::table(request, words, most),
            }
        });
        if self.form.with(Draft::awaits_own_user) { show_as::with_own_rights(text) } else { text }
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

    fn link(self) -> Result<String, Shown> {
        if self.form.with(Draft::awaits_own_user) {
            let why = "A link can’t say that a new user gets permissions on itself. Leave these permissions out, or choose a user who exists.";
            return Err(Shown::NotYet(why.to_owned()));
        }
        let org = self.form.session().org.clone();
        let me = self.form.session().me.clone();
        let request = self
            .form
            .with(|draft| self.console.names.with(|names| link::LinkedRequest::of(draft, &org, &me, names).encode()));
        let page = window().location().href().unwrap_or_default();
        let page = page.split('#').next().unwrap_or_default();
        match request {
            Ok(request) => Ok(format!("{page}#/tokens/new?{request}")),
            Err(problem) => Err(Shown::NotYet(problem.to_string())),
        }
    }

    /// The version of the CLI that came with the server, or the newest where that is not known. Any CLI can talk to any server.
    pub fn cli(self) -> CliVersion {
        let version = self.form.session().server.version.clone();
        version.and_then(|version| CliVersion::parse(&version.to_string())).unwrap_or(CliVersion::NEWEST)
    }

    fn owner(self) -> String {
        let exists = self.form.existing_owner().is_some();
        self.form.with(|draft| match &draft.recipient {
            Recipient::Me => self.form.session().me.name.clone(),
            Recipient::Other(user) => user.name.clone(),
            Recipient::New(name) if exists => format!("{}, who exists already,", name.trim()),
            Recipient::New(name) => format!("The new user {}", name.trim()),
            Recipient::Unchosen => "a user whom you have yet to choose".to_owned(),
        })
    }

    fn host(self) -> String {
        let address = self.console.address.get();
        if address.is_empty() { window().location().origin().unwrap_or_default() } else { address }
    }
}
