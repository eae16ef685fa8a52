use super::*;
use crate::authorization::listing::tests::{id, listing, row};
use crate::permission::OtherPermission;

const LEAVING: u64 = 0xbb;
const SUCCESSOR: u64 = 0xcc;
const READS: &str = "read:orgs/00000000000000aa/buckets";
const MINTS: &str = "write:orgs/00000000000000aa/authorizations";
const OWN: &str = "write:users/00000000000000bb";

fn tokens() -> Vec<Authorization> {
    let off = Authorization { status: Status::Inactive, ..row(3, "old", &[READS]) };
    let others = Authorization { user: id(0xdd), ..row(4, "", &[READS]) };
    vec![row(1, "gateway (review by 2027-05-01)", &[OWN]), row(2, "", &[MINTS, OWN]), off, others]
}

fn context(inactive: &BTreeSet<Id>) -> GuardContext<'_> {
    GuardContext { token: None, me: id(0xdd), inactive }
}

fn plan(listing: &Listing, end: End) -> Offboarding {
    let plan = Offboarding::new(listing, id(LEAVING), &BTreeSet::new());
    Offboarding { successor: Some(id(SUCCESSOR)), end, ..plan }
}

fn day() -> Date {
    Date::parse("2026-11-28").expect("a day")
}

/// What becomes of each old token, and which one has to work before.
fn endings(plan: &Offboarding, listing: &Listing) -> Vec<(Id, Order, Option<Id>)> {
    let plan = plan.endings(listing, day(), context(&BTreeSet::new()));
    plan.rows.into_iter().map(|row| (row.id, row.order, row.needs)).collect()
}

/// What was created in the place of a token.
fn created(number: u64, owner: u64, old: u64) -> Authorization {
    let text = format!("gateway (replaces {})", id(old));
    Authorization { user: id(owner), ..row(number, &text, &[READS]) }
}

#[test]
fn what_works_is_issued_anew_and_what_its_user_signs_in_with_stops() {
    let plan = plan(&listing(tokens()), End::Deactivate);
    let chosen: Vec<_> = plan.tokens.into_iter().collect();
    let stop = |token| (id(token), Choice::LetItStop);
    assert_eq!(chosen, [(id(1), Choice::ReIssue), stop(2), stop(3)]);
}

#[test]
fn nothing_stops_before_its_successor_exists() {
    let listing = listing(tokens());
    let mut plan = plan(&listing, End::Delete);
    plan.choose(id(4), Choice::ReIssue);
    let creations = plan.creations(&listing, &BTreeSet::new());
    let [(instead_of, new)] = &creations[..] else { panic!("{creations:?}") };
    assert_eq!((*instead_of, new.user), (id(1), Some(id(SUCCESSOR))));
    assert_eq!(new.description, "gateway (review by 2027-05-01) (replaces 0000000000000001)");
    assert_eq!(new.permissions[0].to_string(), "write:users/00000000000000cc");
    let deletes = [3, 2].map(|token| (id(token), Order::Delete, None));
    assert_eq!(endings(&plan, &listing), deletes, "what is to be issued anew stays until it is");
    let none_yet = Offboarding { end: End::Deactivate, ..plan };
    assert_eq!(endings(&none_yet, &listing), []);
}

#[test]
fn whatever_the_end_a_token_goes_only_if_what_has_its_place_works_then() {
    let listing = listing([tokens(), vec![created(8, SUCCESSOR, 1)]].concat());
    for (end, needs) in [
        (End::Deactivate, vec![(1, Some(8))]),
        (End::LeaveActive, vec![(1, Some(8))]),
        (End::Delete, vec![(3, None), (2, None), (1, Some(8))]),
    ] {
        let needs: Vec<(Id, Option<Id>)> = needs.into_iter().map(|(token, by)| (id(token), by.map(id))).collect();
        let plan = plan(&listing, end).endings(&listing, day(), context(&BTreeSet::new()));
        let rows = plan.into_rows(|id| listing.get(id).map(|(row, _)| row.clone()));
        assert_eq!(rows.iter().map(|row| (row.id, row.needs)).collect::<Vec<_>>(), needs, "{end:?}");
    }
}

#[test]
fn what_becomes_of_the_tokens_that_a_table_does_not_show_is_counted() {
    let listing = listing([tokens(), vec![row(5, "press", &[READS]), created(8, SUCCESSOR, 1)]].concat());
    let mut plan = plan(&listing, End::Deactivate);
    let told = |plan: &Offboarding, shown| beyond(&plan.lines(&listing, &BTreeSet::new()), shown);
    let all = "And 4 more: 1 re-issued, 1 with a successor already, 2 not re-issued.";
    assert_eq!(told(&plan, 0).as_deref(), Some(all), "what its user may sign in with is not");
    assert_eq!(told(&plan, 2).as_deref(), Some("And 2 more: 1 with a successor already, 1 not re-issued."));
    plan.choose(id(2), Choice::ReIssue);
    assert_eq!(told(&plan, 2).as_deref(), Some("And 2 more: 1 re-issued, 1 with a successor already."));
    assert_eq!(told(&plan, 4), None);
    assert_eq!(told(&plan, 200), None);
}

#[test]
fn whoever_opens_it_later_goes_on_where_it_is() {
    let mut rows = tokens();
    rows.push(created(8, SUCCESSOR, 1));
    // Neither a successor that is off, nor one that would go too, nor one of somebody else's token has the place.
    rows.push(Authorization { status: Status::Inactive, ..created(5, SUCCESSOR, 2) });
    rows.push(created(6, LEAVING, 2));
    rows.push(created(7, SUCCESSOR, 4));
    let listing = listing(rows);
    let opened = Offboarding::new(&listing, id(LEAVING), &BTreeSet::new());
    assert_eq!(opened.successor, Some(id(SUCCESSOR)));
    let lines = opened.lines(&listing, &BTreeSet::new());
    let replaced: Vec<_> = lines.iter().filter_map(|line| Some((line.token, line.replaced_by?))).collect();
    assert_eq!(replaced, [(id(1), id(8))]);
    let issued: Vec<Id> = opened.creations(&listing, &BTreeSet::new()).into_iter().map(|(old, _)| old).collect();
    assert_eq!(issued, [id(6)], "nothing is issued twice");
    let endings = endings(&opened, &listing);
    let [(token, Order::Change(change), needs)] = &endings[..] else { panic!("{endings:?}") };
    assert_eq!((*token, *needs), (id(1), Some(id(8))));
    assert_eq!(change.status, Some(Status::Inactive));
    assert_eq!(
        change.description.as_deref(),
        Some("gateway (review by 2027-05-01) (replaced by 0000000000000008, off since 2026-11-28)")
    );
}

#[test]
fn a_successor_whose_secret_was_lost_is_told_apart_until_another_one_is_issued() {
    let with = |more: Vec<Authorization>| {
        listing([tokens(), vec![row(5, "press", &[READS]), created(9, SUCCESSOR, 5)], more].concat())
    };
    let found = with(vec![created(8, SUCCESSOR, 1)]);
    let mut plan = plan(&found, End::Deactivate);
    plan.sitting.shown.insert(id(9));
    plan.creations(&listing(tokens()), &BTreeSet::new()).iter().for_each(|(_, asked)| plan.sitting.lose(asked));
    let line = |plan: &Offboarding, listing: &Listing| {
        let line = plan.lines(listing, &BTreeSet::new()).into_iter().find(|line| line.token == id(1)).expect("a line");
        (line.replaced_by, line.secret_lost, line.set_aside)
    };
    let told = |plan: &Offboarding, listing: &Listing| plan.consequences(listing, context(&BTreeSet::new())).progress();
    assert_eq!(line(&plan, &found), (Some(id(8)), true, None));
    assert_eq!(told(&plan, &found), "1 token has its successor, the secret of 1 new token was never shown");

    plan.re_issue_again(id(1), id(8));
    assert_eq!(line(&plan, &found), (None, false, Some(id(8))));
    let issued: Vec<Id> = plan.creations(&found, &BTreeSet::new()).into_iter().map(|(old, _)| old).collect();
    assert_eq!(issued, [id(1)]);
    assert!(!endings(&plan, &found).iter().any(|(token, ..)| *token == id(1)), "it stays until then");
    assert_eq!(told(&plan, &found), "1 has its successor, 1 to go");

    // The answer to the second one came.
    let both = with(vec![created(8, SUCCESSOR, 1), created(10, SUCCESSOR, 1)]);
    plan.sitting.shown.insert(id(10));
    assert_eq!(line(&plan, &both), (Some(id(10)), false, Some(id(8))));
    assert_eq!(told(&plan, &both), "2 tokens have their successors");
}

#[test]
fn of_two_successors_the_one_counts_whose_secret_was_shown() {
    let listing = listing([tokens(), vec![created(8, SUCCESSOR, 1), created(9, SUCCESSOR, 1)]].concat());
    let mut plan = plan(&listing, End::Deactivate);
    let by = |plan: &Offboarding| plan.lines(&listing, &BTreeSet::new()).into_iter().find_map(|line| line.replaced_by);
    assert_eq!(by(&plan), Some(id(9)));
    // A browser or a proxy may have sent the create twice.
    plan.sitting.shown.insert(id(8));
    assert_eq!(by(&plan), Some(id(8)));
}

#[test]
fn a_token_that_came_since_the_plan_was_made_stops_with_the_others_unless_it_is_chosen() {
    let late = [tokens(), vec![Authorization { user: id(LEAVING), ..row(5, "late", &[READS]) }]].concat();
    let (before, now) = (listing(tokens()), listing(late));
    let mut plan = plan(&before, End::Deactivate);
    let created = |plan: &Offboarding| -> Vec<Id> {
        plan.creations(&now, &BTreeSet::new()).into_iter().map(|(token, _)| token).collect()
    };
    assert_eq!(created(&plan), [id(1)]);
    plan.choose(id(5), Choice::ReIssue);
    assert_eq!(created(&plan), [id(5), id(1)]);
}

#[test]
fn no_token_outlives_a_user_who_is_deleted() {
    let listing = listing(tokens());
    for (end, left) in [(End::Deactivate, vec![1, 2, 3]), (End::Delete, vec![])] {
        let plan = plan(&listing, end);
        let lines = plan.lines(&listing, &BTreeSet::new());
        assert_eq!(plan.left_to_the_end(&lines), left.into_iter().map(id).collect(), "{end:?}");
    }
}

#[test]
fn a_user_who_stays_loses_only_what_has_a_successor() {
    let mut rows = tokens();
    rows.push(created(8, SUCCESSOR, 1));
    let listing = listing(rows);
    let plan = plan(&listing, End::LeaveActive);
    let told = plan.consequences(&listing, context(&BTreeSet::new()));
    assert_eq!((told.stop, told.re_issued, told.replaced, told.idle), (0, 0, 1, 1));
    assert_eq!(told.guards, BTreeMap::new());
    let off: Vec<Id> = endings(&plan, &listing).into_iter().map(|(token, ..)| token).collect();
    assert_eq!(off, [id(1)]);
}

#[test]
fn consequences_are_counted_before_anything_is_sent() {
    let listing = listing(tokens());
    let mut plan = plan(&listing, End::Deactivate);
    let told = plan.consequences(&listing, context(&BTreeSet::new()));
    assert_eq!((told.stop, told.re_issued, told.replaced, told.idle), (1, 1, 0, 1));
    assert_eq!(told.guards, BTreeMap::from([(id(2), vec![Guard::LastMint])]));
    plan.choose(id(2), Choice::ReIssue);
    let told = plan.consequences(&listing, context(&BTreeSet::new()));
    assert_eq!(told.guards, BTreeMap::new(), "its successor can create tokens by then");
}

#[test]
fn what_this_console_cannot_read_is_not_issued_anew() {
    let table = listing(tokens()).table().clone();
    let other = OtherPermission {
        action: "own".into(),
        resource: ResourceType::Buckets,
        scope: Scope::Object { id: id(7), org: None },
    };
    let others = BTreeMap::from([(id(1), vec![other])]);
    let listing = Listing::new(crate::authorization::AuthorizationTable { others, ..table }, &ResourceType::KNOWN);
    let mut plan = plan(&listing, End::Deactivate);
    plan.choose(id(1), Choice::ReIssue);
    assert_eq!(plan.creations(&listing, &BTreeSet::new()), []);
}
