//! What differs between the versions of InfluxDB that the stand-in can play.
//!
//! Every difference has one field here, and the code asks that field in one place. The values come from
//! the server's source at the named tags; 2.9 and 2.7 are proven by recordings, the others by the same
//! reading of the source only. `cloud` is made from the published contract alone and is unproven: what
//! it answers besides types and redacted tokens is what the open-source server answers.

use crate::permission::ResourceType;

/// How the session cookie looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cookie {
    /// Its name.
    pub name: &'static str,
    /// The `Path` attribute; without one a browser takes the folder of the sign-in call.
    pub path: Option<&'static str>,
    /// Whether it says when it ends (2.2 and later).
    pub expires: bool,
    /// Whether scripts are kept away from it (2.7.5 and later).
    pub http_only: bool,
    /// Whether it is `SameSite=Strict` (2.5 and later).
    pub same_site: bool,
}

/// What listing shows of a token's secret.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Secrets {
    /// The secret itself: it is stored in clear text.
    Shown,
    /// An empty text: only a hash is stored.
    Hashed,
    /// The word `redacted`.
    Redacted,
}

/// What happens to a permission of type `instance` in a new authorization.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InstanceType {
    /// The type does not exist (before 2.4).
    Unknown,
    /// Taken from whoever holds it (2.4).
    Granted,
    /// Refused even from whoever holds it (2.5 and later).
    Refused,
}

/// What a password must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PasswordRule {
    /// Eight bytes or more (before 2.7.6).
    Short,
    /// 8 to 72 bytes, and a sign-in with one that is not is told to change it (2.7.6 and later).
    Bounded,
}

/// Which headers tell the version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VersionHeaders {
    /// Once on every answer.
    Once,
    /// Once on every answer, but twice on `/ping` (2.0.9 and 2.1).
    TwiceOnPing,
}

/// One version of the server with its settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Profile {
    /// The name by which it is chosen.
    pub name: &'static str,
    /// The version as the server's headers say it.
    pub version: &'static str,
    /// The resource types it knows, in its order.
    pub types: &'static [ResourceType],
    /// The session cookie.
    pub cookie: Cookie,
    /// What becomes of secrets.
    pub secrets: Secrets,
    /// Whether the setting for hashing exists, and so is listed by `/config` (2.8 and later).
    pub hashing_setting: bool,
    /// Whether `Bearer` is a scheme, and whether schemes may be written in any case (2.1 and later).
    pub bearer: bool,
    /// How the version is told.
    pub version_headers: VersionHeaders,
    /// Whether the setup user becomes owner of the instance (2.4 and later).
    pub instance_owner: bool,
    /// What becomes of `instance` in a new authorization.
    pub instance_type: InstanceType,
    /// Whether `/api/v2/config` exists (2.2 and later).
    pub config: bool,
    /// Whether remotes and replications exist (2.2 and later).
    pub remotes: bool,
    /// Whether notebooks and annotation streams exist (2.1 and later).
    pub notebooks: bool,
    /// Whether the list of users is paged (2.1 and later).
    pub users_paged: bool,
    /// Whether changing one's own password works; it crashed in the server before 2.6.
    pub change_password: bool,
    /// The rule for passwords.
    pub passwords: PasswordRule,
    /// What a change to an unknown status of an authorization gets.
    pub bad_status: &'static str,
    /// Whether a 1.x authorization must name buckets that exist (2.3 and later).
    pub legacy_checks_buckets: bool,
    /// Whether `POST /api/v2/setup/user` exists (2.0 only).
    pub setup_user: bool,
    /// Whether deleting an organization that is gone names its id (2.9; 2.7.12 does not).
    pub names_gone_org: bool,
    /// Where the random ids of organizations and buckets begin. Lists in the order of ids come out as by
    /// chance; these beginnings let them come out as they happened to be recorded.
    pub id_seed: u64,
}

const ALL: &[ResourceType] = ResourceType::ALL;
const TYPES_2_0: &[ResourceType] = ALL.split_at(18).0;
const TYPES_2_1: &[ResourceType] = ALL.split_at(20).0;
const TYPES_2_2: &[ResourceType] = ALL.split_at(22).0;
const TYPES_2_4: &[ResourceType] = ALL.split_at(23).0;

const TYPES_CLOUD: &[ResourceType] = &[
    ResourceType::Authorizations,
    ResourceType::Buckets,
    ResourceType::Dashboards,
    ResourceType::Orgs,
    ResourceType::Tasks,
    ResourceType::Telegrafs,
    ResourceType::Users,
    ResourceType::Variables,
    ResourceType::Secrets,
    ResourceType::Labels,
    ResourceType::Views,
    ResourceType::Documents,
    ResourceType::NotificationRules,
    ResourceType::NotificationEndpoints,
    ResourceType::Checks,
    ResourceType::Dbrp,
    ResourceType::Annotations,
    ResourceType::Flows,
    ResourceType::Functions,
    ResourceType::Subscriptions,
];

const COOKIE_2_0: Cookie = Cookie { name: "session", path: None, expires: false, http_only: false, same_site: false };

const COOKIE_2_1: Cookie = Cookie { name: "influxdb-oss-session", path: Some("/api/"), ..COOKIE_2_0 };

const COOKIE_2_2: Cookie = Cookie { expires: true, ..COOKIE_2_1 };

const COOKIE_2_5: Cookie = Cookie { same_site: true, ..COOKIE_2_2 };

const COOKIE_2_7: Cookie = Cookie { http_only: true, ..COOKIE_2_5 };

/// 2.0.9, the oldest; each later one is written as what it changed.
const OSS_2_0: Profile = Profile {
    name: "oss-2.0",
    version: "2.0.9",
    types: TYPES_2_0,
    cookie: COOKIE_2_0,
    secrets: Secrets::Shown,
    hashing_setting: false,
    bearer: false,
    version_headers: VersionHeaders::TwiceOnPing,
    instance_owner: false,
    instance_type: InstanceType::Unknown,
    config: false,
    remotes: false,
    notebooks: false,
    users_paged: false,
    change_password: false,
    passwords: PasswordRule::Short,
    bad_status: "unknown authorization status",
    legacy_checks_buckets: false,
    setup_user: true,
    names_gone_org: false,
    id_seed: 0x02,
};

const OSS_2_1: Profile = Profile {
    name: "oss-2.1",
    version: "2.1.1",
    types: TYPES_2_1,
    cookie: COOKIE_2_1,
    bearer: true,
    notebooks: true,
    users_paged: true,
    setup_user: false,
    ..OSS_2_0
};

const OSS_2_2: Profile = Profile {
    name: "oss-2.2",
    version: "2.2.0",
    types: TYPES_2_2,
    cookie: COOKIE_2_2,
    version_headers: VersionHeaders::Once,
    config: true,
    remotes: true,
    ..OSS_2_1
};

const OSS_2_4: Profile = Profile {
    name: "oss-2.4",
    version: "v2.4.0",
    types: TYPES_2_4,
    instance_owner: true,
    instance_type: InstanceType::Granted,
    legacy_checks_buckets: true,
    ..OSS_2_2
};

const OSS_2_6: Profile = Profile {
    name: "oss-2.6",
    version: "v2.6.1",
    cookie: COOKIE_2_5,
    instance_type: InstanceType::Refused,
    change_password: true,
    ..OSS_2_4
};

const OSS_2_7: Profile =
    Profile { name: "oss-2.7", version: "v2.7.12", cookie: COOKIE_2_7, passwords: PasswordRule::Bounded, ..OSS_2_6 };

const OSS_2_8: Profile = Profile {
    name: "oss-2.8",
    version: "v2.8.0",
    hashing_setting: true,
    bad_status: "encodeAuthorization: unknown authorization status",
    id_seed: 0x29,
    ..OSS_2_7
};

const OSS_2_8_HASHED: Profile = Profile { name: "oss-2.8-hashed", secrets: Secrets::Hashed, ..OSS_2_8 };

const OSS_2_9: Profile = Profile { name: "oss-2.9", version: "v2.9.1", names_gone_org: true, ..OSS_2_8_HASHED };

const OSS_2_9_UNHASHED: Profile = Profile { name: "oss-2.9-unhashed", secrets: Secrets::Shown, ..OSS_2_9 };

const CLOUD: Profile = Profile {
    name: "cloud",
    version: "Cloud",
    types: TYPES_CLOUD,
    secrets: Secrets::Redacted,
    hashing_setting: false,
    instance_owner: false,
    instance_type: InstanceType::Unknown,
    config: false,
    remotes: false,
    notebooks: false,
    ..OSS_2_9
};

impl Profile {
    /// Every profile, oldest first, the unproven one last.
    pub const ALL: &[Self] = &[
        OSS_2_0,
        OSS_2_1,
        OSS_2_2,
        OSS_2_4,
        OSS_2_6,
        OSS_2_7,
        OSS_2_8,
        OSS_2_8_HASHED,
        OSS_2_9,
        OSS_2_9_UNHASHED,
        CLOUD,
    ];

    /// The type of that name, if this version knows it.
    pub fn resource_type(&self, name: &str) -> Option<ResourceType> {
        self.types.iter().copied().find(|t| t.name() == name)
    }

    /// The types that a grant over everything names: all but `instance`.
    pub fn grantable(&self) -> impl Iterator<Item = ResourceType> + use<> {
        self.types.iter().copied().filter(|t| *t != ResourceType::Instance)
    }
}

impl Default for Profile {
    fn default() -> Self {
        OSS_2_9
    }
}
