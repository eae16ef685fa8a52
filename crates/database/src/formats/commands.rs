//! Commands for a POSIX shell. They find the token in the environment, so that no history keeps it.

use super::{Connection, Escape, Text};
use crate::permission::Action;
use console_core::http::encode;
use console_core::text::foreign;

const HEADER: &str = " \\\n  --header \"Authorization: Bearer $INFLUX_TOKEN\"";

/// Writes the points of a file. `path` ends where the name of the database belongs.
pub fn curl_write(place: &Connection, path: &str) -> Text {
    let url = format!("{}{path}{}&precision=ns", place.host, encode(place.database(Action::Write)));
    Text::new()
        .key("curl")
        .plain(" --request POST ")
        .value(Escape::Word, &url)
        .plain(HEADER)
        .plain(" \\\n  --data-binary @points.lp\n")
}

/// Lists the tables in the words of InfluxQL.
pub fn curl_query(place: &Connection) -> Text {
    Text::new()
        .key("curl")
        .plain(" --get ")
        .value(Escape::Word, &format!("{}/query", place.host))
        .plain(HEADER)
        .plain(" \\\n  --data-urlencode ")
        .value(Escape::Word, &format!("db={}", typed(place, Action::Read)))
        .plain(" \\\n  --data-urlencode 'q=SHOW MEASUREMENTS'\n")
}

/// Writes the points of a file.
pub fn influxctl_write(place: &Connection) -> Text {
    influxctl("influxctl write", place, Action::Write).plain("points.lp\n")
}

/// Lists the tables.
pub fn influxctl_query(place: &Connection) -> Text {
    influxctl("influxctl query", place, Action::Read).plain("'SHOW TABLES'\n")
}

fn influxctl(command: &'static str, place: &Connection, action: Action) -> Text {
    Text::new()
        .key(command)
        .plain(" \\\n  --database=")
        .value(Escape::Word, typed(place, action))
        .plain(" \\\n  --token=\"$INFLUX_TOKEN\" \\\n  ")
}

/// A name as it may stand in a terminal, which acts on control characters even inside of quotes.
fn typed(place: &Connection, action: Action) -> &str {
    let name = place.database(action);
    if foreign::is_plain(name) { name } else { super::ANY_DATABASE }
}
