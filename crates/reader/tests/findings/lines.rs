//! Permissions in tables and logs, which are gathered only where nothing else was understood.

use crate::world::{C, O, T, W, choices, grants, of_bucket, of_type, said};

#[test]
fn several_authorizations_are_a_choice() {
    let json = format!(r#"[{{"permissions":["read:orgs/{O}/tasks"]}},{{"permissions":["write:orgs/{O}/buckets"]}}]"#);
    let table = format!("1\ta\t[read:orgs/{O}/tasks]\n2\tb\t[write:orgs/{O}/buckets]");
    let bare = format!("0b1c2d3e4f506000\ta\tread:orgs/{O}/tasks\n0b1c2d3e4f506001\tb\twrite:orgs/{O}/buckets");
    for text in [json, table, bare] {
        assert_eq!(choices(&text), [[of_type("read", "tasks")], [of_type("write", "buckets")]], "{text}");
    }
}

#[test]
fn a_command_that_was_read_is_not_joined_by_what_the_log_says() {
    let text = format!("pi@host:~ $ {C}\nError: write:orgs/{O}/authorizations is unauthorized");
    assert_eq!(grants(&text), [of_type("read", "tasks")]);
}

#[test]
fn a_refused_permission_is_only_what_was_missing() {
    let text = format!("permission read:orgs/{O}/tasks is not allowed: read:orgs/{O}/tasks is unauthorized");
    assert_eq!(grants(&text), [of_type("read", "tasks")]);
    assert!(said(&text).contains("This is only what was missing."), "{}", said(&text));
    assert!(said(&text).contains("clone that token"), "{}", said(&text));
}

#[test]
fn what_was_dropped_around_is_said() {
    assert!(said(&format!("the grafana token has read:orgs/{O}/tasks today")).contains("text around them was ignored"));
    assert!(!said(&format!("[read:orgs/{O}/tasks write:orgs/{O}/tasks]")).contains("ignored"));
}

#[test]
fn a_permission_that_is_broken_before_a_slash_is_one() {
    for text in [
        format!("[write:orgs/{O}/buckets\n/{W}]"),
        format!("[write:orgs/{O}\n/buckets/{W}]"),
        format!("[write:orgs/{O}/buckets/\n{W}]"),
        format!("write:\norgs/{O}/buckets/{W}"),
        format!("write:orgs/{O}/buckets  /{W}"),
    ] {
        assert_eq!(grants(&text), [of_bucket("write", W)], "{text}");
    }
    assert_eq!(grants(&format!("[read:orgs/{O}\n/buckets/{W}]")), [of_bucket("read", W)]);
    let text = format!("write:orgs/{O}/buckets/{W},{T}");
    assert_eq!(grants(&text), [""; 0], "an id behind a comma is not lost in silence");
    assert!(said(&text).contains(T), "{}", said(&text));
}

#[test]
fn prose_about_reading_grants_nothing() {
    assert_eq!(grants("to read: tasks and buckets"), [""; 0]);
}

#[test]
fn a_permission_on_an_organization_names_it() {
    assert!(
        !said(&format!("read:orgs/{O}")).contains("No organization is named"),
        "{}",
        said(&format!("read:orgs/{O}"))
    );
}

#[test]
fn a_permission_to_which_the_text_says_no_is_left_out() {
    for (text, granted) in [
        (format!("- read:orgs/{O}/tasks\n- not write:orgs/{O}/buckets"), vec![of_type("read", "tasks")]),
        (format!("don't grant write:orgs/{O}/authorizations"), vec![]),
        (
            format!("never read:orgs/{O}/tasks, write:orgs/{O}/tasks. read:orgs/{O}/buckets"),
            vec![of_type("read", "buckets")],
        ),
    ] {
        assert_eq!(grants(&text), granted, "{text}\n{}", said(&text));
        assert!(said(&text).contains("say not to grant it"), "{text}\n{}", said(&text));
    }
    for refusal in ["not allowed:", "the token does not have", "not authorized for"] {
        let text = format!("Error: {refusal} write:orgs/{O}/buckets");
        assert_eq!(grants(&text), [of_type("write", "buckets")], "{text}\n{}", said(&text));
    }
}

#[test]
fn a_permission_in_a_comment_beside_others_is_left_out() {
    let (wide, narrow) = (format!("write:orgs/{O}/buckets"), of_bucket("write", W));
    for text in [
        format!("permissions:\n  # - {wide}\n  - {narrow}\n"),
        format!("perms = [\n  # \"{wide}\",\n  \"{narrow}\", # was: {wide}\n]"),
        format!("; {wide}\n-- {wide}\n// {wide}\ngrant {narrow}"),
        format!("/* {wide}\n   {wide} */\ngrant {narrow}"),
        format!("\"\"\"\n{wide}\n\"\"\"\ngrant {narrow}"),
        format!("x = \"\"\"\nnothing\n\"\"\"\n'''{wide}'''\ngrant {narrow}"),
    ] {
        assert_eq!(grants(&text), [narrow.as_str()], "{text}\n{}", said(&text));
        assert!(said(&text).contains("stands in a comment and was left out"), "{text}\n{}", said(&text));
    }
    let tasks = of_type("read", "tasks");
    let given = format!("x = \"\"\"\n{wide}\n\"\"\"\ny = f\"\"\"\n{tasks}\n\"\"\"");
    assert_eq!(grants(&given).len(), 2, "{}", said(&given));
    let before = format!("before: {wide} after: {narrow}");
    assert_eq!(grants(&before), [narrow.as_str()], "{}", said(&before));
    assert!(said(&before).contains("that it was so before"), "{}", said(&before));
    // A text that is nothing but a comment was pasted for what it says.
    assert_eq!(grants(&format!("# {wide}\n# {}", of_type("read", "tasks"))).len(), 2);
    assert_eq!(grants(&format!("ticket #5 needs {narrow}")), [narrow]);
}

#[test]
fn a_command_in_a_comment_is_left_out_whatever_its_mark() {
    let wide = "influx auth create -o brackwater-plants --write-buckets";
    for mark in ["#", "# ", "//", "-- ", ";", "; ", "REM ", ":: ", "::"] {
        let text = format!("{mark}{wide}\n{C}");
        assert_eq!(grants(&text), [of_type("read", "tasks")], "{text}\n{}", said(&text));
        assert!(said(&text).contains("stands in a comment and was left out"), "{text}\n{}", said(&text));
    }
}

#[test]
fn what_a_comparison_takes_away_is_left_out() {
    let (wide, narrow) = (format!("write:orgs/{O}/buckets"), of_bucket("write", W));
    for text in [
        format!("-   \"{wide}\",\n+   \"{narrow}\","),
        format!("-{wide}\n+{narrow}"),
        format!("@@ -1,3 +1,3 @@\n permissions:\n-  - {wide}\n+  - {narrow}\n"),
    ] {
        assert_eq!(grants(&text), [narrow.as_str()], "{text}\n{}", said(&text));
        assert!(said(&text).contains("takes this away"), "{text}\n{}", said(&text));
    }
    assert_eq!(grants(&format!("- {narrow}\n- {}", of_type("read", "tasks"))).len(), 2, "a list");
}
