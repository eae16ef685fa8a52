//! What a person reads when signing in did not work, or when a session ended.

use crate::console::{Attempt, SignedOutReason};
use crate::shared::list::bulk::went_on;
use crate::ui::notice::NoticeTone;
use console_core::secret::Unsendable;
use console_core::text::foreign::spelled_out;
use influxdb2::ApiError;
use influxdb2::session::Login;

/// A notice: the fact, the reason and the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub tone: NoticeTone,
    pub title: String,
    pub text: String,
}

fn danger(title: &str, text: impl Into<String>) -> Explanation {
    Explanation { tone: NoticeTone::Danger, title: title.to_owned(), text: text.into() }
}

fn warn(title: &str, text: impl Into<String>) -> Explanation {
    Explanation { tone: NoticeTone::Warn, title: title.to_owned(), text: text.into() }
}

/// The field for the token is empty.
pub fn no_token() -> Explanation {
    danger("There is no token yet", "Paste an API token of this server into the field.")
}

/// The field for the token holds something that no token can have.
pub fn unsendable(found: Unsendable) -> Explanation {
    danger("This can’t be a token", found.sentence("token"))
}

/// The field for the password is empty.
pub fn no_password() -> Explanation {
    danger("There is no password yet", "Type the user's name and password.")
}

/// An attempt with a password that was given up.
pub fn given_up() -> Explanation {
    warn(
        "You stopped waiting",
        "The server may have begun a session all the same. Nothing here uses it: where this browser has its cookie it is signed out, and else it ends by itself.",
    )
}

/// An attempt that failed.
pub fn attempt(attempt: &Attempt) -> Explanation {
    match attempt {
        Attempt::Refused(login) => refused(login),
        Attempt::WrongPassword => danger(
            "Wrong user or password",
            "The server does not say which of the two. Check both; passwords are case-sensitive.",
        ),
        Attempt::PasswordChangeRequired(reason) => {
            warn("The server wants a stronger password", format!("{reason} Have it changed, then sign in again."))
        }
        Attempt::NoCookie => warn(
            "The browser did not keep the session",
            "The password is correct, but the browser sent no session cookie afterwards. Allow cookies for this site, or sign in with an API token.",
        ),
        Attempt::NoOrganization => warn(
            "This credential sees no organization",
            "Tokens belong to an organization. Use a credential that may read at least one.",
        ),
        Attempt::Failed(error) => failed(error),
    }
}

fn refused(login: &Login) -> Explanation {
    match login {
        Login::Unknown | Login::Accepted(_) => danger(
            "The server does not know this token",
            "It answered 401, unauthorized access. Check that all of it was pasted, then that it belongs to this server.",
        ),
        Login::TokenInactive => warn(
            "This token is inactive",
            "The server knows it, but somebody deactivated it. Have it activated, or sign in with another one.",
        ),
        Login::UserInactive => warn(
            "The user of this credential is inactive",
            "Its user was deactivated or deleted, so the server refuses it. Sign in with a credential of another user.",
        ),
        Login::Limited { .. } => warn(
            "This token is valid, but it cannot manage tokens",
            "It has no Read on its own user. Use a token with Read and Write on authorizations and users of the organization.",
        ),
    }
}

fn failed(error: &ApiError) -> Explanation {
    let title = match error {
        ApiError::Unreachable | ApiError::BrokenOff => "The server can't be reached",
        ApiError::TimedOut { .. } => "The server did not answer",
        ApiError::WebPage | ApiError::Undecodable { .. } => "This is not InfluxDB",
        ApiError::Unavailable { .. } => "The server is not ready",
        _ => "Signing in failed",
    };
    danger(title, error.to_string())
}

/// Why a session ended, if one did.
pub fn farewell(farewell: &SignedOutReason) -> Option<Explanation> {
    match farewell {
        SignedOutReason::NotYet => None,
        SignedOutReason::SignedOut => Some(Explanation {
            tone: NoticeTone::Ok,
            title: "You are signed out".to_owned(),
            text: "Nothing of your credential is kept in this page.".to_owned(),
        }),
        SignedOutReason::MayLive(error) => Some(warn(
            "You are signed out here, but the server did not confirm it",
            format!(
                "{error} The browser may still hold a session that works: sign in and out once more, or close the browser."
            ),
        )),
        SignedOutReason::NotResumed(error) => {
            Some(warn("You could not be signed in again", format!("{error} What was kept for this tab is still kept.")))
        }
        SignedOutReason::Another { name, cut_off } => {
            let text = format!(
                "A browser keeps one session for a server, and it belongs to {} now, who signed in in another tab or page. Sign in again to go on with what you put into a form.",
                spelled_out(name)
            );
            Some(warn("Somebody else signed in in this browser", went_on(text, cut_off.as_deref())))
        }
        SignedOutReason::Ended { error, cut_off } => {
            let title = match error {
                ApiError::TokenInactive => "The token you were signed in with was deactivated",
                ApiError::UserInactive => "Your user was deactivated or deleted",
                ApiError::NotSignedIn => "Your session ended",
                _ => "You could not be signed in again",
            };
            let text = match error {
                ApiError::NotSignedIn => {
                    "The session expired, or the token was revoked. Sign in again as the same user to go on with what you put into a form."
                        .to_owned()
                }
                error => format!("{error} Sign in as the same user to go on with what you put into a form."),
            };
            let text = went_on(text, cut_off.as_deref());
            Some(Explanation { tone: NoticeTone::Accent, title: title.to_owned(), text })
        }
    }
}
