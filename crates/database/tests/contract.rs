//! Every request of this crate is one of the published contract, and every declared answer to it is understood.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cluster;

use cluster::Cluster;
use console_core::http::Request;
use console_sandbox::management::{AUDITOR_TOKEN, EXPIRED_TOKEN};
use database::api::{databases, tokens};
use database::create::{ExpirySpelling, NewToken, deviations};
use database::permission::{Action, Permission, PermissionSet, Resource, Verb};
use database::token::{Expiry, SOON_DAYS, State};
use database::update::Change;
use database::{ApiError, Id, Refusal};
use serde_json::json;

fn new(description: &str, permissions: &[(Action, &str)], expires_ms: Option<i64>) -> NewToken {
    let permissions =
        permissions.iter().map(|(action, name)| Permission::new(*action, Resource::parse(name))).collect();
    NewToken { description: description.to_owned(), permissions, expires_ms }
}

use Action::{Read, Write};

#[test]
fn the_documented_scenarios_are_created_as_they_were_asked_for() {
    for mut cluster in Cluster::each() {
        for (description, permissions, expires_ms) in [
            ("Read/write on mydb", vec![(Read, "mydb"), (Write, "mydb")], None),
            ("Read-only on mydb", vec![(Read, "mydb")], None),
            ("Read-only on a, b", vec![(Read, "a"), (Read, "b")], None),
            ("mixed", vec![(Read, "a"), (Read, "b"), (Write, "b")], Some(1_893_456_000_000)),
            ("all", vec![(Read, "*"), (Write, "*")], None),
            ("No Access Token", vec![], None),
        ] {
            let asked = new(description, &permissions, expires_ms);
            let request = tokens::create(cluster.paths, &asked, ExpirySpelling::Alone);
            let created = tokens::decode_created(&cluster.judged(&request)).unwrap();
            assert_eq!(deviations(&asked, &created.token), []);
            assert!(created.secret.expose().starts_with("apiv1_") && created.secret.length() >= 64);
            let one = tokens::decode_one(&cluster.judged(&tokens::get(cluster.paths, created.token.id))).unwrap();
            assert_eq!(one, created.token);
        }
        let stored = cluster.stored();
        let mixed = stored.iter().find(|token| token["description"] == "mixed").unwrap();
        assert_eq!(mixed["expiresAt"], "2030-01-01T00:00:00Z");
    }
}

#[test]
fn an_update_replaces_all_permissions_and_a_revoked_token_is_revoked_wherever_it_is_shown() {
    for mut cluster in Cluster::each() {
        let asked = new("x", &[(Read, "weather")], None);
        let request = tokens::create(cluster.paths, &asked, ExpirySpelling::Alone);
        let id = tokens::decode_created(&cluster.judged(&request)).unwrap().token.id;
        let permissions: PermissionSet = [Permission::on(Write, "weather")].into_iter().collect();
        let both = Change { description: Some("renamed".to_owned()), permissions: Some(permissions.clone()) };
        let changed = tokens::decode_updated(&cluster.judged(&tokens::update(cluster.paths, id, &both))).unwrap();
        assert!(both.is_in(&changed) && changed.permissions == permissions);
        let none = Change { permissions: Some(PermissionSet::default()), ..Change::default() };
        let changed = tokens::decode_updated(&cluster.judged(&tokens::update(cluster.paths, id, &none))).unwrap();
        assert_eq!((&*changed.description, changed.permissions.len()), ("renamed", 0));
        for _ in 0..2 {
            let revoked = cluster.judged(&tokens::revoke(cluster.paths, id));
            assert_eq!(tokens::decode_revoked(&revoked), Ok(()), "twice is as good as once");
        }
        let list = tokens::decode_list(&cluster.judged(&tokens::list(cluster.paths))).unwrap();
        assert!(list.get(id).is_none_or(|token| token.state(0, SOON_DAYS) == State::Revoked));
    }
}

#[test]
fn the_list_of_the_demo_is_read_whole() {
    let mut cluster = Cluster::start("clustered");
    let list = tokens::decode_list(&cluster.judged(&tokens::list(cluster.paths))).unwrap();
    assert_eq!((list.rows.len(), list.unreadable.len()), (14, 0));
    let named = |description: &str| list.rows.iter().find(|row| &*row.description == description).unwrap();
    let verbs: Vec<&Verb> = named("from a newer release").permissions.of(&Resource::parse("lab-samples")).collect();
    assert_eq!(verbs, [&Verb::Known(Read), &Verb::Other("annotate".into())]);
    assert!(matches!(named("contractor weir inspection").expiry, Expiry::At(_)));
    let databases = databases::decode_list(&cluster.judged(&databases::list(cluster.paths))).unwrap();
    let known = databases.iter().map(|database| &*database.name).collect();
    assert_eq!(named("old historian").dangling(&known), ["scada_archive"]);
    let limits = |name: &str| databases.iter().find(|database| &*database.name == name).unwrap().limits();
    assert_eq!(limits("plant-a/metrics"), "90 days · 500 tables");
    assert_eq!(limits("audit"), "2555 days · 500 tables", "beyond what a number of JavaScript holds");
    assert_eq!(limits("lab-samples"), "forever · 500 tables");
}

#[test]
fn every_declared_status_of_every_request_is_understood() {
    for mut cluster in Cluster::each() {
        let paths = cluster.paths;
        let asked = new("x", &[], None);
        let id = tokens::decode_created(&cluster.judged(&tokens::create(paths, &asked, ExpirySpelling::Alone)))
            .unwrap()
            .token
            .id;
        let change = Change { description: Some("y".to_owned()), permissions: None };
        type Ask = (
            &'static str,
            fn() -> Vec<u16>,
            Box<dyn Fn() -> Request>,
            fn(&console_core::http::Response) -> Option<ApiError>,
        );
        let often: fn() -> Vec<u16> = || vec![400, 403, 404, 500];
        let conflicting: fn() -> Vec<u16> = || vec![400, 403, 404, 409, 500];
        let requests: [Ask; 6] = [
            ("GET", often, Box::new(move || databases::list(paths)), |r| databases::decode_list(r).err()),
            ("GET", often, Box::new(move || tokens::list(paths)), |r| tokens::decode_list(r).err()),
            ("GET", often, Box::new(move || tokens::get(paths, id)), |r| tokens::decode_one(r).err()),
            ("POST", conflicting, Box::new(move || tokens::create(paths, &asked, ExpirySpelling::Alone)), |r| {
                tokens::decode_created(r).err()
            }),
            ("PATCH", conflicting, Box::new(move || tokens::update(paths, id, &change)), |r| {
                tokens::decode_updated(r).err()
            }),
            (
                "DELETE",
                || vec![400, 403, 500],
                Box::new(move || tokens::revoke(paths, id)),
                |r| tokens::decode_revoked(r).err(),
            ),
        ];
        for (method, statuses, request, error) in &requests {
            for status in statuses() {
                cluster.order(
                    method,
                    json!({"kind": "status", "status": status, "body": {"code": status, "message": "words"}}),
                );
                let told = error(&cluster.judged(&request())).unwrap();
                let message = "words".to_owned();
                let expected = match status {
                    400 => ApiError::Rejected { message },
                    403 => ApiError::Refused(Refusal::Forbidden(message)),
                    404 => ApiError::NotFound { message },
                    409 => ApiError::Conflict { message },
                    status => ApiError::Server { status, message },
                };
                assert_eq!(told, expected, "{method} {status}");
            }
            for token in ["wrong", EXPIRED_TOKEN] {
                cluster.token = token;
                assert_eq!(error(&cluster.judged(&request())), Some(ApiError::NotSignedIn), "{method}");
            }
            cluster.token = AUDITOR_TOKEN;
            let told = error(&cluster.judged(&request()));
            assert_eq!(matches!(told, Some(ApiError::Refused(_))), *method != "GET", "{method}: {told:?}");
            cluster.token = console_sandbox::management::MANAGEMENT_TOKEN;
            assert_eq!(error(&cluster.judged(&request())), None, "{method}");
        }
        assert!(cluster.statuses().len() >= 6 * 6, "{:?}", cluster.statuses());
        let unknown = tokens::get(paths, Id::from_number(1));
        assert!(matches!(tokens::decode_one(&cluster.judged(&unknown)), Err(ApiError::NotFound { .. })));
    }
}
