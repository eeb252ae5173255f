//! Delays are written so that a client of the contract waits at least as long.

use crate::contracts::{orders, shapes};
use crate::support::{hint, read, text};
use errspec::retry::Hinted;
use errspec_service::ErrorResponse;
use std::time::Duration;

const DELAY: Duration = Duration::from_millis(6500);

#[test]
fn every_form_of_a_header_is_read_as_the_delay_or_a_little_more() {
    for status in [420, 421, 422, 423, 424, 425, 426, 428, 503] {
        let response = ErrorResponse::<shapes::Api>::of_status(status).delay(DELAY).into_http();
        let Hinted::Wait(read) = hint::<shapes::Api>(&response) else { panic!("{status}: {:?}", response.headers()) };
        // Between writing and reading a point in time comes nearer.
        let earliest =
            if [424, 425, 426, 428].contains(&status) { DELAY.saturating_sub(Duration::from_secs(5)) } else { DELAY };
        assert!((earliest..=Duration::from_millis(7500)).contains(&read), "{status}: {read:?}");
        assert_eq!(response.headers()["retry-after"], "7", "for clients that do not know the contract");
    }
}

#[test]
fn a_field_that_clients_read_is_filled() {
    let response = ErrorResponse::<shapes::Api>::of_status(429).delay(DELAY).into_http();
    assert_eq!(text(&response), r#"{"retry_after":6.5,"delay":7,"message":"Too many requests"}"#);
    assert_eq!(hint::<shapes::Api>(&response), Hinted::Wait(DELAY));
    assert_eq!(read::<shapes::Api>(&response).delay(), Some(Duration::from_secs(7)));
}

#[test]
fn nobody_is_told_to_come_back_in_vain() {
    let refused = ErrorResponse::<shapes::Api>::of_status(402).delay(DELAY).into_http();
    assert!(!refused.headers().contains_key("retry-after"), "after adding funds, not after a time");
    let busy = ErrorResponse::from(orders::ErrorCode::Internal).delay(DELAY).into_http();
    assert_eq!(busy.headers()["retry-after"], "7");
    assert_eq!(hint::<orders::Api>(&busy), Hinted::Wait(Duration::from_secs(7)));
    let without = ErrorResponse::from(orders::ErrorCode::TooManyOrders).into_http();
    assert!(!without.headers().contains_key("retry-after"));
}
