//! The examples of docs/PASTE.md: one section a kind, and what each of its texts must fill in.

use crate::world::{C, O, T, U2, W, of_bucket, of_type};

/// What must come of a text.
pub enum Outcome {
    /// The form grants this.
    Fills(Vec<String>),
    /// Nothing is filled in before a question is answered.
    Asks,
    /// Nothing is filled in before one of so many is chosen.
    Choose(usize),
    /// Nothing is filled in.
    Refuses,
}

use Outcome::{Asks, Choose, Fills, Refuses};

/// One text with what it shows.
pub struct Example {
    pub shows: &'static str,
    pub text: String,
    pub outcome: Outcome,
}

/// Texts of one kind.
pub struct Section {
    pub title: &'static str,
    pub lead: &'static str,
    pub examples: Vec<Example>,
}

fn example(shows: &'static str, text: impl Into<String>, outcome: Outcome) -> Example {
    Example { shows, text: text.into(), outcome }
}

fn tasks() -> Outcome {
    Fills(vec![of_type("read", "tasks")])
}

fn weather(action: &str) -> Outcome {
    Fills(vec![of_bucket(action, W)])
}

fn body(resource: &str) -> String {
    format!("{{\"orgID\": \"{O}\",\n \"permissions\": [{{\"action\": \"write\", \"resource\": {resource}}}]}}")
}

pub fn sections() -> Vec<Section> {
    let mut all = requests();
    all.extend(open());
    all.extend(rest());
    all
}

fn requests() -> Vec<Section> {
    let url = "http://localhost:8086/api/v2/authorizations";
    let weather_body = body(&format!("{{\"type\": \"buckets\", \"id\": \"{W}\", \"orgID\": \"{O}\"}}"));
    let one_line = weather_body.replace('\n', "");
    vec![
        Section {
            title: "Commands of the influx CLI",
            lead: "The command is found wherever it stands. What was taken off around it is said.",
            examples: vec![
                example("Alone", C, tasks()),
                example("Behind a prompt, in a container", format!("pi@host:~ $ docker exec influxdb {C}"), tasks()),
                example("In a substitution", format!("TOKEN=$({C} --json | jq -r .token)"), tasks()),
                example("In a Dockerfile", format!("FROM influxdb:2\nRUN {C}"), tasks()),
                example("In YAML", format!("    command: >\n      {}", C.replace(" --", "\n      --")), tasks()),
                example("As a list of words", format!("[\"{}\"]", C.replace(' ', "\", \"")), tasks()),
                example("In a sentence", format!("I don't know why, but `{C}` fails"), tasks()),
                example("With the long dashes of a word processor", C.replace("--", "––"), tasks()),
                example("With the mark lost that continues a line", C.replace(" --", "\n  --"), tasks()),
            ],
        },
        Section {
            title: "Values that the text sets itself",
            lead: "Variables that the same text sets are filled in. What only a shell knows is asked for.",
            examples: vec![
                example(
                    "A variable",
                    format!("BUCKET={W}\n{} --read-bucket $BUCKET", C.replace(" --read-tasks", "")),
                    weather("read"),
                ),
                example(
                    "A default value",
                    format!("{} --read-bucket ${{BUCKET:-{W}}}", C.replace(" --read-tasks", "")),
                    weather("read"),
                ),
                example("A here-document", format!("curl {url} -d @- <<EOF\n{weather_body}\nEOF"), weather("write")),
                example("A variable that it does not set", format!("{C} --read-bucket $BUCKET"), tasks()),
            ],
        },
        Section {
            title: "JSON",
            lead: "The body of a request, an authorization as a server answers it, or a list of permissions. Members are \
                   found as servers find them: in any case, and the last of several texts under one name counts. Of a list \
                   or an object that is written twice, neither is read, nor is an id that null takes back.",
            examples: vec![
                example("The body of a request", weather_body.clone(), weather("write")),
                example(
                    "In other spellings",
                    body(&format!("{{\"Type\": \"buckets\", \"ID\": \"{W}\", \"orgId\": \"{O}\"}}")),
                    weather("write"),
                ),
                example(
                    "For another owner",
                    format!("{{\"orgID\": \"{O}\", \"userId\": \"{U2}\", \"permissions\": [\"read:orgs/{O}/tasks\"]}}"),
                    tasks(),
                ),
                example(
                    "With a name in the place of an id",
                    body(&format!("{{\"type\": \"buckets\", \"name\": \"weather\", \"orgID\": \"{O}\"}}")),
                    weather("write"),
                ),
                example(
                    "With an id twice",
                    body(&format!("{{\"type\": \"buckets\", \"id\": \"{T}\", \"ID\": \"{W}\", \"orgID\": \"{O}\"}}")),
                    weather("write"),
                ),
                example(
                    "With the permissions twice",
                    format!("{{\"orgID\": \"{O}\", \"permissions\": [\"read:orgs/{O}/tasks\"], \"permissions\": []}}"),
                    Refuses,
                ),
                example("Broken", weather_body.replace('}', "},"), Refuses),
            ],
        },
        Section {
            title: "Requests",
            lead: "curl, also as browsers copy it for POSIX shells and for cmd, PowerShell, `fetch` and Python's requests.",
            examples: vec![
                example("curl", format!("curl {url} \\\n  --data-raw '{one_line}'"), weather("write")),
                example("curl that does not post", format!("curl --get {url} \\\n  --data-raw '{one_line}'"), Refuses),
                example(
                    "curl, copied for cmd",
                    format!("curl ^\"{url}^\" ^\n  --data-raw ^\"{}^\"", carets(&one_line)),
                    weather("write"),
                ),
                example(
                    "PowerShell",
                    format!("$body = @'\n{weather_body}\n'@\nInvoke-RestMethod -Method Post -Uri {url} -Body $body"),
                    weather("write"),
                ),
                example(
                    "fetch",
                    format!(
                        "fetch(\"{url}\", {{\n  \"body\": \"{}\",\n  \"method\": \"POST\"\n}});",
                        one_line.replace('"', "\\\"")
                    ),
                    weather("write"),
                ),
            ],
        },
        Section {
            title: "Programs and configuration",
            lead: "Terraform and the clients of Python and JavaScript, where they are literal.",
            examples: programs(),
        },
    ]
}

fn carets(body: &str) -> String {
    body.chars()
        .map(|c| match c {
            '"' => "^\\^\"".to_owned(),
            '{' | '}' => format!("^{c}"),
            other => other.to_string(),
        })
        .collect()
}

fn programs() -> Vec<Example> {
    let terraform = |id: &str| {
        format!(
            "resource \"influxdb-v2_authorization\" \"lobby\" {{\n  org_id = \"{O}\"\n  permissions {{\n    action = \"read\"\n    \
             resource {{\n      id     = {id}\n      org_id = \"{O}\"\n      type   = \"buckets\"\n    }}\n  }}\n}}"
        )
    };
    vec![
        example("Terraform", terraform(&format!("\"{W}\"")), weather("read")),
        example("Terraform, where only it knows the id", terraform("influxdb-v2_bucket.weather.id"), Refuses),
        example(
            "Python",
            format!(
                "resource = PermissionResource(type=\"buckets\", id=\"{W}\", org_id=\"{O}\")\n\
                 client.authorizations_api().create_authorization(\n    org_id=\"{O}\", permissions=[Permission(action=\"read\", resource=resource)])"
            ),
            weather("read"),
        ),
        example(
            "Python, where the value is changed afterwards",
            format!(
                "resource = PermissionResource(type=\"buckets\", org_id=\"{O}\")\nresource.id = bucket.id\n\
                 client.authorizations_api().create_authorization(\n    org_id=\"{O}\", permissions=[Permission(action=\"read\", resource=resource)])"
            ),
            Refuses,
        ),
        example(
            "JavaScript",
            format!(
                "const orgID = '{O}'\nawait api.postAuthorizations({{\n  body: {{orgID, permissions: [{{action: 'read', \
                 resource: {{type: 'buckets', id: '{W}', orgID}}}}]}},\n}})"
            ),
            weather("read"),
        ),
    ]
}

fn open() -> Vec<Section> {
    vec![
        Section {
            title: "Permissions as they are printed",
            lead: "Lines, tables and logs. Permissions are gathered only where nothing else was understood.",
            examples: vec![
                example(
                    "A list",
                    format!("[read:orgs/{O}/tasks write:orgs/{O}/buckets/{W}]"),
                    Fills(vec![of_type("read", "tasks"), of_bucket("write", W)]),
                ),
                example("Broken before a slash", format!("[write:orgs/{O}/buckets\n/{W}]"), weather("write")),
                example("A refusal in a log", format!("Error: read:orgs/{O}/tasks is unauthorized"), tasks()),
                example(
                    "Behind a command that was read",
                    format!("$ {C}\nError: write:orgs/{O}/authorizations is unauthorized"),
                    tasks(),
                ),
            ],
        },
        Section {
            title: "Several requests",
            lead: "One is chosen. The same request twice is one.",
            examples: vec![
                example(
                    "Commands",
                    format!(
                        "{C} -d lobby\ninflux auth create -o brackwater-plants -u grafana --read-bucket {W} -d hall"
                    ),
                    Choose(2),
                ),
                example(
                    "What influx auth list --json prints",
                    format!(
                        "[{{\"permissions\": [\"read:orgs/{O}/tasks\"]}},\n {{\"permissions\": [\"write:orgs/{O}/buckets\"]}}]"
                    ),
                    Choose(2),
                ),
                example(
                    "Among other commands",
                    format!("influx bucket create -n weather\n{C}\ninflux auth list"),
                    tasks(),
                ),
            ],
        },
        Section {
            title: "What may have meant less than it grants",
            lead: "Nothing is filled in before somebody chooses.",
            examples: vec![
                example(
                    "A word behind a switch",
                    "influx auth create -o brackwater-plants -u mira.okafor --write-buckets weather",
                    Asks,
                ),
                example(
                    "A preset with a word behind it",
                    "influx auth create -o brackwater-plants -u mira.okafor --all-access mira",
                    Asks,
                ),
                example(
                    "A member that servers ignore",
                    body(&format!("{{\"type\": \"buckets\", \"bucketID\": \"{T}\", \"orgID\": \"{O}\"}}")),
                    Asks,
                ),
            ],
        },
    ]
}

fn rest() -> Vec<Section> {
    vec![
        Section {
            title: "Credentials",
            lead: "A credential is taken out of the text at once, whatever the text is: by the name that it stands behind, or by its \
                   form. The field then shows … in its place.",
            examples: vec![
                example("Behind a flag", format!("{C} --token my-secret-1"), tasks()),
                example("In a header", "curl http://h/api/v2/buckets -H 'Authorization: Token my-secret-1'", Refuses),
                example(
                    "In a file of another kind",
                    "environment:\n  DOCKER_INFLUXDB_INIT_ADMIN_TOKEN: my-secret-1",
                    Refuses,
                ),
                example(
                    "In a variable that stands where one belongs",
                    format!("T=my-secret-1\n{C} --token $T"),
                    tasks(),
                ),
                example("In a call that sets it", "req.Header.Set(\"Authorization\", \"Token my-secret-1\")", Refuses),
            ],
        },
        Section {
            title: "What is not read",
            lead: "It is said why, and where the text belongs.",
            examples: vec![
                example("Nothing would be granted", "influx auth create -o brackwater-plants -d lobby", Refuses),
                example("A database token", "influxctl token create --read-database db1 edge", Refuses),
                example(
                    "A body for a database token",
                    "{\"description\": \"d\", \"permissions\": [{\"action\": \"read\", \"resource\": \"db1\"}]}",
                    Refuses,
                ),
                example("A token of InfluxDB 3", "influxdb3 create token --admin", Refuses),
                example(
                    "A table of PowerShell that is turned into JSON when it runs",
                    format!(
                        "$body = @{{orgID = '{O}'; permissions = @(@{{action = 'read'; resource = @{{type = 'tasks'}}}})}} | ConvertTo-Json -Depth 5\n\
                         Invoke-RestMethod -Method Post -Uri http://localhost:8086/api/v2/authorizations -Body $body"
                    ),
                    Refuses,
                ),
                example("A file of another kind", "services:\n  influxdb:\n    image: influxdb:2", Refuses),
            ],
        },
    ]
}
