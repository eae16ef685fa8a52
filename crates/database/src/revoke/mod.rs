//! Revoking a token. It is final, so the person names what is revoked; a lost answer is read back and nothing is sent twice.

pub mod many;

use crate::token::Token;
use crate::{ApiError, Id};

/// One token on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// The token.
    pub id: Id,
    phase: Phase,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The request is under way.
    Sending,
    /// The answer was lost; the token is read to see what is stored.
    Lost(ApiError),
    /// It is revoked.
    Done {
        /// Why that was only seen by reading it; none where the answer told.
        read_back: Option<ApiError>,
    },
    /// The answer was lost, or told nothing for certain, and the token is not revoked.
    NotDone(ApiError),
    /// The server refused, and the token is as it was.
    Refused(ApiError),
    /// The answer was lost, and the token can't be read either.
    Unsure(ApiError),
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send the request; report with [`Revocation::answered`].
    Send(Id),
    /// Read the token; report with [`Revocation::read`].
    Read(Id),
}

impl Revocation {
    /// A token that is to be revoked.
    pub const fn new(id: Id) -> Self {
        Self { id, phase: Phase::Sending }
    }

    /// How far it is.
    pub const fn phase(&self) -> &Phase {
        &self.phase
    }

    /// Whether an answer is waited for.
    pub const fn is_under_way(&self) -> bool {
        self.step().is_some()
    }

    /// What to do next; none at the end.
    pub const fn step(&self) -> Option<Step> {
        match self.phase {
            Phase::Sending => Some(Step::Send(self.id)),
            Phase::Lost(_) => Some(Step::Read(self.id)),
            _ => None,
        }
    }

    /// The answer has come, or is lost.
    pub fn answered(&mut self, answer: Result<(), ApiError>) {
        if self.phase == Phase::Sending {
            self.phase = match answer {
                Ok(()) => Phase::Done { read_back: None },
                Err(error) if error.leaves_outcome_unknown() => Phase::Lost(error),
                Err(error) => Phase::Refused(error),
            };
        }
    }

    /// The token was read. Releases differ in whether they still find a token that was revoked.
    pub fn read(&mut self, stored: Result<Token, ApiError>) {
        if let Phase::Lost(why) = &self.phase {
            let why = why.clone();
            self.phase = match stored {
                Ok(token) if token.revoked.is_some() => Phase::Done { read_back: Some(why) },
                Ok(_) => Phase::NotDone(why),
                Err(ApiError::NotFound { .. }) => Phase::Done { read_back: Some(why) },
                Err(error) => Phase::Unsure(error),
            };
        }
    }

    /// The person wants it to be tried again after a failure; what nobody can tell is read again first.
    pub fn retry(&mut self) {
        match &self.phase {
            Phase::NotDone(_) | Phase::Refused(_) => self.phase = Phase::Sending,
            Phase::Unsure(error) => self.phase = Phase::Lost(error.clone()),
            _ => {}
        }
    }

    /// What is said of it.
    pub fn words(&self) -> String {
        match &self.phase {
            Phase::Sending => "Revoking…".to_owned(),
            Phase::Lost(error) => format!("{} Reading the token…", error.why_open()),
            Phase::Done { read_back: None } => "Revoked".to_owned(),
            Phase::Done { read_back: Some(error) } if error.is_lost_answer() => {
                "Answer lost. Read back: revoked.".to_owned()
            }
            // What failed then matters no more, nor does its advice to try again.
            Phase::Done { read_back: Some(_) } => "Read back: revoked.".to_owned(),
            Phase::NotDone(error) => format!("{} Read back: not revoked. Try again.", error.why_open()),
            Phase::Refused(error) => error.to_string(),
            Phase::Unsure(error) => format!("No answer told for certain, and the token can’t be read. {error}"),
        }
    }
}

/// What a person types to confirm: the description as it is shown, or the id where there is none to type.
pub fn confirmation(token: &Token) -> String {
    let description = token.description.trim();
    let typable = !description.is_empty() && description.chars().count() <= 64;
    if typable && console_core::text::foreign::is_plain(description) {
        description.to_owned()
    } else {
        token.id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::Expiry;

    fn token(description: &str, revoked: bool) -> Token {
        Token {
            id: Id::from_number(1),
            description: description.into(),
            permissions: [].into_iter().collect(),
            created_ms: None,
            expiry: Expiry::Never,
            revoked: revoked.then_some(Some(1)),
        }
    }

    #[test]
    fn a_lost_answer_is_read_back_and_never_sent_again_by_itself() {
        let gone = ApiError::NotFound { message: "not found".to_owned() };
        let why = ApiError::BrokenOff;
        for (stored, phase) in [
            (Ok(token("d", true)), Phase::Done { read_back: Some(why.clone()) }),
            (Err(gone), Phase::Done { read_back: Some(why.clone()) }),
            (Ok(token("d", false)), Phase::NotDone(why.clone())),
            (Err(ApiError::WebPage), Phase::Unsure(ApiError::WebPage)),
        ] {
            let mut revocation = Revocation::new(Id::from_number(1));
            revocation.answered(Err(why.clone()));
            assert_eq!(revocation.step(), Some(Step::Read(revocation.id)));
            revocation.read(stored);
            assert_eq!((revocation.step(), revocation.phase()), (None, &phase));
        }
    }

    #[test]
    fn only_an_answer_that_did_not_come_is_called_lost() {
        let failed = ApiError::Server { status: 500, message: "disk full".to_owned() };
        let told = |why: &ApiError, revoked| {
            let mut revocation = Revocation::new(Id::from_number(1));
            revocation.answered(Err(why.clone()));
            revocation.read(Ok(token("d", revoked)));
            revocation.words()
        };
        assert_eq!(told(&ApiError::BrokenOff, false), "Answer lost. Read back: not revoked. Try again.");
        assert_eq!(told(&ApiError::BrokenOff, true), "Answer lost. Read back: revoked.");
        assert_eq!(told(&failed, false), format!("{failed} Read back: not revoked. Try again."));
        assert_eq!(told(&failed, true), "Read back: revoked.");
    }

    #[test]
    fn what_has_to_be_typed_can_be_typed() {
        assert_eq!(confirmation(&token(" grafana ", false)), "grafana");
        for odd in ["", "a\u{202e}b", &"x".repeat(65)] {
            assert_eq!(confirmation(&token(odd, false)), Id::from_number(1).to_string());
        }
    }
}
