//! An entry of the list of tokens, read as InfluxDB writes it.
//!
//! Here is only what every version sends of every token: where an entry has anything else, [`super::authorizations`] reads it
//! with serde, and what this reads that reads alike.

use super::wire::{Authorization, Permission, Resource, TokenValue};
use crate::Id;
use console_core::http::plain::{Plain, Unread};

/// The entry with which these bytes begin, and how long it is.
pub fn authorization(bytes: &[u8]) -> Result<(Authorization<'_>, usize), Unread> {
    let mut plain = Plain::new(bytes);
    let (mut id, mut org_id, mut user_id, mut token) = (None, None, None, None);
    let (mut org, mut user, mut status, mut description) = (None, None, None, None);
    let (mut permissions, mut created_at, mut updated_at) = (None, None, None);
    plain.object(|plain, name| match name {
        b"id" => once(&mut id, || number(plain)),
        b"orgID" => once(&mut org_id, || number(plain)),
        b"userID" => once(&mut user_id, || number(plain)),
        b"token" => once(&mut token, || plain.text().map(TokenValue::of)),
        b"org" => once(&mut org, || plain.text()),
        b"user" => once(&mut user, || plain.text()),
        b"status" => once(&mut status, || plain.text()),
        b"description" => once(&mut description, || plain.text()),
        b"createdAt" => once(&mut created_at, || plain.text()),
        b"updatedAt" => once(&mut updated_at, || plain.text()),
        b"permissions" => once(&mut permissions, || {
            let (mut all, mut before) = (Vec::new(), None);
            plain.list(|plain| {
                let (action, resource) = permission(plain, |plain| seen_before(plain, &mut before))?;
                all.push(Permission { action: action.into(), resource });
                Ok(())
            })?;
            Ok(all)
        }),
        b"links" => plain.pass_object_of_texts(),
        _ => Err(Unread::Unusual),
    })?;
    let (Some(id), Some(org_id), Some(user_id)) = (id, org_id, user_id) else { return Err(Unread::Unusual) };
    let authorization = Authorization {
        id,
        org_id,
        user_id,
        org: org.map(Into::into),
        user: user.map(Into::into),
        status: status.map(Into::into),
        description: description.map(Into::into),
        permissions,
        created_at: created_at.map(Into::into),
        updated_at: updated_at.map(Into::into),
        token: token.unwrap_or_default(),
    };
    Ok((authorization, bytes.len() - plain.left().len()))
}

/// What a permission of a long entry is on: the same as the one before it, or another, and how that was written.
pub enum On<'a> {
    /// The same.
    Same,
    /// Another.
    Other(Resource<'a>, &'a [u8]),
}

/// The permission with which these bytes begin: its action, what it is on, and how long it is. `before` is how that was
/// written in the one before it, if there was one.
pub fn part<'a>(bytes: &'a [u8], before: &[u8]) -> Result<(&'a str, On<'a>, usize), Unread> {
    let mut plain = Plain::new(bytes);
    let (action, on) = permission(&mut plain, |plain| {
        if !before.is_empty() && plain.passes_bytes(before) {
            return Ok(On::Same);
        }
        written(plain).map(|(written, resource)| On::Other(resource, written))
    })?;
    Ok((action, on, bytes.len() - plain.left().len()))
}

/// What a permission is on, and how that was written.
type Seen<'a> = (&'a [u8], Resource<'a>);

/// `before` is what the permission before this one was on. Read and Write of one object mostly stand together, and then the
/// second is not read again.
fn seen_before<'a>(plain: &mut Plain<'a>, before: &mut Option<Seen<'a>>) -> Result<Resource<'a>, Unread> {
    if let Some((_, known)) = before.as_ref().filter(|(written, _)| plain.passes_bytes(written)) {
        return Ok(known.clone());
    }
    let seen = written(plain)?;
    Ok(before.insert(seen).1.clone())
}

fn written<'a>(plain: &mut Plain<'a>) -> Result<Seen<'a>, Unread> {
    let from = plain.left();
    let resource = resource(plain)?;
    Ok((&from[..from.len() - plain.left().len()], resource))
}

/// The action, and what `resource` reads of what it is on.
fn permission<'a, R>(
    plain: &mut Plain<'a>,
    mut resource: impl FnMut(&mut Plain<'a>) -> Result<R, Unread>,
) -> Result<(&'a str, R), Unread> {
    let (mut action, mut on) = (None, None);
    plain.object(|plain, name| match name {
        b"action" => once(&mut action, || plain.text()),
        b"resource" => once(&mut on, || resource(plain)),
        _ => Err(Unread::Unusual),
    })?;
    action.zip(on).ok_or(Unread::Unusual)
}

fn resource<'a>(plain: &mut Plain<'a>) -> Result<Resource<'a>, Unread> {
    let (mut kind, mut id, mut org_id, mut name, mut org) = (None, None, None, None, None);
    plain.object(|plain, member| match member {
        b"type" => once(&mut kind, || plain.text()),
        b"id" => once(&mut id, || number(plain)),
        b"orgID" => once(&mut org_id, || number(plain)),
        b"name" => once(&mut name, || plain.text()),
        b"org" => once(&mut org, || plain.text()),
        _ => Err(Unread::Unusual),
    })?;
    let kind = kind.ok_or(Unread::Unusual)?.into();
    Ok(Resource { kind, id, org_id, name: name.map(Into::into), org: org.map(Into::into) })
}

fn number(plain: &mut Plain<'_>) -> Result<Id, Unread> {
    Id::parse(plain.text()?).map_err(|_| Unread::Unusual)
}

/// A member that stands there twice is for serde to refuse.
fn once<T>(value: &mut Option<T>, read: impl FnOnce() -> Result<T, Unread>) -> Result<(), Unread> {
    if value.is_some() {
        return Err(Unread::Unusual);
    }
    *value = Some(read()?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENTRY: &str = r#"{"id":"0b1c2d3e4f506000","token":"q1Wsecretsecret==","status":"active","description":"gräfana",
        "orgID":"96754d13b3875421","org":"acme","userID":"0b1c2d3e4f505000","user":"admin","permissions":[{"action":"read",
        "resource":{"type":"buckets","id":"04d8f1a2b3c4d5e6","orgID":"96754d13b3875421","name":"telemetry","org":"acme"}},
        {"action":"write","resource":{"type":"buckets","id":"04d8f1a2b3c4d5e6","orgID":"96754d13b3875421","name":"telemetry",
        "org":"acme"}},{"action":"read","resource":{"type":"tasks"}},{"action":"write","resource":{"type":"tasks"}}],"links":{"self":"/api/v2/authorizations/0b1c2d3e4f506000"},
        "createdAt":"2026-05-12T09:30:00.123456789+02:00","updatedAt":"0001-01-01T00:00:00Z"}"#;

    fn by_serde(entry: &str) -> Result<Authorization<'_>, serde_json::Error> {
        serde_json::from_str(entry)
    }

    #[test]
    fn an_entry_as_every_version_writes_it_is_read_as_by_serde() {
        let read = authorization(ENTRY.as_bytes());
        // They hold secrets, so there is nothing to print.
        assert!(read == Ok((by_serde(ENTRY).expect("an entry"), ENTRY.len())));
        for end in (0..ENTRY.len()).filter(|end| ENTRY.is_char_boundary(*end)) {
            assert_eq!(authorization(&ENTRY.as_bytes()[..end]).err(), Some(Unread::Unfinished), "{}", &ENTRY[..end]);
        }
    }

    #[test]
    fn what_not_every_version_writes_is_left_to_serde() {
        for (usual, unusual) in [
            (r#""status":"active""#, r#""status":null"#),
            (r#""status":"active""#, r#""status":"active","status":"inactive""#),
            (r#""status":"active""#, r#""status":"active","more":7"#),
            ("gräfana", "a\\\"b"),
            ("telemetry", "a\\u0041"),
            ("0b1c2d3e4f506000", "what"),
            (r#""id":"04d8f1a2b3c4d5e6""#, r#""id":"""#),
            (r#""type":"tasks""#, r#""name":"tasks""#),
        ] {
            let entry = ENTRY.replacen(usual, unusual, 1);
            assert_ne!(entry, ENTRY, "{usual}");
            assert_eq!(authorization(entry.as_bytes()).err(), Some(Unread::Unusual), "{entry}");
        }
    }

    proptest! {
        #[test]
        fn whatever_becomes_of_an_entry_it_is_read_as_by_serde_or_not_at_all(
            at in 0..ENTRY.len(),
            other in "[\"\\\\,:{}\\[\\]a0 ]{0,3}",
            taken in 0..4_usize,
        ) {
            let at = (0..=at).rev().find(|at| ENTRY.is_char_boundary(*at)).unwrap_or(0);
            let end = (at + taken..=ENTRY.len()).find(|end| ENTRY.is_char_boundary(*end)).unwrap_or(ENTRY.len());
            let entry = format!("{}{other}{}", &ENTRY[..at], &ENTRY[end..]);
            match authorization(entry.as_bytes()) {
                Ok((read, length)) => prop_assert!(by_serde(&entry[..length]).is_ok_and(|known| known == read)),
                Err(Unread::Unfinished) => prop_assert!(by_serde(&entry).is_err_and(|error| error.is_eof())),
                Err(Unread::Unusual) => {}
            }
        }
    }
}
