//! Credentials, headers, operations, health.

use super::ctx::Ctx;
use crate::diag::Diagnostic;
use crate::source::Spanned;
use crate::words::{Form, Safety};
use crate::written::{Credential, HeaderRef, Headers, Health, Operation, RateLimit};
use crate::yaml::{Node, NodeKind};

impl Ctx {
    pub(super) fn credential(&mut self, node: &Node) -> Option<Credential> {
        let mut fields = self.fields("a credential", node)?;
        let credential = Credential {
            kind: fields.require("kind", self, Ctx::word),
            header: fields.get("header", self, Ctx::header_name),
            refresh: fields.get("refresh", self, Ctx::boolean).is_some_and(|refresh| refresh.value),
            facts: self.facts(&mut fields, &["summary", "basis", "docs"]),
        };
        fields.finish(self);
        Some(credential)
    }

    pub(super) fn headers(&mut self, node: &Node) -> Option<Headers> {
        let mut fields = self.fields("`headers`", node)?;
        let headers = Headers {
            request_id: fields.get("request_id", self, Ctx::header_name),
            rate_limit: fields.get("rate_limit", self, Ctx::rate_limit),
        };
        fields.finish(self);
        Some(headers)
    }

    fn rate_limit(&mut self, node: &Node) -> Option<Spanned<RateLimit>> {
        let mut fields = self.fields("`rate_limit`", node)?;
        let rate_limit = RateLimit {
            limit: fields.get("limit", self, Ctx::header_name),
            remaining: fields.get("remaining", self, Ctx::header_name),
            reset: fields.get("reset", self, Ctx::header_ref),
            scope: fields.get("scope", self, Ctx::text),
            summary: fields.get("summary", self, Ctx::text),
        };
        fields.finish(self);
        Some(Spanned::new(rate_limit, node.span))
    }

    fn header_ref(&mut self, node: &Node) -> Option<HeaderRef> {
        if !matches!(node.kind, NodeKind::Map(_)) {
            let header = self.header_name(node)?;
            let finding = Diagnostic::error("missing-key", node.span, "`reset` needs the form of the header's value");
            let example = format!("{{ header: {}, form: unix-seconds }}", header.value);
            self.sink.push(finding.fix(node.span, &example, format!("for seconds since 1970, write `{example}`")));
            return Some(HeaderRef { header, form: None });
        }
        let mut fields = self.fields("`reset`", node)?;
        let header = fields.require("header", self, Ctx::header_name);
        let form: Option<Spanned<Form>> = fields.require("form", self, Ctx::word);
        fields.finish(self);
        Some(HeaderRef { header: header?, form })
    }

    /// A field name of RFC 9110, section 5.1.
    pub(super) fn header_name(&mut self, node: &Node) -> Option<Spanned<String>> {
        let name = self.text(node)?;
        self.is_header_name(&name).then_some(name)
    }

    pub(super) fn is_header_name(&mut self, name: &Spanned<String>) -> bool {
        let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        if name.is_empty() || !name.bytes().all(token) {
            let finding = Diagnostic::error("bad-header-name", name.span, format!("`{}` is not a header name", name.value));
            self.sink.push(finding.note("A header name has letters, digits and hyphens, no blanks: `Retry-After`."));
            return false;
        }
        if name.contains('*') {
            let message = format!("`{}` is one header of this name: the `*` stands for nothing else", name.value);
            let finding = Diagnostic::warning("literal-wildcard", name.span, message);
            self.sink.push(finding.note("Name each header that is meant."));
        }
        true
    }

    pub(super) fn operation(&mut self, node: &Node) -> Option<Operation> {
        let mut fields = self.fields("an operation", node)?;
        let (safety, keyed) = match fields.take("safety").map(|entry| &entry.value) {
            None => (None, None),
            Some(value) if matches!(value.kind, NodeKind::Map(_)) => (None, self.keyed(value)),
            Some(value) => (self.word_or::<Safety>(value, &[("keyed", "{ keyed: Idempotency-Key }")]), None),
        };
        let operation = Operation {
            method: fields.require("method", self, Ctx::word),
            path: fields.get("path", self, Ctx::path),
            machine: fields.get("machine", self, Ctx::text),
            safety,
            keyed,
            facts: self.facts(&mut fields, &["name", "summary", "basis", "docs"]),
        };
        fields.finish(self);
        Some(operation)
    }

    /// `safety: { keyed: Idempotency-Key }`.
    fn keyed(&mut self, node: &Node) -> Option<Spanned<String>> {
        let mut fields = self.fields("`safety`", node)?;
        let keyed = fields.require("keyed", self, Ctx::header_name);
        fields.finish(self);
        keyed
    }

    fn path(&mut self, node: &Node) -> Option<Spanned<String>> {
        let path = self.text(node)?;
        if !path.starts_with('/') || path.contains(char::is_whitespace) {
            let finding = Diagnostic::error("bad-path", path.span, format!("`{}` is not a path", path.value));
            self.sink.push(finding.note("A path starts with `/`; a variable part stands in braces: `/v1/jobs/{id}`."));
            return None;
        }
        Some(path)
    }

    pub(super) fn health(&mut self, node: &Node) -> Option<Health> {
        let mut fields = self.fields("a health check", node)?;
        let (status, body) = match fields.take("expect").map(|entry| &entry.value) {
            None => (None, None),
            Some(value) => {
                let mut expect = self.fields("`expect`", value)?;
                let read = (expect.get("status", self, Ctx::status), expect.get("body", self, Ctx::word));
                expect.finish(self);
                read
            }
        };
        let health = Health {
            url: fields.get("url", self, Ctx::url),
            path: fields.get("path", self, Ctx::path),
            method: fields.get("method", self, Ctx::word),
            status,
            body,
            facts: self.facts(&mut fields, &["name", "summary", "basis"]),
        };
        if health.url.is_none() && health.path.is_none() {
            let finding = Diagnostic::error("missing-key", node.span.first(), "a health check needs `path` or `url`");
            self.sink.push(finding);
        }
        if let (Some(url), Some(path)) = (&health.url, &health.path) {
            let finding = Diagnostic::error("path-and-url", path.span, "a health check has a `path` or a `url`, not both");
            self.sink.push(
                finding.label(url.span, "the `url`").note("Keep the `url` if the check is on another host, else the `path`."),
            );
        }
        fields.finish(self);
        Some(health)
    }
}
