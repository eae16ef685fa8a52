//! YAML files: Grafana, Kubernetes, Compose, Home Assistant. Every value is quoted, so that none can turn into a number or a `null`.

use super::{Connection, Escape, Reach, Text, bucket_text};

/// A data source. Grafana fills in `$VARIABLES` and reads `$$` as one dollar sign.
pub fn grafana(place: &Connection, token: impl Fn(Text) -> Text) -> Text {
    const QUOTED: Escape = Escape::QuotedForVariables;
    let text = Text::new()
        .plain("apiVersion: 1\n")
        .key("datasources")
        .plain(":\n  - name: InfluxDB\n    type: influxdb\n    access: proxy\n    url: ")
        .value(QUOTED, &place.host)
        .plain("\n    jsonData:\n      version: Flux\n      organization: ")
        .value(QUOTED, place.org.text())
        .plain("\n      defaultBucket: ")
        .value(QUOTED, bucket_text(&place.reads))
        .plain("\n    secureJsonData:\n      token: ");
    token(text).plain("\n")
}

/// A Secret with the same variables as the `.env` file.
pub fn kubernetes(place: &Connection) -> Text {
    let head = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: influxdb-token\ntype: Opaque\n";
    let text = Text::new().plain(head).key("stringData").plain(":\n");
    let text = variables(text, place, "  ", Escape::Quoted);
    text.plain("  INFLUX_TOKEN: ").secret(Escape::Quoted).plain("\n")
}

/// A service that finds the token in `/run/secrets/influxdb_token`. Compose reads `$$` as one dollar sign.
pub fn compose(place: &Connection) -> Text {
    let text = Text::new().key("services").plain(":\n  telegraf:\n    image: telegraf\n    environment:\n");
    variables(text, place, "      ", Escape::QuotedForVariables)
        .plain("    secrets:\n      - influxdb_token\n")
        .key("secrets")
        .plain(":\n  influxdb_token:\n    file: ./influxdb_token.txt\n")
}

fn variables(text: Text, place: &Connection, indent: &'static str, escape: Escape) -> Text {
    let text = text
        .plain(indent)
        .plain("INFLUX_HOST: ")
        .value(escape, &place.host)
        .plain("\n")
        .plain(indent)
        .plain("INFLUX_ORG: ")
        .value(escape, place.org.text())
        .plain("\n");
    match place.use_of_bucket().1 {
        Reach::Nothing => text,
        reach => text.plain(indent).plain("INFLUX_BUCKET_NAME: ").value(escape, bucket_text(reach)).plain("\n"),
    }
}

/// The line that holds the token.
pub fn home_assistant_secrets() -> Text {
    Text::new().key("influxdb_token").plain(": ").secret(Escape::Quoted).plain("\n")
}

/// The integration. It puts its address together from scheme, host, port and path.
pub fn home_assistant(place: &Connection) -> Text {
    let address = Address::of(&place.host);
    let mut text = Text::new()
        .key("influxdb")
        .plain(":\n  api_version: 2\n  ssl: ")
        .plain(if address.secure { "true" } else { "false" })
        .plain("\n  host: ")
        .value(Escape::Quoted, address.host)
        .plain("\n");
    if let Some(port) = address.port {
        text = text.plain("  port: ").value(Escape::Raw, port).plain("\n");
    }
    if !address.path.is_empty() {
        text = text.plain("  path: ").value(Escape::Quoted, address.path).plain("\n");
    }
    text.plain("  token: !secret influxdb_token\n  organization: ")
        .value(Escape::Quoted, place.org.text())
        .plain("\n  bucket: ")
        .value(Escape::Quoted, bucket_text(&place.writes))
        .plain("\n")
}

/// The parts of an `http` address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Address<'a> {
    secure: bool,
    host: &'a str,
    port: Option<&'a str>,
    path: &'a str,
}

impl<'a> Address<'a> {
    fn of(address: &'a str) -> Self {
        let (scheme, rest) = address.split_once("://").unwrap_or(("http", address));
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        // The colons of an IPv6 address stand inside of brackets, and what follows them is no number.
        let digits = |port: &&str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        let port = authority.rsplit_once(':').map(|(_, port)| port).filter(digits);
        let host = port.map_or(authority, |port| &authority[..authority.len() - port.len() - 1]);
        Self { secure: scheme == "https", host, port, path }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        for (address, secure, host, port, path) in [
            ("https://influx.example:8086", true, "influx.example", Some("8086"), ""),
            ("http://10.0.0.7", false, "10.0.0.7", None, ""),
            ("https://example.com/influx/a", true, "example.com", None, "/influx/a"),
            ("http://[::1]:8086/x", false, "[::1]", Some("8086"), "/x"),
            ("http://[::1]", false, "[::1]", None, ""),
        ] {
            assert_eq!(Address::of(address), Address { secure, host, port, path }, "{address}");
        }
    }
}
