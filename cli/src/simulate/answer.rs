//! The failure that the server returns: chosen from the contract, or named on the command line.

use super::telling::HintSample;
use crate::Problem;
use crate::args::Simulate;
use errspec::retry::{Operation, Outcome, Policy, Rule, Transport};
use errspec::when::When;
use errspec_spec::decide::Verdicts;
use errspec_spec::diag::closest;
use errspec_spec::model::{Code, Contract};
use errspec_tables::{Tables, retry};
use std::time::Duration;

/// The failure that all clients get while the server fails.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    kind: Kind,
    telling: Option<HintSample>,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Status(u16),
    /// A code and the status it comes with.
    Code(&'static str, u16),
    Transport(Transport),
}

/// The usual statuses of a failing server, the most common first.
const TROUBLE: [u16; 4] = [503, 500, 502, 504];

/// The failure that the clients of a contract get, and the policy that they follow.
pub(super) struct Told {
    pub(super) answer: Answer,
    /// The policy, extended by a rule about the code of the answer.
    pub(super) policy: Policy,
}

/// The requested failure or, by default, the first one after which every contract allows a retry; otherwise, the first one after which any
/// contract does. `operation` is the one that is called, by contract.
pub(super) fn choose(contracts: &[(Tables, Option<&'static Operation>)], args: &Simulate) -> Result<Vec<Told>, Problem> {
    let both = || contracts.iter().map(|(tables, _)| (tables.model, tables.contract.policy));
    let kinds: Vec<Vec<Kind>> = match (&args.answer, contracts.first()) {
        (Some(name), _) => {
            vec![both().map(|(contract, policy)| named(name, contract, policy)).collect::<Result<_, _>>()?]
        }
        (None, Some((first, _))) => {
            let usual = usual(first.model, args.retry_after.is_some()).into_iter();
            usual.filter_map(|kind| both().map(|(contract, policy)| kind.of(contract, policy)).collect()).collect()
        }
        (None, None) => Vec::new(),
    };
    let told = |kinds: &Vec<Kind>| -> Option<Vec<Told>> {
        let told = |((tables, operation), kind): (&(Tables, _), &Kind)| Told::new(*kind, tables, *operation, args.retry_after);
        let all: Vec<Told> = contracts.iter().zip(kinds).map(told).collect();
        // A hint that is not read would have no effect.
        let is_heard = args.retry_after.is_none() || all.iter().any(|told| told.answer.telling.is_some());
        is_heard.then_some(all)
    };
    let mut possible: Vec<Vec<Told>> = kinds.iter().filter_map(told).collect();
    let repeated = |all: &Vec<Told>| all.iter().filter(|told| told.is_repeated()).count();
    let most = possible.iter().map(repeated).max();
    let best = possible.iter().position(|all| Some(repeated(all)) == most);
    let kind = kinds.first().and_then(|kinds| kinds.first().copied());
    best.map(|at| possible.swap_remove(at)).ok_or_else(|| without_effect(contracts, kind, args))
}

impl Told {
    fn new(kind: Kind, tables: &Tables, operation: Option<&'static Operation>, after: Option<Duration>) -> Self {
        let policy = kind.with_code(tables.model, *tables.contract.policy);
        let plain = Answer { kind, telling: None };
        let heard =
            |after| plain.told(Duration::ZERO, |outcome| HintSample::heard(&policy, outcome.summary(), operation, after));
        Self { answer: Answer { telling: after.and_then(heard), ..plain }, policy }
    }

    /// Whether the contract lets a program retry a call after this failure.
    pub(super) fn is_repeated(&self) -> bool {
        self.answer.told(Duration::ZERO, |outcome| self.policy.classify(outcome, None).class().is_automatic())
    }
}

impl Answer {
    /// The failure as an outcome for the engine, at a point of simulated time.
    pub(super) fn told<R>(&self, now: Duration, then: impl FnOnce(&Outcome<'_>) -> R) -> R {
        let outcome = match self.kind {
            Kind::Status(status) => Outcome::status(status),
            // The catalog only matters for codes that it lists; the policy has a rule for this one.
            Kind::Code(code, status) => Outcome::status(status).code_text(&super::telling::NO_CODES, code),
            Kind::Transport(failure) => Outcome::transport(failure),
        };
        match &self.telling {
            None => then(&outcome),
            Some(telling) => telling.add(outcome, now, then),
        }
    }

    /// `503`, `code OVERLOADED with status 503`, `503 with Retry-After: 5`.
    pub(super) fn label(&self) -> String {
        let answer = self.kind.label();
        match &self.telling {
            None => answer,
            Some(telling) => format!("{answer} with {}", telling.label()),
        }
    }
}

impl Kind {
    /// The policy with the facts of the code, as a rule about it, which has the same rank.
    fn with_code(self, contract: &'static Contract, policy: Policy) -> Policy {
        let Self::Code(wire, _) = self else { return policy };
        let Some(code) = read(contract).find(|code| code.wire.value == wire) else { return policy };
        let (own, effect) = (&code.facts.retry, &code.facts.effect);
        let when = When { code: vec![wire].leak(), ..When::ANY };
        let rule = Rule {
            when,
            retry: own.origin.via.is_own().then(|| retry(&own.value)),
            effect: effect.origin.via.is_own().then_some(effect.value),
            ..Rule::NONE
        };
        Policy { rules: [policy.rules, &[rule]].concat().leak(), ..policy }
    }

    /// The same failure under another contract, if it is a failure there.
    fn of(self, contract: &'static Contract, policy: &Policy) -> Option<Self> {
        named(&self.name(), contract, policy).ok()
    }

    /// The name by which `--answer` asks for it.
    fn name(self) -> String {
        match self {
            Self::Status(status) => status.to_string(),
            Self::Code(code, _) => code.to_owned(),
            Self::Transport(failure) => failure.as_str().to_owned(),
        }
    }

    fn label(self) -> String {
        match self {
            Self::Status(status) => status.to_string(),
            Self::Code(code, status) => format!("{status} {code}"),
            Self::Transport(failure) => format!("no response ({failure})"),
        }
    }
}

/// Likely failures, the most likely first.
fn usual(contract: &'static Contract, throttled: bool) -> Vec<Kind> {
    let declared = contract.statuses.iter().map(|status| status.status.value);
    let statuses = TROUBLE.into_iter().chain([429]).chain(declared).chain(400..600);
    let statuses = statuses.filter(|status| !contract.is_success(*status)).map(Kind::Status);
    // `--retry-after` suggests that the caller is interested in throttling.
    let first = throttled.then_some(Kind::Status(429));
    let codes = read(contract)
        .filter(|code| !code.facts.is_success() && code.facts.retry.value.class.is_automatic())
        .map(|code| of_code(code, contract));
    let transport = Transport::ALL.iter().copied().map(Kind::Transport);
    first.into_iter().chain(statuses).chain(codes).chain(transport).collect()
}

/// A code of the contract, a status or a transport failure, by its name.
fn named(name: &str, contract: &'static Contract, policy: &Policy) -> Result<Kind, Problem> {
    if let Some(code) = codes(contract).find(|code| code.wire.value == name) {
        return Ok(of_code(code, contract));
    }
    if let Some(failure) = Transport::parse(name) {
        return Ok(Kind::Transport(failure));
    }
    match name.parse::<u16>() {
        Ok(status) if policy.is_success(status) => {
            let name = &contract.name.value;
            Err(Problem(format!("status {status} is a success in `{name}`, and a failing server has to fail")))
        }
        Ok(status @ 100..=999) if name.len() == 3 => Ok(implied(contract, status).unwrap_or(Kind::Status(status))),
        _ => {
            let known = codes(contract).map(|code| code.wire.value.as_str());
            let help = match closest(name, known.chain(Transport::ALL.iter().map(|failure| failure.as_str()))) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "expected a status, a code of the contract, or connect, timeout, reset, tls or other".to_owned(),
            };
            Err(Problem(format!("`{}` has no code, status or transport failure `{name}`; {help}", contract.name.value)))
        }
    }
}

/// The code that a status implies for a response without a code, by the narrowest range.
fn implied(contract: &'static Contract, status: u16) -> Option<Kind> {
    let ranges = read(contract).flat_map(|code| code.implied_by.iter().map(move |range| (range.to - range.from, range, code)));
    let narrowest = ranges.filter(|(_, range, _)| range.contains(status)).min_by_key(|(width, ..)| *width);
    narrowest.map(|(.., code)| Kind::Code(&code.wire, status))
}

fn codes(contract: &'static Contract) -> impl Iterator<Item = &'static Code> {
    contract.catalogs.iter().flat_map(|catalog| &catalog.codes)
}

/// The codes that decide. The retry facts of codes have no effect unless a body reads them as the code or type of an error.
fn read(contract: &'static Contract) -> impl Iterator<Item = &'static Code> {
    let verdicts = Verdicts::new(contract);
    let read = contract.catalogs.iter().enumerate().filter(move |(at, _)| verdicts.role(*at).is_some());
    read.flat_map(|(_, catalog)| &catalog.codes)
}

/// The status of a code is the one it is documented with; without one, it is a generic failure.
fn of_code(code: &'static Code, contract: &'static Contract) -> Kind {
    let failing = code.status.iter().map(|status| status.value).find(|status| !contract.is_success(*status));
    let implying = code.implied_by.iter().map(|range| range.from);
    Kind::Code(&code.wire, failing.or(implying.min()).unwrap_or(500))
}

/// Reports that `--retry-after` would have no effect.
fn without_effect(contracts: &[(Tables, Option<&'static Operation>)], kind: Option<Kind>, args: &Simulate) -> Problem {
    let names: Vec<String> = contracts.iter().map(|(tables, _)| format!("`{}`", tables.contract.name)).collect();
    let (names, have) = (names.join(" and "), if contracts.len() == 1 { "has" } else { "have" });
    let no_hints = contracts.iter().all(|(tables, _)| tables.contract.policy.hints.is_empty());
    match (no_hints, &args.answer, kind) {
        (true, ..) => Problem(format!("{names} {have} no hints, so `--retry-after` would have no effect")),
        (false, Some(_), Some(kind)) => {
            Problem(format!("{names} {have} no hint that applies to {}, so `--retry-after` would have no effect", kind.label()))
        }
        _ => Problem(format!("{names} {have} no hint that applies to any failure, so `--retry-after` would have no effect")),
    }
}
