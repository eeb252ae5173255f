//! HAR files, as browsers and proxies save them (HTTP Archive 1.2). The entries are read one after the other.

use super::fields::{BodyBytes, HeaderList, Seconds, Since1970, date};
use super::record::Record;
use crate::Problem;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::io::Read;
use std::time::Duration;

/// What is called with each entry and its number.
type Each<'e> = &'e mut dyn FnMut(&Record<'_>, u64) -> Result<(), Problem>;

/// Reads the entries of a HAR file.
pub(super) fn read(from: impl Read, each: Each<'_>) -> Result<(), Problem> {
    let mut deserializer = serde_json::Deserializer::from_reader(from);
    let mut problem = None;
    let mut entries = 0;
    let mut each = |record: &Record<'_>| {
        entries += 1;
        each(record, entries).map_err(|error| problem = Some(error))
    };
    let read = Inside { name: "log", then: &mut each }.deserialize(&mut deserializer);
    let read = read.and_then(|()| deserializer.end());
    match (problem, read) {
        (Some(problem), _) => Err(problem),
        (None, Err(error)) => Err(Problem(format!("not a HAR file: {error}"))),
        (None, Ok(())) => Ok(()),
    }
}

type Entries<'e> = &'e mut dyn FnMut(&Record<'_>) -> Result<(), ()>;

/// Reads the member with this name, `log` or in it `entries`, and skips all others.
struct Inside<'e> {
    name: &'static str,
    then: Entries<'e>,
}

impl<'de> DeserializeSeed<'de> for Inside<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inside<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}`", self.name)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let mut found = false;
        while let Some(name) = map.next_key::<String>()? {
            if name != self.name {
                map.next_value::<IgnoredAny>()?;
            } else if self.name == "log" {
                found = true;
                map.next_value_seed(Inside { name: "entries", then: &mut *self.then })?;
            } else {
                found = true;
                map.next_value_seed(List(&mut *self.then))?;
            }
        }
        if found { Ok(()) } else { Err(M::Error::missing_field(self.name)) }
    }
}

struct List<'e>(Entries<'e>);

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<(), S::Error> {
        while let Some(entry) = items.next_element::<Entry>()? {
            (self.0)(&entry.record()).map_err(|()| S::Error::custom("stopped"))?;
        }
        Ok(())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    started_date_time: String,
    /// Milliseconds.
    #[serde(default)]
    time: f64,
    request: Request,
    response: Response,
}

#[derive(Deserialize)]
struct Request {
    method: String,
    url: String,
    #[serde(default)]
    headers: Vec<Header>,
}

#[derive(Deserialize)]
struct Response {
    /// 0 or less if there was none.
    status: i32,
    #[serde(default)]
    headers: Vec<Header>,
    #[serde(default)]
    content: Content,
}

#[derive(Deserialize)]
struct Header {
    name: String,
    value: String,
}

#[derive(Default, Deserialize)]
struct Content {
    text: Option<String>,
    encoding: Option<String>,
}

impl Entry {
    fn record(&self) -> Record<'_> {
        let status = u16::try_from(self.response.status).ok().filter(|status| (100..=999).contains(status));
        let plain = status.map_or_else(Record::failed, Record::answered);
        Record {
            at: date(&self.started_date_time).map(Since1970),
            duration: Duration::try_from_secs_f64(self.time / 1000.0).ok().map(Seconds),
            method: Some(Cow::Borrowed(&self.request.method)),
            path: Some(Cow::Borrowed(&self.request.url)),
            request: Some(headers(&self.request.headers)),
            headers: headers(&self.response.headers),
            body: self.response.content.bytes(),
            ..plain
        }
    }
}

impl Content {
    fn bytes(&self) -> Option<BodyBytes<'_>> {
        let text = self.text.as_deref()?;
        Some(BodyBytes(match self.encoding.as_deref() {
            Some("base64") => STANDARD.decode(text).map_or(Cow::Borrowed(text.as_bytes()), Cow::Owned),
            _ => Cow::Borrowed(text.as_bytes()),
        }))
    }
}

fn headers(headers: &[Header]) -> HeaderList<'_> {
    HeaderList(
        headers.iter().map(|header| (Cow::Borrowed(header.name.as_str()), Cow::Borrowed(header.value.as_str()))).collect(),
    )
}
