//! Tables for people.

use super::Simulation;
use super::load::{Load, Run};
use super::schedule::{Schedule, Wait, plain_total, total};
use super::words::{counted, spoken};
use errspec::retry::{Combine, HintSource, OverMax, Policy};
use std::fmt::Write;
use std::time::Duration;

/// If there are many retries, the first and the last ones are printed.
const FIRST: usize = 8;
const LAST: usize = 2;
/// If there are many entries, the first ones are printed.
const NAMED: usize = 8;

pub(super) fn text(simulation: &Simulation) -> String {
    let mut text = head(simulation);
    let mut shown: Vec<Vec<Wait>> = Vec::new();
    for schedule in &simulation.schedules {
        let waits = schedule.waits();
        let _ = writeln!(text, "\n{}", title(schedule));
        match shown.contains(&waits) {
            true => text += "  the same waits\n",
            false => text += &self::waits(schedule, &waits, simulation),
        }
        shown.push(waits);
    }
    text += &hints(&simulation.policy);
    if !simulation.others.is_empty() {
        let others = simulation.others.iter().map(|(class, count)| format!("{class} ({count})"));
        let _ = writeln!(text, "\nNot retried automatically: {}", others.collect::<Vec<_>>().join(", "));
    }
    text + &load(&simulation.load)
}

fn head(simulation: &Simulation) -> String {
    let policy = &simulation.policy;
    let mut text = format!("{}: {}", simulation.title, counted(policy.max_attempts().into(), "attempt"));
    let _ = write!(text, ", {}", super::words::jitter(policy.jitter));
    if let Some(deadline) = policy.deadline {
        let _ = write!(text, ", deadline {}", spoken(deadline));
    }
    text += &match simulation.assumed {
        Some(why) => format!("\n{why}\n"),
        None => "\n".to_owned(),
    };
    text
}

/// `transient: 500, 503, and 12 more`.
fn title(schedule: &Schedule) -> String {
    let own = if schedule.own { format!(" ({})", counted(schedule.attempts().into(), "attempt")) } else { String::new() };
    let named = schedule.entries.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = match schedule.entries.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let named = if named.is_empty() { "nothing in this contract".to_owned() } else { named + &more };
    format!("{}{own}: {named}", schedule.class.as_str())
}

fn waits(schedule: &Schedule, waits: &[Wait], simulation: &Simulation) -> String {
    if waits.is_empty() {
        return "  one attempt, no retries\n".to_owned();
    }
    let head = ["retry", "wait before jitter", "with jitter", "since the first attempt"].map(str::to_owned).to_vec();
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
    let (plain, with_jitter) = (plain_total(waits), total(waits));
    let _ = write!(text, "  total wait: {}", spoken(plain));
    if with_jitter != (plain, plain) {
        let _ = write!(text, " before jitter, {} with it", range(with_jitter));
    }
    text += "\n";
    if let Some((least, most)) = schedule.within_deadline(waits).filter(|(least, _)| *least <= waits.len()) {
        let limit = spoken(simulation.policy.deadline.unwrap_or_default());
        let many = if least == most { format!("{least}") } else { format!("{least} to {most}") };
        let _ = writeln!(text, "  the deadline of {limit} ends calls after {many} of {} attempts", schedule.attempts());
    }
    text
}

fn range((least, most): (Duration, Duration)) -> String {
    if least == most { spoken(least) } else { format!("{} to {}", spoken(least), spoken(most)) }
}

/// The effect of hints on the waits.
fn hints(policy: &Policy) -> String {
    let mut text = String::new();
    for hint in policy.hints {
        let (HintSource::Header(place) | HintSource::Body(place)) = hint.source;
        let on: Vec<String> = hint
            .when
            .status
            .iter()
            .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") })
            .collect();
        let on = if on.is_empty() { String::new() } else { format!(" on {}", on.join(", ")) };
        let effect = match policy.combine {
            Combine::Replace => "replaces the wait",
            _ => "can make the wait longer",
        };
        let over = match hint.over_max {
            OverMax::Ignore => "longer ones are ignored",
            OverMax::Clamp => "longer ones are shortened to that",
            _ => "longer ones end the call",
        };
        let _ = write!(text, "\n{place}{on} {effect}, up to {}; {over}", spoken(hint.max));
        if let Some(default) = hint.default {
            let _ = write!(text, "; the default is {}", spoken(default));
        }
    }
    if text.is_empty() { text } else { text + "\n" }
}

fn load(load: &Load) -> String {
    let calls = match load.evenly {
        true => format!("{} send calls evenly over the {}", counted(load.clients.into(), "client"), spoken(load.outage)),
        false => format!("{} have a call in progress when it begins", counted(load.clients.into(), "client")),
    };
    let mut text = format!("\nThe server returns {} for {}; {calls} (seed {}).\n", load.answer, spoken(load.outage), load.seed);
    let _ = writeln!(
        text,
        "Attempts take no time. The healthy rate is one call per client in that time, {}/s.",
        load.healthy_rate()
    );
    if !load.repeated {
        text += "The contract does not allow a retry after that response.\n";
    }
    for (at, run) in load.runs.iter().enumerate() {
        let _ = writeln!(text, "  {}  {}", letter(at), run.label);
    }
    text += "\n";
    text += &table(&summary(load));
    if load.runs.iter().all(|run| run.peak() == 0) {
        return text + "\nNo attempt follows those in progress.\n";
    }
    let _ = writeln!(text, "\nAttempts per second, in buckets of {}; empty buckets are omitted", spoken(load.bucket()));
    if load.under_way() > 0 {
        let _ =
            writeln!(text, "The {} in progress are not counted here, nor in the peak.", counted(load.clients.into(), "call"));
    }
    text + "\n" + &table(&buckets(load))
}

fn summary(load: &Load) -> Vec<Vec<String>> {
    let row = |name: &str, of: &dyn Fn(&Run) -> String| {
        std::iter::once(name.to_owned()).chain(load.runs.iter().map(of)).collect::<Vec<_>>()
    };
    let mut rows = vec![
        heads("", load),
        row("attempts", &|run| run.tally.attempts.to_string()),
        row("extra attempts", &|run| load.extra(run).to_string()),
        row("peak per second", &|run| load.rate(run.peak())),
        row("times the healthy rate", &|run| load.over_healthy(run.peak())),
        row("clients that succeeded", &|run| run.tally.succeeded.to_string()),
        row("clients that gave up", &|run| run.tally.gave_up.values().sum::<u64>().to_string()),
    ];
    let reasons: std::collections::BTreeSet<&String> = load.runs.iter().flat_map(|run| run.tally.gave_up.keys()).collect();
    rows.extend(
        reasons
            .into_iter()
            .map(|reason| row(&format!("  {reason}"), &|run| run.tally.gave_up.get(reason).copied().unwrap_or(0).to_string())),
    );
    rows.push(row("last success after the end", &|run| {
        load.recovery(run).map_or("none".to_owned(), |after| spoken(round(after)))
    }));
    rows
}

fn buckets(load: &Load) -> Vec<Vec<String>> {
    let busy = (0..load.buckets()).filter(|at| load.runs.iter().any(|run| run.buckets.get(*at).is_some_and(|n| *n > 0)));
    let row = |at: usize| {
        let rates = load.runs.iter().map(|run| load.rate(run.buckets.get(at).copied().unwrap_or(0)));
        std::iter::once(spoken(load.begin(at))).chain(rates).collect()
    };
    std::iter::once(heads("from", load)).chain(busy.map(row)).collect()
}

fn heads(first: &str, load: &Load) -> Vec<String> {
    std::iter::once(first.to_owned()).chain((0..load.runs.len()).map(|at| letter(at).to_owned())).collect()
}

/// The names of runs are too long for a column.
fn letter(at: usize) -> &'static str {
    ["A", "B", "C", "D"].get(at).copied().unwrap_or("")
}

/// Milliseconds are precise enough for a random time.
fn round(duration: Duration) -> Duration {
    Duration::from_millis(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX))
}

/// A table with columns two spaces apart, the first aligned to the left and the others to the right.
fn table(rows: &[Vec<String>]) -> String {
    let width = |text: &String| text.chars().count();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> =
        (0..columns).map(|at| rows.iter().filter_map(|row| row.get(at)).map(width).max().unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = match at {
                0 => write!(line, "  {cell:width$}"),
                _ => write!(line, "  {cell:>width$}"),
            };
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}
