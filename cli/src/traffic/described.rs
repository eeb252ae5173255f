//! The parts of JSON bodies, and the headers of responses, that the contract refers to. Only these are recorded.

use errspec::Contract;
use errspec::decode::{Decoder, Field, ItemShape, Kind, Role};
use errspec::machine::Machine;
use errspec::place::{Location, Place};
use errspec::when::{Predicate, Test, When};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The members of JSON documents that are recorded, as a tree.
#[derive(Debug, Default)]
pub(super) struct Members {
    keep: Keep,
    secret: bool,
    named: BTreeMap<String, Members>,
    /// The items of a list, or the values of a map.
    items: Option<Box<Members>>,
}

/// How much of a value is kept, apart from members and items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Keep {
    #[default]
    Nothing,
    /// A text, a number, a boolean, or a list of these.
    Plain,
    /// Everything.
    Whole,
}

/// What is written instead of a secret.
pub(super) const REDACTED: &str = "[redacted]";

impl Members {
    /// The members that the bodies, rules, hints and machines of a contract read.
    pub(super) fn of_errors(contract: &Contract) -> Self {
        let mut all = Self::of_jobs(contract);
        all.decoder(&contract.decoder);
        let policy = contract.policy;
        policy.rules.iter().for_each(|rule| all.when(&rule.when));
        policy.hints.iter().for_each(|hint| all.when(&hint.when));
        policy.hints.iter().for_each(|hint| all.place(&hint.place));
        policy.server_says.iter().for_each(|says| all.place(&says.place));
        all
    }

    /// The members that the machines of a contract read, which successes have too.
    pub(super) fn of_jobs(contract: &Contract) -> Self {
        let mut all = Self::default();
        contract.machines.iter().for_each(|machine| all.machine(machine));
        all
    }

    fn machine(&mut self, machine: &Machine) {
        for place in machine.observe.iter().chain(&machine.epoch) {
            self.place(place);
        }
        machine.recognition.conditions.iter().for_each(|(_, when)| self.when(when));
        machine.recognition.outcomes.iter().for_each(|(_, when, _)| self.when(when));
    }

    fn decoder(&mut self, decoder: &Decoder) {
        for body in decoder.bodies {
            self.when(&body.when);
            body.fields.iter().for_each(|field| self.field(field));
        }
    }

    fn field(&mut self, field: &Field) {
        let add = |member: &mut Self| {
            member.secret |= field.secret;
            match field.kind {
                Kind::List(shape) | Kind::Map(shape) => member.items.get_or_insert_default().shape(shape),
                Kind::Json => member.keep = Keep::Whole,
                _ => member.keep = member.keep.max(Keep::Plain),
            }
        };
        match field.source {
            None => add(self.at(field.at)),
            Some(source) => source.place.locations().for_each(|location| self.location(location).into_iter().for_each(add)),
        }
    }

    fn shape(&mut self, shape: &ItemShape) {
        shape.fields.iter().for_each(|field| self.field(field));
    }

    fn when(&mut self, when: &When) {
        self.tests(when.fields);
    }

    fn tests(&mut self, tests: &[(&str, Test<'_>)]) {
        for (pointer, test) in tests {
            self.plain(pointer);
            for predicate in [test.first].iter().chain(test.others) {
                if let Predicate::HasItem(tests) = predicate {
                    self.at(pointer).items.get_or_insert_default().tests(tests);
                }
            }
        }
    }

    /// The values at all locations of a place.
    fn place(&mut self, place: &Place) {
        for location in place.locations() {
            if let Some(member) = self.location(location) {
                member.keep = member.keep.max(Keep::Plain);
            }
        }
    }

    /// The member of the body at a location, with what the location tests.
    fn location(&mut self, location: &Location) -> Option<&mut Self> {
        match location {
            Location::Header(_) => None,
            Location::Pointer(pointer) => Some(self.at(pointer)),
            Location::Item(item) => {
                let items = self.at(item.list).items.get_or_insert_default();
                items.tests(item.tests);
                Some(items.at(item.member))
            }
        }
    }

    fn plain(&mut self, pointer: &str) {
        let member = self.at(pointer);
        member.keep = member.keep.max(Keep::Plain);
    }

    fn at(&mut self, pointer: &str) -> &mut Self {
        let names = pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"));
        names.fold(self, |member, name| member.named.entry(name).or_default())
    }

    /// The part of a value that is recorded, with its secrets masked. `None` if no part of it is.
    pub(super) fn part(&self, value: &Value) -> Option<Value> {
        if self.secret {
            return Some(masked(value));
        }
        match value {
            Value::Object(members) => {
                let part = |(name, value): (&String, &Value)| {
                    let below = self.named.get(name).or(self.items.as_deref());
                    let part = match below {
                        Some(below) => below.part(value),
                        None => (self.keep == Keep::Whole).then(|| value.clone()),
                    };
                    Some((name.clone(), part?))
                };
                Some(Value::Object(members.iter().filter_map(part).collect::<Map<String, Value>>()))
            }
            Value::Array(items) => Some(Value::Array(items.iter().enumerate().map(|(at, item)| self.item(at, item)).collect())),
            plain => (self.keep > Keep::Nothing || plain.is_null()).then(|| plain.clone()),
        }
    }

    /// An item of a list. It keeps its position even if no part of it is recorded.
    fn item(&self, at: usize, item: &Value) -> Value {
        let below = self.named.get(&at.to_string()).or(self.items.as_deref());
        let composite = item.is_object() || item.is_array();
        match below {
            Some(below) => below.part(item).unwrap_or_default(),
            None if self.keep == Keep::Whole || self.keep == Keep::Plain && !composite => item.clone(),
            None => Value::Null,
        }
    }

    /// Masks the fields with the role `message`, which may contain the secrets of a code.
    pub(super) fn mask_messages(&mut self, decoder: &Decoder) {
        for field in decoder.bodies.iter().flat_map(|body| body.fields).filter(|field| field.role == Some(Role::Message)) {
            self.at(field.at).secret = true;
        }
    }
}

/// A value of the same type without its content.
fn masked(value: &Value) -> Value {
    match value {
        Value::String(_) => Value::from(REDACTED),
        Value::Number(_) => Value::from(0),
        Value::Array(_) => Value::Array(Vec::new()),
        Value::Object(_) => Value::Object(Map::new()),
        plain => plain.clone(),
    }
}

/// The headers of responses that the contract refers to.
pub(super) fn headers(contract: &Contract) -> Vec<&'static str> {
    let mut all = vec!["Content-Type", "Date", "Retry-After", contract.request_id];
    let rate_limit = contract.rate_limit;
    all.extend(rate_limit.limit.into_iter().chain(rate_limit.remaining).chain(rate_limit.reset.map(|(name, _)| name)));
    let policy = contract.policy;
    let places = policy.hints.iter().map(|hint| hint.place).chain(policy.server_says.iter().map(|says| says.place));
    all.extend(places.flat_map(headers_of));
    let of_machines = contract.machines.iter().flat_map(|machine| machine.observe.iter().chain(&machine.epoch));
    all.extend(of_machines.copied().flat_map(headers_of));
    let bodies = contract.decoder.bodies;
    let conditions = bodies.iter().map(|body| body.when).chain(policy.hints.iter().map(|hint| hint.when));
    let conditions = conditions.chain(policy.rules.iter().map(|rule| rule.when));
    let of_jobs = contract
        .machines
        .iter()
        .map(|machine| machine.recognition)
        .flat_map(|of| of.conditions.iter().map(|(_, when)| *when).chain(of.outcomes.iter().map(|(_, when, _)| *when)));
    all.extend(conditions.chain(of_jobs).flat_map(|when| when.headers.iter().map(|(name, _)| *name)));
    let fields = bodies.iter().flat_map(|body| body.fields);
    let places = fields.filter(|field| !field.secret).filter_map(|field| field.source).map(|source| source.place);
    all.extend(places.flat_map(headers_of));
    all
}

fn headers_of(place: Place) -> Vec<&'static str> {
    place.locations().filter_map(|location| if let Location::Header(name) = location { Some(*name) } else { None }).collect()
}
