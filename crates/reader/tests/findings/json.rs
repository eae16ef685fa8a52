//! Members are found as servers find them, and nothing unknown in a permission passes in silence.

use crate::world::{O, T, U2, W, answered, grants, of_bucket, of_type, owner, said, take};
use influxdb2::authorization::Status;
use reader::command::{QuestionKind, read_anything};

fn body(resource: &str) -> String {
    format!(r#"{{"orgID":"{O}","permissions":[{{"action":"write","resource":{resource}}}]}}"#)
}

#[test]
fn members_are_meant_in_every_case_and_the_last_one_counts() {
    for (resource, granted) in [
        (format!(r#"{{"type":"buckets","ID":"{W}","orgID":"{O}"}}"#), of_bucket("write", W)),
        (format!(r#"{{"type":"tasks","orgId":"{O}"}}"#), of_type("write", "tasks")),
        (format!(r#"{{"Type":"tasks","ORGID":"{O}"}}"#), of_type("write", "tasks")),
        (format!(r#"{{"type":"buckets","id":"{W}","ID":"{T}","orgID":"{O}"}}"#), of_bucket("write", T)),
        (format!(r#"{{"type":"buckets","ID":"{T}","id":"{W}","orgID":"{O}"}}"#), of_bucket("write", W)),
        (format!(r#"{{"type":"buckets","\u0069d":"{W}","orgID":"{O}"}}"#), of_bucket("write", W)),
    ] {
        assert_eq!(grants(&body(&resource)), [granted], "{resource}");
    }
    let text =
        format!(r#"{{"orgID":"{O}","Permissions":[{{"Action":"read","RESOURCE":{{"type":"tasks","orgId":"{O}"}}}}]}}"#);
    assert_eq!(grants(&text), [of_type("read", "tasks")]);
}

#[test]
fn the_owner_is_found_in_every_case() {
    let text = format!(r#"{{"orgID":"{O}","userId":"{U2}","permissions":["read:orgs/{O}/tasks"]}}"#);
    assert_eq!(owner(&text), "grafana");
    assert!(!said(&text).contains("means nothing"), "{}", said(&text));
}

#[test]
fn null_is_not_given() {
    let text = format!(
        r#"{{"orgID":"{O}","userID":null,"status":null,"description":null,"permissions":["read:orgs/{O}/tasks"]}}"#
    );
    assert_eq!((owner(&text), said(&text)), ("me".into(), String::new()));
    let filled = take(&read_anything(&text)).form.expect("a form");
    assert_eq!(filled.draft.status, Status::Active);
}

#[test]
fn a_member_that_servers_ignore_leaves_the_permission_open() {
    for (member, narrow) in [
        (format!(r#""bucketID":"{W}""#), of_bucket("write", W)),
        (r#""bucket":"weather""#.into(), of_bucket("write", W)),
        (format!(r#""bucket_id":"{W}""#), of_bucket("write", W)),
        (format!(r#""_id":"{W}""#), of_bucket("write", W)),
    ] {
        let text = body(&format!(r#"{{"type":"buckets",{member},"orgID":"{O}"}}"#));
        let question = read_anything(&text).questions.remove(0);
        assert_eq!(
            question.span.of(&text),
            member.split('"').nth(1).expect("a name"),
            "the question stands at the member"
        );
        assert_eq!(answered(&text, 0), [narrow], "{member}");
        assert_eq!(answered(&text, 1), [of_type("write", "buckets")], "{member}");
        assert_eq!(answered(&text, 2), [""; 0], "{member}");
    }
    let both = body(&format!(r#"{{"type":"buckets","ids":["{W}","{T}"],"orgID":"{O}"}}"#));
    assert_eq!(answered(&both, 0), [of_bucket("write", W), of_bucket("write", T)]);
    let beside = format!(
        r#"{{"orgID":"{O}","permissions":[{{"action":"write","id":"{W}","resource":{{"type":"buckets","orgID":"{O}"}}}}]}}"#
    );
    assert_eq!(
        (answered(&beside, 0), answered(&beside, 1)),
        (vec![of_bucket("write", W)], vec![of_type("write", "buckets")])
    );
    let org = body(&format!(r#"{{"type":"tasks","org_id":"{O}"}}"#));
    assert_eq!((answered(&org, 0), answered(&org, 1)), (vec![of_type("write", "tasks")], vec!["write:tasks".into()]));
}

#[test]
fn one_question_stands_for_all_permissions_with_the_same_member() {
    let permission = |action: &str, bucket: &str| {
        format!(r#"{{"action":"{action}","resource":{{"type":"buckets","bucketID":"{bucket}","orgID":"{O}"}}}}"#)
    };
    let text = format!(r#"{{"orgID":"{O}","permissions":[{},{}]}}"#, permission("read", W), permission("write", T));
    let reading = read_anything(&text);
    assert_eq!(reading.questions.len(), 1);
    assert_eq!(reading.questions[0].kind, QuestionKind::UnknownMember { name: "bucketID".into() });
    assert_eq!(answered(&text, 0), [of_bucket("read", W), of_bucket("write", T)]);
}

#[test]
fn what_is_written_twice_is_not_read() {
    // Go lays the second object over the first, so the bucket would still count there.
    let resource =
        format!(r#"{{"type":"buckets","id":"{W}","orgID":"{O}"}},"resource":{{"type":"buckets","orgID":"{O}"}}"#);
    let text = format!(r#"{{"orgID":"{O}","permissions":[{{"action":"write","resource":{resource}}}]}}"#);
    assert_eq!(grants(&text), [""; 0]);
    assert!(said(&text).contains("“resource” is written twice"), "{}", said(&text));
}

#[test]
fn an_id_that_null_takes_back_is_not_read() {
    let text = body(&format!(r#"{{"type":"buckets","id":"{W}","ID":null,"orgID":"{O}"}}"#));
    assert_eq!(grants(&text), [""; 0]);
    assert!(said(&text).contains("“id” is written twice"), "{}", said(&text));
}

#[test]
fn a_database_token_is_said_to_be_one() {
    for text in [
        r#"{"description":"d","permissions":[{"action":"read","resource":"db1"}]}"#.to_owned(),
        "curl https://console.influxdata.com/api/v0/accounts/a/clusters/c/tokens -d '{\"permissions\":[]}'".to_owned(),
        "influxctl --account-id A token create --read-database db".to_owned(),
    ] {
        assert!(said(&text).contains("database token"), "{text}: {}", said(&text));
        assert!(!said(&text).contains("must be an object"), "{text}: {}", said(&text));
        assert_eq!(grants(&text), [""; 0], "{text}");
    }
}

#[test]
fn broken_json_is_named_at_its_place_and_nothing_is_gathered_from_it() {
    let text = format!(r#"{{"userID":"{U2}","status":"inactive","permissions":["read:orgs/{O}/tasks",]}}"#);
    assert_eq!(grants(&text), [""; 0]);
    let reading = read_anything(&text);
    assert_eq!(reading.problems[0].span.of(&text), "]");
    assert!(said(&text).contains("The JSON can’t be read here"), "{}", said(&text));
}

#[test]
fn a_name_that_is_not_that_of_the_id_beside_it_is_said() {
    let body = |org: &str, user: &str, bucket: &str| {
        format!(
            r#"{{"orgID":"{O}","org":"{org}","userID":"{U2}","user":"{user}","permissions":[{{"action":"read","resource":{{"type":"buckets","id":"{W}","name":"{bucket}","orgID":"{O}","org":"{org}"}}}}]}}"#
        )
    };
    let right = body("brackwater-plants", "grafana", "weather");
    assert_eq!(grants(&right), [of_bucket("read", W)]);
    assert_eq!(said(&right), "");
    for (text, wrong) in [
        (body("brackwater-plants", "grafana", "telemetry"), "the bucket “telemetry”"),
        (body("other", "grafana", "weather"), "the organization “other”"),
        (body("brackwater-plants", "mira.okafor", "weather"), "the user “mira.okafor”"),
    ] {
        assert_eq!(grants(&text), [of_bucket("read", W)], "{text}");
        assert!(said(&text).contains(&format!("is not that of {wrong}. The id counts.")), "{text}\n{}", said(&text));
    }
}
