//! Which paging parameters which list obeys; `after` is read and handed back by all of them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR};
use serde_json::{Value, json};

fn names(list: &Value, key: &str) -> Vec<String> {
    list[key].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

async fn filled(kinds: &[&str]) -> (Asked, Vec<Vec<String>>) {
    let asked = Asked::set_up("oss-2.9").await;
    let mut ids = Vec::new();
    for kind in kinds {
        let mut made = Vec::new();
        for name in ["c", "a", "d", "b"] {
            let of = if *kind == "checks" { "deadman" } else { "http" };
            let body = json!({
                "orgID": asked.org, "name": name, "type": of, "arguments": {"type": "constant", "values": []},
            });
            made.push(asked.ask("POST", &format!("/api/v2/{kind}"), OPERATOR, body).await.at("/id"));
        }
        ids.push(made);
    }
    (asked, ids)
}

/// `kv/store_base.go`: these stores know offset, limit and direction, and no `after`.
#[tokio::test]
async fn lists_of_objects_hand_after_back_and_do_not_obey_it() {
    let kinds = ["checks", "notificationRules", "notificationEndpoints", "dashboards", "variables"];
    let (asked, ids) = filled(&kinds).await;
    for (kind, ids) in kinds.iter().zip(&ids) {
        // An organization in the query would switch paging off for the last two; endpoints insist on it.
        let org = if *kind == "notificationEndpoints" { format!("orgID={}&", asked.org) } else { String::new() };
        let path = format!("/api/v2/{kind}?{org}after={}&limit=2&offset=1", ids[2]);
        let list = asked.get(&path, OPERATOR).await.json();
        assert_eq!(names(&list, kind), ["a", "d"], "{kind}");
        assert!(list["links"]["next"].as_str().unwrap().contains(&format!("after={}", ids[2])), "{kind}");
        let list = asked.get(&format!("/api/v2/{kind}?{org}descending=true&limit=2"), OPERATOR).await.json();
        assert_eq!(names(&list, kind), ["b", "d"], "{kind}");
    }
}

/// `FindVariables` in `kv/variable.go` looks a name up first and lets it win.
#[tokio::test]
async fn an_organization_s_name_outranks_its_id_in_the_list_of_variables() {
    let (asked, _) = filled(&["variables"]).await;
    let other = "00000000000000aa";
    let list = asked.get(&format!("/api/v2/variables?orgID={other}&org=acme"), OPERATOR).await.json();
    assert_eq!(names(&list, "variables").len(), 4);
    let link = format!("/api/v2/variables?descending=false&limit=20&offset=0&org=acme&orgID={other}");
    assert_eq!(list["links"]["self"], link);
}

#[tokio::test]
async fn dashboards_are_sorted_whatever_found_them() {
    let (asked, ids) = filled(&["dashboards"]).await;
    let (org, user, ids) = (&asked.org, &asked.user, &ids[0]);
    for (query, expected) in [
        (format!("orgID={org}&descending=true"), vec!["b", "d", "a", "c"]),
        (format!("orgID={org}&sortBy=Name"), vec!["a", "b", "c", "d"]),
        (format!("orgID={org}&sortBy=Name&descending=true"), vec!["a", "b", "c", "d"]),
        (format!("orgID={org}&sortBy=CreatedAt&limit=1"), vec!["c", "a", "d", "b"]),
        (format!("ownerID={user}&limit=2"), vec!["c", "a"]),
        (format!("ownerID={user}&limit=2&sortBy=Name"), vec!["a", "c"]),
        (format!("id={}&id={}&limit=1&descending=true", ids[0], ids[1]), vec!["a"]),
        (format!("id={}&offset=5", ids[2]), vec!["d"]),
        ("id=00000000000000aa".to_owned(), vec![]),
    ] {
        let list = asked.get(&format!("/api/v2/dashboards?{query}"), OPERATOR).await.json();
        assert_eq!(names(&list, "dashboards"), expected, "{query}");
    }
    let several = asked.get(&format!("/api/v2/dashboards?id={}&id={}", ids[1], ids[0]), OPERATOR).await.json();
    assert_eq!(
        several["links"]["self"],
        format!("/api/v2/dashboards?descending=false&id={}&id={}&limit=20&offset=0", ids[1], ids[0])
    );
}
