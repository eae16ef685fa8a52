//! Creating database tokens: what is asked for, what came of it, and the run that both go through (`console_core::create`).

mod batch;
mod deviation;
mod export;
mod heard;
mod spelling;

pub use batch::{BatchProblem, rows};
pub use deviation::{Deviation, deviations};
pub use export::{FILE, export, note};
pub use heard::{Heard, may_revoke};
pub use spelling::ExpirySpelling;

use crate::permission::PermissionSet;
use crate::token::{Expiry, Token, TokenTable};
use crate::{Id, Refusal};
use console_core::Secret;
use console_core::create;
use console_core::create::Verb;
pub use console_core::create::{
    BatchForm, Change, Closing, Copying, Holding, MOST, NAME, NameList, Saved, Tally, Work,
};
use std::collections::BTreeSet;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// Never empty: the server wants one.
    pub description: String,
    /// May be empty: such a token exists and opens nothing.
    pub permissions: PermissionSet,
    /// When it stops working, in milliseconds since 1970; none for never.
    pub expires_ms: Option<i64>,
}

/// A token that was just created, with the only copy of its secret.
#[derive(Debug)]
pub struct Created {
    /// The token as the list will show it.
    pub token: Token,
    /// How it differs from what was asked for.
    pub otherwise: Vec<Deviation>,
    /// Its secret. The server keeps a hash only, and never tells it again.
    pub secret: Secret,
}

/// The database tokens of this API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatabaseTokens;

/// Where tokens are created. What became of them is looked for nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateTarget {
    /// The server's address, as people write it.
    pub server: String,
    /// The form of its paths, and with it account and cluster.
    pub paths: crate::connection::Paths,
}

impl create::Dialect for DatabaseTokens {
    type Id = Id;
    type Request = NewToken;
    type Created = Created;
    type Token = Token;
    type Refusal = Refusal;
    type Place = CreateTarget;

    const VERB: Verb =
        Verb { title: "Revoke", infinitive: "revoke", past: "revoked", done: "Revoked", going: "Revoking" };
    const HIDDEN: &str =
        "The list of tokens could not be read whole, so this page can't tell. The secret is lost either way.";

    fn id(created: &Created) -> Id {
        created.token.id
    }

    fn secret(created: &Created) -> &Secret {
        &created.secret
    }

    fn token_id(token: &Token) -> Id {
        token.id
    }

    fn token_description(token: &Token) -> &str {
        &token.description
    }

    fn asked_description(request: &NewToken) -> &str {
        &request.description
    }

    fn is_asked_for(request: &NewToken, token: &Token) -> bool {
        token.revoked.is_none() && token.permissions == request.permissions && token.expiry == request.expiry()
    }
}

impl NewToken {
    /// The expiry that the token will show.
    pub fn expiry(&self) -> Expiry {
        self.expires_ms.map_or(Expiry::Never, Expiry::At)
    }
}

/// A new token whose secret is shown.
pub type Reveal = create::Reveal<DatabaseTokens>;
/// A run of creates; creating one token is a run of one row.
pub type Run = create::Run<DatabaseTokens>;
/// One name of a run and what became of it.
pub type Row = create::Row<DatabaseTokens>;
/// What became of a name.
pub type State = create::State<DatabaseTokens>;
/// What to do next.
pub type Step = create::Step<DatabaseTokens>;
/// Where a run was started.
pub type Origin = create::Origin<DatabaseTokens>;
/// Whether a run goes on by itself.
pub type Flow = create::Flow<DatabaseTokens>;
/// Why a run waits for the person.
pub type Pause = create::Pause<DatabaseTokens>;
/// A second token for one create.
pub type Twin = create::Twin<DatabaseTokens>;
/// What was done about a twin. Of the changes only deleting is offered, which revokes it: nothing deactivates a token here.
pub type TwinState = create::TwinState<DatabaseTokens>;
/// What the list says about a lost answer.
pub type Outcome = create::Outcome<Id>;
/// A token that looks as asked for.
pub type Lookalike = create::Lookalike<Id>;

/// Compares a list with what a run sent. A management token is shown every token of the cluster, so what is not in the list
/// is not there. `ours` are the tokens that answers of this sitting told of; `ahead` is how many milliseconds the server's
/// clock is before that of this device, if it told.
pub fn compare(run: &Run, list: &TokenTable, ours: &BTreeSet<Id>, ahead: Option<i64>) -> create::Looked<Id> {
    let known = create::CompareContext::<DatabaseTokens> {
        ours,
        ahead,
        // Entries that could not be read may be anything.
        sees: &|_| list.unreadable.is_empty(),
        created_ms: &|id| list.get(id)?.created_ms,
    };
    create::compare(run, &list.rows, &known)
}
