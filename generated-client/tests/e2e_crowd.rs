//! Ten thousand faults of every kind, in random order: each arrives typed with its bytes, nothing that may have been done is sent
//! again, and no call is sent more often than its contract says. What was sent is what the server saw.
#![cfg(feature = "blocking")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod e2e_support;

use e2e_support::{READ, TestCaller, WRITE, any, caller, serve};
use errspec::retry::{Answer as _, Outcome};
use errspec::{Api, Effect};
use errspec_server::{Answer, Body, Entry, Then};
use generated_client::client::{Broken, Cause, Failure, Reply};
use generated_client::{images, jobs, media_tasks, vision};

/// A small generator (xorshift), so that a failing run can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

const PAGE: &str = "<html>gateway</html>";

/// One of the faults that there are, or now and then a success.
fn fault<A: Api>(random: &mut Random) -> Answer {
    let catalogues = A::CONTRACT.catalogues;
    let catalogue = catalogues[random.below(catalogues.len())];
    let code =
        |random: &mut Random| Answer::new().code_of(catalogue.name, catalogue.wire(random.below(catalogue.len()) as u16));
    let rows = A::CONTRACT.statuses().rows;
    match random.below(12) {
        0 => Answer::new().status(200).body(Body::Json(serde_json::json!({ "ok": true }))),
        1 => Answer::new().then(Then::Reset),
        2 => Answer::new().then(Then::Close),
        3 => Answer::new().then(Then::Garbage),
        4 => Answer::new().status(200).body(Body::Text(PAGE.into())).truncated(random.below(PAGE.len())),
        5 => Answer::new().status(500).body(Body::Text(PAGE.into())).truncated(random.below(PAGE.len())),
        6 => Answer::new().status([500, 502, 503, 504, 429, 404][random.below(6)]).body(Body::Text(PAGE.into())),
        7 => Answer::new().status([500, 503, 429, 413, 451, 599][random.below(6)]).body(Body::Empty),
        8 => Answer::new().status(rows[random.below(rows.len())].status.max(400)),
        _ => code(random),
    }
}

/// Whether the server may have acted before it answered so, as the contract has it of what was sent.
fn may_have_acted<A: Api>(entry: &Entry) -> bool {
    let outcome = match (entry.then, entry.status) {
        (Then::Full, Some(status)) if !A::CONTRACT.is_success(status) => Outcome::status(status),
        (Then::Truncate(_), Some(status)) if status >= 400 => Outcome::status(status),
        _ => return true,
    };
    A::CONTRACT.policy.classify(&outcome, None).effect != Effect::None
}

/// The failure says what the server did last.
fn is_told<A: Api>(failure: &Failure<A>, last: &Entry) {
    match (last.then, last.status) {
        (Then::Full | Then::Truncate(_), Some(status)) if !A::CONTRACT.is_success(status) => {
            assert_eq!(failure.error().map(|error| error.status()), Some(status), "{failure} for {last:?}");
            if let Then::Truncate(bytes) = last.then {
                assert_eq!(failure.raw(), &PAGE.as_bytes()[..bytes], "{last:?}");
            }
        }
        (Then::Truncate(bytes), _) => {
            assert!(matches!(failure.cause, Cause::Broken(..)), "{failure}");
            assert_eq!(failure.raw(), &PAGE.as_bytes()[..bytes], "{last:?}");
        }
        _ => assert!(matches!(failure.cause, Cause::Broken(..)), "{failure} for {last:?}"),
    }
}

/// Calls until the script is used up; how many faults were met.
fn crowd<A: Api>(seed: u64, answers: usize) -> usize {
    let server = serve::<A>();
    let (caller, _): (TestCaller<A>, _) = caller(&server);
    let mut random = Random(seed);
    server.script((0..answers).map(|_| fault::<A>(&mut random)).collect()).unwrap();
    let mut calls = Vec::new();
    while server.scripted() > 0 {
        let operation = if random.below(2) == 0 { &READ } else { &WRITE };
        calls.push(caller.call(&any(operation, format!("/{}", calls.len()))));
    }
    let log = server.log();
    let mut log = log.as_slice();
    let mut faults = 0;
    for (n, called) in calls.iter().enumerate() {
        let sent = log.iter().take_while(|entry| entry.path == format!("/{n}")).count();
        let (of_call, rest) = log.split_at(sent);
        log = rest;
        let last = of_call.last().unwrap();
        assert!(sent <= A::CONTRACT.policy.max_attempts() as usize, "call {n}, seed {seed}: {of_call:?}");
        let repeated = of_call.iter().rev().skip(1);
        let unsafe_again = last.method == "POST" && repeated.clone().any(may_have_acted::<A>);
        assert!(!unsafe_again, "call {n}, seed {seed}: {of_call:?}");
        match called {
            Ok(_) => assert!(last.then == Then::Full && last.status.is_some_and(|status| A::CONTRACT.is_success(status))),
            Err(failure) => {
                is_told(failure, last);
                assert_eq!(failure.attempts() as usize, sent, "{failure}");
            }
        }
        faults += sent - usize::from(called.is_ok());
    }
    assert!(log.is_empty(), "the server saw no request that no call made");
    faults
}

#[test]
fn ten_thousand_faults_lose_no_error_and_repeat_no_unsafe_call() {
    let crowds: [fn() -> usize; 4] = [
        || crowd::<jobs::Api>(1, 4_000),
        || crowd::<vision::Api>(2, 3_000),
        || crowd::<images::Api>(3, 2_500),
        || crowd::<media_tasks::Api>(4, 2_000),
    ];
    let threads = crowds.map(std::thread::spawn);
    let faults: usize = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
    assert!(faults >= 10_000, "{faults}");
}

/// A reply made of what cannot be sent is told as well; the types of a broken reply hold no panic.
#[test]
fn a_broken_reply_is_an_outcome() {
    let broken = Broken { kind: errspec::retry::Transport::Tls, detail: "no".into() };
    let reply = Reply::<jobs::Api>::of(Err(broken));
    assert_eq!((reply.outcome().summary().to_string(), reply.bytes()), ("no answer (tls)".into(), &b""[..]));
}
