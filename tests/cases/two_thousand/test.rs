//! Two thousand codes in one enum.

use errspec::{OpenCode, RetryClass};
use errspec_tests::two_thousand::BigCode;

#[test]
fn each_of_them_has_its_facts() {
    assert_eq!(BigCode::ALL.len(), 2000);
    let classes = [RetryClass::Never, RetryClass::Transient, RetryClass::Throttled, RetryClass::Inspect];
    for (at, code) in BigCode::ALL.iter().enumerate() {
        let (group, number) = (at / 100, at % 100);
        assert_eq!(code.as_str(), format!("G{group}_C{number}"));
        assert_eq!(code.summary(), format!("Code {number} of group {group}"));
        assert_eq!((code.group().unwrap().title(), code.retry()), (format!("Group {group}").as_str(), classes[number % 4]));
        assert_eq!(format!("{code:?}"), format!("G{group}C{number}"));
        assert_eq!(BigCode::from_wire(&format!("g{group}-{number}")), Some(*code));
    }
    assert_eq!(BigCode::G19C99 as u16, 1999);
}

#[test]
fn what_is_not_among_them_belongs_to_its_family() {
    assert_eq!(OpenCode::<BigCode>::new("G7_C100").group().map(|group| group.key), Some("g7"));
    assert_eq!(OpenCode::<BigCode>::new("G1_").group().map(|group| group.key), Some("g1"));
    assert_eq!(OpenCode::<BigCode>::new("G20_C1").group().map(|group| group.key), None);
    assert!("G0_C01".parse::<BigCode>().is_err());
}
