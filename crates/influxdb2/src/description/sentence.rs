//! The parts of a description: a group for each action, in it an entry for each type, in it clauses.

use super::name::Name;
use super::{DescriptionContext, LONGEST};
use crate::Id;
use crate::permission::{Action, Checked, Permission, PermissionSet, ResourceType, Scope};
use console_core::sort;
use console_core::text::{natural, number};
use std::borrow::Cow;
use std::fmt;

/// How much of the name of a type or organization is shown inside a clause.
const WORD: usize = 40;
/// Of more objects than this no description has room for all names.
const MANY: usize = LONGEST;
/// More organizations than this in one clause are counted, not named.
const FEW_ORGS: usize = 2;

/// What one action may be done with.
pub(super) struct Group {
    action: Action,
    /// One for each type, in the server's order.
    pub(super) entries: Vec<Entry>,
    /// How many entries are shown.
    pub(super) shown: usize,
}

/// What is granted of one type.
pub(super) struct Entry {
    pub(super) clauses: Vec<Clause>,
    /// Stands for the clauses that name organizations, if there are several.
    counted: Option<String>,
}

/// One thing that is granted of one type.
pub(super) enum Clause {
    /// All of it, with the words for where.
    Whole(String),
    /// Some objects.
    Objects(Objects),
}

/// Some objects of one type.
pub(super) struct Objects {
    word: Name,
    /// Of very many the first ones.
    names: Vec<Name>,
    count: usize,
    form: Form,
    length: usize,
}

/// How a list of names is written, longest form first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Every name.
    Full,
    /// `a, b and 35 more`
    Two,
    /// `a and 36 more`
    One,
    /// As the form before, with a name of at most 40 characters.
    Cut,
    /// As the form before, with a name of at most 24 characters.
    CutShort,
    /// `37 buckets`
    Count,
}

impl Group {
    /// The group of an action; `None` if nothing is granted.
    pub(super) fn of(action: Action, set: &PermissionSet, context: &DescriptionContext<'_>) -> Option<Self> {
        let held: Vec<&Permission> = set.iter().filter(|held| held.action == action).collect();
        let mut entries: Vec<(usize, Entry)> = held
            .chunk_by(|a, b| a.resource == b.resource)
            .filter_map(|of_type| {
                let resource = &of_type.first()?.resource;
                let place = context.types.iter().position(|listed| listed == resource).unwrap_or(usize::MAX);
                Some((place, Entry::of(resource, of_type, context)))
            })
            .collect();
        // A stable sort: types that the server does not list keep the order of the set.
        sort::sort_by_key(&mut entries, |(place, _)| *place);
        let entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry).collect();
        let shown = entries.len();
        (shown > 0).then_some(Self { action, entries, shown })
    }

    /// The group with commas between its clauses.
    pub(super) fn phrase(&self) -> String {
        let clauses: Vec<String> = self.clauses().map(ToString::to_string).collect();
        let space = if clauses.is_empty() { "" } else { " " };
        format!("{}{space}{}{}", self.action.title(), clauses.join(", "), self.rest())
    }

    /// What is shown.
    fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.entries.iter().take(self.shown).flat_map(|entry| &entry.clauses)
    }

    /// How many characters the group has.
    pub(super) fn length(&self) -> usize {
        let shown: usize = self.entries.iter().take(self.shown).map(|entry| 1 + entry.length()).sum();
        self.action.title().len() + shown + self.rest().chars().count()
    }

    /// The words for the types that are not shown; the word "all" must not get lost with them.
    fn rest(&self) -> String {
        let hidden = &self.entries[self.shown..];
        if hidden.is_empty() {
            return String::new();
        }
        let all = if hidden.iter().all(Entry::is_whole) { "all of " } else { "" };
        let types = if hidden.len() == 1 { "type" } else { "types" };
        match (self.shown, hidden.len()) {
            (0, count) => format!(" {all}{} {types}", number(count)),
            (_, count) => format!(" and {all}{} more {types}", number(count)),
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.action.title())?;
        for clause in self.clauses() {
            write!(f, " {clause}")?;
        }
        f.write_str(&self.rest())
    }
}

impl Entry {
    fn of(resource: &ResourceType, held: &[&Permission], context: &DescriptionContext<'_>) -> Self {
        let mut clauses = whole(resource, held, context);
        let word = Name::word(resource.as_str()).cut(WORD);
        let counted =
            (clauses.len() > 1).then(|| format!("all {word} in {} organizations", number(orgs(held).count())));
        let objects: Vec<Id> = held.iter().filter_map(|held| held.scope.object()).collect();
        if *resource == ResourceType::Instance {
            clauses = vec![Clause::Whole("everything in every organization".to_owned())];
        } else if !objects.is_empty() {
            clauses.push(Clause::Objects(Objects::new(resource, objects, context)));
        }
        Self { clauses, counted }
    }

    /// Counts the organizations instead of naming them; false if that is not shorter.
    pub(super) fn count_orgs(&mut self) -> bool {
        let Some(counted) = self.counted.take() else { return false };
        let (objects, named): (Vec<Clause>, Vec<Clause>) =
            std::mem::take(&mut self.clauses).into_iter().partition(|clause| matches!(clause, Clause::Objects(_)));
        let counted = Self { clauses: vec![Clause::Whole(counted)], counted: None };
        let named = Self { clauses: named, counted: None };
        let shorter = counted.length() < named.length();
        self.clauses = if shorter { counted } else { named }.clauses;
        self.clauses.extend(objects);
        shorter
    }

    fn length(&self) -> usize {
        let spaces = self.clauses.len().saturating_sub(1);
        self.clauses.iter().map(Clause::length).sum::<usize>() + spaces
    }

    fn is_whole(&self) -> bool {
        self.clauses.iter().all(|clause| matches!(clause, Clause::Whole(_)))
    }
}

/// The clauses for rights on all of a type: in the token's organization, in others, everywhere.
fn whole(resource: &ResourceType, held: &[&Permission], context: &DescriptionContext<'_>) -> Vec<Clause> {
    let word = Name::word(resource.as_str()).cut(WORD);
    let all = |place: &str| Clause::Whole(format!("all {word}{place}"));
    // Users and organizations belong to no organization, so "all users" alone would say too much.
    let by_id = resource.checked() == Checked::IdOnly;
    if held.iter().any(|held| held.scope == Scope::Everywhere) {
        return vec![all(if by_id { " of the server" } else { " in every organization" })];
    }
    let (own, others): (Vec<Id>, Vec<Id>) = orgs(held).partition(|org| *org == context.org && !by_id);
    let mut clauses: Vec<Clause> = own.iter().map(|_| all("")).collect();
    if others.len() > FEW_ORGS {
        clauses.push(all(&format!(" in {} organizations", number(others.len()))));
    } else {
        let named = sorted_names(&ResourceType::Orgs, others, context);
        clauses.extend(named.iter().map(|org| all(&format!(" in {}", org.cut(WORD)))));
    }
    clauses
}

/// The organizations in which all of a type is granted.
fn orgs(held: &[&Permission]) -> impl Iterator<Item = Id> {
    held.iter().filter_map(|held| match held.scope {
        Scope::Org(org) => Some(org),
        Scope::Everywhere | Scope::Object { .. } => None,
    })
}

/// The names of objects in the order in which people sort; those that share a name are told apart by their ids.
fn sorted_names(resource: &ResourceType, ids: Vec<Id>, context: &DescriptionContext<'_>) -> Vec<Name> {
    let mut named: Vec<(Name, Id)> = ids.into_iter().map(|id| (Name::of_object(resource, id, context), id)).collect();
    sort::sort_by(&mut named, |(a, a_id), (b, b_id)| natural::compare(a.text(), b.text()).then_with(|| a_id.cmp(b_id)));
    named.dedup_by_key(|(_, id)| *id);
    named
        .chunk_by(|(a, _), (b, _)| a.text() == b.text())
        .flat_map(|alike| {
            let shared = alike.len() > 1;
            alike.iter().map(move |(name, id)| if shared { name.clone().with_id(*id) } else { name.clone() })
        })
        .collect()
}

/// The first two of the [`sorted_names`] of very many objects, and how many there are: no description has room for more.
/// The ids are sorted.
fn first_names(resource: &ResourceType, mut ids: Vec<Id>, context: &DescriptionContext<'_>) -> (Vec<Name>, usize) {
    ids.dedup();
    let mut first: Vec<(Cow<'_, str>, Id)> = Vec::with_capacity(3);
    for (id, name) in context.names.of_each(resource, &ids) {
        let name = Name::text_of(resource, id, name, context);
        let before = |(known, _): &(Cow<'_, str>, Id)| natural::compare(known, &name).is_le();
        // One more than is told says whether the second one shares its name.
        let at = first.iter().rposition(before).map_or(0, |at| at + 1);
        if at < 3 {
            first.insert(at, (name, id));
            first.truncate(3);
        }
    }
    let shared = |at: usize| {
        let beside = at.checked_sub(1).into_iter().chain([at + 1]).filter_map(|at| first.get(at));
        beside.into_iter().any(|other| other.0 == first[at].0)
    };
    let name = |at: usize| {
        let (text, id) = &first[at];
        let name = Name::visible(text);
        if shared(at) { name.with_id(*id) } else { name }
    };
    ((0..first.len().min(2)).map(name).collect(), ids.len())
}

impl Objects {
    fn new(resource: &ResourceType, ids: Vec<Id>, context: &DescriptionContext<'_>) -> Self {
        let is_long = ids.len() > MANY;
        let (names, count) = if is_long {
            first_names(resource, ids, context)
        } else {
            let names = sorted_names(resource, ids, context);
            let count = names.len();
            (names, count)
        };
        let word = Name::word(resource.as_str()).cut(WORD);
        let mut objects = Self { word, names, count, form: Form::Full, length: 0 };
        // Such a list is longer than any description, however short the names are, and longer than each that is not.
        objects.length = if is_long { count * LONGEST } else { objects.to_string().chars().count() };
        objects
    }

    /// How many characters the clause has.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Takes the first of these forms that comes after its own and makes the text shorter; false if there is none.
    pub(super) fn shorten(&mut self, forms: &[Form]) -> bool {
        let now = (self.form, self.length);
        // "1 buckets" would be no English.
        let several = self.count > 1;
        for form in forms.iter().filter(|form| **form > now.0 && (several || **form != Form::Count)) {
            self.form = *form;
            self.length = self.to_string().chars().count();
            if self.length < now.1 {
                return true;
            }
        }
        (self.form, self.length) = now;
        false
    }

    fn write_names(&self, f: &mut fmt::Formatter<'_>, shown: usize, longest: usize) -> fmt::Result {
        write!(f, "{} ", self.word)?;
        for (index, name) in self.names.iter().take(shown).enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{}", name.cut(longest))?;
        }
        match self.count.saturating_sub(shown) {
            0 => Ok(()),
            more => write!(f, " and {} more", number(more)),
        }
    }
}

impl fmt::Display for Objects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form {
            Form::Full => self.write_names(f, self.names.len(), usize::MAX),
            Form::Two => self.write_names(f, 2, usize::MAX),
            Form::One => self.write_names(f, 1, usize::MAX),
            Form::Cut => self.write_names(f, 1, 40),
            Form::CutShort => self.write_names(f, 1, 24),
            Form::Count => write!(f, "{} {}", number(self.count), self.word),
        }
    }
}

impl Clause {
    /// How many characters the clause has.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Whole(text) => text.chars().count(),
            Self::Objects(objects) => objects.length(),
        }
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(text) => f.write_str(text),
            Self::Objects(objects) => objects.fmt(f),
        }
    }
}
