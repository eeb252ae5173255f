//! A limit on the rate of requests that adapts to the server's throttling.

use core::time::Duration;

/// Limits how many requests a client sends per second, as the adaptive retry mode of the AWS SDKs does. Nothing is limited until the server
/// throttles a request. From then on, each request takes a token from a bucket. A throttled request sets the rate at which the bucket is
/// filled to 70 % of the measured rate or, if that is lower, of the current rate. The responses after it let the rate grow again: first
/// quickly, then slowly near the rate at which the server throttled, and then faster and faster (CUBIC, RFC 9438 §4.1).
///
/// Clients to which the server applies one common limit should share an `AdaptiveRate`, for example in a mutex. The clients of
/// `errspec-client` do so for all their calls if `Settings::adaptive_rate` is set. Use it only if all requests
/// of a program are throttled together, because one throttled resource slows down the requests to all others. It does not read a clock. The
/// caller passes the time since any fixed point in time, measured with a monotonic clock.
///
/// ```
/// use core::time::Duration;
/// use errspec::retry::AdaptiveRate;
///
/// let mut rate = AdaptiveRate::new(Duration::ZERO);
/// let mut now = Duration::ZERO;
/// let mut send = |throttled, now: &mut Duration| {
///     let delay = rate.acquire(*now);
///     *now += delay; // sleep, then send the request
///     rate.ended(throttled, *now);
///     delay
/// };
/// assert_eq!(send(false, &mut now), Duration::ZERO);
/// assert_eq!(send(true, &mut now), Duration::ZERO);
/// assert_eq!(send(false, &mut now), Duration::from_secs(2), "half a request a second");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct AdaptiveRate {
    /// Whether the server has throttled a request.
    limits: bool,
    /// Tokens per second, the maximum number of tokens, and their number, which is negative while requests wait for theirs.
    fill_rate: f64,
    capacity: f64,
    tokens: f64,
    /// When tokens were added last, in seconds.
    filled: Option<f64>,
    /// The smoothed measured rate, the number of responses in the current half second, and the beginning of that half second.
    measured: f64,
    responses: f64,
    half_second: f64,
    /// The rate at which the server last throttled, the time at which it did, and how long it takes to return to that rate.
    throttled_rate: f64,
    throttled_at: f64,
    way_back: f64,
}

/// The part of the rate that remains after a throttled request.
const REMAINS: f64 = 0.7;
/// How fast the rate grows.
const GROWTH: f64 = 0.4;
/// The weight of a new measurement.
const SMOOTHING: f64 = 0.8;
const LOWEST_RATE: f64 = 0.5;
const LOWEST_CAPACITY: f64 = 1.0;

impl AdaptiveRate {
    /// A rate that is not limited yet. `now` is the time at which the measurement begins.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn new(now: Duration) -> Self {
        Self {
            limits: false,
            fill_rate: LOWEST_RATE,
            capacity: LOWEST_CAPACITY,
            tokens: 0.0,
            filled: None,
            measured: 0.0,
            responses: 0.0,
            half_second: now.as_secs() as f64,
            throttled_rate: 0.0,
            throttled_at: now.as_secs_f64(),
            way_back: 0.0,
        }
    }

    /// Takes a token for a request, and returns how long to wait before sending it. Call it before each attempt, the first included.
    #[cfg_attr(debug_assertions, inline)]
    pub fn acquire(&mut self, now: Duration) -> Duration {
        if !self.limits {
            return Duration::ZERO;
        }
        self.fill(now.as_secs_f64());
        self.tokens -= 1.0;
        if self.tokens >= 0.0 { Duration::ZERO } else { seconds(-self.tokens / self.fill_rate) }
    }

    /// Returns the token of a request that waited for it but is not sent after all.
    #[cfg_attr(debug_assertions, inline)]
    pub fn give_back(&mut self) {
        self.tokens = (self.tokens + 1.0).min(self.capacity);
    }

    /// Reports that an attempt ended, and whether the server throttled it.
    #[cfg_attr(debug_assertions, inline)]
    pub fn ended(&mut self, throttled: bool, now: Duration) {
        let now = now.as_secs_f64();
        self.measure(now);
        let rate = if throttled {
            let rate = if self.limits { self.measured.min(self.fill_rate) } else { self.measured };
            (self.throttled_rate, self.throttled_at, self.limits) = (rate, now, true);
            self.way_back = cube_root(rate * (1.0 - REMAINS) / GROWTH);
            rate * REMAINS
        } else {
            let since = now - self.throttled_at - self.way_back;
            GROWTH * since * since * since + self.throttled_rate
        };
        // Tokens that are due so far come at the rate so far.
        self.fill(now);
        let rate = rate.min(2.0 * self.measured);
        (self.fill_rate, self.capacity) = (rate.max(LOWEST_RATE), rate.max(LOWEST_CAPACITY));
        self.tokens = self.tokens.min(self.capacity);
    }

    /// The allowed requests per second; `None` as long as nothing is limited.
    #[inline]
    pub fn per_second(&self) -> Option<f64> {
        self.limits.then_some(self.fill_rate)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn fill(&mut self, now: f64) {
        let since = self.filled.map_or(0.0, |filled| (now - filled).max(0.0));
        self.tokens = (self.tokens + since * self.fill_rate).min(self.capacity);
        self.filled = Some(now);
    }

    /// Counts a response, and measures the rate once per half second.
    #[cfg_attr(debug_assertions, inline)]
    fn measure(&mut self, now: f64) {
        self.responses += 1.0;
        let half_second = (now * 2.0) as u64 as f64 / 2.0;
        if half_second > self.half_second {
            let rate = self.responses / (half_second - self.half_second);
            self.measured = rate * SMOOTHING + self.measured * (1.0 - SMOOTHING);
            (self.responses, self.half_second) = (0.0, half_second);
        }
    }
}

/// A duration, or the longest one if it would be longer than that.
#[cfg_attr(debug_assertions, inline)]
fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)
}

/// The cube root of a number that is not negative, by Newton's method, because `core` has no function for it.
#[cfg_attr(debug_assertions, inline)]
fn cube_root(cube: f64) -> f64 {
    if cube <= 0.0 {
        return 0.0;
    }
    let mut root = cube.max(1.0);
    // From above, each step comes closer, until the precision of the type is reached.
    loop {
        let next = (2.0 * root + cube / (root * root)) / 3.0;
        if next >= root {
            return root;
        }
        root = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: f64, right: f64) -> bool {
        (left - right).abs() <= 1e-12 * right.abs().max(1.0)
    }

    /// The numbers that the AWS SDKs test (aws-sdk-go-v2, `aws/retry/adaptive_ratelimit_test.go`): a response every 200 ms, the measured
    /// rate and the rate of tokens after it.
    #[test]
    fn the_rate_follows_the_server_as_in_the_aws_sdks() {
        let responses = [
            (false, 0.0, 0.5),
            (false, 0.0, 0.5),
            (false, 4.8, 0.5),
            (false, 4.8, 0.5),
            (false, 4.16, 0.5),
            (false, 4.16, 0.6912),
            (false, 4.16, 1.0976),
            (false, 5.632, 1.6384),
            (false, 5.632, 2.3328),
            (true, 4.3264, 3.02848),
            (false, 4.3264, 3.48663917347026),
            (false, 4.3264, 3.821874416040255),
            (false, 5.66528, 4.053385727709987),
            (false, 5.66528, 4.200373108479454),
            (false, 4.333056, 4.282036558348658),
            (true, 4.333056, 2.99742559084406),
            (false, 4.333056, 3.4522263943863463),
        ];
        let mut rate = AdaptiveRate::new(Duration::ZERO);
        for (at, (throttled, measured, fill_rate)) in (1..).zip(responses) {
            rate.ended(throttled, Duration::from_millis(200) * at);
            assert!(close(rate.measured, measured) && close(rate.fill_rate, fill_rate), "{at}: {rate:?}");
        }
    }

    /// The same, the growth alone: throttled at 10 requests a second at 5 s, what is allowed in the seconds after.
    #[test]
    fn growth_is_cubic() {
        let mut rate = AdaptiveRate::new(Duration::ZERO);
        (rate.measured, rate.half_second) = (10.0, 5.0);
        rate.ended(true, Duration::from_secs(5));
        assert!(close(rate.fill_rate, 7.0));
        let allowed = [9.64893600966, 10.000030849917364, 10.453284520772092, 13.408697022224185, 21.26626835427364];
        for (at, allowed) in (6_u32..).zip(allowed) {
            (rate.measured, rate.half_second) = (1_000.0, f64::from(at));
            rate.ended(false, Duration::from_secs(1) * at);
            assert!((rate.fill_rate - allowed).abs() < 1e-9, "{at}: {rate:?}");
        }
    }

    #[test]
    fn a_token_that_is_given_back_is_there_for_the_next_request() {
        let mut rate = AdaptiveRate::new(Duration::ZERO);
        rate.ended(true, Duration::ZERO);
        let second = Duration::from_secs(1);
        assert_eq!([rate.acquire(Duration::ZERO), rate.acquire(Duration::ZERO)], [2 * second, 4 * second]);
        rate.give_back();
        assert_eq!(rate.acquire(Duration::ZERO), 4 * second);
    }

    #[test]
    fn cube_roots_are_exact_to_the_last_digits() {
        for root in [0.0, 1e-6, 0.5, 1.0, 1.9574338205844317, 10.0, 12_345.678, 1e9] {
            assert!(close(cube_root(root * root * root), root), "{root}");
        }
    }
}
