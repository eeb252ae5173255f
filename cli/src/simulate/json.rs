//! One object for programs.

use super::Simulation;
use super::load::{Load, Run};
use super::schedule::{Schedule, Wait, plain_total, total};
use super::words::exact;
use errspec_spec::model::Contract;
use errspec_tables::Tables;
use serde_json::{Value, json};
use std::time::Duration;

pub(super) fn json(simulation: &Simulation) -> String {
    let policy = &simulation.policy;
    let document = json!({
        "name": simulation.name,
        "assumed": simulation.assumed.is_some(),
        "attempts": policy.max_attempts(),
        "jitter": super::words::jitter(policy.jitter),
        "deadline": policy.deadline.map(exact),
        "schedules": simulation.schedules.iter().map(schedule).collect::<Vec<_>>(),
        "load": load(&simulation.load),
    });
    format!("{document:#}\n")
}

/// The schedules of a contract: that of each class, and those of entries with limits of their own.
pub(crate) fn schedules(contract: &'static Contract) -> Vec<Value> {
    super::schedule::schedules(contract, Tables::of(contract).contract.policy).iter().map(schedule).collect()
}

fn schedule(schedule: &Schedule) -> Value {
    let waits = schedule.waits();
    let within = schedule.within_deadline(&waits).map(|(least, most)| json!({ "least": least, "most": most }));
    json!({
        "class": schedule.class.as_str(),
        "entries": schedule.entries,
        "own": schedule.own,
        "attempts": schedule.attempts(),
        "attempts_within_deadline": within,
        "waits": waits.iter().map(wait).collect::<Vec<_>>(),
        "total": ranged(plain_total(&waits), total(&waits)),
    })
}

fn wait(wait: &Wait) -> Value {
    ranged(wait.plain, wait.range)
}

fn ranged(plain: Duration, (least, most): (Duration, Duration)) -> Value {
    json!({ "before_jitter": exact(plain), "least": exact(least), "most": exact(most) })
}

fn load(load: &Load) -> Value {
    json!({
        "clients": load.clients,
        "outage": exact(load.outage),
        "seed": load.seed,
        "start": if load.evenly { "evenly" } else { "together" },
        "answer": load.answer,
        "repeated": load.repeated,
        "healthy_rate": load.healthy_rate(),
        "under_way": load.under_way(),
        "bucket": exact(load.bucket()),
        "runs": load.runs.iter().map(|run| self::run(run, load)).collect::<Vec<_>>(),
    })
}

fn run(run: &Run, load: &Load) -> Value {
    json!({
        "name": run.name,
        "label": run.label,
        "attempts": run.tally.attempts,
        "extra": load.extra(run),
        "peak_per_second": load.rate(run.peak()),
        "peak_over_healthy": load.over_healthy(run.peak()),
        "succeeded": run.tally.succeeded,
        "gave_up": run.tally.gave_up,
        "last_success": run.tally.last_success.map(exact),
        "recovery": load.recovery(run).map(exact),
        "buckets": run.buckets,
    })
}
