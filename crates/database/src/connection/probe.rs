//! Finding out whether and in which form the API is there, and whether it takes the management token.
//!
//! [`Probe::step`] says what to ask next; its answer is told with [`Probe::answered`], until there is a conclusion. Asking for
//! the databases checks credential, ids and form at once.

use super::{ANY, Cluster, Paths, Product};
use crate::api::{databases, is_own};
use crate::database::Database;
use crate::{ApiError, Refusal};
use console_core::http::{Request, Response, Transport};

/// A probe that is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    product: Product,
    /// Forms that were not tried yet, the next one last.
    open: Vec<Paths>,
    /// What an answer in the API's own words said, where a later one only said "not found".
    best: Option<Conclusion>,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send [`Probe::request`] for this form.
    Ask(Paths),
    /// Nothing: this is what came out.
    Conclude(Conclusion),
}

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conclusion {
    /// It is there and takes the credential.
    Works {
        /// In this form.
        paths: Paths,
        /// What there is.
        databases: Vec<Database>,
    },
    /// It is there, takes the credential, and does not let it see databases.
    MayNotList {
        /// In this form.
        paths: Paths,
        /// Why.
        refusal: Refusal,
    },
    /// It is there and does not take the credential.
    WrongCredential {
        /// In this form.
        paths: Paths,
    },
    /// It is there and knows no such account or cluster.
    WrongCluster,
    /// Nothing of this API is there in either form: a release before 2025-05, or no cluster at all.
    NoApi,
    /// Account and cluster have to be named first.
    NeedsCluster,
    /// A web page answers, such as the start page of something else.
    WebPage,
    /// Something else answers, or nothing.
    Failed(ApiError),
}

impl Probe {
    /// A probe of an address. `remembered` is what worked in this tab before.
    pub fn new(product: Product, cluster: Option<Cluster>, remembered: Option<Paths>) -> Self {
        let mut open = match (product, cluster) {
            (Product::Clustered, cluster) => vec![Paths::Scoped(cluster.unwrap_or(ANY)), Paths::Flat],
            (Product::Dedicated, Some(cluster)) => vec![Paths::Scoped(cluster)],
            (Product::Dedicated, None) => Vec::new(),
        };
        if let Some(at) = remembered.and_then(|paths| open.iter().position(|known| *known == paths)) {
            let first = open.remove(at);
            open.push(first);
        }
        let best = open.is_empty().then_some(Conclusion::NeedsCluster);
        Self { product, open, best }
    }

    /// What is probed for.
    pub const fn product(&self) -> Product {
        self.product
    }

    /// What to do next.
    pub fn step(&self) -> Step {
        match (self.open.last(), &self.best) {
            (Some(paths), None) => Step::Ask(*paths),
            (_, Some(best)) => Step::Conclude(best.clone()),
            (None, None) => Step::Conclude(Conclusion::NoApi),
        }
    }

    /// The question for one form.
    pub fn request(paths: Paths) -> Request {
        databases::list(paths)
    }

    /// The answer has come.
    pub fn answered(&mut self, response: &Response) {
        let Some(paths) = self.open.pop() else { return };
        self.best = match databases::decode_list(response) {
            Ok(databases) => Some(Conclusion::Works { paths, databases }),
            Err(ApiError::NotSignedIn) if is_own(response) => Some(Conclusion::WrongCredential { paths }),
            Err(ApiError::Refused(refusal)) if is_own(response) => Some(Conclusion::MayNotList { paths, refusal }),
            // The API itself knows no such account; a proxy or an older release knows no such path.
            Err(ApiError::NotFound { .. } | ApiError::Rejected { .. })
                if is_own(response) && matches!(paths, Paths::Scoped(ids) if ids != ANY) =>
            {
                Some(Conclusion::WrongCluster)
            }
            Err(ApiError::NotFound { .. } | ApiError::Conflict { .. }) => None,
            Err(ApiError::WebPage) if response.status == 404 => None,
            Err(ApiError::WebPage) => Some(Conclusion::WebPage),
            Err(ApiError::NotSignedIn | ApiError::Refused(_)) => Some(Conclusion::Failed(ApiError::Foreign {
                status: response.status,
                retry_after: response.retry_after,
            })),
            Err(error) => Some(Conclusion::Failed(error)),
        };
    }

    /// No whole answer came. The other form would fare no better.
    pub fn failed(&mut self, why: Transport) {
        self.best = Some(Conclusion::Failed(why.into()));
    }
}

impl Conclusion {
    /// The fact, the reason and the next step; none where it works.
    pub fn sentence(&self, product: Product) -> Option<String> {
        Some(match self {
            Self::Works { .. } => return None,
            Self::MayNotList { refusal, .. } => refusal.to_string(),
            Self::WrongCredential { .. } => {
                "The server does not accept this management token: it is wrong, expired or revoked. A database token can't sign in here. Create another one with influxctl management create."
                    .to_owned()
            }
            Self::WrongCluster => {
                "The server knows no such account or cluster. Compare both ids with influxctl cluster list --format json."
                    .to_owned()
            }
            Self::NoApi if product == Product::Clustered => {
                "This address has no Management API. Releases before 2025-05 answer only to influxctl: let this page write the commands. For a newer one, check the address."
                    .to_owned()
            }
            Self::NoApi => "This address has no Management API. Check the address, or the proxy in front of it.".to_owned(),
            Self::NeedsCluster => {
                "Cloud Dedicated wants the ids of the account and the cluster. influxctl cluster list --format json prints both."
                    .to_owned()
            }
            Self::WebPage => ApiError::WebPage.to_string(),
            Self::Failed(error) => error.to_string(),
        })
    }
}
