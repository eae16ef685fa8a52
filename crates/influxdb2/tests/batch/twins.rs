//! What a browser or a proxy sent twice, what a server stores late, and what somebody else created at the same time: in a
//! run of one row and in one of three.

use super::server::{Fate, Server, one, play, run, single, step, watch};
use influxdb2::batch::{Change, Outcome, Run, State, Step, TwinState};
use influxdb2::{ApiError, Remote};

/// The ids of all twins that are told.
fn twins(run: &Run) -> Vec<(influxdb2::Id, bool)> {
    run.twins().iter().map(|twin| (twin.id, twin.likely)).collect()
}

/// The tokens that are stored and of which no answer told.
fn unknown(server: &Server) -> Vec<influxdb2::Id> {
    server.tokens.keys().filter(|id| !server.answered.contains(id)).copied().collect()
}

#[test]
fn a_create_that_was_sent_twice_is_told_with_the_second_token() {
    for mut run in [one(), run(&["a", "b", "c"])] {
        let mut server = Server::default();
        play(&mut run, &mut server, &[Fate::Answered, Fate::Doubled]);
        watch(&mut run, &mut server);
        let [twin] = unknown(&server)[..] else { panic!("one token too many") };
        assert_eq!(twins(&run), [(twin, true)]);
        assert_eq!(run.twins()[0].row, 0);
    }
}

#[test]
fn what_the_end_of_the_session_hid_is_looked_for_after_signing_in_and_not_sent_again_by_itself() {
    let (mut run, mut server) = (one(), Server::default());
    play(&mut run, &mut server, &[Fate::Answered, Fate::StoredThenEnded]);
    run.retire();
    // Nobody is signed in: the looks fail.
    while let Some(step) = run.step(server.now) {
        match step {
            Step::Look => run.looked(Err(ApiError::NotSignedIn)),
            Step::Rest { ticket, seconds } => {
                server.pass(i64::from(seconds) * 1_000);
                assert!(run.rested(ticket));
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(run.unchecked().is_some() && !run.is_over(), "it is remembered that nobody looked");
    run.look_again();
    watch(&mut run, &mut server);
    let [stored] = unknown(&server)[..] else { panic!("sent once: {:?}", server.log) };
    assert_eq!(twins(&run), [(stored, true)]);
}

#[test]
fn a_twin_is_deleted_only_when_that_was_asked() {
    let (mut run, mut server) = (run(&["a", "b"]), Server::default());
    play(&mut run, &mut server, &[Fate::Answered, Fate::Doubled]);
    watch(&mut run, &mut server);
    run.undo();
    play(&mut run, &mut server, &[]);
    watch(&mut run, &mut server);
    let [twin] = unknown(&server)[..] else { panic!("undo touches what the server said it created") };
    assert_eq!((run.tally().deleted, twins(&run)), (2, vec![(twin, true)]), "the twin is told after the undo");
    run.change_twin(twin, Change::Delete);
    watch(&mut run, &mut server);
    assert_eq!(run.twins()[0].state, TwinState::Changed(Change::Delete));
    assert!(server.tokens.is_empty() && run.is_over());
}

#[test]
fn a_twin_that_is_stored_late_is_found_by_a_later_look() {
    let (mut run, mut server) = (one(), Server::default());
    play(&mut run, &mut server, &[]);
    assert!(step(&mut run, &mut server, Fate::Answered, true), "the first look");
    assert_eq!(twins(&run), []);
    server.pass(6_000);
    let late = server.store(single());
    watch(&mut run, &mut server);
    assert_eq!(twins(&run), [(late, false)], "found, and not said to be of the same moment");
}

#[test]
fn what_was_there_long_before_the_request_is_no_twin_though_the_list_before_was_older_still() {
    // Another tab created the same after this page had read its list, and before it sent anything.
    for (before_ms, told) in [(2_000, true), (60_000, false)] {
        let (mut run, mut server) = (one(), Server::default());
        assert!(step(&mut run, &mut server, Fate::Answered, true), "the list is read");
        let theirs = server.store(single());
        server.pass(before_ms);
        play(&mut run, &mut server, &[Fate::Doubled]);
        watch(&mut run, &mut server);
        let twins = twins(&run);
        assert_eq!(twins.iter().find(|(id, _)| *id == theirs), told.then_some(&(theirs, false)), "{before_ms}");
        assert_eq!(twins.iter().filter(|(_, likely)| *likely).count(), 1, "the real one is told");
    }
}

#[test]
fn a_lost_answer_of_a_doubled_create_names_both_tokens() {
    for mut run in [one(), run(&["a", "b", "c"])] {
        let mut server = Server::default();
        play(&mut run, &mut server, &[Fate::Answered, Fate::DoubledLost]);
        let found: Vec<_> = run.rows()[0].lookalikes().iter().map(|alike| alike.id).collect();
        assert_eq!(found, unknown(&server));
        assert_eq!(found.len(), 2);
        assert!(run.replaceable().is_empty(), "which of them is which, a person decides");
        run.discard_lookalikes(&[(0, found[0])]);
        play(&mut run, &mut server, &[]);
        assert_eq!(run.rows()[0].lookalikes().iter().map(|alike| alike.id).collect::<Vec<_>>(), found[1..]);
    }
}

#[test]
fn a_token_of_somebody_else_is_never_more_than_one_that_looks_like_it() {
    // Before, while and after this page sends: what another tab creates looks exactly the same.
    for before_ms in [-60_000, 0, 60_000] {
        let (mut run, mut server) = (one(), Server::default());
        assert!(step(&mut run, &mut server, Fate::Answered, true), "the list is read");
        if before_ms <= 0 {
            server.store(single());
            server.pass(-before_ms);
        }
        play(&mut run, &mut server, &[Fate::LostBefore]);
        if before_ms > 0 {
            server.pass(before_ms);
            server.store(single());
        }
        run.look_again();
        play(&mut run, &mut server, &[]);
        let [alike] = run.rows()[0].lookalikes() else { panic!("it is told") };
        assert_eq!(alike.likely, before_ms == 0);
        run.insist(0);
        play(&mut run, &mut server, &[]);
        assert_eq!((server.log.len(), server.tokens.len()), (1, 1), "nothing is deleted, and nothing is sent");
    }
}

#[test]
fn a_lost_answer_is_looked_for_again_and_a_late_token_found() {
    let (mut run, mut server) = (one(), Server::default());
    play(&mut run, &mut server, &[Fate::Answered, Fate::Late(8_000)]);
    assert!(matches!(run.rows()[0].state, State::Lost { outcome: Remote::Ready(Outcome::NotFound), .. }));
    watch(&mut run, &mut server);
    assert_eq!(run.rows()[0].lookalikes().len(), 1);
    assert_eq!(server.log.len(), 1, "sent once");
}

#[test]
fn a_lost_answer_is_looked_for_once_more_before_it_is_sent_again() {
    let (mut run, mut server) = (one(), Server::default());
    play(&mut run, &mut server, &[Fate::Answered, Fate::Late(60_000)]);
    watch(&mut run, &mut server);
    assert!(run.is_open(0) && !run.is_over(), "it stays known");
    server.pass(60_000);
    run.insist(0);
    play(&mut run, &mut server, &[]);
    assert_eq!((run.rows()[0].lookalikes().len(), server.log.len()), (1, 1), "nothing was sent");
}

#[test]
fn where_the_list_can_not_tell_a_person_may_insist() {
    let (mut run, mut server) = (one(), Server::default());
    for fate in [Fate::Answered, Fate::LostBefore, Fate::Answered] {
        assert!(step(&mut run, &mut server, fate, false));
    }
    assert!(matches!(run.rows()[0].state, State::Lost { outcome: Remote::Ready(Outcome::Hidden), .. }));
    run.finish();
    while step(&mut run, &mut server, Fate::Answered, false) {}
    assert_eq!(server.tokens.len(), 0, "nothing is sent where nobody can tell");
    run.insist(0);
    while step(&mut run, &mut server, Fate::Answered, false) {}
    assert_eq!(server.tokens.len(), 1);
}

#[test]
fn replacing_looks_before_it_sends_and_ends_with_one_token() {
    for fate in [Fate::Answered, Fate::LostAfter, Fate::Foreign, Fate::Doubled] {
        let (mut run, mut server) = (one(), Server::default());
        play(&mut run, &mut server, &[Fate::Answered, Fate::LostAfter]);
        let named = run.replaceable();
        run.replace(&named);
        play(&mut run, &mut server, &[fate]);
        assert_eq!(server.tokens.len(), 1, "{fate:?}");
        assert_eq!(run.tally().created, 1, "{fate:?}");
        assert!(!server.tokens.contains_key(&named[0].1));
    }
}

#[test]
fn what_a_person_decides_while_the_list_is_read_in_the_background_is_carried_out() {
    for read in [true, false] {
        let (mut run, mut server) = (one(), Server::default());
        play(&mut run, &mut server, &[Fate::Answered, Fate::LostAfter]);
        assert_eq!(run.step(server.now), Some(Step::Look), "a look by itself is under way");
        let named = run.replaceable();
        run.replace(&named);
        run.looked(if read { Ok(server.compare(&run, &server.table(), true)) } else { Err(ApiError::Unreachable) });
        play(&mut run, &mut server, &[]);
        assert_eq!((server.tokens.len(), run.tally().created), (1, 1), "deleted, and created anew");
        assert!(!server.tokens.contains_key(&named[0].1));
    }
}

#[test]
fn a_lost_token_that_could_not_be_deleted_is_not_created_again() {
    for fate in [Fate::LostBefore, Fate::Refused] {
        let (mut run, mut server) = (one(), Server::default());
        play(&mut run, &mut server, &[Fate::Answered, Fate::LostAfter]);
        let named = run.replaceable();
        run.replace(&named);
        play(&mut run, &mut server, &[fate]);
        assert_eq!(run.rows()[0].lookalikes().len(), 1, "{fate:?}");
        assert!(run.rows()[0].stuck.is_some());
        assert_eq!(server.tokens.len(), 1);
    }
}

#[test]
fn a_twin_whose_deletion_was_lost_is_looked_for() {
    let (mut run, mut server) = (one(), Server::default());
    play(&mut run, &mut server, &[Fate::Answered, Fate::Doubled]);
    watch(&mut run, &mut server);
    let twin = run.twins()[0].id;
    run.change_twin(twin, Change::Delete);
    step(&mut run, &mut server, Fate::LostAfter, true);
    assert!(matches!(run.twins()[0].state, TwinState::Failed(Change::Delete, ApiError::BrokenOff)));
    watch(&mut run, &mut server);
    assert_eq!(run.twins()[0].state, TwinState::Changed(Change::Delete));
}

#[test]
fn twins_can_be_deactivated_or_kept() {
    let (mut run, mut server) = (one(), Server::default());
    play(&mut run, &mut server, &[Fate::Answered, Fate::Doubled]);
    watch(&mut run, &mut server);
    let twin = run.twins()[0].id;
    run.change_twin(twin, Change::Deactivate);
    watch(&mut run, &mut server);
    assert!(server.inactive.contains(&twin) && run.is_over());
    run.keep_twin(twin);
    assert_eq!(run.twins()[0].state, TwinState::Kept);
}

#[test]
fn a_twin_may_be_stopped_whose_answer_was_lost_and_not_one_whose_change_was_refused() {
    let (mut run, mut server) = (one(), Server::default());
    play(&mut run, &mut server, &[Fate::Answered, Fate::Doubled]);
    watch(&mut run, &mut server);
    let twin = run.twins()[0].id;
    run.changed(twin, Change::Deactivate, Err(ApiError::TooManyRequests { retry_after: None }));
    assert!(!run.is_perhaps_stopped(twin));
    run.changed(twin, Change::Deactivate, Err(ApiError::BrokenOff));
    assert!(run.is_perhaps_stopped(twin));
}

#[test]
fn another_run_of_the_same_sitting_is_no_twin() {
    let (mut first, mut server) = (one(), Server::default());
    play(&mut first, &mut server, &[]);
    let mut second = one();
    play(&mut second, &mut server, &[]);
    watch(&mut first, &mut server);
    watch(&mut second, &mut server);
    assert_eq!((twins(&first), twins(&second)), (vec![], vec![]), "the person wanted two");
}

#[test]
fn what_was_there_before_is_never_told_as_a_twin() {
    let (mut run, mut server) = (one(), Server::default());
    server.store(single());
    server.pass(1_000);
    play(&mut run, &mut server, &[]);
    watch(&mut run, &mut server);
    assert_eq!(twins(&run), []);
}
