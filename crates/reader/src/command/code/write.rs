//! A request for a new token, written for Terraform and for the clients of Python and JavaScript.
//!
//! A credential is never written; its place is taken by the variable `INFLUX_TOKEN`.

use crate::command::shell::Unprintable;
use console_core::text::foreign::hides;
use influxdb2::authorization::{NewAuthorization, Status};
use influxdb2::permission::Permission;
use std::fmt::Write;

/// The resource of Terraform's provider `influxdb-v2`.
pub fn terraform(request: &NewAuthorization) -> Result<String, Unprintable> {
    let mut text =
        format!("resource \"influxdb-v2_authorization\" \"token\" {{\n  org_id      = \"{}\"\n", request.org);
    if let Some(user) = request.user {
        line(&mut text, &format!("  user_id     = \"{user}\""));
    }
    if !request.description.is_empty() {
        line(&mut text, &format!("  description = {}", string(&request.description)?));
    }
    line(&mut text, &format!("  status      = \"{}\"", status(request)));
    for permission in &request.permissions {
        let action = permission.action;
        line(&mut text, &format!("\n  permissions {{\n    action = \"{action}\"\n    resource {{"));
        for (name, value) in resource(permission)? {
            line(&mut text, &format!("      {name:6} = {value}"));
        }
        line(&mut text, "    }\n  }");
    }
    line(&mut text, "}");
    Ok(text)
}

/// A program for the client of Python.
pub fn python(host: &str, request: &NewAuthorization) -> Result<String, Unprintable> {
    let mut text = format!(
        "import os\n\n\
         from influxdb_client import AuthorizationPostRequest, InfluxDBClient, Permission, PermissionResource\n\n\
         client = InfluxDBClient(url={}, token=os.environ[\"INFLUX_TOKEN\"])\n\
         authorization = AuthorizationPostRequest(\n    org_id=\"{}\",\n",
        string(host)?,
        request.org
    );
    if let Some(user) = request.user {
        line(&mut text, &format!("    user_id=\"{user}\","));
    }
    if !request.description.is_empty() {
        line(&mut text, &format!("    description={},", string(&request.description)?));
    }
    line(&mut text, &format!("    status=\"{}\",\n    permissions=[", status(request)));
    for permission in &request.permissions {
        let members: Vec<String> =
            resource(permission)?.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        let (action, members) = (permission.action, members.join(", "));
        line(&mut text, &format!("        Permission(action=\"{action}\", resource=PermissionResource({members})),"));
    }
    line(&mut text, "    ],\n)");
    line(
        &mut text,
        "created = client.authorizations_api().create_authorization(authorization=authorization)\nprint(created.token)",
    );
    Ok(text)
}

/// A program for the client of JavaScript, with the body as JSON.
pub fn javascript(host: &str, body: &str) -> Result<String, Unprintable> {
    let body = body.replace('\n', "\n  ");
    Ok(format!(
        "import {{ InfluxDB }} from \"@influxdata/influxdb-client\";\n\
         import {{ AuthorizationsAPI }} from \"@influxdata/influxdb-client-apis\";\n\n\
         const influxDB = new InfluxDB({{ url: {}, token: process.env.INFLUX_TOKEN }});\n\
         const created = await new AuthorizationsAPI(influxDB).postAuthorizations({{\n  body: {},\n}});\n\
         console.log(created.token);\n",
        string(host)?,
        // Only a text can hold these signs, and only a template would fill them in.
        body.replace("${", "\\u0024{").replace("%{", "\\u0025{")
    ))
}

fn line(text: &mut String, line: &str) {
    // Writing into a string never fails.
    let _ = writeln!(text, "{line}");
}

const fn status(request: &NewAuthorization) -> &'static str {
    match request.status {
        Status::Active => "active",
        Status::Inactive => "inactive",
    }
}

/// The members of a resource, in the spelling that Terraform and Python share.
fn resource(permission: &Permission) -> Result<Vec<(&'static str, String)>, Unprintable> {
    let id = permission.scope.object().map(|id| ("id", format!("\"{id}\"")));
    let org = permission.scope.org().map(|org| ("org_id", format!("\"{org}\"")));
    let kind = ("type", string(permission.resource.as_str())?);
    Ok(id.into_iter().chain(org).chain([kind]).collect())
}

/// A text in double quotes, with the escapes that HCL, Python and JavaScript share.
fn string(text: &str) -> Result<String, Unprintable> {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(letter);
            }
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // HCL would fill these in.
            '$' | '%' if letters.peek() == Some(&'{') => quoted.push_str(&format!("\\u{:04x}", u32::from(letter))),
            hidden if hides(hidden) || hidden.is_control() => match u32::from(hidden) {
                number @ ..=0xffff => quoted.push_str(&format!("\\u{number:04x}")),
                _ => return Err(Unprintable::Control),
            },
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    Ok(quoted)
}
