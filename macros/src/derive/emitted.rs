//! Parses attributes as the language, and turns the resulting facts into items.

use super::ast::Input;
use super::context::{Cx, Derive};
use super::expand::RUNTIME;
use super::options::Options;
use super::{code, retry, state, status};
use errspec_codegen::derive::{self as emit, Target};
use errspec_spec::Checked;
use errspec_spec::diag::Diagnostic;
use errspec_spec::model::Contract;

/// Parses the attributes, with inheritance and checks.
pub(super) fn facts(derive: Derive, input: &Input, options: &Options, cx: &mut Cx) -> Option<Contract> {
    let root = match derive {
        Derive::ErrorCode | Derive::Retryable => code::root(derive, input, options, cx),
        Derive::StatusCode => status::root(input, options, cx),
        Derive::StateMachine => state::root(input, options, cx),
    };
    let Checked { findings, contract, .. } =
        errspec_spec::check_entries(cx.places.sources(), &root, cx.errors.known(root.span));
    cx.errors.findings(&findings, &cx.places);
    let mut contract = contract.filter(|_| cx.errors.is_empty())?;
    // In a contract, groups come first; here the order is that of the variants.
    contract.catalogs.iter_mut().for_each(|catalog| catalog.codes.sort_by_key(|code| code.wire.span));
    Some(contract)
}

/// The items for the facts in the attributes.
pub(super) fn emitted(derive: Derive, input: &Input, options: &Options, contract: &Contract, cx: &mut Cx) -> String {
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

/// The methods of codes, and the parameters of their messages.
pub(super) fn codes(contract: &Contract, input: &Input, target: Target<'_>) -> Result<String, Vec<Diagnostic>> {
    Ok(emit::params(contract, target, &input.visibility())? + &emit::codes(contract, target))
}
