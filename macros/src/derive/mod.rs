//! The derives. They turn the attributes of a hand-written enum into the nodes that the text of a spec would become. From there they use
//! the parser, the inheritance, the checks and the emitter of a spec, so a derive accepts and rejects the same, with the same messages.
//!
//! ast → attr → one of code, state, status, retry → (spec) → report, or expand

mod context;
mod punct;
mod tokens;
mod warning;
mod ast;
mod generics;
mod places;
mod attr;
mod literal;
mod discriminant;
mod options;
mod tree;
mod rename;
mod keys;
mod language;
mod valid;
mod code;
mod state;
mod transitions;
mod status;
mod retry;
#[cfg(feature = "spec")]
mod against;
#[cfg(feature = "spec")]
mod agree;
mod report;
mod emitted;
mod expand;
mod fallback;
mod stand_in;

pub(crate) use context::Derive;

use ast::Input;
use context::Cx;
use emitted::{emitted, facts};
use options::Options;
use proc_macro2::TokenStream;

pub(crate) fn expand(derive: Derive, input: TokenStream) -> TokenStream {
    let Some(input) = Input::parse(input) else { return TokenStream::new() };
    let mut cx = Cx::default();
    let fit = valid::shape(derive, &input, &mut cx);
    let options = Options::read(derive, &input, &mut cx);
    let text = if fit { items(derive, &input, &options, &mut cx) } else { stand_in::items(derive, &input, &options) };
    let text = if fit && !cx.errors.is_empty() { fallback::items(derive, &input, &options) } else { text };
    let (findings, items) = (cx.errors.into_tokens(&input.allowed()), expand::tokens(&text, &input, &options));
    quote::quote!(#findings #items)
}

/// The items as text. A placeholder stands for the path of the runtime crate.
fn items(derive: Derive, input: &Input, options: &Options, cx: &mut Cx) -> String {
    #[cfg(feature = "spec")]
    if let Some(against) = &options.against {
        return against::items(derive, input, options, against, cx);
    }
    match facts(derive, input, options, cx) {
        Some(contract) => emitted(derive, input, options, &contract, cx),
        None => String::new(),
    }
}
