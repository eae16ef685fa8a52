//! Runs that go wrong in one place.

use super::server::{Fate, Server, descriptions, play, run, step};
use Fate::{Answered, Foreign, LostAfter, LostBefore, Refused, SessionEnded, TooMany};
use influxdb2::Remote;
use influxdb2::batch::{Closing, Flow, Outcome, Pause, Saved, State, Step, Work};

#[test]
fn every_name_gets_its_token() {
    let (mut run, mut server) = (run(&["gw-1", "gw-2"]), Server::default());
    play(&mut run, &mut server, &[]);
    assert_eq!(*run.flow(), Flow::Done);
    assert_eq!(run.tally().created, 2);
    assert_eq!(server.log, ["create Read buckets sensors – gw-1", "create Read buckets sensors – gw-2"]);
}

#[test]
fn a_refused_row_does_not_stop_the_others_and_is_asked_for_again_on_request_only() {
    let (mut run, mut server) = (run(&["a", "b", "c"]), Server::default());
    play(&mut run, &mut server, &[Answered, Answered, Refused]);
    assert!(matches!(run.rows()[1].state, State::Refused(_)));
    assert_eq!((run.tally().created, run.flow()), (2, &Flow::Done));
    assert_eq!(server.log.len(), 3);
    run.finish();
    play(&mut run, &mut server, &[]);
    assert_eq!(run.tally().created, 3);
    assert_eq!(server.log[3], "create Read buckets sensors – b", "and nothing else");
}

#[test]
fn a_lost_answer_is_looked_for_before_the_next_request() {
    for fate in [LostAfter, Foreign] {
        let (mut run, mut server) = (run(&["a", "b", "c"]), Server::default());
        play(&mut run, &mut server, &[Answered, Answered, fate]);
        assert_eq!(run.rows()[1].lookalikes().len(), 1);
        assert_eq!((server.tokens.len(), server.log.len()), (3, 3), "nothing was sent twice");
        run.finish();
        play(&mut run, &mut server, &[]);
        assert_eq!(server.log.len(), 3, "where a token looks like it, none is asked for again");
        assert!(run.remaining().is_empty(), "every name has a token, though nobody can use one of them");
        let named = run.replaceable();
        assert_eq!(named, [(1, run.rows()[1].lookalikes()[0].id)], "the question names it");
        run.replace(&named);
        play(&mut run, &mut server, &[]);
        assert_eq!(run.tally().created, 3);
        assert_eq!(server.tokens.len(), 3, "the one without a secret is gone");
    }
}

#[test]
fn a_lost_answer_to_a_request_that_never_arrived_is_told_and_sent_again_on_request() {
    let (mut run, mut server) = (run(&["a", "b"]), Server::default());
    play(&mut run, &mut server, &[Answered, LostBefore]);
    assert_eq!((run.tally().not_found, run.tally().created), (1, 1));
    run.finish();
    play(&mut run, &mut server, &[]);
    assert_eq!((run.tally().created, server.tokens.len()), (2, 2));
}

#[test]
fn a_list_that_can_not_be_read_pauses_the_run() {
    let (mut run, mut server) = (run(&["a", "b"]), Server::default());
    play(&mut run, &mut server, &[Answered, LostAfter, LostBefore]);
    assert!(matches!(run.flow(), Flow::Paused(Pause::ListUnreadable(_))));
    assert_eq!(server.log.len(), 1, "nothing is sent while it is open what became of the one before");
    run.resume();
    play(&mut run, &mut server, &[]);
    assert_eq!((run.tally().found, run.tally().created), (1, 1));
}

#[test]
fn the_end_of_the_session_pauses_and_nothing_is_lost() {
    let (mut run, mut server) = (run(&["a", "b", "c"]), Server::default());
    play(&mut run, &mut server, &[Answered, Answered, SessionEnded]);
    assert_eq!(*run.flow(), Flow::Paused(Pause::SessionEnded));
    assert_eq!((run.tally().created, run.tally().waiting), (1, 2));
    run.resume();
    play(&mut run, &mut server, &[]);
    assert_eq!(run.tally().created, 3);
}

#[test]
fn the_server_is_waited_for_as_long_as_it_asks() {
    let (mut run, mut server) = (run(&["a"]), Server::default());
    assert!(step(&mut run, &mut server, Answered, true));
    assert!(step(&mut run, &mut server, TooMany, true));
    assert_eq!(run.wait(), 2);
    for left in [1, 0] {
        assert!(step(&mut run, &mut server, Answered, true));
        assert_eq!((run.wait(), server.tokens.len()), (left, 0));
    }
    play(&mut run, &mut server, &[]);
    assert_eq!(run.tally().created, 1);
}

#[test]
fn no_wait_is_longer_than_a_minute() {
    let (mut run, mut server) = (run(&["a"]), Server::default());
    step(&mut run, &mut server, Answered, true);
    let Some(Step::Create(row, _)) = run.step(server.now) else { panic!("a create") };
    let forever = influxdb2::ApiError::TooManyRequests { retry_after: Some(u32::MAX) };
    run.answered(row, Err(forever), server.now);
    assert_eq!(run.wait(), 60);
}

#[test]
fn three_failures_in_a_row_pause_the_run() {
    let (mut run, mut server) = (run(&["a", "b", "c", "d", "e"]), Server::default());
    play(&mut run, &mut server, &[Answered, Refused, Refused, Refused]);
    assert_eq!(*run.flow(), Flow::Paused(Pause::KeepsFailing));
    assert_eq!(server.log.len(), 3);
    run.resume();
    play(&mut run, &mut server, &[]);
    assert_eq!((run.tally().refused, run.tally().created), (3, 2));
}

#[test]
fn a_paused_run_lets_the_request_under_way_come_to_its_end() {
    let (mut run, mut server) = (run(&["a", "b"]), Server::default());
    step(&mut run, &mut server, Answered, true);
    let Some(Step::Create(row, _)) = run.step(server.now) else { panic!("a create") };
    run.pause();
    assert!(run.is_active() && run.is_sending() && run.step(server.now).is_none());
    run.undo();
    assert_eq!(run.work(), Work::Creating, "nothing else starts before it is known what became of it");
    run.answered(row, Err(influxdb2::ApiError::Unreachable), server.now);
    assert!(!run.is_active());
    assert_eq!(run.step(server.now), Some(Step::Look), "a paused run looks at the list as well");
}

#[test]
fn undo_deletes_exactly_what_the_server_said_it_created() {
    let (mut run, mut server) = (run(&["a", "b", "c", "d"]), Server::default());
    play(&mut run, &mut server, &[Answered, Answered, LostAfter, Answered, SessionEnded]);
    let mut other = super::server::run(&["z"]);
    play(&mut other, &mut server, &[]);
    let lookalike = run.rows()[1].lookalikes()[0].id;
    run.undo();
    play(&mut run, &mut server, &[]);
    let left = ["Read buckets sensors – b", "Read buckets sensors – z"];
    assert_eq!(descriptions(&server).into_iter().collect::<Vec<_>>(), left, "what nobody can prove is not touched");
    assert_eq!(run.rows()[1].lookalikes()[0].id, lookalike, "it is told instead");
    assert_eq!((run.tally().deleted, run.tally().left_out), (1, 2));
    run.discard_lookalikes(&[(1, lookalike)]);
    play(&mut run, &mut server, &[]);
    assert_eq!(descriptions(&server).into_iter().collect::<Vec<_>>(), left[1..], "and deleted when that was asked");
    assert_eq!(run.remaining(), ["a", "b", "c", "d"], "the form can start from them again");
    assert_eq!(run.asked_to_close(), Closing::Allowed);
}

#[test]
fn a_token_that_could_not_be_deleted_keeps_its_secret_and_says_why() {
    let (mut run, mut server) = (run(&["a", "b"]), Server::default());
    play(&mut run, &mut server, &[]);
    run.undo();
    play(&mut run, &mut server, &[Refused]);
    assert!(run.rows()[0].stuck.is_some() && run.rows()[0].created().is_some());
    assert_eq!((run.standing(), server.tokens.len()), (1, 1));
    run.undo();
    play(&mut run, &mut server, &[LostAfter]);
    assert_eq!((run.standing(), server.tokens.len()), (1, 0), "nobody knows yet");
    run.undo();
    play(&mut run, &mut server, &[]);
    assert_eq!(run.standing(), 0, "gone is gone");
}

#[test]
fn a_404_of_something_on_the_way_does_not_count_as_deleted() {
    let (mut run, mut server) = (run(&["a"]), Server::default());
    play(&mut run, &mut server, &[]);
    run.undo();
    play(&mut run, &mut server, &[Foreign]);
    assert_eq!((run.standing(), run.tally().unsaved), (1, 1), "the row and its secret are still there");
}

#[test]
fn leaving_is_possible_only_when_every_secret_is_somewhere() {
    let (mut run, mut server) = (run(&["a", "b"]), Server::default());
    assert_eq!(run.asked_to_close(), Closing::Guarded, "it is still at work");
    play(&mut run, &mut server, &[]);
    assert_eq!(run.asked_to_close(), Closing::Guarded);
    run.acknowledged(true);
    assert_eq!(run.asked_to_close(), Closing::Allowed);
    run.acknowledged(false);
    assert_eq!(run.asked_to_close(), Closing::Guarded);
    run.saved(&[0], Saved::Copied);
    assert_eq!(run.asked_to_close(), Closing::Guarded, "one of them is nowhere");
    run.saved(&[0, 1], Saved::Downloaded);
    run.acknowledged(true);
    run.acknowledged(false);
    assert_eq!(run.asked_to_close(), Closing::Allowed);
}

#[test]
fn a_list_that_stays_unread_in_the_background_is_told_and_can_be_asked_again() {
    let (mut run, mut server) = (run(&["a"]), Server::default());
    play(&mut run, &mut server, &[]);
    while run.next_look().is_some() {
        step(&mut run, &mut server, LostBefore, true);
    }
    assert!(run.unchecked().is_some() && !run.is_over());
    run.look_again();
    super::server::watch(&mut run, &mut server);
    assert_eq!((run.unchecked(), run.rows()[0].created().is_some()), (None, true));
    assert!(!matches!(run.rows()[0].state, State::Lost { outcome: Remote::Ready(Outcome::NotFound), .. }));
}

#[test]
fn nothing_of_a_secret_is_printed_or_left_when_the_run_is_put_away() {
    let (mut run, mut server) = (run(&["a"]), Server::default());
    play(&mut run, &mut server, &[]);
    assert!(!format!("{run:?}").contains("secret-of"));
    run.retire();
    assert!(run.rows()[0].created().is_none());
    assert_eq!(run.tally().unsaved, 0);
}
