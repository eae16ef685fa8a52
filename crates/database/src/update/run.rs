//! One change on its way: read, compare, send, and where the answer is lost, read back.

use super::Change;
use crate::token::Token;
use crate::{ApiError, Id};

/// A change on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// The token.
    pub id: Id,
    /// As it was when the person decided.
    seen: Token,
    /// What is wanted.
    change: Change,
    /// Whether it takes another change back.
    is_undo: bool,
    /// Whether it was sent, with an answer that told nothing for certain.
    was_sent: bool,
    phase: Phase,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The token is read before anything is sent.
    Reading,
    /// Somebody changed it meanwhile, before anything was sent or while an answer was lost; the person decides.
    Conflict(Token),
    /// Somebody revoked it meanwhile, or it can't be found any more.
    Revoked,
    /// The token could not be read before; nothing was sent.
    Unread(ApiError),
    /// The change is under way.
    Sending,
    /// The answer was lost; the token is read to see what is stored.
    Lost(ApiError),
    /// The token is as wanted.
    Done {
        /// As it is now.
        token: Token,
        /// Whether that was only seen by reading it, because the answer was lost.
        read_back: bool,
    },
    /// The answer was lost, or told nothing for certain, and the token is as it was.
    NotDone(ApiError),
    /// The server refused, and nothing was changed.
    Refused(ApiError),
    /// The answer was lost, and the token can't be read either.
    Unsure(ApiError),
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Read the token; report with [`Update::read`].
    Read(Id),
    /// Send the change; report with [`Update::answered`].
    Send(Id, Change),
}

impl Update {
    /// A change of a token as the person saw it.
    pub fn new(seen: Token, change: Change) -> Self {
        Self { id: seen.id, seen, change, is_undo: false, was_sent: false, phase: Phase::Reading }
    }

    /// How far it is.
    pub const fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The token as it was when the person decided.
    pub const fn seen(&self) -> &Token {
        &self.seen
    }

    /// Whether it takes another change back.
    pub const fn is_undo(&self) -> bool {
        self.is_undo
    }

    /// Whether it was sent before, with an answer that told nothing for certain, so that it may be carried out yet.
    pub const fn was_sent(&self) -> bool {
        self.was_sent
    }

    /// Whether an answer is waited for.
    pub const fn is_under_way(&self) -> bool {
        matches!(self.phase, Phase::Reading | Phase::Sending | Phase::Lost(_))
    }

    /// What is wanted.
    pub const fn change(&self) -> &Change {
        &self.change
    }

    /// What to do next; none while the person decides, and at the end.
    pub fn step(&self) -> Option<Step> {
        match self.phase {
            Phase::Reading | Phase::Lost(_) => Some(Step::Read(self.id)),
            Phase::Sending => Some(Step::Send(self.id, self.change.clone())),
            _ => None,
        }
    }

    /// The token was read.
    pub fn read(&mut self, stored: Result<Token, ApiError>) {
        self.phase = match (&self.phase, stored) {
            (Phase::Lost(_), Ok(stored)) if self.change.is_in(&stored) => {
                Phase::Done { token: stored, read_back: true }
            }
            (Phase::Reading | Phase::Lost(_), Ok(stored)) if stored.revoked.is_some() => Phase::Revoked,
            (Phase::Reading, Ok(stored)) if is_same(&stored, &self.seen) => Phase::Sending,
            (Phase::Lost(error), Ok(stored)) if is_same(&stored, &self.seen) => Phase::NotDone(error.clone()),
            (Phase::Reading | Phase::Lost(_), Ok(stored)) => Phase::Conflict(stored),
            (Phase::Reading | Phase::Lost(_), Err(ApiError::NotFound { .. })) => Phase::Revoked,
            (Phase::Reading, Err(error)) => Phase::Unread(error),
            (Phase::Lost(_), Err(error)) => Phase::Unsure(error),
            // A late answer changes nothing.
            (phase, _) => (*phase).clone(),
        };
    }

    /// The answer to the change has come, or is lost. An answer that shows another token than was wanted is a lost one.
    pub fn answered(&mut self, answer: Result<Token, ApiError>) {
        if self.phase != Phase::Sending {
            return;
        }
        self.phase = match answer {
            Ok(token) if self.change.is_in(&token) => Phase::Done { token, read_back: false },
            Ok(_) => {
                Phase::Lost(ApiError::Undecodable { problem: "it shows another change than was asked for".to_owned() })
            }
            Err(error) if error.leaves_outcome_unknown() => Phase::Lost(error),
            Err(error) => Phase::Refused(error),
        };
        self.was_sent |= matches!(self.phase, Phase::Lost(_));
    }

    /// Its session has ended in the middle: to what was sent no answer comes any more, so the token is read.
    pub fn cut_off(&mut self) {
        self.answered(Err(ApiError::BrokenOff));
    }

    /// The person wants both: the own change on top of that of somebody else. It is compared once more before it is sent.
    pub fn add_theirs(&mut self) {
        if let Phase::Conflict(theirs) = &self.phase {
            self.change = self.change.on_top(&self.seen, theirs);
            self.seen = theirs.clone();
            self.phase = Phase::Reading;
        }
    }

    /// The person wants the own change alone, whatever somebody else did. It is compared once more before it is sent.
    pub fn insist(&mut self) {
        if let Phase::Conflict(theirs) = &self.phase {
            self.seen = theirs.clone();
            self.phase = Phase::Reading;
        }
    }

    /// The person wants it to be tried again after a failure.
    pub fn retry(&mut self) {
        match &self.phase {
            Phase::Unread(_) | Phase::Refused(_) | Phase::NotDone(_) => self.phase = Phase::Reading,
            Phase::Unsure(error) => self.phase = Phase::Lost(error.clone()),
            _ => {}
        }
    }

    /// The change that takes this one back, to be sent like any other; none before it is done.
    pub fn undo(&self) -> Option<Self> {
        match &self.phase {
            Phase::Done { token, .. } => {
                Some(Self { is_undo: true, ..Self::new(token.clone(), self.change.undoing(&self.seen)) })
            }
            _ => None,
        }
    }
}

/// Whether two readings show the same of what a change can touch.
fn is_same(one: &Token, other: &Token) -> bool {
    one.permissions == other.permissions && one.description == other.description
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::{Action, Permission, PermissionSet};
    use crate::token::Expiry;

    fn token(names: &[&str]) -> Token {
        Token {
            id: Id::from_number(1),
            description: "d".into(),
            permissions: set(names),
            created_ms: None,
            expiry: Expiry::Never,
            revoked: None,
        }
    }

    fn set(names: &[&str]) -> PermissionSet {
        names.iter().map(|name| Permission::on(Action::Read, name)).collect()
    }

    fn update(before: &[&str], after: &[&str]) -> Update {
        let seen = token(before);
        let change = Change::between(&seen, "d", &set(after)).expect("a change");
        Update::new(seen, change)
    }

    #[test]
    fn the_token_is_read_before_it_is_changed_and_the_change_can_be_taken_back() {
        let mut update = update(&["a", "b"], &["a"]);
        assert_eq!(update.step(), Some(Step::Read(Id::from_number(1))));
        update.read(Ok(token(&["b", "a"])));
        assert!(matches!(update.step(), Some(Step::Send(..))));
        update.answered(Ok(token(&["a"])));
        assert_eq!(
            (update.step(), update.undo().map(|undo| undo.change.permissions)),
            (None, Some(Some(set(&["a", "b"]))))
        );
    }

    #[test]
    fn what_somebody_else_changed_stops_the_change_until_the_person_decides() {
        let theirs = token(&["a", "quality"]);
        let mut both = update(&["a", "b"], &["a", "b", "alarms"]);
        both.read(Ok(theirs.clone()));
        assert_eq!((both.step(), both.phase()), (None, &Phase::Conflict(theirs.clone())));
        assert!(!both.was_sent());
        let mut mine = both.clone();
        both.add_theirs();
        assert_eq!(both.step(), Some(Step::Read(Id::from_number(1))), "it is compared once more");
        both.read(Ok(theirs.clone()));
        let sent = |update: &Update| match update.step() {
            Some(Step::Send(_, change)) => change.permissions,
            _ => None,
        };
        assert_eq!(sent(&both), Some(set(&["a", "alarms", "quality"])), "what they took away stays away");
        mine.insist();
        mine.read(Ok(theirs));
        assert_eq!(sent(&mine), Some(set(&["a", "alarms", "b"])));
    }

    #[test]
    fn a_lost_answer_is_read_back() {
        let lost = ApiError::TimedOut { seconds: 10 };
        let read_back = |stored: Result<Token, ApiError>| {
            let mut update = update(&["a"], &["b"]);
            update.read(Ok(token(&["a"])));
            update.answered(Err(lost.clone()));
            assert_eq!(update.step(), Some(Step::Read(Id::from_number(1))));
            update.read(stored);
            update.phase
        };
        assert_eq!(read_back(Ok(token(&["b"]))), Phase::Done { token: token(&["b"]), read_back: true });
        assert_eq!(read_back(Ok(token(&["a"]))), Phase::NotDone(lost.clone()));
        let theirs = token(&["a", "quality"]);
        assert_eq!(read_back(Ok(theirs.clone())), Phase::Conflict(theirs), "nobody's change is written over");
        let revoked = Token { revoked: Some(Some(1)), ..token(&["a"]) };
        assert_eq!(read_back(Ok(revoked)), Phase::Revoked);
        assert_eq!(read_back(Err(lost.clone())), Phase::Unsure(lost.clone()));
    }

    #[test]
    fn what_somebody_else_changes_before_it_is_tried_again_stops_it() {
        let mut update = update(&["a"], &["a", "b"]);
        update.read(Ok(token(&["a"])));
        update.answered(Err(ApiError::TimedOut { seconds: 10 }));
        update.read(Ok(token(&["a"])));
        update.retry();
        let theirs = token(&["a", "quality"]);
        update.read(Ok(theirs.clone()));
        assert_eq!((update.step(), update.phase()), (None, &Phase::Conflict(theirs)));
        assert!(update.was_sent(), "the one before may be carried out yet");
    }

    #[test]
    fn what_the_end_of_a_session_cuts_off_is_read_and_not_sent_again() {
        let mut update = update(&["a"], &["b"]);
        update.cut_off();
        assert_eq!(update.phase(), &Phase::Reading, "nothing was sent yet");
        update.read(Ok(token(&["a"])));
        update.cut_off();
        assert_eq!(update.step(), Some(Step::Read(Id::from_number(1))));
        update.read(Ok(token(&["a"])));
        assert_eq!((update.step(), update.phase()), (None, &Phase::NotDone(ApiError::BrokenOff)));
    }

    #[test]
    fn a_token_that_was_revoked_meanwhile_is_not_changed() {
        let gone = ApiError::NotFound { message: "not found".to_owned() };
        for stored in [Ok(Token { revoked: Some(Some(1)), ..token(&["a"]) }), Err(gone)] {
            let mut update = update(&["a"], &["b"]);
            update.read(stored);
            assert_eq!((update.step(), update.phase()), (None, &Phase::Revoked));
        }
    }
}
