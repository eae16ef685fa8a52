//! Effects in few words, for the row where the right is chosen.

use super::{Effect, Finding, Inert, InertFinding};
use crate::permission::Permission;

impl Effect {
    /// The effect in few words.
    pub const fn remark(self) -> &'static str {
        match self {
            Self::EveryOrganization => "Applies in every organization",
            Self::ReadsTokenSecrets => "Shows the secrets of other tokens",
            Self::ManagesTokens => "Can create and delete tokens",
            Self::EndsTokens => "Can delete these tokens",
            Self::ChangesUsers => "Can take over and delete users",
            Self::AddsOwners => "Can add owners, and delete the organization",
            Self::ChangesOrganization => "Can also delete the organization",
            Self::ChangesEveryBucket | Self::ChangesBuckets => "Write can also delete",
            Self::RunsCode => "Keeps running after the token is deleted",
            Self::UsesStoredSecrets => "Holds passwords for other systems",
            Self::ChangesStoredSecrets => "Can replace passwords for other systems",
            Self::ReplicatesData => "Copies data to another server",
            Self::ReadsTelegrafConfigurations => "May hold passwords",
            Self::ReadsEveryBucket => "Each new bucket is included",
        }
    }
}

impl Inert {
    /// Why the grant does nothing, in few words.
    pub const fn remark(self) -> &'static str {
        match self {
            Self::OrgsByOrganization | Self::UsersByOrganization => "No effect: InfluxDB checks these by id",
            Self::Views | Self::Dbrp => "No effect: InfluxDB never checks it",
            Self::ByObject => "No effect: InfluxDB checks these by organization",
            Self::SystemBucket => "Needs Read on the organization",
            Self::SecretsWithoutOrganization => "Needs Read on the organization",
            Self::TokensWithoutUsers => "Needs the same permission on users",
            Self::Instance => "No token can have it",
        }
    }
}

/// What is to be said of a set, as far as it is known: its dangers, and its grants that do nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// The dangers, strongest first.
    pub effects: Vec<Finding>,
    /// The grants that do nothing.
    pub inert: Vec<InertFinding>,
}

impl Findings {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.effects.len() + self.inert.len()
    }

    /// What to say at the row of one permission of the set: that it does nothing, or else its strongest danger.
    pub fn remark(&self, permission: &Permission) -> Option<&'static str> {
        // The lists are parts of a set, in its order.
        let has = |list: &[Permission]| list.binary_search(permission).is_ok();
        let inert = self.inert.iter().find(|finding| has(&finding.permissions));
        let effect = || self.effects.iter().find(|finding| has(&finding.permissions));
        inert.map(|finding| finding.inert.remark()).or_else(|| effect().map(|finding| finding.effect.remark()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{EffectContext, effects, inert};
    use super::*;
    use crate::permission::{Action, PermissionSet, ResourceType as T, Scope};
    use crate::{Id, Names};

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn findings(list: &[Permission]) -> Findings {
        let set: PermissionSet = list.iter().cloned().collect();
        let names = Names::default();
        let context = EffectContext {
            token_values_shown: None,
            org: id(0xaa),
            user: Some(id(0xbb)),
            names: &names,
            system_buckets: &[id(1)],
        };
        Findings { effects: effects(&set, &context), inert: inert(&set, &context) }
    }

    #[test]
    fn a_system_bucket_does_nothing_until_the_organization_may_be_read() {
        let read = Permission::on_object(Action::Read, T::Buckets, id(1), id(0xaa));
        let org = Permission::new(Action::Read, T::Orgs, Scope::Object { id: id(0xaa), org: None });
        let alone = findings(std::slice::from_ref(&read));
        assert_eq!((alone.count(), alone.remark(&read)), (1, Some(Inert::SystemBucket.remark())));
        let both = findings(&[read.clone(), org]);
        assert_eq!((both.count(), both.remark(&read)), (0, None));
    }

    #[test]
    fn a_row_says_its_strongest_danger_and_rows_without_any_say_nothing() {
        let everywhere = Permission::everywhere(Action::Write, T::Buckets);
        let tasks = Permission::in_org(Action::Read, T::Tasks, id(0xaa));
        let found = findings(&[everywhere.clone(), tasks.clone()]);
        assert_eq!(found.remark(&everywhere), Some(Effect::EveryOrganization.remark()));
        assert_eq!(found.remark(&tasks), None);
        assert_eq!(found.count(), 2, "every organization, and every bucket");
    }
}
