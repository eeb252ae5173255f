//! The words of the vocabularies in a file.

use errspec_spec::NoFiles;
use errspec_spec::words::{Action, Change, Fact, Method, Moment, RetryClass, Safety};
use std::time::Duration;

/// The facts that have a basis of their own are the keys that `basis` takes.
#[test]
fn facts_are_the_keys_of_a_basis() {
    let findings = |key: &str| {
        let spec = format!("errspec: 1\nname: a\nerrors:\n  E: {{ codes: {{ A: {{ basis: {{ {key}: inferred }} }} }} }}\n");
        let checked = errspec_spec::check("a.yaml", spec.as_bytes(), &mut NoFiles);
        checked.findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    for fact in Fact::ALL {
        assert_eq!(findings(fact.as_str()), [""; 0], "{fact}");
    }
    assert_eq!(findings("title").len(), 1);
}

/// Each class, as it is written in a file and as it is called in programs.
#[test]
fn retry_classes_are_what_is_written() {
    let classes = [
        ("never", RetryClass::Never),
        ("transient", RetryClass::Transient),
        ("throttled", RetryClass::Throttled),
        ("refresh", RetryClass::Refresh),
        ("{ after_change: request }", RetryClass::AfterChange(Change::Request)),
        ("{ after_action: add_funds }", RetryClass::AfterAction(Action::AddFunds)),
        ("{ after_time: billing_cycle }", RetryClass::AfterTime(Moment::BillingCycle)),
        ("{ keep_polling: 1s }", RetryClass::KeepPolling { slower_by: Duration::from_secs(1) }),
        ("inspect", RetryClass::Inspect),
    ];
    for (written, class) in classes {
        let spec = format!("errspec: 1\nname: x\nerrors: {{ E: {{ codes: {{ A: {{ retry: {written} }} }} }} }}\n");
        let checked = errspec_spec::check("x.yaml", spec.as_bytes(), &mut NoFiles);
        let contract = checked.contract.unwrap_or_else(|| panic!("{written}: {:?}", checked.findings));
        assert_eq!(contract.catalogs[0].codes[0].facts.retry.value.class, class);
    }
}

/// RFC 9110, section 9.2, and RFC 5789 for PATCH.
#[test]
fn safety_follows_from_the_method() {
    let of = |safety| {
        Method::ALL.iter().filter(|method| method.safety() == safety).map(|method| method.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of(Safety::Safe), ["GET", "HEAD", "OPTIONS", "TRACE"]);
    assert_eq!(of(Safety::Idempotent), ["PUT", "DELETE"]);
    assert_eq!(of(Safety::Unsafe), ["POST", "CONNECT", "PATCH"]);
}
