//! Which responses report a state of a machine, if some of its states are recognized by conditions. The first condition that holds decides.

use super::conditions::{Coded, Conditions, possible};
use super::satisfiable::{Placed, Witness, witness};
use crate::lists::IntoVec;
use crate::model::{CodeId, Contract, Machine, PayloadKind, State, When};
use crate::syntax::{Location, Predicate, StatusRange, Test};
use crate::words::{Outcome, WireKind};

/// A response that reports a state.
#[derive(Clone, Debug, Default)]
pub struct StateResponse {
    /// Its status.
    pub status: u16,
    /// Its media type, if that matters.
    pub content_type: Option<String>,
    /// Its error code, if that matters.
    pub code: Option<CodeId>,
    /// The values of its headers and fields that matter. Pointers begin with a slash, names of headers never do.
    pub values: Vec<(String, Witness)>,
}

/// A response that reports a state with an outcome; `None` if no response does. If no outcome is given, it is that of the last case.
pub fn state_response(contract: &Contract, machine: &Machine, at: usize, outcome: Option<Outcome>) -> Option<StateResponse> {
    let state = machine.states.get(at)?;
    let outcome = outcome.or(state.outcome.as_ref().map(|outcome| outcome.value));
    let mut cases = state.cases.iter();
    match cases.position(|(_, is)| Some(is.value) == outcome) {
        Some(case) => response_of_case(contract, machine, at, Some(case)),
        None => response_of_case(contract, machine, at, None),
    }
}

/// A response that reports a state to which this case of its outcome applies, or none of its cases.
pub(crate) fn response_of_case(
    contract: &Contract,
    machine: &Machine,
    at: usize,
    case: Option<usize>,
) -> Option<StateResponse> {
    let state = machine.states.get(at)?;
    let of_states = |states: &[State]| -> Vec<Tried> {
        states.iter().filter_map(|state| Some(Tried { when: state.when.as_ref()?.value.clone(), of_state: true })).into_vec()
    };
    // Conditions take precedence over texts.
    let before = if state.when.is_some() { machine.states.get(..at)? } else { machine.states.as_slice() };
    let passed = case.map_or(state.cases.as_slice(), |case| state.cases.get(..case).unwrap_or_default());
    let mut earlier = of_states(before);
    passed.iter().map(|(when, _)| Tried { when: when.value.clone(), of_state: false }).add_to(&mut earlier);
    let own = state.when.as_ref().map(|when| &when.value);
    let of_case = case.and_then(|case| state.cases.get(case)).map(|(when, _)| &when.value);
    let wanted: Vec<&When> = own.into_iter().chain(of_case).into_vec();
    let tests = if own.is_some() { vec![Vec::new()] } else { text_tests(machine, at) };
    let search = Search { contract, earlier: &earlier };
    let is_allowed = |status: &u16| {
        let of_state = own.map_or_else(|| contract.is_success(*status), |own| search.asks(own, *status));
        of_state && of_case.is_none_or(|case| case.status.is_empty() || case.names(*status))
    };
    let statuses: Vec<u16> = search.statuses(&wanted).into_iter().filter(is_allowed).into_vec();
    let find = |tests: &[Placed]| statuses.iter().find_map(|status| search.at(*status, &wanted, tests));
    // The members of the payload are present, unless the conditions exclude them.
    let with_payload = |tests: &Vec<Placed>| tests.iter().cloned().chain(payload_tests(contract, state)).into_vec();
    let complete = tests.iter().find_map(|tests| find(&with_payload(tests)));
    complete.or_else(|| tests.iter().find_map(|tests| find(tests)))
}

/// The members of the payload that every response in the state has.
fn payload_tests(contract: &Contract, state: &State) -> impl Iterator<Item = Placed> {
    state.payload.iter().filter(|member| !member.optional).map(|member| {
        let number = || vec![Predicate::Between(0, 255)];
        let any = match &member.kind {
            PayloadKind::Word(word) => match word.as_str() {
                "integer" | "u32" | "u64" | "i32" | "i64" | "number" => number(),
                "boolean" => ["true", "false"].map(|word| Predicate::Equals(word.to_owned())).to_vec(),
                _ => vec![Predicate::Present],
            },
            PayloadKind::Code(at, _) if contract.catalogs.get(*at).is_some_and(|catalog| catalog.wire == WireKind::Integer) => {
                number()
            }
            _ => vec![Predicate::Present],
        };
        (member.at.clone(), Test { negated: false, any })
    })
}

/// A condition that is tried earlier.
struct Tried {
    when: When,
    /// Whether it is the condition of a state. The condition of an outcome may hold for a failure without naming it.
    of_state: bool,
}

/// The tests that a response must pass so that the text of the state is read from it, for each location in which the text can be. For the
/// state under `absent`, the tests require that there is no text.
fn text_tests(machine: &Machine, at: usize) -> Vec<Vec<Placed>> {
    let locations = machine.observe.iter().map(|part| part.at.len()).max().unwrap_or(0);
    if machine.observe.is_empty() || machine.states.get(at).is_none_or(|state| state.texts().next().is_none()) {
        let is_absent = machine.absent.as_ref().is_some_and(|absent| absent.value == at);
        let nowhere = || machine.observe.iter().flat_map(|part| &part.at).filter_map(name).map(absent).into_vec();
        return if is_absent { vec![nowhere()] } else { Vec::new() };
    }
    let Some(text) = sample_text(machine, at) else { return Vec::new() };
    let parts: Vec<&str> = text.splitn(machine.observe.len(), '/').into_vec();
    (0..locations).map(|number| placed(machine, &parts, number)).into_vec()
}

/// The tests of a response in which the value of each part is in its location with this index, or in its last one.
fn placed(machine: &Machine, parts: &[&str], number: usize) -> Vec<Placed> {
    let mut tests = Vec::new();
    for (part, text) in machine.observe.iter().zip(parts) {
        let is_default = part.default.as_ref().is_some_and(|default| default.value == *text);
        let nothing = is_default || text.is_empty() && machine.observe.len() > 1;
        let last = if nothing { part.at.len() } else { number.min(part.at.len().saturating_sub(1)) };
        part.at.iter().take(last).filter_map(name).map(absent).add_to(&mut tests);
        let equals = Test { negated: false, any: vec![Predicate::Equals((*text).to_owned())] };
        tests.extend(part.at.get(last).and_then(name).map(|place| (place, equals)));
    }
    tests
}

/// The name of a location in tests; `None` for the whole document and for items, to which no condition can refer.
fn name(location: &Location) -> Option<String> {
    match location {
        Location::Pointer(at) => (!at.is_empty()).then(|| at.value.clone()),
        Location::Header(name) => Some(name.value.to_ascii_lowercase()),
        Location::Item(_) => None,
    }
}

fn absent(place: String) -> Placed {
    (place, Test { negated: true, any: vec![Predicate::Present] })
}

/// A text that is read as a state: its wire text, or a text with a prefix of the contract.
pub fn sample_text(machine: &Machine, at: usize) -> Option<String> {
    let text = machine.states.get(at)?.texts().next()?;
    let Some(start) = text.value.strip_suffix('*') else { return Some(text.value.clone()) };
    let listed = |text: &str| machine.states.iter().flat_map(State::texts).any(|other| other.value == text);
    (1..).map(|number| format!("{start}{number}")).find(|text| !listed(text))
}

struct Search<'s> {
    contract: &'s Contract,
    earlier: &'s [Tried],
}

/// The number of combinations that are tried for one status.
const MOST: u32 = 10_000;

impl Search<'_> {
    /// Whether the condition of a state is tried for a status.
    fn asks(&self, when: &When, status: u16) -> bool {
        match when.status.is_empty() {
            true => self.contract.is_success(status) != when.names_error(),
            false => when.names(status),
        }
    }

    /// The statuses to try: one of each group that the conditions treat alike, with 200 first.
    fn statuses(&self, wanted: &[&When]) -> Vec<u16> {
        let mut all = vec![200];
        for code in wanted.iter().filter_map(|when| when.code.as_ref()).flat_map(|codes| &codes.value) {
            if let Some(status) = self.contract.code(*code).and_then(|code| code.status.first()) {
                all.push(status.value);
            }
        }
        for when in wanted.iter().copied().chain(self.earlier.iter().map(|tried| &tried.when)) {
            for range in &when.status {
                all.extend_from_slice(&[range.from.saturating_sub(1), range.from, range.to, range.to.saturating_add(1)]);
            }
        }
        for range in &self.contract.success {
            all.extend_from_slice(&[range.from, range.to]);
        }
        all.extend_from_slice(&[404, 400, 500]);
        let mut statuses = Vec::new();
        for status in all {
            if (100..600).contains(&status) && !statuses.contains(&status) {
                statuses.push(status);
            }
        }
        statuses
    }

    fn at(&self, status: u16, wanted: &[&When], tests: &[Placed]) -> Option<StateResponse> {
        let range = Some(StatusRange { from: status, to: status });
        let mut all = Conditions { status: range, tests: tests.to_vec(), ..Conditions::default() };
        for when in wanted {
            all = all.and(&Conditions::of(when, range, self.contract)?)?;
        }
        if !possible(&all.tests) {
            return None;
        }
        let found = self.without(status, all, self.earlier, &mut MOST.clone())?;
        Some(StateResponse {
            status,
            content_type: found.content_type.as_ref().and_then(|types| types.first().cloned()),
            code: match &found.code {
                Some(codes) => codes.first().map(|code| code.id),
                None if found.tags.is_empty() => None,
                None => Some(self.tagged(&found)?),
            },
            values: witness(&found.tests)?.into_iter().map(|(place, value)| (place.to_owned(), value)).into_vec(),
        })
    }

    /// A code that has the tags.
    fn tagged(&self, conditions: &Conditions) -> Option<CodeId> {
        let ids = self.contract.catalogs.iter().enumerate();
        let mut ids = ids.flat_map(|(catalog, entry)| (0..entry.codes.len()).map(move |code| CodeId { catalog, code }));
        ids.find(|id| Coded::new(*id, self.contract).has_tags(&conditions.tags))
    }

    /// The conditions, narrowed so that none of the earlier ones hold.
    fn without(&self, status: u16, all: Conditions, earlier: &[Tried], steps: &mut u32) -> Option<Conditions> {
        let Some((first, rest)) = earlier.split_first() else { return Some(all) };
        *steps = steps.saturating_sub(1);
        if *steps == 0 {
            return Some(all);
        }
        let Tried { when, of_state } = first;
        let is_tried = if *of_state { self.asks(when, status) } else { when.status.is_empty() || when.names(status) };
        if !is_tried {
            return self.without(status, all, rest, steps);
        }
        let other = Conditions::of(when, all.status, self.contract);
        let Some(other) = other else { return self.without(status, all, rest, steps) };
        for narrowed in Self::narrowed(&all, &other) {
            if let Some(found) = self.without(status, narrowed, rest, steps) {
                return Some(found);
            }
        }
        None
    }

    /// The ways in which the conditions can hold while the others do not.
    fn narrowed(all: &Conditions, other: &Conditions) -> Vec<Conditions> {
        let mut ways = Vec::new();
        let coded = |own: &Option<Vec<Coded>>, theirs: &Option<Vec<Coded>>| rest(own, theirs);
        if let Some(code) = coded(&all.code, &other.code) {
            ways.push(Conditions { code, ..all.clone() });
        }
        if let Some(error_type) = coded(&all.error_type, &other.error_type) {
            ways.push(Conditions { error_type, ..all.clone() });
        }
        if let Some(category) = rest(&all.category, &other.category) {
            ways.push(Conditions { category, ..all.clone() });
        }
        // A response without a code has no tag.
        match &all.code {
            None if !other.tags.is_empty() && all.tags.is_empty() => ways.push(all.clone()),
            Some(codes) if !other.tags.is_empty() => {
                let left: Vec<Coded> = codes.iter().filter(|code| !code.has_tags(&other.tags)).cloned().into_vec();
                if !left.is_empty() {
                    ways.push(Conditions { code: Some(left), ..all.clone() });
                }
            }
            _ => {}
        }
        if let Some(body) = rest(&all.body, &other.body) {
            ways.push(Conditions { body, ..all.clone() });
        }
        let json = || "application/json".to_owned();
        let own = all.content_type.clone().or_else(|| Some(vec![json()]));
        if let Some(content_type) = rest(&own, &other.content_type) {
            ways.push(Conditions { content_type: all.content_type.as_ref().and(content_type), ..all.clone() });
        }
        for (place, test) in &other.tests {
            let mut tests = all.tests.clone();
            tests.push((place.clone(), Test { negated: !test.negated, any: test.any.clone() }));
            if witness(&tests).is_some() {
                ways.push(Conditions { tests, ..all.clone() });
            }
        }
        ways
    }
}

/// The values without the others; `None` if none is left. A response without such a value has none of them.
fn rest<T: Clone + PartialEq>(own: &Option<Vec<T>>, theirs: &Option<Vec<T>>) -> Option<Option<Vec<T>>> {
    let theirs = theirs.as_ref()?;
    let Some(own) = own else { return Some(None) };
    let left: Vec<T> = own.iter().filter(|value| !theirs.contains(value)).cloned().into_vec();
    (!left.is_empty()).then_some(Some(left))
}
