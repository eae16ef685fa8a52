//! `influx auth create`: from flags to a draft.

use super::arguments::{Arguments, Given, Words};
use super::flags::{Flag, Meaning, TYPES, type_flag, type_flag_name};
use super::switches;
use crate::command::draft::{Limit, repetitions};
use crate::command::shell::{Expansion, Piece};
use crate::command::{
    CliVersion, CliVersions, Draft, Grant, Grants, NamedServer, NoteKind, OrgRef, Owner, Problem, ProblemKind, Reach,
    Reading, Span, Subject,
};
use console_core::sort::sort_by_key;
use influxdb2::Id;
use influxdb2::authorization::Status;
use influxdb2::permission::{Action, ResourceType};

/// Reads the flags of `influx auth create`.
pub(super) fn read(words: &Words<'_>, arguments: &Arguments, reading: &mut Reading) {
    let mut limits = arguments.limits.clone();
    let org = organization(words, arguments, &mut limits, reading);
    let owner = match value(words, arguments, Meaning::User, reading) {
        Some((_, name)) => Owner::Name(name),
        None if given(arguments, Meaning::User).is_some_and(|user| has_text(words, user)) => Owner::FirstListed,
        None => {
            reading.note(words.span(), NoteKind::OwnerIsFirstListed);
            Owner::FirstListed
        }
    };
    let description = value(words, arguments, Meaning::Description, reading).map(|(_, text)| text).unwrap_or_default();
    let open = switches::ask(words, reading);
    let mut list = grants(words, arguments, reading);
    list.retain(|grant| open.binary_search(&grant.span).is_err());
    let all_access = switched_on(arguments, Meaning::AllAccess).filter(|place| !open.contains(place));
    let operator = switched_on(arguments, Meaning::Operator).filter(|place| !open.contains(place));
    let grants = match (all_access, operator) {
        (Some(_), Some(second)) => {
            reading.problem(second, ProblemKind::TwoPresets);
            Grants::List(list)
        }
        (Some(preset), None) | (None, Some(preset)) if !list.is_empty() => {
            reading.problem(preset, ProblemKind::PresetNotAlone);
            Grants::List(list)
        }
        (Some(preset), None) => Grants::AllAccess(preset),
        (None, Some(preset)) => Grants::Operator(preset),
        (None, None) => Grants::List(list),
    };
    let draft = Draft { org, owner, description, status: Status::Active, grants, limits, span: words.span() };
    remarks(&draft, reading);
    reading.server = server(words, arguments);
    reading.subject = Subject::Token(draft);
}

/// The server, where its address is there without a shell; the flag before the variable.
fn server(words: &Words<'_>, arguments: &Arguments) -> Option<NamedServer> {
    let assigned = words.assignments.iter().rfind(|assignment| words.line.text(assignment.name) == "INFLUX_HOST");
    let flag = given(arguments, Meaning::Host).and_then(|one| one.value);
    if let Some(piece) = flag.or(assigned.map(|assignment| assignment.value)) {
        let known = words.line.unresolved(piece).is_none();
        return known.then(|| NamedServer::of(words.line.place(piece), words.line.text(piece))).flatten();
    }
    let (address, _) = words.environment.last("INFLUX_HOST")?;
    NamedServer::of(words.span(), address)
}

fn remarks(draft: &Draft, reading: &mut Reading) {
    let versions = draft.versions();
    if versions.is_empty() {
        reading.note(draft.span, NoteKind::NoVersion);
    } else if versions != CliVersions::ALL {
        reading.note(draft.span, NoteKind::OnlyVersions(versions));
    }
    let Grants::List(list) = &draft.grants else {
        return reading.note(draft.span, NoteKind::PresetAsServerLists);
    };
    if list.is_empty() && reading.problems.is_empty() && reading.questions.is_empty() {
        reading.problem(draft.span, ProblemKind::NoPermissions);
    }
    for index in repetitions(list) {
        reading.note(list[index].span, NoteKind::Repeated);
    }
    for grant in list {
        if matches!(grant.resource, ResourceType::Orgs | ResourceType::Users) && grant.reach == Reach::TypeFlag {
            reading.note(grant.span, NoteKind::ScopeDependsOnVersion(grant.resource.clone()));
        }
    }
    if is_documented_workaround(list) {
        reading.note(draft.span, NoteKind::NotAPreset);
    }
}

/// For the presets that CLIs before 2.5 could not use with servers from 2.4 on, the documentation once listed all flags.
/// The result has all users instead of one and is bound to one organization, so it must not pass for a preset.
fn is_documented_workaround(list: &[Grant]) -> bool {
    const SERVERS: CliVersion = CliVersion::NEWEST;
    let spelled_out = TYPES.iter().filter(|flag| {
        let cloud =
            matches!(flag.resource, ResourceType::Flows | ResourceType::Functions | ResourceType::Subscriptions);
        flag.versions.contains(SERVERS) && !cloud && flag.resource != ResourceType::Orgs
    });
    let granted = |action: Action, resource: &ResourceType| {
        list.iter().any(|g| g.action == action && g.resource == *resource && g.reach == Reach::TypeFlag)
    };
    spelled_out.into_iter().all(|flag| Action::BOTH.into_iter().all(|action| granted(action, &flag.resource)))
}

/// The organization, as the CLI looks for it: the id before the name, flags before variables.
pub(super) fn organization(
    words: &Words<'_>,
    arguments: &Arguments,
    limits: &mut Vec<Limit>,
    reading: &mut Reading,
) -> OrgRef {
    let by_id = value(words, arguments, Meaning::OrgId, reading)
        .or_else(|| variable(words, arguments, Meaning::OrgId, "INFLUX_ORG_ID", reading));
    let by_name = value(words, arguments, Meaning::Org, reading)
        .or_else(|| variable(words, arguments, Meaning::Org, "INFLUX_ORG", reading));
    if let (Some(_), Some((place, _))) = (&by_id, &by_name) {
        reading.note(*place, NoteKind::OrganizationIdCounts);
        let problem = Problem { span: *place, kind: ProblemKind::TwoOrganizations };
        limits.push(Limit { versions: CliVersions::until(CliVersion::V2_3), problem });
    }
    match (by_id, by_name) {
        (Some((place, text)), _) => match Id::parse(&text) {
            Ok(id) => OrgRef::Id(id),
            Err(_) => {
                let value = text.as_str().into();
                reading.problem(place, ProblemKind::NotAnId { what: "organization", value });
                OrgRef::Name(text)
            }
        },
        (None, Some((_, name))) => OrgRef::Name(name),
        (None, None) => {
            let said = [Meaning::Org, Meaning::OrgId].into_iter().filter_map(|meaning| given(arguments, meaning));
            let unknown = ["INFLUX_ORG", "INFLUX_ORG_ID"].into_iter().any(|name| words.environment.is_unknown(name));
            if !unknown && !said.into_iter().any(|org| has_text(words, org)) {
                reading.note(words.span(), NoteKind::OrganizationNotSaid);
            }
            OrgRef::NotSaid
        }
    }
}

/// The bucket and type flags in the order of the request: reads of buckets, writes of buckets, then types.
fn grants(words: &Words<'_>, arguments: &Arguments, reading: &mut Reading) -> Vec<Grant> {
    let mut list = buckets(words, arguments, reading);
    let mut types: Vec<(usize, Action, Span, Flag)> = Vec::new();
    for one in &arguments.given {
        if let Meaning::Type(action, index) = one.flag.meaning {
            types.retain(|(known, known_action, ..)| (*known, *known_action) != (index, action));
            // The last one counts, also where it switches off.
            if one.on {
                types.push((index, action, one.name, one.flag));
            }
        }
    }
    sort_by_key(&mut types, |(index, action, ..)| (*index, *action));
    for (index, action, span, flag) in types {
        let Current { resource, now } = current(index);
        if let Some(now) = now {
            let kind = NoteKind::OldFlag { flag: flag.title().into(), now: type_flag_name(action, now).into() };
            reading.note(span, kind);
        }
        if *resource == ResourceType::Instance {
            reading.problem(span, ProblemKind::InstanceNotGrantable { preset_of: None });
        }
        list.push(Grant { action, resource: resource.clone(), reach: Reach::TypeFlag, span });
    }
    list
}

/// A type with the place of today's flag, where the given one is an old one.
struct Current {
    resource: &'static ResourceType,
    now: Option<usize>,
}

fn current(index: usize) -> Current {
    let flag = &TYPES[index];
    let now = match flag.versions.contains(CliVersion::V2_2) {
        true => None,
        false => type_flag(&flag.resource, CliVersion::NEWEST).filter(|now| *now != index),
    };
    Current { resource: &flag.resource, now }
}

/// The grants on single buckets: reads first, both in the order in which they are written.
pub(super) fn buckets(words: &Words<'_>, arguments: &Arguments, reading: &mut Reading) -> Vec<Grant> {
    let mut list = Vec::new();
    for action in Action::BOTH {
        for one in arguments.given.iter().filter(|one| one.flag.meaning == Meaning::Bucket(action)) {
            let Some((span, text)) = text_of(words, one, reading) else { continue };
            let mut push = |reach: Reach| list.push(Grant { action, resource: ResourceType::Buckets, reach, span });
            let by_id = |id: Id| Reach::Object { id, org: Some(OrgRef::NotSaid) };
            if let Ok(id) = Id::parse(&text) {
                push(by_id(id));
                continue;
            }
            let ids: Vec<Id> = text.split(',').map(str::trim).filter_map(|id| Id::parse(id).ok()).collect();
            if text.contains(',') && ids.len() == text.split(',').count() {
                reading.problem(span, ProblemKind::BucketList);
                ids.into_iter().map(by_id).for_each(push);
            } else {
                reading.problem(span, ProblemKind::BucketIsNoId(text.as_str().into()));
                if !text.is_empty() {
                    push(Reach::Named { name: text, org: OrgRef::NotSaid });
                }
            }
        }
    }
    list
}

/// The place of a switch that is on at the end.
pub(super) fn switched_on(arguments: &Arguments, meaning: Meaning) -> Option<Span> {
    given(arguments, meaning).filter(|one| one.on).map(|one| one.name)
}

/// The last time that a flag is given.
pub(super) fn given(arguments: &Arguments, meaning: Meaning) -> Option<&Given> {
    arguments.given.iter().rfind(|one| one.flag.meaning == meaning)
}

fn has_text(words: &Words<'_>, one: &Given) -> bool {
    one.value.is_some_and(|piece| !words.line.text(piece).is_empty())
}

/// The text of a flag that takes one; an empty one counts as none, as in the CLI.
pub(super) fn value(
    words: &Words<'_>,
    arguments: &Arguments,
    meaning: Meaning,
    reading: &mut Reading,
) -> Option<(Span, String)> {
    let (span, text) = text_of(words, given(arguments, meaning)?, reading)?;
    (!text.is_empty()).then_some((span, text))
}

fn text_of(words: &Words<'_>, one: &Given, reading: &mut Reading) -> Option<(Span, String)> {
    let piece = one.value?;
    let span = words.line.place(piece);
    let span = if span.is_empty() { one.name } else { span };
    text(words, piece, span, reading)
}

/// The text of a piece, unless a shell has to fill it in or it is a credential.
fn text(words: &Words<'_>, piece: Piece, span: Span, reading: &mut Reading) -> Option<(Span, String)> {
    if let Some(part) = words.line.unresolved(piece) {
        reading.problem(part.span, ProblemKind::Unresolved(part.what.clone()));
        return None;
    }
    if words.is_secret(piece) {
        return None;
    }
    Some((span, words.line.text(piece).to_owned()))
}

fn variable(
    words: &Words<'_>,
    arguments: &Arguments,
    meaning: Meaning,
    name: &str,
    reading: &mut Reading,
) -> Option<(Span, String)> {
    if given(arguments, meaning).is_some_and(|flag| has_text(words, flag)) {
        return None;
    }
    if let Some(assignment) = words.assignments.iter().rfind(|assignment| words.line.text(assignment.name) == name) {
        let (span, text) = text(words, assignment.value, assignment.span, reading)?;
        if text.is_empty() {
            return None;
        }
        reading.note(span, NoteKind::VariableUsed(name.into()));
        return Some((span, text));
    }
    // Set in a line before, whose place is said with the command.
    if words.environment.is_unknown(name) {
        let what = Expansion::Variable(format!("${name}").into());
        reading.problem(words.span(), ProblemKind::Unresolved(what));
    }
    let (text, _) = words.environment.last(name).filter(|(text, _)| !text.is_empty())?;
    reading.note(words.span(), NoteKind::VariableUsed(name.into()));
    Some((words.span(), text.to_owned()))
}
