use super::twin::payments;
use errspec::{Action, Category, Code, ErrorCode, OpenCode, RetryClass};

/// What the bank says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ErrorCode)]
#[errspec(rename_all = "snake_case", category = payment)]
#[errspec(group(
    connection,
    title = "The line to the bank",
    prefix = "08",
    status = 503,
    retry(class = transient, attempts = 2, backoff(kind = exponential, base = "1s", factor = 1.5, cap = 30s)),
))]
enum Payment {
    /// The line broke.
    #[errspec(code = "08000", group = connection, effect = maybe)]
    LineBroke,
    /// The card was declined.
    ///
    /// This is for readers of the code, not of the facts.
    #[errspec(status = 402, retry = after_action(add_funds), action = "Ask for another card", causes("No money", "Wrong number"))]
    #[errspec(title = "Declined", docs = "https://example.com/declined")]
    CardDeclined,
    #[errspec(status = 429, retry = keep_polling("5s"), effect = none, aliases = ["too_fast", "hurry"], basis = standard)]
    SlowDown,
    #[errspec(summary = "The token is no longer valid", status = 401, retry = refresh, category = authentication)]
    TokenExpired,
    #[errspec(status = [409, 503], retry = inspect, since = "2.1", severity = warning)]
    #[errspec(deprecated = "use slow_down", expires = 30d, basis(status = inferred))]
    Twice,
    #[errspec(message = "Balance is {balance}, {{not}} {type} for {key}")]
    #[errspec(params(balance = i64, type = string, key(type = string, secret = true)))]
    NoBalance,
    #[errspec(status = 529, retry = after_time(maintenance_end))]
    Overloaded,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
#[errspec(wire = integer, open = false)]
enum RpcCode {
    /// Not JSON.
    #[errspec(retry = never)]
    ParseError = -32700,
    #[errspec(code = -32603, retry = transient)]
    Internal,
}

/// Every fact of every code but the names of variants.
fn same<A: Code, B: Code>() {
    let (a, b) = (A::CATALOG, B::CATALOG);
    assert_eq!((a.name, a.summary, a.open, a.len()), (b.name, b.summary, b.open, b.len()));
    let family = |code: &'static errspec::Catalog| {
        code.groups.iter().map(|group| (group.key, group.title(), group.status, group.family))
    };
    assert!(family(a).eq(family(b)));
    for row in 0..u16::try_from(a.len()).expect("few codes") {
        let wire = a.wire(row);
        assert_eq!(wire, b.wire(row));
        assert_eq!((a.find(wire), b.find(wire)), (Some(row), Some(row)));
        assert_eq!(a.facts(row), b.facts(row), "{wire}");
        assert_eq!((a.summary(row), a.action(row)), (b.summary(row), b.action(row)), "{wire}");
        assert_eq!((a.status(row), a.statuses(row), a.number(row)), (b.status(row), b.statuses(row), b.number(row)), "{wire}");
        assert_eq!((a.category(row), a.effect(row), a.basis(row)), (b.category(row), b.effect(row), b.basis(row)), "{wire}");
        assert_eq!(
            (a.retry(row), a.has_own_retry(row), a.has_own_effect(row)),
            (b.retry(row), b.has_own_retry(row), b.has_own_effect(row))
        );
        assert_eq!(a.group(row).map(|group| group.key), b.group(row).map(|group| group.key), "{wire}");
        assert_eq!(format!("{:?}", a.extra(row)), format!("{:?}", b.extra(row)), "{wire}");
    }
    assert_eq!(a.aliases, b.aliases);
}

#[test]
fn say_what_the_spec_says() {
    same::<Payment, payments::Payment>();
    same::<RpcCode, payments::RpcCode>();
}

#[test]
fn messages_take_their_values() {
    let values = NoBalanceParams { balance: -3, r#type: "enough", key: errspec::Secret::new("k1") };
    let theirs = payments::NoBalanceParams { balance: -3, r#type: "enough", key: errspec::Secret::new("k1") };
    assert_eq!(values.to_string(), theirs.to_string());
    assert!(values.to_string().starts_with("Balance is -3, {not} enough for ") && !values.to_string().contains("k1"));
    assert_eq!(NoBalanceParams::CODE.as_str(), payments::NoBalanceParams::CODE.as_str());
    assert_eq!(NoBalanceParams::CODE, Payment::NoBalance);
}

#[test]
fn answer_as_constants_and_as_errors() {
    const RETRY: RetryClass = Payment::CardDeclined.retry();
    assert_eq!(RETRY, RetryClass::AfterAction(Action::AddFunds));
    assert_eq!(Payment::TokenExpired.category(), Category::Authentication);
    let error: Box<dyn std::error::Error> = Box::new(Payment::CardDeclined);
    assert_eq!(error.to_string(), "The card was declined");
    assert_eq!("hurry".parse(), Ok(Payment::SlowDown));
    assert_eq!("nothing".parse::<Payment>().unwrap_err().to_string(), "\"nothing\" is no code of Payment");
    assert_eq!(Payment::ALL.iter().map(|code| code.as_str()).collect::<Vec<_>>()[..2], ["08000", "card_declined"]);
}

#[test]
fn keep_unlisted_texts_in_their_family() {
    let wire = OpenCode::<Payment>::new("08P01");
    assert!(wire.known().is_none());
    assert_eq!(wire.as_str(), "08P01");
    assert_eq!(Payment::CATALOG.family("08P01").map(|group| group.key), Some("connection"));
}

#[test]
fn integers_come_from_discriminants_too() {
    assert_eq!(RpcCode::ParseError as i32, -32700);
    assert_eq!(RpcCode::from_wire("-32700"), Some(RpcCode::ParseError));
    assert_eq!(RpcCode::CATALOG.find_number(-32603).and_then(RpcCode::from_row), Some(RpcCode::Internal));
}

/// Lints that a user denies, on enums with something old in them.
mod denied {
    #![deny(warnings, missing_docs, deprecated, unreachable_pub, unused_qualifications)]

    /** What it says,
     *  in a comment of its own.
     *
     *  More about it.
     */
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::ErrorCode, errspec::Retryable)]
    #[non_exhaustive]
    pub(super) enum Code {
        #[deprecated(note = "not sent any more")]
        #[errspec(retry = transient, message = "{limit}", params(limit = u32))]
        Old,
        #[doc = concat!("made ", "by a macro")]
        #[cfg(any())]
        Gone,
        #[cfg_attr(all(), errspec(status = 404))]
        /// In a line.
        Missing,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StatusCode)]
    pub(super) enum Status {
        #[deprecated]
        NotFound = 404_isize,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[allow(non_camel_case_types)]
    pub(super) enum r#type {
        #[deprecated]
        #[errspec(initial, pending, to(Self_))]
        Old,
        #[errspec(resting, outcome = success, command(retry, to(Old)))]
        Self_,
    }
}

#[test]
fn lints_of_the_user_find_nothing_in_them() {
    assert_eq!(denied::Code::CATALOG.summary, "What it says, in a comment of its own");
    assert_eq!(denied::Code::ALL.len(), 2);
    assert_eq!((denied::Code::Missing.status(), denied::Code::Missing.summary()), (Some(404), "In a line"));
    assert_eq!(u16::from(denied::Status::DECLARED[0]), 404);
    assert_eq!(denied::r#type::Self_.commands().collect::<Vec<_>>(), [denied::typeCommand::Retry]);
}

#[test]
fn without_a_text_the_variant_is_spelled_in_capitals() {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
    #[errspec(name = "Local")]
    enum InsideAFunction {
        InvalidApiKey,
        #[errspec(code = "fn")]
        r#Fn,
    }
    assert_eq!(InsideAFunction::InvalidApiKey.as_str(), "INVALID_API_KEY");
    assert_eq!(InsideAFunction::from_wire("fn"), Some(InsideAFunction::Fn));
    assert_eq!(InsideAFunction::CATALOG.name, "Local");
}

/// Passes a discriminant on as macros do, in an invisible group.
macro_rules! through_a_macro {
    ($name:ident, $number:expr) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
        #[errspec(wire = integer)]
        enum $name {
            Only = $number,
        }
    };
}
through_a_macro!(Passed, -7);

#[test]
fn fault_23_discriminants_count_in_every_way_rust_writes_them() {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
    #[errspec(wire = integer)]
    enum Written {
        Binary = 0b1010,
        Octal = 0o17,
        Hexadecimal = 0x1F,
        Parenthesized = (7),
        Negative = -(32_700_isize),
        CountedOn,
        #[errspec(code = 0b100)]
        Attribute = 100,
        #[errspec(code = 1_000)]
        Underscores = 101,
    }
    for code in
        [Written::Binary, Written::Octal, Written::Hexadecimal, Written::Parenthesized, Written::Negative, Written::CountedOn]
    {
        assert_eq!(code.as_str(), (code as i64).to_string(), "{code:?}");
    }
    assert_eq!((Written::Attribute.as_str(), Written::Underscores.as_str()), ("4", "1000"));
    assert_eq!(Passed::Only.as_str(), "-7");

    #[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
    #[errspec(wire = integer)]
    enum Implicit {
        Zero,
        One,
        #[errspec(code = 0x2)]
        Two,
        Three,
        Minus = -1,
    }
    assert_eq!(Implicit::ALL.iter().map(|code| code.as_str()).collect::<Vec<_>>(), ["0", "1", "2", "3", "-1"]);
}

#[deny(warnings)]
mod many {
    include!(concat!(env!("OUT_DIR"), "/many_variants.rs"));
}

/// A spec of this length is warned of; the enum is there already, and where warnings are denied it would not compile any more.
#[test]
fn fault_23_many_variants_are_no_warning_of_a_derive() {
    assert_eq!(many::Many::ALL.len(), 2_500);
    assert_eq!(many::Many::V2499.as_str(), "V2499");
    assert_eq!(errspec::Retryable::retry(&many::Many::V2499), RetryClass::Unspecified);
}
