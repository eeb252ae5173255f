//! Random numbers from a seed, and the functions that mix their bits.

/// The random numbers of SplitMix64: one addition and one mix per number. The same state gives the same numbers on every machine.
///
/// This is for jitter and simulated servers, not for secrets.
///
/// ```
/// use errspec_core::random::Random;
/// let mut dice = Random::new(7);
/// assert!((0..100).all(|_| dice.below(6) < 6));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Random {
    state: u64,
    /// What is added to the state for each number.
    step: u64,
}

impl Random {
    /// Creates a generator with this state.
    #[inline]
    pub const fn new(state: u64) -> Self {
        Self { state, step: GOLDEN }
    }

    /// Creates a generator that always returns this number, for tests: with 0, every choice is the lowest, and with `u64::MAX` the highest.
    ///
    /// ```
    /// use errspec_core::random::Random;
    /// let at = |number| Random::fixed(number).below(100);
    /// assert_eq!([at(0), at(u64::MAX), at(1 << 63)], [0, 99, 50]);
    /// ```
    #[inline]
    pub const fn fixed(number: u64) -> Self {
        Self { state: unmix(number), step: 0 }
    }

    /// The next number, which can be any of the 2^64.
    #[inline]
    #[allow(clippy::should_implement_trait, reason = "it never ends")]
    pub const fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(self.step);
        mix(self.state)
    }

    /// A uniform number from 0 to one less than `values`, from the high half of a product; 0 if `values` is 0.
    #[inline]
    pub const fn below(&mut self, values: u64) -> u64 {
        ((self.next() as u128 * values as u128) >> 64) as u64
    }

    /// An element of a list; `None` for an empty one.
    #[inline]
    pub fn choose<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.below(list.len() as u64) as usize).copied()
    }
}

/// 2^64 divided by the golden ratio, made odd: multiples of it are far apart.
pub const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finalizer of SplitMix64, a bijection in which each input bit changes about half of the output bits.
#[inline]
pub const fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// The inverse of [`mix`].
#[cfg_attr(debug_assertions, inline)]
const fn unmix(mut bits: u64) -> u64 {
    bits ^= (bits >> 31) ^ (bits >> 62);
    bits = bits.wrapping_mul(0x3196_42b2_d24d_8ec3);
    bits ^= (bits >> 27) ^ (bits >> 54);
    bits = bits.wrapping_mul(0x96de_1b17_3f11_9089);
    bits ^ (bits >> 30) ^ (bits >> 60)
}
