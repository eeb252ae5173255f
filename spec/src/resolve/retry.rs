//! The section `retry`: defaults, and rules with resolved names.

use super::layers::{default, entry_basis};
use super::scope::Scope;
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::model::{Body, Catalog, CodeId, Fact, FieldKind, Operation, Origin, Policy, Rule, RuleWhen, Via};
use crate::rules;
use crate::source::{Span, Spanned};
use crate::syntax::{self, Backoff, Curve, Decimal};
use crate::words::{Basis, Combine, Role};
use std::time::Duration;

/// The default number of attempts.
const ATTEMPTS: u32 = 3;

impl<'a> Scope<'a> {
    /// Resolves the section `retry`, which a contract has at most once. Without it, the policy has the default numbers of the language.
    pub(super) fn policy(&mut self, catalogs: &[Catalog], bodies: &[Body], operations: &[Operation]) -> Policy {
        let root = self.units.first().map(|unit| unit.document.span);
        let mut sections = self.units.iter().filter_map(|unit| unit.document.retry.as_ref());
        let first = sections.next();
        for (second, first) in sections.zip(first.iter().cycle()) {
            self.section_clash("retry", second.span, first.span);
        }
        let Some(written) = first else {
            return default_policy(root.unwrap_or_else(|| Span::new(self.registry.span.file, 0, 0)));
        };
        let basis = entry_basis(&written.basis);
        let own = |span| Origin { span: Some(span), via: Via::Own, basis };
        let rules = written.rules.iter().filter_map(|rule| self.rule(rule, catalogs, bodies, operations)).into_vec();
        let limit_span = |limit: &syntax::Limit| match limit {
            syntax::Limit::Attempts(n) | syntax::Limit::Retries(n) => n.span,
        };
        Policy {
            span: Some(written.span),
            attempts: written
                .limit
                .as_ref()
                .map_or(default(ATTEMPTS), |limit| Fact { value: limit.attempts(), origin: own(limit_span(limit)) }),
            deadline: written.deadline.clone(),
            attempt_timeout: written.attempt_timeout.clone(),
            backoff: written.backoff.as_ref().map_or(default(default_backoff(written.span)), |backoff| Fact {
                value: backoff.clone(),
                origin: own(backoff.span),
            }),
            jitter: written.jitter.clone(),
            combine: written.combine.as_ref().map_or(Combine::AtLeast, |combine| combine.value),
            spread: written.spread.as_ref().map_or(Duration::ZERO, |spread| spread.value),
            hints: written.hints.clone(),
            rules,
            server_says: written.server_says.clone(),
            budget: written.budget.clone(),
            basis,
        }
    }

    fn rule(
        &mut self,
        rule: &'a syntax::Rule,
        catalogs: &[Catalog],
        bodies: &[Body],
        operations: &[Operation],
    ) -> Option<Rule> {
        let retry = rule.retry.clone()?;
        let when = &rule.when;
        let operation = when.operation.as_ref();
        let operation = operation.and_then(|name| {
            let at = self.look_up("operation", name, operations.iter().map(|operation| operation.name.as_str()))?;
            Some(Spanned::new(at, name.span))
        });
        let resolved = RuleWhen {
            code: when.code.as_ref().and_then(|code| self.code_ids(code, Role::Code, catalogs, bodies)),
            error_type: when.error_type.as_ref().and_then(|code| self.code_ids(code, Role::Type, catalogs, bodies)),
            status: when.status.clone(),
            transport: when.transport.clone(),
            headers: when.headers.clone(),
            fields: when.fields.clone(),
            operation,
            method: when.method.clone(),
        };
        Some(Rule { span: rule.span, when: resolved, retry, effect: rule.effect.clone(), basis: entry_basis(&rule.basis) })
    }

    /// All codes with this wire text, in the catalogs that bodies read in this role, and in those that no body reads, because their codes
    /// may arrive in another way, such as in a header.
    fn code_ids(
        &mut self,
        wire: &Spanned<String>,
        role: Role,
        catalogs: &[Catalog],
        bodies: &[Body],
    ) -> Option<Spanned<Vec<CodeId>>> {
        let fields = bodies.iter().flat_map(|body| &body.fields).filter(|field| field.role == Some(role));
        let of_role: Vec<usize> = fields
            .filter_map(|field| match field.kind {
                FieldKind::Code(catalog) => Some(catalog),
                _ => None,
            })
            .into_vec();
        let read = |at: &usize| bodies.iter().flat_map(|body| &body.fields).any(|field| field.kind.holds(*at));
        let candidates = catalogs.iter().enumerate().filter(|(at, _)| of_role.contains(at) || !read(at));
        let with = candidates.clone().flat_map(|(at, catalog)| {
            let number = crate::syntax::parse_integer(&wire.value);
            let same = |code: &crate::model::Code| code.wire.value == wire.value || (number.is_some() && code.number == number);
            let found = catalog.codes.iter().position(same);
            found.map(|code| CodeId { catalog: at, code })
        });
        let found: Vec<CodeId> = with.into_vec();
        if found.is_empty() {
            let word = if role == Role::Type { "type" } else { "code" };
            let finding = Diagnostic::new(&rules::UNKNOWN_NAME, wire.span, format!("no catalog has a {word} `{}`", wire.value));
            let known = candidates.flat_map(|(_, catalog)| &catalog.codes).map(|code| code.wire.as_str());
            self.sink.push(finding.suggest(&wire.value, wire.span, known));
            return None;
        }
        Some(Spanned::new(found, wire.span))
    }
}

/// Without a `retry` section, there is a single attempt.
fn default_policy(span: Span) -> Policy {
    Policy {
        span: None,
        attempts: default(1),
        deadline: None,
        attempt_timeout: None,
        backoff: default(default_backoff(span)),
        jitter: None,
        combine: Combine::AtLeast,
        spread: Duration::ZERO,
        hints: Vec::new(),
        rules: Vec::new(),
        server_says: None,
        budget: None,
        basis: Basis::Assumed,
    }
}

/// The default backoff: 1 s, doubled each time.
fn default_backoff(span: Span) -> Backoff {
    let curve = Curve::Exponential { base: Duration::from_secs(1), factor: Decimal { digits: 2, scale: 0 } };
    Backoff { span, curve, add: None, cap: None }
}
