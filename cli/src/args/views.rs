//! The arguments of the commands that show a contract.

use super::Printed;
use crate::help::{SIMULATE_EXAMPLES, examples, simulate_help};
use crate::values::{clients, duration};
use clap::ValueEnum;
use std::path::PathBuf;
use std::time::Duration;

/// Write the documentation of a contract: a page, Markdown, and JSON
///
/// `NAME.html` is one file that needs no network. It can be searched, and every status, code, type and state has an anchor, so it can be
/// the page that the type of a problem document points to: `payments.html#card_declined`. `NAME.md` is for repositories, and `NAME.json` is
/// the output of `errspec resolve`. Files that would not change are not touched.
#[derive(Debug, clap::Args)]
#[command(after_help = examples("errspec docs spec/payments.yaml --out-dir docs"))]
pub(crate) struct Docs {
    /// A spec, or `-` for standard input
    pub(crate) spec: PathBuf,

    /// Folder to write the files to; created if it does not exist
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out_dir: PathBuf,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Printed,
}

/// Draw the state machines of a spec
#[derive(Debug, clap::Args)]
#[command(after_help = examples("errspec diagram spec/payments.yaml\n  errspec diagram spec/payments.yaml --machine Refund --format svg --out docs/refund.svg\n  errspec diagram spec/payments.yaml --format dot | dot -Tpng -o payments.png"))]
pub(crate) struct Diagram {
    /// A spec, or `-` for standard input
    pub(crate) spec: PathBuf,

    /// Machine to draw; without it, all machines are drawn
    #[arg(long, value_name = "NAME")]
    pub(crate) machine: Option<String>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Drawing,

    /// File to write instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Drawing {
    /// A Mermaid diagram, for Markdown
    #[default]
    Mermaid,
    /// A Graphviz graph
    Dot,
    /// The machines of `errspec resolve`
    Json,
    /// An SVG image; needs no other tool
    Svg,
    /// Markdown tables of the states, the commands, and the states that a poller can see after each state
    Table,
}

/// Show the retry delays of a spec, and the load that many clients put on a failing server
///
/// For each retry class, and for each entry with its own backoff or limit, the command prints a schedule: the delays before and
/// after jitter, and their sum. It then simulates a server that fails for a while and recovers all at once. Each client makes one
/// call that is safe to repeat, or calls the operation that --operation names. The clients use the retry engine of the generated
/// code, on a simulated clock. The same seed always gives the same output.
///
/// If two specs are given, the command compares them: the same clients, with the same random numbers and the same failures, follow
/// first one contract and then the other. The second spec can be a revision of the first, or a file that modifies it with `base`.
#[derive(Debug, clap::Args)]
#[command(after_help = examples(SIMULATE_EXAMPLES), after_long_help = simulate_help())]
pub(crate) struct Simulate {
    /// A spec, or `-` for standard input
    pub(crate) spec: PathBuf,

    /// A second spec to compare with the first
    pub(crate) other: Option<PathBuf>,

    /// Number of clients, from 1 to 100000
    #[arg(long, value_name = "N", default_value = "1000", value_parser = clients)]
    pub(crate) clients: u32,

    /// How long the server keeps failing
    #[arg(long, value_name = "DURATION", default_value = "30s", value_parser = duration)]
    pub(crate) outage: Duration,

    /// When the clients send their calls
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub(crate) start: Start,

    /// What the failing server returns: a status, a code of the contract, or one of `connect`, `timeout`, `reset` and `tls` for no
    /// response. The default is a status that the contract allows to be retried automatically, 503 if possible
    #[arg(long, value_name = "WHAT")]
    pub(crate) answer: Option<String>,

    /// Operation that the clients call, with its safety and its limits. Without it, they make a call that is safe to repeat and has the
    /// limits of the policy
    #[arg(long, value_name = "NAME")]
    pub(crate) operation: Option<String>,

    /// Delay that the server asks for, in the header or field that the contract defines for it; the default for --answer is then
    /// 429 if possible
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    pub(crate) retry_after: Option<Duration>,

    /// Seed for the jitter
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: View,

    /// File to write instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Start {
    /// All at once, when the server begins to fail
    #[default]
    Together,
    /// One after the other, spread evenly over the outage
    Evenly,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum View {
    /// Human-readable tables
    #[default]
    Text,
    /// One JSON object
    Json,
    /// A plot of the load
    Svg,
}
