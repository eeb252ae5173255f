//! B05: a floating-point factor accepts values that are not valid factors.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::catch::caught;
use crate::clock::stopped;
use backoff::backoff::Backoff as _;
use backon::BackoffBuilder as _;
use errspec::retry::{Backoff, Factor, Jitter, PolicyBuilder, PolicyError};
use mulligan::Backoff as _;
use std::time::Duration;
use tower::retry::backoff::{Backoff as _, ExponentialBackoffMaker, MakeBackoff as _};
use tower::util::rng::HasherRng;

const BASE: Duration = Duration::from_secs(1);

pub(super) fn case() -> Case {
    let nonsense = [f64::NAN, -1.0];
    Case {
        id: "B05",
        title: "invalid floats as factors",
        conditions: "a growth factor of NaN and of -1 on a base of 1 s without a cap; if growth is a whole number, a \
                     jitter of NaN and of -1. Holds: the value cannot be written or is rejected",
        seen: &[],
        findings: vec![
            errspec(),
            judge(Peer::Backon, "factor", nonsense.map(backon)),
            judge(Peer::Backoff, "multiplier", nonsense.map(backoff)),
            judge(Peer::TokioRetry2, "base_factor", nonsense.map(tokio_retry2)),
            Finding::new(Peer::RetryPolicies, true, "has no float to set"),
            judge(Peer::Tower, "jitter", nonsense.map(tower)),
            judge(Peer::ExponentialBackoff, "jitter", nonsense.map(exponential_backoff)),
            judge(Peer::Mulligan, "multiplier", nonsense.map(mulligan)),
            Finding::new(Peer::Tryhard, true, "has no float to set"),
        ],
    }
}

/// A later delay, or why there is none.
type Later = Result<Duration, String>;

fn judge(peer: Peer, what: &str, [nan, negative]: [Later; 2]) -> Finding {
    let holds = nan.is_err() && negative.is_err();
    let say = |later: Later| match later {
        Err(_) => "refused".to_owned(),
        Ok(Duration::MAX) => "a delay of Duration::MAX".to_owned(),
        Ok(delay) => format!("a delay of {delay:?}"),
    };
    Finding::new(peer, holds, format!("{what} NaN: {}; -1: {}", say(nan), say(negative)))
}

fn errspec() -> Finding {
    let shrinking = PolicyBuilder::new().backoff(Backoff::exponential(BASE, Factor::decimal(999_999_999, 9))).build();
    let wide = PolicyBuilder::new().jitter(Jitter::proportional(Factor::decimal(1_000_000_001, 9))).build();
    let refused = shrinking.is_err_and(|why| why == PolicyError::FactorBelowOne)
        && wide.is_err_and(|why| why == PolicyError::RatioAboveOne);
    Finding::new(Peer::Errspec, refused, "factors are exact decimals without a sign; 0.999999999 is rejected")
}

fn backon(factor: f64) -> Later {
    let builder = backon::ExponentialBuilder::new().with_factor(factor as f32).with_min_delay(BASE).without_max_delay();
    caught(|| builder.build().nth(2).unwrap_or_default())
}

fn backoff(multiplier: f64) -> Later {
    let mut builder = backoff::ExponentialBackoffBuilder::new();
    builder.with_initial_interval(BASE).with_max_interval(Duration::MAX).with_multiplier(multiplier);
    caught(|| {
        let mut backoff = builder.with_randomization_factor(0.0).with_max_elapsed_time(None).build();
        (0..3).filter_map(|_| backoff.next_backoff()).last().unwrap_or_default()
    })
}

fn tokio_retry2(factor: f64) -> Later {
    let strategy = tokio_retry2::strategy::ExponentialFactorBackoff::from_millis(1_000, factor);
    // -1 alternates between the delay and 0 s; the second and fourth delay show that, the third does not.
    caught(|| strategy.take(4).last().unwrap_or_default())
}

fn tower(jitter: f64) -> Later {
    stopped(async {
        let maker = ExponentialBackoffMaker::new(BASE, Duration::MAX, jitter, HasherRng::default());
        let mut backoff = maker.map_err(|why| why.to_string())?.make_backoff();
        caught(|| backoff.next_backoff().deadline() - tokio::time::Instant::now())
    })
}

fn exponential_backoff(jitter: f64) -> Later {
    let mut backoff = exponential_backoff::Backoff::new(5, BASE, None);
    caught(|| {
        backoff.set_jitter(jitter as f32);
        backoff.iter().flatten().nth(2).unwrap_or_default()
    })
}

fn mulligan(multiplier: f64) -> Later {
    caught(|| mulligan::Exponential::base(BASE).multiplier(multiplier).delay(3))
}
