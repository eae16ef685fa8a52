//! Texts of a megabyte: each step of reading is short, so that a page that reads one never stands still.
//!
//! A step may look at so many bytes, and at one command, which has a longest length. What that takes is measured as the
//! time of the processor, where the system tells it, because a busy machine is no fault of the reader. In the browser, a
//! step takes two to three times as long as here.

#[path = "long/texts.rs"]
mod texts;

use reader::command::{LONGEST, NoteKind, Reader, Reading, SLICE, read_anything};
use std::time::{Duration, Instant};

/// What no step may take, optimized. The longest take about 15 ms.
const LONGEST_STEP: Duration = Duration::from_millis(if cfg!(debug_assertions) { 60 } else { 40 });
/// What it may take of the time in which a plain text of the same length is read, on a machine that is slower just now: some
/// give a processor twice as much in one minute as in the next.
const LONGEST_SHARE: f64 = 0.4;
/// How often a text is read at most; a step counts as its shortest time.
const TIMES: usize = 4;

/// The time that the processor spent on this thread, or else the time that passed.
fn spent(since: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// Reads a text, and tells what each step took.
fn timed(text: &str) -> (Reading, Vec<Duration>) {
    let since = Instant::now();
    let mut reader = Reader::new(text);
    let mut steps = Vec::new();
    loop {
        let before = spent(since);
        let reading = reader.step();
        steps.push(spent(since).saturating_sub(before));
        if let Some(reading) = reading {
            return (reading, steps);
        }
    }
}

/// What a plain text of a megabyte takes on this machine in this minute.
fn pace() -> Duration {
    let texts = texts::all();
    let (_, log) = texts.iter().find(|(name, _)| *name == "a log").expect("a plain text");
    (0..TIMES).map(|_| timed(log).1.into_iter().sum()).min().unwrap_or_default()
}

#[test]
fn no_step_of_a_megabyte_is_long() {
    for (name, text) in texts::all() {
        let (_, mut shortest) = timed(&text);
        assert!(shortest.len() >= text.len() / SLICE, "{name} was read in {} steps only", shortest.len());
        for _ in 1..TIMES {
            if shortest.iter().all(|step| *step < LONGEST_STEP) {
                break;
            }
            let (_, steps) = timed(&text);
            assert_eq!(steps.len(), shortest.len(), "{name} is read in the same steps each time");
            shortest.iter_mut().zip(steps).for_each(|(step, again)| *step = again.min(*step));
        }
        let longest = shortest.iter().max().expect("a step");
        println!("{longest:>10.1?}, the longest of {:>5} steps: {name}", shortest.len());
        assert!(
            *longest < LONGEST_STEP || *longest < pace().mul_f64(LONGEST_SHARE),
            "{name}: a step takes {longest:?}"
        );
    }
}

#[test]
fn a_text_is_read_the_same_in_steps_and_at_once() {
    for (name, text) in texts::all().into_iter().filter(|(name, _)| name.starts_with("a body")) {
        assert_eq!(timed(&text).0, read_anything(&text), "{name}");
    }
}

#[test]
fn where_reading_stops_is_said() {
    let stops = |text: &str| {
        let reading = read_anything(text);
        let note = reading.notes.into_iter().find(|note| note.kind == NoteKind::StoppedReading);
        note.map(|note| note.span.start)
    };
    let command = |number: usize| format!("influx auth create -o lab -d 'token {number}' --read-tasks\n");
    let few: String = (0..100).map(command).collect();
    let many: String = (0..300).map(command).collect();
    assert_eq!(stops(&few), None);
    assert_eq!(stops(&many), many.find(&command(200)));
    let long = format!("{few}{}", " ".repeat(LONGEST));
    assert_eq!(stops(&long), Some(LONGEST));
}

#[test]
fn a_command_that_is_too_long_is_said_to_be_and_nothing_is_read_from_its_middle() {
    let told = [
        "curl with a long here-document",
        "one long command",
        "fetch with a long body",
        "a long resource of Terraform",
    ];
    for (name, text) in texts::all().into_iter().filter(|(name, _)| told.contains(name)) {
        let reading = read_anything(&text);
        assert!(reading.request().is_none(), "{name}");
        assert!(reading.problems[0].kind.message().contains("paste the body alone"), "{name}: {:?}", reading.problems);
    }
}

#[test]
fn a_credential_behind_the_place_where_reading_stops_is_found() {
    let text = format!(
        "{}curl -u me:hush http://h\nINFLUX_TOKEN=hush\n",
        "influx auth create -d x --read-tasks\n".repeat(300)
    );
    let reading = read_anything(&text);
    let secrets: Vec<&str> = reading.secrets().map(|span| span.of(&text)).collect();
    assert_eq!(secrets, ["me:hush", "hush"]);
}
