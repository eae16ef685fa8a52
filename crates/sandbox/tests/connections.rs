//! Faults on connections that were used before, over HTTP/1.1 and over HTTP/2 with TLS: how each ends, what it stores,
//! and what the stand-in tells of it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod connecting;

use connecting::{BOTH, End, Failed, Line, PATH, Protocol, Served};
use console_sandbox::Connections;
use console_sandbox::management::MANAGEMENT_TOKEN;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::Instant;

/// A stand-in and a connection to it over which one request went already.
async fn used(protocol: Protocol) -> (Served, Line) {
    let served = Served::start(protocol).await;
    let mut line = served.connect().await;
    assert_eq!(line.ask("GET", "/api/v2/me", "").await.unwrap().status, 200);
    (served, line)
}

/// Waits until so many authorizations are stored.
async fn stores(served: &Served, expected: usize) {
    let begun = Instant::now();
    while served.stored() != expected {
        assert!(begun.elapsed() < Duration::from_secs(2), "{} instead of {expected}", served.stored());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn carried_out(log: &[Value]) -> Vec<u64> {
    log.iter().map(|request| request["carriedOut"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn connections_are_kept_and_their_requests_counted() {
    for protocol in BOTH {
        let (served, mut line) = used(protocol).await;
        line.create(&served).await.unwrap();
        served.connect().await.create(&served).await.unwrap();
        let [first, second] = &served.log().await[..] else { panic!("two requests") };
        assert_eq!((&first["connection"], &first["request"]), (&json!(1), &json!(2)), "{protocol:?}");
        assert_eq!((&second["connection"], &second["request"]), (&json!(2), &json!(1)), "{protocol:?}");
        let expected = if protocol == Protocol::Http1 { "HTTP/1.1" } else { "HTTP/2.0" };
        for request in [first, second] {
            assert_eq!(request["protocol"], expected);
            assert_eq!((&request["status"], &request["carriedOut"]), (&json!(201), &json!(1)));
            assert_eq!(request["fault"], Value::Null);
        }
    }
}

#[tokio::test]
async fn a_connection_is_cut_in_the_ordered_manner_on_the_ordered_side_of_the_change() {
    for protocol in BOTH {
        for (by, expected) in [("fin", End::InOrder), ("rst", End::Reset), ("goaway", End::InOrder)] {
            for (when, stored) in [("before", 0), ("after", 1)] {
                let about = format!("{protocol:?}, {by}, {when}");
                let (served, mut line) = used(protocol).await;
                let before = served.stored();
                served.order("POST", PATH, json!({"kind": "cut", "when": when, "by": by}));
                let failed = line.create(&served).await.expect_err(&about);
                assert!(matches!(failed, Failed::Error(_)), "{about}: {failed:?}");
                assert_eq!(line.ending.seen().await, Some(expected), "{about}");
                assert_eq!(line.said_goaway(), by == "goaway" && protocol == Protocol::Http2, "{about}");
                assert_eq!(served.stored() - before, stored, "{about}");
                let log = served.log().await;
                assert_eq!(carried_out(&log), [stored as u64], "{about}");
                assert_eq!((&log[0]["status"], &log[0]["fault"]), (&Value::Null, &json!("cut")), "{about}");
            }
        }
    }
}

#[tokio::test]
async fn a_change_can_be_stored_after_its_connection_was_cut() {
    for protocol in BOTH {
        let (served, mut line) = used(protocol).await;
        let before = served.stored();
        served.order("POST", PATH, json!({"kind": "cut", "when": "late", "by": "rst", "lateMs": 200}));
        line.create(&served).await.unwrap_err();
        assert_eq!(line.ending.seen().await, Some(End::Reset), "{protocol:?}");
        assert_eq!(served.stored(), before, "{protocol:?}");
        stores(&served, before + 1).await;
        assert_eq!(carried_out(&served.log().await), [1]);
    }
}

#[tokio::test]
async fn a_reset_forgets_changes_that_are_still_to_come() {
    let (served, mut line) = used(Protocol::Http1).await;
    let before = served.stored();
    served.order("POST", PATH, json!({"kind": "cut", "when": "late", "lateMs": 100}));
    line.create(&served).await.unwrap_err();
    served.sandbox.reset();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(served.stored(), before);
}

#[tokio::test]
async fn a_connection_can_die_in_silence_long_after_the_change() {
    for protocol in BOTH {
        let (served, mut line) = used(protocol).await;
        let before = served.stored();
        served.order("POST", PATH, json!({"kind": "cut", "when": "after", "afterMs": 150}));
        let begun = Instant::now();
        line.create(&served).await.unwrap_err();
        assert!(begun.elapsed() >= Duration::from_millis(150), "{protocol:?}");
        assert_eq!(served.stored(), before + 1, "{protocol:?}");
    }
}

#[tokio::test]
async fn one_request_can_be_refused_truly_or_not_while_the_connection_lives() {
    for (when, stored) in [("before", 0), ("after", 1)] {
        let (served, mut line) = used(Protocol::Http2).await;
        let before = served.stored();
        served.order("POST", PATH, json!({"kind": "cut", "when": when, "by": "refused"}));
        let failed = line.create(&served).await.unwrap_err();
        assert_eq!(failed.reason(), Some(h2::Reason::REFUSED_STREAM), "{when}");
        assert_eq!(served.stored() - before, stored, "{when}");
        assert_eq!(line.create(&served).await.unwrap().status, 201, "{when}");
        let connections: Vec<_> = served.log().await.iter().map(|seen| seen["connection"].clone()).collect();
        assert_eq!(connections, [1, 1], "{when}");
    }
}

#[tokio::test]
async fn an_answer_can_be_late_on_either_side_of_the_change() {
    for protocol in BOTH {
        for when in ["before", "after", "late"] {
            let (served, mut line) = used(protocol).await;
            let before = served.stored();
            served.order("POST", PATH, json!({"kind": "delay", "ms": 150, "when": when}));
            let begun = Instant::now();
            assert_eq!(line.create(&served).await.unwrap().status, 201, "{protocol:?} {when}");
            assert!(begun.elapsed() >= Duration::from_millis(150), "{protocol:?} {when}");
            assert_eq!(served.stored(), before + 1, "{protocol:?} {when}");
        }
    }
}

#[tokio::test]
async fn a_late_answer_that_nobody_waits_for_is_stored_only_if_that_was_ordered() {
    for protocol in BOTH {
        for (when, stored) in [("before", 0), ("late", 1)] {
            let (served, mut line) = used(protocol).await;
            let before = served.stored();
            served.order("POST", PATH, json!({"kind": "delay", "ms": 200, "when": when}));
            let waited = tokio::time::timeout(Duration::from_millis(100), line.create(&served)).await;
            assert!(waited.is_err(), "{protocol:?} {when}");
            drop(line);
            tokio::time::sleep(Duration::from_millis(300)).await;
            assert_eq!(served.stored() - before, stored, "{protocol:?} {when}");
        }
    }
}

#[tokio::test]
async fn a_status_can_be_answered_with_the_change_before_it_after_it_or_never() {
    for protocol in BOTH {
        for (fault, at_once, in_the_end) in [
            (json!({"kind": "status", "status": 408}), 0, 0),
            (json!({"kind": "status", "status": 408, "stored": true}), 1, 1),
            (json!({"kind": "status", "status": 408, "lateMs": 100}), 0, 1),
        ] {
            let about = format!("{protocol:?}, {fault}");
            let (served, mut line) = used(protocol).await;
            let before = served.stored();
            served.order("POST", PATH, fault);
            assert_eq!(line.create(&served).await.unwrap().status, 408, "{about}");
            assert_eq!(served.stored() - before, at_once, "{about}");
            stores(&served, before + in_the_end).await;
            assert_eq!(served.log().await[0]["status"], 408, "{about}");
        }
    }
}

#[tokio::test]
async fn a_request_can_be_doubled_on_its_way() {
    for protocol in BOTH {
        for answer in ["first", "second"] {
            let about = format!("{protocol:?}, {answer}");
            let (served, mut line) = used(protocol).await;
            let before = served.stored();
            served.order("POST", PATH, json!({"kind": "doubled", "answer": answer}));
            let told = line.create(&served).await.unwrap();
            assert_eq!(told.status, 201, "{about}");
            assert_eq!(served.stored(), before + 2, "{about}");
            let state = served.sandbox.state();
            let twin = &state["authorizations"].as_array().unwrap()[before..];
            let at = usize::from(answer == "second");
            assert_eq!(told.json()["id"], twin[at]["id"], "{about}");
            assert_eq!(carried_out(&served.log().await), [2], "{about}");
        }
    }
}

#[tokio::test]
async fn what_was_doubled_can_meet_another_fault() {
    for protocol in BOTH {
        for (fault, stored) in [
            (json!({"kind": "cut", "when": "before", "by": "rst"}), 1),
            (json!({"kind": "cut", "when": "after"}), 2),
            (json!({"kind": "cut", "when": "after", "by": "goaway"}), 2),
        ] {
            let about = format!("{protocol:?}, {fault}");
            let (served, mut line) = used(protocol).await;
            let before = served.stored();
            served.order("POST", PATH, json!({"kind": "doubled", "then": fault}));
            line.create(&served).await.expect_err(&about);
            assert_eq!(served.stored() - before, stored, "{about}");
        }
    }
}

#[tokio::test]
async fn a_deletion_that_was_doubled_is_told_that_nothing_is_there() {
    for protocol in BOTH {
        let (served, mut line) = used(protocol).await;
        let made = line.create(&served).await.unwrap().json();
        let path = format!("{PATH}/{}", made["id"].as_str().unwrap());
        served.order("DELETE", &path, json!({"kind": "doubled"}));
        assert_eq!(line.ask("DELETE", &path, "").await.unwrap().status, 404, "{protocol:?}");
    }
}

#[tokio::test]
async fn bodies_break_off_and_stall_on_kept_connections_too() {
    for protocol in BOTH {
        let (served, mut line) = used(protocol).await;
        served.order("GET", PATH, json!({"kind": "truncate", "bytes": 40}));
        let failed = line.ask("GET", PATH, "").await.unwrap_err();
        assert!(matches!(failed, Failed::Error(_)), "{protocol:?}: {failed:?}");
        let mut line = served.connect().await;
        served.order("GET", PATH, json!({"kind": "stall", "bytes": 40}));
        let failed = line.ask("GET", PATH, "").await.unwrap_err();
        assert!(matches!(failed, Failed::Silent), "{protocol:?}: {failed:?}");
    }
}

#[tokio::test]
async fn connections_are_closed_after_each_answer_where_that_was_asked() {
    let served = Served::with(Protocol::Http1, Connections::Closed).await;
    let mut line = served.connect().await;
    assert_eq!(line.ask("GET", "/api/v2/me", "").await.unwrap().status, 200);
    assert_eq!(line.ending.seen().await, Some(End::InOrder));
}

#[tokio::test]
async fn with_tls_the_same_port_answers_without_it_too() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let served = Served::start(Protocol::Http2).await;
    let mut stream = tokio::net::TcpStream::connect(served.address()).await.unwrap();
    stream.write_all(b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    assert!(text.starts_with("HTTP/1.1 200 OK"), "{text}");
}

#[tokio::test]
async fn a_cluster_fails_on_its_connections_as_any_server_does() {
    const TOKENS: &str = "/api/v0/tokens";
    let bearer = format!("Bearer {MANAGEMENT_TOKEN}");
    for protocol in BOTH {
        for (by, expected) in [("fin", End::InOrder), ("rst", End::Reset)] {
            for (when, stored) in [("before", 0), ("after", 1)] {
                let about = format!("{protocol:?}, {by}, {when}");
                let served = Served::playing(protocol, "clustered-flat-paths").await;
                let tokens = || served.sandbox.state()["tokens"].as_array().unwrap().len();
                let mut line = served.connect().await;
                assert_eq!(line.ask_as(&bearer, "GET", TOKENS, "").await.unwrap().status, 200, "{about}");
                let before = tokens();
                served.order("POST", TOKENS, json!({"kind": "cut", "when": when, "by": by}));
                let failed = line.ask_as(&bearer, "POST", TOKENS, r#"{"description":"x"}"#).await.expect_err(&about);
                assert!(matches!(failed, Failed::Error(_)), "{about}: {failed:?}");
                assert_eq!(line.ending.seen().await, Some(expected), "{about}");
                assert_eq!(tokens() - before, stored, "{about}");
            }
        }
    }
}
