//! The server that the texts speak of, and what comes of a text there.

use influxdb2::draft::Recipient;
use influxdb2::object::{Object, ObjectList};
use influxdb2::permission::{Permission, ResourceType};
use influxdb2::session::Named;
use influxdb2::{Id, Remote};
use reader::command::{Reading, Subject, read_anything, redact};
use reader::prefill::{Asked, Prefill, PrefillContext};
use std::collections::BTreeMap;
use std::sync::Arc;

pub const O: &str = "00000000000000aa";
pub const W: &str = "0000000000000001";
pub const T: &str = "0000000000000002";
pub const U2: &str = "00000000000000bc";
/// A command that asks for read on tasks.
pub const C: &str = "influx auth create -o brackwater-plants -u mira.okafor --read-tasks";

fn id(text: &str) -> Id {
    Id::parse(text).expect("a valid id")
}

fn named(text: &str, name: &str) -> Named {
    Named { id: id(text), name: name.to_owned() }
}

pub fn take(reading: &Reading) -> Prefill {
    let here = named(O, "brackwater-plants");
    let orgs = [here.clone(), named("00000000000000ab", "other")];
    let object = |text: &str, name: &str| Object { id: id(text), name: name.into(), system: false };
    let lists = [
        (ResourceType::Buckets, vec![object(W, "weather"), object(T, "telemetry")]),
        (ResourceType::Tasks, vec![object("0000000000000021", "downsample")]),
        (ResourceType::Users, vec![object("00000000000000bb", "mira.okafor"), object(U2, "grafana")]),
    ];
    let objects: BTreeMap<_, _> =
        lists.into_iter().map(|(kind, list)| (kind, Remote::Ready(Arc::new(ObjectList::from(list))))).collect();
    let types = ResourceType::KNOWN[..23].to_vec();
    let me = named("00000000000000bb", "mira.okafor");
    Asked::Text(reading.clone()).take_in(&PrefillContext {
        server: "http://localhost:8086",
        me: &me,
        orgs: &orgs,
        here: &here,
        types: &types,
        objects: &objects,
    })
}

/// What the form would grant; empty where it is not filled.
pub fn grants_of(prefill: &Prefill) -> Vec<String> {
    prefill
        .form
        .iter()
        .flat_map(|filled| filled.draft.permissions().iter().map(Permission::to_string).collect::<Vec<_>>())
        .collect()
}

/// What a text fills in.
pub fn grants(text: &str) -> Vec<String> {
    grants_of(&take(&read_anything(text)))
}

/// What a text fills in after its only question was answered.
pub fn answered(text: &str, answer: usize) -> Vec<String> {
    let reading = read_anything(text);
    assert_eq!(reading.questions.len(), 1, "{text}\n{reading:?}");
    assert_eq!(grants_of(&take(&reading)), [""; 0], "{text}: nothing is filled while a question is open");
    grants_of(&take(&reading.answered(&[Some(answer)])))
}

/// Everything that is said about a text, one remark a line.
pub fn said(text: &str) -> String {
    take(&read_anything(text)).remarks.iter().map(|remark| format!("{}\n", remark.text)).collect()
}

/// What each of the choices of a text fills in.
pub fn choices(text: &str) -> Vec<Vec<String>> {
    let reading = read_anything(text);
    let Subject::Several(choices) = &reading.subject else { panic!("{text}\n{reading:?}") };
    assert_eq!(take(&reading).form, None, "{text}: nothing is filled while nothing is chosen");
    choices.iter().map(|choice| grants_of(&take(&choice.reading))).collect()
}

pub fn owner(text: &str) -> String {
    let prefill = take(&read_anything(text));
    match &prefill.form.as_ref().unwrap_or_else(|| panic!("{text}: {:?}", prefill.remarks)).draft.recipient {
        Recipient::Me => "me".into(),
        Recipient::Other(user) => user.name.clone(),
        other => format!("{other:?}"),
    }
}

/// The box after its text was read, with everything that is said about it.
pub fn traces(text: &str) -> String {
    let reading = read_anything(text);
    let clean = redact(text, &reading);
    let again = read_anything(&clean);
    let prefill = take(&again);
    format!("{clean}\n{reading:?}\n{again:?}\n{prefill:?}\n{}{}", said(text), said(&clean))
}

pub fn of_bucket(action: &str, bucket: &str) -> String {
    format!("{action}:orgs/{O}/buckets/{bucket}")
}

pub fn of_type(action: &str, kind: &str) -> String {
    format!("{action}:orgs/{O}/{kind}")
}
