//! Every verdict, and what a poller does after it, is checked against everything that a service can have done: on small machines, each
//! behavior is tried separately.

mod oracle;
mod worlds;

use crate::random::{Sketch, cases, sketch_with_gaps};
use errspec::machine::{CommandIndex, Indexed, Next, Reading, StateIndex, Verdict, Watch};
use oracle::{Oracle, SETTLE};
use proptest::prelude::*;
use std::time::Duration;
use worlds::Sent;

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
    let read = (any::<usize>(), prop::bool::weighted(0.6), prop::bool::weighted(0.3), any::<bool>());
    prop_oneof![
        5 => (0_u16..2).prop_map(Act::Send),
        2 => Just(Act::Confirm),
        1 => Just(Act::Unlisted),
        9 => read.prop_map(|(pick, likely, wait, later)| Act::Read { pick, likely, wait, later }),
    ]
}

/// How a watch is set up.
#[derive(Clone, Copy, Debug)]
struct Setup {
    others: bool,
    resumed: bool,
    epochs: bool,
    confirm: bool,
}

fn setup() -> impl Strategy<Value = Setup> {
    (any::<bool>(), any::<bool>(), prop::bool::weighted(0.3), any::<bool>())
        .prop_map(|(others, resumed, epochs, confirm)| Setup { others, resumed, epochs, confirm })
}

fn watch(sketch: &Sketch, setup: Setup) -> Watch<Indexed> {
    let watch = Watch::over(sketch.build()).other_actors(setup.others).settle(Duration::from_secs(SETTLE));
    if setup.resumed { watch.resumed() } else { watch }
}

fn reading(state: u16, oracle: &Oracle<'_>, setup: Setup) -> Reading<'static, Indexed> {
    let reading = Reading::of(StateIndex(state)).at(Duration::from_secs(oracle.now));
    if setup.epochs { reading.epoch(oracle.epoch) } else { reading }
}

/// Takes a history as far as the oracle can follow it.
fn story(sketch: &Sketch, setup: Setup, acts: &[Act], watch: &mut Watch<Indexed>, oracle: &mut Oracle<'_>) {
    for act in acts {
        match *act {
            Act::Send(command) if oracle.stories().all(|story| story.sent.len() < 4) => {
                watch.sent(CommandIndex(command), Duration::from_secs(oracle.now));
                let at = oracle.now;
                oracle.stories().for_each(|story| story.sent.push(Sent { command, at, confirmed: false }));
                oracle.read_since_sent = false;
            }
            Act::Confirm if setup.confirm && !setup.epochs => {
                let Some(command) = oracle.story.sent.last().filter(|last| !last.confirmed).map(|last| last.command) else {
                    continue;
                };
                watch.took_effect(CommandIndex(command));
                oracle.loose |= oracle.read_since_sent;
                oracle.stories().filter_map(|story| story.sent.last_mut()).for_each(|last| last.confirmed = true);
            }
            Act::Unlisted => {
                assert_eq!(watch.observe("?").verdict(), Verdict::Unknown("?"));
                oracle.stories().for_each(|story| story.gap = true);
            }
            Act::Read { pick, likely, wait, later } => {
                oracle.now += if wait { SETTLE } else { 1 };
                let later = later && setup.epochs && oracle.story.state.is_some();
                oracle.epoch += u64::from(later);
                let can = oracle.readable();
                let state = if likely && !can.is_empty() { can[pick % can.len()] } else { pick as u16 % sketch.states };
                // The same run is nothing that a behavior of these machines tells.
                let epoch = oracle.epoch;
                if setup.epochs && oracle.stories().any(|story| story.state == Some(state) && story.epoch == epoch) {
                    continue;
                }
                let report = watch.observe(reading(state, oracle, setup));
                if !oracle.judge(state, &report, watch) {
                    return;
                }
            }
            _ => {}
        }
    }
}

/// A job that stays where it is, at an end say, is believed after the readings that the language allows to be distrusted.
fn honest_end(sketch: &Sketch, setup: Setup, end: u16, watch: &mut Watch<Indexed>, oracle: &mut Oracle<'_>) {
    let readings = 1 + Watch::<Indexed>::STALE_LIMIT;
    for _ in 0..readings {
        oracle.now += SETTLE;
        let next = watch.observe(reading(end, oracle, setup)).next();
        if next == sketch.end(end) && (!matches!(next, Next::Poll(_)) || watch.state() == Some(StateIndex(end))) {
            return;
        }
    }
    panic!("{end} is not believed after {readings} readings");
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn fault_09_a_verdict_and_what_follows_are_true_of_every_behavior(
        sketch in sketch_with_gaps(6),
        setup in setup(),
        acts in proptest::collection::vec(act(), 0..18),
        end in 0_u16..6,
    ) {
        let mut watch = watch(&sketch, setup);
        let mut oracle = Oracle::new(&sketch, setup.others, setup.resumed);
        story(&sketch, setup, &acts, &mut watch, &mut oracle);
        honest_end(&sketch, setup, end % sketch.states, &mut watch, &mut oracle);
    }
}
