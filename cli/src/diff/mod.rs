//! `errspec diff`: what a new revision of a contract means for clients and services of the old one.

mod bodies;
mod calls;
mod change;
mod codes;
mod decisions;
mod facts;
mod judged;
mod machines;
mod pairs;
mod plain;
mod places;
mod limits;
mod retries;
mod print;
mod reach;
mod gaps;
mod responses;
mod revision;
mod side;
mod statuses;
mod surface;
mod witness;

use crate::args::{Diff, FailOn};
use crate::terminal::{Terminal, print, tell};
use crate::{ExitStatus, Problem};
use change::{Change, Impact};
use decisions::Decisions;
use side::Side;

pub(crate) fn run(args: &Diff, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let decisions = args.decisions.as_deref().map(Decisions::read).transpose()?.unwrap_or_default();
    let (old, new) = (side::read(&args.old, terminal)?, side::read(&args.new, terminal)?);
    let (Some(old), Some(new)) = (old, new) else { return Ok(ExitStatus::Findings) };
    let changes = compare(&old, &new);
    for fingerprint in decisions.unused(&changes) {
        tell(&format!("no change has the accepted fingerprint `{fingerprint}`"));
    }
    print(&print::all(&changes, &decisions, args.format, terminal.colors_output()))?;
    let open = changes.iter().filter(|change| decisions.reason(change).is_none());
    let worst = open.map(Change::worst).max();
    let limit = match args.fail_on {
        FailOn::Breaking => Some(Impact::Breaking),
        FailOn::Risky => Some(Impact::Risky),
        FailOn::Any => Some(Impact::Safe),
        FailOn::Never => None,
    };
    Ok(match limit.is_some_and(|limit| worst >= Some(limit)) {
        true => ExitStatus::Findings,
        false => ExitStatus::Success,
    })
}

/// All changes, the most severe ones first, and otherwise in the order of the language.
fn compare(old: &Side, new: &Side) -> Vec<Change> {
    let mut changes = Vec::new();
    statuses::compare(old, new, &mut changes);
    codes::compare(old, new, &mut changes);
    bodies::compare(old, new, &mut changes);
    calls::compare(old, new, &mut changes);
    retries::compare(old, new, &mut changes);
    machines::compare(old, new, &mut changes);
    let compared = [
        "errspec",
        "resolved",
        "files",
        "success",
        "statuses",
        "ranges",
        "errors",
        "bodies",
        "headers",
        "operations",
        "health",
        "credentials",
        "retry",
        "machines",
        "conflicts",
        "advice",
        "unspecified",
        "source",
        "name",
    ];
    let contract = pairs::Pair { old: &old.plain, new: &new.plain };
    pairs::others(contract, &[], &compared, &mut changes);
    for key in ["conflicts", "advice", "unspecified", "source"] {
        if contract.at(key).differs() {
            let change = Change::new("documentation-changed", &[key], format!("`{key}` changed"), "Only people read it.");
            changes.push(change.values(&contract.old[key], &contract.new[key]));
        }
    }
    module(old, new, &mut changes);
    for change in &mut changes {
        judged::prove(change, old, new);
        let gone = !change.old.is_null() && change.new.is_null();
        change.place = plain::place(if gone { &old.resolved } else { &new.resolved }, &change.path);
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.worst()));
    changes
}

/// The generated module: its name and its items.
fn module(old: &Side, new: &Side, changes: &mut Vec<Change>) {
    let (was, is) = (&old.plain["name"], &new.plain["name"]);
    if was != is {
        let title = format!("the module is now called {} instead of {}", pairs::shown(is), pairs::shown(was));
        let change = Change::new("module-renamed", &["name"], title, "All Rust paths into the module change.");
        changes.push(change.clients(Impact::Breaking).servers(Impact::Breaking).values(was, is));
    }
    surface::compare(&old.surface, &new.surface, changes);
}
