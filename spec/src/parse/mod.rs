//! Nodes to what was written. Total: every finding of the file is reported, and what could be read is returned.

mod ctx;
mod examples;
mod scalars;
mod facts;
mod retry;
mod statuses;
mod errors;
mod machines;
#[cfg(feature = "reader")]
mod http;
#[cfg(feature = "reader")]
mod bodies;
#[cfg(feature = "reader")]
mod policy;
#[cfg(feature = "reader")]
mod rules;
#[cfg(feature = "reader")]
mod notes;
#[cfg(feature = "reader")]
mod document;

#[cfg(feature = "reader")]
pub use document::parse;

use crate::diag::Sink;
use crate::written::Document;
use crate::yaml::Node;
use ctx::Ctx;
pub use scalars::duration;
pub(crate) use scalars::{integer, out_of_range};

/// Reads the sections that the derives write: statuses, catalogs and machines.
pub(crate) fn sections(root: &Node, sink: &mut Sink) -> Option<Document> {
    let mut ctx = Ctx { sink: std::mem::take(sink) };
    let document = ctx.fields("a spec", root).map(|mut fields| {
        let (statuses, ranges) = ctx.statuses(&mut fields);
        let errors = fields.named("errors", &mut ctx, Ctx::catalog);
        let machines = fields.named("machines", &mut ctx, Ctx::machine);
        Document { statuses, ranges, errors, machines, ..Document::empty(root.span) }
    });
    *sink = ctx.sink;
    document
}
