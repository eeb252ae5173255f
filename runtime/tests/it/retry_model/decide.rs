//! Which fact decides about an outcome, by the list of ranks in LANGUAGE, and what follows if none does.

use super::happening::Happening;
use super::world::{CONNECTION, FAILED};
use errspec::Effect;
use errspec::retry::{Operation, OutcomeKind, Policy, Retry, Transport};
use errspec::when::When;

/// A fact by which attempts are counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fact {
    Rule(usize),
    Code(&'static str),
    Family,
    Status(u16),
    Range(u16, u16),
    Nothing,
}

/// What the facts say about an outcome.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    pub(super) retry: Retry,
    pub(super) fact: Fact,
    pub(super) effect: Effect,
}

/// A fact that applies, its rank, and how many further conditions it has.
struct Applies {
    rank: u8,
    further: usize,
    fact: Fact,
    retry: Option<Retry>,
    effect: Option<Effect>,
}

pub(super) fn is_failure(policy: &Policy, operation: Option<&Operation>, happening: &Happening) -> bool {
    let Some(status) = happening.status() else { return true };
    let success = operation.map(|operation| operation.success).filter(|own| !own.is_empty()).unwrap_or(policy.success);
    let listed = success.iter().any(|(from, to)| (*from..=*to).contains(&status));
    happening.code.is_some() || !(happening.success || listed)
}

pub(super) fn decide(policy: &Policy, operation: Option<&Operation>, happening: &Happening) -> Verdict {
    let mut all: Vec<Applies> = Vec::new();
    for (index, rule) in policy.rules.iter().enumerate() {
        if let Some((rank, further)) = rank(&rule.when, operation, happening) {
            all.push(Applies { rank, further, fact: Fact::Rule(index), retry: rule.retry, effect: rule.effect });
        }
    }
    all.extend(of_code(happening.code));
    if let Some(status) = happening.status() {
        let row = policy.statuses.rows.iter().find(|row| row.status == status);
        all.extend(row.map(|row| of(9, Fact::Status(status), row.facts.retry, row.facts.effect)));
        let mut ranges: Vec<_> =
            policy.statuses.ranges.iter().filter(|range| range.from <= status && status <= range.to).collect();
        ranges.sort_by_key(|range| range.to - range.from);
        let fact = |range: &errspec::status::StatusRange| Fact::Range(range.from, range.to);
        all.extend(ranges.iter().map(|range| of(11, fact(range), range.facts.retry, range.facts.effect)));
    }
    // A stable sort: of equal facts, the first counts.
    all.sort_by_key(|applies| (applies.rank, usize::MAX - applies.further));
    let retry = all.iter().find_map(|applies| applies.retry.map(|retry| (retry, applies.fact)));
    let (retry, fact) = retry.unwrap_or((policy.fallback, Fact::Nothing));
    let effect = all.iter().find_map(|applies| applies.effect).unwrap_or(usual_effect(happening.kind));
    Verdict { retry, fact, effect }
}

fn of(rank: u8, fact: Fact, retry: Option<Retry>, effect: Option<Effect>) -> Applies {
    Applies { rank, further: 0, fact, retry, effect }
}

/// The facts of a code. What BUSY inherits from its status is not its own.
fn of_code(code: Option<&'static str>) -> Option<Applies> {
    match code? {
        "FAILED" => Some(of(5, Fact::Code("FAILED"), Some(FAILED), None)),
        "08001" | "08P01" => Some(of(5, Fact::Family, Some(CONNECTION), Some(Effect::None))),
        _ => None,
    }
}

fn rank(when: &When, operation: Option<&Operation>, happening: &Happening) -> Option<(u8, usize)> {
    let status = happening.status();
    let in_status = |(from, to): &(u16, u16)| status.is_some_and(|status| (*from..=*to).contains(&status));
    let is = |wanted: &[&str], own: Option<&str>| wanted.is_empty() || own.is_some_and(|own| wanted.contains(&own));
    let holds = (when.status.is_empty() || when.status.iter().any(in_status))
        && is(when.code, happening.code)
        && is(when.operation, operation.map(|operation| operation.name))
        && is(when.method, operation.map(|operation| operation.method))
        && (when.transport.is_empty()
            || when.transport.iter().any(|failure| happening.kind == OutcomeKind::Transport(*failure)))
        && when.headers.iter().all(|(name, test)| happening.header(name).is_some_and(|mark| passes(test, mark)));
    let further = when.headers.len() + usize::from(!when.operation.is_empty()) + usize::from(!when.method.is_empty());
    let one_status = when.status.iter().any(|(from, to)| from == to);
    let rank = match (when.code, when.status) {
        ([_, ..], [_, ..]) => 4,
        ([_, ..], []) => 5,
        ([], [_, ..]) if one_status => 9,
        ([], [_, ..]) => 11,
        _ if !when.transport.is_empty() => 12,
        _ if !when.headers.is_empty() => 2,
        _ => 13,
    };
    holds.then_some((rank, further))
}

/// The rules of the model ask whether a header has a value.
fn passes(test: &errspec::when::Test<'_>, value: &str) -> bool {
    super::world::MARKS.iter().any(|mark| *mark == value && *test == errspec::when::Test::equals(mark))
}

fn usual_effect(kind: OutcomeKind) -> Effect {
    match kind {
        OutcomeKind::Status(400..=499) | OutcomeKind::Transport(Transport::Connect | Transport::Tls) => Effect::None,
        _ => Effect::Maybe,
    }
}
