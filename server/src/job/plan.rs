//! The readings of a job that are planned: its walk, with the requested faults.

use super::relation::Relation;
use super::{JobError, Label, Reading, Walk, walk};
use errspec_core::random::Random;
use errspec_spec::diag::closest;
use errspec_spec::model::Machine;

/// A reading, and the actual state of the job at that time.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) state: usize,
    pub(super) reading: Reading,
}

/// The plan of a new job.
pub(super) fn from_start(
    machine: &Machine,
    relation: &Relation,
    walk: &Walk,
    random: &mut Random,
) -> Result<Vec<Step>, JobError> {
    let wanted = walk.to.as_deref().map(|name| find(machine, name)).transpose()?;
    let initial = walk::begins(machine);
    let (to, relation) = toward(machine, relation, &initial, wanted);
    let (to, relation) = (to.or(wanted), &relation);
    // A short walk may have no room for the requested faults; another one may.
    let mut best = Vec::new();
    for _ in 0..TRIES {
        let states = walk::from(machine, relation, walk::first(machine, relation, to, random)?, to, random);
        let plan = mixed(machine, relation, walk, random, &states, Label::First);
        if best.is_empty() || missing(walk, &plan) < missing(walk, &best) {
            best = plan;
        }
        if missing(walk, &best) == 0 {
            break;
        }
    }
    Ok(best)
}

/// The state in which a walk from some states ends on the way to the wanted one, and the moves that it takes. Unlisted moves are only taken
/// if nothing else leads there.
fn toward(machine: &Machine, relation: &Relation, from: &[usize], wanted: Option<usize>) -> (Option<usize>, Relation) {
    let Some(wanted) = wanted else { return (None, relation.clone()) };
    if let Some(to) = walk::stage(machine, relation, from, wanted) {
        return (Some(to), relation.clone());
    }
    let relation = relation.with_gaps_to(wanted);
    (walk::stage(machine, &relation, from, wanted), relation)
}

/// The maximum number of walks that are tried.
const TRIES: u32 = 64;

/// The number of requested faults that a plan does not have.
fn missing(walk: &Walk, plan: &[Step]) -> u32 {
    let lacks = |label: Label, wanted: u32| {
        let has = plan.iter().filter(|step| step.reading.label == label).count();
        wanted.saturating_sub(u32::try_from(has).unwrap_or(u32::MAX))
    };
    lacks(Label::Skip, walk.skips.min(1))
        + lacks(Label::Stale, walk.stale.min(MOST))
        + lacks(Label::Illegal, walk.illegal.min(MOST))
}

/// The plan after a command.
pub(super) fn after_command(
    machine: &Machine,
    relation: &Relation,
    walk: &Walk,
    random: &mut Random,
    from: usize,
    targets: &[usize],
) -> Vec<Step> {
    let wanted = walk.to.as_deref().and_then(|name| find(machine, name).ok());
    let (to, relation) = &toward(machine, relation, targets, wanted);
    let to = *to;
    let leading: Vec<usize> = targets.iter().copied().filter(|at| to.is_some_and(|to| relation.becomes(*at, to))).collect();
    let (targets, to) = if leading.is_empty() { (targets, None) } else { (&*leading, to) };
    let target = random.choose(targets).unwrap_or(from);
    let states = walk::from(machine, relation, target, to, random);
    let late = (0..walk.late.min(MOST)).map(|_| step(machine, target, from, Label::Late));
    late.chain(mixed(machine, relation, walk, random, &states, Label::Commanded)).collect()
}

/// The plan of a job with given readings. A reading that is not a state of the machine does not move the job.
pub(super) fn listed(machine: &Machine, relation: &Relation, names: &[String]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let initial = machine.initial.first().map_or(0, |state| state.value);
    let mut before: Option<usize> = None;
    for name in names {
        let state = machine.states.iter().position(|state| state.wire.value == *name);
        let label = match (before, state) {
            (_, None) => Label::Unlisted,
            (None, Some(_)) => Label::First,
            (Some(before), Some(state)) => label(relation, before, state),
        };
        before = state.or(before);
        let reading = Reading { state: name.clone(), label };
        steps.push(Step { state: before.unwrap_or(initial), reading });
    }
    steps
}

/// The maximum number of faults of one kind.
const MOST: u32 = 100;

fn mixed(
    machine: &Machine,
    relation: &Relation,
    walk: &Walk,
    random: &mut Random,
    states: &[usize],
    begins: Label,
) -> Vec<Step> {
    let mut kept = states.to_vec();
    for _ in 0..walk.skips.min(MOST) {
        if kept.len() > 2 {
            kept.remove(1 + random.below(kept.len() as u64 - 2) as usize);
        }
    }
    let mut steps = Vec::new();
    for (at, state) in kept.iter().enumerate() {
        let label =
            at.checked_sub(1).and_then(|before| kept.get(before)).map_or(begins, |before| label(relation, *before, *state));
        steps.push(step(machine, *state, *state, label));
        for _ in 1..walk.dwell.clamp(1, MOST) {
            steps.push(step(machine, *state, *state, Label::Same));
        }
    }
    for _ in 0..walk.stale.min(MOST) {
        interrupt(machine, &mut steps, random, Label::Stale, |passed, now| {
            let left = passed.iter().copied().filter(|state| *state != now && !relation.becomes(now, *state));
            left.collect()
        });
    }
    for _ in 0..walk.illegal.min(MOST) {
        interrupt(machine, &mut steps, random, Label::Illegal, |_, now| impossible(machine, relation, now));
    }
    for number in 0..walk.unlisted.min(MOST) {
        let places: Vec<usize> = (1..=steps.len()).filter(|at| settled(&steps, *at)).collect();
        if let Some(at) = random.choose(&places) {
            let now = steps[at - 1].state;
            steps
                .insert(at, Step { state: now, reading: Reading { state: unlisted(machine, number), label: Label::Unlisted } });
            steps.insert(at + 1, step(machine, now, now, Label::Again));
        }
    }
    steps
}

/// Whether the reading before a position is the actual state of the job.
fn settled(steps: &[Step], at: usize) -> bool {
    !matches!(steps[at - 1].reading.label, Label::Stale | Label::Illegal | Label::Unlisted)
}

/// Inserts a reading of another state, followed by the current state again. Does nothing if no state fits.
fn interrupt(
    machine: &Machine,
    steps: &mut Vec<Step>,
    random: &mut Random,
    label: Label,
    others: impl Fn(&[usize], usize) -> Vec<usize>,
) {
    let passed: Vec<usize> = steps.iter().map(|step| step.state).collect();
    let places = (1..=passed.len()).filter(|at| settled(steps, *at)).map(|at| (at, others(&passed[..at], passed[at - 1])));
    let places: Vec<(usize, Vec<usize>)> = places.filter(|(_, others)| !others.is_empty()).collect();
    let Some((at, others)) = places.get(random.below(places.len() as u64) as usize) else { return };
    if let Some(other) = random.choose(others) {
        let now = passed[at - 1];
        steps.insert(*at, step(machine, now, other, label));
        steps.insert(*at + 1, step(machine, now, now, Label::Again));
    }
}

/// The states that nothing explains after a state, not even a late reading. If there are none, the states that only a command explains.
fn impossible(machine: &Machine, relation: &Relation, now: usize) -> Vec<usize> {
    let explained = |state: usize| relation.becomes(now, state) || relation.becomes(state, now) || relation.is_gap(now, state);
    let neither = |state: &usize| !explained(*state);
    let all: Vec<usize> = (0..machine.states.len()).filter(neither).collect();
    let strict: Vec<usize> = all.iter().copied().filter(|state| !relation.can_follow(now, *state)).collect();
    if strict.is_empty() { all } else { strict }
}

fn label(relation: &Relation, before: usize, state: usize) -> Label {
    match () {
        () if before == state => Label::Same,
        () if relation.moves(before).contains(&state) => {
            if relation.is_gap(before, state) {
                Label::Gap
            } else {
                Label::Step
            }
        }
        () if relation.becomes(before, state) => Label::Skip,
        () if relation.becomes(state, before) => Label::Stale,
        () if relation.is_gap(before, state) => Label::Gap,
        () => Label::Illegal,
    }
}

fn step(machine: &Machine, state: usize, told: usize, label: Label) -> Step {
    let state_told = machine.states.get(told).map_or_else(String::new, |state| state.wire.value.clone());
    Step { state, reading: Reading { state: state_told, label } }
}

fn unlisted(machine: &Machine, number: u32) -> String {
    let mut name = format!("NOT_LISTED_{}", number + 1);
    while machine.states.iter().any(|state| state.wire.value == name) {
        name.push('_');
    }
    name
}

fn find(machine: &Machine, name: &str) -> Result<usize, JobError> {
    let names = || machine.states.iter().map(|state| state.wire.as_str());
    names().position(|state| state == name).ok_or_else(|| {
        let near = closest(name, names()).map_or_else(|| names().collect::<Vec<_>>().join(", "), str::to_owned);
        JobError::new(400, format!("{} has no state `{name}`; did you mean: {near}", machine.name.value))
    })
}
