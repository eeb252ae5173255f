use super::files::Target;
use crate::terminal::{print, reason};
use crate::{Ended, Problem};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes what changed: all of it beside its place first, so that a full disk leaves every file as it was.
pub(super) fn write(folder: &Path, targets: &[Target]) -> Result<Ended, Problem> {
    if folder.is_file() {
        return Err(Problem(format!("`{}` is a file: `--out-dir` names a folder", folder.display())));
    }
    fs::create_dir_all(folder).map_err(|error| problem(folder, &error))?;
    let mut drafts = Vec::new();
    for target in targets {
        let fresh = target.current()?.is_some_and(|bytes| bytes == target.text.as_bytes());
        drafts.push(if fresh { None } else { Some(Draft::write(target)?) });
    }
    let mut lines = String::new();
    for (target, draft) in targets.iter().zip(drafts) {
        lines += &match draft {
            None => format!("unchanged {}{}\n", target.name(), about(target)),
            Some(draft) => {
                draft.publish(target)?;
                format!("wrote {} ({}){}\n", target.name(), size(target.text.len()), about(target))
            }
        };
    }
    print(&lines)?;
    Ok(Ended::Well)
}

/// What is in a file, after its name.
fn about(target: &Target) -> String {
    if target.contents.is_empty() { String::new() } else { format!(": {}", target.contents) }
}

/// A file's new text beside it, removed again unless it is published.
struct Draft {
    path: PathBuf,
}

impl Draft {
    fn write(target: &Target) -> Result<Self, Problem> {
        let draft = Self { path: target.path.with_extension(format!("rs.{}.tmp", std::process::id())) };
        fs::write(&draft.path, &target.text).map_err(|error| problem(&target.path, &error))?;
        Ok(draft)
    }

    fn publish(self, target: &Target) -> Result<(), Problem> {
        fs::rename(&self.path, &target.path).map_err(|error| problem(&target.path, &error))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After publishing there is nothing to remove.
        let _ = fs::remove_file(&self.path);
    }
}

fn problem(path: &Path, error: &io::Error) -> Problem {
    Problem(format!("cannot write `{}`: {}", path.display(), reason(error)))
}

/// `812 B`, `12.3 kB`, `4.0 MB`: thousands, one decimal, rounded down.
pub(super) fn size(bytes: usize) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (1_000, "kB"),
        _ => (1_000_000, "MB"),
    };
    format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit)
}
