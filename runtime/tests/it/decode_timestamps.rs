//! Dates and times as servers write them.

use errspec::decode::{DateTime, Timestamp};
use proptest::prelude::*;

fn nanos(text: &str) -> Option<i128> {
    Timestamp::parse(text).map(|timestamp| timestamp.unix_nanos())
}

#[test]
fn forms_that_are_read() {
    let second = 1_600_290_555_000_000_000;
    for text in [
        "2020-09-16T21:09:15Z",
        "2020-09-16t21:09:15z",
        "2020-09-16 21:09:15Z",
        "2020-09-16T21:09:15+00:00",
        "2020-09-16T21:09:15-0000",
        "2020-09-16T23:39:15+02:30",
        "2020-09-16T23:39:15+0230",
        "2020-09-16T16:09:15-05",
        "2020-09-16T21:09:15",
        "2020-09-16T21:09:15.000",
    ] {
        assert_eq!(nanos(text), Some(second), "{text}");
    }
    assert_eq!(nanos("2020-09-16T21:09:15.863+00:00"), Some(second + 863_000_000));
    assert_eq!(nanos("2020-09-16T21:09:15,1234567899Z"), Some(second + 123_456_789));
    assert_eq!(nanos("2020-09-16T21:09Z"), Some(second - 15_000_000_000));
    assert_eq!(nanos("1970-01-01T00:00:00Z"), Some(0));
    assert_eq!(nanos("1969-12-31T23:59:59.5Z"), Some(-500_000_000));
    assert_eq!(nanos("2016-12-31T23:59:60Z"), nanos("2017-01-01T00:00:00Z"));
    assert_eq!(nanos("0000-03-01T00:00:00Z"), Some(-62_162_035_200 * 1_000_000_000));
    assert_eq!(nanos("2000-02-29T00:00:00Z"), Some(951_782_400 * 1_000_000_000));
}

#[test]
fn texts_that_are_none() {
    for text in [
        "",
        "2020",
        "2020-09-16",
        "21:09:15Z",
        "2020-13-01T00:00:00Z",
        "2020-00-01T00:00:00Z",
        "2020-01-00T00:00:00Z",
        "2020-01-32T00:00:00Z",
        "2021-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2020-01-01T24:00:00Z",
        "2020-01-01T00:60:00Z",
        "2020-01-01T00:00:61Z",
        "2020-01-01T00:00:00.Z",
        "2020-01-01T00:00:00ZZ",
        "2020-01-01T00:00:00+",
        "2020-01-01T00:00:00+1",
        "2020-01-01T00:00:00+24:00",
        "2020-01-01T00:00:00+00:60",
        "2020-01-01T00:00:00+00:",
        "2020-1-1T00:00:00Z",
        "+020-01-01T00:00:00Z",
        "2020-01-01T+1:00:00Z",
        " 2020-01-01T00:00:00Z",
        "2020-01-01T00:00:00Z ",
        "２０２０-01-01T00:00:00Z",
        "2020-01-01T00:00:0é",
    ] {
        assert_eq!(nanos(text), None, "{text}");
    }
}

#[test]
fn what_the_text_says_is_kept() {
    let timestamp = Timestamp::parse("2020-09-16 21:09:15.5-05:30").unwrap();
    let expected = DateTime {
        year: 2020,
        month: 9,
        day: 16,
        hour: 21,
        minute: 9,
        second: 15,
        nanosecond: 500_000_000,
        offset: Some(-330),
    };
    assert_eq!((timestamp.date_time(), timestamp.as_str()), (expected, "2020-09-16 21:09:15.5-05:30"));
    assert_eq!(Timestamp::parse("2020-09-16 21:09:15").unwrap().date_time().offset, None);
    assert_eq!(timestamp.clone().into_owned(), timestamp);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// A day is 86,400 seconds, and the days follow each other without gap or overlap.
    #[test]
    fn the_day_after_is_a_day_later(year in 0..9999u32, month in 1..=12u32, day in 1..=31u32) {
        let date = |year, month, day| nanos(&format!("{year:04}-{month:02}-{day:02}T00:00:00Z"));
        let next = [(year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1)];
        if let Some(today) = date(year, month, day) {
            let tomorrow = next.into_iter().find_map(|(year, month, day)| date(year, month, day)).unwrap();
            prop_assert_eq!(tomorrow - today, 86_400_000_000_000);
        }
    }

    #[test]
    fn no_text_breaks_it(text in "[0-9T:+Z., -]{0,30}", any in any::<String>()) {
        for text in [text, any] {
            prop_assert!(nanos(&text).is_none_or(|nanos| nanos.unsigned_abs() < 1 << 70));
        }
    }
}
