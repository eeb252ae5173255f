//! A server that says how long to wait, in the place and the form that the contract's hint has.

use errspec::Catalog;
use errspec::catalog::Lookup;
use errspec::headers::Form;
use errspec::retry::{Hint, HintSource, Outcome, OutcomeKind, Policy};
use std::time::Duration;

/// A catalog without codes.
pub(super) static NO_CODES: Catalog = Catalog {
    name: "",
    title: "",
    summary: "",
    open: true,
    text: "",
    rows: &[],
    retries: &[],
    groups: &[],
    extras: &[],
    bases: &[],
    aliases: &[],
    lookup: Lookup::Sorted(&[]),
};

/// The time at which the simulation begins, 2000-01-01T00:00:00Z, since 1970. Points in time are relative to it.
const BEGIN: Duration = Duration::from_secs(946_684_800);

/// The hint that the server sends with each failure.
#[derive(Clone, Copy, Debug)]
pub(super) struct HintSample {
    source: HintSource,
    form: Form,
    after: Duration,
}

impl HintSample {
    /// The first hint that is read for such an outcome.
    pub(super) fn heard(policy: &Policy, seen: OutcomeKind, after: Duration) -> Option<Self> {
        let OutcomeKind::Status(status) = seen else { return None };
        let listens = |hint: &&Hint| hint.on.is_empty() || hint.on.iter().any(|(from, to)| (*from..=*to).contains(&status));
        let hint = policy.hints.iter().find(listens)?;
        Some(Self { source: hint.source, form: *hint.forms.first()?, after })
    }

    /// The outcome with the header or field.
    pub(super) fn add<R>(&self, outcome: Outcome<'_>, now: Duration, then: impl FnOnce(&Outcome<'_>) -> R) -> R {
        let received = BEGIN.saturating_add(now);
        let value = self.value(received);
        match self.source {
            HintSource::Header(name) => then(&outcome.headers(&[(name, value.as_str())]).received_at(received)),
            HintSource::Body(pointer) => then(&outcome.body(&[(pointer, value.as_str())]).received_at(received)),
        }
    }

    /// `Retry-After of 5 s`.
    pub(super) fn label(&self) -> String {
        let (HintSource::Header(place) | HintSource::Body(place)) = self.source;
        format!("{place} of {}", super::words::spoken(self.after))
    }

    /// The delay, or the point in time at which it ends, in the hint's form. If the form is less precise, it is rounded up.
    fn value(&self, now: Duration) -> String {
        let end = now.saturating_add(self.after);
        match self.form {
            Form::DecimalSeconds => super::words::seconds(self.after),
            Form::DelayMillis => millis(self.after).to_string(),
            Form::DurationText => super::words::exact(self.after),
            Form::HttpDate => date(whole(end)).http(),
            Form::IsoDate => date(whole(end)).iso(),
            Form::UnixSeconds => whole(end).to_string(),
            Form::UnixMillis => millis(end).to_string(),
            Form::RatelimitField => format!("\"default\";r=0;t={}", whole(self.after)),
            _ => whole(self.after).to_string(),
        }
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

/// A date and time in UTC.
struct Date {
    days: u64,
    year: u64,
    month: usize,
    day: u64,
    second: u64,
}

/// The date of a number of seconds since 1970. Years begin in March, so that a leap day is the last day of a year.
fn date(seconds: u64) -> Date {
    let days = seconds / 86_400;
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    Date { days, year, month: month as usize, day, second: seconds % 86_400 }
}

impl Date {
    /// RFC 9110, section 5.6.7.
    fn http(&self) -> String {
        const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let weekday = DAYS.get((self.days % 7) as usize).copied().unwrap_or_default();
        let month = MONTHS.get(self.month - 1).copied().unwrap_or_default();
        format!("{weekday}, {:02} {month} {:04} {} GMT", self.day, self.year, self.time())
    }

    /// RFC 3339.
    fn iso(&self) -> String {
        format!("{:04}-{:02}-{:02}T{}Z", self.year, self.month, self.day, self.time())
    }

    fn time(&self) -> String {
        format!("{:02}:{:02}:{:02}", self.second / 3_600, self.second / 60 % 60, self.second % 60)
    }
}
