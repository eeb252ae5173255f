//! The poll loop that the guide shows, so that it compiles and does what it says.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

errspec::include_generated!("shop");

use errspec::machine::StateMachine;
use errspec::retry::blocking::Clock;
use errspec::retry::{Outcome, Pace, PollEnd, PollStep, Poller, seeds};
use shop::operations::GET_REPORT;
use shop::{ApiError, Report, ReportState};
use std::time::Duration;

/// Status, headers and body.
pub type Answer = (u16, Vec<(String, String)>, Vec<u8>);

/// Waits for a report.
pub fn wait(clock: &mut impl Clock, mut get: impl FnMut() -> Answer) -> PollEnd<ReportState> {
    let (mut watch, pace) = (Report::watch(), Pace::from(Report::MACHINE));
    let poller = Poller::new(&shop::RETRY, pace, Duration::from_secs(600), clock.now(), seeds().next());
    let mut poller = poller.operation(&GET_REPORT);
    loop {
        let (status, headers, body) = get();
        let (now, received_at) = (clock.now(), clock.unix_time());
        let ok = Outcome::status(status).headers(&headers).body(&body).received_at(received_at);
        let step = match (ApiError::check(status, &headers, &body), Report::read(&body)) {
            (Err(error), _) => poller.on_error(&Outcome::error(&error).headers(&headers).received_at(received_at), now),
            (Ok(()), Some(report)) => poller.on_report(&watch.observe(&report), &ok, now),
            (Ok(()), None) => poller.on_unknown("", &ok, now),
        };
        match step {
            PollStep::Wait(delay) => clock.sleep(delay),
            PollStep::Refresh => {} // comes only to a poller that is `refreshable`
            PollStep::End(end) => return end,
        }
    }
}
