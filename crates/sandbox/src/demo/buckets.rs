//! The buckets, forty with the system ones.

use super::calendar::{self, DAY};
use super::{LAB, Made, PLANTS};
use crate::model::{BucketType, Durations};

/// Organization, name, description, days kept (0 is for ever), day made.
const BUCKETS: &[(&str, &str, &str, i64, i64)] = &[
    (PLANTS, "plant-a/alarms", "Alarms of plant A as the control room saw them", 0, 1),
    (PLANTS, "plant-a/events", "", 365, 1),
    (PLANTS, "plant-b/metrics", "Process values of plant B, every second", 90, 1),
    (PLANTS, "plant-b/alarms", "", 0, 1),
    (PLANTS, "plant-b/events", "", 365, 1),
    (PLANTS, "pumps-raw", "Pump stations, unfiltered", 14, 4),
    (PLANTS, "pumps-hourly", "Means and maxima of pumps-raw", 0, 4),
    (PLANTS, "scada-archive", "Imported from the old historian, read only by habit", 0, 12),
    (PLANTS, "telemetry", "", 30, 12),
    (PLANTS, "edge-buffer", "What gateways send when the line is back", 3, 15),
    (PLANTS, "weather", "Rain gauges and the forecast", 730, 18),
    (PLANTS, "energy-meters", "", 365, 20),
    (PLANTS, "energy-meters-monthly", "Billing", 0, 20),
    (PLANTS, "vibration", "Bearing sensors at 10 kHz, first look only", 2, 33),
    (PLANTS, "vibration-1m", "", 180, 33),
    (PLANTS, "hosts", "CPU, memory and disks of our own machines", 30, 38),
    (PLANTS, "network", "", 30, 38),
    (PLANTS, "kubernetes", "", 14, 62),
    (PLANTS, "audit", "Who did what in the control room", 0, 70),
    (PLANTS, "leak-detection", "Pressure drops and night flow", 0, 95),
    (PLANTS, "flood-gates", "", 0, 96),
    (PLANTS, "scratch-jonas", "Delete after the commissioning of line 3", 7, 140),
    (PLANTS, "prüfstand ✓ <neu>", "Test bench", 30, 201),
    (PLANTS, "the-bucket-whose-name-somebody-wrote-as-a-whole-sentence-so-that-every-table-has-to-cope", "", 0, 244),
    (LAB, "samples", "Results by sample number", 0, 42),
    (LAB, "instruments", "", 90, 42),
    (LAB, "instruments-1h", "", 0, 42),
    (LAB, "chlorine", "Free chlorine, online probes", 0, 44),
    (LAB, "turbidity", "", 0, 44),
    (LAB, "microbiology", "", 0, 51),
    (LAB, "calibration", "Calibration runs of all probes", 0, 58),
    (LAB, "climate-chambers", "", 30, 77),
    (LAB, "method-validation", "", 0, 150),
    (LAB, "field-kits", "Portable instruments, uploaded weekly", 365, 160),
    (LAB, "archive-2024", "", 0, 161),
];

/// Adds them.
pub fn fill(made: &mut Made<'_>) {
    for (org, name, description, days, day) in BUCKETS {
        let org = made.org(org);
        made.world
            .store
            .create_bucket(
                org,
                BucketType::User,
                name,
                description,
                Durations::lasting(days * DAY),
                &calendar::time(*day),
            )
            .expect("the demo's bucket names differ");
    }
}
