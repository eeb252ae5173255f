// A program that creates every error of the contract in `shop.yaml`. `spec` is the module.

use errspec_revisions::errspec;
use spec::{ApiBody, Body, ErrorCode, Field, InvalidBody, PlainBody, RateLimitedParams};

pub fn bodies(message: &'static str) -> [Body<'static>; 3] {
    [
        Body::Invalid(InvalidBody { field: errspec::OpenCode::Known(Field::Name), message: message.into() }),
        Body::Api(ApiBody { code: errspec::OpenCode::Known(ErrorCode::SoldOut), message: message.into(), request_id: None }),
        Body::Plain(PlainBody { message: message.into() }),
    ]
}

pub fn params() -> u32 {
    RateLimitedParams { limit: 60 }.limit
}
