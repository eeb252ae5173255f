//! Measurements as Markdown.

use crate::harness::{Goal, Group, Times};
use std::fmt::Write as _;
use std::process::Command;

/// The table of a group, and the results of its goals.
pub fn group(group: &Group, times: &Times) -> String {
    let mut text = format!("## {}\n\n{}\n\n| | ns | spread |", group.title, group.about);
    let references: Vec<usize> = group.references.iter().filter_map(|name| times.at(name)).collect();
    for at in &references {
        let _ = write!(text, " of {} |", times.names()[*at]);
    }
    let _ = writeln!(text, "\n|---|--:|--:|{}", "--:|".repeat(references.len()));
    for (at, name) in times.names().iter().enumerate() {
        let _ = write!(text, "| {name} | {:.1} | {:.0} % |", times.median(at), times.spread(at) * 100.0);
        for against in &references {
            let _ = write!(text, " {:.2} |", times.ratio(at, *against));
        }
        text.push('\n');
    }
    text.push('\n');
    for goal in &group.goals {
        text.push_str(&judged(goal, times));
    }
    text
}

fn judged(goal: &Goal, times: &Times) -> String {
    let Goal { name, of, against, at_most, why } = goal;
    let (Some(one), Some(other)) = (times.at(of), times.at(against)) else {
        return format!("- {name}: `{of}` or `{against}` was not measured\n");
    };
    let ratio = times.ratio(one, other);
    let met = match (ratio <= *at_most, *why) {
        (true, _) => "met".to_owned(),
        (false, "") => "**missed**".to_owned(),
        (false, why) => format!("**missed**: {why}"),
    };
    format!("- {name}: {of} is {ratio:.2} of {against}, goal {at_most:.2}: {met}\n")
}

/// Where and when the numbers were measured, so that readers can judge them.
pub fn machine(rounds: usize) -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("unknown", |(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let said = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output().ok();
        output.map_or_else(|| "unknown".to_owned(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    let (rustc, date) = (said("rustc", &["--version"]), said("date", &["-u", "+%Y-%m-%d"]));
    format!("{date}, {rustc}, {cores} cores of {model}, {}, load average {load}, {rounds} rounds.", std::env::consts::ARCH)
}
