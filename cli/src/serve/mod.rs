//! `errspec serve`: a fault server, which fails in the ways that a contract describes.

mod proxy;
mod recorder;

use crate::args::{Printed, Serve};
use crate::input;
use crate::report::Report;
use crate::terminal::{Terminal, print};
use crate::{ExitStatus, Problem};
use errspec_codegen::disk::{Disk, reason};
use errspec_server::{Clock, Entry, Options, Server, parse_script};
use errspec_spec::model::Contract;
use errspec_tables::Tables;
use proxy::Service;
use recorder::Recorder;
use serde_json::{Value, json};
use std::path::Path;

pub(crate) fn run(args: &Serve, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let spec = input::spec(&args.spec)?;
    let checked = errspec_spec::check(&spec.name, &spec.bytes, &mut Disk::default());
    let mut report = Report::default();
    report.add(&checked.sources, checked.findings);
    report.tell(terminal);
    let Some(contract) = checked.contract else { return Ok(ExitStatus::Findings) };
    let script = args.script.as_deref().map_or(Ok(Vec::new()), |path| script(&contract, path))?;
    let mut options = Options { host: args.host, port: args.port, seed: args.seed, clock: Clock::System, ..Options::default() };
    let format = args.format;
    if !args.quiet {
        // If nobody reads the output any more, the clients are not affected.
        options = options.observer(move |entry| drop(print(&shown(entry, format))));
    }
    if let Some(url) = &args.proxy {
        let service = Service::at(url)?;
        options = options.upstream(move |request| service.send(request));
    }
    if let Some(file) = &args.log {
        let recorder = Recorder::open(file, Tables::of(Box::leak(Box::new(contract.clone()))))?;
        options = options.recorder(move |exchange| recorder.record(exchange));
    }
    let server = Server::start(contract, options)
        .map_err(|error| Problem(format!("cannot listen on {} port {}: {}", args.host, args.port, reason(&error))))?;
    server.script(script).map_err(|error| Problem(error.to_string()))?;
    match format {
        Printed::Human => print(&format!("listening on {}\n", server.url()))?,
        Printed::Json => print(&format!("{}\n", json!({ "listening": server.url() })))?,
    }
    if !args.quiet && format == Printed::Human {
        print(&format!("control paths: {}/__errspec/\n", server.url()))?;
    }
    loop {
        std::thread::park(); // until the process is ended
    }
}

fn script(contract: &Contract, path: &Path) -> Result<Vec<errspec_server::Answer>, Problem> {
    let file = input::spec(path)?;
    let text = String::from_utf8(file.bytes).map_err(|_| Problem(format!("`{}` is not UTF-8", file.name)))?;
    parse_script(contract, &text).map_err(|error| Problem(format!("{}: {error}", file.name)))
}

fn shown(entry: &Entry, format: Printed) -> String {
    match format {
        Printed::Human => line(entry),
        Printed::Json => format!("{}\n", request(entry)),
    }
}

fn request(entry: &Entry) -> Value {
    json!({
        "at": format!("{}.{:09}s", entry.at.as_secs(), entry.at.subsec_nanos()),
        "method": entry.method,
        "path": entry.path,
        "query": entry.query,
        "operation": entry.operation,
        "credentials": entry.credentials,
        "status": entry.status,
        "sent": entry.sent,
        "answer": entry.answer(),
        "control": entry.control,
    })
}

/// A request and its response on one line.
fn line(entry: &Entry) -> String {
    let seconds = format!("{}.{:03}", entry.at.as_secs(), entry.at.subsec_millis());
    // Text from clients is escaped, so that a terminal does not interpret it.
    let path = entry.path.escape_default();
    let query = if entry.query.is_empty() { "" } else { "?…" };
    format!("{seconds:>9}  {:6} {path}{query}  {}\n", entry.method, entry.answer())
}
