//! Every verdict is held against all that a service can have done: on small machines, each behaviour is tried by itself.

use crate::random::{Sketch, cases, sketch_of};
use errspec::machine::{Cause, CommandIndex, Indexed, Kind, Next, Reading, Report, StateIndex, StateSet, Verdict, Watch};
use proptest::prelude::*;
use std::collections::HashSet;
use std::time::Duration;

const SETTLE: u64 = 10;

#[derive(Clone, Copy, Debug)]
enum Act {
    /// A command is given.
    Send(u16),
    /// The service says of the last command that it took effect.
    Confirm,
    /// Something is read that the contract does not list.
    Unlisted,
    /// A state is read: one that can be read if there is one (`likely`), after the time to settle or at once, in a later run or not.
    Read { pick: usize, likely: bool, wait: bool, later: bool },
}

fn act() -> impl Strategy<Value = Act> {
    let read = (any::<usize>(), prop::bool::weighted(0.8), prop::bool::weighted(0.3), any::<bool>());
    prop_oneof![
        5 => (0_u16..2).prop_map(Act::Send),
        2 => Just(Act::Confirm),
        1 => Just(Act::Unlisted),
        6 => read.prop_map(|(pick, likely, wait, later)| Act::Read { pick, likely, wait, later }),
    ]
}

/// A command that was given.
#[derive(Clone, Copy, Debug)]
struct Sent {
    command: u16,
    at: u64,
    confirmed: bool,
}

/// How far a service can be, and what it did since the last reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct World {
    state: u16,
    /// The commands before this one have landed or are lost.
    behind: usize,
    /// Those that landed, as bits.
    landed: u16,
    /// The states it was in, as bits.
    been: u16,
    /// The command given here that landed last.
    last: Option<u16>,
    foreign: bool,
    moved: bool,
}

impl World {
    fn rested(self) -> Self {
        Self { been: 0, last: None, foreign: false, moved: false, ..self }
    }

    fn by_itself(&self) -> bool {
        self.last.is_none() && !self.foreign
    }
}

/// Everything that can have happened since the worlds were as they are.
fn behaviours(sketch: &Sketch, worlds: &HashSet<World>, sent: &[Sent], others: bool) -> HashSet<World> {
    let mut open: Vec<World> = worlds.iter().map(|world| World { been: 1 << world.state, ..*world }).collect();
    let mut seen = HashSet::new();
    while let Some(world) = open.pop() {
        if !seen.insert(world) {
            continue;
        }
        let at = |state: u16| World { state, been: world.been | 1 << state, moved: true, ..world };
        for edge in sketch.edges.iter().filter(|edge| edge.from == world.state) {
            let Cause::Command(command) = edge.cause else {
                open.push(at(edge.to));
                continue;
            };
            if others {
                open.push(World { foreign: true, ..at(edge.to) });
            }
            for (number, _) in sent.iter().enumerate().skip(world.behind).filter(|(_, given)| given.command == command) {
                let (behind, landed) = (number + 1, world.landed | 1 << number);
                open.push(World { behind, landed, last: Some(command), ..at(edge.to) });
            }
        }
    }
    // A confirmed command has landed.
    let confirmed =
        sent.iter().enumerate().filter(|(_, given)| given.confirmed).fold(0, |bits, (number, _)| bits | 1 << number);
    seen.retain(|world| confirmed & !world.landed == 0);
    seen
}

fn states(set: StateSet<StateIndex>) -> u16 {
    set.iter().fold(0, |bits, state| bits | 1 << state.0)
}

fn is_command(verdict: &Verdict<'_, Indexed>) -> bool {
    matches!(verdict, Verdict::Commanded { .. })
}

/// What is known of a job, by all that can have happened.
struct Oracle<'s> {
    sketch: &'s Sketch,
    others: bool,
    known: Option<u16>,
    worlds: HashSet<World>,
    sent: Vec<Sent>,
    now: u64,
    epoch: u64,
    /// The states the job may have been in.
    past: u16,
    gap: bool,
    /// A command was confirmed after a reading: a watch need not remember all that this excludes.
    loose: bool,
    read_since_sent: bool,
}

impl<'s> Oracle<'s> {
    fn new(sketch: &'s Sketch, others: bool) -> Self {
        let begin =
            |state: &u16| World { state: *state, behind: 0, landed: 0, been: 0, last: None, foreign: false, moved: false };
        Self {
            sketch,
            others,
            known: None,
            worlds: sketch.initial.iter().map(begin).collect(),
            sent: Vec::new(),
            now: 0,
            epoch: 0,
            past: 0,
            gap: false,
            loose: false,
            read_since_sent: false,
        }
    }

    fn young(&self, number: usize) -> bool {
        self.now - self.sent[number].at < SETTLE
    }

    /// Whether a command may still show an effect.
    fn awaits(&self, worlds: &HashSet<World>) -> bool {
        let rested = worlds.iter().map(|world| World { landed: 0, ..world.rested() }).collect();
        let unsure: Vec<Sent> = self.sent.iter().map(|sent| Sent { confirmed: false, ..*sent }).collect();
        let all = behaviours(self.sketch, &rested, &unsure, false);
        (0..self.sent.len()).any(|number| self.young(number) && all.iter().any(|world| world.landed & 1 << number != 0))
    }

    /// Holds a report against the truth; whether the story goes on.
    fn judge(&mut self, state: u16, later: bool, report: &Report<'_, Indexed>) -> bool {
        let again = self.known == Some(state) && !later;
        let ends = |others: bool| -> Vec<World> {
            let all = behaviours(self.sketch, &self.worlds, &self.sent, others).into_iter();
            all.filter(|world| world.state == state && (world.moved || !later)).collect()
        };
        let own = ends(false);
        let all = if self.others { ends(true) } else { own.clone() };
        let verdict = report.verdict();
        let verdicts: Vec<_> = report.verdicts().collect();
        if own.is_empty() {
            assert!(
                self.loose || !verdict.is_legal() || matches!(verdict, Verdict::Foreign { .. }),
                "claims what cannot be: {verdict:?}"
            );
            self.unexplained(state, later, &all, &verdicts);
            return false;
        }
        assert!(verdict.is_legal() && !matches!(verdict, Verdict::Foreign { .. }), "denies what can be: {verdict:?}");
        let awaited = self.awaits(&self.worlds);
        match verdict {
            Verdict::Unsettled => assert!(again && (awaited || self.loose), "nothing is awaited"),
            _ if again => assert!(!awaited || self.loose, "{verdict:?}, though an effect may come"),
            _ => {}
        }
        self.claims(state, &own, &all, verdict);
        if verdict != Verdict::Unsettled && !self.loose {
            self.explanations(&own, later, &verdicts);
        }
        // With a confirmed command the old state, read at once, is not believed: it may be stale.
        self.loose |= verdict == Verdict::Unsettled && self.sent.iter().any(|sent| sent.confirmed);
        self.take(state, own);
        let awaited = self.awaits(&self.worlds);
        let kind = self.sketch.kind(state);
        match report.next() {
            Next::Poll(Kind::Pending) => assert!(awaited || kind == Kind::Pending || self.loose, "polls what is at its end"),
            _ => assert!(!awaited || self.loose, "stops though an effect may come"),
        }
        true
    }

    /// Nothing known here explains the reading.
    fn unexplained(&self, state: u16, later: bool, all: &[World], verdicts: &[Verdict<'_, Indexed>]) {
        if self.gap {
            assert!(self.loose || verdicts == [Verdict::Unverified], "{verdicts:?}");
            return;
        }
        if self.loose {
            return;
        }
        let foreign = verdicts.iter().any(|verdict| matches!(verdict, Verdict::Foreign { .. }));
        if self.known != Some(state) || later {
            assert_eq!(foreign, !all.is_empty(), "{verdicts:?}");
        }
        let alone = World { state, behind: 0, landed: 0, been: 0, last: None, foreign: false, moved: false };
        let onward = behaviours(self.sketch, &HashSet::from([alone]), &[], false);
        let unsure: Vec<Sent> = self.sent.iter().map(|sent| Sent { confirmed: false, ..*sent }).collect();
        let missed = behaviours(self.sketch, &self.worlds, &unsure, false).iter().any(|world| world.state == state);
        let earlier =
            !later && self.known.is_some() && (missed || onward.iter().any(|world| self.past & 1 << world.state != 0));
        assert_eq!(verdicts.contains(&Verdict::Regressed), earlier, "{verdicts:?}");
        assert_eq!(verdicts.contains(&Verdict::Impossible), !foreign && !earlier, "{verdicts:?}");
    }

    /// What was passed is what all behaviours pass, and what some of the likely ones do.
    fn claims(&self, state: u16, own: &[World], all: &[World], verdict: Verdict<'_, Indexed>) {
        let ends = 1 << state | self.known.map_or(0, |known| 1 << known);
        let inner = |world: &World| world.been & !ends;
        let mut proved = all.iter().map(inner).fold(!ends, |a, b| a & b);
        if self.gap {
            proved = 0;
        }
        let some = own.iter().map(inner).fold(0, |a, b| a | b);
        assert_eq!(states(verdict.proved()) & !proved, 0, "{verdict:?} proves too much, {proved:b} is true");
        if matches!(verdict, Verdict::First { .. } | Verdict::Skip { .. } | Verdict::Commanded { .. }) && !self.loose {
            assert_eq!(states(verdict.proved()), proved, "{verdict:?} proves too little");
            assert_eq!(states(verdict.possible()), some & !proved, "{verdict:?}");
        }
    }

    /// Every explanation is given, and only what explains.
    fn explanations(&self, own: &[World], later: bool, verdicts: &[Verdict<'_, Indexed>]) {
        let (alone, commanded) = (own.iter().any(World::by_itself), own.iter().any(|world| !world.by_itself()));
        assert_eq!(verdicts.iter().any(is_command), commanded, "{verdicts:?}");
        assert_eq!(verdicts.iter().any(|verdict| !is_command(verdict)), alone, "{verdicts:?}");
        assert!(
            verdicts.len() < 2 || is_command(&verdicts[0]) == (later || matches!(verdicts[1], Verdict::Same)),
            "{verdicts:?}"
        );
        for verdict in verdicts {
            if let Verdict::Commanded { command, .. } = verdict {
                assert!(own.iter().any(|world| world.last == Some(command.0)), "{verdict:?}");
            }
        }
    }

    fn take(&mut self, state: u16, own: Vec<World>) {
        self.past |= own.iter().fold(1 << state, |past, world| past | world.been);
        self.worlds = own.into_iter().map(World::rested).collect();
        self.known = Some(state);
        self.gap = false;
        self.read_since_sent = true;
        // What has settled and was not seen was lost.
        let settled = self.sent.iter().take_while(|sent| self.now - sent.at >= SETTLE).count();
        self.sent.drain(..settled);
        self.worlds = self
            .worlds
            .iter()
            .map(|world| World { behind: world.behind.saturating_sub(settled), landed: world.landed >> settled, ..*world })
            .collect();
    }
}

fn story(sketch: &Sketch, others: bool, epochs: bool, confirm: bool, acts: &[Act]) {
    let mut watch = Watch::over(sketch.build()).other_actors(others).settle(Duration::from_secs(SETTLE));
    let mut oracle = Oracle::new(sketch, others);
    for act in acts {
        match *act {
            Act::Send(command) if oracle.sent.len() < 4 => {
                watch.sent(CommandIndex(command), Duration::from_secs(oracle.now));
                oracle.sent.push(Sent { command, at: oracle.now, confirmed: false });
                oracle.read_since_sent = false;
            }
            Act::Confirm if confirm && !epochs => {
                let Some(last) = oracle.sent.last_mut().filter(|last| !last.confirmed) else { continue };
                last.confirmed = true;
                watch.took_effect(CommandIndex(last.command));
                oracle.loose |= oracle.read_since_sent;
            }
            Act::Unlisted => {
                assert_eq!(watch.observe("?").verdict(), Verdict::Unknown("?"));
                oracle.gap = true;
            }
            Act::Read { pick, likely, wait, later } => {
                oracle.now += if wait { SETTLE } else { 1 };
                let later = later && epochs && oracle.known.is_some();
                // The same run is nothing that a behaviour of these machines tells.
                oracle.epoch += u64::from(later);
                let can = behaviours(sketch, &oracle.worlds, &oracle.sent, others);
                let mut can: Vec<u16> = can.iter().filter(|world| world.moved || !later).map(|world| world.state).collect();
                can.sort_unstable();
                can.dedup();
                let state = if likely && !can.is_empty() { can[pick % can.len()] } else { pick as u16 % sketch.states };
                if epochs && !later && oracle.known == Some(state) {
                    continue;
                }
                let reading = Reading::of(StateIndex(state)).at(Duration::from_secs(oracle.now));
                let report = watch.observe(if epochs { reading.epoch(oracle.epoch) } else { reading });
                if !oracle.judge(state, later, &report) {
                    return;
                }
            }
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn a_verdict_says_what_is_true_of_every_behaviour(
        sketch in sketch_of(6),
        others in any::<bool>(),
        epochs in prop::bool::weighted(0.3),
        confirm in any::<bool>(),
        acts in proptest::collection::vec(act(), 0..14),
    ) {
        story(&sketch, others, epochs, confirm, &acts);
    }
}
