//! What the documentation says about retrying is what happens.

use errspec_codegen::{Options, generate};
use errspec_spec::NoFiles;

const SPEC: &str = "errspec: 1
name: otherwise
statuses:
  404: { summary: There is none, retry: never }
  409: There already
  503: { summary: Down, retry: transient }
errors:
  Reason:
    codes:
      LOCKED: { summary: Locked, status: 404, retry: transient }
  Code:
    codes:
      SEVERAL: { summary: One of two, status: [404, 503] }
      OWN: { summary: Its own word, retry: inspect }
bodies:
  api:
    fields: { code: { at: /code, type: Code }, reason: { at: /reason, type: Reason, optional: true } }
retry:
  rules:
    - { when: { status: 409, method: GET }, retry: transient }
    - { when: { code: SEVERAL, status: 404 }, retry: never }
    - { when: { code: OWN, method: PUT }, retry: { after_change: input } }
lints: { allow: { retry-never-acts: It is what is tested } }
";

/// What is said about an entry whose retry class nobody states.
const SILENT: &str = "The contract does not say whether it may be retried.";

/// The documentation of a variant.
fn docs(variant: &str, module: &str) -> String {
    let lines: Vec<&str> = module.lines().map(str::trim).collect();
    let at = lines.iter().position(|line| *line == format!("{variant},")).unwrap();
    let start = lines[..at].iter().rposition(|line| !line.starts_with("///")).unwrap() + 1;
    lines[start..at].iter().map(|line| line.trim_start_matches('/').trim()).collect::<Vec<_>>().join("\n")
}

#[test]
fn fault_07_documentation_says_what_happens() {
    let generated = generate("otherwise.yaml", SPEC.as_bytes(), &mut NoFiles, &Options::default());
    assert!(generated.findings.is_empty(), "{:?}", generated.findings);
    let module = generated.module.unwrap().text;
    let exceptions = "Exceptions by rule:\n\n- ";
    assert_eq!(
        docs("Conflict", &module),
        format!("There already.\n\n`409 Conflict`. {SILENT}\n\n{exceptions}method GET: Retried with backoff.")
    );
    assert_eq!(docs("NotFound", &module), "There is none.\n\n`404 Not Found`. Never retried.");
    assert_eq!(
        docs("Locked", &module),
        "Locked.\n\n`LOCKED`, with status 404. Retried according to the status it arrives with."
    );
    assert_eq!(
        docs("Several", &module),
        format!(
            "One of two.\n\n`SEVERAL`, with status 404, 503. Retried according to the status it arrives with.\n\n{exceptions}status 404: Never retried."
        )
    );
    assert_eq!(
        docs("Own", &module),
        format!(
            "Its own word.\n\n`OWN`. Not retried: the outcome is reported elsewhere, check there first.\n\n{exceptions}method PUT: Retried only after changing the input."
        )
    );
}
