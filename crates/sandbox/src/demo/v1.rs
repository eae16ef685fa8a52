//! What speaks InfluxDB 1.x there: names with passwords, and databases that lead to buckets.

use super::{DEMO_PASSWORD, DEMO_USER, Made, PLANTS, calendar, telegrafs};
use crate::model::{Kind, LegacyAuthorization, Status};
use crate::permission::{Action, Permission, ResourceType};
use serde_json::json;

/// Name, description, owner, status, whether a password was set, day made, and the buckets with what may be done.
type Row = (&'static str, &'static str, &'static str, Status, bool, i64, &'static [(Action, &'static str)]);

const CREDENTIALS: &[Row] = &[
    (
        "collectd-plant-a",
        "collectd on the old gateways of plant A",
        "svc-telegraf",
        Status::Active,
        true,
        131,
        &[(Action::Write, "plant-a/metrics")],
    ),
    (
        "grafana-v1",
        "dashboards that still ask in InfluxQL",
        "svc-grafana",
        Status::Active,
        true,
        132,
        &[(Action::Read, "plant-a/metrics"), (Action::Read, "telemetry")],
    ),
    ("historian", "", "jonas.feld", Status::Inactive, true, 133, &[(Action::Write, "scada-archive")]),
    ("kiosk", "never got a password", DEMO_USER, Status::Active, false, 134, &[(Action::Read, "weather")]),
];

/// Database, retention policy, bucket, whether it is the database's default.
const MAPPINGS: &[(&str, &str, &str, bool)] = &[
    ("scada", "autogen", "scada-archive", true),
    ("pumps", "raw", "pumps-raw", true),
    ("pumps", "1h", "pumps-hourly", false),
];

/// Adds them.
pub fn fill(made: &mut Made<'_>) {
    for (name, description, owner, status, has_password, day, grants) in CREDENTIALS {
        let id = made.ids.timed_at(calendar::millis(*day));
        let at = calendar::time(*day);
        let org = made.org(PLANTS);
        let permissions = grants
            .iter()
            .map(|(action, bucket)| Permission::at(*action, ResourceType::Buckets, made.bucket(org, bucket), org))
            .collect();
        let credential = LegacyAuthorization {
            id,
            token: (*name).to_owned(),
            status: *status,
            description: (*description).to_owned(),
            org,
            user: made.user(owner),
            permissions,
            created_at: at.clone(),
            updated_at: at,
        };
        made.world.store.legacy.insert(id, credential);
        if *has_password {
            made.world.store.passwords.insert(id, DEMO_PASSWORD.to_owned());
        }
    }
    for (number, (database, policy, bucket, default)) in (135..).zip(MAPPINGS) {
        let bucket = made.bucket(made.org(PLANTS), bucket);
        let members = json!({
            "database": database,
            "retention_policy": policy,
            "default": default,
            "bucketID": bucket.to_string(),
        });
        telegrafs::put(made, Kind::Dbrps, PLANTS, DEMO_USER, number, members);
    }
}
