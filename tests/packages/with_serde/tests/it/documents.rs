//! A body that comes through serde is the error that its bytes are.

use crate::wire::{Dice, Response};
use errspec::decode::Document;
use errspec::{Api, ApiError};
use errspec_tests_with_serde::{jsonrpc, pointers, vision};
use proptest::prelude::*;
use serde_json::{Value, json};

fn check<A: Api>(dice: Vec<u32>) -> Result<(), TestCaseError>
where
    for<'e> A::Body<'e>: PartialEq + std::fmt::Debug,
{
    let Response { status, headers, body } = Dice(dice).response(A::contract());
    let scanned = ApiError::<A>::decode(status, &headers, body.as_bytes());
    prop_assert!(scanned.body_name().is_some());
    let at_hand: Value = serde_json::from_str(&body).unwrap();
    let from_value: Document = serde_json::from_value(at_hand).unwrap();
    for document in [serde_json::from_str::<Document>(&body).unwrap(), from_value] {
        let error = ApiError::<A>::decode_owned(status, &headers, document.into_bytes());
        prop_assert_eq!(error.body(), scanned.body(), "{}", body);
        prop_assert_eq!((error.body_name(), error.code_ref()), (scanned.body_name(), scanned.code_ref()));
        prop_assert_eq!((error.message(), error.delay()), (scanned.message(), scanned.delay()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn bodies_are_the_same(dice in prop::collection::vec(any::<u32>(), 0..60)) {
        check::<vision::Api>(dice.clone())?;
        check::<pointers::Api>(dice.clone())?;
        check::<jsonrpc::Api>(dice)?;
    }
}

#[test]
fn everything_that_json_says_is_kept() {
    let text = r#"{"":[],"a\"\n":[1,-2.5,1e300,18446744073709551615,true,null,{}],"é":{"x":[[{"y":"\u0000"}]]},"a":1,"a":2}"#;
    let document: Document = serde_json::from_str(text).unwrap();
    assert_eq!(document.as_str(), text, "order and members of one name too");
    assert!(serde_json::from_str::<Document>("{\"a\":").is_err());
}

#[test]
fn names_that_are_no_texts_become_texts() {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, MapDeserializer};
    let map =
        MapDeserializer::<_, Error>::new([(7_u64, "seven")].into_iter().map(|(name, value)| (name, value.into_deserializer())));
    let document = <Document as serde::Deserialize>::deserialize(map).unwrap();
    assert_eq!(document.as_str(), json!({"7": "seven"}).to_string());
}
