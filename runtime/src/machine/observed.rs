use super::{Machine, Reading, StateMachine};
use crate::decode::Json;
use crate::shown::{NAME, Quoted};
use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

/// A job as read from a response body, for `watch.observe(&observed)`.
///
/// It borrows from the body, unless the state is read from several fields or contains escapes.
#[derive(Clone, PartialEq, Eq)]
pub struct Observed<'a> {
    /// The text of its state.
    pub state: Cow<'a, str>,
    /// The number of its run. `None` if the run is not identified by an integer, because then the order of runs is not known.
    pub epoch: Option<u64>,
}

impl fmt::Debug for Observed<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = Quoted(&self.state, NAME);
        f.debug_struct("Observed").field("state", &state).field("epoch", &self.epoch).finish()
    }
}

impl Observed<'_> {
    /// The same, owning its text.
    #[cfg_attr(debug_assertions, inline)]
    pub fn into_owned(self) -> Observed<'static> {
        Observed { state: Cow::Owned(self.state.into_owned()), epoch: self.epoch }
    }
}

impl Machine {
    /// Reads a job from a response body. `None` if the body is not JSON or does not contain a state.
    ///
    /// The values of several fields are joined by `/`. A field that is absent or null counts as empty, if another one is present.
    /// A byte in a string that is not UTF-8 is read as U+FFFD, as in the body of an error.
    #[cfg_attr(debug_assertions, inline)]
    pub fn read<'a>(&self, body: &'a [u8]) -> Option<Observed<'a>> {
        match core::str::from_utf8(body) {
            Ok(text) => self.read_text(text),
            Err(_) => self.read_text(&String::from_utf8_lossy(body)).map(Observed::into_owned),
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn read_text<'a>(&self, body: &'a str) -> Option<Observed<'a>> {
        let body = Json::parse_text(body)?;
        let state = match self.observe {
            [at] => text(body, at)?,
            several => Cow::Owned(joined(body, several)?),
        };
        let epoch = if self.epoch.is_empty() { None } else { text(body, self.epoch).and_then(|text| number(&text)) };
        Some(Observed { state, epoch })
    }
}

#[cfg_attr(debug_assertions, inline)]
fn joined(body: Json<'_>, several: &[&str]) -> Option<String> {
    let mut joined = String::new();
    let mut present = false;
    for (i, at) in several.iter().enumerate() {
        joined.push_str(if i == 0 { "" } else { "/" });
        if let Some(text) = text(body, at) {
            joined.push_str(&text);
            present = true;
        }
    }
    present.then_some(joined)
}

/// A string's text, a number or boolean as written.
#[cfg_attr(debug_assertions, inline)]
fn text<'a>(body: Json<'a>, at: &str) -> Option<Cow<'a, str>> {
    let value = body.at(at).filter(|value| !value.is_null())?;
    Some(value.as_string().unwrap_or(Cow::Borrowed(value.as_str())))
}

#[cfg_attr(debug_assertions, inline)]
fn number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

impl<'a, M: StateMachine> From<&'a Observed<'_>> for Reading<'a, M> {
    #[inline]
    fn from(observed: &'a Observed<'_>) -> Self {
        let reading = Self::from(&*observed.state);
        match observed.epoch {
            Some(epoch) => reading.epoch(epoch),
            None => reading,
        }
    }
}
