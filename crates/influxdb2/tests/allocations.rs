//! How much memory is asked for, and how often, while a long list is read, searched and sorted: figures that are the same
//! on every machine, and that grow when somebody copies what could be shared. Each limit is about a tenth above what was counted
//! at ten thousand tokens.

use allocation_counter::{AllocationInfo, measure};
use console_core::http::Response;
use influxdb2::api::authorization_list::ListReader;
use influxdb2::authorization::filter::{Filter, FilterContext, counts};
use influxdb2::authorization::{Column, Listing, Sort};
use influxdb2::description::{DescriptionContext, describe};
use influxdb2::permission::{Action, Classifier, Permission, PermissionSet, ResourceType};
use influxdb2::{Id, Names};
use std::collections::BTreeSet;

const ORG: &str = "96754d13b3875421";

/// A list as 2.9 answers it: each token with Read and Write on two buckets.
fn body(tokens: u64) -> String {
    let entries: Vec<String> = (1..=tokens).map(entry).collect();
    format!(r#"{{"links":{{"self":"/api/v2/authorizations"}},"authorizations":[{}]}}"#, entries.join(","))
}

fn entry(number: u64) -> String {
    let permission = |action: &str, bucket: u64| {
        format!(
            r#"{{"action":"{action}","resource":{{"type":"buckets","id":"{bucket:016x}","orgID":"{ORG}","org":"plants"}}}}"#
        )
    };
    let buckets = [number % 500 + 1, number % 300 + 1_000];
    let permissions: Vec<String> =
        buckets.iter().flat_map(|bucket| ["read", "write"].map(|action| permission(action, *bucket))).collect();
    format!(
        r#"{{"id":"{number:016x}","token":"","status":"active","description":"device {number:05} storage","orgID":"{ORG}","org":"plants","userID":"{:016x}","user":"svc-{}","permissions":[{}],"createdAt":"2026-07-25T11:34:58.258Z","updatedAt":"2026-07-25T11:34:58.258Z"}}"#,
        number % 7 + 1,
        number % 7,
        permissions.join(",")
    )
}

/// Reads a list in the pieces in which a browser's pieces are taken in.
fn read(body: &str) -> Listing {
    let mut reader = ListReader::new(&ResourceType::KNOWN);
    body.as_bytes().chunks(64 << 10).for_each(|piece| reader.feed(piece));
    let rest = reader.rest();
    reader.finish(&Response::new(200, "application/json", rest.to_vec())).expect("a list")
}

fn counted<T>(act: impl FnOnce() -> T) -> (T, AllocationInfo) {
    let mut made = None;
    let info = measure(|| made = Some(act()));
    (made.expect("it was done"), info)
}

#[test]
fn a_list_is_read_with_few_blocks_for_each_token_however_many_there_are() {
    for tokens in [1_000, 10_000] {
        let body = body(tokens);
        let (listing, info) = counted(|| read(&body));
        assert_eq!(listing.len() as u64, tokens);
        let blocks = info.count_total / tokens;
        let share = info.bytes_total as f64 / body.len() as f64;
        let most = info.bytes_max as f64 / body.len() as f64;
        assert!(blocks <= 6, "{blocks} blocks for each of {tokens} tokens");
        assert!(share <= 2.5, "{share} bytes for each byte of a list of {tokens}");
        assert!(most <= 0.8, "{most} bytes at once for each byte of a list of {tokens}");
    }
}

#[test]
fn a_token_with_very_many_permissions_is_never_held_as_it_was_sent() {
    let permission = |at: u64| {
        let (action, resource) = (["read", "write"][at as usize % 2], ["buckets", "tasks"][at as usize / 2 % 2]);
        let id = at / 2 + 1;
        format!(
            r#"{{"action":"{action}","resource":{{"type":"{resource}","id":"{id:016x}","orgID":"{ORG}","org":"plants"}}}}"#
        )
    };
    let permissions: Vec<String> = (0..100_000).map(permission).collect();
    let heavy = entry(1).replace(r#""permissions":["#, &format!(r#""permissions":[{},"#, permissions.join(",")));
    let body = format!(r#"{{"authorizations":[{heavy}]}}"#);
    let (listing, info) = counted(|| read(&body));
    assert_eq!(listing.table().rows[0].permissions.len(), 100_002);
    let most = info.bytes_max as f64 / body.len() as f64;
    assert!(most <= 0.93 && info.count_total <= 760, "{most} bytes at once for each byte, {info:?}");
}

#[test]
fn searching_and_sorting_copy_no_token() {
    for tokens in [1_000_u64, 10_000] {
        let (listing, nobody) = (read(&body(tokens)), BTreeSet::new());
        let context = FilterContext::at(1_795_824_000_000);
        for text in ["s", "storage", "device status:active", "owner:svc-3", "device*"] {
            let filter = Filter::parse(text).filter;
            let (found, info) = counted(|| listing.find(&filter, context));
            assert!(!found.is_empty(), "{text}");
            assert!(info.count_total <= 38, "{text}: {info:?}");
            assert!(info.bytes_total <= 14 * tokens + 4_096, "{text}: {info:?}");
        }
        let all = listing.find(&Filter::default(), context);
        let (_, info) = counted(|| counts(&listing, &all, context));
        assert!(info.count_total <= 80 && info.bytes_total <= 8_800, "counts: {info:?}");
        for column in [Column::Status, Column::Token, Column::Kind, Column::Grants, Column::Owner, Column::Created] {
            let mut places = all.clone();
            let mut sort = || listing.sort(&mut places, Sort { column, descending: true }, &nobody);
            // The first time names are put in order.
            sort();
            let ((), info) = counted(sort);
            assert!(info.count_total <= 2 && info.bytes_total <= 35 * tokens, "{column:?}: {info:?}");
        }
    }
}

#[test]
fn what_is_said_of_many_permissions_is_said_in_few_blocks() {
    let id = |number| Id::from_number(number).expect("not zero");
    let set = |from: u64| -> PermissionSet {
        let both = |bucket| {
            Action::BOTH.map(|action| Permission::on_object(action, ResourceType::Buckets, id(bucket), id(0xaa)))
        };
        (from..from + 10_000).flat_map(both).collect()
    };
    let (one, other) = (set(1_000), set(1_500));
    let mut names = Names::default();
    (1_000..11_500).for_each(|bucket| names.insert(&ResourceType::Buckets, id(bucket), &format!("sensor-{bucket}")));
    let context = DescriptionContext {
        org: id(0xaa),
        org_name: "plants",
        user: None,
        types: &ResourceType::KNOWN,
        names: &names,
    };
    let told: [(&str, u64, &dyn Fn() -> usize); 4] = [
        ("description", 165, &|| describe(&one, &context).len()),
        ("classification", 21, &|| Classifier::new(&ResourceType::KNOWN).classify(&one, id(0xaa), None).title().len()),
        ("difference", 35, &|| one.difference(&other).added.len()),
        ("comparison", 7, &|| usize::from(one.compare(&other).only_left.is_some())),
    ];
    for (what, most, act) in told {
        let (_, info) = counted(act);
        assert!(info.count_total <= most, "{what}: {info:?}");
    }
}
