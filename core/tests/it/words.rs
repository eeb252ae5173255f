//! Words as texts, and back.

use errspec_core::Word;
use errspec_core::words::{
    Action, Basis, Bound, Category, Change, Charge, Choose, Combine, CredentialKind, Effect, Fact, Form, HintAs, Moment,
    Outcome, OverMax, Repeat, RetryClass, Role, Safety, Target, Transport, TreatAs,
};
use std::time::Duration;

fn written<W: Word>() -> Vec<&'static str> {
    W::WRITTEN.iter().map(|word| word.as_str()).collect()
}

/// The variant's name as a word: `KeepPolling` is `keep_polling`.
fn variant(value: &impl std::fmt::Debug) -> String {
    let text = format!("{value:?}");
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

macro_rules! round_trip {
    ($($name:ident),*) => {$(
        for word in $name::ALL {
            assert_eq!($name::parse(word.as_str()), Some(*word));
            assert_eq!((word.to_string().as_str(), variant(word).as_str()), (word.as_str(), &*word.as_str().replace('-', "_")));
        }
        assert_eq!($name::parse("no such word"), None);
        let all: Vec<&str> = $name::ALL.iter().map(|word| word.as_str()).collect();
        assert!(all.starts_with(&written::<$name>()), "{}", stringify!($name));
        assert_eq!($name::WORDS, written::<$name>());
        assert_eq!(format!("[{:>12}]", $name::ALL[0]), format!("[{:>12}]", $name::ALL[0].as_str()));
    )*};
}

#[test]
fn every_word_is_read_as_it_is_written() {
    round_trip!(
        Action,
        Basis,
        Bound,
        Category,
        Change,
        Combine,
        CredentialKind,
        Effect,
        Fact,
        Moment,
        Target,
        OverMax,
        Role,
        Transport,
        TreatAs,
        Repeat,
        HintAs,
        Choose,
        Charge
    );
    for form in Form::ALL {
        assert_eq!(Form::parse(form.as_str()), Some(*form));
        assert_eq!(form.to_string(), form.as_str());
    }
}

#[test]
fn what_no_contract_can_write_is_not_offered() {
    assert_eq!(written::<Transport>(), ["connect", "timeout", "reset", "tls"]);
    assert_eq!(written::<Safety>(), ["safe", "idempotent", "unsafe"]);
    assert_eq!(written::<Outcome>(), ["success", "failure", "cancelled", "gone", "skipped", "partial", "unknown"]);
    assert_eq!((written::<Safety>().as_slice(), written::<Outcome>().as_slice()), (Safety::WORDS, Outcome::WORDS));
    assert_eq!(written::<Combine>().len(), Combine::ALL.len());
}

#[test]
fn words_that_carry_something_are_called_as_they_are_written() {
    let classes = [
        RetryClass::AfterChange(Change::Request),
        RetryClass::AfterAction(Action::AddFunds),
        RetryClass::AfterTime(Moment::BillingCycle),
        RetryClass::Redirect(Target::OtherNode),
        RetryClass::KeepPolling { slower_by: Duration::from_secs(1) },
    ];
    for class in RetryClass::PLAIN.into_iter().chain(classes) {
        assert_eq!(variant(&class), class.as_str());
    }
    for safety in [Safety::Safe, Safety::Idempotent, Safety::Keyed(""), Safety::Unsafe] {
        assert_eq!(variant(&safety), safety.as_str());
    }
    for outcome in [Outcome::Success, Outcome::Failure, Outcome::Cancelled, Outcome::Gone, Outcome::Needs(Action::AddFunds)] {
        assert_eq!(variant(&outcome), outcome.as_str());
    }
}
