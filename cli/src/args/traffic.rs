//! The arguments of `errspec audit`.

use super::report_format::ReportFormat;
use crate::help::{AUDIT_EXAMPLES, audit_help, examples};
use crate::values::{percent, pointer};
use clap::ValueEnum;
use std::path::PathBuf;

/// Check recorded traffic against a contract
///
/// The command reads traffic that was recorded between clients and a service, and reports what the contract does not describe or does not
/// allow: bodies, statuses and codes that the contract does not list, sequences of job states that its state machines rule out, and calls
/// that were sent again although the contract forbids it, or earlier than the server allowed. It uses the same decoder, retry engine and
/// state machines as generated code. It also reports which codes, statuses, bodies and states never occurred.
///
/// Traffic is read in one pass with bounded memory, so a file can be larger than the memory. A finding that occurs several times is printed
/// once, with its count and the places of its first occurrences: the numbers of lines or, in a HAR file, of entries.
#[derive(Debug, clap::Args)]
#[command(after_help = examples(AUDIT_EXAMPLES), after_long_help = audit_help())]
pub(crate) struct Audit {
    /// A spec, or `-` for standard input
    pub(crate) spec: PathBuf,

    /// Traffic: HAR files (`*.har`), JSON Lines (all other names), or `-` for JSON Lines from standard input
    #[arg(required = true, value_name = "TRAFFIC")]
    pub(crate) traffic: Vec<PathBuf>,

    /// URL or path that the paths of operations are relative to; records that are not below it are left out. If only one of them is a URL, their paths are compared
    #[arg(long, value_name = "URL")]
    pub(crate) base: Option<String>,

    /// JSON Pointer to the ID of a job in responses; if none is found there, the ID is the last parameter in the path of the operation
    #[arg(long, value_name = "POINTER", value_parser = pointer)]
    pub(crate) job_id: Option<String>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ReportFormat,

    /// Which findings make the command exit with code 1
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t)]
    pub(crate) fail_on: FailLevel,

    /// Exit with code 1 if less than this percentage of the contract's codes occurred
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub(crate) fail_under: Option<f64>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum FailLevel {
    /// Errors: a client or the service did something that the contract rules out
    #[default]
    Error,
    /// Errors, and warnings: the service sent something that the contract does not describe
    Warning,
    /// Any finding
    Note,
    /// None; the command never fails because of findings
    Never,
}
