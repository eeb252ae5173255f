//! A contract's retries as text: its policy, the schedules, the hints and the operations.

use super::load_text;
use super::schedule::{Schedule, Wait};
use super::simulation::{Side, Simulation};
use super::table::wrapped;
use super::telling::location;
use super::waits_text::waits;
use super::words::{self, spoken};
use super::{compare_text, operations_text};
use errspec::retry::{Choose, Combine, Hint, HintAs, OverMax, Policy};
use std::fmt::Write;

/// If there are many entries, the first ones are printed.
const NAMED: usize = 8;

pub(super) fn text(simulation: &Simulation) -> String {
    let Simulation { sides, load } = simulation;
    match sides.as_slice() {
        [side] => self::side(side, &load.answer) + &load_text::text(load),
        several => compare_text::text(several) + &load_text::text(load),
    }
}

fn side(side: &Side, answer: &str) -> String {
    let mut text = head(side);
    let mut shown: Vec<Vec<Wait>> = Vec::new();
    for schedule in &side.schedules {
        let waits = schedule.waits();
        let _ = write!(text, "\n{}", title(schedule));
        match shown.contains(&waits) {
            true => text += "  the same delays\n",
            false => text += &self::waits(schedule, &waits, &side.policy),
        }
        shown.push(waits);
    }
    text += &hints(&side.policy);
    if !side.others.is_empty() {
        let others = side.others.iter().map(|(class, count)| format!("{class} ({count})"));
        let others = others.collect::<Vec<_>>().join(", ");
        let _ = write!(text, "\n{}", wrapped(&format!("Not retried automatically: {others}"), 2));
    }
    text + &operations_text::text(side, answer)
}

fn head(side: &Side) -> String {
    let mut text = wrapped(&format!("{}: {}", side.title, words::policy(&side.policy, None)), 2);
    text += &side.assumed.map(|why| wrapped(why, 0)).unwrap_or_default();
    text + &side.budget.map(|rules| wrapped(&words::budget(&rules), 0)).unwrap_or_default()
}

/// `transient: 500, 503, and 12 more`.
fn title(schedule: &Schedule) -> String {
    let own = if schedule.own { format!(" ({})", words::attempts(schedule.attempts())) } else { String::new() };
    let named = schedule.entries.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = match schedule.entries.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let named = if named.is_empty() { "nothing in this contract".to_owned() } else { named + &more };
    wrapped(&format!("{}{own}: {named}", schedule.class.as_str()), 2)
}

/// The effect of hints on the delays.
fn hints(policy: &Policy) -> String {
    let mut text: String = policy.hints.iter().map(|hint| format!("\n{}", wrapped(&self::hint(hint, policy), 2))).collect();
    if policy.hints.len() > 1 && policy.choose == Choose::Longest {
        text += "If a response has several hints, the longest counts.\n";
    }
    text
}

fn hint(hint: &Hint, policy: &Policy) -> String {
    let place = location(&hint.place.first);
    let status = |(from, to): &(u16, u16)| if from == to { from.to_string() } else { format!("{from}-{to}") };
    let mut on: Vec<String> = hint.when.status.iter().map(status).collect();
    on.extend(hint.when.code.iter().chain(hint.when.operation).chain(hint.when.method).map(|name| (*name).to_owned()));
    let on = if on.is_empty() { String::new() } else { format!(" on {}", on.join(", ")) };
    let effect = match (hint.says, policy.combine) {
        (HintAs::Base, _) => "becomes the base of the backoff",
        (_, Combine::Replace) => "replaces the delay of the backoff",
        _ => "can make the delay longer",
    };
    let beyond = if hint.max_from_backoff { " more than the backoff" } else { "" };
    let over_max = match hint.over_max {
        OverMax::Ignore => "longer ones are ignored",
        OverMax::Clamp => "longer ones are shortened to that",
        _ => "longer ones end the call",
    };
    let mut text = format!("{place}{on} {effect}, up to {}{beyond}; {over_max}", spoken(hint.max));
    if let Some(default) = hint.default {
        text += &format!("; the default is {}", spoken(default));
    }
    if hint.restarts {
        text += "; it restarts the backoff";
    }
    text
}
