//! Runs a sample.

use super::scenarios::Scenario;
use super::{Done, folder, shown};
use errspec_server::Server;
use serde_json::Value;
use std::io::ErrorKind;
use std::process::{Command, Output};

/// Runs all scenarios in one process, because starting an interpreter takes longer than everything that it does here. Each scenario has a
/// server of its own.
pub(crate) fn run(name: &str, method: &str, scenarios: &[Scenario]) -> Vec<Done> {
    let servers: Vec<Server> = scenarios.iter().map(serve).collect();
    let interpreter = if name.ends_with(".py") { "python3" } else { "node" };
    let urls = servers.iter().map(|server| format!("{}/probe", server.url()));
    let script = folder().join("samples").join(name);
    let ran = Command::new(interpreter).env("PYTHONDONTWRITEBYTECODE", "1").arg(script).arg(method).args(urls).output();
    let Output { status, stdout, stderr } = ran.unwrap_or_else(|error| match error.kind() {
        ErrorKind::NotFound => panic!(
            "`{interpreter}` is not there. The samples of the pages are run with Python 3 and Node.js 18 or later; \
             on Debian or Ubuntu: apt-get install python3 nodejs"
        ),
        _ => panic!("`{interpreter}` cannot be run: {error}"),
    });
    assert!(status.success(), "{name}: {}", String::from_utf8_lossy(&stderr));
    let reports: Vec<Value> = serde_json::Deserializer::from_slice(&stdout).into_iter().map(Result::unwrap).collect();
    assert_eq!(reports.len(), servers.len(), "{name}");
    servers.iter().zip(&reports).map(|(server, report)| done(method, server, report)).collect()
}

fn serve(scenario: &Scenario) -> Server {
    let server = (scenario.server)();
    server.script(scenario.answers.clone()).unwrap();
    server
}

fn done(method: &str, server: &Server, report: &Value) -> Done {
    let waits = report["waits"].as_array().unwrap();
    let waits: Vec<String> = waits.iter().map(|wait| shown(wait[0].as_f64().unwrap(), wait[1].as_f64().unwrap())).collect();
    let log = server.log();
    assert!(log.iter().all(|entry| entry.method == method && (method == "GET") == (entry.body == 0)), "{log:?}");
    Done { attempts: log.len(), waits: waits.join(", "), end: report["end"].as_str().unwrap().to_owned() }
}
