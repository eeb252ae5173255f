//! A client reads all texts of handlers and requests unchanged.

use crate::contracts::orders::{Api, ErrorCode, OrderLockedParams};
use crate::support::read;
use errspec_service::{Context, ErrorResponse};
use proptest::prelude::*;
use std::time::Duration;

proptest! {
    #[test]
    fn a_client_reads_every_text_as_it_was_given(user in any::<String>(), path in any::<String>(), order in any::<u32>()) {
        let context = Context { path: Some(path.clone()), ..Context::new() };
        let response = ErrorResponse::from(OrderLockedParams { order: order.into(), user: &user }).into_http_in(&context);
        let error = read::<Api>(&response);
        prop_assert!(error.is(ErrorCode::OrderLocked));
        prop_assert_eq!(error.message().unwrap(), format!("Order {order} is being edited by {user}"));
        prop_assert_eq!(error.at("/instance").unwrap().as_string().unwrap(), path);
        prop_assert_eq!(error.at("/order").unwrap().as_str(), order.to_string());
    }

    #[test]
    fn every_delay_has_a_header_that_is_not_shorter(millis in any::<u64>()) {
        let delay = Duration::from_millis(millis);
        let response = ErrorResponse::from(ErrorCode::TooManyOrders).delay(delay).into_http();
        let seconds: u64 = response.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        prop_assert!(Duration::from_secs(seconds) >= delay && Duration::from_secs(seconds) - delay < Duration::from_secs(1));
    }

    #[test]
    fn no_request_id_of_a_program_breaks_a_response(id in any::<String>()) {
        let context = Context { request_id: id.clone(), ..Context::new() };
        let error = read::<Api>(&ErrorResponse::from(ErrorCode::Internal).into_http_in(&context));
        prop_assert_eq!(error.request_id().unwrap(), id);
    }
}
