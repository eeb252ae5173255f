//! The public part of a contract. Codes with `audience: internal` are never sent, so no page mentions them.

use errspec_spec::model::{Catalog, CodeId, Contract, When};
use errspec_spec::source::Spanned;

/// Removes the internal codes, the internal groups without other codes, and the conditions that only internal codes fulfill.
pub(super) fn public(mut contract: Contract) -> Contract {
    let kept: Vec<Vec<Option<usize>>> = contract.catalogs.iter_mut().map(without_internal).collect();
    let place = |id: &CodeId| Some(CodeId { code: (*kept.get(id.catalog)?.get(id.code)?)?, ..*id });
    let of = |ids: &mut Option<Spanned<Vec<CodeId>>>| {
        let Some(listed) = ids else { return true };
        listed.value = listed.value.iter().filter_map(place).collect();
        let can_hold = !listed.value.is_empty();
        if !can_hold {
            *ids = None;
        }
        can_hold
    };
    // Both lists are always adapted, whatever the result for the first one.
    let can_hold = |when: &mut When| [of(&mut when.code), of(&mut when.error_type)] == [true; 2];
    contract.policy.rules.retain_mut(|rule| can_hold(&mut rule.when));
    contract.policy.hints.retain_mut(|hint| can_hold(&mut hint.when));
    for state in contract.machines.iter_mut().flat_map(|machine| &mut machine.states) {
        state.cases.retain_mut(|(when, _)| can_hold(&mut when.value));
        // A state stays, because edges lead to it.
        state.when.iter_mut().for_each(|when| {
            can_hold(&mut when.value);
        });
    }
    contract
}

/// The new index of each code of a catalog.
fn without_internal(catalog: &mut Catalog) -> Vec<Option<usize>> {
    let places = places(catalog.codes.iter().map(|code| !code.facts.is_internal()));
    catalog.codes.retain(|code| !code.facts.is_internal());
    let used = |at: usize| catalog.codes.iter().any(|code| code.group == Some(at));
    let is_public: Vec<bool> =
        catalog.groups.iter().enumerate().map(|(at, group)| !group.facts.is_internal() || used(at)).collect();
    let groups = self::places(is_public.iter().copied());
    for code in &mut catalog.codes {
        code.group = code.group.and_then(|at| groups.get(at).copied().flatten());
    }
    let mut is_public = is_public.into_iter();
    catalog.groups.retain(|_| is_public.next().unwrap_or(true));
    places
}

/// The indices of the items that are kept, after the others have been removed.
fn places(kept: impl Iterator<Item = bool>) -> Vec<Option<usize>> {
    let mut next = 0;
    let place = |kept: bool| {
        kept.then(|| {
            next += 1;
            next - 1
        })
    };
    kept.map(place).collect()
}
