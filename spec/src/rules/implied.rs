//! The codes that statuses imply.

use super::broken::Broken;
use crate::decide::Verdicts;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Code, Contract};
use crate::source::Spanned;
use crate::syntax::StatusRange;
use crate::words::Role;

rules! {
    IMPLIED_BY_SUCCESS: Error = "implied-by-success" {
        what: "a success status implies an error code",
        why: "`implied_by` says what a failed response without a code means by its status. A response with a success \
              status is not a failure, so it has no error code. List failure statuses only, or remove the status from \
              `success`.",
        example: r"
 errors:
-  Code: { codes: { UNKNOWN: { implied_by: [200, 500] } } }
+  Code: { codes: { UNKNOWN: { implied_by: 500 } } }
 bodies:
   api: { fields: { code: { at: /code, type: Code } } }
",
    }
    IMPLIED_TWICE: Error = "implied-twice" {
        what: "a status implies two codes",
        why: "A response without a code means one thing, so its status must lead to one code. Ranges may be nested, and \
              then the narrower one wins; equal and partly overlapping ones leave open which code applies.",
        example: r"
 errors:
   Code:
     codes:
       BUSY: { implied_by: 503 }
-      DOWN: { implied_by: 503 }
+      DOWN: { implied_by: 5xx }
 bodies:
   api: { fields: { code: { at: /code, type: Code } } }
",
    }
}

pub(super) fn check(contract: &Contract, broken: &Broken, sink: &mut Sink) {
    let verdicts = Verdicts::new(contract);
    let mut seen: Vec<(Role, &Spanned<StatusRange>, &Code)> = Vec::new();
    for (at, catalog) in contract.catalogs.iter().enumerate().filter(|(_, catalog)| !broken.has(catalog.name.span)) {
        let role = verdicts.role(at).unwrap_or(Role::Code);
        for (code, range) in catalog.codes.iter().flat_map(|code| code.implied_by.iter().map(move |range| (code, range))) {
            successes(code, range, contract, sink);
            let clashes = |(other, before, _): &&(Role, &Spanned<StatusRange>, &Code)| *other == role && clash(before, range);
            if let Some((_, before, first)) = seen.iter().find(clashes) {
                twice((range, code), (before, first), sink);
            }
            seen.push((role, range, code));
        }
    }
}

/// Whether two ranges have a status in common and neither is narrower.
fn clash(one: &StatusRange, other: &StatusRange) -> bool {
    let apart = one.to < other.from || other.to < one.from;
    let nested = (one.from <= other.from && other.to <= one.to) || (other.from <= one.from && one.to <= other.to);
    !apart && (one == other || !nested)
}

fn successes(code: &Code, range: &Spanned<StatusRange>, contract: &Contract, sink: &mut Sink) {
    if (range.from..=range.to).any(|status| contract.may_fail(status)) {
        return;
    }
    let message = format!("{} is a success, so it cannot imply an error code", range.value);
    let finding = Diagnostic::new(&IMPLIED_BY_SUCCESS, range.span, message).label(code.wire.span, "the code");
    sink.push(finding.note("List the failure statuses that stand for the code: `implied_by: [404, 410]`."));
}

fn twice((range, code): (&Spanned<StatusRange>, &Code), (before, first): (&Spanned<StatusRange>, &Code), sink: &mut Sink) {
    let status = range.from.max(before.from);
    let message = format!("{status} implies both `{}` and `{}`", first.wire.value, code.wire.value);
    let finding = Diagnostic::new(&IMPLIED_TWICE, range.span, message).label(before.span, "the other one");
    sink.push(finding.note("Keep one of them. If one range contains the other, the narrower one applies."));
}
