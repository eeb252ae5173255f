//! One file: its sections, and those of them that the derives produce.

use super::ctx::Ctx;
use super::errors::{self, Catalog};
use super::machines::{self, Machine};
use super::mapping_keys::{Fields, Named};
use super::statuses::{self, StatusEntry, StatusRangeEntry};
use super::values::StatusRange;
#[cfg(feature = "reader")]
use super::{Body, Conflict, Credential, Headers, Health, LintAllow, Operation, Policy, Remark};
use crate::diag::Sink;
use crate::source::{Span, Spanned};
use crate::yaml::Node;

/// One file.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub span: Span,
    pub name: Option<Spanned<String>>,
    pub title: Option<Spanned<String>>,
    pub source: Option<Spanned<String>>,
    pub uses: Vec<Spanned<String>>,
    #[cfg(feature = "reader")]
    pub credentials: Vec<Named<Credential>>,
    pub success: Vec<Spanned<StatusRange>>,
    pub statuses: Vec<StatusEntry>,
    pub ranges: Vec<StatusRangeEntry>,
    pub errors: Vec<Named<Catalog>>,
    #[cfg(feature = "reader")]
    pub bodies: Vec<Named<Body>>,
    #[cfg(feature = "reader")]
    pub headers: Headers,
    #[cfg(feature = "reader")]
    pub operations: Vec<Named<Operation>>,
    #[cfg(feature = "reader")]
    pub health: Vec<Named<Health>>,
    #[cfg(feature = "reader")]
    pub retry: Option<Policy>,
    pub machines: Vec<Named<Machine>>,
    #[cfg(feature = "reader")]
    pub conflicts: Vec<Conflict>,
    #[cfg(feature = "reader")]
    pub advice: Vec<Remark>,
    #[cfg(feature = "reader")]
    pub unspecified: Vec<Remark>,
    #[cfg(feature = "reader")]
    pub lints: Vec<LintAllow>,
}

/// Reads the sections that the derives produce: statuses, catalogs and machines.
pub(crate) fn parse_sections(root: &Node, sink: &mut Sink) -> Option<Document> {
    let mut ctx = Ctx { sink: std::mem::take(sink), ..Ctx::default() };
    let document = Fields::of(&mut ctx, "a spec", root).map(|mut fields| {
        let (statuses, ranges) = statuses::statuses(&mut ctx, &mut fields);
        let errors = fields.named("errors", &mut ctx, errors::catalog);
        let machines = fields.named("machines", &mut ctx, machines::machine);
        Document { span: root.span, statuses, ranges, errors, machines, ..Document::default() }
    });
    *sink = ctx.sink;
    document
}
