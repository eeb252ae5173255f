//! The runtime has the phrases and categories of the language's registry, `spec/std/http.yaml`, for statuses from 300 on, because it needs
//! them for statuses that a contract does not declare.

use errspec_tests::only_machine::ApiError;
use std::collections::BTreeMap;

#[test]
fn statuses_that_no_contract_declares_have_the_phrases_of_the_registry() {
    let registered: BTreeMap<u16, String> = errspec_spec::registered().collect();
    for status in 100..=599 {
        let known = ApiError::decode(status, &(), b"").phrase();
        let expected = registered.get(&status).map_or("", String::as_str);
        // Of other answers only those are known that a decoder may be handed by mistake.
        assert!(
            known == expected || (status < 300 && known.is_empty()),
            "{status}: `{known}`, and in the registry `{expected}`"
        );
    }
}

#[test]
fn their_categories_are_those_that_a_contract_would_take_from_the_registry() {
    let statuses: String = errspec_spec::registered().map(|(status, _)| format!("  {status}: {{}}\n")).collect();
    let spec = format!("errspec: 1\nname: all\nstatuses:\n{statuses}");
    let checked = errspec_spec::check("all.yaml", spec.as_bytes(), &mut errspec_spec::NoFiles);
    for status in checked.contract.unwrap().statuses {
        let number = status.status.value;
        let known = ApiError::decode(number, &(), b"").category();
        assert_eq!(known, status.facts.category.value, "{number}");
    }
}
