//! Every format is read back by a real reader of it: what stands in the file is exactly what was meant.

mod reading;

use console_core::Secret;
use console_core::text::foreign;
use influxdb2::authorization::{Authorization, Status};
use influxdb2::formats::{Connection, Escape, Format, GROUPS, Reach, Spelled, Text, written};
use influxdb2::permission::{Action, Permission, PermissionSet, ResourceType};
use influxdb2::{Id, Names};
use proptest::prelude::*;
use reading::{Tree, dollars_filled_in, dotenv, python_fills_in, sh, shell_words, telegraf_fills_in, toml, yaml};

const TOKEN: &str = "q1WnB7c0uYx4Zr9LkT2dVh6Jm8sPfGa3-oEiXvRyQwMzCtNb5lDgKjHpUeSaFIOw7x_T4Rk2mVc1Bg==";

fn id(number: u64) -> Id {
    Id::from_number(number).expect("not zero")
}

/// A token that writes and reads one bucket.
fn place(host: &str, org: &str, bucket: &str) -> Connection {
    granted(host, org, bucket, &Action::BOTH)
}

fn granted(host: &str, org: &str, bucket: &str, actions: &[Action]) -> Connection {
    let mut names = Names::default();
    names.insert(&ResourceType::Orgs, id(0xaa), org);
    names.insert(&ResourceType::Buckets, id(1), bucket);
    let on = |action: &Action| Permission::on_object(*action, ResourceType::Buckets, id(1), id(0xaa));
    let token = Authorization {
        id: id(9),
        org: id(0xaa),
        user: id(8),
        status: Status::Active,
        description: "d".into(),
        permissions: actions.iter().map(on).collect::<PermissionSet>(),
        created_ms: None,
        changed_ms: None,
    };
    Connection::new(&token, host, &names, &[])
}

fn full(format: Format, place: &Connection) -> String {
    full_with(format, place, TOKEN)
}

fn full_with(format: Format, place: &Connection, secret: &str) -> String {
    format.text(place).full(&Secret::new(secret.to_owned())).to_string()
}

/// What a name looks like where a reader takes no hidden characters.
fn spelled(spelled: Spelled<'_>) -> String {
    spelled.text()
}

fn bucket(place: &Connection) -> &influxdb2::formats::Reference {
    match &place.writes {
        Reach::Bucket(bucket) => bucket,
        other => panic!("{other:?}"),
    }
}

/// Names that break out of every kind of quoting that is not done well.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("'".to_owned()),
        Just("\"".to_owned()),
        Just("$HOME ${INFLUX_TOKEN} $$ $(id)".to_owned()),
        Just("\\".to_owned()),
        Just("`id`".to_owned()),
        Just("\n".to_owned()),
        Just("\r".to_owned()),
        Just("\t".to_owned()),
        Just(" # x".to_owned()),
        Just(": - !secret & * | > % @{a:b} { [ ,".to_owned()),
        Just("\u{202e}\u{200b}\u{feff}\u{2028}\u{85}\u{7f}\u{1b}[31m".to_owned()),
        Just("äöü漢字🏭".to_owned()),
        Just("\u{fffe}\u{10ffff}".to_owned()),
        "[a-z]{1,5}",
        any::<char>().prop_filter("no terminal, file or server takes it", |c| *c != '\0').prop_map(String::from),
    ];
    const ODD: &[&str] =
        &["null", "yes", "1e3", "-x", "--", "~", "=", "#a", "0x1F", ".", "true", "2024-01-01", "<<", "a: b", " a "];
    prop_oneof![
        4 => prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat()),
        1 => prop::sample::select(ODD).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn one_kind_of_quotes_is_read_by_json_toml_and_yaml(text in hostile()) {
        let quoted = Escape::Quoted.text(&text);
        // JSON has no code for a single character beyond U+FFFF; the two kinds of files that are written have.
        if !text.chars().any(|c| u32::from(c) > 0xFFFF && foreign::hides(c)) {
            prop_assert_eq!(serde_json::from_str::<String>(&quoted).expect("JSON"), text.clone());
        }
        prop_assert_eq!(toml(&format!("a = {quoted}")).at("a").text(), text.clone());
        prop_assert_eq!(yaml(&format!("a: {quoted}")).at("a").text(), text);
    }

    #[test]
    fn a_shell_reads_one_word(text in hostile()) {
        let line = format!("x {} '{}'", Escape::Word.text(&text), Escape::WithinWord.text(&text));
        prop_assert_eq!(shell_words(&line), ["x".to_owned(), text.clone(), text]);
    }

    #[test]
    fn a_dotenv_file_gives_back_what_was_meant(
        host in hostile(), org in hostile(), bucket_name in hostile(), secret in hostile(),
    ) {
        let place = place(&host, &org, &bucket_name);
        // What no reader of such files can tell apart from the end of a line.
        prop_assume!(!secret.contains('\r') && !secret.trim_end_matches('=').is_empty());
        let read = dotenv(&full_with(Format::Env, &place, &secret));
        let expected = [
            ("INFLUX_HOST".to_owned(), place.host.clone()),
            match place.org.for_dotenv() {
                Spelled::Name(name) => ("INFLUX_ORG".to_owned(), name.to_owned()),
                Spelled::Id(id) => ("INFLUX_ORG_ID".to_owned(), id.to_string()),
            },
            match bucket(&place).for_dotenv() {
                Spelled::Name(name) => ("INFLUX_BUCKET_NAME".to_owned(), name.to_owned()),
                Spelled::Id(id) => ("INFLUX_BUCKET_ID".to_owned(), id.to_string()),
            },
            ("INFLUX_TOKEN".to_owned(), secret),
        ];
        for (key, value) in &read {
            // Addresses have no such signs, and a secret can only be written as it is.
            let is_name = key.starts_with("INFLUX_ORG") || key.starts_with("INFLUX_BUCKET");
            prop_assert!(!is_name || python_fills_in(value) == *value, "{}", value);
        }
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn telegraf_reads_what_was_meant(host in hostile(), org in hostile(), bucket_name in hostile()) {
        let place = place(&host, &org, &bucket_name);
        for format in [Format::TelegrafEnvironment, Format::TelegrafSecretStore] {
            let text = full(format, &place);
            prop_assert!(!format.text(&place).holds_secret());
            let output = toml(&telegraf_fills_in(&text)).at("outputs").at("influxdb_v2").nth(0);
            prop_assert_eq!(output.at("urls").nth(0).text(), place.host.clone());
            prop_assert_eq!(output.at("organization").text(), org.clone());
            prop_assert_eq!(output.at("bucket").text(), bucket_name.clone());
            let token = if format == Format::TelegrafEnvironment { TOKEN } else { "@{influxdb:token}" };
            prop_assert_eq!(output.at("token").text(), token);
        }
        let store = toml(&full(Format::TelegrafSecretStore, &place));
        prop_assert_eq!(store.at("secretstores").at("os").nth(0).at("id").text(), "influxdb");
    }

    #[test]
    fn grafana_reads_what_was_meant(
        host in hostile(), org in hostile(), bucket_name in hostile(), secret in hostile(),
    ) {
        let place = place(&host, &org, &bucket_name);
        for (format, expected) in [(Format::GrafanaFile, secret.as_str()), (Format::GrafanaEnvironment, TOKEN)] {
            let read = yaml(&full_with(format, &place, &secret)).map_texts(&dollars_filled_in);
            let source = read.at("datasources").nth(0);
            prop_assert_eq!(source.at("type").text(), "influxdb");
            prop_assert_eq!(source.at("url").text(), place.host.clone());
            prop_assert_eq!(source.at("jsonData").at("organization").text(), org.clone());
            prop_assert_eq!(source.at("jsonData").at("defaultBucket").text(), bucket_name.clone());
            prop_assert_eq!(source.at("secureJsonData").at("token").text(), expected);
        }
    }

    #[test]
    fn kubernetes_and_compose_read_what_was_meant(
        host in hostile(), org in hostile(), bucket_name in hostile(), secret in hostile(),
    ) {
        let place = place(&host, &org, &bucket_name);
        let expected = [("INFLUX_HOST", &place.host), ("INFLUX_ORG", &org), ("INFLUX_BUCKET_NAME", &bucket_name)];
        let manifest = yaml(&full_with(Format::Kubernetes, &place, &secret));
        prop_assert_eq!(manifest.at("kind").text(), "Secret");
        prop_assert_eq!(manifest.at("stringData").at("INFLUX_TOKEN").text(), secret);
        let compose = yaml(&full(Format::DockerCompose, &place)).map_texts(&dollars_filled_in);
        let service = compose.at("services").at("telegraf");
        for (key, value) in expected {
            prop_assert_eq!(manifest.at("stringData").at(key).text(), value.clone());
            prop_assert_eq!(service.at("environment").at(key).text(), value.clone());
        }
        prop_assert_eq!(service.at("secrets").nth(0).text(), "influxdb_token");
    }

    #[test]
    fn home_assistant_reads_what_was_meant(org in hostile(), bucket_name in hostile(), secret in hostile()) {
        let place = place("https://influx.example:8086/base", &org, &bucket_name);
        let secrets = yaml(&full_with(Format::HomeAssistantSecrets, &place, &secret));
        prop_assert_eq!(secrets.at("influxdb_token").text(), secret);
        let read = yaml(&full(Format::HomeAssistantConfiguration, &place));
        let read = read.at("influxdb");
        prop_assert_eq!(read.at("host").text(), "influx.example");
        prop_assert_eq!(read.at("path").text(), "/base");
        prop_assert_eq!(read.at("organization").text(), org);
        prop_assert_eq!(read.at("bucket").text(), bucket_name);
        prop_assert_eq!(read.at("token"), &Tree::Tagged("!secret".into(), Box::new(Tree::Text("influxdb_token".into()))));
    }

    #[test]
    fn commands_have_the_words_that_were_meant(
        host in hostile(), org in hostile(), bucket_name in hostile(), secret in hostile(),
    ) {
        let place = place(&host, &org, &bucket_name);
        let org = spelled(place.org.for_terminal());
        let words = shell_words(&full_with(Format::InfluxToken, &place, &secret));
        let expected = [
            "influx", "config", "create", "--config-name=token-0000000000000009", &format!("--host-url={}", place.host),
            &format!("--org={org}"), &format!("--token={secret}"),
        ];
        prop_assert_eq!(words, expected);
        let words = shell_words(&full_with(Format::CurlToken, &place, &secret));
        let url = &words[3];
        prop_assert!(url.starts_with(&place.host), "{}", url);
        let query = url[place.host.len()..].strip_prefix("/api/v2/write?org=").expect("the path of a write");
        prop_assert!(query.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#'), "{}", query);
        prop_assert_eq!(&words[5], &format!("Authorization: Token {secret}"));
        prop_assert_eq!(&words[6..], ["--data-binary", "@points.lp"]);
        let words = shell_words(&full_with(Format::DockerSecret, &place, &secret));
        prop_assert_eq!(&words[..4], ["printf", "%s", &secret, "|"]);
    }

    #[test]
    fn one_place_is_written_as_it_is_in_the_whole_text(secret in hostile()) {
        let place = place("http://localhost:8086", "acme", "telemetry");
        let secret = Secret::new(secret);
        for format in GROUPS.iter().flat_map(|group| group.formats) {
            let text: Text = format.text(&place);
            let pieces: String = text
                .parts()
                .iter()
                .map(|part| match part {
                    influxdb2::formats::Part::Plain(text) | influxdb2::formats::Part::Key(text) => (*text).to_owned(),
                    influxdb2::formats::Part::Value(text) => text.clone(),
                    influxdb2::formats::Part::Secret(escape) => written(&secret, *escape).to_string(),
                })
                .collect();
            prop_assert_eq!(&pieces, &*text.full(&secret));
        }
    }
}

proptest! {
    // Each case starts a process.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_real_shell_runs_no_more_than_what_was_meant(org in hostile(), bucket_name in hostile(), secret in hostile()) {
        let place = place("http://localhost:8086", &org, &bucket_name);
        // A function in place of the program tells what it was called with.
        let script = |name: &str, text: &str| format!("{name}() {{ printf '%s\\0' \"$@\"; }}\nINFLUX_TOKEN=t\n{text}");
        let told = sh(&script("curl", &full_with(Format::CurlToken, &place, &secret)));
        prop_assert_eq!(&told[4], &format!("Authorization: Token {secret}"));
        prop_assert_eq!(told.len(), 7);
        let told = sh(&script("curl", &full(Format::CurlEnvironment, &place)));
        prop_assert_eq!(&told[4], "Authorization: Token t");
        let told = sh(&script("influx", &full(Format::InfluxEnvironment, &place)));
        prop_assert_eq!(told.last().map(String::as_str), Some("--token=t"));
        let told = sh(&format!("docker() {{ cat; printf '\\0'; }}\n{}", full_with(Format::DockerSecret, &place, &secret)));
        prop_assert_eq!(told, [secret]);
    }

    #[test]
    fn a_shell_reads_a_dotenv_file_as_its_other_readers_do(org in hostile(), bucket_name in hostile()) {
        let place = place("http://localhost:8086", &org, &bucket_name);
        let shown = "printf '%s\\0' \"$INFLUX_HOST\" \"$INFLUX_ORG$INFLUX_ORG_ID\" \"$INFLUX_BUCKET_NAME$INFLUX_BUCKET_ID\" \"$INFLUX_TOKEN\"";
        let told = sh(&format!("{}{shown}", full(Format::Env, &place)));
        let expected = [
            place.host.clone(), spelled(place.org.for_dotenv()), spelled(bucket(&place).for_dotenv()), TOKEN.to_owned(),
        ];
        prop_assert_eq!(told, expected);
    }
}

#[test]
fn usual_names_make_plain_files() {
    let place = place("https://influx.example:8086", "brackwater-plants", "plant-a/metrics");
    assert_eq!(
        full(Format::Env, &place),
        format!(
            "INFLUX_HOST=https://influx.example:8086\nINFLUX_ORG=brackwater-plants\nINFLUX_BUCKET_NAME=plant-a/metrics\nINFLUX_TOKEN={TOKEN}\n"
        )
    );
    assert_eq!(full(Format::Token, &place), TOKEN);
    assert_eq!(
        full(Format::TelegrafEnvironment, &place),
        "[[outputs.influxdb_v2]]\n  urls = [\"https://influx.example:8086\"]\n  token = \"${INFLUX_TOKEN}\"\n  organization = \"brackwater-plants\"\n  bucket = \"plant-a/metrics\"\n"
    );
}

#[test]
fn a_reader_gets_a_query_and_a_token_without_buckets_a_list() {
    let reads = granted("http://h", "acme", "a\"b", &[Action::Read]);
    let words = shell_words(&full(Format::CurlEnvironment, &reads));
    assert_eq!(words[3], "http://h/api/v2/query?org=acme");
    assert_eq!(words.last().expect("words"), r#"from(bucket: "a\"b") |> range(start: -1h) |> limit(n: 10)"#);
    let nothing = granted("http://h", "acme", "b", &[]);
    assert_eq!(shell_words(&full(Format::CurlEnvironment, &nothing))[3], "http://h/api/v2/buckets?org=acme");
    assert!(!full(Format::Env, &nothing).contains("BUCKET"));
}

#[test]
fn a_missing_bucket_is_said_and_marked() {
    let reads = granted("http://h", "acme", "b", &[Action::Read]);
    let caveat = Format::TelegrafEnvironment.caveat(&reads).expect("there is no bucket to write");
    assert!(caveat.contains("grants no write on a bucket"), "{caveat}");
    assert!(full(Format::TelegrafEnvironment, &reads).contains("YOUR_BUCKET"));
    assert_eq!(Format::GrafanaEnvironment.caveat(&reads), None);
    assert_eq!(Format::Kubernetes.caveat(&granted("http://h", "acme", "b", &[])), None, "it leaves the bucket out");
}

#[test]
fn file_names_hold_nothing_but_the_id() {
    let place = place("http://h", "../../etc/passwd", "b");
    for format in GROUPS.iter().flat_map(|group| group.formats) {
        let name = format.file_name(&place);
        assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)), "{name}");
        assert!(!name.starts_with('.') && !TOKEN.contains(&name), "{name}");
    }
    assert_eq!(Format::Env.file_name(&place), "token-0000000000000009.env");
}
