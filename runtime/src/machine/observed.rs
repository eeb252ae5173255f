use super::{Machine, MachineState, Outcome, Reading, StateMachine};
use crate::decode::Json;
use crate::headers::Headers;
use crate::place::{ListItem, Location, Place};
use crate::retry::{self, Ended, Operation, Policy};
use crate::shown::{NAME, Quoted};
use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

/// A job as read from a response, for `watch.observe(&observed)`.
///
/// It borrows from the body, unless the state is read from several fields or contains escapes.
#[derive(Clone, PartialEq, Eq)]
pub struct Observed<'a> {
    /// The text of its state, or the name of a state that is recognized by a condition.
    pub state: Cow<'a, str>,
    /// The state, if it is not recognized by its text but by a condition, or because the response contains no state.
    pub known: Option<u16>,
    /// The outcome, if that depends on the response.
    pub outcome: Option<Outcome>,
    /// The number of its run. `None` if the run is not identified by an integer, because then the order of runs is not known.
    pub epoch: Option<u64>,
}

impl fmt::Debug for Observed<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = Quoted(&self.state, NAME);
        let mut shown = f.debug_struct("Observed");
        shown.field("state", &state);
        if let Some(outcome) = &self.outcome {
            shown.field("outcome", outcome);
        }
        shown.field("epoch", &self.epoch).finish()
    }
}

impl Observed<'_> {
    /// The same, owning its text.
    #[cfg_attr(debug_assertions, inline)]
    pub fn into_owned(self) -> Observed<'static> {
        Observed { state: Cow::Owned(self.state.into_owned()), ..self }
    }
}

impl Machine {
    /// Reads a job from the body of a success. `None` if the body is not JSON or does not contain a state.
    ///
    /// Conditions are checked as for a response with status 200 and without headers; to read a whole response, use
    /// [`read_outcome`](Self::read_outcome). The values of several places are joined with `/`. If at least one value is present, each value
    /// that is absent or null counts as the default of its place or, without a default, as empty.
    /// A byte in a string that is not UTF-8 is read as U+FFFD, as in the body of an error.
    #[cfg_attr(debug_assertions, inline)]
    pub fn read<'a>(&self, body: &'a [u8]) -> Option<Observed<'a>> {
        if self.recognition.reads_answers() {
            let text = String::from_utf8_lossy(body);
            let json = Json::parse_text(&text);
            let mut outcome = retry::Outcome::status(200);
            outcome.body = json.as_ref().map_or(&(), |json| json);
            return self.read_outcome(&outcome, &Policy::DEFAULT, None).map(Observed::into_owned);
        }
        match core::str::from_utf8(body) {
            Ok(text) => self.read_text(text),
            Err(_) => self.read_text(&String::from_utf8_lossy(body)).map(Observed::into_owned),
        }
    }

    /// Reads a job from the outcome of a poll. `None` if the outcome does not report a state; if it is a failure, the retry policy decides
    /// what happens next.
    ///
    /// A failure reports a state only if the condition of that state names a status or something that only an error has.
    ///
    /// ```
    /// use errspec::machine::{Machine, Recognition, State};
    /// use errspec::place::Place;
    /// use errspec::retry::{Outcome, Policy};
    /// use errspec::when::When;
    /// // states: { ACTIVE: { … }, GONE: { when: { status: 404 }, … } }
    /// static RECOGNITION: Recognition =
    ///     Recognition { conditions: &[(1, When { status: &[(404, 404)], ..When::ANY })], ..Recognition::TEXTS };
    /// static MACHINE: Machine = Machine {
    ///     observe: &[Place::pointer("/state")],
    ///     states: &[State { wire: "ACTIVE", ..State::NONE }, State { wire: "GONE", ..State::NONE }],
    ///     by_wire: &[0, 1],
    ///     recognition: &RECOGNITION,
    ///     ..Machine::NONE
    /// };
    /// let read = |outcome: Outcome<'_>| MACHINE.read_outcome(&outcome, &Policy::DEFAULT, None).map(|job| job.state.into_owned());
    /// assert_eq!(read(Outcome::status(200).body(&[("/state", "ACTIVE")])).as_deref(), Some("ACTIVE"));
    /// assert_eq!(read(Outcome::status(404)).as_deref(), Some("GONE"));
    /// assert_eq!(read(Outcome::status(500).body(&[("/state", "ACTIVE")])), None);
    /// ```
    #[cfg_attr(debug_assertions, inline)]
    pub fn read_outcome<'a>(
        &self,
        outcome: &'a retry::Outcome<'a>,
        policy: &Policy,
        operation: Option<&'a Operation>,
    ) -> Option<Observed<'a>> {
        let ended = Ended::new(policy, outcome, operation);
        let failed = policy.is_failure(outcome, operation);
        let mut conditions = self.recognition.conditions.iter();
        let known =
            conditions.find(|(_, when)| (!failed || when.names_failures()) && ended.meets(when)).map(|(state, _)| *state);
        let text = |location: &Location| match location {
            Location::Pointer(at) => ended.body.text(at),
            Location::Item(item) => ended.body.item(item),
            Location::Header(_) => None,
        };
        let (known, state) = match known {
            None if failed => return None,
            None => {
                match joined(self.observe, |place| place.found(outcome.headers, text, |_| true), ended.body.is_readable()) {
                    Some(state) => (None, state),
                    None => self
                        .recognition
                        .absent
                        .filter(|_| ended.body.is_readable())
                        .map(|state| (Some(state), self.name(state)))?,
                }
            }
            Some(state) => (Some(state), self.name(state)),
        };
        let epoch = self.epoch_in(outcome.headers, text);
        let of = known.or_else(|| if self.recognition.outcomes.is_empty() { None } else { self.find_read(&state) });
        let mut cases = self.recognition.outcomes.iter().filter(|(at, ..)| of == Some(*at));
        let outcome = cases.find(|(_, when, _)| ended.meets(when)).map(|(.., outcome)| *outcome);
        Some(Observed { state, known, outcome, epoch })
    }

    #[cfg_attr(debug_assertions, inline)]
    fn name<'a>(&self, state: u16) -> Cow<'a, str> {
        Cow::Borrowed(self.states.get(state as usize).map_or("", |state| state.wire))
    }

    #[cfg_attr(debug_assertions, inline)]
    fn read_text<'a>(&self, body: &'a str) -> Option<Observed<'a>> {
        let body = Json::parse_text(body)?;
        let read = |location: &Location| match location {
            Location::Pointer(at) => text(body, at),
            Location::Item(item) => in_item(body, item),
            Location::Header(_) => None,
        };
        let state = joined(self.observe, |place| place.found(&(), read, |_| true), true)?;
        Some(Observed { state, known: None, outcome: None, epoch: self.epoch_in(&(), read) })
    }

    #[cfg_attr(debug_assertions, inline)]
    fn epoch_in<'a>(&self, headers: &'a dyn Headers, text: impl Fn(&Location) -> Option<Cow<'a, str>>) -> Option<u64> {
        let place = self.epoch?;
        let found = place.found(headers, text, |text| number(text).is_some());
        number(&found.or(place.default.map(Cow::Borrowed))?)
    }
}

/// The text of the state, with the defaults of places without a value. Defaults alone are a state only if `has_body` is true.
fn joined<'a>(observe: &[Place], found: impl Fn(&Place) -> Option<Cow<'a, str>>, has_body: bool) -> Option<Cow<'a, str>> {
    let default = |place: &Place| place.default.map(Cow::Borrowed);
    let several = match observe {
        [place] => return found(place).or_else(|| default(place).filter(|_| has_body)),
        several => several,
    };
    let mut joined = String::new();
    let (mut present, mut assumed) = (false, false);
    for (i, place) in several.iter().enumerate() {
        joined.push_str(if i == 0 { "" } else { "/" });
        let read = found(place);
        present |= read.is_some();
        assumed |= read.is_none() && place.default.is_some();
        joined.push_str(read.or_else(|| default(place)).as_deref().unwrap_or_default());
    }
    (present || assumed && has_body).then_some(Cow::Owned(joined))
}

/// A string's text, a number or boolean as written.
#[cfg_attr(debug_assertions, inline)]
fn text<'a>(body: Json<'a>, at: &str) -> Option<Cow<'a, str>> {
    let value = body.at(at).filter(|value| !value.is_null())?;
    Some(value.as_string().unwrap_or(Cow::Borrowed(value.as_str())))
}

/// The text of the member in the first item that passes the tests and has one.
#[cfg_attr(debug_assertions, inline)]
fn in_item<'a>(body: Json<'a>, item: &ListItem) -> Option<Cow<'a, str>> {
    let mut items = body.at(item.list)?.items()?;
    items.find_map(|element| if item.accepts(&element) { text(element, item.member) } else { None })
}

#[cfg_attr(debug_assertions, inline)]
fn number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

impl<'a, M: StateMachine> From<&'a Observed<'_>> for Reading<'a, M> {
    #[inline]
    fn from(observed: &'a Observed<'_>) -> Self {
        let state = observed.known.and_then(M::State::from_index);
        let reading = Self::read(state, &observed.state, observed.outcome);
        match observed.epoch {
            Some(epoch) => reading.epoch(epoch),
            None => reading,
        }
    }
}

/// Reading a job of a generated or derived machine.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_read_v1 {
    ($marker:ident, $machine:expr) => {
        impl $marker {
            /// Reads a job from a response body. `None` if it is not JSON or does not contain a state.
            pub fn read(body: &[$crate::__v1::u8]) -> $crate::__v1::Option<$crate::machine::Observed<'_>> {
                $machine.read(body)
            }
        }
    };
}
