//! What people paste and what links carry, taken into the form; and the way from the form through text and back.

use influxdb2::api::authorizations::{body, pretty_body};
use influxdb2::authorization::{NewAuthorization, Status};
use influxdb2::draft::{Draft, Recipient};
use influxdb2::link::LinkedRequest;
use influxdb2::object::Object;
use influxdb2::permission::{Action, Permission, PermissionSet, ResourceType};
use influxdb2::selection::{Reach, Selection};
use influxdb2::session::Named;
use influxdb2::{Id, Names, Remote};
use proptest::prelude::*;
use reader::command::{
    CliVersion, Shell, Target, curl, invoke_rest_method, javascript, print, python, read_anything, terraform,
};
use reader::prefill::{Asked, Prefill, PrefillContext, Weight};
use std::collections::BTreeMap;
use std::sync::Arc;

fn id(number: u64) -> Id {
    Id::from_number(number).expect("not zero")
}

fn named(number: u64, name: &str) -> Named {
    Named { id: id(number), name: name.to_owned() }
}

/// The address of the server in use.
const SERVER: &str = "http://localhost:8086";

fn object(number: u64, name: &str) -> Object {
    Object { id: id(number), name: name.into(), system: false }
}

fn types() -> Vec<ResourceType> {
    ResourceType::KNOWN[..23].to_vec()
}

/// The organization acme, in use, and umbrella beside it.
fn take(asked: &Asked) -> Prefill {
    let here = named(0xaa, "acme");
    let orgs = [here.clone(), named(0xab, "umbrella")];
    let lists = [
        (ResourceType::Buckets, vec![object(1, "telemetry"), object(2, "a\nb"), object(3, "_tasks")]),
        (ResourceType::Telegrafs, vec![object(0x11, "twin"), object(0x12, "twin")]),
        (ResourceType::Users, vec![object(0xbb, "mira"), object(0xbc, "grafana")]),
    ];
    let objects: BTreeMap<_, _> =
        lists.into_iter().map(|(resource, list)| (resource, Remote::Ready(Arc::new(list.into())))).collect();
    asked.take_in(&PrefillContext {
        server: SERVER,
        me: &named(0xbb, "mira"),
        orgs: &orgs,
        here: &here,
        types: &types(),
        objects: &objects,
    })
}

fn paste(text: &str) -> Prefill {
    take(&Asked::Text(read_anything(text)))
}

fn link(text: &str) -> Prefill {
    take(&Asked::Link(LinkedRequest::decode(text).expect("readable")))
}

fn draft(prefill: &Prefill) -> &Draft {
    &prefill.form.as_ref().unwrap_or_else(|| panic!("nothing was filled in: {:?}", prefill.remarks)).draft
}

fn said(prefill: &Prefill, weight: Weight) -> String {
    prefill.remarks.iter().filter(|remark| remark.weight == weight).map(|remark| format!("{}\n", remark.text)).collect()
}

fn granted(prefill: &Prefill) -> Vec<String> {
    draft(prefill).permissions().iter().map(Permission::to_string).collect()
}

#[test]
fn a_command_fills_the_form() {
    let prefill = paste(
        "influx auth create --org acme --user grafana --description 'wall board' --read-bucket 0000000000000001 --write-tasks",
    );
    assert_eq!(
        granted(&prefill),
        ["read:orgs/00000000000000aa/buckets/0000000000000001", "write:orgs/00000000000000aa/tasks"]
    );
    assert_eq!(draft(&prefill).recipient, Recipient::Other(named(0xbc, "grafana")));
    assert_eq!(draft(&prefill).description, "wall board");
    assert_eq!(said(&prefill, Weight::Problem), "");
}

#[test]
fn a_bucket_by_name_is_looked_up_and_what_it_would_have_granted_is_said() {
    let prefill = paste(
        r#"{"orgID":"00000000000000aa","permissions":[{"action":"write","resource":{"type":"buckets","name":"telemetry","orgID":"00000000000000aa"}}]}"#,
    );
    assert_eq!(granted(&prefill), ["write:orgs/00000000000000aa/buckets/0000000000000001"]);
    let surprise = said(&prefill, Weight::Surprise);
    assert!(surprise.contains("would have granted write on all buckets"), "{surprise}");
}

#[test]
fn a_name_in_a_bucket_flag_is_looked_up_and_no_longer_a_problem() {
    let prefill = paste("influx auth create -o acme -u mira --read-bucket telemetry");
    assert_eq!(granted(&prefill), ["read:orgs/00000000000000aa/buckets/0000000000000001"]);
    assert!(said(&prefill, Weight::Surprise).contains("looked up by its name"));
    assert_eq!(said(&prefill, Weight::Problem), "");
    let prefill = paste("influx auth create -o acme -u mira --read-bucket nowhere --read-tasks");
    assert!(said(&prefill, Weight::Problem).contains("There is no bucket named “nowhere” here."));
    assert_eq!(granted(&prefill), ["read:orgs/00000000000000aa/tasks"], "the rest is filled in");
}

#[test]
fn a_type_without_an_organization_means_all_of_them() {
    let prefill = paste(r#"[{"action":"read","resource":{"type":"buckets"}}]"#);
    assert_eq!(granted(&prefill), ["read:buckets"]);
    assert!(said(&prefill, Weight::Surprise).contains("every organization of the server"));
}

#[test]
fn an_organization_that_cannot_be_seen_is_named() {
    let prefill = paste("influx auth create --org my-org --user mira --read-buckets");
    assert!(said(&prefill, Weight::Problem).contains("You see no organization named “my-org”. This was read for acme"));
    assert_eq!(granted(&prefill), ["read:orgs/00000000000000aa/buckets"]);
    let prefill = paste("read:orgs/00000000000000ff/tasks");
    assert_eq!(granted(&prefill), ["read:orgs/00000000000000aa/tasks"]);
}

#[test]
fn a_text_for_another_organization_is_filled_in_there() {
    let text = "influx auth create --org umbrella --user mira --read-buckets";
    let asked = Asked::Text(read_anything(text));
    let orgs = [named(0xaa, "acme"), named(0xab, "umbrella")];
    assert_eq!(asked.org(&orgs, &orgs[0]).name, "umbrella");
    let prefill = take(&asked);
    assert_eq!(draft(&prefill).org, id(0xab));
    assert!(said(&prefill, Weight::Note).contains("organization umbrella"));
}

#[test]
fn ambiguous_and_unknown_names_and_ids_are_named() {
    let prefill = paste(
        r#"{"org":"acme","user":"nobody","permissions":[{"action":"read","resource":{"type":"telegrafs","name":"twin","org":"acme"}},
        {"action":"read","resource":{"type":"buckets","id":"00000000000000ee","orgID":"00000000000000aa"}},
        {"action":"read","resource":{"type":"tasks","orgID":"00000000000000ad"}}]}"#,
    );
    let problems = said(&prefill, Weight::Problem);
    assert!(problems.contains("2 Telegraf configurations are named “twin”"), "{problems}");
    assert!(problems.contains("There is no user named “nobody” here."), "{problems}");
    assert!(problems.contains("for the organization 00000000000000ad"), "{problems}");
    assert!(said(&prefill, Weight::Surprise).contains("1 bucket is not known here: 00000000000000ee"));
    assert_eq!(draft(&prefill).recipient, Recipient::Me);
}

#[test]
fn commands_of_other_products_say_where_they_belong() {
    for (text, where_to) in [
        ("influxctl token create --read-database db", "influxctl"),
        ("influxdb3 create token --admin", "influxdb3"),
        ("influx v1 auth create --username u --password p --read-bucket 0000000000000001", "1.x"),
    ] {
        let prefill = paste(text);
        assert_eq!(prefill.form, None, "{text}");
        let problems = said(&prefill, Weight::Problem);
        assert!(problems.contains(where_to), "{text}: {problems}");
    }
}

#[test]
fn a_powershell_request_is_read_whatever_its_headers_look_like() {
    let body = r#"{"orgID":"00000000000000aa","permissions":[{"action":"read","resource":{"type":"tasks","orgID":"00000000000000aa"}}]}"#;
    let prefill = paste(&format!(
        "PS C:\\> irm 'http://h/api/v2/authorizations' -method POST -Headers @{{ Authorization = \"Token $t\"; Accept = 'x' }} -Body '{body}'"
    ));
    assert_eq!(granted(&prefill), ["read:orgs/00000000000000aa/tasks"]);
    assert_eq!(said(&prefill, Weight::Problem), "");
}

#[test]
fn a_list_that_could_not_be_loaded_is_said() {
    let asked =
        Asked::Text(read_anything(r#"[{"action":"read","resource":{"type":"buckets","id":"0000000000000001"}}]"#));
    let here = named(0xaa, "acme");
    let error = influxdb2::ApiError::NotSignedIn;
    let objects = BTreeMap::from([(ResourceType::Buckets, Remote::Failed(error))]);
    let orgs = std::slice::from_ref(&here);
    let prefill = asked.take_in(&PrefillContext {
        server: SERVER,
        me: &named(0xbb, "mira"),
        orgs,
        here: &here,
        types: &types(),
        objects: &objects,
    });
    assert!(said(&prefill, Weight::Problem).contains("The buckets could not be loaded"));
    assert_eq!(granted(&prefill).len(), 1);
}

#[test]
fn a_text_for_another_server_is_told() {
    let told = "This is for the server eu.example.org:8086. The console creates the token on http://localhost:8086, where you \
                are signed in.";
    let body = r#"{"orgID":"00000000000000aa","permissions":[{"action":"read","resource":{"type":"tasks","orgID":"00000000000000aa"}}]}"#;
    let path = "/api/v2/authorizations";
    for text in [
        "influx auth create --host https://eu.example.org:8086 -o acme --read-tasks".to_owned(),
        "INFLUX_HOST=http://eu.example.org:8086 influx auth create -o acme --read-tasks".to_owned(),
        "export INFLUX_HOST=http://eu.example.org:8086\ninflux auth create -o acme --read-tasks".to_owned(),
        format!("H=http://mira:pw@eu.example.org:8086\ncurl \"$H{path}\" -d '{body}'"),
        format!("Invoke-RestMethod -Method Post -Uri http://eu.example.org:8086{path} -Body '{body}'"),
        format!(r#"fetch("http://eu.example.org:8086{path}", {{"method": "POST", "body": '{body}'}})"#),
        "INFLUX_HOST: http://eu.example.org:8086\nrun: influx auth create -o acme --read-tasks".to_owned(),
        "Environment=INFLUX_HOST=http://eu.example.org:8086\nExecStart=influx auth create -o acme --read-tasks"
            .to_owned(),
        "influx config create -n a --host-url http://eu.example.org:8086 -a\ninflux auth create -o acme --read-tasks"
            .to_owned(),
        format!("requests.post('http://eu.example.org:8086{path}', data='{body}')"),
    ] {
        let prefill = paste(&text);
        assert!(prefill.form.is_some(), "{text}");
        assert_eq!(said(&prefill, Weight::Surprise).matches(told).count(), 1, "{text}: {:?}", prefill.remarks);
    }
    for host in ["http://localhost:9999", "http://influxdb:8086", "$HOST", "http://127.0.0.1:8086"] {
        let prefill = paste(&format!("influx auth create --host {host} -o acme --read-tasks"));
        assert!(!said(&prefill, Weight::Surprise).contains("for the server"), "{host}");
    }
}

#[test]
fn a_link_goes_by_ids_and_then_by_names() {
    let prefill = link(
        "request=1&org=00000000000000f0:acme&user=00000000000000f1:grafana&status=inactive\
         &read.buckets=0000000000000001:renamed,00000000000000f2:_tasks,00000000000000f3:gone\
         &read.telegrafs=00000000000000f4:twin&write.pipelines=org",
    );
    assert_eq!(
        granted(&prefill),
        [1, 3, 0xf3].map(|number| format!("read:orgs/00000000000000aa/buckets/{}", id(number)))
    );
    assert_eq!(draft(&prefill).recipient, Recipient::Other(named(0xbc, "grafana")));
    assert_eq!(draft(&prefill).status, Status::Inactive);
    let surprises = said(&prefill, Weight::Surprise);
    assert!(surprises.contains("found by name: _tasks"), "{surprises}");
    assert!(surprises.contains("1 bucket is not known here: 00000000000000f3"), "{surprises}");
    let problems = said(&prefill, Weight::Problem);
    assert!(problems.contains("several have the same name. Tick those that are meant: twin"), "{problems}");
    assert!(problems.contains("“pipelines”"), "{problems}");
}

/// Ticks of any kind that the matrix can show.
fn any_selection() -> impl Strategy<Value = Selection> {
    // No token can hold that one.
    let types: Vec<ResourceType> = types().into_iter().filter(|resource| *resource != ResourceType::Instance).collect();
    let tick = (0..types.len(), any::<bool>(), 0..6_u64);
    prop::collection::vec(tick, 1..14).prop_map(move |ticks| {
        let mut selection = Selection::default();
        for (resource, write, number) in ticks {
            let resource = &types[resource];
            let action = if write { Action::Write } else { Action::Read };
            match number {
                0 => selection.set_reach(resource, action, Reach::Everywhere),
                1 => selection.set_reach(resource, action, Reach::Org),
                number => selection.tick(resource, id(number), action, true),
            }
        }
        selection
    })
}

fn form(selection: Selection, description: &str) -> Draft {
    let mut draft = Draft::new(id(0xaa));
    draft.selection = selection;
    draft.description = description.trim().to_owned();
    draft
}

fn request(draft: &Draft) -> NewAuthorization {
    NewAuthorization {
        org: draft.org,
        user: Some(id(0xbb)),
        status: draft.status,
        description: draft.description.clone(),
        permissions: draft.permissions().iter().cloned().collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_form_comes_back_from_every_text_that_says_it(selection in any_selection(), description in "\\PC{0,16}|[ -~]{0,16}", inactive: bool) {
        let mut form = form(selection, &description);
        if inactive {
            form.status = Status::Inactive;
        }
        prop_assume!(!form.permissions().is_empty());
        let request = request(&form);
        let types = types();
        let mut names = Names::default();
        names.insert(&ResourceType::Users, id(0xbb), "mira");
        let mut texts = vec![body(&request), pretty_body(&request)];
        texts.extend(curl("http://localhost:8086", &pretty_body(&request)));
        texts.extend(invoke_rest_method("http://localhost:8086", &body(&request)));
        texts.extend(terraform(&request));
        texts.extend(python("http://localhost:8086", &request));
        texts.extend(javascript("http://localhost:8086", &pretty_body(&request)));
        for shell in [Shell::Posix, Shell::PowerShell, Shell::Cmd] {
            let target = Target { types: &types, names: &names, caller: None, shell, cli: CliVersion::NEWEST };
            texts.extend(print(&request, &target).map(|printed| printed.text));
        }
        for text in texts {
            let prefill = paste(&text);
            let back = draft(&prefill);
            prop_assert_eq!(back.permissions(), form.permissions(), "{}\n{:?}", text, prefill.remarks);
            prop_assert_eq!((&back.recipient, back.status, &back.description), (&Recipient::Me, form.status, &form.description), "{}", text);
            prop_assert_eq!(said(&prefill, Weight::Problem), "", "{}", text);
        }
    }

    #[test]
    fn terraform_is_what_a_real_parser_reads(selection in any_selection(), description in "\\PC{0,16}|[ -~]{0,16}|[$%{}\"\\\\]{0,8}") {
        let form = form(selection, &description);
        prop_assume!(!form.permissions().is_empty());
        let request = request(&form);
        let Ok(text) = terraform(&request) else { return Ok(()) };
        let parsed: hcl::Body = hcl::from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        let resource = parsed.blocks().next().expect("a resource");
        let said = |name: &str| resource.body.attributes().find(|one| one.key() == name).map(|one| one.expr().clone());
        let expected = (!request.description.is_empty()).then(|| hcl::Expression::from(request.description.as_str()));
        prop_assert_eq!(said("description"), expected, "{}", text);
        prop_assert_eq!(resource.body.blocks().count(), request.permissions.len(), "{}", text);
    }

    #[test]
    fn permissions_as_servers_print_them_come_back(selection in any_selection()) {
        let form = form(selection, "");
        let permissions = form.permissions();
        prop_assume!(!permissions.is_empty());
        let text: String = permissions.iter().map(|permission| format!("{permission}\n")).collect();
        let prefill = paste(&text);
        prop_assert_eq!(draft(&prefill).permissions(), permissions, "{}", text);
    }

    #[test]
    fn a_form_comes_back_from_its_link(selection in any_selection(), description in "\\PC{0,16}", newcomer in "\\PC{1,9}|") {
        let mut form = form(selection, &description);
        if !newcomer.is_empty() {
            form.recipient = Recipient::New(newcomer);
        }
        let made = LinkedRequest::of(&form, &named(0xaa, "acme"), &named(0xbb, "mira"), &Names::default());
        let prefill = link(&made.encode().expect("short"));
        let back = draft(&prefill);
        prop_assert_eq!(back.permissions(), form.permissions());
        prop_assert_eq!((&back.recipient, &back.description), (&form.recipient, &form.description));
    }

    #[test]
    fn any_text_and_any_link_is_taken_in_without_failing(text in "\\PC{0,80}", scraps in prop::collection::vec(prop::sample::select(vec![
        "influx auth create ", "--read-bucket ", "telemetry ", "--org ", "acme ", "-u ", "{", "}", "\"permissions\":[", "read:", "buckets ", "0000000000000001 ", "--all-access ",
    ]), 0..12)) {
        paste(&text);
        paste(&scraps.concat());
        if let Ok(read) = LinkedRequest::decode(&format!("request=1&org=00000000000000aa&{text}")) {
            take(&Asked::Link(read));
        }
    }
}

#[test]
fn ten_thousand_names_are_looked_up_at_once() {
    let list: Vec<Object> = (1..=10_000).map(|number| object(number, &format!("bucket-{number}"))).collect();
    let items: Vec<String> = list
        .iter()
        .map(|bucket| format!(r#"{{"action":"read","resource":{{"type":"buckets","name":"{}"}}}}"#, bucket.name))
        .collect();
    let asked = Asked::Text(read_anything(&format!(r#"{{"permissions":[{}]}}"#, items.join(","))));
    let here = named(0xaa, "acme");
    let orgs = std::slice::from_ref(&here);
    let objects = BTreeMap::from([(ResourceType::Buckets, Remote::Ready(Arc::new(list.into())))]);
    let prefill = asked.take_in(&PrefillContext {
        server: SERVER,
        me: &named(0xbb, "mira"),
        orgs,
        here: &here,
        types: &types(),
        objects: &objects,
    });
    let permissions: PermissionSet = draft(&prefill).permissions();
    assert_eq!(permissions.len(), 10_000);
}
