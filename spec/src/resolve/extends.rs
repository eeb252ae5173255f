//! The catalogs that a catalog extends.

use super::overlay::Groups;
use super::scope::Scope;
use crate::diag::Diagnostic;
use crate::model::{CodeKey, Via};
use crate::rules;
use crate::source::Spanned;
use crate::syntax::{self, Named, StatusRangeEntry};
use crate::words::WireKind;

/// The catalogs it extends.
pub(super) fn bases<'a>(
    scope: &mut Scope<'a>,
    entry: &'a Named<syntax::Catalog>,
    all: &[&'a Named<syntax::Catalog>],
) -> Vec<&'a Named<syntax::Catalog>> {
    let mut bases = Vec::new();
    for name in &entry.value.extends {
        let others = all.iter().filter(|other| other.key.value != entry.key.value);
        let Some(base) = others.clone().find(|other| other.key.value == name.value) else {
            scope.look_up("catalog in the used files", name, others.map(|other| other.key.as_str()));
            continue;
        };
        if !base.value.extends.is_empty() {
            let finding =
                Diagnostic::new(&rules::EXTENDS_CHAIN, name.span, format!("`{}` itself extends another catalog", name.value));
            scope.sink.push(finding.note("List every catalog whose codes you want: `extends: [A, B]`."));
        }
        bases.push(*base);
    }
    check_bases(scope, entry, &bases);
    bases
}

/// Checks that all catalogs have the same type of codes, and that a closed catalog is not extended by accident.
fn check_bases(scope: &mut Scope<'_>, entry: &Named<syntax::Catalog>, bases: &[&Named<syntax::Catalog>]) {
    let word = |catalog: &syntax::Catalog| catalog.wire.as_ref().map_or(WireKind::String, |wire| wire.value);
    let wire = entry.value.wire.as_ref().map(|wire| wire.value).or_else(|| bases.first().map(|base| word(&base.value)));
    for name in &entry.value.extends {
        let Some(base) = bases.iter().find(|base| base.key.value == name.value) else { continue };
        if Some(word(&base.value)) != wire {
            let message = format!("`{}` and `{}` have codes of different types", entry.key.value, base.key.value);
            let finding =
                Diagnostic::new(&rules::WIRE_MISMATCH, name.span, message).label(base.key.span, "this one is extended");
            scope.sink.push(
                finding.note(
                    "A catalog has `wire: string` or `wire: integer`. Declare two catalogs, each with a field of its own.",
                ),
            );
        }
        let closed = base.value.open.as_ref().filter(|open| !open.value && entry.value.open.is_none());
        if let Some(closed) = closed {
            let message = format!("`{}` is closed, but this catalog extends it", base.key.value);
            let finding = Diagnostic::new(&rules::EXTENDS_CLOSED, name.span, message).label(closed.span, "closed here");
            scope.sink.push(finding.note("Set `open: false` if the codes here complete the list, or `open: true`."));
        }
    }
}

/// A catalog that is being resolved, and what its entries refer to.
pub(super) struct Extending<'a, 's> {
    pub(super) entry: &'a Named<syntax::Catalog>,
    pub(super) wire: WireKind,
    /// The tags and keys that the codes can have.
    pub(super) tags: &'s [Spanned<String>],
    pub(super) keys: &'s [CodeKey],
    pub(super) groups: &'s Groups<'a>,
    pub(super) ranges: &'s [&'a StatusRangeEntry],
}

impl<'a> Extending<'a, '_> {
    /// How a fact of an entry in this catalog comes to the catalog that is being resolved.
    pub(super) fn via(&self, catalog: &Named<syntax::Catalog>) -> Via {
        if std::ptr::eq(catalog, self.entry) { Via::Own } else { Via::Base(catalog.key.value.clone()) }
    }
}
