//! What a text leaves open, because its writer may have meant less than it grants.

use super::{Draft, Grant, Grants, Reach, Reading, Span, Subject};
use influxdb2::permission::{Action, ResourceType};

/// Something that a person has to choose before the form is filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The part of the text that it is about.
    pub span: Span,
    /// What is asked.
    pub kind: QuestionKind,
    /// What can be chosen; at least two.
    pub answers: Vec<Answer>,
}

/// Why something is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// A switch for a whole type, with a word behind it that it does not take.
    WordBehindSwitch {
        /// The switch.
        flag: Box<str>,
        /// The word.
        word: Box<str>,
    },
    /// A member that servers ignore stands in a permission.
    UnknownMember {
        /// Its name.
        name: Box<str>,
    },
}

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it means, as a few words.
    pub title: String,
    /// What speaks for it, as a few words.
    pub why: &'static str,
    /// What it grants; an empty list leaves the permission out.
    pub grants: Grants,
}

impl Answer {
    pub(crate) fn grant(grant: Grant, why: &'static str) -> Self {
        Self { title: title(&grant), why, grants: Grants::List(vec![grant]) }
    }

    /// What grants all of these; `None` where there is none.
    pub(crate) fn grants(grants: Vec<Grant>, why: &'static str) -> Option<Self> {
        (!grants.is_empty()).then(|| Self { title: together(&grants), why, grants: Grants::List(grants) })
    }

    pub(crate) fn nothing() -> Self {
        Self { title: "Leave it out".into(), why: "grants nothing", grants: Grants::List(Vec::new()) }
    }

    fn grants_nothing(&self) -> bool {
        matches!(&self.grants, Grants::List(grants) if grants.is_empty())
    }

    /// Read or write, where all that it grants is the same.
    pub fn action(&self) -> Option<Action> {
        match &self.grants {
            Grants::List(grants) => {
                let action = grants.first()?.action;
                grants.iter().all(|grant| grant.action == action).then_some(action)
            }
            Grants::AllAccess(_) | Grants::Operator(_) => None,
        }
    }
}

/// What a grant reaches, as a few words.
pub(crate) fn title(grant: &Grant) -> String {
    let (one, all) = (grant.resource.singular(), grant.resource.plural());
    match &grant.reach {
        Reach::Named { name, .. } => format!("Only {one} {name}"),
        Reach::Object { id, .. } => format!("Only {one} {id}"),
        Reach::Org(super::OrgRef::Name(name)) => format!("All {all} of the organization {name}"),
        Reach::Org(super::OrgRef::Id(id)) => format!("All {all} of the organization {id}"),
        Reach::Everywhere => format!("All {all} of every organization"),
        Reach::TypeFlag if matches!(grant.resource, ResourceType::Orgs | ResourceType::Users) => {
            format!("All {all} of the server")
        }
        Reach::TypeFlag | Reach::Org(super::OrgRef::NotSaid) => format!("All {all}, also future ones"),
    }
}

impl Question {
    /// The question; the part of the text that it is about is shown before it.
    pub fn ask(&self) -> String {
        let short = |answer: &Answer| {
            let title = answer.title.split(',').next().unwrap_or_default();
            let mut letters = title.chars();
            letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect::<String>())
        };
        let granting = self.answers.iter().filter(|answer| !answer.grants_nothing());
        match &granting.map(short).collect::<Vec<_>>()[..] {
            [] => String::new(),
            [one] => format!("{one} or nothing?"),
            [first, .., last] => format!("{first} or {last}?"),
        }
    }

    /// Why it is asked, as a sentence or two.
    pub fn why(&self) -> String {
        match &self.kind {
            QuestionKind::WordBehindSwitch { flag, word } => {
                format!("{flag} is a switch and takes no value. influx refuses the command because of “{word}”.")
            }
            QuestionKind::UnknownMember { name } => {
                format!("Servers ignore “{name}” here. Sent as written, it narrows nothing.")
            }
        }
    }

    /// Takes another permission with the same fault in, so that it is asked about once.
    pub(crate) fn joins(&mut self, other: &Self) -> bool {
        let same = self.kind == other.kind
            && self.answers.len() == other.answers.len()
            && self.answers.iter().zip(&other.answers).all(|(own, new)| own.why == new.why);
        if same {
            for (own, new) in self.answers.iter_mut().zip(&other.answers) {
                if let (Grants::List(own_list), Grants::List(new_list)) = (&mut own.grants, &new.grants) {
                    own_list.extend(new_list.iter().cloned());
                    own.title = together(own_list);
                }
            }
        }
        same
    }
}

fn together(grants: &[Grant]) -> String {
    match grants {
        [] => Answer::nothing().title,
        [one] => title(one),
        several => format!("{} and {} more", title(&several[0]), several.len() - 1),
    }
}

impl Reading {
    /// The reading with the answer of this number to each of its questions; those without one stay open.
    pub fn answered(&self, answers: &[Option<usize>]) -> Self {
        let mut reading = self.clone();
        let questions = std::mem::take(&mut reading.questions);
        for (index, question) in questions.into_iter().enumerate() {
            let chosen = answers.get(index).copied().flatten().and_then(|number| question.answers.get(number)).cloned();
            match (chosen, &mut reading.subject) {
                (Some(answer), Subject::Token(draft)) => take(draft, answer.grants),
                _ => reading.questions.push(question),
            }
        }
        reading
    }
}

fn take(draft: &mut Draft, chosen: Grants) {
    match (&mut draft.grants, chosen) {
        (Grants::List(list), Grants::List(more)) => list.extend(more),
        (grants @ Grants::List(_), preset) => *grants = preset,
        // A preset holds everything that a list could add to it.
        (Grants::AllAccess(_) | Grants::Operator(_), _) => {}
    }
}
