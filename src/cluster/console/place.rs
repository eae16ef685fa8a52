//! Places: those of the app in the address of the page, and the place that is managed.

use crate::shell::history;
use crate::shell::storage::cluster as storage;
use database::Id;
use database::connection::{Cluster, Paths, Product};
use database::list::ListView;
use database::route::Route;

/// Where the app is.
pub type History = history::History<Route>;

impl history::Place for Route {
    type List = ListView;

    fn parse(fragment: &str) -> Self {
        Self::parse(fragment)
    }

    fn list(fragment: &str) -> ListView {
        Self::list(fragment)
    }

    fn shows_list(&self) -> bool {
        self.shows_list()
    }

    fn href_with(&self, list: &ListView) -> String {
        self.href_with(list)
    }
}

/// What is managed: the product and, where they have to be named, account and cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The product.
    pub product: Product,
    /// The id of the account, as typed.
    pub account: String,
    /// The id of the cluster, as typed.
    pub cluster: String,
}

impl Place {
    /// Both ids; none unless both are ids.
    pub fn ids(&self) -> Option<Cluster> {
        let (account, cluster) = (Id::parse(self.account.trim())?, Id::parse(self.cluster.trim())?);
        self.product.needs_cluster().then_some(Cluster { account, cluster })
    }

    /// What this tab managed last, and the form of the paths that worked there.
    pub fn remembered() -> (Self, Option<Paths>) {
        let kept = storage::place().unwrap_or_default();
        let mut words = kept.split(' ');
        let mut word = || words.next().unwrap_or_default();
        let product = Product::parse(word()).unwrap_or_default();
        let place = Self { product, account: word().to_owned(), cluster: word().to_owned() };
        (place, Paths::parse(word()))
    }

    /// Remembers it for this tab. What is no id may be a secret that was pasted into the wrong field, and is not written down.
    pub fn remember(&self, paths: Option<Paths>) {
        let (account, cluster) = match self.ids() {
            Some(Cluster { account, cluster }) => (account.to_string(), cluster.to_string()),
            None => (String::new(), String::new()),
        };
        let paths = paths.map(Paths::to_word).unwrap_or_default();
        storage::keep_place(&format!("{} {account} {cluster} {paths}", self.product.word()));
    }
}
