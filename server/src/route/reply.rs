//! Turns a response as data into what is sent.

use super::context::Context;
use crate::clock::http_date;
use crate::http::{Reply, is_bodiless, is_field_value, is_token};
use crate::sample::matching::first_match;
use crate::sample::{headers, make};
use crate::{Answer, Body, Declared, Options, Then};
use errspec_spec::model::Contract;
use errspec_spec::words::BodyFormat;
use serde_json::Value;
use std::time::Duration;

impl Context<'_> {
    /// The reply that a response becomes for this request. `unscripted` is the reply without a script.
    pub(super) fn reply(&mut self, answer: &Answer, unscripted: impl FnOnce(&mut Self) -> Reply) -> Reply {
        let (contract, options) = (self.contract, self.options);
        let success = || headers::success(contract);
        let mut reply = match &answer.body {
            Body::Unscripted => unscripted(self),
            Body::Declared(declared) => declared_reply(contract, options, answer.status, declared, &self.request.path),
            Body::Json(body) => {
                let (status, json) = (answer.status.unwrap_or_else(success), "application/json");
                let given = answer.headers.iter().filter_map(|(name, value)| Some((name.clone(), value.clone()?)));
                let given: Vec<(String, String)> = given.collect();
                let failing = match first_match(contract, status, (BodyFormat::Json, json), &given, body) {
                    Some(at) => contract.bodies.get(at).is_some_and(errspec_spec::model::Body::is_error),
                    None => !contract.is_success(status),
                };
                api_reply(contract, options, (status, failing), json, body.to_string().into_bytes())
            }
            Body::Text(text) => {
                let content_type = if text.starts_with('<') { "text/html; charset=utf-8" } else { "text/plain; charset=utf-8" };
                self.plain(answer.status.unwrap_or_else(success), content_type, text.clone().into_bytes())
            }
            Body::Bytes(bytes) => self.plain(answer.status.unwrap_or_else(success), "application/octet-stream", bytes.clone()),
            Body::Empty => self.plain(answer.status.unwrap_or_else(success), "", Vec::new()),
        };
        changed(&mut reply, answer);
        reply
    }

    /// The reply that a response becomes which does not depend on what the server does without a script.
    pub(super) fn answered(&mut self, answer: &Answer) -> Reply {
        self.reply(answer, |context| context.json(headers::success(context.contract), &Value::Null))
    }

    /// A response of the API with any body.
    pub(super) fn plain(&self, status: u16, content_type: &str, body: Vec<u8>) -> Reply {
        api_reply(self.contract, self.options, (status, !self.contract.is_success(status)), content_type, body)
    }

    /// A response of the API with JSON.
    pub(super) fn json(&self, status: u16, body: &Value) -> Reply {
        self.plain(status, "application/json", body.to_string().into_bytes())
    }

    /// A response of the server itself with JSON.
    pub(super) fn own(&self, status: u16, body: &Value) -> Reply {
        own(self.contract, status, "application/json", (body.to_string() + "\n").into_bytes())
    }

    /// A sentence of the server itself about what is wrong.
    pub(super) fn wrong(&self, status: u16, why: &str) -> Reply {
        refused(self.contract, status, why)
    }
}

/// Does to a response what the script says, apart from its status and its body.
pub(crate) fn changed(reply: &mut Reply, answer: &Answer) {
    for (name, value) in &answer.headers {
        set(&mut reply.headers, name, value.as_deref());
    }
    (reply.delay, reply.then) = (answer.delay, answer.then);
}

/// A body of the contract, with the headers that go with it.
pub(crate) fn declared_reply(
    contract: &Contract,
    options: &Options,
    status: Option<u16>,
    declared: &Declared,
    path: &str,
) -> Reply {
    let made = make(contract, status, declared, path);
    let mut reply = api_reply(contract, options, (made.status, made.failing), &made.content_type, made.bytes());
    made.headers.iter().for_each(|(name, value)| set(&mut reply.headers, name, Some(value)));
    reply
}

/// A sentence of the server itself about what is wrong.
pub(crate) fn refused(contract: &Contract, status: u16, why: &str) -> Reply {
    own(contract, status, "text/plain; charset=utf-8", format!("errspec: {why}\n").into_bytes())
}

/// A response of the server itself, without anything of the contract.
pub(super) fn own(contract: &Contract, status: u16, content_type: &str, body: Vec<u8>) -> Reply {
    let headers =
        vec![("Content-Type".to_owned(), content_type.to_owned()), ("Cache-Control".to_owned(), "no-store".to_owned())];
    Reply { status, phrase: phrase(contract, status), headers, body, delay: Duration::ZERO, then: Then::Full }
}

/// A response of the API, with the headers that the contract declares. Next to the status is whether clients treat it as a failure.
fn api_reply(
    contract: &Contract,
    options: &Options,
    (status, failing): (u16, bool),
    content_type: &str,
    body: Vec<u8>,
) -> Reply {
    let now = options.clock.unix();
    let bodiless = is_bodiless(status);
    let body = if bodiless { Vec::new() } else { body };
    let mut all = vec![("Date".to_owned(), http_date(now))];
    if !content_type.is_empty() && !bodiless {
        all.push(("Content-Type".to_owned(), content_type.to_owned()));
    }
    for (name, value) in headers::declared(contract, status, failing, now) {
        set(&mut all, &name, Some(&value));
    }
    Reply { status, phrase: phrase(contract, status), headers: all, body, delay: Duration::ZERO, then: Then::Full }
}

/// The phrase of a status, if a status line can contain it.
fn phrase(contract: &Contract, status: u16) -> String {
    Some(headers::phrase(contract, status)).filter(|phrase| is_field_value(phrase)).unwrap_or_default()
}

/// Sets a header, replacing headers of the same name.
fn set(headers: &mut Vec<(String, String)>, name: &str, value: Option<&str>) {
    headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
    if let Some(value) = value.filter(|value| is_token(name) && is_field_value(value)) {
        headers.push((name.to_owned(), value.to_owned()));
    }
}
