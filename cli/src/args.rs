//! The arguments, and the help they print.

use clap::builder::StyledStr;
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Checks an HTTP API's failure contract, written once as YAML, and generates Rust from it
#[derive(Debug, Parser)]
#[command(name = "errspec", version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Whether to colour what is printed for people; `auto` looks for a terminal and honours NO_COLOR
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true)]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(Check),
    Generate(Generate),
    Explain(Explain),
    Resolve(Resolve),
    Diagram(Diagram),
    Simulate(Simulate),
    Serve(Serve),
    Completions(Completions),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// Check specs and print every finding
#[derive(Debug, clap::Args)]
#[command(after_help = examples("errspec check spec/payments.yaml\n  errspec check spec --deny warnings\n  errspec check spec --format sarif > errspec.sarif\n  errspec check --review spec/payments.yaml"))]
pub(crate) struct Check {
    /// Specs, folders to search for specs, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,

    /// What counts as an error too
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(crate) deny: Option<Deny>,

    /// Also ask what a reviewer would: notes on what a machine leaves open; they never fail a check
    #[arg(long)]
    pub(crate) review: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Format {
    /// Snippets for people
    #[default]
    Human,
    /// JSON Lines: one object for each finding
    Json,
    /// Workflow commands of GitHub Actions, shown beside the lines of a pull request
    Github,
    /// One SARIF 2.1.0 document, for code-scanning services
    Sarif,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Deny {
    Warnings,
}

/// Generate Rust from specs
///
/// Each spec becomes a module named after it, and `mod.rs` lists the modules. Files that would not change are left alone, and
/// nothing is written unless every spec is free of errors. Without a folder, the module of a single spec is printed.
#[derive(Debug, clap::Args)]
#[command(after_help = examples("errspec generate spec/payments.yaml\n  errspec generate spec/*.yaml --out-dir src/api\n  errspec generate spec/*.yaml --out-dir src/api --check\n  errspec generate spec/*.yaml --out-dir src/api --timings"))]
pub(crate) struct Generate {
    /// Specs, folders to search for specs, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// The folder of the generated modules
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out_dir: Option<PathBuf>,

    /// Write nothing; show how the folder differs from what would be written, and exit with 1 if it does
    #[arg(long, requires = "out_dir")]
    pub(crate) check: bool,

    /// Say on standard error where the time of each spec went, step by step
    #[arg(long)]
    pub(crate) timings: bool,

    /// Emit Serialize and Deserialize (with the feature `serde` of the runtime crate)
    #[arg(long)]
    pub(crate) serde: bool,

    /// The path by which emitted code names the runtime crate
    #[arg(long, value_name = "PATH", default_value = "::errspec", value_parser = rust_path)]
    pub(crate) runtime: String,
}

/// Explain a finding, with an example of what is wrong and what is right
#[derive(Debug, clap::Args)]
#[command(after_help = examples("errspec explain\n  errspec explain duplicate-key"))]
pub(crate) struct Explain {
    /// The finding's name, as printed in brackets; without one, all are listed
    pub(crate) slug: Option<String>,
}

/// Print what a spec says after imports, defaults and inheritance, and where each fact comes from
#[derive(Debug, clap::Args)]
#[command(after_help = examples(RESOLVE_EXAMPLES), after_long_help = resolve_help())]
pub(crate) struct Resolve {
    /// A spec, or `-` for standard input
    pub(crate) spec: PathBuf,

    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Notation,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Notation {
    #[default]
    Json,
    Yaml,
}

/// Draw the machines of a spec: their states and what moves a job from one to the next
#[derive(Debug, clap::Args)]
#[command(after_help = examples("errspec diagram spec/payments.yaml\n  errspec diagram spec/payments.yaml --machine Refund --format svg --out docs/refund.svg\n  errspec diagram spec/payments.yaml --format dot | dot -Tpng -o payments.png"))]
pub(crate) struct Diagram {
    /// A spec, or `-` for standard input
    pub(crate) spec: PathBuf,

    /// The machine to draw; without it, all
    #[arg(long, value_name = "NAME")]
    pub(crate) machine: Option<String>,

    /// As what they are drawn
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Drawing,

    /// The file to write; without it, standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Drawing {
    /// A diagram in the language of Mermaid, for Markdown
    #[default]
    Mermaid,
    /// A graph in the language of Graphviz
    Dot,
    /// A picture that needs no tool
    Svg,
    /// Markdown tables: states, commands, and what can be read next
    Table,
}

/// Show the waits a spec leads to, and what many clients that follow it do to a server in trouble
///
/// Each class and each entry with a curve or a limit of its own has a schedule: the waits before and with jitter, and their sum.
/// Then so many clients, each with one call that may be repeated, meet a server that fails for a while and recovers at once. They
/// run the retry engine of the generated code on a simulated clock; the same seed gives the same output.
#[derive(Debug, clap::Args)]
#[command(after_help = examples(SIMULATE_EXAMPLES), after_long_help = simulate_help())]
pub(crate) struct Simulate {
    /// A spec, or `-` for standard input
    pub(crate) spec: PathBuf,

    /// How many clients there are, 1 to 100000
    #[arg(long, value_name = "N", default_value = "1000", value_parser = clients)]
    pub(crate) clients: u32,

    /// For how long the server fails
    #[arg(long, value_name = "DURATION", default_value = "30s", value_parser = duration)]
    pub(crate) outage: Duration,

    /// When the clients call
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub(crate) start: Start,

    /// What the failing server answers: a status, a code of the contract, or `connect`, `timeout`, `reset`, `tls` for no answer;
    /// without it, a status that the contract lets programs repeat, 503 if it can be
    #[arg(long, value_name = "WHAT")]
    pub(crate) answer: Option<String>,

    /// The server asks for this wait, in the header or field that the contract has for it; the answer is then 429 if it can be
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    pub(crate) retry_after: Option<Duration>,

    /// Decides the jitter
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,

    /// How it is shown
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: View,

    /// A file to write, instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Start {
    /// All have a call under way when the server begins to fail
    #[default]
    Together,
    /// One after the other, evenly over the outage
    Evenly,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum View {
    /// Tables for people
    #[default]
    Text,
    /// One object
    Json,
    /// A plot of the load
    Svg,
}

/// Serve a spec's statuses, codes, bodies and jobs over HTTP, and the faults of a network, for the tests of clients
///
/// Every request is answered by the script first, then as the contract's operations answer when all is well. What else there is
/// stands at `/__errspec/`. Ctrl-C ends the server.
#[derive(Debug, clap::Args)]
#[command(after_help = examples("errspec serve spec/payments.yaml --port 8080\n  errspec serve spec/payments.yaml --script faults.txt\n  curl -i http://127.0.0.1:8080/__errspec/status/404\n\nA script has an answer in each line:\n  429 Retry-After:1\n  500 code=INTERNAL_ERROR x2\n  200"))]
pub(crate) struct Serve {
    /// A spec, or `-` for standard input
    pub(crate) spec: PathBuf,

    /// The port; 0 takes a free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub(crate) port: u16,

    /// The address to listen on; others than this machine can call anything but loopback
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(crate) host: IpAddr,

    /// What the first requests are answered
    #[arg(long, value_name = "FILE")]
    pub(crate) script: Option<PathBuf>,

    /// What the walks of jobs are drawn from
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) seed: u64,

    /// Do not print a line for each request
    #[arg(long)]
    pub(crate) quiet: bool,
}

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = examples("errspec completions bash > ~/.local/share/bash-completion/completions/errspec"))]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  a spec has errors, or generated files are stale
  2  the command was used wrongly, or a file could not be read or written

`errspec help <COMMAND>` tells more about a command.";

const RESOLVE_EXAMPLES: &str = "errspec resolve spec/payments.yaml
  errspec resolve spec/payments.yaml | jq '.errors.ErrorCode.codes.CARD_DECLINED.retry'
  errspec resolve spec/payments.yaml --format yaml";

const SIMULATE_EXAMPLES: &str = "errspec simulate spec/payments.yaml
  errspec simulate spec/payments.yaml --clients 5000 --outage 2m --format svg --out load.svg
  errspec simulate spec/payments.yaml --answer 429 --retry-after 5s";

fn examples(examples: &str) -> StyledStr {
    format!("Examples:\n  {examples}").into()
}

fn resolve_help() -> StyledStr {
    format!("{}\n\nExamples:\n  {RESOLVE_EXAMPLES}", crate::resolve::SHAPE).into()
}

fn simulate_help() -> StyledStr {
    format!("{}\n\nExamples:\n  {SIMULATE_EXAMPLES}", crate::simulate::SHAPE).into()
}

/// A crowd of at least one, and of no more than fit into memory.
fn clients(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(0) => Err("without clients there is no load; one is the least".to_owned()),
        Ok(clients @ 1..=100_000) => Ok(clients),
        _ => Err("expected a whole number from 1 to 100000".to_owned()),
    }
}

/// A duration as specs write it.
fn duration(text: &str) -> Result<Duration, String> {
    match errspec_spec::parse::duration(text) {
        Some(Duration::ZERO) => Err("expected a duration above zero".to_owned()),
        Some(duration) => Ok(duration),
        None => Err("expected a number and a unit, such as `250ms`, `1.5s`, `2m` or `1h`".to_owned()),
    }
}

/// A path such as `::errspec` or `crate::runtime`.
fn rust_path(text: &str) -> Result<String, String> {
    let is_start = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_name = |part: &str| part.starts_with(is_start) && part.chars().all(|c| is_start(c) || c.is_ascii_digit());
    match text.strip_prefix("::").unwrap_or(text).split("::").all(is_name) {
        true => Ok(text.to_owned()),
        false => Err("expected a path of Rust, such as `::errspec` or `crate::runtime`".to_owned()),
    }
}
