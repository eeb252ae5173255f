//! Names of the maximum length, and names that would become the same.

use errspec_tests::long_names::{
    AnErrorCodeWhoseNameHasExactlyEightyLettersSinceSomebodyThoughtItShouldSayItAllX as Long, ApiError, Body, Colliding, Status,
};

#[test]
fn eighty_letters_and_more() {
    let texts: Vec<&str> = Long::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(texts.iter().map(|text| text.len()).collect::<Vec<_>>(), [80, 80, 251]);
    for text in texts {
        assert_eq!(Long::from_wire(text).map(Long::as_str), Some(text));
    }
    let named = |at: usize| format!("{:?}", Long::ALL[at]);
    assert_eq!(named(1), "TheQuickBrownFoxJumpsOverTheLazyDogAndTheQuickBrownFoxJumpsAgain");
    assert_eq!(named(2), format!("Code{}", "7".repeat(251)), "255 bytes, the most there is");
    assert_eq!(Status::TheServiceIsDownForAMomentAndWillSurelyBeBackBeforeAnybodyNoticesThatItHasBeenGone.code(), 503);
}

#[test]
fn spellings_of_one_name_are_told_apart_by_a_name_of_their_own() {
    let spellings = [
        ("card-declined", Colliding::CardDeclined),
        ("card_declined", Colliding::CardDeclinedToo),
        ("cardDeclined", Colliding::CardDeclinedThree),
        ("CARD DECLINED", Colliding::CardDeclinedFour),
        ("card.declined", Colliding::CardDeclinedFive),
        ("ключ", Colliding::Key),
        ("💥", Colliding::Boom),
        ("---", Colliding::Marks),
        ("-5", Colliding::Minus5),
        ("5", Colliding::Code5),
    ];
    for (text, code) in spellings {
        assert_eq!((Colliding::from_wire(text), code.as_str()), (Some(code), text));
    }
    assert!(Colliding::from_wire("naïve_key").is_some());
}

#[test]
fn fields_that_would_be_one_are_two() {
    let error = ApiError::decode(400, &(), br#"{"code": "x", "requestId": "a", "request_id": "b"}"#);
    let Body::Api(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(
        (body.request_id.as_deref(), body.other_request_id.as_deref(), error.request_id().as_deref()),
        (Some("a"), Some("b"), Some("b"))
    );
}
