//! Judges readings by all that a service can have done, and by the rules of the language: after which readings it is believed.

use super::worlds::{Story, With, World, behaviors};
use crate::random::Sketch;
use errspec::machine::{Cause, Indexed, Kind, Moves, Next, Report, StateIndex, StateSet, Verdict, Wait, Watch};
use std::collections::HashSet;

pub(crate) const SETTLE: u64 = 10;

fn states(set: StateSet<StateIndex>) -> u16 {
    set.iter().fold(0, |bits, state| bits | 1 << state.0)
}

fn is_command(verdict: &Verdict<'_, Indexed>) -> bool {
    matches!(verdict, Verdict::Commanded { .. })
}

/// What is known of a job, by all that can have happened.
pub(crate) struct Oracle<'s> {
    sketch: &'s Sketch,
    others: bool,
    resumed: bool,
    pub(crate) story: Story,
    /// The story that was left for a reading that it did not explain.
    pub(crate) left: Option<Story>,
    pub(crate) now: u64,
    pub(crate) epoch: u64,
    /// A command was confirmed after a reading: a watch need not remember all that this excludes.
    pub(crate) loose: bool,
    pub(crate) read_since_sent: bool,
    /// The last reading was stale or somebody else's command.
    ambiguous: bool,
    /// What was put down to staleness alone since the last reading that was believed.
    stale: Vec<u16>,
}

impl<'s> Oracle<'s> {
    pub(crate) fn new(sketch: &'s Sketch, others: bool, resumed: bool) -> Self {
        let worlds = sketch.begins().into_iter().map(World::at).collect();
        let story = Story { state: None, epoch: 0, worlds, past: 0, sent: Vec::new(), gap: false };
        Self {
            sketch,
            others,
            resumed,
            story,
            left: None,
            now: 0,
            epoch: 0,
            loose: false,
            read_since_sent: false,
            ambiguous: false,
            stale: Vec::new(),
        }
    }

    /// Both stories, for what happens between readings.
    pub(crate) fn stories(&mut self) -> impl Iterator<Item = &mut Story> {
        std::iter::once(&mut self.story).chain(self.left.as_mut())
    }

    /// Commands given up to this time have settled.
    fn since(&self) -> Option<u64> {
        self.now.checked_sub(SETTLE)
    }

    fn awaits(&self, story: &Story) -> bool {
        story.awaits(self.sketch, self.since())
    }

    /// Where nothing of a job is known but that it exists.
    fn first_of_resumed(&self) -> bool {
        self.resumed && self.story.state.is_none()
    }

    /// The states that can be read.
    pub(crate) fn readable(&self) -> Vec<u16> {
        if self.first_of_resumed() {
            return (0..self.sketch.states).collect();
        }
        let can = |state: &u16| {
            !self.story.ends(self.sketch, *state, self.epoch, With { others: self.others, unlisted: false }).is_empty()
        };
        (0..self.sketch.states).filter(can).collect()
    }

    /// The states that lead to one, whoever acts.
    fn leading_to(&self, state: u16) -> u16 {
        let leads = |from: &u16| {
            let worlds = HashSet::from([World::at(*from)]);
            behaviors(self.sketch, &worlds, &[], With::OTHERS).iter().any(|world| world.state == state)
        };
        (0..self.sketch.states).filter(leads).fold(0, |bits, from| bits | 1 << from)
    }

    /// Holds a report against the truth; whether the story goes on.
    pub(crate) fn judge(&mut self, state: u16, report: &Report<'_, Indexed>, watch: &Watch<Indexed>) -> bool {
        let verdicts: Vec<_> = report.verdicts().collect();
        if self.first_of_resumed() {
            assert_eq!(verdicts, [Verdict::First { proved: StateSet::EMPTY, possible: StateSet::EMPTY }]);
            self.believe_unexplained(state);
            self.left = None;
            self.goes_on(report, watch, false);
            return true;
        }
        for story in std::iter::once(self.story.clone()).chain(self.left.clone()) {
            let own = story.ends(self.sketch, state, self.epoch, With::OWN);
            if !own.is_empty() {
                self.explained(&story, state, own, report);
                self.goes_on(report, watch, false);
                return true;
            }
            if self.loose {
                return false;
            }
        }
        assert_eq!(report.before(), self.story.state.map(StateIndex));
        let kept = self.unexplained(state, &verdicts);
        self.goes_on(report, watch, kept);
        true
    }

    /// A story explains the reading by the service's own moves and the commands given here.
    fn explained(&mut self, story: &Story, state: u16, own: Vec<World>, report: &Report<'_, Indexed>) {
        let later = story.state.is_some() && self.epoch > story.epoch;
        let again = story.state == Some(state) && !later;
        let all = story.ends(self.sketch, state, self.epoch, With { others: self.others, unlisted: true });
        let verdict = report.verdict();
        let verdicts: Vec<_> = report.verdicts().collect();
        assert!(verdict.is_legal() && !matches!(verdict, Verdict::Foreign { .. }), "denies what can be: {verdict:?}");
        assert_eq!(report.before(), story.state.map(StateIndex));
        let awaited = self.awaits(story);
        match verdict {
            Verdict::Unsettled => assert!(again && (awaited || self.loose), "nothing is awaited"),
            _ if again => assert!(!awaited || self.loose, "{verdict:?}, though an effect may come"),
            _ => {}
        }
        self.claims(story, state, &own, &all, verdict);
        if verdict != Verdict::Unsettled && !self.loose {
            explanations(&own, later, &verdicts);
        }
        // With a confirmed command the old state, read at once, is not believed: it may be stale.
        self.loose |= verdict == Verdict::Unsettled && story.sent.iter().any(|sent| sent.confirmed);
        self.believe(story, state, own, false);
    }

    /// Nothing known here explains the reading. Whether the known state is kept.
    fn unexplained(&mut self, state: u16, verdicts: &[Verdict<'_, Indexed>]) -> bool {
        let words: Vec<_> = verdicts.iter().map(|verdict| verdict.as_str()).collect();
        if self.story.gap {
            assert_eq!(words, ["unverified"]);
            self.believe_unexplained(state);
            return false;
        }
        let later = self.story.state.is_some() && self.epoch > self.story.epoch;
        let foreign = if self.others { self.story.ends(self.sketch, state, self.epoch, With::OTHERS) } else { Vec::new() };
        let any = self.story.ends(self.sketch, state, self.epoch, With { others: self.others, unlisted: true });
        let unlisted = foreign.is_empty() && !any.is_empty();
        let missed = behaviors(self.sketch, &self.story.worlds, &self.story.sent, With::OWN);
        let confirmed = self.story.sent.iter().any(|sent| sent.confirmed);
        let missed = confirmed && missed.iter().any(|world| world.been & 1 << state != 0);
        let stale = !later && (self.story.past & 1 << state != 0 || missed);
        let again = usize::from(Watch::<Indexed>::STALE_LIMIT) + self.stale.iter().collect::<HashSet<_>>().len();
        let insists = self.stale.contains(&state) && self.stale.len() + 1 >= again;
        match (foreign.is_empty(), stale) {
            (false, true) if !self.ambiguous && !self.takes_at_once(state) => {
                assert_eq!(words, ["regressed", "foreign"]);
                self.ambiguous = true;
                return true;
            }
            (false, _) => {
                assert_eq!(words, if stale { vec!["foreign", "regressed"] } else { vec!["foreign"] });
                self.claims(&self.story, state, &foreign, &any, verdicts[0]);
                self.believe(&self.story.clone(), state, foreign, stale && !self.ambiguous);
            }
            (true, true) if unlisted && !self.ambiguous => {
                assert_eq!(words, ["regressed", "unlisted"]);
                self.ambiguous = true;
                return true;
            }
            (true, _) if unlisted => {
                assert_eq!(words, if stale { vec!["unlisted", "regressed"] } else { vec!["unlisted"] });
                self.believe_unexplained(state);
            }
            (true, true) if !insists => {
                assert_eq!(words, ["regressed"]);
                self.stale.push(state);
                return true;
            }
            (true, _) => {
                assert_eq!(words, ["impossible"]);
                self.believe_unexplained(state);
            }
        }
        false
    }

    /// Whether one command, given in the known state, leads to another.
    fn takes_at_once(&self, state: u16) -> bool {
        let Some(known) = self.story.state else { return false };
        self.sketch.targets(known, |cause| matches!(cause, Cause::Command(_))).into_iter().any(|landed| {
            let worlds = HashSet::from([World::at(landed)]);
            behaviors(self.sketch, &worlds, &[], With::OWN).iter().any(|world| world.state == state)
        })
    }

    /// What was passed is what all behaviors pass, and what some of the likely ones do.
    fn claims(&self, story: &Story, state: u16, own: &[World], all: &[World], verdict: Verdict<'_, Indexed>) {
        let ends = 1 << state | story.state.map_or(0, |known| 1 << known);
        let inner = |world: &World| world.been & !ends;
        let mut proved = all.iter().map(inner).fold(!ends, |a, b| a & b);
        if story.gap {
            proved = 0;
        }
        let some = own.iter().map(inner).fold(0, |a, b| a | b);
        assert_eq!(states(verdict.proved()) & !proved, 0, "{verdict:?} proves too much, {proved:b} is true");
        if matches!(verdict, Verdict::First { .. } | Verdict::Skip { .. } | Verdict::Commanded { .. }) && !self.loose {
            assert_eq!(states(verdict.proved()), proved, "{verdict:?} proves too little");
            assert_eq!(states(verdict.possible()), some & !proved, "{verdict:?}");
        }
    }

    fn believe(&mut self, story: &Story, state: u16, behind: Vec<World>, ambiguous: bool) {
        self.story = story.continued(state, self.epoch, behind, self.since());
        self.left = None;
        self.believed(ambiguous);
    }

    fn believe_unexplained(&mut self, state: u16) {
        let mut begun = self.story.begun(state, self.epoch, self.since());
        begun.past |= self.leading_to(state);
        self.left = Some(std::mem::replace(&mut self.story, begun));
        self.believed(false);
    }

    fn believed(&mut self, ambiguous: bool) {
        self.ambiguous = ambiguous;
        self.stale.clear();
        self.read_since_sent = true;
    }

    /// The watch holds the job to be in the right state, and a wait ends where the job can be, and nowhere else.
    fn goes_on(&self, report: &Report<'_, Indexed>, watch: &Watch<Indexed>, kept: bool) {
        assert_eq!(watch.state(), self.story.state.map(StateIndex));
        if self.loose {
            return;
        }
        let stays = |known: u16| !self.story.ends(self.sketch, known, self.story.epoch, With::OWN).is_empty();
        let known = self.story.state.filter(|known| !kept || stays(*known));
        let again = Next::Poll(Kind::Pending);
        let known = known.filter(|_| !self.awaits(&self.story) && !self.doubts(report));
        assert_eq!(report.next(), known.map_or(again, |known| self.sketch.end(known)), "{:?}", report.verdict());
        for goal in 0..self.sketch.states {
            // A wait for one state that goes on in the next one.
            let (states, through) = ([goal], [(goal + 1) % self.sketch.states]);
            let wait = Wait { states: states.to_vec().leak(), through: through.to_vec().leak(), ..Wait::NONE };
            let wanted = known.map_or(again, |known| match known {
                known if known == goal => Next::Reached(StateIndex(known)),
                known if self.goes_on_for(known, goal, through[0]) => again,
                known => self.sketch.end(known),
            });
            assert_eq!(report.next_for(&wait), wanted, "{:?} in a wait for {goal}", report.verdict());
        }
    }

    /// Whether a wait for another state goes on in a resting one.
    fn goes_on_for(&self, known: u16, goal: u16, through: u16) -> bool {
        let ahead = || {
            let worlds = HashSet::from([World::at(known)]);
            let all = behaviors(self.sketch, &worlds, &[], With::OWN);
            self.sketch.moves != Moves::Unknown && all.iter().any(|world| world.state == goal)
        };
        let rests = self.sketch.kind(known) == Kind::Resting;
        rests && (known == through || self.sketch.outcome(known).is_some() && ahead())
    }

    /// Whether this reading left it open what it means.
    fn doubts(&self, report: &Report<'_, Indexed>) -> bool {
        self.ambiguous && report.verdicts().count() == 2 && report.verdicts().any(|verdict| verdict == Verdict::Regressed)
    }
}

/// Every explanation is given, and only what explains.
fn explanations(own: &[World], later: bool, verdicts: &[Verdict<'_, Indexed>]) {
    let (alone, commanded) = (own.iter().any(World::by_itself), own.iter().any(|world| !world.by_itself()));
    assert_eq!(verdicts.iter().any(is_command), commanded, "{verdicts:?}");
    assert_eq!(verdicts.iter().any(|verdict| !is_command(verdict)), alone, "{verdicts:?}");
    assert!(verdicts.len() < 2 || is_command(&verdicts[0]) == (later || matches!(verdicts[1], Verdict::Same)), "{verdicts:?}");
    for verdict in verdicts {
        if let Verdict::Commanded { command, .. } = verdict {
            assert!(own.iter().any(|world| world.last == Some(command.0)), "{verdict:?}");
        }
    }
}
