//! Credentials: behind a name that says so, or of a form that is known. None of them stays anywhere.

use crate::world::{C, O, W, grants, of_bucket, traces};

const SECRET: &str = "my-secret-1";

#[test]
fn the_name_decides_whatever_stands_between_it_and_the_value() {
    for text in [
        "influx user create -n x -p my-secret-1".to_owned(),
        "influx setup -u x -p my-secret-1 -o o -b b --force".to_owned(),
        "influx setup --username x --password my-secret-1".to_owned(),
        "token: my-secret-1".to_owned(),
        "token:\n  my-secret-1".to_owned(),
        "token = \"my-secret-1\"".to_owned(),
        "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN: my-secret-1".to_owned(),
        "DOCKER_INFLUXDB_INIT_PASSWORD: 'my-secret-1'".to_owned(),
        "- DOCKER_INFLUXDB_INIT_ADMIN_TOKEN=my-secret-1".to_owned(),
        "- name: INFLUX_TOKEN\n  value: my-secret-1".to_owned(),
        r#"{"name": "INFLUX_TOKEN", "value": "my-secret-1"}"#.to_owned(),
        r#"{"authorization": "Token my-secret-1"}"#.to_owned(),
        r#"{\"Authorization\": \"Token my-secret-1\"}"#.to_owned(),
        r#""Authorization"="Token my-secret-1""#.to_owned(),
        "Authorization: Token my-secret-1".to_owned(),
        "authorization: bearer my-secret-1".to_owned(),
        "--header 'Authorization: Token my-secret-1'".to_owned(),
        "curl ^\"http://h/api/v2/authorizations^\" ^\n  -H ^\"Authorization: Token my-secret-1^\" ^\n  --data-raw ^\"{}^\"".to_owned(),
        "http://x:my-secret-1@h:8086/api".to_owned(),
        "curl http://x:my-secret-1@h:8086/api/v2/authorizations -d '{}'".to_owned(),
        "http://h:8086/query?u=x&p=my-secret-1&q=1".to_owned(),
        "[\"influx\", \"auth\", \"list\", \"--token\", \"my-secret-1\"]".to_owned(),
        "client = InfluxDBClient(url=\"http://h\", token=\"my-secret-1\")".to_owned(),
        "const token = 'my-secret-1'".to_owned(),
        "new InfluxDB({url, token: 'my-secret-1'})".to_owned(),
        "TOKEN ?= my-secret-1".to_owned(),
        "machine influx.example.org login admin password my-secret-1".to_owned(),
        "INFLUX_PWD=my-secret-1".to_owned(),
        "INFLUX_TOKEN_RO=my-secret-1".to_owned(),
        "my_cred = \"my-secret-1\"\nclient = InfluxDBClient(url=\"http://h\", token=my_cred, org=\"o\")".to_owned(),
        "os.environ[\"INFLUX_TOKEN\"] = \"my-secret-1\"".to_owned(),
        "os.environ.get(\"INFLUX_TOKEN\", \"my-secret-1\")".to_owned(),
        "req['Authorization'] = 'Token my-secret-1'".to_owned(),
        "variable \"influx_token\" {\n  default = \"my-secret-1\"\n}".to_owned(),
        "token: !!str my-secret-1".to_owned(),
        "const token = process.env.T || 'my-secret-1'".to_owned(),
        "ENV INFLUX_TOKEN my-secret-1".to_owned(),
        "setx INFLUX_TOKEN my-secret-1 /M".to_owned(),
        "setx INFLUX_TOKEN \"my-secret-1\"".to_owned(),
        "set -gx INFLUX_TOKEN my-secret-1".to_owned(),
        "setenv INFLUX_TOKEN my-secret-1".to_owned(),
        "token: |\n  my-secret-1".to_owned(),
        "token: >-\n  my-secret-1".to_owned(),
        "stringData:\n  admin-token: |-\n    my-secret-1".to_owned(),
        "config.set(\"influx2\", \"token\", \"my-secret-1\")".to_owned(),
        "req.Header.Set(\"Authorization\", \"Token my-secret-1\")".to_owned(),
        "os.environ.setdefault('INFLUX_TOKEN', 'my-secret-1')".to_owned(),
        "localStorage.setItem('token', `my-secret-1`)".to_owned(),
        "headers = {'Authorization': f'Token my-secret-1'}".to_owned(),
        "token = f\"my-secret-1\"".to_owned(),
        "token = rb'my-secret-1'".to_owned(),
        "var token = @\"my-secret-1\";".to_owned(),
        "client := influxdb2.NewClient(\"http://h:8086\", \"my-secret-1\")".to_owned(),
        "client := influxdb2.NewClient(url, \"my-secret-1\")".to_owned(),
        "InfluxDBClientFactory.create(url, \"my-secret-1\".toCharArray(), org)".to_owned(),
        "var client = new InfluxDBClient(\"http://h:8086\", \"my-secret-1\");".to_owned(),
        "InfluxDB2::Client.new('http://h:8086', 'my-secret-1', org: 'o')".to_owned(),
        format!("T=my-secret-1\n{C} -t $T"),
        format!("T='my-secret-1'; {C} --token \"${{T}}\""),
        format!("$t = 'my-secret-1'\n{C} --token $t"),
        format!("set T=my-secret-1\r\n{C} --token %T%"),
        "X=my-secret-1\ncurl -H \"Authorization: Token $X\" http://h/api/v2/authorizations -d '{}'".to_owned(),
        "key = 'my-secret-1'\nheaders = {'Authorization': f'Token {key}'}".to_owned(),
        "curl -su x:my-secret-1 http://h/query".to_owned(),
        "http -a x:my-secret-1 http://h/query".to_owned(),
        "https --auth=x:my-secret-1 h/query".to_owned(),
        "ab -A x:my-secret-1 http://h/".to_owned(),
        "gh secret set INFLUX_TOKEN --body my-secret-1".to_owned(),
        "gh secret set INFLUX_TOKEN -b\"my-secret-1\" --repo a/b".to_owned(),
        "reg add HKCU\\Environment /v INFLUX_TOKEN /t REG_SZ /d my-secret-1 /f".to_owned(),
        "headers = {'Authorization': 'Token {}'.format('my-secret-1')}".to_owned(),
        "headers = {\"Authorization\": \"Token %s\" % \"my-secret-1\"}".to_owned(),
        "headers = {\"Authorization\": \"Token \" + \"my-secret-1\"}".to_owned(),
        "headers = {\"Authorization\": \"Token {0}\".format(my_cred)}\nmy_cred = 'my-secret-1'".to_owned(),
        "my_cred = 'my-secret-1'\nheaders = {\"Authorization\": \"Token \" + my_cred}".to_owned(),
        "String.format(\"Authorization: Token %s\", \"my-secret-1\")".to_owned(),
        "[default]\n  token = \"my-secret-1\"".to_owned(),
        "Cookie: influxdb-oss-session=my-secret-1".to_owned(),
        "apiToken => my-secret-1".to_owned(),
        "<token>my-secret-1</token>".to_owned(),
        format!("don't lose it: {C} --token my-secret-1"),
        format!("# {C} -t my-secret-1"),
        format!("sh -c \"{C} -t my-secret-1\""),
        format!("T=$({C} --token=my-secret-1)"),
        "provider \"influxdb-v2\" {\n  url = \"http://h\"\n  token = \"my-secret-1\"\n}".to_owned(),
        "influx auth create -o brackwater-plants --read-tasks my-secret-1 --token my-secret-1".replacen("my-secret-1 ", "x ", 1),
    ] {
        let traces = traces(&text);
        assert!(!traces.contains(SECRET), "{text}\n{traces}");
    }
}

#[test]
fn known_forms_are_taken_out_wherever_they_stand() {
    let long = "q1WfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake_-fakeFAKEfakeFAKE==";
    let letters = "aB3".repeat(22);
    for secret in [
        long.to_owned(),
        format!("apiv3_{letters}"),
        format!("apiv1_{letters}"),
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl".into(),
    ] {
        for text in [
            secret.clone(),
            format!("it was {secret}, I think"),
            format!("{C} -d {secret}"),
            format!(r#"{{"description":"{secret}","permissions":["read:orgs/{O}/tasks"]}}"#),
        ] {
            let traces = traces(&text);
            assert!(!traces.contains(&secret), "{text}\n{traces}");
        }
    }
}

#[test]
fn what_gives_nothing_away_stays() {
    for text in [
        format!("{C} --token $INFLUX_TOKEN"),
        format!("INFLUX_TOKEN=${{TOKEN}} {C}"),
        format!("{C} --token <TOKEN>"),
        "token = var.influx_token".to_owned(),
        "const token = process.env.INFLUX_TOKEN".to_owned(),
        "\"Authorization\": \"Token …\"".to_owned(),
        "[\"description\", \"token\", \"status\"]".to_owned(),
        format!("token:\n\t@{C}"),
        format!("{C} --token \"{{{{ influx_token }}}}\""),
        "INFLUX_TOKEN_FILE=/run/secrets/influx".to_owned(),
        "print(\"token\", \"status\")".to_owned(),
        "{\"Authorization\": \"Token \" + settings.token, \"Accept\": \"json\"}".to_owned(),
        "{\"Authorization\": \"Token \", \"Accept\": \"json\"}".to_owned(),
        "curl -a x:y http://h\nsee http://x -a b:c".to_owned(),
        "gh variable set ORG --body brackwater\nreg add HKCU\\Environment /v INFLUX_ORG /d brackwater".to_owned(),
        "client = NewClient(url, token)".to_owned(),
        format!("O={O}\n{C} --org-id $O --token $INFLUX_TOKEN"),
        "how to create a token: run the command below".to_owned(),
        format!("client.authorizations_api().create_authorization(\n    org_id=\"{O}\", permissions=[])"),
        format!("Authorization(\n    org_id=\"{O}\", permissions=[])"),
    ] {
        let reading = reader::command::read_anything(&text);
        assert_eq!(reading.secrets().count(), 0, "{text}\n{:?}", reading.notes);
    }
}

#[test]
fn what_looks_like_code_or_like_a_program_is_a_credential_where_neither_can_stand() {
    for (secret, texts) in [
        (
            "lab.token",
            &[
                "influx auth create -o o --read-tasks --token lab.token",
                "influx auth create -o o --read-tasks --token=lab.token",
                "influx auth create -o o --read-tasks -t lab.token",
                "INFLUX_TOKEN=lab.token",
                "INFLUX_TOKEN=lab.token influx auth create -o o --read-tasks",
                "export INFLUX_TOKEN=lab.token\ninflux auth create -o o --read-tasks",
                "docker exec -e INFLUX_TOKEN=lab.token influxdb influx auth create -o o --read-tasks",
                "environment:\n  INFLUX_TOKEN: lab.token\n  INFLUX_ORG: o",
                "curl -H 'Authorization: Token lab.token' http://h/api/v2/authorizations",
                "ENV INFLUX_TOKEN lab.token",
                "<token>lab.token</token>",
                "client = Client(url, token=\"lab.token\")",
            ][..],
        ),
        ("team.apitoken", &["INFLUX_TOKEN=team.apitoken", "token: team.apitoken"]),
        ("brass.monkey", &["password: brass.monkey", "password = brass.monkey", "INFLUX_PASSWORD=brass.monkey"]),
        ("local.hush", &["influx auth list --token local.hush", "password: local.hush", "INFLUX_TOKEN=local.hush"]),
        (
            "influxdb3",
            &["DOCKER_INFLUXDB_INIT_PASSWORD: influxdb3", "password: influxdb3  # as it came", "p_token: 'influxdb3'"],
        ),
        ("curl", &["password: curl\nuser: mira", "PASSWORD=curl docker run x"]),
        ("x/influx", &["password: x/influx", "mysql --password x/influx --user mira"]),
    ] {
        for text in texts {
            let reading = reader::command::read_anything(text);
            assert_eq!(reader::command::redact(text, &reading), text.replace(secret, "…"), "{reading:?}");
        }
    }
}

#[test]
fn the_password_of_a_client_is_taken_out_wherever_it_stands() {
    for (text, left) in [
        (
            "new InfluxDBClient(\"http://h:8086\", \"mira\", \"hunter2-long\")",
            "new InfluxDBClient(\"http://h:8086\", \"…\", \"…\")",
        ),
        (
            "InfluxDBClientFactory.create(url, \"mira\", \"hunter2-long\".toCharArray())",
            "InfluxDBClientFactory.create(url, \"mira\", \"…\".toCharArray())",
        ),
        (
            "InfluxDBClientFactory.create(url, user, \"hunter2-long\".toCharArray())",
            "InfluxDBClientFactory.create(url, user, \"…\".toCharArray())",
        ),
        ("new InfluxDBClient(url, userName, \"hunter2-long\")", "new InfluxDBClient(url, userName, \"…\")"),
        (
            "InfluxDBClientFactory.create(url, \"hunter2-long\".toCharArray(), \"acme\")",
            "InfluxDBClientFactory.create(url, \"…\".toCharArray(), \"acme\")",
        ),
        ("InfluxDBClient('h', 8086, 'mira', 'hunter2-long', 'db')", "InfluxDBClient('h', 8086, 'mira', '…', 'db')"),
        ("NewClient(os.Getenv(\"URL\"), \"hunter2-long\")", "NewClient(os.Getenv(\"URL\"), \"…\")"),
        ("InfluxDBClientFactory.create(url, token, \"acme\")", "InfluxDBClientFactory.create(url, token, \"acme\")"),
    ] {
        let reading = reader::command::read_anything(text);
        assert_eq!(reader::command::redact(text, &reading), left, "{reading:?}");
    }
}

#[test]
fn what_a_program_prints_or_everything_has_holds_no_credential() {
    for text in [
        format!("const id = '{W}'\nconsole.log(\"token:\", id)\nconst p = {{type: 'buckets', id: '{W}'}}"),
        "print(\"Token:\", label)\nlabel = \"weather\"\nlog.Println(\"token:\", other)\nother := \"weather\""
            .to_owned(),
        "console.log(`token: ${label}`)\nconst label = 'weather'".to_owned(),
        format!("save(`token: ${{name}}`)\n{{\"name\": \"weather\", \"orgID\": \"{O}\"}}"),
        format!("save(`token: ${{id}}, secret: ${{orgID}}`)\n{{\"id\": \"{W}\", \"orgID\": \"{O}\"}}"),
    ] {
        let reading = reader::command::read_anything(&text);
        assert_eq!(reader::command::redact(&text, &reading), text, "{reading:?}");
    }
}

#[test]
fn permissions_of_a_script_are_read_though_it_prints_an_id_behind_the_word_token() {
    let text = format!(
        "const id = '{W}'\nconst orgID = '{O}'\nawait api.postAuthorizations({{body: {{orgID, permissions: [{{action: 'read', resource: {{type: 'buckets', id: '{W}', orgID}}}}]}}}})\nconsole.log('token:', id)\n"
    );
    let reading = reader::command::read_anything(&text);
    assert_eq!(grants(&reader::command::redact(&text, &reading)), [of_bucket("read", W)]);
}

#[test]
fn a_command_in_quotes_keeps_all_but_what_is_set_in_front_of_it() {
    for text in [
        format!("sh -c \"INFLUX_TOKEN=my-secret-1 {C}\""),
        format!("kubectl exec influxdb-0 -- sh -c 'INFLUX_TOKEN=my-secret-1 {C}'"),
    ] {
        let reading = reader::command::read_anything(&text);
        assert_eq!(reader::command::redact(&text, &reading), text.replace(SECRET, "…"));
    }
}

#[test]
fn what_makes_or_names_a_credential_is_none() {
    for text in [
        "TOKEN=`influx auth create -o brackwater-plants -u mira.okafor --read-tasks`",
        "export INFLUX_TOKEN=\"`influx auth create -o brackwater-plants -u mira.okafor --read-tasks`\"",
        "{\"scripts\": {\"create-token\": \"influx auth create -o brackwater-plants -u mira.okafor --read-tasks\"}}",
        "tasks:\n  token:\n    cmds:\n      - influx auth create -o brackwater-plants -u mira.okafor --read-tasks\n",
        "client = Client(url, token: config.token)\npassword: required",
        "token = subprocess.check_output([\"x\"])\ntoken = get_token()\nconnect(token=settings.influx_token)",
        "def token = sh(script: \"x\")\nconst token: string = x\napi.create_authorization(authorization=auth)",
        "new InfluxDB({\n  url: config.url,\n  token: config.token,\n})\nlogin({password: settings.apiKey})",
        "const auth = {\n  password: env.PASSWORD || '',\n  token: config.token\n}\nrun([\"x\", \"--token\", config.token])",
        "failed to create authorization: 401 Unauthorized\nauthorization: forbidden",
    ] {
        let reading = reader::command::read_anything(text);
        assert_eq!(reader::command::redact(text, &reading), text, "{reading:?}");
    }
}
