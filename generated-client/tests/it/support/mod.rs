//! Checks that the tests of all pages share.

use errspec::retry::{Call, GiveUp, Operation, Outcome, Policy, Rank, Reason, Safety, Step, Transport};
use errspec::status::StatusRow;
use errspec::{Api, Basis, Code, Conflict, Contract, Effect, Facts, Remark, RetryClass};
use std::time::Duration;

pub(crate) const fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

pub(crate) const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// The text is there and names each of these; wording and case are free.
#[track_caller]
pub(crate) fn mentions(text: &str, words: &[&str]) {
    let lower = text.to_lowercase();
    assert!(!text.is_empty(), "no text that could mention {words:?}");
    for word in words {
        assert!(lower.contains(&word.to_lowercase()), "{text:?} does not mention {word:?}");
    }
}

/// The texts are as many as the facts, and each names its own, in order.
#[track_caller]
pub(crate) fn each_mentions<'t>(texts: impl IntoIterator<Item = &'t str>, facts: &[&[&str]]) {
    let texts: Vec<&str> = texts.into_iter().collect();
    assert_eq!(texts.len(), facts.len(), "{texts:?}");
    for (text, words) in texts.iter().zip(facts) {
        mentions(text, words);
    }
}

/// One remark, and only one, names all of these.
#[track_caller]
pub(crate) fn remarked(remarks: &[Remark], words: &[&str]) {
    let names_all = |remark: &&Remark| words.iter().all(|word| remark.text.to_lowercase().contains(&word.to_lowercase()));
    let found = remarks.iter().filter(names_all).count();
    assert_eq!(found, 1, "{words:?} in {:?}", remarks.iter().map(|remark| remark.text).collect::<Vec<_>>());
}

pub(crate) fn texts(remarks: &'static [Remark]) -> impl Iterator<Item = &'static str> {
    remarks.iter().map(|remark| remark.text)
}

/// One conflict, and only one, has sides that name these; its resolution names what was decided, and there is a reason for it.
#[track_caller]
pub(crate) fn conflict(conflicts: &[Conflict], one: &[&str], other: &[&str], decided: &[&str]) {
    let names = |text: &str, words: &[&str]| words.iter().all(|word| text.to_lowercase().contains(&word.to_lowercase()));
    let found: Vec<_> = conflicts.iter().filter(|entry| names(entry.between, one) && names(entry.and, other)).collect();
    assert_eq!(found.len(), 1, "{one:?} against {other:?}: {found:?}");
    mentions(found[0].resolution, decided);
    assert!(!found[0].reason.is_empty(), "{:?} gives no reason", found[0]);
}

/// A declared status: its phrase exactly, its summary by what it has to mention.
#[track_caller]
pub(crate) fn status(contract: &'static Contract, number: u16, phrase: &str, words: &[&str]) -> &'static Facts {
    static NONE: StatusRow = StatusRow::new(0);
    let row = contract.statuses().row(number).unwrap_or(&NONE);
    assert_eq!((row.status, row.phrase), (number, phrase), "{} declares it so", contract.name);
    mentions(row.facts.summary, words);
    &row.facts
}

/// What is declared, in the order of the contract.
pub(crate) fn declared(contract: &Contract) -> Vec<u16> {
    contract.statuses().rows.iter().map(|row| row.status).collect()
}

/// The wire texts of a catalog's codes.
pub(crate) fn wires<C: Code>(codes: &[C]) -> Vec<&'static str> {
    codes.iter().map(|code| C::CATALOG.wire(code.row())).collect()
}

/// What the policy makes of an answer with this status and nothing else that could be read.
pub(crate) fn class(policy: &Policy, status: u16) -> RetryClass {
    policy.classify(&Outcome::status(status), None).class()
}

/// The failing statuses, declared or not, that a program repeats by itself.
pub(crate) fn retried(policy: &Policy) -> Vec<u16> {
    (400..=599).filter(|status| class(policy, *status).is_automatic()).collect()
}

/// The document says nothing of calls without an answer; the contract says so, and nothing in their place.
#[track_caller]
pub(crate) fn silent_without_answer(contract: &Contract, unspecified: &[Remark]) {
    for failure in Transport::ALL {
        let decision = contract.policy.classify(&Outcome::transport(*failure), None::<&Operation>);
        assert_eq!((decision.class(), decision.rank), (RetryClass::Unspecified, Rank::Default), "{failure}");
    }
    remarked(unspecified, &["no response"]);
}

/// The declared failing statuses of a class, in numeric order. Each has its own word, not that of a range.
pub(crate) fn statuses_of<A: Api>(is: impl Fn(RetryClass) -> bool) -> Vec<u16> {
    let failing = declared(A::contract()).into_iter().filter(|status| !A::contract().is_success(*status));
    let decides = |status: &u16| {
        let decision = A::contract().policy.classify(&Outcome::status(*status), None);
        assert_eq!(decision.rank, Rank::Status, "{} {status}", A::contract().name);
        is(decision.class())
    };
    let mut found: Vec<u16> = failing.filter(decides).collect();
    found.sort_unstable();
    found
}

/// The codes of a class that the page itself has, as what decides about an answer whose status says something else.
pub(crate) fn codes_of<C: Code>(policy: &Policy, is: impl Fn(RetryClass) -> bool) -> Vec<&'static str> {
    let of_page = C::ALL.iter().filter(|code| C::CATALOG.basis(code.row()) == Basis::Stated);
    let decides = |code: &&C| {
        let decision = policy.classify(&Outcome::status(418).code(**code), None);
        assert_eq!(decision.rank, Rank::Code, "{code:?}");
        is(decision.class())
    };
    of_page.filter(decides).map(|code| C::CATALOG.wire(code.row())).collect()
}

/// The same for error types.
pub(crate) fn types_of<C: Code>(policy: &Policy, is: impl Fn(RetryClass) -> bool) -> Vec<&'static str> {
    let decides = |code: &&C| {
        let decision = policy.classify(&Outcome::status(418).error_type(**code), None);
        assert_eq!(decision.rank, Rank::Type, "{code:?}");
        is(decision.class())
    };
    C::ALL.iter().filter(decides).map(|code| C::CATALOG.wire(code.row())).collect()
}

/// A call that may be repeated.
pub(crate) fn safe(policy: &Policy) -> Call<'_> {
    policy.call(Duration::ZERO, 42).safety(Safety::Safe)
}

/// The waits of a call all of whose attempts end alike, and why it ended. Credentials are renewed whenever that is asked for.
pub(crate) fn drive(mut call: Call<'_>, outcome: &Outcome<'_>) -> (Vec<Duration>, Option<GiveUp>) {
    let (mut now, mut waits) = (Duration::ZERO, Vec::new());
    let mut step = call.on_outcome(outcome, now);
    loop {
        step = match step {
            Step::End(Ok(())) => return (waits, None),
            Step::End(Err(gave_up)) => return (waits, Some(*gave_up)),
            Step::Refresh => call.refreshed(true, now),
            Step::Wait(wait) => {
                waits.push(wait.delay);
                now += wait.delay;
                call.on_outcome(outcome, now)
            }
        };
    }
}

/// Why such a call ended; `None` for success.
pub(crate) fn end(call: Call<'_>, outcome: &Outcome<'_>) -> Option<Reason> {
    drive(call, outcome).1.map(|gave_up| gave_up.reason)
}

/// The server may have acted, so that what cannot be sent twice is not.
#[track_caller]
pub(crate) fn not_repeated_if_unsafe(policy: &Policy, outcome: &Outcome<'_>) {
    assert_eq!(policy.classify(outcome, None).effect, Effect::Maybe);
    let (waits, gave_up) = drive(policy.call(Duration::ZERO, 1), outcome);
    assert_eq!((waits, gave_up.map(|gave_up| gave_up.reason)), (vec![], Some(Reason::UnsafeOperation)));
    assert!(!drive(policy.call(Duration::ZERO, 1).safety(Safety::Keyed("Idempotency-Key")), outcome).0.is_empty());
}
