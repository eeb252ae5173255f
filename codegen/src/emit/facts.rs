//! The facts of codes, groups, statuses, ranges and states, as const data.

use super::value::{self, Fields, duration, list, literal, some, variant};
use errspec_spec::model::{Fact, Facts};
use errspec_spec::words::{Audience, Basis};

/// The facts that are not in the row of a code. Few codes have any, so they are determined without the others.
pub(super) fn rare(facts: &Facts, fields: &mut Fields) {
    let causes = list(facts.causes.iter().map(|cause| literal(&cause.value)));
    fields.add("title", text(&facts.title));
    fields.add("causes", (!causes.is_empty()).then(|| format!("&[{causes}]")));
    fields.add("severity", facts.severity.as_ref().map(|fact| format!("Some(Severity::{})", variant(fact.value))));
    let audience = facts.audience.as_ref().filter(|fact| fact.value == Audience::Internal);
    fields.add("audience", audience.map(|_| "Audience::Internal".to_owned()));
    fields.add("docs", text(&facts.docs));
    fields.add("since", text(&facts.since));
    fields.add("deprecated", text(&facts.deprecated));
    fields.add("expires", facts.expires.as_ref().map(|expires| some(duration(expires.value))));
}

/// The facts of an entry as a struct literal; `None` if they equal `Facts::NONE`.
pub(super) fn facts(facts: &Facts) -> Option<String> {
    let (category, retry, effect) = (facts.stated_category(), &facts.retry, &facts.effect);
    let mut fields = Fields::default();
    fields.add("summary", text(&facts.summary));
    fields.add("action", text(&facts.action));
    fields.add("category", category.map(|category| format!("Some(Category::{})", variant(category))));
    fields.add("retry", retry.origin.via.is_own().then(|| some(value::retry(&retry.value))));
    fields.add("effect", effect.origin.via.is_own().then(|| format!("Some(Effect::{})", variant(effect.value))));
    fields.add("basis", (facts.basis != Basis::Stated).then(|| format!("Basis::{}", variant(facts.basis))));
    rare(facts, &mut fields);
    literal_of(fields)
}

/// `Facts { summary: "…", ..Facts::NONE }`.
pub(super) fn literal_of(fields: Fields) -> Option<String> {
    (!fields.is_empty()).then(|| fields.literal("Facts", "Facts::NONE"))
}

fn text(fact: &Option<Fact<String>>) -> Option<String> {
    fact.as_ref().map(|fact| fact.value.as_str()).filter(|text| !text.is_empty()).map(literal)
}
