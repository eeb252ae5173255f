// A program that uses everything a client can use of the contract in `shop.yaml`. `spec` is the module.

use errspec_revisions::errspec;
use spec::{ApiError, Body, ErrorCode, Field, Order, OrderCommand, OrderPayload, OrderState, Status};

pub fn status(status: Status) -> u16 {
    match status {
        Status::Ok | Status::BadRequest | Status::PaymentRequired | Status::NotFound => 1,
        Status::Conflict | Status::TooManyRequests | Status::ServiceUnavailable => 2,
        Status::Other(status) => status,
    }
}

pub fn code(code: ErrorCode) -> u8 {
    match code {
        ErrorCode::CardDeclined | ErrorCode::CardExpired | ErrorCode::NoSuchProduct => 1,
        ErrorCode::SoldOut | ErrorCode::Overloaded | ErrorCode::RateLimited => 2,
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
        Body::Invalid(body) => {
            let field: errspec::OpenCode<'_, Field> = body.field;
            format!("{field:?} {}", body.message)
        }
        Body::Api(body) => {
            let code: errspec::OpenCode<'_, ErrorCode> = body.code;
            let request: Option<std::borrow::Cow<'_, str>> = body.request_id;
            format!("{code:?} {} {request:?}", body.message)
        }
        Body::Plain(body) => body.message.into_owned(),
        _ => String::new(),
    }
}

pub fn calls() -> [errspec::retry::Operation; 2] {
    [spec::operations::GET_ORDER, spec::operations::CREATE_ORDER]
}

pub fn state(state: OrderState, command: OrderCommand) -> u8 {
    let _ = Order::watch();
    match command {
        OrderCommand::PayAgain => {}
    }
    match state {
        OrderState::Open | OrderState::Paid | OrderState::Held => 1,
        OrderState::Sent | OrderState::Lost | OrderState::Failed => 2,
    }
}

pub fn payload(payload: OrderPayload) -> String {
    match payload {
        OrderPayload::Sent { tracking } => tracking,
    }
}
