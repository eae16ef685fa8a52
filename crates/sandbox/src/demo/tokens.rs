//! The tokens: sixty are listed, with the one from setup, and one has lost its owner. Every kind that a
//! console has to tell apart is among them.

use super::people::GONE;
use super::{DEMO_USER, LAB, Made, PLANTS, calendar, secret};
use crate::id::Id;
use crate::model::{NewAuthorization, Status};
use crate::moment;
use crate::permission::{Action, Permission, ResourceType};
use crate::standard;

const TELEGRAF: &str = "svc-telegraf";
const GRAFANA: &str = "svc-grafana";
const JONAS: &str = "jonas.feld";
const PRIYA: &str = "priya.raman";
const LENA: &str = "lena.brandt";
const LEFT: &str = "t.lindqvist";
const CI: &str = "ci-deploy";

/// One thing that a token grants.
enum Grant {
    /// Everything, everywhere.
    Operator,
    /// All that a complete operator lacks since an upgrade: everything but the two newest types.
    OldOperator,
    /// Everything in the organization, in the clients' form.
    AllAccess,
    /// Reading one bucket.
    Read(&'static str),
    /// Writing one bucket.
    Write(&'static str),
    /// Reading one Telegraf configuration.
    Telegraf(&'static str),
    /// One action on a whole type in the organization.
    All(Action, ResourceType),
    /// One action on a whole type in every organization.
    Everywhere(Action, ResourceType),
    /// Reading and writing the owner's own user.
    Own,
    /// Reading the organization.
    Org,
    /// Reading a bucket that is gone.
    Gone(u64),
}

use Grant::{All, AllAccess, Everywhere, Gone, OldOperator, Operator, Org, Own, Read, Telegraf, Write};

const R: Action = Action::Read;
const W: Action = Action::Write;
const ACTIVE: Status = Status::Active;
const OFF: Status = Status::Inactive;

type Row = (&'static str, &'static str, &'static str, Status, i64, &'static [Grant]);

/// Description, owner, organization, status, day made, grants; oldest first.
const TOKENS: &[Row] = &[
    ("mira.okafor's admin laptop", DEMO_USER, PLANTS, ACTIVE, 1, &[Operator]),
    ("all access for the setup scripts", DEMO_USER, PLANTS, OFF, 1, &[AllAccess]),
    (
        "WRITE plant-a/metrics bucket / READ plant A line 1 telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        5,
        &[Telegraf("plant A line 1"), Write("plant-a/metrics")],
    ),
    (
        "WRITE plant-a/metrics bucket / READ plant A line 2 telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        16,
        &[Telegraf("plant A line 2"), Write("plant-a/metrics")],
    ),
    (
        "grafana: control room",
        GRAFANA,
        PLANTS,
        ACTIVE,
        17,
        &[
            Read("plant-a/metrics"),
            Read("plant-a/alarms"),
            Read("plant-b/metrics"),
            Read("plant-b/alarms"),
            Read("pumps-hourly"),
        ],
    ),
    ("", GRAFANA, PLANTS, ACTIVE, 19, &[All(R, ResourceType::Buckets)]),
    ("old historian import", JONAS, PLANTS, OFF, 22, &[Write("scada-archive"), Gone(0x1a2b_3c4d_5e6f_7081)]),
    (
        "WRITE plant-a/metrics bucket / READ plant A line 3 telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        27,
        &[Telegraf("plant A line 3"), Write("plant-a/metrics")],
    ),
    (
        "WRITE plant-a/alarms bucket / READ plant A alarms telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        38,
        &[Telegraf("plant A alarms"), Write("plant-a/alarms")],
    ),
    (
        "Read buckets vibration Write buckets vibration-1m",
        DEMO_USER,
        PLANTS,
        ACTIVE,
        39,
        &[Read("vibration"), Write("vibration-1m")],
    ),
    ("lena.brandt: everything in the lab", LENA, LAB, ACTIVE, 42, &[AllAccess]),
    (
        "Read buckets _monitoring Write buckets _tasks",
        DEMO_USER,
        PLANTS,
        ACTIVE,
        45,
        &[Read("_monitoring"), Write("_tasks")],
    ),
    (
        "WRITE plant-b/metrics bucket / READ plant B line 1 telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        49,
        &[Telegraf("plant B line 1"), Write("plant-b/metrics")],
    ),
    ("LIMS reads samples", LENA, LAB, ACTIVE, 52, &[Read("samples"), Read("microbiology")]),
    ("tablet of T. Lindqvist", LEFT, PLANTS, ACTIVE, 56, &[Read("plant-b/metrics"), Read("plant-b/events")]),
    (
        "t.lindqvist's notebook",
        LEFT,
        PLANTS,
        ACTIVE,
        57,
        &[All(R, ResourceType::Buckets), All(R, ResourceType::Dashboards)],
    ),
    (
        "WRITE plant-b/metrics bucket / READ plant B line 2 telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        60,
        &[Telegraf("plant B line 2"), Write("plant-b/metrics")],
    ),
    ("kubernetes writer", CI, PLANTS, ACTIVE, 63, &[Write("kubernetes"), Write("hosts")]),
    ("calibration rig", LENA, LAB, ACTIVE, 66, &[Read("calibration"), Write("calibration")]),
    (
        "WRITE plant-b/alarms bucket / READ plant B alarms telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        71,
        &[Telegraf("plant B alarms"), Write("plant-b/alarms")],
    ),
    ("audit trail, append only", DEMO_USER, PLANTS, ACTIVE, 72, &[Write("audit")]),
    ("auditor 2025", PRIYA, PLANTS, OFF, 73, &[Read("audit"), All(R, ResourceType::Authorizations), Own, Org]),
    ("climate chambers", LENA, LAB, ACTIVE, 78, &[Write("climate-chambers")]),
    (
        "WRITE pumps-raw bucket / READ pump stations north telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        82,
        &[Telegraf("pump stations north"), Write("pumps-raw")],
    ),
    (
        "WRITE pumps-raw bucket / READ pump stations south telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        93,
        &[Telegraf("pump stations south"), Write("pumps-raw")],
    ),
    (
        "leak model (python)",
        PRIYA,
        PLANTS,
        ACTIVE,
        97,
        &[Read("pumps-hourly"), Read("weather"), Write("leak-detection")],
    ),
    ("energy report", JONAS, PLANTS, ACTIVE, 101, &[Read("energy-meters"), Read("energy-meters-monthly")]),
    ("break glass, sealed in the safe", DEMO_USER, PLANTS, OFF, 102, &[Operator]),
    (
        "WRITE weather bucket / READ rain gauges telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        104,
        &[Telegraf("rain gauges"), Write("weather")],
    ),
    (
        "WRITE energy-meters bucket / READ energy meters telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        115,
        &[Telegraf("energy meters"), Write("energy-meters")],
    ),
    (
        "ci-deploy: dashboards and tasks",
        CI,
        PLANTS,
        ACTIVE,
        122,
        &[
            All(R, ResourceType::Dashboards),
            All(W, ResourceType::Dashboards),
            All(R, ResourceType::Tasks),
            All(W, ResourceType::Tasks),
            All(R, ResourceType::Labels),
        ],
    ),
    ("weir inspection drone", GONE, PLANTS, ACTIVE, 126, &[Write("edge-buffer")]),
    (
        "WRITE hosts bucket / READ host metrics telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        127,
        &[Telegraf("host metrics"), Write("hosts")],
    ),
    ("replication to head office", DEMO_USER, PLANTS, ACTIVE, 131, &[Read("energy-meters")]),
    ("operator from before the upgrade", DEMO_USER, PLANTS, ACTIVE, 133, &[OldOperator]),
    (
        "WRITE network bucket / READ switches telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        137,
        &[Telegraf("switches"), Write("network")],
    ),
    ("jonas.feld: everything in the plants", JONAS, PLANTS, ACTIVE, 139, &[AllAccess]),
    (
        "commissioning line 3",
        JONAS,
        PLANTS,
        ACTIVE,
        141,
        &[Read("scratch-jonas"), Write("scratch-jonas"), Read("plant-a/metrics")],
    ),
    ("", JONAS, PLANTS, ACTIVE, 144, &[Read("scratch-jonas")]),
    (
        "WRITE kubernetes bucket / READ cluster telegraf config",
        TELEGRAF,
        PLANTS,
        ACTIVE,
        148,
        &[Telegraf("cluster"), Write("kubernetes")],
    ),
    ("turbidity, old probe", LENA, LAB, OFF, 153, &[Gone(0x5c9d_0e1f_2a3b_4c5d), Read("turbidity")]),
    (
        "WRITE chlorine bucket / READ chlorine probes telegraf config",
        TELEGRAF,
        LAB,
        ACTIVE,
        159,
        &[Telegraf("chlorine probes"), Write("chlorine")],
    ),
    ("field kits upload", LENA, LAB, ACTIVE, 162, &[Write("field-kits")]),
    (
        "WRITE turbidity bucket / READ turbidity probes telegraf config",
        TELEGRAF,
        LAB,
        ACTIVE,
        170,
        &[Telegraf("turbidity probes"), Write("turbidity")],
    ),
    (
        "leak detection dashboard",
        PRIYA,
        PLANTS,
        ACTIVE,
        172,
        &[Read("leak-detection"), Read("flood-gates"), All(R, ResourceType::Dashboards)],
    ),
    (
        "WRITE climate-chambers bucket / READ climate chambers telegraf config",
        TELEGRAF,
        LAB,
        ACTIVE,
        181,
        &[Telegraf("climate chambers"), Write("climate-chambers")],
    ),
    ("<img src=x onerror=alert(document.domain)><b>bold</b>", JONAS, PLANTS, ACTIVE, 190, &[Read("telemetry")]),
    ("invoice_\u{202e}gpj.exe\u{202c} approved", JONAS, PLANTS, ACTIVE, 191, &[Read("telemetry"), Write("telemetry")]),
    (
        "tab\there, bell\u{7}, escape\u{1b}[31m, null\u{0}, line\nbreak, \u{200b}zero width\u{feff}",
        JONAS,
        PLANTS,
        OFF,
        192,
        &[Write("telemetry")],
    ),
    (
        "WRITE instruments bucket / READ instrument PCs telegraf config",
        TELEGRAF,
        LAB,
        ACTIVE,
        192,
        &[Telegraf("instrument PCs"), Write("instruments")],
    ),
    (
        "backup every night",
        DEMO_USER,
        PLANTS,
        ACTIVE,
        200,
        &[
            Everywhere(R, ResourceType::Buckets),
            Everywhere(R, ResourceType::Orgs),
            Everywhere(R, ResourceType::Authorizations),
        ],
    ),
    (
        "Prüfstand – Messwerte für Büro „Süd“ ✓ 水質",
        PRIYA,
        PLANTS,
        ACTIVE,
        202,
        &[Read("prüfstand ✓ <neu>"), Write("prüfstand ✓ <neu>")],
    ),
    (
        "token vending for the app team",
        DEMO_USER,
        PLANTS,
        ACTIVE,
        220,
        &[
            All(R, ResourceType::Authorizations),
            All(W, ResourceType::Authorizations),
            Own,
            All(R, ResourceType::Buckets),
        ],
    ),
    (LONG, JONAS, PLANTS, ACTIVE, 231, &[Read("hosts"), Read("network"), Read("kubernetes")]),
    (
        "secrets and notification endpoints",
        CI,
        PLANTS,
        ACTIVE,
        236,
        &[
            All(W, ResourceType::Secrets),
            All(R, ResourceType::Secrets),
            All(W, ResourceType::NotificationEndpoints),
            Org,
        ],
    ),
    ("grafana: test stage", GRAFANA, PLANTS, OFF, 260, &[All(R, ResourceType::Buckets)]),
    (
        "every bucket for the data platform",
        DEMO_USER,
        PLANTS,
        ACTIVE,
        301,
        &[All(R, ResourceType::Buckets), All(W, ResourceType::Buckets)],
    ),
    (
        "method validation, student project",
        LENA,
        LAB,
        OFF,
        344,
        &[Read("method-validation"), Write("method-validation"), Gone(0x7788_99aa_bbcc_ddee)],
    ),
    ("lobby screen", GRAFANA, PLANTS, ACTIVE, 380, &[All(R, ResourceType::Dashboards), Read("weather")]),
    (
        "plant-a/metrics for the digital twin",
        PRIYA,
        PLANTS,
        ACTIVE,
        402,
        &[Read("plant-a/metrics"), Read("plant-a/events"), Read("plant-a/alarms")],
    ),
];

/// A description longer than anybody should write.
const LONG: &str = "Made by Jonas for the overview screen in the workshop, because the first one was lost when the old tablet was replaced; \
    may be deleted when the new network monitoring runs, but ask Priya first, she copied it into two notebooks and probably into the \
    spreadsheet that the night shift uses; see also the ticket about the switches in hall 4, the one about the cluster, and the minutes \
    of the meeting in spring where we agreed that nobody makes tokens without writing down what they are for, which is why this is so long.";

/// Adds them.
pub fn fill(made: &mut Made<'_>) {
    for (number, (description, owner, org, status, day, grants)) in TOKENS.iter().enumerate() {
        let org = made.org(org);
        let user = made.user(owner);
        let permissions = grants.iter().flat_map(|grant| permissions(made, grant, org, user)).collect();
        let new = NewAuthorization { status: *status, description: (*description).to_owned(), org, user, permissions };
        // The first was stored by a version that wrote no times.
        let at = if number == 1 { moment::NEVER.to_owned() } else { calendar::time(*day) };
        add(made, *day, &secret(number), new, &at);
    }
}

/// Stores one.
pub fn add(made: &mut Made<'_>, day: i64, secret: &str, new: NewAuthorization, at: &str) {
    let profile = made.world.profile;
    let id = made.world.store.ids.timed_at(calendar::millis(day));
    made.world.store.create_authorization(&profile, id, secret, new, at);
}

fn permissions(made: &Made<'_>, grant: &Grant, org: Id, user: Id) -> Vec<Permission> {
    let profile = &made.world.profile;
    let bucket = |action, name| {
        let id = made.bucket(org, name);
        vec![Permission::at(action, ResourceType::Buckets, id, org)]
    };
    let known = |kind| profile.types.contains(&kind);
    match *grant {
        Operator => standard::operator(profile),
        OldOperator => standard::operator(profile)
            .into_iter()
            .filter(|p| !matches!(p.kind, ResourceType::Remotes | ResourceType::Replications))
            .collect(),
        AllAccess => standard::all_access(profile, org, user),
        Read(name) => bucket(R, name),
        Write(name) => bucket(W, name),
        Telegraf(name) => {
            let id = made.telegrafs[name];
            vec![Permission::at(R, ResourceType::Telegrafs, id, org)]
        }
        All(action, kind) if known(kind) => vec![Permission::in_org(action, kind, org)],
        Everywhere(action, kind) if known(kind) => vec![Permission::global(action, kind)],
        All(..) | Everywhere(..) => Vec::new(),
        Own => standard::me(user).to_vec(),
        Org => vec![Permission::on(R, ResourceType::Orgs, org)],
        Gone(id) => vec![Permission::at(R, ResourceType::Buckets, Id(id), org)],
    }
}
