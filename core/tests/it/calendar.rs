//! Dates, compared with a calendar that counts day by day.

use errspec_core::calendar::{Date, WEEKDAYS};

#[test]
fn every_day_of_ten_thousand_years_is_its_date() {
    let lengths = |year: u16| {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    };
    let mut days = Date { year: 0, month: 1, day: 1 }.days();
    assert_eq!(days, -719_528);
    for year in 0..=9999 {
        for (month, length) in (1..).zip(lengths(year)) {
            for day in 1..=length {
                let date = Date { year, month, day };
                assert!(date.is_valid());
                assert_eq!((date.days(), Date::of_days(days)), (days, date));
                days += 1;
            }
            assert!(![0, length + 1].iter().any(|day| Date { year, month, day: *day }.is_valid()));
        }
    }
}

#[test]
fn no_month_and_no_year_is_no_date() {
    for (year, month, day) in [(2000, 0, 1), (2000, 13, 1), (10_000, 1, 1), (1900, 2, 29)] {
        assert!(!Date { year, month, day }.is_valid(), "{year}-{month}-{day}");
    }
}

#[test]
fn weekdays_begin_with_that_of_1970() {
    let weekday = |year, month, day| WEEKDAYS[Date { year, month, day }.days().rem_euclid(7) as usize];
    assert_eq!([weekday(1970, 1, 1), weekday(1994, 11, 6), weekday(2024, 2, 29)], ["Thursday", "Sunday", "Thursday"]);
}

#[test]
fn days_beyond_the_calendar_do_not_wrap() {
    let last = Date { year: 9999, month: 12, day: 31 };
    let first = Date { year: 0, month: 1, day: 1 };
    assert_eq!([i64::MAX, last.days() + 1, i64::MIN, first.days() - 1].map(Date::of_days), [last, last, first, first]);
}
