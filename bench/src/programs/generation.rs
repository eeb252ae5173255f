//! The time from a list of codes to formatted Rust, by the package `bench-generation`: optimized, and as cargo builds build scripts.

use super::packages::{Folder, cargo};
use super::spent::run;
use crate::harness::{Goal, Group, Times};
use crate::report;
use std::path::PathBuf;

/// A round of 10,000 codes takes seconds.
const MOST_ROUNDS: usize = 11;

pub(super) fn tell(rounds: usize) -> Result<String, String> {
    let rounds = rounds.min(MOST_ROUNDS).to_string();
    let mut text = String::new();
    for (profile, how) in [("release", "optimized"), ("dev", "unoptimized, as a build script runs")] {
        let mut command = cargo();
        command.args(["run", "--quiet", "--package", "bench-generation", "--profile", profile, "--", "times", &rounds]);
        let printed = run("cargo", &mut command)?;
        for size in [100, 1_000, 10_000] {
            let times = Times::new(rows(&printed, size)?);
            text.push_str(&format!("\n{}", report::group(&group(size, how), &times)));
        }
    }
    Ok(text)
}

/// The lines `10000 errspec 123456789` of one size: per candidate, nanoseconds per code of each round.
fn rows(printed: &str, size: u32) -> Result<Vec<(String, Vec<f64>)>, String> {
    let mut rows: Vec<(String, Vec<f64>)> = Vec::new();
    for line in printed.lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let [of, name, nanos] = fields[..] else { return Err(format!("unexpected line: {line}")) };
        if of.parse() != Ok(size) {
            continue;
        }
        let nanos: f64 = nanos.parse().map_err(|why| format!("{line}: {why}"))?;
        let nanos = nanos / f64::from(size);
        match rows.iter_mut().find(|(known, _)| known == name) {
            Some((_, times)) => times.push(nanos),
            None => rows.push((name.to_owned(), vec![nanos])),
        }
    }
    Ok(rows)
}

fn group(size: u32, how: &str) -> Group {
    let goal = |against| Goal {
        name: "P7",
        of: "errspec",
        against,
        at_most: 1.0,
        why: "what every run costs, whatever the number of codes",
    };
    Group {
        title: format!("Generation, {size} codes, {how}"),
        about: "Nanoseconds of processor time per code until there is formatted Rust. errspec starts with YAML text, which has a \
                status and a summary for each code, and checks it. prost-build starts with a parsed descriptor of one enum, \
                typify with a JSON Schema of one enum; both format with prettyplease, as they do by default. Checked before \
                measuring: every output parses and has a variant for each code. Unoptimized is the same program, including its \
                dependencies, built with cargo's profile `dev`.",
        operations: size.into(),
        references: vec!["prost-build", "typify"],
        candidates: Vec::new(),
        goals: if size == 10_000 { vec![goal("prost-build"), goal("typify")] } else { Vec::new() },
    }
}

/// What errspec and prost-build make of the lists.
pub(super) struct Emitted {
    folder: PathBuf,
}

impl Emitted {
    /// `errspec` or `prost-build`, and the name of a list.
    pub(super) fn text(&self, by: &str, list: &str) -> Result<String, String> {
        let path = self.folder.join(format!("{by}_{list}.rs"));
        std::fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))
    }
}

pub(super) fn emit(folder: &Folder) -> Result<Emitted, String> {
    let folder = folder.sub("emitted")?;
    let mut command = cargo();
    command.args(["run", "--quiet", "--package", "bench-generation", "--release", "--", "emit"]).arg(&folder);
    run("cargo", &mut command)?;
    Ok(Emitted { folder })
}
