//! A table of responses as a service sends them, with the expected results of `ApiError::check`, of the retry engine, and of a client that
//! gets them over TCP. After that, every code of the contract as the fault server writes it.

use super::served::Served;
use core::time::Duration;
use errspec::retry::{Outcome, Reason, Safety, Step};
use errspec::{Api, ApiError, Category, Code, CodeRef, RetryClass, Severity};
use errspec_server::{Answer, Body};

pub(super) const JSON: &[(&str, &str)] = &[("Content-Type", "application/json; charset=utf-8")];

/// What is decoded from a failure. An empty text means that there is no value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Failed {
    pub(super) body: String,
    pub(super) code: String,
    pub(super) category: Category,
    pub(super) retry: RetryClass,
    pub(super) message: String,
}

impl Failed {
    fn of<A: Api>(error: &ApiError<'_, A>) -> Self {
        Self {
            body: error.body_name().unwrap_or_default().to_owned(),
            code: error.code_text().unwrap_or_default().into_owned(),
            category: error.category(),
            retry: error.retry(),
            message: error.message().unwrap_or_default().into_owned(),
        }
    }
}

/// A response, and its verdict: `None` for a success.
pub(super) struct Row {
    pub(super) status: u16,
    pub(super) headers: &'static [(&'static str, &'static str)],
    pub(super) body: &'static str,
    pub(super) verdict: Option<Failed>,
}

impl Row {
    pub(super) fn success(status: u16, headers: &'static [(&'static str, &'static str)], body: &'static str) -> Self {
        Self { status, headers, body, verdict: None }
    }

    /// A failure: the body and the code that are read, the category and the class.
    pub(super) fn failure(
        (status, headers, body): (u16, &'static [(&'static str, &'static str)], &'static str),
        (name, code): (&str, &str),
        (category, retry): (Category, RetryClass),
        message: &str,
    ) -> Self {
        let verdict = Failed { body: name.into(), code: code.into(), category, retry, message: message.into() };
        Self { status, headers, body, verdict: Some(verdict) }
    }
}

/// Compares each response with its verdict.
pub(super) fn judge<A: Api>(folder: &str, rows: &[Row]) {
    let served = Served::<A>::start(folder);
    for row in rows {
        let shown = format!("{} {:?} {}", row.status, row.headers, row.body);
        let checked = ApiError::<A>::check(row.status, &row.headers, row.body.as_bytes());
        assert_eq!(checked.as_ref().err().map(Failed::of), row.verdict, "{shown}");
        engine_follows(&checked, row, &shown);

        let mut answer = Answer::new().status(row.status).body(match row.body {
            "" => Body::Empty,
            text => Body::Bytes(text.into()),
        });
        for (name, value) in row.headers {
            answer = answer.header(*name, *value);
        }
        if row.headers.iter().all(|(name, _)| !name.eq_ignore_ascii_case("content-type")) {
            answer = answer.without_header("Content-Type");
        }
        let (called, sent) = served.call(answer);
        match called {
            Ok(response) => {
                assert_eq!((response.status().as_u16(), sent), (row.status, 1), "{shown}");
                assert!(row.verdict.is_none() && response.body() == row.body.as_bytes(), "{shown}");
            }
            Err(failure) => {
                let error = failure.error().unwrap();
                assert_eq!(Some(Failed::of(error)), row.verdict, "{shown}");
                assert_eq!(error.raw(), row.body.as_bytes());
                let reason = failure.give_up.as_ref().unwrap().reason;
                match reason {
                    Reason::NotRetryable(class) => assert_eq!((class, sent), (error.retry(), 1), "{shown}"),
                    _ => assert_eq!((reason, sent > 1), (Reason::AttemptsExhausted, true), "{shown}"),
                }
                assert_eq!(reason == Reason::AttemptsExhausted, error.retry().is_automatic(), "{shown}");
            }
        }
    }
}

/// The engine retries according to the class.
fn engine_follows<A: Api>(checked: &Result<(), ApiError<'_, A>>, row: &Row, shown: &str) {
    let outcome = checked.as_ref().map_or_else(Outcome::error, |()| Outcome::success(row.status)).headers(&row.headers);
    let step = A::contract().policy.call(Duration::ZERO, 1).safety(Safety::Safe).on_outcome(&outcome, Duration::ZERO);
    match &row.verdict {
        None => assert_eq!(step, Step::End(Ok(())), "{shown}"),
        Some(failed) if failed.retry.is_automatic() => assert!(matches!(step, Step::Wait(_)), "{shown}: {step:?}"),
        Some(failed) => {
            assert!(
                matches!(&step, Step::End(Err(give_up)) if give_up.reason == Reason::NotRetryable(failed.retry)),
                "{shown}: {step:?}"
            );
        }
    }
}

/// The fault server writes every code of a catalog so that it is read as that code; one that makes no failure is read as a success. Returns
/// the number of failures.
pub(super) fn every_code_arrives<A: Api, C: Code>(folder: &str) -> usize {
    let served = Served::<A>::start(folder);
    let mut failures = 0;
    for code in C::ALL {
        let code = CodeRef { catalog: C::CATALOG, row: code.row() };
        let (called, _) = served.call(Answer::new().code_of(code.catalog.name, code.wire()));
        match called {
            Ok(response) => {
                let read = ApiError::<A>::decode(response.status().as_u16(), &JSON, response.body());
                assert_eq!(read.code_ref(), Some(code));
                assert!(matches!(read.severity(), Some(Severity::Success | Severity::Info)), "{code:?}");
            }
            Err(failure) => {
                let error = failure.error().unwrap();
                let read = [error.code_ref(), error.type_ref(), error.subcode_ref()];
                assert!(read.contains(&Some(code)), "{code:?}: {failure} {:?}", String::from_utf8_lossy(error.raw()));
                assert!(error.body_name().is_some(), "{code:?}: {failure}");
                failures += 1;
            }
        }
    }
    failures
}
