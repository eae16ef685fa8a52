//! Whatever is answered, lost or wanted in whatever order: the rows tell the truth about the server.

use super::server::{Fate, Server, run, step};
use influxdb2::batch::{Closing, Outcome, Row, Run, Saved, State, export};
use influxdb2::{Id, Remote};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug)]
enum Event {
    Step(Fate),
    Pause,
    Resume,
    Finish,
    Replace,
    Undo,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => Just(Event::Step(Fate::Answered)),
        2 => Just(Event::Step(Fate::LostAfter)),
        2 => Just(Event::Step(Fate::LostBefore)),
        2 => Just(Event::Step(Fate::Doubled)),
        1 => Just(Event::Step(Fate::DoubledLost)),
        1 => Just(Event::Step(Fate::Foreign)),
        1 => (0..20_000_i64).prop_map(|ms| Event::Step(Fate::Late(ms))),
        1 => Just(Event::Step(Fate::Refused)),
        1 => Just(Event::Step(Fate::TooMany)),
        1 => Just(Event::Step(Fate::SessionEnded)),
        1 => Just(Event::Pause),
        3 => Just(Event::Resume),
        1 => Just(Event::Finish),
        1 => Just(Event::Replace),
        1 => Just(Event::Undo),
    ]
}

fn described(row: &Row) -> &str {
    row.request().map_or("", |request| &request.description)
}

/// What the rows say, held against what is stored.
fn check(run: &Run, server: &Server) -> Result<(), TestCaseError> {
    for row in run.rows() {
        let stored = server.tokens.iter().filter(|(_, new)| new.description == described(row));
        let stored: Vec<Id> = stored.map(|(id, _)| *id).collect();
        match &row.state {
            // A delete whose answer was lost leaves its row and its reason, and may have been carried out.
            State::Created { id, .. } => prop_assert!(stored.contains(id) || row.stuck.is_some()),
            State::Waiting | State::LeftOut(_) | State::Lost { .. } | State::Refused(_) => {}
            State::Deleted(id) => prop_assert!(!stored.contains(id)),
            State::Sending => prop_assert!(false, "nothing is under way between two steps"),
        }
    }
    Ok(())
}

/// After the last look every token that is stored is one of those that the page tells of.
fn check_told(run: &Run, server: &Server) -> Result<(), TestCaseError> {
    let told: BTreeSet<Id> = run
        .rows()
        .iter()
        .flat_map(|row| row.token().into_iter().chain(row.lookalikes().iter().map(|alike| alike.id)))
        .chain(run.twins().iter().map(|twin| twin.id))
        .collect();
    for id in server.tokens.keys() {
        prop_assert!(told.contains(id), "no silent duplicate: {id} of {:?}", server.log);
    }
    for row in run.rows() {
        if let State::Lost { outcome: Remote::Ready(Outcome::NotFound), .. } = &row.state {
            let stored = server.tokens.values().any(|new| new.description == described(row));
            prop_assert!(!stored, "{} is said not to be found", row.name);
        }
    }
    Ok(())
}

/// Lets the run come to its end, with all answers coming, and looks once more.
fn settle(run: &mut Run, server: &mut Server) -> bool {
    run.resume();
    let mut ends = || (0..400).any(|_| !step(run, server, Fate::Answered, true));
    let ended = ends();
    run.look_again();
    ended && (0..400).any(|_| !step(run, server, Fate::Answered, true))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_the_rows_say_is_what_the_server_holds(
        names in prop::sample::select(vec![&["a"][..], &["a", "b", "c", "d", "e"]]),
        events in prop::collection::vec(event(), 0..80),
        sees in prop::bool::weighted(0.8),
    ) {
        let (mut run, mut server) = (run(names), Server::default());
        let mut known = false;
        for event in events {
            match event {
                Event::Step(fate) => {
                    step(&mut run, &mut server, fate, sees);
                    known |= run.before().is_some();
                }
                Event::Pause => run.pause(),
                Event::Resume => run.resume(),
                Event::Finish => run.finish(),
                Event::Replace => {
                    let named = run.replaceable();
                    run.replace(&named);
                }
                Event::Undo => run.undo(),
            }
            check(&run, &server)?;
            let unsaved = run.tally().unsaved > 0;
            prop_assert_eq!(run.must_stay(), unsaved || run.is_active());
        }
        prop_assert!(settle(&mut run, &mut server), "it stops");
        check(&run, &server)?;
        // Where the list before could not be read, what was created late is not told from what was there.
        if known && sees {
            check_told(&run, &server)?;
        }
        let untold: BTreeSet<Id> = server.tokens.keys().filter(|id| !server.answered.contains(id)).copied().collect();
        run.undo();
        prop_assert!(settle(&mut run, &mut server), "it stops");
        let left: BTreeSet<Id> = server.tokens.keys().copied().collect();
        prop_assert_eq!(left, untold, "undo deletes what the server said it created, and nothing else: {:?}", server.log);
        prop_assert_eq!(run.asked_to_close(), Closing::Allowed, "no secret is left to save");
    }

    #[test]
    fn a_secret_that_came_later_is_not_saved_by_an_earlier_download(first in 0..4_usize) {
        let (mut run, mut server) = (run(&["a", "b", "c", "d"]), Server::default());
        for _ in 0..=first {
            step(&mut run, &mut server, Fate::Answered, true);
        }
        let (_, rows) = export(&run, console_core::text::SecretsFile::Csv);
        run.saved(&rows, Saved::Downloaded);
        super::server::play(&mut run, &mut server, &[]);
        prop_assert_eq!(run.tally().unsaved, 4 - first);
        prop_assert_eq!(run.asked_to_close(), Closing::Guarded);
    }
}
