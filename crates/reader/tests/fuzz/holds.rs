//! What holds of any text.

use influxdb2::Id;
use influxdb2::permission::ResourceType;
use influxdb2::session::Named;
use reader::command::{Reading, Span, Subject, read_anything, redact};
use reader::prefill::{Asked, PrefillContext};
use std::collections::BTreeMap;

/// Reads a text as the page does: places lie in the text, nothing is filled while something is open, and a text without its
/// credentials has none.
pub fn holds(text: &str) {
    let reading = read_anything(text);
    places(text, &reading);
    let clean = redact(text, &reading);
    let again = read_anything(&clean);
    places(&clean, &again);
    let left: Vec<&str> = again.secrets().map(|place| place.of(&clean)).filter(|left| !left.contains('…')).collect();
    assert!(left.is_empty(), "taken out of {clean:?} in vain: {left:?}");
    let open = !again.questions.is_empty() || matches!(again.subject, Subject::Several(_));
    let named = |id: &str| Named { id: Id::parse(id).expect("an id"), name: "x".into() };
    let (me, org) = (named("00000000000000bb"), named("00000000000000aa"));
    let prefill = Asked::Text(again).take_in(&PrefillContext {
        server: "http://localhost:8086",
        me: &me,
        orgs: std::slice::from_ref(&org),
        here: &org,
        types: &ResourceType::KNOWN[..23],
        objects: &BTreeMap::new(),
    });
    assert!(!open || prefill.form.is_none(), "filled while something is open: {clean:?}");
    assert!(prefill.form.is_some() || open || !prefill.remarks.is_empty(), "nothing is said of {clean:?}");
}

fn places(text: &str, reading: &Reading) {
    let lies = |place: Span| assert!(text.get(place.start..place.end).is_some(), "{place:?} is no place in {text:?}");
    reading.notes.iter().for_each(|note| lies(note.span));
    reading.server.iter().for_each(|server| lies(server.span));
    reading.problems.iter().for_each(|problem| lies(problem.span));
    reading.questions.iter().for_each(|question| lies(question.span));
    match &reading.subject {
        Subject::Token(draft) => lies(draft.span),
        Subject::Several(choices) => choices.iter().for_each(|choice| {
            lies(choice.span);
            places(text, &choice.reading);
        }),
        _ => {}
    }
}
