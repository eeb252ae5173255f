use errspec::{Action, Change, Effect, ErrorCode, RetryClass, Retryable};

#[derive(Retryable)]
#[errspec(effect = maybe)]
#[allow(dead_code, reason = "fields are for people")]
enum CallError {
    #[errspec(retry = transient, effect = none)]
    Connect(std::io::Error),
    #[errspec(retry = after_change(input), status = 422)]
    Rejected {
        why: String,
    },
    #[errspec(retry(class = throttled, attempts = 2))]
    Busy(u32, Box<dyn Fn(u8, u8) -> Vec<u8> + Send>),
    Bug,
}

/// Used together with another derive, whose keys it ignores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode, Retryable)]
#[errspec(rename_all = "snake_case", retry = never)]
enum Payment {
    #[errspec(code = "declined", status = 402, retry = after_action(add_funds), action = "Ask for another card")]
    CardDeclined,
    #[errspec(status = 503)]
    BankIsClosed,
}

#[test]
fn whatever_variants_carry() {
    let connect = CallError::Connect(std::io::Error::other("refused"));
    assert_eq!((connect.retry(), connect.effect(), connect.is_retryable()), (RetryClass::Transient, Effect::None, true));
    let rejected = CallError::Rejected { why: "empty".to_owned() };
    assert_eq!((rejected.retry(), rejected.is_retryable()), (RetryClass::AfterChange(Change::Input), false));
    assert!(CallError::Busy(1, Box::new(|_, _| Vec::new())).is_retryable());
    assert_eq!((CallError::Bug.retry(), CallError::Bug.effect()), (RetryClass::Unspecified, Effect::Maybe));
}

/// Groups and specs mean the same for both derives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode, Retryable)]
#[errspec(group(bank, title = "The bank's own", prefix = "B", retry = transient, effect = none))]
enum Grouped {
    #[errspec(code = "B1", group = bank)]
    First,
    #[errspec(code = "B2", group = bank, retry = inspect)]
    Second,
    Third,
}

#[derive(Debug, Retryable)]
#[errspec(spec = "tests/it/derive/payments.yaml", catalog = "RpcCode", wire = integer)]
#[allow(dead_code, reason = "fields are for people")]
enum Rpc {
    #[errspec(code = -32603)]
    Internal(String),
    #[errspec(code = -32700)]
    Parse { at: usize },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode, Retryable)]
#[errspec(spec = "tests/it/derive/payments.yaml", catalog = "RpcCode", wire = integer)]
enum Both {
    Internal = -32_603_isize,
    #[errspec(code = -32700)]
    Parse = 7,
}

#[test]
fn as_its_group_or_spec_says() {
    for code in Grouped::ALL {
        assert_eq!((Retryable::retry(code), Retryable::effect(code)), (code.retry(), code.effect()), "{code:?}");
    }
    assert_eq!(Grouped::First.retry(), RetryClass::Transient);
    assert_eq!(Rpc::Internal("x".to_owned()).retry(), RetryClass::Transient);
    assert_eq!(Rpc::Parse { at: 1 }.retry(), RetryClass::Never);
    assert_eq!((Retryable::retry(&Both::Internal), Retryable::retry(&Both::Parse)), (RetryClass::Transient, RetryClass::Never));
}

#[test]
fn for_generic_code() {
    fn class(error: &dyn Retryable) -> RetryClass {
        error.retry()
    }
    assert_eq!(class(&Payment::CardDeclined), RetryClass::AfterAction(Action::AddFunds));
    assert_eq!(class(&Payment::CardDeclined), Payment::CardDeclined.retry());
    assert_eq!(class(&Payment::BankIsClosed), RetryClass::Never);
}

/// Everything that an enum can be generic over, with bounds in both places, defaults and a variant that carries none of it.
#[derive(Retryable)]
#[errspec(retry = never)]
#[allow(dead_code, reason = "fields are for people")]
enum Generic<'a, T: Iterator<Item = u8> + ?Sized, E = std::io::Error, const N: usize = 2>
where
    E: std::fmt::Debug,
{
    #[errspec(retry = transient)]
    Borrowed(&'a [E; N]),
    #[errspec(retry = throttled)]
    Boxed(Box<T>),
    Neither,
}

#[derive(Debug, Retryable)]
#[errspec(spec = "tests/it/derive/payments.yaml", catalog = "RpcCode", wire = integer)]
#[allow(dead_code, reason = "fields are for people")]
enum GenericRpc<E> {
    #[errspec(code = -32603)]
    Internal(E),
    #[errspec(code = -32700)]
    Parse,
}

#[test]
fn fault_23_generic_enums_are_retryable() {
    type Dynamic<'a> = Generic<'a, dyn Iterator<Item = u8>>;
    let errors = [std::io::Error::other("a"), std::io::Error::other("b")];
    assert_eq!(Dynamic::Borrowed(&errors).retry(), RetryClass::Transient);
    assert_eq!(Dynamic::Boxed(Box::new([1].into_iter())).retry(), RetryClass::Throttled);
    let neither: &dyn Retryable = &Generic::<std::vec::IntoIter<u8>, u8, 0>::Neither;
    assert_eq!((neither.retry(), neither.is_retryable()), (RetryClass::Never, false));
    assert_eq!(GenericRpc::Internal(1).retry(), RetryClass::Transient);
    assert_eq!(GenericRpc::<&str>::Parse.retry(), RetryClass::Never);
}
