//! What `errspec diff` calls safe is safe, and what it shows as a difference is one: random revisions of a contract are compared by the
//! command, and the result is held against what the generated modules do.

use crate::folder::Folder;
use errspec_revisions::{REVISIONS, Revision};
use errspec_server::{Declared, Response};
use errspec_spec::model::Contract;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The changes from the contract to each of its revisions.
fn all_changes(test: &str) -> Vec<(usize, Vec<Value>)> {
    let folder = Folder::new(test);
    folder.write("base.yaml", REVISIONS[0].spec);
    let compared = REVISIONS.iter().enumerate().skip(1).map(|(at, revision)| {
        let name = format!("m{at}.yaml");
        folder.write(&name, revision.spec);
        let run = folder.errspec(&["diff", "base.yaml", &name, "--format", "json", "--fail-on", "never"]);
        assert_eq!(run.code, 0, "{}\n{}", run.err, revision.spec);
        (at, run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
    });
    compared.collect()
}

fn is_safe(changes: &[Value], side: &str) -> bool {
    changes.iter().all(|change| change[side] == "safe")
}

fn contract(revision: &Revision) -> Contract {
    errspec_spec::check("shop.yaml", revision.spec.as_bytes(), &mut errspec_spec::NoFiles).contract.unwrap()
}

/// Every response that the contract describes: each status, code, alias and body, with and without optional fields.
fn traffic(contract: &Contract) -> Vec<Response> {
    let mut wanted: Vec<(Option<u16>, Declared)> = Vec::new();
    wanted.extend(contract.statuses.iter().map(|status| (Some(status.status.value), Declared::default())));
    for catalog in &contract.catalogs {
        let texts = catalog.codes.iter().flat_map(|code| std::iter::once(&code.wire).chain(&code.aliases));
        let of = |text: &str| Declared {
            code: Some(text.to_owned()),
            catalog: Some(catalog.name.value.clone()),
            ..Declared::default()
        };
        wanted.extend(texts.map(|text| (None, of(&text.value))));
    }
    for body in &contract.bodies {
        let shape = Declared { shape: Some(body.name.value.clone()), ..Declared::default() };
        let optional = body.fields.iter().filter(|field| field.optional);
        let without = optional.map(|field| Declared { values: vec![(field.name.value.clone(), Value::Null)], ..shape.clone() });
        wanted.extend(without.chain([shape.clone()]).map(|declared| (None, declared)));
    }
    wanted.iter().map(|(status, declared)| written(Response::of(contract, *status, declared), declared)).collect()
}

/// The server writes codes by their names; aliases are put in their place.
fn written(response: Response, declared: &Declared) -> Response {
    let (Some(alias), Ok(mut body)) = (&declared.code, serde_json::from_slice::<Value>(&response.body)) else {
        return response;
    };
    match body.pointer_mut("/error/code") {
        Some(code) if code != alias.as_str() => *code = alias.as_str().into(),
        _ => return response,
    }
    Response { body: body.to_string().into_bytes(), ..response }
}

fn verdict(revision: &Revision, response: &Response) -> String {
    let headers: Vec<(&str, &str)> = response.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    (revision.check)(response.status, &headers, &response.body)
}

/// All histories of three readings that the contract allows without a command.
fn histories(contract: &Contract) -> Vec<Vec<String>> {
    let machine = &contract.machines[0];
    let next = |state: usize| {
        machine
            .edges
            .iter()
            .filter(move |edge| edge.from.value == state && !matches!(edge.cause, errspec_spec::model::Cause::Command(_)))
    };
    let name = |state: usize| machine.states[state].wire.value.clone();
    let mut histories = Vec::new();
    for first in 0..machine.states.len() {
        for second in next(first) {
            histories.push(vec![name(first), name(second.to.value)]);
            histories.extend(next(second.to.value).map(|third| vec![name(first), name(second.to.value), name(third.to.value)]));
        }
    }
    histories
}

#[test]
fn what_is_safe_keeps_every_verdict() {
    let (base, mut compared) = (&REVISIONS[0], 0);
    let described = contract(base);
    let (traffic, histories) = (traffic(&described), histories(&described));
    assert!(traffic.len() > 15 && histories.len() > 8);
    for (at, changes) in all_changes("diff_proof_safe") {
        if !is_safe(&changes, "clients") {
            continue;
        }
        compared += 1;
        let revision = &REVISIONS[at];
        for response in &traffic {
            assert_eq!(verdict(base, response), verdict(revision, response), "{response:?}\n{changes:#?}\n{}", revision.spec);
        }
        for history in &histories {
            let states: Vec<&str> = history.iter().map(String::as_str).collect();
            let judged = |revision: &Revision| revision.watch.map(|watch| watch(&states));
            assert_eq!(judged(base), judged(revision), "{history:?}\n{changes:#?}\n{}", revision.spec);
        }
    }
    assert!(compared >= 5, "only {compared} revisions are safe for clients");
}

#[test]
fn a_witness_is_treated_differently() {
    let (base, mut compared) = (&REVISIONS[0], 0);
    for (at, changes) in all_changes("diff_proof_witnesses") {
        let revision = &REVISIONS[at];
        for change in &changes {
            let witness = &change["witness"];
            if let Some(answer) = witness.get("answer") {
                // A response of the new revision shows that a status moved, which no verdict depends on.
                if change["kind"] == "status-moved" {
                    continue;
                }
                let mut headers = vec![("Content-Type", answer["content_type"].as_str().unwrap())];
                headers.extend(
                    answer["headers"].as_object().unwrap().iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())),
                );
                let body = if answer["body"].is_null() { String::new() } else { answer["body"].to_string() };
                let status = answer["status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap();
                let judged = |revision: &Revision| (revision.check)(status, &headers, body.as_bytes());
                assert_ne!(judged(base), judged(revision), "{change:#}\n{}", revision.spec);
                compared += 1;
            }
            if let Some(states) = witness.pointer("/history/states").and_then(Value::as_array).filter(|states| states.len() > 1)
            {
                let states: Vec<&str> = states.iter().map(|state| state.as_str().unwrap()).collect();
                let judged = |revision: &Revision| revision.watch.map(|watch| watch(&states));
                assert_ne!(judged(base), judged(revision), "{change:#}\n{}", revision.spec);
                compared += 1;
            }
        }
    }
    assert!(compared >= 12, "only {compared} witnesses");
}

#[test]
fn what_is_safe_compiles_and_what_breaks_rust_does_not() {
    let changes = all_changes("diff_proof_rust");
    let folder = Folder::new("diff_proof_rust");
    let safe = |side: &str| -> Vec<usize> {
        changes.iter().filter(|(_, changes)| is_safe(changes, side)).map(|(at, _)| *at).collect()
    };
    let (clients, services) = (safe("clients"), safe("servers"));
    assert!(clients.len() >= 5 && services.len() >= 5, "{clients:?} {services:?}");
    let everybody = program(&[("client.rs", &[vec![0], clients].concat()), ("service.rs", &[vec![0], services].concat())]);
    compile(&folder, &everybody).unwrap_or_else(|errors| panic!("{errors}"));

    let breaks = |changes: &[Value]| {
        changes.iter().any(|change| {
            change["kind"].as_str().is_some_and(|kind| kind.starts_with("rust-")) && change["clients"] == "breaking"
        })
    };
    let broken: Vec<usize> = changes.iter().filter(|(_, changes)| breaks(changes)).map(|(at, _)| *at).take(8).collect();
    assert!(broken.len() >= 4, "{broken:?}");
    for at in broken {
        assert!(compile(&folder, &program(&[("client.rs", &[at])])).is_err(), "{}", REVISIONS[at].spec);
    }
}

/// A crate in which a program is compiled against several revisions.
fn program(parts: &[(&str, &[usize])]) -> String {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/revisions");
    let mut text = "#![allow(dead_code)]\n".to_owned();
    for (file, revisions) in parts {
        let name = file.trim_end_matches(".rs");
        for at in *revisions {
            let _ = writeln!(
                text,
                "mod {name}_{at} {{ use errspec_revisions::m{at} as shop; include!({:?}); }}",
                sources.join(file)
            );
        }
    }
    text
}

/// Checks a crate with the compiler, against the libraries of this test.
fn compile(folder: &Folder, program: &str) -> Result<(), String> {
    folder.write("program.rs", program);
    let deps = std::env::current_exe().unwrap().parent().unwrap().to_owned();
    let library = newest(&deps, "liberrspec_revisions-");
    let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    command.args(["--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "-o", "program.rmeta", "-L"]);
    command.arg(format!("dependency={}", deps.display())).arg("--extern");
    command.arg(format!("errspec_revisions={}", library.display())).arg("program.rs").current_dir(folder.path(""));
    let output = command.output().unwrap();
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// The library that was built last: earlier builds may have left others.
fn newest(deps: &Path, prefix: &str) -> PathBuf {
    let entries = std::fs::read_dir(deps).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix));
    let libraries = entries.filter(named).filter(|path| path.extension().is_some_and(|extension| extension == "rlib"));
    libraries.max_by_key(|path| path.metadata().unwrap().modified().unwrap()).unwrap()
}
