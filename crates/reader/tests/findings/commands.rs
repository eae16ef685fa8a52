//! Commands anywhere in a text, with what it assigns itself, and reasons that are true.

use crate::world::{C, O, T, W, answered, choices, grants, of_bucket, of_type, said, take};
use reader::command::{Question, read_anything};

/// One permission of a type or a bucket.
fn only(permission: String) -> Vec<String> {
    vec![permission]
}

#[test]
fn the_command_is_found_wherever_it_stands() {
    for text in [
        format!("T=$({C})"),
        format!("T=`{C}`"),
        format!("export T=\"$({C} --json | jq -r .token)\""),
        format!("$t = {C}"),
        format!("- {C}"),
        format!("1. {C}"),
        format!("* {C}"),
        format!("RUN {C}"),
        format!("# {C}"),
        format!("// {C}"),
        format!("cd /x\n{C}"),
        format!("cd /x && {C}"),
        format!("sh -c \"{C}\""),
        format!("bash -lc '{C}'"),
        format!("docker exec influxdb sh -c \"{C}\""),
        format!("ssh pi@host '{C}'"),
        format!("pi@host:~ $ {C}"),
        format!("/ # {C}"),
        format!("root@3f2a:/# {C}"),
        format!("(venv) mira@host:~$ {C}"),
        format!("host% {C}"),
        format!("mira@host ~ % {C}"),
        format!("[root@host ~]# {C}"),
        format!("➜  ~ {C}"),
        format!("$INFLUX {}", C.strip_prefix("influx ").expect("the program")),
        format!("INFLUX=/opt/influx\n$INFLUX {}", C.strip_prefix("influx ").expect("the program")),
        format!("I don't know why, but `{C}` fails"),
        format!("Don't run {C}"),
        format!("run: {C}"),
        format!("    command: {C}"),
        format!("    command: \"{C}\""),
        format!("    command: >\n      {}", C.replace(" --", "\n      --")),
        format!("> {C}"),
        format!("```sh\n{C}\n```"),
        format!("Then:\n\n```sh\n# the token\n{C}\n```\nand that's it"),
        format!("[\"{}\"]", C.replace(' ', "\",\"")),
        format!("CMD [\"{}\"]", C.replace(' ', "\", \"")),
        format!("subprocess.run(['{}'], check=True)", C.replace(' ', "', '")),
        format!("command: [{}]", C.replace(' ', ", ")),
        format!("C:\\> {C}"),
        format!("sudo -u influxdb {C}"),
        format!("docker compose exec -T influxdb {C}"),
        format!("kubectl exec -it influxdb-0 -- {C}"),
        C.replace("--", "––"),
        C.replace(" --read", "\n  --read"),
        format!("{C} > token.txt"),
    ] {
        assert_eq!(grants(&text), only(of_type("read", "tasks")), "{text}\n{:?}", read_anything(&text));
    }
}

#[test]
fn a_list_of_words_is_a_command() {
    assert_eq!(grants(r#"["influx","auth","create","--read-tasks"]"#), only(of_type("read", "tasks")));
}

#[test]
fn what_was_taken_off_is_said() {
    for (text, sentence) in [
        (format!("pi@host:~ $ {C}"), "prompt"),
        (format!("- {C}"), "list mark"),
        (format!("RUN {C}"), "Dockerfile"),
        (format!("# {C}"), "comment"),
        (format!("T=$({C})"), "substitution"),
        (format!("sh -c \"{C}\""), "quotes"),
        (format!("sudo {C}"), "inside of another one"),
        (format!("[\"{}\"]", C.replace(' ', "\",\"")), "list of words"),
        (C.replace(" --read", "\n  --read"), "continues a line is missing"),
    ] {
        assert!(said(&text).contains(sentence), "{text}: {}", said(&text));
    }
}

#[test]
fn several_commands_are_a_choice() {
    let text = format!(
        "influx org create -n brackwater-plants\n{C} -d one\ninflux auth create -o brackwater-plants -u grafana --read-bucket {W} -d two\n"
    );
    assert_eq!(choices(&text), [[of_type("read", "tasks")], [of_bucket("read", W)]]);
    let one = format!("influx bucket create -n weather\n{C}\ninflux auth list");
    assert_eq!(grants(&one), only(of_type("read", "tasks")));
    assert!(said(&one).contains("creates no token and was left out"), "{}", said(&one));
    assert_eq!(grants(&format!("{C}\n{C}")), only(of_type("read", "tasks")), "the same twice is one");
    assert_eq!(grants(&format!("# {C} --write-tasks\n{C}")), only(of_type("read", "tasks")), "a comment is no choice");
}

#[test]
fn values_that_stand_in_the_text_are_used() {
    let create = "influx auth create -o brackwater-plants -u mira.okafor";
    let body = format!(
        r#"{{"orgID":"{O}","permissions":[{{"action":"read","resource":{{"type":"buckets","id":"{W}","orgID":"{O}"}}}}]}}"#
    );
    let url = "http://h/api/v2/authorizations";
    for text in [
        format!("B={W}\n{create} --read-bucket $B"),
        format!("B={W}; {create} --read-bucket \"$B\""),
        format!("export B='{W}'\n{create} --read-bucket=${{B}}"),
        format!("{create} --read-bucket ${{B:-{W}}}"),
        format!("A={W}\nB=$A\n{create} --read-bucket $B"),
        format!("F='--read-bucket {W}'\n{create} $F"),
        format!("$b = '{W}'\n{create} --read-bucket $b"),
        format!("set B={W}\n{create} --read-bucket %B%"),
        format!("BODY='{body}'\ncurl {url} -d \"$BODY\""),
        format!("BODY=$(cat <<EOF\n{body}\nEOF\n)\ncurl {url} -d \"$BODY\""),
        format!("curl {url} -d @- <<EOF\n{body}\nEOF"),
        format!("cat <<'EOF' | curl {url} -d @-\n{body}\nEOF"),
        format!("ORG={O}\ncurl {url} -d @- <<EOF\n{}\nEOF", body.replace(O, "$ORG")),
        format!("$body = @'\n{body}\n'@\nInvoke-RestMethod -Method Post -Uri {url} -Body $body"),
        format!(
            "$body = @'\n{}\n'@\nInvoke-RestMethod -Method Post -Uri {url} -Body $body",
            body.replace(':', " : ").replace(',', ",\n  ")
        ),
        format!(
            "BODY=\"{}\"\ncurl {url} -d \"$BODY\"",
            body.replace("permissions", "\\u0070ermissions").replace('\\', "\\\\").replace('"', "\\\"")
        ),
    ] {
        assert_eq!(grants(&text), only(of_bucket("read", W)), "{text}\n{:?}", read_anything(&text));
    }
    assert!(said(&format!("B={W}\n{create} --read-bucket $B")).contains("The value of B was taken from the text."));
}

#[test]
fn what_the_text_leaves_to_the_shell_is_asked_for() {
    let create = "influx auth create -o brackwater-plants -u mira.okafor";
    for text in [
        format!("B={W} {create} --read-bucket $B"),
        format!("{create} --read-bucket $B\nB={W}"),
        format!("B=$(date)\n{create} --read-bucket $B"),
        format!("if x; then B={W}; else B={T}; fi\n{create} --read-bucket $B"),
        format!("B={W}\nfor B in a b; do\n{create} --read-bucket $B\ndone"),
        format!("read B\n{create} --read-bucket $B"),
    ] {
        assert_eq!(grants(&text), [""; 0], "{text}");
        assert!(said(&text).contains("Only your shell knows"), "{text}: {}", said(&text));
    }
}

#[test]
fn the_script_of_the_documentation_is_read() {
    let text = format!(
        r#"INFLUX_ORG_ID={O}
INFLUX_TOKEN=my-secret-1

curl --request POST \
  "http://localhost:8086/api/v2/authorizations" \
  --header "Authorization: Token ${{INFLUX_TOKEN}}" \
  --header 'Content-type: application/json' \
  --data '{{
    "status": "active",
    "description": "iot-center-device",
    "orgID": "'"${{INFLUX_ORG_ID}}"'",
    "permissions": [
      {{
        "action": "read",
        "resource": {{
          "orgID": "'"${{INFLUX_ORG_ID}}"'",
          "type": "authorizations"
        }}
      }}
    ]
  }}'"#
    );
    assert_eq!(grants(&text), only(of_type("read", "authorizations")), "{:?}", read_anything(&text));
    assert!(said(&text).contains("The value of INFLUX_ORG_ID was taken from the text."), "{}", said(&text));
}

#[test]
fn a_switch_with_a_word_behind_it_stays_open() {
    let create = "influx auth create -o brackwater-plants -u mira.okafor";
    let text = format!("{create} --write-buckets weather --read-tasks");
    assert_eq!(answered(&text, 0), [of_type("read", "tasks"), of_bucket("write", W)]);
    assert!(answered(&text, 1).contains(&of_type("write", "buckets")));
    assert_eq!(answered(&text, 2), only(of_type("read", "tasks")));
    let question: Question = read_anything(&text).questions.remove(0);
    assert_eq!(question.span.of(&text), "--write-buckets weather");
    assert_eq!(question.ask(), "only bucket weather or all buckets?");
    assert!(question.why().contains("--write-buckets is a switch"), "{}", question.why());
    let preset = format!("{create} --all-access mira");
    assert!(answered(&preset, 0).len() > 30);
    assert_eq!(answered(&preset, 1), [""; 0]);
    let two = read_anything(&format!("{create} --read-buckets weather --write-buckets {T}"));
    assert_eq!(two.questions.len(), 2);
    let filled = take(&two.answered(&[Some(0), Some(0)]));
    assert_eq!(crate::world::grants_of(&filled), [of_bucket("read", W), of_bucket("write", T)]);
}

#[test]
fn reasons_are_true() {
    let text = format!("{C} $P");
    assert!(said(&text).contains("Only your shell knows"), "{}", said(&text));
    assert!(!said(&text).contains("switch"), "{}", said(&text));
    assert!(said("influx auth delete --id 0000000000000001").contains("Open the token in the list"));
    assert!(said("hello").contains("This text was not recognized."));
}

#[test]
fn a_body_with_the_escapes_of_powershell_5_is_read() {
    let text = format!(
        "curl.exe -X POST http://h/api/v2/authorizations -d '{{\\\"orgID\\\":\\\"{O}\\\",\\\"permissions\\\":[{{\\\"action\\\":\\\"read\\\",\\\"resource\\\":{{\\\"type\\\":\\\"tasks\\\",\\\"orgID\\\":\\\"{O}\\\"}}}}]}}'"
    );
    assert_eq!(grants(&text), only(of_type("read", "tasks")), "{:?}", read_anything(&text));
}

#[test]
fn nothing_is_half_a_form() {
    for text in ["influx auth create -o brackwater-plants -d lobby", r#"{"permissions":[]}"#] {
        let prefill = take(&read_anything(text));
        assert_eq!(prefill.form, None, "{text}");
        assert!(!prefill.remarks.is_empty(), "{text}");
    }
    assert!(said(&format!("{C} -d 'for <name>'")).contains("<name>"));
    assert!(said(&C.replace("mira.okafor", "nobody")).contains("nobody"));
}

#[test]
fn only_a_request_that_posts_creates_a_token() {
    let body = format!(r#"{{"orgID":"{O}","permissions":["read:orgs/{O}/tasks"]}}"#);
    let url = "http://h/api/v2/authorizations";
    for flags in ["", "-s", "-sX POST", "-X POST", "-XPOST", "--request POST", "-X GET -X POST", "-sSL"] {
        let text = format!("curl {flags} {url} -d '{body}'");
        assert_eq!(grants(&text), only(of_type("read", "tasks")), "{text}");
    }
    for flags in [
        "-G",
        "--get",
        "-sGL",
        "-I",
        "--head",
        "-sI",
        "-X POST -I",
        "-T body.json",
        "--upload-file body.json",
        "-X POST -T body.json",
        "-F a=b",
        "-X GET",
        "-XDELETE",
        "-X PATCH",
        "--request PUT",
        "-X HEAD",
        "-X post",
        "-X POST -X PUT",
        "-X $METHOD",
    ] {
        let text = format!("curl {flags} {url} -d '{body}'");
        assert_eq!(grants(&text), [""; 0], "{text}");
        assert!(said(&text).contains("does not create a token"), "{text}: {}", said(&text));
    }
    let grouped = format!("curl {url} -sGd '{body}'");
    assert!(said(&grouped).contains("does not create a token"), "{}", said(&grouped));
    for flags in ["-X POST -G", "-sGX POST"] {
        let text = format!("curl {flags} {url} -d '{body}'");
        assert_eq!(grants(&text), [""; 0], "{text}");
        assert!(said(&text).contains("no body"), "{text}: {}", said(&text));
    }
    assert!(said(&format!("curl -X POST {url} -T body.json")).contains("The body stands in a file."));
    let given = format!("curl -X POST -T - {url} <<EOF\n{body}\nEOF");
    assert_eq!(grants(&given), only(of_type("read", "tasks")), "{given}");
    let letter = format!("curl {url} -d - <<EOF\n{body}\nEOF");
    assert_eq!(grants(&letter), [""; 0], "-d takes a dash as it is: {letter}");
}

#[test]
fn each_request_of_a_curl_has_its_own_method_and_body() {
    let body = format!(r#"{{"orgID":"{O}","permissions":["read:orgs/{O}/tasks"]}}"#);
    let url = "http://h/api/v2/authorizations";
    let elsewhere = format!("curl {url} --next http://h/api/v2/buckets -d '{body}'");
    assert_eq!(grants(&elsewhere), [""; 0]);
    let second = format!("curl -X GET {url} --next {url} -d '{body}'");
    assert_eq!(grants(&second), only(of_type("read", "tasks")));
    assert!(said(&second).contains("creates no token and was left out"), "{}", said(&second));
    let joined = format!("curl {url} -d '{body}' -d '{}'", body.replace("tasks", "buckets"));
    assert_eq!(grants(&joined), only(of_type("read", "tasks")), "the server reads the first one");
    assert!(said(&joined).contains("creates no token and was left out"), "{}", said(&joined));
}

#[test]
fn a_variable_that_may_have_changed_is_asked_for() {
    let create = "influx auth create -o brackwater-plants -u mira.okafor";
    let set = format!("B={W}");
    for text in [
        format!("{set}\nf() {{ B={T}; }}\nf\n{create} --read-bucket $B"),
        format!("{set}\nf() {{\n  B={T}\n}}\nif f; then :; fi\n{create} --read-bucket $B"),
        format!("{set}\nfunction f {{ B={T}; }}\nf && {create} --read-bucket $B"),
        format!("f() {{ B={T}; }}\n{set}\nf\n{create} --read-bucket $B"),
        format!("f() {{ g; }}\ng() {{ B={T}; }}\n{set}\nf\n{create} --read-bucket $B"),
        format!("{set}\nf() {{ {create} --read-bucket $B; }}\nB={T}\nf"),
        format!("{set}\nfor i in 1 2; do {create} --read-bucket $B; B={T}; done"),
        format!("{set}\nunset B\n{create} --read-bucket $B"),
        format!("{set}\nread -r B\n{create} --read-bucket $B"),
        format!("{set}\nread -r B <<< {T}\n{create} --read-bucket $B"),
        format!("{set}\neval B={T}\n{create} --read-bucket $B"),
        format!("{set}\nsource ./env\n{create} --read-bucket $B"),
        format!("{set}\n. ./env\n{create} --read-bucket $B"),
        format!("{set}\nprintf -v B %s {T}\n{create} --read-bucket $B"),
        format!("{set}\nmapfile -t B < x\n{create} --read-bucket $B"),
        format!("{set}\ndeclare -n R=B; R={T}\n{create} --read-bucket $B"),
        format!("{set}\nB[0]={T}\n{create} --read-bucket $B"),
        format!("{set}\nB=({T})\n{create} --read-bucket $B"),
        format!("{set}\ntest -f x && B={T}\n{create} --read-bucket $B"),
        format!("{set}\ntest -f x || B={T}\n{create} --read-bucket $B"),
        format!("{set}\nif x; then B={T}; fi\n{create} --read-bucket $B"),
        format!("{set}\nif x\nthen\n  B={T}\nfi\n{create} --read-bucket $B"),
        format!("{set}\nwhile x; do B={T}; done\n{create} --read-bucket $B"),
        format!("{set}\nls | while read -r B; do {create} --read-bucket $B; done"),
        format!("if x; then B={W}; else B={T}; fi\n{create} --read-bucket ${{B:-{W}}}"),
        format!("case x in a) B={W};; b) B={T};; esac\n{create} --read-bucket $B"),
        format!("export {set}\nlocal B\n{create} --read-bucket $B"),
        format!("$b = '{W}'\nif ($x) {{ $b = '{T}' }}\n{create} --read-bucket $b"),
        format!("$b = '{W}'\nRemove-Variable b\n{create} --read-bucket $b"),
        format!("$b = '{W}'\n$b += '{T}'\n{create} --read-bucket $b"),
        format!("$b = '{W}'\n$B = '{T}'\n{create} --read-bucket $b"),
        format!("readonly B={W}\nB={T}\n{create} --read-bucket $B"),
        format!("{set}\ncat > x <<EOF\nB={T}\nEOF\n{create} --read-bucket $B"),
        format!("set B={W}\nset /p B=Bucket:\n{create} --read-bucket %B%"),
    ] {
        assert_eq!(grants(&text), [""; 0], "{text}");
        assert!(said(&text).contains("Only your shell knows"), "{text}: {}", said(&text));
    }
}

#[test]
fn an_organization_that_nobody_knows_is_said_to_be_in_a_variable() {
    let read = "INFLUX_ORG=other\nread INFLUX_ORG\ninflux auth create -u mira.okafor --read-tasks";
    assert!(said(read).contains("the value of the variable $INFLUX_ORG"), "{}", said(read));
    assert!(!said(read).contains("No organization is named"), "{}", said(read));
    let unset = read.replace("read ", "unset ");
    assert!(said(&unset).contains("No organization is named"), "{}", said(&unset));
}

#[test]
fn a_variable_that_is_set_again_has_its_last_value() {
    let create = "influx auth create -o brackwater-plants -u mira.okafor";
    for text in [
        format!("B={T}\nB={W}; {create} --read-bucket $B"),
        format!("B={T}\nB={W} && {create} --read-bucket $B"),
        format!("B={T}\nB={W}; X=$({create} --read-bucket $B)"),
        format!("B={W}\n(cd x; ls)\n{create} --read-bucket $B"),
        format!("B={W}\nf() {{ C={T}; }}\nf\n{create} --read-bucket $B"),
        format!("f() {{ B={T}; }}\nB={W}\n{create} --read-bucket $B"),
        format!("B={T}\nmain() {{\n  local B={W}\n  {create} --read-bucket \"$B\"\n}}\nmain \"$@\""),
        format!("B={W}\nmain() {{\n  {create} --read-bucket \"$B\"\n}}\nmain"),
        format!("set -e\nB={W}\nif [ -z \"$X\" ]; then\n  {create} --read-bucket $B\nfi"),
        format!("for o in a b; do B={W}; {create} --read-bucket $B; done; B={T}"),
        format!("B=00000000\nB+=00000001\n{create} --read-bucket $B"),
        format!("$b = '{T}'\n$b = '{W}'\n{create} --read-bucket $b"),
        format!("ssh h <<EOF\nB={W}\n{create} --read-bucket $B\nEOF"),
        format!("SET B={W}\n{create} --read-bucket %B%"),
    ] {
        assert_eq!(grants(&text), only(of_bucket("read", W)), "{text}\n{:?}", read_anything(&text));
    }
    let subshell = format!("B={W}\n(B={T})\n{create} --read-bucket $B");
    assert_ne!(grants(&subshell), only(of_bucket("read", T)), "{subshell}");
    let cmd = format!("set B={W}\nset B={T} & {create} --read-bucket %B%");
    assert_eq!(grants(&cmd), only(of_bucket("read", W)), "cmd.exe fills the line in before it runs: {cmd}");
    let options = format!("F='--read-tasks'\nF+=' --write-buckets'\n{create} $F");
    assert_eq!(grants(&options), [of_type("read", "tasks"), of_type("write", "buckets")], "{options}");
    let unknown = format!("F='--read-tasks'\nF+=\" $MORE\"\n{create} $F");
    assert_eq!(grants(&unknown), [""; 0], "{unknown}");
    assert!(said(&unknown).contains("Only your shell knows"), "{}", said(&unknown));
}

#[test]
fn what_a_text_in_quotes_sets_is_asked_for() {
    let create = |rest: &str| format!("influx auth create -o brackwater-plants -u mira.okafor {rest}");
    for (open, close) in [
        ("echo \"to grant all set", "\""),
        ("python -c '", "'"),
        ("printf 'usage:", "  more\n'"),
        ("Write-Host \"a", "\""),
        ("<#", "#>"),
    ] {
        let flags = format!("FLAGS=\"--read-tasks\"\n{open}\nFLAGS='--write-buckets'\n{close}\n{}", create("$FLAGS"));
        assert_eq!(grants(&flags), [""; 0], "{flags}\n{}", said(&flags));
        assert!(said(&flags).contains("the variable $FLAGS"), "{flags}\n{}", said(&flags));
        let bucket = format!("{open}\nB={W}\n{close}\n{}", create("--write-bucket $B"));
        assert_eq!(grants(&bucket), [""; 0], "{bucket}\n{}", said(&bucket));
    }
    // An apostrophe of prose opens nothing.
    for before in ["I don't know:", "echo \"a\" # don't", "It's here, isn't it?"] {
        let text = format!("{before}\nB={W}\n{}", create("--write-bucket $B"));
        assert_eq!(grants(&text), [of_bucket("write", W)], "{text}\n{}", said(&text));
    }
}

#[test]
fn a_variable_that_is_set_anew_behind_something_else_is_asked_for() {
    let create =
        |variable: &str| format!("influx auth create -o brackwater-plants -u mira.okafor --write-bucket {variable}");
    for (before, change) in [
        (format!("B={T}"), "echo -n 'Bucket id: '; read B".to_owned()),
        (format!("B={T}"), "while :; do\n  echo -n 'id: '; read B; break\ndone".to_owned()),
        (format!("B={T}"), "exec 3<ids && read B <&3".to_owned()),
        (format!("B={T}"), format!("if set -- ids; then B={W}; fi")),
        (format!("$B = \"{T}\""), format!("$script:B = \"{W}\"")),
        (format!("$B = \"{T}\""), format!("[string]$B = \"{W}\"")),
        (format!("$B = \"{T}\""), "$list | % { $B = $_ }".to_owned()),
        (format!("$B = \"{T}\""), "foreach ($B in $list) {".to_owned()),
    ] {
        let text = format!("{before}\n{change}\n{}", create("$B"));
        assert_eq!(grants(&text), [""; 0], "{text}\n{}", said(&text));
        assert!(said(&text).contains("the variable $B"), "{text}\n{}", said(&text));
    }
    let cmd = format!("set B={T}\nif \"%1\"==\"x\" set B={W}\n{}", create("%B%"));
    assert_eq!(grants(&cmd), [""; 0], "{cmd}\n{}", said(&cmd));
}

#[test]
fn a_file_that_is_changed_before_it_is_sent_is_asked_for() {
    let body = format!(
        r#"{{"orgID":"{O}","permissions":[{{"action":"write","resource":{{"type":"buckets","orgID":"{O}"}}}}]}}"#
    );
    let script = |write: &str, change: &str, send: &str| format!("{write} <<'EOF'\n{body}\nEOF\n{change}\n{send}\n");
    let url = "http://h:8086/api/v2/authorizations";
    for write in ["cat > body.json", "cat >body.json", "tee body.json", "sudo tee -a body.json"] {
        for change in [
            format!("jq '.permissions[0].resource.id=\"{W}\"' body.json > narrow.json"),
            "sed -i s/buckets/tasks/ body.json".to_owned(),
            "python3 narrow.py body.json".to_owned(),
            "echo '{}' > body.json".to_owned(),
            "cat body.json | jq .narrow > narrow.json".to_owned(),
        ] {
            let text = script(write, &change, &format!("curl {url} -d @body.json"));
            assert_eq!(grants(&text), [""; 0], "{text}\n{}", said(&text));
            assert!(said(&text).contains("body.json may be changed here before it is sent"), "{text}\n{}", said(&text));
        }
        for change in ["", "cat body.json", "# body.json is for the lobby", "jq . other-body.json"] {
            for send in
                [format!("curl {url} -d @body.json"), format!("curl -X POST -T body.json {url}; rm -f body.json")]
            {
                let text = script(write, change, &send);
                assert_eq!(grants(&text), [of_type("write", "buckets")], "{text}\n{}", said(&text));
                assert!(!said(&text).contains("creates no token"), "{text}\n{}", said(&text));
            }
        }
    }
}

#[test]
fn the_organization_of_the_text_is_used_for_its_commands() {
    let command = "influx auth create -u mira.okafor --read-tasks";
    for around in [
        "environment:\n  INFLUX_ORG: brackwater-plants\n",
        "environment:\n  - INFLUX_ORG=brackwater-plants\n",
        "env:\n  - name: INFLUX_ORG\n    value: \"brackwater-plants\"\n",
        "env:\n  INFLUX_ORG_ID: \"00000000000000aa\"\n",
        "Environment=\"INFLUX_HOST=http://localhost:8086\" \"INFLUX_ORG=brackwater-plants\"\n",
        "Environment=INFLUX_ORG=brackwater-plants INFLUX_X=1\n",
        "export INFLUX_ORG := brackwater-plants\n",
        "influx config create -n main -u http://localhost:8086 -o brackwater-plants -a\n",
    ] {
        let text = format!("{around}\ncommand: {command}\n");
        assert_eq!(grants(&text), [of_type("read", "tasks")], "{text}\n{}", said(&text));
        assert!(!said(&text).contains("No organization is named"), "{text}\n{}", said(&text));
        let unknown = text.replace("brackwater-plants", "nowhere").replace("00000000000000aa", "00000000000000cc");
        assert!(said(&unknown).contains("no organization"), "{unknown}\n{}", said(&unknown));
    }
    let two = format!("env:\n  INFLUX_ORG: brackwater-plants\nenv:\n  INFLUX_ORG: other\ncommand: {command}\n");
    assert!(said(&two).contains("names several organizations"), "{}", said(&two));
}
