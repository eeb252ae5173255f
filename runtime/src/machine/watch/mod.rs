mod beyond;
mod history;
mod outstanding;
mod reading;
mod report;
mod verdict;
mod weigh;

pub use history::Event;
pub use reading::Reading;
pub use report::{Next, Report, Violation};
pub use verdict::Verdict;

use super::{Bits, Kind, Machine, MachineCommand, MachineState, StateMachine};
use core::time::Duration;
use outstanding::Outstanding;
use reading::Seen;

/// Watches one job: takes what a poller or webhooks say of it and the commands given to it, and says what each reading means.
///
/// It has no clock and does no I/O; times are passed in, counted from any fixed moment on a monotonic clock. A reading costs no
/// allocation. Nothing is refused and nothing panics: a report says what is wrong, and tests may be [strict](Report::strict).
#[derive(Clone, Debug)]
pub struct Watch<M: StateMachine> {
    machine: &'static Machine,
    state: Option<M::State>,
    epoch: Option<u64>,
    now: Duration,
    outstanding: Outstanding,
    /// Every state that was read and taken, and those that the job may have passed on its way.
    history: Bits,
    /// A state that was read as an earlier one, and how often in a row.
    stale: Option<(M::State, u8)>,
    unknown_in_a_row: u32,
    /// Whether a state was read that is not listed since the last one that was taken.
    gap: bool,
    resumed: bool,
    other_actors: bool,
    settle: Duration,
}

impl<M: StateMachine> Watch<M> {
    /// How often in a row an earlier state is put down to staleness. From then on it is taken as the job's present state.
    pub const STALE_LIMIT: u8 = 3;

    /// A watch over a job from its creation: the first reading must be explained by the initial states.
    pub const fn new() -> Self {
        Self::of(M::MACHINE)
    }

    pub(super) const fn of(machine: &'static Machine) -> Self {
        Self {
            machine,
            state: None,
            epoch: None,
            now: Duration::ZERO,
            outstanding: Outstanding::NONE,
            history: Bits::EMPTY,
            stale: None,
            unknown_in_a_row: 0,
            gap: false,
            resumed: false,
            other_actors: machine.other_actors,
            settle: machine.settle,
        }
    }

    /// The job existed before: the first reading may be anything.
    #[must_use]
    pub const fn resumed(mut self) -> Self {
        self.resumed = true;
        self
    }

    /// Whether others than this client may give commands, instead of what the contract says.
    #[must_use]
    pub const fn other_actors(mut self, allowed: bool) -> Self {
        self.other_actors = allowed;
        self
    }

    /// How long the effect of a command may take to show, instead of what the contract says.
    #[must_use]
    pub const fn settle(mut self, settle: Duration) -> Self {
        self.settle = settle;
        self
    }

    /// The job's state as far as it is known.
    pub const fn state(&self) -> Option<M::State> {
        self.state
    }

    /// A command was sent. It counts as possibly effective from now on, whatever the answer, until an effect is seen or the time
    /// to settle has passed. An answer that carries the job's state is a reading: [`observe`](Self::observe) it.
    pub fn sent(&mut self, command: M::Command, now: Duration) {
        self.now = self.now.max(now);
        self.outstanding.push(command.index(), now);
    }

    /// A command that was sent (the latest such) is known to have had no effect: the service refused it.
    pub fn refused(&mut self, command: M::Command) {
        self.outstanding.withdraw(command.index());
    }

    /// A command that was sent (the latest such) is known to have taken effect, though not which state the job is in: the next
    /// reading must be explained with it, unless the one before may have shown the effect already.
    pub fn took_effect(&mut self, command: M::Command) {
        self.outstanding.confirm(command.index());
    }

    /// Takes a reading and says what it means.
    pub fn observe<'a>(&mut self, reading: impl Into<Reading<'a, M>>) -> Report<'a, M> {
        let reading = reading.into();
        self.now = self.now.max(reading.at.unwrap_or_default());
        let before = self.state;
        let (state, text) = self.resolve(reading.seen);
        let (likeliest, other) = match state {
            Some(state) => self.known(state, reading.epoch),
            None => {
                self.unknown_in_a_row = self.unknown_in_a_row.saturating_add(1);
                self.gap = true;
                (Verdict::Unknown(text), None)
            }
        };
        let was_final = before.is_some_and(|before| self.machine.state(before.index()).kind == Kind::Final);
        let after_final = was_final && state != before;
        let unknown_in_a_row = self.unknown_in_a_row;
        let awaits = self.state.is_some_and(|state| self.awaits(state));
        Report { machine: self.machine, text, state, before, likeliest, other, after_final, awaits, unknown_in_a_row }
    }

    fn resolve<'a>(&self, seen: Seen<'a, M::State>) -> (Option<M::State>, &'a str) {
        match seen {
            Seen::State(state) => (Some(state), self.machine.wire(state.index())),
            Seen::Text(text) => (self.machine.find(text).and_then(M::State::from_index), text),
        }
    }
}

impl<M: StateMachine> Default for Watch<M> {
    fn default() -> Self {
        Self::new()
    }
}
