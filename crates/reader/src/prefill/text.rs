//! A text that was read, taken into the form.

use super::lookup::{Lookup, Match, fill};
use super::{Prefill, PrefillContext, Remark, Weight};
use crate::command::{
    Draft, Elsewhere, Found, NameBesideId, NoteKind, OrgRef, Owner, ProblemKind, Reach, Reading, Repair, Resolver,
    Span, Subject,
};
use console_core::sort::{self, set_of};
use influxdb2::Id;
use influxdb2::api::objects::has_objects;
use influxdb2::object::Object;
use influxdb2::permission::ResourceType;
use influxdb2::session::Named;
use std::collections::BTreeSet;

/// The organization that the text names, if it can be seen.
pub(super) fn seen_org<'a>(reading: &Reading, orgs: &'a [Named]) -> Option<&'a Named> {
    match &reading.request()?.org {
        OrgRef::Id(id) => orgs.iter().find(|org| org.id == *id),
        OrgRef::Name(name) => orgs.iter().find(|org| org.name == *name),
        OrgRef::NotSaid => None,
    }
}

/// The types with objects that the text names one by one, and users where it names another than the caller.
pub(super) fn types(reading: &Reading, me: &Named) -> BTreeSet<ResourceType> {
    let Some(draft) = reading.request() else { return BTreeSet::new() };
    let single = draft.list().iter().filter(|grant| matches!(grant.reach, Reach::Object { .. } | Reach::Named { .. }));
    let mut types = set_of(single.map(|grant| &grant.resource).filter(|resource| has_objects(resource)).cloned());
    let other_owner = match &draft.owner {
        Owner::Id(id) => *id != me.id,
        Owner::Name(name) => *name != me.name,
        Owner::FirstListed | Owner::Caller => false,
    };
    if other_owner {
        types.insert(ResourceType::Users);
    }
    // Every session knows its organizations.
    types.remove(&ResourceType::Orgs);
    types
}

/// Takes the text in.
pub(super) fn take_in(reading: &Reading, known: &PrefillContext<'_>) -> Prefill {
    let mut remarks: Vec<Remark> = reading
        .notes
        .iter()
        .filter(|note| !matches!(note.kind, NoteKind::SecretDropped(_)))
        .map(|note| {
            let next = match note.kind {
                NoteKind::OwnerIsFirstListed => " The form gives it to you; choose another owner there.",
                _ => "",
            };
            Remark::at(note.span, weight(&note.kind), note.kind.message() + next)
        })
        .collect();
    if let Some(named) = reading.server.as_ref().filter(|named| !named.is(known.server)) {
        let text = format!(
            "This is for the server {}. The console creates the token on {}, where you are signed in.",
            named.host, known.server
        );
        remarks.push(Remark::at(named.span, Weight::Surprise, text));
    }
    let mut form = None;
    match &reading.subject {
        Subject::Token(_) if !reading.questions.is_empty() => remarks.extend(problems(reading, |_| false)),
        Subject::Token(draft) => form = take_draft(draft, reading, known, &mut remarks),
        Subject::Several(_) => {}
        Subject::V1(_) => {
            remarks.push(Remark::new(
                Weight::Problem,
                "This creates a user name and password for clients of InfluxDB 1.x, which is no token. \
                 Run it with the influx CLI, or grant the same buckets to a token here.",
            ));
            remarks.extend(problems(reading, |_| false));
        }
        Subject::Elsewhere(elsewhere) => {
            remarks.push(Remark::new(Weight::Problem, format!("{} {}", elsewhere.message(), next_step(*elsewhere))));
        }
        Subject::Nothing => remarks.extend(problems(reading, |_| false)),
    }
    // A stable sort: what speaks of no part of the text comes first.
    sort::sort_by_key(&mut remarks, |remark| remark.span);
    Prefill { form, remarks }
}

fn next_step(elsewhere: Elsewhere) -> &'static str {
    match elsewhere {
        Elsewhere::ClusterTokenCreate | Elsewhere::ClusterTokenOther | Elsewhere::ClusterManagement => {
            "Run it with influxctl against that cluster."
        }
        Elsewhere::V3TokenCreate | Elsewhere::V3TokenOther => "Run it with influxdb3 against that server.",
        Elsewhere::V1Other => "Run it with the influx CLI.",
        Elsewhere::AuthList | Elsewhere::AuthStatus | Elsewhere::AuthDelete => "Close this to get to the list.",
    }
}

/// The problems of the reading; where `mended` holds for the place of a bucket name, it was looked up and is no problem.
fn problems(reading: &Reading, mended: impl Fn(Span) -> bool) -> Vec<Remark> {
    let remark = |problem: &crate::command::Problem| match &problem.kind {
        kind @ ProblemKind::BucketIsNoId(name) if !name.is_empty() && mended(problem.span) => {
            let text = format!("{} The CLI refuses this; here the bucket was looked up by its name.", kind.message());
            Remark::at(problem.span, Weight::Surprise, text)
        }
        kind => Remark::at(problem.span, Weight::Problem, kind.message()),
    };
    reading.problems.iter().map(remark).collect()
}

fn take_draft(
    draft: &Draft,
    reading: &Reading,
    known: &PrefillContext<'_>,
    remarks: &mut Vec<Remark>,
) -> Option<super::Filled> {
    let seen = seen_org(reading, known.orgs);
    let org = seen.unwrap_or(known.here);
    let moved;
    let draft = match (seen, &draft.org) {
        (Some(_), _) | (None, OrgRef::NotSaid) => draft,
        (None, unseen) => {
            let what = match unseen {
                OrgRef::Id(id) => format!("with the id {id}"),
                OrgRef::Name(name) => format!("named “{name}”"),
                OrgRef::NotSaid => String::new(),
            };
            remarks.push(Remark::new(
                Weight::Problem,
                format!("You see no organization {what}. This was read for {}, the organization in use.", org.name),
            ));
            moved = moved_to(draft, org.id);
            &moved
        }
    };
    if org.id != known.here.id {
        let text = format!("This is for the organization {}. The console switches to it with the form.", org.name);
        remarks.push(Remark::new(Weight::Note, text));
    }
    let types = types(reading, known.me);
    let orgs: Vec<Object> =
        known.orgs.iter().map(|org| Object { id: org.id, name: org.name.as_str().into(), system: false }).collect();
    let mut lookup = Lookup::new(&types, known, &orgs);
    remarks.append(&mut lookup.failures);
    let mut told = BTreeSet::new();
    for NameBesideId { span, resource, id, name } in &reading.names {
        if lookup.disagrees(resource, *id, name) && told.insert((resource, *id, name)) {
            let text = format!("The id {id} is not that of the {} “{name}”. The id counts.", resource.singular());
            remarks.push(Remark::at(*span, Weight::Surprise, text));
        }
    }
    let find = |resource: &ResourceType, name: &str, _: Option<Id>| {
        if *resource == ResourceType::Users && name == known.me.name {
            return Found::One(known.me.id);
        }
        match lookup.named(resource, name) {
            Match::One(id) => Found::One(id),
            Match::None => Found::Nothing,
            Match::Several(count) => Found::Several(count),
        }
    };
    let looked = draft.look_up(&Resolver {
        types: known.types,
        cli: draft.best_version(),
        org: Some(org.id),
        caller: Some(known.me.id),
        // What the CLI would choose is said in a note; the person at the form is the better guess.
        first_user: Some(known.me.id),
        find: &find,
    });
    let unfound = set_of(looked.problems.iter().map(|problem| problem.span));
    remarks.extend(problems(reading, |span| !unfound.contains(&span)));
    for problem in &looked.problems {
        let said = reading.problems.iter().any(|known| known == problem);
        if !said && problem.kind != ProblemKind::NoPermissions {
            remarks.push(Remark::at(problem.span, Weight::Problem, problem.kind.message()));
        }
    }
    let (mut filled, more) = fill(org, looked.permissions, &lookup);
    remarks.extend(more);
    match looked.user {
        Some(Some(user)) => match lookup.recipient(user, known.me) {
            Ok(recipient) => filled.draft.recipient = recipient,
            Err(remark) => remarks.push(remark),
        },
        Some(None) => {}
        None => remarks.push(Remark::new(Weight::Problem, "The form gives the token to you instead.")),
    }
    filled.draft.status = draft.status;
    filled.draft.description = draft.description.clone();
    if let Some(placeholder) = placeholder(&draft.description) {
        let text = format!("The description still has {placeholder} in it, which stands for something.");
        remarks.push(Remark::new(Weight::Surprise, text));
    }
    let nothing = filled.draft.permissions().is_empty();
    if nothing && !remarks.iter().any(|remark| remark.weight == Weight::Problem) {
        remarks.push(Remark::new(Weight::Problem, ProblemKind::NoPermissions.message()));
    }
    (!nothing).then_some(filled)
}

/// A word in angle brackets, as manuals write what is to be filled in.
fn placeholder(description: &str) -> Option<&str> {
    let start = description.find('<')?;
    let end = start + description[start..].find('>')? + 1;
    let name = description.get(start + 1..end - 1)?;
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.len() <= 40;
    named.then(|| &description[start..end])
}

/// The same request for another organization.
fn moved_to(draft: &Draft, org: Id) -> Draft {
    let mut moved = draft.clone();
    let from = std::mem::replace(&mut moved.org, OrgRef::Id(org));
    let replace = |named: &mut OrgRef| {
        if *named == from {
            *named = OrgRef::Id(org);
        }
    };
    if let crate::command::Grants::List(grants) = &mut moved.grants {
        for grant in grants {
            match &mut grant.reach {
                Reach::Org(named) | Reach::Object { org: Some(named), .. } | Reach::Named { org: named, .. } => {
                    replace(named);
                }
                Reach::TypeFlag | Reach::Everywhere | Reach::Object { org: None, .. } => {}
            }
        }
    }
    moved
}

/// A note on what the text would have done is a surprise; the rest is good to know.
const fn weight(kind: &NoteKind) -> Weight {
    match kind {
        NoteKind::EveryOrganization { .. }
        | NoteKind::NameReadAsId { .. }
        | NoteKind::OrganizationNameReadAsId { .. }
        | NoteKind::NotAPreset
        | NoteKind::OwnerIsFirstListed
        | NoteKind::ScopeDependsOnVersion(_)
        | NoteKind::TookFlagForValue { .. }
        | NoteKind::SwitchedOff(_)
        | NoteKind::NoVersion
        | NoteKind::UnknownMember(_)
        | NoteKind::OnlyWhatWasMissing
        | NoteKind::Repaired(Repair::MissingContinuation) => Weight::Surprise,
        NoteKind::StoppedReading => Weight::Problem,
        _ => Weight::Note,
    }
}
