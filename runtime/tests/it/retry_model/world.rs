//! Random policies and operations.

use super::dice::Dice;
use errspec::catalog::{Lookup, Row, rows};
use errspec::headers::Form;
use errspec::retry::{
    Backoff, Budget, BudgetRules, Charge, Choose, Combine, DelayRange, Factor, Hint, HintAs, Idempotency, Jitter, Operation,
    OperationRetry, OverMax, Policy, Repeat, Retry, Rule, Safety, Schedule, ServerSays, Tokens, Transport,
};
use errspec::status::{StatusRange, StatusRow, Statuses};
use errspec::when::{Test, When};
use errspec::{Catalog, Category, Change, Effect, Facts, Family, Group, RetryClass, Target};
use std::time::Duration;

pub(super) const STATUSES: [u16; 8] = [200, 204, 404, 409, 429, 500, 502, 503];
pub(super) const CODES: [&str; 5] = ["FAILED", "BUSY", "08001", "08P01", "OTHER"];
pub(super) const MARKS: [&str; 3] = ["A", "B", "C"];
pub(super) const FAILURES: [Transport; 5] =
    [Transport::Connect, Transport::Timeout, Transport::Reset, Transport::Tls, Transport::Other];
const METHODS: [&str; 3] = ["GET", "PUT", "POST"];

/// FAILED has a class of its own, BUSY only what its status 503 says, and codes that begin with 08 are a family.
pub(super) static CATALOG: Catalog = Catalog {
    name: "ErrorCode",
    open: true,
    text: "FAILEDFailedBUSYBusy",
    rows: &rows::<2>(
        &[Row::new(500).category(Category::Internal).retry(0), Row::new(503).category(Category::Unavailable).inherits(1)],
        &[0, 6, 6, 0, 0, 0, 4, 4, 0, 1],
    ),
    retries: &[FAILED, Retry::of(RetryClass::Transient)],
    groups: &[Group {
        key: "connection",
        status: 0,
        within: None,
        family: Some(Family::Prefix("08")),
        facts: Facts { retry: Some(CONNECTION), effect: Some(Effect::None), ..Facts::NONE },
    }],
    lookup: Lookup::Sorted(&[1, 0]),
    ..Catalog::EMPTY
};
pub(super) const FAILED: Retry = Retry::of(RetryClass::Throttled).attempts(2);
pub(super) const CONNECTION: Retry = Retry::of(RetryClass::Transient).repeat(Repeat::Idempotent);

/// A policy, and operations that its rules may name.
pub(super) struct World {
    pub(super) policy: &'static Policy,
    pub(super) operations: Vec<&'static Operation>,
}

impl World {
    /// The world of a seed. It stands until the test ends.
    pub(super) fn new(dice: &mut Dice) -> Self {
        let attempts = dice.one_of(&[0, 1, 2, 3, 4, 6, 9, Policy::UNLIMITED]);
        let unlimited = attempts == Policy::UNLIMITED;
        let (backoff, jitter) = (backoff(dice), jitter(dice));
        let schedule = |dice: &mut Dice| -> &'static Schedule {
            match dice.percent(50) {
                true => Box::leak(Box::new(Schedule::<[DelayRange; 3]>::of(attempts, backoff, jitter))),
                false => Box::leak(Box::new(Schedule::<[DelayRange; 9]>::of(attempts, backoff, jitter))),
            }
        };
        let policy = Policy {
            attempts,
            deadline: dice.maybe(if unlimited { 100 } else { 40 }, Dice::limit),
            attempt_timeout: dice.maybe(30, Dice::duration),
            backoff,
            jitter,
            schedule: dice.maybe(60, schedule),
            hints: dice.list(3, hint).leak(),
            choose: dice.one_of(&[Choose::First, Choose::Longest]),
            combine: dice.one_of(&[Combine::AtLeast, Combine::AtLeast, Combine::Replace]),
            spread: if dice.percent(30) { dice.duration() } else { Duration::ZERO },
            rules: dice.list(4, rule).leak(),
            server_says: dice.list(2, says).leak(),
            budget: dice.maybe(50, |dice| &*Box::leak(Box::new(Budget::new(budget(dice))))),
            success: dice.one_of::<&'static [(u16, u16)]>(&[&[(200, 299)], &[(200, 200)], &[(200, 299), (404, 404)]]),
            statuses: Box::leak(Box::new(statuses(dice))),
            fallback: if dice.percent(60) { retry(dice) } else { Retry::of(RetryClass::Unspecified) },
            classes: classes(dice).leak(),
            repeat: dice.maybe(20, repeat),
            idempotency: dice.maybe(20, |_| Idempotency { header: "Key", methods: &["POST"] }),
            ..Policy::DEFAULT
        };
        let operations = ["read", "write", "send"].map(|name| &*Box::leak(Box::new(operation(dice, name))));
        Self { policy: Box::leak(Box::new(policy)), operations: operations.to_vec() }
    }
}

fn quarters(dice: &mut Dice, low: u64, high: u64) -> Factor {
    Factor::decimal(dice.between(low, high) * 25, 2)
}

pub(super) fn backoff(dice: &mut Dice) -> Backoff {
    let base = dice.duration();
    let curve = match dice.below(7) {
        0 => Backoff::constant(base),
        1 => Backoff::linear(base, dice.duration()),
        2 => Backoff::fibonacci(base),
        3 => {
            let delays: Vec<Duration> = (0..=dice.below(4)).map(|_| dice.duration()).collect();
            Backoff::table(delays.leak())
        }
        _ => Backoff::exponential(base, quarters(dice, 4, 16)),
    };
    let add = if dice.percent(20) { dice.duration() } else { Duration::ZERO };
    let cap = if dice.percent(60) { dice.duration().saturating_mul(3) } else { Duration::MAX };
    let floor = if dice.percent(20) { dice.duration().min(cap) } else { Duration::ZERO };
    curve.add(add).cap(cap).floor(floor)
}

fn jitter(dice: &mut Dice) -> Jitter {
    let jitter = match dice.below(8) {
        0 | 1 => Jitter::NONE,
        2 => Jitter::FULL,
        3 => Jitter::EQUAL,
        4 => Jitter::DECORRELATED,
        5 => Jitter::additive(dice.duration()),
        6 => Jitter::proportional(quarters(dice, 0, 4)),
        _ => {
            let from = dice.between(0, 8);
            Jitter::range(Factor::decimal(from * 25, 2), quarters(dice, from, 12))
        }
    };
    if dice.percent(30) { jitter.soft() } else { jitter }
}

fn hint(dice: &mut Dice) -> Hint {
    let source = dice.below(3);
    let hint = match source {
        0 => Hint::header("After", &[Form::DelaySeconds]),
        1 => Hint::header("After-Ms", &[Form::DelayMillis]),
        _ => Hint::body("/after", &[Form::DelaySeconds]),
    };
    let says = dice.one_of(&[HintAs::Delay, HintAs::Delay, HintAs::Delay, HintAs::Base]);
    let when = if dice.percent(40) { When { status: some_statuses(dice), ..When::ANY } } else { When::ANY };
    Hint {
        when,
        says,
        max: if dice.percent(70) { dice.duration() } else { Duration::from_secs(120) },
        max_from_backoff: says == HintAs::Delay && dice.percent(30),
        restarts: says == HintAs::Delay && dice.percent(30),
        over_max: dice.one_of(&[OverMax::GiveUp, OverMax::Ignore, OverMax::Clamp]),
        default: if says == HintAs::Delay { dice.maybe(25, Dice::duration) } else { None },
        ..hint
    }
}

fn some_statuses(dice: &mut Dice) -> &'static [(u16, u16)] {
    match dice.percent(50) {
        true => dice.one_of::<&'static [(u16, u16)]>(&[&[(500, 599)], &[(400, 499)], &[(400, 599)]]),
        false => {
            let one = dice.one_of(&STATUSES);
            vec![(one, one)].leak()
        }
    }
}

pub(super) fn class(dice: &mut Dice) -> RetryClass {
    use RetryClass::{Inspect, KeepPolling, Never, Redirect, Refresh, Throttled, Transient, Unspecified};
    match dice.below(16) {
        0..=5 => Transient,
        6..=9 => Throttled,
        10 => Never,
        11 => Refresh,
        12 => Redirect(Target::OtherNode),
        13 => KeepPolling { slower_by: Duration::ZERO },
        14 => dice.one_of(&[Inspect, Unspecified]),
        _ => RetryClass::AfterChange(Change::Size),
    }
}

fn repeat(dice: &mut Dice) -> Repeat {
    dice.one_of(&[Repeat::Any, Repeat::Idempotent, Repeat::Safe])
}

/// An entry. Only classes that are retried have limits and a backoff.
pub(super) fn retry(dice: &mut Dice) -> Retry {
    let class = class(dice);
    let limited = matches!(class, RetryClass::Transient | RetryClass::Throttled | RetryClass::Redirect(_));
    Retry {
        class,
        attempts: dice.maybe(if limited { 35 } else { 0 }, |dice| dice.between(1, 4) as u32),
        backoff: dice.maybe(if limited { 25 } else { 0 }, backoff),
        repeat: dice.maybe(if limited || class == RetryClass::Refresh { 20 } else { 0 }, repeat),
    }
}

fn classes(dice: &mut Dice) -> Vec<Retry> {
    let all = [RetryClass::Transient, RetryClass::Throttled].map(|class| {
        let attempts = dice.maybe(40, |dice| dice.between(1, 6) as u32);
        dice.maybe(30, |dice| Retry { class, attempts, backoff: dice.maybe(40, backoff), repeat: dice.maybe(30, repeat) })
    });
    all.into_iter().flatten().collect()
}

fn effect(dice: &mut Dice) -> Effect {
    dice.one_of(&[Effect::None, Effect::Maybe])
}

fn rule(dice: &mut Dice) -> Rule {
    let mut when = match dice.below(7) {
        0 => When { code: vec![dice.one_of(&CODES)].leak(), ..When::ANY },
        1 => {
            let status = dice.one_of(&STATUSES);
            When { code: vec![dice.one_of(&CODES)].leak(), status: vec![(status, status)].leak(), ..When::ANY }
        }
        2 | 3 => When { status: some_statuses(dice), ..When::ANY },
        4 => When { transport: vec![dice.one_of(&FAILURES[..4])].leak(), ..When::ANY },
        5 => When { method: vec![dice.one_of(&METHODS)].leak(), ..When::ANY },
        _ => When { operation: vec![dice.one_of(&["read", "write", "send"])].leak(), ..When::ANY },
    };
    if when.transport.is_empty() && dice.percent(25) {
        when.headers = vec![("Mark", Test::equals(dice.one_of(&MARKS)))].leak();
    }
    if when.method.is_empty() && dice.percent(15) {
        when.method = vec![dice.one_of(&METHODS)].leak();
    }
    let effect = dice.maybe(30, effect);
    let retry = if effect.is_some() { dice.maybe(70, retry) } else { Some(retry(dice)) };
    Rule { when, retry, effect, ..Rule::NONE }
}

fn says(dice: &mut Dice) -> ServerSays {
    let place = if dice.percent(60) { ServerSays::header("Says") } else { ServerSays::body("/says") };
    match dice.below(3) {
        0 => place.yes(&["yes"]),
        1 => place.no(&["no", "stop"]),
        _ => place.yes(&["yes", "please"]).no(&["no"]),
    }
}

fn budget(dice: &mut Dice) -> BudgetRules {
    let mut tokens = |most| Tokens::milli(dice.between(0, most) as u32);
    let (transient, throttled, refund, stop) = (tokens(3_000), tokens(3_000), tokens(1_500), tokens(8_000));
    let transport = dice.list(2, |dice| (dice.one_of(&FAILURES[..4]), Tokens::milli(dice.between(0, 4_000) as u32)));
    BudgetRules {
        transient,
        throttled,
        transport: transport.leak(),
        refund,
        refund_cost: dice.percent(40),
        stop_below: if dice.percent(50) { stop } else { Tokens::ZERO },
        charge: dice.one_of(&[Charge::Retries, Charge::Retries, Charge::Failures]),
        ..BudgetRules::new(Tokens::milli(dice.between(1_000, 20_000) as u32))
    }
}

fn facts(dice: &mut Dice) -> Facts {
    Facts { retry: dice.maybe(75, retry), effect: dice.maybe(25, effect), ..Facts::NONE }
}

fn statuses(dice: &mut Dice) -> Statuses {
    let of_each = STATUSES.map(|status| dice.maybe(30, |dice| StatusRow { facts: facts(dice), ..StatusRow::new(status) }));
    let ranges = [(500, 599), (500, 502), (400, 499)]
        .map(|(from, to)| dice.maybe(35, |dice| StatusRange { facts: facts(dice), ..StatusRange::new(from, to) }));
    Statuses {
        rows: of_each.into_iter().flatten().collect::<Vec<_>>().leak(),
        ranges: ranges.into_iter().flatten().collect::<Vec<_>>().leak(),
        ..Statuses::EMPTY
    }
}

fn operation(dice: &mut Dice, name: &'static str) -> Operation {
    let method = dice.one_of(&METHODS);
    let own = OperationRetry {
        attempts: dice.maybe(40, |dice| dice.one_of(&[1, 2, 5, 8])),
        deadline: dice.maybe(30, Dice::limit),
        attempt_timeout: dice.maybe(30, Dice::duration),
        backoff: dice.maybe(30, backoff),
        jitter: dice.maybe(30, jitter),
    };
    let safety = dice
        .maybe(40, |dice| dice.one_of(&[Safety::Safe, Safety::Idempotent, Safety::Keyed("Idempotency-Key"), Safety::Unsafe]));
    Operation {
        safety: safety.unwrap_or(Safety::of_method(method)),
        retry: dice.maybe(40, |_| &*Box::leak(Box::new(own))),
        success: dice.one_of::<&'static [(u16, u16)]>(&[&[], &[], &[], &[(200, 204), (409, 409)]]),
        ..Operation::new(name, method, "")
    }
}
