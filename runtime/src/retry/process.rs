use super::{Seed, Seeds};
use core::time::Duration;
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

/// The seeds of this process, with a key drawn from the operating system's randomness at the first use.
///
/// A process that is forked later, and a machine that is restored from a snapshot, continue with different seeds.
///
/// ```
/// assert_ne!(errspec::retry::seeds().next(), errspec::retry::seeds().next());
/// ```
#[inline]
pub fn seeds() -> &'static ProcessSeeds {
    static SEEDS: OnceLock<ProcessSeeds> = OnceLock::new();
    SEEDS.get_or_init(|| {
        // The hasher's keys are random per process, and std has no other randomness to offer.
        #[allow(clippy::disallowed_methods, reason = "one draw per process, outside the engine")]
        let random = RandomState::new();
        ProcessSeeds(Seeds::new((u128::from(random.hash_one(0u8)) << 64) | u128::from(random.hash_one(1u8))))
    })
}

/// The system's time since 1970, for [`Outcome::received_at`](super::Outcome::received_at). `None` if the clock is set to a time before 1970.
///
/// ```
/// use errspec::retry::{Outcome, unix_time};
/// let throttled = Outcome::status(429).headers(&[("X-Reset", "1793000000")]).received_at(unix_time());
/// ```
#[inline]
pub fn unix_time() -> Option<Duration> {
    #[allow(clippy::disallowed_methods, reason = "one reading for an answer, outside the engine")]
    let now = SystemTime::now();
    now.duration_since(UNIX_EPOCH).ok()
}

/// [`Seeds`] that are not repeated after a fork; see [`seeds`].
#[derive(Debug)]
pub struct ProcessSeeds(Seeds);

impl ProcessSeeds {
    /// The seed of the next call.
    #[inline]
    pub fn next(&self) -> Seed {
        self.0.next_of(copy())
    }
}

/// Distinguishes a process from those it was copied to. The process ID is not enough: the system reuses it for another child of the same
/// parent, and a machine that is restored twice has the same process twice. The time is therefore included.
#[cfg(unix)]
#[inline]
fn copy() -> u64 {
    let now = unix_time().unwrap_or_default();
    // The process ID is in the upper bits, which differ between times only if these are hours apart.
    (u64::from(std::process::id()) << 42) ^ now.as_nanos() as u64
}

/// On other platforms nothing forks, and some targets have neither a process ID nor a clock.
#[cfg(not(unix))]
#[inline]
fn copy() -> u64 {
    0
}
