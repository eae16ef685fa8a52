//! Programs and configuration files.

use crate::world::{O, T, U2, W, choices, grants, of_bucket, of_type, owner, said};
use reader::command::read_anything;

fn terraform(permissions: &str) -> String {
    format!(
        "resource \"influxdb-v2_authorization\" \"lobby\" {{\n  org_id      = \"{O}\"\n  user_id     = \"{U2}\"\n  description = \"lobby screen\"\n  status      = \"active\"\n{permissions}}}\n"
    )
}

fn block(action: &str, resource: &str) -> String {
    format!("  permissions {{\n    action = \"{action}\"\n    resource {{\n{resource}    }}\n  }}\n")
}

#[test]
fn a_resource_of_terraform_is_read_where_it_is_literal() {
    let bucket = format!("      id     = \"{W}\"\n      org_id = \"{O}\"\n      type   = \"buckets\"\n");
    let tasks = format!("      org_id = \"{O}\" # of ours\n      type   = \"tasks\"\n");
    let text = terraform(&(block("read", &bucket) + &block("write", &tasks)));
    assert_eq!(grants(&text), [of_bucket("read", W), of_type("write", "tasks")], "{:?}", read_anything(&text));
    assert_eq!(owner(&text), "grafana");
    let named = format!(
        "locals {{\n  bucket = \"{W}\"\n}}\n\n{}",
        terraform(&block("read", &bucket.replace(&format!("\"{W}\""), "local.bucket")))
    );
    assert_eq!(grants(&named), [of_bucket("read", W)], "{:?}", read_anything(&named));
    let open = terraform(&block("read", &bucket.replace(&format!("\"{W}\""), "influxdb-v2_bucket.weather.id")));
    assert_eq!(grants(&open), [""; 0]);
    assert!(
        said(&open).contains("Only the program knows the value of influxdb-v2_bucket.weather.id"),
        "{}",
        said(&open)
    );
    assert_eq!(choices(&format!("{text}\n{}", named.replace("lobby", "hall"))).len(), 2);
}

#[test]
fn a_member_that_terraform_does_not_have_leaves_the_permission_open() {
    let resource = format!("      bucket_id = \"{W}\"\n      org_id = \"{O}\"\n      type = \"buckets\"\n");
    assert_eq!(crate::world::answered(&terraform(&block("read", &resource)), 0), [of_bucket("read", W)]);
}

#[test]
fn the_python_client_is_read_where_it_is_literal() {
    let one = format!(
        "from influxdb_client import Permission, PermissionResource\n\nresource = PermissionResource(type=\"buckets\", id='{W}', org_id=\"{O}\")\nread = Permission(action=\"read\", resource=resource)\nwrite = Permission(action=\"write\", resource=PermissionResource(type=\"tasks\", org_id=\"{O}\"))\n"
    );
    for text in [
        format!(
            "{one}\nauthorization = client.authorizations_api().create_authorization(org_id=\"{O}\", permissions=[read, write])"
        ),
        format!("{one}\nauthorization = Authorization(org_id=\"{O}\", permissions=[read, write])\n"),
        one.clone(),
    ] {
        assert_eq!(
            grants(&text),
            [of_bucket("read", W), of_type("write", "tasks")],
            "{text}\n{:?}",
            read_anything(&text)
        );
    }
    let open = one.replace(&format!("'{W}'"), "bucket.id");
    assert!(said(&open).contains("bucket.id"), "{}", said(&open));
    assert!(!grants(&open).contains(&of_type("read", "buckets")));
}

#[test]
fn the_javascript_client_is_read_where_it_is_literal() {
    let permissions = format!(
        "[\n      // the lobby\n      {{action: 'read', resource: {{type: 'buckets', id: '{W}', orgID}}}},\n      {{action: \"write\", resource: {{type: 'tasks', orgID}},}},\n    ]"
    );
    let text = format!(
        "const orgID = '{O}'\nconst api = new AuthorizationsAPI(influxDB)\nawait api.postAuthorizations({{\n  body: {{\n    orgID,\n    description: 'lobby',\n    permissions: {permissions},\n  }},\n}})"
    );
    assert_eq!(grants(&text), [of_bucket("read", W), of_type("write", "tasks")], "{:?}", read_anything(&text));
}

#[test]
fn requests_that_a_browser_copies_are_read() {
    let body = format!(
        r#"{{"orgID":"{O}","permissions":[{{"action":"write","resource":{{"type":"buckets","id":"{T}","orgID":"{O}"}}}}]}}"#
    );
    let escaped = body.replace('"', "\\\"");
    let url = "http://localhost:8086/api/v2/authorizations";
    let carets: String = body
        .chars()
        .map(|c| match c {
            '"' => "^\\^\"".to_owned(),
            '{' | '}' => format!("^{c}"),
            other => other.to_string(),
        })
        .collect();
    for text in [
        format!(
            "fetch(\"{url}\", {{\n  \"headers\": {{\n    \"content-type\": \"application/json\"\n  }},\n  \"body\": \"{escaped}\",\n  \"method\": \"POST\"\n}});"
        ),
        format!("await fetch('{url}', {{method: 'POST', body: JSON.stringify({body})}})"),
        format!("curl ^\"{url}^\" ^\r\n  -H ^\"content-type: application/json^\" ^\r\n  --data-raw ^\"{carets}^\""),
        format!("curl \"{url}\" ^\n  -H \"Accept: x\" ^\n  --data-raw \"{escaped}\" ^\n  --compressed"),
        format!("curl '{url}' \\\n  -H 'Accept: x' \\\n  --data-raw '{body}' \\\n  --compressed"),
        format!(
            "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n$session.UserAgent = \"Mozilla/5.0 (X11; Linux)\"\nInvoke-WebRequest -UseBasicParsing -Uri \"{url}\" `\n-Method \"POST\" `\n-WebSession $session `\n-Headers @{{\n\"Accept\"=\"application/json\"\n  \"Origin\"=\"{url}\"\n}} `\n-ContentType \"application/json\" `\n-Body \"{}\"",
            body.replace('"', "`\"")
        ),
        format!("requests.post(\"{url}\", headers={{\"Authorization\": f\"Token {{token}}\"}}, json={body})"),
    ] {
        assert_eq!(grants(&text), [of_bucket("write", T)], "{text}\n{:?}", read_anything(&text));
    }
}

#[test]
fn a_file_of_another_kind_gets_the_sentence_on_what_is_read() {
    for text in [
        "- name: create a token\n  community.general.influxdb_user:\n    user_name: lobby\n",
        "services:\n  influxdb:\n    image: influxdb:2\n",
        "{ services.influxdb2.provision.organizations.main.auths.lobby = { readBuckets = [ \"weather\" ]; }; }",
    ] {
        assert!(said(text).contains("This text was not recognized. Paste"), "{text}: {}", said(text));
        assert_eq!(grants(text), [""; 0], "{text}");
    }
}

#[test]
fn only_a_fetch_that_posts_to_the_list_creates_a_token() {
    let body = format!(r#"JSON.stringify({{orgID: "{O}", permissions: ["read:orgs/{O}/tasks"]}})"#);
    let call =
        |path: &str, rest: &str| format!("fetch(\"http://h/api/v2/authorizations{path}\", {{{rest}body: {body}}});");
    assert_eq!(grants(&call("", "method: 'POST', ")), [of_type("read", "tasks")]);
    for (path, rest) in [
        ("", ""),
        ("", "method: 'GET', "),
        ("", "method: 'PUT', "),
        ("", "method, "),
        ("/0000000000000001", "method: 'POST', "),
    ] {
        let text = call(path, rest);
        assert_eq!(grants(&text), [""; 0], "{text}");
        assert!(said(&text).contains("does not create a token"), "{text}: {}", said(&text));
    }
}
