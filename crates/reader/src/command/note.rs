//! What a person should know about how their text was read, although nothing is wrong with it.

use super::find::Around;
use super::secrets::SecretPlace;
use super::shell::Repair;
use super::{CliVersions, Span};
use influxdb2::permission::{Action, ResourceType};

/// A remark with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where in the text.
    pub span: Span,
    /// What.
    pub kind: NoteKind,
}

/// The kinds of remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Characters of a word processor were read as what was meant.
    Repaired(Repair),
    /// A credential was dropped.
    SecretDropped(SecretPlace),
    /// Another command, which creates no token.
    OthersLeftOut,
    /// A request in a comment, beside one that is live.
    CommentLeftOut,
    /// The lines that a comparison takes away.
    RemovedLeftOut,
    /// What stood around it.
    TakenOff(Around),
    /// The name of the program is a variable.
    AssumedProgram,
    /// The text is too long.
    StoppedReading,
    /// The permissions come from an error message.
    OnlyWhatWasMissing,
    /// A variable that is set before the command was used.
    VariableUsed(Box<str>),
    /// The body stands below the command.
    HereDocumentRead,
    /// The program may change here what it has given a name.
    MayChange(Box<str>),
    /// Another request, which sends what does not stand in it.
    OtherNotRead,
    /// There was text around what was read.
    TextAroundIgnored,
    /// A flag that only old versions have.
    OldFlag {
        /// As written.
        flag: Box<str>,
        /// What it is called since 2.2.
        now: Box<str>,
    },
    /// No owner is named, and the CLI does not take the caller then.
    OwnerIsFirstListed,
    /// No organization is named.
    OrganizationNotSaid,
    /// The text names several organizations, and none for this.
    OrganizationsDiffer,
    /// A permission without an organization.
    EveryOrganization {
        /// Read or write.
        action: Action,
        /// The type.
        resource: ResourceType,
    },
    /// A flag for `orgs` or `users`.
    ScopeDependsOnVersion(ResourceType),
    /// A flag took the next flag for its value.
    TookFlagForValue {
        /// The flag.
        flag: Box<str>,
        /// What it took.
        value: Box<str>,
    },
    /// A flag that holds one value was given more than once.
    LastOneCounts(Box<str>),
    /// The same permission is written twice.
    Repeated,
    /// `--flag=false`.
    SwitchedOff(Box<str>),
    /// `--active-config` changes the profile for later commands too.
    SwitchesProfile,
    /// No version of the CLI takes all of the command's flags.
    NoVersion,
    /// Only some versions of the CLI take the command.
    OnlyVersions(CliVersions),
    /// Two organizations are given, and an old CLI took the id.
    OrganizationIdCounts,
    /// The flags that the documentation once gave for `--operator` or `--all-access`.
    NotAPreset,
    /// A permission names its object, which servers ignore.
    NameReadAsId {
        /// Read or write.
        action: Action,
        /// The type.
        resource: ResourceType,
        /// The name.
        name: Box<str>,
    },
    /// A permission names its organization, which servers ignore.
    OrganizationNameReadAsId {
        /// The type.
        resource: ResourceType,
        /// The name.
        name: Box<str>,
    },
    /// A member that means nothing to the server.
    UnknownMember(Box<str>),
    /// The token is made inactive.
    Inactive,
    /// The preset is a list that the server is asked for when the command runs.
    PresetAsServerLists,
}

impl NoteKind {
    /// The remark as a sentence.
    pub fn message(&self) -> String {
        match self {
            Self::Repaired(Repair::Quotes) => {
                "Typographic quotes were read as plain ones. A shell would have taken them for letters.".into()
            }
            Self::Repaired(Repair::Dash) => {
                "A typographic dash was read as plain dashes. The CLI would not have known the flag.".into()
            }
            Self::Repaired(Repair::Space) => "An invisible or unusual space was read as a plain one.".into(),
            Self::Repaired(Repair::MissingContinuation) => {
                "The mark that continues a line is missing here. A shell would have ended the command.".into()
            }
            Self::Repaired(Repair::Continuation) => {
                "Blanks after the continuation mark were ignored. A shell would have ended the command there.".into()
            }
            Self::SecretDropped(place) => format!(
                "A credential was found and dropped: {place}. It is the caller’s, not that of the new token. \
                 If others could see this text, replace the credential."
            ),
            Self::OthersLeftOut => "This creates no token and was left out.".into(),
            Self::CommentLeftOut => "This stands in a comment and was left out.".into(),
            Self::RemovedLeftOut => "The text is a comparison. The lines that it takes away were left out.".into(),
            Self::TakenOff(around) => around.message().into(),
            Self::AssumedProgram => "This variable was taken for the influx command.".into(),
            Self::StoppedReading => "The text is too long. Reading stopped here.".into(),
            Self::OnlyWhatWasMissing => {
                "This is only what was missing. To keep what the refused token has, clone that token and add this.".into()
            }
            Self::VariableUsed(name) => format!("The value of {name} was taken from the text."),
            Self::HereDocumentRead => "The body was read from the lines below the command.".into(),
            Self::MayChange(name) => {
                format!("The program may change {name} here, so its first value was not taken.")
            }
            Self::OtherNotRead => "What this request sends does not stand in it, so it was left out.".into(),
            Self::TextAroundIgnored => "Only the permissions were read. The text around them was ignored.".into(),
            Self::OldFlag { flag, now } => format!("{flag} is the name of old versions. Since 2.2 the flag is {now}."),
            Self::OwnerIsFirstListed => {
                "No owner is named. The CLI then gives the token to the first user that it may see, which is often the oldest \
                 user of the server and not the caller."
                    .into()
            }
            Self::OrganizationNotSaid => {
                "No organization is named. The CLI would take that of its active profile, and the server takes none.".into()
            }
            Self::OrganizationsDiffer => {
                "The text names several organizations, and it is not certain which one counts here. None was taken.".into()
            }
            Self::EveryOrganization { action, resource } => format!(
                "“{action} {}” names no organization, so it means every organization of the server, future ones too. \
                 Only an operator can grant it.",
                resource.plural()
            ),
            Self::ScopeDependsOnVersion(resource) => format!(
                "Since version 2.4 this means all {0} of the server, and only an operator can grant it. \
                 Up to 2.3 it meant the {0} of one organization, which lets nobody do anything.",
                resource.plural()
            ),
            Self::TookFlagForValue { flag, value } => {
                format!("{flag} took {value} for its value, so {value} has no effect of its own. Write {flag}=… where that is meant.")
            }
            Self::LastOneCounts(flag) => format!("{flag} is given more than once. The last one counts."),
            Self::Repeated => "This permission is written more than once. Once is enough.".into(),
            Self::SwitchedOff(flag) => format!("{flag} is switched off by its value and grants nothing."),
            Self::SwitchesProfile => "Run as a command, this also changes the active profile for later commands.".into(),
            Self::NoVersion => "No version of the influx CLI takes all of these flags together.".into(),
            Self::OnlyVersions(versions) => format!("Versions of the influx CLI that take this command: {versions}."),
            Self::OrganizationIdCounts => {
                "An organization is given by name and by id. The id was used, as versions before 2.4 did.".into()
            }
            Self::NotAPreset => {
                "These flags look like a preset spelled out, but they are not the same: they grant all users instead of the \
                 owner, and nothing of an operator’s permissions in other organizations. Choose all access or operator for these."
                    .into()
            }
            Self::NameReadAsId { action, resource, name } => format!(
                "Servers ignore names in permissions. Sent as written, this would have granted {action} on all {}. \
                 The {} “{name}” was looked up instead.",
                resource.plural(),
                resource.singular()
            ),
            Self::OrganizationNameReadAsId { resource, name } => format!(
                "Servers ignore names of organizations in permissions. Sent as written, this would have granted {} in every \
                 organization. The organization “{name}” was looked up instead.",
                resource.plural()
            ),
            Self::UnknownMember(name) => format!("“{name}” means nothing in this request and was ignored."),
            Self::Inactive => "The token is to be inactive.".into(),
            Self::PresetAsServerLists => "What this grants depends on the types that the server lists.".into(),
        }
    }
}
