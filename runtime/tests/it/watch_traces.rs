//! A watch never rejects what a machine can do, however it is sampled, and always flags a final state that was left.

use crate::random::{Sketch, cases, sketch};
use errspec::machine::{Cause, CommandIndex, Indexed, Reading, StateIndex, Verdict, Watch};
use proptest::prelude::*;
use std::collections::VecDeque;
use std::time::Duration;

/// How long an effect may take, in ticks.
const SETTLE: u64 = 12;

/// One thing that happens; each takes one tick. Numbers choose among what is possible.
#[derive(Clone, Copy, Debug)]
enum Happens {
    /// The service or a third party moves the job.
    Move(usize),
    /// The client gives a command, and the watch is told.
    Send(u16),
    /// The oldest command on its way takes effect, if the state takes it.
    Land(usize),
    /// The oldest command on its way is lost.
    Lose,
    /// Somebody else gives a command.
    Foreign(usize),
    /// The client reads the state.
    Read,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        4 => (0_usize..4).prop_map(Happens::Move),
        3 => (0_u16..2).prop_map(Happens::Send),
        3 => (0_usize..4).prop_map(Happens::Land),
        1 => Just(Happens::Lose),
        1 => (0_usize..4).prop_map(Happens::Foreign),
        4 => Just(Happens::Read),
    ]
}

/// A job of a machine, and what the client does to it.
struct Job<'a> {
    sketch: &'a Sketch,
    state: u16,
    now: u64,
    on_the_way: VecDeque<(u16, u64)>,
    /// When the commands were given that the watch may still have to reckon with.
    noted: Vec<u64>,
    most_noted: usize,
}

impl Job<'_> {
    fn go(&mut self, targets: &[u16], choice: usize) {
        if !targets.is_empty() {
            self.state = targets[choice % targets.len()];
        }
    }

    /// What happens; a reading where one is taken.
    fn happen(&mut self, happens: Happens, watch: &mut Watch<Indexed>) -> Option<Verdict<'static, Indexed>> {
        self.now += 1;
        self.on_the_way.retain(|(_, sent)| self.now - sent < SETTLE);
        match happens {
            Happens::Move(choice) => self.go(&self.sketch.moves(self.state), choice),
            Happens::Send(command) => {
                watch.sent(CommandIndex(command), Duration::from_secs(self.now));
                self.on_the_way.push_back((command, self.now));
                self.noted.push(self.now);
                self.most_noted = self.most_noted.max(self.noted.len());
            }
            Happens::Land(choice) => {
                if let Some((command, _)) = self.on_the_way.pop_front() {
                    self.go(&self.sketch.targets(self.state, |cause| cause == Cause::Command(command)), choice);
                }
            }
            Happens::Lose => drop(self.on_the_way.pop_front()),
            Happens::Foreign(choice) => {
                self.go(&self.sketch.targets(self.state, |cause| matches!(cause, Cause::Command(_))), choice);
            }
            Happens::Read => {
                self.noted.retain(|sent| self.now - sent < SETTLE);
                let reading = Reading::of(StateIndex(self.state)).at(Duration::from_secs(self.now));
                let report = watch.observe(reading);
                assert!(!report.after_final(), "a final state is never left");
                return Some(report.verdict());
            }
        }
        None
    }
}

fn job(sketch: &Sketch, start: usize) -> Job<'_> {
    let state = sketch.initial[start % sketch.initial.len()];
    Job { sketch, state, now: 0, on_the_way: VecDeque::new(), noted: Vec::new(), most_noted: 0 }
}

fn watch(sketch: &Sketch) -> Watch<Indexed> {
    Watch::over(sketch.build()).settle(Duration::from_secs(SETTLE))
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn own_commands_explain_everything(sketch in sketch(), start in 0_usize..4, story in proptest::collection::vec(happens(), 0..80)) {
        let mut job = job(&sketch, start);
        let mut watch = watch(&sketch).other_actors(false);
        for what in story.into_iter().filter(|what| !matches!(what, Happens::Foreign(_))) {
            let verdict = job.happen(what, &mut watch);
            // More commands than are told apart: the watch may only say that it does not know.
            let crowded = job.most_noted > 8 && verdict == Some(Verdict::Unverified);
            prop_assert!(crowded || verdict.is_none_or(|verdict| verdict.is_legal()), "{:?} at {}", verdict, job.now);
        }
    }

    #[test]
    fn with_other_actors_nothing_is_impossible(sketch in sketch(), start in 0_usize..4, story in proptest::collection::vec(happens(), 0..80)) {
        let mut job = job(&sketch, start);
        let mut watch = watch(&sketch).other_actors(true);
        for what in story {
            prop_assert_ne!(job.happen(what, &mut watch), Some(Verdict::Impossible), "at {}", job.now);
        }
    }

    #[test]
    fn a_final_state_that_was_left_is_always_flagged(
        sketch in sketch(),
        others in any::<bool>(),
        commands in proptest::collection::vec(0_u16..2, 0..4),
        end in 0_u16..8,
        next in 0_u16..8,
    ) {
        let (end, next) = (end % sketch.states, next % sketch.states);
        let mut sketch = sketch;
        sketch.edges.retain(|edge| edge.from != end);
        let mut watch = watch(&sketch).resumed().other_actors(others);
        watch.observe(Reading::of(StateIndex(end)));
        for command in commands {
            watch.sent(CommandIndex(command), Duration::ZERO);
        }
        let report = watch.observe(Reading::of(StateIndex(next)));
        prop_assert_eq!(report.after_final(), next != end);
        prop_assert!(next == end || !report.verdict().is_legal(), "{:?}", report.verdict());
        prop_assert!(next == end || report.strict().is_err());
    }
}
