//! One response of an operation: everything that arrives with one status.

use super::schema;
use crate::hint;
use crate::render::challenge;
use crate::{Context, ErrorResponse};
use errspec::decode::{BodyShape, Role};
use errspec::place::Location;
use errspec::{Api, ApiError, CodeRef, Meaning};
use std::collections::BTreeMap;
use std::ptr;
use std::time::Duration;
use utoipa::openapi::example::{Example, ExampleBuilder};
use utoipa::openapi::header::{Header, HeaderBuilder};
use utoipa::openapi::schema::{AnyOfBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::{Content, ContentBuilder, RefOr, Response, ResponseBuilder};

/// The responses that arrive with a status.
#[derive(Clone, Copy)]
pub(super) struct Arrival<'c> {
    pub(super) status: u16,
    pub(super) codes: &'c [CodeRef],
    /// Whether it also arrives without one of these codes.
    pub(super) with_any_body: bool,
}

impl Arrival<'_> {
    pub(super) fn response<A: Api>(self) -> Response {
        let Self { status, codes, .. } = self;
        let row = A::contract().statuses().row(status);
        let summary = row.map(|row| row.facts.summary).filter(|summary| !summary.is_empty());
        let error = ApiError::<A>::decode(status, &(), b"");
        let mut response = ResponseBuilder::new().description(summary.unwrap_or_else(|| error.phrase()));
        for (media_type, content) in self.contents::<A>() {
            response = response.content(media_type, content);
        }
        for (name, summary) in self.headers::<A>() {
            response = response.header(name, header(summary));
        }
        if !A::contract().request_id.is_empty() {
            response = response.header(A::contract().request_id, header("The ID of the request"));
        }
        if let (401, Some(_)) = (status, challenge::<A>()) {
            response = response.header("WWW-Authenticate", header("How to authenticate"));
        }
        let of_code = codes.iter().any(|code| code.catalog.retry(code.row).class.is_automatic());
        if of_code || (self.with_any_body && error.retry().is_automatic()) {
            for written in hint::written(A::contract().policy, status, Duration::ZERO, &Context::new()) {
                if let Location::Header(name) = written.at {
                    response = response.header(name, header("How long to wait before the next attempt"));
                }
            }
        }
        response.build()
    }

    /// The bodies with this status.
    fn shapes<A: Api>(self) -> impl Iterator<Item = &'static BodyShape> {
        let shapes = A::contract().decoder.bodies.iter().filter(move |shape| arrives::<A>(shape, self.status));
        shapes.filter(move |shape| self.with_any_body || self.codes.iter().any(|code| carries(shape, *code)))
    }

    /// The headers that contain fields of these bodies, with their schemas.
    fn headers<A: Api>(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let fields = self.shapes::<A>().flat_map(|shape| shape.fields);
        fields.filter_map(|field| {
            let about = match field.role {
                Some(Role::Code) => "The error code",
                Some(Role::Type) => "The error type",
                Some(Role::Message) => "What happened",
                _ => field.name,
            };
            Some((field.header()?, about))
        })
    }

    /// The bodies with this status, by media type.
    fn contents<A: Api>(self) -> BTreeMap<&'static str, Content> {
        let mut by_type: BTreeMap<&str, Vec<&BodyShape>> = BTreeMap::new();
        for shape in self.shapes::<A>() {
            by_type.entry(shape.media_type()).or_default().push(shape);
        }
        let examples = examples::<A>(self.status, self.codes);
        let content = |(media_type, shapes): (&'static str, Vec<&BodyShape>)| {
            let schemas = shapes.iter().map(|shape| schema::of_body(shape, self.status, self.codes)).collect();
            let examples = examples.iter().filter(|(of, ..)| *of == media_type);
            let named = examples.map(|(_, name, example)| (name.clone(), RefOr::T(example.clone())));
            (media_type, ContentBuilder::new().schema(any_of(schemas)).examples_from_iter(named).build())
        };
        by_type.into_iter().map(content).collect()
    }
}

/// Clients use the first body that matches, and later ones may match too.
fn any_of(mut schemas: Vec<Schema>) -> Option<Schema> {
    match schemas.len() {
        0 | 1 => schemas.pop(),
        _ => Some(schemas.into_iter().fold(AnyOfBuilder::new(), AnyOfBuilder::item).build().into()),
    }
}

fn header(description: &str) -> Header {
    let text = ObjectBuilder::new().schema_type(Type::String).build();
    HeaderBuilder::new().schema(Some(text)).description(Some(description)).build()
}

/// Whether clients look for a body in responses with this status.
fn arrives<A: Api>(shape: &BodyShape, status: u16) -> bool {
    shape.means == Meaning::Error
        && shape.when.allows(status)
        && (!A::contract().is_success(status) || shape.when.names(status))
}

fn carries(shape: &BodyShape, code: CodeRef) -> bool {
    shape.fields.iter().any(|field| field.kind.catalog().is_some_and(|catalog| ptr::eq(catalog, code.catalog)))
}

/// An example for each code that can be sent without a handler's help: its media type, its name and the example.
fn examples<A: Api>(status: u16, codes: &[CodeRef]) -> Vec<(&'static str, String, Example)> {
    const NOON_2020: Duration = Duration::from_secs(1_577_880_000);
    let context = Context { now: NOON_2020, request_id: "00000000-0000-8000-8000-000000000000".to_owned(), ..Context::new() };
    let example = |code: &CodeRef| {
        let error = ErrorResponse::<A>::of_code(*code).status(status);
        let template = code.catalog.extra(code.row).map(|extra| extra.message).filter(|message| !message.is_empty());
        let made = match template {
            Some(message) => error.message(message),
            None => error,
        };
        let made = made.render(&context).ok()?;
        let media_type = ApiError::<A>::decode(status, made.headers(), made.body()).media_type()?;
        let text = || serde_json::Value::from(String::from_utf8_lossy(made.body()));
        let value = serde_json::from_slice(made.body()).unwrap_or_else(|_| text());
        let example = ExampleBuilder::new().summary(code.catalog.display(code.row)).value(Some(value)).build();
        Some((media_type, code.wire().to_owned(), example))
    };
    codes.iter().filter_map(example).collect()
}
