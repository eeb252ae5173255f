//! Makes the same call with our client.

use super::scenarios::Scenario;
use super::{Done, shown};
use crate::e2e_support::{READ, WRITE, with};
use errspec::decode::Json;
use errspec::retry::{JitterKind, Reason};
use errspec::{Api, Secret};
use errspec_client::{Cause, Credential, DeviceFlow, Failure, Settings, Tokens, Unreadable};
use std::time::Duration;

pub(crate) fn call<A: Api>(method: &str, scenario: &Scenario) -> Done {
    let server = (scenario.server)();
    server.script(scenario.answers.iter().chain(&scenario.renewal).cloned().collect()).unwrap();
    let refresh = Some(Secret::new("refresh".into()));
    let tokens = Tokens { access: Secret::new("old".into()), refresh, expires_in: None };
    let credential = match scenario.renewal.is_empty() {
        true => Credential::bearer("key"),
        false => DeviceFlow::new("tests").credential(tokens),
    };
    let (caller, clock) = with::<A>(Settings::new(server.url()).credential(credential).seed(1));
    // A success is empty or JSON.
    let call = match method {
        "GET" => caller.call(&READ),
        _ => caller.call(&WRITE).body("application/json", "{}"),
    };
    let call =
        call.path("/probe").read(|response| match response.body().is_empty() || Json::parse(response.body()).is_some() {
            true => Ok(response.status().as_u16()),
            false => Err(Unreadable::new(response, "not JSON")),
        });
    let end = call.send().map_or_else(|failure| told(&failure), |status| format!("returns {status}"));
    let attempts = server.log().iter().filter(|entry| entry.path == "/probe").count();
    let jitter = jitter::<A>();
    let waits: Vec<String> = clock.slept().into_iter().filter(|wait| !wait.is_zero()).map(|wait| step(wait, jitter)).collect();
    Done { attempts, waits: waits.join(", "), end }
}

/// The maximum jitter that a contract adds to a delay.
fn jitter<A: Api>() -> Duration {
    match A::contract().policy.jitter.kind {
        JitterKind::Additive { max } => max,
        _ => Duration::ZERO,
    }
}

/// A delay as the step of the schedule to which it belongs, without its jitter.
fn step(wait: Duration, jitter: Duration) -> String {
    let step = wait.as_secs();
    if wait.subsec_nanos() == 0 {
        return shown(step as f64, 0.0);
    }
    assert!(wait <= Duration::from_secs(step) + jitter, "{wait:?} is more than {step} s and jitter");
    shown(step as f64, jitter.as_secs_f64())
}

/// A failure in a few words.
fn told<A: Api>(failure: &Failure<A>) -> String {
    let what = match (&failure.cause, failure.code()) {
        (Cause::Api(refused), Some(code)) => format!("{} `{code}`", refused.error.status()),
        (Cause::Api(refused), None) => refused.error.status().to_string(),
        (Cause::Unreadable(unreadable), _) => format!("{}, unreadable", unreadable.response.status().as_u16()),
        _ => "without a response".to_owned(),
    };
    let kept = if failure.raw().is_empty() { "" } else { ", body kept" };
    let why = match failure.give_up.as_ref().map(|give_up| give_up.reason) {
        Some(Reason::NotRetryable(class)) => format!("; {}", class.as_str()),
        Some(Reason::AttemptsExhausted) => "; attempts used up".to_owned(),
        Some(Reason::UnsafeOperation) => "; may have acted".to_owned(),
        Some(reason) => format!("; {reason}"),
        None => String::new(),
    };
    format!("error {what}{kept}{why}")
}
