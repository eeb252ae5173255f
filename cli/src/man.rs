//! `errspec man`: manual pages.

use crate::args::{Args, Man, Printed};
use crate::ended::{ExitStatus, Problem};
use crate::files::Files;
use crate::terminal::print;
use clap::CommandFactory;
use errspec_codegen::disk::reason;
use std::fs;
use std::path::Path;

pub(crate) fn run(args: &Man) -> Result<ExitStatus, Problem> {
    let folder = args.folder.as_path();
    let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Args::command(), folder));
    written.map_err(|error| Problem(format!("cannot write to `{}`: {}", folder.display(), reason(&error))))?;
    match args.format {
        Printed::Human => print(&format!("wrote the manual pages to {}\n", folder.display()))?,
        Printed::Json => print(&files(folder)?.printed(args.format))?,
    }
    Ok(ExitStatus::Success)
}

/// The pages in the folder, in the order of their names.
fn files(folder: &Path) -> Result<Files, Problem> {
    let unreadable = |error| Problem(format!("cannot read `{}`: {}", folder.display(), reason(&error)));
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        names.push(entry.map_err(unreadable)?.path());
    }
    names.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("errspec")));
    names.sort();
    let mut files = Files::default();
    for path in names {
        files.add("wrote", &path.display().to_string(), &fs::read_to_string(&path).map_err(unreadable)?);
    }
    Ok(files)
}
