//! The longer parts of help texts.

use clap::builder::StyledStr;

pub(crate) const EXIT_CODES: &str = "\
Exit codes, which are stable:
  0  success: no errors (`check --deny warnings`: no warnings either), all files current (`generate
     --check`), every change accepted or less severe than `diff --fail-on`, every finding less
     severe than `audit --fail-on`, and at least `audit --fail-under` percent of the codes seen
  1  a spec has errors, generated files are stale, a change is not accepted, or traffic does not
     follow the contract
  2  invalid arguments, or a file could not be read or written

With `--format json`, a command prints JSON; `errspec json-schema --of WHAT` prints the schema of
that output.

Run `errspec help <COMMAND>` for details of a command.";

pub(crate) const RESOLVE_EXAMPLES: &str = "errspec resolve spec/payments.yaml
  errspec resolve spec/payments.yaml | jq '.errors.ErrorCode.codes.CARD_DECLINED.retry'
  errspec resolve spec/payments.yaml --format yaml";

pub(crate) const SIMULATE_EXAMPLES: &str = "errspec simulate spec/payments.yaml
  errspec simulate spec/payments.yaml --clients 5000 --outage 2m --format svg --out load.svg
  errspec simulate spec/payments.yaml --answer 429 --retry-after 5s
  errspec simulate spec/payments.yaml --operation create_payment
  errspec simulate spec/payments.yaml spec/payments-patient.yaml --outage 5m";

pub(crate) const AUDIT_EXAMPLES: &str = "errspec audit spec/payments.yaml traffic.jsonl
  errspec audit spec/payments.yaml session.har --base https://api.example.com/v1
  errspec audit spec/payments.yaml traffic.jsonl --fail-on warning --fail-under 80
  errspec serve spec/payments.yaml --log traffic.jsonl";

pub(crate) fn examples(examples: &str) -> StyledStr {
    format!("Examples:\n  {examples}").into()
}

pub(crate) fn resolve_help() -> StyledStr {
    format!("{}\n\nExamples:\n  {RESOLVE_EXAMPLES}", crate::resolve::SHAPE).into()
}

pub(crate) fn simulate_help() -> StyledStr {
    format!("{}\n\nExamples:\n  {SIMULATE_EXAMPLES}", crate::simulate::SHAPE).into()
}

pub(crate) fn audit_help() -> StyledStr {
    format!("{}\n\nExamples:\n  {AUDIT_EXAMPLES}", crate::traffic::SHAPE).into()
}
