//! The engine held against a plain second implementation: random policies, calls and outcomes.
//!
//! A failure names the seed, which determines everything. The long run is
//! `PROPTEST_CASES=100000 cargo test --release -p errspec --test it retry_model`: a hundred calls for each case.

mod call;
mod decide;
mod delays;
mod dice;
mod happening;
mod world;

use crate::random::cases;
use call::{Answer, Bucket, Call};
use dice::Dice;
use errspec::retry::{self, Combine, DelaySource, Safety, Seed, Step, Wait};
use errspec::{RetryClass, Target};
use happening::Happening;
use proptest::prelude::*;
use std::time::Duration;
use world::World;

/// How many calls are made in each world, with the budget that they share.
const CALLS: u32 = 100;
/// How many outcomes a call gets at most; only those without a limit of attempts get so many.
const OUTCOMES: u32 = 12;

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_engine_does_what_the_model_does(seed: u64) {
        let mut dice = Dice::new(seed);
        let world = World::new(&mut dice);
        let mut bucket = world.policy.budget.map(|budget| {
            let rules = budget.rules();
            Bucket { rules, left: rules.capacity.as_milli().into() }
        });
        for call in 0..CALLS {
            let mut trace = Vec::new();
            if let Err(difference) = run(&world, &mut dice, bucket.as_mut(), &mut trace) {
                let World { policy, operations } = &world;
                return Err(TestCaseError::fail(format!(
                    "call {call}: {difference}\n{trace:#?}\n{:#?}\n{operations:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:?}",
                    policy, policy.hints, policy.rules, policy.statuses.rows, policy.statuses.ranges, policy.budget,
                )));
            }
        }
    }
}

/// One call of both, from its beginning to its end. An error says what differs.
fn run(world: &World, dice: &mut Dice, mut bucket: Option<&mut Bucket<'_>>, trace: &mut Vec<String>) -> Result<(), String> {
    let (number, mut now) = (dice.next(), Duration::from_secs(dice.below(5)));
    let mut model = Call::new(world.policy, number, now);
    let mut engine = world.policy.call(now, Seed::fixed(number));
    set_up(world, dice, &mut model, &mut engine);
    for _ in 0..OUTCOMES {
        same("time of the attempt", model.timeout(now), engine.attempt_timeout(now))?;
        let attempt = engine.next_attempt(now);
        same("number and renewed credentials", (model.sent() + 1, model.refreshed), (attempt.number, attempt.refreshed))?;
        now += if dice.percent(50) { Duration::from_secs(dice.below(2)) } else { Duration::from_millis(dice.below(1_500)) };
        let happening = Happening::new(dice);
        trace.push(format!("{now:?}: {happening:?}"));
        let expected = model.on(&happening, now, bucket.as_deref_mut());
        let step = engine.on_outcome(&happening.outcome(), now);
        trace.push(format!("{expected:?}"));
        same(
            "budget",
            bucket.as_ref().map(|bucket| bucket.left),
            world.policy.budget.map(|budget| budget.left().as_milli().into()),
        )?;
        match step {
            Step::Wait(wait) => {
                same("wait", &expected, &waited(&wait))?;
                same("number of the attempt", model.sent(), wait.attempt)?;
                never_early(world, &wait)?;
                let elsewhere = matches!(wait.class, RetryClass::Redirect(_)).then_some(Target::OtherNode);
                same("place of the next attempt", elsewhere, engine.next_attempt(now).redirect)?;
                now = now.saturating_add(wait.delay.min(Duration::from_secs(100_000)));
            }
            Step::Refresh => {
                same("refresh", &expected, &Answer::Refresh)?;
                let Step::Wait(wait) = engine.refreshed(true, now) else { return Err("no attempt after a refresh".to_owned()) };
                same("delay after a refresh", Duration::ZERO, wait.delay)?;
            }
            Step::End(Ok(())) => return same("success", &expected, &Answer::Success),
            Step::End(Err(gave_up)) => {
                same("reason", &expected, &Answer::GiveUp(gave_up.reason))?;
                same("attempts and time", (model.sent(), now - model.started), (gave_up.attempts, gave_up.elapsed))?;
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Sets what the caller may set, for both.
fn set_up<'w>(world: &'w World, dice: &mut Dice, model: &mut Call<'w>, engine: &mut retry::Call<'w>) {
    let mut call = engine.clone();
    // What the caller sets takes precedence, whether it comes before the operation or after it.
    let first = dice.percent(50);
    let attempts = dice.maybe(20, |dice| dice.between(0, 6) as u32);
    let deadline = dice.maybe(20, Dice::limit);
    let limited = |call: retry::Call<'w>| {
        let call = attempts.into_iter().fold(call, retry::Call::attempts);
        deadline.into_iter().fold(call, retry::Call::deadline)
    };
    (model.attempts, model.deadline) = (attempts, deadline);
    if first {
        call = limited(call);
    }
    if dice.percent(75) {
        let operation = dice.one_of(&world.operations);
        (model.operation, model.safety) = (Some(operation), operation.safety);
        call = call.operation(operation);
    }
    if !first {
        call = limited(call);
    }
    if let Some(safety) = dice.maybe(30, |dice| dice.one_of(&[Safety::Safe, Safety::Idempotent, Safety::Unsafe])) {
        model.safety = safety;
        call = call.safety(safety);
    }
    if dice.percent(5) {
        model.replayable = false;
        call = call.not_replayable();
    }
    if dice.percent(50) {
        model.refreshable = true;
        call = call.refreshable();
    }
    if dice.percent(50) {
        model.redirectable = true;
        call = call.redirectable();
    }
    *engine = call;
}

fn waited(wait: &Wait) -> Answer {
    let hint = match wait.source {
        DelaySource::Hint(hint) => Some(hint),
        _ => None,
    };
    Answer::Wait { delay: wait.delay, class: wait.class, hint }
}

/// A hint that was followed is a promise to the server.
fn never_early(world: &World, wait: &Wait) -> Result<(), String> {
    match wait.source {
        DelaySource::Hint(hint) if wait.delay < hint && world.policy.combine == Combine::AtLeast => {
            Err(format!("{:?} is earlier than {hint:?}", wait.delay))
        }
        _ => Ok(()),
    }
}

fn same<T: PartialEq + core::fmt::Debug>(what: &str, model: T, engine: T) -> Result<(), String> {
    if model == engine { Ok(()) } else { Err(format!("{what}: the model says {model:?}, the engine {engine:?}")) }
}
