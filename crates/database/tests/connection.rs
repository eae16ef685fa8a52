//! What a probe makes of the stand-ins, and of what else may answer.

mod cluster;

use cluster::{Cluster, own};
use console_core::http::{Response, Transport};
use console_sandbox::management::AUDITOR_TOKEN;
use database::ApiError;
use database::connection::{
    ANY, Cluster as Ids, Conclusion, Paths, Probe, Product, QUESTIONS, Step, is_it_us, question,
};

fn probed(cluster: &mut Cluster, mut probe: Probe) -> (Conclusion, usize) {
    for asked in 0..5 {
        match probe.step() {
            Step::Ask(paths) => match cluster.ask(&Probe::request(paths)) {
                Ok(response) => probe.answered(&response),
                Err(error) => probe.failed(error),
            },
            Step::Conclude(conclusion) => return (conclusion, asked),
        }
    }
    panic!("the probe does not end");
}

fn of(profile: &str, ids: Option<Ids>) -> (Conclusion, usize) {
    let product = if profile == "dedicated" { Product::Dedicated } else { Product::Clustered };
    probed(&mut Cluster::start(profile), Probe::new(product, ids, None))
}

#[test]
fn each_form_of_the_paths_is_found_and_the_old_release_is_told() {
    for (profile, ids, expected, questions) in [
        ("clustered-flat-paths", None, Some(Paths::Flat), 1),
        ("clustered", None, Some(Paths::Scoped(ANY)), 2),
        ("clustered", Some(own()), Some(Paths::Scoped(own())), 2),
        ("dedicated", Some(own()), Some(Paths::Scoped(own())), 1),
        ("clustered-2025-03", None, None, 2),
    ] {
        let (conclusion, asked) = of(profile, ids);
        match (&conclusion, expected) {
            (Conclusion::Works { paths, databases }, Some(expected)) => {
                assert_eq!((*paths, databases.len()), (expected, 12), "{profile}");
            }
            (Conclusion::NoApi, None) => {}
            other => panic!("{profile}: {other:?}"),
        }
        assert_eq!(asked, questions, "{profile}");
    }
}

#[test]
fn what_worked_before_is_asked_first() {
    let probe = Probe::new(Product::Clustered, None, Some(Paths::Scoped(ANY)));
    let (conclusion, asked) = probed(&mut Cluster::start("clustered"), probe);
    assert!(matches!(conclusion, Conclusion::Works { .. }) && asked == 1);
}

#[test]
fn a_wrong_credential_and_wrong_ids_are_told_apart() {
    for profile in ["clustered", "clustered-flat-paths", "dedicated"] {
        let mut cluster = Cluster::start(profile);
        let product = if profile == "dedicated" { Product::Dedicated } else { Product::Clustered };
        cluster.token = "wrong";
        let (conclusion, _) = probed(&mut cluster, Probe::new(product, Some(own()), None));
        assert!(matches!(conclusion, Conclusion::WrongCredential { .. }), "{profile}: {conclusion:?}");
        assert!(conclusion.sentence(product).is_some_and(|sentence| sentence.contains("influxctl management create")));
        cluster.token = AUDITOR_TOKEN;
        let (conclusion, _) = probed(&mut cluster, Probe::new(product, Some(own()), None));
        assert!(matches!(conclusion, Conclusion::Works { .. }), "who may read is let in");
    }
    assert_eq!(of("dedicated", None), (Conclusion::NeedsCluster, 0));
    assert_eq!(of("dedicated", Some(ANY)).0, Conclusion::NoApi, "ids that stand for any are none");
    let wrong = Ids { account: own().cluster, cluster: own().account };
    assert_eq!(of("dedicated", Some(wrong)).0, Conclusion::WrongCluster);
}

#[test]
fn what_is_no_such_server_is_never_taken_for_one() {
    let page = Response::new(200, "text/html", "<!doctype html><title>files</title>");
    let influxdb2 =
        Response::new(404, "application/json; charset=utf-8", r#"{"code":"not found","message":"path not found"}"#);
    let proxy = Response::new(401, "text/html", "<h1>401 Authorization Required</h1>");
    let three = Response::new(401, "application/json", r#"{"error": "the request was not authenticated"}"#);
    let conclude = |response: &Response| {
        let mut probe = Probe::new(Product::Clustered, None, None);
        while let Step::Ask(_) = probe.step() {
            probe.answered(response);
        }
        match probe.step() {
            Step::Conclude(conclusion) => conclusion,
            Step::Ask(_) => unreachable!("asked until it concludes"),
        }
    };
    assert_eq!(conclude(&page), Conclusion::WebPage);
    assert_eq!(conclude(&influxdb2), Conclusion::NoApi);
    assert_eq!(conclude(&proxy), Conclusion::WebPage);
    assert_eq!(conclude(&three), Conclusion::Failed(ApiError::Foreign { status: 401, retry_after: None }));
    for other in [&page, &influxdb2, &proxy, &three] {
        assert!(!is_it_us(other));
    }
    let mut probe = Probe::new(Product::Clustered, None, None);
    probe.failed(Transport::Unreachable);
    assert_eq!(probe.step(), Step::Conclude(Conclusion::Failed(ApiError::Unreachable)));
}

#[test]
fn the_api_is_recognized_without_a_credential_in_the_form_that_it_has() {
    for (profile, expected) in [
        ("clustered", Some(Paths::Scoped(ANY))),
        ("clustered-flat-paths", Some(Paths::Flat)),
        ("dedicated", Some(Paths::Scoped(ANY))),
        ("clustered-2025-03", None),
    ] {
        let mut cluster = Cluster::start(profile);
        let ours = |paths: &Paths| cluster.ask(&question(*paths)).is_ok_and(|response| is_it_us(&response));
        assert_eq!(QUESTIONS.into_iter().find(ours), expected, "{profile}");
    }
}
