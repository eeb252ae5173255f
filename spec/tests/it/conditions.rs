//! Which conditions exclude or contain each other, compared with every value of a small world.

use crate::common::{checked, error, notes, silent};
use errspec_core::{Item, Items, Listed, Predicate, Value};
use proptest::prelude::*;
use std::collections::HashSet;
use std::sync::LazyLock;

/// One condition as it is written, and its meaning.
#[derive(Clone, Debug)]
struct Asked {
    place: &'static str,
    written: String,
    negated: bool,
    any: Vec<Owned>,
}

#[derive(Clone, Debug)]
enum Owned {
    Present,
    Text(&'static str, String),
    Between(i64, i64),
    /// An item of which the value at a pointer has one of these, or none of them.
    HasItem {
        at: &'static str,
        negated: bool,
        any: Vec<Owned>,
    },
}

impl Owned {
    fn holds(&self, value: Value<'_>) -> bool {
        let Self::HasItem { at, negated, any } = self else { return self.core().holds(value) };
        let Value::Items(items) = value else { return false };
        let holds = |value: Option<Value<'_>>| value.is_some_and(|value| any.iter().any(|one| one.core().holds(value)));
        items.any(&|item| item.is(at, &|value| holds(value) != *negated))
    }

    fn core(&self) -> Predicate<'_> {
        match self {
            Self::Present => Predicate::Present,
            Self::Text("equals", text) => Predicate::Equals(text),
            Self::Text("contains", text) => Predicate::Contains(text),
            Self::Text("starts", text) => Predicate::Starts(text),
            Self::Text("ends", text) => Predicate::Ends(text),
            Self::Text(_, text) => Predicate::Has(text),
            Self::Between(least, most) => Predicate::Between(*least, *most),
            Self::HasItem { .. } => unreachable!("no item contains an array"),
        }
    }

    fn written(&self) -> String {
        match self {
            Self::Present => "{ present: true }".to_owned(),
            Self::Text("equals", text) => format!("\"{text}\""),
            Self::Text(key, text) => format!("{{ {key}: \"{text}\" }}"),
            Self::Between(least, most) => format!("{{ at_least: {least}, at_most: {most} }}"),
            Self::HasItem { at, negated, any } => format!("{{ has: {{ \"{at}\": {} }} }}", test(*negated, any)),
        }
    }
}

/// A list of predicates, of which one holds or none.
fn test(negated: bool, any: &[Owned]) -> String {
    let list = any.iter().map(Owned::written).collect::<Vec<_>>().join(", ");
    if negated { format!("{{ not: [{list}] }}") } else { format!("[{list}]") }
}

/// An item of an array: a text, or an object with a text at `/b`, or without it.
#[derive(Clone, Debug)]
enum ItemWorld {
    Text(String),
    Object(Option<String>),
}

impl Item for ItemWorld {
    fn is(&self, pointer: &str, holds: &dyn Fn(Option<Value<'_>>) -> bool) -> bool {
        holds(match (self, pointer) {
            (Self::Text(text), "") | (Self::Object(Some(text)), "/b") => Some(Value::Text(text)),
            (Self::Object(_), "") => Some(Value::Other),
            _ => None,
        })
    }
}

struct Array<'w>(&'w [ItemWorld]);

impl Items for Array<'_> {
    fn any(&self, holds: &dyn Fn(&dyn Item) -> bool) -> bool {
        self.0.iter().any(|item| holds(item))
    }
}

/// A value at `/a`, and of an object what stands at `/a/b`.
#[derive(Clone, Debug)]
enum World {
    Absent,
    Text(String),
    Items(Vec<ItemWorld>),
    Object(Box<World>),
}

impl World {
    fn passes(&self, place: &str, asked: &Asked) -> bool {
        let any = |value: Value<'_>| asked.any.iter().any(|predicate| predicate.holds(value));
        let held = match (self, place) {
            (Self::Object(inner), "/a/b") => return inner.passes("/a", asked),
            (_, "/a/b") | (Self::Absent, _) => false,
            (Self::Text(text), "x") => any(Value::Text(text)) || any(Value::Items(&Listed(text))),
            (Self::Text(text), _) => any(Value::Text(text)),
            (Self::Items(items), _) => any(Value::Items(&Array(items))),
            (Self::Object(_), _) => any(Value::Other),
        };
        held != asked.negated
    }
}

/// What tests of items look for.
const ITEM_TEXTS: [&str; 4] = ["a", "b", "ab", "ba"];
const ITEM_KEYS: [&str; 4] = ["equals", "contains", "starts", "ends"];

fn texts(alphabet: &[&str], longest: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut last = all.clone();
    for _ in 0..longest {
        last = last.iter().flat_map(|text| alphabet.iter().map(move |letter| format!("{text}{letter}"))).collect();
        all.extend(last.iter().cloned());
    }
    all
}

/// The first of all texts about which every test of an item says the same. Without the letter that no test is about, some tests could not be
/// passed together: `{ contains: b, not: [{ ends: b }, { contains: a }] }` needs a text such as `bc`.
fn distinct(texts: Vec<String>) -> Vec<String> {
    let predicates = ITEM_TEXTS.iter().flat_map(|text| ITEM_KEYS.map(|key| Owned::Text(key, (*text).to_owned())));
    let predicates: Vec<Owned> = predicates.collect();
    let mut known = HashSet::new();
    let said = |text: &String| predicates.iter().map(|one| one.holds(Value::Text(text))).collect::<Vec<bool>>();
    texts.into_iter().filter(|text| known.insert(said(text))).collect()
}

/// Every body and every header of the small world.
static WORLDS: LazyLock<(Vec<World>, Vec<World>)> = LazyLock::new(|| {
    let plain = |alphabet: &[&str], longest| texts(alphabet, longest).into_iter().map(World::Text).collect::<Vec<_>>();
    let mut values = plain(&["a", "b", "1", "2"], 4);
    let numbers = || (0..20).flat_map(|number| [World::Text(number.to_string()), World::Text(format!("{number}.5"))]);
    values.extend(numbers());
    // Two items are enough: no more than two tests ask for one.
    let texts = distinct(texts(&["a", "b", "c"], 5));
    let members = texts.iter().map(|text| ItemWorld::Object(Some(text.clone())));
    let items: Vec<ItemWorld> = texts.iter().cloned().map(ItemWorld::Text).chain(members).collect();
    let items = [items.as_slice(), &[ItemWorld::Object(None)]].concat();
    values.push(World::Items(Vec::new()));
    for (at, one) in items.iter().enumerate() {
        values.extend(items.iter().skip(at).map(|other| World::Items(vec![one.clone(), other.clone()])));
    }
    values.push(World::Absent);
    let inner: Vec<World> = values.iter().cloned().chain([World::Object(Box::new(World::Absent))]).collect();
    values.extend(inner.into_iter().map(|inner| World::Object(Box::new(inner))));
    let mut headers = plain(&["a", "b", ","], 5);
    headers.extend(numbers());
    headers.push(World::Absent);
    (values, headers)
});

fn predicate() -> impl Strategy<Value = Owned> {
    let text = prop::sample::select(vec!["a", "b", "ab", "ba"]).prop_map(str::to_owned);
    let key = prop::sample::select(vec!["equals", "equals", "contains", "starts", "ends", "has"]);
    prop_oneof![
        1 => Just(Owned::Present),
        6 => (key, text).prop_map(|(key, text)| Owned::Text(key, text)),
        2 => (0..9i64, 0..9i64).prop_map(|(least, more)| Owned::Between(least, least + more)),
    ]
}

/// A predicate of an array, whose tests look for texts in its items.
fn item() -> impl Strategy<Value = Owned> {
    let text = prop::sample::select(&ITEM_TEXTS[..]).prop_map(str::to_owned);
    let key = prop::sample::select(&ITEM_KEYS[..]);
    let tests = prop::collection::vec((key, text).prop_map(|(key, text)| Owned::Text(key, text)), 1..3);
    let at = prop::sample::select(vec!["", "/b", "/b", "/b"]);
    (at, any::<bool>(), tests).prop_map(|(at, negated, any)| Owned::HasItem { at, negated, any })
}

fn asked() -> impl Strategy<Value = Asked> {
    let header = (Just("x"), prop::collection::vec(predicate(), 1..3));
    let value = prop::collection::vec(prop_oneof![3 => predicate(), 1 => item()], 1..3);
    let field = (prop::sample::select(vec!["/a", "/a", "/a/b"]), value);
    (prop_oneof![2 => header, 3 => field], any::<bool>()).prop_map(|((place, any), negated)| {
        let written = test(negated, &any);
        Asked { place, written, negated, any }
    })
}

/// Distinct places in one rule: a key of a mapping stands there once.
fn conditions() -> impl Strategy<Value = Vec<Asked>> {
    prop::collection::vec(asked(), 1..4).prop_map(|mut all: Vec<Asked>| {
        all.sort_by_key(|asked| asked.place);
        all.dedup_by_key(|asked| asked.place);
        all
    })
}

fn when(conditions: &[Asked]) -> String {
    let of = |header: bool| {
        let of: Vec<String> = conditions
            .iter()
            .filter(|asked| (asked.place == "x") == header)
            .map(|asked| format!("{}: {}", asked.place, asked.written))
            .collect();
        of.join(", ")
    };
    format!("{{ status: 503, header: {{ {} }}, field: {{ {} }} }}", of(true), of(false))
}

/// Whether some response of the small world meets all of these.
fn met(conditions: &[&Asked], unmet: Option<&[Asked]>, worlds: &(Vec<World>, Vec<World>)) -> bool {
    let (values, headers) = worlds;
    fn passing<'w>(all: &'w [World], conditions: &[&Asked], header: bool) -> Vec<&'w World> {
        let of = |world: &&World| {
            conditions.iter().filter(|asked| (asked.place == "x") == header).all(|asked| world.passes(asked.place, asked))
        };
        all.iter().filter(of).collect()
    }
    let (values, headers) = (passing(values, conditions, false), passing(headers, conditions, true));
    match unmet {
        None => !values.is_empty() && !headers.is_empty(),
        Some(unmet) => {
            let fails = |world: &World, header: bool| {
                unmet.iter().any(|asked| (asked.place == "x") == header && !world.passes(asked.place, asked))
            };
            let [value, header] =
                [values.iter().any(|world| fails(world, false)), headers.iter().any(|world| fails(world, true))];
            value && !headers.is_empty() || header && !values.is_empty()
        }
    }
}

fn found(rules: &[(&[Asked], &str)]) -> Vec<String> {
    let rules: Vec<String> =
        rules.iter().map(|(asked, class)| format!("    - {{ when: {}, retry: {class} }}\n", when(asked))).collect();
    let checked = checked(&format!("statuses: {{ 503: Busy }}\nretry:\n  rules:\n{}", rules.concat()));
    checked.findings.iter().map(|finding| finding.rule.slug.to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_rule_is_impossible_where_no_response_meets_it(asked in conditions()) {
        let possible = met(&asked.iter().collect::<Vec<_>>(), None, &WORLDS);
        let found = found(&[(&asked, "transient")]);
        prop_assert_eq!(found.contains(&"impossible-rule".to_owned()), !possible, "{}", when(&asked));
    }

    #[test]
    fn two_rules_are_ambiguous_where_a_response_meets_both(one in conditions(), two in conditions()) {
        let possible = |asked: &[Asked]| met(&asked.iter().collect::<Vec<_>>(), None, &WORLDS);
        prop_assume!(one.len() == two.len() && possible(&one) && possible(&two));
        let both = met(&one.iter().chain(&two).collect::<Vec<_>>(), None, &WORLDS);
        let found = found(&[(&one, "transient"), (&two, "never")]);
        prop_assert_eq!(found.contains(&"ambiguous-rule".to_owned()), both, "{} and {}", when(&one), when(&two));
    }

    #[test]
    fn a_rule_never_decides_where_an_equal_one_always_does(one in conditions(), two in conditions()) {
        let possible = |asked: &[Asked]| met(&asked.iter().collect::<Vec<_>>(), None, &WORLDS);
        prop_assume!(one.len() == two.len() && possible(&one) && possible(&two));
        let outside = met(&two.iter().collect::<Vec<_>>(), Some(&one), &WORLDS);
        let found = found(&[(&one, "transient"), (&two, "transient")]);
        prop_assert_eq!(found.contains(&"unreachable-rule".to_owned()), !outside, "{} in {}", when(&two), when(&one));
    }
}

#[test]
fn a_condition_is_written_in_one_way() {
    let rule = |test: &str| {
        format!(
            "statuses: {{ 409: Conflict }}\nretry: {{ rules: [{{ when: {{ status: 409, field: {{ /a: {test} }} }}, retry: transient }}] }}\n"
        )
    };
    for (slug, test) in [
        ("empty-list", "«[]»"),
        ("missing-key", "«{»}"),
        ("unknown-key", "{ «starts_with»: a }"),
        ("wrong-kind", "{ present: «false» }"),
        ("wrong-kind", "[a, «{» not: b }]"),
        ("wrong-kind", "[a, «{» starts: b, ends: c }]"),
        ("wrong-kind", "{ not: «{» starts: b, ends: c } }"),
        ("bad-number", "{ at_least: 5, at_most: «4» }"),
        ("bad-number", "{ at_least: «1.5» }"),
        ("impossible-rule", "«{ starts: a, not: { contains: a } }»"),
        ("missing-key", "{ has: «{»} }"),
        ("bad-pointer", "{ has: { «code»: a } }"),
        ("impossible-rule", "«{ has: { /code: a }, not: { has: { /code: { present: true } } } }»"),
        ("impossible-rule", "«{ has: { /code: a }, starts: b }»"),
    ] {
        error(slug, &rule(test));
    }
    for test in [
        "a",
        "[a, b]",
        "{ not: { not: a } }",
        "{ not: [a, { starts: b }] }",
        "{ starts: [a, b], ends: c, not: { has: d } }",
        "{ has: [a, { /code: b, /kind: { not: c } }] }",
        "{ has: { /code: a }, not: { has: { /code: b } } }",
    ] {
        silent(&rule(test));
    }
}

#[test]
fn the_keys_of_other_languages_are_answered_with_ours() {
    for (key, ours) in [("starts_with", "starts: "), ("suffix", "ends: "), ("equals", "[busy, locked]"), ("gte", "at_least: ")]
    {
        let rule = format!("retry: {{ rules: [{{ when: {{ header: {{ X-A: {{ «{key}»: 1 }} }} }}, retry: transient }}] }}\n");
        assert!(notes(&error("unknown-key", &rule)).contains(ours), "{key}");
    }
}

#[test]
fn what_cannot_be_asked_is_refused_with_the_reason() {
    for (key, note) in
        [("code: a", "recognized first"), ("method: PUT", "without its request"), ("transport: reset", "no response")]
    {
        let (key, value) = key.split_once(':').unwrap();
        let body = format!("bodies: {{ api: {{ when: {{ «{key}»:{value} }}, fields: {{ message: /message }} }} }}\n");
        assert!(notes(&error("unknown-key", &body)).contains(note), "{key}");
    }
    let hint = "statuses: { 503: { summary: Down, retry: transient } }\n\
                retry: { hints: [{ at: { header: A }, form: delay-seconds, when: { «transport»: reset } }] }\n";
    assert!(notes(&error("unknown-key", hint)).contains("no response"));
}

#[test]
fn rules_that_can_meet_are_reported_with_a_response_that_both_are_about() {
    let rules = "retry:\n  rules:\n    - { when: { header: { X-A: { starts: ab } } }, retry: transient }\n    \
                 - { when: { field: { /code: { at_least: 7 } } }, retry: «never» }\n";
    let finding = error("ambiguous-rule", rules);
    assert!(notes(&finding).contains("`x-a` is `ab`") && notes(&finding).contains("`/code` is `7`"), "{}", notes(&finding));
}

#[test]
fn a_pointer_is_not_deeper_than_what_is_read() {
    let body = |levels: usize| format!("bodies: {{ api: {{ fields: {{ message: «{}» }} }} }}\n", "/a".repeat(levels));
    silent(&body(128).replace(['«', '»'], ""));
    error("bad-pointer", &body(129));
    error("bad-pointer", &body(100_000));
}

#[test]
fn spaces_around_the_text_of_a_test_count() {
    let rule = |test: &str| format!("retry: {{ rules: [{{ when: {{ field: {{ /a: {test} }} }}, retry: transient }}] }}\n");
    silent(&rule(r#"{ starts: "Slow down", not: { starts: "Slow down " } }"#));
    silent(&rule(r#"{ has: a, not: { has: " a" } }"#));
    silent(&rule(r#"{ contains: " " }"#));
    error("impossible-rule", &rule(r#"«{ ends: " down", not: { contains: " " } }»"#));
    error("empty-text", &rule(r#"{ contains: «""» }"#));
}
