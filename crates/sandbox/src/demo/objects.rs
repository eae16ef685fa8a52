//! Tasks, dashboards, variables, labels and all the other things that tokens can be about.

use super::telegrafs::put;
use super::{DEMO_USER, LAB, Made, PLANTS};
use crate::model::Kind;
use serde_json::json;

const JONAS: &str = "jonas.feld";
const LENA: &str = "lena.brandt";

/// Organization, owner, name, interval, status, day.
const TASKS: &[(&str, &str, &str, &str, &str, i64)] = &[
    (PLANTS, DEMO_USER, "Downsample pumps", "1h", "active", 6),
    (PLANTS, DEMO_USER, "Downsample vibration", "1m", "active", 34),
    (PLANTS, JONAS, "Night flow", "24h", "active", 96),
    (PLANTS, JONAS, "Energy to billing", "24h", "active", 99),
    (PLANTS, JONAS, "Line 3 commissioning", "10s", "inactive", 141),
    (PLANTS, DEMO_USER, "Forward buffered gateways", "5m", "active", 150),
    (LAB, LENA, "Hourly means of instruments", "1h", "active", 45),
    (LAB, LENA, "Calibration drift", "24h", "active", 60),
];

/// Organization, owner, name, description, day.
const DASHBOARDS: &[(&str, &str, &str, &str, i64)] = &[
    (PLANTS, DEMO_USER, "Control room", "The wall", 7),
    (PLANTS, DEMO_USER, "Pump stations", "", 8),
    (PLANTS, JONAS, "Energy", "Meters against the forecast", 100),
    (PLANTS, JONAS, "Line 3", "", 142),
    (PLANTS, "priya.raman", "Leak detection", "Night flow by district", 170),
    (LAB, LENA, "Probes", "", 46),
    (LAB, LENA, "Samples today", "", 47),
];

/// Organization, name, values, day.
const VARIABLES: &[(&str, &str, &[&str], i64)] = &[
    (PLANTS, "plant", &["a", "b"], 7),
    (PLANTS, "line", &["1", "2", "3"], 7),
    (PLANTS, "station", &["north", "south"], 8),
    (LAB, "instrument", &["icp-ms", "toc", "photometer"], 46),
    (LAB, "probe", &["inlet", "outlet"], 46),
];

/// Organization, name, colour, day.
const LABELS: &[(&str, &str, &str, i64)] = &[
    (PLANTS, "production", "#2e7d32", 2),
    (PLANTS, "commissioning", "#ef6c00", 2),
    (PLANTS, "safety", "#c62828", 2),
    (PLANTS, "to be deleted", "#616161", 80),
    (LAB, "accredited", "#1565c0", 43),
    (LAB, "trial", "#6a1b9a", 43),
];

/// Organization, name, query bucket, level, day.
const CHECKS: &[(&str, &str, &str, &str, i64)] = &[
    (PLANTS, "Pump station silent", "pumps-raw", "CRIT", 10),
    (PLANTS, "Gateway silent", "edge-buffer", "WARN", 16),
    (PLANTS, "Machine silent", "hosts", "WARN", 39),
    (LAB, "Probe silent", "chlorine", "CRIT", 48),
];

/// Adds them all.
pub fn fill(made: &mut Made<'_>) {
    for (org, owner, name, every, status, day) in TASKS {
        let flux = format!(
            "option task = {{name: \"{name}\", every: {every}}}\n\nfrom(bucket: \"pumps-raw\")\n    |> range(start: -task.every)\n    |> aggregateWindow(every: 1h, fn: mean)\n    |> to(bucket: \"pumps-hourly\")\n"
        );
        let members = json!({"name": name, "every": every, "status": status, "flux": flux});
        put(made, Kind::Tasks, org, owner, *day, members);
    }
    for (org, owner, name, description, day) in DASHBOARDS {
        let members = json!({"name": name, "description": description});
        put(made, Kind::Dashboards, org, owner, *day, members);
    }
    for (org, name, values, day) in VARIABLES {
        let members = json!({
            "name": name,
            "selected": [values[0]],
            "arguments": {"type": "constant", "values": values},
        });
        put(made, Kind::Variables, org, DEMO_USER, *day, members);
    }
    for (org, name, color, day) in LABELS {
        let members = json!({"name": name, "properties": {"color": color}});
        let id = put(made, Kind::Labels, org, DEMO_USER, *day, members);
        let of = made.org(org);
        if *name == "production" {
            let bucket = made.bucket(of, "plant-a/metrics");
            made.world.store.labelled.insert(bucket, vec![id]);
        }
    }
    for (org, name, bucket, level, day) in CHECKS {
        let task = made.ids.timed_at(super::calendar::millis(*day)).to_string();
        let text = format!("from(bucket: \"{bucket}\") |> range(start: -1m)");
        let members = json!({
            "name": name,
            "type": "deadman",
            "status": "active",
            "every": "1m",
            "timeSince": "90s",
            "staleTime": "10m",
            "level": level,
            "taskID": task,
            "statusMessageTemplate": "Check: ${ r._check_name } is: ${ r._level }",
            "query": {"text": text, "editMode": "advanced", "name": ""},
        });
        put(made, Kind::Checks, org, DEMO_USER, *day, members);
    }
    notifications(made);
    connections(made);
}

fn notifications(made: &mut Made<'_>) {
    let endpoints = [
        (PLANTS, "Control room pager", "pagerduty", "https://events.pagerduty.example/v2/enqueue", 10),
        (PLANTS, "Maintenance channel", "slack", "https://hooks.chat.example/T0/B0", 11),
        (LAB, "Lab webhook", "http", "https://lims.brackwater.example/hook", 49),
    ];
    let rules = [
        (PLANTS, "Critical to the pager", 10),
        (PLANTS, "Warnings to maintenance", 11),
        (LAB, "Everything to LIMS", 49),
    ];
    for ((org, name, kind, url, day), (_, rule, _)) in endpoints.into_iter().zip(rules) {
        let members = json!({"name": name, "type": kind, "status": "active", "url": url});
        let endpoint = put(made, Kind::NotificationEndpoints, org, DEMO_USER, day, members);
        let task = made.ids.timed_at(super::calendar::millis(day)).to_string();
        let members = json!({
            "name": rule,
            "type": kind,
            "status": "active",
            "endpointID": endpoint.to_string(),
            "taskID": task,
            "every": "10m",
            "statusRules": [{"currentLevel": "CRIT", "previousLevel": null}],
            "messageTemplate": "${ r._message }",
        });
        put(made, Kind::NotificationRules, org, DEMO_USER, day, members);
    }
}

fn connections(made: &mut Made<'_>) {
    let (hosts, samples) =
        (made.bucket(made.plants, "hosts").to_string(), made.bucket(made.lab, "samples").to_string());
    for (org, name, url, bucket, day) in [
        (PLANTS, "cluster exporter", "http://prometheus.brackwater.example:9100/metrics", &hosts, 63),
        (LAB, "LIMS exporter", "http://lims.brackwater.example:9100/metrics", &samples, 64),
    ] {
        let members = json!({"name": name, "type": "prometheus", "url": url, "bucketID": bucket});
        put(made, Kind::Scrapers, org, DEMO_USER, day, members);
    }
    let mapping = json!({
        "database": "grafana",
        "retention_policy": "autogen",
        "default": true,
        "bucketID": hosts,
    });
    put(made, Kind::Dbrps, PLANTS, DEMO_USER, 65, mapping);
    if made.world.profile.notebooks {
        for (org, owner, name, day) in [
            (PLANTS, JONAS, "Commissioning line 3", 143),
            (PLANTS, "priya.raman", "Leak in district 7", 171),
            (LAB, LENA, "Drift of probe 4", 61),
        ] {
            put(made, Kind::Notebooks, org, owner, day, json!({"name": name, "spec": {}}));
        }
        let stream = json!({"stream": "deploys", "description": "Releases of the control software"});
        put(made, Kind::Streams, PLANTS, DEMO_USER, 121, stream);
    }
    if made.world.profile.remotes {
        let remote = json!({
            "name": "head office",
            "remoteURL": "https://influx.head-office.example",
            "remoteOrgID": "4f1c3b7a9d2e6058",
            "allowInsecureTLS": false,
        });
        let remote = put(made, Kind::Remotes, PLANTS, DEMO_USER, 130, remote);
        let replication = json!({
            "name": "energy to head office",
            "remoteID": remote.to_string(),
            "localBucketID": made.bucket(made.plants, "energy-meters").to_string(),
        });
        put(made, Kind::Replications, PLANTS, DEMO_USER, 131, replication);
    }
    let secrets = made.world.store.secrets.entry(made.plants).or_default();
    for key in ["PAGER_ROUTING_KEY", "SLACK_TOKEN", "SMTP_PASSWORD"] {
        secrets.insert(key.to_owned(), "hidden".to_owned());
    }
}
