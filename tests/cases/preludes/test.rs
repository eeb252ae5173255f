//! Names that Rust already has, in every place in which a name can be.

use errspec::OpenCode;
use errspec::machine::{MachineCommand, MachineState, Next, Outcome};
use errspec_tests::preludes::{self, ApiError, Body, CREDENTIALS, OkCommand, OkState, Status, health, operations};

#[test]
fn codes_may_have_the_names_of_the_prelude_and_of_keywords() {
    type Words = preludes::Option;
    let words = [
        (Words::None, "None"),
        (Words::Some, "Some"),
        (Words::Ok, "Ok"),
        (Words::Err, "Err"),
        (Words::Self_, "Self"),
        (Words::SelfInSmallLetters, "self"),
        (Words::Type, "type"),
        (Words::Crate, "crate"),
        (Words::Match, "match"),
        (Words::Option, "Option"),
        (Words::All, "ALL"),
        (Words::U16, "u16"),
    ];
    for (code, text) in words {
        assert_eq!((code.as_str(), Words::from_wire(text)), (text, Some(code)));
    }
    assert_eq!(Words::CATALOG.name, "Option");
    assert_eq!(preludes::not_camel_caseParams { x: 1 }.to_string(), "1");
    assert_eq!(preludes::Result::from_wire("Ok"), Some(preludes::Result::Ok));
    assert_eq!(
        (preludes::Box::Std.as_str(), preludes::Vec::II.as_str(), preludes::String::String.as_str()),
        ("std", "2", "string")
    );
    assert_eq!(format!("{:?} {}", Words::Self_, Words::Self_), "Self_ The code itself");
}

#[test]
fn statuses_may_too() {
    assert_eq!(
        [Status::Ok, Status::None, Status::Err, Status::Some, Status::not_camel_case].map(Status::code),
        [200, 404, 500, 503, 429]
    );
    assert_eq!(Status::new(404), Status::None);
    assert_eq!(Status::None.to_string(), "404 Not Found");
}

#[test]
fn fields_named_as_keywords_are_raw_or_have_an_underscore() {
    let raw = br#"{"type": "None", "match": -3, "self": "me", "super": true, "Self": [1], "fn": [{"type": "t", "self": {}, "async": 1}], "code": "Ok"}"#;
    let error = ApiError::decode(404, &(), raw);
    let Body::Self_(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(
        (body.r#type, body.r#match, body.self_.as_ref(), body.super_),
        (OpenCode::Known(preludes::Option::None), -3, "me", true)
    );
    assert_eq!((body.crate_, body.r#gen, body.capital_self.unwrap().as_str()), (None, None, "[1]"));
    let item = body.r#fn.unwrap().iter().next().unwrap();
    assert_eq!((item.r#type.as_ref(), item.self_.as_str(), item.r#async), ("t", "{}", 1));

    let some = ApiError::decode(500, &(), br#"{"code": "None", "type": "core", "vec": 2, "text": "other"}"#);
    let Body::Some(body) = some.body() else { panic!("{some:?}") };
    assert_eq!(
        (body.vec, body.text),
        (Some(OpenCode::Known(preludes::Vec::II)), None),
        "a closed code that is not listed is absent"
    );
    assert!(matches!(ApiError::decode(500, &(), br#"{"code": "Ok"}"#).body(), Body::None(_)));
}

#[test]
fn machines_and_their_commands_may_too() {
    assert_eq!(OkState::ALL, [OkState::None, OkState::Some, OkState::Self_, OkState::all_gone]);
    assert!(OkState::None.can_become(OkState::Self_) && OkState::Self_.outcome() == Some(Outcome::Success));
    assert_eq!(OkCommand::ALL.iter().map(|command| command.as_str()).collect::<Vec<_>>(), ["match", "Self"]);
    assert!(OkCommand::Self_.allowed_in(OkState::Some) && OkCommand::Self_.index() == 1);
    assert_eq!(OkState::MACHINE.name, "Ok");
    let mut watch = preludes::Ok::watch();
    watch.observe("None");
    assert_eq!(watch.observe("Self").next(), Next::End { state: OkState::Self_, outcome: Some(Outcome::Success) });
}

#[test]
fn constants_may_too() {
    assert_eq!(operations::ALL, [operations::SELF, operations::TYPE, operations::FN]);
    assert_eq!((operations::TYPE.path, health::CRATE.target, CREDENTIALS[0].name), ("/type/{match}", "/crate", "self"));
}
