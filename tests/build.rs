//! Generates the contracts of the five APIs, of every case and of every real service: each file under `cases` and `contracts` that has a
//! name, and one of 2,000 codes that is written here.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=cases");
    println!("cargo:rerun-if-changed=contracts");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let two_thousand = out.join("two_thousand.yaml");
    std::fs::write(&two_thousand, two_thousand_codes())?;
    std::fs::write(out.join("many_variants.rs"), many_variants())?;
    let mut specs = Vec::new();
    named(Path::new("cases"), &mut specs)?;
    named(Path::new("contracts"), &mut specs)?;
    named(Path::new("../spec/apis"), &mut specs)?;
    specs.push(two_thousand);
    specs.sort();
    errspec_codegen::Builder::new().specs(specs).compile()?;
    std::fs::write(out.join("contracts.rs"), contracts(&std::fs::read_to_string(out.join("mod.rs"))?))?;
    Ok(())
}

/// The contract and the name of every module that was generated.
fn contracts(index: &str) -> String {
    let names = index.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let contracts: String = names.clone().map(|name| format!("    &{name}::CONTRACT,\n")).collect();
    let names: String = names.map(|name| format!("{name} ")).collect();
    format!(
        "/// Every contract here.\npub static CONTRACTS: &[&errspec::Contract] = &[\n{contracts}];\n
/// Gives the names of their modules to a macro.\n#[macro_export]\nmacro_rules! each_contract {{\n    ($macro:ident) => {{ $macro! {{ {names}}} }};\n}}\n"
    )
}

/// A file without a name can only be used by another one.
fn named(folder: &Path, specs: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            named(&path, specs)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml")
            && std::fs::read_to_string(&path)?.contains("\nname: ")
        {
            specs.push(path);
        }
    }
    Ok(())
}

/// Codes in twenty groups of a hundred; `tests/it/lookup.rs` and the case's own test know how they are made. The rest of the contract is
/// as large: eighty states, a rule for every other code of two groups.
fn two_thousand_codes() -> String {
    let mut spec = String::from(TWO_THOUSAND);
    let _ = writeln!(spec, "errors:\n  BigCode:\n    groups:");
    for group in 0..20 {
        let _ = writeln!(spec, "      g{group}:\n        title: Group {group}\n        prefix: G{group}_\n        codes:");
        for code in 0..100 {
            let class = ["never", "transient", "throttled", "inspect"][code % 4];
            let _ = writeln!(
                spec,
                "          G{group}_C{code}: {{ summary: Code {code} of group {group}, retry: {class}, aliases: [g{group}-{code}] }}"
            );
        }
    }
    let _ = writeln!(spec, "{RETRY}");
    for code in (1..200).step_by(2) {
        let _ = writeln!(spec, "    - {{ when: {{ code: G{}_C{}, status: 500 }}, retry: never }}", code / 100, code % 100);
    }
    let _ = writeln!(spec, "{MACHINE}");
    for state in 0..79 {
        let _ = writeln!(spec, "      S{state}: {{ kind: pending, summary: Step {state} }}");
    }
    let _ = writeln!(spec, "      done: {{ kind: final, outcome: success, payload: {{ url: string }} }}");
    let _ = writeln!(spec, "      held: {{ kind: resting, outcome: failure }}\n    edges:\n      - S78 -> done | held");
    let _ = writeln!(spec, "      - {{ edge: held -> S0, command: again }}");
    for state in 0..78 {
        let _ = writeln!(spec, "      - S{state} -> S{}", state + 1);
    }
    spec
}

const TWO_THOUSAND: &str = "errspec: 1
name: two_thousand
title: A large API
statuses:
  429: { summary: Too many requests, retry: throttled }
  500: { summary: It failed, retry: transient }
  4xx: { retry: never }
headers:
  request_id: X-Request-Id
  rate_limit: { limit: X-RateLimit-Limit, scope: api_key, summary: On every answer }
credentials:
  key: { kind: api_key, header: X-Api-Key, summary: A key that a person makes }
health:
  api: { path: /health, summary: All is well }
advice: [Look at the status first]
conflicts:
  - { between: One page, and: Another page, resolution: The first, reason: It is newer }
bodies:
  api:
    fields:
      code: { at: /error/code, type: BigCode }
      message: /error/message
      request_id: { at: /id, optional: true }
      items: { at: /items, type: { list: { code: BigCode, text: string } }, optional: true }
      map: { at: /map, type: { map: string }, optional: true }
      more: { at: /more, type: json, optional: true }
    chain: { at: /more, code: outermost }
";

const RETRY: &str = "retry:
  attempts: 9
  backoff: { kind: exponential, base: 1s, factor: 2 }
  hints:
    - { at: { header: Retry-After }, form: [delay-seconds, http-date] }
    - { at: /error/wait, form: delay-seconds }
  server_says: { at: { header: X-Should-Retry }, yes: \"true\", no: \"false\" }
  rules:";

const MACHINE: &str = "machines:
  Job:
    observe: { at: /state }
    initial: [S0]
    unknown: { treat_as: pending, limit: 10 }
    poll: { interval: 5s, timeout: 1h }
    commands:
      again: { summary: Runs it again, max_uses: 3 }
    states:";

/// An enum with more variants than a spec may have codes without a warning.
fn many_variants() -> String {
    let mut text = String::from(
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode, errspec::Retryable)]\npub(super) enum Many {\n",
    );
    for variant in 0..2_500 {
        let _ = writeln!(text, "    V{variant},");
    }
    text + "}\n"
}
