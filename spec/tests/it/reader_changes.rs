//! A file that is read again after a change has the tree and the findings of one that is read for the first time.

use errspec_spec::diag::Sink;
use errspec_spec::source::Sources;
use errspec_spec::yaml::{self, Trees};
use proptest::prelude::*;
use std::fmt::Write;

/// What each way of writing YAML looks like.
const MIXED: &str = r#"# A head
errspec: 1
name: mixed
statuses:
  404: { summary: "No such \"thing\"", retry: never }
  # Between two entries
  503:
    summary: >
      Down for a
      moment

    retry: transient

errors:
  "Code":
    codes:
      A: One
      B: { summary: Two,
        status: 404 }
      'C':
# A comment further left
      D: several words
        in two lines
      E:
        aliases: [e1, e2]
        docs: |
          Text

        # Behind the text
    groups:
      g: { prefix: "08" }
retry:
  rules:
  - when: { status: 503 }
    retry: never
  -
    when:
      code: A
    retry:
      class: transient
  attempts: 3
use: [
  ./a.yaml,
  ]
"#;

/// What is typed.
const TYPED: [&str; 36] = [
    "x",
    "1",
    " ",
    "\n",
    "\n  ",
    "\n      ",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    ": ",
    ":",
    "#",
    " # ",
    "- ",
    "? ",
    "|\n",
    ">\n",
    "|+\n",
    ">-\n",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "---\n",
    "...\n",
    "\n---\n",
    "%",
    "\t",
    "\r\n",
    "é",
    "    new: { a: [b] }\n",
    "      F: six\n",
];

#[derive(Clone, Debug)]
enum Edit {
    /// Types something, in place of some characters.
    Type { at: usize, over: usize, text: &'static str },
    /// Removes some lines.
    Cut { line: usize, lines: usize },
    /// Writes a line again elsewhere.
    Copy { line: usize, to: usize },
    /// Changes the indentation of a line.
    Indent { line: usize, spaces: usize },
    /// Goes back to the text before.
    Undo,
}

fn edit() -> impl Strategy<Value = Edit> {
    let line = any::<prop::sample::Index>().prop_map(|index| index.index(1000));
    let place = any::<prop::sample::Index>().prop_map(|index| index.index(100_000));
    prop_oneof![
        6 => (place, prop_oneof![4 => Just(0_usize), 2 => 1..4_usize, 1 => 4..60_usize], prop::sample::select(&TYPED[..]))
            .prop_map(|(at, over, text)| Edit::Type { at, over, text }),
        2 => (line.clone(), 1..4_usize).prop_map(|(line, lines)| Edit::Cut { line, lines }),
        2 => (line.clone(), line.clone()).prop_map(|(line, to)| Edit::Copy { line, to }),
        2 => (line, 0..10_usize).prop_map(|(line, spaces)| Edit::Indent { line, spaces }),
        4 => Just(Edit::Undo),
    ]
}

fn edited(text: &str, before: &str, edit: &Edit) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let count = lines.len().max(1);
    match edit {
        Edit::Type { at, over, text: typed } => {
            let characters: Vec<char> = text.chars().collect();
            let at = at % (characters.len() + 1);
            let behind = characters.iter().skip(at + over);
            characters.iter().take(at).copied().chain(typed.chars()).chain(behind.copied()).collect()
        }
        Edit::Cut { line, lines: cut } => {
            let line = line % count;
            lines.drain(line.min(lines.len())..(line + cut).min(lines.len()));
            lines.concat()
        }
        Edit::Copy { line, to } => {
            if let Some(copied) = lines.get(line % count).copied() {
                lines.insert(to % count, copied);
            }
            lines.concat()
        }
        Edit::Indent { line, spaces } => {
            let indented =
                lines.get(line % count).map(|line| format!("{}{}", " ".repeat(*spaces), line.trim_start_matches(' ')));
            if let (Some(new), Some(line)) = (&indented, lines.get_mut(line % count)) {
                *line = new;
            }
            lines.concat()
        }
        Edit::Undo => before.to_owned(),
    }
}

/// The tree and the findings, as text.
fn read(text: &str, trees: Option<&mut Trees>) -> String {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("t.yaml", text);
    let mut shown = match trees {
        Some(trees) => format!("{:?}", trees.read(&sources, file, &mut sink)),
        None => format!("{:?}", yaml::read(&sources, file, &mut sink)),
    };
    let _ = write!(shown, "{:?}", sink.into_sorted());
    shown
}

fn texts() -> Vec<String> {
    let shipped = errspec_spec::shipped().map(|(_, text)| text.to_owned()).filter(|text| text.len() < 5_000);
    [MIXED.to_owned(), MIXED.replace('\n', "\r\n")].into_iter().chain(shipped).collect()
}

proptest! {
    #[test]
    fn a_file_that_is_read_again_has_the_tree_of_its_text(
        text in prop::sample::select(texts()),
        edits in prop::collection::vec(edit(), 1..12),
    ) {
        let mut trees = Trees::default();
        read(&text, Some(&mut trees));
        let (mut text, mut before) = (text.clone(), text);
        for edit in edits {
            let new = edited(&text, &before, &edit);
            prop_assert_eq!(read(&new, Some(&mut trees)), read(&new, None), "{:?} of\n{}", edit, text);
            before = std::mem::replace(&mut text, new);
        }
    }
}

/// How much is read after a change.
fn bytes_read(old: &str, new: &str) -> usize {
    let mut trees = Trees::default();
    read(old, Some(&mut trees));
    assert_eq!(read(new, Some(&mut trees)), read(new, None));
    trees.bytes_read()
}

#[test]
fn only_the_entries_that_changed_are_read() {
    for (old, new) in [
        ("A: One", "A: Once"),
        ("A: One", "Apple: One"),
        ("A: One", "A: { summary: One }"),
        ("{ summary: Two,\n", "{ summary: Twelve,\n"),
        ("in two lines\n", "in\n        three lines\n"),
        ("attempts: 3\n", "attempts: 30\n"),
        ("    summary: >\n      Down", "    summary: |\n      Up"),
        ("      A: One\n", "      A: One\n      Z: Last\n"),
        ("      B: { summary: Two,\n        status: 404 }\n", ""),
    ] {
        assert!(MIXED.contains(old), "{old}");
        let read = bytes_read(MIXED, &MIXED.replacen(old, new, 1));
        assert!(read <= 100, "{new}: {read} bytes");
    }
}

#[test]
fn what_depends_on_other_entries_is_read_with_them() {
    for (old, new) in [
        ("A: One", "'C': One"),
        ("A: One", "A: &one One"),
        ("A: One", "A: *one"),
        ("A: One", "A: 'One"),
        ("      A: One", "A: One"),
        ("      A: One", "        A: One"),
        ("      A: One\n", "      A: One\n---\n"),
    ] {
        assert!(MIXED.contains(old), "{old}");
        let new = MIXED.replacen(old, new, 1);
        assert_eq!(bytes_read(MIXED, &new), new.len(), "{new}");
    }
}
