use crate::simulate::words::{seconds, spoken, tenths};
use std::time::Duration;

/// An axis of the plot, from zero to a round number.
pub(super) struct Axis {
    pub(super) end: u128,
    step: u128,
    label: fn(u128) -> String,
}

impl Axis {
    /// An axis of this many milliseconds, which ends there.
    pub(super) fn time(end: u64) -> Self {
        let end = u128::from(end).max(1);
        let days = std::iter::successors(Some(86_400_000u128), |days| Some(days.saturating_mul(2)));
        let hours = [1, 2, 5, 10, 15, 20, 30, 60, 120, 360, 720].map(|minutes| minutes * 60_000);
        let steps = round().take_while(|step| *step <= 10_000).chain([15_000, 20_000, 30_000]).chain(hours).chain(days);
        Self { end, step: fitting(steps, end, 10), label: moment }
    }

    /// An axis of rates up to this many thousandths per second, which ends at the next tick.
    pub(super) fn rate(most: u128) -> Self {
        let most = most.max(1_000);
        let step = fitting(round(), most, 6);
        Self { end: most.div_ceil(step) * step, step, label: |rate| tenths(rate, 1_000) }
    }

    /// The position of a value on an axis of this length.
    pub(super) fn place(&self, value: u128, length: u64) -> u64 {
        u64::try_from(value.min(self.end).saturating_mul(length.into()) / self.end).unwrap_or(length)
    }

    /// The ticks and their labels.
    pub(super) fn ticks(&self) -> impl Iterator<Item = (u128, String)> {
        (0..=self.end / self.step).map(|n| n * self.step).map(|value| (value, (self.label)(value)))
    }
}

/// In seconds on a short axis, so that all ticks have the same unit.
fn moment(milliseconds: u128) -> String {
    let moment = Duration::from_millis(u64::try_from(milliseconds).unwrap_or(u64::MAX));
    if moment < Duration::from_secs(1) { format!("{} s", seconds(moment)) } else { spoken(moment) }
}

/// 1, 2, 5, 10, 20, 50, ….
fn round() -> impl Iterator<Item = u128> {
    (0..30).flat_map(|power| [1, 2, 5].map(|digit| digit * 10u128.pow(power)))
}

/// The smallest step that does not produce too many ticks.
fn fitting(mut steps: impl Iterator<Item = u128>, end: u128, most: u128) -> u128 {
    steps.find(|step| end / step <= most).unwrap_or(end)
}
