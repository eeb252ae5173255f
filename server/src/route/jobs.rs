//! Jobs over HTTP.

use super::context::Context;
use crate::JobError;
use crate::http::Reply;
use crate::job::Reading;
use crate::script::{Mistake, mistake};
use serde_json::{Map, Value, json};

/// What to write instead of something else.
const EXAMPLE: &str = r#"write an object such as {"seed": 7, "states": ["CREATED", "COMPLETED"], "skips": 1}"#;

/// The response, and whether the request was for the server itself, which reading a job is not.
pub(super) fn jobs(context: &mut Context<'_>, path: &[&str]) -> (Reply, bool) {
    match (context.request.method.as_str(), path) {
        ("GET" | "HEAD", []) => (context.own(200, &list(context)), true),
        ("DELETE", []) => {
            context.state.jobs.clear();
            (context.own(200, &json!([])), true)
        }
        ("POST", [machine]) => (create(context, machine).unwrap_or_else(|error| context.wrong(error.status, &error.why)), true),
        ("GET" | "HEAD", [id]) => match context.state.jobs.read(context.contract, id) {
            Some(answer) => (context.answered(&answer), false),
            None => (context.wrong(404, &format!("there is no job `{}`", id.escape_debug())), false),
        },
        ("GET" | "HEAD", [id, "plan"]) => match context.state.jobs.get(id) {
            Some(job) => (context.own(200, &job.ahead().map(told).collect()), true),
            None => (context.wrong(404, &format!("there is no job `{}`", id.escape_debug())), true),
        },
        ("POST", [id, command]) => match context.state.jobs.command(context.contract, id, command) {
            Ok(answer) => (context.answered(&answer), false),
            Err(error) => (context.wrong(error.status, &error.why), false),
        },
        (method, _) => (context.wrong(405, &format!("{method} is not supported here; GET /__errspec/ lists what is")), true),
    }
}

fn told(reading: &Reading) -> Value {
    json!({ "state": reading.state, "as": reading.label.as_str() })
}

fn list(context: &Context<'_>) -> Value {
    let machine = |at: usize| context.contract.machines.get(at);
    let all = context.state.jobs.all().map(|(id, job)| {
        let state = job.state().and_then(|state| machine(job.machine)?.states.get(state));
        json!({
            "id": id,
            "machine": machine(job.machine).map(|machine| machine.name.as_str()),
            "state": state.map(|state| state.wire.as_str()),
        })
    });
    all.collect()
}

/// Creates a job. Its walk is in the body as JSON, or in the query.
fn create(context: &mut Context<'_>, name: &str) -> Result<Reply, JobError> {
    let contract = context.contract;
    let names = || contract.machines.iter().map(|machine| machine.name.as_str());
    let at = names().position(|machine| machine == name).ok_or_else(|| {
        let known = names().collect::<Vec<_>>().join(", ");
        JobError::new(404, format!("the contract has no machine `{}`; it has: {known}", name.escape_debug()))
    })?;
    let mut wanted: Map<String, Value> = Map::new();
    for (key, text) in &context.request.query {
        wanted.insert(key.clone(), text.parse::<u64>().map_or_else(|_| Value::from(text.as_str()), Value::from));
    }
    if !context.request.body.trim_ascii().is_empty() {
        let body: Value = serde_json::from_slice(&context.request.body)
            .map_err(|error| JobError::new(400, format!("invalid JSON: {error}")))?;
        let Value::Object(members) = body else {
            return Err(JobError::new(400, EXAMPLE));
        };
        wanted.extend(members);
    }
    let id = wanted.remove("id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    let walk = serde_json::from_value(Value::Object(wanted)).map_err(|error| {
        let Mistake(problem, instead) = mistake(&error, EXAMPLE);
        JobError::new(400, format!("{problem}; {instead}"))
    })?;
    let id = context.state.jobs.create(contract, at, id.as_deref(), walk, context.options.seed)?;
    let readings: Value = context.state.jobs.get(&id).map_or(Value::Null, |job| job.ahead().map(told).collect());
    Ok(context.own(201, &json!({ "id": id, "machine": name, "readings": readings })))
}
