//! An envelope with a request id, a framework's `detail` in three forms, and the problem documents of RFC 9457.

use errspec::__v1::{Lookup, Row, rows};
use errspec::decode::{BodyShape, Decoder, Field, Fields, ItemShape, Json, Key, Kind, List, Number, Role};
use errspec::encode::{Encode, Values};
use errspec::headers::RateLimitHeaders;
use errspec::retry::{Policy, Retry};
use errspec::when::When;
use errspec::{Catalog, Category, Contract, OpenCode, RetryClass};
use std::borrow::Cow;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub enum ErrorCode {
    RateLimitError,
    ValidationError,
}

static ERROR_CODE: Catalog = Catalog {
    name: "ErrorCode",
    title: "",
    summary: "",
    open: true,
    text: concat!(
        "Too many API requests in the time window",
        "RATE_LIMIT_ERROR",
        "RateLimitError",
        "Wait",
        "VALIDATION_ERROR",
        "ValidationError",
    ),
    rows: &rows::<2>(
        &[Row::new(429).category(Category::RateLimit).retry(0), Row::new(422).category(Category::InvalidRequest).retry(1)],
        &[40, 16, 14, 4, 0, 0, 16, 15, 0, 1],
    ),
    retries: &[Retry::of(RetryClass::Throttled), Retry::of(RetryClass::Never)],
    groups: &[],
    extras: &[],
    bases: &[],
    aliases: &[("RATE_LIMITED", 0)],
    lookup: Lookup::Sorted(&[0, 1]),
    ..Catalog::EMPTY
};

errspec::__v1::code!(ErrorCode, ERROR_CODE, [RateLimitError ValidationError]);

static DETAIL_ITEM: ItemShape = ItemShape::list(
    Key::object("", &[Key::value("loc", 0), Key::value("msg", 1), Key::value("type", 2)]),
    3,
    &[
        Field::new("loc", "/loc", 0, Kind::Json),
        Field::new("msg", "/msg", 1, Kind::String),
        Field::new("type", "/type", 2, Kind::String),
    ],
);

static CONTRACT: Contract = Contract {
    name: "vision",
    title: "Vision API",
    source: "",
    catalogs: &[&ERROR_CODE],
    machines: &[],
    credentials: &[],
    decoder: Decoder {
        root: Key::object(
            "",
            &[
                Key::object("error", &[Key::value("code", 0), Key::value("message", 1), Key::value("details", 2)]),
                Key::value("request_id", 3),
                Key::both("detail", 4, &[Key::value("code", 5), Key::value("message", 6), Key::value("field", 7)]),
                Key::value("type", 8),
                Key::value("title", 9),
                Key::value("retry_after", 10),
            ],
        ),
        slots: 11,
        bodies: &[
            BodyShape::new(
                "problem",
                When { status: &[(400, 599)], content_type: &["application/problem+json"], ..When::ANY },
                &[
                    Field::new("type", "/type", 8, Kind::String).optional(),
                    Field::new("title", "/title", 9, Kind::String).optional(),
                    Field::new("detail", "/detail", 4, Kind::String).role(Role::Message).optional(),
                ],
            ),
            BodyShape::new(
                "middleware",
                When::ANY,
                &[
                    Field::new("code", "/error/code", 0, Kind::Code(&ERROR_CODE)).role(Role::Code),
                    Field::new("message", "/error/message", 1, Kind::String).role(Role::Message),
                    Field::new("details", "/error/details", 2, Kind::Json).role(Role::Details).optional(),
                    Field::new("request_id", "/request_id", 3, Kind::String).role(Role::RequestId).optional(),
                    Field::new("delay", "/retry_after", 10, Kind::Number).role(Role::Delay).optional(),
                ],
            ),
            BodyShape::new("text", When::ANY, &[Field::new("message", "/detail", 4, Kind::String).role(Role::Message)]),
            BodyShape::new(
                "object",
                When::ANY,
                &[
                    Field::new("code", "/detail/code", 5, Kind::Code(&ERROR_CODE)).role(Role::Code),
                    Field::new("message", "/detail/message", 6, Kind::String).role(Role::Message),
                    Field::new("field", "/detail/field", 7, Kind::String).optional(),
                ],
            ),
            BodyShape::new(
                "list",
                When { status: &[(422, 422)], ..When::ANY },
                &[Field::new("items", "/detail", 4, Kind::List(&DETAIL_ITEM))],
            ),
        ],
    },
    request_id: "X-Request-Id",
    rate_limit: RateLimitHeaders::NONE,
    policy: &Policy::DEFAULT,
};

#[derive(Clone, Debug, PartialEq)]
pub struct ProblemBody<'e> {
    pub r#type: Option<Cow<'e, str>>,
    pub title: Option<Cow<'e, str>>,
    pub detail: Option<Cow<'e, str>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MiddlewareBody<'e> {
    pub code: OpenCode<'e, ErrorCode>,
    pub message: Cow<'e, str>,
    pub details: Option<Json<'e>>,
    pub request_id: Option<Cow<'e, str>>,
    pub delay: Option<Number<'e>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TextBody<'e> {
    pub message: Cow<'e, str>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ObjectBody<'e> {
    pub code: OpenCode<'e, ErrorCode>,
    pub message: Cow<'e, str>,
    pub field: Option<Cow<'e, str>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ListBody<'e> {
    pub items: List<'e, DetailItem<'e>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DetailItem<'e> {
    pub loc: Json<'e>,
    pub msg: Cow<'e, str>,
    pub r#type: Cow<'e, str>,
}

fn detail_item<'e>(fields: &Fields<'_, 'e>) -> DetailItem<'e> {
    DetailItem { loc: fields.json(0), msg: fields.string(1), r#type: fields.string(2) }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Body<'e> {
    Problem(ProblemBody<'e>),
    Middleware(MiddlewareBody<'e>),
    Text(TextBody<'e>),
    Object(ObjectBody<'e>),
    List(ListBody<'e>),
    Unknown,
}

pub struct Vision;

impl errspec::Api for Vision {
    type Body<'e> = Body<'e>;

    fn contract() -> &'static Contract {
        &CONTRACT
    }

    fn body<'e>(fields: &Fields<'_, 'e>) -> Body<'e> {
        match fields.body() {
            Some(0) => Body::Problem(ProblemBody {
                r#type: fields.opt_string(0),
                title: fields.opt_string(1),
                detail: fields.opt_string(2),
            }),
            Some(1) => Body::Middleware(MiddlewareBody {
                code: fields.code(0),
                message: fields.string(1),
                details: fields.opt_json(2),
                request_id: fields.opt_string(3),
                delay: fields.opt_number(4),
            }),
            Some(2) => Body::Text(TextBody { message: fields.string(0) }),
            Some(3) => {
                Body::Object(ObjectBody { code: fields.code(0), message: fields.string(1), field: fields.opt_string(2) })
            }
            Some(4) => Body::List(ListBody { items: fields.list(0, detail_item) }),
            _ => Body::Unknown,
        }
    }

    fn values<'v>(body: &'v Body<'_>) -> Option<(usize, &'v dyn Values)> {
        match body {
            Body::Problem(body) => Some((0, body)),
            Body::Middleware(body) => Some((1, body)),
            Body::Text(body) => Some((2, body)),
            Body::Object(body) => Some((3, body)),
            Body::List(body) => Some((4, body)),
            Body::Unknown => None,
        }
    }
}

impl Values for ProblemBody<'_> {
    fn value(&self, field: usize) -> Option<&dyn Encode> {
        let values: [&dyn Encode; 3] = [&self.r#type, &self.title, &self.detail];
        values.get(field).copied()
    }
}

impl Values for MiddlewareBody<'_> {
    fn value(&self, field: usize) -> Option<&dyn Encode> {
        let values: [&dyn Encode; 5] = [&self.code, &self.message, &self.details, &self.request_id, &self.delay];
        values.get(field).copied()
    }
}

impl Values for TextBody<'_> {
    fn value(&self, field: usize) -> Option<&dyn Encode> {
        let values: [&dyn Encode; 1] = [&self.message];
        values.get(field).copied()
    }
}

impl Values for ObjectBody<'_> {
    fn value(&self, field: usize) -> Option<&dyn Encode> {
        let values: [&dyn Encode; 3] = [&self.code, &self.message, &self.field];
        values.get(field).copied()
    }
}

impl Values for ListBody<'_> {
    fn value(&self, field: usize) -> Option<&dyn Encode> {
        let values: [&dyn Encode; 1] = [&self.items];
        values.get(field).copied()
    }
}

impl Values for DetailItem<'_> {
    fn value(&self, field: usize) -> Option<&dyn Encode> {
        let values: [&dyn Encode; 3] = [&self.loc, &self.msg, &self.r#type];
        values.get(field).copied()
    }
}

pub type ApiError<'b> = errspec::ApiError<'b, Vision>;
