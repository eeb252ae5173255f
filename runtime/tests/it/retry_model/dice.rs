//! Choices that a number determines.

use std::time::Duration;

/// A sequence of random choices. Equal seeds give equal choices (SplitMix64).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below this one.
    pub(super) fn below(&mut self, numbers: u64) -> u64 {
        self.next() % numbers
    }

    /// A number between these, both included.
    pub(super) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    /// Whether something happens that happens in so many of a hundred cases.
    pub(super) fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub(super) fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u64) as usize]
    }

    /// A value in so many of a hundred cases.
    pub(super) fn maybe<T>(&mut self, percent: u64, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.percent(percent).then(|| value(self))
    }

    /// At most so many values.
    pub(super) fn list<T>(&mut self, most: u64, mut value: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| value(self)).collect()
    }

    /// A limit of time. Half of them are whole seconds, which attempts and delays reach exactly.
    pub(super) fn limit(&mut self) -> Duration {
        if self.percent(50) { Duration::from_secs(self.between(1, 30)) } else { Duration::from_millis(self.between(1, 40_000)) }
    }

    /// A duration that is often short, often even and rarely neither.
    pub(super) fn duration(&mut self) -> Duration {
        match self.below(10) {
            0 => Duration::from_nanos(self.below(50)),
            1 => Duration::from_nanos(self.next() >> self.below(40)),
            2..=4 => Duration::from_secs(self.between(1, 20)),
            _ => Duration::from_millis(self.between(1, 3_000)),
        }
    }
}
