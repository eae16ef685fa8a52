//! `.env` files, with the variables that the `influx` command and many programs of others read.

use super::{ANY_BUCKET, Connection, Escape, Reach, Spelled, Text};

/// The file.
pub fn file(place: &Connection) -> Text {
    let line =
        |text: Text, key: &'static str, value: &str| text.key(key).plain("=").value(Escape::Dotenv, value).plain("\n");
    let mut text = line(Text::new(), "INFLUX_HOST", &place.host);
    text = match place.org.for_dotenv() {
        Spelled::Name(name) => line(text, "INFLUX_ORG", name),
        Spelled::Id(id) => line(text, "INFLUX_ORG_ID", &id.to_string()),
    };
    text = match place.use_of_bucket().1 {
        Reach::Bucket(bucket) => match bucket.for_dotenv() {
            Spelled::Name(name) => line(text, "INFLUX_BUCKET_NAME", name),
            Spelled::Id(id) => line(text, "INFLUX_BUCKET_ID", &id.to_string()),
        },
        Reach::Any => line(text, "INFLUX_BUCKET_NAME", ANY_BUCKET),
        Reach::Nothing => text,
    };
    text.key("INFLUX_TOKEN").plain("=").secret(Escape::Dotenv).plain("\n")
}
