//! Times what the core decides, over as many permissions as one token with ten thousand buckets has.
//!
//! As a program it prints one JSON object; as a WebAssembly module it hands the same to `takeFigures`, a function of the page.

mod outside;
mod scene;

use scene::Scene;
use std::fmt::Write;
use std::hint::black_box;

/// How many permissions the sets hold.
const MANY: u64 = 20_000;

/// One round of so many comes before it counts: engines compile what runs often a second time, and better.
const WARM: usize = 4;

/// What is timed: a name, and what is done.
type Task = (&'static str, fn(&Scene) -> usize);

const TASKS: [Task; 6] = [
    ("generated description", Scene::describe),
    ("classification", Scene::classify),
    ("coverage", Scene::coverage),
    ("warnings", Scene::warnings),
    ("diff", Scene::difference),
    ("compare", Scene::compare),
];

fn main() {
    let scene = Scene::with(MANY);
    let figures: Vec<String> =
        TASKS.iter().map(|(name, task)| format!("\"{name}\":[{}]", timed(&scene, *task))).collect();
    outside::tell(&format!("{{{}}}", figures.join(",")));
}

/// How long a task takes, in milliseconds, as often as it is timed.
fn timed(scene: &Scene, task: fn(&Scene) -> usize) -> String {
    let clock = outside::Clock::new();
    let mut told = String::new();
    let rounds = outside::rounds();
    for round in 0..rounds {
        let begun = clock.now();
        black_box(task(black_box(scene)));
        let took = clock.now() - begun;
        if round >= rounds / WARM {
            let comma = if told.is_empty() { "" } else { "," };
            // Writing into a text cannot fail.
            let _ = write!(told, "{comma}{took:.3}");
        }
    }
    told
}
