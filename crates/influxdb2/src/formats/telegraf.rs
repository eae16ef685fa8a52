//! Telegraf's output for InfluxDB 2.x. The secret never stands in the file.

use super::{Connection, Escape, Text, bucket_text};

const QUOTED: Escape = Escape::QuotedForTelegraf;

/// The token comes from the environment.
pub fn environment(place: &Connection) -> Text {
    output(Text::new(), place, "\"${INFLUX_TOKEN}\"")
}

/// The token comes from the keyring of the operating system, which Telegraf reads since 1.25.
pub fn secret_store(place: &Connection) -> Text {
    let store = Text::new().key("[[secretstores.os]]").plain("\n  id = \"influxdb\"\n\n");
    output(store, place, "\"@{influxdb:token}\"")
}

fn output(text: Text, place: &Connection, token: &'static str) -> Text {
    text.key("[[outputs.influxdb_v2]]")
        .plain("\n  urls = [")
        .value(QUOTED, &place.host)
        .plain("]\n  token = ")
        .plain(token)
        .plain("\n  organization = ")
        .value(QUOTED, place.org.text())
        .plain("\n  bucket = ")
        .value(QUOTED, bucket_text(&place.writes))
        .plain("\n")
}
