//! Whatever is answered, lost or wanted in whatever order: the rows tell the truth about the server.

use super::server::{Fate, Server, run, step};
use influxdb2::Remote;
use influxdb2::batch::{Run, Saved, State};
use influxdb2::outcome::Outcome;
use influxdb2::reveal::Closing;
use proptest::prelude::*;

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

/// What the rows say, held against what is stored.
fn check(run: &Run, server: &Server) -> Result<(), TestCaseError> {
    for row in run.rows() {
        let stored: Vec<_> = server.tokens.iter().filter(|(_, new)| new.description == row.description()).collect();
        prop_assert!(stored.len() <= 1, "no silent duplicate of {}", row.name);
        match (&row.state, stored.first()) {
            // A delete whose answer was lost leaves its row and its reason, and may have been carried out.
            (State::Made { created, .. }, found) => {
                prop_assert!(found.is_some_and(|(id, _)| **id == created.authorization.id) || row.stuck.is_some());
            }
            (State::Lost { outcome: Remote::Ready(Outcome::Made(id)), .. }, found) => {
                prop_assert!(found.is_some_and(|(stored, _)| *stored == id) || row.stuck.is_some());
            }
            (State::Lost { outcome: Remote::Ready(Outcome::NotMade), .. }, found) => prop_assert!(found.is_none()),
            (State::Lost { .. }, _) => {}
            (State::Waiting | State::Refused(_) | State::Undone(_) | State::LeftOut(_), found) => {
                prop_assert!(found.is_none(), "{} is said not to exist", row.name);
            }
            (State::Sending, _) => prop_assert!(false, "nothing is under way between two steps"),
        }
    }
    let told: usize = run.rows().iter().filter(|row| !row.description().is_empty()).count();
    prop_assert!(server.tokens.len() <= told, "every token belongs to a row");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_the_rows_say_is_what_the_server_holds(
        events in prop::collection::vec(event(), 0..80),
        sees in prop::bool::weighted(0.8),
    ) {
        let (mut run, mut server) = (run(&["a", "b", "c", "d", "e"]), Server::default());
        for event in events {
            match event {
                Event::Step(fate) => {
                    step(&mut run, &mut server, fate, sees);
                }
                Event::Pause => run.pause(),
                Event::Resume => run.resume(),
                Event::Finish => run.finish(),
                Event::Replace => run.replace(),
                Event::Undo => run.undo(),
            }
            check(&run, &server)?;
            let unkept = run.rows().iter().any(|row| matches!(row.state, State::Made { kept: None, .. }));
            prop_assert_eq!(run.must_stay(), unkept || run.is_active());
        }
    }

    #[test]
    fn a_run_comes_to_its_end_whatever_went_wrong_before(events in prop::collection::vec(event(), 0..40)) {
        let (mut run, mut server) = (run(&["a", "b", "c"]), Server::default());
        for event in events {
            match event {
                Event::Step(fate) => {
                    step(&mut run, &mut server, fate, true);
                }
                Event::Pause => run.pause(),
                Event::Resume => run.resume(),
                Event::Finish => run.finish(),
                Event::Replace => run.replace(),
                Event::Undo => run.undo(),
            }
        }
        let settle = |run: &mut Run, server: &mut Server| {
            run.resume();
            for _ in 0..200 {
                if !step(run, server, Fate::Answered, true) {
                    return true;
                }
            }
            false
        };
        prop_assert!(settle(&mut run, &mut server), "it stops");
        // What the run never knew of, because the list could not be read at its start, is nobody's to delete.
        let unsure = run.rows().iter().filter(|row| {
            matches!(row.state, State::Lost { outcome: Remote::Ready(Outcome::Hidden | Outcome::MadeOneOf(_)), .. })
        });
        let unsure: Vec<String> = unsure.map(|row| row.description().to_owned()).collect();
        run.undo();
        prop_assert!(settle(&mut run, &mut server), "it stops");
        prop_assert!(server.tokens.values().all(|new| unsure.contains(&new.description)), "undone: {:?}", server.log);
        prop_assert_eq!(run.tally().made, 0);
        prop_assert_eq!(run.asked_to_close(), Closing::Allowed, "no secret is left to keep");
    }

    #[test]
    fn a_secret_that_came_later_is_not_kept_by_an_earlier_download(first in 0..4_usize) {
        let (mut run, mut server) = (run(&["a", "b", "c", "d"]), Server::default());
        for _ in 0..=first {
            step(&mut run, &mut server, Fate::Answered, true);
        }
        let (_, rows) = run.export(influxdb2::batch::Format::Csv);
        run.kept(&rows, Saved::Downloaded);
        super::server::play(&mut run, &mut server, &[]);
        prop_assert_eq!(run.tally().unkept, 4 - first);
        prop_assert_eq!(run.asked_to_close(), Closing::Guarded);
    }
}
