//! Text to tokens, the path of the runtime crate put in.

use super::options::Options;
use proc_macro2::{Group, TokenStream, TokenTree};

/// Stands for the path of the runtime crate while items are text, so that any path will do, `$crate::…` of another macro included.
pub(super) const RUNTIME: &str = "__errspec_runtime";

pub(super) fn tokens(text: &str, options: &Options) -> TokenStream {
    match text.parse::<TokenStream>() {
        Ok(tokens) => with_path(tokens, &options.runtime),
        // Cannot happen for what the emitter writes.
        Err(_) => quote::quote!(::core::compile_error! { "the derived items are no Rust; please report this with your enum" }),
    }
}

fn with_path(tokens: TokenStream, path: &TokenStream) -> TokenStream {
    let each = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(ident) if ident == RUNTIME => path.clone(),
        TokenTree::Group(group) => {
            let mut inside = Group::new(group.delimiter(), with_path(group.stream(), path));
            inside.set_span(group.span());
            TokenTree::from(inside).into()
        }
        other => other.into(),
    });
    each.collect()
}
