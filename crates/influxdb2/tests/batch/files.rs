//! The files in which secrets leave, read back by parsers that are not ours.

use super::server::id;
use console_core::text::{Line, SecretsFile, Sheet};
use influxdb2::batch;
use influxdb2::formats::{Reference, Spelled};
use influxdb2::session::Named;
use proptest::prelude::*;

/// Texts with what trips encoders up: quotes, separators, formulas, line breaks, other scripts.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,20}",
        r#"[=+\-@＝\t\r\n'",;#\\ a-c$`(){}]{0,12}"#,
        Just("=cmd|' /C calc'!A0".to_owned()),
        Just("a\n---\nINFLUX_TOKEN=evil".to_owned()),
    ]
}

/// Tokens as servers make them, and as people set them.
fn token() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z0-9_-]{86}==", "[!-~]{1,40}"]
}

fn rows() -> impl Strategy<Value = Vec<(String, String, String)>> {
    prop::collection::vec((hostile(), hostile(), token()), 0..6)
}

fn org(name: &str) -> Named {
    Named { id: id(0xaa), name: name.to_owned() }
}

fn sheet<'a>(server: &'a str, org: &'a Named, rows: &'a [(String, String, String)]) -> Sheet<'a> {
    let line = |(n, (name, description, token)): (u64, &'a (String, String, String))| Line {
        name,
        id: id(n).to_string(),
        description,
        token,
    };
    batch::sheet(server, org, (1..).zip(rows).map(line).collect())
}

/// A text but for the apostrophes that keep spreadsheets from running it.
fn bare(text: &str) -> String {
    text.replace('\'', "")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn csv_is_read_back(rows in rows()) {
        let text = SecretsFile::Csv.write(&sheet("s", &org("o"), &rows));
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        prop_assert_eq!(reader.headers().expect("a head"), vec!["name", "id", "description", "token"]);
        let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("CSV");
        prop_assert_eq!(read.len(), rows.len());
        for (n, (record, (name, description, token))) in (1..).zip(read.iter().zip(&rows)) {
            prop_assert_eq!((bare(&record[0]), bare(&record[2])), (bare(name), bare(description)));
            prop_assert_eq!((&record[1], &record[3]), (&*id(n).to_string(), &**token));
        }
    }

    #[test]
    fn no_field_of_somebodys_text_is_a_formula(rows in rows()) {
        let text = SecretsFile::Csv.write(&sheet("s", &org("o"), &rows));
        for record in csv::ReaderBuilder::new().from_reader(text.as_bytes()).records() {
            let record = record.expect("CSV");
            for field in [&record[0], &record[2]] {
                prop_assert!(!field.starts_with(['\t', '\r']), "{field:?}");
                // Some spreadsheets separate by other signs, and none of these begins a formula there either.
                for piece in field.split([';', '\t', '\r', '\n']) {
                    let begins = piece.trim_start_matches([' ', '"']);
                    prop_assert!(!begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{field:?}");
                }
            }
        }
    }

    #[test]
    fn json_is_read_back(rows in rows(), server in hostile(), name in hostile()) {
        let text = SecretsFile::Json.write(&sheet(&server, &org(&name), &rows));
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        prop_assert_eq!(&read["server"], &server);
        prop_assert_eq!(&read["organization"], &name);
        let tokens = read["tokens"].as_array().expect("a list");
        prop_assert_eq!(tokens.len(), rows.len());
        for (n, (one, (name, description, token))) in (1..).zip(tokens.iter().zip(&rows)) {
            prop_assert_eq!(one, &serde_json::json!({
                "name": name, "id": id(n).to_string(), "description": description, "token": token,
            }));
        }
    }

    #[test]
    fn each_env_document_is_what_one_device_needs(rows in rows(), name in hostile()) {
        let text = SecretsFile::Env.write(&sheet("https://influx.example:8086", &org(&name), &rows));
        let documents: Vec<&str> = text.split("---\n").filter(|document| !document.is_empty()).collect();
        prop_assert_eq!(documents.len(), rows.len(), "no name and no organization begins a document");
        for (document, (_, _, token)) in documents.iter().zip(&rows) {
            let lines: Vec<&str> = document.lines().collect();
            prop_assert_eq!(lines.len(), 4, "{}", document);
            prop_assert!(lines[0].starts_with("# "));
            let read = dotenvy::from_read_iter(document.as_bytes());
            let read: Vec<(String, String)> = read.collect::<Result<_, _>>().expect("a .env file");
            let named = match Reference::named(id(0xaa), &name).for_dotenv() {
                Spelled::Name(name) => ("INFLUX_ORG", name.to_owned()),
                Spelled::Id(id) => ("INFLUX_ORG_ID", id.to_string()),
            };
            let expected = [
                ("INFLUX_HOST", "https://influx.example:8086".to_owned()),
                named,
                ("INFLUX_TOKEN", token.clone()),
            ];
            prop_assert_eq!(read, expected.map(|(key, value)| (key.to_owned(), value)));
        }
    }

    #[test]
    fn a_text_with_secrets_never_grows(rows in rows()) {
        for format in SecretsFile::ALL {
            let text = format.write(&sheet("s", &org("o"), &rows));
            prop_assert_eq!(text.capacity(), text.len(), "{:?}", format);
        }
    }
}

#[test]
fn the_files_look_as_documented() {
    let rows = [("gw-1".to_owned(), "Read buckets sensors – gw-1".to_owned(), "q1W==".to_owned())];
    let org = org("acme");
    let sheet = sheet("https://influx.example", &org, &rows);
    assert_eq!(
        *SecretsFile::Csv.write(&sheet),
        "name,id,description,token\r\ngw-1,0000000000000001,Read buckets sensors – gw-1,q1W==\r\n"
    );
    assert_eq!(
        *SecretsFile::Env.write(&sheet),
        "# gw-1, token 0000000000000001\nINFLUX_HOST=https://influx.example\nINFLUX_ORG=acme\nINFLUX_TOKEN=q1W==\n"
    );
}
