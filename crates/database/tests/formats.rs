//! Every format is read back by a real reader of it: what stands in the text is exactly what was meant.

use console_core::Secret;
use database::Id;
use database::connection::{ANY, Product};
use database::database::{Database, Retention};
use database::formats::{Connection, Escape, Format, GROUPS, written};
use database::permission::{Action, Permission, PermissionSet, Resource};
use database::token::{Expiry, Token};
use proptest::prelude::*;

const TOKEN: &str = "apiv1_5up3r-s3cr3t-token_that-no-file-may-turn-into-anything-else_0123456789";

fn token(permissions: PermissionSet) -> Token {
    Token {
        id: Id::from_number(9),
        description: "d".into(),
        permissions,
        created_ms: None,
        expiry: Expiry::Never,
        revoked: None,
    }
}

fn place(host: &str, database: &str) -> Connection {
    let both = Action::BOTH.map(|action| Permission::on(action, database));
    Connection::new(&token(both.into_iter().collect()), host, &[])
}

fn full(format: Format, place: &Connection, secret: &str) -> String {
    format.text(place).full(&Secret::new(secret.to_owned())).to_string()
}

/// The words of a command, with the variable as its name.
fn words(command: &str) -> Vec<String> {
    shlex::split(&command.replace(" \\\n  ", " ")).expect("a line of a shell")
}

fn env(text: &str) -> Vec<(String, String)> {
    dotenvy::from_read_iter(text.as_bytes()).map(|pair| pair.expect("a line")).collect()
}

fn telegraf(text: &str) -> toml::Table {
    // Telegraf fills in what stands in the environment before it reads the file.
    let file: toml::Table = toml::from_str(&text.replace("${INFLUX_TOKEN}", TOKEN)).expect("TOML");
    file["outputs"]["influxdb_v2"][0].as_table().expect("an output").clone()
}

fn grafana(text: &str) -> serde_json::Value {
    let file: serde_json::Value = yaml_serde::from_str(text).expect("YAML");
    file["datasources"][0].clone()
}

proptest! {
    #[test]
    fn whatever_a_server_names_arrives_at_the_reader(database in "[ -~äß\u{202e}]{1,12}", secret in "[!-~]{4,20}") {
        let place = place("https://cluster.example:8443/", &database);
        for format in [Format::TelegrafEnvironment, Format::TelegrafSecretStore] {
            let output = telegraf(&full(format, &place, &secret));
            prop_assert_eq!(output["bucket"].as_str(), Some(&*database));
            prop_assert_eq!(output["urls"][0].as_str(), Some("https://cluster.example:8443"));
        }
        let source = grafana(&full(Format::GrafanaFile, &place, &secret));
        let filled_in = |value: &serde_json::Value| value.as_str().expect("a text").replace("$$", "$");
        prop_assert_eq!(filled_in(&source["jsonData"]["dbName"]), database.clone());
        prop_assert_eq!(filled_in(&source["secureJsonData"]["token"]), secret);
        let shown = if database.contains('\u{202e}') { "YOUR_DATABASE" } else { database.as_str() };
        let query = words(&full(Format::CurlQueryV1, &place, TOKEN));
        prop_assert!(query.contains(&format!("db={shown}")), "{:?}", query);
        let write = words(&full(Format::InfluxctlWrite, &place, TOKEN));
        prop_assert!(write.contains(&format!("--database={shown}")), "{:?}", write);
        let url = words(&full(Format::CurlWriteV2, &place, TOKEN))[3].clone();
        let name = url.strip_prefix("https://cluster.example:8443/api/v2/write?bucket=").and_then(|rest| rest.strip_suffix("&precision=ns"));
        prop_assert_eq!(name.and_then(console_core::http::decode), Some(database));
    }
}

#[test]
fn an_env_file_names_host_database_and_token() {
    let pairs = env(&full(Format::Env, &place("https://cluster.example", "plant-a/metrics"), TOKEN));
    let expected =
        [("INFLUX_HOST", "https://cluster.example"), ("INFLUX_DATABASE", "plant-a/metrics"), ("INFLUX_TOKEN", TOKEN)];
    assert_eq!(pairs, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
}

#[test]
fn the_secret_stands_only_where_a_format_says_so() {
    let place = place("https://cluster.example", "plant_a");
    for format in GROUPS.iter().flat_map(|group| group.formats) {
        let holds = matches!(format, Format::Token | Format::Env | Format::GrafanaFile);
        assert_eq!(full(*format, &place, TOKEN).contains(TOKEN), holds, "{format:?}");
        assert_eq!(format.text(&place).holds_secret(), holds, "{format:?}");
        assert!(!format.file_name(&place).contains("plant_a"), "{format:?}");
    }
    assert_eq!(&*written(&Secret::new(TOKEN.to_owned()), Escape::Raw), TOKEN);
}

#[test]
fn what_is_not_granted_is_told_and_all_databases_name_one_that_is_known() {
    let reads_all: PermissionSet = [Permission::new(Action::Read, Resource::All)].into_iter().collect();
    let unknown = Connection::new(&token(reads_all.clone()), "https://c.example", &[]);
    assert_eq!(Format::CurlQueryV1.caveat(&unknown), Some("Put the name of a database in place of YOUR_DATABASE."));
    assert!(
        Format::CurlWriteV2.caveat(&unknown).is_some_and(|caveat| caveat.starts_with("This token grants no write"))
    );
    let known = [Database { name: "a".into(), retention: Retention::of_nanoseconds(None), max_tables: None }];
    let known = Connection::new(&token(reads_all), "https://c.example", &known);
    assert_eq!((Format::CurlQueryV1.caveat(&known), known.any_database()), (None, Some("a")));
}

#[test]
fn programs_of_cloud_dedicated_write_to_the_cluster_and_not_to_the_console() {
    let manages = "https://console.influxdata.com";
    let host = Product::Dedicated.data_host(manages, Some(ANY));
    assert_eq!(host.as_deref(), Some("https://11111111-1111-1111-1111-111111111111.a.influxdb.io"));
    assert_eq!(Product::Dedicated.data_host(manages, None), None);
    assert_eq!(Product::Clustered.data_host("https://c.example", None).as_deref(), Some("https://c.example"));
}
