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

fn python(before: &str, permissions: &str) -> String {
    format!("{before}\nclient.authorizations_api().create_authorization(org_id=\"{O}\", permissions={permissions})\n")
}

/// A list with write on all buckets, as the client of Python takes it.
fn all_buckets() -> String {
    format!("[Permission(action=\"write\", resource=PermissionResource(type=\"buckets\", org_id=\"{O}\"))]")
}

/// A body with the same.
fn body_of_all() -> String {
    format!(
        r#"{{"orgID": "{O}", "permissions": [{{"action": "write", "resource": {{"type": "buckets", "orgID": "{O}"}}}}]}}"#
    )
}

fn javascript(before: &str) -> String {
    format!(
        "{before}\nawait api.postAuthorizations({{body: {{orgID: '{O}', permissions: [{{action: 'write', resource}}]}}}})"
    )
}

/// Nothing is granted, and it is said what only the program knows and where it changes.
fn left_out(text: &str, name: &str) {
    let said = said(text);
    assert_eq!(grants(text), [""; 0], "{text}\n{said}");
    assert!(said.contains(&format!("Only the program knows the value of {name}. ")), "{text}\n{said}");
    assert!(said.contains(&format!("The program may change {name} here")), "{text}\n{said}");
}

#[test]
fn a_value_that_is_changed_after_it_got_its_name_is_asked_for() {
    let resource = format!("resource = PermissionResource(type=\"buckets\", org_id=\"{O}\")");
    let with = "[Permission(action=\"write\", resource=resource)]";
    for change in [
        format!("resource.id = \"{W}\""),
        format!("if bucket:\n    resource.id = \"{W}\""),
        format!("setattr(resource, \"id\", \"{W}\")"),
        format!("other = resource\nother.id = \"{W}\""),
        "resource = narrow(resource)".to_owned(),
    ] {
        left_out(&python(&format!("{resource}\n{change}"), with), "resource");
    }
    for change in
        ["perms.clear()", "perms += [other]", "perms.append(other)", "perms, rest = split(perms)", "del perms[0]"]
    {
        left_out(&python(&format!("perms = {}\n{change}", all_buckets()), "perms"), "perms");
    }
    for around in ["for perms in all_of_them:", "with some() as perms:", "def create(perms):", "call = lambda perms:"] {
        left_out(&python(&format!("perms = {}\n{around}", all_buckets()), "perms"), "perms");
    }
    let resource = format!("const resource = {{type: 'buckets', orgID: '{O}'}}");
    for change in [
        format!("resource.id = '{W}'"),
        format!("resource['id'] = '{W}'"),
        format!("resource\n  .id = '{W}'"),
        format!("Object.assign(resource, {{id: '{W}'}})"),
        "const {id} = found; ({id: resource.id} = found)".to_owned(),
        format!("let other = resource; other.id = '{W}'"),
        "narrow(resource)".to_owned(),
        "delete resource.orgID".to_owned(),
    ] {
        left_out(&javascript(&format!("{resource}\n{change}")), "resource");
    }
}

#[test]
fn a_body_that_is_changed_before_it_is_sent_is_asked_for() {
    let body = body_of_all();
    for (before, after) in [("body = ", ""), ("body = json.loads('''\n", "\n''')")] {
        for change in [
            format!("body[\"permissions\"][0][\"resource\"][\"id\"] = \"{W}\""),
            "body.update(narrower)".to_owned(),
            "body |= narrower".to_owned(),
            "for permission in body[\"permissions\"]:\n    narrow(permission)".to_owned(),
        ] {
            for send in ["requests.post(\"http://h/api/v2/authorizations\", json=body)", "session.post(url, json=body)"]
            {
                left_out(&format!("{before}{body}{after}\n{change}\n{send}\n"), "body");
            }
        }
    }
    let text =
        format!("text = '{body}'\nbody = json.loads(text)\nbody[\"permissions\"].pop()\nsession.post(url, json=body)");
    left_out(&text, "text");
    for object in ["Authorization", "AuthorizationPostRequest"] {
        let made = format!("request = {object}(org_id=\"{O}\", permissions={})", all_buckets());
        for send in ["", "api.create_authorization(request)", "api.create_authorization(authorization=request)"] {
            left_out(&format!("{made}\nrequest.permissions[0].resource.id = \"{W}\"\n{send}\n"), "request");
        }
    }
}

#[test]
fn a_part_that_is_changed_by_way_of_its_whole_is_asked_for() {
    let resource = format!("resource = PermissionResource(type=\"buckets\", org_id=\"{O}\")");
    let two = "read = Permission(action=\"read\", resource=resource)\nwrite = Permission(action=\"write\", resource=resource)";
    let text = python(&format!("{resource}\n{two}\nread.resource.id = \"{W}\""), "[write]");
    assert_eq!(grants(&text), [""; 0], "{}", said(&text));
    assert!(said(&text).contains("The program may change resource here"), "{}", said(&text));
    let plain = python(&format!("{resource}\n{two}"), "[write]");
    assert_eq!(grants(&plain), [of_type("write", "buckets")], "{}", said(&plain));
}

#[test]
fn a_name_that_may_stand_for_something_else_is_asked_for() {
    let call = format!(
        "await api.postAuthorizations({{body: {{orgID: '{O}', permissions: [{{action: 'write', resource: {{type: 'buckets', id, orgID: '{O}'}}}}]}}}})"
    );
    for (before, after) in [
        (format!("let id = '{T}'\nif (test) id = '{W}'"), ""),
        (format!("let id = '{T}'\nid ||= '{W}'"), ""),
        (format!("let id\nif (test) {{\n  id = '{T}'\n}}"), ""),
        (format!("const id = '{T}'\nids.map(id => {{"), "})"),
        (format!("const id = '{T}'\nfor (const id of ids) {{"), "}"),
        (format!("const id = '{T}'\nfunction create({{id}}) {{"), "}"),
        (format!("const id = '{T}'\nclass Api {{\n  create(id) {{"), "}}"),
        (format!("let id = '{T}';\n[id] = ids;"), ""),
    ] {
        left_out(&format!("{before}\n{call}\n{after}"), "id");
    }
}

#[test]
fn a_value_that_is_only_read_elsewhere_keeps_it() {
    let read = [of_type("write", "buckets")];
    let perms = format!("\"\"\"\nCreates the perms of the lobby.\n\"\"\"\nperms = {} # the perms", all_buckets());
    for text in [
        python(&format!("{perms}\nprint(len(perms), \"perms.clear()\")"), "perms"),
        format!(
            "{perms}\norg_id = \"{O}\"\ncreated = api.create_authorization(\n    org_id=org_id,\n    permissions=perms,\n)\nprint(created.token)"
        ),
        format!("{perms}\ncreated = api.create_authorization(\"{O}\", perms)\ncreated.status = \"inactive\""),
        format!(
            "{perms}\nrequest = Authorization(org_id=\"{O}\", permissions=perms)\nanswer = api.create_authorization(request)\nanswer.status = \"inactive\""
        ),
        format!("body = {}\nanswer = session.post(url, json=body)\nanswer.raise_for_status()", body_of_all()),
        format!("answer = session.post(url, json={})\nanswer.raise_for_status()", body_of_all()),
        format!(
            "payload = json.dumps({}, indent=2)\nrequests.post(\"http://h/api/v2/authorizations\", data=payload)",
            body_of_all()
        ),
        format!(
            "const main = async () => {{\n  const permissions = [{{action: 'write', resource: {{type: 'buckets', orgID: '{O}'}}}}]\n  const body = {{orgID: '{O}', permissions}}\n  const answer = await api.postAuthorizations({{body}})\n  if (answer.token) {{ console.log(body) }}\n}}"
        ),
        format!(
            "const body = {{orgID: '{O}', permissions: [{{action: 'write', resource: {{type: 'buckets', orgID: '{O}'}}}}]}} // body.x = 1\n/* body.x = 1 */\nfetch('/api/v2/authorizations', {{method: 'POST', body: JSON.stringify(body, null, 2)}})"
        ),
    ] {
        assert_eq!(grants(&text), read, "{text}\n{}", said(&text));
    }
}

#[test]
fn what_a_program_works_out_is_left_out_and_said() {
    let js = |resource: &str, rest: &str| {
        format!(
            "await api.postAuthorizations({{body: {{orgID: '{O}', permissions: [{{action: 'write', resource: {resource}}}]{rest}}}}})"
        )
    };
    let all = format!("{{type: 'buckets', orgID: '{O}'}}");
    let within = |more: &str| js(&format!("{{type: 'buckets', orgID: '{O}', {more}}}"), "");
    for (text, unknown) in [
        (within("...scope"), "...scope"),
        (within("...(id ? {id} : {})"), "...(id ? {id} : {})"),
        (within(&format!("[key]: '{W}'")), "[key]: "),
        (js(&all, ", ...more"), "...more"),
        (js(&all, "\n  .map(narrow)"), "[{action: 'write'"),
        (js(&format!("narrow({all})"), ""), "narrow("),
        (python("", "narrow(perms)"), "narrow(perms)"),
        (python("", &format!("narrow({})", all_buckets())), "narrow("),
        (python("", &all_buckets().replace("org_id", "**scope, org_id")), "PermissionResource("),
        (python("", &all_buckets().replace("PermissionResource", "narrow")), "narrow("),
        (
            python("", &all_buckets().replace("org_id", &format!("id=\"{W}\" \"x\", org_id"))),
            "\"0000000000000001\" \"x\"",
        ),
        (
            terraform(&block(
                "write",
                &format!(
                    "      type   = \"buckets\"\n      org_id = \"{O}\"\n      id     = var.id != \"\" ? var.id : null\n"
                ),
            )),
            "var.id != \"\" ? var.id : null",
        ),
    ] {
        assert_eq!(grants(&text), [""; 0], "{text}\n{}", said(&text));
        assert!(
            said(&text).contains(&format!("Only the program knows the value of {unknown}")),
            "{text}\n{}",
            said(&text)
        );
    }
    let more = python("", &all_buckets().replace("))]", ")), *more]"));
    assert_eq!(grants(&more), [of_type("write", "buckets")]);
    assert!(said(&more).contains("Only the program knows the value of *more."), "{}", said(&more));
}

#[test]
fn permissions_that_are_made_and_not_sent_are_not_granted() {
    let text = format!(
        "read = Permission(action=\"read\", resource=PermissionResource(type=\"tasks\", org_id=\"{O}\"))\nwrite = Permission(action=\"write\", resource=PermissionResource(type=\"buckets\", org_id=\"{O}\"))\napi.create_authorization(\"{O}\", [read])"
    );
    assert_eq!(grants(&text), [of_type("read", "tasks")], "{}", said(&text));
}

#[test]
fn a_block_of_terraform_that_is_repeated_is_asked_for() {
    let dynamic =
        "  dynamic \"permissions\" {\n    for_each = var.buckets\n    content {\n      action = \"read\"\n    }\n  }\n";
    let tasks = format!("      org_id = \"{O}\"\n      type   = \"tasks\"\n");
    let text = terraform(&(dynamic.to_owned() + &block("read", &tasks)));
    assert_eq!(grants(&text), [of_type("read", "tasks")], "{}", said(&text));
    assert_eq!(
        said(&text),
        "Only the program knows the value of dynamic \"permissions\". Put the value in its place.\n"
    );
    assert_eq!(grants(&terraform(dynamic)), [""; 0]);
}

#[test]
fn a_table_of_toml_is_not_told_to_be_json() {
    let text = "[[outputs.influxdb_v2]]\n  urls = [\"http://127.0.0.1:8086\"]\n  bucket = \"telemetry\"\n";
    assert!(said(text).contains("This text was not recognized"), "{}", said(text));
}

#[test]
fn a_literal_that_is_handed_to_what_may_narrow_it_is_asked_for() {
    let one = format!(r#"{{"action": "write", "resource": {{"type": "buckets", "orgID": "{O}"}}}}"#);
    for text in [
        format!("perms.append({one})\nperms[-1][\"resource\"][\"id\"] = bucket"),
        format!("perms = []\nperms.append({one})\nfor perm in perms:\n    perm[\"resource\"][\"id\"] = bucket"),
        format!("perms.push(Object.assign({one}, {{id}}))"),
        format!("ids.map(id => narrow({one}, id))"),
        format!("perm = dict({one}, **extra)"),
    ] {
        assert_eq!(grants(&text), [""; 0], "{text}\n{}", said(&text));
        assert!(said(&text).contains("Only the program knows the value of "), "{text}\n{}", said(&text));
    }
    let send = "requests.post(\"http://h/api/v2/authorizations\", json=body)";
    for text in [
        format!("perms = []\nperms.append({one})\nbody = {{\"orgID\": \"{O}\", \"permissions\": perms}}\n{send}"),
        format!("body = {{\"orgID\": \"{O}\", \"permissions\": []}}\nbody[\"permissions\"].append({one})\n{send}"),
    ] {
        assert_eq!(grants(&text), [of_type("write", "buckets")], "{text}\n{}", said(&text));
        assert!(!said(&text).contains("Nothing is granted"), "{text}\n{}", said(&text));
    }
}

#[test]
fn what_a_program_of_python_has_in_a_comment_is_not_gathered() {
    let one = |action: &str, kind: &str| {
        format!(
            "{action} = Permission(action=\"{action}\", resource=PermissionResource(type=\"{kind}\", org_id=\"{O}\"))"
        )
    };
    for other in [format!("# {}", one("write", "buckets")), format!("\"\"\"\n{}\n\"\"\"", one("write", "buckets"))] {
        let text = format!("{}\n{other}\n", one("read", "tasks"));
        assert_eq!(grants(&text), [of_type("read", "tasks")], "{text}\n{}", said(&text));
    }
}

#[test]
fn what_stands_between_the_signs_of_a_comment_is_told_from_what_is_live() {
    let wide = "influx auth create -o brackwater-plants -u grafana --write-buckets";
    let js = |action: &str, kind: &str| {
        format!(
            "await api.postAuthorizations({{body: {{orgID: '{O}', permissions: [{{action: '{action}', resource: {{type: '{kind}', orgID: '{O}'}}}}]}}}})"
        )
    };
    let all = terraform(&block("write", &format!("      org_id = \"{O}\"\n      type   = \"buckets\"\n")));
    for inner in [wide.to_owned(), js("write", "buckets"), all, body_of_all()] {
        for text in [format!("/*\n{inner}\n*/\n"), format!("<!--\n{inner}\n-->"), format!("\"\"\"\n{inner}\n\"\"\"\n")]
        {
            assert_eq!(grants(&text), [of_type("write", "buckets")], "{text}\n{}", said(&text));
            assert!(said(&text).contains("stands in a comment"), "{text}\n{}", said(&text));
            let live = format!("{text}\n{}", js("read", "tasks"));
            assert_eq!(grants(&live), [of_type("read", "tasks")], "{live}\n{}", said(&live));
            assert!(said(&live).contains("stands in a comment and was left out"), "{live}\n{}", said(&live));
        }
    }
    let text = format!("body = \"\"\"\n{}\n\"\"\"\nprint(\"\"\"x\"\"\")", body_of_all());
    assert_eq!(grants(&text), [of_type("write", "buckets")], "{}", said(&text));
    assert!(!said(&text).contains("comment"), "{}", said(&text));
}

#[test]
fn a_number_sign_in_a_name_hides_no_permission_behind_it() {
    let named = format!(
        "Permission(action=\"read\", resource=PermissionResource(type=\"buckets\", id=\"{W}\", name=\"hall #3\", org_id=\"{O}\"))"
    );
    let other = format!("Permission(action=\"write\", resource=PermissionResource(type=\"tasks\", org_id=\"{O}\"))");
    let both = [of_bucket("read", W), of_type("write", "tasks")];
    let text = format!("p = [{named}, {other}]");
    assert_eq!(grants(&text), both, "{}", said(&text));
    let commented = format!("p = [{named},  # {other}\n]");
    assert_eq!(grants(&commented), both[..1], "{}", said(&commented));
}

#[test]
fn a_comparison_is_read_without_what_it_takes_away() {
    let one = |action: &str| format!(r#"{{"action": "{action}", "resource": {{"type": "tasks", "orgID": "{O}"}}}}"#);
    for text in [
        "-influx auth create -o brackwater-plants -u grafana --write-tasks\n+influx auth create -o brackwater-plants -u grafana --read-tasks".to_owned(),
        "- influx auth create -o brackwater-plants -u grafana --write-tasks\n+ influx auth create -o brackwater-plants -u grafana --read-tasks".to_owned(),
        "@@ -1,3 +1,3 @@\n influx auth create -o brackwater-plants -u grafana \\\n-  --write-tasks \\\n+  --read-tasks \\\n   -d x".to_owned(),
"--- a/grant.sh\n influx auth create -o brackwater-plants -u grafana \\\n-  --write-tasks \\\n   --read-tasks \\\n   -d x".to_owned(),
        format!("{{\n  \"orgID\": \"{O}\",\n  \"permissions\": [\n-    {}\n+    {}\n  ]\n}}", one("write"), one("read")),
    ] {
        assert_eq!(grants(&text), [of_type("read", "tasks")], "{text}\n{}", said(&text));
        assert!(said(&text).contains("that it takes away were left out"), "{text}\n{}", said(&text));
    }
}

#[test]
fn a_request_to_a_server_that_is_worked_out_creates_a_token() {
    let body = body_of_all();
    for text in [
        format!("requests.post(f\"{{url}}/api/v2/authorizations\", json={body})"),
        format!("requests.post(URL + \"/api/v2/authorizations\", json={body})"),
        format!("fetch(`${{url}}/api/v2/authorizations`, {{method: 'POST', body: JSON.stringify({body})}})"),
        format!("await fetch(url + '/api/v2/authorizations', {{method: 'POST', body: JSON.stringify({body})}})"),
    ] {
        assert_eq!(grants(&text), [of_type("write", "buckets")], "{text}\n{}", said(&text));
        assert!(!said(&text).contains("does not create"), "{text}\n{}", said(&text));
    }
    let other = format!("requests.post(f\"{{url}}/api/v2/authorizations/{{id}}\", json={body})");
    assert_eq!(grants(&other), [""; 0], "{}", said(&other));
}
