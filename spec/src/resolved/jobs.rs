//! The machines of a contract.

use super::data::{Context, Data, Filled, Keyed, definition, object};
use super::provenance::{SharedWords, Silence, own, own_text};
use crate::model::{
    Cause, Command, DeclaredAction, Edge, Fact, Goal, Machine, Payload, PayloadKind, Poll, State, Unknown, Wait, When,
};
use crate::source::{Span, Spanned};
use crate::syntax::{Decimal, Place};
use crate::words::{Basis, Moves, Outcome, StateKind, TextCase, TreatAs, Word};
use serde_json::{Map, Value, json};
use std::time::Duration;

object! {
    /// The states that a job passes through.
    "machine" Machine: machine @ Machine {
        name, rust_name, summary, basis, observe, initial, moves, unknown, epoch, absent, case, states, edges, commands, actions, waits, poll, settle, other_actors,
        typestate,
    } in cx => {
        location: Span = name.span;
        basis: Basis = basis;
        name: Option<Spanned<String>> = rust_name;
        summary: Option<Fact<String>> = own_text(summary, *basis);
        /// Where the state is read from. With several places, their values are joined.
        observe: Vec<Place> = observe;
        epoch: Option<Place> = epoch;
        /// The state of a response that does not contain one.
        absent: Option<String> = absent.as_ref().and_then(|at| names(machine, std::slice::from_ref(at)).pop());
        case: Option<TextCase> = (*case != TextCase::Sensitive).then_some(*case);
        initial: Vec<String> = names(machine, initial);
        moves: Moves = moves;
        unknown: Option<Unknown> = unknown;
        states: Keyed<StateOf<'_>> =
            states.iter().map(|state| (state.wire.value.clone(), StateOf { machine, state })).collect::<Keyed<_>>();
        /// One per pair of states and cause.
        edges: Vec<EdgeOf<'_>> = edges.iter().map(|edge| EdgeOf { machine, edge }).collect::<Vec<_>>();
        commands: Keyed<CommandOf<'_>> =
            commands.iter().map(|command| (command.name.value.clone(), CommandOf { machine, command })).collect::<Keyed<_>>();
        /// What somebody has to do, in words of the contract's own.
        actions: Filled<Keyed<ActionOf<'_>>> =
            Filled(actions.iter().map(|action| (action.name.value.clone(), ActionOf { machine, action })).collect());
        /// What a program can wait for, if not for the end of the job.
        waits: Filled<Keyed<WaitOf<'_>>> =
            Filled(waits.iter().map(|wait| (wait.name.value.clone(), WaitOf { machine, wait })).collect());
        settle: Option<Fact<Duration>> = settle.as_ref().map(|settle| own(settle, *basis));
        other_actors: bool = other_actors;
        typestate: bool = typestate;
        poll: Option<Poll> = poll;
    }
}

/// The name of a state.
fn name(machine: &Machine, at: &Spanned<usize>) -> String {
    machine.states.get(at.value).map(|state| state.wire.value.clone()).unwrap_or_default()
}

fn names(machine: &Machine, states: &[Spanned<usize>]) -> Vec<String> {
    states.iter().map(|at| name(machine, at)).collect()
}

object! {
    /// How a state that is not listed is treated.
    "unknown" Unknown: Unknown { treat_as, limit } in cx => {
        treat_as: TreatAs = treat_as;
        limit: Option<u32> = limit;
    }
}

struct StateOf<'a> {
    machine: &'a Machine,
    state: &'a State,
}

object! {
    "state" StateOf<'_>: StateOf {
        machine,
        state: State { wire, aliases, when, kind, by, outcome, cases, payload, blocked, observed, has_retry: _, facts },
    } in cx => {
        location: Span = wire.span;
        basis: Basis = facts.basis;
        /// Other texts of the state.
        aliases: Filled<&Vec<Spanned<String>>> = Filled(aliases);
        /// The condition by which the state is known, instead of by its text.
        when: Option<&When> = when.as_ref().map(|when| &when.value);
        kind: StateKind = kind;
        by: Option<Spanned<String>> = by;
        /// How the job ended, if none of the cases applies.
        outcome: Option<OutcomeOf<'_>> = outcome.as_ref().map(|outcome| OutcomeOf { machine, outcome: outcome.value });
        /// The outcomes that depend on the response. The first whose condition holds applies.
        cases: Filled<Vec<CaseOf<'_>>> = Filled(cases.iter().map(|(when, is)| CaseOf { machine, when: &when.value, is }).collect());
        payload: Filled<Keyed<&Payload>> = Filled(payload.iter().map(|member| (member.name.value.clone(), member)).collect());
        blocked: bool = blocked.is_some();
        observed: bool = observed.is_some();
        facts: SharedWords<'_, false> = SharedWords(facts, Silence::Nothing);
    }
}

struct CaseOf<'a> {
    machine: &'a Machine,
    when: &'a When,
    is: &'a Spanned<Outcome>,
}

object! {
    /// An outcome that depends on the response.
    "case" CaseOf<'_>: CaseOf { machine, when, is } in cx => {
        when: &When = when;
        is: OutcomeOf<'_> = OutcomeOf { machine, outcome: is.value };
    }
}

struct OutcomeOf<'a> {
    machine: &'a Machine,
    outcome: Outcome,
}

impl Data for OutcomeOf<'_> {
    fn value(&self, _: Context<'_>) -> Value {
        match self.outcome {
            Outcome::Needs(action) => json!({ "needs": self.machine.action_name(action) }),
            word => word.as_str().into(),
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let needs = json!({
            "type": "object",
            "properties": { "needs": { "type": "string", "description": "A word of the language, or an action that the machine declares." } },
            "required": ["needs"],
            "additionalProperties": false,
        });
        json!({ "anyOf": [Outcome::schema(definitions), needs] })
    }
}

impl Data for Outcome {
    fn value(&self, _: Context<'_>) -> Value {
        self.as_str().into()
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        definition(definitions, "outcome", |_| json!({ "enum": Self::WORDS }))
    }
}

struct ActionOf<'a> {
    machine: &'a Machine,
    action: &'a DeclaredAction,
}

object! {
    /// What somebody has to do, in words of the contract's own.
    "declared_action" ActionOf<'_>: ActionOf { machine, action: DeclaredAction { name: key, rust_name, summary, command, basis } } in cx => {
        location: Span = key.span;
        basis: Basis = basis;
        name: Option<Spanned<String>> = rust_name;
        summary: Option<Fact<String>> = own_text(summary, *basis);
        /// The command that does it.
        command: Option<&Spanned<String>> =
            command.as_ref().and_then(|at| machine.commands.get(at.value)).map(|command| &command.name);
    }
}

object! {
    "payload" Payload: Payload { name: _, rust_name, at, optional, kind } in cx => {
        name: Option<Spanned<String>> = rust_name;
        /// Where it is, as a JSON Pointer.
        at: String = at;
        type: PayloadKind = kind;
        /// Whether a response may lack it.
        optional: bool = optional;
    }
}

impl Data for PayloadKind {
    fn value(&self, cx: Context<'_>) -> Value {
        match self {
            Self::Word(word) | Self::Code(_, word) => word.as_str().into(),
            Self::List(item) => json!({ "list": item.value(cx) }),
            Self::Map(item) => json!({ "map": item.value(cx) }),
            Self::Object(members) => {
                let members: Keyed<&Payload> = members.iter().map(|member| (member.name.value.clone(), member)).collect();
                json!({ "members": members.value(cx) })
            }
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        definition(definitions, "payload_type", |definitions| {
            let of = |key: &str, item: &Value| json!({ "type": "object", "properties": { key: item }, "required": [key], "additionalProperties": false });
            let item = json!({ "$ref": "#/$defs/payload_type" });
            let members = Keyed::<&Payload>::schema(definitions);
            json!({
                "description": "A word, the name of a catalog, the type of the items of a list or of the values of a map, or the members of such an item.",
                "anyOf": [{ "type": "string" }, of("list", &item), of("map", &item), of("members", &members)],
            })
        })
    }
}

struct EdgeOf<'a> {
    machine: &'a Machine,
    edge: &'a Edge,
}

object! {
    "edge" EdgeOf<'_>: EdgeOf { machine, edge: Edge { span, from, to, from_any: _, cause, basis, summary } } in cx => {
        location: Span = span;
        basis: Basis = basis;
        source: String = name(machine, from);
        target: String = name(machine, to);
        cause: Cause = cause;
        command: Option<&Spanned<String>> = match cause {
            Cause::Command(at) => machine.commands.get(*at).map(|command| &command.name),
            Cause::Auto | Cause::External => None,
        };
        summary: Option<Fact<String>> = own_text(summary, *basis);
    }
}

impl Data for Cause {
    fn value(&self, _: Context<'_>) -> Value {
        match self {
            Self::Auto => "auto".into(),
            Self::External => "external".into(),
            Self::Command(_) => "command".into(),
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        definition(definitions, "cause", |_| json!({ "enum": ["auto", "external", "command"] }))
    }
}

struct CommandOf<'a> {
    machine: &'a Machine,
    command: &'a Command,
}

object! {
    /// A command that a client can send.
    "command" CommandOf<'_>: CommandOf {
        machine, command: Command { name: key, rust_name, summary, requires, free_from, auto, max_uses, operation, basis },
    } in cx => {
        location: Span = key.span;
        basis: Basis = basis;
        name: Option<Spanned<String>> = rust_name;
        summary: Option<Fact<String>> = own_text(summary, *basis);
        /// What somebody has to do first, by state.
        requires: Keyed<String> = requires
            .iter()
            .map(|(at, action)| (name(machine, at), machine.action_name(action.value).to_owned()))
            .collect::<Keyed<_>>();
        free_from: Vec<String> = names(machine, free_from);
        auto: bool = auto;
        max_uses: Option<u32> = max_uses;
        /// The operation that sends it.
        operation: Option<&Spanned<String>> =
            operation.as_ref().and_then(|at| cx.contract.operations.get(at.value)).map(|operation| &operation.name);
    }
}

struct WaitOf<'a> {
    machine: &'a Machine,
    wait: &'a Wait,
}

object! {
    /// What a program can wait for, if not for the end of the job.
    "wait" WaitOf<'_>: WaitOf { machine, wait: Wait { name: key, rust_name, summary, goals, through, basis } } in cx => {
        location: Span = key.span;
        basis: Basis = basis;
        name: Option<Spanned<String>> = rust_name;
        summary: Option<Fact<String>> = own_text(summary, *basis);
        /// The states that end the wait well.
        states: Vec<String> = goals.iter().filter_map(|goal| match goal {
            Goal::State(at) => Some(name(machine, at)),
            Goal::Outcome(_) => None,
        }).collect::<Vec<_>>();
        /// The outcomes that end the wait well.
        outcomes: Vec<Outcome> = goals.iter().filter_map(|goal| match goal {
            Goal::State(_) => None,
            Goal::Outcome(outcome) => Some(outcome.value),
        }).collect::<Vec<_>>();
        /// The resting states in which the wait goes on.
        through: Filled<Vec<String>> = Filled(names(machine, through));
    }
}

object! {
    "poll" Poll: Poll { span, interval, factor, cap, external, timeout, basis } in cx => {
        location: Span = span;
        basis: Basis = basis;
        interval: Duration = interval;
        factor: Decimal = factor;
        cap: Option<Duration> = cap;
        external: Duration = external;
        timeout: Timeout = Timeout(*timeout);
    }
}

struct Timeout(Option<Duration>);

impl Data for Timeout {
    fn value(&self, cx: Context<'_>) -> Value {
        self.0.map_or("required".into(), |timeout| timeout.value(cx))
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        json!({ "anyOf": [Duration::schema(definitions), { "const": "required" }] })
    }
}
