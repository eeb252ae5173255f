//! The numbers that vendors state about their own clients, with the random value fixed: exact to the nanosecond.

use core::time::Duration;
use errspec::RetryClass;
use errspec::headers::Headers;
use errspec::retry::{Budget, BudgetRules, Call, Operation, Outcome, Policy, Reason, Safety, Seed, Step, Tokens, Transport};
use errspec_tests as specs;

/// Half of what there is to choose from.
const HALF: Seed = Seed::fixed(1 << 63);

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

type Sent = Result<Duration, Reason>;

/// What follows on an outcome.
fn next(call: &mut Call<'_>, outcome: &Outcome<'_>) -> Sent {
    match call.on_outcome(outcome, Duration::ZERO) {
        Step::Wait(wait) => Ok(wait.delay),
        Step::End(Err(gave_up)) => Err(gave_up.reason),
        other => panic!("{other:?}"),
    }
}

fn call<'p>(policy: &'p Policy, operation: &'p Operation, seed: Seed) -> Call<'p> {
    policy.call(Duration::ZERO, seed).operation(operation)
}

/// The delays of a call whose attempts all end with this status.
fn waits(policy: &Policy, operation: &Operation, status: u16, seed: Seed) -> Vec<Duration> {
    let mut call = call(policy, operation, seed);
    core::iter::from_fn(|| next(&mut call, &Outcome::status(status)).ok()).take(20).collect()
}

/// The delay after a first attempt that ends with this status and these headers.
fn first(policy: &Policy, operation: &Operation, status: u16, headers: &dyn Headers, seed: Seed) -> Sent {
    next(&mut call(policy, operation, seed), &Outcome::status(status).headers(headers))
}

mod aws {
    use super::*;
    use specs::retry_aws::operations::{GET_ITEM, QUERY, RECEIVE_MESSAGE};
    use specs::retry_aws::{self, ErrorCode, RETRY_BUDGET};

    /// Tests run at the same time, so none takes from the budget that all calls share.
    static RETRY: Policy = Policy { budget: None, ..retry_aws::RETRY };

    #[test]
    fn transient_failures_begin_at_50_ms_and_throttled_ones_at_1_s() {
        assert_eq!(waits(&RETRY, &GET_ITEM, 503, Seed::HIGHEST), [50, 100].map(millis));
        assert_eq!(waits(&RETRY, &GET_ITEM, 503, HALF), [25, 50].map(millis));
        assert_eq!(waits(&RETRY, &GET_ITEM, 503, Seed::LOWEST), [0, 0].map(millis));
        assert_eq!(waits(&RETRY, &GET_ITEM, 429, Seed::HIGHEST), [1000, 2000].map(millis));
        let many = Policy { attempts: 12, ..RETRY };
        assert_eq!(waits(&many, &GET_ITEM, 503, Seed::HIGHEST)[8..], [12_800, 20_000, 20_000].map(millis));
    }

    /// max(t, min(hint, t + 5 s)), with t = 25 ms.
    #[test]
    fn a_hint_is_followed_up_to_5_s_above_the_delay() {
        for (hint, wait) in [("10", 25), ("25", 25), ("1500", 1500), ("5025", 5025), ("5026", 5025), ("60000", 5025)] {
            assert_eq!(first(&RETRY, &GET_ITEM, 503, &[("x-amz-retry-after", hint)], HALF), Ok(millis(wait)), "{hint} ms");
        }
        assert_eq!(first(&RETRY, &GET_ITEM, 503, &[("x-amz-retry-after", "soon")], HALF), Ok(millis(25)));
    }

    #[test]
    fn the_bucket_pays_14_or_5_and_gets_back_what_the_retry_took_or_1() {
        let budget = Budget::new(*RETRY_BUDGET.rules());
        let call = || call(&RETRY, &GET_ITEM, HALF).budget(&budget);
        let left = || budget.left().as_milli() / 1000;
        let mut retried = call();
        assert!(next(&mut retried, &Outcome::status(503)).is_ok() && left() == 486);
        assert!(next(&mut retried, &Outcome::status(429)).is_ok() && left() == 481);
        retried.on_outcome(&Outcome::status(200), Duration::ZERO);
        assert_eq!(left(), 486, "the last retry took 5");
        for expected in [487, 488] {
            call().on_outcome(&Outcome::status(200), Duration::ZERO);
            assert_eq!(left(), expected);
        }
        let paid = (0..100).take_while(|_| next(&mut call(), &Outcome::status(503)).is_ok()).count();
        assert_eq!((paid, left()), (34, 12), "488 = 34 * 14 + 12");
        let throttled = Outcome::status(429);
        assert_eq!([(); 3].map(|()| next(&mut call(), &throttled).is_ok()), [true, true, false]);
        assert_eq!(next(&mut call(), &throttled), Err(Reason::BudgetEmpty));
    }

    /// How an attempt ends.
    #[derive(Clone, Copy)]
    enum Ends {
        Status(u16),
        /// Status 400 with the code `Throttling`.
        Throttled,
        /// Status 500 with this `x-amz-retry-after`.
        After(&'static str),
    }
    use Ends::{After, Status, Throttled};

    /// What follows, and how many tokens are left. A give-up may have a delay.
    #[derive(Debug, PartialEq)]
    enum Follows {
        Retry(u64, u32),
        GaveUp(Reason, u64, u32),
        Success(u32),
    }
    use Follows::{GaveUp, Retry, Success};

    /// What follows on each of these outcomes, with so many tokens at the start and the highest random value. After a success, the next
    /// call begins.
    fn follows(operation: &Operation, attempts: Option<u32>, tokens: u32, outcomes: &[Ends]) -> Vec<Follows> {
        let budget = Budget::new(BudgetRules { capacity: Tokens::whole(tokens), ..*RETRY_BUDGET.rules() });
        let begin = || {
            let call = call(&RETRY, operation, Seed::HIGHEST).budget(&budget);
            attempts.into_iter().fold(call, Call::attempts)
        };
        let mut running = begin();
        let mut one = |ends: &Ends| {
            let headers = if let After(value) = ends { vec![("x-amz-retry-after", *value)] } else { Vec::new() };
            let outcome = match ends {
                Status(status) => Outcome::status(*status),
                Throttled => Outcome::status(400).code(ErrorCode::Throttling),
                After(_) => Outcome::status(500).headers(&headers),
            };
            let step = running.on_outcome(&outcome, Duration::ZERO);
            let (left, millis) = (budget.left().as_milli() / 1000, |delay: Duration| delay.as_millis() as u64);
            match step {
                Step::Wait(wait) => Retry(millis(wait.delay), left),
                Step::End(Err(gave_up)) => GaveUp(gave_up.reason, millis(gave_up.delay), left),
                Step::End(Ok(())) => {
                    running = begin();
                    Success(left)
                }
                Step::Refresh => panic!("nothing to refresh"),
            }
        };
        outcomes.iter().map(&mut one).collect()
    }

    /// The cases that the SDKs share (retry behavior 2.1; aws-sdk-go-v2 and smithy-java have them as tests).
    #[test]
    fn the_cases_of_the_sdks_come_out_as_there() {
        use Reason::{AttemptsExhausted, BudgetEmpty, NotRetryable};
        let plain = |outcomes: &[Ends]| follows(&GET_ITEM, None, 500, outcomes);
        let five = |tokens, outcomes: &[Ends]| follows(&GET_ITEM, Some(5), tokens, outcomes);
        assert_eq!(plain(&[Status(500), Status(500), Status(200)]), [Retry(50, 486), Retry(100, 472), Success(486)]);
        assert_eq!(plain(&[Status(502); 3]), [Retry(50, 486), Retry(100, 472), GaveUp(AttemptsExhausted, 0, 472)]);
        assert_eq!(follows(&GET_ITEM, None, 14, &[Status(500); 2]), [Retry(50, 0), GaveUp(BudgetEmpty, 0, 0)]);
        assert_eq!(follows(&GET_ITEM, None, 0, &[Status(500)]), [GaveUp(BudgetEmpty, 0, 0)]);
        assert_eq!(five(20, &[Status(500), Status(502)]), [Retry(50, 6), GaveUp(BudgetEmpty, 0, 6)]);
        let timing = [Retry(50, 486), Retry(100, 472), Retry(200, 458), Retry(400, 444), GaveUp(AttemptsExhausted, 0, 444)];
        assert_eq!(five(500, &[Status(500); 5]), timing);
        assert_eq!(
            five(30, &[Status(500), Status(502), Status(200), Status(500), Status(200)]),
            [Retry(50, 16), Retry(100, 2), Success(16), Retry(50, 2), Success(16)]
        );
        assert_eq!(plain(&[Throttled, Status(200)]), [Retry(1000, 495), Success(500)]);
        for (value, delay) in [("1500", 1500), ("0", 50), ("10000", 5050), ("invalid", 50)] {
            assert_eq!(plain(&[After(value), Status(200)]), [Retry(delay, 486), Success(500)], "{value}");
        }
        let dynamo = [Retry(25, 486), Retry(50, 472), Retry(100, 458), GaveUp(AttemptsExhausted, 0, 458)];
        assert_eq!(follows(&QUERY, None, 500, &[Status(500); 4]), dynamo);
        let poll = |attempts, tokens, outcomes: &[Ends]| follows(&RECEIVE_MESSAGE, attempts, tokens, outcomes);
        assert_eq!(poll(None, 0, &[Status(500)]), [GaveUp(BudgetEmpty, 50, 0)]);
        assert_eq!(poll(None, 0, &[Throttled]), [GaveUp(BudgetEmpty, 1000, 0)]);
        assert_eq!(poll(Some(2), 500, &[Status(500); 2]), [Retry(50, 486), GaveUp(AttemptsExhausted, 0, 486)]);
        assert_eq!(poll(Some(2), 500, &[Status(500), Status(200)]), [Retry(50, 486), Success(500)]);
        assert_eq!(poll(Some(2), 500, &[Status(404)]), [GaveUp(NotRetryable(RetryClass::Unspecified), 0, 500)]);
    }

    #[test]
    fn each_request_says_which_attempt_it_is() {
        let mut call = call(&RETRY, &GET_ITEM, HALF);
        let mut sent = Vec::new();
        for _ in 0..2 {
            sent.extend(call.next_attempt(Duration::ZERO).header.map(|(name, value)| format!("{name}: {value}")));
            assert!(next(&mut call, &Outcome::status(503)).is_ok());
        }
        assert_eq!(sent, ["amz-sdk-request: attempt=1; max=3", "amz-sdk-request: attempt=2; max=3"]);
    }
}

mod grpc {
    use super::*;
    use specs::retry_grpc::{self, RETRY_BUDGET, operations::UNARY};

    static RETRY: Policy = Policy { budget: None, ..retry_grpc::RETRY };

    #[test]
    fn delays_are_within_a_fifth_of_the_curve() {
        assert_eq!(waits(&RETRY, &UNARY, 503, HALF), [100, 200, 400].map(millis));
        assert_eq!(waits(&RETRY, &UNARY, 503, Seed::LOWEST), [80, 160, 320].map(millis));
        let many = Policy { attempts: 7, ..RETRY };
        assert_eq!(waits(&many, &UNARY, 503, Seed::HIGHEST), [120, 240, 480, 960, 1200, 1200].map(millis));
    }

    #[test]
    fn push_back_replaces_the_delay_and_the_backoff_begins_anew() {
        let mut call = call(&RETRY, &UNARY, HALF);
        assert_eq!(next(&mut call, &Outcome::status(503)), Ok(millis(100)));
        let pushed = [("grpc-retry-pushback-ms", "2500")];
        assert_eq!(next(&mut call, &Outcome::status(503).headers(&pushed)), Ok(millis(2500)));
        assert_eq!(next(&mut call, &Outcome::status(503)), Ok(millis(100)), "not 400");
        assert_eq!(first(&RETRY, &UNARY, 503, &[("grpc-retry-pushback-ms", "-1")], HALF), Err(Reason::ServerForbade));
    }

    #[test]
    fn every_failure_takes_a_token_and_half_of_them_stay() {
        let budget = Budget::new(*RETRY_BUDGET.rules());
        let run = || {
            let mut call = call(&RETRY, &UNARY, HALF).budget(&budget);
            core::iter::from_fn(|| next(&mut call, &Outcome::status(503)).ok()).count()
        };
        let succeed = |times| {
            for _ in 0..times {
                call(&RETRY, &UNARY, HALF).budget(&budget).on_outcome(&Outcome::status(200), Duration::ZERO);
            }
        };
        assert_eq!((run(), budget.left()), (3, Tokens::whole(6)), "four failures, the last of which is not retried");
        assert_eq!((run(), budget.left()), (0, Tokens::whole(5)));
        succeed(10);
        assert_eq!((run(), budget.left()), (0, Tokens::whole(5)), "6 - 1 is not more than half");
        succeed(11);
        assert_eq!((run(), budget.left()), (1, Tokens::milli(4100)));
        succeed(100);
        assert_eq!(budget.left(), Tokens::whole(10));
    }
}

mod storage {
    use super::*;
    use specs::retry_storage::{RETRY, operations};

    #[test]
    fn what_is_not_idempotent_is_repeated_only_if_there_was_no_connection() {
        let retried = |operation: &Operation, precondition: bool, outcome: &Outcome<'_>| {
            let call = call(&RETRY, operation, HALF);
            next(&mut if precondition { call.safety(Safety::Idempotent) } else { call }, outcome).is_ok()
        };
        let failed = [408, 429, 500, 502, 503, 504].map(Outcome::status);
        let broken = [Transport::Timeout, Transport::Reset].map(Outcome::transport);
        for outcome in failed.iter().chain(&broken) {
            assert!(retried(&operations::GET_OBJECT, false, outcome) && retried(&operations::INSERT_BUCKET, false, outcome));
            assert!(retried(&operations::INSERT_OBJECT, true, outcome), "with ifGenerationMatch");
            assert!(!retried(&operations::INSERT_OBJECT, false, outcome) && !retried(&operations::INSERT_ACL, false, outcome));
        }
        for operation in operations::ALL {
            assert!(retried(operation, false, &Outcome::transport(Transport::Connect)), "{}", operation.name);
            assert!(!retried(operation, false, &Outcome::status(404)));
        }
    }

    #[test]
    fn attempts_end_with_the_deadline() {
        let (mut call, mut now, mut waited) =
            (call(&RETRY, &operations::GET_OBJECT, Seed::HIGHEST), Duration::ZERO, Vec::new());
        while let Step::Wait(wait) = call.on_outcome(&Outcome::status(503), now) {
            now += wait.delay;
            waited.push(wait.delay.as_secs());
        }
        assert_eq!(waited, [1, 2, 4, 8, 16], "32 more would be after 50 s");
    }
}

mod openai {
    use super::*;
    use specs::retry_openai::{RETRY, operations::COMPLETE};

    #[test]
    fn delays_are_shortened_by_up_to_a_quarter() {
        assert_eq!(waits(&RETRY, &COMPLETE, 503, Seed::HIGHEST), [500, 1000].map(millis));
        assert_eq!(waits(&RETRY, &COMPLETE, 429, Seed::LOWEST), [375, 750].map(millis));
        let many = Policy { attempts: 7, ..RETRY };
        assert_eq!(waits(&many, &COMPLETE, 500, Seed::HIGHEST)[3..], [4000, 8000, 8000].map(millis));
    }

    #[test]
    fn milliseconds_precede_seconds_and_a_minute_is_the_most() {
        let first = |headers: &[(&str, &str)]| first(&RETRY, &COMPLETE, 429, &headers.to_vec(), Seed::HIGHEST);
        assert_eq!(first(&[("retry-after-ms", "120.5"), ("retry-after", "7")]), Ok(Duration::from_nanos(120_500_000)));
        assert_eq!(first(&[("retry-after", "7")]), Ok(millis(7000)));
        assert_eq!(first(&[("retry-after", "0.25")]), Ok(millis(250)));
        assert_eq!(first(&[("retry-after", "61")]), Ok(millis(500)), "over a minute, it is ignored");
    }

    #[test]
    fn the_server_decides_if_it_wants_to() {
        let says = |status, word| first(&RETRY, &COMPLETE, status, &[("x-should-retry", word)], Seed::HIGHEST);
        assert_eq!(says(503, "false"), Err(Reason::ServerForbade));
        assert_eq!(says(400, "true"), Ok(millis(500)));
        assert_eq!(says(400, "maybe"), Err(Reason::NotRetryable(RetryClass::Unspecified)));
        let mut call = call(&RETRY, &COMPLETE, HALF);
        assert!(next(&mut call, &Outcome::transport(Transport::Reset)).is_ok());
        assert_eq!(call.attempt_header().map(|(_, value)| value.to_string()).as_deref(), Some("1"), "one retry so far");
    }
}

mod stripe {
    use super::*;
    use specs::retry_stripe::{RETRY, operations};

    #[test]
    fn delays_are_halved_at_most_and_never_below_half_a_second() {
        let waits = |seed| waits(&RETRY, &operations::READ_CHARGE, 500, seed);
        assert_eq!((waits(Seed::LOWEST), waits(HALF)), ([500, 500].map(millis).to_vec(), [500, 750].map(millis).to_vec()));
        assert_eq!(waits(Seed::HIGHEST), [500, 1000].map(millis));
    }

    #[test]
    fn every_post_has_a_key_and_may_be_repeated() {
        assert_eq!(operations::CREATE_CHARGE.safety, Safety::Keyed("Idempotency-Key"));
        assert!(first(&RETRY, &operations::CREATE_CHARGE, 500, &(), HALF).is_ok());
        let says = |status, word| first(&RETRY, &operations::CREATE_CHARGE, status, &[("Stripe-Should-Retry", word)], HALF);
        assert_eq!((says(500, "false"), says(429, "true")), (Err(Reason::ServerForbade), Ok(millis(500))));
        assert_eq!(first(&RETRY, &operations::READ_CHARGE, 503, &[("Retry-After", "3")], HALF), Ok(millis(3000)));
        assert_eq!(first(&RETRY, &operations::READ_CHARGE, 503, &[("Retry-After", "61")], HALF), Ok(millis(500)));
    }
}

mod kubernetes {
    use super::*;
    use specs::retry_kubernetes::{RETRY, operations::GET_POD};

    #[test]
    fn the_body_says_how_many_seconds() {
        let body = br#"{"reason":"Timeout","message":"busy","details":{"retryAfterSeconds":5}}"#.to_vec();
        let wait = |status, body: &Vec<u8>, headers: &dyn Headers| {
            next(&mut call(&RETRY, &GET_POD, HALF), &Outcome::status(status).body(body).headers(headers))
        };
        assert_eq!(wait(504, &body, &()), Ok(millis(5000)));
        assert_eq!(wait(429, &Vec::new(), &[("Retry-After", "2")]), Ok(millis(2000)));
        assert_eq!(wait(429, &Vec::new(), &()), Ok(millis(1000)));
        assert_eq!(wait(500, &body, &()), Err(Reason::NotRetryable(RetryClass::Unspecified)));
    }
}

mod github {
    use super::*;
    use specs::retry_github::{RETRY, operations::GET_REPO};

    const DATE: (&str, &str) = ("Date", "Sun, 06 Nov 1994 08:49:37 GMT");

    #[test]
    fn the_reset_counts_only_if_nothing_remains() {
        let reset = |remaining| [DATE, ("x-ratelimit-remaining", remaining), ("x-ratelimit-reset", "784111900")];
        assert_eq!(first(&RETRY, &GET_REPO, 429, &reset("0"), HALF), Ok(millis(123_000)));
        assert_eq!(first(&RETRY, &GET_REPO, 429, &reset("7"), HALF), Ok(millis(60_000)));
        assert_eq!(first(&RETRY, &GET_REPO, 403, &reset("0"), HALF), Ok(millis(123_000)));
        assert_eq!(first(&RETRY, &GET_REPO, 403, &reset("7"), HALF), Err(Reason::NotRetryable(RetryClass::Never)));
    }

    #[test]
    fn a_secondary_limit_says_so_in_a_header_or_in_its_message() {
        assert_eq!(first(&RETRY, &GET_REPO, 403, &[("retry-after", "90")], HALF), Ok(millis(90_000)));
        let body = br#"{"message":"You have exceeded a secondary rate limit."}"#.to_vec();
        let wait = next(&mut call(&RETRY, &GET_REPO, HALF), &Outcome::status(403).body(&body));
        assert_eq!(wait, Ok(millis(60_000)));
    }
}
