//! Everything in a contract that decides what may be retried, with a name to print.

use errspec_spec::decide::{Verdicts, words};
use errspec_spec::model::{Contract, When};
use errspec_spec::syntax::{Family, Retry};

/// A status, a range, a family, a code or a rule.
pub(super) struct Entry {
    pub(super) label: String,
    pub(super) retry: &'static Retry,
}

/// All entries, in the order of the language. Success statuses that no body names are not failures. A fact that an entry inherits from a
/// status is listed for the status, and codes that no body reads decide nothing.
pub(super) fn entries(contract: &'static Contract) -> Vec<Entry> {
    let verdicts = Verdicts::new(contract);
    let statuses = contract.statuses.iter().filter(|status| contract.may_fail(status.status.value));
    let statuses = statuses.map(|status| Entry { label: status.status.value.to_string(), retry: &status.facts.retry.value });
    let ranges = contract.ranges.iter().filter(|entry| entry.facts.retry.origin.span.is_some());
    let ranges = ranges.map(|entry| Entry { label: entry.range.value.to_string(), retry: &entry.facts.retry.value });
    let mut entries: Vec<Entry> = statuses.chain(ranges).collect();
    let catalogs = || contract.catalogs.iter().enumerate();
    for (at, group) in catalogs().flat_map(|(at, catalog)| catalog.groups.iter().map(move |group| (at, group))) {
        let Some(family) = group.family.as_ref().filter(|_| verdicts.decides(at, group)) else { continue };
        entries.push(Entry { label: self::family(&family.value), retry: &group.facts.retry.value });
    }
    for (_, catalog) in catalogs().filter(|(at, _)| verdicts.role(*at).is_some()) {
        let Some(unlisted) = catalog.unlisted.as_ref().filter(|facts| facts.retry.origin.via.is_own()) else { continue };
        entries.push(Entry { label: format!("other codes of {}", catalog.name.value), retry: &unlisted.value.retry.value });
    }
    let read = catalogs().filter(|(at, _)| verdicts.role(*at).is_some());
    for (id, code) in read.flat_map(|(at, catalog)| catalog.ids(at)) {
        let Some(retry) = verdicts.of_code(id, code).retry else { continue };
        entries.push(Entry { label: code.wire.value.clone(), retry });
    }
    let rules = contract.policy.rules.iter();
    entries.extend(rules.map(|rule| Entry { label: when(&rule.when, contract), retry: &rule.retry.value }));
    entries
}

fn family(family: &Family) -> String {
    match family {
        Family::Prefix(prefix) => format!("{prefix}…"),
        Family::Range(from, to) => format!("{from} to {to}"),
        Family::Mask(mask) => format!("codes under {mask:#x}"),
    }
}

/// The conditions of a rule, as a spec has them: `status 504 with code TIMEOUT`.
fn when(when: &When, contract: &Contract) -> String {
    words(when, contract).into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" with ")
}
