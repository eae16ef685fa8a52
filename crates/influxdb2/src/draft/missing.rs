//! Ticks on objects that the lists of the form's organization don't hold, and what may be said of them.

use crate::permission::{Checked, ResourceType};
use crate::session::{AccessLevel, Session};
use console_core::text::number;

/// Where an object may be that is in no list.
///
/// The server matches a permission by the object's id and looks at no organization then (`recordings/permission-matching.json`),
/// so one of another organization is reached although it stands in no list here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// The list may leave it out, because the credential may not read it.
    hidden: bool,
    /// It may be in another organization.
    elsewhere: bool,
}

impl Missing {
    /// What is missing of one type.
    pub fn of(resource: &ResourceType, session: &Session) -> Self {
        let sees_all = session.access == AccessLevel::Operator;
        // Organizations and users are listed for the whole server.
        let one_list = resource.checked() == Checked::IdOnly || sees_all && session.orgs.len() == 1;
        Self { hidden: !sees_all, elsewhere: !one_list }
    }

    /// What can be said of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self { hidden: self.hidden || other.hidden, elsewhere: self.elsewhere || other.elsewhere }
    }

    /// Whether it is in no list because it is gone.
    pub const fn is_deleted(self) -> bool {
        !(self.hidden || self.elsewhere)
    }

    /// The mark beside one.
    pub const fn mark(self) -> &'static str {
        if self.is_deleted() { "does not exist any more" } else { "not found" }
    }

    /// How many there are.
    pub fn title(self, count: usize) -> String {
        match (count, self.is_deleted()) {
            (1, true) => "1 object does not exist any more".to_owned(),
            (1, false) => "1 object is not found".to_owned(),
            (count, true) => format!("{} objects do not exist any more", number(count)),
            (count, false) => format!("{} objects are not found", number(count)),
        }
    }

    /// What the token would grant on them.
    pub fn text(self, count: usize) -> String {
        let (it, them) = if count == 1 { ("It", "it") } else { ("They", "them") };
        let places = match (self.hidden, self.elsewhere) {
            (false, false) => return NOTHING.to_owned(),
            (true, false) => return format!("{it} may be deleted, or hidden from your credential. {NOTHING}"),
            (false, true) => "deleted, or in another organization",
            (true, true) => "deleted, hidden from your credential, or in another organization",
        };
        format!("{it} may be {places}. InfluxDB checks the id alone, so the token would reach {them} there.")
    }
}

/// True of what is deleted, and of nothing else.
const NOTHING: &str = "A permission on a deleted object grants nothing.";

#[cfg(test)]
mod tests {
    use super::super::tests::{named, session};
    use super::*;

    #[test]
    fn only_what_no_organization_has_is_said_to_grant_nothing() {
        let mut session = session(AccessLevel::Operator);
        let said = |resource, session: &Session| {
            let missing = Missing::of(&resource, session);
            (missing.mark(), missing.text(1))
        };
        let (mark, text) = said(ResourceType::Buckets, &session);
        assert_eq!((mark, text.as_str()), ("does not exist any more", NOTHING), "there is no other organization");
        session.orgs.push(named(0xab));
        for resource in [ResourceType::Buckets, ResourceType::Tasks, ResourceType::Telegrafs] {
            let (mark, text) = said(resource, &session);
            assert_eq!(mark, "not found");
            assert!(text.contains("in another organization") && text.ends_with("would reach it there."), "{text}");
            assert!(!text.contains("grants nothing"), "{text}");
        }
        assert_eq!(said(ResourceType::Users, &session).0, "does not exist any more", "users are listed for all");
        session.access = AccessLevel::Custom;
        assert!(
            said(ResourceType::Users, &session).1.starts_with("It may be deleted, or hidden from your credential.")
        );
        let both = Missing::of(&ResourceType::Users, &session).or(Missing::of(&ResourceType::Buckets, &session));
        assert_eq!(
            (both.title(2), both.text(2)),
            (
                "2 objects are not found".to_owned(),
                "They may be deleted, hidden from your credential, or in another organization. InfluxDB checks the id alone, so the token would reach them there.".to_owned()
            )
        );
    }
}
