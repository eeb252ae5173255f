//! The content of `#[errspec(…)]`: words, `key = value`, `key(…)`.

use super::context::Cx;
use super::literal::scalar;
use super::punct::is_punct;
use super::report::Errors;
use super::tokens::flat;
use errspec_spec::lists::IntoVec;
use proc_macro2::{Delimiter, Ident, Span, TokenTree};

/// An item between commas.
#[derive(Clone)]
pub(super) struct Item {
    /// The word at the beginning; `None` for a literal on its own.
    pub(super) key: Option<Ident>,
    pub(super) given: Given,
    pub(super) span: Span,
}

#[derive(Clone)]
pub(super) enum Given {
    /// The word alone.
    Nothing,
    /// `= value`, or a value on its own.
    Value(Vec<TokenTree>),
    /// `(…)`.
    Group(Vec<TokenTree>),
}

impl Item {
    /// The word at the beginning, without `r#`.
    pub(super) fn name(&self) -> String {
        self.key.as_ref().map_or_else(String::new, |key| key.to_string().trim_start_matches("r#").to_owned())
    }
}

/// The tokens between commas.
pub(super) fn split(tokens: &[TokenTree], errors: &mut Errors) -> Vec<Item> {
    let parts = tokens.split(|token| is_punct(token, ',')).filter(|part| !part.is_empty());
    parts.filter_map(|part| item(part, errors)).into_vec()
}

fn item(part: &[TokenTree], errors: &mut Errors) -> Option<Item> {
    let span = part.first()?.span();
    let made = |key: &Ident, given| Some(Item { key: Some(key.clone()), given, span });
    match part {
        [TokenTree::Ident(key)] => made(key, Given::Nothing),
        [TokenTree::Ident(key), TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            made(key, Given::Group(flat(group.stream())))
        }
        [TokenTree::Ident(key), equals, value @ ..] if is_punct(equals, '=') && !value.is_empty() => {
            made(key, Given::Value(value.to_vec()))
        }
        [TokenTree::Ident(key), equals] if is_punct(equals, '=') => {
            errors.say(equals.span(), &format!("a value is missing: `{key} = …`"));
            None
        }
        [TokenTree::Literal(_)] | [TokenTree::Punct(_), TokenTree::Literal(_)] => {
            Some(Item { key: None, given: Given::Value(part.to_vec()), span })
        }
        _ => {
            errors.say(span, "expected a word, `key = value` or `key(…)`, with commas between");
            None
        }
    }
}

/// The location of an item's value.
pub(super) fn value_span(item: &Item) -> Span {
    match &item.given {
        Given::Value(tokens) | Given::Group(tokens) => tokens.first().map_or(item.span, TokenTree::span),
        Given::Nothing => item.span,
    }
}

/// A text or a word.
pub(super) fn text(item: &Item, cx: &mut Cx) -> Option<String> {
    let text = match &item.given {
        Given::Value(tokens) => scalar(tokens),
        _ => None,
    };
    if text.is_none() {
        let example = if item.name() == "status" { "404" } else { "\"…\"" };
        cx.errors.say(item.span, &format!("write `{} = {example}`", item.name()));
    }
    text
}
