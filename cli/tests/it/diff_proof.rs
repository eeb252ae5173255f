//! What `errspec diff` calls safe is safe, and what it shows as a difference is one. The command compares random revisions of contracts,
//! and the result is checked against the behavior of the generated modules.

use crate::diff_traffic::{Sent, contract, histories, polls, traffic};
use crate::folder::Folder;
use errspec_revisions::errspec::retry::{Operation, Safety};
use errspec_revisions::{BASES, Base, Revision};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The changes from a contract to its revisions, each with the number of the revision.
type Changes = Vec<(usize, Vec<Value>)>;

/// The changes of a contract, which all tests share.
fn all_changes(base: &Base) -> &'static Changes {
    static COMPARED: OnceLock<BTreeMap<&str, Changes>> = OnceLock::new();
    &COMPARED.get_or_init(|| BASES.iter().map(|base| (base.name, compared(base))).collect())[base.name]
}

fn compared(base: &Base) -> Changes {
    let folder = Folder::new(&format!("diff_proof_{}", base.name));
    folder.write("base.yaml", base.revisions[0].spec);
    let compared = base.revisions.iter().enumerate().skip(1).map(|(at, revision)| {
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

/// What a module says about a response.
fn verdict(revision: &Revision, sent: &Sent) -> String {
    revision.check(sent.status, &sent.pairs(), &sent.body)
}

/// What a module does with a call of each operation of a contract that gets the response, and what it reads from the response.
fn treatment(base: &Revision, revision: &Revision, sent: &Sent) -> Vec<String> {
    let headers = sent.pairs();
    let call = |name: Option<&'static str>| {
        let operation = name.map(|name| revision.operation(name).ok_or_else(|| format!("no operation {name}")).unwrap());
        format!("{name:?}: {:?}", revision.call(operation, sent.status, &headers, &sent.body))
    };
    let names = base.operations.iter().map(|operation| Some(operation.name));
    let calls = names.chain([None]).map(call);
    let params = base.params.iter().map(|(name, _)| {
        let read = revision.params.iter().find(|(other, _)| other == name);
        format!("{name}: {:?}", read.map(|(_, read)| read(sent.status, &headers, &sent.body)))
    });
    calls.chain(params).collect()
}

/// What a module does with a call that is safe to repeat and gets the response.
fn safe_call(revision: &Revision, sent: &Sent) -> Vec<String> {
    const SAFE: Operation = Operation::new("safe", "GET", "").safety(Safety::Safe);
    revision.call(Some(&SAFE), sent.status, &sent.pairs(), &sent.body)
}

/// What a module says about each state of a history of a machine.
fn judged(revision: &Revision, machine: &str, states: &[&str]) -> Option<Vec<String>> {
    revision.job(machine).map(|job| (job.watch)(states))
}

/// The revisions of a contract that are safe for clients, and what they nevertheless treat differently.
fn differences(of: &Base) -> (usize, Vec<String>) {
    let (base, mut compared, mut wrong) = (&of.revisions[0], 0, Vec::new());
    let described = contract(base);
    let (traffic, histories, polls) = (traffic(&described), histories(&described), polls(of.name));
    assert!(traffic.len() > 12, "{} {}", of.name, traffic.len());
    for (at, changes) in all_changes(of) {
        if !is_safe(changes, "clients") {
            continue;
        }
        compared += 1;
        let revision = &of.revisions[*at];
        let said = traffic.iter().map(|sent| {
            let of = |revision| (verdict(revision, sent), treatment(base, revision, sent));
            (format!("{sent:?}"), format!("{:#?}", of(base)), format!("{:#?}", of(revision)))
        });
        let watched = histories.iter().map(|(machine, history)| {
            let states: Vec<&str> = history.iter().map(String::as_str).collect();
            let of = |revision| format!("{:#?}", judged(revision, machine, &states));
            (format!("{machine} {history:?}"), of(base), of(revision))
        });
        let read = polls.iter().map(|(machine, polls)| {
            let of = |revision| format!("{:#?}", polled(base, revision, machine, polls));
            (format!("{machine} {polls:?}"), of(base), of(revision))
        });
        let differing = said.chain(watched).chain(read).find(|(_, before, after)| before != after);
        wrong.extend(differing.map(|(what, before, after)| {
            format!("{what}\nbefore: {before}\nafter: {after}\n{}\n{}", shown(changes), diff(of, *at))
        }));
    }
    (compared, wrong)
}

#[test]
fn what_is_safe_keeps_every_verdict() {
    for base in BASES {
        let (compared, wrong) = differences(base);
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
        assert!(compared >= 4, "only {compared} revisions of {} are safe for clients", base.name);
    }
}

#[test]
fn a_witness_is_treated_differently() {
    for (of, least) in BASES.iter().zip([12, 8, 2]) {
        let (mut compared, mut alike) = (0, Vec::new());
        for (at, changes) in all_changes(of) {
            for change in changes {
                match differs(of, &of.revisions[*at], change) {
                    Some(true) => compared += 1,
                    Some(false) => alike.push(format!("{change:#}\n{}", diff(of, *at))),
                    None => {}
                }
            }
        }
        assert!(alike.is_empty(), "{}", alike.join("\n\n"));
        assert!(compared >= least, "only {compared} witnesses in {}", of.name);
    }
}

/// The lines of a revision that its contract does not have, and the other way around.
fn diff(of: &Base, at: usize) -> String {
    let lines = |at: usize| -> Vec<String> {
        let spec: Value = serde_yaml::from_str(of.revisions[at].spec).unwrap();
        serde_json::to_string_pretty(&spec).unwrap().lines().map(str::to_owned).collect()
    };
    let (old, new) = (lines(0), lines(at));
    let only = |one: &[String], other: &[String], sign: char| -> Vec<String> {
        one.iter().filter(|line| !other.contains(line)).map(|line| format!("{sign}{line}")).collect()
    };
    [only(&old, &new, '-'), only(&new, &old, '+'), vec![format!("in revision {at} of {}", of.name)]].concat().join("\n")
}

/// Changes in a few words.
fn shown(changes: &[Value]) -> String {
    changes.iter().map(|change| format!("{} {}", change["kind"], change["title"])).collect::<Vec<_>>().join("\n")
}

/// Whether the witness of a change is treated differently; `None` if it has none that modules can be asked about.
fn differs(of: &Base, revision: &Revision, change: &Value) -> Option<bool> {
    let (base, witness) = (&of.revisions[0], &change["witness"]);
    if let Some(states) = witness.pointer("/history/states").and_then(Value::as_array) {
        let states: Vec<&str> = states.iter().map(|state| state.as_str().unwrap()).collect();
        let machine = witness["history"]["machine"].as_str().unwrap();
        return Some(judged(base, machine, &states) != judged(revision, machine, &states));
    }
    // A response of the new revision shows that a status moved, which no verdict depends on.
    let answer = witness.get("answer").filter(|_| change["kind"] != "status-moved")?;
    let sent = Sent::of_witness(answer);
    let said = |revision: &Revision| (verdict(revision, &sent), safe_call(revision, &sent));
    Some(said(base) != said(revision))
}

/// What a module says about responses to the polls of a job.
fn polled(base: &Revision, revision: &Revision, machine: &str, polls: &[Sent]) -> Option<Vec<String>> {
    let pairs: Vec<_> = polls.iter().map(Sent::pairs).collect();
    let responses: Vec<_> = polls.iter().zip(&pairs).map(|(poll, pairs)| (poll.status, &pairs[..], &poll.body[..])).collect();
    let waits = base.job(machine).map(|job| (job.waits)()).unwrap_or_default();
    revision.read(machine, &responses, &waits)
}

#[test]
fn what_is_safe_compiles_and_what_breaks_rust_does_not() {
    let folder = Folder::new("diff_proof_rust");
    let (mut everybody, mut broken) = ("#![allow(dead_code)]\n".to_owned(), Vec::new());
    for of in BASES {
        let changes = all_changes(of);
        let safe = |side: &str| -> Vec<usize> {
            changes.iter().filter(|(_, changes)| is_safe(changes, side)).map(|(at, _)| *at).collect()
        };
        let (clients, services) = (safe("clients"), safe("servers"));
        assert!(clients.len() >= 4 && services.len() >= 4, "{} {clients:?} {services:?}", of.name);
        everybody += &program(of, "client", &[vec![0], clients].concat());
        everybody += &program(of, "service", &[vec![0], services].concat());
        let breaks = |changes: &[Value]| {
            changes.iter().any(|change| {
                change["kind"].as_str().is_some_and(|kind| kind.starts_with("rust-")) && change["clients"] == "breaking"
            })
        };
        let of_base: Vec<_> = changes.iter().filter(|(_, changes)| breaks(changes)).map(|(at, _)| (of, *at)).take(5).collect();
        assert!(of_base.len() >= 3, "{} {of_base:?}", of.name);
        broken.extend(of_base);
    }
    compile(&folder, &everybody).unwrap_or_else(|errors| panic!("{errors}"));
    for (of, at) in broken {
        assert!(compile(&folder, &program(of, "client", &[at])).is_err(), "{}", of.revisions[at].spec);
    }
}

/// Modules in which a program is compiled against several revisions.
fn program(of: &Base, kind: &str, revisions: &[usize]) -> String {
    let base = of.name;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../tests/revisions/{base}_{kind}.rs"));
    let mut text = String::new();
    for at in revisions {
        let module = format!("mod {base}_{kind}_{at} {{ use errspec_revisions::{base}_{at} as spec; include!({file:?}); }}");
        let _ = writeln!(text, "{module}");
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
