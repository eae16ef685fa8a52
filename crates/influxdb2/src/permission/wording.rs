//! Permissions in the words of the screen.

use super::{Permission, Scope};
use crate::Names;

impl Permission {
    /// What the permission is on: "bucket telemetry", "all buckets", "all buckets in every organization".
    ///
    /// An object without a known name is called by its id. Names are as stored: hostile text.
    pub fn subject(&self, names: &Names) -> String {
        match self.scope {
            Scope::Everywhere => format!("all {} in every organization", self.resource.plural()),
            Scope::Org(_) => format!("all {}", self.resource.plural()),
            Scope::Object { id, .. } => match names.get(&self.resource, id) {
                Some(name) => format!("{} {name}", self.resource.singular()),
                None => format!("{} {id}", self.resource.singular()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use crate::permission::{Action, ResourceType};

    #[test]
    fn the_reach_is_said_and_objects_have_their_names() {
        let id = Id::from_number(1).expect("not zero");
        let mut names = Names::default();
        let bucket = Permission::on_object(Action::Read, ResourceType::Buckets, id, id);
        assert_eq!(bucket.subject(&names), "bucket 0000000000000001");
        names.insert(&ResourceType::Buckets, id, "telemetry");
        assert_eq!(bucket.subject(&names), "bucket telemetry");
        let all = Permission::in_org(Action::Read, ResourceType::Telegrafs, id);
        assert_eq!(all.subject(&names), "all Telegraf configurations");
        let everywhere = Permission::everywhere(Action::Read, ResourceType::Buckets);
        assert_eq!(everywhere.subject(&names), "all buckets in every organization");
    }
}
