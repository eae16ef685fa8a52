//! The list of the demo cluster: what each condition shows, in which order, and as which file.

mod cluster;

use cluster::Cluster;
use console_core::time::parse_ms;
use database::api::{databases, tokens};
use database::list::{Column, Filter, ListView, Listing, MatchContext, QUICK, Sort, counts, csv, json};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn listing() -> Listing {
    let mut cluster = Cluster::start("clustered");
    let response = cluster.ask(&tokens::list(cluster.paths)).expect("an answer");
    Listing::new(tokens::decode_list(&response).expect("a list"))
}

fn now() -> i64 {
    // The demo's own times count from the start of the server.
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    i64::try_from(now.as_millis()).expect("not that late")
}

fn shown<'a>(listing: &'a Listing, filter: &str, context: MatchContext<'_>) -> Vec<&'a str> {
    let parsed = Filter::parse(filter);
    assert_eq!(parsed.mistakes, [], "{filter}");
    let places = listing.find(&parsed.filter, context);
    places.iter().filter_map(|place| listing.row(*place)).map(|row| &*row.description).collect()
}

#[test]
fn every_condition_shows_what_it_says() {
    let listing = listing();
    let mut cluster = Cluster::start("clustered");
    let response = cluster.ask(&databases::list(cluster.paths)).expect("an answer");
    let databases = databases::decode_list(&response).expect("databases");
    let known: BTreeSet<&str> = databases.iter().map(|database| &*database.name).collect();
    let context = MatchContext { databases: Some(&known), ..MatchContext::at(now()) };
    for (filter, expected) in [
        ("status:revoked", vec!["lost laptop"]),
        ("status:expired", vec!["contractor weir inspection"]),
        ("status:soon", vec!["grafana control room"]),
        ("status:active gone:yes", vec!["old historian"]),
        (
            "can:write:plant-b/*",
            vec!["write everywhere, read nowhere", "telegraf plant B", "Full access for the migration"],
        ),
        ("can:write:* !can:read:*", vec!["write everywhere, read nowhere"]),
        ("can:read:WEATHER status:active", vec!["Read-only on weather", "Full access for the migration"]),
        ("expires:<7d !status:expired", vec!["grafana control room"]),
        ("expires:2030", vec!["Read-only on weather"]),
        ("created:2025-05 all:yes", vec!["Full access for the migration"]),
        ("telegraf*b", vec!["telegraf plant B"]),
        ("scada", vec!["old historian"]),
        ("\"plant b\"", vec!["telegraf plant B"]),
    ] {
        assert_eq!(shown(&listing, filter, context), expected, "{filter}");
    }
    let all = listing.find(&Filter::default(), context);
    assert_eq!(counts(&listing, &all, context), [12, 1, 1, 1, 9, 3, 1], "{QUICK:?}");
    assert_eq!(
        shown(&listing, "gone:yes", MatchContext::at(now())),
        Vec::<&str>::new(),
        "nobody knows yet what is gone"
    );
}

#[test]
fn what_is_no_condition_says_what_to_write() {
    for (text, part) in [
        ("can:", "Something is missing after can:."),
        ("owner:me", "no condition “owner”"),
        ("status:on", "active, soon, expired or revoked"),
        ("can:weather", "read:DATABASE"),
        ("expires:tomorrow", "never, a day"),
        ("gone:maybe", "yes or no"),
    ] {
        let mistakes = Filter::parse(text).mistakes;
        assert!(mistakes.len() == 1 && mistakes[0].message.contains(part), "{text}: {mistakes:?}");
    }
}

#[test]
fn the_list_is_sorted_by_every_column_with_blanks_last() {
    let listing = listing();
    let sorted = |column, descending| {
        let mut places = listing.find(&Filter::default(), MatchContext::at(now()));
        listing.sort(&mut places, Sort { column, descending }, MatchContext::at(now()));
        places.iter().filter_map(|place| listing.row(*place)).map(|row| &*row.description).collect::<Vec<_>>()
    };
    assert_eq!(sorted(Column::Expires, false)[..2], ["contractor weir inspection", "grafana control room"]);
    assert_eq!(sorted(Column::Expires, true)[0], "Read-only on weather");
    assert_eq!(sorted(Column::Grants, true)[0], "grafana control room");
    assert_eq!(sorted(Column::Status, true)[0], "lost laptop");
    assert_eq!(sorted(Column::Token, false)[13], "write everywhere, read nowhere");
    assert_eq!(sorted(Column::Created, false)[0], "Full access for the migration");
    assert_eq!(Sort::default().pressed(Column::Created), Sort { column: Column::Created, descending: false });
}

#[test]
fn both_files_have_every_token_and_no_formula() {
    let listing = listing();
    let places = listing.find(&Filter::default(), MatchContext::at(now()));
    let file = csv(&listing, &places, MatchContext::at(now()));
    let mut reader = ::csv::Reader::from_reader(file.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows.len(), 14);
    let weather = rows.iter().find(|row| row[1] == "Read-only on weather").expect("the token");
    assert_eq!((parse_ms(&weather[4]), weather[6].as_str()), (parse_ms("2030-01-01T00:00:00Z"), "read:weather"));
    let json: serde_json::Value =
        serde_json::from_str(&json(&listing, &places, MatchContext::at(now()))).expect("JSON");
    let newer = json.as_array().expect("a list").iter().find(|entry| entry["description"] == "from a newer release");
    assert_eq!(newer.expect("the token")["permissions"][0], "read:lab-samples");
    assert_eq!(newer.expect("the token")["permissions"][1], "annotate:lab-samples");
}

proptest! {
    #[test]
    fn a_filter_is_printed_as_it_is_read(text in "(!?(status|can|expires|created|gone|all)?:?[a-z0-9*:<>-]{0,8} ?){0,3}") {
        let filter = Filter::parse(&text).filter;
        prop_assert_eq!(Filter::parse(&filter.to_string()).filter, filter);
    }
}

#[test]
fn every_order_survives_in_an_address() {
    for column in <Column as console_core::table::Column>::ALL {
        let view = ListView { filter: "status:active".to_owned(), sort: Sort { column: *column, descending: true } };
        assert_eq!(ListView::from_query(&view.to_query()), view);
    }
}
