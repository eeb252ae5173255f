//! For every machine, each format contains everything, images are well-formed, and nothing in them overlaps.

use crate::diagram_support::picture::{Bounds, Element, bounds, overlap, points, read};
use crate::diagram_support::{FORMATS, contract, drawn, machines};
use errspec_codegen::diagram::Format;
use errspec_spec::model::{Contract, Machine};
use proptest::prelude::*;

/// The ends of every edge, sorted.
fn edges(machine: &Machine) -> Vec<(String, String)> {
    let wire = |state: usize| machine.states[state].wire.value.clone();
    sorted(machine.edges.iter().map(|edge| (wire(edge.from.value), wire(edge.to.value))).collect())
}

fn sorted(mut edges: Vec<(String, String)>) -> Vec<(String, String)> {
    edges.sort();
    edges
}

fn states(machine: &Machine) -> Vec<String> {
    machine.states.iter().map(|state| state.wire.value.clone()).collect()
}

/// Mermaid's numbered entities as what they stand for.
fn plain(text: &str) -> String {
    let mut parts = text.split('#');
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        let (number, after) = part.split_once(';').unwrap();
        plain.push(char::from_u32(number.parse().unwrap()).unwrap());
        plain += after;
    }
    plain
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn mermaid_has_every_state_and_every_edge(spec in machines::spec(30)) {
        let contract = contract(&spec);
        let machine = &contract.machines[0];
        let text = drawn(&contract, Format::Mermaid);
        let mut names = std::collections::HashMap::new();
        let mut found = Vec::new();
        for line in text.lines().map(str::trim) {
            if let Some((label, id)) = line.strip_prefix("state \"").and_then(|line| line.split_once("\" as ")) {
                names.insert(id.to_owned(), plain(label.split("<br/>").next().unwrap()));
            } else if let Some((from, to)) = line.split_once(" --> ") {
                let to = to.split(" : ").next().unwrap();
                if from != "[*]" && to != "[*]" {
                    found.push((names[from].clone(), names[to].clone()));
                }
            }
        }
        prop_assert_eq!(sorted(found), edges(machine));
        prop_assert_eq!(names.len(), machine.states.len());
    }

    #[test]
    fn dot_has_every_state_and_every_edge(spec in machines::spec(30)) {
        let contract = contract(&spec);
        let machine = &contract.machines[0];
        let text = drawn(&contract, Format::Dot);
        let unquoted = |text: &str| text.trim_matches('"').replace("&amp;", "&");
        let lines = || text.lines().filter_map(|line| line.trim().split_once(" [class=\"").or_else(|| line.trim().split_once(" [label=")));
        let ends = lines().filter_map(|(head, _)| head.split_once(" -> ")).map(|(from, to)| (unquoted(from), unquoted(to)));
        prop_assert_eq!(sorted(ends.collect()), edges(machine));
        let nodes: Vec<String> = lines().filter(|(head, _)| !head.contains(" -> ")).map(|(head, _)| unquoted(head)).collect();
        prop_assert_eq!(nodes, states(machine));
    }

    #[test]
    fn tables_have_every_state_and_every_edge(spec in machines::spec(12)) {
        let contract = contract(&spec);
        let machine = &contract.machines[0];
        let text = drawn(&contract, Format::Table);
        let rows = |section: &str| -> Vec<Vec<String>> {
            let rest = text.split(&format!("## {section}\n")).nth(1).unwrap_or("");
            let rest = rest.split("\n## ").next().unwrap();
            let lines = rest.lines().filter(|line| line.starts_with('|')).skip(2);
            lines.map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
        };
        let (states, commands, next) = (rows("States"), rows("States and commands"), rows("What can be read next"));
        prop_assert_eq!(states.len(), machine.states.len());
        prop_assert_eq!(next.len(), machine.states.len());
        let count = |rows: &[Vec<String>], from: &str, to: &str| {
            let own = rows.iter().filter(|row| row[1] == format!("`{from}`"));
            own.flat_map(|row| &row[2..]).any(|cell| cell.contains(&format!("`{to}`")))
        };
        for (from, to) in edges(machine) {
            prop_assert!(count(&states, &from, &to) || count(&commands, &from, &to), "{} -> {}\n{}", from, to, text);
        }
    }

    #[test]
    fn pictures_have_every_state_and_every_edge(spec in machines::spec(30)) {
        let contract = contract(&spec);
        let machine = &contract.machines[0];
        let picture = read(&drawn(&contract, Format::Svg));
        let all = picture.all();
        let groups = |class: &'static str| all.iter().map(|(element, _)| *element).filter(move |element| element.has_class(class));
        let titles: Vec<&str> = groups("state").map(Element::title).collect();
        prop_assert_eq!(titles.len(), machine.states.len());
        for (title, state) in titles.iter().zip(&machine.states) {
            prop_assert!(title.starts_with(&format!("{}, ", state.wire.value)), "{}", title);
        }
        let ends = |edge: &Element| edges(machine).into_iter().find(|(from, to)| {
            edge.title().strip_prefix(&format!("{from} \u{2192} {to}")).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':']))
        });
        prop_assert_eq!(sorted(groups("edge").filter_map(ends).collect()), edges(machine));
        // Each has a line of its own, in the manner of its basis.
        for (edge, drawn) in machine.edges.iter().filter(|edge| edge.from.value != edge.to.value).zip(groups("edge")) {
            let line = drawn.children.iter().find(|child| child.has_class("line")).unwrap();
            let manner = ["stated", "inferred", "assumed"].iter().zip(["solid", "dashed", "dotted"]);
            let basis = errspec_spec::words::Word::as_str(edge.basis);
            prop_assert!(manner.into_iter().any(|(word, manner)| *word == basis && line.has_class(manner)));
        }
    }

    #[test]
    fn nothing_in_a_picture_covers_anything_else(spec in machines::spec(30)) {
        let picture = read(&drawn(&contract(&spec), Format::Svg));
        let all = picture.all();
        let paper: Bounds = (0, 0, picture.number("width"), picture.number("height"));
        let rects = |class: &str, inside: &str| -> Vec<Bounds> {
            let groups = all.iter().filter(|(element, _)| element.has_class(inside));
            groups.flat_map(|(group, at)| group.children.iter().filter(|child| child.has_class(class)).map(|rect| bounds(rect, *at))).collect()
        };
        let (boxes, labels) = (rects("box", "state"), rects("pill", "label"));
        let solid: Vec<Bounds> = boxes.iter().chain(&labels).copied().collect();
        for (at, a) in solid.iter().enumerate() {
            prop_assert!(a.0 >= 0 && a.1 >= 0 && a.2 <= paper.2 && a.3 <= paper.3, "{:?} outside of {:?}", a, paper);
            prop_assert!(solid[at + 1..].iter().all(|b| !overlap(*a, *b)), "{:?} is covered", a);
        }
        // Lines stay inside the image and outside boxes.
        let lines = all.iter().filter(|(element, _)| element.has_class("edge"));
        for (edge, at) in lines {
            let line = edge.children.iter().find(|child| child.has_class("line")).unwrap();
            for (x, y) in points(line.get("d"), *at) {
                prop_assert!(x >= 0 && y >= 0 && x <= paper.2 && y <= paper.3);
                let within = boxes.iter().find(|rect| x > rect.0 + 1 && x < rect.2 - 1 && y > rect.1 + 1 && y < rect.3 - 1);
                prop_assert_eq!(within, None, "{} at {}, {}", edge.title(), x, y);
            }
        }
    }

    #[test]
    fn texts_fit_into_their_boxes(spec in machines::spec(12)) {
        let picture = read(&drawn(&contract(&spec), Format::Svg));
        for (group, at) in picture.all().into_iter().filter(|(element, _)| element.has_class("state") || element.has_class("label")) {
            let (left, top, right, bottom) = bounds(group.children.iter().find(|child| child.name == "rect").unwrap(), at);
            for text in group.children.iter().filter(|child| child.name == "text") {
                let (x, y) = (at.0 + text.number("x"), at.1 + text.number("y"));
                // Type of one width, at most 0.61 of its size wide; East Asian letters take two places.
                let size = if text.has_class("name") { 13 } else { 11 };
                let columns: i64 = text.text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
                let half = columns * size * 61 / 200;
                prop_assert!(x - half >= left && x + half <= right && y - size >= top - 2 && y < bottom, "{:?}", text);
            }
        }
    }

    #[test]
    fn the_same_machine_gives_the_same_text(spec in machines::spec(30)) {
        let (once, again) = (contract(&spec), contract(&spec));
        for format in FORMATS {
            prop_assert_eq!(drawn(&once, format), drawn(&again, format));
        }
    }
}

const TWISTED: &str = "errspec: 1
name: twisted
machines:
  AMachineWithAVeryLongNameThatIsWiderThanItsPictureHasToBe:
    summary: \"Reads \u{202e}backwards\"
    observe: { at: /state }
    initial: [\"a\u{202e}b\"]
    unknown: { treat_as: fail }
    commands: { \"go\u{2066}on\": { summary: Goes on, name: GoOn } }
    states:
      \"a\u{202e}b\": { kind: external, by: \"an \u{202b}editor\", name: Ab, summary: \"x\u{2067}y\" }
      held: { kind: resting, outcome: failure }
      done: { kind: final, outcome: success }
    edges:
      - \"a\u{202e}b -> done | held\"
      - { edge: held -> done, command: \"go\u{2066}on\" }
";

/// The properties above hold that every edge is in every format; this, that there is nothing else to keep in step with the edges.
#[test]
fn b35_an_edge_that_joins_the_contract_joins_every_diagram() {
    let spec = |edges: &str| {
        let states = "NEW: { kind: pending }, CHECKED: { kind: pending }, DONE: { kind: final, outcome: success }";
        format!(
            "errspec: 1\nname: job\nmachines:\n  Job:\n    observe: {{ at: /s }}\n    initial: NEW\n    states: {{ {states} }}\n    edges: [{edges}]\n"
        )
    };
    let (before, after) =
        (contract(&spec("NEW -> CHECKED, CHECKED -> DONE")), contract(&spec("NEW -> CHECKED, CHECKED -> DONE, NEW -> DONE")));
    for format in FORMATS {
        assert_ne!(drawn(&before, format), drawn(&after, format), "{format:?}");
    }
    let lines = |contract: &Contract, format| {
        drawn(contract, format).lines().map(|line| line.trim().replace('"', "")).collect::<Vec<_>>()
    };
    for (format, edge) in [(Format::Mermaid, "NEW --> DONE"), (Format::Dot, "NEW -> DONE")] {
        let drawn = |contract| lines(contract, format).iter().filter(|line| line.starts_with(edge)).count();
        assert_eq!((drawn(&before), drawn(&after)), (0, 1), "{format:?}");
    }
}

#[test]
fn nothing_turns_the_direction_of_what_follows() {
    for format in FORMATS {
        let text = drawn(&contract(TWISTED), format);
        let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!text.contains(turns) && !text.contains("#8238;"), "{text}");
        assert!(text.contains("a\u{fffd}b"), "{text}");
    }
}

#[test]
fn a_long_title_is_divided() {
    let picture = read(&drawn(&contract(TWISTED), Format::Svg));
    let all = picture.all();
    let titles: Vec<&str> = all
        .iter()
        .filter(|(element, _)| element.name == "text" && element.has_class("title"))
        .map(|(element, _)| element.text.as_str())
        .collect();
    assert_eq!(titles.concat(), "AMachineWithAVeryLongNameThatIsWiderThanItsPictureHasToBe");
    let svg = all.iter().find(|(element, _)| element.name == "svg").unwrap().0;
    let room = usize::try_from(svg.number("width")).unwrap();
    assert!(titles.iter().all(|title| title.len() * 10 + 24 <= room), "{titles:?} in {room}");
}
