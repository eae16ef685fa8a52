//! From a plan to requests: what each name's token is called and grants.

use super::Row;
use super::plan::{Match, Planned};
use super::{BatchForm, NAME};
use crate::authorization::NewAuthorization;
use crate::draft::{Draft, DraftContext, DraftProblem};
use crate::permission::{Permission, ResourceType};
use std::sync::Arc;

/// Beyond so many permissions that all tokens share, their description is made once: one bucket more would be summed up anyway.
const DESCRIBED_EACH: usize = 40;

/// Makes requests of one form.
pub struct Maker<'a> {
    several: &'a BatchForm,
    draft: &'a Draft,
    around: DraftContext<'a>,
    /// What all tokens share.
    shared: Result<Arc<NewAuthorization>, DraftProblem>,
}

/// A token to be created, for one name of many or alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowRequest {
    /// The name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// How many of its permissions are on its own bucket.
    own: usize,
    /// All else of the request; tokens that grant the same share it.
    base: Arc<NewAuthorization>,
}

impl From<NewAuthorization> for RowRequest {
    /// A token that stands alone.
    fn from(new: NewAuthorization) -> Self {
        Self { name: String::new(), description: new.description.clone(), own: 0, base: Arc::new(new) }
    }
}

impl From<RowRequest> for Row {
    fn from(request: RowRequest) -> Self {
        Self::new(request.name.clone(), request)
    }
}

impl RowRequest {
    /// The request without its own description.
    pub fn base(&self) -> &NewAuthorization {
        &self.base
    }

    /// The request.
    pub fn asked(&self) -> NewAuthorization {
        NewAuthorization { description: self.description.clone(), ..(*self.base).clone() }
    }

    /// How many permissions it shares with the others.
    pub fn shared(&self) -> usize {
        self.base.permissions.len() - self.own
    }

    /// Whether its own bucket is granted by a permission of its own; a wider one may include it.
    pub const fn grants_own(&self) -> bool {
        self.own > 0
    }
}

impl<'a> Maker<'a> {
    /// Reads the form once for all names.
    pub fn new(several: &'a BatchForm, draft: &'a Draft, around: DraftContext<'a>) -> Self {
        Self { several, draft, around, shared: draft.read(around).map(Arc::new) }
    }

    /// The token of a name. A name without a bucket has none; the plan says so before.
    pub fn row_request(&self, planned: &Planned) -> Result<RowRequest, DraftProblem> {
        let (base, own) = match &planned.bucket {
            Some(Match::Found { id, .. }) => {
                let mut own = self.draft.clone();
                for action in self.several.rights.actions() {
                    own.selection.tick(&ResourceType::Buckets, *id, *action, true);
                }
                if let Ok(shared) = self.shared.as_ref()
                    && shared.permissions.len() > DESCRIBED_EACH
                {
                    own.description.clone_from(&shared.description);
                }
                let base = own.read(self.around)?;
                let on_bucket = |permission: &&Permission| {
                    permission.resource == ResourceType::Buckets && permission.scope.object() == Some(*id)
                };
                let count = base.permissions.iter().filter(on_bucket).count();
                (Arc::new(base), count)
            }
            _ => (Arc::clone(self.shared.as_ref().map_err(Clone::clone)?), 0),
        };
        let description = self.named(&base.description, &planned.name);
        Ok(RowRequest { name: planned.name.clone(), description, own, base })
    }

    /// A typed description says where the name goes, or has it at its end; a generated one has it at its end.
    fn named(&self, base: &str, name: &str) -> String {
        if !self.draft.description.trim().is_empty() && base.contains(NAME) {
            return base.replace(NAME, name);
        }
        if base.is_empty() { name.to_owned() } else { format!("{base} – {name}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::{Grants, Plan, Rights};
    use crate::object::Object;
    use crate::permission::Action;
    use crate::{Id, Names};

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn requests(several: &BatchForm, typed: &str, ticked: bool) -> Vec<Result<RowRequest, DraftProblem>> {
        let mut names = Names::default();
        names.insert(&ResourceType::Buckets, id(1), "sensors");
        names.insert(&ResourceType::Buckets, id(2), "gw-1");
        let buckets = [Object { id: id(2), name: "gw-1".into(), system: false }];
        let mut draft = Draft::new(id(0xaa));
        draft.description = typed.to_owned();
        draft.selection.tick(&ResourceType::Buckets, id(1), Action::Read, ticked);
        let around = DraftContext { org_name: "acme", me: id(0xbb), types: &ResourceType::KNOWN, names: &names };
        let plan = Plan::new(several, Some(&buckets));
        let maker = Maker::new(several, &draft, around);
        plan.rows.iter().map(|row| maker.row_request(row)).collect()
    }

    fn shared(names: &str) -> BatchForm {
        BatchForm { names: names.to_owned(), ..BatchForm::default() }
    }

    #[test]
    fn tokens_that_share_their_grants_differ_in_the_name_only() {
        let made = requests(&shared("gw-1\ngw-2"), "", true);
        let asked: Vec<_> = made.into_iter().map(|request| request.expect("granted").asked()).collect();
        assert_eq!(asked[0].description, "Read buckets sensors – gw-1");
        assert_eq!(asked[1].description, "Read buckets sensors – gw-2");
        assert_eq!(asked[0].permissions, asked[1].permissions);
        assert_eq!(asked[0].user, Some(id(0xbb)));
    }

    #[test]
    fn a_typed_description_says_where_the_name_goes() {
        let description = |typed: &str| requests(&shared("gw-1"), typed, true).remove(0).expect("granted").description;
        assert_eq!(description("agent {name} in hall 3"), "agent gw-1 in hall 3");
        assert_eq!(description("agents of hall 3"), "agents of hall 3 – gw-1");
    }

    #[test]
    fn one_bucket_each_is_granted_besides_what_is_ticked() {
        let several = BatchForm { grants: Grants::OneEach, rights: Rights::Both, ..shared("gw-1") };
        let asked = requests(&several, "", true).remove(0).expect("granted").asked();
        let bucket = |action, n| Permission::on_object(action, ResourceType::Buckets, id(n), id(0xaa));
        let expected = [bucket(Action::Read, 1), bucket(Action::Read, 2), bucket(Action::Write, 2)];
        assert_eq!(asked.permissions, expected);
        assert_eq!(asked.description, "Read buckets gw-1, sensors Write buckets gw-1 – gw-1");
        let request = requests(&several, "", true).remove(0).expect("granted");
        assert_eq!((request.shared(), request.grants_own()), (1, true));
    }

    #[test]
    fn one_bucket_each_is_enough_where_nothing_is_ticked() {
        let several = BatchForm { grants: Grants::OneEach, ..shared("gw-1") };
        let asked = requests(&several, "", false).remove(0).expect("its own bucket").asked();
        assert_eq!(asked.description, "Write buckets gw-1 – gw-1");
        assert_eq!(requests(&shared("gw-1"), "", false).remove(0).err(), Some(DraftProblem::NothingGranted));
    }
}
