//! Turns what is written into what it means: names, defaults, inheritance. Reports errors and continues.

#[cfg(feature = "reader")]
mod base;
#[cfg(feature = "reader")]
mod imports;
mod labels;
mod layers;
mod overlay;
mod scope;
mod statuses;
mod errors;
mod extends;
mod codes;
mod templates;
#[cfg(feature = "reader")]
mod roles;
#[cfg(feature = "reader")]
mod bodies;
#[cfg(feature = "reader")]
mod headers;
#[cfg(feature = "reader")]
mod http;
#[cfg(feature = "reader")]
mod retry;
#[cfg(feature = "reader")]
mod when;
#[cfg(feature = "reader")]
mod waits;
mod machines;

#[cfg(feature = "reader")]
pub(crate) use imports::Imports;

use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::Contract;
use crate::rules;
use crate::source::Spanned;
use crate::syntax::{Document, StatusRange};
use scope::Scope;
pub(crate) use scope::Unit;

/// Combines the files of a contract. `registry` is the shipped list of HTTP statuses.
pub(crate) fn resolve(units: &[Unit], registry: &Document, sink: &mut Sink) -> Option<Contract> {
    let root = &units.first()?.document;
    let name = module_name(root, sink);
    let mut scope = Scope { units, registry, sink };
    let (statuses, ranges) = statuses::statuses(&mut scope);
    let catalogs = errors::catalogs(&mut scope, &statuses);
    #[cfg(feature = "reader")]
    let bodies = bodies::bodies(&mut scope, &catalogs);
    #[cfg_attr(not(feature = "reader"), allow(unused_mut))]
    let mut machines = machines::machines(
        &mut scope,
        &catalogs,
        #[cfg(feature = "reader")]
        when::Named { catalogs: &catalogs, bodies: &bodies, operations: &[] },
    );
    #[cfg(feature = "reader")]
    let operations = http::operations(&mut scope, &machines);
    #[cfg(feature = "reader")]
    machines::operations(&mut scope, &mut machines, &operations);
    #[cfg(feature = "reader")]
    let policy = retry::policy(&mut scope, when::Named { catalogs: &catalogs, bodies: &bodies, operations: &operations });
    Some(Contract {
        name: name.unwrap_or_else(|| Spanned::new(String::new(), root.span)),
        title: root.title.clone(),
        source: root.source.clone(),
        files: units.iter().map(|unit| unit.file).into_vec(),
        #[cfg(feature = "reader")]
        credentials: scope.merge("credential", |document| &document.credentials).into_iter().cloned().into_vec(),
        success: success(units),
        statuses,
        ranges,
        catalogs,
        #[cfg(feature = "reader")]
        bodies,
        #[cfg(feature = "reader")]
        headers: headers::headers(&mut scope),
        #[cfg(feature = "reader")]
        operations,
        #[cfg(feature = "reader")]
        health: http::health(&mut scope),
        #[cfg(feature = "reader")]
        policy,
        machines,
        #[cfg(feature = "reader")]
        conflicts: all(units, |document| &document.conflicts),
        #[cfg(feature = "reader")]
        advice: all(units, |document| &document.advice),
        #[cfg(feature = "reader")]
        unspecified: all(units, |document| &document.unspecified),
    })
}

/// The items of all files, beginning with those of the spec itself.
#[cfg(feature = "reader")]
fn all<T: Clone>(units: &[Unit], list: impl Fn(&Document) -> &Vec<T>) -> Vec<T> {
    units.iter().flat_map(|unit| list(&unit.document)).cloned().into_vec()
}

fn module_name(root: &Document, sink: &mut Sink) -> Option<Spanned<String>> {
    if root.name.is_none() && !sink.has_errors() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, root.span.first(), "a spec needs `name`");
        sink.push(
            finding.note("It becomes the module's name: `name: payments`. A file without one can only be used by another."),
        );
    }
    root.name.clone()
}

/// The `success` list of the nearest file that has one.
fn success(units: &[Unit]) -> Vec<StatusRange> {
    let listed = units.iter().map(|unit| &unit.document.success).find(|success| !success.is_empty());
    listed
        .map_or_else(|| vec![StatusRange { from: 200, to: 299 }], |success| success.iter().map(|range| range.value).into_vec())
}
