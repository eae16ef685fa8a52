//! Where a release has no API: which command of `influxctl` is wanted, and for which version.

use super::form::use_form;
use crate::ui::field::Field;
use crate::ui::segmented::{Choice, Segmented};
use crate::ui::select_input::SelectInput;
use crate::ui::text_input::TextInput;
use console_core::text::shell::Shell;
use database::Id;
use database::create::NewToken;
use database::influxctl::{Command, Globals, Invocation, Output, Release};
use database::permission::PermissionSet;
use leptos::prelude::*;

/// The commands, in the order of the choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Create,
    Update,
    List,
    Revoke,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Create, Self::Update, Self::List, Self::Revoke];

    /// The word on the choice.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Create => "Create",
            Self::Update => "Update",
            Self::List => "List",
            Self::Revoke => "Revoke",
        }
    }

    /// Whether the form says what it grants.
    pub const fn grants(self) -> bool {
        matches!(self, Self::Create | Self::Update)
    }
}

/// The shells, in the order of the choice.
const SHELLS: [(Shell, &str); 3] = [(Shell::Posix, "bash"), (Shell::PowerShell, "PowerShell"), (Shell::Cmd, "cmd")];

/// What is chosen about the command.
#[derive(Clone, Copy)]
pub struct Wanted {
    /// Which command.
    pub kind: RwSignal<Kind>,
    release: RwSignal<String>,
    profile: RwSignal<String>,
    /// The ids of tokens, as typed.
    pub ids: RwSignal<String>,
    shell: RwSignal<usize>,
}

impl Wanted {
    /// A create for the newest influxctl that such a release needs.
    pub fn new() -> Self {
        Self {
            kind: RwSignal::new(Kind::Create),
            release: RwSignal::new("0".to_owned()),
            profile: RwSignal::new(String::new()),
            ids: RwSignal::new(String::new()),
            shell: RwSignal::new(0),
        }
    }

    /// The version of influxctl.
    pub fn release(self) -> Release {
        self.release.with(|at| at.parse().ok().and_then(|at: usize| Release::ALL.get(at).copied())).unwrap_or_default()
    }

    /// The shell.
    pub fn shell(self) -> Shell {
        SHELLS.get(self.shell.get()).map_or(Shell::Posix, |(shell, _)| *shell)
    }

    /// The command line, or the sentence that says what is missing.
    ///
    /// `typed` is the description, if the person typed one: an update leaves it alone otherwise.
    pub fn write(
        self,
        new: Result<NewToken, String>,
        typed: Option<String>,
        permissions: PermissionSet,
    ) -> Result<String, String> {
        let command = match self.kind.get() {
            Kind::Create => Command::Create(new?),
            Kind::Update => {
                let mut ids = self.tokens()?;
                if ids.len() > 1 {
                    return Err("One command updates one token. Leave one id.".to_owned());
                }
                Command::Update { id: ids.remove(0), description: typed, permissions }
            }
            Kind::List => Command::List { include_revoked: false, order: None, output: Output::Table },
            Kind::Revoke => Command::Revoke { ids: self.tokens()?, force: false },
        };
        let profile = self.profile.with(|profile| Some(profile.trim().to_owned()).filter(|typed| !typed.is_empty()));
        let invocation = Invocation { globals: Globals { profile, ..Globals::default() }, command };
        database::influxctl::write(&invocation, self.release(), self.shell()).map_err(|why| why.to_string())
    }

    fn tokens(self) -> Result<Vec<Id>, String> {
        self.ids.with(|ids| {
            let words = ids.split([' ', ',', ';', '\t']).filter(|word| !word.is_empty());
            let ids: Vec<Id> = words
                .map(|word| {
                    Id::parse(word).ok_or_else(|| {
                        "Each token id has the form 8-4-4-4-12, such as 55555555-5555-4555-8555-555555555555."
                            .to_owned()
                    })
                })
                .collect::<Result<_, _>>()?;
            if ids.is_empty() {
                Err("Put in the id of the token. The command List shows it.".to_owned())
            } else {
                Ok(ids)
            }
        })
    }
}

/// The choice of the command, with what it needs.
#[component]
pub fn CommandChoice() -> impl IntoView {
    let wanted = use_form().wanted;
    let kinds: Vec<Choice> = Kind::ALL.iter().map(|kind| Choice::new(kind.title())).collect();
    let releases: Vec<_> =
        Release::ALL.iter().enumerate().map(|(at, release)| (at.to_string(), release.title().to_owned())).collect();
    let chosen = move || Kind::ALL.iter().position(|kind| *kind == wanted.kind.get()).unwrap_or_default();
    let choose = Callback::new(move |at: usize| wanted.kind.set(Kind::ALL[at]));
    let needs_id = Memo::new(move |_| matches!(wanted.kind.get(), Kind::Update | Kind::Revoke));
    view! {
        <div class="expiry">
            <Segmented
                legend="Command"
                options=Signal::stored(kinds)
                chosen=Signal::derive(chosen)
                on_choose=choose
            />
            <Shells />
        </div>
        <div class="expiry">
            <Field label="influxctl version">
                <SelectInput options=Signal::stored(releases) value=wanted.release />
            </Field>
            <Field label="Profile" note=Some("optional".to_owned())>
                <TextInput value=wanted.profile class="input--mono" />
            </Field>
        </div>
        {move || needs_id.get().then(|| view! {
            <Field label="Token id">
                <TextInput value=wanted.ids class="input--mono" />
            </Field>
        })}
    }
}

/// The shell that the command is for.
#[component]
fn Shells() -> impl IntoView {
    let shell = use_form().wanted.shell;
    let options: Vec<Choice> = SHELLS.iter().map(|(_, name)| Choice::new(*name)).collect();
    view! {
        <Segmented
            legend="Shell"
            options=Signal::stored(options)
            chosen=shell
            on_choose=Callback::new(move |at| shell.set(at))
        />
    }
}
