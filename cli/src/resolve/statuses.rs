use super::facts::Places;
use super::object::named;
use super::values;
use errspec_spec::model::Contract;
use serde_json::Value;

/// The declared statuses.
pub(super) fn statuses(contract: &Contract, places: Places<'_>) -> Value {
    named(contract.statuses.iter().map(|status| {
        let entry = places.entry(status.status.span, status.facts.basis);
        let phrase = status.phrase.as_ref().map(|phrase| places.fact(phrase, |phrase| phrase.as_str().into()));
        (status.status.value.to_string(), places.words(entry.maybe("phrase", phrase), &status.facts))
    }))
}

/// The defaults of ranges.
pub(super) fn ranges(contract: &Contract, places: Places<'_>) -> Value {
    named(contract.ranges.iter().map(|defaults| {
        let entry = places.entry(defaults.range.span, defaults.facts.basis);
        (values::range(defaults.range.value), places.stated_words(entry, &defaults.facts))
    }))
}
