//! A new token, ready to use: written for the programs that will hold it.
//!
//! A format is a [`Text`] with places for the secret; forms that keep the secret out of a file come first.
//! The address, the organization and a bucket are filled in from what was granted ([`Connection`]).

mod commands;
mod env;
mod files;
mod connection;
mod telegraf;

pub use connection::{ANY_BUCKET, Connection, Reach, Reference, Spelled};
pub use console_core::text::{Escape, Part, Text, written};

use crate::permission::Action;

/// A way of writing a token down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The token alone.
    Token,
    /// Lines for a `.env` file.
    Env,
    /// A Telegraf output that finds the token in its environment.
    TelegrafEnvironment,
    /// A Telegraf output that finds the token in a secret store.
    TelegrafSecretStore,
    /// A Grafana data source that finds the token in its environment.
    GrafanaEnvironment,
    /// A Grafana data source with the token.
    GrafanaFile,
    /// A Kubernetes Secret.
    Kubernetes,
    /// A command that makes a Docker secret.
    DockerSecret,
    /// A Compose file that reads a secret from a file.
    DockerCompose,
    /// A curl command that finds the token in its environment.
    CurlEnvironment,
    /// A curl command with the token.
    CurlToken,
    /// An `influx` connection; the command finds the token in its environment.
    InfluxEnvironment,
    /// An `influx` connection; the command holds the token.
    InfluxToken,
    /// The line for Home Assistant's `secrets.yaml`.
    HomeAssistantSecrets,
    /// The part of Home Assistant's configuration that refers to that line.
    HomeAssistantConfiguration,
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
pub const GROUPS: [Group; 9] = [
    Group { title: "Token", formats: &[F::Token] },
    Group { title: ".env", formats: &[F::Env] },
    Group { title: "telegraf.conf", formats: &[F::TelegrafEnvironment, F::TelegrafSecretStore] },
    Group { title: "Grafana", formats: &[F::GrafanaEnvironment, F::GrafanaFile] },
    Group { title: "Kubernetes", formats: &[F::Kubernetes] },
    Group { title: "Docker", formats: &[F::DockerSecret, F::DockerCompose] },
    Group { title: "curl", formats: &[F::CurlEnvironment, F::CurlToken] },
    Group { title: "influx config", formats: &[F::InfluxEnvironment, F::InfluxToken] },
    Group { title: "Home Assistant", formats: &[F::HomeAssistantSecrets, F::HomeAssistantConfiguration] },
];

impl Format {
    /// What sets it apart from the others of its group: where the token is, or which file it is.
    pub const fn variant(self) -> &'static str {
        match self {
            F::Token | F::Env | F::Kubernetes => "",
            F::TelegrafEnvironment | F::GrafanaEnvironment | F::CurlEnvironment | F::InfluxEnvironment => "Environment",
            F::TelegrafSecretStore => "Secret store",
            F::GrafanaFile => "In the file",
            F::CurlToken | F::InfluxToken => "In the command",
            F::DockerSecret => "docker secret",
            F::DockerCompose => "Compose file",
            F::HomeAssistantSecrets => "secrets.yaml",
            F::HomeAssistantConfiguration => "configuration.yaml",
        }
    }

    /// What a person copies.
    pub const fn noun(self) -> &'static str {
        match self {
            F::Token => "token",
            F::Env => ".env",
            F::TelegrafEnvironment | F::TelegrafSecretStore => "telegraf.conf",
            F::GrafanaEnvironment | F::GrafanaFile | F::Kubernetes | F::DockerCompose => "YAML",
            F::DockerSecret | F::CurlEnvironment | F::CurlToken | F::InfluxEnvironment | F::InfluxToken => "command",
            F::HomeAssistantSecrets => "secrets.yaml",
            F::HomeAssistantConfiguration => "configuration.yaml",
        }
    }

    /// A name for the file: never with the secret, and never with the description, which may tell more than a file name should.
    pub fn file_name(self, place: &Connection) -> String {
        match self {
            F::Token => format!("token-{}.txt", place.token),
            F::Env => format!("token-{}.env", place.token),
            F::TelegrafEnvironment | F::TelegrafSecretStore => "telegraf.conf".to_owned(),
            F::GrafanaEnvironment | F::GrafanaFile => "grafana-influxdb.yaml".to_owned(),
            F::Kubernetes => "influxdb-secret.yaml".to_owned(),
            F::DockerSecret => "docker-secret.sh".to_owned(),
            F::DockerCompose => "compose.yaml".to_owned(),
            F::CurlEnvironment | F::CurlToken => "influxdb-curl.sh".to_owned(),
            F::InfluxEnvironment | F::InfluxToken => "influx-config.sh".to_owned(),
            F::HomeAssistantSecrets => "secrets.yaml".to_owned(),
            F::HomeAssistantConfiguration => "configuration.yaml".to_owned(),
        }
    }

    /// The text.
    pub fn text(self, place: &Connection) -> Text {
        match self {
            F::Token => Text::new().secret(Escape::Raw),
            F::Env => env::file(place),
            F::TelegrafEnvironment => telegraf::environment(place),
            F::TelegrafSecretStore => telegraf::secret_store(place),
            F::GrafanaEnvironment => files::grafana(place, |text| text.plain("\"$INFLUX_TOKEN\"")),
            F::GrafanaFile => files::grafana(place, |text| text.secret(Escape::QuotedForVariables)),
            F::Kubernetes => files::kubernetes(place),
            F::DockerSecret => commands::docker_secret(),
            F::DockerCompose => files::compose(place),
            F::CurlEnvironment => commands::curl(place, |text| text.plain("\"Authorization: Token $INFLUX_TOKEN\"")),
            F::CurlToken => {
                commands::curl(place, |text| text.plain("'Authorization: Token ").secret(Escape::WithinWord).plain("'"))
            }
            F::InfluxEnvironment => commands::influx(place, |text| text.plain("\"$INFLUX_TOKEN\"")),
            F::InfluxToken => commands::influx(place, |text| text.secret(Escape::Word)),
            F::HomeAssistantSecrets => files::home_assistant_secrets(),
            F::HomeAssistantConfiguration => files::home_assistant(place),
        }
    }

    /// What a person has to do beside copying it.
    pub const fn advice(self) -> Option<&'static str> {
        match self {
            F::Token | F::Env => None,
            F::TelegrafEnvironment => Some(
                "Give Telegraf INFLUX_TOKEN in its environment, such as /etc/default/telegraf. The .env tab has that line.",
            ),
            F::TelegrafSecretStore => {
                Some("Store the token once with: telegraf secrets set influxdb token. It asks for the value.")
            }
            F::GrafanaEnvironment => {
                Some("Give Grafana INFLUX_TOKEN in its environment. The file belongs into provisioning/datasources.")
            }
            F::GrafanaFile => Some("The file belongs into provisioning/datasources."),
            F::Kubernetes => Some("Apply it with: kubectl apply -f influxdb-secret.yaml."),
            F::DockerSecret | F::CurlToken => Some("A shell may keep this command in its history."),
            F::InfluxToken => {
                Some("A shell may keep this command in its history, and influx stores the token as plain text.")
            }
            F::DockerCompose => {
                Some("Put the token alone into influxdb_token.txt beside this file. The Token tab has it.")
            }
            F::CurlEnvironment => {
                Some("Set INFLUX_TOKEN first; read -rs INFLUX_TOKEN takes a paste and leaves no trace.")
            }
            F::InfluxEnvironment => Some(
                "Set INFLUX_TOKEN first; read -rs INFLUX_TOKEN takes a paste. influx stores the token as plain text.",
            ),
            F::HomeAssistantSecrets => Some("The line belongs into secrets.yaml. configuration.yaml refers to it."),
            F::HomeAssistantConfiguration => Some("It finds the token in secrets.yaml, which is the other form here."),
        }
    }

    /// What the text can't say because the token's grants leave it open.
    pub fn caveat(self, place: &Connection) -> Option<&'static str> {
        let (action, reach) = self.bucket(place)?;
        match (reach, action) {
            (Reach::Bucket(_), _) => None,
            (Reach::Any, _) => Some("Put the name of a bucket in place of YOUR_BUCKET."),
            (Reach::Nothing, Action::Write) => {
                Some("This token grants no write on a bucket, so there is none to put in place of YOUR_BUCKET.")
            }
            (Reach::Nothing, Action::Read) => {
                Some("This token grants no read on a bucket, so there is none to put in place of YOUR_BUCKET.")
            }
        }
    }

    /// The single buckets of which the format names one, where there are several, and the place of the one it names.
    pub fn buckets(self, place: &Connection) -> Option<(Action, usize, &[Reference])> {
        let (action, reach) = self.bucket(place)?;
        let Reach::Bucket(named) = reach else { return None };
        let buckets = Some(place.buckets(action)).filter(|buckets| buckets.len() > 1)?;
        Some((action, buckets.iter().position(|bucket| bucket == named)?, buckets))
    }

    /// What the format does with a bucket; nothing for formats without one, and for those that leave a missing one out.
    const fn bucket(self, place: &Connection) -> Option<(Action, &Reach)> {
        match self {
            F::TelegrafEnvironment | F::TelegrafSecretStore | F::HomeAssistantConfiguration => {
                Some((Action::Write, &place.writes))
            }
            F::GrafanaEnvironment | F::GrafanaFile => Some((Action::Read, &place.reads)),
            F::Env | F::Kubernetes | F::DockerCompose | F::CurlEnvironment | F::CurlToken => {
                match place.use_of_bucket() {
                    (_, Reach::Nothing) => None,
                    used => Some(used),
                }
            }
            _ => None,
        }
    }
}

/// The bucket's name for a format that can write any text.
fn bucket_text(reach: &Reach) -> &str {
    match reach {
        Reach::Bucket(reference) => reference.text(),
        Reach::Any | Reach::Nothing => ANY_BUCKET,
    }
}
