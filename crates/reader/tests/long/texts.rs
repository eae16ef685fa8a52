//! Texts of a megabyte: real kinds that long, and what would be slow if anything looked back.

use std::iter::repeat_n;

const MEGABYTE: usize = 1 << 20;
const O: &str = "00000000000000aa";

/// As many numbered pieces as make a megabyte.
fn many(piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(MEGABYTE + 1024);
    for number in 0.. {
        text.push_str(&piece(number));
        if text.len() >= MEGABYTE {
            break;
        }
    }
    text
}

fn same(piece: &str) -> String {
    repeat_n(piece, MEGABYTE / piece.len()).collect()
}

fn body() -> String {
    let permissions = many(|n| {
        format!(r#"{{"action":"read","resource":{{"type":"buckets","id":"{:016x}","orgID":"{O}"}}}},"#, n + 1)
    });
    format!(r#"{{"orgID":"{O}","permissions":[{}]}}"#, permissions.trim_end_matches(','))
}

/// Every text with its name.
pub fn all() -> Vec<(&'static str, String)> {
    let body = body();
    let escaped = body.replace('"', "\\\"");
    let url = "http://h:8086/api/v2/authorizations";
    vec![
        ("a body", body.clone()),
        ("a body that is never closed", body.trim_end_matches('}').to_owned()),
        (
            "a body with unknown members",
            many(|n| format!(r#"{{"action":"read","resource":{{"type":"buckets","x{n}":"{n}"}}}},"#)),
        ),
        (
            "a list with unknown members",
            format!(
                "[{}]",
                many(|n| format!(r#"{{"action":"read","resource":{{"type":"buckets","x{n}":"{n}"}}}},"#))
                    .trim_end_matches(',')
            ),
        ),
        (
            "authorizations",
            format!(
                "[{}]",
                many(|n| format!(r#"{{"id":"{n:016x}","permissions":["read:orgs/{O}/buckets/{n:016x}"]}},"#))
                    .trim_end_matches(',')
            ),
        ),
        (
            "a table of authorizations",
            many(|n| format!("{n:016x}\ttoken {n}\tmira\t[read:orgs/{O}/buckets/{n:016x} write:orgs/{O}/tasks]\n")),
        ),
        (
            "a program that changes its bodies",
            many(|n| format!("b{n} = {{\"permissions\": [\"read:orgs/{O}/buckets/{n:016x}\"]}}\nb{n}[0] = b{n}\n")),
        ),
        (
            "a program with many names",
            format!("requests.post('{url}', json=n1)\n{}", many(|n| format!("n{n} = [n{0}, '{n}']\nf(n{n})\n", n / 2))),
        ),
        ("a program without an end", format!("fetch('{url}')\nb = 1\n{}", same("f(b[b, {b: '\\\"\n"))),
        ("permissions", many(|n| format!("read:orgs/{O}/buckets/{n:016x}\n"))),
        ("permissions on one line", many(|n| format!("read:orgs/{O}/buckets/{n:016x} "))),
        ("a log", many(|n| format!("2026-11-28T04:00:0{}Z influxd: it's request {n}, don't worry\n", n % 10))),
        ("commands", many(|n| format!("influx auth create -o lab -d 'token {n}' --read-bucket {n:016x}\n"))),
        (
            "commands with a variable each",
            many(|n| format!("B{n}={n:016x}\ninflux auth create -o lab --read-bucket $B{n}\n")),
        ),
        (
            "commands on one line",
            many(|n| format!("influx auth create -o lab -d 'token {n}' --read-bucket {n:016x}; ")),
        ),
        (
            "commands in a comment",
            many(|n| format!("# influx auth create -o lab -d 'token {n}' --read-bucket {n:016x}\n")),
        ),
        ("one long command", format!("influx auth create -o lab{}", many(|n| format!(" --read-bucket {n:016x}")))),
        (
            "one long command over many lines",
            format!("influx auth create -o lab{}", many(|n| format!(" \\\n --read-bucket {n:016x}"))),
        ),
        ("one long command of unknown flags", format!("influx auth create{}", many(|n| format!(" --flag-{n}")))),
        ("one long command of credentials", format!("influx auth create{}", many(|n| format!(" -t hush-{n}")))),
        (
            "one long command of words behind switches",
            format!("influx auth create{}", many(|n| format!(" --read-tasks {n}"))),
        ),
        ("one long command of variables", format!("influx auth create{}", many(|n| format!(" --read-bucket $B{n}")))),
        (
            "one long command in a shell's quotes",
            format!("sh -c 'influx auth create -o lab{}'", many(|n| format!(" --read-bucket {n:016x}"))),
        ),
        ("curl with a long body", format!("curl {url} -d '{body}'")),
        ("curl with a long here-document", format!("curl {url} -d @- <<EOF\n{body}\nEOF\n")),
        ("PowerShell with a long body", format!("Invoke-RestMethod -Method Post -Uri {url} -Body '{body}'")),
        ("cmd with a long body", format!("curl {url} ^\n  -d \"{escaped}\"")),
        ("fetch with a long body", format!("fetch(\"{url}\", {{\"body\": \"{escaped}\", \"method\": \"POST\"}});")),
        ("requests with a long body", format!("requests.post(\"{url}\", json={body})")),
        (
            "a long resource of Terraform",
            format!(
                "resource \"influxdb-v2_authorization\" \"a\" {{\n  org_id = \"{O}\"\n{}}}\n",
                many(|n| format!(
                    "  permissions {{\n    action = \"read\"\n    resource {{\n      id = \"{n:016x}\"\n      org_id = \"{O}\"\n      type = \"buckets\"\n    }}\n  }}\n"
                ))
            ),
        ),
        (
            "resources of Terraform",
            many(|n| {
                format!(
                    "resource \"influxdb-v2_authorization\" \"a{n}\" {{\n  org_id = \"{O}\"\n  permissions {{\n    action = \"read\"\n    resource {{\n      org_id = \"{O}\"\n      type = \"tasks\"\n    }}\n  }}\n}}\n"
                )
            }),
        ),
        (
            "permissions of Python",
            many(|n| {
                format!(
                    "Permission(action=\"read\", resource=PermissionResource(type=\"buckets\", id=\"{n:016x}\", org_id=\"{O}\"))\n"
                )
            }),
        ),
        ("a client of JavaScript", format!("api.postAuthorizations({{body: {body}}})")),
        ("names of a program", many(|n| format!("a{n} = b{n}\n"))),
        ("calls in calls", many(|n| format!("Permission(a{n}, "))),
        ("words", many(|n| format!("word{n} "))),
        ("one word", same("a")),
        ("blanks", same(" ")),
        ("empty lines", same("\n")),
        ("apostrophes", same("influx' ")),
        ("apostrophes in lines", same("influx auth create '\n")),
        ("open quotes", same("influx auth create \"\n")),
        ("quotes", same("\"")),
        ("braces", same("{")),
        ("braces in lines", same("{\n")),
        ("objects in objects", same("{\"a\":")),
        ("objects in lines", same("{\"permissions\":\n")),
        ("lists in lines", same("[\n")),
        ("numbers", same("[1,").replace('[', "")),
        ("a list of numbers", format!("[{}1]", same("1,"))),
        ("braces behind words", same("permissions {\n")),
        ("substitutions", same("$(influx ")),
        ("backticks", same("`influx `")),
        ("backticks in lines", same("influx `\n")),
        ("lists of words in lines", same("[\"influx\",\n")),
        ("lists of words", same("[\"influx\", \"auth\", \"create\", \"--read-tasks\"]\n")),
        ("here-documents", same("influx <<A\n")),
        ("comments", same("# influx it's \"permissions\" {\n")),
        ("comments of two kinds", same("# influx\n// influx\n")),
        ("quotations", same("> > > influx auth\n")),
        ("names of credentials", same("token: ")),
        ("names of credentials in lines", same("token:\n")),
        ("names of credentials in quotes", same("\"token\": \"")),
        ("flags of credentials", same(" -t \\\n")),
        ("flags of credentials in lines", same("-p x\n")),
        ("credentials", many(|n| format!("INFLUX_TOKEN=hush-{n}\n"))),
        ("variables behind names of credentials, without a blank", same("token=$")),
        ("defaults behind names of credentials, without a blank", same("token:${")),
        ("addresses", same("http://a:")),
        ("an address", format!("http://{}", same("a:b"))),
        ("signs", same("a=")),
        ("dollars", same("$")),
        ("assignments", many(|n| format!("A{n}=$A{}\n", n.saturating_sub(1)))),
        ("assignments on one line", many(|n| format!("A{n}=$A{} ", n.saturating_sub(1)))),
        ("fetches", same("fetch(\n")),
        ("resources", same("resource \"influxdb-v2_authorization\" \"a\" {\n")),
        ("nothing of a table", same("read: [ ")),
        ("tokens of JSON web", same("eyJaaaaaaaaa.")),
        ("long dashes", same("influx –– ")),
        ("marks", same("-- ")),
        ("carets", same("curl ^\"^\\^\" ")),
        ("splats", same("@{a=")),
        ("letters of four bytes", same("😀")),
    ]
}
