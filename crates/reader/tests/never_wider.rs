//! Generated texts: what is filled in is never wider than what the server, or the CLI, makes of the same text;
//! nothing panics; no credential survives.
//!
//! The judge of a body is the stand-in, which is sent the very text. The judges of commands are the pairs of
//! `cli-examples.json`, under every wrapper, prompt, assignment and quoting that the reader takes off.
//! `READER_TEXTS` sets another number of texts, `READER_SEED` another start.

#[path = "never_wider/bodies.rs"]
mod bodies;
#[path = "never_wider/commands.rs"]
mod commands;
#[path = "never_wider/judged.rs"]
mod judged;
#[path = "never_wider/random.rs"]
mod random;

use judged::{Counts, Kind};
use random::Random;
use std::collections::BTreeMap;

const TEXTS: u64 = 1_000_000;
/// The machines that run this have two cores.
const THREADS: u64 = 2;

#[test]
fn what_is_filled_in_is_never_wider_than_what_is_meant() {
    let number =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let (texts, seed) = (number("READER_TEXTS", TEXTS), number("READER_SEED", 1));
    let counts = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..THREADS).map(|thread| scope.spawn(move || run(texts / THREADS, seed * THREADS + thread))).collect();
        let joined = threads.into_iter().map(|thread| thread.join().expect("no panic"));
        joined.fold(BTreeMap::<Kind, Counts>::new(), |mut all, part| {
            part.into_iter().for_each(|(kind, counts)| all.entry(kind).or_default().add(counts));
            all
        })
    });
    for (kind, counts) in &counts {
        println!("{kind:?}: {counts}");
        assert_eq!(counts.wider, 0, "{kind:?}");
    }
    let right: u64 = counts.values().map(|counts| counts.right).sum();
    assert!(right * 3 > texts, "only {right} of {texts} texts were read right");
}

fn run(texts: u64, seed: u64) -> BTreeMap<Kind, Counts> {
    let random = Random::new(seed);
    let mut counts: BTreeMap<Kind, Counts> = BTreeMap::new();
    let mut bodies = bodies::Judge::new();
    let commands = commands::Judge::new();
    for _ in 0..texts {
        let (kind, outcome) = match random.below(10) {
            0 => (Kind::Body, bodies.judge(&random)),
            1..8 => (Kind::Command, commands.judge(&random)),
            _ => (Kind::Scraps, commands.scraps(&random)),
        };
        counts.entry(kind).or_default().count(outcome);
    }
    counts
}
