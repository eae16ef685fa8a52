//! The rights of a token on its owner's own user, which go over to whoever shall own it.

use super::{Draft, Origin, Preset, Recipient};
use crate::Id;
use crate::permission::{Action, Permission, ResourceType, Scope};
use crate::selection::{Reach, Selection};
use crate::session::Session;

/// What becomes of the rights on the owner's own user while the owner changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum OwnRights {
    /// There are none, or they stay where they are ticked.
    #[default]
    Settled,
    /// They are ticked on the former owner until another one is chosen.
    On(Id, Vec<Action>),
    /// They wait for an owner who has no id yet.
    Waiting(Vec<Action>),
    /// They went over to the owner.
    WentOver,
}

impl Draft {
    /// Chooses another owner. Rights that the token holds on its owner's own user go over to the new one.
    pub fn set_recipient(&mut self, recipient: Recipient, session: &Session) {
        let held = match self.recipient.id(session.me.id) {
            Some(owner) => OwnRights::On(owner, self.own_actions(owner)),
            None => self.still_held(),
        };
        self.recipient = recipient;
        let owner = self.recipient.id(session.me.id);
        self.own_rights = match (held, owner) {
            (OwnRights::On(_, actions) | OwnRights::Waiting(actions), _) if actions.is_empty() => OwnRights::Settled,
            (OwnRights::On(from, _), Some(to)) if from == to => OwnRights::Settled,
            (OwnRights::On(from, _), Some(to)) => {
                self.selection.hand_over(from, to);
                OwnRights::WentOver
            }
            (OwnRights::Waiting(actions), Some(to)) => {
                self.selection.tick_user(to, &actions, true);
                OwnRights::WentOver
            }
            (OwnRights::On(from, actions), None) if self.recipient != Recipient::Unchosen => {
                self.selection.tick_user(from, &actions, false);
                OwnRights::Waiting(actions)
            }
            (held @ (OwnRights::On(..) | OwnRights::Waiting(_)), None) => held,
            (OwnRights::Settled | OwnRights::WentOver, _) => OwnRights::Settled,
        };
        let org = self.org;
        if let Some(Origin::Preset { preset: preset @ (Preset::AllAccess | Preset::ConsoleAdmin), permissions }) =
            &mut self.origin
            && self.recipient != Recipient::Unchosen
        {
            *permissions = preset.permissions(session, org, owner);
        }
    }

    /// The rights on the owner's own user, if they are known to be meant as such: the form was filled with them,
    /// or they are the only ones on users in a form that was filled. Ticks that were set by hand stay where they are.
    fn own_actions(&self, owner: Id) -> Vec<Action> {
        let given = match &self.origin {
            None => return Vec::new(),
            Some(Origin::Preset { permissions, .. }) => {
                Action::BOTH.into_iter().filter(|action| permissions.contains(&own(*action, owner))).collect()
            }
            Some(Origin::Copy { .. } | Origin::Text { .. }) => Vec::new(),
        };
        let ticked: Vec<Action> =
            Action::BOTH.into_iter().filter(|action| self.selection.is_ticked(&USERS, owner, *action)).collect();
        let as_given = !given.is_empty() && given == ticked;
        if as_given || self.selection.is_on_one_user(owner) { ticked } else { Vec::new() }
    }

    /// What was held when the former owner was left, unless the rights on users were changed since.
    fn still_held(&self) -> OwnRights {
        match &self.own_rights {
            OwnRights::On(from, actions) if self.own_actions(*from) == *actions => self.own_rights.clone(),
            OwnRights::Waiting(_) => OwnRights::Waiting(self.awaited().to_vec()),
            OwnRights::On(..) | OwnRights::Settled | OwnRights::WentOver => OwnRights::Settled,
        }
    }

    /// The rights that the token gets on its own user as soon as that user exists.
    pub(super) fn awaited(&self) -> &[Action] {
        match &self.own_rights {
            OwnRights::Waiting(actions) if !self.selection.touches(&USERS) && !self.selection.is_empty() => actions,
            _ => &[],
        }
    }

    /// Whether the token gets rights on its own user as soon as that user exists.
    pub fn awaits_own_user(&self) -> bool {
        matches!(self.recipient, Recipient::New(_)) && !self.awaited().is_empty()
    }

    /// Whether rights on the former owner's own user went over to this one, other than a preset says of itself.
    pub fn handed_own_rights_over(&self) -> bool {
        let preset =
            matches!(self.origin, Some(Origin::Preset { preset: Preset::AllAccess | Preset::ConsoleAdmin, .. }));
        self.own_rights == OwnRights::WentOver && !preset && self.selection.touches(&USERS)
    }

    /// Puts rights on the former owner over to the one who owns the token now.
    pub(super) fn hand_own_rights_over(&mut self, from: Id, to: Id) {
        if Action::BOTH.iter().any(|action| self.selection.is_ticked(&USERS, from, *action)) {
            self.selection.hand_over(from, to);
            self.own_rights = OwnRights::WentOver;
        }
    }

    /// Does without the rights that wait for a new user.
    pub fn leave_out_own_rights(&mut self) {
        self.own_rights = OwnRights::Settled;
    }

    /// Takes every grant away, those that wait for a new user too.
    pub fn clear(&mut self) {
        self.selection.clear();
        self.own_rights = OwnRights::Settled;
    }
}

const USERS: ResourceType = ResourceType::Users;

/// A right on one user.
pub(super) const fn own(action: Action, user: Id) -> Permission {
    Permission::new(action, USERS, Scope::Object { id: user, org: None })
}

impl Selection {
    /// Puts the ticks on one user over to another.
    fn hand_over(&mut self, from: Id, to: Id) {
        for action in Action::BOTH {
            if self.is_ticked(&USERS, from, action) {
                self.tick(&USERS, from, action, false);
                self.tick(&USERS, to, action, true);
            }
        }
    }

    fn tick_user(&mut self, user: Id, actions: &[Action], on: bool) {
        for action in actions {
            self.tick(&USERS, user, *action, on);
        }
    }

    /// Whether the rights on users are rights on this one and no other.
    fn is_on_one_user(&self, user: Id) -> bool {
        Action::BOTH.iter().all(|action| self.reach(&USERS, *action) == Reach::These) && self.ids(&USERS).eq([user])
    }
}

#[cfg(test)]
mod tests {
    use super::super::preset::without_users;
    use super::super::tests::{around, id, named, session};
    use super::*;
    use crate::Names;
    use crate::authorization::{Authorization, Status};
    use crate::permission::preset::Administered;
    use crate::permission::{PermissionSet, ResourceType, preset};
    use crate::session::AccessLevel;

    fn all_access() -> (Draft, Session) {
        let session = session(AccessLevel::Operator);
        let mut draft = Draft::new(session.org.id);
        draft.start_from(Preset::AllAccess, &session);
        (draft, session)
    }

    /// A copy of a token of user 0xcc.
    fn copy(permissions: impl IntoIterator<Item = Permission>) -> (Draft, Session) {
        let session = session(AccessLevel::Operator);
        let original = Authorization {
            id: id(1),
            org: id(0xaa),
            user: id(0xcc),
            status: Status::Active,
            description: "everything".into(),
            permissions: permissions.into_iter().collect(),
            created_ms: None,
            changed_ms: None,
        };
        (Draft::copy(&original, "svc", &session, |_| false), session)
    }

    fn lines(set: &PermissionSet) -> Vec<String> {
        set.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn all_access_follows_its_owner() {
        let (mut draft, session) = all_access();
        let of = |owner| preset::all_access(&session.types, session.org.id, owner);
        draft.set_recipient(Recipient::Unchosen, &session);
        draft.set_recipient(Recipient::Other(named(0xcc)), &session);
        assert_eq!(draft.permissions(), of(id(0xcc)));
        draft.set_recipient(Recipient::New("device".to_owned()), &session);
        assert_eq!(draft.permissions(), without_users(&of(id(0xcc))));
        assert!(draft.awaits_own_user());
        draft.set_recipient(Recipient::Other(named(0xdd)), &session);
        assert_eq!(draft.permissions(), of(id(0xdd)));
        assert_eq!(draft.preset_state(Preset::AllAccess), super::super::PresetState::AsGiven);
        assert!(!draft.handed_own_rights_over(), "the preset says so itself");
    }

    #[test]
    fn rights_that_were_taken_out_of_all_access_do_not_come_back_with_another_owner() {
        let (mut draft, session) = all_access();
        draft.selection.clear();
        draft.set_recipient(Recipient::Other(named(0xcc)), &session);
        assert!(draft.permissions().is_empty());
        draft.set_recipient(Recipient::New("device".to_owned()), &session);
        assert!(draft.permissions().is_empty() && !draft.awaits_own_user());
        let (mut draft, session) = all_access();
        for action in Action::BOTH {
            draft.selection.set_reach(&ResourceType::Tasks, action, Reach::These);
        }
        draft.set_recipient(Recipient::Other(named(0xcc)), &session);
        assert!(draft.permissions().contains(&own(Action::Write, id(0xcc))));
    }

    #[test]
    fn administration_of_ones_own_tokens_is_of_the_tokens_of_the_owner() {
        let session = session(AccessLevel::AllAccess);
        let of = |owner| preset::console_admin(&session.types, id(0xaa), Administered::User(owner));
        let mut draft = Draft::new(id(0xaa));
        draft.set_recipient(Recipient::Other(named(0xcc)), &session);
        draft.start_from(Preset::ConsoleAdmin, &session);
        assert_eq!(draft.permissions(), of(id(0xcc)));
        draft.set_recipient(Recipient::Me, &session);
        assert_eq!(draft.permissions(), of(id(0xbb)));
        draft.set_recipient(Recipient::New("device".to_owned()), &session);
        assert_eq!(draft.permissions(), without_users(&of(id(0xbb))));
        let names = Names::default();
        let token = draft.token_request(around(&names)).expect("a request").owned_by(id(0xdd));
        assert_eq!(token.permissions.into_iter().collect::<PermissionSet>(), of(id(0xdd)));
        assert_eq!(draft.preset_state(Preset::ConsoleAdmin), super::super::PresetState::AsGiven);
    }

    #[test]
    fn the_rights_of_a_copy_on_its_own_user_follow_and_that_is_said() {
        let of = |owner| preset::all_access(&ResourceType::KNOWN, id(0xaa), owner);
        let (mut draft, session) = copy(of(id(0xcc)).iter().cloned());
        assert!(!draft.handed_own_rights_over());
        draft.set_recipient(Recipient::Unchosen, &session);
        assert!(!draft.handed_own_rights_over(), "nobody has them yet");
        draft.set_recipient(Recipient::Other(named(0xdd)), &session);
        assert_eq!(draft.permissions(), of(id(0xdd)));
        assert!(draft.handed_own_rights_over());
        draft.set_recipient(Recipient::New("device".to_owned()), &session);
        assert!(draft.awaits_own_user());
        let names = Names::default();
        let token = draft.token_request(around(&names)).expect("a request").owned_by(id(0xee));
        assert_eq!(token.permissions.into_iter().collect::<PermissionSet>(), of(id(0xee)));
        draft.leave_out_own_rights();
        draft.set_recipient(Recipient::Me, &session);
        assert_eq!(draft.permissions(), without_users(&of(id(0xcc))));
    }

    #[test]
    fn rights_on_several_users_and_ticks_that_were_set_by_hand_stay_where_they_are() {
        let two = [own(Action::Read, id(0xcc)), own(Action::Read, id(0xdd))];
        let (mut draft, session) = copy(two.clone());
        draft.set_recipient(Recipient::Me, &session);
        assert_eq!(draft.permissions(), two.into_iter().collect());
        let mut draft = Draft::new(id(0xaa));
        draft.selection.tick(&USERS, id(0xbb), Action::Read, true);
        draft.set_recipient(Recipient::Other(named(0xcc)), &session);
        assert_eq!(draft.permissions(), [own(Action::Read, id(0xbb))].into_iter().collect());
    }

    #[test]
    fn what_was_changed_while_no_owner_was_chosen_is_left_alone() {
        let (mut draft, session) = copy([own(Action::Read, id(0xcc))]);
        draft.set_recipient(Recipient::Unchosen, &session);
        draft.selection.tick(&USERS, id(0xee), Action::Read, true);
        draft.set_recipient(Recipient::Other(named(0xdd)), &session);
        assert_eq!(
            lines(&draft.permissions()),
            ["read:users/00000000000000cc", "read:users/00000000000000ee"],
            "two users are named now"
        );
        let (mut draft, session) = all_access();
        draft.set_recipient(Recipient::New("device".to_owned()), &session);
        draft.clear();
        draft.selection.tick(&ResourceType::Buckets, id(7), Action::Read, true);
        assert!(!draft.awaits_own_user(), "what was cleared does not wait");
    }
}
