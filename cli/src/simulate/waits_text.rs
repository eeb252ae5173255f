//! The delays of a schedule as text.

use super::schedule::{Schedule, Wait, plain_total, total};
use super::table::table;
use super::words::spoken;
use errspec::retry::Policy;
use std::fmt::Write;
use std::time::Duration;

/// If there are many retries, the first and the last ones are printed.
const FIRST: usize = 8;
const LAST: usize = 2;

/// The delays of a schedule, as a table with their sum.
pub(super) fn waits(schedule: &Schedule, waits: &[Wait], policy: &Policy) -> String {
    if waits.is_empty() {
        return "  one attempt, no retries\n".to_owned();
    }
    let head = ["retry", "delay before jitter", "with jitter", "since the first attempt"].map(str::to_owned).to_vec();
    let row = |wait: &Wait| vec![wait.retry.to_string(), spoken(wait.plain), range(wait.range), range(wait.since)];
    let mut rows = vec![head];
    match waits.len() > FIRST + LAST + 1 {
        false => rows.extend(waits.iter().map(row)),
        true => {
            rows.extend(waits.iter().take(FIRST).map(row));
            rows.push(vec!["…".to_owned(); 4]);
            rows.extend(waits.iter().skip(waits.len() - LAST).map(row));
        }
    }
    let mut text = table(&rows);
    let limit = spoken(policy.deadline.unwrap_or_default());
    let Some(attempts) = schedule.attempts() else {
        let attempts = waits.len() + 1;
        return text + &format!("  the deadline of {limit} ends calls, without jitter after {attempts} attempts\n");
    };
    let (plain, with_jitter) = (plain_total(waits), total(waits));
    let _ = write!(text, "  total delay: {}", spoken(plain));
    if with_jitter != (plain, plain) {
        let _ = write!(text, " before jitter, {} with it", range(with_jitter));
    }
    text += "\n";
    if let Some((least, most)) = schedule.within_deadline(waits).filter(|(least, _)| *least <= waits.len()) {
        let many = if least == most { format!("{least}") } else { format!("{least} to {most}") };
        let _ = writeln!(text, "  the deadline of {limit} ends calls after {many} of {attempts} attempts");
    }
    text
}

/// `1 s`, `1 s to 2 s`.
pub(super) fn range((least, most): (Duration, Duration)) -> String {
    if least == most { spoken(least) } else { format!("{} to {}", spoken(least), spoken(most)) }
}
