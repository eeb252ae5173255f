//! The retry samples of five published error pages, as policies; the schedules are theirs.

use crate::retry_support::{doubling, millis, run, safe, secs, waits};
use errspec::RetryClass;
use errspec::headers::Form;
use errspec::retry::{Backoff, Factor, Hint, Jitter, Outcome, Policy, Reason, Retry, Rule, Transport};
use errspec::status::{StatusRow, Statuses};
use errspec::when::When;
use std::time::Duration;

const TRANSIENT: Option<Retry> = Some(Retry::of(RetryClass::Transient));
const THROTTLED: Option<Retry> = Some(Retry::of(RetryClass::Throttled));

const STATUSES: Statuses = Statuses {
    rows: &[
        StatusRow { facts: errspec::Facts { retry: THROTTLED, ..errspec::Facts::NONE }, ..StatusRow::new(429) },
        StatusRow { facts: errspec::Facts { retry: TRANSIENT, ..errspec::Facts::NONE }, ..StatusRow::new(500) },
        StatusRow { facts: errspec::Facts { retry: TRANSIENT, ..errspec::Facts::NONE }, ..StatusRow::new(503) },
    ],
    ranges: &[],
    ..Statuses::EMPTY
};

const EVERY: Policy = Policy { statuses: &STATUSES, backoff: doubling(secs(1)), ..Policy::DEFAULT };

/// `2 ** attempt + 1`; its comment claims 1, 3, 5.
#[test]
fn page_000_waits_2_3_and_5_seconds() {
    const PAGE: Policy = Policy {
        backoff: doubling(secs(1)).add(secs(1)),
        hints: &[Hint {
            when: When { status: &[(429, 429)], ..When::ANY },
            ..Hint::header("X-RateLimit-Reset", &[Form::UnixSeconds])
        }],
        ..EVERY
    };
    assert_eq!([1, 2, 3].map(|n| PAGE.delay(n)), [secs(2), secs(3), secs(5)]);
    for status in [429, 500, 503] {
        assert_eq!(waits(&PAGE, status, 1), [secs(2), secs(3)], "three attempts have two waits between them");
    }
    for status in [400, 401, 403, 404, 422, 502, 504] {
        assert!(waits(&PAGE, status, 1).is_empty(), "{status}");
    }
    let headers = [("X-RateLimit-Reset", "1600290595"), ("Date", "Wed, 16 Sep 2020 21:09:15 GMT")];
    assert_eq!(run(safe(&PAGE, 1), &Outcome::status(429).headers(&headers)).waits, [secs(40), secs(40)], "until the reset");
}

#[test]
fn page_001_leaves_the_numbers_open_and_hears_retry_after() {
    const PAGE: Policy = Policy {
        jitter: Jitter::FULL,
        hints: &[Hint { when: When { status: &[(429, 429)], ..When::ANY }, ..Hint::RETRY_AFTER }],
        ..EVERY
    };
    let throttled = run(safe(&PAGE, 1), &Outcome::status(429).headers(&[("Retry-After", "9")]));
    assert_eq!(throttled.waits, [secs(9), secs(9)]);
}

#[test]
fn page_002_waits_1_2_and_4_seconds_after_answers_and_broken_connections_alike() {
    const BROKEN: &[Rule] = &[
        Rule { when: When { transport: &[Transport::Connect], ..When::ANY }, retry: TRANSIENT, ..Rule::NONE },
        Rule { when: When { transport: &[Transport::Timeout], ..When::ANY }, retry: TRANSIENT, ..Rule::NONE },
    ];
    const PAGE: Policy = Policy { rules: BROKEN, ..EVERY };
    assert_eq!([1, 2, 3].map(|n| PAGE.delay(n)), [secs(1), secs(2), secs(4)]);
    assert_eq!(waits(&PAGE, 503, 1), [secs(1), secs(2)]);
    for failure in [Transport::Connect, Transport::Timeout] {
        assert_eq!(run(safe(&PAGE, 1), &Outcome::transport(failure)).waits, [secs(1), secs(2)]);
    }
}

#[test]
fn page_003_waits_1_2_and_4_seconds_and_up_to_half_a_second_more() {
    const PAGE: Policy = Policy {
        jitter: Jitter::additive(millis(500)),
        hints: &[Hint { when: When { status: &[(429, 429)], ..When::ANY }, default: Some(secs(5)), ..Hint::RETRY_AFTER }],
        ..EVERY
    };
    assert_eq!([1, 2, 3].map(|n| PAGE.delay_range(n)), [1, 2, 4].map(|s| (secs(s), secs(s) + millis(500))));
    for seed in 0..100 {
        for (wait, least) in waits(&PAGE, 500, seed).into_iter().zip([secs(1), secs(2)]) {
            assert!(least <= wait && wait <= least + millis(500), "{wait:?}");
        }
    }
    assert_eq!(waits(&PAGE, 429, 1), [secs(5), secs(5)], "without Retry-After five seconds");
    let date = run(safe(&PAGE, 1), &Outcome::status(429).headers(&[("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT")]));
    assert_eq!(date.waits, [secs(5), secs(5)], "a date is no crash");
}

#[test]
fn page_004_retries_five_times_and_its_jitter_may_exceed_the_cap() {
    const PAGE: Policy = Policy {
        attempts: 6,
        backoff: doubling(secs(1)).cap(secs(30)),
        jitter: Jitter::additive(secs(1)).soft(),
        hints: &[Hint { when: When { status: &[(429, 429)], ..When::ANY }, ..Hint::RETRY_AFTER }],
        ..EVERY
    };
    assert_eq!([1, 2, 3, 4, 5].map(|n| PAGE.delay_range(n)), [1, 2, 4, 8, 16].map(|s| (secs(s), secs(s + 1))));
    assert_eq!(PAGE.delay_range(6), (secs(30), secs(31)));
    let hard = Policy { jitter: Jitter::additive(secs(1)), ..PAGE };
    assert_eq!(hard.delay_range(6), (secs(29), secs(30)));
    let ended = run(safe(&PAGE, 1), &Outcome::status(500));
    assert_eq!((ended.waits.len(), ended.gave_up.unwrap().reason), (5, Reason::AttemptsExhausted));
    assert!(run(safe(&PAGE, 1), &Outcome::transport(Transport::Reset)).waits.is_empty());
}

/// Emitted tables are constants: the whole schedule is known when the program is compiled.
#[test]
fn schedules_are_constants() {
    const SCHEDULE: [Duration; 3] = {
        let curve = Backoff::exponential(secs(1), Factor::times(2)).add(secs(1));
        [curve.delay(1), curve.delay(2), curve.delay(3)]
    };
    assert_eq!(SCHEDULE, [secs(2), secs(3), secs(5)]);
}
