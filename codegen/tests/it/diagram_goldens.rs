//! The diagrams of a small machine. `ERRSPEC_BLESS=1` writes them.

use errspec_codegen::diagram::{Format, draw};
use errspec_spec::{NoFiles, check};
use std::path::Path;

const EXPORT: &str = r#"
errspec: 1
name: exporter
machines:
  Export:
    summary: An export & what it costs
    observe: { at: /status }
    epoch: { at: /run }
    initial: [WAITING]
    unknown: { treat_as: pending, limit: 5 }
    states:
      WAITING: { kind: pending, summary: Waiting for a worker }
      REVIEW:  { kind: external, by: auditor, summary: Being read, basis: inferred }
      UNPAID:  { kind: resting, outcome: { needs: add_funds }, summary: The balance is too low }
      READY:   { kind: final, outcome: success, summary: "Ready, <finally>", payload: { url: string } }
    edges:
      - WAITING -> READY | UNPAID
      - { edge: WAITING -> REVIEW, basis: inferred }
      - REVIEW -> READY
      - { edge: UNPAID -> WAITING, command: restart, basis: assumed, summary: Begins again }
      - { edge: UNPAID -> UNPAID, command: remind }
    commands:
      restart: { summary: Run the export again, requires: { UNPAID: add_funds }, max_uses: 3 }
      remind: { summary: Send the bill again }
"#;

fn golden(name: &str, format: Format) {
    let checked = check("export.yaml", EXPORT.as_bytes(), &mut NoFiles);
    let contract = checked.contract.expect("a right spec");
    let drawn = draw(&contract.machines.iter().collect::<Vec<_>>(), format);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens").join(name);
    if std::env::var_os("ERRSPEC_BLESS").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(drawn == expected, "{name} differs; with ERRSPEC_BLESS=1 it is written anew. Now it is:\n{drawn}");
}

#[test]
fn as_mermaid() {
    golden("export.mmd", Format::Mermaid);
}

#[test]
fn as_dot() {
    golden("export.dot", Format::Dot);
}

#[test]
fn as_svg() {
    golden("export.svg", Format::Svg);
}

#[test]
fn as_tables() {
    golden("export.md", Format::Table);
}
