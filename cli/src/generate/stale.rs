use crate::args::Printed;
use crate::files::Files;
use crate::terminal::{Terminal, print, tell};
use crate::{ExitStatus, Problem};
use errspec_codegen::{Output, OutputFile};
use similar::TextDiff;

/// Prints what generating would change.
pub(super) fn show(output: &Output, format: Printed, terminal: Terminal) -> Result<ExitStatus, Problem> {
    if format == Printed::Json {
        return list(output);
    }
    let (mut diffs, mut stale) = (String::new(), Vec::new());
    for file in output.files.iter().filter(|file| !file.is_current()) {
        let old = file.current.as_deref().map(String::from_utf8_lossy);
        diffs += &diff(file, old.as_deref());
        stale.push(format!("{} {}", if old.is_some() { "stale" } else { "missing" }, file.path.display()));
    }
    print(&if terminal.colors_output() { colored(&diffs) } else { diffs })?;
    stale.iter().for_each(|line| tell(line));
    match stale.is_empty() {
        true => {
            tell(&format!("{} files are up to date", output.files.len()));
            Ok(ExitStatus::Success)
        }
        false => {
            tell("run the same command without `--check` to bring them up to date");
            Ok(ExitStatus::Findings)
        }
    }
}

/// Prints all files as JSON, each with what would change.
fn list(output: &Output) -> Result<ExitStatus, Problem> {
    let mut files = Files::default();
    for file in &output.files {
        let path = file.path.display().to_string();
        let old = file.current.as_deref().map(String::from_utf8_lossy);
        match (file.is_current(), &old) {
            (true, _) => files.add("unchanged", &path, &file.text),
            (false, None) => files.add_stale("missing", &path, &file.text, &diff(file, None)),
            (false, Some(old)) => files.add_stale("stale", &path, &file.text, &diff(file, Some(old))),
        }
    }
    print(&files.printed(Printed::Json))?;
    Ok(if output.files.iter().all(OutputFile::is_current) { ExitStatus::Success } else { ExitStatus::Findings })
}

/// The difference between the current and the new content, in the format of `diff -u`.
fn diff(file: &OutputFile, old: Option<&str>) -> String {
    let name = file.path.display().to_string();
    let from = if old.is_some() { name.as_str() } else { "/dev/null" };
    let diff = TextDiff::from_lines(old.unwrap_or(""), &file.text);
    diff.unified_diff().context_radius(3).header(from, &name).to_string()
}

fn colored(diff: &str) -> String {
    let color = |line: &str| match line.as_bytes() {
        [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] => Some("1"),
        [b'+', ..] => Some("32"),
        [b'-', ..] => Some("31"),
        [b'@', ..] => Some("36"),
        _ => None,
    };
    let paint = |line: &str| match color(line) {
        Some(color) => format!("\x1b[{color}m{line}\x1b[0m\n"),
        None => format!("{line}\n"),
    };
    diff.lines().map(paint).collect()
}
