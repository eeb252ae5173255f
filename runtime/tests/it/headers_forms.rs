//! What servers write into headers about delays, and what it means.

use errspec::headers::{self, Due, Form, Headers, RateLimitHeaders, date, due, from_fn, retry_after};
use std::time::Duration;

const fn at(secs: u64) -> Option<Due> {
    Some(Due::At(Duration::from_secs(secs)))
}

const fn within(secs: u64) -> Option<Due> {
    Some(Due::In(Duration::from_secs(secs)))
}

const NOV_6_1994: u64 = 784_111_777;

#[test]
fn b13_delay_seconds_are_ascii_digits_and_nothing_else() {
    for (value, expected) in [
        ("0", within(0)),
        ("5", within(5)),
        ("120", within(120)),
        (" 7\t", within(7)),
        ("007", within(7)),
        ("18446744073709551615", within(u64::MAX)),
        ("18446744073709551616", within(u64::MAX)),
        ("100000000000000000000", within(u64::MAX)),
        ("999999999999999999999999999999999999999999", within(u64::MAX)),
    ] {
        assert_eq!(headers::read(Form::DelaySeconds, value.as_bytes(), None), expected, "{value:?}");
    }
    for value in [
        "",
        " ",
        "+5",
        "-1",
        "-0",
        "1.5",
        "1e3",
        "0x10",
        "5s",
        "5 s",
        "5, 6",
        "\u{b2}",
        "\u{662}\u{663}",
        "\u{ff15}",
        "soon",
        "null",
        "NaN",
        "inf",
        "5\n6",
    ] {
        assert_eq!(headers::read(Form::DelaySeconds, value.as_bytes(), None), None, "{value:?}");
    }
    assert_eq!(headers::read(Form::DelaySeconds, b"\xff5", None), None, "bytes that are no text");
}

#[test]
fn decimal_seconds_round_up_to_the_nanosecond() {
    let read = |value: &str| match headers::read(Form::DecimalSeconds, value.as_bytes(), None) {
        Some(Due::In(delay)) => Some(delay.as_nanos()),
        _ => None,
    };
    assert_eq!(read("1.5"), Some(1_500_000_000));
    assert_eq!(read("20"), Some(20_000_000_000));
    assert_eq!(read("0.000000001"), Some(1));
    assert_eq!(read("0.0000000001"), Some(1), "never earlier than the server said");
    assert_eq!(read("0.9999999999999999999999999999"), Some(1_000_000_000));
    assert_eq!(read("1.00000000000000000000000000"), Some(1_000_000_000));
    assert_eq!(read("100000000000000000000.5"), Some(u128::from(u64::MAX) * 1_000_000_000 + 500_000_000));
    for value in ["", ".", "1.", ".5", "1.5.5", "+1.5", "-1.5", "1,5", "1.5s", "1.-5", "1e3"] {
        assert_eq!(read(value), None, "{value:?}");
    }
}

#[test]
fn durations_carry_their_units() {
    let read = |value: &str| match headers::read(Form::DurationText, value.as_bytes(), None) {
        Some(Due::In(delay)) => Some(delay),
        _ => None,
    };
    for (value, millis) in [
        ("250ms", 250),
        ("1.5s", 1_500),
        ("1m30s", 90_000),
        ("6m0s", 360_000),
        ("1h 1m 1s", 3_661_000),
        ("1d", 86_400_000),
        ("20ms", 20),
        ("0.25m", 15_000),
    ] {
        assert_eq!(read(value), Some(Duration::from_millis(millis)), "{value:?}");
    }
    assert_eq!(read("7us"), Some(Duration::from_micros(7)));
    assert_eq!(read("7\u{b5}s"), Some(Duration::from_micros(7)));
    assert_eq!(read("7\u{3bc}s"), Some(Duration::from_micros(7)));
    assert_eq!(read("99999999999999999999d"), Some(Duration::MAX));
    for value in ["", " ", "5", "s", "ms5", "1m30", "-1s", "+1s", "1 year", "1S", "1.s", "1..5s"] {
        assert_eq!(read(value), None, "{value:?}");
    }
}

#[test]
fn b13_http_dates_in_their_three_forms() {
    for value in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun Nov 06 08:49:37 1994",
    ] {
        assert_eq!(
            headers::read(Form::HttpDate, value.as_bytes(), Some(Duration::from_secs(NOV_6_1994))),
            at(NOV_6_1994),
            "{value:?}"
        );
    }
    assert_eq!(headers::read(Form::HttpDate, b"Thu, 01 Jan 1970 00:00:00 GMT", None), at(0));
    assert_eq!(headers::read(Form::HttpDate, b"Thu, 29 Feb 2024 12:00:00 GMT", None), at(1_709_208_000));
    assert_eq!(headers::read(Form::HttpDate, b"Wed, 31 Dec 1969 23:59:59 GMT", None), at(0), "before 1970 is long ago");
    assert_eq!(headers::read(Form::HttpDate, b"Fri, 31 Dec 9999 23:59:59 GMT", None), at(253_402_300_799));
}

/// Decided: the date alone is unambiguous, so a wrong weekday does no harm, and a leap second is the next second.
#[test]
fn b13_http_dates_that_are_slightly_wrong() {
    assert_eq!(headers::read(Form::HttpDate, b"Mon, 06 Nov 1994 08:49:37 GMT", None), at(NOV_6_1994));
    assert_eq!(headers::read(Form::HttpDate, b"Sat, 31 Dec 2016 23:59:60 GMT", None), at(1_483_228_800));
    for value in [
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Thu, 29 Feb 2023 12:00:00 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Son, 06 Nov 1994 08:49:37 GMT",
        "Sun,06 Nov 1994 08:49:37 GMT",
        "Sun, +6 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sun Nov 6 08:49:37 1994",
        "06 Nov 1994 08:49:37 GMT",
        "1994-11-06T08:49:37Z",
        "",
        "Sun",
        "Sun, ",
    ] {
        assert_eq!(headers::read(Form::HttpDate, value.as_bytes(), None), None, "{value:?}");
    }
}

/// RFC 9110: a two-digit year that looks more than 50 years ahead is the most recent one in the past with these digits.
#[test]
fn two_digit_years_are_at_most_fifty_years_ahead() {
    let in_2026 = Some(Duration::from_secs(1_780_000_000));
    let year = |digits: u32, now| match headers::read(
        Form::HttpDate,
        std::format!("Friday, 01-Jan-{digits:02} 00:00:00 GMT").as_bytes(),
        now,
    ) {
        Some(Due::At(moment)) => 1970 + moment.as_secs() / 31_556_952 + u64::from(moment.as_secs() % 31_556_952 > 31_400_000),
        _ => 0,
    };
    assert_eq!([year(26, in_2026), year(76, in_2026), year(77, in_2026), year(99, in_2026)], [2026, 2076, 1977, 1999]);
    let december = headers::read(Form::HttpDate, b"Thursday, 31-Dec-76 00:00:00 GMT", in_2026);
    assert_eq!(december, at(220_838_400), "May 2026 is more than fifty years before December 2076, so it is 1976");
    assert_eq!([year(0, None), year(69, None), year(70, None)], [2000, 2069, 1970]);
}

#[test]
fn iso_dates_with_fractions_and_offsets() {
    for value in [
        "1994-11-06T08:49:37Z",
        "1994-11-06t08:49:37z",
        "1994-11-06 08:49:37Z",
        "1994-11-06T09:49:37+01:00",
        "1994-11-06T03:19:37-05:30",
    ] {
        assert_eq!(headers::read(Form::IsoDate, value.as_bytes(), None), at(NOV_6_1994), "{value:?}");
    }
    let page_000 = headers::read(Form::IsoDate, b"2020-09-16T21:09:15.863+00:00", None);
    assert_eq!(page_000, Some(Due::At(Duration::from_millis(1_600_290_555_863))));
    for value in [
        "1994-11-06",
        "1994-11-06T08:49:37",
        "1994-11-06T08:49Z",
        "1994-13-06T08:49:37Z",
        "1994-11-06T08:49:37.Z",
        "94-11-06T08:49:37Z",
        "1994-11-06T08:49:37+0100",
        "\u{661}994-11-06T08:49:37Z",
    ] {
        assert_eq!(headers::read(Form::IsoDate, value.as_bytes(), None), None, "{value:?}");
    }
}

#[test]
fn unix_times_and_milliseconds() {
    assert_eq!(headers::read(Form::UnixSeconds, b"784111777", None), at(NOV_6_1994));
    assert_eq!(headers::read(Form::UnixMillis, b"784111777000", None), at(NOV_6_1994));
    assert_eq!(headers::read(Form::DelayMillis, b"1500", None), Some(Due::In(Duration::from_millis(1500))));
    assert_eq!(headers::read(Form::UnixSeconds, b"-784111777", None), None);
}

#[test]
fn the_ratelimit_field_of_the_http_working_group() {
    for value in ["\"default\";r=0;t=30", "\"a\"; r=0; t=30, \"b\";r=1;t=99", "limit=10, remaining=0, reset=30"] {
        assert_eq!(headers::read(Form::RatelimitField, value.as_bytes(), None), within(30), "{value:?}");
    }
    assert_eq!(headers::read(Form::RatelimitField, b"\"default\";r=50", None), None);
}

#[test]
fn rate_limits_are_read_piece_by_piece() {
    const HEADERS: RateLimitHeaders = RateLimitHeaders {
        limit: Some("X-RateLimit-Limit"),
        remaining: Some("X-RateLimit-Remaining"),
        reset: Some(("X-RateLimit-Reset", Form::UnixSeconds)),
        ..RateLimitHeaders::NONE
    };
    let full =
        HEADERS.read(&[("x-ratelimit-limit", "100"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "784111777")]);
    assert_eq!((full.limit, full.remaining, full.reset), (Some(100), Some(0), at(NOV_6_1994)));
    let broken = HEADERS.read(&[("x-ratelimit-limit", "many"), ("x-ratelimit-remaining", "-1")]);
    assert_eq!((broken.limit, broken.remaining, broken.reset), (None, None, None));
}

#[test]
fn names_match_regardless_of_case_in_any_container() {
    let value = Some(&b"5"[..]);
    assert_eq!([("ReTrY-aFtEr", "5")].get("Retry-After"), value);
    assert_eq!(Headers::get(&vec![(String::from("retry-after"), String::from("5"))], "Retry-After"), value);
    assert_eq!(Headers::get(&[(b"RETRY-AFTER".as_slice(), b"5".as_slice())][..], "retry-after"), value);
    assert_eq!(Headers::get(&&[("retry-after", b"5".to_vec())], "Retry-After"), value);
    let map = std::collections::HashMap::from([("retry-after", "5")]);
    let adapted = from_fn(|name, n| {
        let value = map.get(name.to_ascii_lowercase().as_str()).map(|value| value.as_bytes());
        value.filter(|_| n == 0)
    });
    assert_eq!(adapted.get("Retry-After"), value);
    let dynamic: &dyn Headers = &adapted;
    assert_eq!(retry_after(dynamic), within(5));
    assert_eq!([("retry", "5"), ("retry-after-", "6")].get("Retry-After"), None);
}

#[test]
fn the_date_header_is_the_servers_clock() {
    assert_eq!(date(&[("Date", "Sun, 06 Nov 1994 08:49:37 GMT")]), Some(Duration::from_secs(NOV_6_1994)));
    assert_eq!(date(&[("Date", "yesterday")]), None);
    assert_eq!(date(&()), None);
}

#[test]
fn every_header_of_a_name_can_be_asked_for_in_any_container() {
    let pairs = [("Retry-After", "5"), ("Date", "now"), ("retry-AFTER", "60")];
    let adapted = from_fn(|name, n| pairs.get_nth(name, n));
    let containers: [&dyn Headers; 4] = [&pairs, &&pairs[..], &pairs.to_vec(), &adapted];
    for headers in containers {
        assert_eq!([0, 1, 2].map(|n| headers.get_nth("retry-after", n)), [Some(&b"5"[..]), Some(&b"60"[..]), None]);
        assert_eq!(headers.get("retry-after"), Some(&b"5"[..]));
    }
}

const RETRY_AFTER: [Form; 2] = [Form::DelaySeconds, Form::HttpDate];

fn longest(values: &[&str], forms: &[Form]) -> Option<Due> {
    let headers: Vec<(&str, &str)> = values.iter().map(|value| ("Retry-After", *value)).collect();
    due(&headers, "Retry-After", forms, Some(Duration::from_secs(NOV_6_1994 - 60)))
}

#[test]
fn fault_04_the_longest_of_two_retry_after_headers_counts() {
    for values in [["30", "120"], ["120", "30"], ["soon", "120"], ["120", ""], ["30,120", "7"], ["7, 120 ,30", "-1"]] {
        assert_eq!(longest(&values, &RETRY_AFTER), within(120), "{values:?}");
    }
    assert_eq!(longest(&["soon", "+5"], &RETRY_AFTER), None);
    assert_eq!(longest(&["1.5, 2.5"], &[Form::DecimalSeconds]), Some(Due::In(Duration::from_millis(2_500))));
}

#[test]
fn fault_04_the_comma_of_a_date_joins_nothing() {
    let date = "Sun, 06 Nov 1994 08:49:37 GMT";
    let long = "Sunday, 06-Nov-94 08:49:37 GMT";
    for value in [date, long, &format!("30,{date}"), &format!("{date}, 30"), &format!("{long},{date},59")] {
        assert_eq!(longest(&[value], &RETRY_AFTER), at(NOV_6_1994), "{value:?}");
    }
    assert_eq!(longest(&[&format!("{date}, 61")], &RETRY_AFTER), within(61), "the date is in a minute");
    assert_eq!(longest(&["Sun, 120"], &RETRY_AFTER), None, "a day without a date is no value, and neither is what follows");
}

#[test]
fn fault_04_without_a_clock_a_delay_counts_before_a_moment() {
    let both = |headers: &[(&str, &str)]| due(headers, "Retry-After", &RETRY_AFTER, None);
    assert_eq!(both(&[("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT, 5")]), within(5));
    assert_eq!(both(&[("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")]), at(NOV_6_1994));
    assert_eq!(retry_after(&[("retry-after", "30"), ("Retry-After", "120")]), within(120));
}

#[test]
fn fault_04_only_exhausted_policies_of_the_ratelimit_field_count() {
    let read = |value: &str| headers::read(Form::RatelimitField, value.as_bytes(), None);
    let longest = [
        r#""burst";r=5;t=3, "daily";r=0;t=600"#,
        r#""daily";r=0;t=600,"burst";r=0;t=3"#,
        r#""a;r=0;t=9999, \"t=7\"";r=5;t=3, "daily";pk=:dGVzdA==:;r=0; t=600"#,
        r#"daily;r=5;r=0;t=1;t=600;u=1.5;b=?1;d=@659578154;s=%"f%c3%bc""#,
        r#"("a" "b");r=0;t=600"#,
        "limit=100;w=60, remaining=0, reset=600",
        "reset=600",
    ];
    for value in longest {
        assert_eq!(read(value), within(600), "{value}");
    }
    let nothing = [
        r#""burst";r=5;t=3, "daily";r=1;t=600"#,
        r#""daily";t=600"#,
        r#""daily";r=0"#,
        r#""daily";r=0;t=-600"#,
        r#""daily";r="0";t=600"#,
        r#""t=600;r=0""#,
        "limit=100, remaining=7, reset=600",
        "",
    ];
    for value in nothing {
        assert_eq!(read(value), None, "{value}");
    }
}

/// RFC 9651, section 4.2: a field that breaks the grammar is ignored as a whole.
#[test]
fn fault_04_a_malformed_ratelimit_field_says_nothing() {
    let broken = [
        r#""daily";r=0;t=600,"#,
        r#""daily";r=0;t=600 "burst";r=5"#,
        r#""daily";r=0;t=600, "burst"#,
        r#""daily";r=0;t=6000000000000000"#,
        r#""daily;r=0;t=600"#,
        r#""dai\ly";r=0;t=600"#,
        r#""daily";r=0;t=600;"#,
        r#""daily";r=0;T=600"#,
        r#""daily";r=0;t=600;x=?2"#,
        r#", "daily";r=0;t=600"#,
        r#"("a" "b";r=0;t=600"#,
        "\"d\u{fc}\";r=0;t=600",
    ];
    for value in broken {
        assert_eq!(headers::read(Form::RatelimitField, value.as_bytes(), None), None, "{value}");
        assert_eq!(
            due(&[("RateLimit", value)], "ratelimit", &[Form::RatelimitField], None),
            None,
            "{value}: no part of it either"
        );
    }
}

#[test]
fn fault_04_of_several_limits_the_tightest_counts() {
    const HEADERS: RateLimitHeaders = RateLimitHeaders {
        limit: Some("X-Limit"),
        remaining: Some("X-Remaining"),
        reset: Some(("X-Reset", Form::DelaySeconds)),
        ..RateLimitHeaders::NONE
    };
    let read = HEADERS.read(&[("X-Limit", "100, 10"), ("X-Remaining", "7"), ("X-Remaining", "0"), ("X-Reset", "1,60")]);
    assert_eq!((read.limit, read.remaining, read.reset), (Some(10), Some(0), within(60)));
}

#[test]
fn durations_as_go_writes_them() {
    use errspec::headers::read;
    let go = |text: &str| read(Form::GoDuration, text.as_bytes(), None);
    for (text, nanos) in [
        ("6m0s", 360_000_000_000),
        ("1h2m0.5s", 3_720_500_000_000),
        ("12.5ms", 12_500_000),
        ("1.5\u{b5}s", 1_500),
        (".5s", 500_000_000),
        ("5.s", 5_000_000_000),
        ("+3ns", 3),
        ("0", 0),
    ] {
        assert_eq!(go(text), Some(Due::In(Duration::from_nanos(nanos))), "{text}");
    }
    for text in ["", "-1s", "1", "1d", "1s 2ms", ".s", "s", "1 s", "1e3s", "0x1s"] {
        assert_eq!(go(text), None, "{text}");
    }
    let at = |text: &str| read(Form::UnixSeconds, text.as_bytes(), None);
    assert_eq!(at("784111777.25"), Some(Due::At(Duration::new(784_111_777, 250_000_000))));
    assert_eq!(read(Form::DecimalMillis, b"1500.5", None), Some(Due::In(Duration::from_micros(1_500_500))));
}

#[test]
fn quotas_are_those_of_both_fields() {
    let headers = [
        ("RateLimit-Policy", r#""burst";q=100;w=60, daily;q=5000;qu="content-bytes";w=86400"#),
        ("RateLimit-Policy", r#""a \"user\"";q=10;pk=:dXNlcjE=:, "a \"user\"";q=20;pk=:dXNlcjI=:"#),
        ("RateLimit", r#""a \"user\"";r=3;pk=:dXNlcjI=:, "burst";r=0;t=7, "unknown";r=1"#),
    ];
    let quotas = headers::quotas(&headers);
    let numbers: Vec<_> = quotas.iter().map(|quota| (&*quota.policy, quota.quota, quota.remaining)).collect();
    let expected = [
        ("burst", Some(100), Some(0)),
        ("daily", Some(5000), None),
        ("a \"user\"", Some(10), None),
        ("a \"user\"", Some(20), Some(3)),
        ("unknown", None, Some(1)),
    ];
    assert_eq!(numbers, expected);
    let times = (quotas[0].window, quotas[0].reset, quotas[1].window);
    assert_eq!(times, (Some(Duration::from_secs(60)), Some(Duration::from_secs(7)), Some(Duration::from_secs(86_400))));
    assert_eq!((quotas[0].unit.as_deref(), quotas[1].unit.as_deref()), (None, Some("content-bytes")));
    assert_eq!((quotas[0].partition, quotas[3].partition), (None, Some("dXNlcjI=")));
}

#[test]
fn what_is_wrong_in_a_quota_is_missing_and_a_malformed_field_is_ignored() {
    let wrong = [("RateLimit-Policy", r#""a";q=-1;w=1.5;qu=5;pk="text";x"#)];
    let quota = &headers::quotas(&wrong)[0];
    assert_eq!((quota.quota, quota.window, &quota.unit, quota.partition), (None, None, &None, None));
    for value in ["5;q=10", r#""a";q=10,"#, ""] {
        assert!(headers::quotas(&[("RateLimit-Policy", value)]).is_empty(), "{value}");
    }
    assert!(headers::quotas(&()).is_empty());
    let broken = [("RateLimit-Policy", r#""a";q=10"#), ("RateLimit", r#""a";r=1;"#)];
    assert_eq!(headers::quotas(&broken)[0].remaining, None);
}

#[test]
fn deprecation_is_a_structured_date_and_sunset_an_http_date() {
    let announced = |name, value: &str| headers::retirement(&[(name, value)]).to_string();
    assert_eq!(announced("Deprecation", "@1688169599"), "deprecated from 2023-06-30T23:59:59Z");
    assert_eq!(announced("deprecation", "@-1;why=\"x\""), "deprecated from 1970-01-01T00:00:00Z");
    assert_eq!(announced("Sunset", "Sun, 30 Jun 2024 23:59:59 GMT"), "available until 2024-06-30T23:59:59Z");
    for (name, value) in [
        // Of drafts of RFC 9745.
        ("Deprecation", "true"),
        ("Deprecation", "Sun, 30 Jun 2024 23:59:59 GMT"),
        ("Deprecation", "1688169599"),
        ("Deprecation", "@1688169599, @1688169600"),
        ("Sunset", "@1688169599"),
        ("Sunset", "2024-06-30"),
    ] {
        assert!(!headers::retirement(&[(name, value)]).is_announced(), "{name}: {value}");
    }
    assert!(!headers::retirement(&[("Deprecation", "@1"), ("Deprecation", "@2")]).is_announced(), "which of them?");
}
