//! Problem details, and declarations from files that the spec uses.

use errspec::{Basis, Change, Moment, OpenCode, RetryClass};
use errspec_tests::problem::{ADVICE, ApiError, Body, CONTRACT, ErrorCode, LimitCode, Status};

#[test]
fn own_entries_come_first_then_those_of_used_files() {
    let wires: Vec<&str> = ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(wires, ["not_found", "sold_out", "conflict"]);
    assert_eq!(
        CONTRACT.catalogs.iter().map(|catalog| catalog.name).collect::<Vec<_>>(),
        ["ErrorCode", "LimitCode"],
        "what is extended is not generated itself"
    );
    assert_eq!(Status::DECLARED.iter().map(|status| status.code()).collect::<Vec<_>>(), [404, 409, 429]);
    assert_eq!((CONTRACT.request_id, ADVICE.len()), ("X-Trace", 1));
    assert_eq!(CONTRACT.decoder.bodies.iter().map(|body| body.name).collect::<Vec<_>>(), ["api", "problem"]);
}

#[test]
fn a_code_is_overridden_fact_by_fact() {
    assert_eq!(
        (ErrorCode::NotFound.summary(), ErrorCode::NotFound.action(), ErrorCode::NotFound.status()),
        ("There is no such order", Some("Look the number up"), Some(404))
    );
    let facts = ErrorCode::NotFound.facts();
    assert_eq!((facts.since, facts.docs), ("1", "https://api.example.com/not-found"));
    assert_eq!(ErrorCode::Conflict.retry(), RetryClass::AfterChange(Change::Resource));
    assert_eq!(
        (ErrorCode::SoldOut.retry(), LimitCode::PerDay.retry()),
        (RetryClass::AfterTime(Moment::QuotaWindow), RetryClass::AfterTime(Moment::QuotaWindow))
    );
}

#[test]
fn a_problem_document_is_known_by_its_media_type() {
    let raw = br#"{"type": "https://api.example.com/sold-out", "title": "Sold out", "status": 409, "detail": "The last one went", "instance": "/orders/7", "more": 1}"#;
    let headers = [("Content-Type", "application/problem+json;charset=UTF-8"), ("x-trace", "t-1")];
    let error = ApiError::decode(409, &headers, raw);
    let Body::Problem(problem) = error.body() else { panic!("{error:?}") };
    assert_eq!(
        (problem.r#type.as_ref(), problem.title.as_deref(), problem.status, problem.instance.as_deref()),
        ("https://api.example.com/sold-out", Some("Sold out"), Some(409), Some("/orders/7"))
    );
    assert_eq!((error.message().as_deref(), error.request_id().as_deref()), (Some("The last one went"), Some("t-1")));
    assert_eq!(error.at("/more").unwrap().as_str(), "1");
    let bare = ApiError::decode(409, &headers, b"{}");
    let Body::Problem(problem) = bare.body() else { panic!("each member may be missing: {bare:?}") };
    assert_eq!(
        (problem.r#type.as_ref(), bare.to_string().as_str()),
        ("about:blank", "409 Conflict: It does not fit (request t-1)")
    );
    assert_eq!(ApiError::decode(409, &headers, b"[]").body(), Body::Unknown, "a problem is an object");
    assert_eq!(ApiError::decode(409, &(), raw).body(), Body::Unknown, "not by its members");
}

#[test]
fn the_apis_own_shape_is_looked_for_first() {
    let raw = br#"{"code": "sold_out", "message": "m", "limit": "per_year", "type": "about:blank"}"#;
    let error = ApiError::decode(409, &[("Content-Type", "application/problem+json")], raw);
    let Body::Api(body) = error.body() else { panic!("{error:?}") };
    assert_eq!((body.code, body.limit), (OpenCode::Known(ErrorCode::SoldOut), Some(OpenCode::Unknown("per_year".into()))));
    assert_eq!(ErrorCode::SoldOut.basis(), Basis::Stated);
}
