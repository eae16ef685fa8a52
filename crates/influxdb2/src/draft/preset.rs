//! Starting from a usual set of permissions, and noticing when the form has left it.

use super::own_rights::OwnRights;
use super::{Draft, Origin, Preset};
use crate::Id;
use crate::api::dry_run;
use crate::permission::preset::Administered;
use crate::permission::{Action, Permission, PermissionSet, ResourceType, Scope, preset};
use crate::selection::Selection;
use crate::session::{AccessLevel, Session};

/// How a form stands to a preset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresetState {
    /// The form was not filled from it.
    Off,
    /// The form grants what the preset stands for.
    AsGiven,
    /// The form was filled from it and grants something else now.
    Changed,
}

impl Preset {
    /// All of them, the narrow ones first.
    pub const ALL: [Self; 7] = [
        Self::Empty,
        Self::ReadWriteBuckets,
        Self::TelegrafWriter,
        Self::GrafanaReader,
        Self::ConsoleAdmin,
        Self::AllAccess,
        Self::Operator,
    ];

    /// The words on its button.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Empty => "Empty",
            Self::ReadWriteBuckets => "Read/write buckets",
            Self::TelegrafWriter => "Telegraf writer",
            Self::GrafanaReader => "Grafana reader",
            Self::ConsoleAdmin => "Manage tokens",
            Self::AllAccess => "All access",
            Self::Operator => "Operator",
        }
    }

    /// What is to be done after choosing it, or what it means.
    pub const fn next_step(self) -> Option<&'static str> {
        match self {
            Self::Empty => None,
            Self::ReadWriteBuckets => Some("Tick the buckets that the token reads, and those that it writes."),
            Self::TelegrafWriter => Some(
                "Tick Write for the buckets that the agent writes to, and Read for its Telegraf configuration if it fetches that from here.",
            ),
            Self::GrafanaReader => Some("Tick Read for the buckets that Grafana shows."),
            Self::ConsoleAdmin => Some("Enough to list and create tokens here. The holder can't grant more than this."),
            Self::AllAccess => Some("Everything in this organization, but it can't change the organization itself."),
            Self::Operator => Some("Create as few as you can, and keep them in a secret store."),
        }
    }

    /// The type that is opened to go on.
    pub const fn opens(self) -> ResourceType {
        match self {
            Self::ConsoleAdmin => ResourceType::Authorizations,
            _ => ResourceType::Buckets,
        }
    }

    /// Why this session can't grant it; `None` also where only the server knows.
    pub fn blocked(self, session: &Session) -> Option<&'static str> {
        match (self, session.access) {
            // Older servers, and those whose version is not told, do not say who is an operator.
            (Self::Operator, AccessLevel::AllAccess | AccessLevel::Custom) if session.server.tells_operators() => {
                Some("only an operator credential can grant this.")
            }
            // Where the server was asked without creating anything, its answer is known to be no.
            (Self::AllAccess, AccessLevel::Custom) if dry_run::is_proven_for(&session.server) => {
                Some("your credential does not have every permission of this organization.")
            }
            _ => None,
        }
    }

    /// What it grants at once. The rights on the owner's own user are left out while that user does not exist.
    ///
    /// Administration is done with the rights of the token's owner, so it is their tokens that it looks after.
    pub(super) fn permissions(self, session: &Session, org: Id, owner: Option<Id>) -> PermissionSet {
        let types = &session.types;
        match self {
            Self::Empty | Self::ReadWriteBuckets | Self::TelegrafWriter | Self::GrafanaReader => PermissionSet::empty(),
            Self::ConsoleAdmin => {
                let of = |administered| preset::console_admin(types, org, administered);
                match (session.access, owner) {
                    (AccessLevel::Operator, _) => of(Administered::EveryUser),
                    (AccessLevel::AllAccess | AccessLevel::Custom | AccessLevel::Unknown, Some(owner)) => {
                        of(Administered::User(owner))
                    }
                    (AccessLevel::AllAccess | AccessLevel::Custom | AccessLevel::Unknown, None) => {
                        without_users(&of(Administered::User(session.me.id)))
                    }
                }
            }
            Self::AllAccess => match owner {
                Some(owner) => preset::all_access(types, org, owner),
                None => without_users(&preset::all_access(types, org, session.me.id)),
            },
            Self::Operator => preset::operator(types),
        }
    }

    /// Whether it holds rights on the owner's own user.
    const fn is_on_the_owner(self, session: &Session) -> bool {
        match self {
            Self::AllAccess => true,
            Self::ConsoleAdmin => !matches!(session.access, AccessLevel::Operator),
            _ => false,
        }
    }

    /// Whether a set is still what the preset stands for; `given` is what it granted at the start.
    fn fits(self, set: &PermissionSet, given: &PermissionSet) -> bool {
        let all = |fits: fn(&Permission) -> bool| set.iter().all(fits);
        match self {
            Self::ReadWriteBuckets => all(on_buckets),
            Self::TelegrafWriter => all(|held| {
                let reads_configuration = held.action == Action::Read
                    && held.resource == ResourceType::Telegrafs
                    && held.scope.object().is_some();
                (held.action == Action::Write && on_buckets(held)) || reads_configuration
            }),
            Self::GrafanaReader => all(|held| held.action == Action::Read && on_buckets(held)),
            Self::Empty | Self::ConsoleAdmin | Self::AllAccess | Self::Operator => set == given,
        }
    }
}

fn on_buckets(held: &Permission) -> bool {
    held.resource == ResourceType::Buckets && held.scope != Scope::Everywhere
}

pub(super) fn without_users(set: &PermissionSet) -> PermissionSet {
    set.iter().filter(|held| held.resource != ResourceType::Users).cloned().collect()
}

impl Draft {
    /// Fills the form from a preset. What was typed, the owner and the status stay; an empty form is empty in all of it.
    pub fn start_from(&mut self, preset: Preset, session: &Session) {
        if preset == Preset::Empty {
            *self = Self::new(self.org);
            return;
        }
        let owner = self.recipient.id(session.me.id);
        let permissions = preset.permissions(session, self.org, owner);
        self.own_rights = if owner.is_none() && preset.is_on_the_owner(session) {
            OwnRights::Waiting(Action::BOTH.to_vec())
        } else {
            OwnRights::Settled
        };
        self.selection = Selection::read(&permissions, self.org).0;
        // The text of a copy speaks of a token that the form no longer is like.
        if matches!(self.origin, Some(Origin::Copy { .. })) {
            self.description.clear();
        }
        self.origin = Some(Origin::Preset { preset, permissions });
    }

    /// How the form stands to a preset.
    pub fn preset_state(&self, preset: Preset) -> PresetState {
        match &self.origin {
            None if preset == Preset::Empty && self.selection.is_empty() => PresetState::AsGiven,
            Some(Origin::Preset { preset: from, permissions }) if *from == preset => {
                if preset.fits(&self.permissions(), permissions) { PresetState::AsGiven } else { PresetState::Changed }
            }
            _ => PresetState::Off,
        }
    }

    /// Whether a person's work would be lost if `next` took the place of this form.
    pub fn is_lost_to(&self, next: &Self) -> bool {
        let typed = !self.description.is_empty() && !matches!(self.origin, Some(Origin::Copy { .. }));
        let chosen = !matches!(self.recipient, super::Recipient::Me | super::Recipient::Unchosen)
            && !matches!(self.origin, Some(Origin::Copy { .. }));
        !self.is_as_started()
            || (typed && self.description != next.description)
            || (chosen && self.recipient != next.recipient)
    }

    /// Whether everything that is ticked came from a preset or a copy and can be had again by one press.
    fn is_as_started(&self) -> bool {
        match &self.origin {
            Some(Origin::Preset { permissions, .. } | Origin::Copy { permissions, .. }) => {
                self.permissions() == Selection::read(permissions, self.org).0.permissions(self.org)
            }
            // A text is not at hand any more.
            Some(Origin::Text { .. }) | None => self.selection.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{id, session};
    use super::*;
    use crate::selection::Reach;
    use crate::session::Version;

    fn started(preset: Preset) -> (Draft, Session) {
        let session = session(AccessLevel::Operator);
        let mut draft = Draft::new(session.org.id);
        draft.start_from(preset, &session);
        (draft, session)
    }

    #[test]
    fn all_access_and_operator_are_the_servers_own_sets() {
        let (draft, session) = started(Preset::AllAccess);
        assert_eq!(draft.permissions(), preset::all_access(&session.types, session.org.id, session.me.id));
        let (draft, session) = started(Preset::Operator);
        assert_eq!(draft.permissions(), preset::operator(&session.types));
    }

    #[test]
    fn administration_is_of_every_user_for_an_operator_and_of_oneself_for_others() {
        let (draft, session_of) = started(Preset::ConsoleAdmin);
        let every = preset::console_admin(&session_of.types, session_of.org.id, Administered::EveryUser);
        assert_eq!(draft.permissions(), every);
        let session = session(AccessLevel::AllAccess);
        let mut draft = Draft::new(session.org.id);
        draft.start_from(Preset::ConsoleAdmin, &session);
        let own = preset::console_admin(&session.types, session.org.id, Administered::User(session.me.id));
        assert_eq!(draft.permissions(), own);
    }

    #[test]
    fn a_preset_that_grants_something_else_now_is_changed_and_back_again_when_it_is_undone() {
        let (mut draft, _) = started(Preset::AllAccess);
        assert_eq!(draft.preset_state(Preset::AllAccess), PresetState::AsGiven);
        assert_eq!(draft.preset_state(Preset::Operator), PresetState::Off);
        draft.selection.tick(&ResourceType::Orgs, id(7), Action::Write, true);
        assert_eq!(draft.preset_state(Preset::AllAccess), PresetState::Changed);
        draft.selection.tick(&ResourceType::Orgs, id(7), Action::Write, false);
        assert_eq!(draft.preset_state(Preset::AllAccess), PresetState::AsGiven);
    }

    #[test]
    fn ticking_what_a_preset_asks_for_is_no_change() {
        let (buckets, telegrafs) = (ResourceType::Buckets, ResourceType::Telegrafs);
        let (mut draft, _) = started(Preset::TelegrafWriter);
        draft.selection.tick(&buckets, id(1), Action::Write, true);
        draft.selection.tick(&telegrafs, id(2), Action::Read, true);
        assert_eq!(draft.preset_state(Preset::TelegrafWriter), PresetState::AsGiven);
        draft.selection.tick(&buckets, id(1), Action::Read, true);
        assert_eq!(draft.preset_state(Preset::TelegrafWriter), PresetState::Changed);
        let (mut draft, _) = started(Preset::GrafanaReader);
        draft.selection.tick(&buckets, id(1), Action::Read, true);
        assert_eq!(draft.preset_state(Preset::GrafanaReader), PresetState::AsGiven);
        draft.selection.tick(&buckets, id(1), Action::Write, true);
        assert_eq!(draft.preset_state(Preset::GrafanaReader), PresetState::Changed);
        let (mut draft, _) = started(Preset::ReadWriteBuckets);
        draft.selection.tick(&buckets, id(1), Action::Write, true);
        assert_eq!(draft.preset_state(Preset::ReadWriteBuckets), PresetState::AsGiven);
        draft.selection.tick(&telegrafs, id(1), Action::Read, true);
        assert_eq!(draft.preset_state(Preset::ReadWriteBuckets), PresetState::Changed);
    }

    #[test]
    fn starting_empty_leaves_nothing_of_the_form_before() {
        let (mut draft, session) = started(Preset::GrafanaReader);
        draft.recipient = super::super::Recipient::New("press-gw-07".to_owned());
        draft.status = crate::authorization::Status::Inactive;
        draft.description = "hall 4".to_owned();
        let before = draft.clone();
        draft.start_from(Preset::Empty, &session);
        assert_eq!(draft, Draft::new(session.org.id));
        assert!(before.is_lost_to(&draft), "one press brings it back");
    }

    #[test]
    fn an_empty_form_is_empty_until_something_is_ticked() {
        let (mut draft, _) = started(Preset::Empty);
        assert_eq!(draft.preset_state(Preset::Empty), PresetState::AsGiven);
        draft.selection.tick(&ResourceType::Buckets, id(1), Action::Read, true);
        assert_eq!(draft.preset_state(Preset::Empty), PresetState::Off);
    }

    #[test]
    fn only_what_one_press_does_not_bring_back_is_lost_to_another_form() {
        let (mut draft, session) = started(Preset::AllAccess);
        let other = Draft::new(session.org.id);
        assert!(!draft.is_lost_to(&other) && !other.is_lost_to(&draft));
        for action in Action::BOTH {
            draft.selection.set_reach(&ResourceType::Tasks, action, Reach::These);
        }
        assert!(draft.is_lost_to(&other), "the preset was changed");
        let (mut draft, _) = started(Preset::AllAccess);
        draft.description = "for the night shift".to_owned();
        assert!(draft.is_lost_to(&other), "the text would be gone");
        assert!(!draft.is_lost_to(&draft.clone()), "the text stays");
    }

    #[test]
    fn what_a_credential_is_known_not_to_hold_is_blocked_with_the_reason() {
        assert_eq!(Preset::Operator.blocked(&session(AccessLevel::Operator)), None);
        assert!(Preset::Operator.blocked(&session(AccessLevel::AllAccess)).is_some());
        assert_eq!(Preset::AllAccess.blocked(&session(AccessLevel::AllAccess)), None);
        assert!(Preset::AllAccess.blocked(&session(AccessLevel::Custom)).is_some());
        let mut unknown = session(AccessLevel::Custom);
        for version in [None, Version::parse("2.1.1")] {
            unknown.server.version = version;
            assert_eq!(Preset::AllAccess.blocked(&unknown), None, "a server that was not asked may grant it");
            assert_eq!(
                Preset::Operator.blocked(&unknown),
                None,
                "a server that does not tell may have an operator here"
            );
        }
    }
}
