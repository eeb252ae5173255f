//! `Retryable`: the retry classes of any enum, through a catalogue whose codes are its variants.

use errspec_codegen::derive::{self as emit, Target};
use errspec_spec::model::Contract;
use errspec_spec::words::Effect;
use errspec_spec::written::RetryClass;

pub(super) fn items(contract: &Contract, target: Target<'_>) -> String {
    let codes = contract.catalogues.iter().flat_map(|catalogue| &catalogue.codes);
    let facts: Vec<(RetryClass, Effect)> = codes.map(|code| (code.facts.retry.value.class, code.facts.effect.value)).collect();
    emit::retryable(&facts, target)
}
