//! The retry loops of the five pages and our clients, run against the fault server and compared.
//!
//! The scripts in `samples/` were written from the rules that the pages state. They record their delays instead of sleeping. The requests
//! that the server received and the delays of both sides are the table in `SAMPLES.md`. `ERRSPEC_BLESS=1` writes the table; otherwise, it
//! has to be up to date.
mod ours;
mod scenarios;
mod script;

use scenarios::{Sample, Scenario};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What a sample or our client did.
#[derive(Debug, PartialEq, Eq)]
struct Done {
    /// The number of requests that the server received.
    attempts: usize,
    /// The delays between them and after the last one: `2 s, 3 s`, with jitter `1–1.5 s`.
    waits: String,
    /// The result.
    end: String,
}

impl Done {
    /// `3: 2 s, 3 s`.
    fn schedule(&self) -> String {
        if self.waits.is_empty() { self.attempts.to_string() } else { format!("{}: {}", self.attempts, self.waits) }
    }
}

/// A delay of this many seconds, plus up to `jitter` more.
fn shown(seconds: f64, jitter: f64) -> String {
    if jitter > 0.0 { format!("{seconds}–{} s", seconds + jitter) } else { format!("{seconds} s") }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

const HEAD: &str = "\
# The sample code of the pages, compared with our clients

`ERRSPEC_BLESS=1 cargo test -p generated-client --test it samples` writes this file, and the same test fails if it is out of date. In each
row, the fault server sends the same responses first to the sample and then to our client. A schedule is the number of requests that the
server received, followed by the delays after them, including a delay after the last one. `1–1.5 s` is a delay with jitter. The fault
server uses the code `not_listed` where an error needs a code and the contract lists none for it.
";

/// Runs a sample and our client through its scenarios, and returns the rows of the table.
fn section(Sample { name, method, scenarios }: &Sample) -> String {
    let mut table = format!("\n## `samples/{name}`, {method}\n\n");
    table += "| the server sends | sample | result | our client | result | why they differ |\n|---|---|---|---|---|---|\n";
    for (scenario, sample) in scenarios.iter().zip(script::run(name, method, scenarios)) {
        let Scenario { answered, why, .. } = scenario;
        let ours = (scenario.ours)(method, scenario);
        let (it_does, we_do) = (sample.schedule(), ours.schedule());
        assert_eq!(it_does, scenario.sample_does, "{name}, {answered}: the sample, {sample:?}");
        assert_eq!(we_do, scenario.we_do, "{name}, {answered}: ours, {ours:?}");
        assert!(it_does == we_do || !why.is_empty(), "{name}, {answered}: say why they differ");
        let _ = writeln!(table, "| {answered} | {it_does} | {} | {we_do} | {} | {why} |", sample.end, ours.end);
    }
    table
}

#[test]
fn samples_do_what_their_pages_say_and_ours_what_the_contracts_say() {
    let samples = scenarios::all();
    let sections = std::thread::scope(|scope| {
        let running: Vec<_> = samples.iter().map(|sample| scope.spawn(|| section(sample))).collect();
        running.into_iter().map(|section| section.join().unwrap()).collect::<String>()
    });
    let table = [HEAD, &sections].concat();
    let path = folder().join("SAMPLES.md");
    if std::env::var_os("ERRSPEC_BLESS").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, table, "SAMPLES.md is stale: run this test with ERRSPEC_BLESS=1 and look at the difference");
}
