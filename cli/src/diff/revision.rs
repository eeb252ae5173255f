//! Revisions of a contract: a file on disk, or a file as it is in a revision of a git repository.

use crate::Problem;
use crate::input::{self, Spec};
use errspec_codegen::disk::Disk;
use errspec_spec::Loader;
use errspec_spec::yaml::MAX_BYTES;
use std::path::Path;
use std::process::Command;

/// A spec, and the files beside it.
pub(crate) struct Revision {
    pub(crate) spec: Spec,
    pub(crate) files: Files,
}

/// Where the files that a spec uses come from.
pub(crate) enum Files {
    Disk(Disk),
    /// A revision in the sense of git: a branch, a tag or a commit.
    Git(String),
}

impl Loader for Files {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        match self {
            Self::Disk(disk) => disk.load(path),
            Self::Git(revision) => show(revision, path),
        }
    }
}

/// Reads `PATH`, `-` or `git:REVISION:PATH`. The path in a git revision is relative to the current folder.
pub(crate) fn read(which: &str) -> Result<Revision, Problem> {
    let Some(of_git) = which.strip_prefix("git:") else {
        let spec = input::spec(Path::new(which))?;
        return Ok(Revision { spec, files: Files::Disk(Disk::default()) });
    };
    let Some((revision, path)) = of_git.split_once(':').filter(|(revision, path)| !revision.is_empty() && !path.is_empty())
    else {
        return Err(Problem(format!(
            "`{which}` is not a revision: write `git:REVISION:PATH`, such as `git:main:spec/shop.yaml`"
        )));
    };
    if revision.starts_with('-') {
        return Err(Problem(format!("`{revision}` is not the name of a revision")));
    }
    let bytes = show(revision, path).map_err(|reason| Problem(format!("cannot read `{path}` of `{revision}`: {reason}")))?;
    Ok(Revision { spec: Spec { name: path.to_owned(), bytes }, files: Files::Git(revision.to_owned()) })
}

/// The content of a file in a git revision.
fn show(revision: &str, path: &str) -> Result<Vec<u8>, String> {
    // `./` makes git take the path as relative to the current folder.
    let object = format!("{revision}:./{path}");
    let output = Command::new("git")
        .args(["show", "--no-textconv", &object])
        .output()
        .map_err(|error| format!("cannot run git: {error}"))?;
    if output.status.success() {
        let mut bytes = output.stdout;
        bytes.truncate(MAX_BYTES + 1);
        return Ok(bytes);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    let line = message.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ");
    Err(format!("git says: {line}"))
}
