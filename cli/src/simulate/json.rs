//! One object for programs.

use super::Simulation;
use super::load::{Load, Run};
use super::operations::Plan;
use super::schedule::{self, Schedule, Wait, plain_total, total};
use super::simulation::Side;
use super::words::{exact, jitter};
use errspec::retry::Policy;
use errspec_spec::model::Contract;
use errspec_tables::Tables;
use serde_json::{Value, json};
use std::time::Duration;

pub(super) fn json(simulation: &Simulation) -> String {
    let mut document = match simulation.sides.as_slice() {
        [side] => self::side(side),
        several => json!({ "compared": several.iter().map(compared).collect::<Vec<_>>() }),
    };
    document["load"] = load(&simulation.load);
    format!("{document:#}\n")
}

fn side(side: &Side) -> Value {
    let mut document = json!({ "name": side.name, "assumed": side.assumed.is_some() });
    limits(&side.policy, &mut document);
    document["schedules"] = side.schedules.iter().map(schedule).collect();
    document["operations"] = side.operations.iter().map(operation).collect();
    document
}

/// One of two contracts.
fn compared(side: &Side) -> Value {
    let mut document = self::side(side);
    document["file"] = side.file.as_str().into();
    document
}

fn limits(policy: &Policy, document: &mut Value) {
    document["attempts"] = schedule::attempts(policy).into();
    document["jitter"] = jitter(policy.jitter).into();
    document["deadline"] = policy.deadline.map(exact).into();
}

fn operation(plan: &Plan) -> Value {
    let operation = plan.operation;
    let mut document = json!({
        "name": operation.name,
        "method": operation.method,
        "path": operation.path,
        "safety": operation.safety.as_str(),
        "own": operation.retry.is_some(),
        "repeated": plan.refusal.is_none(),
        "refusal": plan.refusal,
    });
    limits(&plan.policy, &mut document);
    document["schedules"] = plan.schedules.iter().map(schedule).collect();
    document
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
    let crowd = &load.crowd;
    json!({
        "clients": crowd.clients,
        "outage": exact(crowd.outage),
        "seed": crowd.seed,
        "start": if crowd.evenly { "evenly" } else { "together" },
        "operation": load.operation,
        "answer": load.answer,
        "repeated": load.is_repeated(),
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
        "repeated": run.repeated,
        "attempts": run.tally.attempts,
        "attempts_per_call": load.amplification(run),
        "extra": load.extra(run),
        "peak_per_second": load.rate(run.peak()),
        "peak_over_healthy": load.over_healthy(run.peak()),
        "succeeded": run.tally.succeeded,
        "gave_up": run.tally.gave_up,
        "gave_up_percent": load.failed(run),
        "longest_call": exact(run.tally.longest_call),
        "last_success": run.tally.last_success.map(exact),
        "recovery": load.recovery(run).map(exact),
        "buckets": run.buckets,
    })
}
