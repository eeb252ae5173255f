//! A code is its wire text, or its integer; one that is not listed is an error unless it is read as `OpenCode`.

use errspec::{Code, OpenCode};
use errspec_tests_with_serde::jsonrpc::{RpcError, Severity};
use errspec_tests_with_serde::only_codes::Reserved;
use errspec_tests_with_serde::sqlstate::SqlState;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

#[track_caller]
fn round_trip<C: Code + Serialize + DeserializeOwned>() {
    for code in C::ALL {
        let json = serde_json::to_string(code).unwrap();
        let wire = C::CATALOG.wire(code.row());
        let number = C::CATALOG.number(code.row()).map(|number| number.to_string());
        assert_eq!(json, number.unwrap_or_else(|| serde_json::to_string(wire).unwrap()));
        assert_eq!(serde_json::from_str::<C>(&json).unwrap(), *code);
        assert_eq!(serde_json::from_str::<OpenCode<'_, C>>(&json).unwrap(), *code);
        assert_eq!(serde_json::to_string(&OpenCode::from(*code)).unwrap(), json);
    }
}

#[test]
fn every_code_comes_back() {
    round_trip::<RpcError>();
    round_trip::<Severity>();
    round_trip::<SqlState>();
    round_trip::<Reserved>();
}

#[test]
fn aliases_are_read_and_written_as_the_code() {
    let code: SqlState = serde_json::from_str("\"duplicate key\"").unwrap();
    assert_eq!(serde_json::to_string(&code).unwrap(), "\"23505\"");
}

#[test]
fn what_is_not_listed_is_kept_or_refused() {
    let kept: OpenCode<'_, SqlState> = serde_json::from_str("\"99999\"").unwrap();
    assert_eq!((kept.as_str(), serde_json::to_string(&kept).unwrap().as_str()), ("99999", "\"99999\""));
    let kept: OpenCode<'_, RpcError> = serde_json::from_str("-32050").unwrap();
    assert_eq!((kept.as_str(), kept.group().map(|group| group.key)), ("-32050", Some("server")));
    let refused = serde_json::from_str::<SqlState>("\"99999\"").unwrap_err().to_string();
    assert!(refused.contains("99999") && refused.contains("SqlState"), "{refused}");
    for wrong in ["null", "1.5", "[]", "{}", "true"] {
        assert!(
            serde_json::from_str::<SqlState>(wrong).is_err() && serde_json::from_str::<OpenCode<'_, RpcError>>(wrong).is_err(),
            "{wrong}"
        );
    }
}

/// Inside a type of the user's own, where serde's derives name the code.
#[test]
fn codes_are_fields_of_other_types() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Entry {
        code: SqlState,
        #[serde(skip_serializing_if = "Option::is_none")]
        severity: Option<Severity>,
    }
    let entry = Entry { code: SqlState::Code40P01, severity: Some(Severity::Failure) };
    let json = serde_json::to_string(&entry).unwrap();
    assert_eq!(json, r#"{"code":"40P01","severity":2}"#);
    assert_eq!(serde_json::from_str::<Entry>(&json).unwrap(), entry);
    assert_eq!(serde_json::from_str::<Entry>(r#"{"code":"1e3"}"#).unwrap().severity, None);
}
