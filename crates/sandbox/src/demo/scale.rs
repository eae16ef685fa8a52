//! Filling the first organization up to a given number of tokens and buckets, for tests of size.
//!
//! The mix of permissions is that of a large real instance: 3.7 on average, most on single buckets.

use super::{Made, calendar, secret, tokens};
use crate::id::Id;
use crate::model::{BucketType, Durations, NewAuthorization, Status};
use crate::permission::{Action, Permission, ResourceType};

const AREAS: [&str; 6] = ["intake", "filtration", "storage", "distribution", "sewage", "treatment"];
const USES: [&str; 5] = ["gateway", "dashboard", "report", "model", "archive"];

/// Days over which the made-up tokens are spread.
const DAYS: i64 = 500;

/// Adds what is missing to `n`.
pub fn fill(made: &mut Made<'_>, n: usize) {
    let org = made.plants;
    let mut names: Vec<Id> = made.world.store.buckets_of(org).map(|bucket| bucket.id).collect();
    for number in names.len()..n {
        let name = format!("{}/sensor-{number:05}", AREAS[number % AREAS.len()]);
        let id = made
            .world
            .store
            .create_bucket(
                org,
                BucketType::User,
                &name,
                "",
                Durations::lasting(30 * calendar::DAY),
                &calendar::time(300),
            )
            .expect("the number makes the name unique");
        names.push(id);
    }
    let owners = ["svc-telegraf", "svc-grafana", "jonas.feld", "priya.raman", "ci-deploy"].map(|name| made.user(name));
    let here = made.world.store.authorizations.values().filter(|a| a.org == org).count();
    let missing = n.saturating_sub(here);
    for number in 0..missing {
        let day = 403 + i64::try_from(number).unwrap_or(0) * DAYS / i64::try_from(missing.max(1)).unwrap_or(1) / 5;
        let new = NewAuthorization {
            status: if number.is_multiple_of(17) { Status::Inactive } else { Status::Active },
            description: format!("{} {} {number:05}", AREAS[number % AREAS.len()], USES[number % USES.len()]),
            org,
            user: owners[number % owners.len()],
            permissions: permissions(&names, org, number),
        };
        tokens::add(made, day, &secret(1_000_000 + number), new, &calendar::time(day));
    }
}

fn permissions(buckets: &[Id], org: Id, number: usize) -> Vec<Permission> {
    // 1 to 6 permissions in a pattern whose mean is 3.7.
    const COUNTS: [usize; 10] = [1, 2, 3, 4, 6, 4, 5, 3, 4, 5];
    let on = |step: usize| buckets[(number * 7 + step * 31) % buckets.len()];
    (0..COUNTS[number % COUNTS.len()])
        .map(|step| {
            let action = if (number + step).is_multiple_of(3) { Action::Write } else { Action::Read };
            Permission::at(action, ResourceType::Buckets, on(step), org)
        })
        .collect()
}
