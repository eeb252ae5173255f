mod doubt;
mod explain;
mod foreign;
mod history;
mod judge;
mod outstanding;
mod reading;
mod report;
mod story;
mod verdict;

pub use history::Event;
pub use reading::Reading;
pub use report::{Next, Report, Violation};
pub use verdict::Verdict;

use super::{Kind, Machine, MachineCommand, MachineState, StateMachine};
use core::time::Duration;
use doubt::Doubt;
use judge::Judged;
use reading::ObservedState;
use story::Story;

/// Watches one job: takes what a poller or webhooks say of it and the commands given to it, and says what each reading means.
///
/// It has no clock and does no I/O; times are passed in, counted from any fixed moment on a monotonic clock. A reading costs no
/// allocation. Nothing is refused and nothing panics: a report says what is wrong, and tests may be [strict](Report::strict).
///
/// A reading that the service's own moves and the commands given here explain is believed at once. An earlier state is put down to
/// staleness, at most once in a row if a command of somebody else's explains it as well, and until three repetitions if not; no wait
/// ends on a reading that may be either. A reading that nothing explains is believed, but what was known before is kept beside it until
/// the next reading decides between the two.
#[derive(Clone, Debug)]
pub struct Watch<M: StateMachine> {
    story: Story<M>,
    /// The story that was left for a reading that it did not explain.
    left: Option<Story<M>>,
    now: Duration,
    doubt: Doubt,
    unknown_in_a_row: u32,
    resumed: bool,
}

impl<M: StateMachine> Watch<M> {
    /// How often states that only staleness explains may be read again before the service is believed.
    pub const STALE_LIMIT: u8 = 3;

    /// A watch over a job from its creation: the first reading must be explained by the initial states.
    pub const fn new() -> Self {
        Self::of(M::MACHINE)
    }

    pub(super) const fn of(machine: &'static Machine) -> Self {
        Self {
            story: Story::of(machine),
            left: None,
            now: Duration::ZERO,
            doubt: Doubt::NONE,
            unknown_in_a_row: 0,
            resumed: false,
        }
    }

    /// The job existed before: the first reading may be anything. Nobody knows who acted then, so whatever leads to that reading,
    /// by moves or commands, counts as an earlier state.
    #[must_use]
    pub const fn resumed(mut self) -> Self {
        self.resumed = true;
        self
    }

    /// Whether others than this client may give commands, instead of what the contract says.
    #[must_use]
    pub const fn other_actors(mut self, allowed: bool) -> Self {
        self.story.other_actors = allowed;
        self
    }

    /// How long the effect of a command may take to show, instead of what the contract says.
    #[must_use]
    pub const fn settle(mut self, settle: Duration) -> Self {
        self.story.settle = settle;
        self
    }

    /// The job's state as far as it is known.
    pub const fn state(&self) -> Option<M::State> {
        self.story.state
    }

    /// A command was sent. It counts as possibly effective from now on, whatever the answer, until an effect is seen or the time
    /// to settle has passed. An answer that carries the job's state is a reading: [`observe`](Self::observe) it.
    pub fn sent(&mut self, command: M::Command, now: Duration) {
        self.now = self.now.max(now);
        self.stories().for_each(|story| story.outstanding.push(command.index(), now));
    }

    /// A command that was sent (the latest such) is known to have had no effect: the service refused it.
    pub fn refused(&mut self, command: M::Command) {
        self.stories().for_each(|story| story.outstanding.withdraw(command.index()));
    }

    /// A command that was sent (the latest such) is known to have taken effect, though not which state the job is in: the next
    /// reading must be explained with it, unless the one before may have shown the effect already.
    pub fn took_effect(&mut self, command: M::Command) {
        self.stories().for_each(|story| story.outstanding.confirm(command.index()));
    }

    fn stories(&mut self) -> impl Iterator<Item = &mut Story<M>> {
        core::iter::once(&mut self.story).chain(self.left.as_mut())
    }

    /// Takes a reading and says what it means.
    pub fn observe<'a>(&mut self, reading: impl Into<Reading<'a, M>>) -> Report<'a, M> {
        let reading = reading.into();
        self.now = self.now.max(reading.at.unwrap_or_default());
        let (state, text) = self.resolve(reading.seen);
        let judged = match state {
            Some(state) => self.known(state, reading.epoch),
            None => self.unlisted(text),
        };
        let Judged { likeliest, other, before, ambiguous } = judged;
        let machine = self.story.machine;
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
            has_left: self.story.has_left(),
            unknown_in_a_row: self.unknown_in_a_row,
        }
    }

    fn unlisted<'a>(&mut self, text: &'a str) -> Judged<'a, M> {
        self.unknown_in_a_row = self.unknown_in_a_row.saturating_add(1);
        self.stories().for_each(|story| story.gap = true);
        Judged { likeliest: Verdict::Unknown(text), other: None, before: self.story.state, ambiguous: false }
    }

    fn resolve<'a>(&self, seen: ObservedState<'a, M::State>) -> (Option<M::State>, &'a str) {
        match seen {
            ObservedState::State(state) => (Some(state), self.story.machine.wire(state.index())),
            ObservedState::Text(text) => (self.story.machine.find(text).and_then(M::State::from_index), text),
        }
    }
}

impl<M: StateMachine> Default for Watch<M> {
    fn default() -> Self {
        Self::new()
    }
}
