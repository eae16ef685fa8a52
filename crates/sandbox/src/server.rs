//! The server that a stand-in plays. Each is a neighbour of the other and knows nothing of it.

use crate::answer::Answer;
use crate::call::Call;
use crate::management::{self, Cluster};
use crate::options::Data;
use crate::profile::Profile;
use crate::requests::Requests;
use crate::world::World;
use crate::{control, demo, route};
use serde_json::Value;
use std::fmt;
use std::str::FromStr;

/// Which server is played, and in which version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Plays {
    /// InfluxDB 2.
    InfluxDb2(Profile),
    /// InfluxDB 3 Clustered or Cloud Dedicated.
    Management(management::Profile),
}

impl Plays {
    /// Every name that can be chosen.
    fn names() -> impl Iterator<Item = &'static str> {
        let influxdb2 = Profile::ALL.iter().map(|profile| profile.name);
        influxdb2.chain(management::Profile::ALL.iter().map(|profile| profile.name))
    }

    /// The name by which it was chosen.
    pub fn name(self) -> &'static str {
        match self {
            Self::InfluxDb2(profile) => profile.name,
            Self::Management(profile) => profile.name,
        }
    }
}

impl Default for Plays {
    fn default() -> Self {
        Profile::default().into()
    }
}

impl From<Profile> for Plays {
    fn from(profile: Profile) -> Self {
        Self::InfluxDb2(profile)
    }
}

/// The name given is not a profile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownProfile {
    given: String,
}

impl fmt::Display for UnknownProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = Plays::names().collect();
        write!(f, "\"{}\" is not a profile; choose one of {}", self.given, names.join(", "))
    }
}

impl std::error::Error for UnknownProfile {}

impl FromStr for Plays {
    type Err = UnknownProfile;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let influxdb2 = Profile::ALL.iter().copied().find(|profile| profile.name == name).map(Self::InfluxDb2);
        let managed = || management::Profile::ALL.iter().copied().find(|profile| profile.name == name);
        influxdb2.or_else(|| managed().map(Self::Management)).ok_or_else(|| UnknownProfile { given: name.to_owned() })
    }
}

/// A server with what it stores.
#[derive(Clone, Debug)]
pub enum Server {
    InfluxDb2(Box<World>),
    Management(Cluster),
}

impl Server {
    /// One with this data. Only the first kind can be filled up to a number.
    pub fn new(plays: Plays, data: Data) -> Self {
        match (plays, data) {
            (Plays::Management(profile), Data::Empty) => Self::Management(Cluster::empty(profile)),
            (Plays::Management(profile), _) => Self::Management(Cluster::demo(profile)),
            (Plays::InfluxDb2(profile), data) => {
                let mut world = World::empty(profile);
                match data {
                    Data::Empty => {}
                    Data::Demo => demo::fill(&mut world, None),
                    Data::Scaled(n) => demo::fill(&mut world, Some(n)),
                }
                Self::InfluxDb2(Box::new(world))
            }
        }
    }

    /// Answers a request.
    pub fn answer(&mut self, call: &Call) -> Answer {
        match self {
            Self::InfluxDb2(world) => route::answer(world, call),
            Self::Management(cluster) => management::answer(cluster, call),
        }
    }

    /// Whether the server itself answers a path, so that no page can be served there.
    pub fn is_server_path(&self, path: &str) -> bool {
        match self {
            Self::InfluxDb2(_) => route::is_server_path(path),
            Self::Management(_) => management::is_server_path(path),
        }
    }

    /// Ends all sessions, where there are any.
    pub fn lose_sessions(&mut self) {
        if let Self::InfluxDb2(world) = self {
            world.store.sessions.clear();
        }
    }

    /// What is stored and what was asked.
    pub fn state(&self, requests: &Requests) -> Value {
        match self {
            Self::InfluxDb2(world) => control::state(world, requests),
            Self::Management(cluster) => management::state(cluster, requests),
        }
    }
}
