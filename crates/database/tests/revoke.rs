//! Many tokens are revoked against the stand-in of a cluster that loses and refuses: what is said of each is what is stored.

mod cluster;

use cluster::Cluster;
use console_core::bulk::{Flow, PARALLEL, Step, Verb as _, words};
use console_core::http::Response;
use database::api::tokens;
use database::list::{Listing, MatchContext};
use database::revoke::many::{Plan, Revoke, Run, State, WhatHappens, plan};
use database::{ApiError, Id};

/// The tokens of the stand-in, of which some are expired and one is revoked.
fn listing(cluster: &mut Cluster) -> Listing {
    let response = cluster.ask(&tokens::list(cluster.paths)).expect("an answer");
    Listing::new(tokens::decode_list(&response).expect("a list"))
}

fn plan_all(listing: &Listing) -> Plan {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    let now = i64::try_from(now.as_millis()).expect("not that late");
    plan(listing, listing.table().rows.iter().map(|row| row.id), MatchContext::at(now))
}

fn run(listing: &Listing) -> Run {
    Run::new(1, plan_all(listing).into_rows(|id| listing.table().get(id).cloned()), PARALLEL)
}

/// What happens on the way to the server and back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Clear,
    LostBefore,
    LostAfter,
    /// Something on the way says that there is nothing.
    Foreign,
}

fn serve(cluster: &mut Cluster, run: &mut Run, step: &Step<Revoke>, way: Way) {
    let paths = cluster.paths;
    let mut send = |request| match way {
        Way::Clear => cluster.ask(&request).map_err(ApiError::from),
        Way::LostBefore => Err(ApiError::Unreachable),
        Way::LostAfter => cluster.ask(&request).map_err(ApiError::from).and(Err(ApiError::BrokenOff)),
        Way::Foreign => Ok(Response::new(404, "text/plain", "default backend - 404")),
    };
    match *step {
        Step::Send(turn, id, Revoke) => {
            let answer = send(tokens::revoke(paths, id)).and_then(|answer| tokens::decode_revocation(&answer));
            run.answered(turn, answer);
        }
        Step::Read(turn, id) => {
            let stored = send(tokens::get(paths, id)).and_then(|answer| tokens::decode_one(&answer));
            run.read(turn, stored);
        }
        Step::Wait(serial) => run.waited(serial),
    }
}

fn drive(cluster: &mut Cluster, run: &mut Run) {
    while let Some(step) = run.step() {
        serve(cluster, run, &step, Way::Clear);
    }
}

/// Whether a token still works on the server, as far as anybody revoked it.
fn is_stored(cluster: &mut Cluster, id: Id) -> bool {
    let request = tokens::get(cluster.paths, id);
    cluster
        .ask(&request)
        .ok()
        .and_then(|answer| tokens::decode_one(&answer).ok())
        .is_some_and(|row| row.revoked.is_none())
}

#[test]
fn a_plan_says_who_stops_and_who_does_not_work_anyway() {
    let mut cluster = Cluster::start("clustered");
    let plan = plan_all(&listing(&mut cluster));
    let counted =
        [WhatHappens::Stops, WhatHappens::HasExpired, WhatHappens::AlreadyRevoked].map(|what| plan.count(what));
    assert_eq!((counted, plan.requests()), ([12, 1, 1], 13));
    assert_eq!(words::happens(WhatHappens::AlreadyRevoked, 1), "1 is revoked already, so nothing is sent.");
    assert!(Revoke.confirmed_by().is_some(), "what is final is confirmed in words");
}

#[test]
fn all_are_revoked_whether_or_not_the_cluster_still_lists_them() {
    for mut cluster in Cluster::each() {
        let listing = listing(&mut cluster);
        let mut run = run(&listing);
        drive(&mut cluster, &mut run);
        assert_eq!((run.flow(), run.tally().done), (Flow::Done, run.rows().len()));
        assert!(run.rows().iter().all(|row| !is_stored(&mut cluster, row.id)));
        assert!(run.undo().is_empty(), "nothing leads back");
    }
}

#[test]
fn what_is_said_of_each_token_is_what_became_of_it() {
    let mut cluster = Cluster::start("clustered");
    let mut run = run(&listing(&mut cluster));
    let meanwhile = run.rows()[4].id;
    let revoked = cluster.ask(&tokens::revoke(cluster.paths, meanwhile)).expect("an answer");
    assert_eq!(tokens::decode_revocation(&revoked), Ok(()));
    for way in [Way::Clear, Way::LostAfter, Way::LostBefore, Way::Foreign] {
        let Some(step @ Step::Send(..)) = run.step() else { panic!("a request") };
        serve(&mut cluster, &mut run, &step, way);
        // What was lost is read back before anything else is sent.
        if way != Way::Clear {
            let Some(read @ Step::Read(..)) = run.step() else { panic!("a look") };
            serve(&mut cluster, &mut run, &read, if way == Way::Foreign { way } else { Way::Clear });
        }
    }
    drive(&mut cluster, &mut run);
    let told = |at: usize| run.rows()[at].state.words();
    assert_eq!((told(0), told(1)), ("Done".to_owned(), "Answer lost. Read back: done.".to_owned()));
    assert_eq!(told(2), "Answer lost. Read back: not changed. Try again.");
    assert!(
        matches!(&run.rows()[3].state, State::Unsure(ApiError::Foreign { status: 404, retry_after: None })),
        "{}",
        told(3)
    );
    assert_eq!(told(4), "The server does not find it any more: it was revoked meanwhile.");
    run.retry();
    drive(&mut cluster, &mut run);
    let tally = run.tally();
    assert_eq!((tally.gone, tally.done, tally.failed + tally.unsure), (1, run.rows().len() - 2, 1));
    assert!(is_stored(&mut cluster, run.rows()[3].id), "what something on the way refused is told as not done");
}
