//! The names in conditions: codes, types, bodies, operations.

use super::scope::Scope;
use crate::diag::Diagnostic;
use crate::model::{Body, Catalog, CodeId, Field, Operation, When};
use crate::rules;
use crate::source::Spanned;
use crate::syntax;
use crate::words::Role;

/// What names in conditions can stand for.
#[derive(Clone, Copy, Default)]
pub(super) struct Named<'m> {
    pub(super) catalogs: &'m [Catalog],
    pub(super) bodies: &'m [Body],
    pub(super) operations: &'m [Operation],
}

/// The conditions, with names looked up.
pub(super) fn when(scope: &mut Scope<'_>, when: &syntax::When, named: Named<'_>) -> When {
    let bodies = named.bodies.iter().map(|body| body.name.as_str());
    let operations = named.operations.iter().map(|operation| operation.name.as_str());
    When {
        status: when.status.clone(),
        content_type: when.content_type.clone(),
        code: codes(scope, &when.code, Role::Code, named),
        error_type: codes(scope, &when.error_type, Role::Type, named),
        category: when.category.clone(),
        tag: tags(scope, &when.tag, named),
        body: look_up(scope, "body", &when.body, bodies),
        transport: when.transport.clone(),
        operation: look_up(scope, "operation", &when.operation, operations),
        method: when.method.clone(),
        headers: when.headers.clone(),
        fields: when.fields.clone(),
    }
}

/// The tags, which some catalog must declare.
fn tags(scope: &mut Scope<'_>, wanted: &[Spanned<String>], named: Named<'_>) -> Vec<Spanned<String>> {
    for tag in wanted {
        scope.look_up("tag", tag, named.catalogs.iter().flat_map(|catalog| &catalog.tags).map(|tag| tag.as_str()));
    }
    wanted.to_vec()
}

fn look_up<'n>(
    scope: &mut Scope<'_>,
    what: &str,
    wanted: &[Spanned<String>],
    names: impl Iterator<Item = &'n str> + Clone,
) -> Vec<Spanned<usize>> {
    let mut found = Vec::new();
    for name in wanted {
        found.extend(scope.look_up(what, name, names.clone()).map(|at| Spanned::new(at, name.span)));
    }
    found
}

/// Every code with one of these wire texts; the location is that of the first text.
fn codes(scope: &mut Scope<'_>, wires: &[Spanned<String>], role: Role, named: Named<'_>) -> Option<Spanned<Vec<CodeId>>> {
    let span = wires.first()?.span;
    let mut all = Vec::new();
    for wire in wires {
        all.extend(codes_of(scope, wire, role, named));
    }
    (!all.is_empty()).then(|| Spanned::new(all, span))
}

/// Every code with this wire text, in the catalogs that a body reads into this role, and in those that no body reads, because the program
/// may supply their codes itself.
fn codes_of(scope: &mut Scope<'_>, wire: &Spanned<String>, role: Role, named: Named<'_>) -> Vec<CodeId> {
    let fields = || named.bodies.iter().flat_map(|body| &body.fields);
    let is_read = |at: usize, as_role: Option<Role>| {
        fields().any(|field| match as_role {
            Some(role) => {
                let reads = |field: &Field| field.role == Some(role) && field.kind.catalog() == Some(at);
                reads(field) || field.kind.any_member(&reads)
            }
            None => field.kind.holds(at),
        })
    };
    let candidates = || named.catalogs.iter().enumerate().filter(|(at, _)| is_read(*at, Some(role)) || !is_read(*at, None));
    let number = syntax::parse_integer(&wire.value);
    let mut found = Vec::new();
    for (catalog, of) in candidates() {
        let same = |code: &crate::model::Code| code.wire.value == wire.value || (number.is_some() && code.number == number);
        found.extend(of.codes.iter().position(same).map(|code| CodeId { catalog, code }));
    }
    if found.is_empty() {
        let word = if role == Role::Type { "type" } else { "code" };
        let finding = Diagnostic::new(&rules::UNKNOWN_NAME, wire.span, format!("no catalog has a {word} `{}`", wire.value));
        let known = candidates().flat_map(|(_, catalog)| &catalog.codes).map(|code| code.wire.as_str());
        scope.sink.push(finding.suggest(&wire.value, wire.span, known));
    }
    found
}
