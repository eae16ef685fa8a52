//! What a command of `influxctl token` asks for.

use crate::Id;
use crate::create::NewToken;
use crate::permission::PermissionSet;

/// One command with what stands before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invocation {
    /// Flags for all commands.
    pub globals: Globals,
    /// The command.
    pub command: Command,
}

/// Flags that stand before the command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Globals {
    /// The connection profile.
    pub profile: Option<String>,
    /// The file with the profiles.
    pub config: Option<String>,
    /// The account, in place of the profile's.
    pub account: Option<String>,
    /// The cluster, in place of the profile's.
    pub cluster: Option<String>,
}

/// A command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Create a token.
    Create(NewToken),
    /// Change a token. The permissions replace all that it has.
    Update {
        /// The token.
        id: Id,
        /// A new description.
        description: Option<String>,
        /// All permissions.
        permissions: PermissionSet,
    },
    /// List the tokens.
    List {
        /// Those that were revoked as well.
        include_revoked: bool,
        /// In which order.
        order: Option<Order>,
        /// How they are printed.
        output: Output,
    },
    /// Show one token.
    Get {
        /// The token.
        id: Id,
        /// Also if it was revoked.
        include_revoked: bool,
        /// How it is printed.
        output: Output,
    },
    /// Revoke tokens, at once and for good.
    Revoke {
        /// The tokens.
        ids: Vec<Id>,
        /// Without asking.
        force: bool,
    },
}

impl Default for Command {
    fn default() -> Self {
        Self::List { include_revoked: false, order: None, output: Output::Table }
    }
}

/// How a list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Id,
    Description,
}

impl Order {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Description => "description",
        }
    }
}

/// How something is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Output {
    #[default]
    Table,
    Json,
}

/// Which commands there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Release {
    /// 2.9 and older: no expiry, and `delete` instead of `revoke`.
    UpTo2_9,
    /// 2.10 and newer.
    #[default]
    Since2_10,
}

impl Release {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::UpTo2_9, Self::Since2_10];

    /// The words on the choice.
    pub const fn title(self) -> &'static str {
        match self {
            Self::UpTo2_9 => "2.9 and older, without expiry",
            Self::Since2_10 => "2.10 and newer",
        }
    }

    /// Whether tokens can expire.
    pub const fn has_expiry(self) -> bool {
        matches!(self, Self::Since2_10)
    }
}
