//! Jobs: each walks its machine, and each time it is read it gives the next reading of its plan.

mod document;
mod plan;
mod random;
mod relation;
mod store;
mod walk;

pub(crate) use document::document;
pub(crate) use store::Jobs;

use errspec_spec::model::{Cause, Machine};
use plan::Step;
use random::Random;
use relation::Relation;
use serde::{Deserialize, Deserializer};
use std::collections::VecDeque;
use std::fmt;

/// What a job goes through. Everything is drawn from the seed when the job is made or a command is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Walk {
    /// What the walk is drawn from; without one, the server's seed and the job's number.
    pub seed: Option<u64>,
    /// Exactly these readings, legal or not, listed states or not, instead of a walk; the last one repeats.
    #[serde(deserialize_with = "states")]
    pub states: Vec<String>,
    /// Where the walk ends: it goes there and stays, though the state may be one that moves by itself.
    pub to: Option<String>,
    /// How often each state of the walk is read; 0 counts as 1.
    pub dwell: u32,
    /// So many states of the walk are passed unread.
    pub skips: u32,
    /// So many readings are of a state that was left before.
    pub stale: u32,
    /// So many readings are of a state that cannot follow.
    pub illegal: u32,
    /// So many readings are of a state that the contract does not list.
    pub unlisted: u32,
    /// So many readings after a command are still of the state before it.
    pub late: u32,
}

/// `["CREATED", "COMPLETED"]`, or `CREATED,COMPLETED` as in a query.
fn states<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "`states` is a list such as [\"CREATED\", \"COMPLETED\"]")]
    enum States {
        List(Vec<String>),
        Text(String),
    }
    Ok(match States::deserialize(deserializer)? {
        States::List(states) => states,
        States::Text(text) => text.split(',').map(|state| state.trim().to_owned()).collect(),
    })
}

/// One reading of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The state that is told.
    pub state: String,
    /// How it goes with the reading before it.
    pub label: Label,
}

/// How a reading goes with the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// It is the first one.
    First,
    /// It is the same.
    Same,
    /// One edge of the service's own leads here.
    Step,
    /// Several do; what lies between was passed unread.
    Skip,
    /// The effect of a command.
    Commanded,
    /// After a command, still the state before it.
    Late,
    /// A state that was left before.
    Stale,
    /// A state that cannot follow.
    Illegal,
    /// A state that the contract does not list.
    Unlisted,
    /// What was read before such an interruption.
    Again,
}

impl Label {
    /// The label in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Same => "same",
            Self::Step => "step",
            Self::Skip => "skip",
            Self::Commanded => "commanded",
            Self::Late => "late",
            Self::Stale => "stale",
            Self::Illegal => "illegal",
            Self::Unlisted => "unlisted",
            Self::Again => "again",
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a job cannot be made or a command not be given, as a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobError {
    /// The HTTP status that says so: 404 for what does not exist, 409 for a command that the state does not allow, else 400.
    pub status: u16,
    /// The sentence.
    pub why: String,
}

impl JobError {
    pub(crate) fn new(status: u16, why: impl Into<String>) -> Self {
        Self { status, why: why.into() }
    }
}

impl fmt::Display for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for JobError {}

/// One job.
#[derive(Debug)]
pub(crate) struct Job {
    /// Which of the contract's machines.
    pub(crate) machine: usize,
    epoch: u64,
    walk: Walk,
    random: Random,
    /// What is still to be read; the last one stays.
    plan: VecDeque<Step>,
    /// Whether the first of the plan has been read.
    read: bool,
    uses: Vec<u32>,
}

impl Job {
    pub(crate) fn new(at: usize, machine: &Machine, walk: Walk, seed: u64) -> Result<Self, JobError> {
        let mut random = Random::new(walk.seed.unwrap_or(seed));
        let relation = Relation::new(machine);
        let plan = match walk.states.is_empty() {
            true => plan::from_start(machine, &relation, &walk, &mut random)?,
            false => plan::listed(machine, &relation, &walk.states),
        };
        let uses = vec![0; machine.commands.len()];
        Ok(Self { machine: at, epoch: 1, walk, random, plan: plan.into(), read: false, uses })
    }

    /// The next reading. The last one of the plan is given again and again.
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

    /// Which run it is in, from 1.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// The run that a reading tells: a late one is still of the run before.
    pub(crate) fn epoch_of(&self, reading: &Reading) -> u64 {
        self.epoch - u64::from(reading.label == Label::Late)
    }

    /// What is still to be read.
    pub(crate) fn ahead(&self) -> impl Iterator<Item = &Reading> {
        self.plan.iter().skip(usize::from(self.read)).map(|step| &step.reading)
    }

    /// The state the job is really in, whatever was read.
    pub(crate) fn state(&self) -> Option<usize> {
        self.plan.front().map(|step| step.state)
    }

    /// Gives a command; the plan begins anew where it leads.
    pub(crate) fn command(&mut self, machine: &Machine, name: &str) -> Result<(), JobError> {
        let Some(command) = machine.commands.iter().position(|command| command.name.value == name) else {
            let known: Vec<&str> = machine.commands.iter().map(|command| command.name.as_str()).collect();
            let why = format!("{} has no command `{name}`; it has: {}", machine.name.value, known.join(", "));
            return Err(JobError::new(404, why));
        };
        let from = self.state().unwrap_or(0);
        let mut edges = machine.edges.iter();
        let edge = edges.find(|edge| edge.from.value == from && edge.cause == Cause::Command(command));
        let state = machine.states.get(from).map_or("", |state| state.wire.as_str());
        let Some(edge) = edge else {
            return Err(JobError::new(409, format!("`{name}` does nothing in the state {state}")));
        };
        let most = machine.commands.get(command).and_then(|command| command.max_uses);
        if let Some(uses) = self.uses.get_mut(command) {
            if most.is_some_and(|most| *uses >= most) {
                return Err(JobError::new(409, format!("`{name}` has been used {uses} times, which is all there is")));
            }
            *uses = uses.saturating_add(1);
        }
        let relation = Relation::new(machine);
        self.plan = plan::after_command(machine, &relation, &self.walk, &mut self.random, from, edge.to.value).into();
        self.read = false;
        self.epoch += 1;
        Ok(())
    }
}
