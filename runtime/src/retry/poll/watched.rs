use super::super::Outcome;
use super::{Phase, PollStep, Poller, Reading};
use crate::machine::{self, Kind, MachineState, Next, Report, StateMachine, Verdict};
use core::time::Duration;

impl<S: MachineState> Poller<'_, S> {
    /// Reports that a poll read a job that a [`Watch`](crate::Watch) follows. The watch's judgment of the reading decides how the wait continues.
    ///
    /// A repeated reading of an earlier state does not end the wait again, and neither does a state that a command already sent may still
    /// leave.
    ///
    /// ```
    /// # #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    /// # #[repr(u16)]
    /// # enum RenderState { Queued, Done }
    /// # #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    /// # struct Render;
    /// # errspec::__v1::machine! { Render, RENDER, RenderState [Queued Done] }
    /// # const EDGES: &[errspec::machine::Edge] = &[errspec::machine::Edge::auto(0, 1)];
    /// # static TABLES: errspec::machine::Tables<2> = errspec::machine::Tables::new(2, EDGES);
    /// # static RENDER: errspec::machine::Machine = {
    /// #     use errspec::machine::{Kind, Machine, Outcome, State};
    /// #     Machine {
    /// #         name: "Render",
    /// #         states: &[
    /// #             State { wire: "queued", variant: "Queued", ..State::NONE },
    /// #             State { wire: "done", variant: "Done", kind: Kind::Final, outcome: Some(Outcome::Success), ..State::NONE },
    /// #         ],
    /// #         by_wire: &[1, 0],
    /// #         observe: &[errspec::place::Place::pointer("/state")],
    /// #         edges: EDGES,
    /// #         initial: &[0],
    /// #         relations: TABLES.relations(),
    /// #         ..Machine::NONE
    /// #     }
    /// # };
    /// # const RETRY: errspec::retry::Policy = errspec::retry::Policy::DEFAULT;
    /// use core::time::Duration;
    /// use errspec::machine::StateMachine;
    /// use errspec::retry::{Outcome, Pace, PollEnd, PollStep, Poller};
    ///
    /// let (mut watch, pace) = (Render::watch(), Pace::from(Render::MACHINE));
    /// let mut poller = Poller::new(&RETRY, pace, Duration::from_secs(600), Duration::ZERO, 42);
    /// let mut read = |body: &[u8], now| {
    ///     let observed = Render::read(body).unwrap();
    ///     poller.on_report(&watch.observe(&observed), &Outcome::status(200), Duration::from_secs(now))
    /// };
    /// assert!(matches!(read(br#"{"state":"queued"}"#, 1), PollStep::Wait(_)));
    /// assert_eq!(read(br#"{"state":"done"}"#, 4), PollStep::End(PollEnd::Success(RenderState::Done)));
    /// ```
    pub fn on_report<M: StateMachine<State = S>>(
        &mut self,
        report: &Report<'_, M>,
        outcome: &Outcome<'_>,
        now: Duration,
    ) -> PollStep<S> {
        let Some(read) = report.state() else { return self.on_unknown(report.text(), outcome, now) };
        let known = report.before().filter(|_| report.verdict() == Verdict::Regressed).unwrap_or(read);
        let (next, ends_elsewhere) = match self.goal {
            Some(wait) => (report.next_for(wait), true),
            None => (report.next(), false),
        };
        let reading = match next {
            Next::Poll(Kind::External { .. }) => Reading { state: known, phase: Phase::External },
            Next::Poll(_) | Next::UnknownState => Reading { state: known, phase: Phase::Pending },
            Next::Reached(state) => Reading { state, phase: Phase::Success },
            Next::End { state, outcome: Some(success @ machine::Outcome::Success) } if ends_elsewhere => {
                Reading { state, phase: Phase::Ended(success) }
            }
            Next::End { state, outcome } => Reading { state, phase: Phase::at_end(outcome) },
            Next::NeedsAction { state, action } => Reading { state, phase: Phase::Needs(action) },
        };
        self.on_reading(reading, outcome, now)
    }
}
