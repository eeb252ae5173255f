//! Facts that stand on both sides are the same.

use super::Cx;
use errspec_spec::model::{Code, Contract, Fact, Origin, Via};
use errspec_spec::source::Sources;
use proc_macro2::Span;

/// What the attributes say of each code, against the spec.
pub(super) fn check(said: &Contract, spec: &Contract, sources: &Sources, cx: &mut Cx) {
    let (own, theirs) = (said.catalogues.first(), spec.catalogues.first());
    let own = own.iter().flat_map(|catalogue| &catalogue.codes);
    for code in own {
        let their = theirs.and_then(|catalogue| catalogue.codes.iter().find(|their| their.wire.value == code.wire.value));
        if let Some(their) = their {
            of_code(code, their, sources, cx);
        }
    }
}

fn of_code(code: &Code, their: &Code, sources: &Sources, cx: &mut Cx) {
    let (own, facts) = (&code.facts, &their.facts);
    let place = &their.wire.span;
    let mut differ = |key: &str, origin: &Origin, same: bool, there: &Origin| {
        let stated = origin.via == Via::Own;
        let Some(span) = origin.span.filter(|_| stated && !same) else { return };
        let (at, what) = match there.span {
            Some(span) => (sources.place(span), format!("`{}`", sources.slice(span))),
            None => (sources.place(*place), "what the language takes where nothing is said".to_owned()),
        };
        let span = cx.places.spans(span).map_or_else(Span::call_site, |(span, _)| span);
        cx.errors.say(span, &format!("the `{key}` of `{}` is {what} in the spec ({at})", code.wire.value));
    };
    differ("retry", &own.retry.origin, own.retry.value.class == facts.retry.value.class, &facts.retry.origin);
    differ("category", &own.category.origin, own.category.value == facts.category.value, &facts.category.origin);
    differ("effect", &own.effect.origin, own.effect.value == facts.effect.value, &facts.effect.origin);
    let nowhere = Origin { span: None, ..own.retry.origin.clone() };
    let origin = |fact: Option<&Fact<u16>>| fact.map_or_else(|| nowhere.clone(), |fact| fact.origin.clone());
    let statuses = |code: &Code| code.status.iter().map(|status| status.value).collect::<Vec<_>>();
    differ("status", &origin(code.status.first()), statuses(code) == statuses(their), &origin(their.status.first()));
    if let Some(action) = &own.action {
        let there = facts.action.as_ref();
        let same = there.is_some_and(|there| there.value == action.value);
        differ("action", &action.origin, same, &there.map_or_else(|| nowhere.clone(), |there| there.origin.clone()));
    }
}
