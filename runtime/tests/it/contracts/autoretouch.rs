//! Two shapes that use the key `error` for different things.

use errspec::__v1::{Lookup, Row, rows};
use errspec::decode::{BodyShape, Decoder, Field, Fields, Key, Kind, Role, Timestamp};
use errspec::encode::{Encode, Values};
use errspec::headers::{Form, RateLimitHeaders};
use errspec::retry::{Policy, Retry};
use errspec::status::{StatusRange, StatusRow, Statuses};
use errspec::when::When;
use errspec::{Action, Catalog, Category, Contract, Facts, OpenCode, RetryClass};
use std::borrow::Cow;
use std::time::Duration;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub enum OAuthError {
    InvalidGrant,
    AuthorizationPending,
    SlowDown,
}

static OAUTH_ERROR: Catalog = Catalog {
    name: "OAuthError",
    title: "",
    summary: "",
    open: true,
    text: concat!(
        "Device code expired, invalid, or refresh token revoked",
        "invalid_grant",
        "InvalidGrant",
        "Authorize again",
        "User hasn't confirmed the device yet",
        "authorization_pending",
        "AuthorizationPending",
        "Polling too frequently",
        "slow_down",
        "SlowDown",
    ),
    rows: &rows::<3>(
        &[
            Row::new(400).category(Category::Authentication).retry(0),
            Row::new(400).category(Category::Pending).retry(1),
            Row::new(400).category(Category::Pending).retry(2),
        ],
        &[54, 13, 12, 15, 0, 36, 21, 20, 0, 1, 22, 9, 8, 0, 2],
    ),
    retries: &[
        Retry::of(RetryClass::AfterAction(Action::RenewCredentials)),
        Retry::of(RetryClass::KeepPolling { slower_by: Duration::ZERO }),
        Retry::of(RetryClass::KeepPolling { slower_by: Duration::from_secs(5) }),
    ],
    groups: &[],
    extras: &[],
    bases: &[],
    aliases: &[],
    lookup: Lookup::Sorted(&[1, 0, 2]),
    ..Catalog::EMPTY
};

errspec::__v1::code!(OAuthError, OAUTH_ERROR, [InvalidGrant AuthorizationPending SlowDown]);

static STATUSES: Statuses = Statuses {
    rows: &[
        StatusRow {
            phrase: "Not Found",
            facts: Facts {
                summary: "Workflow, execution or image doesn't exist",
                category: Some(Category::NotFound),
                retry: Some(Retry::of(RetryClass::Never)),
                ..Facts::NONE
            },
            ..StatusRow::new(404)
        },
        StatusRow {
            phrase: "Unprocessable Entity",
            facts: Facts { summary: "Image cannot be processed", category: Some(Category::InvalidRequest), ..Facts::NONE },
            ..StatusRow::new(422)
        },
        StatusRow {
            phrase: "Service Unavailable",
            facts: Facts {
                summary: "Service is temporarily down",
                action: "Try again later",
                category: Some(Category::Unavailable),
                retry: Some(Retry::of(RetryClass::Transient)),
                ..Facts::NONE
            },
            ..StatusRow::new(503)
        },
    ],
    ranges: &[StatusRange {
        facts: Facts { retry: Some(Retry::of(RetryClass::Never)), ..Facts::NONE },
        ..StatusRange::new(500, 599)
    }],
    ..Statuses::EMPTY
};

static CONTRACT: Contract = Contract {
    name: "autoretouch",
    title: "AutoRetouch API",
    source: "",
    catalogs: &[&OAUTH_ERROR],
    machines: &[],
    credentials: &[],
    decoder: Decoder {
        root: Key::object(
            "",
            &[
                Key::value("timestamp", 0),
                Key::value("status", 1),
                Key::value("error", 2),
                Key::value("message", 3),
                Key::value("path", 4),
                Key::value("error_description", 5),
            ],
        ),
        slots: 6,
        bodies: &[
            BodyShape::new(
                "api",
                When::ANY,
                &[
                    Field::new("timestamp", "/timestamp", 0, Kind::Timestamp),
                    Field::new("status", "/status", 1, Kind::Status),
                    Field::new("phrase", "/error", 2, Kind::String),
                    Field::new("message", "/message", 3, Kind::String).role(Role::Message),
                    Field::new("path", "/path", 4, Kind::String).optional(),
                ],
            ),
            BodyShape::new(
                "oauth",
                When::ANY,
                &[
                    Field::new("code", "/error", 2, Kind::Code(&OAUTH_ERROR)).role(Role::Code),
                    Field::new("message", "/error_description", 5, Kind::String).role(Role::Message).optional(),
                ],
            ),
        ],
    },
    request_id: "",
    rate_limit: RateLimitHeaders {
        limit: Some("X-RateLimit-Limit"),
        remaining: Some("X-RateLimit-Remaining"),
        reset: Some(("X-RateLimit-Reset", Form::UnixSeconds)),
        ..RateLimitHeaders::NONE
    },
    policy: &Policy { statuses: &STATUSES, ..Policy::DEFAULT },
};

#[derive(Clone, Debug, PartialEq)]
pub struct ApiBody<'e> {
    pub timestamp: Timestamp<'e>,
    pub status: u16,
    pub phrase: Cow<'e, str>,
    pub message: Cow<'e, str>,
    pub path: Option<Cow<'e, str>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OauthBody<'e> {
    pub code: OpenCode<'e, OAuthError>,
    pub message: Option<Cow<'e, str>>,
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Body<'e> {
    Api(ApiBody<'e>),
    Oauth(OauthBody<'e>),
    Unknown,
}

pub struct Autoretouch;

impl errspec::Api for Autoretouch {
    type Body<'e> = Body<'e>;

    fn contract() -> &'static Contract {
        &CONTRACT
    }

    fn body<'e>(fields: &Fields<'_, 'e>) -> Body<'e> {
        match fields.body() {
            Some(0) => Body::Api(ApiBody {
                timestamp: fields.timestamp(0),
                status: fields.status(1),
                phrase: fields.string(2),
                message: fields.string(3),
                path: fields.opt_string(4),
            }),
            Some(1) => Body::Oauth(OauthBody { code: fields.code(0), message: fields.opt_string(1) }),
            _ => Body::Unknown,
        }
    }

    fn values<'v>(body: &'v Body<'_>) -> Option<(usize, &'v dyn Values)> {
        match body {
            Body::Api(body) => Some((0, body)),
            Body::Oauth(body) => Some((1, body)),
            Body::Unknown => None,
        }
    }
}

impl Values for ApiBody<'_> {
    fn value(&self, field: usize) -> Option<&dyn Encode> {
        let values: [&dyn Encode; 5] = [&self.timestamp, &self.status, &self.phrase, &self.message, &self.path];
        values.get(field).copied()
    }
}

impl Values for OauthBody<'_> {
    fn value(&self, field: usize) -> Option<&dyn Encode> {
        let values: [&dyn Encode; 2] = [&self.code, &self.message];
        values.get(field).copied()
    }
}

pub type ApiError<'b> = errspec::ApiError<'b, Autoretouch>;
