//! Files: `.env`, Telegraf, Grafana. Every value is quoted, so that none can turn into a number or a `null`.

use super::{Connection, Escape, Text};
use crate::permission::Action;
use console_core::text::escape::fits_dotenv;

/// The variables that the client libraries read.
pub fn env(place: &Connection) -> Text {
    let line =
        |text: Text, key: &'static str, value: &str| text.key(key).plain("=").value(Escape::Dotenv, value).plain("\n");
    let mut text = line(Text::new(), "INFLUX_HOST", &place.host);
    // The readers of such files would not agree on what else a server may hold.
    if let Some(database) = place.any_database().filter(|name| fits_dotenv(name)) {
        text = line(text, "INFLUX_DATABASE", database);
    }
    text.key("INFLUX_TOKEN").plain("=").secret(Escape::Dotenv).plain("\n")
}

/// The token comes from the environment.
pub fn telegraf_environment(place: &Connection) -> Text {
    telegraf(Text::new(), place, "\"${INFLUX_TOKEN}\"")
}

/// The token comes from the keyring of the operating system, which Telegraf reads since 1.25.
pub fn telegraf_secret_store(place: &Connection) -> Text {
    let store = Text::new().key("[[secretstores.os]]").plain("\n  id = \"influxdb\"\n\n");
    telegraf(store, place, "\"@{influxdb:token}\"")
}

/// The output for InfluxDB 2, whose way of writing these products take. The organization is not looked at.
fn telegraf(text: Text, place: &Connection, token: &'static str) -> Text {
    const QUOTED: Escape = Escape::QuotedForTelegraf;
    text.key("[[outputs.influxdb_v2]]")
        .plain("\n  urls = [")
        .value(QUOTED, &place.host)
        .plain("]\n  token = ")
        .plain(token)
        .plain("\n  organization = \"\"\n  bucket = ")
        .value(QUOTED, place.database(Action::Write))
        .plain("\n")
}

/// A data source for SQL. Grafana fills in `$VARIABLES` and reads `$$` as one dollar sign.
pub fn grafana(place: &Connection, token: impl Fn(Text) -> Text) -> Text {
    const QUOTED: Escape = Escape::QuotedForVariables;
    let text = Text::new()
        .plain("apiVersion: 1\n")
        .key("datasources")
        .plain(":\n  - name: InfluxDB\n    type: influxdb\n    access: proxy\n    url: ")
        .value(QUOTED, &place.host)
        .plain("\n    jsonData:\n      version: SQL\n      httpMode: POST\n      dbName: ")
        .value(QUOTED, place.database(Action::Read))
        .plain("\n    secureJsonData:\n      token: ");
    token(text).plain("\n")
}
