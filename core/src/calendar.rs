//! The proleptic Gregorian calendar, as days since 1970-01-01. The calculations use years that begin in March, so that a leap day is the
//! last day of its year.

/// The names of the days of the week, beginning with that of day 0, 1970-01-01.
pub const WEEKDAYS: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];

/// The names of the months, as in HTTP dates.
pub const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date.
///
/// ```
/// use errspec_core::calendar::Date;
/// let leap_day = Date { year: 2024, month: 2, day: 29 };
/// assert!(leap_day.is_valid());
/// assert_eq!(leap_day.days(), 19_782);
/// assert_eq!(Date::of_days(19_782), leap_day);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year, 0 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// Whether the date exists, in the years 0 to 9999.
    #[inline]
    pub const fn is_valid(self) -> bool {
        let length = match self.month {
            2 if self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400)) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        self.year <= 9999 && 1 <= self.day && self.day <= length
    }

    /// Days since 1970-01-01.
    #[inline]
    pub const fn days(self) -> i64 {
        let year = self.year as i64 - (self.month <= 2) as i64;
        let from_march = (self.month as i64 + 9) % 12;
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        365 * year + leap_days + (153 * from_march + 2) / 5 + self.day as i64 - 1 - SINCE_MARCH_0000
    }

    /// The date this many days after 1970-01-01. For a date outside the calendar, its first or last date.
    #[inline]
    pub const fn of_days(days: i64) -> Self {
        let days = if days < FIRST {
            FIRST
        } else if days > LAST {
            LAST
        } else {
            days
        };
        let shifted = days + SINCE_MARCH_0000;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = (from_march + 2) % 12 + 1;
        let year = year_of_era + era * 400 + (month <= 2) as i64;
        Self { year: year as u16, month: month as u8, day: day as u8 }
    }
}

/// From 0000-03-01 to 1970-01-01.
const SINCE_MARCH_0000: i64 = 719_468;

const FIRST: i64 = Date { year: 0, month: 1, day: 1 }.days();
const LAST: i64 = Date { year: 9999, month: 12, day: 31 }.days();
