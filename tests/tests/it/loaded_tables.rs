//! The tables that are built from a contract at run time equal those in its generated code.

use crate::support::wire::{Dice, Response};
use errspec::machine::{Indexed, Machine, Reading, Watch};
use errspec::retry::{Outcome, Policy, Transport};
use errspec::{Api, ApiError, Catalog, Contract};
use errspec_tables::{Loaded, Tables};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// The spec of each contract, by name.
fn specs() -> &'static BTreeMap<String, PathBuf> {
    static SPECS: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    SPECS.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = ["cases", "contracts", "../spec/apis"].map(|name| root.join(name)).to_vec();
        let mut specs = BTreeMap::from([("two_thousand".to_owned(), Path::new(env!("OUT_DIR")).join("two_thousand.yaml"))]);
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "yaml") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let name = text.lines().find_map(|line| line.strip_prefix("name: "));
                    specs.extend(name.map(|name| (name.split('#').next().unwrap_or(name).trim().to_owned(), path)));
                }
            }
        }
        specs
    })
}

fn tables(name: &str) -> Tables {
    let path = &specs()[name];
    let bytes = std::fs::read(path).unwrap();
    let checked = errspec_spec::check(&path.to_string_lossy(), &bytes, &mut errspec_codegen::disk::Disk::default());
    Tables::of(Box::leak(Box::new(checked.contract.unwrap())))
}

/// What of the tables can be compared as it is.
fn same_data(generated: &Contract, loaded: &Contract) {
    assert_eq!((generated.name, generated.title, generated.source), (loaded.name, loaded.title, loaded.source));
    assert_eq!((generated.request_id, generated.rate_limit), (loaded.request_id, loaded.rate_limit));
    assert_eq!(generated.credentials.len(), loaded.credentials.len());
    same_policy(generated.policy, loaded.policy);
    assert_eq!(generated.catalogs.len(), loaded.catalogs.len());
    generated.catalogs.iter().zip(loaded.catalogs).for_each(|(one, other)| same_codes(one, other));
    assert_eq!(generated.machines.len(), loaded.machines.len());
    generated.machines.iter().zip(loaded.machines).for_each(|(one, other)| same_machine(one, other));
    let (one, other) = (generated.decoder, loaded.decoder);
    assert_eq!((one.slots, one.bodies.len()), (other.slots, other.bodies.len()));
    for (one, other) in one.bodies.iter().zip(other.bodies) {
        let text = |body: &errspec::decode::BodyShape| {
            (body.name, body.summary, body.basis, body.means, body.when, body.fields.len(), body.media_type())
        };
        assert_eq!(text(one), text(other));
        for (one, other) in one.fields.iter().zip(other.fields) {
            let (from, of) = (one.source.map(|source| source.place), other.source.map(|source| source.place));
            assert_eq!(
                (one.name, one.at, one.slot, one.required, from),
                (other.name, other.at, other.slot, other.required, of)
            );
            assert_eq!((one.role, one.secret), (other.role, other.secret));
        }
    }
}

fn same_policy(one: &Policy, other: &Policy) {
    assert_eq!((one.attempts, one.deadline, one.attempt_timeout), (other.attempts, other.deadline, other.attempt_timeout));
    assert_eq!((one.backoff, one.jitter, one.spread), (other.backoff, other.jitter, other.spread));
    assert_eq!((one.choose, one.combine, one.repeat), (other.choose, other.combine, other.repeat));
    assert_eq!((one.hints, one.server_says), (other.hints, other.server_says));
    assert_eq!(format!("{:?}", one.rules), format!("{:?}", other.rules));
    assert_eq!((one.success, one.classes, one.fallback), (other.success, other.classes, other.fallback));
    assert_eq!((one.idempotency, one.attempt_header, one.basis), (other.idempotency, other.attempt_header, other.basis));
    assert_eq!((one.statuses.rows, one.statuses.ranges), (other.statuses.rows, other.statuses.ranges));
    assert_eq!(one.implied.len(), other.implied.len());
    for (one, other) in one.implied.iter().zip(other.implied) {
        assert_eq!((one.statuses, one.code.wire(), one.role), (other.statuses, other.code.wire(), other.role));
    }
    assert_eq!(one.worst_case_wait(), other.worst_case_wait());
}

fn same_codes(one: &Catalog, other: &Catalog) {
    assert_eq!((one.title, one.summary, one.open, one.len()), (other.title, other.summary, other.open, other.len()));
    assert_eq!((one.unlisted, one.aliases), (other.unlisted, other.aliases));
    assert_eq!(format!("{:?}", one.groups), format!("{:?}", other.groups));
    assert_eq!(format!("{:?}", one.keys), format!("{:?}", other.keys));
    for row in 0..one.len() as u16 {
        let wire = one.wire(row);
        assert_eq!((wire, one.summary(row), one.action(row)), (other.wire(row), other.summary(row), other.action(row)));
        assert_eq!((one.statuses(row), one.status(row)), (other.statuses(row), other.status(row)), "{wire}");
        assert_eq!((one.facts(row), one.retry(row), one.effect(row)), (other.facts(row), other.retry(row), other.effect(row)));
        assert_eq!(one.group(row).map(|group| group.key), other.group(row).map(|group| group.key), "{wire}");
        assert_eq!(
            (one.number(row), one.symbol(row), one.shown(row)),
            (other.number(row), other.symbol(row), other.shown(row))
        );
        assert_eq!((one.find(wire), other.find(wire)), (Some(row), Some(row)), "{wire}");
        for tag in one.tags {
            assert_eq!(one.has_tag(row, tag.name), other.has_tag(row, tag.name), "{wire}");
        }
        for (one, other) in one.keys.iter().zip(other.keys) {
            assert!(one.texts(row).eq(other.texts(row)) && one.numbers(row).eq(other.numbers(row)), "{wire}");
        }
    }
}

fn same_machine(one: &Machine, other: &Machine) {
    assert_eq!((one.name, one.summary, one.observe, one.epoch), (other.name, other.summary, other.observe, other.epoch));
    assert_eq!((one.by_wire, one.edges, one.initial, one.moves), (other.by_wire, other.edges, other.initial, other.moves));
    assert_eq!((one.observed, one.unknown, one.poll), (other.observed, other.unknown, other.poll));
    assert_eq!((one.settle, one.other_actors, one.basis), (other.settle, other.other_actors, other.basis));
    let about = |machine: &Machine| format!("{:?} {:?} {:?}", machine.recognition, machine.waits, machine.actions);
    assert_eq!(about(one), about(other));
    assert_eq!(one.states.len(), other.states.len());
    for (one, other) in one.states.iter().zip(other.states) {
        assert_eq!((one.wire, one.kind, one.outcome, one.payload), (other.wire, other.kind, other.outcome, other.payload));
        assert_eq!((one.blocked, one.facts), (other.blocked, other.facts));
    }
    for (one, other) in one.commands.iter().zip(other.commands) {
        assert_eq!((one.name, one.requires, one.free_from), (other.name, other.requires, other.free_from));
        assert_eq!((one.auto, one.max_uses, one.basis), (other.auto, other.max_uses, other.basis));
        assert_eq!(one.operation, other.operation, "{}", one.name);
    }
    let states = 0..one.states.len() as u16;
    for (from, to) in states.clone().flat_map(|from| states.clone().map(move |to| (from, to))) {
        assert_eq!((one.direct(from, to), one.can_become(from, to)), (other.direct(from, to), other.can_become(from, to)));
    }
}

/// Everything that a client can learn from a response, as text.
fn learned<A: Api>(status: u16, headers: &[(&'static str, String)], body: &[u8]) -> String {
    let error = ApiError::<A>::decode(status, headers, body);
    let policy = A::contract().policy;
    let outcome = Outcome::error(&error).headers(&headers).received_at(Duration::from_secs(1_700_000_000));
    let decision = policy.classify(&outcome, None);
    let causes: Vec<_> = error.causes().map(|cause| cause.code_ref().map(|code| code.wire())).collect();
    let refs = [error.code_ref(), error.subcode_ref(), error.type_ref()].map(|code| code.map(|code| code.wire()));
    let failed = ApiError::<A>::check(status, headers, body).is_err();
    format!(
        "{failed} {:?} {:?} {refs:?} {:?} {:?} {:?} {:?} {:?} {:?} {causes:?}\n{decision:?} {:?} {:?}\n{error} {error:?}\n{:?}",
        error.body_name(),
        error.code_text(),
        error.subcode_text(),
        error.type_text(),
        error.message(),
        error.request_id(),
        error.details(),
        error.delay(),
        policy.hint(&outcome),
        (error.category(), error.severity(), error.action()),
        read_jobs(A::contract(), &outcome),
    )
}

/// What each machine reads in a response, and how it judges that.
fn read_jobs(contract: &'static Contract, outcome: &Outcome<'_>) -> Vec<String> {
    let read = |machine: &&'static Machine| {
        let observed = machine.read_outcome(outcome, contract.policy, None)?;
        let mut watch = Watch::<Indexed>::over(machine);
        Some(format!("{observed:?} {:?}", watch.observe(Reading::from(&observed)).verdict()))
    };
    contract.machines.iter().filter_map(read).collect()
}

/// A body that was changed on the way, and the status and headers of another response.
fn changed(mut response: Response, dice: &[u32]) -> Response {
    let mut body = std::mem::take(&mut response.body).into_bytes();
    for (at, how) in dice.chunks_exact(2).map(|pair| (pair[0] as usize, pair[1])) {
        let at = at % body.len().max(1);
        match how % 8 {
            0 => body.truncate(at),
            1 => body.insert(at.min(body.len()), b"{}[]\",:0"[how as usize / 8 % 8]),
            2 if !body.is_empty() => drop(body.remove(at)),
            3 => response.status = 100 + (how / 8 % 500) as u16,
            4 => response.headers.retain(|_| how / 8 % 2 == 0),
            5 => response.headers.push(("Retry-After", (how / 8 % 200).to_string())),
            _ => {}
        }
    }
    response.body = String::from_utf8_lossy(&body).into_owned();
    response
}

fn same_results<A: Api>(tables: &Tables, dice: Vec<u32>, changes: &[u32]) -> Result<(), TestCaseError> {
    let response = if A::contract().decoder.bodies.is_empty() {
        Response { status: 503, headers: Vec::new(), body: "{}".to_owned() }
    } else {
        Dice(dice).response(A::contract())
    };
    let Response { status, headers, body } = changed(response, changes);
    let generated = learned::<A>(status, &headers, body.as_bytes());
    let loaded = tables.run(|| learned::<Loaded>(status, &headers, body.as_bytes()));
    // Only generated code has Rust names.
    prop_assert_eq!(rust_names_out(&generated), rust_names_out(&loaded), "{}", body);
    Ok(())
}

/// `Code(CodeRef(ErrorCode::Busy))` in debug output.
fn rust_names_out(text: &str) -> String {
    let mut parts = text.split("CodeRef(");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(')').map_or("", |(_, rest)| rest))
}

macro_rules! contracts {
    ($($name:ident)*) => {
        #[test]
        fn the_data_is_the_same() {
            $({
                let generated = <errspec_tests::$name::Api as Api>::contract();
                same_data(generated, tables(stringify!($name)).contract);
            })*
        }

        $(
            #[test]
            fn $name() {
                let tables = tables(stringify!($name));
                let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) };
                let numbers = || prop::collection::vec(any::<u32>(), 0..60);
                let changes = prop::collection::vec(any::<u32>(), 0..8);
                proptest::test_runner::TestRunner::new(config)
                    .run(&(numbers(), changes), |(dice, changes)| {
                        same_results::<errspec_tests::$name::Api>(&tables, dice, &changes)
                    })
                    .unwrap();
            }
        )*
    };
}

errspec_tests::each_contract!(contracts);

#[test]
fn nothing_is_loaded_outside_of_a_run() {
    let tables = tables("shapes");
    assert_eq!(tables.run(|| Loaded::contract().name), "shapes");
    assert_eq!(Loaded::contract().name, "");
    let failed = std::panic::catch_unwind(|| tables.run(|| panic!("stops")));
    assert!(failed.is_err() && Loaded::contract().name.is_empty());
}

#[test]
fn transport_failures_are_decided_alike() {
    for name in specs().keys() {
        let Some(generated) = errspec_tests::CONTRACTS.iter().find(|contract| contract.name == name) else { continue };
        let loaded = tables(name).contract;
        for failure in Transport::ALL {
            let class = |policy: &Policy| policy.classify(&Outcome::transport(*failure), None);
            assert_eq!(format!("{:?}", class(generated.policy)), format!("{:?}", class(loaded.policy)), "{name} {failure}");
        }
    }
}
