//! Buckets and the rules about their names and retention.

use super::Store;
use crate::answer::{Code, Refusal};
use crate::id::Id;

/// Who made a bucket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BucketType {
    /// A person.
    User,
    /// The server, for its own logs; guarded by the right on the organization.
    System,
}

impl BucketType {
    /// The type's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::System => "system",
        }
    }
}

/// One bucket.
#[derive(Clone, Debug)]
pub struct Bucket {
    pub id: Id,
    pub org: Id,
    pub bucket_type: BucketType,
    pub name: String,
    pub description: String,
    pub retention_policy: String,
    /// In seconds; 0 keeps data forever.
    pub retention: i64,
    pub shard_group: i64,
    pub created_at: String,
    pub updated_at: String,
}

const HOUR: i64 = 3_600;

/// In a second.
const NANOSECONDS: i64 = 1_000_000_000;
const DAY: i64 = 24 * HOUR;

/// How long a shard group lasts when nobody says it, in seconds.
pub fn default_shard_group(retention: i64) -> i64 {
    match retention {
        0 => 7 * DAY,
        r if r >= 180 * DAY => 7 * DAY,
        r if r >= 2 * DAY => DAY,
        _ => HOUR,
    }
}

/// How long a shard group lasts that was asked for; less than an hour becomes an hour.
pub fn normalised_shard_group(asked: i64, retention: i64) -> i64 {
    match asked {
        0 => default_shard_group(retention),
        s => s.max(HOUR),
    }
}

/// How long data and shard groups of a bucket are to last from now on; `None` leaves them as they are.
#[derive(Clone, Copy, Default, Debug)]
pub struct Durations {
    pub retention: Option<i64>,
    pub shard_group: Option<i64>,
}

impl Durations {
    /// Data that lasts so many seconds, in shard groups as they are by default.
    pub fn lasting(retention: i64) -> Self {
        Self { retention: Some(retention), shard_group: None }
    }
}

/// Refuses durations as the storage engine does (`v1/services/meta/data.go`); its errors have no code.
fn check_shortest(retention: i64) -> Result<(), Refusal> {
    // It counts nanoseconds, so that centuries come round to less than an hour.
    let nanoseconds = retention.wrapping_mul(NANOSECONDS);
    if nanoseconds != 0 && nanoseconds < HOUR * NANOSECONDS {
        return Err(Refusal::new(Code::Internal, "retention policy duration must be at least 1h0m0s"));
    }
    Ok(())
}

/// Refuses names that people may not give.
pub fn check_name(name: &str) -> Result<(), Refusal> {
    if name.starts_with('_') {
        return Err(Refusal::invalid(format!("bucket name {name} is invalid. Buckets may not start with underscore")));
    }
    if name.contains('"') {
        return Err(Refusal::invalid(format!(
            "bucket name {name} is invalid. Bucket names may not include quotation marks"
        )));
    }
    Ok(())
}

impl Store {
    /// The bucket of that id.
    pub fn bucket(&self, id: Id) -> Result<&Bucket, Refusal> {
        self.buckets.get(&id).ok_or_else(|| Refusal::not_found("bucket not found"))
    }

    /// The bucket of that name in an organization.
    pub fn bucket_named(&self, org: Id, name: &str) -> Result<&Bucket, Refusal> {
        self.bucket_names
            .get(&(org, name.to_owned()))
            .and_then(|id| self.buckets.get(id))
            .ok_or_else(|| Refusal::not_found(format!("bucket {} not found", go_quoted(name))))
    }

    /// An organization's buckets in the order of their names.
    pub fn buckets_of(&self, org: Id) -> impl DoubleEndedIterator<Item = &Bucket> {
        let behind = Id(org.0.saturating_add(1));
        self.bucket_names
            .range((org, String::new())..(behind, String::new()))
            .filter_map(|(_, id)| self.buckets.get(id))
    }

    /// Makes a bucket.
    pub fn create_bucket(
        &mut self,
        org: Id,
        bucket_type: BucketType,
        name: &str,
        description: &str,
        durations: Durations,
        at: &str,
    ) -> Result<Id, Refusal> {
        self.org(org)?;
        if self.bucket_names.contains_key(&(org, name.to_owned())) {
            return Err(Refusal::conflict(format!("bucket with name {name} already exists")));
        }
        // The engine is asked last, when the bucket is already stored, and what it refuses is taken back.
        let retention = durations.retention.unwrap_or(0);
        check_shortest(retention)?;
        let shard_group = normalised_shard_group(durations.shard_group.unwrap_or(0), retention);
        if retention > 0 && retention < shard_group {
            let words = "retention policy duration must be greater than the shard duration";
            return Err(Refusal::new(Code::Internal, words));
        }
        let id = self.ids.random();
        self.bucket_names.insert((org, name.to_owned()), id);
        self.buckets.insert(
            id,
            Bucket {
                id,
                org,
                bucket_type,
                name: name.to_owned(),
                description: description.to_owned(),
                retention_policy: String::new(),
                retention,
                shard_group,
                created_at: at.to_owned(),
                updated_at: at.to_owned(),
            },
        );
        Ok(id)
    }

    /// Refuses to change how long a bucket's data lasts as the engine does, which is asked before a new
    /// name is looked at.
    pub fn check_durations(&self, id: Id, asked: Durations) -> Result<(), Refusal> {
        let bucket = self.bucket(id)?;
        check_shortest(asked.retention.unwrap_or(0))?;
        let retention = asked.retention.unwrap_or(bucket.retention);
        let current = normalised_shard_group(bucket.shard_group, bucket.retention);
        let is_changed = asked.retention.is_some() || asked.shard_group.is_some();
        if is_changed && retention > 0 && retention < asked.shard_group.unwrap_or(current) {
            let words = "shard-group duration must also be updated to be smaller than new retention duration";
            return Err(Refusal::new(Code::Unprocessable, words));
        }
        Ok(())
    }

    /// Gives a bucket another name.
    pub fn rename_bucket(&mut self, id: Id, name: &str) -> Result<(), Refusal> {
        let bucket = self.bucket(id)?;
        if bucket.name == name {
            return Ok(());
        }
        let (org, old) = (bucket.org, bucket.name.clone());
        if bucket.bucket_type == BucketType::System {
            return Err(Refusal::invalid("system buckets cannot be renamed"));
        }
        check_name(name)?;
        if self.bucket_names.contains_key(&(org, name.to_owned())) {
            return Err(Refusal::new(Code::Conflict, "bucket name is not unique"));
        }
        self.bucket_names.remove(&(org, old));
        self.bucket_names.insert((org, name.to_owned()), id);
        if let Some(bucket) = self.buckets.get_mut(&id) {
            name.clone_into(&mut bucket.name);
        }
        Ok(())
    }

    /// Removes a bucket.
    pub fn delete_bucket(&mut self, id: Id) -> Result<(), Refusal> {
        let bucket = self.bucket(id)?;
        if bucket.bucket_type == BucketType::System {
            return Err(Refusal::invalid("system buckets cannot be deleted"));
        }
        let key = (bucket.org, bucket.name.clone());
        self.bucket_names.remove(&key);
        self.buckets.remove(&id);
        self.mappings.retain(|(resource, _), _| *resource != id);
        Ok(())
    }
}

/// A name as Go's `%q` shows it.
fn go_quoted(name: &str) -> String {
    let mut out = String::from("\"");
    for c in name.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\x{:02x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
