//! Where a token is used: the address of the server, the organization and a bucket that it grants.

use crate::authorization::Authorization;
use crate::object::Object;
use crate::permission::{Action, Permission, ResourceType, Scope};
use crate::{Id, Names};
use console_core::http::printable;
use console_core::sort;
use console_core::text::escape::{fits_dotenv, fits_terminal};
use console_core::text::natural;

/// What stands for a bucket when nothing that was granted says which.
pub const ANY_BUCKET: &str = "YOUR_BUCKET";

/// An organization or a bucket: by name where its name is known, else by id. The server takes both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    id: Id,
    /// The name, or the id where there is none.
    text: String,
}

impl Reference {
    fn new(names: &Names, resource: &ResourceType, id: Id) -> Self {
        Self::named(id, names.get(resource, id).unwrap_or_default())
    }

    /// An object with the name that is known of it, which may be empty.
    pub fn named(id: Id, name: &str) -> Self {
        Self { id, text: if name.is_empty() { id.to_string() } else { name.to_owned() } }
    }

    /// Whether it is a bucket that the server creates itself.
    fn is_system(&self) -> bool {
        self.text.starts_with('_')
    }

    /// The name for formats that can write any text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The name for a command; the id, if a terminal would act on the name.
    pub fn for_terminal(&self) -> Spelled<'_> {
        self.if_fits(fits_terminal)
    }

    /// The name for a `.env` file; the id, if its readers would not agree on the name.
    pub fn for_dotenv(&self) -> Spelled<'_> {
        self.if_fits(fits_dotenv)
    }

    fn if_fits(&self, fits: fn(&str) -> bool) -> Spelled<'_> {
        let is_name = Id::parse(&self.text).ok() != Some(self.id);
        if is_name && fits(&self.text) { Spelled::Name(&self.text) } else { Spelled::Id(self.id) }
    }
}

/// How an organization or a bucket is named in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelled<'a> {
    /// By its name.
    Name(&'a str),
    /// By its id.
    Id(Id),
}

impl Spelled<'_> {
    /// The name or the id.
    pub fn text(self) -> String {
        match self {
            Self::Name(name) => name.to_owned(),
            Self::Id(id) => id.to_string(),
        }
    }
}

/// What a token grants on buckets in one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// This bucket, perhaps among others.
    Bucket(Reference),
    /// Every bucket of the organization; which ones there are is not known.
    Any,
    /// No bucket.
    Nothing,
}

/// Where a token is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The token's id.
    pub token: Id,
    /// The address of the server without a slash at the end.
    pub host: String,
    /// The organization.
    pub org: Reference,
    /// A bucket that the token grants to write.
    pub writes: Reach,
    /// A bucket that the token grants to read.
    pub reads: Reach,
    /// The single buckets that it grants to read and to write, in the order in which people sort.
    single: [Vec<Reference>; 2],
}

impl Connection {
    /// Works it out from what was granted. `buckets` are those of the organization, as far as they were loaded.
    pub fn new(token: &Authorization, host: &str, names: &Names, buckets: &[Object]) -> Self {
        let single = [Action::Read, Action::Write].map(|action| single(token, action, names));
        let [read, write] = &single;
        let (reads, writes) = (reach(token, Action::Read, read, buckets), reach(token, Action::Write, write, buckets));
        Self {
            token: token.id,
            host: printable(host),
            org: Reference::new(names, &ResourceType::Orgs, token.org),
            writes,
            reads,
            single,
        }
    }

    /// The single buckets that it grants for an action, the person's own before those of the server.
    pub fn buckets(&self, action: Action) -> &[Reference] {
        &self.single[usize::from(action == Action::Write)]
    }

    /// Takes another one of [`Connection::buckets`]; a place beyond them changes nothing.
    pub fn use_bucket(&mut self, action: Action, place: usize) {
        let Some(bucket) = self.buckets(action).get(place).cloned() else { return };
        match action {
            Action::Read => self.reads = Reach::Bucket(bucket),
            Action::Write => self.writes = Reach::Bucket(bucket),
        }
    }

    /// What the token is used for on a bucket, as far as its grants tell: to write comes first.
    pub const fn use_of_bucket(&self) -> (Action, &Reach) {
        match (&self.writes, &self.reads) {
            (Reach::Nothing, reads @ (Reach::Bucket(_) | Reach::Any)) => (Action::Read, reads),
            (writes, _) => (Action::Write, writes),
        }
    }
}

fn granted(token: &Authorization, action: Action) -> impl Iterator<Item = &Permission> {
    token.permissions.iter().filter(move |p| p.action == action && p.resource == ResourceType::Buckets)
}

fn single(token: &Authorization, action: Action, names: &Names) -> Vec<Reference> {
    let ids = granted(token, action).filter_map(|permission| permission.scope.object());
    let mut single: Vec<_> = ids.map(|id| Reference::new(names, &ResourceType::Buckets, id)).collect();
    sort::sort_by(&mut single, |a, b| a.is_system().cmp(&b.is_system()).then(natural::compare(&a.text, &b.text)));
    single
}

/// The first bucket that was granted, one of the person's own before one of the server's.
fn reach(token: &Authorization, action: Action, single: &[Reference], buckets: &[Object]) -> Reach {
    if let Some(reference) = single.first().filter(|reference| !reference.is_system()) {
        return Reach::Bucket(reference.clone());
    }
    if granted(token, action).any(|p| !matches!(p.scope, Scope::Object { .. })) {
        let known = buckets.iter().find(|bucket| !bucket.system);
        return known.map_or(Reach::Any, |bucket| Reach::Bucket(Reference::named(bucket.id, &bucket.name)));
    }
    single.first().cloned().map_or(Reach::Nothing, Reach::Bucket)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::Status;
    use crate::permission::PermissionSet;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn place(permissions: impl IntoIterator<Item = Permission>, buckets: &[Object]) -> Connection {
        let mut names = Names::default();
        for (bucket, name) in [(1, "_tasks"), (2, "plant-a"), (3, "plant-b")] {
            names.insert(&ResourceType::Buckets, id(bucket), name);
        }
        let token = Authorization {
            id: id(9),
            org: id(0xaa),
            user: id(8),
            status: Status::Active,
            description: "d".into(),
            permissions: permissions.into_iter().collect::<PermissionSet>(),
            created_ms: None,
            changed_ms: None,
        };
        Connection::new(&token, "https://influx.example/", &names, buckets)
    }

    fn on(action: Action, bucket: u64) -> Permission {
        Permission::on_object(action, ResourceType::Buckets, id(bucket), id(0xaa))
    }

    fn name(reach: &Reach) -> &str {
        match reach {
            Reach::Bucket(reference) => reference.text(),
            Reach::Any => "any",
            Reach::Nothing => "nothing",
        }
    }

    #[test]
    fn the_first_granted_bucket_is_filled_in() {
        let place = place([on(Action::Write, 3), on(Action::Read, 2), on(Action::Read, 3)], &[]);
        assert_eq!((name(&place.writes), name(&place.reads)), ("plant-b", "plant-a"));
        assert_eq!(place.use_of_bucket().0, Action::Write);
        assert_eq!(place.host, "https://influx.example");
        assert_eq!(place.org.text(), "00000000000000aa", "a name that is not known is its id");
    }

    #[test]
    fn another_of_the_granted_buckets_can_be_taken() {
        let mut place = place([3, 1, 2].map(|bucket| on(Action::Write, bucket)), &[]);
        let names: Vec<&str> = place.buckets(Action::Write).iter().map(Reference::text).collect();
        assert_eq!(names, ["plant-a", "plant-b", "_tasks"]);
        place.use_bucket(Action::Write, 1);
        assert_eq!((name(&place.writes), name(&place.reads)), ("plant-b", "nothing"));
        place.use_bucket(Action::Write, 3);
        assert_eq!(name(&place.writes), "plant-b", "there is no fourth one");
        assert_eq!(place.buckets(Action::Read), []);
    }

    #[test]
    fn a_bucket_of_the_server_comes_last() {
        assert_eq!(name(&place([on(Action::Write, 1), on(Action::Write, 2)], &[]).writes), "plant-a");
        assert_eq!(name(&place([on(Action::Write, 1)], &[]).writes), "_tasks");
    }

    #[test]
    fn a_grant_on_all_buckets_names_one_that_is_known() {
        let all = [Permission::in_org(Action::Read, ResourceType::Buckets, id(0xaa))];
        assert_eq!(place(all.clone(), &[]).reads, Reach::Any);
        let bucket = |number, name: &str, system| Object { id: id(number), name: name.into(), system };
        let known = [bucket(1, "_monitoring", true), bucket(2, "a", false)];
        let place = place(all, &known);
        assert_eq!((name(&place.reads), name(&place.writes)), ("a", "nothing"));
        assert_eq!(place.use_of_bucket().0, Action::Read);
    }

    #[test]
    fn a_name_that_a_reader_would_misread_gives_way_to_the_id() {
        let odd = Reference::named(id(1), "a\tb");
        assert_eq!(odd.for_terminal(), Spelled::Id(id(1)));
        assert_eq!(odd.text(), "a\tb");
        assert_eq!(Reference::named(id(1), "it's").for_dotenv(), Spelled::Name("it's"));
        assert_eq!(Reference::named(id(1), "it's `x`").for_dotenv(), Spelled::Id(id(1)));
    }
}
