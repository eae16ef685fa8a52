//! Which of the named sets a token holds: operator, all access, buckets only, or something of its own.
//!
//! Sets are compared as they are written, not by what they cover: a token that was put together to work like
//! an operator token is custom, and the difference is told.
//! One laxity: where the server matches by id, an organization written beside the id makes no difference.

use super::{Action, Generation, Permission, PermissionSet, ResourceType, Scope, preset};
use crate::Id;
use console_core::sort;
use console_core::text::foreign;

/// What a set of permissions is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Everything in every organization.
    Operator,
    /// Everything in one organization, for one user.
    AllAccess,
    /// Reading buckets of one organization and nothing else.
    Read,
    /// Writing buckets of one organization and nothing else.
    Write,
    /// Reading and writing buckets of one organization and nothing else.
    ReadWrite,
    /// Anything else.
    Custom,
    /// No permission; such tokens can't be created.
    Empty,
}

impl Kind {
    /// All kinds, widest first.
    pub const ALL: [Self; 7] =
        [Self::Operator, Self::AllAccess, Self::ReadWrite, Self::Read, Self::Write, Self::Custom, Self::Empty];

    /// The kind in a list of tokens.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Operator => "Operator",
            Self::AllAccess => "All access",
            Self::Read => "Read",
            Self::Write => "Write",
            Self::ReadWrite => "Read/write",
            Self::Custom => "Custom",
            Self::Empty => "Empty",
        }
    }

    /// The kind in a filter.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::AllAccess => "all-access",
            Self::Read => "read",
            Self::Write => "write",
            Self::ReadWrite => "read-write",
            Self::Custom => "custom",
            Self::Empty => "empty",
        }
    }
}

/// What is known of a set of permissions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classified {
    /// What the set is called.
    pub kind: Kind,
    /// For an operator or all-access set that is not the server's own: the versions that made it.
    pub as_of: Option<AsOf>,
    /// For a custom set that is nearly an operator or all-access set.
    pub near: Option<NearMiss>,
}

impl Classified {
    /// What the set is called, with the year of its class: `All access as of 2.1`.
    pub fn title(&self) -> String {
        match &self.as_of {
            Some(as_of) => format!("{} as of {}", self.kind.title(), as_of.generation),
            None => self.kind.title().to_owned(),
        }
    }

    /// What sets it apart from the named set of the connected server, in one line; `None` where nothing does.
    ///
    /// ```
    /// use influxdb2::Id;
    /// use influxdb2::permission::{Generation, classify, preset};
    ///
    /// let org = Id::from_number(1).expect("not zero");
    /// let old = preset::all_access(Generation::V2_1.types(), org, org);
    /// let found = classify(&old, Generation::V2_2.types(), org, Some(org));
    /// assert_eq!(found.title(), "All access as of 2.1");
    /// assert_eq!(found.difference().as_deref(), Some("lacks remotes, replications"));
    /// ```
    pub fn difference(&self) -> Option<String> {
        let listed = |permissions: &[Permission]| {
            let texts: Vec<String> = permissions.iter().map(|held| foreign::message(&held.to_string())).collect();
            texts.join(", ")
        };
        if let Some(as_of) = self.as_of.as_ref().filter(|as_of| !as_of.lacking.is_empty()) {
            let types: Vec<&str> = as_of.lacking.iter().map(ResourceType::plural).collect();
            return Some(format!("lacks {}", types.join(", ")));
        }
        let near = self.near.as_ref()?;
        let lacks = (!near.missing.is_empty()).then(|| format!("lacks {}", listed(&near.missing)));
        let more = (!near.extra.is_empty()).then(|| format!("has also {}", listed(&near.extra)));
        let parts: Vec<String> = lacks.into_iter().chain(more).collect();
        (!parts.is_empty()).then(|| format!("beside {}: {}", near.of.title(), parts.join("; ")))
    }
}

/// A set that is complete for another version than the connected server's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The versions whose complete set it is.
    pub generation: Generation,
    /// The types of the connected server that the set lacks.
    pub lacking: Vec<ResourceType>,
}

/// How a custom set differs from a named one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The named set: [`Kind::Operator`] or [`Kind::AllAccess`].
    pub of: Kind,
    /// In the named set only.
    pub missing: Vec<Permission>,
    /// In the custom set only.
    pub extra: Vec<Permission>,
}

/// A set that differs from a named one by more than this part of it is not near.
const NEAR: usize = 4;

/// Classifies one set. `user` is the token's owner; where it is not known, any one user's id is taken.
pub fn classify(set: &PermissionSet, types: &[ResourceType], org: Id, user: Option<Id>) -> Classified {
    Classifier::new(types).classify(set, org, user)
}

/// Classifies many sets of one server.
#[derive(Clone, Debug)]
pub struct Classifier {
    /// The server's own list of grantable types first, then those of other versions, newest first.
    lists: Vec<TypeList>,
}

/// The grantable types of one version, in the order of a [`PermissionSet`].
#[derive(Clone, Debug)]
struct TypeList {
    generation: Option<Generation>,
    types: Vec<ResourceType>,
}

impl TypeList {
    fn new(generation: Option<Generation>, types: &[ResourceType]) -> Self {
        let mut types: Vec<ResourceType> = types.iter().filter(|resource| resource.is_grantable()).cloned().collect();
        sort::sort_by(&mut types, Ord::cmp);
        types.dedup();
        Self { generation, types }
    }

    fn is_operator(&self, set: &PermissionSet) -> bool {
        self.matches(set, |_, _| true, |permission| permission.scope == Scope::Everywhere)
    }

    fn is_all_access(&self, set: &PermissionSet, org: Id, user: Option<Id>) -> bool {
        let mut owner = user;
        self.matches(
            set,
            |action, resource| (action, resource) != (Action::Write, &ResourceType::Orgs),
            |permission| match (&permission.resource, permission.scope) {
                (ResourceType::Orgs, Scope::Object { id, .. }) => id == org,
                (ResourceType::Users, Scope::Object { id, .. }) => *owner.get_or_insert(id) == id,
                (ResourceType::Orgs | ResourceType::Users, _) => false,
                (_, scope) => scope == Scope::Org(org),
            },
        )
    }

    /// Whether the set has exactly one permission for each wanted action and type, and each fits.
    fn matches(
        &self,
        set: &PermissionSet,
        wanted: impl Fn(Action, &ResourceType) -> bool,
        mut fits: impl FnMut(&Permission) -> bool,
    ) -> bool {
        // Most sets are told apart by their size alone.
        if self.types.is_empty() || set.len() > 2 * self.types.len() {
            return false;
        }
        let mut held = set.iter();
        for action in Action::BOTH {
            for resource in self.types.iter().filter(|resource| wanted(action, resource)) {
                match held.next() {
                    Some(next) if next.action == action && next.resource == *resource && fits(next) => {}
                    _ => return false,
                }
            }
        }
        held.next().is_none()
    }
}

impl Classifier {
    /// Prepares for a server that lists these types.
    pub fn new(types: &[ResourceType]) -> Self {
        let own = TypeList::new(None, types);
        let others: Vec<TypeList> = Generation::ALL
            .into_iter()
            .rev()
            .map(|generation| TypeList::new(Some(generation), generation.types()))
            .filter(|list| list.types != own.types)
            .collect();
        Self { lists: std::iter::once(own).chain(others).collect() }
    }

    /// The kind alone; it allocates nothing.
    pub fn kind(&self, set: &PermissionSet, org: Id, user: Option<Id>) -> Kind {
        self.named(set, org, user).map_or_else(|| unnamed(set), |(kind, _)| kind)
    }

    /// Everything that is known of the set.
    pub fn classify(&self, set: &PermissionSet, org: Id, user: Option<Id>) -> Classified {
        match self.named(set, org, user) {
            Some((kind, list)) => Classified { kind, as_of: self.as_of(list), near: None },
            None => {
                let kind = unnamed(set);
                let near = (kind == Kind::Custom).then(|| self.near(set, org, user)).flatten();
                Classified { kind, as_of: None, near }
            }
        }
    }

    fn named(&self, set: &PermissionSet, org: Id, user: Option<Id>) -> Option<(Kind, &TypeList)> {
        self.lists.iter().find_map(|list| {
            if list.is_operator(set) {
                Some((Kind::Operator, list))
            } else if list.is_all_access(set, org, user) {
                Some((Kind::AllAccess, list))
            } else {
                None
            }
        })
    }

    fn as_of(&self, list: &TypeList) -> Option<AsOf> {
        let generation = list.generation?;
        let own = self.lists.first()?;
        let lacking = own.types.iter().filter(|resource| !list.types.contains(resource)).cloned().collect();
        Some(AsOf { generation, lacking })
    }

    /// The nearest named set of the connected server, if one is near.
    fn near(&self, set: &PermissionSet, org: Id, user: Option<Id>) -> Option<NearMiss> {
        let types = &self.lists.first()?.types;
        let owner = user.or_else(|| some_user(set));
        let operator = (Kind::Operator, preset::operator(types));
        let all_access = owner.map(|owner| (Kind::AllAccess, preset::all_access(types, org, owner)));
        std::iter::once(operator)
            .chain(all_access)
            .filter_map(|(of, named)| {
                let limit = named.len() / NEAR;
                if set.len().abs_diff(named.len()) > limit {
                    return None;
                }
                let missing = without(&named, set);
                let extra = without(set, &named);
                (missing.len() + extra.len() <= limit).then_some(NearMiss { of, missing, extra })
            })
            .min_by_key(|near| near.missing.len() + near.extra.len())
    }
}

/// The kind of a set that is no operator or all-access set.
fn unnamed(set: &PermissionSet) -> Kind {
    let of_buckets = |held: &Permission| held.resource == ResourceType::Buckets && held.scope != Scope::Everywhere;
    let grants = |action: Action| set.iter().any(|held| held.action == action);
    if !set.iter().all(of_buckets) {
        return Kind::Custom;
    }
    match (grants(Action::Read), grants(Action::Write)) {
        (true, true) => Kind::ReadWrite,
        (true, false) => Kind::Read,
        (false, true) => Kind::Write,
        (false, false) => Kind::Empty,
    }
}

/// A user that the set names; where the owner is not known, all access is compared with this one's.
fn some_user(set: &PermissionSet) -> Option<Id> {
    set.iter().filter(|held| held.resource == ResourceType::Users).find_map(|held| held.scope.object())
}

/// The permissions of `one` that `other` lacks.
fn without(one: &PermissionSet, other: &PermissionSet) -> Vec<Permission> {
    let alike = |a: &Permission, b: &Permission| {
        let same_object = a.scope.object().is_some() && a.scope.object() == b.scope.object();
        a.action == b.action && a.resource == b.resource && (a.scope == b.scope || same_object)
    };
    one.iter().filter(|held| !other.iter().any(|known| alike(held, known))).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORG: Id = id(0xaa);
    const USER: Id = id(0xbb);

    const fn id(number: u64) -> Id {
        match Id::from_number(number) {
            Some(id) => id,
            None => panic!("not zero"),
        }
    }

    fn newest() -> Vec<ResourceType> {
        let mut types = Generation::V2_2.types().to_vec();
        types.push(ResourceType::Instance);
        types
    }

    fn lines(permissions: &[Permission]) -> Vec<String> {
        permissions.iter().map(ToString::to_string).collect()
    }

    fn with(set: &PermissionSet, more: &[&str]) -> PermissionSet {
        let more = more.iter().map(|line| Permission::parse(line).expect("a permission"));
        set.iter().cloned().chain(more).collect()
    }

    fn but(set: &PermissionSet, types: &[ResourceType]) -> PermissionSet {
        set.iter().filter(|held| !types.contains(&held.resource)).cloned().collect()
    }

    #[test]
    fn the_complete_sets_of_the_connected_server_are_recognised() {
        let buckets = [
            "read:orgs/00000000000000aa/buckets/0000000000000001",
            "read:orgs/00000000000000aa/buckets/0000000000000002",
            "write:orgs/00000000000000aa/buckets/0000000000000001",
        ];
        for (set, kind) in [
            (preset::operator(&newest()), Kind::Operator),
            (preset::all_access(&newest(), ORG, USER), Kind::AllAccess),
            (with(&PermissionSet::empty(), &buckets), Kind::ReadWrite),
            (PermissionSet::empty(), Kind::Empty),
        ] {
            let found = classify(&set, &newest(), ORG, Some(USER));
            assert_eq!(found, Classified { kind, as_of: None, near: None });
        }
    }

    #[test]
    fn an_older_complete_set_is_told_with_what_it_lacks() {
        let old = preset::all_access(Generation::V2_1.types(), ORG, USER);
        let found = classify(&old, &newest(), ORG, Some(USER));
        assert_eq!(found.kind, Kind::AllAccess);
        let lacking = vec![ResourceType::Remotes, ResourceType::Replications];
        assert_eq!(found.as_of, Some(AsOf { generation: Generation::V2_1, lacking }));

        let oldest = classify(&preset::operator(Generation::V2_0.types()), &newest(), ORG, Some(USER));
        assert_eq!(oldest.kind, Kind::Operator);
        assert_eq!(oldest.as_of.map(|as_of| (as_of.generation, as_of.lacking.len())), Some((Generation::V2_0, 4)));
    }

    #[test]
    fn all_access_belongs_to_one_organization_and_one_user() {
        let set = preset::all_access(&newest(), ORG, USER);
        for (org, user, kind) in [
            (ORG, Some(USER), Kind::AllAccess),
            (ORG, None, Kind::AllAccess),
            (ORG, Some(id(0xbc)), Kind::Custom),
            (id(0xab), Some(USER), Kind::Custom),
        ] {
            assert_eq!(classify(&set, &newest(), org, user).kind, kind);
        }
    }

    #[test]
    fn an_organization_beside_an_id_makes_no_difference() {
        let set = preset::all_access(&newest(), ORG, USER);
        let written = set.iter().map(|held| match held.scope {
            Scope::Object { id, .. } => Permission::on_object(held.action, held.resource.clone(), id, ORG),
            _ => held.clone(),
        });
        assert_eq!(classify(&written.collect(), &newest(), ORG, Some(USER)).kind, Kind::AllAccess);
    }

    #[test]
    fn a_near_miss_is_custom_and_told_with_the_difference() {
        let set = but(&preset::operator(&newest()), &[ResourceType::Dbrp]);
        let near = classify(&with(&set, &["read:buckets/0000000000000001"]), &newest(), ORG, Some(USER));
        assert_eq!(near.kind, Kind::Custom);
        let near = near.near.expect("nearly an operator set");
        assert_eq!(near.of, Kind::Operator);
        assert_eq!(lines(&near.missing), ["read:dbrp", "write:dbrp"]);
        assert_eq!(lines(&near.extra), ["read:buckets/0000000000000001"]);
    }

    #[test]
    fn the_workaround_of_cli_2_4_is_neither_operator_nor_all_access() {
        let in_org = but(&preset::all_access(&newest(), ORG, USER), &[ResourceType::Orgs, ResourceType::Users]);
        let workaround = with(&in_org, &["read:users", "write:users"]);
        let as_operator = with(&workaround, &["read:orgs", "write:orgs"]);
        for set in [&workaround, &as_operator] {
            let found = classify(set, &newest(), ORG, Some(USER));
            assert_eq!(found.kind, Kind::Custom);
            assert_eq!(found.near.map(|near| near.of), Some(Kind::AllAccess));
        }
    }

    #[test]
    fn the_set_of_an_owner_is_not_all_access() {
        let found = classify(&preset::org_owner(&newest(), ORG), &newest(), ORG, Some(USER));
        assert_eq!(found.kind, Kind::Custom);
        let near = found.near.expect("nearly all access");
        assert_eq!(
            lines(&near.extra),
            [format!("read:orgs/{ORG}/users"), format!("write:orgs/{ORG}"), format!("write:orgs/{ORG}/users")]
        );
        assert_eq!(lines(&near.missing), [format!("read:users/{USER}"), format!("write:users/{USER}")]);
    }

    #[test]
    fn what_is_far_from_any_named_set_has_no_difference_to_tell() {
        let set = with(&PermissionSet::empty(), &["read:buckets", "write:tasks"]);
        let found = classify(&set, &newest(), ORG, Some(USER));
        assert_eq!(found, Classified { kind: Kind::Custom, as_of: None, near: None });
    }

    #[test]
    fn what_is_on_buckets_alone_is_called_by_its_actions() {
        for (lines, kind) in [
            (&["read:orgs/00000000000000aa/buckets/0000000000000001"][..], Kind::Read),
            (&["write:buckets/0000000000000001"], Kind::Write),
            (&["read:orgs/00000000000000aa/buckets", "write:buckets/0000000000000001"], Kind::ReadWrite),
            (&["read:buckets"], Kind::Custom),
            (&["read:orgs/00000000000000aa/tasks/0000000000000001"], Kind::Custom),
        ] {
            let set = with(&PermissionSet::empty(), lines);
            assert_eq!(classify(&set, &newest(), ORG, Some(USER)).kind, kind, "{lines:?}");
        }
    }
}
