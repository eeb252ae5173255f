//! What a catalog takes over: the catalogs it extends.

use super::errors::ByName;
use super::scope::Scope;
use crate::diag::Diagnostic;
use crate::syntax::{self, Named};
use crate::words::WireKind;

impl<'a> Scope<'a> {
    /// The catalogs it extends.
    pub(super) fn bases(
        &mut self,
        entry: &'a Named<syntax::Catalog>,
        all: &[&'a Named<syntax::Catalog>],
        by_name: &ByName<'a>,
    ) -> Vec<&'a Named<syntax::Catalog>> {
        let mut bases = Vec::new();
        for name in &entry.value.extends {
            let base = by_name.get(name.as_str()).filter(|base| base.key.value != entry.key.value);
            let Some(base) = base else {
                let names = all.iter().map(|other| other.key.as_str()).filter(|name| *name != entry.key.as_str());
                self.look_up("catalog in the used files", name, names);
                continue;
            };
            if !base.value.extends.is_empty() {
                let finding =
                    Diagnostic::error("extends-chain", name.span, format!("`{}` extends another catalog itself", name.value));
                self.sink.push(finding.note("Name every catalog whose codes are wanted: `extends: [A, B]`."));
            }
            bases.push(*base);
        }
        self.check_bases(entry, &bases);
        bases
    }

    /// Codes that travel differently are no one catalog, and a list that is closed there is not extended by accident.
    fn check_bases(&mut self, entry: &'a Named<syntax::Catalog>, bases: &[&'a Named<syntax::Catalog>]) {
        let word = |catalog: &syntax::Catalog| catalog.wire.as_ref().map_or(WireKind::String, |wire| wire.value);
        let wire = entry.value.wire.as_ref().map(|wire| wire.value).or_else(|| bases.first().map(|base| word(&base.value)));
        let by_name: ByName<'a> = bases.iter().map(|base| (base.key.as_str(), *base)).collect();
        for name in &entry.value.extends {
            let Some(base) = by_name.get(name.as_str()) else { continue };
            if Some(word(&base.value)) != wire {
                let message = format!("`{}` and `{}` have codes of different kinds", entry.key.value, base.key.value);
                let finding =
                    Diagnostic::error("wire-mismatch", name.span, message).label(base.key.span, "this one is extended");
                self.sink.push(finding.note(
                    "A catalog has `wire: string` or `wire: integer`. Declare two catalogs, each with a field of its own.",
                ));
            }
            let closed = base.value.open.as_ref().filter(|open| !open.value && entry.value.open.is_none());
            if let Some(closed) = closed {
                let message = format!("`{}` is closed, and this extends it", base.key.value);
                let finding = Diagnostic::error("extends-closed", name.span, message).label(closed.span, "closed here");
                self.sink.push(
                    finding.note(
                        "Say what the extended catalog is: `open: false` if the codes here complete it, or `open: true`.",
                    ),
                );
            }
        }
    }
}
