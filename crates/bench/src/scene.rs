//! Two large sets of permissions that differ by a tenth, and all that must be known to judge them.

use influxdb2::api::dry_run::Answer;
use influxdb2::coverage::{Caller, Coverage, Knowledge};
use influxdb2::description::{DescriptionContext, describe};
use influxdb2::permission::effect::{EffectContext, effects, inert};
use influxdb2::permission::{Action, Classifier, Permission, PermissionSet, ResourceType};
use influxdb2::session::{AccessLevel, Named, Server, Session, Visibility};
use influxdb2::{Id, Names};

/// What is judged.
pub struct Scene {
    set: PermissionSet,
    other: PermissionSet,
    names: Names,
    caller: Caller,
    known: Knowledge,
    org: Id,
    me: Id,
}

fn id(number: u64) -> Id {
    Id::from_number(number).expect("not zero")
}

/// Read and Write on as many buckets as make so many permissions, from a number on.
fn on_buckets(from: u64, many: u64, org: Id) -> PermissionSet {
    let both =
        |bucket| Action::BOTH.map(|action| Permission::on_object(action, ResourceType::Buckets, id(bucket), org));
    (from..from + many / 2).flat_map(both).collect()
}

impl Scene {
    /// With so many permissions in each set.
    pub fn with(many: u64) -> Self {
        let (org, me) = (id(0xaa), id(0xbb));
        let set = on_buckets(1_000, many, org);
        let other = on_buckets(1_000 + many / 20, many, org);
        let mut names = Names::default();
        for bucket in 1_000..1_000 + many {
            names.insert(&ResourceType::Buckets, id(bucket), &format!("distribution/sensor-{bucket:05}"));
        }
        let session = Session {
            server: Server::default(),
            me: Named { id: me, name: "mira".to_owned() },
            orgs: Vec::new(),
            org: Named { id: org, name: "plants".to_owned() },
            types: ResourceType::KNOWN.to_vec(),
            access: AccessLevel::Custom,
            visibility: Visibility::All,
        };
        // A server was asked for all of it and granted all of it.
        let mut known = Knowledge::default();
        known.learn(set.as_slice(), me, &Answer::Granted);
        Self { set, other, names, caller: Caller::of(&session), known, org, me }
    }

    /// The description that a token with the set gets.
    pub fn describe(&self) -> usize {
        let types = &ResourceType::KNOWN;
        let context =
            DescriptionContext { org: self.org, org_name: "plants", user: Some(self.me), types, names: &self.names };
        describe(&self.set, &context).len()
    }

    /// Which kind of token the set makes.
    pub fn classify(&self) -> usize {
        Classifier::new(&ResourceType::KNOWN).classify(&self.set, self.org, Some(self.me)).title().len()
    }

    /// Whether a credential may grant the set.
    pub fn coverage(&self) -> usize {
        usize::from(self.caller.coverage(&self.set, Some(self.me), &self.known) == Coverage::Covered)
    }

    /// What the set can lead to, and what of it does nothing.
    pub fn warnings(&self) -> usize {
        let context = EffectContext {
            token_values_shown: None,
            org: self.org,
            user: Some(self.me),
            names: &self.names,
            system_buckets: &[],
        };
        effects(&self.set, &context).len() + inert(&self.set, &context).len()
    }

    /// What is added and removed from one set to the other.
    pub fn difference(&self) -> usize {
        self.set.difference(&self.other).added.len()
    }

    /// Which of both reaches further.
    pub fn compare(&self) -> usize {
        usize::from(self.set.compare(&self.other).only_left.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_timed_does_what_it_is_called() {
        let scene = Scene::with(40);
        assert!(scene.describe() > 10, "a description");
        assert_eq!(scene.coverage(), 1, "all of it was granted");
        assert_eq!(scene.warnings(), 1, "Write can also delete");
        assert_eq!(scene.difference(), 4, "two of twenty buckets are new");
        assert_eq!(scene.compare(), 1, "and two are left out");
        assert!(scene.classify() > 0, "every kind has a title");
    }
}
