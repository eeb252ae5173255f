//! What the server says about delays, and how that is combined with the backoff. The numbers are those of known bugs.

use crate::retry_support::{self, TRANSIENT, millis, run, run_timed, safe, secs, waits};
use errspec::headers::Form;
use errspec::retry::{
    Choose, Combine, DelaySource, Hint, HintAs, Hinted, Jitter, Outcome, OverMax, Policy, Reason, Repeat, ServerSays, Step,
};
use errspec::when::When;
use std::collections::BTreeSet;
use std::time::Duration;

const HINTED: Policy = Policy { hints: &[Hint::RETRY_AFTER], ..TRANSIENT };

fn hinted(policy: &Policy, value: &str) -> retry_support::Run {
    run(safe(policy, 1), &Outcome::status(429).headers(&[("Retry-After", value)]))
}

/// A library whose stop rule was not asked again after a server's delay went on for ever.
#[test]
fn b09_a_servers_delay_does_not_set_aside_the_stop_rules() {
    let few = hinted(&Policy { attempts: 4, ..HINTED }, "2");
    assert_eq!(few.waits, [secs(2), secs(2), secs(4)]);
    assert_eq!(few.gave_up.unwrap().reason, Reason::AttemptsExhausted);
    let limited = hinted(&Policy { attempts: 1000, deadline: Some(secs(50)), ..HINTED }, "20");
    assert_eq!(limited.waits, [secs(20), secs(20)]);
    assert_eq!(limited.gave_up.unwrap().reason, Reason::DeadlineWouldPass);
}

/// A library showed the server's delay and slept its own.
#[test]
fn b10_what_is_said_is_what_is_waited() {
    let mut call = safe(&HINTED, 1);
    let Step::Wait(wait) = call.on_outcome(&Outcome::status(503).headers(&[("Retry-After", "30")]), secs(0)) else {
        panic!("no wait")
    };
    assert_eq!((wait.delay, wait.source), (secs(30), DelaySource::Hint(secs(30))));
    assert_eq!(call.log().entries().next().unwrap().delay, Some(secs(30)));
}

#[test]
fn b11_a_hint_over_the_maximum_ends_the_call_and_says_how_long_it_was() {
    for (value, asked) in [("121", secs(121)), ("86400", secs(86_400)), ("100000000000000000000", secs(u64::MAX))] {
        let ended = hinted(&HINTED, value);
        assert!(ended.waits.is_empty());
        assert_eq!(ended.gave_up.unwrap().reason, Reason::HintTooLong(asked));
    }
    assert_eq!(hinted(&HINTED, "120").waits, [secs(120), secs(120)]);
}

#[test]
fn b11_clamping_and_ignoring_are_opt_in() {
    const CLAMP: &[Hint] = &[Hint { over_max: OverMax::Clamp, max: secs(10), ..Hint::RETRY_AFTER }];
    const IGNORE: &[Hint] = &[Hint { over_max: OverMax::Ignore, max: secs(10), ..Hint::RETRY_AFTER }];
    assert_eq!(hinted(&Policy { hints: CLAMP, ..HINTED }, "86400").waits, [secs(10), secs(10)]);
    assert_eq!(hinted(&Policy { hints: IGNORE, ..HINTED }, "86400").waits, [secs(1), secs(2)]);
}

/// Clients raised, or did not wait at all.
#[test]
fn b12_past_zero_and_negative_hints_leave_the_plain_backoff() {
    for value in ["0", "-1", "-86400", "Sun, 06 Nov 1994 08:49:37 GMT"] {
        let received = Outcome::status(429).received_at(secs(1_780_000_000));
        let ended = run(safe(&HINTED, 1), &received.headers(&[("Retry-After", value)]));
        assert_eq!(ended.waits, [secs(1), secs(2)], "{value:?}");
    }
}

/// A wait of zero is a hot loop, wherever the zero comes from.
#[test]
fn b12_a_maximum_or_default_of_zero_leaves_the_plain_backoff() {
    const ZERO_MAX: &[Hint] = &[Hint { over_max: OverMax::Clamp, max: Duration::ZERO, ..Hint::RETRY_AFTER }];
    const ZERO_DEFAULT: &[Hint] = &[Hint { default: Some(Duration::ZERO), ..Hint::RETRY_AFTER }];
    for (hints, value) in [(ZERO_MAX, "5"), (ZERO_DEFAULT, "soon")] {
        let policy = Policy { hints, combine: Combine::Replace, ..HINTED };
        assert_eq!(hinted(&policy, value).waits, [secs(1), secs(2)]);
    }
}

#[test]
fn b13_malformed_hints_leave_the_plain_backoff() {
    for value in ["", " ", "+5", "1.5", "\u{b2}", "soon", "5;6", "Sun, 06 Nov 2094 08:49:37 CET"] {
        assert_eq!(hinted(&HINTED, value).waits, [secs(1), secs(2)], "{value:?}");
    }
}

#[test]
fn b14_a_reset_in_the_wrong_unit_neither_hurries_nor_hangs() {
    const RESET: &[Hint] = &[Hint::header("X-RateLimit-Reset", &[Form::UnixSeconds])];
    let policy = Policy { hints: RESET, ..TRANSIENT };
    let reset = |value| {
        let headers = [("X-RateLimit-Reset", value), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT")];
        policy.hint(&Outcome::status(429).headers(&headers))
    };
    assert_eq!(reset("784111800"), Hinted::Wait(secs(23)));
    assert_eq!(reset("23"), Hinted::Nothing, "seconds from now taken for a moment lie in the past");
    assert!(matches!(reset("784111800000"), Hinted::TooLong(_)), "milliseconds taken for seconds are far ahead");
}

/// A client's clock that is minutes off must not change the wait.
#[test]
fn b14_moments_count_from_the_servers_own_date() {
    let headers = [("Retry-After", "Sun, 06 Nov 1994 08:50:00 GMT"), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT")];
    for wall_clock in [0, 784_111_777 - 600, 784_111_777 + 600] {
        let outcome = Outcome::status(503).headers(&headers).received_at(secs(wall_clock));
        assert_eq!(HINTED.hint(&outcome), Hinted::Wait(secs(23)));
    }
    let without_date = &headers[..1];
    let received = Outcome::status(503).headers(&without_date).received_at(secs(784_111_770));
    assert_eq!(HINTED.hint(&received), Hinted::Wait(secs(30)));
    assert_eq!(HINTED.hint(&Outcome::status(503).headers(&without_date)), Hinted::Nothing, "no clock, no wait");
}

#[test]
fn the_wait_is_never_shorter_than_the_hint_and_spread_is_only_added() {
    let policy = Policy { spread: millis(500), jitter: Jitter::FULL, ..HINTED };
    let outcome = Outcome::status(429);
    let outcome = outcome.headers(&[("Retry-After", "7")]);
    let all: BTreeSet<Duration> = (0..300).flat_map(|seed| run(safe(&policy, seed), &outcome).waits).collect();
    assert!(*all.first().unwrap() >= secs(7) && *all.last().unwrap() <= millis(7_500));
    assert!(all.len() > 590, "clients told the same moment come back spread out");
}

#[test]
fn a_longer_backoff_wins_over_a_short_hint() {
    assert_eq!(hinted(&Policy { attempts: 4, ..HINTED }, "1").waits, [secs(1), secs(2), secs(4)]);
    let replace = Policy { attempts: 4, combine: Combine::Replace, ..HINTED };
    assert_eq!(hinted(&replace, "1").waits, [secs(1), secs(1), secs(1)]);
}

#[test]
fn hints_are_tried_in_order_and_only_on_their_statuses() {
    const ORDERED: &[Hint] = &[
        Hint { when: When { status: &[(429, 429)], ..When::ANY }, ..Hint::RETRY_AFTER },
        Hint {
            when: When { status: &[(429, 429)], ..When::ANY },
            ..Hint::header("X-RateLimit-Reset-After", &[Form::DelaySeconds])
        },
        Hint { when: When { status: &[(500, 599)], ..When::ANY }, ..Hint::body("/error/retry_after", &[Form::DecimalSeconds]) },
    ];
    let policy = Policy { hints: ORDERED, ..TRANSIENT };
    let both = [("retry-after", "5"), ("x-ratelimit-reset-after", "9")];
    let body = [("/error/retry_after", "2.5")];
    let hint = |outcome: Outcome<'_>| policy.hint(&outcome.body(&body));
    assert_eq!(hint(Outcome::status(429).headers(&both)), Hinted::Wait(secs(5)));
    assert_eq!(hint(Outcome::status(429).headers(&&both[1..])), Hinted::Wait(secs(9)));
    assert_eq!(
        hint(Outcome::status(429).headers(&[("retry-after", "soon"), ("x-ratelimit-reset-after", "9")])),
        Hinted::Wait(secs(9))
    );
    assert_eq!(hint(Outcome::status(503).headers(&both)), Hinted::Wait(millis(2_500)));
    assert_eq!(hint(Outcome::status(409).headers(&both)), Hinted::Nothing);
}

#[test]
fn a_default_stands_in_where_its_status_matches_and_no_hint_is_usable() {
    const HINTS: &[Hint] = &[
        Hint { when: When { status: &[(429, 429)], ..When::ANY }, default: Some(secs(5)), ..Hint::RETRY_AFTER },
        Hint { when: When { status: &[(429, 429)], ..When::ANY }, ..Hint::header("X-Reset-After", &[Form::DelaySeconds]) },
    ];
    let policy = Policy { hints: HINTS, ..TRANSIENT };
    assert_eq!(waits(&policy, 429, 1), [secs(5), secs(5)]);
    assert_eq!(waits(&policy, 503, 1), [secs(1), secs(2)]);
    assert_eq!(hinted(&policy, "3").waits, [secs(3), secs(3)]);
    assert_eq!(
        policy.hint(&Outcome::status(429).headers(&[("x-reset-after", "9")])),
        Hinted::Wait(secs(9)),
        "said beats default"
    );
}

#[test]
fn the_hint_counts_from_the_response_not_from_the_start_of_the_call() {
    let outcome = Outcome::status(503);
    let ended =
        run_timed(safe(&Policy { attempts: 2, ..HINTED }, 1), &outcome.headers(&[("Retry-After", "10")]), secs(4), secs(0));
    assert_eq!((ended.waits, ended.ended), (vec![secs(10)], secs(4 + 10 + 4)));
}

const LONGEST: Policy = Policy {
    choose: Choose::Longest,
    hints: &[Hint::RETRY_AFTER, Hint::header("X-Wait", &[Form::DelayMillis]), Hint::header("X-Go", &[Form::GoDuration])],
    ..TRANSIENT
};

#[test]
fn of_several_hints_the_longest_can_count() {
    let headers = [("Retry-After", "2"), ("X-Wait", "5500"), ("X-Go", "3s")];
    let outcome = Outcome::status(503).headers(&headers);
    assert_eq!(LONGEST.hint(&outcome), Hinted::Wait(Duration::from_millis(5500)));
    assert_eq!(Policy { choose: Choose::First, ..LONGEST }.hint(&outcome), Hinted::Wait(secs(2)));
    let too_long = [("Retry-After", "2"), ("X-Go", "1h")];
    assert_eq!(LONGEST.hint(&Outcome::status(503).headers(&too_long)), Hinted::TooLong(secs(3600)));
}

#[test]
fn a_server_can_set_the_base_of_the_backoff() {
    const BASE: Hint = Hint { says: HintAs::Base, ..Hint::header("X-Base", &[Form::DelayMillis]) };
    let policy = Policy { attempts: 5, hints: &[BASE], ..TRANSIENT };
    let mut call = crate::retry_support::safe(&policy, 1);
    let mut wait = |headers: &[(&str, &str)]| match call.on_outcome(&Outcome::status(503).headers(&headers.to_vec()), secs(0)) {
        Step::Wait(wait) => wait.delay.as_millis(),
        other => panic!("{other:?}"),
    };
    assert_eq!(wait(&[]), 1000, "the contract's");
    assert_eq!(wait(&[("X-Base", "300")]), 600, "300 * 2");
    assert_eq!(wait(&[]), 1200, "from now on");
    assert_eq!(wait(&[("X-Base", "10")]), 80);
    let mut call = crate::retry_support::safe(&policy, 1);
    let step = call.on_outcome(&Outcome::status(503).headers(&[("X-Base", "121000")]), secs(0));
    assert!(matches!(step, Step::End(Err(gave_up)) if gave_up.reason == Reason::HintTooLong(secs(121))));
}

#[test]
fn places_where_the_server_speaks_are_asked_in_order() {
    const SAYS: &[ServerSays] = &[
        ServerSays::header("X-Retry").yes(&["true", "1"]).no(&["false", "0"]),
        ServerSays::body("/retryable").yes(&["true"]).no(&["false"]),
    ];
    let policy = Policy { server_says: SAYS, ..Policy::DEFAULT };
    let says = |header: &str, body: &str| {
        policy.classify(&Outcome::status(500).headers(&[("X-Retry", header)]).body(&body.as_bytes().to_vec()), None).server
    };
    assert_eq!(says("0", r#"{"retryable": true}"#), Some(false), "the first that speaks");
    assert_eq!(says("perhaps", r#"{"retryable": true}"#), Some(true));
    assert_eq!(says("", r#"{"retryable": false}"#), Some(false));
    assert_eq!((says("TRUE", "{}"), says("2", r#"{"retryable": null}"#)), (Some(true), None));
}

/// A server that asks for a retry does not say that nothing was done.
#[test]
fn a_yes_of_the_server_does_not_lift_the_safety_gate() {
    let policy = Policy { server_says: const { &[ServerSays::header("X-Retry").yes(&["true"])] }, ..Policy::DEFAULT };
    let yes =
        |policy: &Policy| policy.call(secs(0), 1).on_outcome(&Outcome::status(500).headers(&[("X-Retry", "true")]), secs(0));
    assert!(matches!(yes(&policy), Step::End(Err(gave_up)) if gave_up.reason == Reason::UnsafeOperation));
    assert!(matches!(yes(&Policy { repeat: Some(Repeat::Any), ..policy }), Step::Wait(_)), "the contract lifts it");
}
