//! Jobs. Each job walks through its machine and returns the next reading of its plan each time it is read.

mod document;
mod plan;
mod reading;
mod refusal;
mod relation;
mod store;
mod walk;

pub use reading::{Label, Reading};
pub use refusal::JobError;
pub(crate) use store::Jobs;
pub use walk::Walk;

use errspec_core::random::Random;
use errspec_spec::model::{Cause, Machine};
use errspec_spec::words::{Outcome, Word};
use plan::Step;
use relation::Relation;
use std::collections::VecDeque;

/// A job.
#[derive(Debug)]
pub(crate) struct Job {
    /// The index of the machine.
    pub(crate) machine: usize,
    epoch: u64,
    walk: Walk,
    random: Random,
    /// The readings to come; the last one is repeated.
    plan: VecDeque<Step>,
    /// Whether the first reading of the plan has been read.
    read: bool,
    uses: Vec<u32>,
}

impl Job {
    pub(crate) fn new(at: usize, machine: &Machine, walk: Walk, seed: u64) -> Result<Self, JobError> {
        if let Some(word) = walk.outcome.as_deref().filter(|word| outcome(word).is_none()) {
            let words = Outcome::WORDS.join(", ");
            return Err(JobError::new(400, format!("`{}` is not an outcome; the words are {words}", word.escape_debug())));
        }
        let mut random = Random::new(walk.seed.unwrap_or(seed));
        let relation = Relation::new(machine);
        let plan = match walk.states.is_empty() {
            true => plan::from_start(machine, &relation, &walk, &mut random)?,
            false => plan::listed(machine, &relation, &walk.states),
        };
        let uses = vec![0; machine.commands.len()];
        Ok(Self { machine: at, epoch: 1, walk, random, plan: plan.into(), read: false, uses })
    }

    /// Reads the job. The last reading of the plan is repeated.
    pub(crate) fn read(&mut self) -> Option<Reading> {
        if self.read && self.plan.len() > 1 {
            self.plan.pop_front();
        } else if self.read
            && let Some(last) = self.plan.front_mut()
        {
            last.reading.label = Label::Same;
        }
        self.read = true;
        self.plan.front().map(|step| step.reading.clone())
    }

    /// The current run, from 1.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// The run of a reading. A late reading belongs to the previous run.
    pub(crate) fn epoch_of(&self, reading: &Reading) -> u64 {
        self.epoch - u64::from(reading.label == Label::Late)
    }

    /// The outcome in responses, if it depends on them.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        self.walk.outcome.as_deref().and_then(outcome)
    }

    /// The readings to come.
    pub(crate) fn ahead(&self) -> impl Iterator<Item = &Reading> {
        self.plan.iter().skip(usize::from(self.read)).map(|step| &step.reading)
    }

    /// The actual state of the job, whatever was read.
    pub(crate) fn state(&self) -> Option<usize> {
        self.plan.front().map(|step| step.state)
    }

    /// Carries out a command. A new plan begins in the state that it leads to.
    pub(crate) fn command(&mut self, machine: &Machine, name: &str) -> Result<(), JobError> {
        let Some(command) = machine.commands.iter().position(|command| command.name.value == name) else {
            let known: Vec<&str> = machine.commands.iter().map(|command| command.name.as_str()).collect();
            let why = format!("{} has no command `{name}`; it has: {}", machine.name.value, known.join(", "));
            return Err(JobError::new(404, why));
        };
        let from = self.state().unwrap_or(0);
        let edges = machine.edges.iter().filter(|edge| edge.from.value == from && edge.cause == Cause::Command(command));
        let mut targets: Vec<usize> = edges.map(|edge| edge.to.value).collect();
        let relation = Relation::new(machine);
        if !machine.edges.iter().any(|edge| edge.cause == Cause::Command(command)) {
            // It is not known where the command leads.
            targets = (0..machine.states.len()).filter(|to| relation.is_gap(from, *to)).collect();
        }
        let state = machine.states.get(from).map_or("", |state| state.wire.as_str());
        if targets.is_empty() {
            return Err(JobError::new(409, format!("`{name}` does nothing in the state {state}")));
        }
        let most = machine.commands.get(command).and_then(|command| command.max_uses);
        if let Some(uses) = self.uses.get_mut(command) {
            if most.is_some_and(|most| *uses >= most) {
                return Err(JobError::new(409, format!("`{name}` has been used {uses} times, which is its limit")));
            }
            *uses = uses.saturating_add(1);
        }
        self.plan = plan::after_command(machine, &relation, &self.walk, &mut self.random, from, &targets).into();
        self.read = false;
        self.epoch += 1;
        Ok(())
    }
}

fn outcome(word: &str) -> Option<Outcome> {
    Outcome::WRITTEN.iter().copied().find(|outcome| outcome.as_str() == word)
}
