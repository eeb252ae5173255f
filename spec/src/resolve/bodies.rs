//! Bodies: looks up the types of fields, and takes roles from the names of fields.

use super::layers::entry_basis;
use super::roles;
use super::scope::Scope;
use super::when;
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::model::{Body, Catalog, Chain, Field, FieldKind};
use crate::rules;
use crate::source::{Span, Spanned};
use crate::syntax::{self, FieldType, Named};
use crate::words::{BodyFormat, ChainCode, Meaning};

pub(super) fn bodies(scope: &mut Scope<'_>, catalogs: &[Catalog]) -> Vec<Body> {
    let all = scope.merge("body", |document| &document.bodies);
    let extended = all.iter().filter_map(|entry| Some(entry.value.extends.as_ref()?.value.as_str())).into_vec();
    let mut bodies = Vec::new();
    for entry in &all {
        let base = entry.value.extends.as_ref().and_then(|name| extended_body(scope, entry, name, &all));
        if !extended.contains(&entry.key.as_str()) {
            bodies.push(body(scope, entry, base, catalogs));
        }
    }
    bodies
}

fn body(scope: &mut Scope<'_>, entry: &Named<syntax::Body>, base: Option<&syntax::Body>, catalogs: &[Catalog]) -> Body {
    let body = &entry.value;
    let (when, fields) = match base {
        Some(base) => (combined(&body.when, &base.when), overlaid(&body.fields, &base.fields)),
        None => (body.when.clone(), body.fields.iter().into_vec()),
    };
    let mut fields: Vec<Field> = fields.into_iter().map(|entry| field(scope, entry, catalogs)).into_vec();
    roles::assign(scope, &mut fields);
    let chain = body.chain.as_ref().or(base.and_then(|base| base.chain.as_ref()));
    let chain = chain.and_then(|chain| resolved_chain(scope, chain, &mut fields));
    let means = body.means.as_ref().or(base.and_then(|base| base.means.as_ref()));
    let format = body.format.as_ref().or(base.and_then(|base| base.format.as_ref()));
    let summary = body.facts.summary.as_ref().or(base.and_then(|base| base.facts.summary.as_ref()));
    Body {
        name: entry.key.clone(),
        rust_name: body.facts.name.clone(),
        summary: summary.cloned(),
        basis: entry_basis(&body.facts.basis),
        means: means.map_or(Spanned::new(Meaning::Error, entry.key.span), |means| means.clone()),
        format: format.map_or(Spanned::new(BodyFormat::Json, entry.key.span), |format| format.clone()),
        when: when::when(scope, &when, when::Named::default()),
        fields,
        chain,
    }
}

/// The next link is a field of the body, which is added unless the contract has it.
fn resolved_chain(scope: &mut Scope<'_>, chain: &syntax::Chain, fields: &mut Vec<Field>) -> Option<Chain> {
    let (around, last) = chain.at.rsplit_once('/')?;
    let code = chain.code.as_ref().map_or(ChainCode::Outermost, |code| code.value);
    let is_inside = |field: &Field| {
        let Some(at) = field.pointer() else { return false };
        let rest = |outer: &str| at.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
        rest(around) && at.value != chain.at.value && !rest(&chain.at)
    };
    if !fields.iter().any(is_inside) {
        let message = format!("no field of the body is repeated at `{}`", chain.at.value);
        let finding = Diagnostic::new(&rules::EMPTY_CHAIN, chain.at.span, message);
        scope.sink.push(finding.note(format!(
            "The object around `{last}` is repeated, and the fields in it are read from each of its repetitions. Add a field, such as \
             `code: {around}/code`, or correct the pointer."
        )));
        return None;
    }
    let secret =
        fields.iter().any(|field| is_inside(field) && (field.secret || field.kind.any_member(&|member| member.secret)));
    let is_next = |field: &Field| field.kind == FieldKind::Json && field.pointer().is_some_and(|at| at.value == chain.at.value);
    if let Some(field) = fields.iter().position(is_next) {
        fields.get_mut(field)?.secret |= secret;
        return Some(Chain { field, code });
    }
    let name = last.replace("~1", "/").replace("~0", "~");
    fields.push(Field {
        name: Spanned::new(name, chain.at.span),
        rust_name: None,
        place: syntax::Place::pointer(chain.at.clone()),
        kind: FieldKind::Json,
        role: None,
        optional: true,
        secret,
        summary: None,
    });
    Some(Chain { field: fields.len() - 1, code })
}

/// The body that another one extends.
fn extended_body<'a>(
    scope: &mut Scope<'a>,
    entry: &'a Named<syntax::Body>,
    name: &Spanned<String>,
    all: &[&'a Named<syntax::Body>],
) -> Option<&'a syntax::Body> {
    let others = all.iter().filter(|other| other.key.value != entry.key.value).into_vec();
    let found = scope.look_up("other body", name, others.iter().map(|other| other.key.as_str()))?;
    let base = &others.get(found)?.value;
    if base.extends.is_some() {
        let message = format!("`{}` itself extends another body", name.value);
        let finding = Diagnostic::new(&rules::EXTENDS_CHAIN, name.span, message);
        scope.sink.push(finding.note("Extend that body directly, and repeat the fields that this one adds."));
    }
    Some(base)
}

fn field(scope: &mut Scope<'_>, entry: &Named<syntax::Field>, catalogs: &[Catalog]) -> Field {
    let field = &entry.value;
    let kind = field.kind.as_ref().map_or(Some(FieldKind::String), |written| kind(scope, written, catalogs));
    Field {
        name: entry.key.clone(),
        rust_name: field.facts.name.clone(),
        place: field.place.clone(),
        kind: kind.unwrap_or(FieldKind::String),
        role: field.role.as_ref().map(|role| role.value),
        optional: field.optional,
        secret: field.secret,
        summary: field.facts.summary.clone(),
    }
}

fn kind(scope: &mut Scope<'_>, written: &Spanned<FieldType>, catalogs: &[Catalog]) -> Option<FieldKind> {
    Some(match &written.value {
        FieldType::String => FieldKind::String,
        FieldType::Integer => FieldKind::Integer,
        FieldType::Number => FieldKind::Number,
        FieldType::Boolean => FieldKind::Boolean,
        FieldType::Timestamp => FieldKind::Timestamp,
        FieldType::Status => FieldKind::Status,
        FieldType::Json => FieldKind::Json,
        FieldType::Catalog(name) => match key_type(scope, name, written.span, catalogs) {
            Some(kind) => kind?,
            None => FieldKind::Code(catalog_type(scope, name, written.span, catalogs)?),
        },
        FieldType::List(item) => FieldKind::List(Box::new(kind(scope, item, catalogs)?)),
        FieldType::Map(item) => FieldKind::Map(Box::new(kind(scope, item, catalogs)?)),
        FieldType::Object(members) => FieldKind::Object(members.iter().map(|member| field(scope, member, catalogs)).into_vec()),
    })
}

/// `Errno.symbol`: the codes of a catalog by one of its keys. `None` if the name is not such a pair.
fn key_type(scope: &mut Scope<'_>, name: &str, span: Span, catalogs: &[Catalog]) -> Option<Option<FieldKind>> {
    let (of, key) = name.rsplit_once('.')?;
    let at = catalogs.iter().position(|catalog| catalog.name.value == of)?;
    let catalog = catalogs.get(at).filter(|_| catalogs.iter().all(|catalog| catalog.name.value != name))?;
    let found = catalog.keys.iter().position(|own| own.name.value == key);
    let Some(declared) = found.and_then(|found| catalog.keys.get(found)) else {
        let finding = Diagnostic::new(&rules::UNKNOWN_NAME, span, format!("`{of}` has no key `{key}`"));
        let finding = finding.label(catalog.name.span, "the catalog");
        let known: Vec<String> = catalog.keys.iter().map(|key| format!("{of}.{}", key.name.value)).into_vec();
        scope.sink.push(finding.suggest(name, span, known.iter().map(String::as_str)));
        return Some(None);
    };
    if !declared.unique {
        let message = format!("several codes may have the same `{key}`, so none can be read by it");
        let finding = Diagnostic::new(&rules::SHARED_KEY, span, message).label(declared.name.span, "declared here");
        scope.sink.push(finding.note("Read a key whose values are unique, or read the value as a string."));
        return Some(None);
    }
    Some(found.map(|found| FieldKind::Key(at, found)))
}

fn catalog_type(scope: &mut Scope<'_>, name: &str, span: Span, catalogs: &[Catalog]) -> Option<usize> {
    let found = catalogs.iter().position(|catalog| catalog.name.value == name);
    if found.is_none() {
        let finding = Diagnostic::new(&rules::UNKNOWN_NAME, span, format!("`{name}` is neither a type nor a catalog"));
        let types = FieldType::PLAIN.iter().map(|(word, _)| *word).chain(["{ list: { code: string } }", "{ map: string }"]);
        let known = catalogs.iter().map(|catalog| catalog.name.as_str()).chain(types);
        scope.sink.push(finding.suggest(name, span, known));
    }
    found
}

/// The conditions of a body that extends another one. Conditions of a kind that it does not have are those of the other body.
fn combined(own: &syntax::When, base: &syntax::When) -> syntax::When {
    fn or<T: Clone>(own: &[T], base: &[T]) -> Vec<T> {
        if own.is_empty() { base } else { own }.to_vec()
    }
    syntax::When {
        status: or(&own.status, &base.status),
        content_type: or(&own.content_type, &base.content_type),
        headers: or(&own.headers, &base.headers),
        fields: or(&own.fields, &base.fields),
        ..syntax::When::default()
    }
}

/// The fields of a body that extends another one: first those of the other body, in which fields with the same name are replaced, and then
/// its further fields.
fn overlaid<'a>(own: &'a [Named<syntax::Field>], base: &'a [Named<syntax::Field>]) -> Vec<&'a Named<syntax::Field>> {
    let find = |fields: &'a [Named<syntax::Field>], name: &str| fields.iter().find(|field| field.key.value == name);
    let copied = base.iter().map(|field| find(own, &field.key.value).unwrap_or(field));
    copied.chain(own.iter().filter(|field| find(base, &field.key.value).is_none())).into_vec()
}
