use super::Seeds;
use core::time::Duration;
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

/// The seeds of this process, with a key drawn from the operating system's randomness at the first use.
///
/// A process that is forked after that, without starting another program, has the same key and count as its parent; give such
/// ones [`Seeds`] of their own.
///
/// ```
/// assert_ne!(errspec::retry::seeds().next(), errspec::retry::seeds().next());
/// ```
pub fn seeds() -> &'static Seeds {
    static SEEDS: OnceLock<Seeds> = OnceLock::new();
    SEEDS.get_or_init(|| {
        // The hasher's keys are random per process, and std has no other randomness to offer.
        #[allow(clippy::disallowed_methods, reason = "one draw per process, outside the engine")]
        let random = RandomState::new();
        Seeds::new((u128::from(random.hash_one(0u8)) << 64) | u128::from(random.hash_one(1u8)))
    })
}

/// The system's time of day, since 1970: when a response was received, for [`Outcome::received_at`](super::Outcome::received_at). `None`
/// on a clock that is set to before 1970.
///
/// ```
/// use errspec::retry::{Outcome, unix_time};
/// let throttled = Outcome::status(429).headers(&[("X-Reset", "1793000000")]).received_at(unix_time());
/// ```
pub fn unix_time() -> Option<Duration> {
    #[allow(clippy::disallowed_methods, reason = "one reading for an answer, outside the engine")]
    let now = SystemTime::now();
    now.duration_since(UNIX_EPOCH).ok()
}
