//! Catalogs that no body reads, or that no body reads as the code or type of an error; bodies with codes that are not the error's.

use crate::decide::Verdicts;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Body, Catalog, Contract, Field};
use crate::source::Span;
use crate::words::Role;

rules! {
    CODE_WITHOUT_ROLE: Warning = "code-without-role" {
        what: "a body has codes of errors, but none is the code of its error",
        why: "The code of an error is in the field with the role `code`, which a field has by that name or by `role`. If a body \
              has codes in a field with another name and without a role, its errors have no code: `error.code()` \
              returns `None`, and the category of the code has no effect.",
        example: r"
 errors: { Problem: { codes: { LOCKED: { summary: It is locked, category: conflict } } } }
 bodies:
-  api: { fields: { name: { at: /name, type: Problem } } }
+  api: { fields: { name: { at: /name, type: Problem, role: code } } }
",
    }
    RETRY_NEVER_ACTS: Warning = "retry-never-acts" {
        what: "codes state retry classes, but no body reads them as code, subcode or type",
        why: "The retry class of an error comes from its subcode, then from its code, its type and its status. Subcode, code \
              and type are the fields of a body with these roles, which they have by name or by `role`. If a catalog \
              is only the type of fields without a role, or is not used at all, the `retry` and `effect` of its codes \
              have no effect and the status alone decides. Give the field a role, or state the class on the status or \
              in a rule about the field.",
        example: r"
 errors:
   ErrorCode:
     codes:
       LOCKED: { summary: It is locked, retry: transient }
 bodies:
   api:
-    fields: { reason: { at: /reason, type: ErrorCode } }
+    fields: { reason: { at: /reason, type: ErrorCode, role: code } }
",
    }
    UNREAD_CATALOG: Warning = "unread-catalog" {
        what: "no body has a field for the codes of a catalog",
        why: "A code is recognized only if a field of a body has the catalog as its type. Without such a field, the \
              codes are generated but never found in a response, and what they state about retries has no effect. \
              Contracts without bodies do not have this finding. If they have statuses and their codes state retry \
              classes, the finding is `retry-never-acts`.",
        example: r"
 errors:
   ErrorCode: { codes: { LOST: It is lost } }
 bodies:
-  api: { fields: { code: /code } }
+  api: { fields: { code: { at: /code, type: ErrorCode } } }
",
    }
}

pub(super) fn check(contract: &Contract, sink: &mut Sink) {
    let verdicts = Verdicts::new(contract);
    let root = contract.files.first();
    for (at, catalog) in contract.catalogs.iter().enumerate() {
        // A shared file may have more catalogs than a spec reads.
        if verdicts.role(at).is_some() || root != Some(&catalog.name.span.file) {
            continue;
        }
        let reader = contract.bodies.iter().flat_map(|body| &body.fields).find(|field| field.kind.holds(at));
        let in_payload = contract.machines.iter().flat_map(|machine| &machine.states).flat_map(|state| &state.payload);
        let in_payload = { in_payload }.any(|member| member.kind.holds(at));
        match (reader, first_fact(catalog)) {
            _ if in_payload && reader.is_none() => {}
            (None, _) if !contract.bodies.is_empty() => sink.push(unread(catalog)),
            (_, Some((word, span))) => sink.push(never_acts(catalog, reader, word, span)),
            (_, None) => {}
        }
    }
    for body in contract.bodies.iter().filter(|body| body.is_error() && root == Some(&body.name.span.file)) {
        uncoded(body, contract, &verdicts, sink);
    }
}

/// A body has codes of errors, but neither a code nor a type of the error. Codes that state neither a status nor a category may be other
/// words, such as names of parameters. Codes whose retry facts have no effect have been reported.
fn uncoded(body: &Body, contract: &Contract, verdicts: &Verdicts<'_>, sink: &mut Sink) {
    let fields = body.fields_and_members();
    if fields.iter().any(|field| matches!(field.role, Some(Role::Code | Role::Type))) {
        return;
    }
    let mut of_catalogs = fields.iter().filter(|field| field.role.is_none()).filter_map(|field| {
        let at = field.kind.catalog()?;
        Some((field, at, contract.catalogs.get(at).filter(|catalog| is_of_errors(catalog))?))
    });
    let Some((field, at, catalog)) = of_catalogs.next() else { return };
    if verdicts.role(at).is_none() && first_fact(catalog).is_some() {
        return;
    }
    let (name, field_name) = (&catalog.name.value, &field.name.value);
    let message = format!("errors in the body `{}` have no code", body.name.value);
    let finding =
        Diagnostic::new(&CODE_WITHOUT_ROLE, field.name.span, message).here(format!("codes of `{name}`, without a role"));
    sink.push(finding.note(format!(
        "If `{field_name}` says what failed, write `role: code`. Otherwise, allow the warning under `lints.allow`."
    )));
}

/// Whether codes state with which status they arrive, or what kind of problem they are.
fn is_of_errors(catalog: &Catalog) -> bool {
    catalog.codes.iter().any(|code| !code.status.is_empty() || code.facts.category.origin.via.is_own())
}

/// If a contract has bodies, codes that no field reads never arrive.
fn unread(catalog: &Catalog) -> Diagnostic {
    let name = &catalog.name.value;
    let finding = Diagnostic::new(&UNREAD_CATALOG, catalog.name.span, format!("no body has a field of type `{name}`"));
    finding
        .here("these codes are never found in a response")
        .note(format!("State where the codes arrive: `fields: {{ code: {{ at: /error/code, type: {name} }} }}`."))
        .note("If they arrive in a header, that is `at: { header: X-Error-Code }`. If the program reads them itself, allow the warning under `lints.allow`.")
}

/// The first retry class or effect that the catalog gives its codes.
fn first_fact(catalog: &Catalog) -> Option<(&'static str, Span)> {
    let groups = catalog.groups.iter().filter(|group| group.family.is_some()).map(|group| &group.facts);
    let entries = catalog.codes.iter().map(|code| &code.facts).chain(groups);
    let facts = entries.flat_map(|facts| [("retry", &facts.retry.origin), ("effect", &facts.effect.origin)]);
    facts.filter(|(_, origin)| origin.via.is_own()).find_map(|(word, origin)| Some((word, origin.span?)))
}

/// The retry facts of codes have no effect unless a body reads the codes as an error's code, subcode or type.
fn never_acts(catalog: &Catalog, reader: Option<&Field>, word: &str, span: Span) -> Diagnostic {
    let name = &catalog.name.value;
    let message = format!("no body reads `{name}` as the code, subcode or type of an error, so its `{word}` has no effect");
    let finding = Diagnostic::new(&RETRY_NEVER_ACTS, span, message).label(catalog.name.span, "the codes of this catalog");
    match reader {
        Some(field) if field.kind.catalog().is_some() => finding.label(field.name.span, "read here, without a role").note(
            "The retry class of an error comes from its subcode, its code, its type or its status. Give the field such a \
                 role: `role: code`, `role: subcode` or `role: type`.",
        ),
        Some(field) => finding.label(field.name.span, "read here, in items without a role").note(
            "If the code of the first item is the code of the error, give the member that role: `{ list: { reason: { type: \
             ErrorCode, role: code } } }`. Otherwise the error has the retry class of its status.",
        ),
        None => finding.note(format!(
            "State which body carries the codes: `bodies: {{ api: {{ fields: {{ code: {{ at: /error/code, type: {name} }} }} \
             }} }}`. Without one, an error has the retry class of its status. If the program reads the codes itself, allow \
             the warning under `lints.allow`.",
        )),
    }
}
