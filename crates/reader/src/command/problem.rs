//! What keeps a text from being a request: the reader does not understand it, or the CLI or the server would refuse it.

use super::shell::Expansion;
use super::strings::Aside;
use super::{CliVersion, CliVersions, Span};
use console_core::text::number;
use influxdb2::Id;
use influxdb2::permission::ResourceType;

/// A problem with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the text.
    pub span: Span,
    /// What.
    pub kind: ProblemKind,
}

/// Who would refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusedBy {
    /// This console can't tell what is meant.
    Reader,
    /// The command ends with an error before anything is sent.
    Cli,
    /// The server answers with an error.
    Server,
}

/// The kinds of problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// There is no text.
    Empty,
    /// The text is nothing that this console reads.
    NotUnderstood,
    /// A command of a known program that has nothing to do with tokens, or does not exist.
    UnknownCommand(&'static str),
    /// A quote without its end.
    UnclosedQuote,
    /// A part that only the person's shell knows.
    Unresolved(Expansion),
    /// A flag that no version has.
    UnknownFlag {
        /// As written.
        flag: Box<str>,
        /// A flag with nearly the same name.
        nearest: Option<Box<str>>,
    },
    /// A word that starts like a flag and can't be one.
    BadFlag,
    /// A flag that other versions have.
    FlagNotInVersion {
        /// The flag.
        flag: Box<str>,
        /// The versions that have it.
        versions: CliVersions,
    },
    /// A flag at the end of the command that needs a value.
    MissingValue(Box<str>),
    /// A switch with a value that is neither true nor false.
    NotABoolean(Box<str>),
    /// A flag given in its long and its short form.
    TwoForms(Box<str>),
    /// A word that is no flag and no value.
    Positional {
        /// The switch right before it, which takes no value.
        after: Option<Box<str>>,
    },
    /// A flag before the name of the command.
    FlagBeforeCommand,
    /// The command only prints its help.
    Help,
    /// Both the name and the id of an organization.
    TwoOrganizations,
    /// A token that starts with a dash.
    ValueStartsWithDash(Box<str>),
    /// A preset with other permissions.
    PresetNotAlone,
    /// Two presets.
    TwoPresets,
    /// A bucket flag with something that is no id.
    BucketIsNoId(Box<str>),
    /// A bucket flag with several ids.
    BucketList,
    /// Something that is no id.
    NotAnId {
        /// What it stands for.
        what: &'static str,
        /// As written.
        value: Box<str>,
    },
    /// Nothing is granted.
    NoPermissions,
    /// The user name is missing.
    NoUsername,
    /// A password and the wish for none.
    TwoPasswords,
    /// JSON that can't be read.
    BadJson(&'static str),
    /// A member of the wrong kind.
    WrongMember {
        /// The member.
        member: &'static str,
        /// What it must be.
        wanted: &'static str,
    },
    /// A member that must be there.
    MissingMember(&'static str),
    /// An object or a list that is given more than once under one name.
    TwiceWritten(&'static str),
    /// A permission to which the words before it say no.
    Denied,
    /// A permission that does not count where it stands.
    SetAside(Aside),
    /// A line that is no permission.
    NoPermission(Box<str>),
    /// A request that makes no authorization.
    OtherRequest,
    /// A command of a length that no system takes.
    CommandTooLong,
    /// More is left open than anybody would answer.
    TooManyQuestions,
    /// A request without a body.
    NoBody,
    /// A body that stands in a file.
    BodyInFile,
    /// A permission for another organization than that of the token.
    OtherOrganization(Id),
    /// A type that no token may have.
    InstanceNotGrantable {
        /// The version that puts it into its presets.
        preset_of: Option<CliVersion>,
    },
    /// A preset for a server whose types are not known.
    TypesUnknown,
    /// A type that the server does not list.
    TypeUnknownToServer(ResourceType),
    /// A name that was not found.
    NameNotFound {
        /// The type.
        resource: ResourceType,
        /// The name.
        name: Box<str>,
    },
    /// A name that more than one object has.
    NameAmbiguous {
        /// The type.
        resource: ResourceType,
        /// The name.
        name: Box<str>,
        /// How many have it.
        count: usize,
    },
    /// Nobody said for which organization.
    OrganizationUnknown,
    /// Nobody said for which user.
    OwnerUnknown,
}

use ProblemKind as P;

impl ProblemKind {
    /// Who would refuse the text as it is.
    pub const fn refused_by(&self) -> RefusedBy {
        match self {
            P::UnknownFlag { .. }
            | P::BadFlag
            | P::FlagNotInVersion { .. }
            | P::MissingValue(_)
            | P::NotABoolean(_)
            | P::TwoForms(_)
            | P::Positional { .. }
            | P::FlagBeforeCommand
            | P::Help
            | P::TwoOrganizations
            | P::ValueStartsWithDash(_)
            | P::PresetNotAlone
            | P::TwoPresets
            | P::BucketIsNoId(_)
            | P::BucketList
            | P::NoUsername
            | P::TwoPasswords => RefusedBy::Cli,
            P::NotAnId { .. }
            | P::NoPermissions
            | P::OtherOrganization(_)
            | P::InstanceNotGrantable { .. }
            | P::TypeUnknownToServer(_)
            | P::MissingMember(_)
            | P::WrongMember { .. } => RefusedBy::Server,
            _ => RefusedBy::Reader,
        }
    }

    /// The problem as a sentence or two.
    pub fn message(&self) -> String {
        match self {
            P::Empty => "There is nothing to read.".into(),
            P::NotUnderstood => {
                "This text was not recognized. Paste an influx auth create command, a JSON body, a curl command, a Terraform \
                 resource, a call of the Python or JavaScript client, or permissions. In a file of another kind, they are \
                 read where they stand as they are, such as behind command: in YAML."
                    .into()
            }
            P::UnknownCommand(program) => format!("This {program} command does not create or change a token."),
            P::UnclosedQuote => "This quote is never closed.".into(),
            P::Unresolved(what @ Expansion::Code(_)) => format!("Only the program knows {what}. Put the value in its place."),
            P::Unresolved(Expansion::Placeholder(name)) => format!("{name} stands for a value. Put the value in its place."),
            P::Unresolved(Expansion::File(name)) => format!(
                "{name} may be changed here before it is sent, so what was written into it was not taken. Paste what is sent."
            ),
            P::Unresolved(what) => format!("Only your shell knows {what}. Put the value in its place."),
            P::UnknownFlag { flag, nearest: Some(nearest) } => format!("There is no flag {flag}. Is {nearest} meant?"),
            P::UnknownFlag { flag, nearest: None } => format!("There is no flag {flag}."),
            P::BadFlag => "This starts like a flag but can’t be one.".into(),
            P::FlagNotInVersion { flag, versions } => format!("Versions of the influx CLI that have {flag}: {versions}."),
            P::MissingValue(flag) => format!("{flag} needs a value."),
            P::NotABoolean(flag) => format!("{flag} is a switch: its value can only be true or false."),
            P::TwoForms(flag) => format!("{flag} is given in its long and in its short form. The CLI refuses that since 2.1."),
            P::Positional { after: Some(flag) } => {
                format!("{flag} is a switch and takes no value, so the CLI takes this word for a command and refuses it.")
            }
            P::Positional { after: None } => {
                "Only flags and their values may stand here. The CLI takes this word for a command and refuses it.".into()
            }
            P::FlagBeforeCommand => "Flags must follow the command’s name. Only version 2.0 took them before it.".into(),
            P::Help => "This command prints its help and creates nothing.".into(),
            P::TwoOrganizations => {
                "An organization is given by name and by id. Versions from 2.4 on refuse that as ambiguous.".into()
            }
            P::ValueStartsWithDash(flag) => {
                format!("The value of {flag} starts with a dash. Versions before 2.4 take it for a flag.")
            }
            P::PresetNotAlone => "--all-access and --operator can’t be combined with other permissions.".into(),
            P::TwoPresets => "--all-access and --operator can’t be combined.".into(),
            P::BucketIsNoId(value) => {
                format!("“{value}” is not a bucket id, which has 16 hexadecimal digits. Did you pass a bucket name instead of an id?")
            }
            P::BucketList => "Each bucket needs its own flag. The CLI does not split a list at commas.".into(),
            P::NotAnId { what, value } => format!("“{value}” is not a valid {what} id, which has 16 hexadecimal digits."),
            P::NoPermissions => "Nothing is granted. The server refuses a token without permissions.".into(),
            P::NoUsername => "--username is missing.".into(),
            P::TwoPasswords => "--password and --no-password can’t be combined.".into(),
            P::BadJson(what) => format!("The JSON can’t be read here: {what}."),
            P::WrongMember { member, wanted } => format!("“{member}” must be {wanted}."),
            P::MissingMember(member) => format!("“{member}” is missing here."),
            P::TwiceWritten(member) => {
                format!("“{member}” is written twice here. It is not clear which one counts, so neither was read. Leave one of them.")
            }
            P::Denied => "The words before this say not to grant it, so it was left out. Paste it alone if it is meant.".into(),
            P::SetAside(Aside::Comment) => {
                "This stands in a comment and was left out. Paste it alone if it is meant.".into()
            }
            P::SetAside(Aside::Removed) => "The comparison takes this away, so it was left out.".into(),
            P::SetAside(Aside::Past) => {
                "The words before this say that it was so before, so it was left out. Paste it alone if it is meant.".into()
            }
            P::NoPermission(text) => {
                format!("“{text}” is not a permission. A permission looks like read:orgs/ID/buckets/ID or write:orgs/ID/tasks.")
            }
            P::OtherRequest => "This request does not create a token. That would be POST /api/v2/authorizations.".into(),
            P::CommandTooLong => {
                "This command is too long to be read. If it sends a body, paste the body alone.".into()
            }
            P::TooManyQuestions => {
                "Too many permissions here would have to be asked about, so these were left out. Correct the text first.".into()
            }
            P::NoBody => "This request has no body that says what to create.".into(),
            P::BodyInFile => "The body stands in a file. Paste the file’s text.".into(),
            P::OtherOrganization(org) => {
                format!("This permission is for the organization {org}, but a token can hold permissions for its own only.")
            }
            P::InstanceNotGrantable { preset_of: Some(cli) } => format!(
                "Version {cli} of the CLI puts the type instance into this preset, which no server grants. \
                 It works with version 2.5 and later."
            ),
            P::InstanceNotGrantable { preset_of: None } => "No token can hold the type instance.".into(),
            P::TypesUnknown => "The types of the server are not known, so this preset can’t be spelled out.".into(),
            P::TypeUnknownToServer(resource) => format!("The server does not know the type {resource}."),
            P::NameNotFound { resource, name } => format!("There is no {} named “{name}” here.", resource.singular()),
            P::NameAmbiguous { resource, name, count } => {
                format!("{} {} are named “{name}”. Choose one by id.", number(*count), resource.plural())
            }
            P::OrganizationUnknown => "It is not said for which organization this is.".into(),
            P::OwnerUnknown => "It is not said who shall own the token.".into(),
        }
    }
}
