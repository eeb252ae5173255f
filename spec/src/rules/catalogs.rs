//! Catalogs and groups without codes, or with too many.

use super::broken::Broken;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Catalog, Contract};
use crate::syntax::Retry;

rules! {
    EMPTY_CATALOG: Warning = "empty-catalog" {
        what: "a catalog has no codes",
        why: "A catalog without codes and families distinguishes nothing. If the documentation lists no codes, use a \
              field of type `string` to keep the text.",
        example: r"
 errors:
-  Code: {}
+  Code: { codes: { LOST: It is lost } }
 bodies:
   api: { fields: { code: { at: /code, type: Code } } }
",
    }
    EMPTY_CLOSED_CATALOG: Error = "empty-closed-catalog" {
        what: "a closed catalog has no codes",
        why: "`open: false` says that the list of codes is complete, so no text could ever be a code of this catalog. \
              List the codes, or leave the catalog open.",
        example: r"
 errors:
-  Code: { open: false }
+  Code: { open: false, codes: { LOST: It is lost } }
 bodies:
   api: { fields: { code: { at: /code, type: Code } } }
",
    }
    EMPTY_GROUP: Warning = "empty-group" {
        what: "a group has neither codes nor a family",
        why: "A group provides facts for the codes listed in it and, if it has a `prefix`, `range` or `mask`, for the \
              unlisted codes of that family. With neither, its facts apply to nothing. Usually the codes are listed \
              one level too high.",
        example: r"
 errors:
   Code:
-    groups: { access: { status: 403 } }
-    codes: { DENIED: Not allowed }
+    groups: { access: { status: 403, codes: { DENIED: Not allowed } } }
 statuses: { 403: Not allowed }
",
    }
    MANY_CODES: Warning = "many-codes" {
        what: "a catalog has more than 2,000 codes",
        why: "Every code becomes a variant of one enum, and beyond about 2,000 variants the compile time is noticeable \
              in every build. Large code registries usually have families: declare them with `prefix`, `range` or \
              `mask`, and list only the codes that programs distinguish. Or split the catalog by area.",
        example: r"
 errors:
-  Code:
-    codes:
-      E1: One of many   # and so on, to 2001
+  Code: { groups: { many: { prefix: E } } }
 bodies: { api: { fields: { code: { at: /code, type: Code } } } }
",
    }
    TOO_MANY_CLASSES: Error = "too-many-classes" {
        what: "a catalog has more than 200 different retry classes",
        why: "A retry class counts as different if its limits or backoff differ. Generated tables refer to classes by \
              one byte. Give codes that are retried alike the same class.",
        example: r"
 errors:
-  Code:
-    codes:
-      E1: { retry: { class: transient, attempts: 1 } }   # and so on, to 201
+  Code: { retry: transient, codes: { E1: One, E2: Another } }
",
    }
    TOO_MANY_CODES: Error = "too-many-codes" {
        what: "a catalog has more than 65,000 codes",
        why: "Generated tables use 16-bit indices. A list of that length is a numbering scheme: describe it with families, \
              by `prefix`, `range` or `mask`, and list only the codes that matter individually.",
        example: r"
 errors:
-  Code:
-    codes:
-      E1: One of very many   # and so on, to 65001
+  Code: { groups: { many: { prefix: E } } }
",
    }
}

/// Rows of the generated tables are counted in 16 bits.
const MOST: usize = 65_000;

/// With more codes, the time that a generated enum takes to compile is noticeable.
const MANY: usize = 2_000;

/// One value of a byte is reserved for groups without a retry class.
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
        let finding = Diagnostic::new(
            &EMPTY_CLOSED_CATALOG,
            span,
            format!("`{name}` is closed and has no code, so no text is one of its codes"),
        );
        sink.push(finding.note("List the codes under `codes`, or leave the catalog open."));
    } else if codes == 0 && !has_family {
        let finding = Diagnostic::new(&EMPTY_CATALOG, span, format!("`{name}` has no codes"));
        sink.push(
            finding.note("List the codes that the documentation shows. For a field without known codes, use `type: string`."),
        );
    } else if codes > MOST {
        let finding = Diagnostic::new(&TOO_MANY_CODES, span, format!("`{name}` has {codes} codes; the maximum is {MOST}"));
        sink.push(finding.note(
            "Split it by area, or declare families by `prefix`, `range` or `mask` and list only the codes that matter \
             individually.",
        ));
    } else if codes > MANY {
        let finding = Diagnostic::new(&MANY_CODES, span, format!("`{name}` has {codes} codes, one variant each"));
        sink.push(finding.note(
            "Each variant costs compile time: with 10,000 of them every check takes a second longer. Split the catalog by \
             area, or declare families by `prefix`, `range` or `mask` and list only the codes that a program distinguishes.",
        ));
    }
}

/// Rows refer to their retry class by a byte. Classes with their own limits or backoffs count as different ones.
fn classes(catalog: &Catalog, sink: &mut Sink) {
    let mut distinct: Vec<&Retry> = Vec::new();
    for retry in catalog.codes.iter().map(|code| &code.facts.retry.value) {
        if !distinct.contains(&retry) {
            distinct.push(retry);
        }
        if distinct.len() > MOST_CLASSES {
            let name = &catalog.name.value;
            let message = format!("`{name}` has more than {MOST_CLASSES} different retry classes, limits and curves included");
            let finding = Diagnostic::new(&TOO_MANY_CLASSES, catalog.name.span, message);
            return sink.push(finding.note("Give codes that are retried alike the same `retry`, or split the catalog."));
        }
    }
}

/// A group without codes and without a family has no members.
fn empty_groups(catalog: &Catalog, sink: &mut Sink) {
    let listed = catalog.codes.iter().filter_map(|code| code.group);
    let families = catalog.groups.iter().enumerate().filter(|(_, group)| group.family.is_some()).map(|(at, _)| at);
    let mut used = vec![false; catalog.groups.len()];
    for group in listed.chain(families) {
        let up = |at: &usize| catalog.groups.get(*at)?.within;
        for at in std::iter::successors(Some(group), up) {
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
        }
    }
    for (group, _) in catalog.groups.iter().zip(used).filter(|(_, used)| !used) {
        let finding =
            Diagnostic::new(&EMPTY_GROUP, group.key.span, format!("no code belongs to the group `{}`", group.key.value));
        sink.push(finding.note("List codes under its `codes`, or declare a family: `prefix: \"08\"`."));
    }
}
