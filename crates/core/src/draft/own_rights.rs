//! The rights of an all-access token on its own user, which go over to whoever shall own it.

use super::{Draft, Origin, Preset, PresetState, Recipient};
use crate::permission::Permission;
use crate::session::Session;

impl Draft {
    /// Chooses another owner. The rights of all access on its own user go over to the new one.
    pub fn set_recipient(&mut self, recipient: Recipient, session: &Session) {
        self.recipient = recipient;
        let org = self.org;
        let owner = self.recipient.id(session.me.id);
        if owner.is_none() && self.recipient == Recipient::Unchosen {
            return;
        }
        let now = self.permissions();
        let Some(Origin::Preset { preset: Preset::AllAccess, permissions: given }) = &mut self.origin else { return };
        let wanted = Preset::AllAccess.permissions(session, org, owner);
        let change = given.difference(&wanted);
        // A person who took these rights away, or all of the preset, does not get them back with another owner.
        let kept = change.removed.iter().all(|held| now.contains(held));
        let follows = if change.removed.is_empty() { now == *given } else { kept };
        if follows {
            for (permissions, on) in [(&change.removed, false), (&change.added, true)] {
                for Permission { action, resource, scope } in permissions {
                    if let Some(id) = scope.object() {
                        self.selection.tick(resource, id, *action, on);
                    }
                }
            }
        }
        *given = wanted;
    }

    /// Whether the token gets rights on its own user as soon as that user exists.
    pub fn awaits_own_user(&self) -> bool {
        matches!(self.recipient, Recipient::New(_)) && self.preset_state(Preset::AllAccess) == PresetState::AsGiven
    }
}

#[cfg(test)]
mod tests {
    use super::super::preset::without_users;
    use super::super::tests::{id, named, session};
    use super::*;
    use crate::permission::{Action, ResourceType, Scope, preset};
    use crate::session::Power;

    fn all_access() -> (Draft, Session) {
        let session = session(Power::Operator);
        let mut draft = Draft::new(session.org.id);
        draft.start_from(Preset::AllAccess, &session);
        (draft, session)
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
        assert_eq!(draft.preset_state(Preset::AllAccess), PresetState::AsGiven);
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
        draft.selection.clear_type(&ResourceType::Tasks);
        draft.set_recipient(Recipient::Other(named(0xcc)), &session);
        assert!(draft.permissions().contains(&Permission::new(
            Action::Write,
            ResourceType::Users,
            Scope::Object { id: id(0xcc), org: None }
        )));
    }
}
