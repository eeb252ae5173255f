//! The words of the language stand in two crates, neither of which may depend on the other; they are the same words in the same
//! order.

use errspec::decode::Role;
use errspec::headers::Form;
use errspec::machine::{Kind, Outcome, TreatAs};
use errspec::retry::{Bound, Combine, Curve, JitterKind, OverMax, Safety, Transport};
use errspec::{Action, Basis, Category, Change, CredentialKind, Effect, Fact, Moment, RetryClass};
use errspec_spec::words::{self, Word};
use std::time::Duration;

/// Compares a vocabulary of the language with an enum of the runtime that has the words too.
macro_rules! same_words {
    ($($name:ident),*) => {$(
        let language: Vec<&str> = <words::$name as Word>::ALL.iter().map(|word| word.as_str()).collect();
        let runtime: Vec<&str> = $name::ALL.iter().map(|word| word.as_str()).collect();
        assert_eq!(runtime, language, "{}", stringify!($name));
        for word in $name::ALL {
            assert_eq!($name::parse(word.as_str()), Some(*word));
            assert_eq!(word.to_string(), word.as_str());
        }
    )*};
}

fn language<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|word| word.as_str()).collect()
}

/// The variants' names as words: `KeepPolling` is `keep_polling`.
fn word(variant: &impl std::fmt::Debug) -> String {
    let text = format!("{variant:?}");
    let name = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let mut word = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(c.to_ascii_lowercase());
    }
    word
}

#[test]
fn vocabularies_are_the_same() {
    same_words!(Category, Effect, Basis, Change, Action, Moment, OverMax, CredentialKind);
}

/// What a policy can combine is what a file can write.
#[test]
fn fault_10a_every_way_to_combine_a_hint_can_be_written() {
    same_words!(Combine);
}

/// The facts that have a basis of their own are the keys that `basis` takes.
#[test]
fn facts_are_the_keys_of_a_basis() {
    let findings = |key: &str| {
        let spec = format!("errspec: 1\nname: a\nerrors:\n  E: {{ codes: {{ A: {{ basis: {{ {key}: inferred }} }} }} }}\n");
        let checked = errspec_spec::check("a.yaml", spec.as_bytes(), &mut errspec_spec::NoFiles);
        checked.findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    for fact in Fact::ALL {
        assert_eq!(findings(fact.as_str()), [""; 0], "{fact}");
        assert_eq!(Fact::parse(fact.as_str()), Some(*fact));
    }
    assert_eq!(findings("title").len(), 1);
}

#[test]
fn the_runtime_may_know_more_forms_and_transports_than_a_file_can_write() {
    let forms: Vec<&str> = Form::ALL.iter().map(|form| form.as_str()).collect();
    assert_eq!(forms[..language::<words::Form>().len()], language::<words::Form>());
    let transports: Vec<&str> = Transport::ALL.iter().map(|transport| transport.as_str()).collect();
    assert_eq!(transports[..4], language::<words::Transport>());
}

#[test]
fn enums_with_data_are_the_same_words() {
    let second = Duration::from_secs(1);
    let roles = [Role::Code, Role::Type, Role::Message, Role::RequestId, Role::Details, Role::Delay];
    assert_eq!(roles.map(|role| word(&role)).to_vec(), language::<words::Role>());
    let curves = [
        Curve::Constant(second),
        Curve::Linear { base: second, step: second },
        Curve::Exponential { base: second, factor: errspec::retry::Factor::ONE },
        Curve::Fibonacci { base: second },
        Curve::Table(&[]),
    ];
    assert_eq!(curves.map(|curve| word(&curve)).to_vec(), language::<words::CurveKind>());
    let ratio = errspec::retry::Factor::ONE;
    let jitters = [
        JitterKind::None,
        JitterKind::Full,
        JitterKind::Equal,
        JitterKind::Proportional { ratio },
        JitterKind::Additive { max: second },
        JitterKind::Decorrelated,
    ];
    assert_eq!(jitters.map(|jitter| word(&jitter)).to_vec(), language::<words::JitterKind>());
    assert_eq!([Bound::Hard, Bound::Soft].map(|bound| word(&bound)).to_vec(), language::<words::Bound>());
    assert_eq!(
        [Safety::Safe, Safety::Idempotent, Safety::Unsafe].map(|safety| word(&safety)).to_vec(),
        language::<words::Safety>()
    );
    let kinds = [Kind::Pending, Kind::External { by: "" }, Kind::Resting, Kind::Final];
    assert_eq!(kinds.map(|kind| word(&kind)).to_vec(), language::<words::StateKind>());
    let outcomes = [Outcome::Success, Outcome::Failure, Outcome::Cancelled, Outcome::Gone];
    assert_eq!(outcomes.map(|outcome| word(&outcome)).to_vec(), language::<words::Outcome>());
    assert_eq!([TreatAs::Pending, TreatAs::Fail].map(|treat| word(&treat)).to_vec(), language::<words::TreatAs>());
}

#[test]
fn safety_follows_from_the_method_alike() {
    for method in words::Method::ALL {
        assert_eq!(word(&Safety::of_method(method.as_str())), method.safety().as_str(), "{}", method.as_str());
    }
}

/// Each class, as a file writes it and as the runtime calls it.
#[test]
fn retry_classes_are_the_same() {
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
        let checked = errspec_spec::check("x.yaml", spec.as_bytes(), &mut errspec_spec::NoFiles);
        let contract = checked.contract.unwrap_or_else(|| panic!("{written}: {:?}", checked.findings));
        let meant = contract.catalogs[0].codes[0].facts.retry.value.class;
        assert_eq!(word(&meant), class.as_str());
        assert_eq!(word(&class), class.as_str());
    }
}
