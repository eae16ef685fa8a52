//! A request for a new token as an `influx auth create` command, if there is one that means exactly the same.
//!
//! A command that would grant a little more or less is never printed; the reasons are given instead.
//! Neither is a credential: the command takes that from the active profile or from the environment.

use super::influx::{TYPES, type_flag, type_flag_name};
use super::resolve::{all_access, operator};
use super::shell::quote;
use super::{CliVersion, Inexpressible, Reason, Shell, Why};
use console_core::sort::sort_by_key;
use influxdb2::authorization::{NewAuthorization, Status};
use influxdb2::permission::{Action, Permission, PermissionSet, ResourceType, Scope};
use influxdb2::{Id, Names};

/// For what a command is printed.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    /// The types that the server lists; they decide what the presets are.
    pub types: &'a [ResourceType],
    /// The names of users, since the CLI takes no id of a user.
    pub names: &'a Names,
    /// The user who would run the command.
    pub caller: Option<Id>,
    /// The shell to quote for.
    pub shell: Shell,
    /// The version of the CLI.
    pub cli: CliVersion,
}

/// A printed command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The command, one flag a line.
    pub text: String,
    /// The preset that it uses.
    pub preset: Option<Preset>,
}

/// A preset of the CLI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// `--all-access`.
    AllAccess,
    /// `--operator`.
    Operator,
}

/// Prints the command, or says why there is none.
pub fn print(request: &NewAuthorization, target: &Target<'_>) -> Result<Printed, Inexpressible> {
    let mut reasons = Vec::new();
    let mut words = vec![format!("--org-id={}", request.org)];
    if request.status == Status::Inactive {
        reasons.push(Reason::Inactive);
    }
    let owner = request.user.or(target.caller);
    match owner.and_then(|user| target.names.get(&ResourceType::Users, user)).filter(|name| !name.is_empty()) {
        Some(name) => words.push(format!("--user={name}")),
        None => reasons.push(Reason::OwnerNameUnknown),
    }
    if !request.description.is_empty() {
        words.push(format!("--description={}", request.description));
    }
    if request.permissions.is_empty() {
        reasons.push(Reason::NoPermissions);
    }
    let preset = preset(request, owner, target);
    match preset {
        Some(_) if !preset_works(target) => reasons.push(Reason::PresetOfVersion(target.cli)),
        Some(Preset::AllAccess) => words.push("--all-access".into()),
        Some(Preset::Operator) => words.push("--operator".into()),
        None => flags(request, target.cli, &mut words, &mut reasons),
    }
    let text = join("influx auth create", &words, target.shell, &mut reasons);
    if reasons.is_empty() { Ok(Printed { text, preset }) } else { Err(Inexpressible { reasons }) }
}

/// The preset that grants exactly the same.
fn preset(request: &NewAuthorization, owner: Option<Id>, target: &Target<'_>) -> Option<Preset> {
    if target.cli < CliVersion::V2_2 || target.types.is_empty() {
        return None;
    }
    let wanted: PermissionSet = request.permissions.iter().cloned().collect();
    let same = |list: Vec<Permission>| list.into_iter().collect::<PermissionSet>() == wanted;
    // The newest version leaves out what no server grants, so it says what each preset would have to mean.
    if operator(target.types, CliVersion::NEWEST).is_ok_and(same) {
        return Some(Preset::Operator);
    }
    let same = |list: Vec<Permission>| list.into_iter().collect::<PermissionSet>() == wanted;
    all_access(target.types, CliVersion::NEWEST, request.org, owner?).is_ok_and(same).then_some(Preset::AllAccess)
}

fn preset_works(target: &Target<'_>) -> bool {
    target.cli.presets_skip_instance() || !target.types.contains(&ResourceType::Instance)
}

fn flags(request: &NewAuthorization, cli: CliVersion, words: &mut Vec<String>, reasons: &mut Vec<Reason>) {
    let mut types: Vec<(usize, Action)> = Vec::new();
    for action in Action::BOTH {
        for permission in request.permissions.iter().filter(|permission| permission.action == action) {
            match bucket(permission, request.org) {
                Some(id) => words.push(format!("--{action}-bucket={id}")),
                None => match whole_type(permission, request.org, cli) {
                    Ok(index) => types.push((index, action)),
                    Err(why) => reasons.push(Reason::Permission { permission: permission.clone(), why }),
                },
            }
        }
    }
    sort_by_key(&mut types, |one| *one);
    types.dedup();
    words.extend(types.into_iter().map(|(index, action)| type_flag_name(action, index)));
}

/// The bucket, if the permission is one that a bucket flag makes.
fn bucket(permission: &Permission, own: Id) -> Option<Id> {
    match permission.scope {
        Scope::Object { id, org: Some(org) } if permission.resource == ResourceType::Buckets && org == own => Some(id),
        _ => None,
    }
}

/// The flag that makes exactly this permission.
fn whole_type(permission: &Permission, own: Id, cli: CliVersion) -> Result<usize, Why> {
    let resource = &permission.resource;
    if !resource.is_grantable() {
        return Err(Why::NotGrantable);
    }
    let global = matches!(resource, ResourceType::Orgs | ResourceType::Users) && !cli.scopes_orgs_and_users();
    match permission.scope {
        Scope::Object { .. } => return Err(Why::OneObject),
        Scope::Org(org) if org != own => return Err(Why::OtherOrganization),
        Scope::Org(_) if global => return Err(Why::NoOrganizationWideForm),
        Scope::Everywhere if !global => return Err(Why::EveryOrganization),
        Scope::Org(_) | Scope::Everywhere => {}
    }
    // This version sends an empty id with such grants, which servers refuse.
    if cli == CliVersion::V2_1_0 {
        return Err(Why::VersionIsBroken);
    }
    type_flag(resource, cli).ok_or_else(|| match TYPES.iter().any(|flag| flag.resource == *resource) {
        true => Why::NoFlagInVersion(cli),
        false => Why::NoFlag,
    })
}

/// Writes flags below each other; a value that starts with a dash stays in one word with its flag.
fn join(command: &str, words: &[String], shell: Shell, reasons: &mut Vec<Reason>) -> String {
    let mut text = command.to_owned();
    for word in words {
        let (flag, value) = word.split_once('=').unwrap_or((word, ""));
        let parts: &[&str] = match value {
            "" => &[flag],
            // Since an empty value is no value, the sign can't be lost here.
            value if value.starts_with('-') => &[word],
            value => &[flag, value],
        };
        text.push_str(match shell {
            Shell::Posix => " \\\n ",
            Shell::PowerShell => " `\n ",
            Shell::Cmd => " ^\n ",
        });
        for part in parts {
            match quote(part, shell) {
                Ok(quoted) => {
                    text.push(' ');
                    text.push_str(&quoted);
                }
                Err(why) => reasons.push(Reason::Text { flag: flag.into(), why }),
            }
        }
    }
    text
}
