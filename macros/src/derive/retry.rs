//! `Retryable`: the retry classes of any enum, by means of a catalog whose codes are the variants.

use super::ast::Input;
use errspec_codegen::derive::{self as emit, Parameters, Target};
use errspec_spec::lists::IntoVec;
use errspec_spec::model::Contract;
use errspec_spec::words::{Effect, RetryClass};

pub(super) fn items(contract: &Contract, input: &Input, target: Target<'_>) -> String {
    let codes = contract.catalogs.iter().flat_map(|catalog| &catalog.codes);
    let facts: Vec<(RetryClass, Effect)> = codes.map(|code| (code.facts.retry.value.class, code.facts.effect.value)).into_vec();
    // The words that are replaced by the user's tokens, so that those keep their locations.
    let parameters = Parameters { declared: "__Params", ty: "__Type", bounds: "__Bounds" };
    let parameters = input.generics.place.map_or(Parameters { declared: "", ty: target.ty, bounds: "" }, |_| parameters);
    emit::retryable(&facts, target, parameters)
}
