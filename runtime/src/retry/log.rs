use super::OutcomeKind;
use crate::RetryClass;
use core::time::Duration;

/// One attempt of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1.
    pub attempt: u32,
    /// How it ended.
    pub kind: OutcomeKind,
    /// Its retry class.
    pub class: RetryClass,
    /// The delay after it; `None` for the last attempt.
    pub delay: Option<Duration>,
}

/// The last attempts of a call, at most [`Log::KEPT`] of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Log {
    ring: [Option<Entry>; Self::KEPT],
    written: usize,
}

impl Log {
    /// The maximum number of attempts that are kept.
    pub const KEPT: usize = 8;

    /// The attempts that are kept, oldest first.
    #[inline]
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        let start = if self.written > Self::KEPT { self.written % Self::KEPT } else { 0 };
        let (newer, older) = self.ring.split_at(start);
        older.iter().chain(newer).flatten()
    }

    /// The number of earlier attempts that are not kept.
    #[inline]
    pub const fn dropped(&self) -> usize {
        self.written.saturating_sub(Self::KEPT)
    }

    #[inline]
    pub(super) fn push(&mut self, entry: Entry) {
        if let Some(slot) = self.ring.get_mut(self.written % Self::KEPT) {
            *slot = Some(entry);
        }
        self.written = self.written.saturating_add(1);
    }

    /// Sets the delay after the latest attempt.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn waited(&mut self, delay: Duration) {
        let newest = self.written.wrapping_sub(1) % Self::KEPT;
        if let Some(Some(entry)) = self.ring.get_mut(newest) {
            entry.delay = Some(delay);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(attempts: u32) -> Log {
        let mut log = Log::default();
        for attempt in 1..=attempts {
            log.push(Entry { attempt, kind: OutcomeKind::Status(500), class: RetryClass::Transient, delay: None });
        }
        log
    }

    #[test]
    fn keeps_the_newest_in_order() {
        for attempts in 0..30 {
            let log = log(attempts);
            let kept: alloc::vec::Vec<u32> = log.entries().map(|entry| entry.attempt).collect();
            let expected: alloc::vec::Vec<u32> = (1 + attempts.saturating_sub(8)..=attempts).collect();
            assert_eq!(kept, expected);
            assert_eq!(log.dropped() as u32, attempts.saturating_sub(8));
        }
    }
}
