//! Many tokens in one run: a list of names, one token for each, and one table with all their secrets.
//!
//! [`BatchForm`] is what a person puts into the form, [`Plan`] what it stands for, [`Run`] the requests one after the other,
//! and [`export()`] writes the file in which the secrets leave. The run itself is `console_core::create`, which one token goes
//! through as well.

mod export;
mod maker;
mod plan;

use crate::api::authorizations::Created;
use crate::authorization::Authorization;
use crate::permission::PermissionSet;
use crate::session::Named;
use crate::{Id, Refusal};
use console_core::Secret;
use console_core::create;
use console_core::create::Verb;
pub use console_core::create::{BatchForm, Grants, NAME, Rights};
pub use console_core::create::{Change, Closing, Saved, Tally};
pub use console_core::create::{MOST, NameList};
pub use export::{FILE, export, note, sheet};
pub use maker::{Maker, RowRequest};
pub use plan::{Match, Plan, PlanProblem, Planned};

/// The authorizations of this API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authorizations;

impl create::Dialect for Authorizations {
    type Id = Id;
    type Request = RowRequest;
    type Created = Created;
    type Token = Authorization;
    type Refusal = Refusal;
    type Place = CreateTarget;

    const VERB: Verb =
        Verb { title: "Delete", infinitive: "delete", past: "deleted", done: "Deleted", going: "Deleting" };
    const HIDDEN: &str =
        "Your credential is not shown all tokens of the owner, so this page can't tell. The secret is lost either way.";

    fn id(created: &Created) -> Id {
        created.authorization.id
    }

    fn secret(created: &Created) -> &Secret {
        &created.secret
    }

    fn token_id(token: &Authorization) -> Id {
        token.id
    }

    fn token_description(token: &Authorization) -> &str {
        &token.description
    }

    fn asked_description(request: &RowRequest) -> &str {
        &request.description
    }

    fn is_asked_for(request: &RowRequest, token: &Authorization) -> bool {
        let asked = request.base();
        token.org == asked.org
            && asked.user.is_none_or(|user| user == token.user)
            && token.permissions == asked.permissions.iter().cloned().collect::<PermissionSet>()
    }
}

/// Where tokens are created. What became of them is looked for nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateTarget {
    /// The server's address, as people write it.
    pub server: String,
    /// The organization.
    pub org: Named,
}

/// A run of creates; creating one token is a run of one row.
pub type Run = create::Run<Authorizations>;
/// One name of a run and what became of it.
pub type Row = create::Row<Authorizations>;
/// What became of a name.
pub type State = create::State<Authorizations>;
/// What to do next.
pub type Step = create::Step<Authorizations>;
/// Where a run was started.
pub type Origin = create::Origin<Authorizations>;
/// Whether a run goes on by itself.
pub type Flow = create::Flow<Authorizations>;
/// Why a run waits for the person.
pub type Pause = create::Pause<Authorizations>;
/// A second token for one create.
pub type Twin = create::Twin<Authorizations>;
/// What was done about a twin.
pub type TwinState = create::TwinState<Authorizations>;
/// What the list says about a lost answer.
pub type Outcome = create::Outcome<Id>;
/// A token that looks as asked for.
pub type Lookalike = create::Lookalike<Id>;
pub use create::Work;
