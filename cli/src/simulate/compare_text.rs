//! The comparison of two contracts as text: their policies and their delays.

use super::load_text::letter;
use super::schedule::{Schedule, Wait, total};
use super::simulation::Side;
use super::table::{table, wrapped};
use super::waits_text::range;
use super::words;
use std::fmt::Write;

/// If there are many retries, the first ones are printed.
const FIRST: usize = 12;

pub(super) fn text(sides: &[Side]) -> String {
    let mut text = String::new();
    for (at, side) in sides.iter().enumerate() {
        let what = format!("{}  {} ({}): {}", letter(at), side.title, side.file, words::policy(&side.policy, None));
        text += &wrapped(&what, 3);
        text += &side.assumed.map(|why| wrapped(&format!("   {why}"), 3)).unwrap_or_default();
        text += &side.budget.map(|rules| wrapped(&format!("   {}", words::budget(&rules)), 3)).unwrap_or_default();
    }
    let mut shown: Vec<Vec<Vec<Wait>>> = Vec::new();
    for class in classes(sides) {
        let waits: Vec<Vec<Wait>> =
            sides.iter().map(|side| of_class(side, class).map(Schedule::waits).unwrap_or_default()).collect();
        match shown.contains(&waits) {
            true => {
                let _ = writeln!(text, "\n{class}: the same delays");
            }
            false => {
                let _ = writeln!(text, "\n{class}: the delays with jitter");
                text += &table(&rows(&waits));
            }
        }
        shown.push(waits);
    }
    text
}

/// The classes that one of the contracts retries with the limits of its policy.
fn classes(sides: &[Side]) -> Vec<&'static str> {
    let mut classes: Vec<&'static str> = Vec::new();
    for schedule in sides.iter().flat_map(|side| &side.schedules).filter(|schedule| !schedule.own) {
        if !classes.contains(&schedule.class.as_str()) {
            classes.push(schedule.class.as_str());
        }
    }
    classes
}

fn of_class<'s>(side: &'s Side, class: &str) -> Option<&'s Schedule> {
    side.schedules.iter().find(|schedule| schedule.class.as_str() == class)
}

fn rows(waits: &[Vec<Wait>]) -> Vec<Vec<String>> {
    let most = waits.iter().map(Vec::len).max().unwrap_or(0);
    let heads = (0..waits.len()).map(|at| letter(at).to_owned());
    let mut rows = vec![std::iter::once("retry".to_owned()).chain(heads).collect::<Vec<_>>()];
    let cell = |wait: Option<&Wait>| wait.map_or_else(|| "gives up".to_owned(), |wait| range(wait.range));
    rows.extend(
        (0..most.min(FIRST))
            .map(|at| std::iter::once((at + 1).to_string()).chain(waits.iter().map(|waits| cell(waits.get(at)))).collect()),
    );
    if most > FIRST {
        rows.push(vec!["…".to_owned(); waits.len() + 1]);
    }
    rows.push(std::iter::once("in all".to_owned()).chain(waits.iter().map(|waits| range(total(waits)))).collect());
    rows
}
