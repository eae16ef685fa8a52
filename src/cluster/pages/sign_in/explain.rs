//! What a person reads when signing in did not work, or when a session ended.

use crate::cluster::console::{Attempt, SignedOutReason};
use crate::shared::list::bulk::went_on;
use crate::ui::notice::NoticeTone;
use console_core::secret::Unsendable;
use database::ApiError;
use database::connection::{Conclusion, Product};

/// A notice: the fact, the reason and the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub tone: NoticeTone,
    pub title: &'static str,
    pub text: String,
}

/// The field for the management token is empty.
pub fn no_token() -> Explanation {
    Explanation {
        tone: NoticeTone::Danger,
        title: "There is no management token yet",
        text: "Paste a management token of this cluster into the field.".to_owned(),
    }
}

/// The field for the management token holds something that no token can have.
pub fn unsendable(found: Unsendable) -> Explanation {
    Explanation {
        tone: NoticeTone::Danger,
        title: "This can’t be a management token",
        text: found.sentence("management token"),
    }
}

/// An attempt that failed.
pub fn attempt(attempt: &Attempt, product: Product) -> Explanation {
    let (tone, title) = match attempt {
        Conclusion::WrongCredential { .. } => (NoticeTone::Danger, "The management token is not accepted"),
        Conclusion::WrongCluster => (NoticeTone::Danger, "There is no such account or cluster"),
        Conclusion::NeedsCluster => (NoticeTone::Danger, "Account and cluster are missing"),
        Conclusion::NoApi => (NoticeTone::Warn, "There is no Management API here"),
        Conclusion::WebPage => (NoticeTone::Warn, "A web page answered"),
        Conclusion::MayNotList { .. } | Conclusion::Works { .. } => {
            (NoticeTone::Warn, "This management token may not list databases")
        }
        Conclusion::Failed(error) => (NoticeTone::Danger, failed(error)),
    };
    Explanation { tone, title, text: attempt.sentence(product).unwrap_or_default() }
}

const fn failed(error: &ApiError) -> &'static str {
    match error {
        ApiError::Unreachable | ApiError::BrokenOff => "The server can't be reached",
        ApiError::TimedOut { .. } => "The server did not answer",
        ApiError::Unavailable { .. } => "The server is not ready",
        ApiError::Undecodable { .. } | ApiError::Foreign { .. } => "This is not the Management API",
        _ => "Signing in failed",
    }
}

/// Why a session ended, if one did.
pub fn farewell(farewell: &SignedOutReason) -> Option<Explanation> {
    let (tone, title, text) = match farewell {
        SignedOutReason::NotYet => return None,
        SignedOutReason::SignedOut => (
            NoticeTone::Ok,
            "You are signed out",
            "Nothing of your management token is kept in this page.".to_owned(),
        ),
        SignedOutReason::NotResumed(error) => (
            NoticeTone::Warn,
            "You could not be signed in again",
            format!("{error} What was kept for this tab is still kept."),
        ),
        SignedOutReason::Ended(cut_off) => (
            NoticeTone::Accent,
            "Your session ended",
            went_on(
                "The management token expired or was revoked. Sign in to the same cluster to go on with what you put into a form."
                    .to_owned(),
                cut_off.as_deref(),
            ),
        ),
    };
    Some(Explanation { tone, title, text })
}
