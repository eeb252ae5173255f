//! The histories of jobs. Each reading is judged against the ones before it, as a client judges it.

use super::coverage::Coverage;
use super::found::{Findings, Kind};
use super::latest::Latest;
use super::named::short;
use crate::traffic::{Place, Record};
use errspec::machine::{CommandIndex, Indexed, Machine, Observed, Reading, Report, Watch};
use errspec::{Contract, Effect, Verdict};
use std::time::Duration;

/// At least this many jobs are kept: those that occurred last.
const KEPT: usize = 8_192;

pub(super) struct Histories {
    contract: &'static Contract,
    jobs: Latest<(usize, String), Watch<Indexed>>,
}

/// A response about a job.
pub(super) struct About<'r> {
    pub(super) record: &'r Record<'r>,
    /// The machine of the operation, by its position.
    pub(super) machine: Option<usize>,
    pub(super) job: Option<&'r str>,
    /// What the server did, if the response is a failure.
    pub(super) effect: Option<Effect>,
}

impl Histories {
    pub(super) fn new(contract: &'static Contract) -> Self {
        Self { contract, jobs: Latest::new(KEPT) }
    }

    /// The machine that a record is about: the one that it names, that of its operation, or the only one with its command.
    pub(super) fn machine(&self, record: &Record<'_>, of_operation: &str) -> Option<usize> {
        let machines = self.contract.machines;
        let named = record.machine.as_deref().unwrap_or(of_operation);
        if !named.is_empty() {
            return machines.iter().position(|machine| machine.name == named);
        }
        let command = record.command.as_deref()?;
        let mut with = machines.iter().enumerate().filter(|(_, machine)| self::command(machine, command).is_some());
        let (at, _) = with.next()?;
        with.next().is_none().then_some(at)
    }

    /// Judges a command and the state that a response reports. A job may have existed before the recording began, and commands that were not
    /// recorded may have been sent, so neither is a finding.
    pub(super) fn add(
        &mut self,
        about: &About<'_>,
        observed: Option<&Observed<'_>>,
        place: &Place,
        findings: &mut Findings,
        coverage: &mut Coverage,
    ) {
        let (Some(at), Some(job)) = (about.machine, about.job) else { return };
        let Some(machine) = self.contract.machines.get(at).copied() else { return };
        let key = (at, job.to_owned());
        let fresh = || Watch::<Indexed>::over(machine).resumed().other_actors(true);
        let mut watch = self.jobs.take(&key).unwrap_or_else(fresh);
        let now = about.record.received().unwrap_or_default();
        if let Some(command) = about.record.command.as_deref().and_then(|name| command(machine, name)) {
            watch.sent(command, about.record.at.map_or(Duration::ZERO, |at| at.0));
            if about.effect == Some(Effect::None) {
                watch.refused(command);
            }
        }
        if let Some(observed) = observed {
            let report = watch.observe(Reading::from(observed).at(now));
            if let Some(state) = report.state() {
                coverage.state(at, state.0);
            }
            judge(machine, &report, job, place, findings);
        }
        self.jobs.put(key, watch);
    }
}

fn judge(machine: &Machine, report: &Report<'_, Indexed>, job: &str, place: &Place, findings: &mut Findings) {
    let from = report.before().map_or("nothing", |state| machine.wire(state.0));
    let to = report.state().map_or(report.text(), |state| machine.wire(state.0));
    let (kind, title) = match report.verdict() {
        Verdict::Unknown(text) => (Kind::UnlistedState, format!("`{}` is not a state of {}", short(text), machine.name)),
        Verdict::Impossible => (Kind::ImpossibleState, format!("{} moved from `{from}` to `{to}`", machine.name)),
        Verdict::Regressed => (Kind::StaleState, format!("{} reported `{to}` after `{from}`", machine.name)),
        Verdict::Unlisted => (Kind::UnlistedMove, format!("{} moved from `{from}` to `{to}`", machine.name)),
        _ => return,
    };
    findings.add(kind, title, place, || format!("job {}", short(job)));
}

fn command(machine: &Machine, name: &str) -> Option<CommandIndex> {
    let at = machine.commands.iter().position(|command| command.name == name)?;
    u16::try_from(at).ok().map(CommandIndex)
}
