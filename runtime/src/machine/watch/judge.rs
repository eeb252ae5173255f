use super::super::{MachineState, StateMachine, StateSet};
use super::doubt::Doubt;
use super::explain::Explained;
use super::story::{Run, Story};
use super::verdict::Judged;
use super::{Verdict, Watch};

type Reading<M> = (<M as StateMachine>::State, Option<u64>);

impl<M: StateMachine> Watch<M> {
    /// Explains a reading of a listed state, and accepts it unless it is considered stale.
    pub(super) fn known<'a>(&mut self, state: M::State, epoch: Option<u64>) -> Judged<'a, M> {
        let reading = (state, epoch);
        self.unknown_in_a_row = 0;
        if self.story.state.is_none() && self.resumed {
            return self.begin(reading);
        }
        if let Some(explained) = self.story.explain(state, epoch, self.now) {
            return self.believe(self.story, reading, explained, false);
        }
        let run = Run::of(self.story.epoch, epoch);
        if run == Run::Earlier {
            return self.keep(None, false);
        }
        if let Some(left) = self.left
            && let Some(explained) = left.explain(state, epoch, self.now)
        {
            return self.believe(left, reading, explained, false);
        }
        if self.story.gap || self.story.in_flight.is_crowded() {
            return self.believe_unexplained(reading, Verdict::Unverified);
        }
        self.judge_unexplained(reading, run == Run::Later)
    }

    /// Judges a reading that the known story does not explain: somebody else's command, an unlisted move, a stale reading, or an error in
    /// the contract.
    #[inline]
    fn judge_unexplained<'a>(&mut self, reading: Reading<M>, moved: bool) -> Judged<'a, M> {
        let state = reading.0;
        let stale = !moved && (self.story.past.has(state.index()) || self.story.has_passed(state));
        let unlisted = self.story.may_be_unlisted(state.index(), moved);
        match self.story.explain_foreign(state, moved) {
            Some(foreign) if stale && !self.doubt.ambiguous && !foreign.at_once => {
                self.doubt.ambiguous = true;
                self.keep(Some(foreign.explained.likeliest), true)
            }
            Some(foreign) => {
                let ambiguous = stale && !self.doubt.ambiguous;
                let other = stale.then_some(Verdict::Regressed);
                self.believe(self.story, reading, Explained { other, ..foreign.explained }, ambiguous)
            }
            None if unlisted && stale && !self.doubt.ambiguous => {
                self.doubt.ambiguous = true;
                self.keep(Some(Verdict::Unlisted), true)
            }
            None if unlisted => {
                let judged = self.believe_unexplained(reading, Verdict::Unlisted);
                Judged { other: stale.then_some(Verdict::Regressed), ..judged }
            }
            None if stale && self.doubt.bears(state.index(), Self::STALE_LIMIT) => self.keep(None, false),
            None => self.believe_unexplained(reading, Verdict::Impossible),
        }
    }

    /// Judges the first reading of a job that existed before. Every state that leads to it, whoever acted, can still be read late.
    #[inline]
    fn begin<'a>(&mut self, reading: Reading<M>) -> Judged<'a, M> {
        let first = Verdict::First { proved: StateSet::EMPTY, possible: StateSet::EMPTY };
        let judged = self.believe_unexplained(reading, first);
        self.left = None;
        judged
    }

    /// Treats the reading as an earlier state and keeps the known state.
    #[inline]
    fn keep<'a>(&self, other: Option<Verdict<'a, M>>, ambiguous: bool) -> Judged<'a, M> {
        Judged { likeliest: Verdict::Regressed, other, before: self.story.state, ambiguous }
    }

    /// Accepts the reading, which follows from a story.
    #[inline]
    fn believe<'a>(
        &mut self,
        story: Story<M>,
        reading: Reading<M>,
        explained: Explained<'a, M>,
        ambiguous: bool,
    ) -> Judged<'a, M> {
        self.story = story.continued(reading, explained.on_way, explained.took_effect, self.now);
        self.left = None;
        self.doubt = Doubt::after(ambiguous);
        Judged { likeliest: explained.likeliest, other: explained.other, before: story.state, ambiguous }
    }

    /// Accepts the reading although no story explains it. If the next reading follows from the previous story, this reading was wrong.
    #[inline]
    fn believe_unexplained<'a>(&mut self, reading: Reading<M>, verdict: Verdict<'a, M>) -> Judged<'a, M> {
        let story = self.story;
        self.story = story.begun(reading, self.now);
        self.left = Some(story);
        self.doubt = Doubt::NONE;
        Judged { likeliest: verdict, other: None, before: story.state, ambiguous: false }
    }
}
