mod doubt;
mod explain;
mod foreign;
mod history;
mod in_flight;
mod judge;
mod rank;
mod reading;
mod report;
mod story;
mod verdict;

pub use history::Event;
pub use rank::Rank;
pub use reading::Reading;
pub use report::{Next, Report, Violation};
pub use verdict::Verdict;

use super::{Kind, Machine, MachineCommand, MachineState, Outcome, StateMachine};
use core::time::Duration;
use doubt::Doubt;
use reading::ObservedState;
use story::Story;
use verdict::Judged;

/// Watches one job. It receives the readings of a poller or of webhooks and the commands sent, and judges each reading.
///
/// It has no clock and does no I/O. Times are passed in, counted from any fixed point in time on a monotonic clock. Observing a reading does
/// not allocate. No reading is rejected and nothing panics: the report says what is wrong. Tests can be [strict](Report::strict).
///
/// A reading is accepted at once if the service's own transitions and the commands sent explain it. A reading of an earlier state is
/// considered stale: never twice in a row if somebody else's command explains it too, and otherwise for up to three repetitions. No wait ends
/// on a reading that may be either. A reading that nothing explains is accepted, but the state known before is remembered until the next
/// reading decides between the two.
#[derive(Clone, Debug)]
pub struct Watch<M: StateMachine> {
    story: Story<M>,
    /// The previous story, which did not explain the last reading.
    left: Option<Story<M>>,
    now: Duration,
    doubt: Doubt,
    unknown_in_a_row: u32,
    /// The outcome of the known state, if it depends on the response.
    outcome: Option<Outcome>,
    resumed: bool,
}

impl<M: StateMachine> Watch<M> {
    /// How many times states that only staleness explains may be read again before the watch accepts them.
    pub const STALE_LIMIT: u8 = 3;

    /// A watch for a new job: the initial states have to explain the first reading.
    #[inline]
    pub const fn new() -> Self {
        Self::of(M::MACHINE)
    }

    #[inline]
    pub(super) const fn of(machine: &'static Machine) -> Self {
        Self {
            story: Story::of(machine),
            left: None,
            now: Duration::ZERO,
            doubt: Doubt::NONE,
            unknown_in_a_row: 0,
            outcome: None,
            resumed: false,
        }
    }

    /// Declares that the job existed before, so the first reading may be any state. It is not known who acted before, so every state from which
    /// transitions or commands lead to that reading counts as an earlier state.
    #[must_use]
    #[inline]
    pub const fn resumed(mut self) -> Self {
        self.resumed = true;
        self
    }

    /// Overrides whether others may send commands.
    #[must_use]
    #[inline]
    pub const fn other_actors(mut self, allowed: bool) -> Self {
        self.story.other_actors = allowed;
        self
    }

    /// Overrides how long it may take until the effect of a command is visible.
    #[must_use]
    #[inline]
    pub const fn settle(mut self, settle: Duration) -> Self {
        self.story.settle = settle;
        self
    }

    /// The last known state of the job.
    #[inline]
    pub const fn state(&self) -> Option<M::State> {
        self.story.state
    }

    /// Reports that a command was sent. From now on it may have taken effect, whatever the response, until an effect is observed or the settle
    /// time has passed. If the response contains the job's state, pass it to [`observe`](Self::observe) as a reading.
    #[inline]
    pub fn sent(&mut self, command: M::Command, now: Duration) {
        self.now = self.now.max(now);
        self.stories().for_each(|story| story.in_flight.push(command.index(), now));
    }

    /// Reports that the latest such command had no effect, because the service rejected it.
    #[inline]
    pub fn refused(&mut self, command: M::Command) {
        self.stories().for_each(|story| story.in_flight.withdraw(command.index()));
    }

    /// Reports that the latest such command took effect, without a reading of the state. It has to explain the next reading, unless the previous
    /// one may already have shown the effect.
    #[inline]
    pub fn took_effect(&mut self, command: M::Command) {
        self.stories().for_each(|story| story.in_flight.confirm(command.index()));
    }

    #[inline]
    fn stories(&mut self) -> impl Iterator<Item = &mut Story<M>> {
        core::iter::once(&mut self.story).chain(self.left.as_mut())
    }

    /// Judges a reading.
    pub fn observe<'a>(&mut self, reading: impl Into<Reading<'a, M>>) -> Report<'a, M> {
        let reading = reading.into();
        self.now = self.now.max(reading.at.unwrap_or_default());
        let (state, text) = self.resolve(reading.observed);
        let judged = match state {
            Some(state) => self.known(state, reading.epoch),
            None => self.unlisted(text),
        };
        let Judged { likeliest, other, before, ambiguous } = judged;
        let machine = self.story.machine;
        if state.is_some() && likeliest != Verdict::Regressed {
            self.outcome = reading.outcome;
        }
        let was_final = before.is_some_and(|before| machine.state(before.index()).kind == Kind::Final);
        Report {
            machine,
            text,
            state,
            before,
            likeliest,
            other,
            after_final: was_final && state != before,
            awaits: self.story.state.is_some_and(|state| self.story.awaits(state, self.now)),
            ambiguous,
            outcome: self.outcome,
            has_left: self.story.has_left(),
            unknown_in_a_row: self.unknown_in_a_row,
        }
    }

    #[inline]
    fn unlisted<'a>(&mut self, text: &'a str) -> Judged<'a, M> {
        self.unknown_in_a_row = self.unknown_in_a_row.saturating_add(1);
        self.stories().for_each(|story| story.gap = true);
        Judged { likeliest: Verdict::Unknown(text), other: None, before: self.story.state, ambiguous: false }
    }

    #[inline]
    fn resolve<'a>(&self, observed: ObservedState<'a, M::State>) -> (Option<M::State>, &'a str) {
        match observed {
            ObservedState::State(state) => (Some(state), self.story.machine.wire(state.index())),
            ObservedState::Answer(Some(state), text) => (Some(state), text),
            ObservedState::Answer(None, text) => (self.story.machine.find_read(text).and_then(M::State::from_index), text),
            ObservedState::Text(text) => (self.story.machine.find(text).and_then(M::State::from_index), text),
        }
    }
}

impl<M: StateMachine> Default for Watch<M> {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
