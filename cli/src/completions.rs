//! `errspec completions`: scripts for shells.

use crate::args::Args;
use crate::terminal::print;
use crate::{Ended, Problem};
use clap::CommandFactory;
use clap_complete::Shell;

pub(crate) fn run(shell: Shell) -> Result<Ended, Problem> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "errspec", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Ended::Well)
}
