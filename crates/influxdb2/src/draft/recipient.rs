//! For whom a token is made: what the caller's rights allow, and the request that follows.

use super::own_rights::own;
use super::{Draft, DraftContext, DraftProblem, Preset, Recipient};
use crate::Id;
use crate::authorization::NewAuthorization;
use crate::object::{Object, ObjectList};
use crate::permission::{Action, Permission, PermissionSet, ResourceType, preset};
use crate::session::{AccessLevel, Session, Visibility};

/// What is known of an owner that could be chosen with the rights of a session.
///
/// Only an operator is certain of all users. Any other credential may hold rights that nobody can look up, so nothing is
/// forbidden beforehand: the server is asked when the form is filled in, and decides when it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowance {
    /// It can.
    Allowed,
    /// Only the server knows; this is what it will ask for.
    AskedLater(&'static str),
}

impl Allowance {
    /// What the server will ask for, where that is not known beforehand.
    pub const fn asked_later(self) -> Option<&'static str> {
        match self {
            Self::AskedLater(what) => Some(what),
            Self::Allowed => None,
        }
    }
}

/// Whether tokens can be made for other users.
pub const fn for_another(session: &Session) -> Allowance {
    match (session.access, session.visibility) {
        (AccessLevel::Operator, _) => Allowance::Allowed,
        (_, Visibility::OnlyOwn { .. }) => Allowance::AskedLater(
            "The server shows your credential no other user, and asks for Write on one before it creates a token for them.",
        ),
        _ => Allowance::AskedLater(
            "The server also asks for Write on that user. If your credential lacks it, nothing is created.",
        ),
    }
}

/// Whether users can be made on the way.
pub const fn for_a_new_one(session: &Session) -> Allowance {
    match session.access {
        AccessLevel::Operator => Allowance::Allowed,
        AccessLevel::AllAccess | AccessLevel::Custom | AccessLevel::Unknown => Allowance::AskedLater(
            "The server asks for Write on all users. If your credential lacks it, nothing is created.",
        ),
    }
}

impl Recipient {
    /// The owner, as far as there is one already.
    pub const fn id(&self, me: Id) -> Option<Id> {
        match self {
            Self::Me => Some(me),
            Self::Other(user) => Some(user.id),
            Self::New(_) | Self::Unchosen => None,
        }
    }

    /// The user who has the name of a new one already. The token is created for that user then.
    pub fn existing<'a>(&self, users: &'a ObjectList) -> Option<&'a Object> {
        let Self::New(name) = self else { return None };
        users.iter().find(|user| *user.name == *name.trim())
    }
}

/// A token to be made, and the user that has to be made first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRequest {
    /// The token. Its owner is filled in when a new user exists.
    token: NewAuthorization,
    /// The user that has to be made first, if any.
    user: Option<NewUser>,
}

/// A user who is made on the way to a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    /// Its name.
    pub name: String,
    /// The rights that the token shall hold on its own user, as all access does.
    own_rights: Vec<Action>,
}

impl From<NewAuthorization> for TokenRequest {
    /// A token whose owner exists.
    fn from(token: NewAuthorization) -> Self {
        Self { token, user: None }
    }
}

impl TokenRequest {
    /// The user that has to be made first.
    pub const fn user(&self) -> Option<&NewUser> {
        self.user.as_ref()
    }

    /// The organization of the token.
    pub const fn org(&self) -> Id {
        self.token.org
    }

    /// The token as far as it is known: without an owner, and rights on that owner, where a user has to be made first.
    pub const fn token(&self) -> &NewAuthorization {
        &self.token
    }

    /// What is sent, for an owner who exists already; this itself where a user has to be made first.
    pub fn ready(self) -> Result<NewAuthorization, Box<Self>> {
        if self.user.is_none() { Ok(self.token) } else { Err(Box::new(self)) }
    }

    /// The request, now that the user exists.
    pub fn owned_by(self, owner: Id) -> NewAuthorization {
        let Self { mut token, user } = self;
        token.user = Some(owner);
        if let Some(user) = user {
            token.permissions.extend(user.own_rights.into_iter().map(|action| own(action, owner)));
            let sorted: PermissionSet = token.permissions.iter().cloned().collect();
            token.permissions = sorted.iter().cloned().collect();
        }
        token
    }
}

/// An id that no text ever shows: it stands for the user of an all-access token until that user exists.
const STAND_IN: Id = match Id::from_number(u64::MAX) {
    Some(id) => id,
    None => panic!("the largest number is not zero"),
};

impl Draft {
    /// What would be granted and to whom, as a description should call it.
    pub fn described(&self, around: DraftContext<'_>) -> (PermissionSet, Option<Id>) {
        let granted = self.permissions();
        if self.awaits_own_user() {
            let awaited = self.awaited().iter().map(|action| own(*action, STAND_IN));
            let whole: PermissionSet = granted.iter().cloned().chain(awaited).collect();
            // Only all access is called by its name; any other text would show the id.
            if whole == preset::all_access(around.types, self.org, STAND_IN) {
                return (whole, Some(STAND_IN));
            }
        }
        (granted, self.recipient.id(around.me))
    }

    /// What the form stands for: the token, and the user who has to be made first.
    pub fn token_request(&self, around: DraftContext<'_>) -> Result<TokenRequest, DraftProblem> {
        let name = match &self.recipient {
            Recipient::New(name) if name.trim().is_empty() => return Err(DraftProblem::NoUserName),
            Recipient::New(name) => Some(name.trim().to_owned()),
            Recipient::Unchosen => return Err(DraftProblem::NoOwner),
            Recipient::Me | Recipient::Other(_) => None,
        };
        let own_rights = if self.awaits_own_user() { self.awaited().to_vec() } else { Vec::new() };
        let token = self.request(around)?;
        Ok(TokenRequest { token, user: name.map(|name| NewUser { name, own_rights }) })
    }

    /// Whether the advice on tokens that write data is of use: a person would own one.
    pub fn writes_data_for_a_person(&self) -> bool {
        let writes = |held: &Permission| held.action == Action::Write && held.resource == ResourceType::Buckets;
        self.recipient == Recipient::Me
            && !matches!(self.origin, Some(super::Origin::Preset { preset: Preset::AllAccess | Preset::Operator, .. }))
            && self.permissions().iter().any(writes)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{around, draft, id, named, session};
    use super::*;

    #[test]
    fn an_order_names_the_chosen_owner() {
        let (mut draft, names) = draft();
        let owner =
            |draft: &Draft| draft.token_request(around(&names)).expect("a request").ready().map(|token| token.user);
        assert_eq!(owner(&draft), Ok(Some(id(0xbb))));
        draft.recipient = Recipient::Other(named(0xcc));
        assert_eq!(owner(&draft), Ok(Some(id(0xcc))));
    }

    #[test]
    fn a_form_without_an_owner_is_not_sent() {
        let (mut draft, names) = draft();
        draft.recipient = Recipient::Unchosen;
        assert_eq!(draft.token_request(around(&names)), Err(DraftProblem::NoOwner));
        assert_eq!(draft.read(around(&names)), Err(DraftProblem::NoOwner));
        draft.recipient = Recipient::New("  ".to_owned());
        assert_eq!(draft.token_request(around(&names)), Err(DraftProblem::NoUserName));
    }

    #[test]
    fn a_new_user_whose_name_somebody_has_is_that_user() {
        let users = ObjectList::from(vec![Object { id: id(0xcc), name: "svc a".into(), system: false }]);
        let found = |recipient: Recipient| recipient.existing(&users).map(|user| user.id);
        assert_eq!(found(Recipient::New(" svc a ".to_owned())), Some(id(0xcc)));
        assert_eq!(found(Recipient::New("Svc a".to_owned())), None, "names differ by case on the server");
        assert_eq!(found(Recipient::New(String::new())), None);
        assert_eq!(found(Recipient::Me), None);
    }

    #[test]
    fn no_request_can_be_read_for_a_user_who_does_not_exist() {
        let (mut draft, names) = draft();
        draft.recipient = Recipient::New("device-1".to_owned());
        assert_eq!(draft.read(around(&names)), Err(DraftProblem::UserNotMade));
        let request = draft.token_request(around(&names)).expect("a request");
        assert_eq!(
            (request.token().user, request.token().permissions.len()),
            (None, 2),
            "it can be described all the same"
        );
        let request = request.ready().expect_err("the user has to be created first");
        assert_eq!(request.user().map(|user| user.name.as_str()), Some("device-1"));
        let token = request.owned_by(id(0xdd));
        assert_eq!((token.user, token.permissions.len()), (Some(id(0xdd)), 2));
    }

    #[test]
    fn all_access_of_a_new_user_is_complete_when_the_user_exists() {
        let session = session(AccessLevel::Operator);
        let (mut draft, names) = draft();
        draft.recipient = Recipient::New("device-1".to_owned());
        draft.start_from(Preset::AllAccess, &session);
        let request = draft.token_request(around(&names)).expect("a request");
        let token = request.owned_by(id(0xdd));
        let granted: PermissionSet = token.permissions.iter().cloned().collect();
        assert_eq!(granted, preset::all_access(&session.types, draft.org, id(0xdd)));
        assert_eq!(token.description, "All access to acme");
    }

    #[test]
    fn only_an_operator_is_certain_of_all_users_and_nobody_is_locked_out() {
        assert_eq!(for_another(&session(AccessLevel::Operator)), Allowance::Allowed);
        assert_eq!(for_a_new_one(&session(AccessLevel::Operator)), Allowance::Allowed);
        for access in [AccessLevel::AllAccess, AccessLevel::Custom] {
            let mut limited = session(access);
            let alone = for_another(&limited).asked_later();
            limited.visibility = Visibility::Some { users: 3, of: None };
            let shown = for_another(&limited).asked_later();
            assert!(alone.is_some() && shown.is_some() && alone != shown);
            assert!(for_a_new_one(&limited).asked_later().is_some());
        }
    }

    #[test]
    fn the_advice_on_writing_tokens_is_for_people() {
        let (mut draft, _) = draft();
        assert!(draft.writes_data_for_a_person());
        draft.recipient = Recipient::Other(named(0xcc));
        assert!(!draft.writes_data_for_a_person());
    }
}
