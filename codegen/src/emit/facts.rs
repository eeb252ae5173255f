//! The facts of codes, groups, statuses, ranges and states, as const data.

use super::value::{self, compact, duration, literal, variant};
use errspec_spec::model::{Fact, Facts};
use errspec_spec::words::Basis;
use proc_macro2::TokenStream;

/// Fields of the runtime's `Facts` that differ from `Facts::NONE`, each with its value.
pub(super) type Fields = Vec<(&'static str, String)>;

/// The facts for which the row of a code has no room. Few codes have one, so these are worked out without the others.
pub(super) fn rare_fields(facts: &Facts) -> Fields {
    let causes: Vec<String> = facts.causes.iter().map(|cause| literal(&cause.value)).collect();
    present([
        ("title", text(&facts.title)),
        ("causes", (!causes.is_empty()).then(|| format!("&[{}]", causes.join(", ")))),
        ("severity", facts.severity.as_ref().map(|fact| format!("Some(Severity::{})", variant(fact.value)))),
        ("docs", text(&facts.docs)),
        ("since", text(&facts.since)),
        ("deprecated", text(&facts.deprecated)),
        ("expires", facts.expires.as_ref().map(|expires| format!("Some({})", compact(duration(expires.value))))),
    ])
}

fn present<const N: usize>(fields: [(&'static str, Option<String>); N]) -> Fields {
    fields.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

fn text(fact: &Option<Fact<String>>) -> Option<String> {
    fact.as_ref().map(|fact| fact.value.as_str()).filter(|text| !text.is_empty()).map(literal)
}

fn fields(facts: &Facts) -> Fields {
    let (category, retry, effect) = (facts.stated_category(), &facts.retry, &facts.effect);
    let mut fields = present([
        ("summary", text(&facts.summary)),
        ("action", text(&facts.action)),
        ("category", category.map(|category| format!("Some(Category::{})", variant(category)))),
        ("retry", retry.origin.via.is_own().then(|| format!("Some({})", compact(value::retry(&retry.value))))),
        ("effect", effect.origin.via.is_own().then(|| format!("Some(Effect::{})", variant(effect.value)))),
        ("basis", (facts.basis != Basis::Stated).then(|| format!("Basis::{}", variant(facts.basis)))),
    ]);
    fields.extend(rare_fields(facts));
    fields
}

/// `Facts { summary: "…", ..Facts::NONE }`.
pub(super) fn facts_text(facts: &Facts) -> String {
    struct_of(&fields(facts))
}

/// `facts: Facts { summary: "…", ..Facts::NONE },`, or nothing where there are none.
pub(super) fn facts(facts: &Facts) -> TokenStream {
    let fields = self::fields(facts);
    let text = if fields.is_empty() { String::new() } else { format!("facts: {},", struct_of(&fields)) };
    text.parse().unwrap_or_default()
}

/// `Facts { summary: "…", ..Facts::NONE }`.
pub(super) fn struct_of(fields: &[(&str, String)]) -> String {
    let fields: String = fields.iter().map(|(key, value)| format!("{key}: {value}, ")).collect();
    format!("Facts {{ {fields}..Facts::NONE }}")
}
