//! A server that says how long to wait, in the place and the form of a hint of the contract.

use errspec::Catalog;
use errspec::headers::Form;
use errspec::place::{ListItem, Location};
use errspec::retry::{BodyFields, Hint, Operation, Outcome, OutcomeKind, Policy};
use errspec_core::calendar::{Date, MONTHS, WEEKDAYS};
use std::borrow::Cow;
use std::time::Duration;

/// A catalog without codes.
pub(super) static NO_CODES: Catalog = Catalog::EMPTY;

/// The time at which the simulation begins, 2000-01-01T00:00:00Z, since 1970. Points in time are relative to it.
const BEGIN: Duration = Duration::from_secs(946_684_800);

/// The hint that the server sends with each failure.
#[derive(Clone, Copy, Debug)]
pub(super) struct HintSample {
    at: Location,
    form: Form,
    after: Duration,
}

impl HintSample {
    /// The first hint that is read for such an outcome of a call.
    pub(super) fn heard(policy: &Policy, seen: OutcomeKind, operation: Option<&Operation>, after: Duration) -> Option<Self> {
        let OutcomeKind::Status(status) = seen else { return None };
        let listens = |hint: &&Hint| {
            let of_operation = |names: &[&str], of: fn(&Operation) -> &'static str| {
                names.is_empty() || operation.is_some_and(|operation| names.contains(&of(operation)))
            };
            (hint.when.status.is_empty() || hint.when.names(status))
                && of_operation(hint.when.operation, |operation| operation.name)
                && of_operation(hint.when.method, |operation| operation.method)
        };
        let hint = policy.hints.iter().find(listens)?;
        Some(Self { at: hint.place.first, form: *hint.forms.first()?, after })
    }

    /// The outcome with the header or field.
    pub(super) fn add<R>(&self, outcome: Outcome<'_>, now: Duration, then: impl FnOnce(&Outcome<'_>) -> R) -> R {
        let received = BEGIN.saturating_add(now);
        let value = self.value(received);
        match self.at {
            Location::Header(name) => then(&outcome.headers(&[(name, value.as_str())]).received_at(received)),
            Location::Pointer(pointer) => then(&outcome.body(&[(pointer, value.as_str())]).received_at(received)),
            Location::Item(item) => then(&outcome.body(&OneItem { item, value: &value }).received_at(received)),
        }
    }

    /// `Retry-After of 5 s`.
    pub(super) fn label(&self) -> String {
        format!("{} of {}", location(&self.at), super::words::spoken(self.after))
    }

    /// The delay, or the point in time at which it ends, in the hint's form. If the form is less precise, it is rounded up.
    fn value(&self, now: Duration) -> String {
        let end = now.saturating_add(self.after);
        match self.form {
            Form::DecimalSeconds => super::words::seconds(self.after),
            Form::DelayMillis | Form::DecimalMillis => millis(self.after).to_string(),
            Form::DurationText | Form::GoDuration => super::words::exact(self.after),
            Form::HttpDate => Moment::of(whole(end)).http(),
            Form::IsoDate => Moment::of(whole(end)).iso(),
            Form::UnixSeconds => whole(end).to_string(),
            Form::UnixMillis => millis(end).to_string(),
            Form::RatelimitField => format!("\"default\";r=0;t={}", whole(self.after)),
            _ => whole(self.after).to_string(),
        }
    }
}

/// `Retry-After`, `/error/retry_after`, or `/retryDelay in /error/details`.
pub(super) fn location(at: &Location) -> String {
    match at {
        Location::Header(place) | Location::Pointer(place) => (*place).to_owned(),
        Location::Item(item) => format!("{} in {}", item.member, item.list),
    }
}

/// A body of which only one value counts, in an item of a list.
struct OneItem<'a> {
    item: &'static ListItem,
    value: &'a str,
}

impl BodyFields for OneItem<'_> {
    fn text(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }

    fn item(&self, item: &ListItem) -> Option<Cow<'_, str>> {
        (item == self.item).then_some(Cow::Borrowed(self.value))
    }
}

/// Seconds, rounded up.
fn whole(duration: Duration) -> u64 {
    duration.as_secs().saturating_add(u64::from(duration.subsec_nanos() > 0))
}

/// Milliseconds, rounded up.
fn millis(duration: Duration) -> u128 {
    duration.as_nanos().div_ceil(1_000_000)
}

/// A date and the seconds of its day, in UTC.
struct Moment {
    date: Date,
    second: u64,
}

impl Moment {
    fn of(seconds: u64) -> Self {
        Self { date: Date::of_days((seconds / 86_400) as i64), second: seconds % 86_400 }
    }

    /// RFC 9110, section 5.6.7.
    fn http(&self) -> String {
        let Date { year, month, day } = self.date;
        let weekday = WEEKDAYS.get(self.date.days().rem_euclid(7) as usize).and_then(|name| name.get(..3)).unwrap_or_default();
        let month = MONTHS.get(usize::from(month) - 1).copied().unwrap_or_default();
        format!("{weekday}, {day:02} {month} {year:04} {} GMT", self.time())
    }

    /// RFC 3339.
    fn iso(&self) -> String {
        let Date { year, month, day } = self.date;
        format!("{year:04}-{month:02}-{day:02}T{}Z", self.time())
    }

    fn time(&self) -> String {
        format!("{:02}:{:02}:{:02}", self.second / 3_600, self.second / 60 % 60, self.second % 60)
    }
}
