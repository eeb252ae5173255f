//! The `errspec` command, which checks failure contracts, generates Rust from them, explains findings and prints resolved contracts. This
//! crate only handles arguments, files and the terminal.

mod args;
mod audit;
mod check;
mod completions;
mod contract;
mod diagram;
mod diff;
mod docs;
mod ended;
mod explain;
mod files;
mod generate;
mod help;
mod init;
mod input;
mod lsp;
mod man;
mod report;
mod resolve;
mod serve;
mod simulate;
mod terminal;
mod traffic;
mod values;

use args::{Args, Command};
use clap::Parser;
use ended::{ExitStatus, Problem};
use std::process::ExitCode;
use terminal::Terminal;

fn main() -> ExitCode {
    let args = Args::parse();
    let terminal = Terminal::new(args.color);
    let ended = match &args.command {
        Command::Init(init) => init::run(init),
        Command::Check(check) => check::run(check, terminal),
        Command::Generate(generate) => generate::run(generate, terminal),
        Command::Explain(explain) => explain::run(explain),
        Command::Resolve(resolve) => resolve::run(resolve, terminal),
        Command::JsonSchema(args) => resolve::schema(args),
        Command::Diff(diff) => diff::run(diff, terminal),
        Command::Docs(docs) => docs::run(docs, terminal),
        Command::Diagram(diagram) => diagram::run(diagram, terminal),
        Command::Simulate(simulate) => simulate::run(simulate, terminal),
        Command::Audit(audit) => audit::run(audit, terminal),
        Command::Serve(serve) => serve::run(serve, terminal),
        Command::Lsp(_) => lsp::run(),
        Command::Completions(completions) => completions::run(completions.shell),
        Command::Man(man) => man::run(man),
    };
    let ended = ended.unwrap_or_else(|problem| {
        terminal.problem(&problem);
        ExitStatus::Usage
    });
    ExitCode::from(ended as u8)
}
