//! Requests to the API itself: the script comes first, then the operations and health checks of the contract.

use super::context::Context;
use super::operation::{commands, is_method, matched, operation};
use super::routed::Routed;
use crate::answer::Declared;
use crate::http::Reply;
use crate::sample::headers::success;
use crate::{Answer, Body, JobError, Walk};
use errspec_spec::words::HealthBody;
use serde_json::json;

/// The response of the script or, if there is none, the response of the API in the normal case.
pub(super) fn api(context: &mut Context<'_>) -> Routed {
    let answer = context.state.script.next();
    let unscripted_here = answer.as_ref().is_none_or(|answer| answer.body == Body::Unscripted);
    if unscripted_here && context.options.upstream.is_some() {
        return Routed::Forward(answer.map(Box::new));
    }
    Routed::Reply(match answer {
        Some(answer) => context.reply(&answer, unscripted),
        None => unscripted(context),
    })
}

/// The response of the API in the normal case.
fn unscripted(context: &mut Context<'_>) -> Reply {
    if let Some(reply) = health(context) {
        return reply;
    }
    let commands = commands(context.contract, context.request);
    if !commands.is_empty() {
        return give_command(context, &commands);
    }
    if let Some((at, id)) =
        operation(context.contract, context.request).and_then(|(operation, id)| Some((operation.machine?, id)))
    {
        return read_job(context, at, &id);
    }
    match elsewhere(context) {
        Some(reply) => reply,
        None => context.json(success(context.contract), &json!({})),
    }
}

/// The response to a request that matches nothing in the contract. If the contract has no operations, or has one without a path, any path
/// may be valid.
fn elsewhere(context: &Context<'_>) -> Option<Reply> {
    let (contract, request) = (context.contract, context.request);
    let open = contract.operations.iter().any(|operation| operation.path.is_none());
    if contract.operations.is_empty() || open || operation(contract, request).is_some() {
        return None;
    }
    let (method, path) = (request.method.escape_debug(), request.path.escape_debug());
    let here = contract
        .operations
        .iter()
        .filter(|operation| operation.path.as_ref().is_some_and(|template| matched(template, &request.path).is_some()));
    let methods: Vec<&str> = here.map(|operation| operation.method.value.as_str()).collect();
    if methods.is_empty() {
        let why =
            format!("the contract has no path `{path}`; GET /__errspec/ lists what it has, and a script can answer any path");
        return Some(context.wrong(404, &why));
    }
    let allowed = methods.join(", ");
    let mut reply = context.wrong(405, &format!("`{path}` takes {allowed}, not {method}; a script can answer any method"));
    reply.headers.push(("Allow".to_owned(), allowed));
    Some(reply)
}

/// The response of a health check.
fn health(context: &Context<'_>) -> Option<Reply> {
    let path = &context.request.path;
    let is_target = |target: &str| match target.split_once("://") {
        None => target == path,
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/") == path,
    };
    let mut checks = context.contract.health.iter();
    let check = checks.find(|check| is_method(check.method, &context.request.method) && is_target(&check.target))?;
    Some(match check.body {
        HealthBody::Empty => context.plain(check.status, "", Vec::new()),
        HealthBody::Any => context.json(check.status, &json!({})),
    })
}

/// The next reading of a job.
fn read_job(context: &mut Context<'_>, machine: usize, id: &str) -> Reply {
    if let Err(error) = exists(context, machine, id) {
        return context.wrong(error.status, &error.why);
    }
    match context.state.jobs.read(context.contract, id) {
        Some(answer) => context.answered(&answer),
        None => context.wrong(404, "the job is gone"),
    }
}

/// A job that does not exist yet is created when it is first read or gets its first command.
fn exists(context: &mut Context<'_>, machine: usize, id: &str) -> Result<(), JobError> {
    if context.state.jobs.get(id).is_some_and(|job| job.machine == machine) {
        return Ok(());
    }
    let (contract, seed) = (context.contract, context.options.seed);
    context.state.jobs.create(contract, machine, Some(id), Walk::default(), seed).map(drop)
}

/// The response to the first command that the state of the job allows: the job. If the state allows none, the response is a rejection.
fn give_command(context: &mut Context<'_>, commands: &[(usize, String, String)]) -> Reply {
    let mut refused = None;
    for (machine, id, command) in commands {
        let sent = exists(context, *machine, id).and_then(|()| context.state.jobs.command(context.contract, id, command));
        match sent {
            Ok(answer) => return context.answered(&answer),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    let Some(error) = refused else { return context.json(success(context.contract), &json!({})) };
    let answer = Answer::new().status(error.status).body(Body::Declared(Declared::default()));
    context.reply(&answer, |context| context.wrong(error.status, &error.why))
}
