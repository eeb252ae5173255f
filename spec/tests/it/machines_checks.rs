//! The checks of machines: states, edges, commands and polls.

use crate::common::{checked, error, notes, silent, warning};
use errspec_spec::words::Basis;

/// A machine with a pending NEW and a successful DONE, and more states and edges.
fn job(states: &str, edges: &str) -> String {
    job_with("", states, edges)
}

fn job_with(keys: &str, states: &str, edges: &str) -> String {
    let indent = |text: &str, by: &str| text.lines().map(|line| format!("{by}{line}\n")).collect::<String>();
    format!(
        "machines:\n  Job:\n    initial: [NEW]\n{}    states:\n      NEW: {{ kind: pending }}\n      DONE: {{ kind: final, outcome: success }}\n{}    edges:\n      - NEW -> DONE\n{}",
        indent(keys, "    "),
        indent(states, "      "),
        indent(edges, "      "),
    )
}

#[test]
fn every_state_is_reached() {
    let finding = error("unreachable-state", &job("«LOST»: { kind: pending }", "- LOST -> DONE"));
    assert!(notes(&finding).contains("`initial: [LOST]`"));
    // Of connected states, the one at their beginning is named.
    error("unreachable-state", &job("B: { kind: pending }\n«A»: { kind: pending }", "- A -> B\n- B -> DONE"));
    error("unreachable-state", &job("«A»: { kind: pending }\nB: { kind: pending }", "- A -> B\n- B -> A | DONE"));
    silent(&job("A: { kind: pending }\nB: { kind: pending }", "- NEW -> A\n- A -> B\n- B -> A | DONE"));
    silent(&job_with(
        "commands: { again: Again }",
        "A: { kind: resting, outcome: failure }\nB: { kind: pending }",
        "- NEW -> A\n- { edge: A -> B, command: again }\n- B -> DONE",
    ));
}

#[test]
fn b34_states_that_lead_to_each_other_are_not_reached_by_that() {
    error("unreachable-state", &job("«A»: { kind: pending }\nB: { kind: pending }", "- A -> B\n- B -> A | DONE"));
    let island = "«A»: { kind: resting, outcome: failure }\nB: { kind: resting, outcome: failure }";
    let edges = "- { edge: A -> B, command: go }\n- { edge: B -> A, command: go }";
    error("unreachable-state", &job_with("commands: { go: Go }", island, edges));
}

#[test]
fn b34_an_end_somewhere_is_not_an_end_for_every_state() {
    error("endless-wait", &job("«A»: { kind: pending }\nB: { kind: pending }", "- NEW -> A\n- A -> B\n- B -> A"));
}

#[test]
fn an_edge_that_is_written_otherwise_than_it_reads_is_marked_as_a_whole() {
    error("unknown-name", &job("", r#"- "NEW -> «NOPE»""#));
    error("unknown-name", &job("", r#"- «"\x4eEW -> DONE | NOPE"»"#));
    error("unknown-name", &job("", "- «'it''s -> DONE'»"));
    error("unknown-name", &job("", "- «NEW\n    -> DONE | NOPE»"));
    error("unknown-name", &job("", "- { edge: «\"NEW ->\\\n    NOPE\"» }"));
}

#[test]
fn a_job_begins_somewhere() {
    error(
        "missing-key",
        "machines:\n  Job:\n    «s»tates: { NEW: { kind: pending }, DONE: { kind: final, outcome: success } }\n    edges: [NEW -> DONE]\n",
    );
    error("unknown-name", &job("", "").replace("initial: [NEW]", "initial: [«NWE»]"));
}

#[test]
fn final_states_are_never_left() {
    let finding = error("final-with-exit", &job("", "- «DONE» -> NEW"));
    assert_eq!(finding.labels.len(), 1, "with the place of its kind");
    error("final-with-exit", &job_with("commands: { again: Again }", "", "- { edge: «DONE» -> NEW, command: again }"));
    error("final-with-exit", &job("", "- \"«DONE» -> NEW\""));
    error("final-with-exit", &job("", "- «DONE» -> NEW | DONE"));
}

#[test]
fn what_goes_on_by_itself_has_somewhere_to_go() {
    let finding = error("stuck-state", &job("A: { kind: pending }\n«B»: { kind: pending }", "- NEW -> A\n- A -> B | DONE"));
    assert_eq!(finding.notes[0], "The path there: NEW -> A -> B.");
    error(
        "stuck-state",
        &job_with(
            "commands: { go: Go }",
            "«B»: { kind: external, by: editor }",
            "- NEW -> B\n- { edge: B -> DONE, command: go }",
        ),
    );
    silent(&job("B: { kind: external, by: editor }", "- NEW -> B\n- B -> DONE"));
}

#[test]
fn a_circle_has_a_way_out_without_a_command() {
    let states = "«A»: { kind: pending }\nB: { kind: external }\nC: { kind: pending }";
    let finding = error("endless-wait", &job(states, "- NEW -> A\n- A -> B\n- B -> C\n- C -> A"));
    assert_eq!(finding.notes[..2], ["The path there: NEW -> A.", "The cycle: A -> B -> C -> A."]);
    assert!(finding.message.contains("`A` and 2 more"));
    error("endless-wait", &job("«A»: { kind: pending }", "- NEW -> A\n- A -> A"));
    let by_command = "- NEW -> A\n- A -> B\n- B -> C\n- C -> A\n- { edge: A -> DONE, command: stop }";
    error("endless-wait", &job_with("commands: { stop: Stop }", states, by_command));
    silent(&job(&states.replace(['«', '»'], ""), "- NEW -> A\n- A -> B\n- B -> C\n- C -> A | DONE"));
    silent(&job("A: { kind: pending }", "- NEW -> A\n- A -> A | DONE"));
}

#[test]
fn the_way_names_commands_and_leaves_out_the_middle() {
    let commands = "commands: { again: Again }";
    let states = "HELD: { kind: resting, outcome: failure }\n«A»: { kind: pending }";
    let finding = error("stuck-state", &job_with(commands, states, "- NEW -> HELD\n- { edge: HELD -> A, command: again }"));
    assert_eq!(finding.notes[0], "The path there: NEW -> HELD -> (by `again`) A.");

    let chain: Vec<String> = (0..30).map(|at| format!("S{at}")).collect();
    let mut states: String = chain[..29].iter().map(|name| format!("{name}: {{ kind: pending }}\n")).collect();
    states.push_str("«S29»: { kind: pending }");
    let edges: String = chain.windows(2).map(|pair| format!("- {} -> {} | DONE\n", pair[0], pair[1])).collect();
    let finding = error("stuck-state", &job(&states, &format!("- NEW -> S0\n{edges}")));
    assert_eq!(finding.notes[0], "The path there: NEW -> S0 -> S1 -> S2 -> S3 -> S4 -> … -> S25 -> S26 -> S27 -> S28 -> S29.");
}

#[test]
fn a_resting_state_is_left_by_a_command_or_by_the_service() {
    silent(&job("HELD: { kind: resting, outcome: failure }", "- NEW -> HELD\n- HELD -> DONE"));
    error("resting-without-exit", &job("«HELD»: { kind: resting, outcome: failure }", "- NEW -> HELD"));
    silent(&job("HELD: { kind: resting, outcome: failure, blocked: true }", "- NEW -> HELD"));
    let commands = "commands: { again: Again }";
    let edges = "- NEW -> HELD\n- { edge: HELD -> NEW, command: again }";
    silent(&job_with(commands, "HELD: { kind: resting, outcome: failure }", edges));
    error(
        "blocked-with-exit",
        &job_with(
            commands,
            "HELD: { kind: resting, outcome: failure, blocked: true }",
            &edges.replace("edge: HELD", "edge: «HELD»"),
        ),
    );
}

#[test]
fn a_command_may_have_several_targets() {
    let commands = "commands: { again: Again }";
    let states = "HELD: { kind: resting, outcome: failure }\nA: { kind: pending }";
    let edges = |edge: &str| format!("- NEW -> HELD | A\n- A -> DONE\n- {{ edge: HELD -> NEW, command: again }}\n{edge}");
    silent(&job_with(commands, states, &edges("- { edge: HELD -> A | DONE, command: again }")));
    silent(&job_with(commands, states, &edges("- { edge: A -> NEW, command: again }")));
    warning("duplicate-edge", &job("", "- NEW -> «DONE»"));
    warning("duplicate-edge", &job_with(commands, states, &edges("- { edge: HELD -> «NEW», command: again }")));
    error("unknown-name", &job_with(commands, states, &edges("- { edge: HELD -> A, command: «agian» }")));
}

#[test]
fn a_blocked_state_is_not_left_at_all() {
    let blocked = "HELD: { kind: resting, outcome: failure, blocked: true }";
    error("blocked-with-exit", &job(blocked, "- NEW -> HELD\n- «HELD» -> DONE"));
}

#[test]
fn an_asterisk_stands_for_every_state_that_something_leaves() {
    let states = "A: { kind: pending }\nHELD: { kind: resting, outcome: failure }\nLOCKED: { kind: resting, outcome: failure, blocked: true }\nOFF: { kind: final, outcome: cancelled }";
    let edges = "- NEW -> A | HELD | LOCKED\n- A -> HELD | DONE\n- { edge: \"* -> OFF\", command: stop }\n- { edge: HELD -> OFF, command: stop, basis: assumed }\n- \"* -> A\"";
    let text = job_with("commands: { stop: Stop }", states, edges);
    silent(&text);
    let machine = &checked(&text).contract.unwrap().machines[0];
    let name = |at: usize| machine.states[at].wire.as_str();
    let edges: Vec<_> = machine.edges.iter().map(|edge| (name(edge.from.value), name(edge.to.value))).collect();
    assert_eq!(
        edges[6..],
        [("NEW", "OFF"), ("A", "OFF"), ("HELD", "OFF"), ("HELD", "A")],
        "not from final and blocked states, not to itself, and not where an edge names the state"
    );
    assert_eq!(machine.edges.iter().filter(|edge| edge.basis == Basis::Assumed).count(), 1);
}

#[test]
fn an_asterisk_is_alone_and_before_the_arrow() {
    let finding = error("bad-edge", &job("", "- «\"NEW -> *\"»"));
    assert!(notes(&finding).contains("before the arrow: `* -> CANCELLED`"));
    error("bad-edge", &job("", "- «\"NEW | * -> DONE\"»"));
    error("bad-code", &job("«\"*\"»: { kind: final, outcome: failure }", "- NEW -> DONE"));
}

#[test]
fn commands_speak_of_states_they_are_sent_from() {
    let states = "HELD: { kind: resting, outcome: failure }";
    let edges = "- NEW -> HELD\n- { edge: HELD -> NEW, command: again }";
    error("command-not-there", &job_with("commands: { again: { free_from: [HELD, «DONE»] } }", states, edges));
    error("command-not-there", &job_with("commands: { again: { requires: { «NEW»: add_funds } } }", states, edges));
    silent(&job_with("commands: { again: { requires: { HELD: add_funds }, free_from: HELD } }", states, edges));
    warning("unused-command", &job_with("commands: { again: Again, «stop»: Stop }", states, edges));
}

#[test]
fn automatic_commands_come_to_an_end() {
    let states = "HELD: { kind: resting, outcome: failure }";
    let edges = "- NEW -> HELD\n- { edge: HELD -> NEW, command: again }";
    error("auto-without-limit", &job_with("commands: { «again»: { auto: true } }", states, edges));
    silent(&job_with("commands: { again: { auto: true, max_uses: 2 } }", states, edges));
    silent(&job_with("commands: { again: { auto: false } }", states, edges));
    error(
        "auto-with-requirement",
        &job_with("commands: { again: { auto: true, max_uses: 2, requires: { HELD: «add_funds» } } }", states, edges),
    );
}

#[test]
fn keys_fit_the_kind_of_a_state() {
    error("unused-key", &job("A: { kind: pending, outcome: «failure» }", "- NEW -> A\n- A -> DONE"));
    error("unused-key", &job("A: { kind: pending, by: «editor» }", "- NEW -> A\n- A -> DONE"));
    error("unused-key", &job("A: { kind: final, outcome: failure, blocked: «true» }", "- NEW -> A"));
    error("missing-outcome", &job("«A»: { kind: final }", "- NEW -> A"));
    error("missing-outcome", &job("«A»: { kind: resting, blocked: true }", "- NEW -> A"));
}

#[test]
fn texts_of_states_are_told_apart() {
    error("colliding-states", &job("«Done»: { kind: final, outcome: failure }", "- NEW -> Done"));
    silent(&job("Done: { kind: final, outcome: failure, name: AlmostDone }", "- NEW -> Done"));
}

#[test]
fn success_is_possible_and_the_state_is_read_somewhere() {
    error("no-success", &job("", "").replace("Job:", "«Job»:").replace("success", "failure"));
    let operation = "operations: { get_job: { method: GET, machine: Job } }\n";
    warning("machine-without-observe", &(job("", "").replace("Job:", "«Job»:") + operation));
    silent(&(job_with("observe: { at: /status }", "", "") + operation));
    error("unknown-name", &(job("", "") + &operation.replace("Job", "«Jb»")));
}

#[test]
fn a_state_of_several_values_has_as_many_parts() {
    let machine = "machines:
  Run:
    observe: { parts: [/status, /conclusion] }
    initial: [queued/]
    states:
      queued/: { kind: pending }
      completed/success: { kind: final, outcome: success }
      «failed»: { kind: final, outcome: failure }
    edges: [queued/ -> completed/success | failed]
";
    error("unobservable-state", machine);
    silent(&machine.replace("«failed»", "completed/failed").replace("| failed", "| completed/failed"));
}

#[test]
fn the_pace_of_polls() {
    error("poll-cap-below-interval", &job_with("poll: { interval: 5s, factor: 2, cap: «2s» }", "", ""));
    warning("poll-cap-unused", &job_with("poll: { interval: 5s, cap: «20s» }", "", ""));
    warning("poll-cap-unused", &job_with("poll: { interval: 5s, factor: 1.0, cap: «20s» }", "", ""));
    silent(&job_with("poll: { interval: 5s, factor: 1.5, cap: 20s }", "", ""));
    // 5, 10 and 20 s come before the first interval of 40 s.
    let late = warning("poll-cap-unused", &job_with("poll: { interval: 5s, factor: 2, cap: «40s», timeout: 35s }", "", ""));
    assert!(late.message.contains("take the whole timeout of 35s"), "{late:?}");
    silent(&job_with("poll: { interval: 5s, factor: 2, cap: 40s, timeout: 36s }", "", ""));
    warning("poll-cap-unused", &job_with("poll: { interval: 1ns, factor: 1.01, cap: «1d», timeout: 1m }", "", ""));
    silent(&job_with("poll: { interval: 5s }", "", ""));
}

#[test]
fn an_unquoted_asterisk_is_answered_with_quotes() {
    for edge in ["- * -> DONE", "- { edge: * -> DONE }"] {
        let checked = checked(&job("", edge));
        let finding = &checked.findings[0];
        assert!(notes(finding).contains("in quotes"), "{finding:?}");
    }
}

#[test]
fn where_not_all_moves_are_listed_none_is_missed() {
    let states = "A: { kind: pending }\nB: { kind: pending }\nHELD: { kind: resting, outcome: failure }";
    let keys = "moves: partial\ncommands: { stop: { free_from: [A] } }";
    silent(&job_with(keys, states, "- A -> B\n- B -> A"));
    error("final-with-exit", &job_with(keys, states, "- «DONE» -> A"));
    error("command-not-there", &job_with(&keys.replace("[A]", "[«DONE»]"), states, ""));
    let unknown = job_with("moves: unknown", states, "").replace("    edges:\n      - NEW -> DONE\n", "");
    silent(&unknown);
    silent(&unknown.replace("    initial: [NEW]\n", ""));
    error("no-success", &unknown.replace("Job:", "«Job»:").replace("outcome: success", "outcome: failure"));
    error("edges-of-unknown-moves", &job_with("moves: «unknown»", "", ""));
    let finding = error("bad-edge", &job("", "").replace("edges:\n      - NEW -> DONE\n", "edges: «unknown»\n"));
    assert!(notes(&finding).contains("`moves: partial`"));
    error("unknown-word", &job_with("moves: «some»", "", ""));
}

#[test]
fn a_state_that_is_only_observed_needs_no_edges() {
    let lost = "LOST: { kind: pending, observed: true }";
    silent(&job(lost, ""));
    silent(&job(lost, "- LOST -> NEW"));
    silent(&job("HELD: { kind: resting, outcome: failure, observed: true }", ""));
    silent(&job(&format!("{lost}\nA: {{ kind: pending }}"), "- LOST -> A\n- A -> DONE"));
    // It is no way out for another state.
    error("stuck-state", &job(&format!("{lost}\n«A»: {{ kind: pending }}"), "- NEW -> A"));
    error("unused-key", &job_with("moves: partial", "LOST: { kind: pending, observed: «true» }", ""));
}

#[test]
fn types_of_states_need_all_moves() {
    let typed = job_with("typestate: true", "", "").replace("Job:", "«Job»:");
    error("typestate-without-moves", &typed.replace("    typestate", "    moves: partial\n    typestate"));
    let observed = job_with("typestate: true", "LOST: { kind: pending, observed: true }", "").replace("Job:", "«Job»:");
    error("typestate-without-moves", &observed);
}

#[test]
fn a_named_wait_is_for_something_that_can_be() {
    let machine = |waits: &str| {
        format!(
            "machines:
  Job:
    initial: NEW
    states:
      NEW: {{ kind: pending }}
      HELD: {{ kind: resting, outcome: partial }}
      DONE: {{ kind: final, outcome: success }}
    edges: [NEW -> HELD | DONE, HELD -> NEW]
    waits: {{ w: {waits} }}
"
        )
    };
    silent(&machine("{ goal: [HELD, success] }"));
    silent(&machine("{ goal: DONE, through: HELD }"));
    error("unknown-name", &machine("{ goal: «DON» }"));
    error("unknown-name", &machine("{ goal: DONE, through: [«HEDL»] }"));
    error("missing-key", &machine("«{» through: HELD }"));
    error("empty-list", &machine("{ goal: «[]» }"));
    error("goal-without-state", &machine("{ goal: «gone» }"));
    error("repeated-goal", &machine("{ goal: [DONE, «success»] }"));
    error("unused-key", &machine("{ goal: HELD, through: [«HELD»] }"));
    error("unused-key", &machine("{ goal: DONE, through: [«NEW»] }"));
}

#[test]
fn a_declared_action_is_needed_and_its_command_is_sent_there() {
    let machine = |actions: &str, needs: &str, edge: &str| {
        format!(
            "machines:
  Job:
    initial: NEW
    actions: {{ {actions} }}
    commands: {{ go: {{ summary: Goes on, max_uses: 1 }} }}
    states:
      NEW: {{ kind: pending }}
      HELD: {{ kind: resting, outcome: {{ needs: {needs} }} }}
      DONE: {{ kind: final, outcome: success }}
    edges: [NEW -> HELD | DONE, {{ edge: {edge}, command: go }}, HELD -> DONE]
"
        )
    };
    silent(&machine("sign: { summary: Sign it, command: go }", "sign", "HELD -> NEW"));
    error("unknown-word", &machine("sign: Sign it", "«sing»", "HELD -> NEW").replace("sign: Sign it", ""));
    warning("unused-action", &machine("«sign»: Sign it", "add_funds", "HELD -> NEW"));
    error("reserved-action", &machine("«add_funds»: Pay", "add_funds", "HELD -> NEW"));
    error("unknown-name", &machine("sign: { command: «og» }", "sign", "HELD -> NEW"));
    error(
        "action-without-edge",
        &machine("sign: { command: go }", "sign", "NEW -> DONE").replace("      HELD:", "      «HELD»:"),
    );
}
