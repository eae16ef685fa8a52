//! Many tokens of one form: one for each name of a list, with shared grants or a database of its own besides.

use super::{BatchForm, MOST, NAME, NameList, NewToken, Row};
use crate::description::describe;
use crate::permission::{ALL, Permission, Resource};
use crate::selection::Selection;
use console_core::create::Grants;
use std::collections::BTreeSet;

/// What is wrong with the list as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BatchProblem {
    /// There is no name.
    #[error("Write at least one name, one on each line.")]
    Empty,
    /// There are more than one run creates.
    #[error("One run creates at most {MOST} tokens. Split the list.")]
    TooMany,
    /// The tokens could not be told apart afterwards.
    #[error("Put {NAME} into the description, so that the tokens can be told apart.")]
    SameDescription,
    /// All would get the same database.
    #[error("Put {NAME} into the name of the database, so that each token gets its own.")]
    SameDatabase,
    /// No name has a database.
    #[error("No name of the list has a database of its own. Change the names or what the database is called.")]
    NoDatabase,
}

/// One row for each name of the form, in the order of the list; names that get no token are left out with the reason.
///
/// `base` is the form as it stands for one token, and `typed` the description with [`NAME`] in it; none for one that says
/// what is granted, with the name in front. `databases` are those that exist, if they are known.
pub fn rows(
    form: &BatchForm,
    base: &NewToken,
    typed: Option<&str>,
    databases: Option<&BTreeSet<&str>>,
) -> Result<Vec<Row>, BatchProblem> {
    let list = NameList::parse(&form.names);
    match list.names.len() {
        0 => return Err(BatchProblem::Empty),
        many if many > MOST => return Err(BatchProblem::TooMany),
        1 => {}
        _ if typed.is_some_and(|typed| !typed.contains(NAME)) => return Err(BatchProblem::SameDescription),
        _ => {}
    }
    if form.grants == Grants::OneEach && !form.pattern.contains(NAME) {
        return Err(BatchProblem::SameDatabase);
    }
    let rows: Vec<Row> = list.names.into_iter().map(|name| row(form, base, typed, databases, name)).collect();
    if rows.iter().all(|row| row.request().is_none()) {
        return Err(BatchProblem::NoDatabase);
    }
    Ok(rows)
}

fn row(
    form: &BatchForm,
    base: &NewToken,
    typed: Option<&str>,
    databases: Option<&BTreeSet<&str>>,
    name: String,
) -> Row {
    let mut selection = Selection::read(&base.permissions);
    if form.grants == Grants::OneEach {
        let own = form.pattern.trim().replace(NAME, &name);
        if own == ALL {
            return Row::left_out(name, format!("“{ALL}” means all databases, so it is no database of its own."));
        }
        if !databases.is_none_or(|known| known.contains(&*own)) {
            return Row::left_out(
                name,
                format!("There is no database “{}”.", console_core::text::foreign::message(&own)),
            );
        }
        for action in form.rights.actions() {
            // What a grant on all includes needs no grant of its own.
            if !base.permissions.contains(&Permission::new(*action, Resource::All)) {
                selection.tick(&own, *action, true);
            }
        }
    }
    let permissions = selection.permissions();
    let description = match typed {
        Some(typed) => typed.replace(NAME, &name),
        None => format!("{name}: {}", describe(&permissions)),
    };
    Row::new(name, NewToken { description, permissions, expires_ms: base.expires_ms })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::Action;

    fn base() -> NewToken {
        let permissions = [Permission::on(Action::Read, "shared")].into_iter().collect();
        NewToken { description: String::new(), permissions, expires_ms: Some(5) }
    }

    fn form(names: &str) -> BatchForm {
        BatchForm {
            names: names.to_owned(),
            grants: Grants::OneEach,
            pattern: "gw_{name}".to_owned(),
            ..BatchForm::default()
        }
    }

    #[test]
    fn each_name_gets_its_own_database_or_the_reason_why_not() {
        let known = BTreeSet::from(["gw_a", "shared"]);
        let rows = rows(&form("a\nb\na"), &base(), None, Some(&known)).expect("rows");
        let asked = rows[0].request().expect("a request");
        assert_eq!(asked.description, "a: Read-only on shared, Write-only on gw_a");
        assert_eq!((asked.permissions.len(), asked.expires_ms), (2, Some(5)));
        assert!(rows.len() == 2 && rows[1].request().is_none(), "there is no gw_b");
    }

    #[test]
    fn a_database_of_its_own_is_never_all_of_them() {
        let form = BatchForm { pattern: NAME.to_owned(), ..form("*\na") };
        for known in [None, Some(&BTreeSet::from(["*", "a"]))] {
            let rows = rows(&form, &base(), None, known).expect("rows");
            assert!(rows[0].request().is_none() && rows[1].request().is_some(), "{known:?}");
        }
    }

    #[test]
    fn tokens_can_be_told_apart() {
        let told = |names: &str, typed| rows(&form(names), &base(), typed, None).map(|rows| rows.len());
        assert_eq!(told("", None), Err(BatchProblem::Empty));
        assert_eq!(told("a\nb", Some("gateway")), Err(BatchProblem::SameDescription));
        assert_eq!(told("a\nb", Some("gateway {name}")), Ok(2));
        assert_eq!(told("a", Some("gateway")), Ok(1));
        let many: String = (0..=MOST).map(|n| format!("n{n}\n")).collect();
        assert_eq!(told(&many, None), Err(BatchProblem::TooMany));
        let known = BTreeSet::from(["gw_a"]);
        let problem = |form: BatchForm| rows(&form, &base(), None, Some(&known)).map(|rows| rows.len());
        assert_eq!(problem(form("b\nc")), Err(BatchProblem::NoDatabase));
        assert_eq!(problem(BatchForm { pattern: "gw".to_owned(), ..form("a") }), Err(BatchProblem::SameDatabase));
    }
}
