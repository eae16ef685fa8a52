//! What is ticked in the permission matrix.
//!
//! For each resource type and action the *reach* says whether the ticks on single objects count, or everything of the organization
//! (objects made later too), or everything of every organization. A wider reach lies over the single ticks without touching them:
//! they are shown as included and are back when the reach is taken away.
//! Everything that a screen shows is derived from this; nothing is stored twice.

mod column;

pub use column::range;

use crate::Id;
use crate::permission::{Action, Checked, Permission, PermissionSet, ResourceType, Scope};
pub use console_core::matrix::{Cell, Header};
use console_core::matrix::{PerAction, Ticks};
use std::collections::BTreeMap;

/// How far a type is granted for one action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// The objects that are ticked, and no other.
    #[default]
    These,
    /// All of the organization, those made later too.
    Org,
    /// All of every organization, those made later too.
    Everywhere,
}

impl Reach {
    /// The choices for a type that mean something, and the one that is chosen although it does not.
    ///
    /// Organizations and users are checked by id, so all of one organization would be none of them;
    /// what no request asks for is not worth the reach of an operator.
    pub fn offered(resource: &ResourceType, chosen: Self) -> Vec<Self> {
        let means_something = |reach: Self| match (reach, resource.checked()) {
            (Self::These, _) => true,
            (Self::Org, checked) => checked != Checked::IdOnly,
            (Self::Everywhere, checked) => checked != Checked::Never,
        };
        [Self::These, Self::Org, Self::Everywhere]
            .into_iter()
            .filter(|reach| *reach == chosen || means_something(*reach))
            .collect()
    }

    /// The permission that a reach stands for; none where single ticks count.
    pub fn permission(self, action: Action, resource: ResourceType, org: Id) -> Option<Permission> {
        let scope = match self {
            Self::These => return None,
            Self::Org => Scope::Org(org),
            Self::Everywhere => Scope::Everywhere,
        };
        Some(Permission::new(action, resource, scope))
    }
}

/// What is ticked of one type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Chosen {
    reach: PerAction<Reach>,
    /// Ticks on single objects.
    ticks: Ticks<Id>,
}

/// The ticks of the whole matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    types: BTreeMap<ResourceType, Chosen>,
}

impl Selection {
    /// Reads permissions of a token in organization `org` back into ticks.
    ///
    /// Permissions that the matrix has no place for come back as the second value:
    /// those of another organization as a whole.
    pub fn read(permissions: &PermissionSet, org: Id) -> (Self, Vec<Permission>) {
        let mut selection = Self::default();
        let mut left_over = Vec::new();
        for permission in permissions {
            match permission.scope {
                Scope::Org(of) if of != org => left_over.push(permission.clone()),
                _ => selection.grant(permission, org),
            }
        }
        (selection, left_over)
    }

    fn widen(&mut self, resource: &ResourceType, action: Action, reach: Reach) {
        let wider = self.reach(resource, action).max(reach);
        self.set_reach(resource, action, wider);
    }

    /// How far a type is granted.
    pub fn reach(&self, resource: &ResourceType, action: Action) -> Reach {
        self.types.get(resource).map_or(Reach::These, |chosen| chosen.reach.get(action))
    }

    /// Changes how far a type is granted. Single ticks stay as they are.
    pub fn set_reach(&mut self, resource: &ResourceType, action: Action, reach: Reach) {
        self.change(resource, |chosen| chosen.reach.set(action, reach));
    }

    /// Sets or removes the tick on one object.
    pub fn tick(&mut self, resource: &ResourceType, id: Id, action: Action, on: bool) {
        self.change(resource, |chosen| chosen.ticks.set(id, action, on));
    }

    /// Sets or removes the ticks on many objects.
    pub fn tick_all(&mut self, resource: &ResourceType, ids: impl IntoIterator<Item = Id>, action: Action, on: bool) {
        self.change(resource, |chosen| chosen.ticks.set_all(ids, action, on));
    }

    /// Grants one permission more. One of another organization as a whole has no place and changes nothing.
    pub fn grant(&mut self, permission: &Permission, org: Id) {
        let Permission { action, resource, scope } = permission;
        match *scope {
            Scope::Everywhere => self.widen(resource, *action, Reach::Everywhere),
            Scope::Org(of) if of == org => self.widen(resource, *action, Reach::Org),
            Scope::Org(_) => {}
            Scope::Object { id, .. } => self.tick(resource, id, *action, true),
        }
    }

    /// Takes one permission away. Single ticks below a wider reach stay and count again.
    pub fn withdraw(&mut self, permission: &Permission) {
        let Permission { action, resource, scope } = permission;
        match *scope {
            Scope::Everywhere | Scope::Org(_) => self.set_reach(resource, *action, Reach::These),
            Scope::Object { id, .. } => self.tick(resource, id, *action, false),
        }
    }

    fn change(&mut self, resource: &ResourceType, change: impl FnOnce(&mut Chosen)) {
        let chosen = self.types.entry(resource.clone()).or_default();
        change(chosen);
        if *chosen == Chosen::default() {
            self.types.remove(resource);
        }
    }

    /// Whether the object has a tick of its own.
    pub fn is_ticked(&self, resource: &ResourceType, id: Id, action: Action) -> bool {
        self.types.get(resource).is_some_and(|chosen| chosen.ticks.has(&id, action))
    }

    /// How the cell of an object looks.
    pub fn cell(&self, resource: &ResourceType, id: Id, action: Action) -> Cell {
        let own = self.is_ticked(resource, id, action);
        if includes_objects(resource, self.reach(resource, action)) {
            return Cell::Included { own };
        }
        if own { Cell::Chosen } else { Cell::Empty }
    }

    /// How the tick over the shown objects looks.
    pub fn header<'a>(
        &self,
        resource: &ResourceType,
        action: Action,
        shown: impl IntoIterator<Item = &'a Id>,
    ) -> Header {
        self.types.get(resource).map_or(Header::None, |chosen| chosen.ticks.header(action, shown))
    }

    /// How many single objects of a type are ticked for an action.
    pub fn ticked(&self, resource: &ResourceType, action: Action) -> usize {
        self.types.get(resource).map_or(0, |chosen| chosen.ticks.count(action))
    }

    /// How many single objects of a type are ticked for any action.
    pub fn ticked_objects(&self, resource: &ResourceType) -> usize {
        self.types.get(resource).map_or(0, |chosen| chosen.ticks.len())
    }

    /// The objects of a type that have a tick.
    pub fn ids(&self, resource: &ResourceType) -> impl Iterator<Item = Id> {
        self.types.get(resource).into_iter().flat_map(|chosen| chosen.ticks.keys().copied())
    }

    /// Whether anything of a type is granted.
    pub fn touches(&self, resource: &ResourceType) -> bool {
        self.types.contains_key(resource)
    }

    /// The types of which anything is granted, in the servers' order.
    pub fn types(&self) -> impl Iterator<Item = &ResourceType> {
        self.types.keys()
    }

    /// Takes everything away.
    pub fn clear(&mut self) {
        self.types.clear();
    }

    /// Whether nothing is granted.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// The permissions that the picture stands for, in organization `org`.
    ///
    /// A tick that lies below a wider reach is not sent: the wider permission says the same.
    /// Organizations and users are sent by id without naming an organization, as the server checks them.
    pub fn permissions(&self, org: Id) -> PermissionSet {
        let mut list = Vec::new();
        for (resource, chosen) in &self.types {
            for action in Action::BOTH {
                let reach = chosen.reach.get(action);
                match reach {
                    Reach::Everywhere => list.push(Permission::everywhere(action, resource.clone())),
                    Reach::Org => list.push(Permission::in_org(action, resource.clone(), org)),
                    Reach::These => {}
                }
                if !includes_objects(resource, reach) {
                    list.extend(chosen.ticks.of(action).map(|id| object(action, resource, *id, org)));
                }
            }
        }
        list.into_iter().collect()
    }
}

/// Whether a reach grants the single objects too.
///
/// Organizations and users are checked by their id alone, so "all of the organization" grants none of them.
fn includes_objects(resource: &ResourceType, reach: Reach) -> bool {
    match reach {
        Reach::These => false,
        Reach::Org => resource.checked() != Checked::IdOnly,
        Reach::Everywhere => true,
    }
}

/// The permission that a tick on an object stands for.
pub fn object(action: Action, resource: &ResourceType, id: Id, org: Id) -> Permission {
    let org = match resource {
        ResourceType::Orgs | ResourceType::Users => None,
        _ => Some(org),
    };
    Permission::new(action, resource.clone(), Scope::Object { id, org })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Action::{Read, Write};
    use ResourceType::{Buckets, Orgs, Tasks};
    use proptest::prelude::*;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn org() -> Id {
        id(0xaa)
    }

    #[test]
    fn nothing_is_granted_at_first() {
        assert!(Selection::default().permissions(org()).is_empty());
    }

    #[test]
    fn ticks_below_a_wider_reach_are_kept_and_come_back() {
        let mut selection = Selection::default();
        selection.tick(&Buckets, id(1), Read, true);
        selection.set_reach(&Buckets, Read, Reach::Org);
        assert_eq!(selection.cell(&Buckets, id(1), Read), Cell::Included { own: true });
        assert_eq!(selection.cell(&Buckets, id(2), Read), Cell::Included { own: false });
        assert_eq!(selection.cell(&Buckets, id(2), Write), Cell::Empty);
        assert_eq!(selection.permissions(org()).as_slice(), [Permission::in_org(Read, Buckets, org())]);
        selection.set_reach(&Buckets, Read, Reach::These);
        assert_eq!(selection.permissions(org()).as_slice(), [Permission::on_object(Read, Buckets, id(1), org())]);
    }

    #[test]
    fn the_header_speaks_of_what_is_shown() {
        let mut selection = Selection::default();
        selection.tick_all(&Buckets, [id(1), id(2)], Read, true);
        let header =
            |shown: &[u64]| selection.header(&Buckets, Read, &shown.iter().map(|n| id(*n)).collect::<Vec<_>>());
        assert_eq!(header(&[1, 2]), Header::All);
        assert_eq!(header(&[1, 3]), Header::Some);
        assert_eq!(header(&[3]), Header::None);
        assert_eq!(header(&[]), Header::None);
    }

    #[test]
    fn organizations_are_named_by_id_alone() {
        let mut selection = Selection::default();
        selection.tick(&Orgs, org(), Read, true);
        let sent = selection.permissions(org());
        assert_eq!(sent.as_slice()[0].scope, Scope::Object { id: org(), org: None });
    }

    #[test]
    fn what_has_no_place_is_handed_back() {
        let other = Permission::in_org(Read, Tasks, id(0xbb));
        let (selection, left_over) = Selection::read(&[other.clone()].into_iter().collect(), org());
        assert!(selection.is_empty());
        assert_eq!(left_over, [other]);
    }

    #[test]
    fn what_was_granted_can_be_taken_away_again() {
        let mut selection = Selection::default();
        selection.tick(&Buckets, id(1), Read, true);
        let before = selection.clone();
        for permission in [
            Permission::everywhere(Read, Tasks),
            Permission::in_org(Write, Buckets, org()),
            Permission::on_object(Read, Buckets, id(2), org()),
        ] {
            selection.grant(&permission, org());
            assert!(selection.permissions(org()).contains(&permission), "{permission}");
            selection.withdraw(&permission);
            assert_eq!(selection, before, "{permission}");
        }
    }

    #[test]
    fn only_reaches_that_mean_something_are_offered_unless_chosen_already() {
        use Reach::{Everywhere, Org, These};
        assert_eq!(Reach::offered(&Buckets, These), [These, Org, Everywhere]);
        assert_eq!(Reach::offered(&Orgs, These), [These, Everywhere]);
        assert_eq!(Reach::offered(&Orgs, Org), [These, Org, Everywhere]);
        assert_eq!(Reach::offered(&ResourceType::Views, These), [These, Org]);
        assert_eq!(Reach::offered(&ResourceType::Views, Everywhere), [These, Org, Everywhere]);
    }

    #[test]
    fn taking_the_last_tick_away_leaves_no_trace() {
        let mut selection = Selection::default();
        selection.tick(&Buckets, id(1), Read, true);
        selection.tick(&Buckets, id(1), Read, false);
        assert_eq!(selection, Selection::default());
    }

    fn any_permission() -> impl Strategy<Value = Permission> {
        let resource =
            prop::sample::select(vec![Buckets, Tasks, Orgs, ResourceType::Users, ResourceType::parse("new")]);
        let action = prop::sample::select(Action::BOTH.to_vec());
        (resource, action, 0..6_u64).prop_map(|(resource, action, n)| match n {
            0 => Permission::everywhere(action, resource),
            1 => Permission::in_org(action, resource, org()),
            n => object(action, &resource, id(n), org()),
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn the_picture_means_what_was_read(list in prop::collection::vec(any_permission(), 0..12)) {
            let set: PermissionSet = list.into_iter().collect();
            let (selection, left_over) = Selection::read(&set, org());
            prop_assert!(left_over.is_empty());
            let sent = selection.permissions(org());
            // Nothing is lost and nothing is gained; what differs was included in something wider.
            for permission in &set {
                prop_assert!(sent.covers(permission), "{permission}");
            }
            for permission in &sent {
                prop_assert!(set.contains(permission), "{permission}");
            }
            prop_assert_eq!(Selection::read(&sent, org()).0.permissions(org()), sent);
        }
    }
}
