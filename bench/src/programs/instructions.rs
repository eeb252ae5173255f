//! Instructions per operation, counted by callgrind. They are the same on a busy and on a quiet machine.

use super::spent::run;
use crate::groups;
use crate::harness::{Group, counted};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// Runs this program under callgrind, which writes a profile after each candidate, and reports the counts.
pub(super) fn tell() -> Result<String, String> {
    const ABOUT: &str = "Instructions per operation in one pass, counted by callgrind, including the calls of the harness.";
    let mut text = format!("\n## Instructions\n\n{ABOUT}\n");
    if Command::new("valgrind").arg("--version").output().is_err() {
        return Ok(text + "\nNot counted: there is no valgrind here.\n");
    }
    let folder = std::env::temp_dir().join(format!("errspec-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let names = profile(&folder);
    let table = names.and_then(|names| table(&names, &folder));
    let _ = std::fs::remove_dir_all(&folder);
    text.push_str(&table?);
    Ok(text)
}

/// Callgrind's profiles, one per candidate; the candidates' names in the same order.
fn profile(folder: &Path) -> Result<String, String> {
    const COUNTED: &str = "bench::harness::counted";
    let this = std::env::current_exe().map_err(|why| format!("the program's own path: {why}"))?;
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", &format!("--toggle-collect={COUNTED}"), &format!("--dump-after={COUNTED}")]);
    valgrind.arg(format!("--callgrind-out-file={}", folder.join("profile").display()));
    run("valgrind", valgrind.arg(this).arg("counted"))
}

/// What the program does under callgrind: each candidate once, and its name.
pub(crate) fn run_counted() {
    for (_, make) in groups::ALL.iter().filter(|(name, _)| *name != "cold") {
        for mut group in make() {
            let Group { title, operations, candidates, .. } = &mut group;
            for candidate in candidates {
                // Runs once before, so that what only happens the first time is not counted.
                (candidate.prepare)();
                (candidate.pass)();
                (candidate.prepare)();
                counted(candidate);
                println!("{title}\t{}\t{operations}", candidate.name);
            }
        }
    }
}

/// A line per group.
fn table(names: &str, folder: &Path) -> Result<String, String> {
    let (mut text, mut last) = ("\n| | |\n|---|---|".to_owned(), "");
    for (at, line) in names.lines().enumerate() {
        let mut columns = line.split('\t');
        let (Some(title), Some(name), Some(operations)) = (columns.next(), columns.next(), columns.next()) else { continue };
        let path = folder.join(format!("profile.{}", at + 1));
        let profile = std::fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
        let counts = profile.lines().find_map(|line| line.strip_prefix("totals: "));
        let counts: f64 = counts.and_then(|counts| counts.trim().parse().ok()).ok_or("a profile without a total")?;
        let each = counts / operations.parse::<f64>().unwrap_or(1.0);
        let _ = match title == last {
            true => write!(text, ", {name} {each:.0}"),
            false => write!(text, " |\n| {title} | {name} {each:.0}"),
        };
        last = title;
    }
    Ok(text.replacen("|---|---| |", "|---|---|", 1) + " |\n")
}
