//! The graph checks, compared with a plain search on random and on large machines.

use crate::common::{checked, found};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;

#[derive(Clone, Debug)]
struct Drawn {
    kinds: Vec<usize>,
    edges: Vec<(usize, usize, bool)>,
}

const KINDS: [&str; 4] = ["pending", "external", "resting, outcome: failure", "final, outcome: success"];

impl Drawn {
    fn text(&self) -> String {
        let mut text = "machines:\n  Job:\n    initial: S0\n    commands: { go: Go }\n    states:\n".to_owned();
        for (at, kind) in self.kinds.iter().enumerate() {
            writeln!(text, "      S{at}: {{ kind: {} }}", KINDS[*kind]).unwrap();
        }
        text.push_str("    edges:\n");
        for (from, to, command) in &self.edges {
            let command = if *command { ", command: go" } else { "" };
            writeln!(text, "      - {{ edge: S{from} -> S{to}{command} }}").unwrap();
        }
        text
    }

    /// Every state to which a path leads.
    fn reach(&self, from: usize, commands: bool) -> BTreeSet<usize> {
        let mut reached = BTreeSet::from([from]);
        loop {
            let next: Vec<usize> = self
                .edges
                .iter()
                .filter(|(from, _, command)| reached.contains(from) && (commands || !command))
                .map(|(_, to, _)| *to)
                .collect();
            let before = reached.len();
            reached.extend(next);
            if reached.len() == before {
                return reached;
            }
        }
    }

    fn moves(&self, state: usize) -> bool {
        self.edges.iter().any(|(from, _, command)| *from == state && !command)
    }

    fn goes_on(&self, state: usize) -> bool {
        self.kinds[state] < 2
    }
}

fn drawn() -> impl Strategy<Value = Drawn> {
    (1usize..8).prop_flat_map(|states| {
        let kinds = prop::collection::vec(0usize..4, states);
        let edges = prop::collection::vec((0..states, 0..states, any::<bool>()), 0..16);
        (kinds, edges).prop_map(|(kinds, edges)| Drawn { kinds, edges })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn findings_agree_with_a_plain_search(machine in drawn()) {
        let checked = checked(&machine.text());
        let has = |slug: &str| checked.findings.iter().any(|finding| finding.rule.slug == slug);
        let states = 0..machine.kinds.len();
        let unreachable = machine.reach(0, true).len() < machine.kinds.len();
        prop_assert_eq!(has("unreachable-state"), unreachable);
        let stuck: BTreeSet<String> = states.clone().filter(|at| machine.goes_on(*at) && !machine.moves(*at)).map(|at| format!("S{at}")).collect();
        let told: BTreeSet<String> = checked.findings.iter().filter(|finding| finding.rule.slug == "stuck-state").map(|finding| checked.sources.slice(finding.primary.span).to_owned()).collect();
        prop_assert_eq!(&told, &stuck);
        // From each state that goes on, some end: a state of another kind, or one that is reported as stuck.
        let no_end = |at: &usize| machine.goes_on(*at) && machine.reach(*at, false).iter().all(|to| machine.goes_on(*to) && machine.moves(*to));
        prop_assert_eq!(has("endless-wait"), states.clone().any(|at| no_end(&at)));
        prop_assert_eq!(has("final-with-exit"), machine.edges.iter().any(|(from, ..)| machine.kinds[*from] == 3));
        prop_assert_eq!(has("no-success"), !machine.kinds.contains(&3));
    }
}

/// A long chain, where each state also leads to the one before it, and to four others ahead.
fn chain(states: usize) -> String {
    let mut text = "machines:\n  Job:\n    initial: S0\n    states:\n".to_owned();
    for at in 0..states {
        writeln!(text, "      S{at}: {{ kind: pending }}").unwrap();
    }
    text.push_str("      DONE: { kind: final, outcome: success }\n    edges:\n");
    for at in 0..states {
        let to = |to: usize| if to < states { format!("S{to}") } else { "DONE".to_owned() };
        let mut targets: Vec<String> = [at + 1, at + 2, at + 3, at + 50].map(to).into();
        targets.push(to(at.saturating_sub(1).max(usize::from(at == 0))));
        targets.dedup();
        let unique: BTreeSet<String> = targets.into_iter().collect();
        writeln!(text, "      - S{at} -> {}", unique.into_iter().collect::<Vec<_>>().join(" | ")).unwrap();
    }
    text
}

#[test]
fn a_long_chain_is_walked_without_recursion() {
    assert_eq!(found(&checked(&chain(511))), [""; 0]);
    assert_eq!(found(&checked(&chain(10_000))), ["4:3 too-many-states"]);
}

#[test]
fn one_finding_for_a_trap_of_many_states() {
    let text = chain(400).replace("| DONE", "").replace("DONE |", "").replace("-> DONE", "-> S0");
    let checked = checked(&text);
    let slugs: Vec<&str> = checked.findings.iter().map(|finding| finding.rule.slug).collect();
    assert_eq!(slugs, ["endless-wait", "unreachable-state"]);
    assert!(checked.findings[0].message.contains("`S0` and 399 more"));
}
