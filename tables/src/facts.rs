//! The facts of codes, groups, statuses, ranges and states.

use crate::kept::{kept, stated};
use crate::retry::retry;
use errspec::{Audience, Facts};
use errspec_spec::model;

/// All facts of an entry.
pub(crate) fn facts(facts: &'static model::Facts) -> Facts {
    Facts {
        summary: stated(&facts.summary),
        action: stated(&facts.action),
        category: facts.stated_category(),
        retry: facts.retry.origin.via.is_own().then(|| retry(&facts.retry.value)),
        effect: facts.effect.origin.via.is_own().then_some(facts.effect.value),
        basis: facts.basis,
        ..rare(facts)
    }
}

/// The facts that are not in the row of a code.
pub(crate) fn rare(facts: &'static model::Facts) -> Facts {
    Facts {
        title: stated(&facts.title),
        causes: kept(facts.causes.iter().map(|cause| cause.value.as_str())),
        severity: facts.severity.as_ref().map(|severity| severity.value),
        audience: facts.audience.as_ref().map_or(Audience::Public, |audience| audience.value),
        docs: stated(&facts.docs),
        since: stated(&facts.since),
        deprecated: stated(&facts.deprecated),
        expires: facts.expires.as_ref().map(|expires| expires.value),
        ..Facts::NONE
    }
}
