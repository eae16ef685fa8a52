//! What would happen to each of the chosen tokens, before anything is sent.

use super::{Dialect, Row};
use std::fmt::Debug;

/// What is to be done with many tokens, in words.
pub trait Verb: Copy + Debug + PartialEq + Send + Sync + 'static {
    /// The word on a button.
    fn label(self) -> &'static str;

    /// The title of a plan.
    fn question(self) -> String;

    /// What it does on the server.
    fn effect(self) -> &'static str;

    /// What goes on while it works, and what the tokens are afterwards.
    fn going(self) -> (&'static str, &'static str);

    /// Whether it takes working tokens away.
    fn stops(self) -> bool;

    /// Whether its button warns.
    fn is_grave(self) -> bool;

    /// The word to be typed with the number of tokens, where nothing leads back.
    fn confirmed_by(self) -> Option<&'static str>;
}

/// What happens to one token, in words.
pub trait Happens: Copy + Debug + PartialEq + 'static {
    /// All of it, in the order in which a plan tells it.
    const ALL: &'static [Self];

    /// Whether something is sent.
    fn is_sent(self) -> bool;

    /// What is said of one token and of many, behind their number.
    fn counted(self) -> (&'static str, &'static str);

    /// What the row of a token says.
    fn words(self) -> &'static str;
}

/// One token of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned<D: Dialect> {
    /// The token.
    pub id: D::Id,
    /// What happens to it.
    pub happens: D::Happens,
    /// What is asked for.
    pub order: D::Order,
    /// Whether it may be the credential in use, without which the rest could not be done any more.
    pub may_be_own: bool,
    /// The token that takes the place of this one, and has to work before this one is sent for.
    pub needs: Option<D::Id>,
}

/// A plan: who is changed, in the order of work, and who is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan<D: Dialect> {
    /// What is to be done.
    pub verb: D::Verb,
    /// The tokens that are changed or are as wanted already.
    pub rows: Vec<Planned<D>>,
    /// The tokens that are left out because stopping them would lock somebody out, and why.
    pub left_out: Vec<(D::Id, Vec<D::Guard>)>,
}

impl<D: Dialect> Plan<D> {
    /// How many tokens this happens to.
    pub fn count(&self, happens: D::Happens) -> usize {
        self.rows.iter().filter(|row| row.happens == happens).count()
    }

    /// How many requests it takes.
    pub fn requests(&self) -> usize {
        self.rows.iter().filter(|row| row.happens.is_sent()).count()
    }

    /// The rows of a run over tokens of a list: only those for which something is sent.
    pub fn into_rows(self, token: impl Fn(D::Id) -> Option<D::Token>) -> Vec<Row<D>> {
        let sent = self.rows.into_iter().filter(|row| row.happens.is_sent());
        let row = |row: Planned<D>| {
            let planned = Row::new(token(row.id)?, row.order);
            Some(Row { alone: row.may_be_own, needs: row.needs, ..planned })
        };
        sent.filter_map(row).collect()
    }
}
