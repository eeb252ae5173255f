//! Notes about states: assumptions, payloads that a poller can miss, unlisted states, and how much the machine rules out.

use super::names::names;
use crate::diag::{Diagnostic, Sink};
use crate::model::Machine;
use crate::rules::graph::Graph;
use crate::source::Span;
use crate::words::{Basis, StateKind};
use std::collections::HashMap;

rules! {
    ASSUMED_EDGE: Note = "assumed-edge" {
        what: "an edge is assumed",
        why: "The documentation does not mention this edge, and the author of the spec considered it likely. A watch \
              that sees a different path reports an error of the service. Find out whether the edge exists, then \
              remove `basis: assumed` or the edge.",
        example: r"
 machines:
   Job:
     initial: NEW
     unknown: { treat_as: pending }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
-    edges: [{ edge: NEW -> DONE, basis: assumed }]
+    edges: [NEW -> DONE]
",
    }
    EXPIRES_WITHOUT_EDGE: Note = "expires-without-edge" {
        what: "a state expires, but no edge says what follows",
        why: "`expires` says how long a job is kept in a state. If the job is in another state afterwards, an edge without \
              a command leads there; without it, a watch reports that state as an error of the service. If the service \
              forgets the job instead, and responds with a status such as 404, no edge is needed.",
        example: r"
 machines:
   Job:
     initial: NEW
     unknown: { treat_as: pending }
     commands: { fetch: { summary: Fetch the result, max_uses: 1 } }
     states:
       NEW: { kind: pending }
       READY: { kind: resting, outcome: success, expires: 10m }
       FETCHED: { kind: final, outcome: success }
       EXPIRED: { kind: final, outcome: gone }
     edges:
-      - NEW -> READY | EXPIRED
+      - NEW -> READY
+      - READY -> EXPIRED
       - { edge: READY | NEW -> FETCHED, command: fetch }
",
    }
    NO_UNKNOWN_POLICY: Note = "no-unknown-policy" {
        what: "`unknown` is not set",
        why: "Services add states over time. By default, an unlisted state counts as pending for ten readings. Set \
              `unknown` to what is right for this machine.",
        example: r"
 machines:
   Job:
     initial: NEW
+    unknown: { treat_as: pending, limit: 10 }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
     edges: [NEW -> DONE]
",
    }
    PASSING_PAYLOAD: Note = "passing-payload" {
        what: "a payload member exists only in states that a poller can miss",
        why: "A client polls, so it can miss a state that the job only passes through, and every value that exists \
              only there. Declare the member in later states too if the response still has it, or do not rely on it.",
        example: r"
 machines:
   Job:
     initial: NEW
     unknown: { treat_as: pending }
     states:
       NEW: { kind: pending, payload: { progress: integer } }
-      DONE: { kind: final, outcome: success }
+      DONE: { kind: final, outcome: success, payload: { progress: integer } }
     edges: [NEW -> DONE]
",
    }
    WEAK_MACHINE: Note = "weak-machine" {
        what: "nearly every state can follow every other",
        why: "A watch can only detect readings that the machine rules out. If three quarters of all pairs of states \
              can be read one after the other, the watch detects few. Often, edges that need a command were written as \
              moves of the service.",
        example: r"
 machines:
   Job:
     initial: A
     epoch: { at: /attempt }
     unknown: { treat_as: pending }
     poll: { interval: 2s, timeout: 30m }
     states:
       A: { kind: pending }
       B: { kind: pending }
       C: { kind: pending }
       D: { kind: final, outcome: success }
-    edges: [A -> B, B -> C, C -> A | D]
+    edges: [A -> B, B -> C, C -> D]
",
    }
}

/// If this share of pairs or more is possible, a watch rules out little.
const NEARLY_ALL: usize = 75;
/// A machine with more states has a finding of its own.
const MOST: usize = 512;

pub(super) fn review(machine: &Machine, sink: &mut Sink) {
    assumed(machine, sink);
    passing_payload(machine, sink);
    expiring(machine, sink);
    unlisted(machine, sink);
    weak(machine, sink);
}

/// Edges that are not in the document. Those of one line are reported together.
fn assumed(machine: &Machine, sink: &mut Sink) {
    let name = |state: usize| machine.states.get(state).map_or("", |state| state.wire.as_str());
    let mut lines: Vec<(Span, Vec<String>)> = Vec::new();
    for edge in machine.edges.iter().filter(|edge| edge.basis == Basis::Assumed) {
        let shown = format!("{} -> {}", name(edge.from.value), name(edge.to.value));
        match lines.last_mut() {
            Some((span, edges)) if *span == edge.span => edges.push(shown),
            _ => lines.push((edge.span, vec![shown])),
        }
    }
    for (span, edges) in lines {
        let assumed = if edges.len() == 1 { "is assumed" } else { "are assumed" };
        let message = format!("{} {assumed}", names(edges.iter().map(String::as_str)));
        let note = Diagnostic::new(&ASSUMED_EDGE, span, message);
        sink.push(note.note("Ask the authors of the service, or watch jobs. Then remove `basis: assumed` or the edge."));
    }
}

/// Payload members of passing states only, which a poller may never read.
fn passing_payload(machine: &Machine, sink: &mut Sink) {
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut carried: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, state) in machine.states.iter().enumerate() {
        for name in state.payload.iter().map(|member| member.name.as_str()) {
            let place = *known.entry(name).or_insert(carried.len());
            match carried.get_mut(place) {
                Some((_, states)) => states.push(at),
                None => carried.push((name, vec![at])),
            }
        }
    }
    let passes = |state: &usize| {
        machine.states.get(*state).is_some_and(|state| matches!(state.kind.value, StateKind::Pending | StateKind::External))
    };
    for (member, states) in carried.into_iter().filter(|(_, states)| states.iter().all(passes)) {
        let member_of = |state: &usize| machine.states.get(*state)?.payload.iter().find(|one| one.name.value == member);
        let Some(first) = states.first().and_then(member_of) else { continue };
        let listed = names(states.iter().filter_map(|state| machine.states.get(*state)).map(|state| state.wire.as_str()));
        let message = format!("`{member}` only exists in {listed}, which a poller can miss");
        let note = Diagnostic::new(&PASSING_PAYLOAD, first.name.span, message);
        sink.push(note.note(
            "If responses still contain it in later states, declare it there too. Clients must not rely on reading it in time.",
        ));
    }
}

/// States that expire, and that nothing leaves without a command.
fn expiring(machine: &Machine, sink: &mut Sink) {
    let graph = Graph::new(machine);
    for (at, state) in machine.states.iter().enumerate().filter(|(at, _)| !graph.is_open(*at)) {
        let Some(expires) = state.facts.expires.as_ref().filter(|_| state.kind.value == StateKind::Resting) else { continue };
        if graph.moves(at).is_empty() {
            let name = &state.wire.value;
            let message = format!("`{name}` expires, but no edge says what follows");
            let note = Diagnostic::new(&EXPIRES_WITHOUT_EDGE, expires.origin.span.unwrap_or(state.wire.span), message);
            sink.push(note.note(format!("If the job is in another state afterwards, add the edge: `{name} -> EXPIRED`.")));
        }
    }
}

/// The contract does not say how to treat a state that is not listed.
fn unlisted(machine: &Machine, sink: &mut Sink) {
    if machine.unknown.is_none() {
        let message = format!("the contract does not say how to treat an unlisted state of `{}`", machine.name.value);
        let note = Diagnostic::new(&NO_UNKNOWN_POLICY, machine.name.span, message);
        sink.push(note.note(
            "By default, it counts as pending for ten readings. Set what is right here: `unknown: { treat_as: pending, limit: 10 }`.",
        ));
    }
}

/// If nearly every state can follow every other, a watch detects little.
fn weak(machine: &Machine, sink: &mut Sink) {
    let states = machine.states.len();
    if !(3..=MOST).contains(&states) || !machine.lists_all_moves() {
        return;
    }
    let graph = Graph::new(machine);
    let becomes = |from| graph.reach(vec![from], Graph::moves, &|_| true).into_iter().filter(|reached| *reached);
    let possible: usize = (0..states).map(|from| becomes(from).count()).sum();
    let share = 100 * possible / (states * states);
    if share >= NEARLY_ALL {
        let message = format!("{share} % of all pairs of states of `{}` can be read one after the other", machine.name.value);
        let note = Diagnostic::new(&WEAK_MACHINE, machine.name.span, message);
        sink.push(note.note(
            "A watch can reject few readings as impossible. Often, edges that lead back or need a command are declared as \
             the service's own.",
        ));
    }
}
