//! The derives: attributes of a hand-written enum to the nodes that a spec's text becomes, and from there the way of a spec:
//! parser, inheritance, checks, emitter. So a derive says what a spec says, and is told off in the same words.
//!
//! ast → attr → one of code, state, status, retry → (spec) → report, or expand

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
mod expand;
mod fallback;
mod stand_in;

use ast::Input;
use errspec_codegen::derive::{self as emit, Target};
use errspec_spec::Checked;
use errspec_spec::diag::Diagnostic;
use errspec_spec::model::Contract;
use expand::RUNTIME;
use options::Options;
use places::Places;
use proc_macro2::TokenStream;
use report::Errors;

/// Which derive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Derive {
    ErrorCode,
    StatusCode,
    Retryable,
    StateMachine,
}

/// What every step is given: where tokens stand, and where errors and warnings go.
#[derive(Default)]
struct Cx {
    places: Places,
    errors: Errors,
}

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

/// The items as text, the runtime crate under a name that stands for its path.
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

/// What the attributes say, through parser, inheritance and checks.
fn facts(derive: Derive, input: &Input, options: &Options, cx: &mut Cx) -> Option<Contract> {
    let root = match derive {
        Derive::ErrorCode | Derive::Retryable => code::root(derive, input, options, cx),
        Derive::StatusCode => status::root(input, options, cx),
        Derive::StateMachine => state::root(input, options, cx),
    };
    let Checked { findings, contract, .. } =
        errspec_spec::check_entries(cx.places.sources(), &root, cx.errors.known(root.span));
    cx.errors.findings(&findings, &cx.places);
    let mut contract = contract.filter(|_| cx.errors.is_empty())?;
    // Groups come first in a contract; here the variants give the order.
    contract.catalogs.iter_mut().for_each(|catalog| catalog.codes.sort_by_key(|code| code.wire.span));
    Some(contract)
}

/// The items for facts that stand in the attributes.
fn emitted(derive: Derive, input: &Input, options: &Options, contract: &Contract, cx: &mut Cx) -> String {
    let (ty, variants) = (input.ident.to_string(), input.variants());
    let target = Target { ty: &ty, name: &options.name, variants: &variants, runtime: RUNTIME, attributes: input.attributes() };
    let items = match derive {
        Derive::ErrorCode => codes(contract, input, target),
        Derive::StatusCode => Ok(status::items(contract, input, target)),
        Derive::Retryable => Ok(retry::items(contract, input, target)),
        Derive::StateMachine => emit::machine(contract, target, &options.commands, &input.visibility()),
    };
    items.unwrap_or_else(|findings| {
        cx.errors.findings(&findings, &cx.places);
        String::new()
    })
}

/// The methods of codes, and the values of their messages.
fn codes(contract: &Contract, input: &Input, target: Target<'_>) -> Result<String, Vec<Diagnostic>> {
    Ok(emit::params(contract, target, &input.visibility())? + &emit::codes(contract, target))
}
