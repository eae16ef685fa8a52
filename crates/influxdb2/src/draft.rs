//! The form for a new token, before it is sent.

mod copy;
mod missing;
mod own_rights;
mod preset;
pub mod recipient;

pub use copy::{Change, Comparison};
pub use missing::Missing;
pub use preset::PresetState;
pub use recipient::{NewUser, TokenRequest};

use crate::authorization::{NewAuthorization, Status};
use crate::description::DescriptionContext;
use crate::permission::PermissionSet;
use crate::permission::effect::is_operator_like;
use crate::selection::Selection;
use crate::session::Named;
use crate::{Id, Names, description};
use console_core::text::number;
use own_rights::OwnRights;

/// What is typed to confirm a token that reaches beyond its organization.
pub const CONFIRMATION: &str = "every organization";

/// What a person has put into the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The organization of the token.
    pub org: Id,
    /// Who shall own the token.
    pub recipient: Recipient,
    /// Whether it shall work from the start.
    pub status: Status,
    /// What is ticked.
    pub selection: Selection,
    /// What was typed as description; empty means that the generated one is wanted.
    pub description: String,
    /// What the form was filled from, if it was not filled by hand.
    pub origin: Option<Origin>,
    /// What was typed to confirm a token that reaches beyond its organization.
    pub confirmation: String,
    /// What becomes of rights on the owner's own user when the owner changes.
    own_rights: OwnRights,
}

/// Who shall own a token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Recipient {
    /// The user of the credential.
    #[default]
    Me,
    /// Another user of the server.
    Other(Named),
    /// A user of this name, who is made on the way unless there is one already.
    New(String),
    /// Another user, who has yet to be chosen.
    Unchosen,
}

/// What a form was filled from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A preset, with what it granted.
    Preset {
        /// Which one.
        preset: Preset,
        /// What it granted; a form that grants something else was changed.
        permissions: PermissionSet,
    },
    /// A token that the new one shall be like.
    Copy {
        /// The token.
        id: Id,
        /// Its description.
        description: String,
        /// What it grants.
        permissions: PermissionSet,
    },
    /// A command, JSON or a list of permissions that was pasted, or a link that carried a request.
    Text {
        /// What the text asked for, as far as the form could take it.
        permissions: PermissionSet,
    },
}

/// A usual set of permissions to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preset {
    /// Nothing.
    Empty,
    /// Reading and writing some buckets.
    ReadWriteBuckets,
    /// What a Telegraf agent needs.
    TelegrafWriter,
    /// What a Grafana data source needs.
    GrafanaReader,
    /// What this console needs to look after tokens.
    ConsoleAdmin,
    /// Everything of one organization, for one user.
    AllAccess,
    /// Everything in every organization.
    Operator,
}

/// What keeps a form from being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftProblem {
    /// No permission is chosen. The server refuses a token without any.
    #[error("Nothing is granted yet. Tick Read or Write for at least one object.")]
    NothingGranted,
    /// Another user shall own the token, and none is chosen.
    #[error("The token has no owner yet. Choose the user who shall own it.")]
    NoOwner,
    /// A new user shall own the token, and has no name.
    #[error("The new user has no name yet. Type one.")]
    NoUserName,
    /// A request names the owner by id, and the owner has none before it exists.
    #[error("This names the owner by id, and the new user has none yet. It can be written once the user exists.")]
    UserNotMade,
    /// The token would reach every organization, and the words that confirm it were not typed.
    #[error("Type the two words that stand between the quotation marks above.")]
    NotConfirmed,
}

/// What the form must know of the session to be read.
#[derive(Clone, Copy)]
pub struct DraftContext<'a> {
    /// The name of the draft's organization.
    pub org_name: &'a str,
    /// The user of the credential, who owns the token unless the form names another.
    pub me: Id,
    /// The resource types that the server lists.
    pub types: &'a [crate::permission::ResourceType],
    /// Names of what can be ticked.
    pub names: &'a Names,
}

impl Draft {
    /// What the form is about, for a list of forms: its description, what it was filled from, or the number of its
    /// permissions. The texts are as they were typed or stored: hostile.
    pub fn title(&self) -> String {
        match (&self.origin, self.description.trim(), self.permissions().len()) {
            (Some(Origin::Copy { description, .. }), ..) if !description.is_empty() => format!("copy of {description}"),
            (_, typed, _) if !typed.is_empty() => typed.to_owned(),
            (Some(Origin::Preset { preset, .. }), ..) => preset.title().to_owned(),
            (_, _, 1) => "1 permission".to_owned(),
            (_, _, count) => format!("{} permissions", number(count)),
        }
    }

    /// An empty form: nothing is granted.
    pub fn new(org: Id) -> Self {
        Self {
            org,
            recipient: Recipient::Me,
            status: Status::Active,
            selection: Selection::default(),
            description: String::new(),
            origin: None,
            confirmation: String::new(),
            own_rights: OwnRights::Settled,
        }
    }

    /// Whether anything was put in.
    pub fn is_empty(&self) -> bool {
        self.selection.is_empty()
            && self.description.is_empty()
            && self.recipient == Recipient::Me
            && self.status == Status::Active
    }

    /// What would be granted.
    pub fn permissions(&self) -> PermissionSet {
        self.selection.permissions(self.org)
    }

    /// Whether a name has to be typed before the token is made: only for one that reaches beyond its organization.
    pub fn wants_confirmation(&self) -> bool {
        is_operator_like(&self.permissions())
    }

    /// Whether the reach was typed.
    pub fn is_confirmed(&self) -> bool {
        // Blanks at the ends and capital letters are no difference that anybody means.
        self.confirmation.trim().eq_ignore_ascii_case(CONFIRMATION)
    }

    /// Whether the reach was typed, where it is asked for.
    pub fn confirm(&self) -> Result<(), DraftProblem> {
        if self.wants_confirmation() && !self.is_confirmed() { Err(DraftProblem::NotConfirmed) } else { Ok(()) }
    }

    /// The description made from what is granted.
    pub fn generated_description(&self, around: DraftContext<'_>) -> String {
        let (permissions, user) = self.described(around);
        let context = DescriptionContext {
            org: self.org,
            org_name: around.org_name,
            user,
            types: around.types,
            names: around.names,
        };
        description::describe(&permissions, &context)
    }

    /// The request that the form stands for. There is none for a user who has yet to be made; see [`Self::token_request`].
    pub fn read(&self, around: DraftContext<'_>) -> Result<NewAuthorization, DraftProblem> {
        self.token_request(around)?.ready().map_err(|_| DraftProblem::UserNotMade)
    }

    /// The request, without an owner where that one has yet to be made.
    fn request(&self, around: DraftContext<'_>) -> Result<NewAuthorization, DraftProblem> {
        let permissions = self.permissions();
        if permissions.is_empty() {
            return Err(DraftProblem::NothingGranted);
        }
        let typed = self.description.trim();
        let description = if typed.is_empty() { self.generated_description(around) } else { typed.to_owned() };
        Ok(NewAuthorization {
            org: self.org,
            user: self.recipient.id(around.me),
            status: self.status,
            description,
            permissions: permissions.iter().cloned().collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::{Action, ResourceType};
    use crate::session::{AccessLevel, Server, Session, Version, Visibility};

    pub fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    pub fn named(number: u64) -> Named {
        Named { id: id(number), name: format!("user {number:x}") }
    }

    pub fn session(access: AccessLevel) -> Session {
        let org = Named { id: id(0xaa), name: "acme".to_owned() };
        Session {
            server: Server { version: Version::parse("2.9.1"), build: None, fresh: false },
            me: named(0xbb),
            orgs: vec![org.clone()],
            org,
            types: ResourceType::KNOWN.to_vec(),
            access,
            visibility: if access == AccessLevel::Operator {
                Visibility::All
            } else {
                Visibility::OnlyOwn { of: None }
            },
        }
    }

    pub fn around(names: &Names) -> DraftContext<'_> {
        DraftContext { org_name: "acme", me: id(0xbb), types: &ResourceType::KNOWN, names }
    }

    pub fn draft() -> (Draft, Names) {
        let mut names = Names::default();
        names.insert(&ResourceType::Buckets, id(1), "_monitoring");
        names.insert(&ResourceType::Buckets, id(2), "_tasks");
        let mut draft = Draft::new(id(0xaa));
        draft.selection.tick(&ResourceType::Buckets, id(2), Action::Write, true);
        draft.selection.tick(&ResourceType::Buckets, id(1), Action::Read, true);
        (draft, names)
    }

    #[test]
    fn an_empty_description_is_replaced_by_the_generated_one() {
        let (draft, names) = draft();
        let request = draft.read(around(&names)).expect("something is granted");
        assert_eq!(request.description, "Read buckets _monitoring Write buckets _tasks");
    }

    #[test]
    fn what_was_typed_is_sent() {
        let (mut draft, names) = draft();
        draft.description = "  grafana wallboard ".to_owned();
        let request = draft.read(around(&names)).expect("something is granted");
        assert_eq!(request.description, "grafana wallboard");
    }

    #[test]
    fn a_token_for_every_organization_is_confirmed_in_words_and_no_other_is() {
        let (mut draft, names) = draft();
        assert!(draft.confirm().is_ok());
        draft.selection.set_reach(&ResourceType::Tasks, Action::Read, crate::selection::Reach::Everywhere);
        assert_eq!(draft.confirm(), Err(DraftProblem::NotConfirmed));
        assert!(draft.read(around(&names)).is_ok(), "it is shown all the same");
        draft.confirmation = "every organisation of mine".to_owned();
        assert_eq!(draft.confirm(), Err(DraftProblem::NotConfirmed));
        draft.confirmation = " Every organization ".to_owned();
        assert!(draft.confirm().is_ok());
    }

    #[test]
    fn a_form_is_called_after_what_it_is_about() {
        let (mut draft, _) = draft();
        assert_eq!(draft.title(), "2 permissions");
        draft.description = " hall 4 ".to_owned();
        assert_eq!(draft.title(), "hall 4");
        draft.origin = Some(Origin::Copy {
            id: id(7),
            description: "lobby screen".to_owned(),
            permissions: PermissionSet::empty(),
        });
        assert_eq!(draft.title(), "copy of lobby screen");
    }

    #[test]
    fn a_form_that_grants_nothing_is_not_sent() {
        assert_eq!(Draft::new(id(1)).read(around(&Names::default())), Err(DraftProblem::NothingGranted));
    }
}
