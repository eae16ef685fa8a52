//! Why a request can't be said as a command.

use super::CliVersion;
use super::shell::Unprintable;
use influxdb2::permission::Permission;

/// A request that no command means exactly.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no influx command means exactly this")]
pub struct Inexpressible {
    /// Every reason; at least one.
    pub reasons: Vec<Reason>,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The CLI makes active tokens only.
    Inactive,
    /// The CLI takes the owner's name, which is not known.
    OwnerNameUnknown,
    /// The server refuses a token without permissions.
    NoPermissions,
    /// It is exactly a preset, but this version's preset is refused by the server.
    PresetOfVersion(CliVersion),
    /// No flag makes this permission.
    Permission {
        /// The permission.
        permission: Permission,
        /// Why there is no flag for it.
        why: Why,
    },
    /// The shell can't pass this value on.
    Text {
        /// The flag with the value.
        flag: Box<str>,
        /// Why it can't.
        why: Unprintable,
    },
}

/// Why no flag makes a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Only buckets can be granted one by one.
    OneObject,
    /// It is for another organization than the token.
    OtherOrganization,
    /// Flags grant for one organization.
    EveryOrganization,
    /// The flag for the type grants it in every organization.
    NoOrganizationWideForm,
    /// The type has no flag.
    NoFlag,
    /// The type has no flag in this version.
    NoFlagInVersion(CliVersion),
    /// Version 2.1.0 sends an empty id with it.
    VersionIsBroken,
    /// No token can hold the type.
    NotGrantable,
}

impl Reason {
    /// The reason as a sentence.
    pub fn message(&self) -> String {
        match self {
            Self::Inactive => "The influx CLI can’t create an inactive token.".into(),
            Self::OwnerNameUnknown => "The influx CLI takes the name of the owner, which is not known here.".into(),
            Self::NoPermissions => "Nothing is granted, which the server refuses.".into(),
            Self::PresetOfVersion(cli) => format!(
                "This is a preset of the CLI, but version {cli} adds the type instance to it, which this server refuses. \
                 Version 2.5 and later work."
            ),
            Self::Permission { permission, why } => format!("{permission}: {}", why.message()),
            Self::Text { flag, why } => format!("The value of {flag} can’t be written for this shell: {why}."),
        }
    }
}

impl Why {
    /// Why, as a sentence.
    pub fn message(self) -> String {
        match self {
            Self::OneObject => {
                "the CLI has no flag for a single object, except for buckets with their organization.".into()
            }
            Self::OtherOrganization => "the CLI grants in the organization of the token only.".into(),
            Self::EveryOrganization => {
                "the CLI has no flag for every organization, except as a part of --operator.".into()
            }
            Self::NoOrganizationWideForm => {
                "since 2.4 the CLI’s flag for this type grants it in every organization.".into()
            }
            Self::NoFlag => "the CLI has no flag for this type.".into(),
            Self::NoFlagInVersion(cli) => format!("version {cli} of the CLI has no flag for this type."),
            Self::VersionIsBroken => {
                "version 2.1.0 of the CLI sends an empty id with this, which servers refuse.".into()
            }
            Self::NotGrantable => "no token can hold this type.".into(),
        }
    }
}
