use super::facts::Places;
use super::object::named;
use super::values;
use errspec_spec::decide::Verdicts;
use errspec_spec::model::Contract;
use serde_json::Value;

/// The declared statuses.
pub(super) fn statuses(contract: &Contract, verdicts: &Verdicts<'_>, places: Places<'_>) -> Value {
    named(contract.statuses.iter().map(|status| {
        let entry = places.entry(status.status.span, status.facts.basis);
        let phrase = status.phrase.as_ref().map(|phrase| places.fact(phrase, |phrase| phrase.as_str().into()));
        let entry = places.words(entry.maybe("phrase", phrase), &status.facts);
        let exceptions = values::exceptions(&verdicts.of_status(status));
        (status.status.value.to_string(), entry.unless_empty("exceptions", exceptions))
    }))
}

/// The defaults of ranges.
pub(super) fn ranges(contract: &Contract, places: Places<'_>) -> Value {
    named(contract.ranges.iter().map(|defaults| {
        let entry = places.entry(defaults.range.span, defaults.facts.basis);
        (defaults.range.value.to_string(), places.stated_words(entry, &defaults.facts))
    }))
}
