//! What a program uses: processor time, including that of its children, and peak memory.

use std::process::{Command, Stdio};

/// What a program spent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spent {
    /// Seconds, user and system.
    pub(super) cpu: f64,
    /// Megabytes at the peak of the largest process.
    pub(super) peak: f64,
}

/// Runs a program and says what it spent, and what it printed.
///
/// The system keeps one account for all children of a process, so each program is run by a process of its own, which is this one
/// with the word `spent` before the program.
pub(super) fn measure(command: &Command) -> Result<(Spent, String), String> {
    let this = std::env::current_exe().map_err(|why| format!("cannot find this program: {why}"))?;
    let mut measured = Command::new(this);
    measured.arg("spent").arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        measured.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => measured.env(name, value),
            None => measured.env_remove(name),
        };
    }
    let printed = run(&command.get_program().to_string_lossy(), &mut measured)?;
    let (before, last) = printed.trim_end().rsplit_once('\n').unwrap_or(("", printed.trim_end()));
    let mut numbers = last.split(' ').filter_map(|number| number.parse::<f64>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(micros), Some(kilobytes)) => Ok((Spent { cpu: micros / 1e6, peak: kilobytes / 1e3 }, before.to_owned())),
        _ => Err(format!("what was spent is not in the last line: {last}")),
    }
}

/// Runs the program that is named, and prints in a last line the microseconds and kilobytes that it spent.
///
/// # Errors
/// It fails, or cannot be run, or the system has no account of it.
pub(crate) fn spent(mut arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let program = arguments.next().ok_or("`spent` takes a program and its arguments")?;
    let status = Command::new(&program).args(arguments).stdin(Stdio::null()).status();
    let status = status.map_err(|why| format!("cannot run {program}: {why}"))?;
    if !status.success() {
        return Err(format!("{program} ended with {status}"));
    }
    let (micros, kilobytes) = account()?;
    println!("\n{micros} {kilobytes}");
    Ok(())
}

#[cfg(unix)]
fn account() -> Result<(i64, i64), String> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|why| format!("no account of children: {why}"))?;
    Ok(((usage.user_time() + usage.system_time()).num_microseconds(), usage.max_rss()))
}

#[cfg(not(unix))]
fn account() -> Result<(i64, i64), String> {
    Err("only Unix keeps an account of what children spent".to_owned())
}

/// What a program prints.
pub(super) fn run(program: &str, command: &mut std::process::Command) -> Result<String, String> {
    let output = command.output().map_err(|why| format!("cannot run {program}: {why}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("{program} failed:\n{}", String::from_utf8_lossy(&output.stderr))),
    }
}
