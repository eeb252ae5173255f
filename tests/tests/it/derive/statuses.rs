use errspec::{Category, Effect, RetryClass, StatusCode};

#[derive(Clone, Copy, Debug, PartialEq, Eq, StatusCode)]
#[errspec(range("5xx", retry = transient, effect = maybe))]
enum Status {
    Ok,
    /// There is no such job.
    NotFound,
    #[errspec(status = 429, retry = throttled, action = "Wait")]
    SlowDown,
    #[errspec(status = 529, phrase = "Site Is Overloaded", category = unavailable)]
    Overloaded,
    Unlisted(u16),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, StatusCode)]
enum Closed {
    Gone = 410,
    #[errspec(status = 404)]
    Missing,
}

#[test]
fn numbers_come_from_the_attribute_the_discriminant_or_the_name() {
    let numbers: Vec<u16> = Status::DECLARED.iter().map(Status::code).collect();
    assert_eq!(numbers, [200, 404, 429, 529]);
    assert_eq!((Status::new(404), Status::new(418)), (Status::NotFound, Status::Unlisted(418)));
    assert_eq!((Closed::new(410), Closed::new(200)), (Some(Closed::Gone), None));
    assert_eq!(Closed::try_from(500).unwrap_err().to_string(), "500 is not a declared status");
    assert_eq!(u16::from(Closed::Missing), 404);
}

#[test]
fn facts_come_from_the_attribute_the_range_or_the_registry() {
    const RETRY: RetryClass = Status::Unlisted(502).retry();
    assert_eq!(RETRY, RetryClass::Transient);
    assert_eq!((Status::SlowDown.retry(), Status::NotFound.retry()), (RetryClass::Throttled, RetryClass::Unspecified));
    assert_eq!(Status::NotFound.category(), Some(Category::NotFound));
    assert_eq!((Status::NotFound.summary(), Status::SlowDown.action()), ("There is no such job", Some("Wait")));
    assert_eq!((Status::Overloaded.to_string().as_str(), Status::Ok.phrase()), ("529 Site Is Overloaded", "OK"));
    assert_eq!((Status::NotFound.effect(), Status::Overloaded.effect()), (Effect::None, Effect::Maybe));
}

#[test]
fn fault_23_statuses_are_read_from_any_discriminant() {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, StatusCode)]
    enum Status {
        Accepted = 0xCA,
        Missing = (404),
        Counted,
        Gone = 0b1_1001_1010,
        /// Named after a registered status, and one more than the variant before it.
        LengthRequired,
        #[errspec(status = 5_29)]
        Overloaded,
    }
    let numbers: Vec<u16> = Status::DECLARED.iter().map(Status::code).collect();
    assert_eq!(numbers, [202, 404, 405, 410, 411, 529]);
    assert_eq!((Status::Counted as u16, Status::LengthRequired as u16), (405, 411));
}
