//! The load on the failing server as text.

use super::load::{Load, Run};
use super::table::{broken, table, wrapped};
use super::words::{counted, spoken, tenths};
use std::collections::BTreeSet;
use std::time::Duration;

/// The width of the names of figures.
const NAME: usize = 40;

pub(super) fn text(load: &Load) -> String {
    let crowd = &load.crowd;
    let calls = match (crowd.evenly, load.operation) {
        (true, None) => format!("send calls evenly over the {}", spoken(crowd.outage)),
        (true, Some(name)) => format!("call `{name}` evenly over the {}", spoken(crowd.outage)),
        (false, None) => "have a call in progress when it begins".to_owned(),
        (false, Some(name)) => format!("have a call of `{name}` in progress when it begins"),
    };
    let clients = counted(crowd.clients.into(), "client");
    let server =
        format!("The server returns {} for {}; {clients} {calls} (seed {}).", load.answer, spoken(crowd.outage), crowd.seed);
    let rate = load.healthy_rate();
    let mut text = format!("\n{}", wrapped(&server, 0));
    text +=
        &wrapped(&format!("Attempts take no time. The healthy rate is one call per client during the outage, {rate}/s."), 0);
    if !load.is_repeated() {
        let who = if load.is_comparison() { "Neither contract allows" } else { "The contract does not allow" };
        text += &format!("{who} a retry after that failure.\n");
    }
    // Two contracts have been introduced further up, unless it is an operation that is called.
    let is_new = |_: &(usize, &Run)| !load.is_comparison() || load.operation.is_some();
    for (at, run) in load.runs.iter().enumerate().filter(is_new) {
        text += &wrapped(&format!("  {}  {}", letter(at), run.label), 5);
    }
    text += "\n";
    text += &table(&summary(load));
    if load.runs.iter().all(|run| run.peak() == 0) {
        return text + "\nNo attempt follows those in progress.\n";
    }
    let buckets = format!("Attempts per second, in buckets of {}; empty buckets are omitted", spoken(load.bucket()));
    text += &format!("\n{}", wrapped(&buckets, 0));
    if load.under_way() > 0 {
        let calls = counted(crowd.clients.into(), "call");
        text += &wrapped(&format!("The {calls} in progress are not counted here, nor in the peak."), 0);
    }
    text + "\n" + &table(&self::buckets(load))
}

/// The figures of each run. If two contracts are compared, the last column has the change from the first to the second.
fn summary(load: &Load) -> Vec<Vec<String>> {
    let compared = load.is_comparison();
    let row = |name: &str, of: &dyn Fn(&Run) -> String, change: Option<&dyn Fn(&Run) -> u128>| {
        let cells = std::iter::once(name.to_owned()).chain(load.runs.iter().map(of));
        let change = change.map_or_else(String::new, |of| {
            load.runs
                .first()
                .zip(load.runs.get(1))
                .map_or_else(String::new, |(first, second)| self::change(of(first), of(second)))
        });
        cells.chain(compared.then_some(change)).collect::<Vec<_>>()
    };
    let plain = |name: &str, of: &dyn Fn(&Run) -> String| row(name, of, None);
    let failed = |run: &Run| run.tally.failed();
    let mut heads = heads("", load);
    heads.extend(compared.then(|| "change".to_owned()));
    let mut rows = vec![
        heads,
        row("attempts", &|run| run.tally.attempts.to_string(), Some(&|run| run.tally.attempts.into())),
        plain("attempts per call", &|run| load.amplification(run)),
        row("extra attempts", &|run| load.extra(run).to_string(), Some(&|run| load.extra(run).into())),
        row("peak per second", &|run| load.rate(run.peak()), Some(&|run| run.peak().into())),
        plain("times the healthy rate", &|run| load.over_healthy(run.peak())),
        plain("clients that succeeded", &|run| run.tally.succeeded.to_string()),
        row("clients that gave up", &|run| failed(run).to_string(), Some(&|run| failed(run).into())),
        plain("  share of all", &|run| format!("{} %", load.failed(run))),
    ];
    let reasons: BTreeSet<&String> = load.runs.iter().flat_map(|run| run.tally.gave_up.keys()).collect();
    for reason in reasons {
        let mut lines = broken(&format!("  {reason}"), NAME, 4);
        let last = lines.pop().unwrap_or_default();
        rows.extend(lines.into_iter().map(|line| vec![line]));
        rows.push(plain(&last, &|run| run.tally.gave_up.get(reason).copied().unwrap_or(0).to_string()));
    }
    let longest = |run: &Run| run.tally.longest_call;
    rows.push(row("longest call", &|run| spoken(round(longest(run))), Some(&|run| longest(run).as_millis())));
    rows.push(plain("last success after the end", &|run| {
        load.recovery(run).map_or("none".to_owned(), |after| spoken(round(after)))
    }));
    rows
}

/// `+50 %`, `-12.5 %`, `same`.
fn change(from: u128, to: u128) -> String {
    match (from, to) {
        (from, to) if from == to => "same".to_owned(),
        (0, _) => String::new(),
        (from, to) if to > from => format!("+{} %", tenths((to - from).saturating_mul(100), from)),
        (from, to) => format!("-{} %", tenths((from - to).saturating_mul(100), from)),
    }
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
pub(super) fn letter(at: usize) -> &'static str {
    ["A", "B", "C", "D"].get(at).copied().unwrap_or("")
}

/// Milliseconds are precise enough for a random time.
fn round(duration: Duration) -> Duration {
    Duration::from_millis(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX))
}
