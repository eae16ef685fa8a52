//! Eighteen Telegraf configurations, each writing into one bucket.

use super::{LAB, Made, PLANTS, calendar};
use crate::model::{Kind, Object};
use serde_json::{Value, json};

/// Organization, name, description, input plugin, bucket.
const TELEGRAFS: &[(&str, &str, &str, &str, &str)] = &[
    (PLANTS, "plant A line 1", "OPC UA of line 1", "opcua", "plant-a/metrics"),
    (PLANTS, "plant A line 2", "OPC UA of line 2", "opcua", "plant-a/metrics"),
    (PLANTS, "plant A line 3", "", "opcua", "plant-a/metrics"),
    (PLANTS, "plant A alarms", "", "mqtt_consumer", "plant-a/alarms"),
    (PLANTS, "plant B line 1", "OPC UA of line 1", "opcua", "plant-b/metrics"),
    (PLANTS, "plant B line 2", "", "opcua", "plant-b/metrics"),
    (PLANTS, "plant B alarms", "", "mqtt_consumer", "plant-b/alarms"),
    (PLANTS, "pump stations north", "Modbus gateways 1 to 14", "modbus", "pumps-raw"),
    (PLANTS, "pump stations south", "Modbus gateways 15 to 31", "modbus", "pumps-raw"),
    (PLANTS, "rain gauges", "", "http", "weather"),
    (PLANTS, "energy meters", "", "modbus", "energy-meters"),
    (PLANTS, "host metrics", "Our own machines", "cpu", "hosts"),
    (PLANTS, "switches", "SNMP of the plant network", "snmp", "network"),
    (PLANTS, "cluster", "", "kubernetes", "kubernetes"),
    (LAB, "chlorine probes", "", "modbus", "chlorine"),
    (LAB, "turbidity probes", "", "modbus", "turbidity"),
    (LAB, "climate chambers", "", "modbus", "climate-chambers"),
    (LAB, "instrument PCs", "", "cpu", "instruments"),
];

/// Adds them.
pub fn fill(made: &mut Made<'_>) {
    for (number, (org_name, name, description, plugin, bucket)) in TELEGRAFS.iter().enumerate() {
        let org = made.org(org_name);
        let day = 5 + 11 * i64::try_from(number).unwrap_or(0);
        let config = format!(
            "[[outputs.influxdb_v2]]\n  urls = [\"http://influxdb.brackwater.example:8086\"]\n  token = \"$INFLUX_TOKEN\"\n  organization = \"{org_name}\"\n  bucket = \"{bucket}\"\n\n[[inputs.{plugin}]]\n"
        );
        let members = json!({
            "name": name,
            "description": description,
            "config": config,
            "metadata": {"buckets": [bucket]},
        });
        let id = put(made, Kind::Telegrafs, org_name, super::DEMO_USER, day, members);
        debug_assert!(made.world.store.object(Kind::Telegrafs, id).is_some_and(|t| t.org == org));
        made.telegrafs.insert((*name).to_owned(), id);
    }
}

/// Adds an object of any kind.
pub fn put(made: &mut Made<'_>, kind: Kind, org: &str, owner: &str, day: i64, members: Value) -> crate::id::Id {
    let id = made.ids.timed_at(calendar::millis(day));
    let at = calendar::time(day);
    let Value::Object(members) = members else { unreachable!("the demo's objects are written as objects") };
    let object =
        Object { id, org: made.org(org), owner: made.user(owner), members, created_at: at.clone(), updated_at: at };
    made.world.store.put_object(kind, object);
    id
}
