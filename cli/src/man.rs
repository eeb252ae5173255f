//! `errspec man`: manual pages.

use crate::args::Args;
use crate::ended::{ExitStatus, Problem};
use crate::terminal::print;
use clap::CommandFactory;
use errspec_codegen::disk::reason;
use std::fs;
use std::path::Path;

pub(crate) fn run(folder: &Path) -> Result<ExitStatus, Problem> {
    let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Args::command(), folder));
    written.map_err(|error| Problem(format!("cannot write to `{}`: {}", folder.display(), reason(&error))))?;
    print(&format!("wrote the manual pages to {}\n", folder.display()))?;
    Ok(ExitStatus::Success)
}
