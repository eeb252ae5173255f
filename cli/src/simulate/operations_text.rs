//! The operations as text: which are retried after the simulated failure, and the delays of those with limits of their own.

use super::operations::Plan;
use super::simulation::Side;
use super::table::wrapped;
use super::waits_text::waits;
use super::words;
use std::fmt::Write;

/// If many operations are alike, the first ones are named.
const NAMED: usize = 12;

pub(super) fn text(side: &Side, answer: &str) -> String {
    if side.operations.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}", wrapped(&format!("Operations after {answer}"), 2));
    let is_usual = |plan: &&Plan| plan.operation.retry.is_none();
    let mut groups: Vec<(Option<&str>, Vec<&Plan>)> = Vec::new();
    for plan in side.operations.iter().filter(is_usual) {
        let why = plan.refusal.as_deref();
        match groups.iter_mut().find(|(known, _)| *known == why) {
            Some((_, plans)) => plans.push(plan),
            None => groups.push((why, vec![plan])),
        }
    }
    for (refusal, plans) in groups {
        let names: Vec<&str> = plans.iter().take(NAMED).map(|plan| plan.operation.name).collect();
        let more = match plans.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        text += &wrapped(&format!("  {}: {}{more}", fate(refusal), names.join(", ")), 4);
    }
    for plan in side.operations.iter().filter(|plan| plan.operation.retry.is_some()) {
        text += &own(plan);
    }
    text
}

fn fate(refusal: Option<&str>) -> String {
    refusal.map_or_else(|| "retried".to_owned(), |why| format!("not retried ({why})"))
}

/// An operation with limits of its own.
fn own(plan: &Plan) -> String {
    let (operation, limits) = (plan.operation, words::policy(&plan.policy, None));
    let (name, safety, fate) = (operation.name, operation.safety.as_str(), fate(plan.refusal.as_deref()));
    let mut text = format!("\n{}", wrapped(&format!("{name} ({safety}): {limits}; {fate}"), 2));
    let mut shown = Vec::new();
    for schedule in &plan.schedules {
        let waits = schedule.waits();
        let class = schedule.class.as_str();
        let of = if schedule.own {
            wrapped(&format!("  {class}, {}", schedule.entries.join(", ")), 4)
        } else {
            format!("  {class}\n")
        };
        match shown.contains(&waits) {
            true => {
                let _ = writeln!(text, "{}, the same delays", of.trim_end());
            }
            false => text += &(of + &self::waits(schedule, &waits, &plan.policy)),
        }
        shown.push(waits);
    }
    text
}
