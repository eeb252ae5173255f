// A program that creates the errors of the contract in `answers.yaml`. `spec` is the module.

use errspec_revisions::errspec;
use spec::{ApiBody, Body, Cause, ErrorCode, LimitCallsParams, LockedParams, PageBody, PlainBody, QueryBody};

pub fn bodies(text: &'static str) -> [Body<'static>; 4] {
    [
        Body::Api(ApiBody {
            code: errspec::OpenCode::Known(ErrorCode::Locked),
            message: text.into(),
            subcode: Some(errspec::OpenCode::Known(Cause::OldCard)),
            wait: None,
            inner: None,
        }),
        Body::Page(PageBody { symbol: errspec::OpenCode::Known(ErrorCode::NoSuchHost), message: text.into(), zone: None }),
        Body::Query(QueryBody { reason: errspec::OpenCode::Known(Cause::LowBalance), message: None }),
        Body::Plain(PlainBody { code: errspec::OpenCode::Known(Cause::LowBalance), message: text.into() }),
    ]
}

pub fn params() -> (LimitCallsParams<'static>, LockedParams<'static>) {
    let limit = LimitCallsParams { limit: 60, wait: std::time::Duration::from_secs(1), scope: "all".into() };
    (limit, LockedParams { by: "somebody".into() })
}
