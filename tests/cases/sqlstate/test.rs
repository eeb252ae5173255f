//! Five-character codes, classes as prefixes, aliases, and texts that YAML parsers often misread.

use errspec::{Category, Change, Effect, OpenCode, RetryClass};
use errspec_tests::sqlstate::{ApiError, SqlState};

#[test]
fn a_code_is_the_text_that_was_written() {
    let texts = [
        (SqlState::Code08000, "08000"),
        (SqlState::Code00000, "00000"),
        (SqlState::Code1e3, "1e3"),
        (SqlState::BigE, "1E3"),
        (SqlState::Code0x10, "0x10"),
        (SqlState::Code0o17, "0o17"),
        (SqlState::Half, ".5"),
        (SqlState::Separated, "1_000"),
        (SqlState::Clock, "12:30:45"),
        (SqlState::Date, "2001-12-14"),
        (SqlState::No, "NO"),
        (SqlState::Off, "off"),
        (SqlState::Null, "null"),
        (SqlState::Tilde, "~"),
        (SqlState::True, "true"),
        (SqlState::Infinite, ".inf"),
        (SqlState::Nan, ".nan"),
        (SqlState::Equals, "="),
        (SqlState::Blank, " "),
        (SqlState::Star, "*"),
        (SqlState::Code40P01, "40P01"),
        (SqlState::Code2D000, "2D000"),
    ];
    for (code, text) in texts {
        assert_eq!((code.as_str(), SqlState::from_wire(text)), (text, Some(code)));
    }
    for text in ["8000", "1000", "1000.0", "16", "15", "0.5", "false", "False", "no", "", "2d000", "08000 "] {
        assert_eq!(SqlState::from_wire(text), None, "{text:?}");
    }
}

#[test]
fn a_prefix_claims_the_class_and_the_longest_one_wins() {
    let group = |text: &'static str| OpenCode::<SqlState>::new(text).group().map(|group| group.key);
    assert_eq!(
        (group("08P01"), group("08006"), group("0800Z"), group("0801"), group("99999")),
        (Some("connection"), Some("connection"), Some("deep"), Some("connection"), None)
    );
    assert_eq!(OpenCode::<SqlState>::new("08P01").retry(), Some(RetryClass::Transient));
    assert_eq!(OpenCode::<SqlState>::new("0800Z").retry(), Some(RetryClass::Never));
    assert_eq!(OpenCode::<SqlState>::new("99999").retry(), None);

    let unlisted = ApiError::decode(500, &(), br#"{"sqlstate": "40999"}"#);
    assert_eq!(
        (unlisted.category(), unlisted.retry(), unlisted.effect()),
        (Category::Conflict, RetryClass::Transient, Effect::None)
    );
    assert_eq!(unlisted.code::<SqlState>(), Some(OpenCode::Unknown("40999".into())));
}

#[test]
fn aliases_are_read_and_never_written() {
    for alias in ["23505", "23000", "duplicate key", "23 505"] {
        assert_eq!(alias.parse(), Ok(SqlState::Code23505));
    }
    assert_eq!(SqlState::Code23505.as_str(), "23505");
    assert_eq!(SqlState::Code23505.retry(), RetryClass::AfterChange(Change::Input));
    let read = ApiError::decode(400, &(), br#"{"sqlstate": "duplicate key", "message": "m"}"#);
    assert!(read.is(SqlState::Code23505));
}

#[test]
fn the_catalogs_defaults_reach_the_codes_that_say_nothing() {
    assert_eq!((SqlState::Code01000.category(), SqlState::Code00000.category()), (Category::Internal, Category::Other));
    assert_eq!((SqlState::Code2D000.category(), SqlState::Code2E000.category()), (Category::Internal, Category::NotFound));
    assert_eq!((SqlState::Code40001.effect(), SqlState::Code08001.effect()), (Effect::None, Effect::None));
    assert_eq!(SqlState::Code40001.action(), Some("Run the whole transaction again"));
    assert!(SqlState::CATALOG.open && SqlState::ALL.len() == 28);
}
