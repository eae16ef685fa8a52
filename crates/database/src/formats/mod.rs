//! A new database token, ready to use: written for the programs that will hold it.
//!
//! A format is a [`Text`] with places for the secret; forms that keep the secret out of a file come first. The address and a
//! database are filled in from what was granted ([`Connection`]). SQL over HTTP is not here: these products answer it over
//! Flight alone, which `influxctl query` speaks.

mod commands;
mod connection;
mod files;

pub use connection::{ANY_DATABASE, Connection, Reach};
pub use console_core::text::{Escape, Part, Text, written};

use crate::permission::Action;

/// A way of writing a token down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The token alone.
    Token,
    /// Lines for a `.env` file.
    Env,
    /// A Telegraf output that finds the token in a secret store.
    TelegrafSecretStore,
    /// A Telegraf output that finds the token in its environment.
    TelegrafEnvironment,
    /// A Grafana data source for SQL that finds the token in its environment.
    GrafanaEnvironment,
    /// The same with the token.
    GrafanaFile,
    /// `influxctl write`.
    InfluxctlWrite,
    /// `influxctl query`.
    InfluxctlQuery,
    /// A write as InfluxDB 2 takes it.
    CurlWriteV2,
    /// A write as InfluxDB 1 takes it.
    CurlWriteV1,
    /// A query as InfluxDB 1 takes it.
    CurlQueryV1,
}

use Format as F;

/// Formats for the same program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The program or the file.
    pub title: &'static str,
    /// The formats; the first is the one to prefer.
    pub formats: &'static [Format],
}

/// All formats, as they are offered.
pub const GROUPS: [Group; 6] = [
    Group { title: "Token", formats: &[F::Token] },
    Group { title: ".env", formats: &[F::Env] },
    Group { title: "telegraf.conf", formats: &[F::TelegrafSecretStore, F::TelegrafEnvironment] },
    Group { title: "Grafana", formats: &[F::GrafanaEnvironment, F::GrafanaFile] },
    Group { title: "influxctl", formats: &[F::InfluxctlWrite, F::InfluxctlQuery] },
    Group { title: "curl", formats: &[F::CurlWriteV2, F::CurlWriteV1, F::CurlQueryV1] },
];

impl Format {
    /// What sets it apart from the others of its group.
    pub const fn variant(self) -> &'static str {
        match self {
            F::Token | F::Env => "",
            F::TelegrafSecretStore => "Secret store",
            F::TelegrafEnvironment | F::GrafanaEnvironment => "Environment",
            F::GrafanaFile => "In the file",
            F::InfluxctlWrite => "Write",
            F::InfluxctlQuery => "Query",
            F::CurlWriteV2 => "Write, v2",
            F::CurlWriteV1 => "Write, v1",
            F::CurlQueryV1 => "Query, v1",
        }
    }

    /// What a person copies.
    pub const fn noun(self) -> &'static str {
        match self {
            F::Token => "token",
            F::Env => ".env",
            F::TelegrafSecretStore | F::TelegrafEnvironment => "telegraf.conf",
            F::GrafanaEnvironment | F::GrafanaFile => "YAML",
            _ => "command",
        }
    }

    /// A name for the file: never with the secret, and never with the description, which may tell more than a file name should.
    pub fn file_name(self, place: &Connection) -> String {
        match self {
            F::Token => format!("token-{}.txt", place.token),
            F::Env => format!("token-{}.env", place.token),
            F::TelegrafSecretStore | F::TelegrafEnvironment => "telegraf.conf".to_owned(),
            F::GrafanaEnvironment | F::GrafanaFile => "grafana-influxdb.yaml".to_owned(),
            F::InfluxctlWrite | F::InfluxctlQuery => "influxctl.sh".to_owned(),
            F::CurlWriteV2 | F::CurlWriteV1 | F::CurlQueryV1 => "influxdb-curl.sh".to_owned(),
        }
    }

    /// The text.
    pub fn text(self, place: &Connection) -> Text {
        match self {
            F::Token => Text::new().secret(Escape::Raw),
            F::Env => files::env(place),
            F::TelegrafSecretStore => files::telegraf_secret_store(place),
            F::TelegrafEnvironment => files::telegraf_environment(place),
            F::GrafanaEnvironment => files::grafana(place, |text| text.plain("\"$INFLUX_TOKEN\"")),
            F::GrafanaFile => files::grafana(place, |text| text.secret(Escape::QuotedForVariables)),
            F::InfluxctlWrite => commands::influxctl_write(place),
            F::InfluxctlQuery => commands::influxctl_query(place),
            F::CurlWriteV2 => commands::curl_write(place, "/api/v2/write?bucket="),
            F::CurlWriteV1 => commands::curl_write(place, "/write?db="),
            F::CurlQueryV1 => commands::curl_query(place),
        }
    }

    /// What a person has to do beside copying it.
    pub const fn advice(self) -> Option<&'static str> {
        match self {
            F::Token | F::Env => None,
            F::TelegrafSecretStore => {
                Some("Store the token once with: telegraf secrets set influxdb token. It asks for the value.")
            }
            F::TelegrafEnvironment => Some(
                "Give Telegraf INFLUX_TOKEN in its environment, such as /etc/default/telegraf. The .env tab has that line.",
            ),
            F::GrafanaEnvironment => {
                Some("Give Grafana INFLUX_TOKEN in its environment. The file belongs into provisioning/datasources.")
            }
            F::GrafanaFile => Some("The file belongs into provisioning/datasources."),
            F::InfluxctlWrite | F::InfluxctlQuery | F::CurlWriteV2 | F::CurlWriteV1 | F::CurlQueryV1 => {
                Some("Set INFLUX_TOKEN first; read -rs INFLUX_TOKEN takes a paste and leaves no trace.")
            }
        }
    }

    /// What the program does with a database; nothing for texts that name none.
    pub const fn action(self) -> Option<Action> {
        match self {
            F::Token | F::Env => None,
            F::TelegrafSecretStore | F::TelegrafEnvironment | F::InfluxctlWrite | F::CurlWriteV2 | F::CurlWriteV1 => {
                Some(Action::Write)
            }
            F::GrafanaEnvironment | F::GrafanaFile | F::InfluxctlQuery | F::CurlQueryV1 => Some(Action::Read),
        }
    }

    /// What the text can't say because the token's grants leave it open.
    pub fn caveat(self, place: &Connection) -> Option<&'static str> {
        let action = self.action()?;
        match (place.reach(action), action) {
            (Reach::Database(_), _) => None,
            (Reach::Any, _) => Some("Put the name of a database in place of YOUR_DATABASE."),
            (Reach::Nothing, Action::Write) => {
                Some("This token grants no write on a database, so there is none to put in place of YOUR_DATABASE.")
            }
            (Reach::Nothing, Action::Read) => {
                Some("This token grants no read on a database, so there is none to put in place of YOUR_DATABASE.")
            }
        }
    }
}
