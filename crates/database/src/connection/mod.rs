//! Where the Management API is: the product, the form of its paths, and what answers there.

mod paths;
mod probe;
mod sniff;

pub use paths::{ANY, Cluster, Paths};
pub use probe::{Conclusion, Probe, Step};
pub use sniff::{QUESTIONS, is_it_us, question};

/// A product that has database tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Product {
    /// InfluxDB Clustered, on machines of one's own.
    #[default]
    Clustered,
    /// InfluxDB Cloud Dedicated.
    Dedicated,
}

impl Product {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Clustered, Self::Dedicated];

    /// Its name.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Clustered => "InfluxDB Clustered",
            Self::Dedicated => "InfluxDB Cloud Dedicated",
        }
    }

    /// The word in a command, an address and what is remembered for the tab.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Clustered => "clustered",
            Self::Dedicated => "dedicated",
        }
    }

    /// Reads that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|product| product.word() == word)
    }

    /// Whether account and cluster have to be named before anything can be asked.
    pub const fn needs_cluster(self) -> bool {
        matches!(self, Self::Dedicated)
    }

    /// Where programs write and query. On Cloud Dedicated that is another host than the one that manages; none where the
    /// cluster is not known.
    pub fn data_host(self, management: &str, cluster: Option<Cluster>) -> Option<String> {
        match self {
            Self::Clustered => Some(management.to_owned()),
            Self::Dedicated => cluster.map(|cluster| format!("https://{}.a.influxdb.io", cluster.cluster)),
        }
    }
}
