use core::fmt;
use core::sync::atomic::{AtomicUsize, Ordering};
use errspec_core::random::{GOLDEN, Random, mix};

/// The randomness of one call. Its jitter and its idempotency key are derived from the seed alone.
///
/// Two calls with the same seed have the same delays, so take each seed from [`Seeds`]. A seed made from a `u64` is for tests: its
/// idempotency key is only as unique as the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed {
    bits: u128,
    /// The number that is drawn each time, in tests.
    fixed: Option<u64>,
}

impl Seed {
    /// A seed of these bits, which must be random.
    #[inline]
    pub const fn new(bits: u128) -> Self {
        Self { bits, fixed: None }
    }

    /// For tests: every random choice of the call is the lowest one.
    pub const LOWEST: Self = Self::fixed(0);
    /// For tests: every random choice of the call is the highest one.
    pub const HIGHEST: Self = Self::fixed(u64::MAX);

    /// For tests: every random choice is the one at `number / 2^64` of what there is to choose from.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::retry::{Jitter, Policy, Seed};
    /// let policy = Policy { jitter: Jitter::FULL, ..Policy::DEFAULT };
    /// let first = |seed| policy.delays(seed).next().unwrap();
    /// assert_eq!([first(Seed::LOWEST), first(Seed::HIGHEST)], [Duration::ZERO, Duration::from_secs(1)]);
    /// assert_eq!(first(Seed::fixed(1 << 63)), Duration::from_millis(500));
    /// ```
    #[inline]
    pub const fn fixed(number: u64) -> Self {
        Self { bits: number as u128, fixed: Some(number) }
    }

    #[inline]
    pub(super) const fn jitter(self) -> Random {
        match self.fixed {
            None => Random::new(mix((self.bits >> 64) as u64 ^ mix(self.bits as u64))),
            Some(number) => Random::fixed(number),
        }
    }

    /// The idempotency key of a call with this seed. It is a UUID that no other seed has, so a server can use one as a request ID.
    ///
    /// ```
    /// use errspec::retry::Seed;
    /// let key = Seed::new(0x7c0f_5a9e_03d1_4b26_91aa_e8c4_560d_73bf).idempotency_key();
    /// assert_eq!(key.to_string().len(), 36);
    /// ```
    #[inline]
    pub const fn idempotency_key(self) -> IdempotencyKey {
        // Each half goes through a bijection, so that different seeds have different keys.
        let (high, low) = ((self.bits >> 64) as u64, self.bits as u64);
        IdempotencyKey(((mix(high) as u128) << 64) | mix(low ^ GOLDEN) as u128)
    }
}

impl From<u64> for Seed {
    #[inline]
    fn from(seed: u64) -> Self {
        Self::new(u128::from(seed))
    }
}

/// Seeds for the calls of a process: a random key, drawn once, mixed with a counter. No two calls of a process get the same seed. Two
/// processes get different seeds if their keys differ, or if each draws them as its own [copy](Self::next_of).
///
/// The caller provides the key, because this crate has no source of randomness.
///
/// ```
/// use errspec::retry::Seeds;
/// static SEEDS: Seeds = Seeds::new(0x7c0f_5a9e_03d1_4b26_91aa_e8c4_560d_73bf);
/// assert_ne!(SEEDS.next(), SEEDS.next());
/// ```
#[derive(Debug)]
pub struct Seeds {
    key: u128,
    count: AtomicUsize,
}

impl Seeds {
    /// Seeds from a random key.
    #[inline]
    pub const fn new(key: u128) -> Self {
        Self { key, count: AtomicUsize::new(0) }
    }

    /// The seed of the next call.
    #[cfg_attr(debug_assertions, inline)]
    pub fn next(&self) -> Seed {
        self.next_of(0)
    }

    /// The seed of the next call of a copy. A forked process, or a machine that was restored from a snapshot, has the same key and counter as
    /// the one it was copied from. With different numbers, no two copies draw the same seed.
    ///
    /// The function `seeds`, which needs the feature `std`, passes the ID of the process and the time.
    ///
    /// ```
    /// use errspec::retry::Seeds;
    /// let (parent, child) = (Seeds::new(0x7c0f_5a9e), Seeds::new(0x7c0f_5a9e));
    /// assert_ne!(parent.next_of(4711), child.next_of(4712));
    /// ```
    #[cfg_attr(debug_assertions, inline)]
    pub fn next_of(&self, copy: u64) -> Seed {
        let count = self.count.fetch_add(1, Ordering::Relaxed) as u64;
        // The low half differs from call to call, and the high half from copy to copy: each is a bijection of its number.
        let low = (self.key as u64).wrapping_add(count.wrapping_mul(GOLDEN));
        let high = (self.key >> 64) as u64 ^ mix(copy);
        Seed::new((u128::from(mix(high)) << 64) | u128::from(mix(low)))
    }
}

/// An identifier that all attempts of a call carry, so that the server acts on the call only once. Formatted as a UUID.
///
/// ```
/// use errspec::retry::{Operation, Policy, Safety};
/// use core::time::Duration;
/// static CREATE: Operation = Operation { safety: Safety::Keyed("Idempotency-Key"), ..Operation::new("create", "POST", "/jobs") };
/// let call = Policy::DEFAULT.call(Duration::ZERO, 7).operation(&CREATE);
/// let (header, key) = call.idempotency_key().unwrap();
/// assert_eq!((header, key.to_string().len()), ("Idempotency-Key", 36));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(u128);

impl fmt::Display for IdempotencyKey {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Version 8 of RFC 9562, section 5.8: bits of the application's own making.
        let bits = self.0 & !(0xf << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62;
        let part = |shift: u32, width: u32| (bits >> shift) & ((1 << width) - 1);
        write!(f, "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", part(96, 32), part(80, 16), part(64, 16), part(48, 16), part(0, 48))
    }
}
