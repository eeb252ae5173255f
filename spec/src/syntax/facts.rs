//! The facts that statuses, groups, codes and states share.

use super::ctx::Ctx;
use super::durations;
use super::form::{self, Form};
use super::mapping_keys::Fields;
use super::retry::{self, Retry};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::words::{Basis, Category, Effect, Fact, Word};
use crate::yaml::{Node, NodeKind};
use std::time::Duration;

macro_rules! written {
    (@type list $value:ty) => { Vec<Spanned<$value>> };
    (@type basis $value:ty) => { BasisWords };
    (@type $how:ident $value:ty) => { Option<Spanned<$value>> };
    (@read list $ctx:ident, $fields:ident, $key:expr, $read:path) => { $fields.list($key, $ctx, $read) };
    (@read basis $ctx:ident, $fields:ident, $key:expr, $read:path) => { basis($ctx, $fields) };
    (@read $how:ident $ctx:ident, $fields:ident, $key:expr, $read:path) => { $fields.get($key, $ctx, $read) };
    ($($how:ident $key:ident: $value:ty, $read:path, [$($on:ident)*];)*) => {
        /// The facts that statuses, groups, codes and states share.
        #[derive(Clone, Debug, Default)]
        pub struct Facts {
            $(pub $key: written!(@type $how $value),)*
        }

        fn all_facts(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Facts {
            Facts { $($key: written!(@read $how ctx, fields, stringify!($key), $read),)* }
        }
    };
}

facts!(written);

/// The basis of an entry: one word for all its facts, or words for some of them.
#[derive(Clone, Debug, Default)]
pub struct BasisWords {
    /// The basis of all facts.
    pub all: Option<Spanned<Basis>>,
    /// The basis of single facts, by their keys.
    pub by_key: Vec<(Spanned<String>, Basis)>,
}

/// Reads the shared facts that this entry can have.
pub(super) fn facts(ctx: &mut Ctx, fields: &mut Fields<'_>, keys: &'static [&'static str]) -> Facts {
    fields.only(keys, |fields| all_facts(ctx, fields))
}

/// An entry that is written as its summary alone.
pub(super) fn summary_only(ctx: &mut Ctx, node: &Node) -> Option<Facts> {
    node.scalar()?;
    let summary = ctx.prose(node);
    Some(Facts { summary, ..Facts::default() })
}

/// `basis: inferred`, or `basis: { status: inferred }` for single facts.
pub(super) fn basis(ctx: &mut Ctx, fields: &mut Fields<'_>) -> BasisWords {
    fields.get("basis", ctx, basis_words).unwrap_or_default()
}

fn basis_words(ctx: &mut Ctx, node: &Node) -> Option<BasisWords> {
    let NodeKind::Map(_) = &node.kind else {
        return Some(BasisWords { all: ctx.word(node), by_key: Vec::new() });
    };
    let by_key = ctx.each(node, |ctx, entry| {
        ctx.key_form(&Form::Words { what: "a fact", words: FACTS });
        let word: Spanned<Basis> = ctx.word(&entry.value)?;
        Some((Spanned::new(entry.key.clone(), entry.key_span), word.value))
    })?;
    for (key, _) in by_key.iter().filter(|(key, _)| Fact::parse(&key.value).is_none()) {
        let message = format!("`{}` is not a fact with its own basis", key.value);
        let finding = Diagnostic::new(&rules::UNKNOWN_KEY, key.span, message);
        ctx.sink.push(finding.suggest(&key.value, key.span, Fact::ALL.iter().map(|fact| fact.as_str())));
    }
    Some(BasisWords { all: None, by_key })
}

const FACTS: &[&str] = <Fact as Word>::WORDS;

/// A name for generated code.
pub(super) fn rust_name(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    ctx.form(node, &form::RUST_NAME);
    let name = ctx.text(node)?;
    let ok =
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if !ok {
        let message = format!("`{}` cannot be a name in generated code", name.value);
        let finding = Diagnostic::new(&rules::BAD_NAME, name.span, message);
        ctx.sink.push(finding.note("A name is a letter followed by letters, digits and underscores."));
        return None;
    }
    Some(name)
}

/// An absolute URL.
pub(super) fn url(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    ctx.form(node, &form::URL);
    let url = ctx.text(node)?;
    let ok = ["https://", "http://"].iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
        && !url.contains(char::is_whitespace);
    if !ok {
        let finding = Diagnostic::new(&rules::BAD_URL, url.span, format!("`{}` is not an absolute URL", url.value));
        ctx.sink.push(finding.note("Write the full URL, as in `https://example.com/errors`."));
        return None;
    }
    Some(url)
}
