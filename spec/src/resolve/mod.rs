//! What was written to what is meant: names, defaults, inheritance. Reports and goes on.

mod imports;
mod layers;
mod scope;
mod statuses;
mod errors;
mod templates;
mod bodies;
mod http;
mod retry;
mod machines;

pub(crate) use imports::{Imports, Unit};

use crate::diag::{Diagnostic, Sink};
use crate::model::Contract;
use crate::source::{FileId, Span, Spanned};
use crate::written::{Document, StatusRange};
use scope::Scope;

/// Puts the files of a contract together. `registry` is the shipped list of HTTP statuses.
pub(crate) fn resolve(units: &[Unit], registry: &Document, sink: &mut Sink) -> Option<Contract> {
    let root = &units.first()?.document;
    let name = module_name(root, sink);
    let mut scope = Scope { units, registry, sink };
    let (statuses, ranges) = scope.statuses();
    let catalogues = scope.catalogues(&statuses);
    let bodies = scope.bodies(&catalogues);
    let machines = scope.machines();
    let operations = scope.operations(&machines);
    let health = scope.health();
    let policy = scope.policy(&catalogues, &bodies, &operations);
    Some(Contract {
        name: name.unwrap_or_else(|| Spanned::new(String::new(), root.span)),
        title: root.title.clone(),
        source: root.source.clone(),
        files: units.iter().map(|unit| unit.file).collect(),
        credentials: scope.merge("credential", |document| &document.credentials).into_iter().cloned().collect(),
        success: success(root),
        statuses,
        ranges,
        catalogues,
        bodies,
        headers: headers(units),
        operations,
        health,
        policy,
        machines,
        conflicts: root.conflicts.clone(),
        advice: root.advice.clone(),
        unspecified: root.unspecified.clone(),
    })
}

fn module_name(root: &Document, sink: &mut Sink) -> Option<Spanned<String>> {
    if root.name.is_none() && !sink.has_errors() {
        let span = Span { end: root.span.start.saturating_add(1).min(root.span.end), ..root.span };
        let finding = Diagnostic::error("missing-key", span, "a spec needs `name`");
        sink.push(finding.note("It becomes the module's name: `name: payments`. A file without one can only be used by another."));
    }
    root.name.clone()
}

fn success(root: &Document) -> Vec<StatusRange> {
    if root.success.is_empty() {
        return vec![StatusRange { from: 200, to: 299 }];
    }
    root.success.iter().map(|range| range.value).collect()
}

/// The first file that says something about a header decides.
fn headers(units: &[Unit]) -> crate::written::Headers {
    let mut headers = crate::written::Headers::default();
    for unit in units {
        let of = &unit.document.headers;
        headers.request_id = headers.request_id.or_else(|| of.request_id.clone());
        headers.rate_limit = headers.rate_limit.or_else(|| of.rate_limit.clone());
    }
    headers
}

/// Whether a place is in a shipped catalogue.
fn is_shipped(units: &[Unit], file: FileId) -> bool {
    units.iter().any(|unit| unit.shipped && unit.file == file)
}
