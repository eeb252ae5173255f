//! What diagrams show about moves that are not listed one by one: those from every state, and those that are not known.

use errspec_codegen::diagram::{Format, draw};

/// A machine of thirty states, each of which can be canceled, with these keys.
fn drawn(keys: &str, format: Format) -> String {
    let states: String = (0..28).map(|at| format!("      S{at}: {{ kind: pending }}\n")).collect();
    let edges: String = (0..27).map(|at| format!("      - S{at} -> S{}\n", at + 1)).collect();
    let spec = format!(
        "errspec: 1\nname: big\nmachines:\n  Big:\n    initial: S0\n{keys}    commands: {{ cancel: Stop it }}\n    states:\n{states}      \
         DONE: {{ kind: final, outcome: success }}\n      CANCELED: {{ kind: final, outcome: cancelled }}\n      \
         LOST: {{ kind: pending{observed} }}\n    edges:\n{edges}      - S27 -> DONE\n      - {{ edge: \"* -> CANCELED\", command: cancel }}\n",
        observed = if keys.is_empty() { ", observed: true" } else { "" },
    );
    let checked = errspec_spec::check("big.yaml", spec.as_bytes(), &mut errspec_spec::NoFiles);
    let contract = checked.contract.unwrap_or_else(|| panic!("{:?}", checked.findings));
    draw(&contract.machines.iter().collect::<Vec<_>>(), format)
}

#[test]
fn moves_from_every_state_are_drawn_once() {
    let mermaid = drawn("", Format::Mermaid);
    assert_eq!(mermaid.matches("--> CANCELED").count(), 1, "{mermaid}");
    assert!(mermaid.contains("S0_any --> CANCELED : cancel") && mermaid.contains("\"any state\""));
    assert_eq!(drawn("", Format::Dot).matches("-> \"CANCELED\"").count(), 1);
    let svg = drawn("", Format::Svg);
    assert!(svg.contains("\u{2190} any state: cancel"));
    assert_eq!(svg.matches("\u{2192} CANCELED").count(), 0, "no line from each of them");
}

#[test]
fn what_nobody_knows_is_said() {
    for format in [Format::Mermaid, Format::Dot, Format::Svg, Format::Table] {
        assert!(drawn("    moves: partial\n", format).contains("Other moves are possible."), "{format:?}");
        let observed = drawn("", format);
        assert!(observed.contains("only observed") && !observed.contains("Other moves"), "{format:?}");
    }
}
