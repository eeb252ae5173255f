//! Bodies that are written are read back equal: random errors of the five APIs and of every case with bodies.

use crate::support::wire::{Dice, Response};
use errspec::decode::BodyFormat;
use errspec::{Api, ApiError, encode};
use proptest::prelude::*;

/// Reads a response, writes what was read, reads that.
fn check<A: Api>(dice: Vec<u32>) -> Result<(), TestCaseError>
where
    for<'e> A::Body<'e>: PartialEq + std::fmt::Debug,
{
    let Response { status, headers, body } = Dice(dice).response(A::contract());
    if body.is_empty() {
        return Ok(());
    }
    let read = ApiError::<A>::decode(status, &headers, body.as_bytes());
    prop_assert!(read.body_name().is_some(), "{}", body);
    let shape = A::contract().decoder.bodies.iter().find(|shape| Some(shape.name) == read.body_name()).unwrap();
    let is_json = shape.body_format() == BodyFormat::Json;
    let made = match ApiError::<A>::new(status, &read.body()) {
        // Several parts of one text, for example, are only read.
        Err(_) if !is_json => return Ok(()),
        made => made.unwrap(),
    };
    let text = std::str::from_utf8(made.raw()).unwrap();
    // A body whose fields are all in headers is sent empty.
    prop_assert!(!is_json || text.is_empty() || serde_json::from_str::<serde_json::Value>(text).is_ok(), "{}", text);
    prop_assert_eq!(made.body(), read.body(), "{} became {}", body, text);
    prop_assert_eq!((made.status(), made.body_name()), (read.status(), read.body_name()));
    prop_assert_eq!((made.code_ref(), made.code_text()), (read.code_ref(), read.code_text()));
    prop_assert_eq!((made.type_ref(), made.message()), (read.type_ref(), read.message()));
    prop_assert_eq!((made.request_id(), made.delay(), made.retry()), (read.request_id(), read.delay(), read.retry()));
    let mut again = String::new();
    encode::body::<A>(&made.body(), &mut again).unwrap();
    prop_assert_eq!(again, text, "written twice it is the same");
    Ok(())
}

/// One property per contract that has bodies; the others write nothing.
macro_rules! contracts {
    ($($name:ident)*) => {
        proptest! {
            #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]
            $(
                #[test]
                fn $name(dice in prop::collection::vec(any::<u32>(), 0..60)) {
                    if !<errspec_tests::$name::Api as Api>::contract().decoder.bodies.is_empty() {
                        check::<errspec_tests::$name::Api>(dice)?;
                    }
                }
            )*
        }
    };
}

errspec_tests::each_contract!(contracts);
