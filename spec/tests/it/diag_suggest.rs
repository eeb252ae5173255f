//! "did you mean": the closest of the words that are allowed.

use errspec_spec::diag::closest;
use proptest::prelude::*;

#[test]
fn the_closest_word() {
    let words = ["summary", "status", "retry", "retry_after", "refresh", "id", "never"];
    for (written, word) in [
        ("sumary", Some("summary")),
        ("summray", Some("summary")),
        ("Summary", Some("summary")),
        ("retry-after", Some("retry_after")),
        ("RetryAfter", Some("retry_after")),
        ("retyr", Some("retry")),
        ("ID", Some("id")),
        ("i", None),
        ("x", None),
        ("", None),
        ("color", None),
        ("statute of limitations", None),
    ] {
        assert_eq!(closest(written, words), word, "{written}");
    }
}

#[test]
fn of_two_equally_close_words_the_first_is_taken() {
    assert_eq!(closest("cat", ["bat", "hat"]), Some("bat"));
    assert_eq!(closest("cat", ["hat", "bat"]), Some("hat"));
    assert_eq!(closest("hats", ["cats", "hat"]), Some("cats"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_slip_in_a_long_word_is_found(word in "[a-z]{6,20}", at in 0usize..6, letter in proptest::char::range('a', 'z')) {
        let (mut more, mut less, mut other) = (word.clone(), word.clone(), word.clone());
        more.insert(at, letter);
        less.remove(at);
        other.replace_range(at..=at, &letter.to_string());
        for slip in [more, less, other] {
            prop_assert_eq!(closest(&slip, [word.as_str(), "0123456789"]), Some(word.as_str()));
        }
    }

    #[test]
    fn long_texts_are_given_up_at_once(text in "[a-z]{256,400}") {
        prop_assert_eq!(closest(&text, [text.as_str()]), None);
    }
}
