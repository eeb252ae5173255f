//! A symbol or another key instead of a code.

use errspec::encode::Misread;
use errspec::{Action, Category, OpenCode, RetryClass};
use errspec_tests::code_keys::{ApiError, Body, Closed, Errno, ListedBody, SymbolBody, WindowsBody};

#[test]
fn a_code_is_found_by_any_value_of_its_key() {
    for (raw, code) in [
        (r#"{"symbol": "EAGAIN"}"#, Errno::Eagain),
        (r#"{"symbol": "EWOULDBLOCK"}"#, Errno::Eagain),
        (r#"{"symbol": "EACCES"}"#, Errno::Eacces),
        (r#"{"win": 10035}"#, Errno::Eagain),
        (r#"{"win": 42.0}"#, Errno::Nameless),
        (r#"{"win": "10013"}"#, Errno::Eacces),
        (r#"{"all": [{"sym": 7, "name": "linux:EACCES"}]}"#, Errno::Eacces),
    ] {
        let error = ApiError::decode(500, &(), raw.as_bytes());
        assert!(error.is(code) && error.code() == Some(OpenCode::Known(code)), "{raw}: {error:?}");
        assert_eq!(error.code_text().as_deref(), Some(code.as_str()), "{raw}");
    }
    let header = ApiError::decode(500, &[("X-Win", "10013")], b"");
    assert_eq!(
        (header.code_ref(), header.retry()),
        (Some(Errno::Eacces.into()), RetryClass::AfterAction(Action::GetPermission))
    );
    assert_eq!(header.category(), Category::Permission);
}

#[test]
fn a_value_of_no_code_is_kept_and_belongs_to_no_family() {
    let error = ApiError::decode(500, &(), br#"{"symbol": "50"}"#);
    assert_eq!(error.code::<Errno>(), Some(OpenCode::Unknown("50".into())));
    assert_eq!((error.code_text().as_deref(), error.category()), (Some("50"), Category::Internal));
    for raw in [r#"{"symbol": 11}"#, r#"{"symbol": null}"#, r#"{"win": "x"}"#, r#"{"win": 1.5}"#] {
        assert_eq!(ApiError::decode(500, &(), raw.as_bytes()).body(), Body::Unknown, "{raw}");
    }
    let closed = |text: &str| {
        let raw = format!(r#"{{"symbol": "EACCES", "closed": "{text}"}}"#);
        let error = ApiError::decode(500, &(), raw.as_bytes());
        let Body::Symbol(body) = error.body() else { panic!("{raw}") };
        body.also.and_then(|code| code.known())
    };
    assert_eq!((closed("FD"), closed("full_disk")), (Some(Closed::FullDisk), None));
}

#[test]
fn a_code_is_written_by_the_first_value_of_the_key() {
    let made = |body: &Body<'_>| ApiError::new(500, body);
    let symbol = |code: OpenCode<'static, Errno>| Body::Symbol(SymbolBody { code, also: Some(Closed::FullDisk.into()) });
    let error = made(&symbol(Errno::Eagain.into())).unwrap();
    assert_eq!(error.raw(), br#"{"symbol":"EAGAIN","closed":"FD"}"#);
    let unlisted = made(&symbol(OpenCode::Unknown("ENEW".into()))).unwrap();
    assert_eq!(unlisted.body(), symbol(OpenCode::Unknown("ENEW".into())));
    assert_eq!(made(&symbol(Errno::Nameless.into())).unwrap_err().read, Misread::Missing("code"));
    let windows = made(&Body::Windows(WindowsBody { code: Errno::Nameless.into() })).unwrap();
    assert_eq!(windows.raw(), br#"{"win":42}"#);
}

#[test]
fn items_are_read_by_keys_too() {
    let error = ApiError::decode(500, &(), br#"{"all": [], "plain": ["EACCES", "EWOULDBLOCK", "other", 7]}"#);
    let Body::Listed(ListedBody { plain: Some(plain), .. }) = error.body() else { panic!("{error:?}") };
    let read: Vec<_> = plain.iter().map(|code| code.known()).collect();
    assert_eq!((read, plain.unfit().count()), (vec![Some(Errno::Eacces), Some(Errno::Eagain), None], 1));
}
