//! The sections `credentials`, `headers`, `operations` and `health`.

use super::ctx::Ctx;
use super::facts::{self, Facts};
use super::form;
use super::header_name::header_name;
use super::limits::Limits;
use super::mapping_keys::Fields;
use super::own_retry::operation_retry;
use super::scalars;
use super::values::StatusRange;
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::words::{CredentialKind, Form, HealthBody, Method, Safety};
use crate::yaml::{Node, NodeKind};

/// How a caller authenticates.
#[derive(Clone, Debug)]
pub struct Credential {
    pub kind: Option<Spanned<CredentialKind>>,
    pub header: Option<Spanned<String>>,
    pub refresh: bool,
    pub facts: Facts,
}

/// Headers that every response may have.
#[derive(Clone, Debug, Default)]
pub struct Headers {
    pub request_id: Option<Spanned<String>>,
    pub rate_limit: Option<Spanned<RateLimit>>,
}

/// The headers that report a rate limit.
#[derive(Clone, Debug, Default)]
pub struct RateLimit {
    pub limit: Option<Spanned<String>>,
    pub remaining: Option<Spanned<String>>,
    pub reset: Option<HeaderRef>,
    pub scope: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
}

/// A header and the form of its value.
#[derive(Clone, Debug)]
pub struct HeaderRef {
    pub header: Spanned<String>,
    pub form: Option<Spanned<Form>>,
}

/// An operation of the API.
#[derive(Clone, Debug)]
pub struct Operation {
    pub method: Option<Spanned<Method>>,
    pub path: Option<Spanned<String>>,
    pub machine: Option<Spanned<String>>,
    pub success: Vec<Spanned<StatusRange>>,
    pub safety: Option<Spanned<Safety>>,
    /// Whether the server holds the request until there is something to report.
    pub long_poll: Option<Spanned<bool>>,
    /// `safety: { keyed: Idempotency-Key }`: the header that carries the idempotency key.
    pub keyed: Option<Spanned<String>>,
    /// What it does differently from the policy.
    pub retry: Option<Spanned<Limits>>,
    pub facts: Facts,
}

/// A health check.
#[derive(Clone, Debug)]
pub struct Health {
    pub url: Option<Spanned<String>>,
    pub path: Option<Spanned<String>>,
    pub method: Option<Spanned<Method>>,
    pub status: Option<Spanned<u16>>,
    pub body: Option<Spanned<HealthBody>>,
    pub facts: Facts,
}

pub(super) fn credential(ctx: &mut Ctx, node: &Node) -> Option<Credential> {
    let mut fields = Fields::of(ctx, "a credential", node)?;
    let credential = Credential {
        kind: fields.require("kind", ctx, Ctx::word),
        header: fields.get("header", ctx, header_name),
        refresh: fields.get("refresh", ctx, scalars::boolean).is_some_and(|refresh| refresh.value),
        facts: facts::facts(ctx, &mut fields, &["summary", "basis", "docs"]),
    };
    fields.finish(ctx);
    Some(credential)
}

pub(super) fn headers(ctx: &mut Ctx, node: &Node) -> Option<Headers> {
    let mut fields = Fields::of(ctx, "`headers`", node)?;
    let headers = Headers {
        request_id: fields.get("request_id", ctx, header_name),
        rate_limit: fields.get("rate_limit", ctx, rate_limit),
    };
    fields.finish(ctx);
    Some(headers)
}

fn rate_limit(ctx: &mut Ctx, node: &Node) -> Option<Spanned<RateLimit>> {
    let mut fields = Fields::of(ctx, "`rate_limit`", node)?;
    let rate_limit = RateLimit {
        limit: fields.get("limit", ctx, header_name),
        remaining: fields.get("remaining", ctx, header_name),
        reset: fields.get("reset", ctx, header_ref),
        scope: fields.get("scope", ctx, Ctx::prose),
        summary: fields.get("summary", ctx, Ctx::prose),
    };
    fields.finish(ctx);
    Some(Spanned::new(rate_limit, node.span))
}

fn header_ref(ctx: &mut Ctx, node: &Node) -> Option<HeaderRef> {
    if !matches!(node.kind, NodeKind::Map(_)) && !ctx.is_probing() {
        let header = header_name(ctx, node)?;
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span, "`reset` needs the form of the header's value");
        let example = format!("{{ header: {}, form: unix-seconds }}", header.value);
        ctx.sink.push(finding.fix(node.span, &example, format!("for seconds since 1970, write `{example}`")));
        return Some(HeaderRef { header, form: None });
    }
    let mut fields = Fields::of(ctx, "`reset`", node)?;
    let header = fields.require("header", ctx, header_name);
    let form: Option<Spanned<Form>> = fields.require("form", ctx, Ctx::word);
    fields.finish(ctx);
    Some(HeaderRef { header: header?, form })
}

const NO_SUCCESS: &str = "List the statuses that mean success for this operation, or remove the key for those of the contract.";

pub(super) fn operation(ctx: &mut Ctx, node: &Node) -> Option<Operation> {
    let mut fields = Fields::of(ctx, "an operation", node)?;
    let (safety, keyed) = fields.get("safety", ctx, safety).unwrap_or_default();
    let operation = Operation {
        method: fields.require("method", ctx, Ctx::word),
        path: fields.get("path", ctx, path),
        machine: fields.get("machine", ctx, Ctx::text),
        success: fields.choice("success", ctx, NO_SUCCESS, scalars::status_range),
        long_poll: fields.get("long_poll", ctx, scalars::boolean),
        safety,
        keyed,
        retry: fields.get("retry", ctx, operation_retry),
        facts: facts::facts(ctx, &mut fields, &["name", "summary", "basis", "docs"]),
    };
    fields.finish(ctx);
    Some(operation)
}

type SafetyOrHeader = (Option<Spanned<Safety>>, Option<Spanned<String>>);

/// `safety: not_idempotent`, or `safety: { keyed: Idempotency-Key }`.
fn safety(ctx: &mut Ctx, node: &Node) -> Option<SafetyOrHeader> {
    Some(match node.kind {
        NodeKind::Map(_) => (None, keyed(ctx, node)),
        _ => (ctx.word_or(node, &[("keyed", "{ keyed: Idempotency-Key }")], None), None),
    })
}

fn keyed(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    let mut fields = Fields::of(ctx, "`safety`", node)?;
    let keyed = fields.require("keyed", ctx, header_name);
    fields.finish(ctx);
    keyed
}

fn path(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    ctx.form(node, &form::PATH);
    let path = ctx.text(node)?;
    if !path.starts_with('/') || path.contains(char::is_whitespace) {
        let finding = Diagnostic::new(&rules::BAD_PATH, path.span, format!("`{}` is not a path", path.value));
        ctx.sink.push(finding.note("A path begins with `/`, and its variable parts are in braces: `/v1/jobs/{id}`."));
        return None;
    }
    Some(path)
}

type Expectation = (Option<Spanned<u16>>, Option<Spanned<HealthBody>>);

fn expectation(ctx: &mut Ctx, node: &Node) -> Option<Expectation> {
    let mut expect = Fields::of(ctx, "`expect`", node)?;
    let read = (expect.get("status", ctx, scalars::status), expect.get("body", ctx, Ctx::word));
    expect.finish(ctx);
    Some(read)
}

pub(super) fn health(ctx: &mut Ctx, node: &Node) -> Option<Health> {
    let mut fields = Fields::of(ctx, "a health check", node)?;
    let (status, body) = fields.get("expect", ctx, expectation).unwrap_or_default();
    let health = Health {
        url: fields.get("url", ctx, facts::url),
        path: fields.get("path", ctx, path),
        method: fields.get("method", ctx, Ctx::word),
        status,
        body,
        facts: facts::facts(ctx, &mut fields, &["name", "summary", "basis"]),
    };
    if health.url.is_none() && health.path.is_none() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "a health check needs `path` or `url`");
        ctx.sink.push(finding);
    }
    if let (Some(url), Some(path)) = (&health.url, &health.path) {
        let finding = Diagnostic::new(&rules::PATH_AND_URL, path.span, "a health check has a `path` or a `url`, not both");
        ctx.sink.push(
            finding.label(url.span, "the `url`").note("Keep the `url` if the check is on another host, otherwise the `path`."),
        );
    }
    fields.finish(ctx);
    Some(health)
}
