//! What the derives give to enums that a program wrote itself.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use errspec::retry::blocking::Clock;
use errspec::{Category, OpenCode, RetryClass, Retryable};
use example_derives::{JobCommand, JobState, PrintError, PrinterCode, PrinterStatus, QueueFullParams, Reply, print};
use std::time::Duration;

/// A clock that does not wait.
#[derive(Default)]
struct NoWait(Duration);

impl Clock for &mut NoWait {
    fn now(&mut self) -> Duration {
        self.0
    }

    fn sleep(&mut self, delay: Duration) {
        self.0 += delay;
    }
}

#[test]
fn codes_have_their_facts() {
    assert_eq!("out_of_paper".parse(), Ok(PrinterCode::OutOfPaper));
    assert_eq!((PrinterCode::OutOfPaper.status(), PrinterCode::OutOfPaper.action()), (Some(409), Some("Fill the tray")));
    assert_eq!(PrinterCode::WarmingUp.category(), Category::Unavailable);
    assert_eq!(OpenCode::<PrinterCode>::new("on_fire").as_str(), "on_fire", "a code that nobody wrote down keeps its text");
    assert_eq!(QueueFullParams { waiting: 7 }.to_string(), "7 jobs are waiting");
    assert_eq!(PrinterStatus::new(503).retry(), RetryClass::Transient);
    assert!(PrintError::Busy(PrinterCode::WarmingUp).is_retryable() && !PrintError::Unplugged.is_retryable());
}

#[test]
fn codes_decide_about_retries() {
    let mut clock = NoWait::default();
    let warm = print(&mut clock, |attempt| match attempt.number {
        1 | 2 => Reply::Refused(PrinterCode::WarmingUp),
        _ => Reply::Accepted,
    });
    assert_eq!(warm.unwrap(), Reply::Accepted);
    assert!(clock.0 > Duration::ZERO, "it waited before it tried again");
    let mut sent = 0;
    let empty = print(&mut clock, |_| {
        sent += 1;
        Reply::Refused(PrinterCode::OutOfPaper)
    });
    assert!(empty.is_err());
    assert_eq!(sent, 1, "somebody has to fill the tray first");
}

#[test]
fn states_say_what_a_poller_may_see() {
    let mut watch = JobState::watch();
    watch.observe("QUEUED");
    assert_eq!(watch.observe("PRINTED").verdict().to_string(), "moved on, past PRINTING");
    assert!(!JobState::Jammed.can_become(JobState::Printed));
    assert!(JobState::Jammed.can_become_after(&[JobCommand::Resume], JobState::Printed));
    assert_eq!(JobState::MACHINE.initial.len(), 1);
}
