//! Lines of traffic as `errspec serve --log` writes them: what an audit needs, without anything secret.

use super::described::{Members, headers};
use errspec::decode::{Field, Kind};
use errspec::retry::Safety;
use errspec::{ApiError, Contract};
use errspec_server::Exchange;
use errspec_spec::words::BodyFormat;
use errspec_tables::{Loaded, Tables};
use serde_json::{Map, Value, json};
use std::time::Duration;

/// Headers that make a request conditional.
const CONDITIONAL: [&str; 3] = ["If-Match", "If-None-Match", "If-Unmodified-Since"];

/// Writes exchanges as lines.
#[derive(Debug)]
pub(crate) struct Lines {
    tables: Tables,
    /// The members that are recorded of failures and, in `of_jobs`, of successes that only report a job.
    of_errors: Members,
    of_jobs: Members,
    /// The same as `of_errors`, without messages.
    unspoken: Members,
    /// The headers of requests and of responses that are recorded.
    request: Vec<&'static str>,
    response: Vec<&'static str>,
}

impl Lines {
    pub(crate) fn new(tables: Tables) -> Self {
        let contract = tables.contract;
        let keyed = tables.operations.iter().filter_map(|operation| match operation.safety {
            Safety::Keyed(header) => Some(header),
            _ => None,
        });
        let policy = contract.policy;
        let named =
            policy.idempotency.map(|keyed| keyed.header).into_iter().chain(policy.attempt_header.map(|header| header.name));
        let secret = |name: &&str| contract.credentials.iter().any(|credential| credential.header.eq_ignore_ascii_case(name));
        let request = keyed.chain(named).chain(CONDITIONAL).chain([contract.request_id]);
        let mut unspoken = Members::of_errors(contract);
        unspoken.mask_messages(&contract.decoder);
        Self {
            tables,
            of_errors: Members::of_errors(contract),
            of_jobs: Members::of_jobs(contract),
            unspoken,
            request: request.filter(|name| !name.is_empty() && !secret(name)).collect(),
            response: headers(contract).into_iter().filter(|name| !name.is_empty() && !secret(name)).collect(),
        }
    }

    /// The line of an exchange, with its line break.
    pub(crate) fn line(&self, exchange: &Exchange<'_>) -> String {
        let mut line = Map::new();
        let mut add = |name: &str, value: Value| drop(line.insert(name.to_owned(), value));
        add("at", seconds(exchange.at));
        add("duration", seconds(exchange.duration));
        if let Some(operation) = exchange.operation {
            add("operation", Value::from(operation));
        }
        add("method", Value::from(exchange.method));
        add("path", Value::from(exchange.path));
        let request = chosen(exchange.request, &self.request);
        if !request.is_empty() {
            add("request", Value::Object(request));
        }
        match exchange.status {
            None => add("failure", Value::from("reset")),
            Some(status) => {
                add("status", Value::from(status));
                add("headers", Value::Object(chosen(exchange.headers, &self.response)));
                if let Some(body) = self.tables.run(|| self.body(exchange, status)) {
                    add("body", body);
                }
            }
        }
        if let Some(job) = &exchange.job {
            add("machine", Value::from(job.machine.as_str()));
            add("job", Value::from(job.id.as_str()));
            if let Some(command) = &job.command {
                add("command", Value::from(command.as_str()));
            }
        }
        format!("{}\n", Value::Object(line))
    }

    /// The recorded part of a body; `None` for a success in which the contract describes nothing.
    fn body(&self, exchange: &Exchange<'_>, status: u16) -> Option<Value> {
        let contract = self.tables.contract;
        let operation = exchange.operation.and_then(|name| self.tables.operations.iter().find(|of| of.name == name));
        let headers = exchange.headers;
        let fails = ApiError::<Loaded>::check_of(operation, status, headers, exchange.body).is_err();
        if !fails && exchange.job.is_none() && !contract.needs_body_of(operation, status, headers) {
            return None;
        }
        let error = ApiError::<Loaded>::decode(status, headers, exchange.body);
        let spoken = !has_secret_parameters(contract, &error);
        let shape = error.body_name().and_then(|name| contract.decoder.bodies.iter().find(|body| body.name == name));
        // What is not JSON has no members that could be left out one by one.
        if let Some(shape) = shape.filter(|shape| shape.body_format() != BodyFormat::Json && spoken) {
            let whole = !shape.fields.iter().any(is_secret);
            return Some(if whole { Value::from(String::from_utf8_lossy(exchange.body)) } else { left_out(exchange.body) });
        }
        let Ok(json) = serde_json::from_slice::<Value>(exchange.body) else { return fails.then(|| left_out(exchange.body)) };
        let members = match (fails, error.body_name()) {
            (false, None) => &self.of_jobs,
            _ if !spoken => &self.unspoken,
            _ => &self.of_errors,
        };
        match members.part(&json) {
            // A JSON string is the text of a body in a record.
            Some(Value::String(text)) => Some(Value::from(json!(text).to_string())),
            part => part.or_else(|| Some(Value::from("a body that is not recorded"))),
        }
    }
}

/// What is written instead of a body.
fn left_out(body: &[u8]) -> Value {
    match body.len() {
        0 => Value::from(""),
        bytes => Value::from(format!("{bytes} bytes that are not recorded")),
    }
}

/// Whether a field, or a member of its items, is secret.
fn is_secret(field: &Field) -> bool {
    let items = match field.kind {
        Kind::List(items) | Kind::Map(items) => items.fields,
        _ => &[],
    };
    field.secret || items.iter().any(is_secret)
}

/// Whether the message may contain a secret parameter of a code: of its own or, if the code is not listed, of any code.
fn has_secret_parameters(contract: &Contract, error: &ApiError<'_, Loaded>) -> bool {
    let codes = [error.code_ref(), error.subcode_ref(), error.type_ref()];
    let own = |code: &errspec::CodeRef| code.catalog.extra(code.row).is_some_and(|extra| !extra.secrets.is_empty());
    let any = || contract.catalogs.iter().flat_map(|catalog| catalog.extras).any(|extra| !extra.secrets.is_empty());
    codes.iter().flatten().any(own) || codes.iter().all(Option::is_none) && any()
}

/// The headers with these names, each with its value or the list of its values.
fn chosen(headers: &[(String, String)], names: &[&str]) -> Map<String, Value> {
    let mut all: Map<String, Value> = Map::new();
    for (name, value) in headers.iter().filter(|(name, _)| names.iter().any(|other| other.eq_ignore_ascii_case(name))) {
        let before = all.remove(name);
        let value = match before {
            None => Value::from(value.as_str()),
            Some(Value::Array(mut values)) => {
                values.push(Value::from(value.as_str()));
                Value::Array(values)
            }
            Some(first) => json!([first, value]),
        };
        all.insert(name.clone(), value);
    }
    all
}

/// Seconds, to the microsecond.
fn seconds(time: Duration) -> Value {
    Value::from(time.as_micros() as f64 / 1e6)
}
