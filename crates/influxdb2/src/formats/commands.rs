//! Commands for a POSIX shell: a Docker secret, curl, `influx config create`.

use super::{ANY_BUCKET, Connection, Escape, Reach, Spelled, Text};
use crate::permission::Action;
use console_core::http::encode;

/// Makes a Docker secret from the standard input, so that the token is in no argument of `docker`.
pub fn docker_secret() -> Text {
    Text::new()
        .plain("printf %s ")
        .secret(Escape::Word)
        .plain(" | ")
        .key("docker secret create")
        .plain(" influxdb_token -\n")
}

/// Does what the token grants: writes points from a file, reads some rows, or lists buckets. `header` writes the token's header.
pub fn curl(place: &Connection, header: impl Fn(Text) -> Text) -> Text {
    let org = encode(&place.org.for_terminal().text());
    let (action, reach) = place.use_of_bucket();
    let bucket = match reach {
        Reach::Bucket(bucket) => Some(bucket.for_terminal()),
        Reach::Any => Some(Spelled::Name(ANY_BUCKET)),
        Reach::Nothing => None,
    };
    let (method, path, bucket) = match (action, bucket) {
        (_, None) => ("GET ", format!("/api/v2/buckets?org={org}"), None),
        (Action::Write, Some(bucket)) => {
            ("POST ", format!("/api/v2/write?org={org}&bucket={}", encode(&bucket.text())), None)
        }
        (Action::Read, Some(bucket)) => ("POST ", format!("/api/v2/query?org={org}"), Some(bucket)),
    };
    let url = [place.host.as_str(), path.as_str()].concat();
    let text = Text::new().key("curl").plain(" --request ").plain(method).value(Escape::Word, &url);
    let text = header(text.plain(" \\\n  --header "));
    match (method, bucket) {
        ("GET ", _) => text.plain("\n"),
        (_, None) => text.plain(" \\\n  --data-binary @points.lp\n"),
        (_, Some(bucket)) => text
            .plain(" \\\n  --header 'Content-Type: application/vnd.flux' \\\n  --data ")
            .value(Escape::Word, &flux(bucket))
            .plain("\n"),
    }
}

fn flux(bucket: Spelled<'_>) -> String {
    let from = match bucket {
        Spelled::Name(name) => format!("bucket: \"{}\"", Escape::WithinFlux.text(name)),
        Spelled::Id(id) => format!("bucketID: \"{id}\""),
    };
    format!("from({from}) |> range(start: -1h) |> limit(n: 10)")
}

/// Adds a connection to the `influx` command. `token` writes the value of its flag.
pub fn influx(place: &Connection, token: impl Fn(Text) -> Text) -> Text {
    let name = format!("token-{}", place.token);
    // Each value is in one word with its flag: the command takes a word of its own that starts with a dash for another flag,
    // and one token in 64 starts with a dash.
    let text = Text::new()
        .key("influx config create")
        .plain(" \\\n  --config-name=")
        .value(Escape::Word, &name)
        .plain(" \\\n  --host-url=")
        .value(Escape::Word, &place.host)
        // The command knows organizations by name; an id is what is left of a name that a terminal would act on.
        .plain(" \\\n  --org=")
        .value(Escape::Word, &place.org.for_terminal().text())
        .plain(" \\\n  --token=");
    token(text).plain("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_not_leave_its_flux_string() {
        assert_eq!(
            flux(Spelled::Name(r#"a") |> drop() ${x}\"#)),
            r#"from(bucket: "a\") |> drop() \x24{x}\\") |> range(start: -1h) |> limit(n: 10)"#
        );
    }
}
