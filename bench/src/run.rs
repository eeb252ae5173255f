//! The command line of the measurements.

use crate::{groups, harness, programs, report};
use std::path::Path;

/// The default number of rounds.
const ROUNDS: usize = 401;

/// Measures the groups that are named, or all that run within this program, and prints their tables; `--table` writes them to
/// RESULTS.md as well, which takes all groups, those too that run other programs. `--rounds 5` for a glance.
///
/// # Errors
/// Arguments that make no sense, or RESULTS.md cannot be written.
pub fn run(arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let (mut rounds, mut write, mut wanted) = (ROUNDS, false, Vec::new());
    let mut arguments = arguments.peekable();
    if arguments.next_if(|argument| argument == "spent").is_some() {
        return programs::spent(arguments);
    }
    if arguments.next_if(|argument| argument == "counted").is_some() {
        programs::run_counted();
        return Ok(());
    }
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--table" => write = true,
            "--rounds" => {
                let number = arguments.next().and_then(|number| number.parse().ok());
                rounds = number.filter(|rounds| *rounds > 0).ok_or("--rounds takes a number from 1")?;
            }
            // What cargo adds for `cargo bench`.
            "--bench" => {}
            name if names().any(|known| known == name) => wanted.push(argument),
            other => return Err(format!("`{other}` is neither an option nor a group")),
        }
    }
    if write && !wanted.is_empty() {
        return Err("--table takes all groups; leave the names out".to_owned());
    }
    let mut text = format!("# Speed\n\n{HEAD}\n\n{}\n", report::machine(rounds));
    print!("{text}");
    for (name, make) in groups::ALL {
        if !wanted.is_empty() && !wanted.iter().any(|wanted| wanted == name) {
            continue;
        }
        for mut group in make() {
            let times = harness::measure(&mut group, rounds);
            let table = format!("\n{}", report::group(&group, &times));
            print!("{table}");
            text.push_str(&table);
        }
    }
    for (name, tell) in programs::ALL {
        if write || wanted.iter().any(|wanted| wanted == name) {
            let table = tell(rounds)?;
            print!("{table}");
            text.push_str(&table);
        }
    }
    if write {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("RESULTS.md");
        std::fs::write(path, text).map_err(|why| format!("RESULTS.md: {why}"))?;
    }
    Ok(())
}

/// The names of all groups.
fn names() -> impl Iterator<Item = &'static str> {
    groups::ALL.iter().map(|(name, _)| *name).chain(programs::ALL.iter().map(|(name, _)| *name))
}

const HEAD: &str = "Written by `cargo run --release -- --table` in `bench/`. Every candidate of a group runs once per round, in \
                rotating order. The column ns is the median time per operation in nanoseconds, spread is the interquartile \
                range, and a ratio is the median of the ratios within the rounds. Compare ratios, not times of different runs.";
