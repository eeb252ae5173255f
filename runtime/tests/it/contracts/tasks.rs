//! Types in addition to codes, integer codes with a family, a closed catalog, and a code inside an array.

use errspec::__v1::{Lookup, Row, rows};
use errspec::decode::{BodyShape, Decoder, Field, Fields, Key, Kind, Number, Role};
use errspec::encode::{Encode, Values};
use errspec::retry::{Policy, Retry};
use errspec::when::When;
use errspec::{Action, Catalog, Category, Contract, Effect, Facts, Family, Group, OpenCode, RetryClass};
use std::borrow::Cow;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub enum ErrorType {
    InvalidRequest,
    Server,
}

static ERROR_TYPE: Catalog = Catalog {
    name: "ErrorType",
    title: "",
    summary: "",
    open: false,
    text: concat!("invalid_request_error", "InvalidRequest", "server_error", "Server"),
    rows: &rows::<2>(
        &[Row::new(400).category(Category::InvalidRequest).retry(0), Row::new(500).category(Category::Internal).retry(1)],
        &[0, 21, 14, 0, 0, 0, 12, 6, 0, 1],
    ),
    retries: &[Retry::of(RetryClass::Never), Retry::of(RetryClass::Transient)],
    groups: &[],
    extras: &[],
    bases: &[],
    aliases: &[],
    lookup: Lookup::Sorted(&[0, 1]),
    ..Catalog::EMPTY
};

errspec::__v1::code!(ErrorType, ERROR_TYPE, [InvalidRequest Server]);

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub enum RpcCode {
    MethodNotFound,
    OutOfFunds,
}

static RPC_CODE: Catalog = Catalog {
    name: "RpcCode",
    title: "",
    summary: "",
    open: true,
    text: concat!("-32601", "MethodNotFound", "No credits left", "7", "OutOfFunds"),
    rows: &rows::<2>(
        &[Row::new(0).category(Category::Unsupported).retry(0), Row::new(0).category(Category::Payment).retry(1)],
        &[0, 6, 14, 0, 0, 15, 1, 10, 0, 1],
    ),
    retries: &[Retry::of(RetryClass::Never), Retry::of(RetryClass::AfterAction(Action::AddFunds))],
    groups: &[Group {
        key: "server",
        status: 0,
        within: None,
        family: Some(Family::Range(-32099, -32000)),
        facts: Facts {
            title: "Server errors",
            category: Some(Category::Unavailable),
            retry: Some(Retry::of(RetryClass::Transient)),
            effect: Some(Effect::Maybe),
            ..Facts::NONE
        },
    }],
    extras: &[],
    bases: &[],
    aliases: &[],
    lookup: Lookup::Integer { numbers: &[-32601, 7], sorted: &[0, 1] },
    ..Catalog::EMPTY
};

errspec::__v1::code!(RpcCode, RPC_CODE, [MethodNotFound OutOfFunds]);

static CONTRACT: Contract = Contract {
    name: "tasks",
    title: "Tasks API",
    source: "",
    catalogs: &[&ERROR_TYPE, &RPC_CODE],
    machines: &[],
    credentials: &[],
    decoder: Decoder {
        root: Key::object(
            "",
            &[
                Key::object("error", &[Key::value("type", 0), Key::value("code", 1), Key::value("a/b~c", 2)]),
                Key::object("errors", &[Key::object("0", &[Key::value("code", 3)])]),
                Key::value("ratio", 4),
                Key::value("fatal", 5),
                Key::value("count", 6),
            ],
        ),
        slots: 7,
        bodies: &[
            BodyShape::new(
                "one",
                When::ANY,
                &[
                    Field::new("type", "/error/type", 0, Kind::Code(&ERROR_TYPE)).role(Role::Type),
                    Field::new("code", "/error/code", 1, Kind::Code(&RPC_CODE)).role(Role::Code).optional(),
                    Field::new("message", "/error/a~1b~0c", 2, Kind::String).role(Role::Message).optional(),
                    Field::new("ratio", "/ratio", 4, Kind::Number).optional(),
                    Field::new("fatal", "/fatal", 5, Kind::Boolean).optional(),
                    Field::new("count", "/count", 6, Kind::Integer).optional(),
                ],
            ),
            BodyShape::new(
                "several",
                When::ANY,
                &[Field::new("code", "/errors/0/code", 3, Kind::Code(&RPC_CODE)).role(Role::Code)],
            ),
        ],
    },
    policy: &Policy::DEFAULT,
    ..Contract::EMPTY
};

#[derive(Clone, Debug, PartialEq)]
pub struct OneBody<'e> {
    pub r#type: OpenCode<'e, ErrorType>,
    pub code: Option<OpenCode<'e, RpcCode>>,
    pub message: Option<Cow<'e, str>>,
    pub ratio: Option<Number<'e>>,
    pub fatal: Option<bool>,
    pub count: Option<i64>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SeveralBody<'e> {
    pub code: OpenCode<'e, RpcCode>,
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Body<'e> {
    One(OneBody<'e>),
    Several(SeveralBody<'e>),
    Unknown,
}

pub struct Tasks;

impl errspec::Api for Tasks {
    type Body<'e> = Body<'e>;

    fn contract() -> &'static Contract {
        &CONTRACT
    }

    fn body<'e>(fields: &Fields<'_, 'e>) -> Body<'e> {
        match fields.body() {
            Some(0) => Body::One(OneBody {
                r#type: fields.code(0),
                code: fields.opt_code(1),
                message: fields.opt_string(2),
                ratio: fields.opt_number(3),
                fatal: fields.opt_boolean(4),
                count: fields.opt_integer(5),
            }),
            Some(1) => Body::Several(SeveralBody { code: fields.code(0) }),
            _ => Body::Unknown,
        }
    }

    fn values<'v>(body: &'v Body<'_>) -> Option<(usize, &'v dyn Values)> {
        match body {
            Body::One(body) => Some((0, body)),
            Body::Several(body) => Some((1, body)),
            Body::Unknown => None,
        }
    }
}

impl Values for OneBody<'_> {
    fn value(&self, field: usize) -> Option<&dyn Encode> {
        let values: [&dyn Encode; 6] = [&self.r#type, &self.code, &self.message, &self.ratio, &self.fatal, &self.count];
        values.get(field).copied()
    }
}

impl Values for SeveralBody<'_> {
    fn value(&self, field: usize) -> Option<&dyn Encode> {
        let values: [&dyn Encode; 1] = [&self.code];
        values.get(field).copied()
    }
}

pub type ApiError<'b> = errspec::ApiError<'b, Tasks>;
