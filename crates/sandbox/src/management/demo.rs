//! The same water utility as in the InfluxDB 2 demo, on a cluster. Everything is fixed but what expires soon.

use super::cluster::{Cluster, Database, Token, hash_of};
use super::profile::Profile;
use crate::moment::written;
use serde_json::{Value, json};
use std::time::Instant;
use time::{Duration, OffsetDateTime};

/// The account of the demo data.
pub const ACCOUNT: &str = "7c1b0f4e-2a63-4d19-9a55-3f0e8b1d6c20";

/// The cluster of the demo data.
pub const CLUSTER: &str = "e9d8f2a1-54b7-4c3e-8f60-1b7a90c4d5e3";

/// A management token that may do everything.
pub const MANAGEMENT_TOKEN: &str = "brackwater-demo-management-token_opens-nothing-but-the-stand-in";

/// A management token of somebody who may only read.
pub const AUDITOR_TOKEN: &str = "brackwater-demo-auditor-token_reads-only";

/// A management token that has expired.
pub const EXPIRED_TOKEN: &str = "brackwater-demo-management-token_that-has-expired";

const DAY: u64 = 86_400_000_000_000;

/// Name, days kept (0 is for ever), tables at most.
const DATABASES: &[(&str, u64, u32)] = &[
    ("plant-a/metrics", 90, 500),
    ("plant-a/alarms", 0, 500),
    ("plant-b/metrics", 90, 500),
    ("plant-b/alarms", 0, 500),
    ("pumps_raw", 14, 100),
    ("pumps_hourly", 0, 100),
    ("telemetry", 30, 500),
    ("Weather", 730, 20),
    ("weather", 730, 20),
    ("lab-samples", 0, 500),
    ("audit", 2555, 500),
    ("a-database-whose-name-is-exactly-as-long-as-a-name-is-allowed-to", 7, 500),
];

/// When a token stops working, or stopped.
#[derive(Clone, Copy)]
enum End {
    Never,
    At(&'static str),
    /// So many days after the start of the server.
    Soon(i64),
    Revoked(&'static str),
}

use End::{At, Never, Revoked, Soon};

/// Action and database.
type Grant = (&'static str, &'static str);

/// Description, grants, creation, end; oldest first.
const TOKENS: &[(&str, &[Grant], &str, End)] = &[
    ("Full access for the migration", &[("read", "*"), ("write", "*")], "2025-05-12T09:14:02Z", Never),
    (
        "Read/write on plant-a/metrics",
        &[("read", "plant-a/metrics"), ("write", "plant-a/metrics")],
        "2025-05-12T09:20:41.5Z",
        Never,
    ),
    ("telegraf plant A", &[("write", "plant-a/metrics"), ("write", "plant-a/alarms")], "2025-06-03T07:00:10Z", Never),
    ("telegraf plant B", &[("write", "plant-b/metrics"), ("write", "plant-b/alarms")], "2025-06-03T07:02:31Z", Never),
    ("Read-only on weather", &[("read", "weather")], "2025-06-20T12:30:00.000000001Z", At("2030-01-01T00:00:00Z")),
    (
        "grafana control room",
        &[("read", "plant-a/metrics"), ("read", "plant-b/metrics"), ("read", "pumps_hourly"), ("read", "telemetry")],
        "2025-07-01T06:11:09Z",
        Soon(6),
    ),
    ("contractor weir inspection", &[("read", "pumps_raw")], "2025-08-15T10:00:00Z", At("2025-10-31T23:59:59Z")),
    ("old historian", &[("write", "scada_archive")], "2025-08-20T14:45:55Z", Never),
    ("write everywhere, read nowhere", &[("write", "*")], "2025-09-09T08:08:08Z", Soon(40)),
    ("lost laptop", &[("read", "*")], "2025-09-11T16:20:00Z", Revoked("2025-09-12T07:31:12.25Z")),
    ("nothing yet", &[], "2025-10-02T11:11:11Z", Never),
    ("from a newer release", &[("read", "lab-samples"), ("annotate", "lab-samples")], "2025-11-04T09:00:00Z", Never),
    ("<img src=x onerror=alert(1)> \u{202e}gnp.exe", &[("read", "audit")], "2025-12-24T18:00:00Z", Never),
    ("grafana control room", &[("read", "telemetry")], "2026-02-14T13:13:13Z", At("2027-02-14T13:13:13Z")),
];

impl Cluster {
    /// A cluster with the demo data.
    pub fn demo(profile: Profile) -> Self {
        let databases = (1..).zip(DATABASES).map(|(id, (name, days, max_tables))| Database {
            name: (*name).to_owned(),
            max_tables: *max_tables,
            max_columns_per_table: 200,
            retention_period: days * DAY,
            partition_template: (id == 1)
                .then(|| json!([{"type": "time", "value": "%Y-%m"}, {"type": "tag", "value": "line"}])),
            id,
        });
        let started = OffsetDateTime::now_utc().replace_nanosecond(0).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let tokens = TOKENS.iter().enumerate().map(|(number, (description, grants, created_at, end))| Token {
            id: format!("5c1f{number:04x}-3b1e-4c55-9d2a-7f0c6be1a9{number:02x}"),
            description: (*description).to_owned(),
            permissions: grants.iter().map(permission).collect(),
            created_at: (*created_at).to_owned(),
            expires_at: match end {
                At(at) => Some((*at).to_owned()),
                Soon(days) => Some(written(started + Duration::days(*days))),
                Never | Revoked(_) => None,
            },
            revoked_at: if let Revoked(at) = end { Some((*at).to_owned()) } else { None },
            sha256: hash_of(&secret(number)),
            known_from: Instant::now(),
        });
        Self { profile, databases: databases.collect(), tokens: tokens.collect() }
    }
}

fn permission((action, resource): &Grant) -> Value {
    json!({"action": action, "resource": resource})
}

/// A token that follows from its number.
fn secret(number: usize) -> String {
    format!("apiv1_{:064x}", number + 1)
}
