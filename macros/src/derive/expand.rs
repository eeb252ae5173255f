//! Turns emitted text into tokens, with the names that must come from the user's tokens.

use super::ast::Input;
use super::options::Options;
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::quote;

/// Stands for the path of the runtime crate while items are text, so that any path is possible, including the `$crate::…` of another macro.
pub(super) const RUNTIME: &str = "__errspec_runtime";

/// Words in the text, and the tokens that replace them.
type Words = [(&'static str, TokenStream)];

pub(super) fn tokens(text: &str, input: &Input, options: &Options) -> TokenStream {
    let words = [
        (RUNTIME, options.runtime.clone()),
        ("__Type", input.generics.of(&input.ident)),
        ("__Params", input.generics.declared.clone()),
        ("__Bounds", input.generics.bounds.clone()),
    ];
    match text.parse::<TokenStream>() {
        Ok(tokens) => replaced(tokens, &words),
        // This cannot happen for what the emitter writes.
        Err(_) => quote!(::core::compile_error! { "the derived items are not valid Rust; please report this with your enum" }),
    }
}

fn replaced(tokens: TokenStream, words: &Words) -> TokenStream {
    let each = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(ident) => match words.iter().find(|(word, _)| ident == word) {
            Some((_, tokens)) => tokens.clone(),
            None => TokenTree::from(ident).into(),
        },
        TokenTree::Group(group) => {
            let mut inside = Group::new(group.delimiter(), replaced(group.stream(), words));
            inside.set_span(group.span());
            TokenTree::from(inside).into()
        }
        other => other.into(),
    });
    each.collect()
}
