//! Durations, numbers and jitter as text. Everything is exact, without floats.

use super::schedule;
use errspec::retry::{Bound, BudgetRules, Charge, Jitter, JitterKind, Policy, Tokens};
use std::time::Duration;

/// Seconds in JSON: `1.5s`.
pub(super) fn exact(duration: Duration) -> String {
    format!("{}s", seconds(duration))
}

/// A duration as text: `22.5 ms`, `1.5 s`, `2 min 30 s`. The text of a duration longer than a year is approximate.
pub(super) fn spoken(duration: Duration) -> String {
    const YEAR: u64 = 31_556_952;
    let (secs, nanos) = (duration.as_secs(), duration.subsec_nanos());
    match secs {
        0 if nanos != 0 => format!("{} ms", seconds(duration.saturating_mul(1_000))),
        0..120 => format!("{} s", seconds(duration)),
        120..YEAR => parts(duration),
        _ => format!("about {} years", secs / YEAR),
    }
}

/// `1 d 2 h 3 min 4.5 s`, without the parts that are zero.
fn parts(duration: Duration) -> String {
    let (days, rest) = (duration.as_secs() / 86_400, duration.as_secs() % 86_400);
    let (hours, minutes) = (rest / 3_600, rest % 3_600 / 60);
    let whole = [(days, "d"), (hours, "h"), (minutes, "min")];
    let mut parts: Vec<String> =
        whole.iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count} {unit}")).collect();
    let left = Duration::new(rest % 60, duration.subsec_nanos());
    if !left.is_zero() {
        parts.push(format!("{} s", seconds(left)));
    }
    parts.join(" ")
}

/// `1.5`.
pub(super) fn seconds(duration: Duration) -> String {
    let nanos = format!("{:09}", duration.subsec_nanos());
    match nanos.trim_end_matches('0') {
        "" => duration.as_secs().to_string(),
        fraction => format!("{}.{fraction}", duration.as_secs()),
    }
}

/// A quotient to the nearest tenth: `33.3`, `2`. Zero for a division by zero.
pub(super) fn tenths(dividend: u128, divisor: u128) -> String {
    let tenths = dividend.saturating_mul(10).saturating_add(divisor / 2).checked_div(divisor).unwrap_or(0);
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

/// `additive jitter up to 500 ms`.
pub(super) fn jitter(jitter: Jitter) -> String {
    let kind = match jitter.kind {
        JitterKind::None => return "no jitter".to_owned(),
        JitterKind::Full => "full jitter".to_owned(),
        JitterKind::Equal => "equal jitter".to_owned(),
        JitterKind::Proportional { ratio } => format!("proportional jitter of {ratio}"),
        JitterKind::Additive { max } => format!("additive jitter up to {}", spoken(max)),
        JitterKind::Range { from, to } => format!("jitter from {from} to {to} times the delay"),
        _ => "decorrelated jitter".to_owned(),
    };
    if jitter.bound == Bound::Soft { format!("{kind}, which may exceed the cap") } else { kind }
}

/// `1 attempt`, `3 attempts`.
pub(super) fn counted(n: u64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// `5 attempts`, `any number of attempts`.
pub(super) fn attempts(attempts: Option<u32>) -> String {
    attempts.map_or_else(|| "any number of attempts".to_owned(), |attempts| counted(attempts.into(), "attempt"))
}

/// `3 attempts, full jitter, deadline 30 s, a budget of 500`.
pub(super) fn policy(policy: &Policy, budget: Option<BudgetRules>) -> String {
    let mut text = format!("{}, {}", attempts(schedule::attempts(policy)), jitter(policy.jitter));
    if let Some(deadline) = policy.deadline {
        text += &format!(", deadline {}", spoken(deadline));
    }
    if let Some(rules) = budget {
        text += &format!(", a budget of {}", tokens(rules.capacity));
    }
    text
}

/// What retries take from the budget and what successes return to it, as a sentence.
pub(super) fn budget(rules: &BudgetRules) -> String {
    let charged = if rules.charge == Charge::Failures { "a failure" } else { "a retry" };
    let mut text = format!("The budget has {} tokens, and {charged} takes {}", tokens(rules.capacity), tokens(rules.transient));
    let mut others: Vec<String> = Vec::new();
    if rules.throttled != rules.transient {
        others.push(format!("{} if throttled", tokens(rules.throttled)));
    }
    others.extend(rules.transport.iter().map(|(failure, cost)| format!("{} after {failure}", tokens(*cost))));
    if !others.is_empty() {
        text += &format!(" ({})", others.join(", "));
    }
    text += &match rules.refund_cost {
        true => format!("; a success returns what the last retry took, otherwise {}", tokens(rules.refund)),
        false => format!("; a success returns {}", tokens(rules.refund)),
    };
    if rules.stop_below != Tokens::ZERO {
        text += &format!("; nothing is retried unless more than {} are left", tokens(rules.stop_below));
    }
    text + "."
}

fn tokens(tokens: Tokens) -> String {
    seconds(Duration::from_millis(tokens.as_milli().into()))
}
