use super::super::StateMachine;
use super::{Reading, Report, Watch};
use alloc::vec::Vec;
use core::time::Duration;

/// One entry of a recorded history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a, M: StateMachine> {
    /// A state was read.
    Read(Reading<'a, M>),
    /// A command was sent, at this time.
    Sent(M::Command, Duration),
}

impl<'a, M: StateMachine> From<Reading<'a, M>> for Event<'a, M> {
    #[inline]
    fn from(reading: Reading<'a, M>) -> Self {
        Self::Read(reading)
    }
}

/// A wire text that was read.
impl<'a, M: StateMachine> From<&'a str> for Event<'a, M> {
    #[inline]
    fn from(wire: &'a str) -> Self {
        Self::Read(wire.into())
    }
}

impl<M: StateMachine> Watch<M> {
    /// Judges a whole history in one call, and returns the report of each reading in order.
    pub fn judge<'a, E: Into<Event<'a, M>>>(mut self, history: impl IntoIterator<Item = E>) -> Vec<Report<'a, M>> {
        let events = history.into_iter().map(Into::into);
        events.filter_map(|event| self.take(event)).collect()
    }

    #[inline]
    fn take<'a>(&mut self, event: Event<'a, M>) -> Option<Report<'a, M>> {
        match event {
            Event::Read(reading) => Some(self.observe(reading)),
            Event::Sent(command, at) => {
                self.sent(command, at);
                None
            }
        }
    }
}
