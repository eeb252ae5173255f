//! `errspec resolve`: what a spec says after imports, defaults and inheritance.
//!
//! [`SHAPE`] describes what is printed. One file per section builds it from the model; printing is serde's.

mod bodies;
mod errors;
mod facts;
mod http;
mod machines;
mod notes;
mod object;
mod retry;
mod statuses;
mod values;

use crate::args::{Notation, Resolve};
use crate::input;
use crate::report::Report;
use crate::terminal::{Terminal, print};
use crate::{ExitStatus, Problem};
use errspec_codegen::disk::Disk;
use errspec_spec::decide::Verdicts;
use errspec_spec::model::Contract;
use errspec_spec::source::Sources;
use facts::Places;
use object::{Object, list};
use serde_json::Value;

/// What is printed, for people who process it.
pub(crate) const SHAPE: &str = r#"What is printed:
  One object with the sections of the language, all of them, in its order; `ranges` are the
  defaults of `4xx` and the like, and `files` are the files that were read. What is named in
  the spec is an object by name (`.errors.ErrorCode.codes.CARD_DECLINED`), the rest is a list.

  A fact has exactly four members:
    { "value": { "class": "throttled" },
      "from": "spec/payments.yaml:29:16",
      "via": "group limits",
      "basis": "stated" }
  `from` is where it was written, null for a default of the language. `via` is the way it came:
  `own`, `extends CATALOG`, `group NAME`, `catalog NAME`, `status 404`, `range 4xx`,
  `registry` (of HTTP statuses) or `default`. `basis` says how sure it is.
  These are facts wherever they stand: title, summary, action, category, retry, effect, expires,
  since, deprecated, docs, phrase; in `retry` also attempts, deadline, attempt_timeout, backoff
  and jitter; in machines settle; `status` of codes and groups is a list of facts. Statuses and
  codes always have category, retry and effect; other entries have what was written for them.
  Where a code has no status or several, they may come with the one of the answer: then `value` is
  null and `via` is `answer`.

  A status or code has `exceptions` where rules say otherwise of some of its outcomes: for each the
  place of the `rule` in `.retry.rules`, from 0, and its `class`. A catalog's `read_as` lists the
  roles (`code`, `type`) in which bodies read it. Where it is empty, what its codes say of retry and
  effect decides only where the program names a code itself; otherwise the status decides. In a
  contract without bodies and statuses it always does.

  All else is plain: only the entry itself can say it. `place` is where an entry was written, and
  its `basis` is how sure it is as a whole. Members without a value are left out, sections never.
  Durations are texts in seconds ("1.5s"), decimals are texts ("1.5"), status ranges are texts
  ("404", "4xx", "500-599")."#;

pub(crate) fn run(args: &Resolve, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let spec = input::spec(&args.spec)?;
    let checked = errspec_spec::check(&spec.name, &spec.bytes, &mut Disk::default());
    let Some(contract) = &checked.contract else {
        let mut report = Report::default();
        report.add(&checked.sources, checked.findings);
        report.tell(terminal);
        return Ok(ExitStatus::Findings);
    };
    print(&written(&document(contract, &checked.sources), args.format)?)?;
    Ok(ExitStatus::Success)
}

fn document(contract: &Contract, sources: &Sources) -> Value {
    let places = Places(sources);
    let verdicts = Verdicts::new(contract);
    let basis = errspec_spec::words::Basis::Stated;
    Object::new()
        .set("errspec", 1)
        .set("name", contract.name.as_str())
        .maybe("title", places.own_text(contract.title.as_ref(), basis))
        .maybe("source", contract.source.as_ref().map(|source| source.as_str()))
        .set("files", list(contract.files.iter().map(|file| sources.name(*file))))
        .set("credentials", http::credentials(contract, places))
        .set("success", list(contract.success.iter().map(|range| range.to_string())))
        .set("statuses", statuses::statuses(contract, &verdicts, places))
        .set("ranges", statuses::ranges(contract, places))
        .set("errors", errors::errors(contract, &verdicts, places))
        .set("bodies", bodies::bodies(contract, places))
        .set("headers", http::headers(contract, places))
        .set("operations", http::operations(contract, places))
        .set("health", http::health(contract, places))
        .set("retry", retry::retry(contract, places))
        .set("machines", machines::machines(contract, places))
        .set("conflicts", notes::conflicts(&contract.conflicts, places))
        .set("advice", notes::remarks(&contract.advice, places))
        .set("unspecified", notes::remarks(&contract.unspecified, places))
        .into()
}

fn written(document: &Value, notation: Notation) -> Result<String, Problem> {
    let text = match notation {
        Notation::Json => serde_json::to_string_pretty(document).map_err(|error| error.to_string()),
        Notation::Yaml => serde_yaml::to_string(document).map_err(|error| error.to_string()),
    };
    let text = text.map_err(|error| Problem(format!("cannot print the contract: {error}")))?;
    Ok(text.trim_end().to_owned() + "\n")
}
