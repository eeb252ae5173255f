//! What the derives gave a crate that has little.

use errspec_tests_derived::{JobCommand, JobState, Listed, Made, Payment, Status, shadowed};
use my_errspec::{Action, Category, RetryClass, Retryable};

#[test]
fn the_facts_are_there() {
    assert_eq!(Payment::CardDeclined.category(), Category::Payment);
    assert_eq!(Payment::from_wire("type"), Some(Payment::Type));
    assert_eq!(Payment::CardDeclined.facts().causes, ["No money", "A typo"]);
    assert!(errspec_tests_derived::CallError::Connect(1).is_retryable());
    assert_eq!(Status::new(418), Status::Other(418));
    assert_eq!(Listed::NotFound.to_string(), "404 Not Found");
    assert_eq!(JobCommand::Retry.summary(), "Starts it again");
    assert!(JobState::Failed.can_become_after(&[JobCommand::Retry], JobState::Done));
    assert_eq!(Made::Here.as_str(), "made-here");
    assert_eq!(shadowed::StatusRow::Basis.to_string(), "529 Overloaded");
    assert!(shadowed::State::Edge.can_become(shadowed::State::Machine));
    assert_eq!(Retryable::retry(&shadowed::RetryClass::Effect), RetryClass::AfterAction(Action::AddFunds));
}
