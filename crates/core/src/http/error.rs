//! Everything that can go wrong between asking a server and understanding its answer, as a screen must tell it apart.

use crate::text::foreign;

/// Why no whole answer came. It is the same for every dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// No answer came.
    Unreachable,
    /// No answer came in time.
    TimedOut {
        /// How long it was waited for.
        seconds: u32,
    },
    /// The answer began and then broke off.
    BrokenOff,
    /// The page itself called the request off.
    Cancelled,
    /// The credential has characters that no header may hold, so nothing was sent.
    Unsendable,
}

impl<R> From<Transport> for ApiError<R> {
    fn from(transport: Transport) -> Self {
        match transport {
            Transport::Unreachable => Self::Unreachable,
            Transport::TimedOut { seconds } => Self::TimedOut { seconds },
            Transport::BrokenOff => Self::BrokenOff,
            Transport::Cancelled => Self::Cancelled,
            // No server ever gave out such a credential.
            Transport::Unsendable => Self::NotSignedIn,
        }
    }
}

/// Why a request did not bring what was asked for. `R` is what a server's refusals can say.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiError<R> {
    /// The credential is not, or no longer, accepted.
    #[error("The server does not accept this credential. Sign in again.")]
    NotSignedIn,
    /// The token of the session exists, but somebody deactivated it.
    #[error("The token you are signed in with is inactive. Have it activated, or sign in with another one.")]
    TokenInactive,
    /// The user behind the credential is inactive or deleted.
    #[error("The user behind this credential is inactive or deleted. Sign in as another user.")]
    UserInactive,
    /// The credential is good, but lacks a permission.
    #[error("{0}")]
    Refused(R),
    /// The object, or the path, is not there.
    #[error("The server does not have it: {}.", foreign::message(.message))]
    NotFound {
        /// The server's words, as sent: foreign text.
        message: String,
    },
    /// The request contradicts something that exists.
    #[error("The server refused it: {}.", foreign::message(.message))]
    Conflict {
        /// The server's words, as sent: foreign text.
        message: String,
    },
    /// Somebody else has changed it since, so nothing was sent.
    #[error("Somebody changed it since, so it was left alone. Look at it in the list.")]
    ChangedSince,
    /// The server found the request wrong.
    #[error("The server did not take the request: {}.", foreign::message(.message))]
    Rejected {
        /// The server's words, as sent: foreign text.
        message: String,
    },
    /// The server asks for fewer requests.
    #[error("The server asks to wait {}. Try again after that.", wait(*.retry_after))]
    TooManyRequests {
        /// Seconds to wait, if it said.
        retry_after: Option<u32>,
    },
    /// The server is starting or overloaded.
    #[error("The server is not ready: {}. Try again in a moment.", foreign::message(.message))]
    Unavailable {
        /// The server's words, as sent: foreign text.
        message: String,
    },
    /// The server failed.
    #[error("The server failed with status {status}: {}. Try again; its log says more.", foreign::message(.message))]
    Server {
        /// The HTTP status.
        status: u16,
        /// The server's words, as sent: foreign text.
        message: String,
    },
    /// A refusal came that is not in the server's own words, so it may come from something on the way.
    #[error(
        "The answer (status {status}) is not in the server's own words. Something between this page and the server may have sent it."
    )]
    Foreign {
        /// The HTTP status.
        status: u16,
        /// How many seconds to wait, if it said.
        retry_after: Option<u32>,
    },
    /// No answer came: the address is wrong, the server is down, a certificate is not trusted, or another origin is not let in.
    /// A page can't tell these apart.
    #[error(
        "The server can't be reached. Check the address and the network; with https, open the address in a new tab to check its certificate."
    )]
    Unreachable,
    /// No answer came in time.
    #[error("The server was silent for {seconds} seconds. Try again, or check whether it is overloaded.")]
    TimedOut {
        /// How long it was waited for.
        seconds: u32,
    },
    /// The answer began and then broke off.
    #[error("The connection broke off in the middle of the answer. Try again.")]
    BrokenOff,
    /// The person stopped waiting, or the page called the request off.
    #[error("You stopped waiting for the answer.")]
    Cancelled,
    /// A web page came instead of an answer of the API.
    #[error("A web page answered, not the server's API. Check the address, or the proxy in front of the server.")]
    WebPage,
    /// A list went on and on: page after page brought something new.
    #[error("The list did not end after {pages} pages. Check the proxy in front of the server.")]
    Endless {
        /// How many pages were read.
        pages: usize,
    },
    /// The answer is not what this endpoint answers.
    #[error("The answer could not be understood ({problem}). Check the address, or the proxy in front of the server.")]
    Undecodable {
        /// What the decoder stumbled over; it never quotes the body.
        problem: String,
    },
}

fn wait(seconds: Option<u32>) -> String {
    match seconds {
        None => "a moment".to_owned(),
        Some(1) => "1 second".to_owned(),
        Some(seconds @ ..120) => format!("{seconds} seconds"),
        // Rounded up: whoever comes back too early is asked to wait anew.
        Some(seconds @ ..7_200) => format!("{} minutes", seconds.div_ceil(60)),
        Some(seconds @ ..172_800) => format!("{} hours", seconds.div_ceil(3_600)),
        Some(_) => "for more than two days".to_owned(),
    }
}

impl<R> ApiError<R> {
    /// Whether the session is over and signing in again is the way on.
    pub const fn ends_session(&self) -> bool {
        matches!(self, Self::NotSignedIn | Self::TokenInactive | Self::UserInactive)
    }

    /// Why nobody knows from the answer what became of a change, in a sentence: none came, or one with a reason.
    pub fn why_open(&self) -> String
    where
        R: std::fmt::Display,
    {
        if self.is_lost_answer() { "Answer lost.".to_owned() } else { self.to_string() }
    }

    /// Whether no whole answer came.
    pub const fn is_lost_answer(&self) -> bool {
        matches!(self, Self::Unreachable | Self::TimedOut { .. } | Self::BrokenOff | Self::Cancelled)
    }

    /// Whether a request that changes something may have been carried out all the same.
    pub const fn leaves_outcome_unknown(&self) -> bool {
        matches!(
            self,
            Self::Unreachable
                | Self::TimedOut { .. }
                | Self::BrokenOff
                | Self::Cancelled
                | Self::WebPage
                | Self::Undecodable { .. }
                | Self::Unavailable { .. }
                | Self::Server { .. }
                | Self::Foreign { .. }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_server_neither_turn_the_sentence_nor_flood_it() {
        let told = |message: String| ApiError::<&str>::Server { status: 500, message }.to_string();
        assert_eq!(
            told("panic: \u{202e}oh\n".to_owned()),
            "The server failed with status 500: panic: [U+202E]oh. Try again; its log says more."
        );
        assert!(told("x".repeat(1_000_000)).chars().count() < 400);
    }

    #[test]
    fn an_answer_with_a_reason_is_not_called_lost() {
        for lost in
            [ApiError::Unreachable, ApiError::TimedOut { seconds: 30 }, ApiError::BrokenOff, ApiError::Cancelled]
        {
            assert_eq!(ApiError::<&str>::why_open(&lost), "Answer lost.");
        }
        let failed = ApiError::<&str>::Server { status: 500, message: "disk full".to_owned() };
        assert!(!failed.is_lost_answer());
        assert_eq!(failed.why_open(), failed.to_string());
        assert!(!ApiError::<&str>::TooManyRequests { retry_after: None }.is_lost_answer());
    }

    #[test]
    fn a_wait_is_told_in_the_unit_in_which_it_is_lived_through() {
        let told = |seconds| ApiError::<&str>::TooManyRequests { retry_after: seconds }.to_string();
        for (seconds, words) in [
            (None, "a moment"),
            (Some(1), "1 second"),
            (Some(90), "90 seconds"),
            (Some(121), "3 minutes"),
            (Some(7_201), "3 hours"),
            (Some(u32::MAX), "for more than two days"),
        ] {
            assert_eq!(told(seconds), format!("The server asks to wait {words}. Try again after that."));
        }
    }
}
