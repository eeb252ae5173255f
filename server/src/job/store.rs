//! The existing jobs.

use super::document::{Reported, answer};
use super::{Job, JobError, Walk};
use crate::Answer;
use errspec_spec::model::Contract;
use std::collections::{BTreeMap, VecDeque};

/// The jobs, by their IDs.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    jobs: BTreeMap<String, Job>,
    /// The IDs, oldest first.
    ages: VecDeque<String>,
    made: u64,
}

impl Jobs {
    /// The maximum number of jobs. The oldest ones are removed.
    pub(crate) const MOST: usize = 10_000;

    /// The maximum length of a list of readings.
    const STATES: usize = 1000;

    /// The maximum length of an ID or of a state's text.
    const TEXT: usize = 200;

    /// Creates a job, with a new ID unless one is given. A job with the same ID is replaced.
    pub(crate) fn create(
        &mut self,
        contract: &Contract,
        machine: usize,
        id: Option<&str>,
        walk: Walk,
        seed: u64,
    ) -> Result<String, JobError> {
        let Some(entry) = contract.machines.get(machine) else { return Err(JobError::new(404, "there is no such machine")) };
        let texts = walk.states.iter().map(String::as_str).chain(id);
        if walk.states.len() > Self::STATES || texts.map(str::len).any(|length| length > Self::TEXT) {
            let why =
                format!("a job has at most {} states, and each of them and its ID at most {} bytes", Self::STATES, Self::TEXT);
            return Err(JobError::new(400, why));
        }
        let seed = seed.wrapping_add(self.made);
        let job = Job::new(machine, entry, walk, seed)?;
        self.made += 1;
        let id = id.map_or_else(|| format!("job-{}", self.made), str::to_owned);
        if self.jobs.insert(id.clone(), job).is_none() {
            self.ages.push_back(id.clone());
        }
        if self.ages.len() > Self::MOST
            && let Some(oldest) = self.ages.pop_front()
        {
            self.jobs.remove(&oldest);
        }
        Ok(id)
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Job> {
        self.jobs.get(id)
    }

    /// The next reading of a job: the response that reports it.
    pub(crate) fn read(&mut self, contract: &Contract, id: &str) -> Option<Answer> {
        let job = self.jobs.get_mut(id)?;
        let machine = contract.machines.get(job.machine)?;
        let reading = job.read()?;
        let reported = Reported { id, state: &reading.state, epoch: job.epoch_of(&reading), outcome: job.outcome() };
        Some(answer(contract, machine, &reported))
    }

    /// Sends a command to a job. The response has the state that it leads to.
    pub(crate) fn command(&mut self, contract: &Contract, id: &str, command: &str) -> Result<Answer, JobError> {
        let missing = || JobError::new(404, format!("there is no job `{id}`"));
        let job = self.jobs.get_mut(id).ok_or_else(missing)?;
        let machine = contract.machines.get(job.machine).ok_or_else(missing)?;
        job.command(machine, command)?;
        let state = job.state().and_then(|state| machine.states.get(state)).map_or("", |state| state.wire.as_str());
        Ok(answer(contract, machine, &Reported { id, state, epoch: job.epoch(), outcome: job.outcome() }))
    }

    pub(crate) fn clear(&mut self) {
        (self.jobs, self.ages) = (BTreeMap::new(), VecDeque::new());
    }

    /// All jobs, oldest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &Job)> {
        self.ages.iter().filter_map(|id| Some((id.as_str(), self.jobs.get(id)?)))
    }
}
