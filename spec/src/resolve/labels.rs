//! The tags of codes, and their keys besides the wire text. Both are declared by the catalog.

use super::extends::Extending;
use super::scope::Scope;
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::model::CodeKey;
use crate::rules;
use crate::source::Spanned;
use crate::syntax::{self, Named};
use crate::words::WireKind;

/// The tags that a catalog and those it extends declare, each once.
pub(super) fn tags<'a>(catalogs: impl Iterator<Item = &'a Named<syntax::Catalog>>) -> Vec<Spanned<String>> {
    let mut tags: Vec<Spanned<String>> = Vec::new();
    catalogs.for_each(|catalog| add(&mut tags, &catalog.value.tags));
    tags
}

/// The keys that a catalog and those it extends declare.
pub(super) fn keys<'a>(catalogs: impl Iterator<Item = &'a Named<syntax::Catalog>>) -> Vec<CodeKey> {
    let mut keys: Vec<CodeKey> = Vec::new();
    for key in catalogs.flat_map(|catalog| &catalog.value.keys) {
        if !keys.iter().any(|other| other.name.value == key.key.value) {
            keys.push(CodeKey { name: key.key.clone(), kind: key.value.kind.value, unique: key.value.unique });
        }
    }
    keys
}

/// Adds the tags that are not there yet.
pub(super) fn add(tags: &mut Vec<Spanned<String>>, more: &[Spanned<String>]) {
    for tag in more {
        if !tags.iter().any(|other| other.value == tag.value) {
            tags.push(tag.clone());
        }
    }
}

/// Reports tags that the catalog does not declare.
pub(super) fn check_tags(scope: &mut Scope<'_>, tags: &[Spanned<String>], extending: &Extending<'_, '_>) {
    for tag in tags {
        scope.look_up("tag", tag, extending.tags.iter().map(|declared| declared.as_str()));
    }
}

/// The values of a code for each key of the catalog.
pub(super) fn values<'a>(
    scope: &mut Scope<'a>,
    written: impl Iterator<Item = &'a syntax::Code>,
    extending: &Extending<'a, '_>,
) -> Vec<Vec<Spanned<String>>> {
    let mut values: Vec<Vec<Spanned<String>>> = vec![Vec::new(); extending.keys.len()];
    for entry in written.flat_map(|code| &code.keys) {
        let at = scope.look_up("key", &entry.key, extending.keys.iter().map(|key| key.name.as_str()));
        let (Some(key), Some(own)) = at.map_or((None, None), |at| (extending.keys.get(at), values.get_mut(at))) else {
            continue;
        };
        if own.is_empty() {
            *own = entry.value.iter().map(|text| value(scope, text, key)).into_vec();
        }
    }
    values
}

/// A value, of a key of integers in decimal.
fn value(scope: &mut Scope<'_>, text: &Spanned<String>, key: &CodeKey) -> Spanned<String> {
    match (key.kind, syntax::parse_integer(&text.value)) {
        (WireKind::String, _) => text.clone(),
        (WireKind::Integer, Some(number)) => Spanned::new(number.to_string(), text.span),
        (WireKind::Integer, None) => {
            let message = format!("`{}` is not an integer, as the key `{}` requires", text.value, key.name.value);
            let finding = Diagnostic::new(&rules::BAD_NUMBER, text.span, message).label(key.name.span, "declared here");
            scope.sink.push(finding.note("Write an integer, or declare the key as `string`."));
            text.clone()
        }
    }
}
