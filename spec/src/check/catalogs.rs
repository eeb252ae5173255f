//! Catalogs and groups without codes, and with too many.

use super::broken::Broken;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Catalog, Contract};
use crate::syntax::Retry;

/// Rows of the generated tables are counted in 16 bits.
const MOST: usize = 65_000;

/// From here on the time that a generated enum takes to compile is felt.
const MANY: usize = 2_000;

/// One value of a byte is kept for groups that say nothing of retrying.
const MOST_CLASSES: usize = 200;

pub(super) fn check(contract: &Contract, broken: &Broken, sink: &mut Sink) {
    for catalog in contract.catalogs.iter().filter(|catalog| !broken.has(catalog.name.span)) {
        count(catalog, sink);
        classes(catalog, sink);
        empty_groups(catalog, sink);
    }
}

fn count(catalog: &Catalog, sink: &mut Sink) {
    let (name, span, codes) = (&catalog.name.value, catalog.name.span, catalog.codes.len());
    let has_family = catalog.groups.iter().any(|group| group.family.is_some());
    if codes == 0 && !catalog.open {
        let finding = Diagnostic::error(
            "empty-catalog",
            span,
            format!("`{name}` is closed and has no code, so no text is one of its codes"),
        );
        sink.push(finding.note("List the codes under `codes`, or leave the catalog open."));
    } else if codes == 0 && !has_family {
        let finding = Diagnostic::warning("empty-catalog", span, format!("`{name}` has no codes"));
        sink.push(
            finding.note("List at least the codes that the document shows; a field without known codes has `type: string`."),
        );
    } else if codes > MOST {
        let finding = Diagnostic::error("too-many-codes", span, format!("`{name}` has {codes} codes; {MOST} is the most"));
        sink.push(
            finding.note("Split it by area, or declare its families by `prefix`, `range` or `mask` and list what stands out."),
        );
    } else if codes > MANY {
        let finding = Diagnostic::warning("many-codes", span, format!("`{name}` has {codes} codes, one variant each"));
        sink.push(finding.note(
            "Each variant costs compile time: with 10,000 of them every check takes a second longer. Split the catalog by area, \
             or declare families by `prefix`, `range` or `mask` and list only the codes that a program tells apart.",
        ));
    }
}

/// Rows name their retry class by a byte; classes with limits or curves of their own count as different ones.
fn classes(catalog: &Catalog, sink: &mut Sink) {
    let mut distinct: Vec<&Retry> = Vec::new();
    for retry in catalog.codes.iter().map(|code| &code.facts.retry.value) {
        if !distinct.contains(&retry) {
            distinct.push(retry);
        }
        if distinct.len() > MOST_CLASSES {
            let name = &catalog.name.value;
            let message = format!("`{name}` has more than {MOST_CLASSES} different retry classes, limits and curves included");
            let finding = Diagnostic::error("too-many-classes", catalog.name.span, message);
            return sink.push(finding.note("Give codes that are retried alike the same `retry`, or split the catalog."));
        }
    }
}

/// A group without codes and without a family has no member at all.
fn empty_groups(catalog: &Catalog, sink: &mut Sink) {
    let mut used = vec![false; catalog.groups.len()];
    for group in catalog.codes.iter().filter_map(|code| code.group) {
        if let Some(used) = used.get_mut(group) {
            *used = true;
        }
    }
    let unused = catalog.groups.iter().zip(used).filter(|(group, used)| !used && group.family.is_none());
    for (group, _) in unused {
        let finding =
            Diagnostic::warning("empty-group", group.key.span, format!("no code belongs to the group `{}`", group.key.value));
        sink.push(finding.note("List codes under its `codes`, or say which texts belong to it: `prefix: \"08\"`."));
    }
}
