//! The page that lists what the server can do.

use super::context::Context;
use super::reply::own;
use crate::http::Reply;
use crate::sample::{codes, headers};
use errspec_spec::model::{Contract, Machine};
use errspec_spec::syntax::Location;
use std::fmt::Write;

/// The page as plain text, because it is read with `curl` as often as in a browser.
pub(super) fn page(context: &Context<'_>) -> Reply {
    own(context.contract, 200, "text/plain; charset=utf-8", text(context.contract).into_bytes())
}

/// The control paths.
const PATHS: &str = "\
Control paths only respond to requests for localhost or the server's own address, and not to requests from pages of other sites.

On demand, with any method:
  /__errspec/status/404                 a status, with a body that fits; the code in it has the status's own retry class
  /__errspec/code/SOME_CODE             a code; /__errspec/code/Catalog/SOME_CODE if several catalogs list it
  /__errspec/body/some_shape            a body
      ?status=  ?code=  ?body=  ?catalog=  set the rest of the response, ?/json/pointer=text sets one value
  /__errspec/answer?line=429+Retry-After:1   any line of a script

Script: the responses to the next requests for any other path
  POST   /__errspec/script              adds responses, as lines or as JSON; PUT replaces those that are left
  GET    /__errspec/script              the number of responses left
  DELETE /__errspec/script              removes all
      429 Retry-After:1                 a status and headers (-Name omits a declared header)
      500 code=SOME_CODE x2             a code, twice; `forever` repeats it without end
      403 body=some_shape /error/message=\"Not yours\"
      502 text=\"<h1>Bad Gateway</h1>\"   or json={\"a\": 1}, or empty
      slow 200ms                        a delay before the response; also truncate 20, trickle 5ms, reset, close, garbage
      pass                              as without a script: a job's state, or an operation's success; 404 for a path that
                                        the contract does not have, if it has the paths of all operations
      [{\"status\": 429, \"headers\": {\"Retry-After\": \"1\"}, \"times\": 2}, \"reset\"]   the same as JSON, with the members status
                                        headers code catalog body values json text empty slow then times

Log: the requests to the API, without secrets
  GET    /__errspec/log                 as JSON; DELETE clears it
";

/// The control paths of jobs.
const JOBS: &str = "
Jobs
  POST   /__errspec/jobs/Machine        creates a job; all of these are optional, in JSON or in the query:
      id  seed                          its ID, and the seed of its random walk
      states=A,B,C                      exactly these readings, legal or not, instead of a walk
      to=STATE  dwell=2                 the state in which it ends; how often each state is read
      skips=1  stale=1  illegal=1  unlisted=1   how many readings skip states, go back, are impossible, are not listed
      late=1                            how many readings after a command still show the state before it
  GET    /__errspec/jobs/job-1          the next reading; the path of an operation that reads the machine does the same
  GET    /__errspec/jobs/job-1/plan     the readings to come
  POST   /__errspec/jobs/job-1/command  sends a command; so does the command's operation, and POST below the path of an
                                        operation that reads the machine
  GET    /__errspec/jobs                all jobs; DELETE removes them
";

fn text(contract: &Contract) -> String {
    let mut text = String::new();
    let title = contract.title.as_ref().unwrap_or(&contract.name);
    let _ = writeln!(text, "{}: a fault server for its contract\n\n{PATHS}", title.value);
    statuses(contract, &mut text);
    codes_of(contract, &mut text);
    shapes(contract, &mut text);
    declared_headers(contract, &mut text);
    operations(contract, &mut text);
    if !contract.machines.is_empty() {
        text.push_str(JOBS);
    }
    contract.machines.iter().for_each(|entry| machine(entry, &mut text));
    text
}

fn statuses(contract: &Contract, text: &mut String) {
    if !contract.statuses.is_empty() {
        text.push_str("Statuses\n");
    }
    for entry in &contract.statuses {
        let status = entry.status.value;
        let summary = entry.facts.summary.as_ref().map_or("", |summary| &summary.value);
        let _ = writeln!(text, "  {status} {:24}  {summary}", headers::phrase(contract, status));
    }
}

fn codes_of(contract: &Contract, text: &mut String) {
    for (at, catalog) in contract.catalogs.iter().enumerate() {
        let carriers = contract.bodies.iter().filter(|shape| shape.is_error() && codes::carries(shape, at));
        let carriers = carriers.map(|shape| shape.name.as_str()).collect::<Vec<_>>().join(", ");
        let carriers = if carriers.is_empty() { "no body" } else { &carriers };
        let _ = writeln!(text, "\nCodes of {}, in {carriers}", catalog.name.value);
        let width = catalog.codes.iter().map(|code| code.wire.chars().count()).max().unwrap_or(0).min(40);
        for code in catalog.codes.iter().filter(|code| !code.facts.is_internal()) {
            let documented = code.status.iter().map(|fact| fact.value.to_string()).collect::<Vec<_>>().join(" ");
            let shown = if documented.is_empty() { "any".to_owned() } else { documented };
            let summary = code.facts.summary.as_ref().map_or("", |summary| &summary.value);
            let _ = writeln!(text, "  {:width$}  {shown:3}  {summary}", code.wire.value);
        }
    }
}

fn shapes(contract: &Contract, text: &mut String) {
    if !contract.bodies.is_empty() {
        text.push_str("\nBodies\n");
    }
    for shape in &contract.bodies {
        let fields: Vec<String> =
            shape.fields.iter().map(|field| format!("{}{}", field.place, if field.is_required() { "" } else { "?" })).collect();
        let _ = writeln!(text, "  {:12}  {}", shape.name.value, fields.join(" "));
    }
}

fn declared_headers(contract: &Contract, text: &mut String) {
    let now = crate::Clock::SAMPLE.unix();
    let on = |status: u16| {
        let declared = headers::declared(contract, status, contract.may_fail(status), now);
        declared.into_iter().map(|(name, _)| name)
    };
    let mut names: Vec<String> = Vec::new();
    for name in
        [headers::success(contract)].into_iter().chain(contract.statuses.iter().map(|entry| entry.status.value)).flat_map(on)
    {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for says in &contract.policy.server_says {
        let Some(Location::Header(header)) = says.place.at.first() else { continue };
        let values = says.yes.iter().chain(&says.no).map(|value| value.as_str()).collect::<Vec<_>>().join(" or ");
        names.push(format!("{} (on demand: {values})", header.value));
    }
    if !names.is_empty() {
        let _ = writeln!(text, "\nHeaders\n  {}", names.join("\n  "));
    }
}

fn operations(contract: &Contract, text: &mut String) {
    let with_path = || contract.operations.iter().filter_map(|operation| Some((operation, operation.path.as_ref()?)));
    if with_path().next().is_none() && contract.health.is_empty() {
        return;
    }
    text.push_str("\nOperations\n");
    for (operation, path) in with_path() {
        let machine = operation.machine.and_then(|at| contract.machines.get(at));
        let reads = machine.map_or_else(String::new, |machine| format!("  reads a job of {}", machine.name.value));
        let _ = writeln!(text, "  {:6} {}{reads}", operation.method.value.as_str(), path.value);
    }
    for check in &contract.health {
        let _ = writeln!(text, "  {:6} {}  health", check.method.as_str(), check.target.value);
    }
}

fn machine(machine: &Machine, text: &mut String) {
    let name = |at: usize| machine.states.get(at).map_or("", |state| state.wire.as_str());
    let _ = writeln!(
        text,
        "\nMachine {}, initial state {}",
        machine.name.value,
        machine.initial.iter().map(|at| name(at.value)).collect::<Vec<_>>().join(" or ")
    );
    for state in &machine.states {
        let summary = state.facts.summary.as_ref().map_or("", |summary| &summary.value);
        let _ = writeln!(text, "  {:16}  {:8}  {summary}", state.wire.value, state.kind.value.as_str());
    }
    for command in &machine.commands {
        let _ = writeln!(text, "  command {}", command.name.value);
    }
}
