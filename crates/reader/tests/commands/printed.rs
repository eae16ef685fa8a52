//! Commands that are printed, and requests that no command means.

use crate::world::{B1, B2, ORG, USER, bucket, id, in_org, names, object, target, types};
use influxdb2::Names;
use influxdb2::authorization::{NewAuthorization, Status};
use influxdb2::permission::{Action, Permission, ResourceType};
use reader::command::{CliVersion, Preset, Reason, Shell, Unprintable, Why, print};

use Action::{Read, Write};
use CliVersion as V;
use ResourceType as T;

fn request(permissions: Vec<Permission>) -> NewAuthorization {
    NewAuthorization {
        org: id(ORG),
        user: Some(id(USER)),
        status: Status::Active,
        description: String::new(),
        permissions,
    }
}

fn printed(request: &NewAuthorization, shell: Shell) -> String {
    let (types, names) = (types(9), names());
    print(request, &target(&types, &names, shell, V::NEWEST)).expect("a command").text
}

fn reasons(request: &NewAuthorization, cli: CliVersion) -> Vec<Reason> {
    let (types, names) = (types(9), names());
    print(request, &target(&types, &names, Shell::Posix, cli)).expect_err("no command").reasons
}

fn all_access() -> Vec<Permission> {
    let mut list = vec![object(Read, T::Orgs, ORG), object(Read, T::Users, USER), object(Write, T::Users, USER)];
    for resource in types(9).into_iter().filter(|t| !matches!(t, T::Orgs | T::Users | T::Instance)) {
        list.extend(Action::BOTH.map(|action| in_org(action, resource.clone())));
    }
    list
}

fn operator() -> Vec<Permission> {
    let types = types(9).into_iter().filter(ResourceType::is_grantable);
    types.flat_map(|resource| Action::BOTH.map(|action| Permission::everywhere(action, resource.clone()))).collect()
}

#[test]
fn one_flag_stands_on_each_line() {
    let mut request =
        request(vec![in_org(Write, T::Tasks), bucket(Write, B2), in_org(Read, T::Checks), bucket(Read, B1)]);
    request.description = "it's 50% done".into();
    assert_eq!(
        printed(&request, Shell::Posix),
        "influx auth create \\\n  --org-id 00000000000000aa \\\n  --user alice \\\n  --description \"it's 50% done\" \\\n  \
         --read-bucket 0000000000000001 \\\n  --write-bucket 0000000000000002 \\\n  --write-tasks \\\n  --read-checks"
    );
    assert_eq!(
        printed(&request, Shell::PowerShell),
        "influx auth create `\n  --org-id '00000000000000aa' `\n  --user alice `\n  --description 'it''s 50% done' `\n  \
         --read-bucket '0000000000000001' `\n  --write-bucket '0000000000000002' `\n  --write-tasks `\n  --read-checks"
    );
    request.description = "it's done".into();
    assert!(printed(&request, Shell::Cmd).contains(" ^\n  --description \"it's done\" ^\n"));
}

#[test]
fn a_value_that_starts_with_a_dash_stays_with_its_flag() {
    let mut request = request(vec![in_org(Read, T::Tasks)]);
    request.description = "--temp--".into();
    assert!(printed(&request, Shell::Posix).contains("'--description=--temp--'"));
}

#[test]
fn a_preset_is_printed_where_the_set_is_exactly_that() {
    let (types, names) = (types(9), names());
    for (permissions, preset, flag) in
        [(all_access(), Preset::AllAccess, "--all-access"), (operator(), Preset::Operator, "--operator")]
    {
        let printed =
            print(&request(permissions), &target(&types, &names, Shell::Posix, V::NEWEST)).expect("a command");
        assert_eq!(printed.preset, Some(preset));
        assert!(printed.text.ends_with(flag), "{}", printed.text);
    }
    let mut nearly = all_access();
    nearly.pop();
    let reasons = reasons(&request(nearly), V::NEWEST);
    assert_eq!(reasons.len(), 3, "the organization and the owner can’t be said without the preset: {reasons:?}");
}

#[test]
fn the_presets_of_2_4_are_not_offered() {
    assert_eq!(reasons(&request(operator()), V::V2_4), [Reason::PresetOfVersion(V::V2_4)]);
}

#[test]
fn what_no_flag_means_is_named() {
    let other = id("00000000000000cc");
    for (permission, cli, why) in [
        (object(Read, T::Orgs, ORG), V::NEWEST, Why::OneObject),
        (Permission::on_object(Read, T::Telegrafs, id(B1), id(ORG)), V::NEWEST, Why::OneObject),
        (object(Read, T::Buckets, B1), V::NEWEST, Why::OneObject),
        (Permission::in_org(Read, T::Tasks, other), V::NEWEST, Why::OtherOrganization),
        (Permission::everywhere(Read, T::Tasks), V::NEWEST, Why::EveryOrganization),
        (Permission::everywhere(Read, T::Orgs), V::V2_3, Why::EveryOrganization),
        (in_org(Read, T::Users), V::NEWEST, Why::NoOrganizationWideForm),
        (in_org(Read, T::Subscriptions), V::V2_4, Why::NoFlagInVersion(V::V2_4)),
        (in_org(Read, T::Secrets), V::V2_1_1, Why::NoFlagInVersion(V::V2_1_1)),
        (in_org(Read, ResourceType::parse("pipelines")), V::NEWEST, Why::NoFlag),
        (in_org(Read, T::Tasks), V::V2_1_0, Why::VersionIsBroken),
        (in_org(Read, T::Instance), V::V2_4, Why::NotGrantable),
    ] {
        let expected = [Reason::Permission { permission: permission.clone(), why }];
        assert_eq!(reasons(&request(vec![permission]), cli), expected);
    }
}

#[test]
fn what_the_cli_can_not_say_about_the_token_is_named() {
    let good = request(vec![in_org(Read, T::Tasks)]);
    assert_eq!(reasons(&NewAuthorization { status: Status::Inactive, ..good.clone() }, V::NEWEST), [Reason::Inactive]);
    assert_eq!(reasons(&NewAuthorization { user: None, ..good.clone() }, V::NEWEST), [Reason::OwnerNameUnknown]);
    assert_eq!(reasons(&request(vec![]), V::NEWEST), [Reason::NoPermissions]);
    let text = |why| [Reason::Text { flag: "--description".into(), why }];
    let bell = NewAuthorization { description: "ring\u{7}".into(), ..good.clone() };
    assert_eq!(reasons(&bell, V::NEWEST), text(Unprintable::Control));
    let (types, names) = (types(9), names());
    for (description, shell, why) in [
        ("50%", Shell::Cmd, Unprintable::Percent),
        ("a\u{202e}b", Shell::Cmd, Unprintable::Hidden),
        ("a\u{202e}b", Shell::PowerShell, Unprintable::Hidden),
        ("a \"b\"", Shell::Cmd, Unprintable::DoubleQuote),
        ("a\nb", Shell::Cmd, Unprintable::LineBreak),
        ("a \"b\"", Shell::PowerShell, Unprintable::DoubleQuote),
        ("a b\\", Shell::PowerShell, Unprintable::TrailingBackslash),
    ] {
        let request = NewAuthorization { description: description.into(), ..good.clone() };
        let found = print(&request, &target(&types, &names, shell, V::NEWEST)).expect_err("no command");
        assert_eq!(found.reasons, text(why), "{description:?}");
    }
}

#[test]
fn the_caller_is_named_where_no_owner_is() {
    let types = types(9);
    let mut names = Names::default();
    names.insert(&T::Users, id(USER), "bob the ’operator’");
    let mut target = target(&types, &names, Shell::PowerShell, V::NEWEST);
    target.caller = Some(id(USER));
    let request = NewAuthorization { user: None, ..request(vec![in_org(Read, T::Tasks)]) };
    assert!(print(&request, &target).expect("a command").text.contains("--user 'bob the ’’operator’’'"));
}
