//! Escaping of untrusted text.

use errspec_core::text::{Xml, is_hidden, turns_direction};

#[test]
fn every_control_character_and_every_mark_of_direction_is_hidden() {
    let all = || (0..=u32::from(char::MAX)).filter_map(char::from_u32);
    assert!(all().filter(|c| c.is_control() || turns_direction(*c)).all(is_hidden));
    assert!(!all().any(|c| is_hidden(c) && (c.is_alphanumeric() || c == ' ')), "what is seen is shown");
}

#[test]
fn xml_holds_no_character_that_ends_it_and_none_that_it_forbids() {
    let text = "</desc>\"' onload=\u{0}\u{202e}\u{ffff}\r\n";
    let escaped = Xml(text).to_string();
    assert_eq!(escaped, "&lt;/desc&gt;&quot;&#39; onload=\u{fffd}\u{fffd}\u{fffd}  ");
}
