//! How the reader handles the quirks of YAML: the text and location of each value, and findings for what a spec does not accept.

use errspec_spec::diag::{Diagnostic, Sink};
use errspec_spec::source::{Sources, Span};
use errspec_spec::yaml::{self, Entry, Node, NodeKind, Style};
use std::rc::Rc;

struct Read {
    sources: Sources,
    root: Option<Node>,
    found: Vec<Diagnostic>,
}

fn read(text: &str) -> Read {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("t.yaml", text);
    let root = yaml::read(&sources, file, &mut sink);
    Read { sources, root, found: sink.into_sorted() }
}

/// The tree of a text without errors.
fn accepted(text: &str) -> (Sources, Node) {
    let read = read(text);
    assert!(read.found.is_empty(), "{text:?}: {:?}", read.found);
    (read.sources, read.root.expect("a tree"))
}

fn entries(node: &Node) -> &[Entry] {
    match &node.kind {
        NodeKind::Map(entries) => entries,
        other => panic!("no mapping: {other:?}"),
    }
}

fn items(node: &Node) -> &[Rc<Node>] {
    match &node.kind {
        NodeKind::List(items) => items,
        other => panic!("no list: {other:?}"),
    }
}

fn text(node: &Node) -> &str {
    &node.scalar().expect("a scalar").text
}

/// Slug, place and marked text of every finding.
fn findings(text: &str) -> Vec<(&'static str, String, String)> {
    let Read { sources, found, .. } = read(text);
    let place = |span: Span| sources.start(span).to_string();
    found.iter().map(|d| (d.rule.slug, place(d.primary.span), sources.slice(d.primary.span).to_owned())).collect()
}

#[test]
fn a_plain_scalar_is_its_source_text() {
    for written in
        ["08000", "1e3", "NO", "null", "~", "-1", "2D000", "4.00", "0x1F", ".inf", "true", "2001-01-01", "1_000", "it's"]
    {
        let (_, root) = accepted(&format!("{written}: {written}"));
        let entry = &entries(&root)[0];
        assert_eq!((entry.key.as_str(), text(&entry.value)), (written, written));
        assert_eq!(entry.value.scalar().map(|scalar| scalar.style), Some(Style::Plain));
    }
}

#[test]
fn quotes_and_blocks_give_their_content() {
    let (_, root) = accepted("- \"a\\n\\u00e9\\ud83d\\ude00\"\n- 'it''s'\n- |\n  one\n   two\n\n- >-\n  one\n  two\n- ''\n");
    let texts: Vec<&str> = items(&root).iter().map(|node| text(node)).collect();
    assert_eq!(texts, ["a\né😀", "it's", "one\n two\n", "one two", ""]);
    let styles: Vec<Style> = items(&root).iter().filter_map(|node| node.scalar()).map(|scalar| scalar.style).collect();
    assert_eq!(styles, [Style::Quoted, Style::Quoted, Style::Block, Style::Block, Style::Quoted]);
}

#[test]
fn what_is_not_written_is_absent_and_has_a_place() {
    let (sources, root) = accepted("é:   # comment\nb: {c, d: , \"e\":}\nf:\n  -\n  - g\n? h\ni: &j\nk: *j\n");
    let place = |node: &Node| {
        (matches!(node.kind, NodeKind::Absent), sources.start(node.span).to_string(), sources.slice(node.span).len())
    };
    let [e, b, f, h, i, k] = entries(&root) else { panic!("six keys") };
    assert_eq!(place(&e.value), (true, "1:3".into(), 0));
    let inner: Vec<_> = entries(&b.value).iter().map(|entry| place(&entry.value)).collect();
    assert_eq!(inner, [(true, "2:6".into(), 0), (true, "2:10".into(), 0), (true, "2:17".into(), 0)]);
    assert_eq!(place(&items(&f.value)[0]), (true, "4:4".into(), 0));
    assert_eq!(place(&h.value), (true, "6:4".into(), 0));
    assert_eq!(place(&i.value), (true, "7:6".into(), 0));
    assert!(Rc::ptr_eq(&i.value, &k.value));
}

#[test]
fn places_cover_exactly_what_is_written() {
    let source = "# é漢😀\n\"kéy\": 'vàl'\nlist:\n- é\n- [x, 漢: y]\n- - n\n\nblock: |\n  text é\n   more\n\n # less\nmap:\n  a: 1\n\n  b: { c: \"d\" }\n# end\n";
    let (sources, root) = accepted(source);
    let slice = |node: &Node| sources.slice(node.span).to_owned();
    let [key, list, block, map] = entries(&root) else { panic!("four keys") };
    assert_eq!((sources.slice(key.key_span), slice(&key.value).as_str()), ("\"kéy\"", "'vàl'"));
    assert_eq!(slice(&list.value), "- é\n- [x, 漢: y]\n- - n");
    let parts: Vec<String> = items(&list.value).iter().map(|node| slice(node)).collect();
    assert_eq!(parts, ["é", "[x, 漢: y]", "- n"]);
    assert_eq!(slice(&items(&items(&list.value)[1])[1]), "漢: y");
    assert_eq!(slice(&block.value), "text é\n   more");
    assert_eq!(slice(&map.value), "a: 1\n\n  b: { c: \"d\" }");
    assert_eq!(slice(&root), source.trim_start_matches("# é漢😀\n").trim_end_matches("\n# end\n"));
}

#[test]
fn a_list_in_the_column_of_its_key_begins_at_its_dash() {
    let (sources, root) = accepted("a: &x\n# c - d\n- # e\n  one\n- two\nb:\n- *x\n");
    assert_eq!(sources.slice(entries(&root)[0].value.span), "- # e\n  one\n- two");
    assert_eq!(sources.slice(entries(&root)[1].value.span), "- *x");
}

#[test]
fn empty_and_indented_block_scalars() {
    let (sources, root) = accepted("a: |\nb: >-\n\nc: |+\n\nd: |2\n   x\n  y\n # c\ne: |\n\n  08000\n  # content\n");
    let parts: Vec<(&str, &str)> =
        entries(&root).iter().map(|entry| (text(&entry.value), sources.slice(entry.value.span))).collect();
    assert_eq!(parts, [("", ""), ("", ""), ("\n", ""), (" x\ny\n", " x\n  y"), ("\n08000\n# content\n", "08000\n  # content")]);
    assert_eq!(sources.start(entries(&root)[0].value.span).to_string(), "1:5");
}

#[test]
fn aliases_share_the_node() {
    let (_, root) = accepted("a: &x { b: [1] }\nc: *x\nd: &x 2\ne: *x\n*x : key\n");
    let [a, c, _, e, key] = entries(&root) else { panic!("five keys") };
    assert!(Rc::ptr_eq(&a.value, &c.value));
    assert_eq!((text(&e.value), key.key.as_str()), ("2", "2"));
}

#[test]
fn line_breaks_of_both_kinds_and_a_byte_order_mark() {
    let (sources, root) = accepted("\u{feff}a: é\r\nb: |\r\n  c\r\n  d\r\ne: 'f\r\n  g'\r\n");
    let [a, b, e] = entries(&root) else { panic!("three keys") };
    assert_eq!((text(&a.value), text(&b.value), text(&e.value)), ("é", "c\nd\n", "f g"));
    assert_eq!(sources.slice(b.value.span), "c\r\n  d");
    assert_eq!(sources.start(e.key_span).to_string(), "5:1");
}

#[test]
fn json_is_read_too() {
    let (_, root) = accepted("{\n\t\"a\": [true, null, 1.50],\n\t\"b\": {}\n}\n");
    let texts: Vec<&str> = items(&entries(&root)[0].value).iter().map(|node| text(node)).collect();
    assert_eq!(texts, ["true", "null", "1.50"]);
}

#[test]
fn document_marks_around_one_document_do_no_harm() {
    assert_eq!(entries(&accepted("---\na: 1\n...\n").1).len(), 1);
}

#[test]
fn the_second_of_two_equal_keys_is_reported_and_dropped() {
    let Read { sources, root, found } = read("a: 1\n\"a\": 2\nb: {c: 1, d: 2, c: 3, c: 4}\n");
    let root = root.expect("a tree");
    assert_eq!((entries(&root).len(), text(&entries(&root)[0].value), entries(&entries(&root)[1].value).len()), (2, "1", 2));
    let places = found
        .iter()
        .map(|d| (d.rule.slug, sources.start(d.primary.span).to_string(), sources.start(d.labels[0].span).to_string()));
    let expected = [("2:1", "1:1"), ("3:17", "3:5"), ("3:23", "3:5")]
        .map(|(at, first)| ("duplicate-key", at.to_owned(), first.to_owned()));
    assert_eq!(places.collect::<Vec<_>>(), expected);
}

#[test]
fn everything_that_is_only_refused_is_found_at_once_and_left_out() {
    let source =
        "a: !!str 1\nb: !x { c: !y [] }\n<<: {d: 1}\n[e]: 2\n{f: g}: 3\n: 4\nh: *none\n*none : 5\ni: &i [*i]\n\"<<\": kept\n";
    let (slugs, kept): (Vec<_>, _) = (findings(source), read(source).root.expect("a tree"));
    let expected = [
        ("tag", "1:4", "!!str"),
        ("tag", "2:4", "!x"),
        ("tag", "2:12", "!y"),
        ("merge-key", "3:1", "<<"),
        ("key-not-scalar", "4:1", "[e]"),
        ("key-not-scalar", "5:1", "{f: g}"),
        ("key-not-scalar", "6:1", ""),
        ("unknown-alias", "7:4", "*none"),
        ("unknown-alias", "8:1", "*none"),
        ("recursive-alias", "9:8", "*i"),
    ];
    assert_eq!(slugs, expected.map(|(slug, place, marked)| (slug, place.to_owned(), marked.to_owned())));
    let keys: Vec<&str> = entries(&kept).iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["a", "b", "h", "i", "<<"]);
}

#[test]
fn an_unknown_alias_is_compared_with_the_anchors_above() {
    let Read { sources, found, .. } = read("a: &shared 1\nb: *shred\n");
    let fix = found[0].fix.as_ref().expect("a fix");
    assert_eq!((sources.slice(fix.span), fix.replacement.as_str()), ("shred", "shared"));
}

/// One finding each, with its place and the text that is marked.
#[test]
fn errors_of_syntax_are_placed_where_the_mistake_is() {
    for (source, slug, place, marked) in [
        ("a: [1, 2\nb: 3\n", "unclosed-bracket", "1:4", "["),
        ("a: {b: [c\n\n", "unclosed-bracket", "1:8", "["),
        ("a: [x]]\n", "unclosed-bracket", "1:7", "]"),
        ("a: [x}\n", "unclosed-bracket", "1:4", "["),
        ("a: {x: 1, y\nb: 3\nc: 4", "unclosed-bracket", "1:4", "{"),
        ("a: \"b\nc: d\n", "unclosed-quote", "1:4", "\""),
        ("a: 'it''s\nc: 'd'\n", "unclosed-quote", "1:4", "'"),
        ("\"a\": {b: \"c }\nd: e\n", "unclosed-quote", "1:10", "\""),
        ("a:\n\tb: 1\n", "tab-indentation", "2:1", "\t"),
        ("a:\n  - x\n\t- y\n", "tab-indentation", "3:1", "\t"),
        ("%YAML 1.2\n---\na: 1\n", "directive", "1:1", "%"),
        ("a: 1\n---\nb: 1\n", "several-documents", "2:1", "---"),
        ("a: !e!x 1\n", "tag", "1:4", "!"),
        ("a: b: c\n", "yaml-syntax", "1:5", ":"),
        ("a\nb: c\n", "yaml-syntax", "2:2", ":"),
        ("a: @x\n", "yaml-syntax", "1:4", "@"),
        ("a: \"x\" y\n", "yaml-syntax", "1:8", "y"),
        ("a: *\n", "yaml-syntax", "1:4", "*"),
        ("a: | x\n  y\n", "yaml-syntax", "1:4", "|"),
        ("a: {x: 1,, y}\n", "yaml-syntax", "1:10", ","),
        ("a: {m: it's {x}, y: 1}\n", "yaml-syntax", "1:13", "{"),
        ("a: x # c\n  more\n", "yaml-syntax", "1:6", "#"),
        ("a: \"é \\q\"\n", "escape", "1:7", "\\q"),
        ("a: \"\\\\ \\x4\"\n", "escape", "1:8", "\\x"),
        ("a: \"\\ud83d\"\n", "escape", "1:5", "\\u"),
        ("a:\n    b: 1\n  c: 2\n", "indentation", "3:3", "c"),
        ("- a\nb: c\n", "indentation", "2:1", "b"),
        ("a: [\n  x\n]\n", "indentation", "3:1", "]"),
        ("", "empty-file", "1:1", ""),
        ("# é\n\n  # b\n", "empty-file", "1:1", ""),
        ("---\n", "empty-file", "1:1", ""),
        ("a: \0b\n", "control-character", "1:4", "\0"),
        ("a: \"\u{1b}[1m\"\n", "control-character", "1:5", "\u{1b}"),
        ("a: 1\n\u{feff}b: 2\n", "control-character", "2:1", "\u{feff}"),
    ] {
        assert_eq!(findings(source), [(slug, place.to_owned(), marked.to_owned())], "{source:?}");
        assert!(read(source).root.is_none(), "{source:?} has no tree");
    }
}

#[test]
fn mistakes_in_several_sections_are_found_at_once() {
    let source = "name: a: b\nx: &x 1\nstatuses:\n  404: { summary: \"Gone }\nerrors:\n  A: *x\n  A: 1\n  B: [1, 2\nbodies:\n\tb: 1\nretry: 3\n";
    let expected =
        [("yaml-syntax", "1:8"), ("unclosed-quote", "4:19"), ("unclosed-bracket", "8:6"), ("tab-indentation", "10:1")];
    let found: Vec<(&str, String)> = findings(source).into_iter().map(|(slug, place, _)| (slug, place)).collect();
    assert_eq!(found, expected.map(|(slug, place)| (slug, place.to_owned())));
}

/// The text after its fixes reads without a finding.
#[test]
fn fixes_mend_the_file() {
    for (source, mended) in [
        ("a: Note: it's \"b\" # c\n", "a: \"Note: it's \\\"b\\\"\" # c\n"),
        ("a: @b\n", "a: \"@b\"\n"),
        ("- `b` \\ c\n", "- \"`b` \\\\ c\"\n"),
        ("a: * b\n", "a: \"* b\"\n"),
        ("a:\n\tb: 1\n", "a:\n  b: 1\n"),
        ("  a: [\n  b\n  ]\n", "  a: [\n    b\n    ]\n"),
        ("a: [\n  b\n]\n", "a: [\n  b\n  ]\n"),
        ("a: &b 1\nc: *B\n", "a: &b 1\nc: *b\n"),
    ] {
        let mut now = source.to_owned();
        for _ in 0..4 {
            let Some(fix) = read(&now).found.into_iter().find_map(|d| d.fix) else { break };
            now.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.replacement);
        }
        assert!(read(&now).found.is_empty(), "{now:?}: {:?}", read(&now).found);
        assert_eq!(now, mended);
    }
}

#[test]
fn bytes_that_are_not_utf8() {
    for (bytes, place, words) in [
        (&b"a: b\nc: d\xe9\n"[..], "t.yaml:2:5", "0xe9"),
        (b"\xc3", "t.yaml:1:1", "0xc3"),
        (b"\xff\xfea\0:\0", "t.yaml:1:1", "UTF-16"),
        ("é: 漢".as_bytes().split_last().map(|(_, rest)| rest).expect("bytes"), "t.yaml:1:4", "0xe6"),
    ] {
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        assert!(yaml::decode(&mut sources, "t.yaml", bytes, &mut sink).is_none());
        let found = sink.into_sorted();
        assert_eq!((found[0].rule.slug, sources.place(found[0].primary.span).as_str()), ("not-utf8", place));
        assert!(found[0].message.contains(words), "{}", found[0].message);
    }
}

#[test]
fn decoding_leaves_a_byte_order_mark_out() {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = yaml::decode(&mut sources, "t.yaml", "\u{feff}é: 1".as_bytes(), &mut sink).expect("a file");
    assert_eq!(sources.text(file), "é: 1");
    assert!(sink.is_empty());
}
