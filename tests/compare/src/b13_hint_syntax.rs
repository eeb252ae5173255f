//! B13: a hint that is not a number is read as one, a date is not read, or reading it panics.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::catch::caught;
use errspec::headers::{self, Due};
use errspec::retry::Hint;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Retry-After values and what RFC 9110, sections 10.2.3 and 5.6.7, makes of them: seconds, a moment or nothing.
const CORPUS: [(&str, Option<Due>); 12] = [
    ("120", Some(Due::In(Duration::from_secs(120)))),
    ("+5", None),
    ("-1", None),
    ("1.5", None),
    ("²", None),
    ("", None),
    // More than a number of the machine holds is a long time, not nothing.
    ("100000000000000000000", Some(Due::In(Duration::from_secs(u64::MAX)))),
    ("Sun, 06 Nov 1994 08:49:37 GMT", DATE),
    ("Sunday, 06-Nov-94 08:49:37 GMT", DATE),
    ("Sun Nov  6 08:49:37 1994", DATE),
    ("Sun, 06 Nov 1994 08:49:37 CET", None),
    ("Sat, 31 Dec 2016 23:59:60 GMT", Some(Due::At(Duration::from_secs(1_483_228_800)))),
];
const DATE: Option<Due> = Some(Due::At(Duration::from_secs(784_111_777)));

pub(super) fn case() -> Case {
    Case {
        id: "B13",
        title: "hints are misread",
        conditions: "twelve values of Retry-After: digits, +5, -1, 1.5, ², an empty value, 10^20, the three date forms, a \
                     zone other than GMT, a leap second. Holds: each is read as RFC 9110 defines it, 10^20 as a very long \
                     time, and nothing panics",
        seen: &["qveris#142"],
        findings: vec![
            judge(Peer::Errspec, "the forms delay-seconds and http-date", |text| {
                headers::read_any(Hint::RETRY_AFTER.forms, text.as_bytes(), None)
            }),
            judge(Peer::Backon, "adjust() as documented", |text| recipe(text).map(Due::In)),
            judge(Peer::StdParse, "parse::<u64>() with httpdate for the rest", |text| {
                let seconds = text.parse().ok().map(Duration::from_secs).map(Due::In);
                seconds.or_else(|| httpdate::parse_http_date(text).ok().and_then(moment))
            }),
            dates_only(),
        ],
    }
}

/// What the documentation of backon's `adjust` does with a Retry-After header.
pub(super) fn recipe(retry_after: &str) -> Option<Duration> {
    let retry_after = retry_after.parse::<u64>().unwrap_or(0);
    Some(Duration::from_secs(retry_after))
}

fn moment(date: SystemTime) -> Option<Due> {
    date.duration_since(UNIX_EPOCH).ok().map(Due::At)
}

fn judge(peer: Peer, how: &str, read: impl Fn(&str) -> Option<Due>) -> Finding {
    of(peer, how, &CORPUS, read)
}

fn dates_only() -> Finding {
    of(Peer::Httpdate, "the five date texts", &CORPUS[7..], |text| httpdate::parse_http_date(text).ok().and_then(moment))
}

fn of(peer: Peer, how: &str, corpus: &[(&str, Option<Due>)], read: impl Fn(&str) -> Option<Due>) -> Finding {
    let wrong: Vec<String> = corpus.iter().filter_map(|(text, right)| wrong(text, *right, caught(|| read(text)))).collect();
    let count = corpus.len();
    let did = match wrong.len() {
        0 => format!("{how}: all {count} right"),
        n => format!("{how}: {n} of {count} wrong ({})", wrong.join("; ")),
    };
    Finding::new(peer, wrong.is_empty(), did)
}

fn wrong(text: &str, right: Option<Due>, read: Result<Option<Due>, String>) -> Option<String> {
    let read = match read {
        Err(panic) => return Some(format!("`{text}` panics: {panic}")),
        Ok(read) => read,
    };
    (read != right).then(|| match read {
        None => format!("`{text}` not read"),
        Some(Due::In(delay)) => format!("`{text}` read as {delay:?}"),
        Some(Due::At(moment)) => format!("`{text}` read as moment {}", moment.as_secs()),
    })
}
