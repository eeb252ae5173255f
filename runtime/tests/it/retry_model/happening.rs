//! How an attempt ended, as the model sees it.

use super::dice::Dice;
use super::world::{CATALOG, CODES, FAILURES, MARKS, STATUSES};
use errspec::place::{Location, Place};
use errspec::retry::{BodyFields, Hint, Outcome, OutcomeKind, ServerSays};
use std::borrow::Cow;
use std::time::Duration;

/// One way in which an attempt can end.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    pub(super) kind: OutcomeKind,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) code: Option<&'static str>,
    /// Whether the caller has found the response to be a success.
    pub(super) success: bool,
}

impl Happening {
    pub(super) fn new(dice: &mut Dice) -> Self {
        if dice.percent(15) {
            let kind = OutcomeKind::Transport(dice.one_of(&FAILURES));
            return Self { kind, headers: Vec::new(), fields: Vec::new(), code: None, success: false };
        }
        let mut headers = Vec::new();
        let mut fields = Vec::new();
        let mut header = |name, value: Option<String>| headers.extend(value.map(|value| (name, value)));
        header("After", dice.maybe(35, |dice| number(dice, 40)));
        header("After-Ms", dice.maybe(35, |dice| number(dice, 9_000)));
        header("Says", dice.maybe(15, |dice| dice.one_of(&["yes", "no", "NO", "please", "stop", "perhaps"]).to_owned()));
        header("Mark", dice.maybe(40, |dice| dice.one_of(&MARKS).to_owned()));
        fields.extend(dice.maybe(25, |dice| ("/after", number(dice, 40))));
        fields.extend(dice.maybe(15, |dice| ("/says", dice.one_of(&["yes", "no", ""]).to_owned())));
        // Most attempts fail, or there would be nothing to look at.
        let status = if dice.percent(85) { dice.one_of(&STATUSES[2..]) } else { dice.one_of(&STATUSES) };
        let code = dice.maybe(35, |dice| dice.one_of(&CODES));
        let success = code.is_none() && dice.percent(3);
        Self { kind: OutcomeKind::Status(status), headers, fields, code, success }
    }

    /// The same for the library.
    pub(super) fn outcome(&self) -> Outcome<'_> {
        let outcome = match (self.kind, self.success) {
            (OutcomeKind::Status(status), true) => Outcome::success(status),
            (OutcomeKind::Status(status), false) => Outcome::status(status),
            (OutcomeKind::Transport(failure), _) => Outcome::transport(failure),
        };
        let outcome = outcome.headers(&self.headers).body(self);
        match self.code {
            Some(code) => outcome.code_text(&CATALOG, code),
            None => outcome,
        }
    }

    pub(super) fn status(&self) -> Option<u16> {
        match self.kind {
            OutcomeKind::Status(status) => Some(status),
            OutcomeKind::Transport(_) => None,
        }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    fn at(&self, place: &Place) -> Option<&str> {
        match place.first {
            Location::Header(name) => self.header(name),
            Location::Pointer(pointer) => self.field(pointer),
            Location::Item(_) => None,
        }
    }

    fn field(&self, pointer: &str) -> Option<&str> {
        self.fields.iter().find(|(own, _)| *own == pointer).map(|(_, value)| value.as_str())
    }

    /// The delay that a hint's place asks for: of several values, the longest. A zero is none.
    pub(super) fn asked(&self, hint: &Hint) -> Option<Duration> {
        let of_value = |value: &str| {
            let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
            let number = value.parse::<u64>().ok().filter(|_| digits)?;
            let unit = if hint.place.first == Location::Header("After-Ms") {
                Duration::from_millis(1)
            } else {
                Duration::from_secs(1)
            };
            Some(unit * u32::try_from(number).expect("small numbers")).filter(|delay| !delay.is_zero())
        };
        let value = self.at(&hint.place)?;
        let joined = matches!(hint.place.first, Location::Header(_));
        match joined {
            true => value.split(',').filter_map(|value| of_value(value.trim())).max(),
            false => of_value(value),
        }
    }

    /// Whether the server asks for a retry or forbids one. The first place with one of its values counts.
    pub(super) fn server(&self, places: &[ServerSays]) -> Option<bool> {
        places.iter().find_map(|place| {
            let value = self.at(&place.place)?.to_ascii_lowercase();
            let is = |words: &[&str]| words.contains(&value.as_str());
            if is(place.yes) { Some(true) } else { is(place.no).then_some(false) }
        })
    }
}

impl BodyFields for Happening {
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        self.field(pointer).map(Cow::Borrowed)
    }
}

/// A number, or what is none.
fn number(dice: &mut Dice, most: u64) -> String {
    let number = dice.below(most + 1);
    match dice.below(12) {
        0 => dice.one_of(&["soon", "-3", "", "1.5", "+2", "0"]).to_owned(),
        1 => format!("{number}, {}", dice.below(most + 1)),
        _ => number.to_string(),
    }
}
