//! Lists of the single objects that a permission can name: buckets, Telegraf configurations and all the others.
//!
//! Each list has its own path, its own member with the items and its own idea of paging (reference: `influxdb-v2-api` 5.2);
//! [`Pages`] hides that and stops when nothing new comes.

use super::{decode_with, get, wire};
use crate::object::{Object, ObjectList};
use crate::permission::ResourceType;
use crate::{ApiError, Id};
use console_core::http::{Request, Response};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeSet;
use std::fmt;

/// How a list is cut into pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paging {
    /// Everything at once.
    Whole,
    /// By `limit` and `offset`, at most 100.
    Offset,
    /// By `limit` and the last id, at most 500: tasks only.
    After,
}

/// Where the objects of a type are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Listing {
    /// The path.
    path: &'static str,
    /// The member that holds the items; empty for a bare array.
    member: &'static str,
    paging: Paging,
    /// Whether the list takes `orgID`.
    by_org: bool,
}

const OFFSET_PAGE: usize = 100;
const AFTER_PAGE: usize = 500;
/// No organization has so many objects of a type; whoever answers so many pages would never stop.
const MOST_PAGES: usize = 10_000;
/// Over HTTP/1.1 a browser speaks to one server over six connections at most. As many again wait inside of it, so that the
/// next is on its way as soon as one came, and not only when this program has taken that one in. Over HTTP/2 all are sent.
const MOST_AT_ONCE: usize = 12;

fn listing(resource: &ResourceType) -> Option<Listing> {
    use Paging::{After, Offset, Whole};
    use ResourceType as T;
    let (path, member, paging) = match resource {
        T::Authorizations => ("/api/v2/authorizations", "authorizations", Whole),
        T::Buckets => ("/api/v2/buckets", "buckets", Offset),
        T::Dashboards => ("/api/v2/dashboards", "dashboards", Offset),
        T::Orgs => ("/api/v2/orgs", "orgs", Offset),
        // The server reads no query here and always answers with its own sources.
        T::Sources => ("/api/v2/sources", "sources", Whole),
        T::Tasks => ("/api/v2/tasks", "tasks", After),
        T::Telegrafs => ("/api/v2/telegrafs", "configurations", Whole),
        T::Users => ("/api/v2/users", "users", Offset),
        T::Variables => ("/api/v2/variables", "variables", Offset),
        T::Scrapers => ("/api/v2/scrapers", "configurations", Whole),
        T::Labels => ("/api/v2/labels", "labels", Whole),
        T::NotificationRules => ("/api/v2/notificationRules", "notificationRules", Offset),
        T::NotificationEndpoints => ("/api/v2/notificationEndpoints", "notificationEndpoints", Offset),
        T::Checks => ("/api/v2/checks", "checks", Offset),
        T::Notebooks => ("/api/v2private/notebooks", "flows", Whole),
        T::Annotations => ("/api/v2private/streams", "", Whole),
        T::Remotes => ("/api/v2/remotes", "remotes", Whole),
        T::Replications => ("/api/v2/replications", "replications", Whole),
        T::Secrets
        | T::Views
        | T::Documents
        | T::Dbrp
        | T::Instance
        | T::Flows
        | T::Functions
        | T::Subscriptions
        | T::Other(_) => return None,
    };
    Some(Listing { path, member, paging, by_org: !matches!(resource, T::Orgs | T::Users) })
}

/// Where the objects of a type are listed and created; `None` for types that no endpoint is for.
pub fn path(resource: &ResourceType) -> Option<&'static str> {
    listing(resource).map(|listing| listing.path)
}

/// Whether single objects of a type can be named in a permission with any effect, and so be listed.
pub fn has_objects(resource: &ResourceType) -> bool {
    listing(resource).is_some()
}

/// Asks for one object; `None` for types of which the server answers only lists.
pub fn one(resource: &ResourceType, id: Id) -> Option<Request> {
    let listing = listing(resource).filter(|_| *resource != ResourceType::Annotations)?;
    Some(get(format!("{}/{id}", listing.path)))
}

/// All pages of one list, taken in one after another.
#[derive(Debug)]
pub struct Pages {
    listing: Listing,
    org: Option<Id>,
    /// Whether pages may be short in the middle, because the server cuts the page first and drops what the caller may not read second.
    may_have_gaps: bool,
    /// So many there are at least.
    expected: usize,
    offset: usize,
    received: usize,
    /// How many of the pages were full, up to the last one.
    full: usize,
    after: Option<Id>,
    seen: BTreeSet<Id>,
    objects: Vec<Object>,
    inactive: BTreeSet<Id>,
    complete: bool,
}

impl Pages {
    /// Starts at the first page; `None` for a type whose objects can't be listed.
    ///
    /// `may_have_gaps` is true unless the caller may read everything: then one page more is asked for after a short one.
    pub fn new(resource: &ResourceType, org: Id, may_have_gaps: bool) -> Option<Self> {
        let listing = listing(resource)?;
        let org = listing.by_org.then_some(org);
        Some(Self::over(listing, org, may_have_gaps))
    }

    /// The same where so many objects are known already, by their names: pages that they fill are asked for at once.
    pub fn expecting(self, known: usize) -> Self {
        Self { expected: known, ..self }
    }

    /// The organizations, of which no page is short in the middle.
    pub fn organizations() -> Option<Self> {
        let listing = listing(&ResourceType::Orgs)?;
        Some(Self::over(listing, None, false))
    }

    fn over(listing: Listing, org: Option<Id>, may_have_gaps: bool) -> Self {
        Self {
            listing,
            org,
            may_have_gaps,
            expected: 0,
            offset: 0,
            received: 0,
            full: 0,
            after: None,
            seen: BTreeSet::new(),
            objects: Vec::new(),
            inactive: BTreeSet::new(),
            complete: false,
        }
    }

    /// The next request; `None` when everything is there.
    pub fn next(&self) -> Option<Request> {
        self.page(self.offset)
    }

    /// The request so many pages behind the next one; `None` where it can't be known before those between them are there.
    pub fn ahead(&self, pages: usize) -> Option<Request> {
        let is_known = pages == 0 || self.listing.paging == Paging::Offset;
        self.page(self.offset + pages * OFFSET_PAGE).filter(|_| is_known)
    }

    /// How many pages are worth being on their way at once.
    ///
    /// Where pages may be short in the middle, only one that brings nothing is the last, so the second has to be asked for
    /// whatever the first one brings. Each full page says that there are more; how many, no answer tells. The longer the list
    /// has been, the more are asked for in vain at its end, and the less that is beside the rest.
    pub fn at_once(&self) -> usize {
        let asked_anyway = if self.may_have_gaps { 2 } else { 1 };
        let expected = self.expected.saturating_sub(self.offset).div_ceil(OFFSET_PAGE);
        (1 + 2 * self.full).max(expected).clamp(asked_anyway, MOST_AT_ONCE)
    }

    fn page(&self, offset: usize) -> Option<Request> {
        if self.complete {
            return None;
        }
        let Listing { path, paging, .. } = self.listing;
        let org = self.org.map(|org| format!("orgID={org}&")).unwrap_or_default();
        let query = match paging {
            Paging::Whole => org,
            Paging::Offset => format!("{org}limit={OFFSET_PAGE}&offset={offset}"),
            Paging::After => {
                let after = self.after.map(|id| format!("&after={id}")).unwrap_or_default();
                format!("{org}type=basic&limit={AFTER_PAGE}{after}")
            }
        };
        let query = query.trim_end_matches('&');
        Some(get(if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }))
    }

    /// Takes the answer to [`Pages::next`] in.
    pub fn receive(&mut self, response: &Response) -> Result<(), ApiError> {
        let page = decode_with(response, Items(self.listing.member))?;
        let count = page.len();
        let before = self.objects.len();
        for object in page {
            self.after = Some(object.id);
            if self.seen.insert(object.id) {
                self.objects.push(object);
            }
        }
        if self.listing.member == "users" {
            self.inactive.extend(super::users::inactive(response));
        }
        let brought_new = self.objects.len() > before;
        // Some lists ignore the paging parameters and would answer the same forever, so new objects decide, not links.
        self.complete = match self.listing.paging {
            Paging::Whole => true,
            Paging::After => count < AFTER_PAGE || !brought_new,
            Paging::Offset if self.may_have_gaps => !brought_new,
            Paging::Offset => count < OFFSET_PAGE || !brought_new,
        };
        self.offset += OFFSET_PAGE;
        self.received += 1;
        // More than was asked for is no page: such a list is not cut at all.
        self.full = if count == OFFSET_PAGE { self.full + 1 } else { 0 };
        if !self.complete && self.received >= MOST_PAGES {
            return Err(ApiError::Endless { pages: self.received });
        }
        Ok(())
    }

    /// How many objects have come so far.
    pub fn count(&self) -> usize {
        self.objects.len()
    }

    /// The users that are inactive; empty for other types.
    pub fn inactive(&mut self) -> BTreeSet<Id> {
        std::mem::take(&mut self.inactive)
    }

    /// The objects.
    pub fn into_objects(self) -> ObjectList {
        self.objects.into()
    }
}

/// Reads the items out of the member with this name, or out of a bare array when the name is empty.
pub(super) struct Items(pub(super) &'static str);

impl<'de> DeserializeSeed<'de> for Items {
    type Value = Vec<Object>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        if self.0.is_empty() { deserializer.deserialize_seq(self) } else { deserializer.deserialize_map(self) }
    }
}

impl<'de> Visitor<'de> for Items {
    type Value = Vec<Object>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut objects = Vec::new();
        while let Some(item) = items.next_element::<wire::Object>()? {
            objects.push(from_wire(&item));
        }
        Ok(objects)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(member) = members.next_key::<wire::Text>()? {
            if *member == *self.0 {
                let items: Option<Vec<wire::Object>> = members.next_value()?;
                found = Some(items.iter().flatten().map(from_wire).collect());
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        // An answer without the member is another kind of answer, not an empty list.
        found.ok_or_else(|| serde::de::Error::missing_field(self.0))
    }
}

fn from_wire(wire: &wire::Object) -> Object {
    let name = [&wire.name, &wire.stream, &wire.description].into_iter().flatten().find(|text| !text.is_empty());
    Object {
        id: wire.id,
        name: name.map(|name| (**name).into()).unwrap_or_default(),
        system: wire.kind.as_deref() == Some("system"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn org() -> Id {
        Id::parse("00000000000000aa").expect("a valid id")
    }

    fn page(numbers: std::ops::Range<u64>) -> Response {
        let buckets: Vec<_> = numbers
            .map(|n| serde_json::json!({ "id": format!("{:016x}", n + 1), "name": format!("b{n}"), "type": "user" }))
            .collect();
        Response::new(200, "application/json", serde_json::json!({ "links": {}, "buckets": buckets }).to_string())
    }

    fn fetch(may_have_gaps: bool, total: u64) -> (usize, usize) {
        let mut pages = Pages::new(&ResourceType::Buckets, org(), may_have_gaps).expect("buckets can be listed");
        let mut requests = 0;
        while let Some(request) = pages.next() {
            let offset: u64 = request.path().rsplit("offset=").next().and_then(|n| n.parse().ok()).expect("an offset");
            pages.receive(&page(offset.min(total)..(offset + 100).min(total))).expect("a page");
            requests += 1;
        }
        (requests, pages.into_objects().len())
    }

    #[test]
    fn all_pages_are_fetched() {
        assert_eq!(fetch(false, 0), (1, 0));
        assert_eq!(fetch(false, 99), (1, 99));
        assert_eq!(fetch(false, 412), (5, 412));
        assert_eq!(fetch(false, 200), (3, 200), "a full last page needs one look more");
    }

    #[test]
    fn a_caller_with_few_rights_gets_one_page_more_because_pages_may_be_short_in_the_middle() {
        assert_eq!(fetch(true, 40), (2, 40));
    }

    #[test]
    fn a_page_that_has_to_be_asked_for_is_known_before_the_one_ahead_of_it() {
        let pages = |resource, gaps| Pages::new(resource, org(), gaps).expect("they can be listed");
        let users = pages(&ResourceType::Users, true);
        assert_eq!(users.ahead(1).expect("users are paged").path(), "/api/v2/users?limit=100&offset=100");
        assert_eq!(users.at_once(), 2);
        assert_eq!(pages(&ResourceType::Users, false).at_once(), 1, "a short page is the last");
        assert!(pages(&ResourceType::Tasks, true).ahead(1).is_none(), "it needs the last id of the page before");
        assert!(pages(&ResourceType::Labels, true).ahead(1).is_none(), "there is one page");
        let mut pages = pages(&ResourceType::Buckets, true);
        pages.receive(&page(0..0)).expect("a page");
        assert!(pages.ahead(0).is_none() && pages.ahead(1).is_none(), "everything is there");
    }

    #[test]
    fn the_longer_a_list_has_been_the_more_pages_are_on_their_way() {
        for (gaps, first) in [(false, 1), (true, 2)] {
            let mut pages = Pages::new(&ResourceType::Buckets, org(), gaps).expect("buckets can be listed");
            let mut at_once = vec![pages.at_once()];
            for number in 0..4 {
                pages.receive(&page(number * 100..(number + 1) * 100)).expect("a page");
                at_once.push(pages.at_once());
            }
            assert_eq!(at_once, [first, 3, 5, 7, 9]);
            pages.receive(&page(400..420)).expect("a page");
            assert_eq!(pages.at_once(), first, "it may be the last");
        }
    }

    #[test]
    fn pages_that_known_objects_fill_are_asked_for_at_once() {
        let at_once = |known| {
            let pages = Pages::new(&ResourceType::Buckets, org(), true).expect("buckets can be listed");
            pages.expecting(known).at_once()
        };
        assert_eq!([0, 1, 201, 500, 100_000].map(at_once), [2, 2, 3, 5, 12]);
        let buckets = Pages::new(&ResourceType::Buckets, org(), false).expect("buckets can be listed");
        let mut pages = buckets.expecting(250);
        pages.receive(&page(0..100)).expect("a page");
        pages.receive(&page(100..180)).expect("a page");
        assert!(pages.next().is_none(), "what was thought to be there decides nothing");
    }

    #[test]
    fn a_list_that_ignores_paging_does_not_loop() {
        let mut pages = Pages::new(&ResourceType::Variables, org(), false).expect("variables can be listed");
        let body = page(0..150);
        let body = String::from_utf8(body.body.to_vec()).expect("text").replace("buckets", "variables");
        let mut requests = 0;
        while pages.next().is_some() {
            pages.receive(&Response::new(200, "application/json", body.clone())).expect("a page");
            assert_eq!(pages.at_once(), 1, "nothing says that there is more");
            requests += 1;
        }
        assert_eq!((requests, pages.count()), (2, 150));
    }

    #[test]
    fn a_list_that_never_ends_is_given_up() {
        // By offset, whether pages may be short or not, and by the last id.
        for (resource, gaps, size) in
            [(ResourceType::Buckets, false, 100), (ResourceType::Users, true, 1), (ResourceType::Tasks, false, 500)]
        {
            let mut pages = Pages::new(&resource, org(), gaps).expect("they can be listed");
            // Nobody needs to wait for all those before the last three.
            pages.received = MOST_PAGES - 3;
            let mut requests = 0;
            let error = loop {
                assert!(pages.next().is_some(), "every page brings something new");
                let answer =
                    String::from_utf8(page(requests * size..(requests + 1) * size).body.to_vec()).expect("text");
                requests += 1;
                let answer = answer.replace("buckets", resource.as_str());
                if let Err(error) = pages.receive(&Response::new(200, "application/json", answer)) {
                    break error;
                }
            };
            assert_eq!((requests, error), (3, ApiError::Endless { pages: MOST_PAGES }), "{resource:?}");
        }
    }

    #[test]
    fn tasks_go_on_after_the_last_id() {
        let mut pages = Pages::new(&ResourceType::Tasks, org(), false).expect("tasks can be listed");
        let tasks: Vec<_> = (1..=500).map(|n| serde_json::json!({ "id": format!("{n:016x}"), "name": "t" })).collect();
        let body = serde_json::json!({ "tasks": tasks }).to_string();
        pages.receive(&Response::new(200, "application/json", body)).expect("a page");
        let next = pages.next().expect("one more page");
        assert!(next.path().ends_with("&after=00000000000001f4"), "{}", next.path());
    }

    #[test]
    fn a_bare_array_and_odd_names_are_read() {
        let mut pages = Pages::new(&ResourceType::Annotations, org(), false).expect("streams can be listed");
        let body = r#"[{"id":"0000000000000001","stream":"deploys","description":"d"}]"#;
        pages.receive(&Response::new(200, "application/json", body)).expect("a page");
        assert_eq!(&*pages.into_objects()[0].name, "deploys");
    }

    #[test]
    fn an_answer_without_the_list_is_an_error_and_not_an_empty_list() {
        let mut pages = Pages::new(&ResourceType::Buckets, org(), false).expect("buckets can be listed");
        assert!(pages.receive(&Response::new(200, "application/json", "{}")).is_err());
        assert!(pages.receive(&Response::new(200, "application/json", r#"{"buckets":null}"#)).is_ok());
    }
}
