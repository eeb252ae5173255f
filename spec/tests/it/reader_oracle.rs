//! Random documents in many styles: our tree is compared with what was printed, with another reader, and with the text.

use errspec_spec::diag::Sink;
use errspec_spec::source::Sources;
use errspec_spec::yaml::{self, Node, NodeKind, Style};
use proptest::prelude::*;
use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeSet;
use std::fmt;

/// A document, with the style each part is printed in.
#[derive(Clone, Debug)]
enum Tree {
    Absent,
    Text(String, u8),
    List(Vec<Tree>, u8),
    Map(Vec<(String, Tree)>, u8),
}

// Printing.

const INDICATORS: &str = "-?:,[]{}#&*!|>'\"%@`<=~. ";

fn plain(text: &str, flow: bool) -> bool {
    let first = text.chars().next().is_some_and(|c| !INDICATORS.contains(c));
    let inside =
        !text.contains(": ") && !text.contains(" #") && !text.ends_with([':', ' ']) && !text.contains(['\n', '"', '\'']);
    first && inside && !(flow && text.contains([',', '[', ']', '{', '}', ':', '?']))
}

/// A scalar on one line; the style is a wish.
fn inline(text: &str, style: u8, flow: bool) -> String {
    match style % 4 {
        0 | 1 if plain(text, flow) => text.to_owned(),
        2 if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
        _ => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")),
    }
}

/// The value in one line, as it stands between brackets.
fn flow(tree: &Tree) -> String {
    match tree {
        Tree::Absent => "''".to_owned(),
        Tree::Text(text, style) => inline(text, *style, true),
        Tree::List(items, _) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Tree::Map(entries, style) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", inline(key, style / 4, true), flow(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(" , "))
        }
    }
}

/// What follows a key's colon or a dash, from the blank to the line break. `deep` is the column of the lines below.
fn value(tree: &Tree, deep: usize) -> String {
    let pad = " ".repeat(deep);
    match tree {
        Tree::Absent => "\n".to_owned(),
        Tree::Text(text, 3) if literal(text) => {
            let chomp = if text.ends_with('\n') { "|" } else { "|-" };
            let lines: Vec<String> = text.lines().map(|line| format!("{pad}{line}\n")).collect();
            format!(" {chomp}  # a block\n{}", lines.concat())
        }
        Tree::Text(text, style) => format!(" {} # c: d\n", inline(text, *style, false)),
        Tree::List(items, style) if style % 2 == 0 && !items.is_empty() => format!("\n{}", block(tree, deep)),
        Tree::Map(entries, style) if style % 2 == 0 && !entries.is_empty() => format!("\n{}", block(tree, deep)),
        _ => format!(" {}\n", flow(tree)),
    }
}

fn literal(text: &str) -> bool {
    !text.is_empty() && !text.ends_with("\n\n") && text.lines().all(|line| !line.is_empty() && !line.starts_with(' '))
}

/// The value on lines of its own, each indented by `column`.
fn block(tree: &Tree, column: usize) -> String {
    let pad = " ".repeat(column);
    match tree {
        Tree::List(items, style) => items
            .iter()
            .map(|item| {
                let nested = matches!(item, Tree::List(inner, inner_style) if inner_style % 2 == 0 && !inner.is_empty())
                    || matches!(item, Tree::Map(inner, inner_style) if inner_style % 2 == 0 && !inner.is_empty());
                match nested && style / 2 % 2 == 0 {
                    true => format!("{pad}- {}", &block(item, column + 2)[column + 2..]),
                    false => format!("{pad}-{}", value(item, column + 1 + usize::from(style / 4 % 3))),
                }
            })
            .collect(),
        Tree::Map(entries, style) => entries
            .iter()
            .map(|(key, tree)| {
                let list = matches!(tree, Tree::List(..));
                let deep = if list && style / 2 % 2 == 0 { column } else { column + 1 + usize::from(style / 4 % 3) };
                let comment = if style / 16 % 2 == 0 { format!("{pad}# - \"{{\n\n") } else { String::new() };
                let key = inline(key, style / 8, false);
                format!("{}{pad}{key}:{}", if column == 0 { comment } else { String::new() }, value(tree, deep))
            })
            .collect(),
        other => format!("{pad}{}", value(other, column + 1).trim_start()),
    }
}

// Reading: ours, and the other reader led by the shape of what was printed.

fn ours(node: &Node) -> Tree {
    match &node.kind {
        NodeKind::Absent => Tree::Absent,
        NodeKind::Scalar(scalar) => Tree::Text(scalar.text.clone(), 0),
        NodeKind::List(items) => Tree::List(items.iter().map(|item| ours(item)).collect(), 0),
        NodeKind::Map(entries) => Tree::Map(entries.iter().map(|entry| (entry.key.clone(), ours(&entry.value))).collect(), 0),
    }
}

/// Without styles; between brackets an absent value was printed as an empty text.
fn bare(tree: &Tree, between: bool) -> Tree {
    match tree {
        Tree::Absent if between => Tree::Text(String::new(), 0),
        Tree::Absent => Tree::Absent,
        Tree::Text(text, _) => Tree::Text(text.clone(), 0),
        Tree::List(items, style) => {
            let between = between || style % 2 == 1 || items.is_empty();
            Tree::List(items.iter().map(|item| bare(item, between)).collect(), 0)
        }
        Tree::Map(entries, style) => {
            let between = between || style % 2 == 1 || entries.is_empty();
            Tree::Map(entries.iter().map(|(key, value)| (key.clone(), bare(value, between))).collect(), 0)
        }
    }
}

struct Shape<'a>(&'a Tree);

impl<'de> DeserializeSeed<'de> for Shape<'_> {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        match self.0 {
            Tree::Absent => deserializer.deserialize_unit(self),
            Tree::Text(..) => deserializer.deserialize_str(self),
            Tree::List(..) => deserializer.deserialize_seq(self),
            Tree::Map(..) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Shape<'_> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Absent)
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned(), 0))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let Tree::List(shapes, _) = self.0 else { return Ok(Tree::Absent) };
        let mut items = Vec::new();
        for shape in shapes {
            items.extend(seq.next_element_seed(Shape(shape))?);
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {
            items.push(Tree::Absent);
        }
        Ok(Tree::List(items, 0))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let Tree::Map(shapes, _) = self.0 else { return Ok(Tree::Absent) };
        let mut entries = Vec::new();
        for (_, shape) in shapes {
            let Some(key) = map.next_key::<String>()? else { break };
            entries.push((key, map.next_value_seed(Shape(shape))?));
        }
        while let Some(key) = map.next_key::<String>()? {
            map.next_value::<IgnoredAny>()?;
            entries.push((key, Tree::Absent));
        }
        Ok(Tree::Map(entries, 0))
    }
}

/// Every part of the text that a node claims says again what the node says.
fn check_places(sources: &Sources, node: &Node) {
    let slice = sources.slice(node.span);
    match &node.kind {
        NodeKind::Absent => assert_eq!(slice, ""),
        NodeKind::Scalar(scalar) => match scalar.style {
            Style::Plain => assert_eq!(slice, scalar.text),
            Style::Quoted => assert_eq!(serde_yaml::from_str::<String>(slice).ok().as_deref(), Some(scalar.text.as_str())),
            Style::Block => {
                let lines = slice.lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
                assert_eq!(lines, scalar.text.trim_end());
            }
        },
        NodeKind::List(items) => {
            assert!(slice.starts_with(['-', '[']), "{slice:?}");
            assert_eq!(slice.starts_with('['), slice.ends_with(']') && slice.starts_with('['));
            items.iter().for_each(|item| check_places(sources, item));
        }
        NodeKind::Map(entries) => {
            let first = entries.first().map_or("{", |entry| sources.slice(entry.key_span));
            assert!(slice.starts_with('{') && slice.ends_with('}') || slice.starts_with(first), "{slice:?}");
            for entry in entries {
                let key = sources.slice(entry.key_span);
                assert_eq!(serde_yaml::from_str::<String>(key).ok().as_deref(), Some(entry.key.as_str()), "{key:?}");
                assert!(entry.key_span.end <= entry.value.span.start);
                check_places(sources, &entry.value);
            }
        }
    }
}

// Generating.

fn text() -> impl Strategy<Value = String> {
    let tricky = prop::sample::select(vec![
        "08000",
        "1e3",
        "NO",
        "null",
        "~",
        "-1",
        "2D000",
        "4.00",
        "true",
        "0x1F",
        "",
        "- a",
        "a: b",
        "é漢😀",
        "it's",
        "a #b",
        "[x]",
        "{limit}",
        "<<",
        "&a",
        "*b",
        "!c",
        "%d",
        "@e",
        "---",
        "...",
        "a\nb",
        "a\nb\n",
        "x\\y",
        "\"q\"",
        "?",
        "a:b",
        "'",
        "=",
        "404",
        "C:\\q",
        "a,b",
    ]);
    prop_oneof![tricky.prop_map(str::to_owned), "[a-z0-9 :#'\"é漢,.{}-]{0,12}"]
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![1 => Just(Tree::Absent), 8 => (text(), 0u8..4).prop_map(|(text, style)| Tree::Text(text, style))];
    let nested = leaf.prop_recursive(4, 40, 6, |inner| {
        let list =
            (prop::collection::vec(inner.clone(), 0..5), any::<u8>()).prop_map(|(items, style)| Tree::List(items, style));
        prop_oneof![
            list,
            (prop::collection::vec((text(), inner), 0..5), any::<u8>()).prop_map(|(entries, style)| map(entries, style))
        ]
    });
    (prop::collection::vec((text(), nested), 1..6), any::<u8>()).prop_map(|(entries, style)| map(entries, style & !1))
}

/// A mapping without duplicate keys.
fn map(entries: Vec<(String, Tree)>, style: u8) -> Tree {
    let mut seen = BTreeSet::new();
    Tree::Map(entries.into_iter().filter(|(key, _)| seen.insert(key.clone())).collect(), style)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn trees_are_read_as_they_were_printed(tree in tree(), crlf in any::<bool>()) {
        let printed = block(&tree, 0);
        let printed = if crlf { printed.replace('\n', "\r\n") } else { printed };
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let file = sources.add("t.yaml", printed.as_str());
        let root = yaml::read(&sources, file, &mut sink);
        prop_assert!(sink.is_empty(), "{printed}\n{:?}", sink.into_sorted());
        let root = root.expect("a tree");
        let expected = format!("{:?}", bare(&tree, false));
        prop_assert_eq!(format!("{:?}", ours(&root)), expected.clone(), "{}", printed);
        check_places(&sources, &root);
        let other = Shape(&bare(&tree, false)).deserialize(serde_yaml::Deserializer::from_str(&printed));
        prop_assert_eq!(other.map(|tree| format!("{tree:?}")).map_err(|e| e.to_string()), Ok(expected), "{}", printed);
    }
}
