//! The fields of a record that JSON has no types for.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// A text that is borrowed from the line unless it has escapes.
#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// The names and values of headers.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeaderList<'a>(pub(crate) Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl HeaderList<'_> {
    /// The value of the first header with a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut named = self.0.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value.as_ref())
    }
}

impl errspec::headers::Headers for HeaderList<'_> {
    fn get_nth(&self, name: &str, n: usize) -> Option<&[u8]> {
        let mut named = self.0.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        named.nth(n).map(|(_, value)| value.as_bytes())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for HeaderList<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Names)
    }
}

struct Names;

impl<'de> Visitor<'de> for Names {
    type Value = HeaderList<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object from the names of headers to their values")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut all = Vec::new();
        while let Some(Text(name)) = map.next_key()? {
            let Values(values) = map.next_value()?;
            all.extend(values.into_iter().map(|value| (name.clone(), value)));
        }
        Ok(HeaderList(all))
    }
}

/// One value, or several of the same name.
struct Values<'a>(Vec<Cow<'a, str>>);

impl<'de: 'a, 'a> Deserialize<'de> for Values<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrMore)
    }
}

struct OneOrMore;

impl<'de> Visitor<'de> for OneOrMore {
    type Value = Values<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value of a header as a string, or a list of its values")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Values(vec![Cow::Borrowed(text)]))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Values(vec![Cow::Owned(text.to_owned())]))
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<Self::Value, S::Error> {
        let mut values = Vec::new();
        while let Some(Text(value)) = items.next_element()? {
            values.push(value);
        }
        Ok(Values(values))
    }
}

/// The bytes of a body: a JSON string is the body as text, and every other JSON value is a JSON body.
#[derive(Clone, Debug, Default)]
pub(crate) struct BodyBytes<'a>(pub(crate) Cow<'a, [u8]>);

impl<'de: 'a, 'a> Deserialize<'de> for BodyBytes<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(deserializer)?.get();
        if !json.starts_with('"') {
            return Ok(Self(Cow::Borrowed(json.as_bytes())));
        }
        let Text(text) = serde_json::from_str(json).map_err(D::Error::custom)?;
        Ok(Self(match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        }))
    }
}

/// A point in time since 1970: seconds as a number, or a date and time as in RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Since1970(pub(crate) Duration);

impl<'de> Deserialize<'de> for Since1970 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Moment).map(Self)
    }
}

/// A length of time in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seconds(pub(crate) Duration);

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = f64::deserialize(deserializer)?;
        Duration::try_from_secs_f64(seconds)
            .map(Self)
            .map_err(|_| D::Error::custom("a duration is a number of seconds, 0 or more"))
    }
}

struct Moment;

impl Visitor<'_> for Moment {
    type Value = Duration;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("seconds since 1970, or a date and time such as \"2026-01-31T12:00:00.250Z\"")
    }

    fn visit_f64<E: Error>(self, seconds: f64) -> Result<Duration, E> {
        Duration::try_from_secs_f64(seconds).map_err(|_| E::custom("a time is not before 1970"))
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Duration, E> {
        Ok(Duration::from_secs(seconds))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Duration, E> {
        date(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}

/// The time since 1970 of a date and time as in RFC 3339.
pub(crate) fn date(text: &str) -> Option<Duration> {
    match errspec::headers::read(errspec::headers::Form::IsoDate, text.as_bytes(), None)? {
        errspec::headers::Due::At(since_1970) => Some(since_1970),
        errspec::headers::Due::In(_) => None,
    }
}
