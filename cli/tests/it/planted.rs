//! Random faults are planted in traffic of every contract of the repository. An audit finds all of them, and nothing else.

use crate::folder::Folder;
use errspec::machine::{Cause, Kind, Machine};
use errspec::place::{Location, Place};
use errspec::retry::{Outcome, Policy, Repeat, Safety};
use errspec::when::When;
use errspec::{Effect, RetryClass};
use errspec_core::random::Random;
use errspec_server::{Declared, Response};
use errspec_tables::Tables;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// All contracts that have a name.
fn specs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut folders = ["spec/apis", "tests/cases", "tests/contracts"].map(|name| root.join(name)).to_vec();
    let mut specs = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let is_spec = path.extension().is_some_and(|extension| extension == "yaml");
            if path.is_dir() {
                folders.push(path);
            } else if is_spec && std::fs::read_to_string(&path).unwrap().contains("\nname: ") {
                specs.push(path);
            }
        }
    }
    specs.sort();
    specs
}

/// Traffic, and what was planted in it: how often each kind, and the line of the first.
struct Traffic {
    tables: Tables,
    random: Random,
    now: f64,
    calls: u32,
    lines: Vec<Value>,
    planted: BTreeMap<&'static str, (u64, u64)>,
}

impl Traffic {
    fn of(spec: &Path, seed: u64) -> Self {
        let bytes = std::fs::read(spec).unwrap();
        let checked = errspec_spec::check(&spec.to_string_lossy(), &bytes, &mut errspec_codegen::disk::Disk::default());
        let tables = Tables::of(Box::leak(Box::new(checked.contract.unwrap())));
        let random = Random::new(seed);
        Self { tables, random, now: 1_700_000_000.0, calls: 0, lines: Vec::new(), planted: BTreeMap::new() }
    }

    fn below(&mut self, end: usize) -> usize {
        self.random.below(end.max(1) as u64) as usize
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let at = self.below(all.len());
        all.get(at).copied()
    }

    fn policy(&self) -> &'static Policy {
        self.tables.contract.policy
    }

    /// Adds an attempt of a new call, or of the last one.
    fn push(&mut self, new: bool, after: f64, mut record: Value) {
        self.calls += u32::from(new);
        self.now += after;
        let members = record.as_object_mut().unwrap();
        members.insert("at".to_owned(), json!(self.now));
        members.entry("call").or_insert(json!(self.calls.to_string()));
        self.lines.push(record);
    }

    /// The last line has a fault of this kind.
    fn plant(&mut self, kind: &'static str) {
        let line = self.lines.len() as u64;
        self.planted.entry(kind).or_insert((0, line)).0 += 1;
    }

    /// A response that the contract declares, whole.
    fn declared(&mut self) -> Option<Value> {
        let model = self.tables.model;
        let catalogs: Vec<_> = model.catalogs.iter().filter(|catalog| !catalog.codes.is_empty()).collect();
        let catalog = self.one_of(&catalogs)?;
        let at = self.below(catalog.codes.len());
        let (code, name) = (catalog.codes[at].wire.value.clone(), catalog.name.value.clone());
        let declared = Declared { code: Some(code), catalog: Some(name), ..Declared::default() };
        Some(record(&Response::of(model, None, &declared)))
    }

    fn clean(&mut self) {
        // Where a body needs the code of another catalog too, the fault server writes one that is not listed.
        let whole = |record: &Value| !has_placeholder(&record.to_string());
        // A code without a status comes with 500, which a contract need not declare.
        let policy = self.policy();
        let described = |status: u16| policy.is_success(status) || policy.statuses.row(status).is_some();
        let of = |record: &Value| record["status"].as_u64().is_some_and(|status| described(status as u16));
        let record = self.declared().filter(|record| whole(record) && of(record));
        if let Some(record) = record {
            self.push(true, 1.0, record);
        }
    }

    /// Statuses that are failures, are declared, have a class that this holds for, and about which nothing else decides.
    fn statuses(&self, holds: impl Fn(RetryClass, Effect) -> bool) -> Vec<u16> {
        let policy = self.policy();
        let plain = policy.rules.is_empty() && policy.server_says.is_empty() && policy.implied.is_empty();
        let rows = policy.statuses.rows.iter().filter(|row| plain && !policy.is_success(row.status));
        let named = |status| self.tables.contract.decoder.bodies.iter().any(|body| body.when.names(status));
        rows.map(|row| row.status)
            .filter(|status| {
                let decision = policy.classify(&Outcome::status(*status), None);
                let own = decision.retry.repeat.is_some() || decision.retry.attempts.is_some();
                !own && !named(*status) && holds(decision.class(), decision.effect)
            })
            .collect()
    }

    fn bare(status: u16) -> Value {
        json!({ "method": "GET", "path": "/planted", "status": status })
    }

    fn fault(&mut self) {
        match self.below(9) {
            0 => self.undeclared_status(),
            1 => self.unmatched_body(),
            2 => self.unlisted_code(),
            3 => self.forbidden_retry(),
            4 => self.unsafe_retry(),
            5 => self.early_retry(),
            6 => self.excess_attempts(),
            7 => self.history(),
            _ => self.clean(),
        }
    }

    fn undeclared_status(&mut self) {
        let policy = self.policy();
        let open = |status: &u16| !policy.is_success(*status) && policy.statuses.row(*status).is_none();
        let all: Vec<u16> = [418, 451, 507, 599, 526].into_iter().filter(open).collect();
        if let Some(status) = self.one_of(&all) {
            self.push(true, 1.0, Self::bare(status));
            self.plant("undeclared-status");
        }
    }

    fn unmatched_body(&mut self) {
        let bodies = self.tables.contract.decoder.bodies;
        let in_json = bodies.iter().all(|body| body.fields.iter().any(|field| field.required && field.source.is_none()));
        let statuses = self.statuses(|_, _| true);
        if let Some(status) = self.one_of(&statuses).filter(|_| in_json && !bodies.is_empty()) {
            let mut record = Self::bare(status);
            record["body"] = json!("<html>gateway</html>");
            self.push(true, 1.0, record);
            self.plant("unmatched-body");
        }
    }

    fn unlisted_code(&mut self) {
        let model = self.tables.model;
        let code_fields = |body: &'static errspec_spec::model::Body| {
            body.fields.iter().filter_map(move |field| match field.kind {
                errspec_spec::model::FieldKind::Code(at) if field.role == Some(errspec::decode::Role::Code) => {
                    Some((body, field.pointer()?.value.as_str(), at))
                }
                _ => None,
            })
        };
        let open = |at: usize| {
            let catalog = &model.catalogs[at];
            catalog.open && catalog.unlisted.is_none() && catalog.codes.iter().any(|code| code.number.is_none())
        };
        let plain = |body: &errspec_spec::model::Body| body.is_error() && body.chain.is_none() && body.when.fields.is_empty();
        let fields = model.bodies.iter().filter(|body| plain(body)).flat_map(code_fields);
        let fields: Vec<_> = fields.filter(|(.., at)| open(*at)).collect();
        let Some((body, pointer, _)) = self.one_of(&fields) else { return };
        let values = vec![(pointer.to_owned(), json!("zz_planted"))];
        let declared = Declared { shape: Some(body.name.value.clone()), values, ..Declared::default() };
        let response = Response::of(model, None, &declared);
        let text = String::from_utf8_lossy(&response.body).into_owned();
        let is_failure = !self.policy().is_success(response.status) || body.names(response.status);
        let declared = self.policy().statuses.row(response.status).is_some();
        if text.contains("zz_planted") && !has_placeholder(&text) && is_failure && declared {
            self.push(true, 1.0, record(&response));
            self.plant("unlisted-code");
        }
    }

    fn forbidden_retry(&mut self) {
        let stops = |class: RetryClass| {
            use RetryClass as C;
            matches!(class, C::Never | C::Inspect | C::AfterChange(_) | C::AfterAction(_) | C::AfterTime(_))
        };
        let statuses = self.statuses(|class, _| stops(class));
        let Some(status) = self.one_of(&statuses) else { return };
        self.push(true, 1.0, Self::bare(status));
        self.push(false, 200.0, json!({ "method": "GET", "path": "/planted", "status": 200 }));
        if self.policy().is_success(200) {
            self.plant("forbidden-retry");
        } else {
            self.lines.truncate(self.lines.len() - 2);
        }
    }

    fn unsafe_retry(&mut self) {
        let policy = self.policy();
        let of_class = |class: RetryClass| policy.classes.iter().any(|of| of.class == class && of.repeat.is_some());
        let statuses =
            self.statuses(|class, effect| class == RetryClass::Transient && effect == Effect::Maybe && !of_class(class));
        let excluded = policy.repeat == Some(Repeat::Any) || policy.repeat.is_some();
        let Some(status) = self.one_of(&statuses).filter(|_| !excluded) else { return };
        if policy.safety_of("PATCH") != Safety::Unsafe {
            return;
        }
        let attempt = || json!({ "method": "PATCH", "path": "/planted", "status": status });
        self.push(true, 1.0, attempt());
        self.push(false, 200.0, attempt());
        self.plant("unsafe-retry");
    }

    fn early_retry(&mut self) {
        let policy = self.policy();
        let [hint] = policy.hints else { return };
        let plain = When { status: hint.when.status, ..When::ANY } == hint.when;
        let Location::Header(name) = hint.place.first else { return };
        let seconds = hint.forms.first() == Some(&errspec::headers::Form::DelaySeconds);
        let whole = hint.says == errspec::retry::HintAs::Delay && hint.max >= std::time::Duration::from_secs(4);
        let statuses = self.statuses(|class, _| class.is_automatic());
        let statuses: Vec<u16> = statuses.into_iter().filter(|status| hint.when.allows(*status)).collect();
        let attempts = policy.max_attempts() > 1;
        let roomy = policy.deadline.is_none_or(|deadline| deadline > std::time::Duration::from_secs(10));
        let Some(status) = self.one_of(&statuses).filter(|_| plain && seconds && whole && attempts && roomy) else { return };
        let mut record = Self::bare(status);
        record["headers"] = json!({ name: "4" });
        self.push(true, 1.0, record);
        self.push(false, 2.5, Self::bare(200));
        if policy.is_success(200) {
            self.plant("early-retry");
        } else {
            self.lines.truncate(self.lines.len() - 2);
        }
    }

    fn excess_attempts(&mut self) {
        let policy = self.policy();
        let of_class = |class: RetryClass| policy.classes.iter().any(|of| of.class == class);
        let statuses = self.statuses(|class, _| class == RetryClass::Transient && !of_class(class));
        let most = policy.max_attempts();
        let defaults = policy.hints.iter().any(|hint| hint.default.is_some());
        let Some(status) = self.one_of(&statuses).filter(|_| most < 10 && !defaults) else { return };
        self.push(true, 1.0, Self::bare(status));
        // All at once, so that no deadline passes.
        (0..most).for_each(|_| self.push(false, 0.001, Self::bare(status)));
        self.plant("excess-attempts");
    }

    /// A walk of a job by the service's own moves and, now and then, a state that cannot follow.
    fn history(&mut self) {
        let machines = self.tables.contract.machines;
        let simple = |machine: &&&'static Machine| {
            let of = machine.recognition;
            pointer(machine).is_some() && of.conditions.is_empty() && machine.epoch.is_none() && of.absent.is_none()
        };
        let machines: Vec<&'static Machine> = machines.iter().filter(simple).copied().collect();
        let Some(machine) = self.one_of(&machines).filter(|machine| !machine.initial.is_empty()) else { return };
        self.calls += 1;
        let job = format!("job {}", self.calls);
        let mut state = self.one_of(machine.initial).unwrap_or_default();
        let mut walk = vec![state];
        for _ in 0..6 {
            let own = machine.edges.iter().filter(|edge| edge.from == state && !matches!(edge.cause, Cause::Command(_)));
            let next: Vec<u16> = own.map(|edge| edge.to).collect();
            let Some(next) = self.one_of(&next) else { break };
            state = next;
            walk.push(state);
        }
        for state in &walk {
            self.read(machine, &job, machine.wire(*state).trim_end_matches('*'));
        }
        let finals = (0..).zip(machine.states).filter(|(at, other)| other.kind == Kind::Final && *at != state);
        let finals: Vec<u16> = finals.map(|(at, _)| at).collect();
        let is_final = machine.state(state).kind == Kind::Final;
        match (self.below(3), self.one_of(&finals)) {
            (0, Some(other)) if is_final => {
                self.read(machine, &job, machine.wire(other).trim_end_matches('*'));
                self.plant("impossible-state");
            }
            (1, _) if machine.find("zz planted").is_none() => {
                self.read(machine, &job, "zz planted");
                self.plant("unlisted-state");
            }
            _ => {}
        }
    }

    fn read(&mut self, machine: &Machine, job: &str, state: &str) {
        let mut body = json!({});
        let mut place = &mut body;
        for token in pointer(machine).unwrap().split('/').skip(1) {
            let name = token.replace("~1", "/").replace("~0", "~");
            place = place.as_object_mut().unwrap().entry(name).or_insert_with(|| json!({}));
        }
        *place = json!(state);
        let number = self.lines.len();
        let record =
            json!({ "status": 200, "body": body, "machine": machine.name, "job": job, "call": format!("poll {number}") });
        self.push(false, 30.0, record);
    }
}

/// The pointer to the state, if it is nothing else.
fn pointer(machine: &Machine) -> Option<&'static str> {
    match machine.observe {
        [place] if *place == Place::of(place.first) => match place.first {
            Location::Pointer(pointer) => Some(pointer),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a text has a code that the fault server writes because a body needs one that no request named.
fn has_placeholder(text: &str) -> bool {
    text.contains("not_listed") || text.contains("900001")
}

/// A response as a line of traffic.
fn record(response: &Response) -> Value {
    let headers: Map<String, Value> = response.headers.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    json!({ "status": response.status, "headers": headers, "body": String::from_utf8_lossy(&response.body) })
}

#[test]
fn every_planted_fault_is_found_and_nothing_else() {
    let (folder, mut kinds) = (Folder::new("planted_faults"), BTreeMap::<String, u64>::new());
    let mut wrong = Vec::new();
    for (seed, spec) in (1..).zip(specs()) {
        let mut traffic = Traffic::of(&spec, seed);
        (0..60).for_each(|_| traffic.clean());
        (0..200).for_each(|_| traffic.fault());
        let lines: String = traffic.lines.iter().map(|line| format!("{line}\n")).collect();
        folder.write("traffic.jsonl", &lines);
        let spec = spec.to_string_lossy();
        let run = folder.errspec(&["audit", &spec, "traffic.jsonl", "--format", "json", "--fail-on", "never"]);
        assert_eq!(run.code, 0, "{spec}: {run:?}");
        let report: Value = serde_json::from_str(&run.out).unwrap();
        let mut found = BTreeMap::<&str, (u64, u64)>::new();
        for finding in report["findings"].as_array().unwrap() {
            let first = finding["places"][0]["line"].as_u64().unwrap();
            let of = found.entry(finding["kind"].as_str().unwrap()).or_insert((0, first));
            *of = (of.0 + finding["count"].as_u64().unwrap(), of.1.min(first));
        }
        let planted: BTreeMap<&str, (u64, u64)> = traffic.planted.iter().map(|(kind, of)| (*kind, *of)).collect();
        if found != planted {
            wrong.push(format!("{spec}: found {found:?}, planted {planted:?}\n{:#}", report["findings"]));
        }
        planted.iter().for_each(|(kind, (count, _))| *kinds.entry((*kind).to_owned()).or_default() += count);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(kinds.len() == 9 && kinds.values().all(|count| *count > 5), "{kinds:?}");
}
