// A program that uses everything a client can use of the contract in `answers.yaml`. `spec` is the module.

use errspec_revisions::errspec;
use spec::{ApiError, Body, Cause, ErrorCode, Field, LimitCallsParams, LockedParams, Status};
use std::borrow::Cow;

pub fn status(status: Status) -> u16 {
    match status {
        Status::Ok | Status::Accepted | Status::BadRequest | Status::Forbidden | Status::NotFound | Status::Conflict => 1,
        Status::UnprocessableContent | Status::TooManyRequests | Status::BadGateway | Status::ServiceUnavailable => 2,
        Status::Other(status) => status,
    }
}

pub fn code(code: ErrorCode) -> Option<&'static str> {
    match code {
        ErrorCode::ConnectionReset | ErrorCode::NoSuchHost | ErrorCode::NameServerDown => code.symbol(),
        ErrorCode::LimitCalls | ErrorCode::Locked | ErrorCode::SteppedDown => code.area(),
        _ => ErrorCode::from_symbol("ERESET").and_then(ErrorCode::symbol),
    }
}

pub fn cause(cause: Cause) -> u8 {
    match cause {
        Cause::LowBalance => 1,
        Cause::OldCard => 2,
        _ => 3,
    }
}

pub fn field(field: Field) -> u8 {
    match field {
        Field::Name => 1,
        Field::Price => 2,
    }
}

pub fn body(error: &ApiError<'_>) -> String {
    match error.body() {
        Body::Listed(body) => {
            let trace: Option<Cow<'_, str>> = body.trace;
            let mut text = format!("{trace:?}");
            for item in body.errors.iter() {
                let code: errspec::OpenCode<'_, Field> = item.code;
                let (pointer, detail): (Option<Cow<'_, str>>, Option<Cow<'_, str>>) = (item.pointer, item.detail);
                text += &format!("{code:?} {pointer:?} {detail:?}");
            }
            text
        }
        Body::Keyed(body) => {
            let errors: errspec::decode::Map<'_, errspec::decode::List<'_, Cow<'_, str>>> = body.errors;
            format!("{errors:?}")
        }
        Body::Api(body) => {
            let code: errspec::OpenCode<'_, ErrorCode> = body.code;
            let subcode: Option<errspec::OpenCode<'_, Cause>> = body.subcode;
            let (message, wait): (Cow<'_, str>, Option<Cow<'_, str>>) = (body.message, body.wait);
            format!("{code:?} {subcode:?} {message} {wait:?} {}", body.inner.is_some())
        }
        Body::Page(body) => {
            let symbol: errspec::OpenCode<'_, ErrorCode> = body.symbol;
            let (message, zone): (Cow<'_, str>, Option<Cow<'_, str>>) = (body.message, body.zone);
            format!("{symbol:?} {message} {zone:?}")
        }
        Body::Query(body) => {
            let reason: errspec::OpenCode<'_, Cause> = body.reason;
            let message: Option<Cow<'_, str>> = body.message;
            format!("{reason:?} {message:?}")
        }
        Body::Plain(body) => {
            let code: errspec::OpenCode<'_, Cause> = body.code;
            let message: Cow<'_, str> = body.message;
            format!("{code:?} {message}")
        }
        _ => String::new(),
    }
}

pub fn params<'e>(error: &'e ApiError<'_>, headers: &'e [(String, String); 1]) -> String {
    if let Some(LimitCallsParams { limit, wait, scope }) = LimitCallsParams::read(error, headers) {
        let (limit, wait, scope): (u32, std::time::Duration, Cow<'_, str>) = (limit, wait, scope);
        return format!("{limit} {wait:?} {scope}");
    }
    LockedParams::read(error, headers).map_or_else(String::new, |params| params.by.into_owned())
}

pub fn calls() -> [errspec::retry::Operation; 4] {
    [spec::operations::FIND, spec::operations::STORE, spec::operations::CHANGE, spec::operations::RECEIVE]
}

pub fn policy() -> (&'static errspec::retry::Policy, &'static errspec::retry::Budget) {
    (&spec::RETRY, &spec::RETRY_BUDGET)
}
