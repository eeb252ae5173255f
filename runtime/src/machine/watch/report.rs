use super::super::{Kind, Machine, MachineState, Outcome, StateMachine, TreatAs, Wait};
use super::Verdict;
use crate::Action;
use crate::shown::{NAME, Quoted};
use alloc::boxed::Box;
use core::fmt;

/// The judgment of a reading: its explanations, the most likely first, and what to do next.
#[derive(Clone, Copy)]
pub struct Report<'a, M: StateMachine> {
    pub(super) machine: &'static Machine,
    pub(super) text: &'a str,
    pub(super) state: Option<M::State>,
    pub(super) before: Option<M::State>,
    pub(super) likeliest: Verdict<'a, M>,
    pub(super) other: Option<Verdict<'a, M>>,
    pub(super) after_final: bool,
    /// Whether a command may still show an effect on the known state.
    pub(super) awaits: bool,
    /// Whether another reading is needed to distinguish an earlier state from somebody else's command.
    pub(super) ambiguous: bool,
    /// The outcome of the known state, if it depends on the response.
    pub(super) outcome: Option<Outcome>,
    /// Whether the job is known to have left the known state.
    pub(super) has_left: bool,
    pub(super) unknown_in_a_row: u32,
}

impl<M: StateMachine> fmt::Debug for Report<'_, M> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report")
            .field("machine", &self.machine.name)
            .field("text", &Quoted(self.text, NAME))
            .field("state", &self.state)
            .field("before", &self.before)
            .field("likeliest", &self.likeliest)
            .field("other", &self.other)
            .field("after_final", &self.after_final)
            .field("unknown_in_a_row", &self.unknown_in_a_row)
            .finish_non_exhaustive()
    }
}

impl<'a, M: StateMachine> Report<'a, M> {
    /// The most likely explanation.
    #[inline]
    pub const fn verdict(&self) -> Verdict<'a, M> {
        self.likeliest
    }

    /// All explanations, the most likely first.
    #[inline]
    pub fn verdicts(&self) -> impl Iterator<Item = Verdict<'a, M>> {
        core::iter::once(self.likeliest).chain(self.other)
    }

    /// The state that was read; `None` if the contract does not list it.
    #[inline]
    pub const fn state(&self) -> Option<M::State> {
        self.state
    }

    /// What was read.
    #[inline]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// The known state with which it was compared: the last one, or the one before a reading that nothing explained.
    #[inline]
    pub const fn before(&self) -> Option<M::State> {
        self.before
    }

    /// Whether another state was read after a final one. With [`Verdict::Regressed`] this is a late event that can be ignored. With
    /// [`Verdict::Impossible`] it is a reason to raise an alarm.
    #[inline]
    pub const fn after_final(&self) -> bool {
        self.after_final
    }

    /// The number of readings in a row, including this one, whose states the contract does not list.
    #[inline]
    pub const fn unknown_in_a_row(&self) -> u32 {
        self.unknown_in_a_row
    }

    /// What a poller should do next.
    #[inline]
    pub fn next(&self) -> Next<M::State> {
        self.decide(|state| self.next_in(state))
    }

    /// What a poller should do next if the wait is for `wait`.
    #[inline]
    pub fn next_for(&self, wait: &Wait) -> Next<M::State> {
        self.decide(|state| {
            let outcome = self.outcome_in(state);
            match self.next_in(state) {
                _ if wait.is_for(state.index(), outcome) => Next::Reached(state),
                Next::End { .. } | Next::NeedsAction { .. } if wait.goes_on(self.machine, state.index(), outcome) => {
                    Next::Poll(Kind::Pending)
                }
                next => next,
            }
        })
    }

    /// What to do next according to the verdict. `next_in` says what to do in a state.
    #[inline]
    fn decide(&self, next_in: impl Fn(M::State) -> Next<M::State>) -> Next<M::State> {
        let unknown = &self.machine.unknown;
        match (self.likeliest, self.state) {
            (_, None) if unknown.treat_as == TreatAs::Fail || self.unknown_in_a_row > unknown.limit => Next::UnknownState,
            (_, None) => Next::Poll(Kind::Pending),
            // A state that a command may still change is not the end.
            _ if self.awaits => Next::Poll(Kind::Pending),
            // A wait does not end in a state that the job may have left either.
            _ if self.ambiguous => Next::Poll(Kind::Pending),
            (Verdict::Regressed, _) if self.has_left => Next::Poll(Kind::Pending),
            (Verdict::Regressed, _) => self.before.map_or(Next::Poll(Kind::Pending), next_in),
            (_, Some(state)) => next_in(state),
        }
    }

    #[inline]
    fn next_in(&self, state: M::State) -> Next<M::State> {
        Next::of(state, self.machine.state(state.index()).kind, self.outcome_in(state))
    }

    /// The outcome of the job in the known state.
    #[inline]
    fn outcome_in(&self, state: M::State) -> Option<Outcome> {
        self.outcome.or(self.machine.state(state.index()).outcome)
    }

    /// Returns the state, or an error if something is wrong with the reading. Useful in tests.
    ///
    /// # Errors
    /// The reading is regressed, impossible, unverified or unknown, or follows a final state.
    #[inline]
    pub fn strict(&self) -> Result<M::State, Violation> {
        match self.state {
            Some(state) if self.likeliest.is_legal() && !self.after_final => Ok(state),
            _ => Err(Violation {
                machine: self.machine.name,
                before: self.before.map(|state| self.machine.wire(state.index())),
                text: self.text.into(),
                verdict: self.likeliest.as_str(),
                after_final: self.after_final,
            }),
        }
    }
}

/// What a poller should do after a reading. It depends on the kind of the state, and on commands that may still take effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Next<S> {
    /// Poll again, at the pace for a state of this kind.
    Poll(Kind),
    /// Stop: the job has ended, or is in a resting state with an outcome.
    End {
        /// The state.
        state: S,
        /// Its outcome.
        outcome: Option<Outcome>,
    },
    /// Stop: the job is in a state, or has an outcome, that the named wait is for.
    Reached(S),
    /// Stop: the job only continues after a command.
    NeedsAction {
        /// The state, which has the list of its commands.
        state: S,
        /// What has to be done before the command.
        action: Option<Action>,
    },
    /// Stop: too many readings of states that the contract does not list.
    UnknownState,
}

impl<S> Next<S> {
    #[inline]
    fn of(state: S, kind: Kind, outcome: Option<Outcome>) -> Self {
        match (kind, outcome) {
            (kind, _) if kind.is_active() => Self::Poll(kind),
            (_, Some(Outcome::Needs(action))) => Self::NeedsAction { state, action: Some(action) },
            (Kind::Resting, None) => Self::NeedsAction { state, action: None },
            (_, outcome) => Self::End { state, outcome },
        }
    }
}

/// The error for a reading that the contract does not explain.
#[derive(Clone, PartialEq, Eq)]
pub struct Violation {
    /// The machine's name.
    pub machine: &'static str,
    /// The last known state before it.
    pub before: Option<&'static str>,
    /// What was read.
    pub text: Box<str>,
    /// The verdict, as one word.
    pub verdict: &'static str,
    /// Whether it follows a final state.
    pub after_final: bool,
}

impl fmt::Debug for Violation {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Violation")
            .field("machine", &self.machine)
            .field("before", &self.before)
            .field("text", &Quoted(&self.text, NAME))
            .field("verdict", &self.verdict)
            .field("after_final", &self.after_final)
            .finish()
    }
}

impl fmt::Display for Violation {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} reading {}", self.machine, self.verdict, Quoted(&self.text, NAME))?;
        match self.before {
            Some(before) if self.after_final => write!(f, " after {before:?}, which is final"),
            Some(before) => write!(f, " after {before:?}"),
            None => f.write_str(" of a new job"),
        }
    }
}

impl core::error::Error for Violation {}
