//! Believable demo data: a water utility with two plants, and its laboratory.
//!
//! Everything is fixed: names, ids, tokens and times, so that screenshots and tests stay as they are.
//! It holds what a token console must cope with: every kind of token, inactive and dead ones, owners
//! that are inactive or gone, and a few texts that were written to do harm.

mod buckets;
mod calendar;
mod objects;
mod people;
mod scale;
mod telegrafs;
mod tokens;
mod v1;

use crate::handlers::onboarding::{self, Onboarding};
use crate::id::{Id, Ids};
use crate::standard;
use crate::world::World;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;
use sha2::{Digest, Sha512};
use std::collections::HashMap;

/// The demo operator's token, of the same length and alphabet as a real one.
pub const DEMO_TOKEN: &str = "brackwater-demo-operator-token_opens-nothing-but-the-stand-in_0123456789abcdefghijklmA==";

/// The demo operator's user name.
pub const DEMO_USER: &str = "mira.okafor";

/// The demo operator's password, and that of everybody else who has one.
pub const DEMO_PASSWORD: &str = "brackwater-demo";

/// The first organization.
const PLANTS: &str = "brackwater-plants";

/// The second organization.
const LAB: &str = "brackwater-lab";

/// The generator's number for objects other than authorizations and users.
const OBJECT_MACHINE: u64 = 2;

/// What was made so far, by name.
struct Made<'a> {
    world: &'a mut World,
    /// Ids of objects, apart from those of authorizations, so that both keep their own order.
    ids: Ids,
    plants: Id,
    lab: Id,
    users: HashMap<&'static str, Id>,
    telegrafs: HashMap<String, Id>,
}

impl Made<'_> {
    fn org(&self, name: &str) -> Id {
        if name == LAB { self.lab } else { self.plants }
    }

    fn user(&self, name: &str) -> Id {
        *self.users.get(name).expect("the demo data names its own users")
    }

    fn bucket(&self, org: Id, name: &str) -> Id {
        *self.world.store.bucket_names.get(&(org, name.to_owned())).expect("the demo data names its own buckets")
    }
}

/// Fills an empty server, up to so many tokens and buckets in the first organization if asked for.
pub fn fill(world: &mut World, scale: Option<usize>) {
    let profile = world.profile;
    let asked = Onboarding {
        user: DEMO_USER.to_owned(),
        password: DEMO_PASSWORD.to_owned(),
        org: PLANTS.to_owned(),
        bucket: "plant-a/metrics".to_owned(),
        retention: 90 * calendar::DAY,
        token: DEMO_TOKEN.to_owned(),
    };
    world.store.ids.pretend(Some(calendar::millis(0)));
    let setup = onboarding::make(world, &asked, &|_| standard::operator(&profile), calendar::SETUP)
        .expect("an empty server takes its first user");
    world.store.ids.pretend(None);
    if profile.instance_owner {
        world.store.own_instance(setup.user);
    }
    let lab = world.store.create_org(LAB, "Water quality laboratory", &calendar::time(40)).expect("the name is free");
    let mut made = Made {
        world,
        ids: Ids::new(0).of_machine(OBJECT_MACHINE),
        plants: setup.org,
        lab,
        users: HashMap::from([(DEMO_USER, setup.user)]),
        telegrafs: HashMap::new(),
    };
    people::fill(&mut made);
    buckets::fill(&mut made);
    telegrafs::fill(&mut made);
    objects::fill(&mut made);
    tokens::fill(&mut made);
    v1::fill(&mut made);
    if let Some(n) = scale {
        scale::fill(&mut made, n);
    }
}

/// A token of the usual form that follows from its number.
fn secret(number: usize) -> String {
    URL_SAFE.encode(Sha512::digest(format!("brackwater demo token {number}").as_bytes()))
}
