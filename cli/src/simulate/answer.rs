//! What the failing server answers: chosen from the contract, or named on the command line.

use super::telling::HintSample;
use crate::Problem;
use crate::args::Simulate;
use errspec::retry::{Outcome, Policy, Rule, Transport};
use errspec::when::When;
use errspec_spec::decide::Verdicts;
use errspec_spec::diag::closest;
use errspec_spec::model::{Code, Contract};
use errspec_tables::retry;
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

impl Answer {
    /// The requested failure or, by default, the first one that the contract retries; and the policy, extended by a rule about its code.
    pub(super) fn choose(contract: &'static Contract, policy: Policy, args: &Simulate) -> Result<(Self, Policy), Problem> {
        let kinds = match &args.answer {
            Some(name) => vec![named(name, contract, &policy)?],
            None => usual(contract, args.retry_after.is_some()),
        };
        let told = |kind: Kind| -> Option<(Self, Policy)> {
            let policy = kind.with_code(contract, policy);
            let plain = Self { kind, telling: None };
            let Some(after) = args.retry_after else { return Some((plain, policy)) };
            let telling = plain.told(Duration::ZERO, |outcome| HintSample::heard(&policy, outcome.summary(), after))?;
            Some((Self { telling: Some(telling), ..plain }, policy))
        };
        let repeated = |(answer, policy): &(Self, Policy)| answer.is_repeated(policy);
        let mut possible = kinds.iter().filter_map(|kind| told(*kind));
        let first = possible.clone().find(repeated).or_else(|| possible.next());
        first.ok_or_else(|| unheard(contract, kinds.first().copied(), args))
    }

    /// Whether the contract lets a program retry a call after it.
    pub(super) fn is_repeated(&self, policy: &Policy) -> bool {
        self.told(Duration::ZERO, |outcome| policy.classify(outcome, None).class().is_automatic())
    }

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
        let own = |code: &&Code| code.wire.value == wire && code.facts.retry.origin.via.is_own();
        let Some(code) = read(contract).find(own) else { return policy };
        let when = When { code: vec![wire].leak(), ..When::ANY };
        let rule = Rule { when, retry: Some(retry(&code.facts.retry.value)), ..Rule::NONE };
        Policy { rules: [policy.rules, &[rule]].concat().leak(), ..policy }
    }

    fn label(self) -> String {
        match self {
            Self::Status(status) => status.to_string(),
            Self::Code(code, status) => format!("{status} {code}"),
            Self::Transport(failure) => format!("no answer ({failure})"),
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
            Err(Problem(format!("status {status} is a success in this contract, and a failing server has to fail")))
        }
        Ok(status @ 100..=999) if name.len() == 3 => Ok(Kind::Status(status)),
        _ => {
            let known = codes(contract).map(|code| code.wire.value.as_str());
            let help = match closest(name, known.chain(Transport::ALL.iter().map(|failure| failure.as_str()))) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "expected a status, a code of the contract, or connect, timeout, reset, tls or other".to_owned(),
            };
            Err(Problem(format!("nothing in this contract is called `{name}`; {help}")))
        }
    }
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
fn unheard(contract: &'static Contract, kind: Option<Kind>, args: &Simulate) -> Problem {
    let name = &contract.name.value;
    match (contract.policy.hints.is_empty(), &args.answer, kind) {
        (true, ..) => Problem(format!("`{name}` has no hints, so `--retry-after` would have no effect on its clients")),
        (false, Some(_), Some(kind)) => {
            Problem(format!("no hint of `{name}` is listened to on {}, so `--retry-after` would not be heard", kind.label()))
        }
        _ => Problem(format!("no hint of `{name}` is listened to on any failure, so `--retry-after` would not be heard")),
    }
}
