//! Finds a response that passes a set of tests, or shows that there is none.

use crate::lists::IntoVec;
use crate::syntax::{Predicate, Test};
use errspec_core::{Item, Items, Listed, Value};

/// A location and a test of its value. Header names are in lower case. A pointer begins with a slash; a header name never does.
pub(crate) type Placed = (String, Test);

/// A value that a location in a response can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Witness {
    /// No value.
    Absent,
    /// A text, a number or a boolean.
    Text(String),
    /// An array.
    Items(Vec<ItemWitness>),
    /// An object.
    Object,
}

/// An item of an array: its value at each JSON Pointer that matters, the empty one for the item itself. What is not listed is absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemWitness(pub Vec<(String, Witness)>);

impl Witness {
    fn passes(&self, place: &str, test: &Test) -> bool {
        match self {
            Self::Absent => test.holds([]),
            // A header is a text and a list (RFC 9110 §5.6.1).
            Self::Text(text) if is_header(place) => test.holds([Value::Text(text), Value::Items(&Listed(text))]),
            Self::Items(_) | Self::Object if is_header(place) => false,
            _ => self.with(&|value| test.holds(value)),
        }
    }

    /// Whether `holds` returns true for the value in a body.
    fn with(&self, holds: &dyn Fn(Option<Value<'_>>) -> bool) -> bool {
        holds(match self {
            Self::Absent => None,
            Self::Text(text) => Some(Value::Text(text)),
            Self::Items(items) => return holds(Some(Value::Items(&Array(items)))),
            Self::Object => Some(Value::Other),
        })
    }
}

/// The items of an array.
struct Array<'w>(&'w [ItemWitness]);

impl Items for Array<'_> {
    fn any(&self, holds: &dyn Fn(&dyn Item) -> bool) -> bool {
        self.0.iter().any(|item| holds(item))
    }
}

impl Item for ItemWitness {
    fn is(&self, pointer: &str, holds: &dyn Fn(Option<Value<'_>>) -> bool) -> bool {
        let listed = self.0.iter().find(|(at, _)| at == pointer).map(|(_, value)| value);
        // An item with members is an object.
        let inside = |(at, value): &(String, Witness)| {
            at.strip_prefix(pointer).is_some_and(|rest| rest.starts_with('/')) && *value != Witness::Absent
        };
        let value = listed.cloned().unwrap_or(if self.0.iter().any(inside) { Witness::Object } else { Witness::Absent });
        value.with(holds)
    }
}

fn is_header(place: &str) -> bool {
    !place.starts_with('/')
}

impl Witness {
    /// The value as part of a sentence; `None` if it is absent.
    pub(crate) fn said(&self) -> Option<String> {
        match self {
            Self::Absent => None,
            Self::Text(text) => Some(format!("is `{}`", text.replace('\u{1}', "…"))),
            Self::Items(items) if items.is_empty() => Some("is an empty list".to_owned()),
            Self::Items(items) => Some(format!("has {}", items.iter().map(ItemWitness::said).into_vec().join(" and "))),
            Self::Object => Some("is an object".to_owned()),
        }
    }
}

impl ItemWitness {
    /// An item that is a text.
    fn text(text: &str) -> Self {
        Self(vec![(String::new(), Witness::Text(text.to_owned()))])
    }

    /// `` `a` ``, or ``an item whose `/code` is `a` ``.
    fn said(&self) -> String {
        if let [(at, Witness::Text(text))] = self.0.as_slice()
            && at.is_empty()
        {
            return format!("`{}`", text.replace('\u{1}', "…"));
        }
        let values = self.0.iter().filter(|(at, _)| !at.is_empty());
        let members: Vec<String> = values.filter_map(|(at, value)| Some(format!("`{at}` {}", value.said()?))).into_vec();
        if members.is_empty() { "an item".to_owned() } else { format!("an item whose {}", members.join(" and ")) }
    }
}

/// The values of a response that passes all tests, by location; `None` if there is no such response.
///
/// The search is complete, except when negated tests rule out almost every text: it only tries some short texts.
pub(crate) fn witness(tests: &[Placed]) -> Option<Vec<(&str, Witness)>> {
    let mut places: Vec<&str> = tests.iter().map(|(place, _)| place.as_str()).into_vec();
    places.sort_unstable();
    places.dedup();
    let at = |place: &str| -> Vec<&Test> { tests.iter().filter(|(of, _)| of == place).map(|(_, test)| test).into_vec() };
    // A value that must be present inside another one makes the outer one an object or an array.
    let must_be_there = |place: &&str| at(place).iter().any(|test| !Witness::Absent.passes(place, test));
    let inner: Vec<&str> = places.iter().copied().filter(must_be_there).into_vec();
    let mut found = Vec::with_capacity(places.len());
    for place in places {
        let members: Vec<&str> = inner.iter().filter_map(|inner| member(inner, place)).into_vec();
        let by_index = members.iter().all(|member| member.bytes().all(|byte| byte.is_ascii_digit()));
        let value = candidates(&at(place), is_header(place)).into_iter().find(|candidate| {
            let fits = match candidate {
                Witness::Object => true,
                Witness::Items(_) => by_index,
                _ => members.is_empty(),
            };
            fits && at(place).iter().all(|test| candidate.passes(place, test))
        })?;
        found.push((place, value));
    }
    Some(found)
}

/// The member of the outer value through which a pointer leads, if it leads into that value.
fn member<'i>(inner: &'i str, outer: &str) -> Option<&'i str> {
    let rest = inner.strip_prefix(outer).filter(|_| !is_header(outer))?.strip_prefix('/')?;
    rest.split('/').next()
}

/// The values to try. If any value passes the tests, one of these does.
fn candidates(tests: &[&Test], header: bool) -> Vec<Witness> {
    let predicates = |negated: bool| tests.iter().filter(move |test| test.negated == negated).flat_map(|test| &test.any);
    let mut all = vec![Witness::Absent, Witness::Object];
    for predicate in predicates(false) {
        match predicate {
            Predicate::Equals(text) => all.push(Witness::Text(text.clone())),
            Predicate::Between(..) => numbers(tests).into_iter().for_each(|number| all.push(Witness::Text(number))),
            _ => {}
        }
    }
    composed(tests, header, &mut all);
    all
}

/// The size up to which every number of a range is tried.
const MOST_ALL: usize = 1_000;

/// The bounds of all ranges and their neighbors, and numbers that begin or end as the tests require.
fn numbers(tests: &[&Test]) -> Vec<String> {
    let mut bounds: Vec<i64> = vec![0];
    let mut parts: Vec<&str> = Vec::new();
    let mut narrow: Vec<i64> = Vec::new();
    for predicate in tests.iter().flat_map(|test| &test.any) {
        match predicate {
            Predicate::Between(least, most) => {
                bounds.extend([*least, least.saturating_sub(1), *most, most.saturating_add(1)]);
                (*least..=*most).take(MOST_ALL).add_to(&mut narrow);
            }
            Predicate::Equals(text) | Predicate::Starts(text) | Predicate::Ends(text) | Predicate::Contains(text) => {
                parts.push(text);
            }
            _ => {}
        }
    }
    let mut numbers: Vec<String> = bounds.iter().chain(&narrow).map(i64::to_string).into_vec();
    // Numbers of up to 18 digits that contain each part at their beginning, end, or in their middle.
    for part in &parts {
        for zeros in 0..18usize.saturating_sub(part.len()) {
            let zeros = "0".repeat(zeros);
            numbers.extend([format!("{part}{zeros}"), format!("{zeros}{part}"), format!("1{zeros}{part}")]);
        }
    }
    // Numbers next to a bound that end as they must.
    for (bound, part) in bounds.iter().flat_map(|bound| parts.iter().map(move |part| (*bound, *part))) {
        let Ok(end) = part.parse::<i64>() else { continue };
        let step = 10i64.saturating_pow(part.len() as u32);
        let near = bound.saturating_sub(bound % step).saturating_add(end);
        numbers.extend([near, near.saturating_add(step), near.saturating_sub(step)].map(|number| number.to_string()));
    }
    // A fraction is between two whole numbers.
    bounds.iter().map(|bound| format!("{bound}.5")).add_to(&mut numbers);
    numbers
}

/// Texts composed of one part of each test: the longest beginning, all parts that must be inside, and the longest end. Fillers between them
/// avoid the texts that negated tests exclude.
fn composed(tests: &[&Test], header: bool, all: &mut Vec<Witness>) {
    /// The maximum number of combinations of parts that are tried.
    const MOST: usize = 256;
    let mut choices: Vec<Vec<&Predicate>> = vec![Vec::new()];
    for test in tests.iter().filter(|test| !test.negated) {
        let mut longer = Vec::new();
        for choice in &choices {
            test.any.iter().map(|predicate| [choice.as_slice(), &[predicate]].concat()).add_to(&mut longer);
        }
        longer.truncate(MOST);
        choices = longer;
    }
    for choice in choices {
        all.extend(items(&choice, tests).map(Witness::Items));
        let mut text = [String::new(), String::new(), String::new()];
        for predicate in choice {
            match predicate {
                Predicate::Starts(part) if part.len() > text[0].len() => text[0].clone_from(part),
                Predicate::Contains(part) => {
                    text[1].push('\u{1}');
                    text[1].push_str(part);
                }
                Predicate::Has(item) if header => text[1].push_str(&format!(",{item},")),
                Predicate::Ends(part) if part.len() > text[2].len() => text[2].clone_from(part),
                _ => {}
            }
        }
        let [start, inside, end] = text;
        for filler in ["", "\u{1}", "-", "\u{1}\u{1}", "0"] {
            let inside = inside.replace('\u{1}', filler);
            let middle = if inside.is_empty() { filler.to_owned() } else { format!("{filler}{inside}{filler}") };
            all.push(Witness::Text(format!("{start}{middle}{end}")));
        }
        // Beginning and end may overlap.
        let overlaps = (0..=end.len()).filter(|at| end.is_char_boundary(*at) && start.ends_with(&end[..*at]));
        overlaps.map(|at| Witness::Text(format!("{start}{}", &end[at..]))).add_to(all);
    }
}

/// One item for each predicate of a choice that asks for one, so that no negated test finds an item that it excludes; `None` if there is no
/// such item. Whether the array also passes the other tests is up to the caller.
fn items(choice: &[&Predicate], tests: &[&Test]) -> Option<Vec<ItemWitness>> {
    let excluded: Vec<&Predicate> = tests.iter().filter(|test| test.negated).flat_map(|test| &test.any).into_vec();
    let mut items = Vec::new();
    for predicate in choice {
        match predicate {
            Predicate::Has(text) => items.push(ItemWitness::text(text)),
            Predicate::HasItem(wanted) => items.push(item(wanted, &excluded)?),
            _ => {}
        }
    }
    Some(items)
}

/// An item that passes the tests; `None` if there is none.
pub fn item_example(tests: &[(String, Test)]) -> Option<ItemWitness> {
    item(tests, &[])
}

/// An item that passes the tests and that none of the predicates requires.
fn item(wanted: &[(String, Test)], excluded: &[&Predicate]) -> Option<ItemWitness> {
    let inside = |(at, test): &(String, Test)| (format!("{ITEM}{at}"), test.clone());
    let mut worlds = vec![wanted.iter().map(inside).into_vec()];
    for predicate in excluded {
        let itself;
        // The item fails one of these tests.
        let failing = match predicate {
            Predicate::HasItem(tests) => tests.as_slice(),
            Predicate::Has(text) => {
                itself = [(String::new(), Test { negated: false, any: vec![Predicate::Equals(text.clone())] })];
                itself.as_slice()
            }
            _ => continue,
        };
        let mut narrowed = Vec::new();
        for world in &worlds {
            for (at, test) in failing.iter().map(inside) {
                let opposite = Test { negated: !test.negated, any: test.any };
                narrowed.push([world.as_slice(), &[(at, opposite)]].concat());
            }
        }
        narrowed.retain(|world| witness(world).is_some());
        narrowed.truncate(MOST_WORLDS);
        worlds = narrowed;
    }
    worlds.iter().find_map(|world| {
        let values = witness(world)?.into_iter();
        Some(ItemWitness(values.map(|(at, value)| (at.strip_prefix(ITEM).unwrap_or(at).to_owned(), value)).into_vec()))
    })
}

/// The pointer under which an item is, so that the pointers into it are not taken for headers.
const ITEM: &str = "/0";

/// The number of ways to fail negated tests that are tried together.
const MOST_WORLDS: usize = 256;
