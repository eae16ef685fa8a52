//! The commands of `cli-examples.json` under everything that the reader takes off.

use crate::judged::{Outcome, Plain, SECRET, judge};
use crate::random::Random;
use influxdb2::object::{Object, ObjectList};
use influxdb2::permission::ResourceType;
use influxdb2::session::Named;
use influxdb2::{Id, Remote};
use reader::command::{Shell, quote};
use reader::prefill::PrefillContext;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

const BUCKETS: [&str; 2] = ["0000000000000001", "0000000000000002"];

/// The pairs, and the server that they speak of.
pub struct Judge {
    /// Each command with what it sends; `None` where it is refused.
    pairs: Vec<(String, Option<Vec<Plain>>)>,
    orgs: Vec<Named>,
    me: Named,
    types: Vec<ResourceType>,
    objects: BTreeMap<ResourceType, Remote<Arc<ObjectList>>>,
}

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

impl Judge {
    pub fn new() -> Self {
        let fixture: Value = serde_json::from_str(include_str!("../fixtures/cli-examples.json")).expect("valid JSON");
        let mut pairs: BTreeMap<String, Option<Vec<Plain>>> = BTreeMap::new();
        for pair in fixture["influx"].as_array().expect("pairs") {
            let command = pair["command"].as_str().expect("a command");
            if command.contains(" v1 ") {
                continue;
            }
            let sent = (pair["expect"] == "ok").then(|| sent(&pair["request"]));
            // The same command means other things to other versions; none of them may be surpassed.
            let known = pairs.entry(command.to_owned()).or_default();
            match (known.as_mut(), sent) {
                (Some(known), Some(more)) => known.extend(more),
                (None, sent @ Some(_)) => *known = sent,
                _ => {}
            }
        }
        let object = |(number, name): (&str, &str)| Object { id: id(number), name: name.into(), system: false };
        let list =
            |all: &[(&str, &str)]| Remote::Ready(Arc::new(all.iter().copied().map(object).collect::<Vec<_>>().into()));
        Self {
            pairs: pairs.into_iter().collect(),
            orgs: vec![Named { id: id("00000000000000aa"), name: "my-org".into() }],
            me: Named { id: id("00000000000000bb"), name: "alice".into() },
            types: ResourceType::KNOWN[..23].to_vec(),
            objects: BTreeMap::from([
                (ResourceType::Buckets, list(&[(BUCKETS[0], "weather"), (BUCKETS[1], "telemetry")])),
                (ResourceType::Users, list(&[("00000000000000bb", "alice")])),
            ]),
        }
    }

    fn known(&self) -> PrefillContext<'_> {
        PrefillContext {
            server: "http://localhost:8086",
            me: &self.me,
            orgs: &self.orgs,
            here: &self.orgs[0],
            types: &self.types,
            objects: &self.objects,
        }
    }

    /// Dresses one of the commands up and reads it.
    pub fn judge(&self, random: &Random) -> Outcome {
        let (command, meant) = &self.pairs[random.below(self.pairs.len())];
        let text = dressed(random, command);
        judge(&text, &self.known(), meant.as_deref())
    }

    /// Reads pieces of commands in any order; they mean nothing, so only that nothing breaks is judged.
    pub fn scraps(&self, random: &Random) -> Outcome {
        const SCRAPS: [&str; 44] = [
            "influx",
            "auth",
            "create",
            "v1",
            "curl",
            "docker exec",
            "sudo",
            "--",
            "-d",
            "--data",
            "@-",
            "<<EOF\n",
            "EOF\n",
            "--read-bucket",
            "--org",
            "--write-buckets",
            "weather",
            "--all-access",
            "-t",
            "'",
            "\"",
            "$(",
            "${B:-",
            "}",
            "`",
            "\\\n",
            "{",
            "[",
            "]",
            "\"permissions\":",
            "\"resource\":{",
            "read:orgs/",
            "/buckets/",
            "0000000000000001",
            "\n",
            "resource \"influxdb-v2_authorization\" \"x\" {",
            "Permission(",
            "fetch(",
            "^\"",
            "# ",
            "B=",
            "$B",
            "–",
            "é😀",
        ];
        let count = 1 + random.below(16);
        let mut text = String::new();
        for _ in 0..count {
            text.push_str(random.of(&SCRAPS));
            text.push_str(random.of(&["", " ", "\n"]));
        }
        if random.once_in(3) {
            text.push_str(&secret(random));
        }
        match judge(&text, &self.known(), None) {
            // Scraps that happen to be a command are one.
            Outcome::Wider => Outcome::Right,
            other => other,
        }
    }
}

fn sent(request: &Value) -> Vec<Plain> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let plain = |permission: &Value| -> Plain {
        let resource = &permission["resource"];
        (word(&permission["action"]), word(&resource["type"]), text(&resource["id"]), text(&resource["orgID"]))
    };
    request["permissions"].as_array().expect("permissions").iter().map(plain).collect()
}

/// A credential behind a name.
fn secret(random: &Random) -> String {
    let name = random.of(&["token", "INFLUX_TOKEN", "password", "Authorization", "api_key", "adminToken", "secret"]);
    let sign = random.of(&["=", ": ", " = ", ": \"", "='", "\": \"", " => \"", "=\n  "]);
    let close = if sign.ends_with('"') {
        "\""
    } else if sign.ends_with('\'') {
        "'"
    } else {
        ""
    };
    let scheme = if *name == *"Authorization" { "Token " } else { "" };
    format!("\n{name}{sign}{scheme}{SECRET}{close}\n")
}

/// The command as people paste it.
fn dressed(random: &Random, command: &str) -> String {
    let mut command = command.to_owned();
    let mut before = String::new();
    if random.once_in(3) {
        command.push_str(random.of(&[" --token ", " -t ", " --token="]));
        command.push_str(SECRET);
    }
    if random.once_in(4)
        && let Some(bucket) = BUCKETS.into_iter().find(|bucket| command.contains(&format!(" {bucket}")))
    {
        let (used, set) = match random.below(5) {
            0 => ("$B".to_owned(), format!("B={bucket}\n")),
            1 => ("\"$B\"".to_owned(), format!("export B='{bucket}'\n")),
            2 => ("${B}".to_owned(), format!("#!/bin/sh\nset -e\nB={bucket}\n")),
            3 => (format!("${{B:-{bucket}}}"), String::new()),
            _ => ("$B".to_owned(), format!("B={bucket}; ")),
        };
        command = command.replace(&format!(" {bucket}"), &format!(" {used}"));
        before = set;
    }
    if random.once_in(4) {
        let mark = random.of(&[" \\\n  --", " \\\r\n    --", "\n  --", " \\  \n  --"]);
        command = command.replace(" --", mark);
    }
    // Variables are set beside the command, and inner quotes are those of the shell around.
    let plain = before.is_empty() && !command.contains(['\n', '\'', '$', '"']);
    let text = match random.below(if plain { 36 } else { 13 }) {
        0 => format!("$ {command}"),
        1 => format!("pi@host:~ $ {command}"),
        2 => format!("[root@host ~]# {command}"),
        3 => format!("sudo -u influxdb {command}"),
        4 => format!("docker exec -it influxdb {command}"),
        5 => format!("kubectl exec influxdb-0 -- {command}"),
        6 => format!("T=$({command})"),
        7 => format!("cd /tmp && {command}"),
        8 => format!("{command} | jq -r .token"),
        9 => format!("Don't forget:\n{command}\nand that's all"),
        10..13 => command,
        13 => format!("sh -c {}", quote(&command, Shell::Posix).expect("printable")),
        14 => format!("ssh pi@host '{command}'"),
        15 => format!("[\"{}\"]", command.replace(' ', "\", \"")),
        16 => format!("- {command}"),
        17 => format!("1. {command}"),
        18 => format!("RUN {command}"),
        19 => format!("# {command}"),
        20 => format!("/ # {command}"),
        21 => format!("host% {command}"),
        22 => format!("`{command}`"),
        23 => format!("> {command}"),
        24 => format!("    command: \"{command}\""),
        25 => format!("export T=\"$({command} --json | jq -r .token)\""),
        26 => format!("T=`{command}`"),
        27 => format!("$t = {command}"),
        28 => format!("INFLUX=/opt/influx\n{}", command.replacen("influx", "$INFLUX", 1)),
        29 => command.replace(" --", " ––"),
        30 => format!("subprocess.run(['{}'], check=True)", command.replace(' ', "', '")),
        31 => format!("    command: >\n      {}", command.replace(" --", "\n      --")),
        32 => command.replace(" --", " ^\r\n  --"),
        33 => command.replace(" --", " `\n  --"),
        34 => format!("docker exec influxdb sh -c \"{command}\" > token.txt"),
        _ => format!("(venv) mira@host:~$ {command}"),
    };
    let mut text = before + &text;
    match random.below(12) {
        0 => text = format!("```sh\n{text}\n```"),
        1 => text.push_str(&secret(random)),
        2 => text.push_str("\nError: write:orgs/00000000000000aa/authorizations is unauthorized"),
        3 => text = format!("influx org create -n my-org\n{text}"),
        _ => {}
    }
    text
}
