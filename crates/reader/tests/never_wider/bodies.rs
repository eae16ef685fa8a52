//! Bodies of requests, with everything that Go's decoder lets pass, judged by the stand-in.

use crate::judged::{Outcome, Plain, SECRET, judge};
use crate::random::Random;
use axum::body::Body;
use axum::http::Request;
use console_sandbox::{DEMO_TOKEN, DEMO_USER, Options, Sandbox};
use http_body_util::BodyExt;
use influxdb2::object::{Object, ObjectList};
use influxdb2::permission::ResourceType;
use influxdb2::session::Named;
use influxdb2::{Id, Remote};
use reader::command::{Shell, quote};
use reader::prefill::PrefillContext;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use tower::ServiceExt;

/// After so many tokens the stand-in starts anew.
const STORED: usize = 500;

/// The stand-in, and what is known of it.
pub struct Judge {
    sandbox: Sandbox,
    runtime: tokio::runtime::Runtime,
    stored: usize,
    orgs: Vec<Named>,
    me: Named,
    types: Vec<ResourceType>,
    objects: BTreeMap<ResourceType, Remote<Arc<ObjectList>>>,
    buckets: Vec<(String, String)>,
    users: Vec<String>,
}

impl Judge {
    pub fn new() -> Self {
        let sandbox = Sandbox::new(Options::default()).expect("a stand-in");
        let state = sandbox.state();
        let list = |kind: &str| -> Vec<(String, String, String)> {
            let text = |one: &Value, member: &str| one[member].as_str().unwrap_or_default().to_owned();
            let items = state[kind].as_array().unwrap_or_else(|| panic!("{kind} in {state}"));
            items.iter().map(|one| (text(one, "id"), text(one, "name"), text(one, "orgID"))).collect()
        };
        let named =
            |(id, name, _): &(String, String, String)| Named { id: Id::parse(id).expect("an id"), name: name.clone() };
        let orgs: Vec<Named> = list("orgs").iter().map(named).collect();
        let here = orgs[0].id.to_string();
        let own = |list: Vec<(String, String, String)>| -> Vec<(String, String)> {
            list.into_iter()
                .filter(|(_, _, org)| org.is_empty() || *org == here)
                .map(|(id, name, _)| (id, name))
                .collect()
        };
        let (buckets, users) = (own(list("buckets")), own(list("users")));
        let objects = |list: &[(String, String)]| {
            let object = |(id, name): &(String, String)| Object {
                id: Id::parse(id).expect("an id"),
                name: name.as_str().into(),
                system: false,
            };
            Remote::Ready(Arc::new(list.iter().map(object).collect::<Vec<_>>().into()))
        };
        let me = users.iter().find(|(_, name)| name == DEMO_USER).expect("the demo user");
        Self {
            me: Named { id: Id::parse(&me.0).expect("an id"), name: me.1.clone() },
            types: ResourceType::KNOWN[..23].to_vec(),
            objects: BTreeMap::from([
                (ResourceType::Buckets, objects(&buckets)),
                (ResourceType::Users, objects(&users)),
            ]),
            runtime: tokio::runtime::Builder::new_current_thread().build().expect("a runtime"),
            users: users.into_iter().map(|(id, _)| id).collect(),
            stored: 0,
            sandbox,
            orgs,
            buckets,
        }
    }

    /// Makes a body, asks the stand-in and the reader.
    pub fn judge(&mut self, random: &Random) -> Outcome {
        let body = self.body(random);
        let meant = self.granted(&body);
        let text = dressed(random, &body);
        let known = PrefillContext {
            server: "http://localhost:8086",
            me: &self.me,
            orgs: &self.orgs,
            here: &self.orgs[0],
            types: &self.types,
            objects: &self.objects,
        };
        judge(&text, &known, meant.as_deref())
    }

    /// What the stand-in grants for a body.
    fn granted(&mut self, body: &str) -> Option<Vec<Plain>> {
        if self.stored >= STORED {
            self.sandbox.reset();
            self.stored = 0;
        }
        let request = Request::post("/api/v2/authorizations")
            .header("Authorization", format!("Token {DEMO_TOKEN}"))
            .body(Body::from(body.to_owned()))
            .expect("a request");
        let router = self.sandbox.router();
        let (status, bytes) = self.runtime.block_on(async move {
            let Ok(response) = router.oneshot(request).await;
            (response.status(), response.into_body().collect().await.expect("a body").to_bytes())
        });
        if status != 201 {
            return None;
        }
        self.stored += 1;
        let answer: Value = serde_json::from_slice(&bytes).expect("JSON");
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let plain = |permission: &Value| -> Plain {
            let resource = &permission["resource"];
            let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            (word(&permission["action"]), word(&resource["type"]), text(&resource["id"]), text(&resource["orgID"]))
        };
        Some(answer["permissions"].as_array().expect("permissions").iter().map(plain).collect())
    }

    fn body(&self, random: &Random) -> String {
        let mut members = Vec::new();
        if !random.once_in(20) {
            members.push(member(random, "orgID", &self.org(random)));
        }
        for _ in 0..random.below(3) {
            let text = match random.below(8) {
                0 => member(random, "userID", &format!("\"{}\"", self.users[random.below(self.users.len())])),
                1 => member(random, "userID", "null"),
                2 => member(
                    random,
                    "status",
                    random_of(random, &["\"active\"", "\"inactive\"", "null", "\"\"", "\"off\"", "1"]),
                ),
                3 => member(
                    random,
                    "description",
                    random_of(random, &["\"lobby\"", "null", "\"a \\u0041 \\n b\"", "\"read:x/y\"", "5"]),
                ),
                4 => format!("\"token\":\"{SECRET}\""),
                5 => member(random, "orgID", &self.org(random)),
                6 => "\"expiresAt\":\"tomorrow\"".into(),
                _ => format!("\"apiToken\" : \"{SECRET}\""),
            };
            members.push(text);
        }
        let list: Vec<String> = (0..1 + random.below(3)).map(|_| self.permission(random)).collect();
        members.push(member(random, "permissions", &format!("[{}]", list.join(","))));
        if random.once_in(60) {
            members.push(member(random, "permissions", &format!("[{}]", self.permission(random))));
        }
        shuffle(random, &mut members);
        // Without an organization the server refuses what it would grant with one; the form always has one.
        members.push(format!("\"orgID\":\"{}\"", self.orgs[0].id));
        let blank = random_of(random, &["", " ", "\n  "]);
        let text = format!("{{{blank}{}{blank}}}", members.join(&format!(",{blank}")));
        match random.below(25) {
            0 => text.replacen(',', ",,", 1),
            1 => text[..text.len() - 1].to_owned(),
            _ => text,
        }
    }

    fn org(&self, random: &Random) -> String {
        match random.below(12) {
            0 => "null".into(),
            1 => format!("\"{}\"", self.orgs[random.below(self.orgs.len())].id),
            _ => format!("\"{}\"", self.orgs[0].id),
        }
    }

    fn permission(&self, random: &Random) -> String {
        let action = random_of(random, &["\"read\"", "\"write\"", "\"read\"", "\"write\"", "\"own\""]);
        let mut members = vec![member(random, "action", action), member(random, "resource", &self.resource(random))];
        match random.below(24) {
            0 => members.push(member(random, "resource", &self.resource(random))),
            1 => members.push(format!("\"id\":\"{}\"", self.bucket(random).0)),
            2 => members.push(member(random, "action", "\"write\"")),
            _ => {}
        }
        shuffle(random, &mut members);
        format!("{{{}}}", members.join(","))
    }

    fn bucket(&self, random: &Random) -> &(String, String) {
        &self.buckets[random.below(self.buckets.len())]
    }

    fn resource(&self, random: &Random) -> String {
        let kind =
            random_of(random, &["buckets", "buckets", "buckets", "tasks", "telegrafs", "users", "orgs", "nonsense"]);
        let mut members = vec![member(random, "type", &format!("\"{kind}\""))];
        if !random.once_in(6) {
            members.push(member(random, "orgID", &self.org(random)));
        }
        for _ in 0..random.below(3) {
            let (id, name) = self.bucket(random);
            members.push(match random.below(12) {
                0..4 => member(random, "id", &format!("\"{id}\"")),
                4 => member(random, "id", "null"),
                5 => member(random, "name", &format!("\"{name}\"")),
                6 => {
                    let name =
                        random_of(random, &["bucketID", "bucket", "bucket_id", "_id", "ids", "org_id", "effect"]);
                    format!("\"{name}\":\"{id}\"")
                }
                7 => member(random, "id", "\"\""),
                8 => member(random, "type", "\"tasks\""),
                9 => format!("\"org\":\"{}\"", self.orgs[0].name),
                _ => member(random, "id", &format!("\"{id}\"")),
            });
        }
        shuffle(random, &mut members);
        format!("{{{}}}", members.join(","))
    }
}

/// The body as people paste it: alone, or in what sends it.
fn dressed(random: &Random, body: &str) -> String {
    let url = "http://localhost:8086/api/v2/authorizations";
    let quoted = |shell: Shell| quote(body, shell).expect("printable");
    match random.below(16) {
        0 => format!("curl -X POST {url} -d {}", quoted(Shell::Posix)),
        1 => format!("curl {url} \\\n  -H 'Authorization: Token {SECRET}' \\\n  --data-raw {}", quoted(Shell::Posix)),
        2 => format!("curl {url} -d @- <<'EOF'\n{body}\nEOF"),
        3 => format!("BODY={}\ncurl {url} -d \"$BODY\"", quoted(Shell::Posix)),
        4 => format!("Invoke-RestMethod -Method Post -Uri {url} -Body {}", powershell(body)),
        5 => format!("$body = @'\n{body}\n'@\nInvoke-RestMethod -Method Post -Uri {url} -Body $body"),
        6 => format!("fetch(\"{url}\", {{ method: \"POST\", body: {} }})", Value::from(body)),
        7 => format!("The body:\n\n```json\n{body}\n```\n"),
        8 => format!("pi@host:~ $ curl {url} -d {}", quoted(Shell::Posix)),
        _ => body.to_owned(),
    }
}

/// A literal string of PowerShell, in which a quote is doubled.
fn powershell(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn random_of<'a>(random: &Random, all: &[&'a str]) -> &'a str {
    random.of(all)
}

/// A member whose name is spelled in any case.
fn member(random: &Random, name: &str, value: &str) -> String {
    let name = match random.below(6) {
        0 => name.to_ascii_uppercase(),
        1 => name.to_ascii_lowercase(),
        2 => name.chars().map(|c| if random.once_in(2) { c.to_ascii_uppercase() } else { c }).collect(),
        3 if random.once_in(4) => format!("\\u{:04x}{}", name.as_bytes()[0], &name[1..]),
        _ => name.to_owned(),
    };
    format!("\"{name}\":{value}")
}

fn shuffle(random: &Random, list: &mut [String]) {
    for index in (1..list.len()).rev() {
        list.swap(index, random.below(index + 1));
    }
}
