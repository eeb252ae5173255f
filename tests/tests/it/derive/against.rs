//! Enums that are checked against a spec take its facts.

use super::twin::payments;
use errspec::{Code, ErrorCode, RetryClass, StateMachine, StatusCode};

/// In another order than the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
#[errspec(spec = "tests/it/derive/payments.yaml", catalog = "Payment", rename_all = "snake_case")]
enum Bank {
    Overloaded,
    #[errspec(retry = keep_polling(5s))]
    SlowDown,
    TokenExpired,
    Twice,
    #[errspec(status = 402)]
    CardDeclined,
    NoBalance,
    #[errspec(code = "08000")]
    LineBroke,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, StateMachine)]
#[errspec(spec = "tests/it/derive/payments.yaml", machine = "Job")]
enum State {
    Expired,
    Created,
    Active,
    #[errspec(state = "IN_QA")]
    Review,
    Completed,
    PaymentRequired,
    Failed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, StatusCode)]
#[errspec(spec = "tests/it/derive/payments.yaml")]
enum Status {
    Unauthorized,
    PaymentRequired,
    Conflict,
    TooManyRequests,
    ServiceUnavailable,
    #[errspec(status = 529)]
    Overloaded,
    Other(u16),
}

#[test]
fn facts_are_the_specs() {
    for (own, their) in Bank::ALL.iter().zip(payments::Payment::ALL) {
        assert_eq!((own.as_str(), own.summary(), own.retry()), (their.as_str(), their.summary(), their.retry()));
    }
    assert_eq!(Bank::LineBroke.row(), 0);
    assert_eq!(Bank::CATALOG.name, "Bank");
    assert_eq!(Bank::LineBroke.retry(), RetryClass::Transient);
}

#[test]
fn states_move_as_in_the_spec() {
    assert!(State::Created.can_become(State::Completed) && !State::Failed.can_become(State::Created));
    assert!(State::Failed.can_become_after(&[Command::Retry], State::Review));
    assert_eq!(State::Review.as_str(), "IN_QA");
    type Command = StateCommand;
}

#[test]
fn statuses_are_the_specs() {
    assert_eq!((Status::new(529), Status::new(500)), (Status::Overloaded, Status::Other(500)));
}
