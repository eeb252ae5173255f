use super::files::Target;
use crate::terminal::{Terminal, print, tell};
use crate::{Ended, Problem};
use similar::TextDiff;

/// Shows what generating would change.
pub(super) fn show(targets: &[Target], terminal: Terminal) -> Result<Ended, Problem> {
    let (mut diffs, mut stale) = (String::new(), Vec::new());
    for target in targets {
        let current = target.current()?;
        if current.as_ref().is_some_and(|bytes| *bytes == target.text.as_bytes()) {
            continue;
        }
        let old = current.as_ref().map(|bytes| String::from_utf8_lossy(bytes));
        diffs += &diff(target, old.as_deref());
        stale.push(format!("{} {}", if old.is_some() { "stale" } else { "missing" }, target.name()));
    }
    print(&if terminal.colors_output() { colored(&diffs) } else { diffs })?;
    stale.iter().for_each(|line| tell(line));
    match stale.is_empty() {
        true => {
            tell(&format!("{} files are up to date", targets.len()));
            Ok(Ended::Well)
        }
        false => {
            tell("run the same command without `--check` to bring them up to date");
            Ok(Ended::WithFindings)
        }
    }
}

/// From what is there to what should be, as `diff -u` shows it.
fn diff(target: &Target, old: Option<&str>) -> String {
    let name = target.name();
    let from = if old.is_some() { name.as_str() } else { "/dev/null" };
    let diff = TextDiff::from_lines(old.unwrap_or(""), &target.text);
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
