//! `errspec completions`: scripts for shells.

use crate::args::Args;
use crate::terminal::print;
use crate::{ExitStatus, Problem};
use clap::CommandFactory;
use clap_complete::Shell;

pub(crate) fn run(shell: Shell) -> Result<ExitStatus, Problem> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "errspec", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Success)
}
