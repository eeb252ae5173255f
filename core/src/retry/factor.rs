use core::fmt;

/// A factor or ratio, exact to about 19 decimal places. The schedule involves no floating-point numbers.
///
/// ```
/// use errspec::retry::Factor;
/// assert_eq!(Factor::decimal(15, 1), Factor::milli(1500));
/// assert_eq!(Factor::decimal(15, 1).to_string(), "1.5");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Factor {
    /// The value times 2^64.
    fixed: u128,
}

impl Factor {
    /// Zero.
    pub const ZERO: Self = Self { fixed: 0 };
    /// One.
    pub const ONE: Self = Self::times(1);

    /// A whole factor.
    #[inline]
    pub const fn times(factor: u32) -> Self {
        Self { fixed: (factor as u128) << 64 }
    }

    /// A factor in thousandths: 1500 is 1.5.
    #[inline]
    pub const fn milli(milli: u32) -> Self {
        Self::decimal(milli as u64, 3)
    }

    /// `digits / 10^scale`: 1.25 is `decimal(125, 2)`. A scale above 19 counts as 19.
    #[inline]
    pub const fn decimal(digits: u64, scale: u8) -> Self {
        let places = if scale > 19 { 19 } else { scale as u32 };
        let divisor = 10u128.pow(places);
        Self { fixed: (((digits as u128) << 64) + divisor / 2) / divisor }
    }

    /// `value * self^exponent` to the nearest whole number, saturating.
    #[inline]
    pub(super) const fn grow(self, value: u64, exponent: u32) -> u64 {
        match self.whole() {
            Some(whole) => value.saturating_mul(whole.saturating_pow(exponent)),
            None => self.pow(exponent).of(value),
        }
    }

    /// The factor, if it is a whole number.
    #[inline]
    pub(super) const fn whole(self) -> Option<u64> {
        if self.fixed as u64 == 0 { Some((self.fixed >> 64) as u64) } else { None }
    }

    /// `value * self` to the nearest whole number, saturating.
    #[inline]
    pub(super) const fn of(self, value: u64) -> u64 {
        let scaled = product((value as u128) << 64, self.fixed);
        round(scaled)
    }

    /// `value / self` rounded down, `u64::MAX` for a factor of 0.
    #[inline]
    pub(super) const fn share(self, value: u64) -> u64 {
        if self.fixed == 0 {
            return u64::MAX;
        }
        let wide = ((value as u128) << 64) / self.fixed;
        if wide > u64::MAX as u128 { u64::MAX } else { wide as u64 }
    }

    /// The factor plus one.
    #[inline]
    pub(super) const fn plus_one(self) -> Self {
        Self { fixed: self.fixed.saturating_add(1 << 64) }
    }

    /// The factor, but at most 1.
    #[inline]
    pub(super) const fn at_most_one(self) -> Self {
        if self.is_above_one() { Self::ONE } else { self }
    }

    /// Whether it is above 1.
    #[inline]
    pub const fn is_above_one(self) -> bool {
        self.fixed > Self::ONE.fixed
    }

    /// Whether it is above another factor.
    #[inline]
    pub const fn is_above(&self, other: Self) -> bool {
        self.fixed > other.fixed
    }

    /// Whether it is below 1.
    #[inline]
    pub const fn is_below_one(self) -> bool {
        self.fixed < Self::ONE.fixed
    }

    #[inline]
    const fn pow(self, mut exponent: u32) -> Self {
        let (mut result, mut square) = (Self::ONE.fixed, self.fixed);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = product(result, square);
            }
            square = product(square, square);
            exponent >>= 1;
        }
        Self { fixed: result }
    }
}

/// The product of two numbers with 64 fractional bits, rounded to nearest, saturating.
#[inline]
const fn product(a: u128, b: u128) -> u128 {
    const LOW: u128 = u64::MAX as u128;
    let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let high = a1 * b1;
    if high > LOW {
        return u128::MAX;
    }
    let low = a0 * b0;
    let rounded = (low >> 64) + ((low >> 63) & 1);
    (high << 64).saturating_add(a1 * b0).saturating_add(a0 * b1).saturating_add(rounded)
}

#[inline]
const fn round(fixed: u128) -> u64 {
    let up = (fixed >> 63) & 1;
    ((fixed >> 64) as u64).saturating_add(up as u64)
}

/// The factor as a decimal with up to nine places.
impl fmt::Display for Factor {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = product(self.fixed, 1_000_000_000 << 64);
        let nanos = (nanos >> 64) + ((nanos >> 63) & 1);
        let (whole, mut rest) = (nanos / 1_000_000_000, nanos % 1_000_000_000);
        write!(f, "{whole}")?;
        let mut unit = 100_000_000;
        while rest > 0 {
            write!(f, "{}{}", if unit == 100_000_000 { "." } else { "" }, rest / unit)?;
            (rest, unit) = (rest % unit, unit / 10);
        }
        Ok(())
    }
}

impl fmt::Debug for Factor {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
